/* presa_visione.c - floor 4: the one way to acknowledge a meeting, for the command line and for pages. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/presa_visione.h"

#include "store/archivio.h"

static Err record(Store *st, const Grant *g, EntitaTipo t, const void *want, Arena *a, void **out)
{
    Tabella all;
    *out = NULL;
    Err e = store_tabella_load(st, g, t, a, &all);
    if (!e) *out = tabella_find(a, &all, record_key(a, entita_info(t), want));
    return e;
}

static void put_notes(Arena *a, Str text, Partecipante *p, Difetti *d)
{
    const EntitaInfo *e = entita_info(ENTITA_PARTECIPANTE);
    Str why;
    for (int i = 0; i < e->n_campi; i++)
        if (!strcmp(e->campi[i].nome, "osservazioni") && !campo_read(a, &e->campi[i], text, true, p, &why))
            difetto(d, 2, S("osservazioni"), "%.*s", STR_ARG(why));
}

Err presa_visione(Store *st, const Grant *g, const PresaVisione *x, Arena *a, Esito *out, Difetti *d, Str *perche)
{
    void *meeting, *found;
    Str who = grant_persona(g);
    *out = (Esito){0};
    *perche = S("");
    Err e = record(st, g, ENTITA_RIUNIONE, &(Riunione){.codice = x->riunione}, a, &meeting);
    if (!e) e = record(st, g, ENTITA_PARTECIPANTE, &(Partecipante){.riunione = x->riunione, .persona = who}, a, &found);
    if (e) {
        *perche = store_perche(st);
        return e;
    }
    if (!meeting || !found) {
        *perche = str_fmt(a, "%.*s non partecipa alla riunione %.*s", STR_ARG(who), STR_ARG(x->riunione));
        return E_NON_TROVATO;
    }
    Partecipante *p = found;
    const Riunione *r = meeting;
    Date day = date_is(x->giorno) ? x->giorno : x->oggi;
    if (date_is(p->presa_visione)) {
        *perche = str_fmt(a, "presa visione già data il %.*s", STR_ARG(date_italian(a, p->presa_visione)));
        return E_CONFLITTO;
    }
    if (date_cmp(day, r->data) < 0)
        difetto(d, 0, S("giorno"), "è prima della riunione, che è del %.*s", STR_ARG(date_italian(a, r->data)));
    if (date_cmp(day, x->oggi) > 0) difetto(d, 1, S("giorno"), "è nel futuro");
    p->presa_visione = day;
    if (str_trim(x->osservazioni).n) put_notes(a, x->osservazioni, p, d);
    if (d->lista.n) return E_DATI;
    Modifica m = {ENTITA_PARTECIPANTE, p, false, p->riga};
    e = store_scrivi(st, g, &(Scrittura){x->ora, S(""), &m, 1}, a, out);
    if (e) *perche = store_perche(st);
    return e;
}

/* caso_scrivi_altri.c - floor 4: how scores become pay, premiums and allowances of a year, written as a case. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/caso_scrivi.h"

#include "cycle/periodo.h"

static Str parametro(Scrivano *s, const char *prefix, const char *key)
{
    const Parametro *p = fatti_parametro(s->v->arch, s->v->anno, str_fmt(s->a, "%s.%s", prefix, key));
    return p ? p->valore : S("");
}

/* Keys that stand together: all of them, or a note and none. */
static bool tutti(Scrivano *s, const char *prefix, const char *const *keys, ptrdiff_t n)
{
    ptrdiff_t there = 0;
    for (ptrdiff_t i = 0; i < n; i++) there += parametro(s, prefix, keys[i]).n > 0;
    for (ptrdiff_t i = 0; there && i < n; i++)
        if (!parametro(s, prefix, keys[i]).n) nota(s, str_of(prefix), "manca il parametro %s.%s: maggiorazione non calcolata", prefix, keys[i]);
    return there == n;
}

void scrivi_maggiorazione(Scrivano *s)
{
    static const char *const keys[] = {"regola", "quota", "percentuale", "parita"};
    if (!tutti(s, "maggiorazione", keys, COUNT_OF(keys))) return;
    json_key(s->j, S("maggiorazione"));
    json_open_map(s->j);
    for (ptrdiff_t i = 0; i < COUNT_OF(keys); i++) voce_testo(s, keys[i], parametro(s, "maggiorazione", keys[i]));
    json_close_map(s->j);
}

static bool piu_schede(const Scrivano *s)
{
    ptrdiff_t n;
    const Scheda *sc = ALL(s->v->arch, Scheda, SCHEDA, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (sc[i].anno == s->v->anno && str_eq(sc[i].tipo, S("dirigente")) && periodi_di(s->v->arch, sc[i].persona, sc[i].anno, sc[i].tipo).n > 1) return true;
    return false;
}

static void primi(Scrivano *s)
{
    static const char *const keys[] = {"quota", "percentuale", "parita"};
    if (!s->dirigenti || !tutti(s, "maggiorazione_dirigenti", keys, COUNT_OF(keys))) return;
    if (!s->paghe_dirigenti) {
        nota(s, S("maggiorazione_dirigenti"), "non calcolata: manca la retribuzione massima di qualche dirigente");
        return;
    }
    if (piu_schede(s)) {
        nota(s, S("maggiorazione_dirigenti"), "non calcolata: qualche dirigente ha più schede nell'anno, e la media è di persone, non di schede (F-74, AMB-54)");
        return;
    }
    json_key(s->j, S("maggiorazione_dirigenti"));
    json_open_map(s->j);
    for (ptrdiff_t i = 0; i < COUNT_OF(keys); i++) voce_testo(s, keys[i], parametro(s, "maggiorazione_dirigenti", keys[i]));
    json_close_map(s->j);
}

/* "90=100, 75=80, 0": rows of a table, best first; the last has no threshold. */
static void fasce(Scrivano *s, Str text)
{
    json_key(s->j, S("fasce"));
    json_open_list(s->j);
    while (text.n) {
        ptrdiff_t cut = str_find(text, ',');
        Str row = str_trim(str_sub(text, 0, cut < 0 ? text.n : cut));
        ptrdiff_t equal = str_find(row, '=');
        json_open_map(s->j);
        if (equal >= 0) voce_testo(s, "soglia", str_trim(str_sub(row, 0, equal)));
        voce_testo(s, "livello", str_trim(equal < 0 ? row : str_sub(row, equal + 1, row.n)));
        json_close_map(s->j);
        text = cut < 0 ? S("") : str_sub(text, cut + 1, text.n);
    }
    json_close_list(s->j);
}

void scrivi_pagamento(Scrivano *s)
{
    static const struct { const char *key, *prefix; ChiaveLettura how; } whom[] = {
        {"dirigenti", "dir.payout", LETTURA_DIR_PAYOUT}, {"posizioni", "po.payout", LETTURA_PO_PAYOUT}};
    bool open = false;
    for (ptrdiff_t i = 0; i < COUNT_OF(whom); i++) {
        int word = lettura(&s->opzioni, whom[i].how);
        Str value = word == PAGA_LINEAR ? S("") : parametro(s, whom[i].prefix, word == PAGA_BANDS ? "fasce" : "soglia");
        if (!value.n) continue; /* what is missing is told by the reader of the case */
        if (!open) json_key(s->j, S("pagamento")), json_open_map(s->j);
        open = true;
        json_key(s->j, str_of(whom[i].key));
        json_open_map(s->j);
        if (word == PAGA_BANDS) fasce(s, value);
        else voce_testo(s, "soglia", value);
        json_close_map(s->j);
    }
    if (open) json_close_map(s->j);
}

const Paga *paga_di(const Archivio *arch, const Scheda *sc)
{
    ptrdiff_t n;
    const Paga *p = ALL(arch, Paga, PAGA, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (p[i].anno == sc->anno && str_eq(p[i].persona, sc->persona) && str_eq(p[i].tipo, sc->tipo)) return &p[i];
    return NULL;
}

void scrivi_paga(Scrivano *s, const Scheda *sc)
{
    const Paga *p = paga_di(s->v->arch, sc);
    if (!p || !num_is(p->tempi_quota)) return;
    if (!p->tempi_esito.n)
        nota(s, sc->persona, "manca tempi_esito in paghe.csv: l'obiettivo sui tempi di pagamento vale come non raggiunto (F-16)");
    if (!p->tempi_atto.n) nota(s, sc->persona, "manca tempi_atto in paghe.csv: la verifica dei revisori sui tempi di pagamento (F-16)");
    json_key(s->j, S("tempi_pagamento"));
    json_open_map(s->j);
    voce_numero(s, "quota", p->tempi_quota);
    voce_testo(s, "esito", p->tempi_esito.n ? p->tempi_esito : S("non_raggiunto"));
    json_close_map(s->j);
}

/* Allowances with days in the year, cut to them; ids CODE, or CODE@FROM for the later ones of the same person. */
static void indennita(Scrivano *s)
{
    ptrdiff_t n;
    const Indennita *x = ALL(s->v->arch, Indennita, INDENNITA, &n);
    Date first = date_of((int)s->v->anno, 1, 1), last = date_of((int)s->v->anno, 12, 31);
    bool open = false;
    Str before = S("");
    for (ptrdiff_t i = 0; i < n; i++) {
        Date from = date_cmp(x[i].dal, first) > 0 ? x[i].dal : first, to = date_cmp(x[i].al, last) < 0 ? x[i].al : last;
        if (date_cmp(from, to) > 0) continue;
        if (!open) json_key(s->j, S("indennita")), json_open_list(s->j);
        open = true;
        json_open_map(s->j);
        voce_testo(s, "id", str_eq(before, x[i].persona) ? str_fmt(s->a, "%.*s@%.*s", STR_ARG(x[i].persona), STR_ARG(date_iso(s->a, x[i].dal))) : x[i].persona);
        before = x[i].persona;
        voce_testo(s, "area", x[i].area);
        voce_testo(s, "importo_annuo", num_fixed(s->a, x[i].importo_annuo, 2));
        voce_testo(s, "dal", date_iso(s->a, from));
        voce_testo(s, "al", date_iso(s->a, to));
        if (x[i].atto.n) voce_testo(s, "atto", x[i].atto);
        else nota(s, x[i].persona, "indennità dal %.*s: manca l'atto che la riconosce (S-N.70)", STR_ARG(date_iso(s->a, x[i].dal)));
        Date named = date_is(x[i].referente_dal) && date_cmp(x[i].referente_dal, first) < 0 ? first : x[i].referente_dal;
        Date until = !date_is(x[i].referente_al) || date_cmp(x[i].referente_al, last) > 0 ? last : x[i].referente_al;
        if (date_is(named) && date_cmp(named, until) <= 0) {
            json_key(s->j, S("referente"));
            json_open_map(s->j);
            voce_testo(s, "dal", date_iso(s->a, named));
            voce_testo(s, "al", date_iso(s->a, until));
            if (x[i].referente_atto.n) voce_testo(s, "atto", x[i].referente_atto);
            json_close_map(s->j);
        }
        json_close_map(s->j);
    }
    if (open) json_close_list(s->j);
}

void scrivi_altri(Scrivano *s)
{
    const Sistema *r = s->v->sistema;
    primi(s);
    if (r->ha_premi) indennita(s);
    scrivi_merito(s);
    scrivi_quote(s);
    if (!s->posizioni || !s->paghe_posizioni || !sistema_norma(r, NORMA_EQ_RISULTATO, (int)s->v->anno)) return;
    json_key(s->j, S("risorse_posizioni"));
    json_open_map(s->j);
    json_close_map(s->j);
}

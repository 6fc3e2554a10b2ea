/* cmd_riunione.c - floor 7: ciclo meeting: the register of meetings and interviews. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "app/registro.h"

#include "cycle/presa_visione.h"
#include "cycle/riunioni.h"

static const char USO[] = "meeting";

static Err asks(void *ctx, Azione z, Ambito su, const Grant **g, Str *why) { return contesto_chiede(ctx, z, su, g, why); }

/* PERSON:QUALITY */
static Partecipante *read_participant(const Contesto *c, Str word, Str meeting, const char *where, Difetti *d)
{
    const EntitaInfo *e = entita_info(ENTITA_PARTECIPANTE);
    Partecipante *p = record_new(c->a, e);
    ptrdiff_t colon = str_find(word, ':');
    p->riunione = meeting;
    if (colon <= 0) {
        difetto(d, d->lista.n, str_of(where), "«%.*s»: scrivere PERSONA:QUALITÀ, ad esempio M012:valutato",
                STR_ARG(word));
        return p;
    }
    registro_campo(c->a, e, "persona", str_sub(word, 0, colon), p, d);
    registro_campo(c->a, e, "qualita", str_sub(word, colon + 1, word.n), p, d);
    return p;
}

static int permission(Contesto *c, const Riunione *r, const Riuniti *p, const Grant **g)
{
    const Domanda q = {c, asks};
    Str why;
    int status = contesto_apri(c);
    Err e = status ? OK : riunione_permesso(&q, r, p, g, &why);
    return e ? errore(e, "%.*s", STR_ARG(why)) : status;
}

static int archive(const Contesto *c, const Grant *g, Archivio *out)
{
    Err e = store_archivio_load(c->st, g, c->a, out);
    return e ? contesto_errore(c, e) : 0;
}

static int meeting_add(Contesto *c, Argomenti *args)
{
    Riunione *r = record_new(c->a, entita_info(ENTITA_RIUNIONE));
    Difetti d = {.a = c->a};
    RegistroTesti words = {0};
    Riuniti p = {0};
    Archivio arch;
    Modifica *m;
    const Grant *g;
    registro_opzioni(c->a, args, "--partecipante", &words);
    registro_campi(c->a, args, entita_info(ENTITA_RIUNIONE), r, &d);
    int status = contesto_resto(c, args, 0, 0);
    if (status) return status;
    for (ptrdiff_t i = 0; i < words.n; i++)
        *PUSH(c->a, &p) = read_participant(c, words.items[i], r->codice, "--partecipante", &d);
    riunione_controlla(r, c->oggi, &d);
    riuniti_controlla(r, &p, &d);
    if (d.lista.n) return registro_difetti(c, &d);
    status = permission(c, r, &p, &g);
    if (!status) status = archive(c, g, &arch);
    if (status) return status;
    if (riunione_registrata(&arch, c->a, r->codice))
        return errore(E_CONFLITTO, "la riunione %.*s è già nel registro", STR_ARG(r->codice));
    riunione_riferimenti(&arch, c->a, r, &p, &d);
    if (d.lista.n) return registro_difetti(c, &d);
    ptrdiff_t n = riunione_modifiche(c->a, r, &p, &m);
    return registro_scrivi(c, g, m, n, r->atto, "registrata la riunione", r->codice);
}

/* A stored meeting, for who may record it; *r is a copy. */
static int take(Contesto *c, Str code, const Grant **g, Archivio *arch, Riunione *r)
{
    int status = contesto_permesso(c, AZIONE_RIUNIONE_REGISTRA, (Ambito){.riunione = code}, g);
    if (!status) status = archive(c, *g, arch);
    if (status) return status;
    const Riunione *found = riunione_registrata(arch, c->a, code);
    if (!found) return errore(E_NON_TROVATO, "la riunione %.*s non è nel registro", STR_ARG(code));
    if (riunione_su_di(arch, code, c->persona, c->a))
        return errore(E_VIETATO, "la riunione %.*s è un colloquio su %.*s: la scrive chi valuta", STR_ARG(code), STR_ARG(c->persona));
    *r = *found;
    return 0;
}

static int meeting_join(Contesto *c, Argomenti *args)
{
    Difetti d = {.a = c->a};
    Riuniti all = {0}, added = {0};
    Archivio arch;
    const Grant *g;
    Riunione r;
    int status = contesto_resto(c, args, 2, 2);
    if (!status) status = take(c, str_of(args->v[0]), &g, &arch, &r);
    if (status) return status;
    Partecipante *p = read_participant(c, str_of(args->v[1]), r.codice, args->v[1], &d);
    riuniti_di(&arch, r.codice, c->a, &all);
    for (ptrdiff_t i = 0; i < all.n; i++)
        if (str_eq(all.items[i]->persona, p->persona))
            return errore(E_CONFLITTO, "%.*s partecipa già alla riunione %.*s", STR_ARG(p->persona), STR_ARG(r.codice));
    *PUSH(c->a, &all) = *PUSH(c->a, &added) = p;
    riuniti_controlla(&r, &all, &d);
    if (d.lista.n) return registro_difetti(c, &d);
    status = permission(c, &r, &added, &g);
    if (status) return status;
    riunione_riferimenti(&arch, c->a, &r, &added, &d);
    if (d.lista.n) return registro_difetti(c, &d);
    Modifica m = {ENTITA_PARTECIPANTE, p, false, 0};
    return registro_scrivi(c, g, &m, 1, S(""), "aggiunto un partecipante alla riunione", r.codice);
}

/* Minutes and documents come after the meeting. */
static int meeting_minutes(Contesto *c, Argomenti *args)
{
    static const char *const fields[] = {"verbale", "documenti", "atto"};
    const EntitaInfo *e = entita_info(ENTITA_RIUNIONE);
    Difetti d = {.a = c->a};
    const char *cells[COUNT_OF(fields)];
    Archivio arch;
    const Grant *g;
    Riunione r, before;
    Riuniti people = {0};
    Modifica *m;
    bool any = false;
    for (int i = 0; i < COUNT_OF(fields); i++) {
        cells[i] = opzione(args, str_c(c->a, str_fmt(c->a, "--%s", fields[i])));
        any = any || cells[i];
    }
    int status = contesto_resto(c, args, 1, 1);
    if (!status && !any) status = uso_errato(USO, "servono --verbale, --documenti o --atto");
    if (!status) status = take(c, str_of(args->v[0]), &g, &arch, &r);
    if (status) return status;
    before = r;
    riuniti_di(&arch, r.codice, c->a, &people);
    for (int i = 0; i < COUNT_OF(fields); i++)
        if (cells[i]) registro_campo(c->a, e, fields[i], str_of(cells[i]), &r, &d);
    riunione_controlla(&r, c->oggi, &d);
    riunione_riferimenti(&arch, c->a, &r, &(Riuniti){0}, &d);
    if (!d.lista.n) riunione_ferma(&before, &r, &people, &d);
    if (d.lista.n) return registro_difetti(c, &d);
    ptrdiff_t n = riunione_riscrive(c->a, &r, r.riga, &people, &m);
    return registro_scrivi(c, g, m, n, r.atto, "verbale della riunione", r.codice);
}

/* Only the participant himself says that he has seen it. */
static int meeting_ack(Contesto *c, Argomenti *args)
{
    Difetti d = {.a = c->a};
    const char *notes = opzione(args, "--osservazioni");
    const Grant *g;
    PresaVisione x = {.oggi = c->oggi, .ora = c->ora, .osservazioni = str_of(notes)};
    Esito out;
    Str why;
    int status = opzione_data(c, args, "--data", &x.giorno);
    if (!status) status = contesto_resto(c, args, 1, 1);
    if (status) return status;
    x.riunione = str_of(args->v[0]);
    status = contesto_permesso(c, AZIONE_PRESA_VISIONE, (Ambito){.riunione = x.riunione}, &g);
    if (!status) status = registro_da_file(c, "--osservazioni", &x.osservazioni);
    if (status) return status;
    Err e = presa_visione(c->st, g, &x, c->a, &out, &d, &why);
    for (ptrdiff_t i = 0; i < d.lista.n; i++) /* as the options are called */
        d.lista.items[i].dove = str_eq(d.lista.items[i].dove, S("giorno")) ? S("--data") : S("--osservazioni");
    if (e == E_DATI) return stampa_difetti(S(""), &d);
    return e ? errore(e, "%.*s", STR_ARG(why)) : registro_scritto(c, &out, "presa visione della riunione", x.riunione);
}

/* -- reading */
static void show_json(const Contesto *c, Json *j, const Riunione *r, const Tabella *people)
{
    json_open_map(j);
    registro_json(j, c->a, entita_info(ENTITA_RIUNIONE), r);
    json_key(j, S("partecipanti"));
    json_open_list(j);
    for (ptrdiff_t i = 0; i < people->n; i++) {
        const Partecipante *p = tabella_at(people, i);
        if (!str_eq(p->riunione, r->codice)) continue;
        json_open_map(j);
        registro_json(j, c->a, entita_info(ENTITA_PARTECIPANTE), p);
        json_close_map(j);
    }
    json_close_list(j);
    json_close_map(j);
}

static int meeting_show(Contesto *c, Argomenti *args)
{
    const Grant *g;
    void *found;
    Tabella people;
    int status = contesto_resto(c, args, 1, 1);
    if (status) return status;
    Str code = str_of(args->v[0]);
    status = contesto_permesso(c, AZIONE_RIUNIONE_LEGGI, (Ambito){.riunione = code}, &g);
    if (status) return status;
    Err e = registro_leggi(c, g, ENTITA_RIUNIONE, code, &found);
    if (!e) e = store_tabella_load(c->st, g, ENTITA_PARTECIPANTE, c->a, &people);
    if (e) return contesto_errore(c, e);
    if (!found) return errore(E_NON_TROVATO, "la riunione %.*s non è nel registro", STR_ARG(code));
    const Riunione *r = found;
    if (c->json) {
        Json *j = json_new(c->a, true);
        show_json(c, j, r, &people);
        return registro_stampa(c, j);
    }
    Buf b = buf_new(c->a);
    registro_mostra(&b, c->a, entita_info(ENTITA_RIUNIONE), r);
    for (ptrdiff_t i = 0; i < people.n; i++) {
        const Partecipante *p = tabella_at(&people, i);
        if (!str_eq(p->riunione, code)) continue;
        Str day = date_iso(c->a, p->presa_visione);
        buf_fmt(&b, "%-14.*s%.*s", STR_ARG(p->qualita), STR_ARG(p->persona));
        if (day.n) buf_fmt(&b, ", presa visione %.*s", STR_ARG(day));
        buf_fmt(&b, "%s%.*s\n", p->osservazioni.n ? ": " : "", STR_ARG(p->osservazioni));
    }
    return stampa_testo(buf_str(&b));
}

/* Those that one may see: who sees only his own is asked for himself first. */
static int meeting_list(Contesto *c, Argomenti *args)
{
    int64_t year;
    const Grant *g, *one;
    Tabella all, people;
    int status = opzione_anno(c, args, "--anno", &year);
    if (!status) status = contesto_resto(c, args, 0, 0);
    if (!status) status = contesto_permesso(c, AZIONE_RIUNIONE_LEGGI, (Ambito){.persona = c->persona}, &g);
    if (status) return status;
    bool everything = str_eq(grant_relazione(g), S("BODY"));
    Err e = store_tabella_load(c->st, g, ENTITA_RIUNIONE, c->a, &all);
    if (!e) e = store_tabella_load(c->st, g, ENTITA_PARTECIPANTE, c->a, &people);
    if (e) return contesto_errore(c, e);
    Buf b = buf_new(c->a);
    Json *j = json_new(c->a, true);
    json_open_list(j);
    for (ptrdiff_t i = 0; i < all.n; i++) {
        const Riunione *r = tabella_at(&all, i);
        if (year && r->anno != year) continue;
        if (!everything && contesto_puo(c, AZIONE_RIUNIONE_LEGGI, (Ambito){.riunione = r->codice}, &one)) continue;
        Str day = date_iso(c->a, r->data);
        if (c->json) show_json(c, j, r, &people);
        else buf_fmt(&b, "%-16.*s %.*s %-20.*s %.*s\n", STR_ARG(r->codice), STR_ARG(day), STR_ARG(r->tipo),
                     STR_ARG(r->oggetto));
    }
    json_close_list(j);
    return c->json ? registro_stampa(c, j) : stampa_testo(buf_str(&b));
}

int cmd_meeting(Arena *a, Argomenti args)
{
    static const struct { const char *name; int (*run)(Contesto *c, Argomenti *args); } verbs[] = {
        {"add", meeting_add}, {"join", meeting_join}, {"minutes", meeting_minutes}, {"ack", meeting_ack},
        {"list", meeting_list}, {"show", meeting_show}};
    Contesto c;
    int status = contesto_leggi(&c, USO, a, &args);
    if (status) return status;
    for (ptrdiff_t i = 0; i < COUNT_OF(verbs) && args.n; i++) {
        if (strcmp(args.v[0], verbs[i].name)) continue;
        args.n--;
        args.v++;
        return contesto_fine(&c, verbs[i].run(&c, &args));
    }
    return uso_errato(USO, "serve add, join, minutes, ack, list o show");
}

/* caso_scrivi_quote.c - floor 4: quotas of a year and its individual premi, written as a case. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/caso_scrivi.h"

#include "cycle/periodo.h"

/* ---- individual premi by four elements (S-N.69, AMB-30) ---- */

void scrivi_merito(Scrivano *s)
{
    ptrdiff_t n, n_fondi, count = 0;
    const Merito *x = ALL(s->v->arch, Merito, MERITO, &n);
    const Fondo *f = ALL(s->v->arch, Fondo, FONDO, &n_fondi), *fund = NULL;
    for (ptrdiff_t i = 0; i < n; i++) count += x[i].anno == s->v->anno;
    for (ptrdiff_t i = 0; i < n_fondi; i++) {
        if (f[i].anno != s->v->anno || !fondo_di_merito(&f[i])) continue;
        if (fund) nota(s, S("merito"), "i fondi dei premi individuali sono due, %.*s e %.*s: conta il primo", STR_ARG(fund->codice), STR_ARG(f[i].codice));
        else fund = &f[i];
    }
    if (!count && !fund) return;
    const char *missing = !s->v->sistema->ha_scheda_premi                     ? "il sistema dell'anno non ha la scheda dei premi"
                          : lettura(&s->opzioni, LETTURA_PREMI_SHEET) == 0    ? "la scheda non è attiva (scelta.staff.premi_sheet = four)"
                          : !fund                                             ? "in fondi.csv manca quello con scopo merito"
                          : !count                                            ? "in merito.csv non c'è nessuno"
                                                                              : NULL;
    if (missing) nota(s, S("merito"), "premi individuali non calcolati: %s (S-N.69)", missing);
    if (missing) return;
    json_key(s->j, S("merito"));
    json_open_map(s->j);
    voce_testo(s, "fondo", num_fixed(s->a, fund->importo, 2));
    json_key(s->j, S("persone"));
    json_open_list(s->j);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (x[i].anno != s->v->anno) continue;
        json_open_map(s->j);
        voce_testo(s, "id", x[i].persona);
        voce_numero(s, "alfa", x[i].alfa);
        voce_numero(s, "beta", x[i].beta);
        voce_numero(s, "chi", x[i].chi);
        voce_numero(s, "delta", x[i].delta);
        json_close_map(s->j);
    }
    json_close_list(s->j);
    json_close_map(s->j);
}

/* ---- quotas (F-17) ---- */

bool quote_anno(const Archivio *arch, int64_t anno)
{
    ptrdiff_t n;
    const QuotaMassima *q = ALL(arch, QuotaMassima, QUOTA_MASSIMA, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (q[i].anno == anno) return true;
    return false;
}

/* Somebody and his scores; several sheets of one person stand together. */
typedef struct Quotato { Str persona; LIST(Num) punteggi; } Quotato;
typedef struct Quotati { Quotato *items; ptrdiff_t n, cap; } Quotati;

static void aggiungi(Scrivano *s, Quotati *out, Str id, Num x)
{
    Str who = periodo_persona(id, NULL);
    Quotato *q = out->n && str_eq(out->items[out->n - 1].persona, who) ? &out->items[out->n - 1] : NULL;
    if (!q) {
        q = PUSH(s->a, out);
        *q = (Quotato){.persona = who};
    }
    *PUSH(s->a, &q->punteggi) = x;
}

/* A unit is the quota's, or below it; a quota without one is the body's. */
static bool sotto(const Archivio *arch, Str codice, Str top)
{
    ptrdiff_t n;
    const Unita *u = ALL(arch, Unita, UNITA, &n);
    for (int level = 0; codice.n && top.n && level < 64; level++) {
        if (str_eq(codice, top)) return true;
        const Unita *here = NULL;
        for (ptrdiff_t i = 0; i < n && !here; i++)
            if (str_eq(u[i].codice, codice)) here = &u[i];
        codice = here ? here->padre : S("");
    }
    return !top.n;
}

/* The unit of the sheet that an id of the case stands for. */
static Str unita_di(const Scrivano *s, Str id, Str tipo)
{
    Date dal;
    Periodi sheets = periodi_di(s->v->arch, periodo_persona(id, &dal), s->v->anno, tipo);
    for (ptrdiff_t i = 0; i < sheets.n; i++)
        if (!date_is(dal) || !date_cmp(sheets.items[i].dal, dal)) return sheets.items[i].unita;
    return S("");
}

/* Totals of the dirigenti, indexes of the posizioni: of the pass before this one. */
static void valutati(Scrivano *s, const QuotaMassima *q, Quotati *out)
{
    bool dirigenti = str_eq(q->popolazione, S("dirigenti"));
    const Caso *c = &s->prima->caso;
    for (ptrdiff_t i = 0; i < (dirigenti ? c->n_dirigenti : c->n_posizioni); i++) {
        Str id = dirigenti ? c->dirigenti[i].id : c->posizioni[i].id;
        if (!sotto(s->v->arch, unita_di(s, id, dirigenti ? S("dirigente") : S("posizione")), q->unita)) continue;
        aggiungi(s, out, id, dirigenti ? s->prima->esito.dirigenti[i].esatto : s->prima->esito.posizioni[i].indice);
    }
}

/* Both half-sheets in force of everybody who has them; of the unit of their group. */
static void personale(Scrivano *s, const QuotaMassima *q, Quotati *out)
{
    ptrdiff_t n;
    const Semischeda *x = ALL(s->v->arch, Semischeda, SEMISCHEDA, &n);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (x[i].anno != s->v->anno) continue;
        Str id = periodo_id(s->a, x[i].persona, x[i].dal);
        if (fatti_semischeda(s->v->arch, id, x[i].anno, (int)x[i].semischeda) != &x[i]) continue;
        const Gruppo *g = gruppo_di(s->v->arch, x[i].gruppo);
        if (g && sotto(s->v->arch, g->unita, q->unita)) aggiungi(s, out, x[i].persona, x[i].totale);
    }
}

static void quota(Scrivano *s, const QuotaMassima *q, const Quotati *who)
{
    json_open_map(s->j);
    voce_testo(s, "id", q->codice);
    voce_numero(s, "soglia", q->soglia);
    if (num_is(q->massimo)) voce_numero(s, "massimo", q->massimo);
    else json_key(s->j, S("uno_su")), json_int(s->j, q->uno_su);
    voce_testo(s, "arrotondamento", q->arrotondamento);
    voce_testo(s, "resto", q->resto);
    json_key(s->j, S("popolazione"));
    json_open_list(s->j);
    for (ptrdiff_t i = 0; i < who->n; i++) {
        json_open_map(s->j);
        voce_testo(s, "id", who->items[i].persona);
        json_key(s->j, S("punteggi"));
        json_open_list(s->j);
        for (ptrdiff_t k = 0; k < who->items[i].punteggi.n; k++)
            json_text(s->j, num_exact(s->a, num_round(s->a, who->items[i].punteggi.items[k], 9, HALF_UP)));
        json_close_list(s->j);
        json_close_map(s->j);
    }
    json_close_list(s->j);
    json_close_map(s->j);
}

void scrivi_quote(Scrivano *s)
{
    ptrdiff_t n;
    const QuotaMassima *q = ALL(s->v->arch, QuotaMassima, QUOTA_MASSIMA, &n);
    bool open = false;
    for (ptrdiff_t i = 0; i < n; i++) {
        Quotati who = {0};
        if (q[i].anno != s->v->anno) continue;
        if (str_eq(q[i].popolazione, S("personale"))) personale(s, &q[i], &who);
        else if (s->prima) valutati(s, &q[i], &who);
        if (!who.n) {
            nota(s, q[i].codice, "quota non contata: nessuno della sua popolazione ha ancora un punteggio (F-17)");
            continue;
        }
        if (!open) json_key(s->j, S("quote")), json_open_list(s->j);
        open = true;
        quota(s, &q[i], &who);
    }
    if (open) json_close_list(s->j);
}

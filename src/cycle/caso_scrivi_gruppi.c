/* caso_scrivi_gruppi.c - floor 4: groups of a year and the marks of their people written as a case. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/caso_scrivi.h"

#include "cycle/periodo.h"

/* Sheets that stand in a group of that year (a half-sheet named there at any level), by code; a later sheet of a person as
 * CODE@FROM. */
static Str *valutati(Scrivano *s, Str gruppo, ptrdiff_t *n)
{
    LIST(Str) out = {0};
    ptrdiff_t all;
    const Semischeda *rows = ALL(s->v->arch, Semischeda, SEMISCHEDA, &all);
    for (ptrdiff_t i = 0; i < all; i++) {
        if (rows[i].anno != s->v->anno || !str_eq(rows[i].gruppo, gruppo)) continue;
        Str id = periodo_id(s->a, rows[i].persona, rows[i].dal);
        bool known = false; /* the table is sorted by person: what is known of one stands at the end */
        for (ptrdiff_t k = out.n - 1; k >= 0 && !known && str_eq(periodo_persona(out.items[k], NULL), rows[i].persona); k--)
            known = str_eq(out.items[k], id);
        if (!known) *PUSH(s->a, &out) = id;
    }
    *n = out.n;
    return out.items;
}

/* Of one of several sheets: the group of the longest service in its days (AMB-54). */
static bool scheda_di_periodo_da_fare(Scrivano *s, Str id, const Servito *x)
{
    Date dal, from, to;
    Periodi sheets = periodi_di(s->v->arch, periodo_persona(id, &dal), s->v->anno, S("personale"));
    if (sheets.n < 2) return false;
    ptrdiff_t k = 0;
    while (k < sheets.n - 1 && date_is(dal) && date_cmp(sheets.items[k].dal, dal)) k++;
    periodo_giorni(&sheets.items[k], &from, &to);
    Str code = x ? servito_gruppo(s->v->sistema, s->v->anno, &s->opzioni, x, from, to, s->a) : S("");
    const Gruppo *g = code.n ? gruppo_di(s->v->arch, code) : NULL;
    if (g)
        nota(s, id, "mancano le semischede della scheda dal %.*s al %.*s: spettano a %.*s, gruppo %.*s (servizio più lungo in quei giorni, S-N.48, AMB-54)",
             STR_ARG(date_iso(s->a, from)), STR_ARG(date_iso(s->a, to)), STR_ARG(g->valutatore), STR_ARG(g->codice));
    return g != NULL;
}

/* Nothing of the sheet is there: who has to fill it (S-N.48-49). */
static void scheda_da_fare(Scrivano *s, Str persona)
{
    const Servito *x = servito(&s->serviti, periodo_persona(persona, NULL));
    if (scheda_di_periodo_da_fare(s, persona, x)) return;
    const Gruppo *g = x && x->gruppo.n ? gruppo_di(s->v->arch, x->gruppo) : NULL;
    if (g)
        nota(s, persona, "mancano le semischede: spettano a %.*s, gruppo %.*s (%s)", STR_ARG(g->valutatore), STR_ARG(g->codice),
             x->incaricato ? "incaricato di posizione organizzativa per parte dell'anno, S-N.49" : "unità del servizio più lungo, S-N.48");
    else
        nota(s, persona, "mancano le semischede, e nessun gruppo del %lld gli corrisponde: aggiungere a gruppi.csv quello di chi lo valuta (S-N.48)",
             (long long)s->v->anno);
}

/* Both marks in force, in parts of a point (AMB-23); false, with a note, when one is missing or is not of the step. */
bool punteggi_di(Scrivano *s, Str persona, int64_t marks[2])
{
    if (!fatti_semischeda(s->v->arch, persona, s->v->anno, 1) && !fatti_semischeda(s->v->arch, persona, s->v->anno, 2)) {
        scheda_da_fare(s, persona);
        return false;
    }
    for (int h = 0; h < 2; h++) {
        const Semischeda *x = fatti_semischeda(s->v->arch, persona, s->v->anno, h + 1);
        if (!x) nota(s, persona, "manca la semischeda %d", h + 1);
        else if (!num_to_int(s->a, num_mul(s->a, x->totale, num_int(parti_di_punto(&s->opzioni))), &marks[h]))
            nota(s, persona, parti_di_punto(&s->opzioni) == 1 ? "il totale della semischeda %d non è intero"
                                                              : "il totale della semischeda %d non è un multiplo di staff.step", h + 1);
        else continue;
        return false;
    }
    return true;
}

void voce_punti(Scrivano *s, const char *key, int64_t parts)
{
    int parti = parti_di_punto(&s->opzioni);
    json_key(s->j, str_of(key));
    if (parti == 1) json_int(s->j, parts);
    else json_text(s->j, num_exact(s->a, num_ratio(s->a, parts, parti)));
}

/* The first unit of that kind at or above this one; "" = none. */
Str unita_superiore(const Archivio *arch, Str codice, Str tipo)
{
    ptrdiff_t n;
    const Unita *u = ALL(arch, Unita, UNITA, &n);
    for (int level = 0; codice.n && level < 64; level++) {
        const Unita *here = NULL;
        for (ptrdiff_t i = 0; i < n && !here; i++)
            if (str_eq(u[i].codice, codice)) here = &u[i];
        if (!here || str_eq(here->tipo, tipo)) return here ? here->codice : S("");
        codice = here->padre;
    }
    return S("");
}

void scrivi_contorno(Scrivano *s, const Gruppo *g, ptrdiff_t evaluated)
{
    if (lettura(&s->opzioni, LETTURA_STAFF_N) == N_ASSIGNED) {
        const Parametro *p = fatti_parametro(s->v->arch, s->v->anno, str_fmt(s->a, "addetti.%.*s", STR_ARG(g->codice)));
        int64_t n = evaluated;
        Num told; int places;
        if (!p || !num_parse(s->a, p->valore, 6, 0, &told, &places) || !num_to_int(s->a, told, &n)) nota(s, g->codice, "manca il parametro addetti.%.*s: contano i valutati, %td (staff.n)", STR_ARG(g->codice), evaluated);
        json_key(s->j, S("addetti"));
        json_int(s->j, n < evaluated ? evaluated : n);
    }
    Str settore = lettura(&s->opzioni, LETTURA_A_SCOPE) == AMBITO_SECTOR ? unita_superiore(s->v->arch, g->unita, S("settore")) : S("");
    Str area = lettura(&s->opzioni, LETTURA_SMALL) == PICCOLI_POOL ? unita_superiore(s->v->arch, g->unita, S("area")) : S("");
    if (settore.n) voce_testo(s, "settore", settore);
    if (area.n) voce_testo(s, "area", area);
}

void scrivi_gruppi(Scrivano *s)
{
    ptrdiff_t n;
    const Gruppo *g = ALL(s->v->arch, Gruppo, GRUPPO, &n);
    bool open = false;
    for (ptrdiff_t i = 0; i < n; i++) {
        if (g[i].anno != s->v->anno) continue;
        ptrdiff_t count, ready = 0;
        Str *who = valutati(s, g[i].codice, &count);
        int64_t (*marks)[2] = arena_alloc_n(s->a, (ptrdiff_t)sizeof *marks, count + 1);
        for (ptrdiff_t k = 0; k < count; k++)
            if (punteggi_di(s, who[k], marks[ready])) who[ready++] = who[k];
        if (!ready) {
            nota(s, g[i].codice, "gruppo senza punteggi");
            continue;
        }
        if (!open) json_key(s->j, S("gruppi")), json_open_list(s->j);
        open = true;
        json_open_map(s->j);
        voce_testo(s, "id", g[i].codice);
        json_key(s->j, S("valutati"));
        json_open_list(s->j);
        for (ptrdiff_t k = 0; k < ready; k++) {
            json_open_map(s->j);
            voce_testo(s, "id", who[k]);
            voce_punti(s, "semischeda1", marks[k][0]);
            voce_punti(s, "semischeda2", marks[k][1]);
            json_close_map(s->j);
        }
        json_close_list(s->j);
        scrivi_contorno(s, &g[i], ready);
        if (g[i].deroga_motivo.n) {
            json_key(s->j, S("deroga"));
            json_open_map(s->j);
            voce_testo(s, "motivo", g[i].deroga_motivo);
            json_close_map(s->j);
        }
        json_close_map(s->j);
    }
    if (open) json_close_list(s->j);
}

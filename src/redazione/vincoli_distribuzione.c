/* vincoli_distribuzione.c - floor 6: bands, means and differentiation by area and for the whole body. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "redazione/vincoli_parti.h"

/* A set of people evaluated: an area, or everybody. */
typedef struct Insieme {
    Str nome;
    int64_t n, somma[2], fasce[2][FASCE_MAX];
    int64_t *totali;   /* points of both half-sheets, one a person */
} Insieme;

static const Unita *unita_di(const Archivio *arch, Str codice)
{
    ptrdiff_t n;
    const Unita *u = ALL(arch, Unita, UNITA, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(u[i].codice, codice)) return &u[i];
    return NULL;
}

/* The area that a unit belongs to, or the topmost unit below the body. */
static Str area_di(const Archivio *arch, Str codice)
{
    Str best = codice;
    for (int steps = 0; steps < 20; steps++) {
        const Unita *u = unita_di(arch, codice);
        if (!u || str_eq(u->tipo, S("ente"))) return best;
        best = codice;
        if (str_eq(u->tipo, S("area"))) return best;
        codice = u->padre;
    }
    return best;
}

static void conta_gruppo(const Controllore *w, Insieme *s, const CasoGruppo *g)
{
    int parti = parti_di_punto(&w->v->caso.opzioni);
    Arena scratch = {0};
    for (ptrdiff_t i = 0; i < g->n; i++) {
        for (int h = 0; h < 2; h++) {
            s->somma[h] += g->marks[h][i];
            s->fasce[h][sistema_fascia(w->v->sistema, num_ratio(&scratch, g->marks[h][i], parti))]++;
        }
        s->totali[s->n++] = g->marks[0][i] + g->marks[1][i];
    }
    arena_free(&scratch);
}

static int by_value(const void *x, const void *y)
{
    int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
    return (a > b) - (a < b);
}

Num vincoli_gini(Arena *a, const int64_t *x, ptrdiff_t n)
{
    int64_t *v = NEW_N(a, int64_t, n + 1);
    if (n) memcpy(v, x, (size_t)n * sizeof *v);
    qsort(v, (size_t)n, sizeof *v, by_value);
    Num weighted = num_int(0), sum = num_int(0);
    for (ptrdiff_t i = 0; i < n; i++) { /* sum of (2i - n + 1) x_i over n times the sum of x_i */
        weighted = num_add(a, weighted, num_mul(a, num_int(2 * i - n + 1), num_int(v[i])));
        sum = num_add(a, sum, num_int(v[i]));
    }
    if (!n || num_sign(sum) <= 0) return (Num){0};
    return num_div(a, weighted, num_mul(a, num_int(n), sum));
}

/* "0,0812 (13/160)": what is printed and the exact fraction behind it. */
static Str con_frazione(Arena *a, Num x, int cifre)
{
    if (!num_is(x)) return S("");
    Str exact = num_exact(a, x), shown = numero_a(a, x, cifre);
    return str_find(exact, '/') < 0 ? numero(a, x) : str_fmt(a, "%.*s (%.*s)", STR_ARG(shown), STR_ARG(exact));
}

static void tabella_fasce(const Controllore *w, const Insieme *s, ptrdiff_t n, int h)
{
    Arena *a = w->a;
    const Sistema *sis = w->v->sistema;
    DocTabella *t = doc_table(w->d, str_fmt(a, "Valutati per fascia, semischeda %d", h + 1), S(""));
    colonne(t, "cn", "Area", "Valutati");
    for (int f = 0; f < sis->n_fasce; f++)
        tabella_column(t, COLONNA_NUMERO, str_fmt(a, "Fascia %.*s", STR_ARG(sis->fasce[f].nome)));
    for (ptrdiff_t i = 0; i < n; i++) {
        Testo *cells = i + 1 < n ? tabella_row(t) : tabella_total(t);
        testo_add(&cells[0], s[i].nome);
        testo_add(&cells[1], numero_intero(a, s[i].n));
        for (int f = 0; f < sis->n_fasce; f++) {
            Num share = num_ratio(a, 100 * s[i].fasce[h][f], s[i].n);
            testo_add(&cells[2 + f], str_fmt(a, "%.*s (%.*s)", STR_ARG(numero_intero(a, s[i].fasce[h][f])),
                                             STR_ARG(percento(a, share, 1))));
        }
    }
}

static void tabella_medie(const Controllore *w, const Insieme *s, ptrdiff_t n)
{
    Arena *a = w->a;
    DocTabella *t = doc_table(w->d, S("Medie e differenziazione per area"), S(""));
    int parti = parti_di_punto(&w->v->caso.opzioni);
    colonne(t, "cnnnn", "Area", "Valutati", "Media, semischeda 1", "Media, semischeda 2", "Indice di Gini dei punti");
    for (ptrdiff_t i = 0; i < n; i++) {
        Testo *cells = i + 1 < n ? tabella_row(t) : tabella_total(t);
        testo_add(&cells[0], s[i].nome);
        testo_add(&cells[1], numero_intero(a, s[i].n));
        for (int h = 0; h < 2; h++) testo_add(&cells[2 + h], con_frazione(a, num_ratio(a, s[i].somma[h], s[i].n * parti), 2));
        testo_add(&cells[4], con_frazione(a, vincoli_gini(a, s[i].totali, s[i].n), 4));
    }
    tabella_note(t, S("L'indice di Gini dei punti totali delle due semischede: 0 se tutti hanno gli stessi punti, più "
                      "alto quanto più "
                      "differiscono. Tra parentesi la frazione esatta."));
}

static void tabella_gruppi(const Controllore *w)
{
    Arena *a = w->a;
    const Caso *c = &w->v->caso;
    DocTabella *t = doc_table(w->d, S("Medie per gruppo"), S(""));
    colonne(t, "cnnn", "Gruppo", "Valutati", "Media, semischeda 1", "Media, semischeda 2");
    for (ptrdiff_t i = 0; i < c->n_gruppi; i++) {
        const CasoGruppo *g = &c->gruppi[i];
        int64_t sum[2] = {0};
        for (int h = 0; h < 2; h++)
            for (ptrdiff_t k = 0; k < g->n; k++) sum[h] += g->marks[h][k];
        ROW(t, g->id, numero_intero(a, g->n), con_frazione(a, num_ratio(a, sum[0], g->n), 2),
            con_frazione(a, num_ratio(a, sum[1], g->n), 2));
    }
}

static void incentivi(const Controllore *w)
{
    Arena *a = w->a;
    const CasoPremi *p = &w->v->caso.premi;
    if (!w->v->caso.ha_premi || !p->n_persone) return;
    int64_t *cents = NEW_N(a, int64_t, p->n_persone), paid = 0;
    for (ptrdiff_t i = 0; i < p->n_persone; i++) paid += (cents[i] = w->v->esito.premi.persone[i].importo_cent) > 0;
    qsort(cents, (size_t)p->n_persone, sizeof *cents, by_value);
    int64_t distinct = 0;
    for (ptrdiff_t i = 0; i < p->n_persone; i++) distinct += !i || cents[i] != cents[i - 1];
    doc_heading(w->d, 3, S("Gli incentivi"), S(""));
    Definizioni *def = doc_definitions(w->d);
    voce_di(def, S("Schede"), numero_intero(a, p->n_persone));
    voce_di(def, S("Con un compenso"), numero_intero(a, paid));
    voce_di(def, S("Importi diversi"), numero_intero(a, distinct));
    voce_di(def, S("Indice di Gini degli importi"), numero_a(a, vincoli_gini(a, cents, p->n_persone), 4));
    voce_di(def, S("Totale"), str_fmt(a, "%.*s euro", STR_ARG(euro_cent(a, w->v->esito.premi.totale_cent))));
}

void vincoli_distribuzione(const Controllore *w)
{
    const Caso *c = &w->v->caso;
    ptrdiff_t people = 0, n = 0;
    for (ptrdiff_t i = 0; i < c->n_gruppi; i++) people += c->gruppi[i].n;
    Insieme *s = NEW_N(w->a, Insieme, c->n_gruppi + 1),
            all = {.nome = w->solo ? S("Insieme di questi gruppi") : S("Ente"), .totali = NEW_N(w->a, int64_t, people + 1)};
    Str *areas = NEW_N(w->a, Str, c->n_gruppi + 1);
    for (ptrdiff_t i = 0; i < c->n_gruppi; i++) {
        const Gruppo *g = vincoli_record(w->v->arch, c->gruppi[i].id);
        Str area = g ? area_di(w->v->arch, g->unita) : S("");
        ptrdiff_t k = 0;
        while (k < n && !str_eq(areas[k], area)) k++;
        if (k == n) {
            areas[n] = area;
            s[n++] = (Insieme){.nome = unita_nome(w->v->arch, area), .totali = NEW_N(w->a, int64_t, people + 1)};
        }
        conta_gruppo(w, &s[k], &c->gruppi[i]);
        conta_gruppo(w, &all, &c->gruppi[i]);
    }
    s[n++] = all;
    doc_heading(w->d, 2, S("Distribuzione e differenziazione"), S(""));
    capoverso(w->d, w->solo ? S("All'ultimo livello raggiunto da ciascuno di questi gruppi, senza riguardo alla qualifica "
                                "(S-N.37-39).")
                            : S("All'ultimo livello raggiunto da ciascun gruppo, in tutte le aree e senza riguardo alla "
                                "qualifica (S-N.37-39)."));
    for (int h = 0; h < 2; h++) tabella_fasce(w, s, n, h);
    tabella_medie(w, s, n);
    tabella_gruppi(w);
    incentivi(w);
}

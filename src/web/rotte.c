/* rotte.c - floor 6: the table of routes compiled, and a path matched part by part. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/page.h"

#include "model/correzioni.h"

#define A_1(a) MATRICE, {AZIONE_##a}, 1
#define A_2(a, b) MATRICE, {AZIONE_##a, AZIONE_##b}, 2
#define A_3(a, b, c) MATRICE, {AZIONE_##a, AZIONE_##b, AZIONE_##c}, 3
#define CORREGGE CORREZIONE, {0}, 0
#define CORREGGE_O(a) CORREZIONE, {AZIONE_##a}, 1
#define CHIUNQUE LIBERA, {0}, 0
#define CHI_ENTRA ENTRATO, {0}, 0
#define GET HTTP_GET
#define POST HTTP_POST
#define PAGINA false
#define LENTA true

const Rotta rotte[] = {
#define ROTTA(method, path, handler, ingresso, csrf, lane, fonte) \
    {method, path, #handler, handler, ingresso, csrf, lane, fonte},
#include "web/rotte.def"
#undef ROTTA
};
const int n_rotte = (int)COUNT_OF(rotte);

int rotta_azioni(const Rotta *x, const Str par[PAR_COUNT], Azione out[ROTTA_APERTE])
{
    int n = 0;
    const EntitaInfo *named = entita_by_name(par[PAR_TABELLA]);
    if (x->ingresso == CORREZIONE && par[PAR_TABELLA].n && (!named || correzione_di(named->tipo)->altrove)) return 0;
    for (int i = 0; i < x->n_azioni; i++) out[n++] = x->azioni[i];
    for (EntitaTipo t = 0; x->ingresso == CORREZIONE && t < ENTITA_COUNT; t++)
        if (named ? named->tipo == t : !correzione_di(t)->altrove) out[n++] = correzione_di(t)->azione;
    return n;
}

static bool parameter(Str word, Par *out)
{
    static const char *const words[PAR_COUNT] = {
#define X(NAME, word) [PAR_##NAME] = word,
        PARAMETRI(X)
#undef X
    };
    for (int i = 0; i < PAR_COUNT; i++)
        if (str_eq(word, str_of(words[i]))) {
            *out = (Par)i;
            return true;
        }
    return false;
}

static bool matches(const char *pattern, const Request *q, Str par[PAR_COUNT])
{
    Str rest = str_of(pattern + 1);
    for (int i = 0; i < q->n_parts; i++) {
        if (!rest.n) return false;
        ptrdiff_t end = str_find(rest, '/');
        Str want = end < 0 ? rest : str_sub(rest, 0, end);
        rest = end < 0 ? S("") : str_sub(rest, end + 1, rest.n);
        if (want.p[0] == '{') {
            Par k;
            ASSERT(parameter(str_sub(want, 1, want.n - 1), &k));
            par[k] = q->parts[i];
        } else if (!str_eq(want, q->parts[i])) {
            return false;
        }
    }
    return !rest.n;
}

const Rotta *rotta_find(const Request *q, Str par[PAR_COUNT], bool *altra)
{
    HttpMethod method = q->method == HTTP_HEAD ? HTTP_GET : q->method;
    *altra = false;
    for (int i = 0; i < n_rotte; i++) {
        memset(par, 0, PAR_COUNT * sizeof *par);
        if (!matches(rotte[i].path, q, par)) continue;
        if (rotte[i].method == method) return &rotte[i];
        *altra = true;
    }
    return NULL;
}

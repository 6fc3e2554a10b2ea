/* err.c - floor 0: words and statuses of errors; defects in order. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "base/err.h"

static const struct { int exit_status, http; const char *words; } errors[] = {
#define X(name, exit_status, http, words) [name] = {exit_status, http, words},
    ERRORS(X)
#undef X
};

int err_exit_status(Err e) { return errors[e].exit_status; }
int err_http(Err e) { return errors[e].http; }
Str err_words(Err e) { return str_of(errors[e].words); }

void difetto(Difetti *d, int64_t ordine, Str dove, const char *fmt, ...)
{
    if (d->limite && d->lista.n >= d->limite) {
        d->in_piu++;
        return;
    }
    char text[2048];
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    ASSERT(n >= 0);
    Str cosa = {text, n < (int)sizeof text ? n : (int)sizeof text - 1};
    ptrdiff_t cut = utf8_invalid_at(cosa); /* a cut may have gone through a letter */
    if (cut >= 0) cosa.n = cut;
    *PUSH(d->a, &d->lista) = (Difetto){str_dup(d->a, dove), str_dup(d->a, cosa), ordine};
}

/* Merge sort: stable, and the list may hold a line for each row of a large file. */
static void sort(Difetto *v, Difetto *tmp, ptrdiff_t n)
{
    if (n < 2) return;
    ptrdiff_t h = n / 2, i = 0, j = h, k = 0;
    sort(v, tmp, h);
    sort(v + h, tmp, n - h);
    while (i < h || j < n)
        tmp[k++] = j == n || (i < h && v[i].ordine <= v[j].ordine) ? v[i++] : v[j++];
    memcpy(v, tmp, (size_t)n * sizeof *v);
}

void difetti_sort(Difetti *d)
{
    if (d->lista.n) sort(d->lista.items, NEW_N(d->a, Difetto, d->lista.n), d->lista.n);
}

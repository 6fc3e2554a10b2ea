/* tabella_vista.c - floor 6: tables as handlers build them. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/tabella_vista.h"

TabellaVista tabella_vista(Arena *a, Str id, Str didascalia, const char *tipi, const Str *teste)
{
    TabellaVista t = {.a = a, .ui = {.id = id, .didascalia = didascalia}, .tipi = tipi, .n_colonne = (ptrdiff_t)strlen(tipi)};
    Str *heads = NEW_N(a, Str, t.n_colonne);
    memcpy(heads, teste, (size_t)t.n_colonne * sizeof *heads);
    t.teste = heads;
    return t;
}

CellaVista *tabella_vista_riga(TabellaVista *t)
{
    for (ptrdiff_t i = 0; i < t->n_colonne; i++) (void)PUSH(t->a, &t->celle);
    return &t->celle.items[t->celle.n - t->n_colonne];
}

CellaVista *tabella_vista_testi(TabellaVista *t, const Str *testi)
{
    CellaVista *c = tabella_vista_riga(t);
    for (ptrdiff_t i = 0; i < t->n_colonne; i++) c[i].testo = testi[i];
    return c;
}

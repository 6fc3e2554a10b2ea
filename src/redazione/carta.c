/* carta.c - floor 6: the few calls that make pages shorter to write. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "redazione/carta.h"

void colonne(DocTabella *t, const char *tipi, ...)
{
    va_list heads;
    va_start(heads, tipi);
    for (; *tipi; tipi++)
        tabella_column(t,
                       *tipi == 'c'   ? COLONNA_CAPO
                       : *tipi == 'n' ? COLONNA_NUMERO
                                      : COLONNA_TESTO,
                       str_of(va_arg(heads, const char *)));
    va_end(heads);
}

void capoverso(Documento *d, Str s) { testo_add(doc_paragraph(d), s); }

void capoverso_vfmt(Documento *d, const char *fmt, va_list args)
{
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, fmt, args);
    ASSERT(n >= 0);
    char *p = arena_alloc(d->a, (ptrdiff_t)n + 1);
    vsnprintf(p, (size_t)n + 1, fmt, again);
    va_end(again);
    capoverso(d, (Str){p, n});
}

void capoverso_fmt(Documento *d, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    capoverso_vfmt(d, fmt, args);
    va_end(args);
}

void voce_di(Definizioni *r, Str termine, Str s) { testo_add(definizioni_add(r, termine), s); }

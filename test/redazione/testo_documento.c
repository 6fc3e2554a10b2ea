/* testo_documento.c - test: what a document says, block by block. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "testo_documento.h"

static void put_text(Buf *b, const Testo *t, Arena *a) { buf_put(b, testo_plain(a, t)); }

static void put_list(Buf *b, const Elenco *e, Arena *a)
{
    for (ptrdiff_t i = 0; i < e->voci.n; i++) {
        buf_put(b, S("- "));
        put_text(b, &e->voci.items[i]->testo, a);
        buf_char(b, '\n');
        if (e->voci.items[i]->sotto) put_list(b, e->voci.items[i]->sotto, a);
    }
}

static void put_table(Buf *b, const DocTabella *t, Arena *a)
{
    buf_fmt(b, "= %.*s\n|", STR_ARG(t->didascalia));
    for (ptrdiff_t c = 0; c < t->colonne.n; c++) buf_fmt(b, " %.*s |", STR_ARG(t->colonne.items[c].testa));
    buf_char(b, '\n');
    for (ptrdiff_t r = 0; r < t->righe.n; r++) {
        buf_char(b, '|');
        for (ptrdiff_t c = 0; c < t->colonne.n; c++)
            buf_fmt(b, " %.*s |", STR_ARG(testo_plain(a, &t->righe.items[r].celle[c])));
        buf_char(b, '\n');
    }
    if (t->nota.n) buf_fmt(b, "%.*s\n", STR_ARG(t->nota));
}

static void put_block(Buf *b, const Blocco *x, Arena *a)
{
    switch (x->tipo) {
    case BLOCCO_TITOLO: buf_fmt(b, "\n# %.*s %.*s\n", STR_ARG(x->titolo.numero), STR_ARG(x->titolo.testo)); break;
    case BLOCCO_CAPOVERSO:
        put_text(b, &x->capoverso, a);
        buf_char(b, '\n');
        break;
    case BLOCCO_ELENCO: put_list(b, &x->elenco, a); break;
    case BLOCCO_DEFINIZIONI:
        for (ptrdiff_t i = 0; i < x->definizioni.righe.n; i++) {
            buf_fmt(b, "%.*s: ", STR_ARG(x->definizioni.righe.items[i]->termine));
            put_text(b, &x->definizioni.righe.items[i]->testo, a);
            buf_char(b, '\n');
        }
        break;
    case BLOCCO_TABELLA: put_table(b, &x->tabella, a); break;
    case BLOCCO_FIGURA: put_table(b, x->figura.dati, a); break;
    case BLOCCO_NOTA:
        buf_fmt(b, "! %.*s\n", STR_ARG(x->nota.titolo));
        for (ptrdiff_t i = 0; i < x->nota.capoversi.n; i++) {
            put_text(b, x->nota.capoversi.items[i], a);
            buf_char(b, '\n');
        }
        break;
    case BLOCCO_FIRMA: buf_fmt(b, "~ %.*s\n", STR_ARG(x->firma.ruolo)); break;
    case BLOCCO_INDICE:
    case BLOCCO_SALTO: break;
    }
}

Str documento_testo(const Documento *d, Arena *a)
{
    Buf b = buf_new(a);
    const Testata *t = &d->testata;
    buf_fmt(&b, "%.*s\n%.*s\n%.*s\n%.*s\n", STR_ARG(t->ente), STR_ARG(t->titolo), STR_ARG(t->sottotitolo),
            STR_ARG(t->stato));
    for (ptrdiff_t i = 0; i < d->blocchi.n; i++) put_block(&b, d->blocchi.items[i], a);
    return buf_str(&b);
}

const DocTabella *documento_tabella(const Documento *d, Str end)
{
    for (ptrdiff_t i = 0; i < d->blocchi.n; i++) {
        const Blocco *x = d->blocchi.items[i];
        if (x->tipo != BLOCCO_TABELLA) continue;
        Str s = x->tabella.didascalia;
        if (s.n >= end.n && str_eq(str_sub(s, s.n - end.n, s.n), end)) return &x->tabella;
    }
    return NULL;
}

Str cella_testo(Arena *a, const DocTabella *t, ptrdiff_t row, ptrdiff_t column)
{
    ASSERT(row < t->righe.n && column < t->colonne.n);
    return testo_plain(a, &t->righe.items[row].celle[column]);
}

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

static bool found(Str text, Str what, bool word)
{
    for (ptrdiff_t i = 0; i + what.n <= text.n; i++) {
        if (memcmp(text.p + i, what.p, (size_t)what.n) != 0) continue;
        bool inside = (i && letter(text.p[i - 1])) || (i + what.n < text.n && letter(text.p[i + what.n]));
        if (!word || !inside) return true;
    }
    return false;
}

bool contiene(Str text, Str what) { return found(text, what, false); }
bool contiene_parola(Str text, Str what) { return found(text, what, true); }

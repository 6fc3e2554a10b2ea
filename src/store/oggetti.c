/* oggetti.c - floor 3: payloads of the journal for what is more than one row. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "store/oggetti.h"

static void put_text(Buf *b, const char *name, Str s)
{
    buf_fmt(b, "%s\"%s\":\"", b->n > 1 ? "," : "", name);
    for (ptrdiff_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"' || s.p[i] == '\\') buf_fmt(b, "\\%c", s.p[i]);
        else if ((unsigned char)s.p[i] < 0x20) buf_fmt(b, "\\u%04x", (unsigned)(unsigned char)s.p[i]);
        else buf_char(b, s.p[i]);
    }
    buf_char(b, '"');
}

static void put_int(Buf *b, const char *name, int64_t i)
{
    buf_fmt(b, "%s\"%s\":%lld", b->n > 1 ? "," : "", name, (long long)i);
}

static Buf opened(Arena *a)
{
    Buf b = buf_new(a);
    buf_char(&b, '{');
    return b;
}

static Str closed(Buf *b)
{
    buf_char(b, '}');
    return buf_str(b);
}

static void put_digest(Buf *b, Impronta *i)
{
    ImprontaHex h = impronta_end(i);
    put_text(b, "impronta", impronta_str(&h));
}

Str oggetto_esecuzione(Arena *a, const Esecuzione *x)
{
    Buf b = opened(a);
    put_int(&b, "id", x->id);
    put_int(&b, "anno", x->anno);
    put_text(&b, "tipo", x->tipo);
    put_text(&b, "ora", x->ora);
    put_text(&b, "sistema", x->sistema);
    put_text(&b, "impronta", x->impronta);
    put_text(&b, "stato", x->stato);
    put_text(&b, "atto", x->atto);
    return closed(&b);
}

Str oggetto_risultati(Arena *a, const Risultato *v, ptrdiff_t n)
{
    Impronta i;
    impronta_begin(&i);
    for (ptrdiff_t k = 0; k < n; k++) {
        impronta_part(&i, v[k].parte);
        impronta_part(&i, v[k].chiave);
        impronta_part(&i, v[k].valore);
        impronta_part(&i, v[k].traccia);
    }
    Buf b = opened(a);
    put_int(&b, "righe", n);
    put_digest(&b, &i);
    return closed(&b);
}

Str oggetto_testo(Arena *a, Str testo)
{
    Impronta i;
    impronta_begin(&i);
    impronta_part(&i, testo);
    Buf b = opened(a);
    put_digest(&b, &i);
    return closed(&b);
}

Str oggetto_pub_documento(Arena *a, const PubDocumento *d)
{
    Impronta i;
    impronta_begin(&i);
    impronta_part(&i, d->titolo);
    impronta_part(&i, d->contenuto);
    impronta_part(&i, d->impronta);
    impronta_part(&i, d->pubblicato_il);
    Buf b = opened(a);
    put_digest(&b, &i);
    return closed(&b);
}

Str oggetto_pub_dati(Arena *a, const PubDato *v, ptrdiff_t n)
{
    Impronta i;
    impronta_begin(&i);
    for (ptrdiff_t k = 0; k < n; k++) {
        impronta_part(&i, oggetto_numero(a, v[k].riga));
        impronta_part(&i, v[k].colonna);
        impronta_part(&i, v[k].valore);
    }
    Buf b = opened(a);
    put_int(&b, "celle", n);
    put_digest(&b, &i);
    return closed(&b);
}

Str oggetto_numero(Arena *a, int64_t n) { return str_fmt(a, "%lld", (long long)n); }

Str oggetto_chiave(Arena *a, Str one, Str two)
{
    AttoOggetto pair = {.atto = one, .entita = two}; /* any record with two parts first: its rule is the rule */
    EntitaInfo first_two = *entita_info(ENTITA_ATTO_OGGETTO);
    first_two.n_chiave = 2;
    return record_key(a, &first_two, &pair);
}

/* parametri.c - floor 2: parameters of a body read by their key. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "model/parametri.h"

#define PARAMETRO(key, kind, arg, unit, source, words) {key, PARAMETRO_##kind, arg, unit, source, words},
static const ParametroInfo parametri[] = {
#include "model/parametri.def"
};
#undef PARAMETRO

const ParametroInfo *parametri_info(int *n)
{
    *n = (int)COUNT_OF(parametri);
    return parametri;
}

const ParametroInfo *parametro_info(Str chiave, Str *resto)
{
    for (ptrdiff_t i = 0; i < COUNT_OF(parametri); i++) {
        Str key = str_of(parametri[i].chiave);
        bool open = key.p[key.n - 1] == '*';
        if (open) key = str_sub(key, 0, key.n - 1);
        if (open ? !str_starts(chiave, key) || chiave.n == key.n : !str_eq(chiave, key)) continue;
        *resto = str_sub(chiave, key.n, chiave.n);
        return &parametri[i];
    }
    *resto = S("");
    return NULL;
}

Str parametri_elenco(Arena *a)
{
    Buf b = buf_new(a);
    for (ptrdiff_t i = 0; i < COUNT_OF(parametri); i++) buf_fmt(&b, "%s%s", i ? ", " : "", parametri[i].chiave);
    return buf_str(&b);
}

/* How many decimals were written: zeros at the end of a coefficient say how it is printed. */
static int places_written(Arena *a, Str cell, Num value, int most)
{
    Num plain;
    int places;
    char point = str_find(cell, ',') >= 0 ? ',' : '.';
    ptrdiff_t at = str_find(cell, point);
    if (at < 0 || (point == '.' && (!num_parse(a, cell, 18, 18, &plain, &places) || num_cmp(plain, value) != 0))) return 0;
    ptrdiff_t n = cell.n - at - 1;
    return n > most ? most : (int)n;
}

/* A number by the rules of every other number of a record; decimals as they were written, with the point. */
static bool read_number(Arena *a, CampoTipo tipo, const char *arg, Str cell, bool italian, Num *value, Str *out, Str *why)
{
    struct { int64_t intero; Num decimale; } x = {INTERO_ASSENTE, {0}};
    bool whole = tipo == CAMPO_INTERO;
    const CampoInfo c = {.nome = "valore", .tipo = tipo, .regola = CAMPO_RICHIESTO, .arg = arg,
                         .offset = whole ? 0 : (ptrdiff_t)((char *)&x.decimale - (char *)&x)};
    if (!campo_read(a, &c, cell, italian, &x, why)) return false;
    *value = whole ? num_int(x.intero) : x.decimale;
    *out = campo_text(a, &c, &x);
    int exact = str_find(*out, '.') < 0 ? 0 : (int)(out->n - str_find(*out, '.') - 1);
    int written = whole ? 0 : places_written(a, str_trim(cell), *value, arg[strlen(arg) - 1] - '0');
    if (written > exact) *out = num_fixed(a, *value, written);
    return true;
}

static bool read_percentages(Arena *a, const char *arg, Str rest, bool italian, Str *out, Str *why)
{
    const char *limits = str_c(a, str_fmt(a, "0..100:%c", arg[2]));
    int most = arg[0] - '0', n = 0;
    Buf b = buf_new(a);
    Num before = num_int(101), value = num_int(0);
    Str one;
    for (rest = str_trim(rest); rest.n; n++) {
        ptrdiff_t cut = str_find(rest, ' ');
        if (!read_number(a, CAMPO_DECIMALE, limits, str_sub(rest, 0, cut < 0 ? rest.n : cut), italian, &value, &one, why))
            return false;
        if (num_sign(value) <= 0 || num_cmp(value, before) >= 0) n = most;
        before = value;
        buf_fmt(&b, "%s%.*s", b.n ? " " : "", STR_ARG(one));
        rest = cut < 0 ? S("") : str_trim(str_sub(rest, cut, rest.n));
    }
    *out = buf_str(&b);
    *why = str_fmt(a, "da 1 a %d percentuali sopra 0 e fino a 100, dalla più alta, separate da spazi: 90 75 50", most);
    return n > 0 && n <= most;
}

bool parametro_read(Arena *a, const ParametroInfo *p, Str valore, bool italian, Str *out, Str *why)
{
    Num ignored;
    *why = S("");
    switch (p->tipo) {
    case PARAMETRO_INTERO: return read_number(a, CAMPO_INTERO, p->arg, valore, italian, &ignored, out, why);
    case PARAMETRO_DECIMALE: return read_number(a, CAMPO_DECIMALE, p->arg, valore, italian, &ignored, out, why);
    case PARAMETRO_PERCENTUALI: return read_percentages(a, p->arg, valore, italian, out, why);
    case PARAMETRO_SCELTA: case PARAMETRO_PROCESSO: *out = str_trim(valore); return true;
    }
    return false;
}

/* lingua.c - floor 6: looks texts up in the catalogues. No locale: the process stays in C. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/lingua.h"

static const struct { Str codice, nome; } lingue[] = {
#define X(NAME, code, name) {{code, sizeof(code) - 1}, {name, sizeof(name) - 1}},
    LINGUE(X)
#undef X
};

Str lingua_codice(Lingua l) { return lingue[l].codice; }
Str lingua_nome(Lingua l) { return lingue[l].nome; }

bool lingua_by_codice(Str codice, Lingua *out)
{
    for (int i = 0; i < LINGUA_COUNT; i++)
        if (str_eq(lingue[i].codice, codice)) {
            *out = (Lingua)i;
            return true;
        }
    return false;
}

/* The weight of one range, in thousandths: "q=0.7" is 700; anything odd counts as 1000, as no weight at all. */
static int weight(Str params)
{
    ptrdiff_t at = str_find(params, '=');
    Str q = at < 0 ? (Str){0} : str_trim(str_sub(params, at + 1, params.n));
    if (!q.n || (q.p[0] != '0' && q.p[0] != '1')) return 1000;
    int w = (q.p[0] - '0') * 1000, unit = 100;
    for (ptrdiff_t i = 2; i < q.n && q.p[i] >= '0' && q.p[i] <= '9' && unit; i++, unit /= 10) w += (q.p[i] - '0') * unit;
    return w > 1000 ? 1000 : w;
}

Lingua lingua_preferita(Str header)
{
    Lingua best = LINGUA_IT;
    int best_weight = 0;
    while (header.n) {
        ptrdiff_t comma = str_find(header, ',');
        Str range = str_sub(header, 0, comma < 0 ? header.n : comma);
        header = comma < 0 ? (Str){0} : str_sub(header, comma + 1, header.n);
        ptrdiff_t semi = str_find(range, ';');
        int w = weight(semi < 0 ? (Str){0} : str_sub(range, semi + 1, range.n));
        Str tag = str_trim(semi < 0 ? range : str_sub(range, 0, semi));
        ptrdiff_t dash = str_find(tag, '-');
        if (dash >= 0) tag = str_sub(tag, 0, dash);
        Lingua l;
        if (tag.n == 2 && w > best_weight &&
            lingua_by_codice((Str){(char[]){(char)(tag.p[0] | 32), (char)(tag.p[1] | 32)}, 2}, &l)) {
            best = l;
            best_weight = w;
        }
    }
    return best;
}

/* The .mo format: seven numbers, then tables of (length, offset) of originals and translations, and a hash table. */
static uint32_t number(Str mo, uint32_t at)
{
    ASSERT(mo.n >= 4 && at <= (uint64_t)mo.n - 4);
    const unsigned char *p = (const unsigned char *)mo.p + at;
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static Str entry(Str mo, uint32_t table, uint32_t i)
{
    uint32_t n = number(mo, table + 8 * i), at = number(mo, table + 8 * i + 4);
    ASSERT((uint64_t)at + n <= (uint64_t)mo.n);
    return (Str){mo.p + at, n};
}

static uint32_t hash(Str s)
{
    uint32_t h = 0;
    for (ptrdiff_t i = 0; i < s.n; i++) {
        h = (h << 4) + (unsigned char)s.p[i];
        uint32_t g = h & 0xf0000000u;
        if (g) h = (h ^ g >> 24) ^ g;
    }
    return h;
}

bool catalogo_find(Str mo, Str testo, Str *out)
{
    ASSERT(number(mo, 0) == 0x950412deu);
    uint32_t n = number(mo, 8), originals = number(mo, 12), translations = number(mo, 16), size = number(mo, 20);
    uint32_t table = number(mo, 24), h = hash(testo);
    ASSERT(size > 2);
    uint32_t at = h % size, step = 1 + h % (size - 2);
    for (uint32_t tried = 0; tried < size; tried++) {
        uint32_t i = number(mo, table + 4 * at);
        if (!i) return false;
        if (i - 1 < n) {
            Str found = entry(mo, originals, i - 1); /* with a plural: "one\0many" */
            if (found.n >= testo.n && !memcmp(found.p, testo.p ? testo.p : "", (size_t)testo.n) &&
                (found.n == testo.n || !found.p[testo.n])) {
                *out = entry(mo, translations, i - 1);
                return out->n > 0;
            }
        }
        at = at >= size - step ? at - (size - step) : at + step;
    }
    return false;
}

static bool find(Lingua l, Str testo, Str *out)
{
    if (!testo.n) return false; /* the empty text is the catalogue's own head */
    for (ptrdiff_t i = 0; i < lingua_cataloghi_n; i++)
        if (lingua_cataloghi[i].lingua == l)
            return catalogo_find((Str){(const char *)lingua_cataloghi[i].mo, lingua_cataloghi[i].n}, testo, out);
    return false;
}

static Str form(Str forms, bool second)
{
    ptrdiff_t cut = str_find(forms, '\0');
    if (cut < 0) return forms;
    return second ? str_sub(forms, cut + 1, forms.n) : str_sub(forms, 0, cut);
}

Str tr_str(Lingua l, Str testo)
{
    Str found;
    return find(l, testo, &found) ? form(found, false) : testo;
}

Str tr(Lingua l, const char *testo) { return tr_str(l, str_of(testo)); }

Str trn(Lingua l, const char *uno, const char *molti, int64_t n)
{
    Str found;
    if (find(l, str_of(uno), &found)) return form(found, n != 1);
    return str_of(n != 1 ? molti : uno);
}

Str tr_fill(Arena *a, Str testo, const TrArg *args, ptrdiff_t n)
{
    Buf out = buf_new(a);
    while (testo.n) {
        ptrdiff_t open = str_find(testo, '{');
        if (open < 0) break;
        buf_put(&out, str_sub(testo, 0, open));
        testo = str_sub(testo, open, testo.n);
        ptrdiff_t close = str_find(testo, '}'), i = 0;
        Str name = close < 0 ? (Str){0} : str_sub(testo, 1, close);
        while (i < n && !str_eq(str_of(args[i].nome), name)) i++;
        if (close < 0 || i == n) { /* a brace that is only a brace */
            buf_char(&out, '{');
            testo = str_sub(testo, 1, testo.n);
            continue;
        }
        buf_put(&out, args[i].valore);
        testo = str_sub(testo, close + 1, testo.n);
    }
    buf_put(&out, testo);
    return buf_str(&out);
}

Str lingua_data(Arena *a, Lingua l, Date d)
{
    static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July", "August",
                                         "September", "October", "November", "December"};
    if (l == LINGUA_IT || !date_is(d)) return date_italian(a, d);
    int year, month, day;
    date_parts(d, &year, &month, &day);
    return str_fmt(a, "%d %s %d", day, months[month - 1], year);
}

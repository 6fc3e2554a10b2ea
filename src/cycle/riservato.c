/* riservato.c - floor 4: finds names and codes of persons in texts. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/riservato.h"

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* Small letters for ASCII; accents stay as typed. */
static Str fold(Arena *a, Str s)
{
    char *p = arena_alloc(a, s.n);
    for (ptrdiff_t i = 0; i < s.n; i++) p[i] = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] - 'A' + 'a') : s.p[i];
    return (Str){p, s.n};
}

/* The next word from *i on; empty at the end. */
static Str next_word(Str s, ptrdiff_t *i)
{
    while (*i < s.n && !letter(s.p[*i])) (*i)++;
    ptrdiff_t from = *i;
    while (*i < s.n && letter(s.p[*i])) (*i)++;
    return str_sub(s, from, *i);
}

static Str first_word(Str s)
{
    ptrdiff_t i = 0;
    return next_word(s, &i);
}

static Str last_word(Str s)
{
    Str last = S("");
    for (ptrdiff_t i = 0;;) {
        Str w = next_word(s, &i);
        if (!w.n) return last;
        last = w;
    }
}

static int by_word(const void *x, const void *y)
{
    return str_cmp(((const struct RiservatoParola *)x)->parola, ((const struct RiservatoParola *)y)->parola);
}

/* A short number is no code that anybody would recognise in a text. */
static bool telling(Str code)
{
    bool letters = false;
    for (ptrdiff_t i = 0; i < code.n; i++) {
        if (!letter(code.p[i])) return false;
        letters |= code.p[i] > '9';
    }
    return code.n >= (letters ? 2 : 5);
}

Riservato *riservato_new(const Archivio *arch, Arena *a)
{
    ptrdiff_t n;
    const Persona *p = ALL(arch, Persona, PERSONA, &n);
    Riservato *r = NEW(a, Riservato);
    *r = (Riservato){.a = a, .parole = NEW_N(a, struct RiservatoParola, 2 * n + 1)};
    for (ptrdiff_t i = 0; i < n; i++) {
        if (telling(p[i].codice)) r->parole[r->n++].parola = fold(a, p[i].codice);
        if (!first_word(p[i].nome).n) continue;
        r->parole[r->n].parola = last_word(fold(a, p[i].cognome));
        r->parole[r->n++].nome = first_word(fold(a, p[i].nome));
    }
    qsort(r->parole, (size_t)r->n, sizeof *r->parole, by_word);
    return r;
}

static ptrdiff_t first_of(const Riservato *r, Str word)
{
    ptrdiff_t lo = 0, hi = r->n;
    while (lo < hi) {
        ptrdiff_t mid = lo + (hi - lo) / 2;
        if (str_cmp(r->parole[mid].parola, word) < 0) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

enum { INTORNO = 3 }; /* words on each side in which a first name counts as beside the surname */

bool riservato_in(const Riservato *r, Str text)
{
    Arena scratch = {0};
    Str s = fold(&scratch, text), words[2 * INTORNO + 1] = {0};
    bool found = false;
    ptrdiff_t i = 0;
    for (int k = 0; k < INTORNO; k++) words[INTORNO + 1 + k] = next_word(s, &i);
    while (!found) { /* the middle of the window walks over the text */
        for (int k = 0; k < 2 * INTORNO; k++) words[k] = words[k + 1];
        words[2 * INTORNO] = next_word(s, &i);
        if (!words[INTORNO].n) break;
        for (ptrdiff_t j = first_of(r, words[INTORNO]);
             j < r->n && !found && str_eq(r->parole[j].parola, words[INTORNO]); j++) {
            found = !r->parole[j].nome.n;
            for (int k = 0; k <= 2 * INTORNO && !found; k++)
                found = k != INTORNO && words[k].n && str_eq(words[k], r->parole[j].nome);
        }
    }
    arena_free(&scratch);
    return found;
}

Str riservato_testo(Riservato *r, Str s)
{
    s = str_trim(s);
    if (!s.n || !riservato_in(r, s)) return s;
    r->omessi++;
    return S("(testo omesso: contiene il nome o il codice di una persona)");
}

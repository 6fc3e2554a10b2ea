/* permessi.c - floor 2: permessi.def as a table, and its words. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "model/permessi.h"

/* The letters of the cells; permessi.def may set several with |. */
enum {
    _ = LEGAME_NONE, S_ = LEGAME_SELF, E = LEGAME_EVALUATOR, F = LEGAME_FORMER_EVALUATOR, U = LEGAME_OWN_UNIT,
    T = LEGAME_SUBTREE, B = LEGAME_BODY, C = LEGAME_COMPETENT, P = LEGAME_PUBLIC
};
#pragma push_macro("S")
#undef S
#define S S_
/* Of a row's states, whatever their number. */
#define PUNTI_ENUM(NAME, bit) NAME = bit,
#define X PUNTI_ENUM
enum { PUNTI(X) };
#undef X

static const Matrice matrice = {{
#define AZIONE(NAME, words, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, \
               track, states, self, source) \
    {#NAME, words, {c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19}, \
     CORSO_##track, states, self, source},
#define PUNTO(...)
#define CHI(...)
#include "model/permessi.def"
#undef AZIONE
#undef PUNTO
#undef CHI
}};
#undef S
#pragma pop_macro("S")

static const CorsoPunto stati[] = {
#define AZIONE(...)
#define PUNTO(track, state, event) {CORSO_##track, PUNTO_##state, event},
#define CHI(...)
#include "model/permessi.def"
#undef PUNTO
#undef CHI
};

static const ChiPuo competenze[] = {
#define PUNTO(...)
#define CHI(event, role, source) {event, RUOLO_##role, source},
#include "model/permessi.def"
#undef AZIONE
#undef PUNTO
#undef CHI
};

static const struct { const char *word, *words; } ruoli[] = {
#define X(NAME, word, words) {#word, words},
    RUOLI(X)
#undef X
};

static const struct { const char *name; unsigned bit; const char *words; } legami[] = {
#define X(NAME, bit, words) {#NAME, bit, words},
    LEGAMI(X)
#undef X
};

static const char *const corsi[] = {
#define X(NAME, word) word,
    CORSI(X)
#undef X
};

static const struct { const char *name; unsigned bit; } nomi_stati[] = {
#define X(NAME, bit) {#NAME, bit},
    PUNTI(X)
#undef X
};

const Matrice *permessi_matrice(void) { return &matrice; }

const CorsoPunto *permessi_punti(int *n)
{
    *n = (int)COUNT_OF(stati);
    return stati;
}

const ChiPuo *permessi_competenze(int *n)
{
    *n = (int)COUNT_OF(competenze);
    return competenze;
}

bool permessi_competente(Str evento, Ruolo r)
{
    for (ptrdiff_t i = 0; i < COUNT_OF(competenze); i++)
        if (competenze[i].ruolo == r && str_eq(evento, str_of(competenze[i].evento))) return true;
    return false;
}

bool permessi_evento(Str evento)
{
    for (ptrdiff_t i = 0; i < COUNT_OF(competenze); i++)
        if (str_eq(evento, str_of(competenze[i].evento))) return true;
    return false;
}

bool ruolo_by_word(Str word, Ruolo *out)
{
    for (Ruolo r = 0; r < RUOLO_COUNT; r++)
        if (str_eq(word, str_of(ruoli[r].word))) {
            *out = r;
            return true;
        }
    return false;
}

const char *ruolo_word(Ruolo r) { return ruoli[r].word; }
const char *ruolo_parole(Ruolo r) { return ruoli[r].words; }
const char *corso_word(Corso t) { return corsi[t]; }

bool azione_by_name(Str name, Azione *out)
{
    for (Azione z = 0; z < AZIONE_COUNT; z++)
        if (str_eq(name, str_of(matrice.righe[z].nome))) {
            *out = z;
            return true;
        }
    return false;
}

/* Names of a set's bits, one blank between them. */
Str legami_text(Arena *a, unsigned set)
{
    Buf b = buf_new(a);
    for (ptrdiff_t i = 0; i < COUNT_OF(legami); i++)
        if (set & legami[i].bit) buf_fmt(&b, "%s%s", b.n ? " " : "", legami[i].name);
    if (!b.n) buf_put(&b, S("NONE"));
    return buf_str(&b);
}

bool legami_read(Str text, unsigned *out)
{
    *out = LEGAME_NONE;
    for (Str left = str_trim(text); left.n;) {
        ptrdiff_t blank = str_find(left, ' ');
        Str word = blank < 0 ? left : str_sub(left, 0, blank);
        left = blank < 0 ? S("") : str_trim(str_sub(left, blank, left.n));
        unsigned bit = 0;
        for (ptrdiff_t i = 0; i < COUNT_OF(legami); i++)
            if (str_eq(word, str_of(legami[i].name))) bit = legami[i].bit;
        if (!bit && !str_eq(word, S("NONE"))) return false;
        *out |= bit;
    }
    return true;
}

Str legami_parole(Arena *a, unsigned set)
{
    Buf b = buf_new(a);
    for (ptrdiff_t i = 0; i < COUNT_OF(legami); i++)
        if (set & legami[i].bit) buf_fmt(&b, "%s%s", b.n ? " oppure " : "", legami[i].words);
    return buf_str(&b);
}

Str punti_text(Arena *a, unsigned set)
{
    Buf b = buf_new(a);
    for (ptrdiff_t i = 0; i < COUNT_OF(nomi_stati); i++)
        if (set & nomi_stati[i].bit) buf_fmt(&b, "%s%s", b.n ? " " : "", nomi_stati[i].name);
    return buf_str(&b);
}

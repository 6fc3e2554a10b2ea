/* sistema_voci.c - floor 3: looks entries and readings of a rulebook up, and puts their values into words. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/sistema_voci.h"

#include "base/date.h"

#define PARTE(name, anchor, title) [PARTE_##name] = {anchor, title},
const ParteInfo parte_info[PARTE_COUNT] = {
#include "rules/sistema_voci.def"
};

#define VOCE(pattern, kind, arg, part, label, source) {pattern, SPECIE_##kind, arg, PARTE_##part, label, source},
static const VoceSistema voci[] = {
#include "rules/sistema_voci.def"
};

#define OPZIONE(key, part, passage, label, question) {key, PARTE_##part, passage, label, question},
static const OpzioneInfo opzioni[] = {
#include "rules/sistema_voci.def"
};

#define LETTURA(key, word, words) {key, word, words},
static const LetturaInfo letture[] = {
#include "rules/sistema_voci.def"
};

#define PASSO(passage, part, question, reading) {passage, PARTE_##part, question, reading},
static const PassoInfo passi[] = {
#include "rules/sistema_voci.def"
};

const VoceSistema *voci_sistema(ptrdiff_t *n) { return *n = COUNT_OF(voci), voci; }
const OpzioneInfo *opzioni_info(ptrdiff_t *n) { return *n = COUNT_OF(opzioni), opzioni; }
const LetturaInfo *letture_info(ptrdiff_t *n) { return *n = COUNT_OF(letture), letture; }
const PassoInfo *passi_info(ptrdiff_t *n) { return *n = COUNT_OF(passi), passi; }

/* The next piece of a pointer, without its slash. */
static Str piece(Str *rest)
{
    Str s = str_sub(*rest, 1, rest->n);
    ptrdiff_t cut = str_find(s, '/');
    *rest = cut < 0 ? S("") : str_sub(s, cut, s.n);
    return cut < 0 ? s : str_sub(s, 0, cut);
}

static bool fits(Str pattern, Str pointer)
{
    Str any = S("**");
    if (str_starts(pattern, any)) {
        pattern = str_sub(pattern, any.n, pattern.n);
        return pointer.n > pattern.n && str_eq(str_sub(pointer, pointer.n - pattern.n, pointer.n), pattern);
    }
    while (pattern.n && pointer.n) {
        Str want = piece(&pattern), have = piece(&pointer);
        if (!str_eq(want, S("*")) && !str_eq(want, have)) return false;
    }
    return !pattern.n && !pointer.n;
}

const VoceSistema *voce_sistema(Str puntatore)
{
    for (ptrdiff_t i = 0; i < COUNT_OF(voci); i++)
        if (fits(str_of(voci[i].posto), puntatore)) return &voci[i];
    return NULL;
}

const OpzioneInfo *opzione_info(Str chiave)
{
    for (ptrdiff_t i = 0; i < COUNT_OF(opzioni); i++)
        if (str_eq(str_of(opzioni[i].chiave), chiave)) return &opzioni[i];
    return NULL;
}

/* ---- words ---- */

Str arrotondamento_parole(Arena *a, int cifre, Rounding modo)
{
    static const char *const how[] = {[HALF_UP] = "la metà si allontana dallo zero",
                                      [HALF_DOWN] = "la metà si avvicina allo zero",
                                      [HALF_EVEN] = "la metà va alla cifra pari",
                                      [TRUNCATE] = "il resto si tronca"};
    if (!cifre) return str_fmt(a, "all'unità, %s", how[modo]);
    return str_fmt(a, "a %d %s, %s", cifre, cifre == 1 ? "decimale" : "decimali", how[modo]);
}

Str giorno_parole(Arena *a, Str giorno)
{
    Date d;
    giorno = str_trim(giorno);
    if (giorno.n < 5 || !date_parse_iso(str_fmt(a, "2001-%.*s", STR_ARG(str_sub(giorno, 0, 5))), &d)) return giorno;
    Str text = date_italian(a, d), year = str_trim(str_sub(giorno, 5, giorno.n));
    text = str_sub(text, 0, text.n - S(" 2001").n);
    if (str_eq(year, S("Y-1"))) return str_fmt(a, "%.*s dell'anno prima", STR_ARG(text));
    if (str_eq(year, S("Y+1"))) return str_fmt(a, "%.*s dell'anno dopo", STR_ARG(text));
    return text;
}

/* "fixed:01-31;soft", "approval+1M" */
static Str term(Arena *a, Str s)
{
    Str soft = S(";soft"), fixed = S("fixed:"), after = S("approval+");
    bool late = s.n > soft.n && str_eq(str_sub(s, s.n - soft.n, s.n), soft);
    const char *end = late ? "; il ritardo è solo un avviso" : "";
    if (late) s = str_sub(s, 0, s.n - soft.n);
    if (str_starts(s, fixed))
        return str_fmt(a, "Entro il %.*s%s", STR_ARG(giorno_parole(a, str_sub(s, fixed.n, s.n))), end);
    s = str_sub(s, after.n, s.n);
    bool months = s.p[s.n - 1] == 'M';
    Str n = str_sub(s, 0, s.n - 1);
    if (str_eq(n, S("1"))) return str_fmt(a, "Entro un %s dall'approvazione%s", months ? "mese" : "giorno", end);
    return str_fmt(a, "Entro %.*s %s dall'approvazione%s", STR_ARG(n), months ? "mesi" : "giorni", end);
}

/* "2 half_up" */
static bool rounding(Arena *a, Str s, Str *out)
{
    ptrdiff_t cut = str_find(s, ' ');
    Num n;
    Rounding how;
    int64_t cifre;
    if (cut < 0 || !num_parse(a, str_sub(s, 0, cut), 1, 1, &n, NULL) || !num_to_int(a, n, &cifre) ||
        !rounding_parse(str_sub(s, cut + 1, s.n), &how))
        return false;
    *out = arrotondamento_parole(a, (int)cifre, how);
    return true;
}

/* Names with _ between their words. */
static Str plain(Arena *a, Str s)
{
    char *p = arena_alloc(a, s.n);
    for (ptrdiff_t i = 0; i < s.n; i++) p[i] = s.p[i] == '_' ? ' ' : s.p[i];
    return (Str){p, s.n};
}

Str opzione_valore_parole(Arena *a, Str chiave, Str valore)
{
    Num n;
    int places;
    Str out;
    if (opzione_numerica(chiave) && num_parse(a, valore, 15, 9, &n, &places)) return num_italian(a, n, places);
    if (rounding(a, valore, &out)) return out;
    if (str_starts(valore, S("fixed:")) || (str_starts(valore, S("approval+")) && valore.n > S("approval+").n))
        return term(a, valore);
    if (valore.n == 5 && valore.p[2] == '-') return giorno_parole(a, valore);
    return str_eq(chiave, S("pr.neutral")) || str_eq(chiave, S("po.sheet")) || str_eq(chiave, S("oiv.outcomes"))
               ? plain(a, valore)
               : valore;
}

static Str filled(Arena *a, Str sentence, Str value)
{
    Str mark = S("{}");
    Buf b = buf_new(a);
    for (ptrdiff_t i = 0; i < sentence.n;) {
        if (!str_starts(str_sub(sentence, i, sentence.n), mark)) buf_char(&b, sentence.p[i++]);
        else buf_put(&b, value), i += mark.n;
    }
    return buf_str(&b);
}

Str lettura_parole(Arena *a, Str chiave, Str valore)
{
    const LetturaInfo *any = NULL;
    for (ptrdiff_t i = 0; i < COUNT_OF(letture); i++) {
        if (!str_eq(str_of(letture[i].chiave), chiave)) continue;
        if (str_eq(str_of(letture[i].parola), valore)) return str_of(letture[i].parole);
        if (!strcmp(letture[i].parola, "*")) any = &letture[i];
    }
    return any ? filled(a, str_of(any->parole), opzione_valore_parole(a, chiave, valore)) : S("");
}

Str sistema_lettura(const Sistema *s, Str chiave, bool *scritta)
{
    const Tree *v = tree_get(tree_get(tree_get(&s->tree, S("opzioni")), chiave), S("valore"));
    *scritta = v && v->kind == TREE_TEXT;
    if (*scritta) return v->text;
    return opzione_riguarda(s, chiave) ? opzione_senza_scelta(chiave) : S("");
}

/* puntatore.c - floor 4: from a place in the case of a year to the record that it was written from. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/puntatore.h"

#include "format/json.h"

enum { SEGNI_MAX = 8 };

/* The parts of a pointer, what each of them names: of an element of a list its id. */
typedef struct Cammino { Str parti[SEGNI_MAX], nomi[SEGNI_MAX]; int n; } Cammino;

static bool all_digits(Str s)
{
    for (ptrdiff_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9') return false;
    return s.n > 0;
}

static Cammino walk(const Tree *caso, Str pointer, Arena *a)
{
    Cammino c = {.n = 0};
    const Tree *at = caso;
    for (ptrdiff_t i = 1; i <= pointer.n && c.n < SEGNI_MAX;) {
        ptrdiff_t end = i;
        while (end < pointer.n && pointer.p[end] != '/') end++;
        Str word = str_sub(pointer, i, end);
        at = at ? tree_at(at, str_fmt(a, "/%.*s", STR_ARG(word))) : NULL;
        const Tree *id = at && at->kind == TREE_MAP ? tree_get(at, S("id")) : NULL;
        c.parti[c.n] = word;
        c.nomi[c.n++] = id && id->kind == TREE_TEXT && all_digits(word) ? id->text : word;
        i = end + 1;
    }
    return c;
}

Str puntatore_parole(const Tree *caso, Str puntatore, Arena *a)
{
    Buf b = buf_new(a);
    Cammino c = walk(caso, puntatore, a);
    for (int i = 0; i < c.n; i++) buf_fmt(&b, "%s%.*s", i ? ", " : "", STR_ARG(c.nomi[i]));
    return buf_str(&b);
}

/* Where a part of a case comes from. Pattern: parts of a pointer, * for any of them; the key of the record: $1 is the
 * first *, $a the year, $p the period; with a / at its end the last record whose key begins like that. The first row
 * that fits is the one. */
static const struct { const char *dove; EntitaTipo tabella; const char *chiave; } origini[] = {
    {"albero/*/indicatori/*/valore", ENTITA_VALORE, "$2/$a/$p"},
    {"albero/*/indicatori/*/stato", ENTITA_VALORE, "$2/$a/$p"},
    {"albero/*/indicatori/*/operatore", ENTITA_INDICATORE, "$2"},
    {"albero/*/indicatori/*", ENTITA_TARGET, "$2/$a/"},
    {"albero/*", ENTITA_NODO_VERSIONE, "$1/$a/"},
    {"dirigenti/*/obiettivi/*/indicatori/*/valore", ENTITA_VALORE, "$3/$a/$p"},
    {"dirigenti/*/obiettivi/*/indicatori/*/fasce", ENTITA_FASCIA, "$3/$a/"},
    {"dirigenti/*/obiettivi/*/indicatori/*/verso", ENTITA_INDICATORE, "$3"},
    {"dirigenti/*/obiettivi/*/indicatori/*", ENTITA_TARGET, "$3/$a/"},
    {"dirigenti/*/obiettivi/*", ENTITA_OBIETTIVO_ASSEGNATO, "$1/$a/$2"},
    {"dirigenti/*/obiettivi", ENTITA_OBIETTIVO_ASSEGNATO, "$1/$a/"},
    {"dirigenti/*/competenze", ENTITA_COMPETENZA, "$1/$a/"},
    {"dirigenti/*", ENTITA_SCHEDA, "$1/$a/dirigente/"},
    {"posizioni/*/obiettivi/*/indicatori/*/valore", ENTITA_VALORE, "$3/$a/$p"},
    {"posizioni/*/obiettivi/*/indicatori/*/stato", ENTITA_VALORE, "$3/$a/$p"},
    {"posizioni/*/obiettivi/*/indicatori/*/operatore", ENTITA_INDICATORE, "$3"},
    {"posizioni/*/obiettivi/*/indicatori/*", ENTITA_TARGET, "$3/$a/"},
    {"posizioni/*/obiettivi/*", ENTITA_OBIETTIVO_ASSEGNATO, "$1/$a/$2"},
    {"posizioni/*/obiettivi", ENTITA_OBIETTIVO_ASSEGNATO, "$1/$a/"},
    {"posizioni/*", ENTITA_SCHEDA, "$1/$a/posizione/"},
    {"gruppi/*/valutati/*", ENTITA_SEMISCHEDA, "$2/$a/"},
    {"gruppi/*", ENTITA_GRUPPO, "$1"},
    {"servizio/*", ENTITA_ASSEGNAZIONE, "$1/"},
    {"premi/coefficienti/*", ENTITA_PARAMETRO, "$a/premi.coefficiente.$1/"},
    {"premi/quota_individuale", ENTITA_PARAMETRO, "$a/cr.q/"},
    {"premi/strutture/*", ENTITA_PROGETTO_UNITA, "$1"},
    {"premi/persone/*/giorni_dovuti", ENTITA_PRESENZA, "$1/$a"},
    {"premi/persone/*/giorni_assenza", ENTITA_PRESENZA, "$1/$a"},
    {"premi/persone/*/livello_individuale", ENTITA_OBIETTIVO_INDIVIDUALE, "$1/$a/"},
    {"premi/persone/*/cause_esterne_individuali", ENTITA_OBIETTIVO_INDIVIDUALE, "$1/$a/"},
    {"premi/persone/*/quota_tempo", ENTITA_ASSEGNAZIONE, "$1/"},
    {"premi/persone/*/struttura", ENTITA_PARTECIPAZIONE, "$1/$a"},
    {"premi/persone/*/semischeda1", ENTITA_SEMISCHEDA, "$1/$a/"},
    {"premi/persone/*/semischeda2", ENTITA_SEMISCHEDA, "$1/$a/"},
    {"scelte/*", ENTITA_PARAMETRO, "$a/scelta.$1/"},
};

/* stars: the names that stand for each *. */
static bool fits(const char *pattern, const Cammino *c, Str stars[SEGNI_MAX])
{
    Str rest = str_of(pattern);
    int n = 0;
    for (int i = 0; rest.n; i++) {
        ptrdiff_t cut = str_find(rest, '/');
        Str part = str_sub(rest, 0, cut < 0 ? rest.n : cut);
        rest = cut < 0 ? S("") : str_sub(rest, cut + 1, rest.n);
        if (i == c->n) return false;
        if (str_eq(part, S("*"))) stars[n++] = c->nomi[i];
        else if (!str_eq(part, c->parti[i])) return false;
    }
    return true;
}

/* As in keys; a person with several sheets stands as CODE@FROM. A structure's id is a key already. */
static void put_name(Buf *b, Str name, bool key)
{
    ptrdiff_t at = str_find(name, '@');
    for (ptrdiff_t i = 0; i < (at > 0 ? at : name.n); i++) {
        if (!key && name.p[i] == '/') buf_put(b, S("%2F"));
        else if (!key && name.p[i] == '%') buf_put(b, S("%25"));
        else buf_char(b, name.p[i]);
    }
}

static Str key_of(const char *pattern, const Str stars[SEGNI_MAX], int64_t anno, Str periodo, bool structure, Arena *a)
{
    Buf b = buf_new(a);
    for (const char *p = pattern; *p; p++) {
        if (*p != '$') buf_char(&b, *p);
        else if (*++p == 'a') buf_fmt(&b, "%lld", (long long)anno);
        else if (*p == 'p') buf_put(&b, periodo);
        else put_name(&b, stars[*p - '1'], structure);
    }
    return buf_str(&b);
}

/* The last record whose key begins with these parts. */
static Str last_key(const Tabella *t, Str prefix, Arena *a)
{
    for (ptrdiff_t i = t->n; i-- > 0;) {
        Str key = record_key(a, t->e, tabella_at(t, i));
        if (str_starts(key, prefix)) return key;
    }
    return S("");
}

/* The mark in force, not the last in the order of keys. */
static Str half_sheet_key(const Valutazione *v, Str id, Str campo, Arena *a)
{
    const Semischeda *s = fatti_semischeda(v->arch, id, v->anno, str_eq(campo, S("semischeda2")) ? 2 : 1);
    return s ? record_key(a, entita_info(ENTITA_SEMISCHEDA), s) : S("");
}

/* A competence by its number, decided or proposed. */
static Str competence_key(const Valutazione *v, Str persona, Str index, Arena *a)
{
    int64_t voce = 1;
    Num n;
    int places;
    if (num_parse(a, index, 9, 0, &n, &places) && num_to_int(a, n, &voce)) voce++;
    for (int decided = 1; decided >= 0; decided--) {
        Competenza key = {.persona = persona, .anno = v->anno, .voce = voce,
                          .livello = decided ? S("decisa") : S("proposta")};
        Str text = record_key(a, entita_info(ENTITA_COMPETENZA), &key);
        if (tabella_find(a, &v->arch->tabelle[ENTITA_COMPETENZA], text)) return text;
    }
    return S("");
}

static Str without_day(Str id)
{
    ptrdiff_t at = str_find(id, '@');
    return at > 0 ? str_sub(id, 0, at) : id;
}

Str puntatore_luogo(const Valutazione *v, const Tree *caso, Str periodo, Str puntatore, Arena *a)
{
    Cammino c = walk(caso, puntatore, a);
    Str stars[SEGNI_MAX], last = c.n ? c.parti[c.n - 1] : S("");
    for (ptrdiff_t i = 0; i < COUNT_OF(origini); i++) {
        if (!fits(origini[i].dove, &c, stars)) continue;
        EntitaTipo t = origini[i].tabella;
        const Tabella *table = &v->arch->tabelle[t];
        Str key = key_of(origini[i].chiave, stars, v->anno, periodo, t == ENTITA_PROGETTO_UNITA, a);
        if (t == ENTITA_SEMISCHEDA) key = half_sheet_key(v, str_eq(c.parti[0], S("gruppi")) ? stars[1] : stars[0], last, a);
        else if (t == ENTITA_COMPETENZA && all_digits(last)) key = competence_key(v, without_day(stars[0]), last, a);
        else if (key.p[key.n - 1] == '/') key = last_key(table, key, a);
        else if (!tabella_find(a, table, key)) key = S("");
        if (!key.n) break;
        bool named = !all_digits(last) && !str_eq(c.nomi[c.n - 1], stars[0]);
        return named ? str_fmt(a, "%s %.*s, %.*s", table->e->nome, STR_ARG(key), STR_ARG(last))
                     : str_fmt(a, "%s %.*s", table->e->nome, STR_ARG(key));
    }
    return puntatore_parole(caso, puntatore, a);
}

void puntatori_in_chiaro(const Valutazione *v, Str periodo, Difetti *d, Arena *a)
{
    Tree caso;
    JsonError bad;
    if (json_read(v->caso_json, a, &caso, &bad)) return;
    for (ptrdiff_t i = 0; i < d->lista.n; i++)
        if (str_starts(d->lista.items[i].dove, S("/")))
            d->lista.items[i].dove = puntatore_luogo(v, &caso, periodo, d->lista.items[i].dove, a);
}

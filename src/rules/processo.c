/* processo.c - floor 3: reads the process rules of a rulebook. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/processo.h"

#include "model/entita.h"
#include "model/permessi.h"

/* The next word of a list, parted by `by`, without blanks around it. */
static Str next_of(Str *rest, char by)
{
    ptrdiff_t cut = str_find(*rest, by);
    Str word = str_trim(str_sub(*rest, 0, cut < 0 ? rest->n : cut));
    *rest = cut < 0 ? S("") : str_sub(*rest, cut + 1, rest->n);
    return word;
}

bool processo_has(Str words, Str word)
{
    while (words.n)
        if (str_eq(next_of(&words, '|'), word)) return true;
    return false;
}

static int digits(Str s, int most)
{
    int v = 0;
    if (!s.n || s.n > most) return -1;
    for (ptrdiff_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return -1;
        v = 10 * v + s.p[i] - '0';
    }
    return v;
}

static bool read_after(Str text, ptrdiff_t plus, Termine *t)
{
    Str events = str_sub(text, 0, plus), step = str_trim(str_sub(text, plus + 1, text.n));
    int n = step.n ? digits(str_sub(step, 0, step.n - 1), 3) : -1;
    char unit = step.n ? step.p[step.n - 1] : 0;
    if (n < 1 || (unit != 'M' && unit != 'D')) return false;
    *(unit == 'M' ? &t->mesi : &t->giorni) = n;
    t->specie = TERMINE_DOPO;
    while (events.n) {
        Str e = next_of(&events, ',');
        if (str_find(e, '.') < 1 || t->n_eventi == TERMINE_EVENTI) return false;
        t->eventi[t->n_eventi++] = e;
    }
    return t->n_eventi > 0;
}

static bool read_day(Str text, Termine *t)
{
    if (text.n < 5 || text.p[2] != '-') return false;
    t->specie = TERMINE_GIORNO;
    t->mese = digits(str_sub(text, 0, 2), 2);
    t->giorno = digits(str_sub(text, 3, 5), 2);
    Str year = str_trim(str_sub(text, 5, text.n));
    if (str_eq(year, S("Y-1"))) t->scarto = -1;
    else if (str_eq(year, S("Y+1"))) t->scarto = 1;
    else if (year.n && !str_eq(year, S("Y"))) return false;
    return t->mese > 0 && t->giorno > 0 && date_exists(2001, t->mese, t->giorno); /* a day that every year has */
}

bool termine_read(Str text, Arena *a, Termine *out, Str *why)
{
    text = str_dup(a, str_trim(text));
    *out = (Termine){.testo = text};
    if (str_eq(text, S("nessuno"))) return true;
    ptrdiff_t plus = str_find(text, '.') < 0 ? -1 : str_find(text, '+');
    if (plus > 0 ? read_after(text, plus, out) : read_day(text, out)) return true;
    *out = (Termine){0};
    *why = S("deve essere un giorno (01-31, 10-31 Y-1, 06-30 Y+1), oppure eventi e distanza (piano.approva+1M, "
             "piano.approva+30D)");
    return false;
}

/* Words of a SCELTA of the model: "a|b|c". */
static bool kind_of(EntitaTipo t, Str word)
{
    const EntitaInfo *e = entita_info(t);
    for (int i = 0; i < e->n_campi; i++)
        if (!strcmp(e->campi[i].nome, "tipo")) return processo_has(str_of(e->campi[i].arg), word);
    return false;
}

static bool roles(Str words, Arena *a, Str *why)
{
    Ruolo r;
    for (Str rest = words; rest.n;) {
        Str word = next_of(&rest, '|');
        if (ruolo_by_word(word, &r) && r < RUOLO_OPERATORE) continue;
        *why = str_fmt(a, "ruolo sconosciuto «%.*s»: usare quelli di incarichi.ruolo, separati da |", STR_ARG(word));
        return false;
    }
    return true;
}

static bool kinds(Str words, Arena *a, Str *why)
{
    for (Str rest = words; rest.n;) {
        Str word = next_of(&rest, '|');
        if (kind_of(ENTITA_ATTO, word) || kind_of(ENTITA_RIUNIONE, word)) continue;
        *why = str_fmt(a, "tipo di atto sconosciuto «%.*s»: usare quelli di atti.tipo e riunioni.tipo, separati da |",
                       STR_ARG(word));
        return false;
    }
    return true;
}

bool processo_campo(Str campo)
{
    return processo_has(S("chi|dal|entro|legge|oltre|atto|vincolo|fonte"), campo);
}

bool processo_set(RegolaProcesso *r, Str campo, Str valore, Arena *a, Str *why)
{
    valore = str_trim(valore);
    Str words = str_eq(valore, S("nessuno")) ? S("") : str_dup(a, valore);
    if (str_eq(campo, S("chi"))) return roles(words, a, why) && (r->chi = words, true);
    if (str_eq(campo, S("oltre"))) return roles(words, a, why) && (r->oltre = words, true);
    if (str_eq(campo, S("atto"))) return kinds(words, a, why) && (r->atto = words, true);
    if (str_eq(campo, S("fonte"))) return r->fonte = words, true;
    if (str_eq(campo, S("dal"))) return termine_read(valore, a, &r->dal, why);
    if (str_eq(campo, S("entro"))) return termine_read(valore, a, &r->entro, why);
    if (str_eq(campo, S("legge"))) return termine_read(valore, a, &r->legge, why);
    if (str_eq(campo, S("vincolo"))) {
        r->avviso = str_eq(valore, S("avviso"));
        *why = S("deve essere rigido o avviso");
        return r->avviso || str_eq(valore, S("rigido"));
    }
    *why = S("voce sconosciuta: chi, dal, entro, legge, oltre, atto, vincolo, fonte");
    return false;
}

static void defect(Difetti *d, Str file, const Tree *at, Str pointer, Str what)
{
    difetto(d, at->at, str_fmt(d->a, "%.*s:%d:%d", STR_ARG(file), at->line, at->column), "%.*s: %.*s", STR_ARG(pointer),
            STR_ARG(what));
}

static bool word_like(Str s)
{
    for (ptrdiff_t i = 0; i < s.n; i++)
        if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || s.p[i] == '_')) return false;
    return s.n > 0;
}

static void read_rule(const Tree *t, Str pointer, Arena *a, Str file, RegoleProcesso *out, Difetti *d)
{
    static const char *const needed[] = {"binario", "evento", "chi", "fonte"};
    RegolaProcesso r = {.at = t->at, .riga = t->line};
    Str why = {0};
    if (t->kind != TREE_MAP) {
        defect(d, file, t, pointer,
               S("deve essere un gruppo di voci: {binario: ..., evento: ..., chi: ..., fonte: ...}"));
        return;
    }
    for (ptrdiff_t i = 0; i < t->n; i++) {
        Str key = t->keys[i], at = tree_pointer(a, pointer, key);
        const Tree *v = &t->items[i];
        bool name = str_eq(key, S("binario")) || str_eq(key, S("evento"));
        if (v->kind != TREE_TEXT) defect(d, file, v, at, S("deve essere un valore"));
        else if (name && !word_like(v->text))
            defect(d, file, v, at, S("deve essere una parola di lettere minuscole e _"));
        else if (str_eq(key, S("binario"))) r.binario = v->text;
        else if (str_eq(key, S("evento"))) r.evento = v->text;
        else if (!processo_set(&r, key, v->text, a, &why)) defect(d, file, v, at, why);
    }
    for (ptrdiff_t i = 0; i < COUNT_OF(needed); i++)
        if (!tree_get(t, str_of(needed[i])))
            defect(d, file, t, tree_pointer(a, pointer, str_of(needed[i])), S("manca: aggiungere la voce"));
    *PUSH(a, &out->regole) = r;
}

void processo_read(const Tree *root, Arena *a, Str file, RegoleProcesso *out, Difetti *d)
{
    const Tree *list = tree_get(root, S("processo"));
    *out = (RegoleProcesso){0};
    if (!list) return;
    if (list->kind != TREE_LIST) {
        defect(d, file, list, S("/processo"), S("deve essere un elenco di regole"));
        return;
    }
    for (ptrdiff_t i = 0; i < list->n; i++)
        read_rule(&list->items[i], tree_pointer_n(a, S("/processo"), i), a, file, out, d);
}

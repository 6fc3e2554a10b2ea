/* sistema_confronto.c - floor 6: what changed from one rulebook to another, in prose. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "redazione/sistema_confronto.h"

/* A leaf of a rulebook with a name that does not depend on its place in a list. */
typedef struct Foglia { Str nome, posto, valore, fonte; } Foglia;
typedef struct Foglie { Foglia *items; ptrdiff_t n, cap; } Foglie;

typedef struct Penna {
    const SistemaConfronto *x;
    Documento *d;
    Arena *a;
    Foglie prima, dopo;
    ptrdiff_t valori, voci, letture, norme, regole, fonti;   /* how many changed */
} Penna;

/* ---- leaves ---- */

static Str word(const Tree *t, const char *key)
{
    const Tree *v = tree_get(t, str_of(key));
    return v && v->kind == TREE_TEXT ? v->text : S("");
}

static Str event_of(Arena *a, const Tree *t)
{
    return str_fmt(a, "%.*s.%.*s", STR_ARG(word(t, "binario")), STR_ARG(word(t, "evento")));
}

/* What an item of a list is called: by what it says of itself, with its number among equals; two half-sheets are first
 * and second whatever their names. */
static Str item_name(Arena *a, const Tree *list, Str pointer, ptrdiff_t i)
{
    const Tree *t = &list->items[i];
    Str own = t->kind == TREE_TEXT ? t->text : word(t, "nome");
    if (str_eq(pointer, S("/personale/semischede"))) own = S("");
    if (!own.n) own = word(t, "fascia");
    if (!own.n && word(t, "regola").n)
        own = str_fmt(a, "%.*s %.*s", STR_ARG(word(t, "regola")), STR_ARG(word(t, "dal")));
    if (!own.n && word(t, "binario").n) own = event_of(a, t);
    if (!own.n) return str_fmt(a, "%td", i);
    int before = 0;
    for (ptrdiff_t k = 0; k < i; k++) {
        const Tree *other = &list->items[k];
        bool same = t->kind == TREE_TEXT   ? str_eq(other->text, t->text)
                    : word(t, "binario").n ? str_eq(event_of(a, other), own)
                    : word(t, "regola").n
                        ? str_eq(word(other, "regola"), word(t, "regola")) && str_eq(word(other, "dal"), word(t, "dal"))
                    : word(t, "nome").n ? str_eq(word(other, "nome"), own)
                                        : str_eq(word(other, "fascia"), own);
        before += same;
    }
    return before ? str_fmt(a, "%.*s (%d)", STR_ARG(own), before + 1) : own;
}

static void leaves(Penna *p, Foglie *out, const Tree *t, Str name, Str pointer, Str source)
{
    Arena *a = p->a;
    if (t->kind != TREE_MAP && t->kind != TREE_LIST) {
        *PUSH(a, out) = (Foglia){name, pointer, t->text, source};
        return;
    }
    if (t->kind == TREE_MAP && word(t, "fonte").n) source = word(t, "fonte");
    for (ptrdiff_t i = 0; i < t->n; i++) {
        bool map = t->kind == TREE_MAP;
        Str key = map ? t->keys[i] : item_name(a, t, pointer, i);
        leaves(p, out, &t->items[i], tree_pointer(a, name, key),
               map ? tree_pointer(a, pointer, key) : tree_pointer_n(a, pointer, i), source);
    }
}

static const Foglia *find(const Foglie *l, Str name)
{
    for (ptrdiff_t i = 0; i < l->n; i++)
        if (str_eq(l->items[i].nome, name)) return &l->items[i];
    return NULL;
}

static Str without_blanks(Arena *a, Str s)
{
    Buf b = buf_new(a);
    for (ptrdiff_t i = 0; i < s.n; i++)
        if (s.p[i] != ' ') buf_char(&b, s.p[i]);
    return buf_str(&b);
}

/* A formula of the criteria written as they have it: whether it is written or not changes nothing. */
static bool usual_formula(Arena *a, const Foglia *f)
{
    Str head = S("/formule/");
    if (!str_starts(f->posto, head)) return false;
    for (int i = 0; i < FORMULE_CRITERI_COUNT; i++)
        if (str_eq(f->posto, str_fmt(a, "/formule/%s/formula", formula_criteri_chiave((FormulaCriteri)i))))
            return str_eq(without_blanks(a, f->valore),
                          without_blanks(a, str_of(formula_criteri_testo((FormulaCriteri)i))));
    return false;
}

/* Readings, limits, process and sources have their own chapters. */
static bool elsewhere(const Foglia *f)
{
    static const char *const heads[] = {"/opzioni/", "/norme/", "/processo/", "/fonti/"};
    for (ptrdiff_t i = 0; i < COUNT_OF(heads); i++)
        if (str_starts(f->posto, str_of(heads[i]))) return true;
    return str_eq(f->posto, S("/id")) || str_eq(f->posto, S("/titolo"));
}

static bool source_leaf(const Foglia *f)
{
    const VoceSistema *v = voce_sistema(f->posto);
    return v && v->specie == SPECIE_FONTE;
}

static Str label(const Foglia *f)
{
    const VoceSistema *v = voce_sistema(f->posto);
    return v ? str_of(v->etichetta) : f->posto;
}

/* "Punti da cui comincia una fascia: A": of an item of a list also which. */
static Str label_of(Penna *p, const Foglia *f)
{
    Str base = label(f), name = f->nome;
    if (str_starts(name, S("/formule/")))
        return str_fmt(p->a, "%.*s: %.*s", STR_ARG(base),
                       STR_ARG(str_sub(name, S("/formule/").n, name.n - S("/formula").n)));
    if (str_starts(name, S("/calcolo/"))) { /* "Formula: tavole, indicatore, formule, raggiungimento" */
        Buf b = buf_new(p->a);
        buf_fmt(&b, "%.*s: ", STR_ARG(base));
        ptrdiff_t end = name.n;
        while (end > 0 && name.p[end - 1] != '/') end--;
        for (ptrdiff_t i = S("/calcolo/").n; i < end - 1; i++) {
            if (name.p[i] == '/') buf_put(&b, S(", "));
            else buf_char(&b, name.p[i]);
        }
        return buf_str(&b);
    }
    ptrdiff_t last = name.n, before;
    while (last > 0 && name.p[last - 1] != '/') last--;
    for (before = last ? last - 1 : 0; before > 0 && name.p[before - 1] != '/';) before--;
    Str item = last ? str_sub(name, before, last - 1) : S("");
    bool in_list = str_starts(f->posto, S("/personale/fasce/")) || str_starts(f->posto, S("/dirigenti/competenze/")) ||
                   str_starts(f->posto, S("/premi/scheda/elementi/"));
    return in_list && item.n && !str_eq(item, f->valore) ? str_fmt(p->a, "%.*s: %.*s", STR_ARG(base), STR_ARG(item))
                                                         : base;
}

static Str told(Penna *p, const Foglia *f) { return foglia_parole(p->a, f->posto, f->valore); }

/* ---- values and items ---- */

static void values(Penna *p)
{
    DocTabella *t = NULL;
    for (ptrdiff_t i = 0; i < p->dopo.n; i++) {
        const Foglia *now = &p->dopo.items[i], *before = find(&p->prima, now->nome);
        if (elsewhere(now) || source_leaf(now) || !before || str_eq(before->valore, now->valore)) continue;
        if (!t) {
            doc_heading(p->d, 2, S("Valori"), S("valori"));
            t = doc_table(p->d, S("Valori cambiati"), S(""));
            colonne(t, "cnnt", "Voce", "Prima", "Dopo", "Fonte");
        }
        ROW(t, label_of(p, now), told(p, before), told(p, now), fonte_parole(p->a, now->fonte));
        p->valori++;
    }
}

/* What one of the two has and the other has not. */
static void only_in(Penna *p, const Foglie *here, const Foglie *there, const char *title, const char *verb)
{
    Elenco *l = NULL;
    for (ptrdiff_t i = 0; i < here->n; i++) {
        const Foglia *f = &here->items[i];
        if (elsewhere(f) || source_leaf(f) || usual_formula(p->a, f) || find(there, f->nome)) continue;
        if (!l) doc_heading(p->d, 2, str_of(title), S("")), l = doc_list(p->d, false);
        testo_add(elenco_item(l),
                  str_fmt(p->a, "%s: %.*s, «%.*s»%s%.*s%s", verb, STR_ARG(minuscola(p->a, label_of(p, f))),
                          STR_ARG(told(p, f)), f->fonte.n ? " (" : "", STR_ARG(fonte_parole(p->a, f->fonte)),
                          f->fonte.n ? ")" : ""));
        p->voci++;
    }
}

/* ---- readings ---- */

static Str sentence(Penna *p, const char *key, Str value, bool written)
{
    if (!value.n) return S("il sistema non aveva questa parte o non la diceva");
    Str words = lettura_parole(p->a, str_of(key), value);
    return written ? words : str_fmt(p->a, "%.*s (il sistema tace: vale questa)", STR_ARG(words));
}

static void readings(Penna *p)
{
    ptrdiff_t n, silent = 0;
    const OpzioneInfo *o = opzioni_info(&n);
    bool open = false;
    for (ptrdiff_t i = 0; i < n; i++) {
        bool w1, w2;
        Str key = str_of(o[i].chiave), one = sistema_lettura(p->x->prima, key, &w1),
            two = sistema_lettura(p->x->dopo, key, &w2);
        if (str_eq(one, two)) {
            silent += w1 != w2;
            continue;
        }
        if (!open) {
            doc_heading(p->d, 2, S("Letture"), S("letture"));
            capoverso(p->d, S("Passi dubbi che il nuovo sistema legge diversamente."));
        }
        open = true;
        doc_heading(p->d, 3,
                    str_fmt(p->a, "%s (%.*s)", o[i].etichetta, STR_ARG(fonte_parole(p->a, str_of(o[i].passo)))), S(""));
        capoverso_fmt(p->d, "%s (%s)", o[i].domanda, o[i].chiave);
        Definizioni *d = doc_definitions(p->d);
        voce_di(d, S("Prima"), sentence(p, o[i].chiave, one, w1));
        voce_di(d, S("Dopo"), sentence(p, o[i].chiave, two, w2));
        const Parametro *own =
            p->x->arch ? fatti_parametro(p->x->arch, p->x->anno, str_fmt(p->a, "scelta.%s", o[i].chiave)) : NULL;
        if (own)
            voce_di(d, str_fmt(p->a, "Nel %lld", (long long)p->x->anno),
                    str_fmt(p->a, "nulla cambia: vale la scelta dell'ente. %.*s",
                            STR_ARG(lettura_parole(p->a, key, own->valore))));
        p->letture++;
    }
    if (open && silent)
        capoverso_fmt(p->d,
                      "%.*s che uno solo dei due scrive, e che l'altro legge allo stesso modo tacendo: nulla cambia.",
                      STR_ARG(quanti(p->a, silent, "lettura", "letture")));
}

/* ---- limits of law ---- */

static Str limit(Penna *p, const Tree *t)
{
    Num n;
    Str value = word(t, "valore"), end = word(t, "al");
    if (num_parse(p->a, value, 15, 9, &n, NULL)) value = norma_valore(p->a, n);
    return str_fmt(p->a, "%.*s %.*s, dal %.*s%s%.*s (%.*s)", STR_ARG(norma_parole(word(t, "regola"))), STR_ARG(value),
                   STR_ARG(word(t, "dal")), end.n ? " al " : "", STR_ARG(end),
                   STR_ARG(fonte_parole(p->a, word(t, "fonte"))));
}

static const Tree *same_item(Penna *p, const Tree *list, const Tree *all, Str pointer, ptrdiff_t i)
{
    Str name = item_name(p->a, list, pointer, i);
    for (ptrdiff_t k = 0; all && k < all->n; k++)
        if (str_eq(item_name(p->a, all, pointer, k), name)) return &all->items[k];
    return NULL;
}

static bool differ(const Tree *x, const Tree *y, const char *key) { return !str_eq(word(x, key), word(y, key)); }

static void limits(Penna *p)
{
    const Tree *one = tree_get(&p->x->prima->tree, S("norme")), *two = tree_get(&p->x->dopo->tree, S("norme"));
    Str pointer = S("/norme");
    Elenco *l = NULL;
    for (int way = 0; way < 2; way++) {
        const Tree *here = way ? one : two, *there = way ? two : one;
        for (ptrdiff_t i = 0; here && i < here->n; i++) {
            const Tree *t = &here->items[i], *other = same_item(p, here, there, pointer, i);
            bool changed = other && (differ(t, other, "valore") || differ(t, other, "al") || differ(t, other, "fonte"));
            if (other && (way || !changed)) continue;
            if (!l) doc_heading(p->d, 2, S("Limiti di legge e di contratto"), S("norme")), l = doc_list(p->d, false);
            Testo *item = elenco_item(l);
            if (!other) testo_add(item, str_fmt(p->a, "%s: %.*s", way ? "Tolto" : "Aggiunto", STR_ARG(limit(p, t))));
            else
                testo_add(item,
                          str_fmt(p->a, "Cambiato: %.*s; prima: %.*s", STR_ARG(limit(p, t)), STR_ARG(limit(p, other))));
            p->norme++;
        }
    }
}

/* ---- process ---- */

static Str deadline_kind(Str v)
{
    return str_eq(v, S("avviso")) ? S("il ritardo è solo un avviso") : S("il termine è rigido");
}

static Str process_field(Penna *p, const char *key, Str value)
{
    if (!strcmp(key, "vincolo")) return deadline_kind(value);
    if (!value.n) return S("nessuno");
    return foglia_parole(p->a, str_fmt(p->a, "/processo/0/%s", key), value);
}

static const struct { const char *key, *words;
} fields[] = {{"chi", "chi lo compie"},
              {"dal", "non prima di"},
              {"entro", "entro"},
              {"legge", "termine di legge"},
              {"oltre", "chi può ancora dopo"},
              {"atto", "con quale atto"},
              {"vincolo", "se il termine è rigido"}};

static Str rule(Penna *p, const Tree *t)
{
    Buf b = buf_new(p->a);
    for (ptrdiff_t i = 0; i < COUNT_OF(fields); i++) {
        Str v = word(t, fields[i].key);
        if (v.n)
            buf_fmt(&b, "%s%s %.*s", b.n ? "; " : "", fields[i].words, STR_ARG(process_field(p, fields[i].key, v)));
    }
    return buf_str(&b);
}

static void process(Penna *p)
{
    const Tree *one = tree_get(&p->x->prima->tree, S("processo")), *two = tree_get(&p->x->dopo->tree, S("processo"));
    Str pointer = S("/processo");
    Definizioni *d = NULL;
    for (int way = 0; way < 2; way++) {
        const Tree *here = way ? one : two, *there = way ? two : one;
        for (ptrdiff_t i = 0; here && i < here->n; i++) {
            const Tree *t = &here->items[i], *other = same_item(p, here, there, pointer, i);
            Buf b = buf_new(p->a);
            if (other && way) continue;
            if (!other) buf_fmt(&b, "%s: %.*s", way ? "tolto" : "aggiunto", STR_ARG(rule(p, t)));
            for (ptrdiff_t k = 0; other && k < COUNT_OF(fields); k++)
                if (differ(t, other, fields[k].key))
                    buf_fmt(&b, "%s%s: da «%.*s» a «%.*s»", b.n ? "; " : "", fields[k].words,
                            STR_ARG(process_field(p, fields[k].key, word(other, fields[k].key))),
                            STR_ARG(process_field(p, fields[k].key, word(t, fields[k].key))));
            if (!b.n) continue;
            if (!d) {
                doc_heading(p->d, 2, S("Chi fa che cosa, entro quando, con quale atto"), S("processo"));
                d = doc_definitions(p->d);
            }
            voce_di(d, evento_nome(p->a, word(t, "binario"), word(t, "evento")), buf_str(&b));
            p->regole++;
        }
    }
}

/* ---- sources, and the rest that is only written differently ---- */

static void sources(Penna *p)
{
    Elenco *l = NULL;
    for (ptrdiff_t i = 0; i < p->dopo.n + p->prima.n; i++) {
        bool old = i >= p->dopo.n;
        const Foglia *f = old ? &p->prima.items[i - p->dopo.n] : &p->dopo.items[i],
                     *other = find(old ? &p->dopo : &p->prima, f->nome);
        bool listed = str_starts(f->posto, S("/fonti/"));
        if (!listed && (old || !source_leaf(f) || !other || str_eq(other->valore, f->valore))) continue;
        if (str_starts(f->posto, S("/norme/")) || (listed && other)) continue;
        if (!l) doc_heading(p->d, 2, S("Fonti"), S("fonti")), l = doc_list(p->d, false);
        if (listed)
            testo_add(elenco_item(l), str_fmt(p->a, "%s: %.*s", old ? "Tolta" : "Aggiunta", STR_ARG(f->valore)));
        else
            testo_add(elenco_item(l), str_fmt(p->a, "%.*s: la fonte è %.*s, era %.*s", STR_ARG(f->posto),
                                              STR_ARG(f->valore), STR_ARG(other->valore)));
        p->fonti++;
    }
}

/* ---- the document ---- */

static Documento *begin(const SistemaConfronto *x, Arena *a)
{
    ptrdiff_t n = 0;
    const Ente *e = x->arch ? ALL(x->arch, Ente, ENTE, &n) : NULL;
    bool example = n && str_eq(e->esempio, S("si"));
    Testata t = {
        .titolo = S("Che cosa cambia nel sistema di valutazione"),
        .sottotitolo = str_fmt(a, "Da «%.*s» a «%.*s»", STR_ARG(x->prima->id), STR_ARG(x->dopo->id)),
        .ente = n ? e->nome : S(""),
        .identificativo = x->arch ? str_fmt(a, "CONFRONTO/%.*s/%.*s/%lld", STR_ARG(x->prima->id), STR_ARG(x->dopo->id),
                                            (long long)x->anno)
                                  : str_fmt(a, "CONFRONTO/%.*s/%.*s", STR_ARG(x->prima->id), STR_ARG(x->dopo->id)),
        .oggetto = S("Confronto tra due sistemi di misurazione e valutazione"),
        .stato = !x->arch  ? S("")
                 : example ? S("Riservato. Dati di esempio")
                           : S("Riservato"),
        .impronta_regole = x->dopo->impronta,
        .ancora_giornale = x->ancora,
        .data = x->data,
        .numera_titoli = true,
    };
    return doc_new(a, &t);
}

/* The counts come first, but are known last: they are told in a list that is filled at the end. */
static void summary(Penna *p, Elenco *l)
{
    const struct { ptrdiff_t n; const char *one, *many;
    } rows[] = {{p->valori, "valore cambia", "valori cambiano"},
                {p->voci, "voce aggiunta o tolta", "voci aggiunte o tolte"},
                {p->letture, "passo letto diversamente", "passi letti diversamente"},
                {p->norme, "limite di legge o di contratto cambia", "limiti di legge o di contratto cambiano"},
                {p->regole, "regola di processo cambia", "regole di processo cambiano"},
                {p->fonti, "fonte cambia", "fonti cambiano"}};
    bool any = false;
    for (ptrdiff_t i = 0; i < COUNT_OF(rows); i++) {
        if (!rows[i].n) continue;
        any = true;
        testo_add(elenco_item(l), quanti(p->a, rows[i].n, rows[i].one, rows[i].many));
    }
    if (!any)
        testo_add(elenco_item(l), str_eq(p->x->prima->impronta, p->x->dopo->impronta)
                                      ? S("I due sistemi sono lo stesso file.")
                                      : S("I due sistemi dicono le stesse cose."));
}

Documento *redazione_confronto(const SistemaConfronto *x, Arena *a)
{
    Penna p = {.x = x, .a = a, .d = begin(x, a)};
    leaves(&p, &p.prima, &x->prima->tree, S(""), S(""), S(""));
    leaves(&p, &p.dopo, &x->dopo->tree, S(""), S(""), S(""));
    doc_heading(p.d, 2, S("In breve"), S("breve"));
    Elenco *brief = doc_list(p.d, false);
    Definizioni *d = doc_definitions(p.d);
    voce_di(d, S("Prima"), str_fmt(a, "%.*s, impronta %.*s", STR_ARG(x->prima->id), STR_ARG(x->prima->impronta)));
    voce_di(d, S("Dopo"), str_fmt(a, "%.*s, impronta %.*s", STR_ARG(x->dopo->id), STR_ARG(x->dopo->impronta)));
    values(&p);
    only_in(&p, &p.dopo, &p.prima, "Che cosa si aggiunge", "Si aggiunge");
    only_in(&p, &p.prima, &p.dopo, "Che cosa si toglie", "Si toglie");
    readings(&p);
    limits(&p);
    process(&p);
    sources(&p);
    summary(&p, brief);
    if (x->arch) confronto_effetti(x, p.d, a);
    return p.d;
}

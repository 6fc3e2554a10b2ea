/* caso_lettore.c - floor 3: fields, numbers, ids and weights of a case, each with its defect. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/caso_lettore.h"

static void indice_grow(Arena *a, Indice *x)
{
    Indice bigger = {.cap = x->cap ? x->cap * 2 : 16};
    bigger.slots = arena_alloc_n(a, (ptrdiff_t)sizeof *bigger.slots, bigger.cap);
    for (ptrdiff_t i = 0; i < x->cap; i++)
        if (x->slots[i].used) indice_put(a, &bigger, x->slots[i].s, x->slots[i].i);
    *x = bigger;
}

bool indice_put(Arena *a, Indice *x, Str s, ptrdiff_t i)
{
    if ((x->n + 1) * 2 > x->cap) indice_grow(a, x);
    ptrdiff_t at = (ptrdiff_t)(str_hash(s) & (uint64_t)(x->cap - 1));
    while (x->slots[at].used) {
        if (str_eq(x->slots[at].s, s)) return false;
        at = (at + 1) & (x->cap - 1);
    }
    x->slots[at].s = s;
    x->slots[at].i = i;
    x->slots[at].used = true;
    x->n++;
    return true;
}

ptrdiff_t indice_get(const Indice *x, Str s)
{
    if (!x->cap) return -1;
    ptrdiff_t at = (ptrdiff_t)(str_hash(s) & (uint64_t)(x->cap - 1));
    while (x->slots[at].used) {
        if (str_eq(x->slots[at].s, s)) return x->slots[at].i;
        at = (at + 1) & (x->cap - 1);
    }
    return -1;
}

void rifiuta(Lettore *l, int64_t ordine, Str dove, const char *fmt, ...)
{
    l->any = true;
    if (!indice_put(l->a, &l->told, dove, 0)) return;
    char text[1024];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    difetto(l->d, ordine, dove, "%s", text);
}

static bool known(const char *keys, Str key)
{
    for (const char *at = keys; *at;) { /* words parted by one blank */
        const char *end = strchr(at, ' ');
        ptrdiff_t n = end ? end - at : (ptrdiff_t)strlen(at);
        if (n == key.n && !memcmp(at, key.p, (size_t)n)) return true;
        if (!end) return false;
        at = end + 1;
    }
    return false;
}

bool oggetto(Lettore *l, Tree *t, Str dove, const char *keys)
{
    if (t->kind != TREE_MAP) {
        rifiuta(l, t->at, dove.n ? dove : S("/"), "deve essere un oggetto { … }");
        return false;
    }
    for (ptrdiff_t i = 0; i < t->n; i++) {
        Tree *item = &t->items[i];
        if (item->repeated) {
            tree_get(t, t->keys[i])->repeated = true; /* none of the values can be trusted */
            rifiuta(l, item->at, tree_pointer(l->a, dove, t->keys[i]), "chiave ripetuta: lasciarne una sola");
        } else if (!known(keys, t->keys[i])) {
            rifiuta(l, item->at, tree_pointer(l->a, dove, t->keys[i]), "chiave sconosciuta: toglierla o correggerne il nome");
        }
    }
    return true;
}

Voce voce(Lettore *l, Tree *map, Str base, const char *key)
{
    Tree *t = tree_get(map, str_of(key));
    return (Voce){t, tree_pointer(l->a, base, str_of(key)), t && !t->repeated};
}

Voce voce_richiesta(Lettore *l, Tree *map, Str base, const char *key)
{
    Voce v = voce(l, map, base, key);
    if (!v.t) rifiuta(l, map->at, v.dove, "manca: aggiungere questa chiave");
    return v;
}

Voce elemento(Lettore *l, Tree *list, Str base, ptrdiff_t i)
{
    return (Voce){&list->items[i], tree_pointer_n(l->a, base, i), true};
}

static bool refuse(Lettore *l, Voce *v, Str why)
{
    rifiuta(l, v->t->at, v->dove, "%.*s", STR_ARG(why));
    v->buona = false;
    return false;
}

bool elenco(Lettore *l, Voce *v)
{
    if (!v->buona) return false;
    if (v->t->kind != TREE_LIST) return refuse(l, v, S("deve essere un elenco [ … ]"));
    if (!v->t->n) return refuse(l, v, S("elenco vuoto: indicare almeno un elemento o togliere la chiave"));
    return true;
}

bool testo(Lettore *l, Voce *v)
{
    if (!v->buona) return false;
    return v->t->kind == TREE_TEXT || refuse(l, v, S("deve essere un testo tra virgolette"));
}

bool giorno_dell_anno(Lettore *l, Voce *v, int anno, Date *out)
{
    if (!testo(l, v)) return false;
    if (!date_parse_iso(v->t->text, out)) return refuse(l, v, S("deve essere un giorno, per esempio \"2025-06-30\""));
    return !anno || date_year(*out) == anno || refuse(l, v, str_fmt(l->a, "il giorno non è del %d", anno));
}

bool decimale(Lettore *l, Voce *v, const Num *min, const Num *max, int max_places, Num *out, int *places)
{
    int written = 0;
    if (!v->buona) return false;
    Str text = v->t->text;
    if (v->t->kind == TREE_REAL)
        return refuse(l, v, S("un numero con decimali va scritto tra virgolette, per esempio \"4.50\""));
    if (v->t->kind != TREE_TEXT && v->t->kind != TREE_INT)
        return refuse(l, v, S("deve essere un numero, per esempio \"4.50\""));
    if (!num_parse(l->a, text, 15, 9, out, &written))
        return refuse(l, v, str_fmt(l->a, "%.*s%s non è un numero: usare fino a 15 cifre, un punto e fino a 9 decimali",
                                    (int)(text.n < 40 ? text.n : 0), text.n ? text.p : "", text.n < 40 ? "" : "il testo"));
    if (written > max_places)
        return refuse(l, v, str_fmt(l->a, "%.*s ha più di %d decimali", STR_ARG(text), max_places));
    if ((min && num_cmp(*out, *min) < 0) || (max && num_cmp(*out, *max) > 0)) {
        Str low = min ? num_exact(l->a, *min) : S(""), high = max ? num_exact(l->a, *max) : S("");
        return refuse(l, v, min && max ? str_fmt(l->a, "%.*s non è tra %.*s e %.*s", STR_ARG(text), STR_ARG(low), STR_ARG(high))
                                       : str_fmt(l->a, "%.*s è %s di %.*s", STR_ARG(text), min ? "minore" : "maggiore",
                                                 STR_ARG(min ? low : high)));
    }
    if (places) *places = written;
    return true;
}

bool decimale_tra(Lettore *l, Voce *v, int min, int max, Num *out)
{
    Num low = num_int(min), high = num_int(max);
    return decimale(l, v, &low, &high, 9, out, NULL);
}

bool non_negativo(Lettore *l, Voce *v, Num *out)
{
    Num zero = num_int(0);
    return decimale(l, v, &zero, NULL, 9, out, NULL);
}

bool denaro(Lettore *l, Voce *v, Num *out)
{
    Num zero = num_int(0);
    return decimale(l, v, &zero, NULL, 2, out, NULL);
}

bool intero(Lettore *l, Voce *v, int min, int64_t max, int *out)
{
    if (!v->buona) return false;
    if (v->t->kind != TREE_INT) return refuse(l, v, S("deve essere un numero intero senza virgolette"));
    Num n;
    int places;
    int64_t i = 0;
    Str text = v->t->text;
    if (!num_parse(l->a, text, 15, 9, &n, &places) || !num_to_int(l->a, n, &i) || i < min || i > max)
        return refuse(l, v, max == INT64_MAX
                                ? str_fmt(l->a, "%.*s è minore di %d", (int)(text.n < 40 ? text.n : 40), text.p, min)
                                : str_fmt(l->a, "%.*s non è tra %d e %lld", (int)(text.n < 40 ? text.n : 40), text.p, min,
                                          (long long)max));
    *out = i > INT32_MAX ? INT32_MAX : (int)i;
    return true;
}

bool parola(Lettore *l, Voce *v, const char *words, int *out)
{
    if (!testo(l, v)) return false;
    const char *at = words;
    for (int i = 0; at; i++) {
        const char *end = strchr(at, ' ');
        Str word = {at, end ? end - at : (ptrdiff_t)strlen(at)};
        if (str_eq(word, v->t->text)) {
            *out = i;
            return true;
        }
        at = end ? end + 1 : NULL;
    }
    return refuse(l, v, str_fmt(l->a, "valore sconosciuto; quelli ammessi: %s", words));
}

Str identita(Lettore *l, Tree *item, Str base, Indice *ids, ptrdiff_t i, bool *tutti)
{
    Voce v = voce_richiesta(l, item, base, "id");
    bool fine = v.buona && testo(l, &v);
    if (fine) {
        Str id = v.t->text;
        bool controls = false;
        for (ptrdiff_t k = 0; k < id.n;) {
            uint32_t c = utf8_next(id, &k);
            controls = controls || c < 0x20 || (c >= 0x7f && c <= 0x9f);
        }
        if (!id.n || utf8_count(id) > 64 || controls)
            fine = refuse(l, &v, S("da 1 a 64 caratteri, senza caratteri di controllo"));
        else if (!indice_put(l->a, ids, id, i))
            fine = refuse(l, &v, S("identificativo ripetuto: sceglierne un altro"));
    }
    if (!fine) *tutti = false;
    return fine ? v.t->text : S("");
}

Pesi pesi_new(void) { return (Pesi){.somma = num_int(0)}; }

void pesi_add(Lettore *l, Pesi *p, Voce v, Num *out)
{
    if (!v.t) {
        p->assenti++;
        return;
    }
    p->presenti++;
    if (non_negativo(l, &v, out)) {
        p->somma = num_add(l->a, p->somma, *out);
    } else {
        p->rifiutati++;
        *out = (Num){0}; /* not known: nothing may be concluded from it */
    }
}

void pesi_check(Lettore *l, const Pesi *p, Voce list, bool required)
{
    if (p->ignoti) return;
    if (p->assenti && (p->presenti || required))
        rifiuta(l, list.t->at, list.dove, required ? "ogni elemento deve avere un peso" : "alcuni pesi mancano: indicarli tutti o nessuno");
    else if (p->presenti && !p->rifiutati && num_sign(p->somma) == 0)
        rifiuta(l, list.t->at, list.dove, "la somma dei pesi è zero");
}

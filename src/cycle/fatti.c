/* fatti.c - floor 4: the facts of one year, found among the records of a body. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/periodo.h"
#include "cycle/valutazione.h"

static const void *find(const Archivio *arch, EntitaTipo t, const void *key)
{
    Arena scratch = {0};
    const Tabella *table = &arch->tabelle[t];
    const void *found = tabella_find(&scratch, table, record_key(&scratch, table->e, key));
    arena_free(&scratch);
    return found;
}

const NodoVersione *fatti_nodo(const Archivio *arch, Str nodo, int64_t anno)
{
    const NodoVersione *best = NULL;
    for (int64_t v = 1; v <= 99; v++) {
        NodoVersione key = {.nodo = nodo, .anno = anno, .versione = v};
        const NodoVersione *n = find(arch, ENTITA_NODO_VERSIONE, &key);
        if (!n) break; /* versions follow one another: the importer refuses gaps */
        best = n;
    }
    return best;
}

static bool digit(char c) { return c >= '0' && c <= '9'; }

/* Byte order, but runs of digits by their value: 1.2 before 1.10. */
static int natural(Str x, Str y)
{
    ptrdiff_t i = 0, j = 0;
    while (i < x.n && j < y.n) {
        if (digit(x.p[i]) && digit(y.p[j])) {
            ptrdiff_t a = i, b = j;
            while (a < x.n && x.p[a] == '0') a++;
            while (b < y.n && y.p[b] == '0') b++;
            ptrdiff_t p = a, q = b;
            while (p < x.n && digit(x.p[p])) p++;
            while (q < y.n && digit(y.p[q])) q++;
            if (p - a != q - b) return p - a < q - b ? -1 : 1;
            int c = str_cmp(str_sub(x, a, p), str_sub(y, b, q));
            if (c) return c;
            i = p;
            j = q;
        } else if (x.p[i] != y.p[j]) {
            return (unsigned char)x.p[i] < (unsigned char)y.p[j] ? -1 : 1;
        } else {
            i++;
            j++;
        }
    }
    return (x.n - i > y.n - j) - (x.n - i < y.n - j);
}

static int by_family(const void *x, const void *y)
{
    const NodoVersione *a = *(const NodoVersione *const *)x, *b = *(const NodoVersione *const *)y;
    int c = str_cmp(a->padre, b->padre);
    if (!c) c = natural(a->sigla, b->sigla);
    return c ? c : natural(a->nodo, b->nodo);
}

/* First of the family of that parent in a list sorted by parent. */
static ptrdiff_t family(const NodoVersione **v, ptrdiff_t n, Str padre)
{
    ptrdiff_t lo = 0, hi = n;
    while (lo < hi) {
        ptrdiff_t mid = lo + (hi - lo) / 2;
        if (str_cmp(v[mid]->padre, padre) < 0) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

const NodoVersione **fatti_nodi(const Archivio *arch, int64_t anno, Arena *a, ptrdiff_t *n)
{
    ptrdiff_t all, count = 0;
    const NodoVersione *rows = ALL(arch, NodoVersione, NODO_VERSIONE, &all);
    const NodoVersione **v = NEW_N(a, const NodoVersione *, all + 1), **out = NEW_N(a, const NodoVersione *, all + 1);
    for (ptrdiff_t i = 0; i < all; i++) {
        if (rows[i].anno != anno) continue;
        if (count && str_eq(v[count - 1]->nodo, rows[i].nodo)) { /* the table is sorted: versions stand together */
            if (rows[i].versione > v[count - 1]->versione) v[count - 1] = &rows[i];
        } else {
            v[count++] = &rows[i];
        }
    }
    qsort(v, (size_t)count, sizeof *v, by_family);
    ptrdiff_t *stack = NEW_N(a, ptrdiff_t, count + 1), depth = 0, done = 0;
    Str *parents = NEW_N(a, Str, count + 1);
    parents[0] = S("");
    stack[0] = 0;
    depth = 1;
    while (depth) { /* walk down the families */
        ptrdiff_t at = stack[depth - 1];
        if (at < count && str_eq(v[at]->padre, parents[depth - 1])) {
            stack[depth - 1]++;
            out[done++] = v[at];
            if (depth < count) {
                parents[depth] = v[at]->nodo;
                stack[depth] = family(v, count, v[at]->nodo);
                depth++;
            }
        } else {
            depth--;
        }
        if (done > count) break;
    }
    *n = done;
    return out;
}

const Target **fatti_target(const Archivio *arch, Str nodo, int64_t anno, Arena *a, ptrdiff_t *n)
{
    ptrdiff_t all, count = 0;
    const Target *rows = ALL(arch, Target, TARGET, &all);
    LIST(const Target *) found = {0};
    for (ptrdiff_t i = 0; i < all; i++) {
        if (rows[i].anno != anno) continue;
        bool superseded = i + 1 < all && rows[i + 1].anno == anno && str_eq(rows[i + 1].indicatore, rows[i].indicatore);
        if (superseded || !str_eq(rows[i].nodo, nodo)) continue;
        *PUSH(a, &found) = &rows[i];
        count++;
    }
    *n = count;
    return found.items;
}

const Valore *fatti_valore(const Archivio *arch, Str indicatore, int64_t anno, Str periodo)
{
    Valore key = {.indicatore = indicatore, .anno = anno, .periodo = periodo};
    return find(arch, ENTITA_VALORE, &key);
}

const Parametro *fatti_parametro(const Archivio *arch, int64_t anno, Str chiave)
{
    ptrdiff_t n;
    const Parametro *rows = ALL(arch, Parametro, PARAMETRO, &n), *best = NULL;
    for (ptrdiff_t i = 0; i < n; i++)
        if (rows[i].anno == anno && str_eq(rows[i].chiave, chiave) && (!best || date_cmp(rows[i].dal, best->dal) > 0)) best = &rows[i];
    return best;
}

static const char *const livelli[] = {"proposta", "verificata", "rideterminata", "determinata"};

const Semischeda *fatti_semischeda_a(const Archivio *arch, Str id, int64_t anno, int semischeda, Str livello)
{
    int top = 0;
    Date dal;
    Str persona = periodo_persona(id, &dal);
    while (top < 3 && !str_eq(str_of(livelli[top]), livello)) top++;
    for (int l = top; l >= 0; l--) {
        Semischeda key = {.persona = persona, .anno = anno, .livello = str_of(livelli[l]), .semischeda = semischeda, .dal = dal};
        const Semischeda *found = find(arch, ENTITA_SEMISCHEDA, &key);
        if (found) return found;
    }
    return NULL;
}

const Semischeda *fatti_semischeda(const Archivio *arch, Str id, int64_t anno, int semischeda)
{
    return fatti_semischeda_a(arch, id, anno, semischeda, S("determinata"));
}

#define PLACE(what, list, count, text) \
    ptrdiff_t caso_##what(const Caso *c, Str text) \
    { \
        for (ptrdiff_t i = 0; i < c->count; i++) \
            if (str_eq(c->list[i].id, text)) return i; \
        return -1; \
    }
PLACE(nodo, albero, n_albero, codice)
PLACE(gruppo, gruppi, n_gruppi, codice)
PLACE(persona, premi.persone, premi.n_persone, persona)

/* A person with several sheets stands as CODE@FROM: the first of them is found by the code alone. */
static bool same_person(Str id, Str persona)
{
    return str_eq(id, persona) || (id.n > persona.n && str_starts(id, persona) && id.p[persona.n] == '@');
}

ptrdiff_t caso_dirigente(const Caso *c, Str persona)
{
    for (ptrdiff_t i = 0; i < c->n_dirigenti; i++)
        if (same_person(c->dirigenti[i].id, persona)) return i;
    return -1;
}

ptrdiff_t caso_posizione(const Caso *c, Str persona)
{
    for (ptrdiff_t i = 0; i < c->n_posizioni; i++)
        if (same_person(c->posizioni[i].id, persona)) return i;
    return -1;
}

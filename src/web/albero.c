/* albero.c - floor 6: which nodes of a year somebody may see, and how each stands. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/albero.h"

#include "redazione/parole.h"

/* -- how a node stands */
static const struct { Tono tono; const char *codice, *parola; } stati[NODO_STATI] = {
    [NODO_RAGGIUNTO] = {TONO_BENE, "raggiunto", N_("raggiunto")},
    [NODO_QUASI] = {TONO_ATTENZIONE, "quasi_raggiunto", N_("quasi raggiunto")},
    [NODO_LONTANO] = {TONO_MALE, "non_raggiunto", N_("non raggiunto")},
    [NODO_NON_RILEVATO] = {TONO_NEUTRO, "non_rilevato", N_("non rilevato")},
    [NODO_NON_COMPUTABILE] = {TONO_NEUTRO, "non_computabile", N_("non computabile")},
};

Tono nodo_tono(NodoStato s) { return stati[s].tono; }
Str nodo_parola(Lingua l, NodoStato s) { return tr_str(l, str_of(stati[s].parola)); }
Str nodo_stato_codice(NodoStato s) { return str_of(stati[s].codice); }

bool nodo_stato_by_codice(Str codice, NodoStato *out)
{
    for (int i = 0; i < NODO_STATI; i++)
        if (str_eq(codice, str_of(stati[i].codice))) {
            *out = (NodoStato)i;
            return true;
        }
    return false;
}

Num nodo_soglia(const Archivio *arch, int64_t anno, Arena *a)
{
    Num x;
    const Parametro *p = fatti_parametro(arch, anno, S("relazione.soglia_scostamento"));
    return p && num_parse(a, p->valore, 3, 2, &x, NULL) ? x : num_int(10);
}

NodoStato nodo_stato(Num percentuale, Num soglia)
{
    Arena scratch = {0};
    NodoStato s = NODO_NON_RILEVATO;
    if (num_is(percentuale)) {
        Num missing = num_sub(&scratch, num_int(100), percentuale);
        s = num_sign(missing) <= 0 ? NODO_RAGGIUNTO : num_cmp(missing, soglia) <= 0 ? NODO_QUASI : NODO_LONTANO;
    }
    arena_free(&scratch);
    return s;
}

/* -- codes found again: trees of thousands of nodes are walked once */
typedef struct Indice { ptrdiff_t *slots; ptrdiff_t cap; } Indice;

static Indice index_new(Arena *a, ptrdiff_t n)
{
    Indice x = {.cap = 16};
    while (x.cap < 2 * n) x.cap *= 2;
    x.slots = NEW_N(a, ptrdiff_t, x.cap); /* 0 = free, else place + 1 */
    return x;
}

static ptrdiff_t *slot(const Indice *x, const Alberatura *t, Str code)
{
    ptrdiff_t at = (ptrdiff_t)(str_hash(code) & (uint64_t)(x->cap - 1));
    while (x->slots[at] && !str_eq(t->rami[x->slots[at] - 1].versione->nodo, code)) at = (at + 1) & (x->cap - 1);
    return &x->slots[at];
}

static Ramo *ramo(const Indice *x, const Alberatura *t, Str code)
{
    ptrdiff_t found = code.n ? *slot(x, t, code) : 0;
    return found ? &t->rami[found - 1] : NULL;
}

/* -- the tree */
static void results(Ramo *r, const Valutazione *v, Num soglia, ptrdiff_t *guess)
{
    r->stato = NODO_NON_RILEVATO;
    if (!v || !v->sistema || !v->caso.ha_albero) return;
    const Caso *c = &v->caso;
    ptrdiff_t i = *guess < c->n_albero && str_eq(c->albero[*guess].id, r->versione->nodo)
                      ? *guess
                      : caso_nodo(c, r->versione->nodo);
    if (i < 0) return;
    *guess = i + 1;
    r->caso = &c->albero[i];
    r->esito = &v->esito.albero[i];
    r->stato = nodo_stato(r->esito->risultato, soglia);
    for (ptrdiff_t k = 0; k < r->caso->n_indicatori; k++)
        r->raggiunti += num_is(r->esito->percentuali[k]) && num_cmp(r->esito->percentuali[k], num_int(100)) >= 0;
}

static void contributions(Alberatura *t, const Indice *x, const Archivio *arch, int64_t anno, Arena *a)
{
    ptrdiff_t n;
    const Apporto *rows = ALL(arch, Apporto, APPORTO, &n);
    for (ptrdiff_t i = 0; i < n; i++) {
        Ramo *r = rows[i].anno == anno ? ramo(x, t, rows[i].nodo) : NULL;
        if (r && !str_eq(rows[i].unita, r->versione->unita)) *PUSH(a, &r->apporti) = rows[i].unita;
    }
}

static bool may_see(const Alberatura *t, const Ramo *r, AlberoPuo puo)
{
    if (t->tutto) return true;
    if (!r->versione->unita.n && !r->apporti.n) return r->padre >= 0 && t->rami[r->padre].visibile;
    bool yes = r->versione->unita.n && puo.unita(puo.chi, r->versione->unita);
    for (ptrdiff_t i = 0; i < r->apporti.n && !yes; i++) yes = puo.unita(puo.chi, r->apporti.items[i]);
    return yes;
}

/* From the leaves up: ends of subtrees, indicators reached, what cannot be computed. */
static void sums(Alberatura *t)
{
    for (ptrdiff_t i = 0; i < t->n; i++) t->rami[i].fine = i + 1;
    for (ptrdiff_t i = t->n - 1; i >= 0; i--) {
        Ramo *r = &t->rami[i];
        if (r->padre >= 0) {
            Ramo *up = &t->rami[r->padre];
            if (up->fine < r->fine) up->fine = r->fine;
            up->raggiunti += r->raggiunti;
        }
        if (!r->esito || num_is(r->esito->risultato) || r->esito->previsti) continue;
        for (ptrdiff_t k = i; k < r->fine; k++) /* what was there to be measured cannot be */
            if (t->rami[k].caso && t->rami[k].caso->n_indicatori) r->stato = NODO_NON_COMPUTABILE;
    }
}

/* What the flags `trovato` say, told to all above. */
static void spread(Alberatura *t)
{
    t->trovati = 0;
    for (ptrdiff_t i = 0; i < t->n; i++) {
        t->rami[i].mostrato = t->rami[i].trovato;
        t->rami[i].sotto = 0;
        t->trovati += t->rami[i].trovato;
    }
    for (ptrdiff_t i = t->n - 1; i >= 0; i--) {
        Ramo *r = &t->rami[i];
        if (r->padre < 0) continue;
        t->rami[r->padre].mostrato |= r->mostrato;
        t->rami[r->padre].sotto += r->sotto + r->trovato;
    }
}

void alberatura(const Archivio *arch, const Valutazione *v, int64_t anno, bool tutto, AlberoPuo puo, Arena *a,
                Alberatura *out)
{
    ptrdiff_t n, guess = 0;
    const NodoVersione **nodes = fatti_nodi(arch, anno, a, &n);
    Alberatura *t = out;
    *t = (Alberatura){.n = n, .rami = NEW_N(a, Ramo, n + 1), .tutto = tutto, .soglia = nodo_soglia(arch, anno, a)};
    Indice x = index_new(a, n);
    for (ptrdiff_t i = 0; i < n; i++) {
        Ramo *r = &t->rami[i];
        r->versione = nodes[i];
        r->livello = nodo_livello(arch, nodes[i]->nodo);
        *slot(&x, t, nodes[i]->nodo) = i + 1;
        const Ramo *up = ramo(&x, t, nodes[i]->padre);
        r->padre = up ? up - t->rami : -1;
        r->profondita = up ? up->profondita + 1 : 0;
        results(r, v, t->soglia, &guess);
    }
    contributions(t, &x, arch, anno, a);
    for (ptrdiff_t i = 0; i < n; i++) {
        Ramo *r = &t->rami[i];
        r->visibile = r->trovato = may_see(t, r, puo);
        t->visibili += r->visibile;
    }
    sums(t);
    spread(t);
}

/* -- what is asked for */
bool filtro_vuoto(const AlberoFiltro *f) { return !f->unita.n && !f->priorita.n && f->stato == NODO_STATI; }

static Str unit_parent(const Archivio *arch, Str unit)
{
    ptrdiff_t n;
    const Unita *u = ALL(arch, Unita, UNITA, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(u[i].codice, unit)) return u[i].padre;
    return S("");
}

/* Is the unit `top` or below it; a ring of units ends. */
static bool unit_below(const Archivio *arch, Str unit, Str top)
{
    for (int level = 0; unit.n && level < 64; level++, unit = unit_parent(arch, unit))
        if (str_eq(unit, top)) return true;
    return false;
}

static bool of_unit(const Archivio *arch, const Ramo *r, Str top)
{
    bool yes = unit_below(arch, r->versione->unita, top);
    for (ptrdiff_t i = 0; i < r->apporti.n && !yes; i++) yes = unit_below(arch, r->apporti.items[i], top);
    return yes;
}

void alberatura_filtra(Alberatura *t, const Archivio *arch, const AlberoFiltro *f)
{
    Str root = S("");
    for (ptrdiff_t i = 0; i < t->n; i++) {
        Ramo *r = &t->rami[i];
        if (r->padre < 0) root = r->versione->nodo;
        r->trovato = r->visibile && (!f->priorita.n || str_eq(root, f->priorita)) &&
                     (f->stato == NODO_STATI || r->stato == f->stato) && (!f->unita.n || of_unit(arch, r, f->unita));
    }
    spread(t);
}

ptrdiff_t alberatura_nodo(const Alberatura *t, Str nodo)
{
    for (ptrdiff_t i = 0; i < t->n; i++)
        if (str_eq(t->rami[i].versione->nodo, nodo)) return i;
    return -1;
}

int alberatura_fondo(const Alberatura *t, ptrdiff_t from, ptrdiff_t to, ptrdiff_t quanti)
{
    int top = from < to ? t->rami[from].profondita : 0, deepest = top;
    for (ptrdiff_t i = from; i < to; i++)
        if (t->rami[i].mostrato && t->rami[i].profondita > deepest) deepest = t->rami[i].profondita;
    for (; deepest > top; deepest--) {
        ptrdiff_t shown = 0;
        for (ptrdiff_t i = from; i < to; i++) shown += t->rami[i].mostrato && t->rami[i].profondita <= deepest;
        if (shown <= quanti) break;
    }
    return deepest;
}

/* -- words */
Str nodo_etichetta(Arena *a, const NodoVersione *v)
{
    return v->sigla.n ? str_fmt(a, "%.*s %.*s", STR_ARG(v->sigla), STR_ARG(v->titolo)) : v->titolo;
}

Str nodo_livello(const Archivio *arch, Str nodo)
{
    Arena scratch = {0};
    const Tabella *t = &arch->tabelle[ENTITA_NODO];
    const Nodo *x = t->n ? tabella_find(&scratch, t, record_key(&scratch, t->e, &(Nodo){.codice = nodo})) : NULL;
    arena_free(&scratch);
    return x ? x->livello : S("");
}

Str valore_parole(Arena *a, Num valore, Str unita_misura)
{
    if (!num_is(valore)) return S("");
    Str n = numero(a, valore);
    /* "n." says only that it is a count */
    return !unita_misura.n || str_eq(unita_misura, S("n."))
               ? n
               : str_fmt(a, "%.*s\u00a0%.*s", STR_ARG(n), STR_ARG(unita_misura));
}

Str target_parole(Arena *a, Str operatore, Num target, Str unita_misura)
{
    if (!num_is(target)) return S("");
    const char *sign = str_eq(operatore, S(">="))   ? "\u2265\u00a0"
                       : str_eq(operatore, S("<=")) ? "\u2264\u00a0"
                                                    : "=\u00a0";
    return str_fmt(a, "%s%.*s", sign, STR_ARG(valore_parole(a, target, unita_misura)));
}

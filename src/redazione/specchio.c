/* specchio.c - floor 6: the frozen Plan and what became of it, node by node. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "redazione/specchio.h"

static const void *find(const Archivio *arch, EntitaTipo t, const void *key)
{
    Arena scratch = {0};
    const Tabella *table = &arch->tabelle[t];
    const void *found = table->n ? tabella_find(&scratch, table, record_key(&scratch, table->e, key)) : NULL;
    arena_free(&scratch);
    return found;
}

static const void *find_key(const Archivio *arch, EntitaTipo t, Str key)
{
    Arena scratch = {0};
    const void *found = arch->tabelle[t].n ? tabella_find(&scratch, &arch->tabelle[t], key) : NULL;
    arena_free(&scratch);
    return found;
}

static const Edizione *piano_approvato(const Archivio *arch, int64_t anno)
{
    ptrdiff_t n;
    const Edizione *rows = ALL(arch, Edizione, EDIZIONE, &n), *best = NULL;
    for (ptrdiff_t i = 0; i < n; i++) {
        if (rows[i].anno != anno || !str_eq(rows[i].documento, S("piano")) || !rows[i].atto.n) continue;
        if (!best || rows[i].edizione > best->edizione) best = &rows[i];
    }
    return best;
}

static bool digit(char c) { return c >= '0' && c <= '9'; }

/* Byte order, but runs of digits by their value: 1.2 before 1.10. */
static int natural(Str x, Str y)
{
    ptrdiff_t i = 0, j = 0;
    while (i < x.n && j < y.n) {
        if (!digit(x.p[i]) || !digit(y.p[j])) {
            int c = (unsigned char)x.p[i++] - (unsigned char)y.p[j++];
            if (c) return c;
            continue;
        }
        while (i < x.n && x.p[i] == '0') i++;
        while (j < y.n && y.p[j] == '0') j++;
        ptrdiff_t p = i, q = j;
        while (p < x.n && digit(x.p[p])) p++;
        while (q < y.n && digit(y.p[q])) q++;
        if (p - i != q - j) return p - i < q - j ? -1 : 1;
        int c = str_cmp(str_sub(x, i, p), str_sub(y, j, q));
        if (c) return c;
        i = p;
        j = q;
    }
    return (x.n - i > y.n - j) - (x.n - i < y.n - j);
}

/* ---- nodes and targets of the edition ---- */

typedef struct Raccolta {
    const NodoVersione **nodi;   /* by parent, sigla, code */
    ptrdiff_t n_nodi;
    const Target **target;       /* by node, weightiest first is not wanted: by indicator */
    ptrdiff_t n_target;
} Raccolta;

static int by_family(const void *x, const void *y)
{
    const NodoVersione *a = *(const NodoVersione *const *)x, *b = *(const NodoVersione *const *)y;
    int c = str_cmp(a->padre, b->padre);
    if (!c) c = natural(a->sigla, b->sigla);
    return c ? c : natural(a->nodo, b->nodo);
}

static int by_node(const void *x, const void *y)
{
    const Target *a = *(const Target *const *)x, *b = *(const Target *const *)y;
    int c = str_cmp(a->nodo, b->nodo);
    return c ? c : natural(a->indicatore, b->indicatore);
}

static void raccogli(Specchio *s, Arena *a, Raccolta *out)
{
    ptrdiff_t n;
    const Archivio *arch = s->v->arch;
    const EdizioneVoce *rows = ALL(arch, EdizioneVoce, EDIZIONE_VOCE, &n);
    *out = (Raccolta){NEW_N(a, const NodoVersione *, n + 1), 0, NEW_N(a, const Target *, n + 1), 0};
    for (ptrdiff_t i = 0; i < n; i++) {
        const EdizioneVoce *r = &rows[i];
        if (r->anno != s->piano->anno || r->edizione != s->piano->edizione ||
            !str_eq(r->documento, s->piano->documento))
            continue;
        bool node = str_eq(r->entita, S("nodi_versioni"));
        const void *found = find_key(arch, node ? ENTITA_NODO_VERSIONE : ENTITA_TARGET, r->chiave);
        if (!found) *PUSH(a, &s->assenti) = str_fmt(a, "%.*s %.*s", STR_ARG(r->entita), STR_ARG(r->chiave));
        else if (node) out->nodi[out->n_nodi++] = found;
        else out->target[out->n_target++] = found;
    }
    qsort(out->nodi, (size_t)out->n_nodi, sizeof *out->nodi, by_family);
    qsort(out->target, (size_t)out->n_target, sizeof *out->target, by_node);
}

/* ---- one indicator ---- */

static bool migliore(Str operatore, int compared)
{
    if (str_eq(operatore, S(">="))) return compared > 0;
    if (str_eq(operatore, S("<="))) return compared < 0;
    return false;
}

static void confronta(const Specchio *s, Arena *a, SpecchioMisura *m)
{
    if (!m->valore || !num_is(m->valore->valore)) return;
    m->differenza = num_sub(a, m->valore->valore, m->target->target);
    int compared = num_sign(m->differenza), sign = num_sign(m->target->target);
    m->favorevole = m->indicatore && migliore(m->indicatore->operatore, compared);
    if (!sign) {
        m->oltre = compared != 0; /* no percentage of zero: any deviation wants its reason */
        return;
    }
    Num size = sign < 0 ? num_neg(a, m->target->target) : m->target->target;
    m->scostamento = num_div(a, num_mul(a, num_int(100), m->differenza), size);
    Num width = compared < 0 ? num_neg(a, m->scostamento) : m->scostamento;
    m->oltre = num_cmp(width, s->soglia) > 0;
}

static SpecchioMisura misura(const Specchio *s, Arena *a, const Target *t, const CasoNodo *k, const EsitoNodo *e)
{
    const Archivio *arch = s->v->arch;
    SpecchioMisura m = {.target = t, .disallineata = true};
    m.indicatore = find(arch, ENTITA_INDICATORE, &(Indicatore){.codice = t->indicatore});
    m.valore = fatti_valore(arch, t->indicatore, s->v->anno, S("finale"));
    confronta(s, a, &m);
    for (ptrdiff_t i = 0; k && i < k->n_indicatori; i++) {
        if (!str_eq(k->indicatori[i].id, t->indicatore)) continue;
        m.percentuale = e->percentuali[i];
        m.disallineata = !num_is(k->indicatori[i].target) || !num_eq(k->indicatori[i].target, t->target);
    }
    Str stato = m.valore ? m.valore->stato : S("");
    if (str_eq(stato, S("non_computabile"))) m.esito = MISURA_NON_COMPUTABILE;
    else if (!num_is(m.differenza)) m.esito = MISURA_NON_RILEVATA;
    else if (num_is(m.percentuale) && num_cmp(m.percentuale, num_int(100)) < 0) m.esito = MISURA_NON_RAGGIUNTA;
    else if (!num_is(m.percentuale) && !m.favorevole && num_sign(m.differenza)) m.esito = MISURA_NON_RAGGIUNTA;
    else m.esito = MISURA_RAGGIUNTA;
    return m;
}

static bool ha_motivo(const SpecchioMisura *m) { return m->valore && str_trim(m->valore->motivo).n > 0; }

bool misura_senza_motivo(const SpecchioMisura *m)
{
    bool nothing = m->esito == MISURA_NON_RILEVATA || m->esito == MISURA_NON_COMPUTABILE;
    return (nothing || m->oltre) && !ha_motivo(m);
}

bool grado_diverso(const SpecchioNodo *k)
{
    if (!k->grado || !num_is(k->grado->grado_dirigente)) return false;
    Num computed = k->esito && num_is(k->esito->risultato) ? k->esito->risultato : k->grado->grado_pec;
    return num_is(computed) && !num_eq(k->grado->grado_dirigente, computed);
}

/* ---- the tree ---- */

static ptrdiff_t first_of(const Raccolta *r, Str padre)
{
    ptrdiff_t lo = 0, hi = r->n_nodi;
    while (lo < hi) {
        ptrdiff_t mid = lo + (hi - lo) / 2;
        if (str_cmp(r->nodi[mid]->padre, padre) < 0) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

static void misure_di(const Specchio *s, Arena *a, const Raccolta *r, ptrdiff_t place, SpecchioNodo *k)
{
    ptrdiff_t lo = 0, hi = r->n_target;
    while (lo < hi) {
        ptrdiff_t mid = lo + (hi - lo) / 2;
        if (str_cmp(r->target[mid]->nodo, k->versione->nodo) < 0) lo = mid + 1;
        else hi = mid;
    }
    ptrdiff_t end = lo;
    while (end < r->n_target && str_eq(r->target[end]->nodo, k->versione->nodo)) end++;
    k->misure = NEW_N(a, SpecchioMisura, end - lo + 1);
    for (ptrdiff_t i = lo; i < end; i++)
        k->misure[k->n_misure++] = misura(s, a, r->target[i], place >= 0 ? &s->v->caso.albero[place] : NULL, k->esito);
}

typedef struct Salita { const Raccolta *r; bool *fatti, *in_caso; } Salita;

/* Adds node i of the collection and all below it. A node met twice (a circle) is not entered again. */
static void aggiungi(Specchio *s, Arena *a, Salita *w, ptrdiff_t i, ptrdiff_t padre, int depth)
{
    if (w->fatti[i]) return;
    w->fatti[i] = true;
    ptrdiff_t me = s->n++;
    SpecchioNodo *k = &s->nodi[me];
    const NodoVersione *v = w->r->nodi[i];
    const Nodo *node = find(s->v->arch, ENTITA_NODO, &(Nodo){.codice = v->nodo});
    ptrdiff_t place = s->v->caso.ha_albero ? caso_nodo(&s->v->caso, v->nodo) : -1;
    if (place >= 0) w->in_caso[place] = true;
    *k = (SpecchioNodo){.versione = v, .livello = node ? node->livello : S(""), .padre = padre, .profondita = depth,
                        .esito = place >= 0 ? &s->v->esito.albero[place] : NULL,
                        .grado = find(s->v->arch, ENTITA_GRADO, &(Grado){.nodo = v->nodo, .anno = s->v->anno})};
    misure_di(s, a, w->r, place, k);
    for (ptrdiff_t j = first_of(w->r, v->nodo); j < w->r->n_nodi && str_eq(w->r->nodi[j]->padre, v->nodo); j++)
        aggiungi(s, a, w, j, me, depth + 1);
    k->fine = s->n;
}

static bool nel_piano(const Raccolta *r, Str nodo)
{
    for (ptrdiff_t i = 0; i < r->n_nodi; i++)
        if (str_eq(r->nodi[i]->nodo, nodo)) return true;
    return false;
}

/* Targets of nodes that the edition lacks would otherwise vanish. */
static void target_orfani(Specchio *s, Arena *a, const Raccolta *r)
{
    for (ptrdiff_t i = 0; i < r->n_target; i++)
        if ((!i || !str_eq(r->target[i]->nodo, r->target[i - 1]->nodo)) && !nel_piano(r, r->target[i]->nodo))
            *PUSH(a, &s->assenti) = str_fmt(a, "nodi_versioni di %.*s, a cui appartiene il target di %.*s",
                                            STR_ARG(r->target[i]->nodo), STR_ARG(r->target[i]->indicatore));
}

static bool is_root(const Specchio *s, Str nodo)
{
    for (ptrdiff_t i = 0; i < s->n; i = s->nodi[i].fine)
        if (str_eq(s->nodi[i].versione->nodo, nodo)) return true;
    return false;
}

/* The rules computed the body from the nodes of the year; the Plan's own roots may be others, or weigh otherwise. */
static void risultato_ente(Specchio *s, Arena *a)
{
    const Caso *c = &s->v->caso;
    if (c->ha_ente) s->risultato = s->v->esito.ente.esatto;
    ptrdiff_t roots = 0, same = 0;
    for (ptrdiff_t i = 0; c->ha_albero && i < c->n_albero; i++) roots += c->albero[i].padre < 0;
    for (ptrdiff_t i = 0; i < s->n; i = s->nodi[i].fine) {
        const NodoVersione *v = s->nodi[i].versione;
        ptrdiff_t k = c->ha_albero ? caso_nodo(c, v->nodo) : -1;
        bool known = k >= 0 && c->albero[k].padre < 0 && num_is(v->peso) == num_is(c->albero[k].peso) &&
                     (!num_is(v->peso) || num_eq(v->peso, c->albero[k].peso));
        if (known) same++;
        else *PUSH(a, &s->radici_diverse) = v->nodo;
    }
    for (ptrdiff_t i = 0; same < roots && c->ha_albero && i < c->n_albero; i++)
        if (c->albero[i].padre < 0 && !is_root(s, c->albero[i].id)) *PUSH(a, &s->radici_diverse) = c->albero[i].id;
}

SpecchioConti specchio_conti(const Specchio *s, ptrdiff_t from, ptrdiff_t to)
{
    SpecchioConti c = {0};
    for (ptrdiff_t i = from; i < to; i++) {
        const SpecchioNodo *k = &s->nodi[i];
        c.nodi++;
        c.nodi_con_risultato += k->esito && num_is(k->esito->risultato);
        if (grado_diverso(k)) {
            c.gradi_diversi++;
            c.gradi_senza_motivo += !str_trim(k->grado->motivo).n;
        }
        for (ptrdiff_t j = 0; j < k->n_misure; j++) {
            const SpecchioMisura *m = &k->misure[j];
            c.misure++;
            c.raggiunte += m->esito == MISURA_RAGGIUNTA;
            c.non_raggiunte += m->esito == MISURA_NON_RAGGIUNTA;
            c.non_rilevate += m->esito == MISURA_NON_RILEVATA;
            c.non_computabili += m->esito == MISURA_NON_COMPUTABILE;
            bool nothing = m->esito == MISURA_NON_RILEVATA || m->esito == MISURA_NON_COMPUTABILE;
            c.senza_valore_senza_motivo += nothing && !ha_motivo(m);
            c.oltre_favorevoli += m->oltre && m->favorevole;
            c.oltre_sfavorevoli += m->oltre && !m->favorevole;
            c.favorevoli_senza_motivo += m->oltre && m->favorevole && !ha_motivo(m);
            c.sfavorevoli_senza_motivo += m->oltre && !m->favorevole && !ha_motivo(m);
            c.disallineate += m->disallineata;
        }
    }
    return c;
}

Err specchio_build(const Valutazione *v, Num soglia, Arena *a, Specchio *out, Difetti *d)
{
    *out = (Specchio){.v = v, .soglia = soglia, .piano = piano_approvato(v->arch, v->anno)};
    if (!out->piano) {
        difetto(d, 0, str_fmt(a, "edizioni piano/%lld", (long long)v->anno),
                "nessuna edizione del Piano ha un atto di approvazione: registrarla, poi rifare la Relazione");
        return E_ATTO;
    }
    const Parametro *p = fatti_parametro(v->arch, v->anno, S("relazione.soglia_scostamento"));
    if (!num_is(out->soglia) && p && !num_parse(a, p->valore, 3, 2, &out->soglia, NULL))
        difetto(d, 0, S("parametri relazione.soglia_scostamento"), "non è una percentuale: scriverla come 10 o 7.5");
    if (!num_is(out->soglia)) out->soglia = num_int(10);
    Raccolta r;
    raccogli(out, a, &r);
    Salita w = {&r, NEW_N(a, bool, r.n_nodi + 1), NEW_N(a, bool, v->caso.n_albero + 1)};
    out->nodi = NEW_N(a, SpecchioNodo, r.n_nodi + 1);
    for (ptrdiff_t i = 0; i < r.n_nodi; i++)
        if (!r.nodi[i]->padre.n || !nel_piano(&r, r.nodi[i]->padre)) aggiungi(out, a, &w, i, -1, 0);
    for (ptrdiff_t i = 0; i < r.n_nodi; i++) aggiungi(out, a, &w, i, -1, 0); /* left over: parents in a circle */
    for (ptrdiff_t i = 0; v->caso.ha_albero && i < v->caso.n_albero; i++)
        if (!w.in_caso[i]) *PUSH(a, &out->fuori_piano) = v->caso.albero[i].id;
    target_orfani(out, a, &r);
    risultato_ente(out, a);
    out->conti = specchio_conti(out, 0, out->n);
    return d->lista.n ? E_DATI : OK;
}

/* sistema_effetti.c - floor 6: one year under two rulebooks: whose score, band and pay change, with totals. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "redazione/sistema_confronto.h"

typedef struct Penna {
    const SistemaConfronto *x;
    const Valutazione *v[2];   /* before, after */
    Documento *d;
    Arena *a;
} Penna;

/* "Cognome Nome (M012)"; of several sheets of a person the id says from when. */
static Str person(const Penna *p, Str id)
{
    ptrdiff_t n, at = str_find(id, '@');
    Str code = at < 0 ? id : str_sub(id, 0, at);
    const Persona *all = ALL(p->x->arch, Persona, PERSONA, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(all[i].codice, code))
            return str_fmt(p->a, "%.*s %.*s (%.*s)", STR_ARG(all[i].cognome), STR_ARG(all[i].nome), STR_ARG(id));
    return id;
}

static Str score(const Penna *p, int way, Num x)
{
    Stampa how = p->v[way]->sistema->punteggi;
    return num_is(x) ? num_italian(p->a, num_round(p->a, x, how.cifre, how.modo), how.cifre) : S("non calcolato");
}

static Str money(const Penna *p, Num x) { return num_is(x) ? euro(p->a, x) : S("–"); }

/* What one gains or loses; absent where one of the two is. */
static Num gain(const Penna *p, Num before, Num after)
{
    return num_is(before) && num_is(after) ? num_sub(p->a, after, before) : (Num){0};
}

static bool same(Num x, Num y) { return num_is(x) == num_is(y) && (!num_is(x) || num_eq(x, y)); }

typedef struct Conto { ptrdiff_t tutti, cambiati, piu, meno; Num prima, dopo; } Conto;

static Conto conto(void) { return (Conto){.prima = num_int(0), .dopo = num_int(0)}; }

static void count(const Penna *p, Conto *c, Num before, Num after, bool changed)
{
    c->tutti++;
    c->cambiati += changed;
    if (num_is(before)) c->prima = num_add(p->a, c->prima, before);
    if (num_is(after)) c->dopo = num_add(p->a, c->dopo, after);
    Num d = gain(p, before, after);
    if (num_is(d)) c->piu += num_sign(d) > 0, c->meno += num_sign(d) < 0;
}

static void told(const Penna *p, const Conto *c)
{
    capoverso_fmt(
        p->d, "Su %.*s il risultato cambia per %.*s: %.*s di più, %.*s di meno. In tutto da %.*s a %.*s euro (%.*s).",
        STR_ARG(quanti(p->a, c->tutti, "scheda", "schede")), STR_ARG(numero_intero(p->a, c->cambiati)),
        STR_ARG(quanti(p->a, c->piu, "prenderebbe", "prenderebbero")), STR_ARG(numero_intero(p->a, c->meno)),
        STR_ARG(euro(p->a, c->prima)), STR_ARG(euro(p->a, c->dopo)),
        STR_ARG(numero_segno(p->a, num_sub(p->a, c->dopo, c->prima), 2)));
}

/* One who has a score and a pay, whatever he is. */
typedef struct Uno { Str id; Num punteggio, paga; } Uno;
typedef struct Gente { Uno *items; ptrdiff_t n, cap; } Gente;

static Gente managers(const Penna *p, int way)
{
    Gente out = {0};
    const Valutazione *v = p->v[way];
    for (ptrdiff_t i = 0; i < v->caso.n_dirigenti; i++)
        *PUSH(p->a, &out) =
            (Uno){v->caso.dirigenti[i].id, v->esito.dirigenti[i].totale, v->esito.dirigenti[i].retribuzione};
    return out;
}

static Gente officers(const Penna *p, int way)
{
    Gente out = {0};
    const Valutazione *v = p->v[way];
    for (ptrdiff_t i = 0; i < v->caso.n_posizioni; i++)
        *PUSH(p->a, &out) =
            (Uno){v->caso.posizioni[i].id, v->esito.posizioni[i].indice, v->esito.posizioni[i].retribuzione};
    return out;
}

static const Uno *who(const Gente *g, Str id)
{
    static const Uno nobody = {0};
    for (ptrdiff_t i = 0; i < g->n; i++)
        if (str_eq(g->items[i].id, id)) return &g->items[i];
    return &nobody;
}

static void scores(const Penna *p, const char *title, const char *what, Gente (*of)(const Penna *, int))
{
    Gente g[2] = {of(p, 0), of(p, 1)};
    if (!g[0].n && !g[1].n) return;
    DocTabella *t = NULL;
    Conto c = conto();
    doc_heading(p->d, 3, str_of(title), S(""));
    for (int way = 0; way < 2; way++)
        for (ptrdiff_t i = 0; i < g[way].n; i++) {
            Str id = g[way].items[i].id;
            const Uno *x = who(&g[0], id), *y = who(&g[1], id);
            if (way && x->id.n) continue; /* told already */
            bool changed = !same(x->punteggio, y->punteggio) || !same(x->paga, y->paga);
            count(p, &c, x->paga, y->paga, changed);
            if (!changed) continue;
            if (!t) {
                t = doc_table(p->d, str_fmt(p->a, "%s: chi cambia", title), S(""));
                colonne(t, "cnnnnn", "Persona", str_c(p->a, str_fmt(p->a, "%s prima", what)),
                        str_c(p->a, str_fmt(p->a, "%s dopo", what)), "Euro prima", "Euro dopo", "Differenza");
            }
            Num d = gain(p, x->paga, y->paga);
            ROW(t, person(p, id), score(p, 0, x->punteggio), score(p, 1, y->punteggio), money(p, x->paga),
                money(p, y->paga), num_is(d) ? numero_segno(p->a, d, 2) : S("–"));
        }
    told(p, &c);
}

/* ---- staff ---- */

static Str bands(const Penna *p, int way, ptrdiff_t i)
{
    const Valutazione *v = p->v[way];
    const EsitoPersona *e = &v->esito.premi.persone[i];
    return str_fmt(p->a, "%.*s e %.*s", STR_ARG(v->sistema->fasce[e->fascia[0]].nome),
                   STR_ARG(v->sistema->fasce[e->fascia[1]].nome));
}

static Num pay(const Penna *p, int way, ptrdiff_t i)
{
    return num_ratio(p->a, persona_cent(&p->v[way]->esito.premi.persone[i]), 100);
}

static void staff(const Penna *p)
{
    const CasoPremi *one = &p->v[0]->caso.premi, *two = &p->v[1]->caso.premi;
    if (!one->n_persone && !two->n_persone) return;
    DocTabella *t = NULL;
    Conto c = conto();
    ptrdiff_t moved = 0;
    doc_heading(p->d, 3, S("Personale"), S(""));
    for (ptrdiff_t i = 0; i < one->n_persone; i++) {
        ptrdiff_t k = caso_persona(&p->v[1]->caso, one->persone[i].id);
        Num x = pay(p, 0, i), y = k < 0 ? (Num){0} : pay(p, 1, k);
        Str before = bands(p, 0, i), after = k < 0 ? S("non calcolato") : bands(p, 1, k);
        bool changed = !same(x, y) || !str_eq(before, after);
        moved += !str_eq(before, after);
        count(p, &c, x, y, changed);
        if (!changed) continue;
        if (!t) {
            t = doc_table(p->d, S("Personale: chi cambia"), S(""));
            colonne(t, "cttnnn", "Persona", "Fasce prima", "Fasce dopo", "Euro prima", "Euro dopo", "Differenza");
        }
        Num d = gain(p, x, y);
        ROW(t, person(p, one->persone[i].id), before, after, money(p, x), money(p, y),
            num_is(d) ? numero_segno(p->a, d, 2) : S("–"));
    }
    for (ptrdiff_t k = 0; k < two->n_persone; k++) {
        if (caso_persona(&p->v[0]->caso, two->persone[k].id) >= 0) continue;
        count(p, &c, (Num){0}, pay(p, 1, k), true);
        if (!t)
            t = doc_table(p->d, S("Personale: chi cambia"), S("")),
            colonne(t, "cttnnn", "Persona", "Fasce prima", "Fasce dopo", "Euro prima", "Euro dopo", "Differenza");
        ROW(t, person(p, two->persone[k].id), S("non calcolato"), bands(p, 1, k), S("–"), money(p, pay(p, 1, k)),
            S("–"));
    }
    told(p, &c);
    if (moved) capoverso_fmt(p->d, "Cambiano fascia %.*s.", STR_ARG(quanti(p->a, moved, "persona", "persone")));
    capoverso_fmt(p->d, "Del fondo non si distribuiscono %.*s euro; prima %.*s.",
                  STR_ARG(euro_cent(p->a, p->v[1]->esito.premi.non_distribuito_cent)),
                  STR_ARG(euro_cent(p->a, p->v[0]->esito.premi.non_distribuito_cent)));
}

static const char *group_words(const EsitoGruppo *e)
{
    return e->esito == GRUPPO_CONFORME ? "conforme" : e->esito == GRUPPO_DEROGA ? "in deroga" : "non conforme";
}

static void groups(const Penna *p)
{
    DocTabella *t = NULL;
    for (ptrdiff_t i = 0; i < p->v[0]->caso.n_gruppi; i++) {
        Str id = p->v[0]->caso.gruppi[i].id;
        ptrdiff_t k = caso_gruppo(&p->v[1]->caso, id);
        const EsitoGruppo *x = &p->v[0]->esito.gruppi[i], *y = k < 0 ? NULL : &p->v[1]->esito.gruppi[k];
        if (y && x->esito == y->esito && x->n_violazioni == y->n_violazioni) continue;
        if (!t) {
            doc_heading(p->d, 3, S("Vincoli dei gruppi"), S(""));
            t = doc_table(p->d, S("Gruppi che cambiano"), S(""));
            colonne(t, "cttt", "Gruppo", "Prima", "Dopo", "Che cosa non va");
        }
        Buf b = buf_new(p->a);
        for (int q = 0; y && q < y->n_violazioni; q++)
            buf_fmt(&b, "%s%s: %.*s", q ? "; " : "", y->violazioni[q].vincolo,
                    STR_ARG(violazione_parole(p->a, &y->violazioni[q])));
        ROW(t, id, str_of(group_words(x)), y ? str_of(group_words(y)) : S("non calcolato"), buf_str(&b));
    }
}

/* ---- the body ---- */

static Str node(const Penna *p, int way, Num x)
{
    Stampa how = p->v[way]->sistema->nodi;
    return num_is(x) ? num_italian(p->a, num_round(p->a, x, how.cifre, how.modo), how.cifre) : S("non rilevato");
}

static void body(const Penna *p)
{
    const Caso *c = &p->v[0]->caso;
    if (!c->ha_ente || !p->v[1]->caso.ha_ente) return;
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < c->n_albero; i++) {
        ptrdiff_t k = caso_nodo(&p->v[1]->caso, c->albero[i].id);
        n += k >= 0 && !same(p->v[0]->esito.albero[i].risultato, p->v[1]->esito.albero[k].risultato);
    }
    doc_heading(p->d, 3, S("Performance organizzativa"), S(""));
    Str before = node(p, 0, p->v[0]->esito.ente.risultato), after = node(p, 1, p->v[1]->esito.ente.risultato);
    Str all = quanti(p->a, c->n_albero, "obiettivo", "obiettivi");
    if (str_eq(before, after)) capoverso_fmt(p->d, "Il risultato dell'ente resta %.*s.", STR_ARG(before));
    else capoverso_fmt(p->d, "Il risultato dell'ente passa da %.*s a %.*s.", STR_ARG(before), STR_ARG(after));
    if (n) capoverso_fmt(p->d, "Su %.*s cambia il risultato di %.*s.", STR_ARG(all), STR_ARG(numero_intero(p->a, n)));
    else capoverso_fmt(p->d, "Non cambia il risultato di nessuno dei %.*s.", STR_ARG(all));
}

/* What only one of the two could not compute. */
static void notes(const Penna *p)
{
    for (int way = 0; way < 2; way++) {
        Elenco *l = NULL;
        for (ptrdiff_t i = 0; i < p->v[way]->note.n; i++) {
            const Nota *x = &p->v[way]->note.items[i];
            bool both = false;
            for (ptrdiff_t k = 0; k < p->v[1 - way]->note.n && !both; k++)
                both = str_eq(p->v[1 - way]->note.items[k].dove, x->dove) &&
                       str_eq(p->v[1 - way]->note.items[k].cosa, x->cosa);
            if (both) continue;
            if (!l) {
                doc_heading(p->d, 3,
                            way ? S("Che cosa manca per il nuovo sistema")
                                : S("Che cosa mancava per il sistema di prima"),
                            S(""));
                l = doc_list(p->d, false);
            }
            testo_add(elenco_item(l), str_fmt(p->a, "%.*s: %.*s", STR_ARG(x->dove), STR_ARG(x->cosa)));
        }
    }
}

static bool refused(const SistemaConfronto *x, Documento *d, Arena *a)
{
    const struct {
        const Sistema *s;
        const Difetti *why;
    } two[] = {{x->prima, x->perche_prima}, {x->dopo, x->perche_dopo}};
    bool any = false;
    for (int i = 0; i < 2; i++) {
        if (!two[i].why) continue;
        any = true;
        DocNota *n =
            doc_note(d, NOTA_ATTENZIONE,
                     str_fmt(a, "Con «%.*s» il %lld non si calcola", STR_ARG(two[i].s->id), (long long)x->anno));
        for (ptrdiff_t k = 0; k < two[i].why->lista.n; k++)
            testo_add(nota_paragraph(n), str_fmt(a, "%.*s: %.*s", STR_ARG(two[i].why->lista.items[k].dove),
                                                 STR_ARG(two[i].why->lista.items[k].cosa)));
    }
    return any;
}

/* Marks of competences are kept by number: with other competences, or in another order, they are not the same marks. */
static void marks_by_place(const SistemaConfronto *x, Documento *d)
{
    const Tree *one = tree_at(&x->prima->tree, S("/dirigenti/competenze")),
               *two = tree_at(&x->dopo->tree, S("/dirigenti/competenze"));
    bool same = one && two && one->n == two->n;
    for (ptrdiff_t i = 0; same && i < one->n; i++)
        same = str_eq(tree_get(&one->items[i], S("nome"))->text, tree_get(&two->items[i], S("nome"))->text);
    if (!one || !two || same) return;
    testo_add(nota_paragraph(doc_note(d, NOTA_ATTENZIONE, S("Competenze diverse"))),
              S("I voti delle competenze sono registrati per numero d'ordine, e i due sistemi non hanno le stesse "
                "competenze nello stesso ordine: qui i voti "
                "del nuovo sistema sono i primi nell'ordine, non quelli della competenza con lo stesso nome."));
}

void confronto_effetti(const SistemaConfronto *x, Documento *d, Arena *a)
{
    doc_heading(d, 2, str_fmt(a, "Gli effetti sui dati del %lld", (long long)x->anno), S("effetti"));
    capoverso_fmt(d,
                  "Il %lld calcolato due volte sugli stessi dati, con i parametri e le scelte di quell'anno: prima con "
                  "«%.*s», poi con «%.*s». Nulla è stato salvato.",
                  (long long)x->anno, STR_ARG(x->prima->id), STR_ARG(x->dopo->id));
    if (refused(x, d, a)) return;
    marks_by_place(x, d);
    Penna p = {.x = x, .v = {x->con_prima, x->con_dopo}, .d = d, .a = a};
    body(&p);
    scores(&p, "Segretario generale e dirigenti", "Punti", managers);
    scores(&p, "Posizioni organizzative", "Indice", officers);
    staff(&p);
    groups(&p);
    notes(&p);
}

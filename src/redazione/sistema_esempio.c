/* sistema_esempio.c - floor 6: a small case made up for a printed rulebook, computed by the engine itself. Pure.
 *
 * With a year the objectives, targets, weights and bands are the body's own; values, marks and money never are: a
 * document that everybody reads tells nobody's results. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "redazione/sistema_parti.h"

#include "format/json.h"

/* All objectives of one person, because their weights make the composition; a few indicators of a node. */
enum { OBIETTIVI_MAX = 40, INDICATORI_MAX = 3, GENTE = 6 };

static void text(Json *j, const char *key, Str v) { json_key(j, str_of(key)), json_text(j, v); }
static void plain(Json *j, const char *key, const char *v) { text(j, key, str_of(v)); }

static void number(const Stesura *w, Json *j, const char *key, Num n)
{
    text(j, key, num_exact(w->a, num_round(w->a, n, 9, HALF_UP)));
}

/* ---- which of the body's objectives ---- */

typedef struct Propri { const ObiettivoAssegnato *items[OBIETTIVI_MAX]; ptrdiff_t n; bool pesi; } Propri;

static const Fascia *band(const Archivio *arch, Str indicatore, int64_t anno, int64_t ordine)
{
    ptrdiff_t n;
    const Fascia *f = ALL(arch, Fascia, FASCIA, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (f[i].anno == anno && f[i].ordine == ordine && str_eq(f[i].indicatore, indicatore)) return &f[i];
    return NULL;
}

/* All indicators of the node have bands, and weights when they are several. */
static bool has_bands(const Stesura *w, Str nodo)
{
    ptrdiff_t n;
    const Target **t = fatti_target(w->x->arch, nodo, w->x->anno, w->a, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (!band(w->x->arch, t[i]->indicatore, w->x->anno, 1) || (n > 1 && !num_is(t[i]->peso))) return false;
    return n > 0;
}

/* The objectives of the first sheet of that kind, in the order of people's codes: the Segretario generale's where he
 * has one. */
static Propri own_goals(const Stesura *w, const char *kind)
{
    Propri out = {.pesi = true};
    ptrdiff_t n_sheets, n;
    if (!w->x->arch) return out;
    const Scheda *sheets = ALL(w->x->arch, Scheda, SCHEDA, &n_sheets);
    const ObiettivoAssegnato *o = ALL(w->x->arch, ObiettivoAssegnato, OBIETTIVO_ASSEGNATO, &n);
    for (ptrdiff_t s = 0; s < n_sheets && !out.n; s++) {
        if (sheets[s].anno != w->x->anno || !str_eq(sheets[s].tipo, str_of(kind))) continue;
        for (ptrdiff_t i = 0; i < n && out.n < OBIETTIVI_MAX; i++)
            if (o[i].anno == w->x->anno && str_eq(o[i].persona, sheets[s].persona)) out.items[out.n++] = &o[i];
    }
    for (ptrdiff_t i = 0; i < out.n; i++) out.pesi = out.pesi && num_is(out.items[i]->peso);
    return out;
}

/* ---- tree ---- */

static void made_up_indicator(const Stesura *w, Json *j, const char *id, Num peso, Str operatore, Num target, bool good)
{
    bool down = str_eq(operatore, S("<="));
    Num part = good ? num_int(1) : down ? num_ratio(w->a, 5, 4) : num_ratio(w->a, 9, 10);
    json_open_map(j);
    plain(j, "id", id);
    if (num_is(peso)) number(w, j, "peso", peso);
    text(j, "operatore", operatore);
    number(w, j, "target", target);
    number(w, j, "valore", num_round(w->a, num_mul(w->a, target, part), 2, HALF_UP));
    json_close_map(j);
}

static const Indicatore *indicator(const Archivio *arch, Str codice)
{
    ptrdiff_t n;
    const Indicatore *k = ALL(arch, Indicatore, INDICATORE, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(k[i].codice, codice)) return &k[i];
    return NULL;
}

/* The first node of the year with at least two indicators, else with one. */
static const NodoVersione *own_node(const Stesura *w)
{
    ptrdiff_t n, own;
    const NodoVersione *best = NULL;
    if (!w->x->arch) return NULL;
    const NodoVersione **v = fatti_nodi(w->x->arch, w->x->anno, w->a, &n);
    for (ptrdiff_t i = 0; i < n; i++) {
        fatti_target(w->x->arch, v[i]->nodo, w->x->anno, w->a, &own);
        if (own > 1) return v[i];
        if (own && !best) best = v[i];
    }
    return best;
}

static void tree(Stesura *w, Json *j)
{
    const NodoVersione *node = own_node(w);
    json_key(j, S("albero"));
    json_open_list(j);
    json_open_map(j);
    text(j, "id", node ? node->nodo : S("Obiettivo di esempio"));
    json_key(j, S("padre")), json_null(j);
    json_key(j, S("indicatori"));
    json_open_list(j);
    if (node) {
        ptrdiff_t n;
        const Target **t = fatti_target(w->x->arch, node->nodo, w->x->anno, w->a, &n);
        bool weights = true;
        if (n > INDICATORI_MAX) n = INDICATORI_MAX;
        for (ptrdiff_t i = 0; i < n; i++) weights = weights && num_is(t[i]->peso);
        for (ptrdiff_t i = 0; i < n; i++) {
            const Indicatore *k = indicator(w->x->arch, t[i]->indicatore);
            made_up_indicator(w, j, str_c(w->a, t[i]->indicatore), weights ? t[i]->peso : (Num){0},
                              k ? k->operatore : S(">="), t[i]->target, i % 2);
        }
        w->esempio.proprio = true;
    } else {
        made_up_indicator(w, j, "Pratiche evase nei termini (%)", num_int(60), S(">="), num_int(90), false);
        made_up_indicator(w, j, "Giorni medi di attesa", num_int(40), S("<="), num_int(8), false);
    }
    json_close_list(j);
    json_close_map(j);
    json_close_list(j);
}

/* ---- dirigenti ---- */

static void one_band(const Stesura *w, Json *j, Num soglia, Num livello)
{
    json_open_map(j);
    if (num_is(soglia)) number(w, j, "soglia", soglia);
    number(w, j, "livello", livello);
    json_close_map(j);
}

/* The value stands at the edge of the second band, or of the first: what a reader can check by looking at the table. */
static void own_bands(const Stesura *w, Json *j, Str nodo, bool first)
{
    ptrdiff_t n;
    const Target **t = fatti_target(w->x->arch, nodo, w->x->anno, w->a, &n);
    json_key(j, S("indicatori"));
    json_open_list(j);
    for (ptrdiff_t i = 0; i < n; i++) {
        const Indicatore *k = indicator(w->x->arch, t[i]->indicatore);
        const Fascia *best = band(w->x->arch, t[i]->indicatore, w->x->anno, 1),
                     *next = band(w->x->arch, t[i]->indicatore, w->x->anno, 2);
        const Fascia *at = !first && next && num_is(next->soglia) ? next : best;
        json_open_map(j);
        text(j, "id", t[i]->indicatore);
        number(w, j, "peso", num_is(t[i]->peso) ? t[i]->peso : num_int(100));
        plain(j, "verso", k && str_eq(k->operatore, S("<=")) ? "decrescente" : "crescente");
        number(w, j, "valore", num_is(at->soglia) ? at->soglia : t[i]->target);
        json_key(j, S("fasce"));
        json_open_list(j);
        for (int64_t o = 1; o <= 50; o++) {
            const Fascia *f = band(w->x->arch, t[i]->indicatore, w->x->anno, o);
            if (f) one_band(w, j, f->soglia, f->livello);
        }
        json_close_list(j);
        json_close_map(j);
    }
    json_close_list(j);
}

static void made_up_bands(const Stesura *w, Json *j)
{
    static const struct { const char *id, *verso, *valore; int peso, soglie[3], livelli[4]; } rows[] = {
        {"Pratiche evase nei termini (%)", "crescente", "84", 60, {90, 80, 70}, {100, 80, 50, 0}},
        {"Giorni medi di attesa", "decrescente", "6.2", 40, {5, 7, 10}, {100, 75, 50, 0}}};
    json_key(j, S("indicatori"));
    json_open_list(j);
    for (ptrdiff_t i = 0; i < COUNT_OF(rows); i++) {
        json_open_map(j);
        plain(j, "id", rows[i].id);
        number(w, j, "peso", num_int(rows[i].peso));
        plain(j, "verso", rows[i].verso);
        plain(j, "valore", rows[i].valore);
        json_key(j, S("fasce"));
        json_open_list(j);
        for (int f = 0; f < 4; f++)
            one_band(w, j, f < 3 ? num_int(rows[i].soglie[f]) : (Num){0}, num_int(rows[i].livelli[f]));
        json_close_list(j);
        json_close_map(j);
    }
    json_close_list(j);
}

/* Part of a full score: 9/10 of 100 is 90. */
static Num part_of(const Stesura *w, Num full, int n, int d) { return num_mul(w->a, full, num_ratio(w->a, n, d)); }

static void goal(const Stesura *w, Json *j, Str id, bool organised, Num peso, bool lost, Str nodo, ptrdiff_t i)
{
    json_open_map(j);
    text(j, "id", id);
    plain(j, "tipo", organised ? "organizzativo" : "individuale");
    if (num_is(peso)) number(w, j, "peso", peso);
    plain(j, "stato", lost ? "non_realizzabile" : "ordinario");
    if (lost) (void)0;
    else if (nodo.n && has_bands(w, nodo)) own_bands(w, j, nodo, i % 2);
    else if (!nodo.n && !i) made_up_bands(w, j);
    else number(w, j, "punteggio", part_of(w, w->s->punteggio_obiettivo.v, i % 2 ? 18 : 15, 20));
    json_close_map(j);
}

/* Two marks in turn, on the step and the places that the rulebook allows. */
static Num mark(const Stesura *w, int i)
{
    Num top = w->s->voto_massimo.v, step = w->o.comp_step.v;
    if (!num_is(step) || !num_sign(step)) step = num_ratio(w->a, 1, 10);
    Num x = num_mul(w->a, num_floor(w->a, num_div(w->a, part_of(w, top, i % 2 ? 8 : 9, 10), step)), step);
    return num_round(w->a, x, w->s->voto_cifre, TRUNCATE);
}

static void manager(Stesura *w, Json *j, const char *id, bool lost)
{
    static const struct { const char *id; bool organised; int peso;
    } made_up[] = {{"Ridurre i tempi di attesa", true, 50},
                   {"Estendere i servizi digitali", true, 30},
                   {"Formare i collaboratori", false, 20}};
    Propri own = own_goals(w, "dirigente");
    ptrdiff_t last = -1;
    for (ptrdiff_t i = 0; i < own.n; i++)
        if (str_eq(own.items[i]->tipo, S("individuale")) || last < 0) last = i;
    json_open_map(j);
    plain(j, "id", id);
    json_key(j, S("obiettivi"));
    json_open_list(j);
    for (ptrdiff_t i = 0; i < own.n; i++)
        goal(w, j, own.items[i]->nodo, str_eq(own.items[i]->tipo, S("organizzativo")),
             own.pesi ? own.items[i]->peso : (Num){0}, lost && i == last, own.items[i]->nodo, i);
    for (ptrdiff_t i = 0; i < COUNT_OF(made_up) && !own.n; i++)
        goal(w, j, str_of(made_up[i].id), made_up[i].organised, num_int(made_up[i].peso), lost && i == 2, S(""), i);
    json_close_list(j);
    if (own.n) w->esempio.proprio = true;
    json_key(j, S("competenze"));
    json_open_list(j);
    for (int i = 0; i < w->s->n_competenze; i++) json_text(j, num_exact(w->a, mark(w, i)));
    json_close_list(j);
    if (lost && lettura(&w->o, LETTURA_TRANSFER) == TRANSFER_SEPARATE_MARK)
        text(j, "voto_trasferito", num_exact(w->a, mark(w, 1)));
    plain(j, "retribuzione_massima", "10000.00");
    json_close_map(j);
}

/* ---- posizioni ---- */

static void officer(Stesura *w, Json *j)
{
    static const struct {
        const char *id;
        int peso, q;
    } made_up[] = {{"Azione 1", 50, 100}, {"Azione 2", 30, 80}, {"Azione 3", 20, 90}};
    static const int reached[] = {100, 80, 90};
    Propri own = own_goals(w, "posizione");
    json_open_map(j);
    plain(j, "id", "P1");
    json_key(j, S("obiettivi"));
    json_open_list(j);
    for (ptrdiff_t i = 0; i < (own.n ? own.n : COUNT_OF(made_up)); i++) {
        json_open_map(j);
        text(j, "id", own.n ? own.items[i]->nodo : str_of(made_up[i].id));
        if (own.n && own.pesi) number(w, j, "peso", own.items[i]->peso);
        else if (!own.n) number(w, j, "peso", num_int(made_up[i].peso));
        number(w, j, "percentuale", num_int(own.n ? reached[i % COUNT_OF(reached)] : made_up[i].q));
        json_close_map(j);
    }
    json_close_list(j);
    if (own.n) w->esempio.proprio = true;
    number(w, j, "prestazione", part_of(w, w->s->scala.v, 17, 20));
    plain(j, "retribuzione_massima", "4000.00");
    json_close_map(j);
}

/* ---- pay that is not linear ---- */

static void pay_of(const Stesura *w, Json *j, const char *whom, ChiaveLettura how, const char *prefix)
{
    int word = lettura(&w->o, how);
    if (word == PAGA_LINEAR) return;
    const Parametro *edge = parametro(w, str_c(w->a, str_fmt(w->a, "%s.payout.soglia", prefix)));
    const Parametro *rows = parametro(w, str_c(w->a, str_fmt(w->a, "%s.payout.fasce", prefix)));
    json_key(j, str_of(whom));
    json_open_map(j);
    if (word == PAGA_THRESHOLD) text(j, "soglia", edge ? edge->valore : S("60"));
    if (word == PAGA_BANDS) {
        json_key(j, S("fasce"));
        json_open_list(j);
        for (Str rest = rows ? rows->valore : S("90=100, 75=80, 0"); rest.n;) {
            ptrdiff_t cut = str_find(rest, ',');
            Str row = str_trim(str_sub(rest, 0, cut < 0 ? rest.n : cut));
            rest = cut < 0 ? S("") : str_sub(rest, cut + 1, rest.n);
            ptrdiff_t eq = str_find(row, '=');
            json_open_map(j);
            if (eq >= 0) text(j, "soglia", str_trim(str_sub(row, 0, eq)));
            text(j, "livello", str_trim(str_sub(row, eq + 1, row.n)));
            json_close_map(j);
        }
        json_close_list(j);
    }
    json_close_map(j);
}

/* ---- staff ---- */

/* Marks of six people near the mean, then the nearest ones that keep the constraints: whatever these are. In parts of a
 * point. */
static void marks(const Stesura *w, int h, int out[GENTE])
{
    static const int away[2][GENTE] = {{8, 4, 0, -2, -4, -6}, {6, 6, 0, 0, -4, -8}};
    int parti = parti_di_punto(&w->o);
    int64_t mean = 0, top = 0;
    ASSERT(num_to_int(w->a, w->s->plafond.v, &mean) && num_to_int(w->a, w->s->punti_massimi.v, &top));
    for (int i = 0; i < GENTE; i++) {
        int64_t x = mean + away[h][i];
        out[i] = (int)(x < 0 ? 0 : x > top ? top : x) * parti;
    }
}

static void points(const Stesura *w, Json *j, const char *key, int mark_parts)
{
    int parti = parti_di_punto(&w->o);
    json_key(j, str_of(key));
    if (parti == 1) json_int(j, mark_parts);
    else json_text(j, num_exact(w->a, num_ratio(w->a, mark_parts, parti)));
}

static void group(const Stesura *w, Json *j, int m[2][GENTE])
{
    json_key(j, S("gruppi"));
    json_open_list(j);
    json_open_map(j);
    plain(j, "id", "Gruppo di esempio");
    if (lettura(&w->o, LETTURA_STAFF_N) == N_ASSIGNED) json_key(j, S("addetti")), json_int(j, GENTE);
    json_key(j, S("valutati"));
    json_open_list(j);
    for (int i = 0; i < GENTE; i++) {
        json_open_map(j);
        text(j, "id", str_fmt(w->a, "Persona %d", i + 1));
        points(w, j, "semischeda1", m[0][i]);
        points(w, j, "semischeda2", m[1][i]);
        json_close_map(j);
    }
    json_close_list(j);
    json_close_map(j);
    json_close_list(j);
}

static void coefficients(const Stesura *w, Json *j)
{
    static const char *const usual[] = {"0.60", "0.50", "0.30", "0"};
    json_key(j, S("coefficienti"));
    json_open_map(j);
    for (int i = 0; i < w->s->n_fasce; i++) {
        const Parametro *p =
            parametro(w, str_c(w->a, str_fmt(w->a, "premi.coefficiente.%.*s", STR_ARG(w->s->fasce[i].nome))));
        json_key(j, w->s->fasce[i].nome);
        if (p) json_text(j, p->valore);
        else if (w->s->n_fasce == COUNT_OF(usual)) json_text(j, str_of(usual[i]));
        else json_text(j, num_exact(w->a, num_ratio(w->a, 20 * (w->s->n_fasce - 1 - i), 100)));
    }
    json_close_map(j);
}

static void structure(const Stesura *w, Json *j)
{
    bool projects = lettura(&w->o, LETTURA_FUND_SCOPE) == FONDO_PROJECT;
    if (projects) {
        json_key(j, S("fondi"));
        json_open_list(j);
        json_open_map(j), plain(j, "id", "Progetto"), plain(j, "importo", "10000.00"), json_close_map(j);
        json_close_list(j);
    } else {
        plain(j, "fondo", "10000.00");
    }
    json_key(j, S("strutture"));
    json_open_list(j);
    json_open_map(j);
    plain(j, "id", "Struttura");
    plain(j, "livello_collettivo", "0.92");
    plain(j, "cause_esterne", "0.03");
    if (lettura(&w->o, LETTURA_DEV) == DEV_CONVEX) plain(j, "valutazione_dirigente", "0.90");
    if (projects) plain(j, "progetto", "Progetto");
    json_close_map(j);
    json_close_list(j);
}

static void premium(const Stesura *w, Json *j, int anno)
{
    const Norma *law = sistema_norma(w->s, NORMA_MAGGIORAZIONE_PERSONALE, anno);
    if (!law || lettura(&w->o, LETTURA_FUND_SCOPE) == FONDO_PROJECT) return;
    static const char *const keys[] = {"regola", "quota", "percentuale", "parita"};
    const Parametro *p[COUNT_OF(keys)];
    for (int i = 0; i < (int)COUNT_OF(keys); i++)
        p[i] = parametro(w, str_c(w->a, str_fmt(w->a, "maggiorazione.%s", keys[i])));
    if (w->x->arch && !p[1]) return; /* the body does not apply it in that year */
    json_key(j, S("maggiorazione"));
    json_open_map(j);
    text(j, "regola", p[0] ? p[0]->valore : S("ccnl"));
    text(j, "quota", p[1] ? p[1]->valore : S("0.20"));
    text(j, "percentuale", p[2] ? p[2]->valore : num_exact(w->a, law->valore.v));
    text(j, "parita", p[3] ? p[3]->valore : S("cr"));
    json_close_map(j);
}

static void people(const Stesura *w, Json *j, int m[2][GENTE])
{
    json_key(j, S("persone"));
    json_open_list(j);
    for (int i = 0; i <= GENTE; i++) { /* the last one in the last band twice: nothing for him */
        json_open_map(j);
        text(j, "id", str_fmt(w->a, "Persona %d", i + 1));
        plain(j, "struttura", "Struttura");
        points(w, j, "semischeda1", i < GENTE ? m[0][i] : 0);
        points(w, j, "semischeda2", i < GENTE ? m[1][i] : 0);
        if (i == 0) plain(j, "livello_individuale", "0.80");
        if (i == 1)
            json_key(j, S("giorni_dovuti")), json_int(j, 250), json_key(j, S("giorni_assenza")), json_int(j, 25);
        if (i == 2) plain(j, "quota_tempo", "0.5");
        if (i == 3 && lettura(&w->o, LETTURA_PR_MODE)) {
            json_key(j, S("giorni_dovuti")), json_int(j, 125), json_key(j, S("giorni_assenza")), json_int(j, 25);
            plain(j, "mesi", "6");
        }
        if (i == 0 && lettura(&w->o, LETTURA_INTEGRATIVE)) plain(j, "parametro_integrativo", "1.1");
        json_close_map(j);
    }
    json_close_list(j);
}

static void premi(const Stesura *w, Json *j, int anno, int m[2][GENTE])
{
    const Parametro *q = parametro(w, "cr.q");
    json_key(j, S("premi"));
    json_open_map(j);
    structure(w, j);
    coefficients(w, j);
    text(j, "quota_individuale", q ? q->valore : S("0.30"));
    premium(w, j, anno);
    people(w, j, m);
    json_close_map(j);
}

static void merit(const Stesura *w, Json *j)
{
    static const int tenths[2][MERITO_ELEMENTI] = {{9, 8, 7, 8}, {5, 6, 7, 6}};
    static const char *const keys[] = {"alfa", "beta", "chi", "delta"};
    if (!w->s->ha_scheda_premi || !lettura(&w->o, LETTURA_PREMI_SHEET)) return;
    json_key(j, S("merito"));
    json_open_map(j);
    plain(j, "fondo", "1000.00");
    json_key(j, S("persone"));
    json_open_list(j);
    for (int i = 0; i < 2; i++) {
        json_open_map(j);
        text(j, "id", str_fmt(w->a, "Persona %d", i + 1));
        for (int k = 0; k < MERITO_ELEMENTI; k++)
            number(w, j, keys[k], part_of(w, w->s->scheda_massimo.v, tenths[i][k], 10));
        json_close_map(j);
    }
    json_close_list(j);
    json_close_map(j);
}

/* ---- the case ---- */

/* Without a year: the last one from which a limit of law begins, so that all of them are seen. */
static int year_of(const Stesura *w)
{
    int y = (int)w->x->anno;
    for (int i = 0; !w->x->anno && i < w->s->n_norme; i++)
        if (w->s->norme[i].dal > y) y = w->s->norme[i].dal;
    return y ? y : 2018;
}

static void choices(const Stesura *w, Json *j)
{
    bool open = false;
    for (ptrdiff_t i = 0; w->x->arch && opzione_chiave(i); i++) {
        Str key = str_of(opzione_chiave(i)), why;
        const Parametro *p = parametro(w, str_c(w->a, str_fmt(w->a, "scelta.%.*s", STR_ARG(key))));
        Opzioni ignored = w->s->opzioni;
        if (!p || opzione_di_processo(key) || !opzione_imposta(w->s, &ignored, key, p->valore, S(""), w->a, &why))
            continue;
        if (!open) json_key(j, S("scelte")), json_open_map(j);
        open = true;
        json_key(j, key), json_text(j, p->valore);
    }
    if (open) json_close_map(j);
}

static Str case_text(Stesura *w, int m[2][GENTE], bool lost)
{
    Json *j = json_new(w->a, false);
    json_open_map(j);
    plain(j, "formato", "ciclo-caso/1");
    json_key(j, S("anno")), json_int(j, year_of(w));
    text(j, "sistema", w->s->id);
    choices(w, j);
    if (w->s->ha_dirigenti || w->s->ha_posizioni) {
        json_key(j, S("pagamento"));
        json_open_map(j);
        if (w->s->ha_dirigenti) pay_of(w, j, "dirigenti", LETTURA_DIR_PAYOUT, "dir");
        if (w->s->ha_posizioni) pay_of(w, j, "posizioni", LETTURA_PO_PAYOUT, "po");
        json_close_map(j);
    }
    if (w->s->ha_albero) tree(w, j);
    if (w->s->ha_dirigenti) {
        json_key(j, S("dirigenti"));
        json_open_list(j);
        manager(w, j, "D1", false);
        if (lost) manager(w, j, "D2", true);
        json_close_list(j);
    }
    if (w->s->ha_posizioni) json_key(j, S("posizioni")), json_open_list(j), officer(w, j), json_close_list(j);
    if (w->s->ha_personale) group(w, j, m);
    if (w->s->ha_premi) premi(w, j, year_of(w), m), merit(w, j);
    json_close_map(j);
    return json_done(j);
}

static bool read_case(Stesura *w, int m[2][GENTE], bool lost)
{
    Sistemi own = {w->s};
    w->esempio.perche = (Difetti){.a = w->a};
    return !caso_read(case_text(w, m, lost), &own, w->a, &w->esempio.caso, &w->esempio.perche);
}

void esempio_calcola(Stesura *w)
{
    int m[2][GENTE] = {{0}};
    Esempio *e = &w->esempio;
    for (int h = 0; w->s->ha_personale && h < 2; h++) marks(w, h, m[h]);
    bool lost = true, fine = read_case(w, m, lost);
    if (!fine)
        lost = false, fine = read_case(w, m, lost); /* where what is left after a transfer may not be judged at all */
    Suggerimento s = {0};
    if (fine && w->s->ha_personale) rule_proposta(&e->caso, 0, w->a, &s);
    if (s.proposta.possibile) {
        for (int h = 0; h < 2; h++)
            for (int i = 0; i < GENTE; i++) m[h][i] = s.proposta.marks[h][i];
        fine = read_case(w, m, lost);
    }
    if (!fine) return;
    rule_caso(&e->caso, false, w->a, &e->esito);
    e->fatto = true;
}

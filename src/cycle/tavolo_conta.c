/* tavolo_conta.c - floor 4: what is typed at the desk, read and counted by the rules; the nearest legal set. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/tavolo_parti.h"

#include "rules/gruppo.h"

/* -- fields */
static const CampoInfo *field(const char *name)
{
    const EntitaInfo *e = entita_info(ENTITA_SEMISCHEDA);
    for (int i = 0; i < e->n_campi; i++)
        if (!strcmp(e->campi[i].nome, name)) return &e->campi[i];
    ASSERT(false); /* entita.def has no such field */
    return NULL;
}

static const char *const elements[TAVOLO_ELEMENTI] = {"e1", "e2", "e3", "e4"};

/* Where a reader of one half-sheet puts its defects. */
typedef struct Lettura {
    const Tavolo *t;
    Arena *a;
    Difetti *d;
    Str persona;
    int mezza;
} Lettura;

static void wrong(const Lettura *l, const char *campo, const char *fmt, ...) PRINTF_LIKE(3, 4);
static void wrong(const Lettura *l, const char *campo, const char *fmt, ...)
{
    char text[512];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    difetto(l->d, l->d->lista.n, str_fmt(l->a, "%.*s/%d/%s", STR_ARG(l->persona), l->mezza + 1, campo), "%s", text);
}

static bool read_field(const Lettura *l, const char *campo, Str text, Semischeda *into)
{
    Str why = S("non è testo UTF-8 valido");
    bool fine = utf8_invalid_at(text) < 0 && campo_read(l->a, field(campo), text, true, into, &why);
    if (!fine && str_trim(text).n) wrong(l, campo, "%.*s", STR_ARG(why));
    return fine;
}

/* Read as the field `come` of a half-sheet, told as `campo`. */
static bool read_as(const Lettura *l, const char *come, const char *campo, Str text, Num *out)
{
    Semischeda *into = record_new(l->a, entita_info(ENTITA_SEMISCHEDA));
    Str why = S("non è testo UTF-8 valido");
    if (!str_trim(text).n) return false;
    if (utf8_invalid_at(text) >= 0 || !campo_read(l->a, field(come), text, true, into, &why)) {
        wrong(l, campo, "%.*s", STR_ARG(why));
        return false;
    }
    *out = *(Num *)((char *)into + field(come)->offset);
    return true;
}

/* A number of points within the rulebook's range and step, or none. */
static Num read_points(const Lettura *l, const char *campo, Str text, Num max)
{
    bool limit = !strcmp(campo, "minimo") || !strcmp(campo, "massimo");
    Num x;
    if (!read_as(l, limit ? "totale" : campo, campo, text, &x)) return (Num){0};
    if (num_cmp(x, max) > 0) {
        Str top = num_exact(l->a, max);
        wrong(l, campo, "va da 0 a %.*s", STR_ARG(top));
    } else if (!num_is_integer(l->a, num_div(l->a, x, l->t->passo))) {
        Str step = num_exact(l->a, l->t->passo);
        if (num_eq(l->t->passo, num_int(1))) wrong(l, campo, "i punti sono numeri interi");
        else wrong(l, campo, "i punti vanno di %.*s in %.*s", STR_ARG(step), STR_ARG(step));
    } else {
        return x;
    }
    return (Num){0};
}

/* Typed beside elements: their sum when all are there, and possible with those that are. 12.7 */
static void check_total(const Lettura *l, TavoloVoto *v)
{
    Num sum = num_int(0);
    int missing = 0;
    for (int i = 0; i < TAVOLO_ELEMENTI; i++) {
        if (num_is(v->e[i])) sum = num_add(l->a, sum, v->e[i]);
        else missing++;
    }
    Str shown = num_exact(l->a, sum);
    Num most = num_add(l->a, sum, num_mul(l->a, num_int(missing), l->t->elemento_max));
    if (!missing && !num_is(v->totale)) {
        v->totale = sum;
        if (num_cmp(sum, num_int(l->t->regole.massimo)) <= 0) return;
        wrong(l, "totale", "la somma dei quattro elementi è %.*s: va da 0 a %d", STR_ARG(shown), l->t->regole.massimo);
    } else if (!num_is(v->totale) || (num_cmp(v->totale, sum) >= 0 && num_cmp(v->totale, most) <= 0)) {
        return;
    } else if (!missing) {
        wrong(l, "totale", "i quattro elementi fanno %.*s: correggere il totale o gli elementi", STR_ARG(shown));
    } else {
        Str top = num_exact(l->a, most);
        wrong(l, "totale", "con gli elementi scritti va da %.*s a %.*s", STR_ARG(shown), STR_ARG(top));
    }
    v->totale = (Num){0};
}

void tavolo_leggi(const Tavolo *t, const TavoloOfferta *o, Arena *a, TavoloVoto out[TAVOLO_MEZZE], Difetti *d)
{
    for (int h = 0; h < TAVOLO_MEZZE; h++) {
        const TavoloTesti *x = &o->semischede[h];
        Lettura l = {t, a, d, o->persona, h};
        Semischeda *into = record_new(a, entita_info(ENTITA_SEMISCHEDA));
        ptrdiff_t before = d->lista.n + d->in_piu;
        out[h] = (TavoloVoto){.motivo = S("")};
        for (int i = 0; i < TAVOLO_ELEMENTI; i++)
            out[h].e[i] = read_points(&l, elements[i], x->e[i], t->elemento_max);
        out[h].totale = read_points(&l, "totale", x->totale, num_int(t->regole.massimo));
        if (d->lista.n + d->in_piu == before) check_total(&l, &out[h]);
        if (str_trim(x->motivo).n && read_field(&l, "motivo", x->motivo, into)) out[h].motivo = into->motivo;
    }
}

static Str italian(Arena *a, Num x)
{
    if (!num_is(x)) return S("");
    char *p = (char *)str_c(a, num_exact(a, x));
    for (char *q = p; *q; q++)
        if (*q == '.') *q = ',';
    return str_of(p);
}

TavoloTesti tavolo_testi(Arena *a, const TavoloVoto *v)
{
    TavoloTesti x = {.totale = italian(a, v->totale), .motivo = v->motivo};
    for (int i = 0; i < TAVOLO_ELEMENTI; i++) x.e[i] = italian(a, v->e[i]);
    return x;
}

TavoloOfferta tavolo_offerta(Arena *a, const TavoloPersona *p)
{
    TavoloOfferta o = {.persona = p->codice, .riga = p->riga, .bozza = p->bozza.versione};
    for (int h = 0; h < TAVOLO_MEZZE; h++) o.semischede[h] = tavolo_testi(a, &p->voti[h]);
    return o;
}

bool tavolo_diverso(const TavoloVoto *x, const TavoloVoto *y)
{
    for (int i = 0; i < TAVOLO_ELEMENTI; i++)
        if (num_is(x->e[i]) && num_is(y->e[i]) && !num_eq(x->e[i], y->e[i])) return true;
    return num_is(x->totale) && num_is(y->totale) && !num_eq(x->totale, y->totale);
}

/* -- counting */

/* The group with these marks, in parts of a point; what is missing stands where deviations begin. Others with it stay. */
static Caso with_marks(const Tavolo *t, Num *const marks[TAVOLO_MEZZE], Arena *a)
{
    Caso c = t->interno->caso;
    CasoGruppo *g = NEW_N(a, CasoGruppo, c.n_gruppi);
    memcpy(g, c.gruppi, (size_t)c.n_gruppi * sizeof *g);
    for (int h = 0; h < TAVOLO_MEZZE; h++) {
        g->marks[h] = NEW_N(a, int, t->n + 1);
        for (ptrdiff_t i = 0; i < t->n; i++) {
            int64_t x = (int64_t)t->regole.plafond * t->parti;
            if (num_is(marks[h][i])) num_to_int(a, num_round(a, num_mul(a, marks[h][i], num_int(t->parti)), 0, HALF_UP), &x);
            g->marks[h][i] = (int)x;
        }
    }
    c.gruppi = g;
    return c;
}

static const char *requirement(const char *vincolo)
{
    static const char *const by[] = {"S-N.52", "S-N.55", "S-N.56", "S-N.57-58"};
    return by[vincolo[1] - '1'];
}

/* Violations, or under the waiver notices of what they would be. */
static void put_violations(const EsitoGruppo *e, Arena *a, TavoloConto *out)
{
    TavoloViolazione *v = NEW_N(a, TavoloViolazione, e->n_violazioni + 1);
    Str *avvisi = NEW_N(a, Str, e->n_violazioni + 1);
    out->deroga = e->esito == GRUPPO_DEROGA;
    bool c1[3] = {false};
    for (int i = 0; i < e->n_violazioni; i++) {
        const Violazione *x = &e->violazioni[i];
        Str words = violazione_parole(a, x);
        v[i] = (TavoloViolazione){x->vincolo, requirement(x->vincolo), x->semischeda, x->differenza, words};
        Str where = x->semischeda ? str_fmt(a, ", semischeda %d", x->semischeda) : S("");
        avvisi[i] = str_fmt(a, "senza la deroga: %s%.*s, %.*s (%s)", x->vincolo, STR_ARG(where), STR_ARG(words),
                            requirement(x->vincolo));
        if (x->vincolo[1] == '1') c1[x->semischeda] = true;
        if (!out->deroga && !(x->vincolo[1] == '2' && c1[x->semischeda])) out->vincoli++;
    }
    out->violazioni = v;
    out->avvisi = avvisi;
    *(out->deroga ? &out->n_avvisi : &out->n_violazioni) = e->n_violazioni;
}

/* Where the third is that of several groups, their people count too. */
static void others_in_a(const Caso *c, Arena *a, TavoloConto *out)
{
    const bool *with = gruppi_del_terzo(c, 0, a);
    for (ptrdiff_t g = 1; g < c->n_gruppi; g++) {
        if (!with[g]) continue;
        EsitoGruppo e;
        rule_gruppo(c, g, false, a, &e);
        for (ptrdiff_t i = 0; i < c->gruppi[g].n; i++) out->in_a += e.in_a[0][i] || e.in_a[1][i];
        out->gruppi++;
    }
}

void tavolo_conta_voti(const Tavolo *t, Num *const marks[TAVOLO_MEZZE], Arena *a, TavoloConto *out)
{
    *out = (TavoloConto){.n = t->n, .parti = t->parti, .gruppi = 1};
    if (!t->n) return;
    Caso c = with_marks(t, marks, a);
    EsitoGruppo e;
    rule_gruppo(&c, 0, false, a, &e);
    for (int h = 0; h < TAVOLO_MEZZE; h++) {
        const EsitoSemischeda *s = &e.semischede[h];
        TavoloContatore *k = &out->semischede[h];
        for (ptrdiff_t i = 0; i < t->n; i++) k->dati += num_is(marks[h][i]), k->in_a += e.in_a[h][i];
        k->punti = s->somma - (t->n - k->dati) * t->regole.plafond * t->parti;
        k->plafond = s->plafond;
        k->residui = s->plafond - k->punti;
        k->scostamenti = s->scostamenti;
        k->positivi = s->positivi;
        k->positivi_dovuti = s->positivi_dovuti;
        if (k->dati) k->media = num_ratio(a, k->punti, k->dati * t->parti);
        out->mancano += t->n - k->dati;
    }
    for (ptrdiff_t i = 0; i < t->n; i++) out->in_a += e.in_a[0][i] || e.in_a[1][i];
    others_in_a(&c, a, out);
    out->massimo_a = e.massimo_a;
    out->resto = e.resto;
    put_violations(&e, a, out);
}

static const TavoloOfferta *offer_of(const TavoloOfferta *o, ptrdiff_t n, Str persona)
{
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(o[i].persona, persona)) return &o[i];
    return NULL;
}

static void marks_of(const Tavolo *t, const TavoloOfferta *o, ptrdiff_t n, Arena *a, Num *marks[TAVOLO_MEZZE],
                     Difetti *d)
{
    for (int h = 0; h < TAVOLO_MEZZE; h++) marks[h] = NEW_N(a, Num, t->n + 1);
    for (ptrdiff_t i = 0; i < t->n; i++) {
        const TavoloPersona *p = &t->persone[i];
        const TavoloOfferta *x = offer_of(o, n, p->codice);
        TavoloVoto v[TAVOLO_MEZZE] = {p->voti[0], p->voti[1]};
        if (x) tavolo_leggi(t, x, a, v, d);
        for (int h = 0; h < TAVOLO_MEZZE; h++) marks[h][i] = v[h].totale;
    }
}

void tavolo_conta(const Tavolo *t, const TavoloOfferta *o, ptrdiff_t n, Arena *a, TavoloConto *out, Difetti *d)
{
    Num *marks[TAVOLO_MEZZE];
    marks_of(t, o, n, a, marks, d);
    tavolo_conta_voti(t, marks, a, out);
}

/* -- the nearest legal set */
static void put_proposal(const Tavolo *t, Num *const marks[TAVOLO_MEZZE], const Caso *c, const Proposta *p, Arena *a,
                         TavoloSuggerimento *out)
{
    Num *after[TAVOLO_MEZZE];
    for (int h = 0; h < TAVOLO_MEZZE; h++) {
        bool *was_missing = NEW_N(a, bool, t->n + 1);
        after[h] = NEW_N(a, Num, t->n + 1);
        for (ptrdiff_t i = 0; i < t->n; i++) {
            was_missing[i] = !num_is(marks[h][i]);
            after[h][i] = num_ratio(a, p->possibile ? p->marks[h][i] : c->gruppi[0].marks[h][i], t->parti);
        }
        out->prima[h] = c->gruppi[0].marks[h];
        out->dopo[h] = p->possibile ? p->marks[h] : c->gruppi[0].marks[h];
        out->mancava[h] = was_missing;
    }
    out->distanza = p->distanza;
    out->minimo = p->minimo;
    out->parti = t->parti;
    tavolo_conta_voti(t, after, a, &out->conto);
}

/* Held marks and limits, as typed. */
static void read_limits(const Tavolo *t, const TavoloOfferta *o, ptrdiff_t n, Arena *a, CasoGruppo *g, Difetti *d)
{
    for (int h = 0; h < TAVOLO_MEZZE; h++) {
        g->bloccati[h] = NEW_N(a, bool, t->n + 1);
        g->minimi[h] = NEW_N(a, int, t->n + 1);
        g->massimi[h] = NEW_N(a, int, t->n + 1);
        for (ptrdiff_t i = 0; i < t->n; i++) g->massimi[h][i] = t->regole.massimo * t->parti;
    }
    for (ptrdiff_t i = 0; i < n; i++) {
        ptrdiff_t at = tavolo_persona(t, o[i].persona);
        for (int h = 0; h < TAVOLO_MEZZE && at >= 0; h++) {
            Lettura l = {t, a, d, o[i].persona, h};
            Num lo = read_points(&l, "minimo", o[i].minimo[h], num_int(t->regole.massimo)),
                hi = read_points(&l, "massimo", o[i].massimo[h], num_int(t->regole.massimo));
            int64_t x;
            if (num_is(lo) && num_to_int(a, num_mul(a, lo, num_int(t->parti)), &x)) g->minimi[h][at] = (int)x;
            if (num_is(hi) && num_to_int(a, num_mul(a, hi, num_int(t->parti)), &x)) g->massimi[h][at] = (int)x;
            if (g->minimi[h][at] > g->massimi[h][at]) wrong(&l, "minimo", "il minimo supera il massimo");
            g->bloccati[h][at] = o[i].bloccata[h];
        }
    }
}

Err tavolo_suggerisci(const Tavolo *t, const TavoloOfferta *o, ptrdiff_t n, Arena *a, TavoloSuggerimento *out,
                      Difetti *d)
{
    Num *marks[TAVOLO_MEZZE];
    *out = (TavoloSuggerimento){.perche = S("")};
    for (ptrdiff_t i = 0; i < t->n; i++)
        if (!t->persone[i].visibile) {
            out->perche = str_fmt(a, "i punteggi di %.*s non si possono vedere: nessuna proposta",
                                  STR_ARG(t->persone[i].codice));
            return E_VIETATO;
        }
    ptrdiff_t before = d->lista.n + d->in_piu;
    CasoGruppo limits = {0};
    marks_of(t, o, n, a, marks, d);
    read_limits(t, o, n, a, &limits, d);
    if (d->lista.n + d->in_piu > before) {
        out->perche = S("correggere prima i campi segnalati");
        return E_DATI;
    }
    if (!t->n || t->n > PROPOSTA_MAX) {
        out->perche =
            t->n ? str_fmt(a, "la proposta si cerca fino a %d valutati", PROPOSTA_MAX) : S("il gruppo non ha valutati");
        return OK;
    }
    Caso c = with_marks(t, marks, a);
    for (int h = 0; h < TAVOLO_MEZZE; h++) {
        c.gruppi[0].bloccati[h] = limits.bloccati[h];
        c.gruppi[0].minimi[h] = limits.minimi[h];
        c.gruppi[0].massimi[h] = limits.massimi[h];
    }
    for (ptrdiff_t g = 1; g < c.n_gruppi; g++) /* nobody here decides on them */
        for (int h = 0; h < TAVOLO_MEZZE; h++) {
            c.gruppi[g].bloccati[h] = NEW_N(a, bool, c.gruppi[g].n + 1);
            for (ptrdiff_t i = 0; i < c.gruppi[g].n; i++) c.gruppi[g].bloccati[h][i] = true;
        }
    Suggerimento s;
    rule_proposta(&c, 0, a, &s);
    out->possibile = s.proposta.possibile;
    out->perche = s.perche;
    put_proposal(t, marks, &c, &s.proposta, a, out);
    return OK;
}

/* -- a suggestion taken */

/* One step up or down on one of four elements; false: none can move. */
static bool nudge(const Tavolo *t, Num e[TAVOLO_ELEMENTI], bool up, Num step, Arena *a)
{
    int best = -1;
    for (int i = 0; i < TAVOLO_ELEMENTI; i++) {
        bool room = up ? num_cmp(num_add(a, e[i], step), t->elemento_max) <= 0 : num_cmp(e[i], step) >= 0;
        if (room && (best < 0 || (up ? num_cmp(e[i], e[best]) < 0 : num_cmp(e[i], e[best]) > 0))) best = i;
    }
    if (best >= 0) e[best] = up ? num_add(a, e[best], step) : num_sub(a, e[best], step);
    return best >= 0;
}

void tavolo_accogli(const Tavolo *t, const TavoloVoto *v, int totale, Arena *a, TavoloVoto *out)
{
    Num sum = num_int(0), step = num_ratio(a, 1, t->parti);
    int missing = 0;
    *out = *v;
    out->totale = num_ratio(a, totale, t->parti);
    for (int i = 0; i < TAVOLO_ELEMENTI; i++) {
        if (num_is(v->e[i])) sum = num_add(a, sum, v->e[i]);
        else missing++;
    }
    bool fits = missing || num_is_integer(a, num_mul(a, num_sub(a, out->totale, sum), num_int(t->parti)));
    while (!missing && fits && !num_eq(sum, out->totale)) {
        bool up = num_cmp(sum, out->totale) < 0;
        fits = nudge(t, out->e, up, step, a);
        sum = up ? num_add(a, sum, step) : num_sub(a, sum, step);
    }
    Num most = num_add(a, sum, num_mul(a, num_int(missing), t->elemento_max));
    if (fits && num_cmp(out->totale, sum) >= 0 && num_cmp(out->totale, most) <= 0) return;
    for (int i = 0; i < TAVOLO_ELEMENTI; i++) out->e[i] = (Num){0};
}

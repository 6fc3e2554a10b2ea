/* controlli_periodi.c - floor 5: dated records of a person against one another: sheets, absences, allowances. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "exchange/unione.h"

static Date end_of(const CampoInfo *al, const void *r, Date otherwise)
{
    Date d = data_of(al, r);
    return date_is(d) ? d : otherwise;
}

/* -- no two of a group on one day */
static const struct { EntitaTipo tipo; const char *gruppo[3], *fonte, *altra, *rimedio; } staccati[] = {
    {ENTITA_SCHEDA, {"persona", "anno", "tipo"}, "AMB-54",
     "un'altra scheda dello stesso tipo", "i periodi di una persona si seguono"},
    {ENTITA_ASSENZA, {"persona", "classe", NULL}, "AMB-20",
     "un'altra assenza della stessa classe", "unirle, o correggere un giorno"},
    {ENTITA_INDENNITA, {"persona", NULL, NULL}, "S-N.70",
     "un'altra indennità", "negli stessi giorni se ne paga una sola"},
};

static Str group_of(const Unione *u, ptrdiff_t k, const EntitaInfo *e, const void *r)
{
    Buf b = buf_new(u->a);
    for (int g = 0; g < 3 && staccati[k].gruppo[g]; g++) {
        buf_put(&b, campo_text(u->a, info_campo(e, staccati[k].gruppo[g]), r));
        buf_char(&b, '\n');
    }
    return buf_str(&b);
}

static void check_apart(const Unione *u, ptrdiff_t k)
{
    const Tabella *t = &u->arch.tabelle[staccati[k].tipo];
    const CampoInfo *dal = info_campo(t->e, "dal"), *al = info_campo(t->e, "al");
    Membro *m = NEW_N(u->a, Membro, t->n + 1);
    for (ptrdiff_t i = 0; i < t->n; i++) {
        const void *r = tabella_at(t, i);
        m[i] = (Membro){group_of(u, k, t->e, r), data_of(dal, r).g, r};
    }
    membri_sort(m, t->n);
    for (ptrdiff_t i = 0, to; i < t->n; i = to) {
        to = membri_end(m, t->n, i);
        const void *longest = m[i].record; /* of those before: the one that ends last */
        for (ptrdiff_t j = i + 1; j < to; j++) {
            const void *r = m[j].record;
            Date year_end = date_of(date_year(data_of(dal, r)), 12, 31), end = end_of(al, longest, year_end);
            bool flawed = unione_difettoso(u, t->e, r) || unione_difettoso(u, t->e, longest);
            if (!flawed && date_cmp(data_of(dal, r), end) <= 0 && (unione_letto(r) || unione_letto(longest))) {
                const void *at = unione_letto(r) ? r : longest, *other = at == r ? longest : r;
                Str from = date_iso(u->a, data_of(dal, other)), until = date_iso(u->a, end_of(al, other, year_end));
                unione_segnala(u, t->e, at, dal, "si sovrappone a %s, dal %.*s al %.*s: %s", staccati[k].altra, STR_ARG(from), STR_ARG(until),
                               staccati[k].rimedio);
            }
            if (date_cmp(end_of(al, r, year_end), end) > 0) longest = r;
        }
    }
}

/* -- absences and allowances are days of employment */
static void check_employed(const Unione *u, EntitaTipo k)
{
    const Tabella *t = &u->arch.tabelle[k];
    const CampoInfo *dal = info_campo(t->e, "dal"), *al = info_campo(t->e, "al");
    for (ptrdiff_t i = 0; i < t->n; i++) {
        const void *r = tabella_at(t, i);
        if (!unione_letto(r) || unione_difettoso(u, t->e, r)) continue;
        const Persona *p = unione_rif(u, info_campo(t->e, "persona"), r);
        if (!p) continue;
        if (date_is(p->assunto) && date_cmp(data_of(dal, r), p->assunto) < 0)
            unione_segnala(u, t->e, r, dal, "viene prima dell'assunzione, il %.*s: correggere il giorno, o assunto in persone",
                           STR_ARG(date_iso(u->a, p->assunto)));
        if (date_is(p->cessato) && date_cmp(data_of(al, r), p->cessato) > 0)
            unione_segnala(u, t->e, r, al, "viene dopo la cessazione, il %.*s: correggere il giorno, o cessato in persone",
                           STR_ARG(date_iso(u->a, p->cessato)));
    }
}

/* -- a record that names its sheet by the first day (AMB-54) */
static const struct { EntitaTipo tipo; bool personale; } di_scheda[] = {
    {ENTITA_OBIETTIVO_ASSEGNATO, false}, {ENTITA_COMPETENZA, false}, {ENTITA_SEMISCHEDA, true}, {ENTITA_PARTECIPAZIONE, true},
    {ENTITA_PRESENZA, true},
};

static bool has_sheet(const Unione *u, Str persona, int64_t anno, const char *tipo, Date dal)
{
    return unione_find(u, ENTITA_SCHEDA, str_fmt(u->a, "%.*s/%lld/%s/%.*s", STR_ARG(persona), (long long)anno, tipo, STR_ARG(date_iso(u->a, dal))));
}

static void check_sheet_of(const Unione *u, const EntitaInfo *e, const void *r, bool personale)
{
    const CampoInfo *dal = info_campo(e, "dal");
    Date day = data_of(dal, r);
    if (!date_is(day) || unione_difettoso(u, e, r)) return;
    Str persona = unione_rif_key(u, info_campo(e, "persona"), r);
    int64_t anno = intero_of(info_campo(e, "anno"), r);
    bool there = personale ? has_sheet(u, persona, anno, "personale", day)
                           : has_sheet(u, persona, anno, "dirigente", day) || has_sheet(u, persona, anno, "posizione", day);
    if (!there) {
        unione_segnala(u, e, r, dal, "nessuna scheda %s di questa persona comincia quel giorno: correggerlo, o lasciare vuoto",
                       personale ? "del personale" : "di dirigente o di posizione");
        return;
    }
    ptrdiff_t n, first = personale ? unione_prefix(u, ENTITA_SCHEDA, str_fmt(u->a, "%.*s/%lld/personale/", STR_ARG(persona), (long long)anno), &n) : -1;
    const Scheda *s = first >= 0 && personale && n ? tabella_at(&u->arch.tabelle[ENTITA_SCHEDA], first) : NULL;
    if (s && !date_cmp(s->dal, day)) unione_segnala(u, e, r, dal, "è la prima scheda dell'anno: lasciare vuoto");
}

static void check_sheets(const Unione *u)
{
    if (unione_incompleta(u, ENTITA_SCHEDA)) return;
    for (ptrdiff_t k = 0; k < COUNT_OF(di_scheda); k++) {
        const Tabella *t = &u->arch.tabelle[di_scheda[k].tipo];
        for (ptrdiff_t i = 0; i < t->n; i++)
            if (unione_letto(tabella_at(t, i))) check_sheet_of(u, t->e, tabella_at(t, i), di_scheda[k].personale);
    }
}

/* -- an excluded indicator is of an objective that the person has; a stage continues that of the year before (S-N.17) */
static void check_excluded(const Unione *u)
{
    const Tabella *t = &u->arch.tabelle[ENTITA_INDICATORE_ESCLUSO];
    if (unione_incompleta(u, ENTITA_OBIETTIVO_ASSEGNATO)) return;
    ptrdiff_t n;
    const ObiettivoAssegnato *o = ALL(&u->arch, ObiettivoAssegnato, OBIETTIVO_ASSEGNATO, &n);
    for (ptrdiff_t i = 0; i < t->n; i++) {
        const IndicatoreEscluso *x = tabella_at(t, i);
        bool has = !unione_letto(x) || unione_difettoso(u, t->e, x);
        for (ptrdiff_t k = 0; k < n && !has; k++) has = o[k].anno == x->anno && str_eq(o[k].persona, x->persona) && str_eq(o[k].nodo, x->nodo);
        if (!has)
            unione_segnala(u, t->e, x, info_campo(t->e, "nodo"), "non è fra gli obiettivi assegnati a questa persona nel %lld: correggere, o aggiungerlo",
                           (long long)x->anno);
    }
}

static void check_stages(const Unione *u)
{
    const Tabella *t = &u->arch.tabelle[ENTITA_PROGETTO];
    for (ptrdiff_t i = 0; i < t->n; i++) {
        const Progetto *p = tabella_at(t, i);
        const CampoInfo *c = info_campo(t->e, "prosegue");
        const Progetto *before = unione_letto(p) && p->prosegue.n && !unione_difettoso(u, t->e, p) ? unione_rif(u, c, p) : NULL;
        if (before && before->anno != p->anno - 1)
            unione_segnala(u, t->e, p, c, "è lo stadio del %lld: un progetto di più anni ha uno stadio all'anno, e questo prosegue quello del %lld",
                           (long long)before->anno, (long long)p->anno - 1);
    }
}

void controlla_periodi(const Unione *u)
{
    for (ptrdiff_t k = 0; k < COUNT_OF(staccati); k++) check_apart(u, k);
    check_employed(u, ENTITA_ASSENZA);
    check_employed(u, ENTITA_INDENNITA);
    check_sheets(u);
    check_excluded(u);
    check_stages(u);
}

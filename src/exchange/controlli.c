/* controlli.c - floor 5: what each record must satisfy by itself and towards those it refers to. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "exchange/unione.h"

/* -- rules of one record: true when it is as it must be */
static bool same_year(Date d, int64_t anno) { return !date_is(d) || date_year(d) == anno; }

static bool patrono_exists(const void *r)
{
    Str p = ((const Ente *)r)->patrono;
    Date d;
    Arena scratch = {0};
    bool fine = !p.n || date_parse_iso(str_fmt(&scratch, "2000-%.*s", STR_ARG(p)), &d);
    arena_free(&scratch);
    return fine;
}

static bool quota_above_zero(const void *r)
{
    Num q = ((const Assegnazione *)r)->quota_tempo;
    return !num_is(q) || num_sign(q) > 0;
}

static bool valore_there(const void *r)
{
    const Valore *v = r;
    return !str_eq(v->stato, S("rilevato")) || num_is(v->valore);
}

static bool valore_only_measured(const void *r)
{
    const Valore *v = r;
    return str_eq(v->stato, S("rilevato")) || !num_is(v->valore);
}

/* Percentages are measured from zero (AMB-47). */
static bool target_not_negative(const void *r) { return num_sign(((const Target *)r)->target) >= 0; }

static bool deroga_has_motive(const void *r)
{
    const Gruppo *g = r;
    return !g->deroga_atto.n || g->deroga_motivo.n;
}

static bool totale_is_sum(const void *r)
{
    const Semischeda *s = r;
    if (!num_is(s->e1) || !num_is(s->e2) || !num_is(s->e3) || !num_is(s->e4)) return true;
    Arena a = {0};
    bool same = num_eq(num_add(&a, num_add(&a, s->e1, s->e2), num_add(&a, s->e3, s->e4)), s->totale);
    arena_free(&a);
    return same;
}

static bool assenza_within(const void *r)
{
    const Presenza *p = r;
    return p->giorni_assenza <= p->giorni_dovuti;
}

static bool dovuti_within(const void *r)
{
    const Presenza *p = r;
    return p->giorni_dovuti <= (date_exists((int)p->anno, 2, 29) ? 366 : 365);
}

static bool neutri_within(const void *r)
{
    const Presenza *p = r;
    return p->giorni_neutri == INTERO_ASSENTE || p->giorni_neutri <= p->giorni_dovuti;
}

static bool not_own_delegate(const void *r)
{
    const Incarico *i = r;
    return !str_eq(i->persona, i->delega_di);
}

static bool not_own_rater(const void *r)
{
    const Scheda *s = r;
    return !str_eq(s->persona, s->valutatore);
}

static bool scheda_dal(const void *r) { return same_year(((const Scheda *)r)->dal, ((const Scheda *)r)->anno); }
static bool scheda_al(const void *r) { return same_year(((const Scheda *)r)->al, ((const Scheda *)r)->anno); }

/* A project of several years has a row for each stage (S-N.17): its days may reach beyond the year, not miss it. */
static bool progetto_dal(const void *r)
{
    const Progetto *p = r;
    return !date_is(p->dal) || date_year(p->dal) <= p->anno;
}

static bool progetto_al(const void *r)
{
    const Progetto *p = r;
    return !date_is(p->al) || date_year(p->al) >= p->anno;
}


static bool parametro_dal(const void *r)
{
    const Parametro *p = r;
    return same_year(p->dal, p->anno);
}

static bool copied_from_before(const void *r)
{
    const NodoVersione *v = r;
    return v->copiato_da == INTERO_ASSENTE || v->copiato_da < v->anno;
}

static bool one_of_the_two(const void *r)
{
    const QuotaMassima *q = r;
    return num_is(q->massimo) != (q->uno_su != INTERO_ASSENTE);
}

static bool referente_al_after(const void *r)
{
    const Indennita *x = r;
    return !date_is(x->referente_dal) || !date_is(x->referente_al) || date_cmp(x->referente_dal, x->referente_al) <= 0;
}

static bool referente_with_day(const void *r)
{
    const Indennita *x = r;
    return date_is(x->referente_dal) || (!date_is(x->referente_al) && !x->referente_atto.n);
}

static bool cessato_after(const void *r)
{
    const Persona *p = r;
    return !date_is(p->assunto) || !date_is(p->cessato) || date_cmp(p->assunto, p->cessato) <= 0;
}

#define ANNO_DIVERSO "è di un altro anno: dev'essere un giorno dell'anno della riga, altrimenti va diviso per anni"

typedef struct Regola {
    EntitaTipo tipo;
    const char *campo, *fonte;
    bool (*fine)(const void *record);
    const char *parole;       /* after the field's name: what is wrong, how to mend it */
} Regola;

static const Regola regole[] = {
    {ENTITA_ENTE, "patrono", "12.6", patrono_exists,
     "non è un giorno che esiste: scrivere mese e giorno, ad esempio 09-29"},
    {ENTITA_PERSONA, "cessato", "X-11", cessato_after, "viene prima di assunto: correggere una delle due date"},
    {ENTITA_ASSEGNAZIONE, "quota_tempo", "12.6", quota_above_zero,
     "dev'essere maggiore di zero: lasciare vuoto per il tempo pieno, o scrivere la quota (0,5)"},
    {ENTITA_INCARICO, "delega_di", "X-01", not_own_delegate,
     "nessuno è delegato di sé stesso: indicare chi delega, o lasciare vuoto"},
    {ENTITA_PARAMETRO, "dal", "12.4", parametro_dal, ANNO_DIVERSO},
    {ENTITA_NODO_VERSIONE, "copiato_da", "12.5", copied_from_before,
     "dev'essere un anno precedente a quello della riga"},
    {ENTITA_TARGET, "target", "AMB-47", target_not_negative,
     "non può essere negativo, perché le percentuali si misurano da zero: cambiare la grandezza che si misura"},
    {ENTITA_VALORE, "valore", "AMB-45", valore_there,
     "manca, ma lo stato è rilevato: scrivere il valore, o cambiare lo stato"},
    {ENTITA_VALORE, "valore", "AMB-45", valore_only_measured,
     "c'è, ma lo stato non è rilevato: togliere il valore, o cambiare lo stato"},
    {ENTITA_SCHEDA, "valutatore", "C-4.26", not_own_rater, "nessuno valuta sé stesso: indicare chi valuta"},
    {ENTITA_SCHEDA, "dal", "AMB-54", scheda_dal, ANNO_DIVERSO},
    {ENTITA_SCHEDA, "al", "AMB-54", scheda_al, ANNO_DIVERSO},
    {ENTITA_GRUPPO, "deroga_atto", "S-N.61", deroga_has_motive,
     "la deroga chiede un motivo: scriverlo in deroga_motivo"},
    {ENTITA_SEMISCHEDA, "totale", "12.7", totale_is_sum,
     "non è la somma dei quattro elementi: correggere il totale o gli elementi"},
    {ENTITA_INDENNITA, "referente_al", "S-N.71", referente_al_after, "viene prima di referente_dal: correggere una delle due date"},
    {ENTITA_INDENNITA, "referente_dal", "S-N.71", referente_with_day, "manca, ma l'atto di referente o il suo ultimo giorno ci sono: aggiungerlo"},
    {ENTITA_QUOTA_MASSIMA, "massimo", "F-17", one_of_the_two, "serve una sola delle due colonne, massimo oppure uno_su"},
    {ENTITA_PROGETTO, "dal", "S-N.17", progetto_dal, "viene dopo l'anno della riga: correggere uno dei due"},
    {ENTITA_PROGETTO, "al", "S-N.17", progetto_al, "viene prima dell'anno della riga: correggere uno dei due"},
    {ENTITA_PRESENZA, "giorni_dovuti", "AMB-20", dovuti_within, "sono più dei giorni dell'anno: correggere"},
    {ENTITA_PRESENZA, "giorni_assenza", "AMB-20", assenza_within, "sono più dei giorni dovuti: correggere uno dei due"},
    {ENTITA_PRESENZA, "giorni_neutri", "AMB-20", neutri_within, "sono più dei giorni dovuti: correggere uno dei due"},
};

/* A reference to a record that has a year of its own: the same year. */
static const struct { EntitaTipo tipo; const char *campo; } stesso_anno[] = {
    {ENTITA_SEMISCHEDA, "gruppo"}, {ENTITA_PARTECIPAZIONE, "progetto"}, {ENTITA_FONDO, "progetto"},
};

/* A node named for a year: it has a version in that year. */
static const struct { EntitaTipo tipo; const char *campo; } nodo_in_anno[] = {
    {ENTITA_NODO_VERSIONE, "padre"}, {ENTITA_APPORTO, "nodo"}, {ENTITA_RISORSA, "nodo"}, {ENTITA_TARGET, "nodo"},
    {ENTITA_GRADO, "nodo"}, {ENTITA_OBIETTIVO_ASSEGNATO, "nodo"}, {ENTITA_PROGETTO, "nodo"},
};

static void check_rifs(const Unione *u, const EntitaInfo *e, const void *r)
{
    for (int i = 0; i < e->n_campi; i++) {
        const CampoInfo *c = &e->campi[i];
        if (c->tipo != CAMPO_RIF || campo_absent(c, r) || unione_incompleta(u, c->rif) || unione_rif(u, c, r)) continue;
        Str code = str_of_campo(c, r);
        unione_segnala(u, e, r, c, "«%.*s» non c'è nella tabella %s: correggere il codice, o aggiungere la riga",
                       STR_ARG(code), entita_info(c->rif)->nome);
    }
}

static void check_dates(const Unione *u, const EntitaInfo *e, const void *r)
{
    const CampoInfo *dal = campo_by_name(e, S("dal")), *al = campo_by_name(e, S("al"));
    if (dal && al && date_is(data_of(dal, r)) && date_is(data_of(al, r)) &&
        date_cmp(data_of(dal, r), data_of(al, r)) > 0)
        unione_segnala(u, e, r, al, "viene prima di dal: correggere una delle due date");
}

static void check_years(const Unione *u, const EntitaInfo *e, const void *r)
{
    for (ptrdiff_t i = 0; i < COUNT_OF(stesso_anno); i++) {
        if (stesso_anno[i].tipo != e->tipo) continue;
        const CampoInfo *c = info_campo(e, stesso_anno[i].campo);
        const void *other = campo_absent(c, r) ? NULL : unione_rif(u, c, r);
        int64_t mine = intero_of(info_campo(e, "anno"), r);
        int64_t theirs = other ? intero_of(info_campo(entita_info(c->rif), "anno"), other) : mine;
        if (mine != theirs && theirs != INTERO_ASSENTE)
            unione_segnala(u, e, r, c, "è dell'anno %lld, la riga è del %lld: correggere uno dei due",
                           (long long)theirs, (long long)mine);
    }
    for (ptrdiff_t i = 0; i < COUNT_OF(nodo_in_anno); i++) {
        if (nodo_in_anno[i].tipo != e->tipo) continue;
        const CampoInfo *c = info_campo(e, nodo_in_anno[i].campo);
        if (campo_absent(c, r) || unione_incompleta(u, ENTITA_NODO_VERSIONE) || !unione_rif(u, c, r)) continue;
        long long anno = (long long)intero_of(info_campo(e, "anno"), r);
        Str code = str_of_campo(c, r), key = unione_rif_key(u, c, r);
        ptrdiff_t n;
        unione_prefix(u, ENTITA_NODO_VERSIONE, str_fmt(u->a, "%.*s/%lld/", STR_ARG(key), anno), &n);
        if (!n)
            unione_segnala(u, e, r, c, "il nodo «%.*s» non ha una versione del %lld: aggiungerla in nodi_versioni, o "
                                       "correggere", STR_ARG(code), anno);
    }
}

/* A table and a key in it, as acts and editions name what they are about. */
static void check_link(const Unione *u, const EntitaInfo *e, const void *r)
{
    if (e->tipo != ENTITA_ATTO_OGGETTO && e->tipo != ENTITA_EDIZIONE_VOCE) return;
    const CampoInfo *table = info_campo(e, "entita"), *key = info_campo(e, "chiave");
    Str name = str_of_campo(table, r), k = str_of_campo(key, r);
    const EntitaInfo *target = entita_by_name(name);
    if (!target)
        unione_segnala(u, e, r, table, "«%.*s» non è il nome di una tabella: i nomi sono in doc/formato-dati.md",
                       STR_ARG(name));
    else if (!unione_incompleta(u, target->tipo) && !unione_find(u, target->tipo, k))
        unione_segnala(u, e, r, key, "«%.*s» non c'è nella tabella %s: correggere la chiave (parti unite con /), o "
                                     "aggiungere la riga", STR_ARG(k),
                target->nome);
    if (e->tipo != ENTITA_EDIZIONE_VOCE || unione_incompleta(u, ENTITA_EDIZIONE)) return;
    const EdizioneVoce *v = r;
    Str edition = str_fmt(u->a, "%.*s/%lld/%lld", STR_ARG(v->documento), (long long)v->anno, (long long)v->edizione);
    if (!unione_find(u, ENTITA_EDIZIONE, edition))
        unione_segnala(u, e, r, info_campo(e, "edizione"),
                       "l'edizione «%.*s» non c'è nella tabella edizioni: aggiungerla, o correggere", STR_ARG(edition));
}

/* What other floors know of it. */
static void check_codes(const Unione *u, const EntitaInfo *e, const void *r)
{
    const Codici *k = u->s->codici;
    Arena scratch = {0};
    Difetti d = {.a = &scratch};
    if (k) k->controlla(k->ctx, u->prima, &u->arch, e, r, &d);
    for (ptrdiff_t i = 0; i < d.lista.n; i++)
        unione_segnala(u, e, r, campo_by_name(e, d.lista.items[i].dove), "%.*s", STR_ARG(d.lista.items[i].cosa));
    arena_free(&scratch);
}

static void check_one(const Unione *u, const EntitaInfo *e, const void *r)
{
    check_rifs(u, e, r);
    if (unione_difettoso(u, e, r)) return;
    check_dates(u, e, r);
    check_years(u, e, r);
    check_link(u, e, r);
    for (ptrdiff_t i = 0; i < COUNT_OF(regole); i++)
        if (regole[i].tipo == e->tipo && !regole[i].fine(r))
            unione_segnala(u, e, r, info_campo(e, regole[i].campo), "%s", regole[i].parole);
    check_codes(u, e, r);
}

static void check_ente(const Unione *u)
{
    const Tabella *t = &u->arch.tabelle[ENTITA_ENTE];
    if (!t->n && !unione_incompleta(u, ENTITA_ENTE))
        difetto(u->d, 0, S("enti"), "manca l'ente: la tabella enti deve avere una riga");
    if (t->n < 2) return;
    const Ente *first = NULL;
    for (ptrdiff_t i = 0; i < t->n; i++) {
        const Ente *x = tabella_at(t, i);
        if (!unione_letto(x)) first = x;
    }
    if (!first) first = tabella_at(t, 0);
    for (ptrdiff_t i = 0; i < t->n; i++) {
        const Ente *x = tabella_at(t, i);
        if (x != first && unione_letto(x))
            unione_segnala(u, t->e, x, info_campo(t->e, "codice"),
                           "di ente ce n'è uno solo, e qui è «%.*s»: togliere la riga, o usare quel codice",
                    STR_ARG(first->codice));
    }
}

void controlla_record(const Unione *u)
{
    check_ente(u);
    for (EntitaTipo k = 0; k < ENTITA_COUNT; k++) {
        const Tabella *t = &u->arch.tabelle[k];
        for (ptrdiff_t i = 0; i < t->n; i++)
            if (unione_letto(tabella_at(t, i))) check_one(u, t->e, tabella_at(t, i));
    }
}

Err scambio_controlla(const Scambio *s, const Archivio *stored, Difetti *d)
{
    Arena a = {0};
    Unione u;
    unione_make(&u, s, stored, &a, d);
    controlla_record(&u);
    controlla_gruppi(&u);
    controlla_periodi(&u);
    controlla_alberi(&u);
    arena_free(&a);
    difetti_sort(d);
    return d->lista.n || d->in_piu ? E_DATI : OK;
}

/* caso_scrivi_personale.c - floor 4: premi of a year written as a case. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/caso_scrivi.h"

#include "cycle/binari_fatti.h"
#include "cycle/periodo.h"
#include "cycle/presenza_fatti.h"
#include "cycle/termini.h"

static Str struttura_id(Scrivano *s, Str progetto, Str unita) { return str_fmt(s->a, "%.*s/%.*s", STR_ARG(progetto), STR_ARG(unita)); }

static const Progetto *progetto_di(const Archivio *arch, Str codice)
{
    ptrdiff_t n;
    const Progetto *rows = ALL(arch, Progetto, PROGETTO, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(rows[i].codice, codice)) return &rows[i];
    return NULL;
}

static Num in_unita(Scrivano *s, Num hundredths)
{
    Num g = num_div(s->a, hundredths, num_int(100));
    return num_min(num_round(s->a, g, s->v->sistema->coefficienti.cifre, s->v->sistema->coefficienti.modo), num_int(1));
}

/* What the PO, or the dirigente, of this very unit reached; absent when there is none. */
static Num raggiunto_da(Scrivano *s, Str unita, bool dirigente)
{
    ptrdiff_t n;
    const Scheda *rows = ALL(s->v->arch, Scheda, SCHEDA, &n);
    for (ptrdiff_t i = n - 1; i >= 0 && s->prima; i--) {
        if (rows[i].anno != s->v->anno || !str_eq(rows[i].tipo, dirigente ? S("dirigente") : S("posizione")) || !str_eq(rows[i].unita, unita)) continue;
        /* the sheet of this unit, where the person has several */
        bool several = periodi_di(s->v->arch, rows[i].persona, rows[i].anno, rows[i].tipo).n > 1;
        Str id = several ? periodo_id(s->a, rows[i].persona, rows[i].dal) : rows[i].persona;
        ptrdiff_t p = dirigente ? caso_dirigente(&s->prima->caso, id) : caso_posizione(&s->prima->caso, id);
        Num reached = p < 0 ? (Num){0} : dirigente ? s->prima->esito.dirigenti[p].media : s->prima->esito.posizioni[p].esatto;
        if (num_is(reached)) return in_unita(s, reached);
    }
    return (Num){0};
}

/* G not certified yet (AMB-46, cr.g): the share reached by the structure's PO, or by its own objectives where there is no PO;
 * or the mean of the dirigente of the area; or none, because it is typed. */
static Num livello_proposto(Scrivano *s, Str unita)
{
    Str how = binari_opzione(s->v->arch, s->v->sistema, s->v->anno, "cr.g", s->a);
    if (str_eq(how, S("typed"))) return (Num){0};
    if (str_eq(how, S("dirigente_m"))) {
        Num m = raggiunto_da(s, unita, true);
        Str area = unita_superiore(s->v->arch, unita, S("area"));
        return num_is(m) || !area.n ? m : raggiunto_da(s, area, true);
    }
    Num g = raggiunto_da(s, unita, false);
    for (ptrdiff_t i = 0; !num_is(g) && s->prima && i < s->prima->caso.n_unita; i++)
        if (str_eq(s->prima->caso.unita[i].id, unita) && num_is(s->prima->esito.unita[i].esatto)) g = in_unita(s, s->prima->esito.unita[i].esatto);
    return g;
}

/* Where each project has its fund, this one has it too. */
static bool finanziato(Scrivano *s, Str progetto)
{
    ptrdiff_t n;
    const Fondo *f = ALL(s->v->arch, Fondo, FONDO, &n);
    bool found = lettura(&s->opzioni, LETTURA_FUND_SCOPE) != FONDO_PROJECT;
    for (ptrdiff_t i = 0; i < n && !found; i++) found = f[i].anno == s->v->anno && !fondo_di_merito(&f[i]) && str_eq(f[i].progetto, progetto);
    return found;
}

/* How the dirigente departs from the certified level: by a deviation, or by an evaluation of his own (AMB-21). */
static void scostamento(Scrivano *s, Str id, const ProgettoUnita *x)
{
    bool convex = lettura(&s->opzioni, LETTURA_DEV) == DEV_CONVEX;
    voce_numero_se(s, convex ? "valutazione_dirigente" : "scostamento_dirigente", convex ? x->valutazione : x->scostamento);
    if (convex && num_is(x->scostamento)) nota(s, id, "scostamento non conta: con cr.dev: convex conta valutazione (AMB-21)");
    if (!convex && num_is(x->valutazione)) nota(s, id, "valutazione non conta: cr.dev non è convex (AMB-21)");
    if (convex && !num_is(x->valutazione)) nota(s, id, "manca valutazione in progetti_unita.csv: conta il solo livello certificato (AMB-21)");
}

static ptrdiff_t strutture(Scrivano *s)
{
    ptrdiff_t n, count = 0;
    const ProgettoUnita *rows = ALL(s->v->arch, ProgettoUnita, PROGETTO_UNITA, &n);
    for (ptrdiff_t i = 0; i < n; i++) {
        const Progetto *p = progetto_di(s->v->arch, rows[i].progetto);
        if (!p || p->anno != s->v->anno) continue;
        Num g = num_is(rows[i].livello) ? rows[i].livello : livello_proposto(s, rows[i].unita);
        Str id = struttura_id(s, rows[i].progetto, rows[i].unita);
        if (!num_is(rows[i].livello))
            nota(s, id, num_is(g) ? "livello non ancora certificato: usata la proposta (AMB-46)" : "livello mancante: nessun compenso calcolato");
        if (!finanziato(s, rows[i].progetto)) {
            nota(s, id, "il progetto %.*s non ha un fondo per l'anno (fund.scope): nessun compenso calcolato", STR_ARG(rows[i].progetto));
            continue;
        }
        if (!num_is(g)) continue;
        if (!count++) json_key(s->j, S("strutture")), json_open_list(s->j);
        json_open_map(s->j);
        voce_testo(s, "id", id);
        voce_numero(s, "livello_collettivo", g);
        voce_numero_se(s, "cause_esterne", rows[i].cause_esterne);
        scostamento(s, id, &rows[i]);
        if (lettura(&s->opzioni, LETTURA_FUND_SCOPE) == FONDO_PROJECT) voce_testo(s, "progetto", rows[i].progetto);
        json_close_map(s->j);
    }
    if (count) json_close_list(s->j);
    return count;
}

/* The structure of somebody is among those of the year and has a level, certified or proposed. */
static bool ha_livello(Scrivano *s, Str struttura)
{
    ptrdiff_t n;
    const ProgettoUnita *rows = ALL(s->v->arch, ProgettoUnita, PROGETTO_UNITA, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(struttura_id(s, rows[i].progetto, rows[i].unita), struttura))
            return finanziato(s, rows[i].progetto) && (num_is(rows[i].livello) || num_is(livello_proposto(s, rows[i].unita)));
    return false;
}

/* Weighted mean of the individual levels and of their external causes (AMB-22b). */
static void individuali(Scrivano *s, Str persona)
{
    ptrdiff_t n, count = 0, missing = 0;
    const ObiettivoIndividuale *o = ALL(s->v->arch, ObiettivoIndividuale, OBIETTIVO_INDIVIDUALE, &n);
    Num sum = num_int(0), causes = num_int(0), weights = num_int(0);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (o[i].anno != s->v->anno || !str_eq(o[i].persona, persona)) continue;
        if (!num_is(o[i].livello)) {
            missing++;
            continue;
        }
        Num w = num_is(o[i].peso) ? o[i].peso : num_int(1);
        sum = num_add(s->a, sum, num_mul(s->a, w, o[i].livello));
        if (num_is(o[i].cause_esterne)) causes = num_add(s->a, causes, num_mul(s->a, w, o[i].cause_esterne));
        weights = num_add(s->a, weights, w);
        count++;
    }
    if (missing) nota(s, persona, "obiettivi individuali senza livello: %td", missing);
    if (!count || num_sign(weights) == 0) return;
    voce_numero(s, "livello_individuale", num_div(s->a, sum, weights));
    if (num_sign(causes) > 0) voce_numero(s, "cause_esterne_individuali", num_div(s->a, causes, weights));
}

/* Part-time share: mean of the assignments of the year, or of the sheet, by days; 1 is left out. */
static void quota_tempo(Scrivano *s, Str persona, Date first, Date last)
{
    ptrdiff_t n;
    const Assegnazione *rows = ALL(s->v->arch, Assegnazione, ASSEGNAZIONE, &n);
    Num sum = num_int(0), days = num_int(0);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (!str_eq(rows[i].persona, persona)) continue;
        Date from = date_cmp(rows[i].dal, first) > 0 ? rows[i].dal : first;
        Date to = date_is(rows[i].al) && date_cmp(rows[i].al, last) < 0 ? rows[i].al : last;
        if (date_cmp(from, to) > 0) continue;
        Num d = num_int(date_days_between(from, to) + 1);
        sum = num_add(s->a, sum, num_is(rows[i].quota_tempo) ? num_mul(s->a, d, rows[i].quota_tempo) : d);
        days = num_add(s->a, days, d);
    }
    if (num_sign(days) == 0) return;
    Num share = num_div(s->a, sum, days);
    if (num_cmp(share, num_int(1)) != 0) voce_numero(s, "quota_tempo", share);
}

static const Presenza *presenza_di(const Archivio *arch, int64_t anno, Str id)
{
    Arena scratch = {0};
    Date dal;
    Str who = periodo_persona(id, &dal);
    const Tabella *t = &arch->tabelle[ENTITA_PRESENZA];
    const Presenza *p = t->n ? tabella_find(&scratch, t, record_key(&scratch, t->e, &(Presenza){.persona = who, .anno = anno, .dal = dal})) : NULL;
    arena_free(&scratch);
    return p;
}

/* Who takes part in which project: told by the body, else the longest service (S-N.11-15). */
typedef struct Partecipe {
    Str persona, struttura; /* persona: of a later sheet of the year CODE@FROM (AMB-54) */
    bool indicata;          /* told by the body: it prevails */
    bool piu_schede;        /* one of several sheets of the staff in that year */
    int64_t marks[2];
    Date dal, al;           /* of the project, within the year */
    Date da, a;             /* of the sheet, where there are several */
} Partecipe;
typedef struct Partecipi { Partecipe *items; ptrdiff_t n, cap; } Partecipi;

/* Days counted from dated absences. */
static PresenzaContata contata(Scrivano *s, const Partecipe *p)
{
    Str who = periodo_persona(p->persona, NULL);
    const Servito *x = servito(&s->serviti, who);
    PresenzaDove where = {p->dal, p->al, p->piu_schede, p->da, p->a};
    return presenza_conta(s->v->arch, s->v->sistema, s->v->anno, who, x ? &x->servizio : NULL, &where, s->a);
}

/* The days of absence are facts that nothing else tells: without them there is no coefficient (AMB-20). What can be
 * worked out is said, so that the row is soon written. */
static bool presenza_nota(Scrivano *s, const Partecipe *p)
{
    if (presenza_di(s->v->arch, s->v->anno, p->persona)) return true;
    if (presenza_datata(s->v->arch, s->v->anno)) {
        if (contata(s, p).dovuti) return true;
        nota(s, p->persona, "compenso non calcolato: nessun giorno di servizio dovuto nel progetto (AMB-20)");
        return false;
    }
    Patrono patron = termini_patrono(s->v->arch);
    const Servito *x = servito(&s->serviti, periodo_persona(p->persona, NULL));
    int due = calendario_working_days(p->dal, p->al, patron), served = 0;
    for (Date d = p->dal; x && date_cmp(d, p->al) <= 0; d = date_plus_days(d, 1)) {
        bool there = false;
        for (ptrdiff_t k = 0; k < x->servizio.n && !there; k++)
            there = date_cmp(x->servizio.assegnazioni[k].dal, d) <= 0 && date_cmp(d, x->servizio.assegnazioni[k].al) <= 0;
        served += there && calendario_working_day(d, patron) && (!p->piu_schede || (date_cmp(p->da, d) <= 0 && date_cmp(d, p->a) <= 0));
    }
    nota(s, p->persona,
         "compenso non calcolato: in presenze.csv manca la riga di %.*s per il %lld. Aggiungerla con giorni_dovuti (dal %.*s al "
         "%.*s i giorni lavorativi sono %d) e giorni_assenza, senza le assenze neutre (AMB-20)",
         STR_ARG(p->persona), (long long)s->v->anno, STR_ARG(date_iso(s->a, p->dal)), STR_ARG(date_iso(s->a, p->al)), due);
    if (p->piu_schede)
        nota(s, p->persona, "ha più schede nell'anno: una riga di presenze.csv per ciascuna (dal, vuoto nella prima); fuori della scheda %d giorni, da mettere fra quelli di assenza (AMB-54)", due - served);
    else if (x && served < due) nota(s, p->persona, "fuori servizio per %d di quei giorni: sono di assenza, salvo altra regola dell'ente (AMB-20)", due - served);
    return false;
}

static void presenza(Scrivano *s, const Partecipe *p)
{
    const Presenza *x = presenza_di(s->v->arch, s->v->anno, p->persona);
    PresenzaContata days = x ? (PresenzaContata){(int)x->giorni_dovuti, (int)x->giorni_assenza} : contata(s, p);
    if (x && presenza_datata(s->v->arch, s->v->anno)) {
        PresenzaContata dated = contata(s, p);
        if (dated.dovuti != days.dovuti || dated.assenza != days.assenza)
            nota(s, p->persona, "presenze.csv dice %d dovuti e %d di assenza, le assenze datate %d e %d: vale la riga di presenze.csv (AMB-20)",
                 days.dovuti, days.assenza, dated.dovuti, dated.assenza);
    }
    json_key(s->j, S("giorni_dovuti"));
    json_int(s->j, days.dovuti);
    json_key(s->j, S("giorni_assenza"));
    json_int(s->j, days.assenza);
    if (lettura(&s->opzioni, LETTURA_PR_MODE) == 0) return;
    Num months = rule_mesi(s->a, p->dal, p->al);
    if (num_cmp(months, num_int(12)) < 0) voce_numero(s, "mesi", months);
}

/* The dirigenza's own parameter (S-N.68): of the sheet, read where staff.integrative wants it. */
static void integrativo(Scrivano *s, const Partecipe *p)
{
    Date dal;
    Str who = periodo_persona(p->persona, &dal);
    Periodi sheets = periodi_di(s->v->arch, who, s->v->anno, S("personale"));
    Num x = {0};
    for (ptrdiff_t i = 0; i < sheets.n; i++)
        if (date_is(dal) ? !date_cmp(sheets.items[i].dal, dal) : !i) x = sheets.items[i].integrativo;
    bool read = lettura(&s->opzioni, LETTURA_INTEGRATIVE) != 0;
    if (read && !num_is(x)) nota(s, p->persona, "manca integrativo nella scheda: il parametro integrativo vale 1 (S-N.68)");
    else if (read) voce_numero(s, "parametro_integrativo", x);
    else if (num_is(x)) nota(s, p->persona, "integrativo non conta: staff.integrative non è factor (S-N.68)");
}

static void persona(Scrivano *s, const Partecipe *p)
{
    const int64_t *marks = p->marks;
    json_open_map(s->j);
    voce_testo(s, "id", p->persona);
    if (p->indicata) voce_testo(s, "struttura", p->struttura);
    voce_punti(s, "semischeda1", marks[0]);
    voce_punti(s, "semischeda2", marks[1]);
    Str who = periodo_persona(p->persona, NULL);
    individuali(s, who);
    presenza(s, p);
    bool several = p->piu_schede;
    quota_tempo(s, who, several ? p->da : date_of((int)s->v->anno, 1, 1), several ? p->a : date_of((int)s->v->anno, 12, 31));
    integrativo(s, p);
    if (several) voce_testo(s, "persona", who);
    json_close_map(s->j);
}

static bool coefficienti_pronti(Scrivano *s)
{
    const Sistema *r = s->v->sistema;
    for (int i = 0; i < r->n_fasce; i++)
        if (!fatti_parametro(s->v->arch, s->v->anno, str_fmt(s->a, "premi.coefficiente.%.*s", STR_ARG(r->fasce[i].nome)))) {
            nota(s, S("premi"), "manca il parametro premi.coefficiente.%.*s", STR_ARG(r->fasce[i].nome));
            return false;
        }
    return true;
}

/* What is told and what the longest service gives do not agree: the first counts, and people know it. */
static void confronta_progetto(Scrivano *s, const Partecipe *p)
{
    const Servito *x = p->piu_schede ? NULL : servito(&s->serviti, p->persona); /* of several sheets each may say its own */
    if (!x || !x->struttura.n || str_eq(x->struttura, p->struttura)) return;
    nota(s, p->persona, "partecipazioni.csv lo mette in %.*s, ma il servizio più lungo del %lld è in %.*s (%d giorni), cioè in %.*s: vale quanto indicato (S-N.14)",
         STR_ARG(p->struttura), (long long)s->v->anno, STR_ARG(x->unita), x->giorni, STR_ARG(x->struttura));
}

/* Employees that nobody put in a project: those di ruolo and comandati are in that of the longest service. */
static void da_servizio(Scrivano *s, Partecipi *out)
{
    ptrdiff_t stated = out->n;
    for (ptrdiff_t i = 0; i < s->serviti.n; i++) {
        const Servito *x = &s->serviti.items[i];
        Str who = x->persona->codice;
        bool told = false;
        for (ptrdiff_t k = 0; k < stated && !told; k++) told = str_eq(out->items[k].persona, who);
        bool sheet = fatti_semischeda(s->v->arch, who, s->v->anno, 1) != NULL;
        if (told) continue;
        if (str_eq(x->persona->rapporto, S("determinato"))) {
            if (sheet) nota(s, who, "non è di ruolo e partecipazioni.csv non lo mette in un progetto: nessun compenso (S-N.11)");
        } else if (x->struttura.n) {
            *PUSH(s->a, out) = (Partecipe){.persona = who, .struttura = x->struttura};
        } else if (x->strutture > 1) {
            nota(s, who, "l'unità del servizio più lungo, %.*s, ha più progetti: indicare il suo in partecipazioni.csv (S-N.14)", STR_ARG(x->unita));
        } else if (sheet) {
            nota(s, who, "compenso non calcolato: l'unità del servizio più lungo, %.*s, non ha un progetto in progetti_unita.csv (S-N.14)", STR_ARG(x->unita));
        }
    }
}

/* Who has several sheets of the staff takes part with each: in the project told for it, else in that of the year
 * (S-N.14, AMB-54). */
static void altre_schede(Scrivano *s, Partecipi *out)
{
    ptrdiff_t stated = out->n, n;
    const Partecipazione *rows = ALL(s->v->arch, Partecipazione, PARTECIPAZIONE, &n);
    for (ptrdiff_t i = 0; i < stated; i++) {
        Periodi sheets = periodi_di(s->v->arch, out->items[i].persona, s->v->anno, S("personale"));
        for (ptrdiff_t k = 0; sheets.n > 1 && k < sheets.n; k++) {
            Partecipe x = out->items[i];
            x.piu_schede = true;
            periodo_giorni(&sheets.items[k], &x.da, &x.a);
            if (!k) {
                out->items[i] = x;
                continue;
            }
            x.persona = periodo_id(s->a, out->items[i].persona, sheets.items[k].dal);
            x.indicata = true;
            for (ptrdiff_t r = 0; r < n; r++)
                if (rows[r].anno == s->v->anno && str_eq(rows[r].persona, out->items[i].persona) && date_is(rows[r].dal) && !date_cmp(rows[r].dal, sheets.items[k].dal))
                    x.struttura = struttura_id(s, rows[r].progetto, rows[r].unita);
            *PUSH(s->a, out) = x;
        }
    }
}

/* Days are told of each sheet, or of none: a row of the whole year would pay twice. */
static bool presenze_complete(Scrivano *s, const Partecipe *p)
{
    if (!p->piu_schede) return true;
    Str who = periodo_persona(p->persona, NULL);
    Periodi sheets = periodi_di(s->v->arch, who, s->v->anno, S("personale"));
    ptrdiff_t told = 0;
    for (ptrdiff_t k = 0; k < sheets.n; k++) told += presenza_di(s->v->arch, s->v->anno, periodo_id(s->a, who, periodo_giorno(&sheets, k))) != NULL;
    if (!told || told == sheets.n) return true;
    nota(s, p->persona, "compenso non calcolato: presenze.csv ha %td righe per le sue %td schede dell'anno: una per ciascuna, con dal (vuoto nella prima) (AMB-54)", told, sheets.n);
    return false;
}

static int by_person(const void *x, const void *y) { return str_cmp(((const Partecipe *)x)->persona, ((const Partecipe *)y)->persona); }

/* The project's days within the year (S-N.16-18). */
static void finestra(Scrivano *s, Partecipe *p)
{
    ptrdiff_t n;
    const ProgettoUnita *rows = ALL(s->v->arch, ProgettoUnita, PROGETTO_UNITA, &n);
    const Progetto *x = NULL;
    for (ptrdiff_t i = 0; i < n && !x; i++)
        if (str_eq(struttura_id(s, rows[i].progetto, rows[i].unita), p->struttura)) x = progetto_di(s->v->arch, rows[i].progetto);
    p->dal = date_of((int)s->v->anno, 1, 1);
    p->al = date_of((int)s->v->anno, 12, 31);
    if (x && date_is(x->dal) && date_cmp(x->dal, p->dal) > 0 && date_cmp(x->dal, p->al) <= 0) p->dal = x->dal;
    if (x && date_is(x->al) && date_cmp(x->al, p->al) < 0 && date_cmp(x->al, p->dal) >= 0) p->al = x->al;
}

static Partecipi partecipi(Scrivano *s)
{
    ptrdiff_t n;
    const Partecipazione *p = ALL(s->v->arch, Partecipazione, PARTECIPAZIONE, &n);
    Partecipi all = {0}, out = {0};
    for (ptrdiff_t i = 0; i < n; i++)
        if (p[i].anno == s->v->anno && !date_is(p[i].dal))
            *PUSH(s->a, &all) = (Partecipe){.persona = p[i].persona, .struttura = struttura_id(s, p[i].progetto, p[i].unita), .indicata = true};
    da_servizio(s, &all);
    altre_schede(s, &all);
    if (all.n) qsort(all.items, (size_t)all.n, sizeof *all.items, by_person);
    for (ptrdiff_t i = 0; i < all.n; i++) {
        Partecipe *x = &all.items[i];
        finestra(s, x);
        if (x->indicata) confronta_progetto(s, x);
        if (!ha_livello(s, x->struttura)) nota(s, x->persona, "compenso non calcolato: manca il livello della struttura %.*s", STR_ARG(x->struttura));
        else if (punteggi_di(s, x->persona, x->marks) && presenze_complete(s, x) && presenza_nota(s, x)) *PUSH(s->a, &out) = *x;
    }
    return out;
}

/* Funds of the year: the body's one, or one a project, as fund.scope says (AMB-51). False with a note when they are not that:
 * which to pay is not guessed. */
static bool fondi_anno(Scrivano *s, const Fondo **one)
{
    ptrdiff_t n, count = 0;
    bool projects = lettura(&s->opzioni, LETTURA_FUND_SCOPE) == FONDO_PROJECT;
    const Fondo *f = ALL(s->v->arch, Fondo, FONDO, &n);
    *one = NULL;
    for (ptrdiff_t i = 0; i < n; i++) {
        if (f[i].anno != s->v->anno || fondo_di_merito(&f[i])) continue;
        if ((f[i].progetto.n > 0) != projects) {
            nota(s, S("premi"), projects ? "il fondo %.*s è di tutto l'ente, ma il sistema divide un fondo per progetto (fund.scope): dire di quale progetto è. Compensi non calcolati"
                                         : "il fondo %.*s è di un progetto, ma il sistema divide un fondo solo, dell'ente (fund.scope): togliere il progetto o il fondo. Compensi non calcolati",
                 STR_ARG(f[i].codice));
            return false;
        }
        if (*one && !projects) {
            nota(s, S("premi"), "i fondi dell'anno sono due, %.*s e %.*s: tenerne uno, con l'importo intero. Compensi non calcolati",
                 STR_ARG((*one)->codice), STR_ARG(f[i].codice));
            return false;
        }
        *one = &f[i];
        count++;
    }
    if (!count) nota(s, S("premi"), "nessun fondo per l'anno: compensi non calcolati");
    return count > 0;
}

static void scrivi_fondi(Scrivano *s, const Fondo *one)
{
    ptrdiff_t n;
    const Fondo *f = ALL(s->v->arch, Fondo, FONDO, &n);
    if (!one->progetto.n) {
        voce_testo(s, "fondo", num_fixed(s->a, one->importo, 2));
        return;
    }
    json_key(s->j, S("fondi"));
    json_open_list(s->j);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (f[i].anno != s->v->anno || fondo_di_merito(&f[i])) continue;
        json_open_map(s->j);
        voce_testo(s, "id", f[i].progetto);
        voce_testo(s, "importo", num_fixed(s->a, f[i].importo, 2));
        json_close_map(s->j);
    }
    json_close_list(s->j);
}

void scrivi_premi(Scrivano *s)
{
    const Fondo *fondo;
    if (!fondi_anno(s, &fondo) || !coefficienti_pronti(s)) return;
    Partecipi who = partecipi(s);
    if (!who.n) return;
    const Sistema *r = s->v->sistema;
    json_key(s->j, S("premi"));
    json_open_map(s->j);
    scrivi_fondi(s, fondo);
    json_key(s->j, S("coefficienti"));
    json_open_map(s->j);
    for (int i = 0; i < r->n_fasce; i++) {
        const char *band = str_c(s->a, r->fasce[i].nome);
        voce_testo(s, band, fatti_parametro(s->v->arch, s->v->anno, str_fmt(s->a, "premi.coefficiente.%s", band))->valore);
    }
    json_close_map(s->j);
    const Parametro *q = fatti_parametro(s->v->arch, s->v->anno, S("cr.q"));
    if (q) voce_testo(s, "quota_individuale", q->valore);
    scrivi_maggiorazione(s);
    strutture(s);
    json_key(s->j, S("persone"));
    json_open_list(s->j);
    for (ptrdiff_t i = 0; i < who.n; i++) persona(s, &who.items[i]);
    json_close_list(s->j);
    json_close_map(s->j);
}

/* access.c - floor 3: makes permissions: the matrix, a person's roles on a day, how an object stands to that person. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "store/access_grant.h"

#include "store/store_priv.h"

/* A role held on the day; per: on whose behalf ("" = one's own). */
typedef struct Tenuto { Ruolo ruolo; Str unita, per; } Tenuto;
typedef struct UnitaPadre { Str codice, padre; } UnitaPadre;
typedef struct Valuta { Str valutatore, unita; } Valuta;
typedef LIST(Str) Testi;

/* One request being decided. */
typedef struct Esame {
    Store *st;
    const Richiesta *r;
    Arena *a;
    LIST(Tenuto) ruoli;
    Testi mie;                      /* units the person works in on the day */
    LIST(UnitaPadre) unita;
    LIST(Valuta) valuta;            /* who evaluates the object, and where */
    Testi del;                      /* units the object belongs to */
    Testi gruppi;                   /* groups it belongs to or is */
    Testi eventi;                   /* what makes somebody COMPETENT: one is enough */
    Testi avvenuti;                 /* events of the year that have happened to the object */
    unsigned corsi;                /* tracks of evaluation the object is on, one bit each */
    bool partecipa;                 /* in the meeting */
    bool cessato, esiste;
    Str padre;                      /* of the node being looked at */
} Esame;

typedef void (*Riga)(Esame *x, const DbRighe *r);

static Str column(const Esame *x, const DbRighe *r, int col)
{
    Str text = db_text(r, col);
    return str_dup(x->a, text);
}

static void put(Esame *x, Testi *to, Str text)
{
    if (text.n) *PUSH(x->a, to) = text;
}

static bool among(const Testi *t, Str text)
{
    for (ptrdiff_t i = 0; i < t->n; i++)
        if (str_eq(t->items[i], text)) return true;
    return false;
}

static Err rows(Esame *x, const Sql *q, const DbVal *in, Riga fn)
{
    DbRighe r;
    Err e = db_query(x->st->db, q, in, &r);
    while (!e && db_next(&r, &e)) fn(x, &r);
    db_end(&r);
    return e ? store_db_fail(x->st, e) : OK;
}

/* -- who asks */
static void row_person(Esame *x, const DbRighe *r)
{
    Date end;
    x->esiste = true;
    x->cessato = !db_null(r, 0) && date_parse_iso(db_text(r, 0), &end) && date_cmp(end, x->r->oggi) < 0;
}

static void row_role(Esame *x, const DbRighe *r)
{
    Tenuto t = {.unita = column(x, r, 1), .per = column(x, r, 2)};
    if (ruolo_by_word(db_text(r, 0), &t.ruolo)) *PUSH(x->a, &x->ruoli) = t;
}

static void row_my_unit(Esame *x, const DbRighe *r) { put(x, &x->mie, column(x, r, 0)); }

static void row_unit(Esame *x, const DbRighe *r)
{
    *PUSH(x->a, &x->unita) = (UnitaPadre){column(x, r, 0), column(x, r, 1)};
}

static Err load_person(Esame *x)
{
    DbVal who = db_t(x->r->persona), day = db_t(date_iso(x->a, x->r->oggi));
    Err e = rows(x, &SQL_ACCESSO_PERSONA, &who, row_person);
    if (e || !x->esiste || x->cessato) return e;
    e = rows(x, &SQL_ACCESSO_INCARICHI, (DbVal[]){who, day}, row_role);
    if (!e) e = rows(x, &SQL_ACCESSO_ASSEGNAZIONI, (DbVal[]){who, day, day}, row_my_unit);
    if (!e) e = rows(x, &SQL_ACCESSO_UNITA, NULL, row_unit);
    return e;
}

/* -- what it is about */
static void add_evaluation(Esame *x, Str rater, Str unit)
{
    *PUSH(x->a, &x->valuta) = (Valuta){rater, unit};
    put(x, &x->del, unit);
}

static void row_sheet(Esame *x, const DbRighe *r)
{
    Str kind = db_text(r, 0);
    Corso b = CORSO_VALUTAZIONE_DIRIGENTI;
    if (str_eq(kind, S("personale"))) b = CORSO_VALUTAZIONE_PERSONALE;
    if (str_eq(kind, S("posizione"))) b = CORSO_VALUTAZIONE_PO;
    x->corsi |= 1u << b;
    add_evaluation(x, column(x, r, 1), column(x, r, 2));
}

static void row_group_of_person(Esame *x, const DbRighe *r)
{
    put(x, &x->gruppi, column(x, r, 0));
    add_evaluation(x, column(x, r, 1), column(x, r, 2));
}

static void row_group(Esame *x, const DbRighe *r)
{
    put(x, &x->gruppi, x->r->su.gruppo);
    x->corsi |= 1u << CORSO_VALUTAZIONE_PERSONALE;
    add_evaluation(x, column(x, r, 1), column(x, r, 2));
}

static void row_object_unit(Esame *x, const DbRighe *r) { put(x, &x->del, column(x, r, 0)); }

/* The Segretario generale's sheet is of the same kind as a dirigente's; its track is another. */
static void row_is_sg(Esame *x, const DbRighe *r)
{
    (void)r;
    unsigned dir = 1u << CORSO_VALUTAZIONE_DIRIGENTI;
    if (x->corsi & dir) x->corsi = (x->corsi & ~dir) | 1u << CORSO_VALUTAZIONE_SG;
}

static Err load_about_person(Esame *x)
{
    const Ambito *su = &x->r->su;
    if (!su->anno) return OK;
    Str from = str_fmt(x->a, "%04d-01-01", (int)su->anno), to = str_fmt(x->a, "%04d-12-31", (int)su->anno);
    DbVal who = db_t(su->persona), year = db_i(su->anno), span[] = {who, db_t(from), db_t(to)};
    Err e = rows(x, &SQL_ACCESSO_SCHEDE, (DbVal[]){who, year}, row_sheet);
    if (!e) e = rows(x, &SQL_ACCESSO_GRUPPI, (DbVal[]){who, year}, row_group_of_person);
    if (!e) e = rows(x, &SQL_ACCESSO_SEGRETARIO, span, row_is_sg);
    if (!e && !x->del.n) e = rows(x, &SQL_ACCESSO_ASSEGNAZIONI, span, row_object_unit);
    return e;
}

/* The first row is the version that counts. */
static void row_node(Esame *x, const DbRighe *r)
{
    if (x->esiste) return;
    x->esiste = true;
    put(x, &x->del, column(x, r, 0));
    x->padre = column(x, r, 1);
}

/* A node belongs to the unit that answers for it and to those that contribute (C-1.23); one that names none belongs
 * where the node above it does. */
static Err load_about_node(Esame *x)
{
    Str node = x->r->su.nodo;
    Err e = OK;
    for (int level = 0; !e && node.n && !x->del.n && level < 64; level++) {
        DbVal in[] = {db_t(node), db_i(x->r->su.anno)};
        x->esiste = false;
        x->padre = S("");
        e = rows(x, &SQL_ACCESSO_NODO, in, row_node);
        if (!e) e = rows(x, &SQL_ACCESSO_APPORTI, in, row_object_unit);
        node = x->padre;
    }
    return e;
}

static void row_meeting(Esame *x, const DbRighe *r)
{
    put(x, &x->del, column(x, r, 0));
    put(x, &x->eventi, column(x, r, 1));
}

static void row_takes_part(Esame *x, const DbRighe *r)
{
    (void)r;
    x->partecipa = true;
}

static Err load_about(Esame *x)
{
    const Ambito *su = &x->r->su;
    DbVal meeting[] = {db_t(su->riunione), db_t(x->r->persona)}, group = db_t(su->gruppo);
    Err e = OK;
    put(x, &x->del, su->unita);
    put(x, &x->eventi, su->evento);
    if (su->persona.n) e = load_about_person(x);
    if (!e && su->gruppo.n) e = rows(x, &SQL_ACCESSO_GRUPPO, &group, row_group);
    if (!e && su->nodo.n) e = load_about_node(x);
    if (!e && su->riunione.n) e = rows(x, &SQL_ACCESSO_RIUNIONE, meeting, row_meeting);
    if (!e && su->riunione.n) e = rows(x, &SQL_ACCESSO_PARTECIPA, meeting, row_takes_part);
    return e;
}

/* -- how it stands to the person */
static Str parent_of(const Esame *x, Str unit)
{
    for (ptrdiff_t i = 0; i < x->unita.n; i++)
        if (str_eq(x->unita.items[i].codice, unit)) return x->unita.items[i].padre;
    return S("");
}

/* Is `unit` `top` or below it. The tree is as deep as it has units at most, whatever a broken one says. */
static bool below(const Esame *x, Str unit, Str top)
{
    for (ptrdiff_t i = 0; unit.n && i <= x->unita.n; i++, unit = parent_of(x, unit))
        if (str_eq(unit, top)) return true;
    return false;
}

/* Does the object belong to this unit, or with `deep` to one below. */
static bool belongs(const Esame *x, Str unit, bool deep)
{
    for (ptrdiff_t i = 0; i < x->del.n; i++)
        if (deep ? below(x, x->del.items[i], unit) : str_eq(x->del.items[i], unit)) return true;
    return false;
}

/* The role's own unit, or when it has none those the person works in. */
static bool in_units(const Esame *x, const Tenuto *t, bool deep)
{
    if (t->unita.n) return belongs(x, t->unita, deep);
    for (ptrdiff_t i = 0; i < x->mie.n && !t->per.n; i++)
        if (belongs(x, x->mie.items[i], deep)) return true;
    return false;
}

static Str acts_for(const Esame *x, const Tenuto *t) { return t->per.n ? t->per : x->r->persona; }

static bool in_charge(const Esame *x, const Tenuto *t, const Valuta *v)
{
    return str_eq(v->valutatore, acts_for(x, t)) && (!t->unita.n || !v->unita.n || below(x, v->unita, t->unita));
}

/* Evaluates it, and still holds the office in which he does. */
static bool evaluator(const Esame *x, const Tenuto *t)
{
    for (ptrdiff_t i = 0; i < x->valuta.n; i++)
        if (in_charge(x, t, &x->valuta.items[i])) return true;
    return false;
}

/* Evaluated it, and holds no such office any more. */
static bool former_evaluator(const Esame *x)
{
    for (ptrdiff_t i = 0; i < x->valuta.n; i++) {
        if (!str_eq(x->valuta.items[i].valutatore, x->r->persona)) continue;
        bool still = false;
        for (ptrdiff_t k = 0; k < x->ruoli.n && !still; k++) {
            const Tenuto *t = &x->ruoli.items[k];
            still = t->ruolo != RUOLO_DIPENDENTE && in_charge(x, t, &x->valuta.items[i]);
        }
        if (!still) return true;
    }
    return false;
}

/* What decides an evaluation makes competent for it. */
static void decisive_events(Esame *x)
{
    static const struct { Corso b; const char *evento; } table[] = {
        {CORSO_VALUTAZIONE_SG, "valutazione_sg.decide"}, {CORSO_VALUTAZIONE_DIRIGENTI, "valutazione_dirigenti.approva"},
        {CORSO_VALUTAZIONE_PO, "valutazione_po.decide"},
        {CORSO_VALUTAZIONE_PERSONALE, "valutazione_personale.determina"}};
    for (ptrdiff_t i = 0; i < COUNT_OF(table); i++)
        if (x->corsi & 1u << table[i].b) put(x, &x->eventi, str_of(table[i].evento));
}

static bool competent(const Esame *x, const Tenuto *t)
{
    bool adopts = str_eq(x->r->su.organo, str_of(ruolo_word(t->ruolo))), named = !x->eventi.n && adopts;
    for (ptrdiff_t i = 0; i < x->eventi.n && !named; i++) named = permessi_competente(x->eventi.items[i], t->ruolo);
    return named && (adopts || !x->r->su.organo.n) && (!t->unita.n || !x->del.n || belongs(x, t->unita, true));
}

/* The relations of a cell that are satisfied in this role. Nobody's delegate is that person himself. */
static unsigned satisfied(const Esame *x, const Tenuto *t, unsigned cell)
{
    const Ambito *su = &x->r->su;
    unsigned is = LEGAME_BODY | LEGAME_PUBLIC;
    if (!t->per.n && (x->partecipa || (su->persona.n && str_eq(su->persona, x->r->persona)))) is |= LEGAME_SELF;
    if (cell & LEGAME_EVALUATOR && t->ruolo != RUOLO_DIPENDENTE && evaluator(x, t)) is |= LEGAME_EVALUATOR;
    if (cell & LEGAME_FORMER_EVALUATOR && !t->per.n && former_evaluator(x)) is |= LEGAME_FORMER_EVALUATOR;
    if (cell & LEGAME_OWN_UNIT && in_units(x, t, false)) is |= LEGAME_OWN_UNIT;
    if (cell & LEGAME_SUBTREE && in_units(x, t, true)) is |= LEGAME_SUBTREE;
    if (cell & LEGAME_COMPETENT && competent(x, t)) is |= LEGAME_COMPETENT;
    return is & cell;
}

/* -- where the track stands */
static bool about_this(const Esame *x, Str entita, Str chiave)
{
    const Ambito *su = &x->r->su;
    if (str_eq(entita, S("gruppi"))) return among(&x->gruppi, chiave);
    Str mine = str_fmt(x->a, "%.*s/%lld/", STR_ARG(su->persona), (long long)su->anno);
    return su->persona.n && str_starts(chiave, mine);
}

/* An act that names groups or sheets happens to those only. What it names comes row by row; su.gruppo alone does not
 * see acts on single sheets. */
static void row_event(Esame *x, const DbRighe *r)
{
    Str entita = db_text(r, 2), chiave = db_text(r, 3);
    bool particular = x->gruppi.n || x->r->su.persona.n;
    if (db_null(r, 2) || !particular || about_this(x, entita, chiave)) put(x, &x->avvenuti, column(x, r, 1));
}

static void row_meeting_event(Esame *x, const DbRighe *r) { put(x, &x->avvenuti, column(x, r, 0)); }

static void row_proposed(Esame *x, const DbRighe *r)
{
    (void)r;
    put(x, &x->avvenuti, S("valutazione_personale.propone"));
}

static Punto state_of(const Esame *x, Corso b)
{
    int n;
    const CorsoPunto *all = permessi_punti(&n);
    Punto now = PUNTO_APERTA;
    for (int i = 0; i < n; i++)
        if (all[i].corso == b && (!all[i].evento || among(&x->avvenuti, str_of(all[i].evento)))) now = all[i].punto;
    return now;
}

/* Of several evaluations in one year the least advanced counts. */
static Err track_state(Esame *x, Corso b, Corso *which, Punto *out)
{
    const Ambito *su = &x->r->su;
    DbVal year[] = {db_i(su->anno), db_t(date_iso(x->a, x->r->oggi))};
    Err e = rows(x, &SQL_ACCESSO_EVENTI, year, row_event);
    if (!e) e = rows(x, &SQL_ACCESSO_EVENTI_RIUNIONI, year, row_meeting_event);
    if (!e) e = rows(x, &SQL_ACCESSO_PROPOSTE, (DbVal[]){db_i(su->anno), db_t(su->gruppo), db_t(su->persona)},
                     row_proposed);
    *which = b == CORSO_VALUTAZIONE ? CORSO_VALUTAZIONE_PERSONALE : b;
    *out = state_of(x, *which);
    for (Corso t = CORSO_VALUTAZIONE_SG; b == CORSO_VALUTAZIONE && t <= CORSO_VALUTAZIONE_PERSONALE; t++) {
        Punto s = state_of(x, t);
        if (!(x->corsi & 1u << t) || (x->corsi & 1u << *which && s >= *out)) continue;
        *which = t;
        *out = s;
    }
    return e;
}

/* -- words */
static Str about_words(Arena *a, const Ambito *su)
{
    const struct { const char *what; Str code; } parts[] = {
        {"persona", su->persona}, {"unità", su->unita}, {"gruppo", su->gruppo}, {"obiettivo", su->nodo},
        {"riunione", su->riunione}, {"evento", su->evento}, {"organo", su->organo}};
    Buf b = buf_new(a);
    for (ptrdiff_t i = 0; i < COUNT_OF(parts); i++)
        if (parts[i].code.n) buf_fmt(&b, "%s%s %.*s", b.n ? ", " : "", parts[i].what, STR_ARG(parts[i].code));
    if (su->anno) buf_fmt(&b, "%sanno %lld", b.n ? ", " : "", (long long)su->anno);
    return buf_str(&b);
}

/* "Può farlo: Segretario generale, OIV (tutto l'ente); dipendente (ciò che è suo)." */
static void put_who_could(Buf *b, Arena *a, const Permesso *p)
{
    const char *lead = "Può farlo: ";
    for (Ruolo k = 0; k < RUOLO_COUNT; k++) {
        bool told = !p->celle[k];
        for (Ruolo i = 0; i < k; i++) told = told || p->celle[i] == p->celle[k];
        if (told) continue;
        const char *between = lead;
        for (Ruolo i = k; i < RUOLO_COUNT; i++) {
            if (p->celle[i] != p->celle[k]) continue;
            buf_fmt(b, "%s%s", between, ruolo_parole(i));
            between = ", ";
        }
        Str what = legami_parole(a, p->celle[k]);
        buf_fmt(b, " (%.*s)", STR_ARG(what));
        lead = "; ";
    }
    buf_put(b, *lead == ';' ? S(".") : S("Nessuno può farlo."));
}

static void put_who(Buf *b, const Esame *x)
{
    const Richiesta *r = x->r;
    if (r->chi == CHI_OPERATORE) buf_put(b, S("l'operatore senza persona (manca --as)"));
    if (r->chi == CHI_PUBBLICO) buf_put(b, S("il pubblico"));
    if (r->chi != CHI_PERSONA) return;
    buf_fmt(b, "%.*s (", STR_ARG(r->persona));
    for (ptrdiff_t i = 0; i < x->ruoli.n; i++) {
        buf_fmt(b, "%s%s", i ? ", " : "", ruolo_parole(x->ruoli.items[i].ruolo));
        if (x->ruoli.items[i].per.n) buf_fmt(b, " per delega di %.*s", STR_ARG(x->ruoli.items[i].per));
    }
    Str day = date_iso(x->a, r->oggi);
    if (!x->ruoli.n && x->st) buf_fmt(b, "nessun incarico al %.*s", STR_ARG(day));
    if (!x->ruoli.n && !x->st) buf_put(b, S("prima che ci sia una base di dati non si sa chi è"));
    buf_char(b, ')');
}

static Err refuse(const Esame *x, const Permesso *p, bool himself, Str *perche)
{
    Buf b = buf_new(x->a);
    Str about = about_words(x->a, &x->r->su);
    put_who(&b, x);
    buf_fmt(&b, " non può %s", p->parole);
    if (about.n) buf_fmt(&b, " [%.*s]", STR_ARG(about));
    buf_put(&b, himself ? S(": nessuno può farlo su di sé. ") : S(". "));
    put_who_could(&b, x->a, p);
    *perche = buf_str(&b);
    return E_VIETATO;
}

/* Does what follows the verb stand in the plural: "rideterminare i punteggi". The first article tells. */
static bool plural_object(Str words)
{
    static const struct { const char *word; bool plural; } articles[] = {
        {"i", true}, {"gli", true}, {"le", true}, {"il", false}, {"lo", false}, {"la", false}, {"un", false}, {"una", false}};
    while (words.n) {
        ptrdiff_t cut = str_find(words, ' ');
        Str word = str_sub(words, 0, cut < 0 ? words.n : cut);
        words = cut < 0 ? S("") : str_sub(words, cut + 1, words.n);
        for (ptrdiff_t i = 0; i < COUNT_OF(articles); i++)
            if (str_eq(word, str_of(articles[i].word))) return articles[i].plural;
    }
    return false;
}

static Err refuse_state(const Esame *x, const Permesso *p, Corso b, Punto now, Str *perche)
{
    int n;
    const CorsoPunto *all = permessi_punti(&n);
    Str is = punti_text(x->a, now), wanted = punti_text(x->a, p->stati);
    Buf out = buf_new(x->a);
    buf_fmt(&out, "non si %s %s: per il %lld %s è nello stato %.*s, deve essere %.*s",
            plural_object(str_of(p->parole)) ? "possono" : "può", p->parole,
            (long long)x->r->su.anno,
            corso_word(b), STR_ARG(is), STR_ARG(wanted));
    for (int i = 0; i < n; i++)
        if (all[i].corso == b && all[i].punto & p->stati && all[i].evento && all[i].punto > now) {
            buf_fmt(&out, " (ci si arriva con %s)", all[i].evento);
            break;
        }
    *perche = buf_str(&out);
    return E_ATTO;
}

/* -- the decision */
static const Grant *granted(const Esame *x, const Permesso *p, Ruolo role, unsigned is)
{
    unsigned one = is & (~is + 1); /* the closest relation of those satisfied: the lowest bit */
    Grant *g = NEW(x->a, Grant);
    *g = (Grant){.persona = x->r->chi == CHI_PERSONA ? str_dup(x->a, x->r->persona) : S(""), .azione = str_of(p->nome),
                 .ruolo = str_of(ruolo_word(role)), .relazione = legami_text(x->a, one),
                 .oggetto = about_words(x->a, &x->r->su)};
    return g;
}

static Err decide(Esame *x, const Permesso *p, const Grant **out, Str *perche)
{
    bool himself = !p->proprio && x->r->su.persona.n && str_eq(x->r->su.persona, x->r->persona);
    unsigned is = 0;
    Ruolo role = RUOLO_PUBBLICO;
    for (ptrdiff_t i = 0; i < x->ruoli.n && !is && !himself; i++) {
        role = x->ruoli.items[i].ruolo;
        is = satisfied(x, &x->ruoli.items[i], p->celle[role]);
    }
    if (!is) return refuse(x, p, himself, perche);
    if (p->corso != CORSO_SEMPRE) {
        Corso which;
        Punto now;
        Err e = track_state(x, p->corso, &which, &now);
        if (e) return e;
        if (!(now & p->stati)) return refuse_state(x, p, which, now, perche);
    }
    *out = granted(x, p, role, is);
    return OK;
}

Err access_check(Store *st, const Matrice *m, const Richiesta *r, Arena *a, const Grant **out, Str *perche)
{
    Esame x = {.st = st, .r = r, .a = a};
    Err e = OK;
    *out = NULL;
    *perche = S("");
    ASSERT(r->chi != CHI_PERSONA || r->persona.n);
    if (r->chi == CHI_PERSONA) {
        e = load_person(&x);
        if (!e && !x.esiste) {
            *perche = str_fmt(a, "la persona %.*s non c'è: dopo --as va il codice di una persona dell'ente",
                              STR_ARG(r->persona));
            return E_NON_TROVATO;
        }
    }
    Ruolo without = r->chi == CHI_OPERATORE ? RUOLO_OPERATORE : RUOLO_PUBBLICO;
    if (r->chi != CHI_PERSONA) *PUSH(a, &x.ruoli) = (Tenuto){without, S(""), S("")};
    if (!e) e = load_about(&x);
    if (!e && !x.eventi.n) decisive_events(&x);
    if (!e) e = decide(&x, &m->righe[r->azione], out, perche);
    if (e == E_DB) *perche = str_dup(a, store_perche(st));
    return e;
}

Err access_check_prima(const Matrice *m, const Richiesta *r, Arena *a, const Grant **out, Str *perche)
{
    Esame x = {.r = r, .a = a};
    *out = NULL;
    *perche = S("");
    if (r->chi != CHI_PERSONA)
        *PUSH(a, &x.ruoli) = (Tenuto){r->chi == CHI_OPERATORE ? RUOLO_OPERATORE : RUOLO_PUBBLICO, S(""), S("")};
    return decide(&x, &m->righe[r->azione], out, perche);
}

Err access_stato(Store *st, Corso corso, const Ambito *su, Date oggi, Arena *a, Punto *out)
{
    Richiesta r = {.su = *su, .oggi = oggi};
    Esame x = {.st = st, .r = &r, .a = a};
    Corso which;
    *out = PUNTO_APERTA;
    Err e = load_about(&x);
    return e ? e : track_state(&x, corso, &which, out);
}

const Grant *access_operatore(Arena *a, Str azione)
{
    Grant *g = NEW(a, Grant);
    *g = (Grant){.persona = S(""), .azione = str_dup(a, azione), .ruolo = S("operatore"), .relazione = S("BODY")};
    return g;
}

Str grant_azione(const Grant *g) { return g->azione; }
Str grant_persona(const Grant *g) { return g->persona; }
Str grant_ruolo(const Grant *g) { return g->ruolo; }
Str grant_relazione(const Grant *g) { return g->relazione; }
Str grant_oggetto(const Grant *g) { return g->oggetto; }

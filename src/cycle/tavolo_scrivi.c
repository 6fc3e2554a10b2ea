/* tavolo_scrivi.c - floor 4: drafts saved, groups submitted level by level. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/tavolo_parti.h"

#include "cycle/periodo.h"
#include "store/bozza.h"
#include "store/scrittura.h"

static void begin(TavoloEsito *out, Arena *a)
{
    *out = (TavoloEsito){.perche = S(""), .difetti = {.a = a}, .hash = S("")};
}

static Err refused(TavoloEsito *out, Err e, Str perche)
{
    out->perche = perche;
    return e;
}

static bool wrong(const TavoloEsito *out) { return out->difetti.lista.n + out->difetti.in_piu > 0; }

/* -- words for what was there and what was offered */
static void put_vote(Buf *b, Arena *a, int h, const TavoloVoto *v)
{
    TavoloTesti x = tavolo_testi(a, v);
    buf_fmt(b, "%ssemischeda %d:", h ? "; " : "", h + 1);
    for (int i = 0; i < TAVOLO_ELEMENTI; i++)
        buf_fmt(b, "%s%.*s", i ? " + " : " ", x.e[i].n ? (int)x.e[i].n : 1, x.e[i].n ? x.e[i].p : "-");
    buf_fmt(b, " = %.*s", x.totale.n ? (int)x.totale.n : 1, x.totale.n ? x.totale.p : "-");
    if (x.motivo.n) buf_fmt(b, " (%.*s)", STR_ARG(x.motivo));
}

static Str votes_words(Arena *a, const TavoloVoto v[TAVOLO_MEZZE])
{
    Buf b = buf_new(a);
    for (int h = 0; h < TAVOLO_MEZZE; h++) put_vote(&b, a, h, &v[h]);
    return buf_str(&b);
}

/* The official marks in force, with the level of each. */
static Str official_words(Arena *a, const TavoloPersona *p, Str *autore, Str *ora)
{
    Buf b = buf_new(a);
    int64_t latest = -1;
    for (int h = 0; h < TAVOLO_MEZZE; h++)
        for (int l = TAVOLO_DETERMINATA; l >= 0; l--) {
            const TavoloCella *x = &p->livelli[l][h];
            if (!x->presente) continue;
            if (x->riga > latest) latest = x->riga, *autore = x->autore, *ora = x->ora;
            put_vote(&b, a, b.n ? h : 0, &x->voto);
            buf_fmt(&b, " [%s]", tavolo_livello((TavoloLivello)l));
            break;
        }
    return b.n ? buf_str(&b) : S("nessun punteggio");
}

/* Has somebody come before? The official marks or the draft are not those that the desk showed. */
static void stale(const Tavolo *t, const TavoloOfferta *o, const TavoloVoto v[TAVOLO_MEZZE], Arena *a, TavoloEsito *out)
{
    const TavoloPersona *p = &t->persone[tavolo_persona(t, o->persona)];
    Str autore = S(""), ora = S("");
    if (o->riga != TAVOLO_NON_CONTROLLARE && o->riga != p->riga) {
        Str found = official_words(a, p, &autore, &ora);
        *PUSH(a, &out->conflitti) = (TavoloConflitto){p->codice, found, votes_words(a, v), autore, ora, false};
    }
    if (o->bozza != TAVOLO_NON_CONTROLLARE && o->bozza != p->bozza.versione)
        *PUSH(a, &out->conflitti) =
            (TavoloConflitto){p->codice, p->bozza.presente ? votes_words(a, p->bozza.voti) : S("nessuna bozza"),
                              votes_words(a, v), p->bozza.autore, p->bozza.ora, true};
}

static Err conflict(TavoloEsito *out, Arena *a)
{
    return refused(out, E_CONFLITTO,
                   str_fmt(a, "%td sched%s modificat%s da altri nel frattempo: rileggere e ripetere", out->conflitti.n,
                           out->conflitti.n == 1 ? "a" : "e", out->conflitti.n == 1 ? "a" : "e"));
}

/* -- drafts */
static Err not_here(const Tavolo *t, Str persona, Arena *a, TavoloEsito *out)
{
    if (tavolo_persona(t, persona) >= 0) return OK;
    difetto(&out->difetti, 0, persona, "non è del gruppo %.*s", STR_ARG(t->gruppo));
    return refused(out, E_NON_TROVATO, str_fmt(a, "%.*s non è del gruppo %.*s", STR_ARG(persona), STR_ARG(t->gruppo)));
}

Err tavolo_bozza_salva(const TavoloChi *c, int64_t anno, Str gruppo, TavoloLivello l, const TavoloOfferta *o, Arena *a,
                       TavoloEsito *out)
{
    Tavolo t;
    const Grant *g;
    TavoloVoto v[TAVOLO_MEZZE];
    Bozza found;
    begin(out, a);
    Err e = tavolo_siedi(c, anno, gruppo, l, a, &t, &g, &out->perche);
    if (!e) e = not_here(&t, o->persona, a, out);
    if (!e) e = tavolo_livella(c, g, l, a, &t, &out->perche);
    if (e) return e;
    const TavoloPersona *p = &t.persone[tavolo_persona(&t, o->persona)];
    tavolo_leggi(&t, o, a, v, &out->difetti);
    if (wrong(out)) return refused(out, E_DATI, S("la bozza non è salvata: correggere i campi segnalati"));
    stale(&t, o, v, a, out);
    if (out->conflitti.n) return conflict(out, a);
    Bozza b = {.persona = p->codice, .anno = t.anno, .livello = str_of(tavolo_livello(l)), .gruppo = t.gruppo,
               .riga = p->riga, .versione = o->bozza, .ora = c->ora};
    for (int h = 0; h < TAVOLO_MEZZE; h++) {
        for (int i = 0; i < TAVOLO_ELEMENTI; i++) b.campi[h][i] = num_is(v[h].e[i]) ? num_exact(a, v[h].e[i]) : S("");
        b.campi[h][TAVOLO_ELEMENTI] = num_is(v[h].totale) ? num_exact(a, v[h].totale) : S("");
        b.campi[h][TAVOLO_ELEMENTI + 1] = v[h].motivo;
    }
    e = store_bozza_salva(c->st, g, &b, a, &found);
    out->versione = b.versione;
    if (e == E_CONFLITTO) { /* between the reading above and now */
        *PUSH(a, &out->conflitti) = (TavoloConflitto){p->codice, S("una bozza appena salvata: rileggerla"),
                                                      votes_words(a, v), found.autore, found.ora, true};
        return conflict(out, a);
    }
    return e ? refused(out, e, str_dup(a, store_perche(c->st))) : OK;
}

Err tavolo_bozza_butta(const TavoloChi *c, int64_t anno, Str gruppo, TavoloLivello l, Str persona, int64_t versione,
                       Arena *a, TavoloEsito *out)
{
    Tavolo t;
    const Grant *g;
    Bozza found;
    begin(out, a);
    Err e = tavolo_siedi(c, anno, gruppo, l, a, &t, &g, &out->perche);
    if (!e) e = not_here(&t, persona, a, out);
    if (!e) e = tavolo_livella(c, g, l, a, &t, &out->perche);
    if (e) return e;
    const TavoloPersona *p = &t.persone[tavolo_persona(&t, persona)];
    e = store_bozza_elimina(c->st, g, persona, t.anno, str_of(tavolo_livello(l)), versione, a, &found);
    if (e == E_CONFLITTO) {
        *PUSH(a, &out->conflitti) = (TavoloConflitto){p->codice, votes_words(a, p->bozza.voti), S("buttare la bozza"),
                                                      found.autore, found.ora, true};
        return conflict(out, a);
    }
    return e ? refused(out, e, str_dup(a, store_perche(c->st))) : OK;
}

/* -- submission */
typedef struct Invio {
    const TavoloChi *c;
    Tavolo t;
    TavoloLivello l;
    const Grant *g;
    Str atto;
    Arena *a;
    TavoloEsito *out;
    TavoloVoto (*voti)[TAVOLO_MEZZE];   /* of each person of the desk */
    const TavoloOfferta **offerte;      /* NULL: nothing offered */
    LIST(Modifica) modifiche;
} Invio;

/* Each person of the group once. The Segretario generale may leave out whom he does not touch. */
static void match(Invio *w, const TavoloOfferta *o, ptrdiff_t n)
{
    Difetti *d = &w->out->difetti;
    for (ptrdiff_t i = 0; i < n; i++) {
        ptrdiff_t at = tavolo_persona(&w->t, o[i].persona);
        if (at < 0) difetto(d, d->lista.n, o[i].persona, "non è del gruppo %.*s: toglierla", STR_ARG(w->t.gruppo));
        else if (w->offerte[at]) difetto(d, d->lista.n, o[i].persona, "c'è due volte: lasciarla una volta sola");
        else w->offerte[at] = &o[i];
    }
    for (ptrdiff_t i = 0; i < w->t.n; i++)
        if (!w->offerte[i] && w->l != TAVOLO_RIDETERMINATA)
            difetto(d, d->lista.n, w->t.persone[i].codice, "manca: si invia il gruppo intero");
}

/* The marks that stand for who is not offered. */
static void keep(const TavoloPersona *p, TavoloLivello l, TavoloVoto out[TAVOLO_MEZZE])
{
    for (int h = 0; h < TAVOLO_MEZZE; h++)
        out[h] = p->livelli[l][h].presente ? p->livelli[l][h].voto : p->prima[h];
}

static void read_person(Invio *w, ptrdiff_t i)
{
    const TavoloPersona *p = &w->t.persone[i];
    Difetti *d = &w->out->difetti;
    if (!w->offerte[i]) {
        keep(p, w->l, w->voti[i]);
        return;
    }
    ptrdiff_t before = d->lista.n + d->in_piu;
    tavolo_leggi(&w->t, w->offerte[i], w->a, w->voti[i], d);
    bool unread = d->lista.n + d->in_piu > before;
    stale(&w->t, w->offerte[i], w->voti[i], w->a, w->out);
    for (int h = 0; h < TAVOLO_MEZZE && !unread; h++) {
        const TavoloVoto *v = &w->voti[i][h];
        if (!num_is(v->totale))
            difetto(d, d->lista.n, str_fmt(w->a, "%.*s/%d/totale", STR_ARG(p->codice), h + 1),
                    "manca il punteggio: scrivere i quattro elementi, o il totale");
        else if (tavolo_diverso(v, &p->prima[h]) && !v->motivo.n)
            difetto(d, d->lista.n, str_fmt(w->a, "%.*s/%d/motivo", STR_ARG(p->codice), h + 1),
                    "il punteggio cambia rispetto al livello prima: serve il motivo");
        else if (w->l != TAVOLO_PROPOSTA && !num_is(p->prima[h].totale))
            *PUSH(w->a, &w->out->avvisi) =
                str_fmt(w->a, "%.*s, semischeda %d: non era stata proposta", STR_ARG(p->codice), h + 1);
    }
}

/* The act stands in the register, is of this year and performs the event of this step. */
static void check_act(Invio *w)
{
    static const char *const events[] = {NULL, "valutazione_personale.verifica", "valutazione_personale.ridetermina"};
    ptrdiff_t n;
    const Atto *x = ALL(w->t.interno->arch, Atto, ATTO, &n), *found = NULL;
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(x[i].codice, w->atto)) found = &x[i];
    Difetti *d = &w->out->difetti;
    if (!w->atto.n) return;
    if (!found) difetto(d, d->lista.n, S("atto"), "%.*s non è nel registro: registrarlo prima", STR_ARG(w->atto));
    else if (found->anno != w->t.anno || !str_eq(found->evento, str_of(events[w->l])))
        difetto(d, d->lista.n, S("atto"), "%.*s non è un atto del %lld con evento %s", STR_ARG(w->atto),
                (long long)w->t.anno, events[w->l]);
}

static Str violated_words(const Invio *w)
{
    int n = w->out->conto.vincoli;
    return n == 1 ? S("1 vincolo non rispettato") : str_fmt(w->a, "%d vincoli non rispettati", n);
}

/* Constraints; the Segretario generale only hears of them unless the body binds him (AMB-29). */
static bool constraints(Invio *w)
{
    Num *marks[TAVOLO_MEZZE];
    for (int h = 0; h < TAVOLO_MEZZE; h++) {
        marks[h] = NEW_N(w->a, Num, w->t.n + 1);
        for (ptrdiff_t i = 0; i < w->t.n; i++) marks[h][i] = w->voti[i][h].totale;
    }
    TavoloConto *k = &w->out->conto;
    tavolo_conta_voti(&w->t, marks, w->a, k);
    for (ptrdiff_t i = 0; i < k->n_avvisi; i++) *PUSH(w->a, &w->out->avvisi) = k->avvisi[i];
    if (!k->n_violazioni) return true;
    if (w->l != TAVOLO_RIDETERMINATA || w->t.limiti_sg) return false;
    Str words = violated_words(w);
    *PUSH(w->a, &w->out->avvisi) = str_fmt(w->a, "%.*s: il motivo va nell'atto finale (AMB-29)", STR_ARG(words));
    return true;
}

/* What the decision rested on is written along unchanged: if it moves before the transaction, nothing is written. */
static void guard(Invio *w, const TavoloPersona *p)
{
    for (TavoloLivello l = 0; l < w->l; l++)
        for (int h = 0; h < TAVOLO_MEZZE; h++) {
            const Semischeda *s = tavolo_record(&w->t, p->codice, l, h);
            if (s) *PUSH(w->a, &w->modifiche) = (Modifica){ENTITA_SEMISCHEDA, s, false, s->riga};
        }
}

static void change(Invio *w, ptrdiff_t i, int h)
{
    const TavoloPersona *p = &w->t.persone[i];
    const TavoloCella *cell = &p->livelli[w->l][h];
    const TavoloVoto *v = &w->voti[i][h];
    bool same = !tavolo_diverso(v, &p->prima[h]) && num_is(p->prima[h].totale);
    if (w->l == TAVOLO_RIDETERMINATA && !cell->presente && same) return;
    Semischeda *s = record_new(w->a, entita_info(ENTITA_SEMISCHEDA));
    Date dal;
    Str who = periodo_persona(p->codice, &dal);
    *s = (Semischeda){.persona = who, .dal = dal, .anno = w->t.anno, .livello = str_of(tavolo_livello(w->l)),
                      .semischeda = h + 1, .gruppo = w->t.gruppo, .e1 = v->e[0], .e2 = v->e[1], .e3 = v->e[2],
                      .e4 = v->e[3], .totale = v->totale, .motivo = v->motivo,
                      .atto = w->atto.n ? w->atto : cell->atto};
    *PUSH(w->a, &w->modifiche) = (Modifica){ENTITA_SEMISCHEDA, s, false, cell->presente ? cell->riga : 0};
}

static Err write_all(Invio *w)
{
    const Gruppo *g = w->t.interno->gruppo;
    Esito done;
    *PUSH(w->a, &w->modifiche) = (Modifica){ENTITA_GRUPPO, g, false, g->riga};
    for (ptrdiff_t i = 0; i < w->t.n; i++) {
        if (!w->offerte[i]) continue;
        guard(w, &w->t.persone[i]);
        for (int h = 0; h < TAVOLO_MEZZE; h++) change(w, i, h);
    }
    Err e =
        store_scrivi(w->c->st, w->g, &(Scrittura){w->c->ora, w->atto, w->modifiche.items, w->modifiche.n}, w->a, &done);
    for (ptrdiff_t i = 0; e == E_CONFLITTO && i < done.conflitti.n; i++) {
        const Conflitto *x = &done.conflitti.items[i];
        *PUSH(w->a, &w->out->conflitti) = (TavoloConflitto){x->chiave, x->trovato, x->offerto, S(""), S(""), false};
    }
    if (e) return refused(w->out, e, str_dup(w->a, store_perche(w->c->st)));
    w->out->seq = done.seq;
    w->out->hash = done.hash;
    w->out->scritti = done.scritti;
    return OK;
}

/* Drafts of what is official now. The version was compared above: one that was saved since then stays. */
static void drop_drafts(Invio *w)
{
    for (ptrdiff_t i = 0; i < w->t.n; i++) {
        const TavoloPersona *p = &w->t.persone[i];
        Bozza found;
        if (!w->offerte[i] || !p->bozza.presente) continue;
        Err e = store_bozza_elimina(w->c->st, w->g, p->codice, w->t.anno, str_of(tavolo_livello(w->l)),
                                    p->bozza.versione, w->a, &found);
        if (e) *PUSH(w->a, &w->out->avvisi) = str_fmt(w->a, "%.*s: la bozza è rimasta", STR_ARG(p->codice));
    }
}

static Err judge(Invio *w, const TavoloOfferta *o, ptrdiff_t n)
{
    match(w, o, n);
    for (ptrdiff_t i = 0; i < w->t.n; i++) read_person(w, i);
    check_act(w);
    bool fine = constraints(w);
    if (w->out->conflitti.n) return conflict(w->out, w->a);
    if (!w->t.n)
        return refused(w->out, E_DATI, S("il gruppo non ha valutati: importare le schede del personale prima"));
    if (fine && !wrong(w->out)) return OK;
    Str words = fine ? S("") : violated_words(w);
    return refused(w->out, E_DATI,
                   str_fmt(w->a, "non inviato: %.*s%s%s", STR_ARG(words), !fine && wrong(w->out) ? ", " : "",
                           wrong(w->out) ? "campi da correggere" : ""));
}

static Err submit(const TavoloChi *c, int64_t anno, Str gruppo, TavoloLivello l, const TavoloOfferta *o, ptrdiff_t n,
                  Str atto, Arena *a, TavoloEsito *out)
{
    Invio w = {.c = c, .l = l, .atto = atto, .a = a, .out = out};
    begin(out, a);
    Err e = tavolo_siedi(c, anno, gruppo, l, a, &w.t, &w.g, &out->perche);
    if (!e && !tavolo_maturo(c, &w.t, l, a, &out->perche)) e = E_ATTO;
    if (!e) e = tavolo_livella(c, w.g, l, a, &w.t, &out->perche);
    if (e) return e;
    w.voti = arena_alloc_n(a, (ptrdiff_t)sizeof *w.voti, w.t.n + 1);
    w.offerte = NEW_N(a, const TavoloOfferta *, w.t.n + 1);
    e = judge(&w, o, n);
    if (!e) e = write_all(&w);
    if (!e) drop_drafts(&w);
    return e;
}

Err tavolo_proponi(const TavoloChi *c, int64_t anno, Str gruppo, const TavoloOfferta *o, ptrdiff_t n, Arena *a,
                   TavoloEsito *out)
{
    return submit(c, anno, gruppo, TAVOLO_PROPOSTA, o, n, S(""), a, out);
}

Err tavolo_verifica(const TavoloChi *c, int64_t anno, Str gruppo, const TavoloOfferta *o, ptrdiff_t n, Str atto,
                    Arena *a, TavoloEsito *out)
{
    return submit(c, anno, gruppo, TAVOLO_VERIFICATA, o, n, atto, a, out);
}

Err tavolo_ridetermina(const TavoloChi *c, int64_t anno, Str gruppo, const TavoloOfferta *o, ptrdiff_t n, Str atto,
                       Arena *a, TavoloEsito *out)
{
    return submit(c, anno, gruppo, TAVOLO_RIDETERMINATA, o, n, atto, a, out);
}

/* -- the faculty for small groups */
static void check_waiver(const Tavolo *t, Str motivo, Str atto, Punto now, TavoloEsito *out)
{
    Difetti *d = &out->difetti;
    ptrdiff_t n;
    bool known = false;
    const Atto *x = ALL(t->interno->arch, Atto, ATTO, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        known = known || (str_eq(x[i].codice, atto) && x[i].anno == t->anno &&
                          str_eq(x[i].evento, S("valutazione_personale.deroga")));
    if (atto.n && !known)
        difetto(d, 0, S("atto"), "%.*s non è nel registro come atto del %lld con evento valutazione_personale.deroga",
                STR_ARG(atto), (long long)t->anno);
    if (motivo.n && t->n >= t->piccolo)
        difetto(d, 0, S("motivo"), "la deroga vale solo per meno di %d valutati: qui sono %td", t->piccolo, t->n);
    if (utf8_invalid_at(motivo) >= 0) difetto(d, 0, S("motivo"), "non è testo UTF-8 valido");
    if (now >= PUNTO_DETERMINATA) difetto(d, 0, S("motivo"), "le fasce del gruppo sono già determinate");
}

Err tavolo_deroga(const TavoloChi *c, int64_t anno, Str gruppo, Str motivo, Str atto, int64_t riga, Arena *a,
                  TavoloEsito *out)
{
    Ambito su = {.anno = anno, .gruppo = gruppo, .evento = S("valutazione_personale.deroga")};
    const Grant *g;
    Tavolo t;
    Punto now = PUNTO_APERTA;
    Esito done;
    begin(out, a);
    Err e = tavolo_chiedi(c, AZIONE_ATTO_REGISTRA, &su, a, &g, &out->perche);
    if (!e) e = tavolo_carica(c, g, anno, gruppo, a, &t, &out->perche);
    if (!e) e = access_stato(c->st, CORSO_VALUTAZIONE_PERSONALE, &su, c->oggi, a, &now);
    if (e) return e;
    motivo = str_trim(motivo);
    check_waiver(&t, motivo, atto, now, out);
    if (wrong(out)) return refused(out, E_DATI, S("la deroga non è registrata: correggere i campi segnalati"));
    Gruppo x = *t.interno->gruppo;
    x.deroga_motivo = motivo;
    x.deroga_atto = motivo.n ? atto : S("");
    int64_t attesa = riga == TAVOLO_NON_CONTROLLARE ? x.riga : riga;
    e = store_scrivi(c->st, g, &(Scrittura){c->ora, atto, &(Modifica){ENTITA_GRUPPO, &x, false, attesa}, 1}, a, &done);
    for (ptrdiff_t i = 0; e == E_CONFLITTO && i < done.conflitti.n; i++)
        *PUSH(a, &out->conflitti) = (TavoloConflitto){gruppo, done.conflitti.items[i].trovato,
                                                      done.conflitti.items[i].offerto, S(""), S(""), false};
    if (e) return refused(out, e, str_dup(a, store_perche(c->st)));
    out->seq = done.seq;
    out->hash = done.hash;
    out->scritti = done.scritti;
    return OK;
}

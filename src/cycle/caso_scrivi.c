/* caso_scrivi.c - floor 4: tree, dirigenti and posizioni of a year written as a case. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/caso_scrivi.h"

#include "cycle/periodo.h"

void nota(Scrivano *s, Str dove, const char *fmt, ...)
{
    char text[512];
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    Nota *x = PUSH(s->a, &s->v->note);
    *x = (Nota){dove, str_dup(s->a, (Str){text, n < (int)sizeof text ? n : (int)sizeof text - 1})};
}

void voce_testo(Scrivano *s, const char *key, Str text)
{
    json_key(s->j, str_of(key));
    json_text(s->j, text);
}

void voce_numero(Scrivano *s, const char *key, Num n)
{
    Num nine = num_round(s->a, n, 9, HALF_UP); /* what the case format holds */
    voce_testo(s, key, num_exact(s->a, nine));
}

void voce_numero_se(Scrivano *s, const char *key, Num n)
{
    if (num_is(n)) voce_numero(s, key, n);
}

static const Indicatore *indicatore(const Archivio *arch, Str codice)
{
    Arena scratch = {0};
    const Indicatore *k = tabella_find(&scratch, &arch->tabelle[ENTITA_INDICATORE], record_key(&scratch, entita_info(ENTITA_INDICATORE), &(Indicatore){.codice = codice}));
    arena_free(&scratch);
    return k;
}

void indicatori_di(Scrivano *s, Str nodo)
{
    ptrdiff_t n;
    const Target **t = fatti_target(s->v->arch, nodo, s->v->anno, s->a, &n);
    if (!n) return;
    json_key(s->j, S("indicatori"));
    json_open_list(s->j);
    for (ptrdiff_t i = 0; i < n; i++) {
        const Indicatore *k = indicatore(s->v->arch, t[i]->indicatore);
        const Valore *v = fatti_valore(s->v->arch, t[i]->indicatore, s->v->anno, s->periodo);
        json_open_map(s->j);
        voce_testo(s, "id", t[i]->indicatore);
        voce_numero_se(s, "peso", t[i]->peso);
        voce_testo(s, "operatore", k ? k->operatore : S(">="));
        voce_numero(s, "target", t[i]->target);
        voce_testo(s, "stato", v ? v->stato : S("non_rilevato"));
        if (v && num_is(v->valore) && str_eq(v->stato, S("rilevato"))) voce_numero(s, "valore", v->valore);
        json_close_map(s->j);
    }
    json_close_list(s->j);
}

void scrivi_albero(Scrivano *s)
{
    ptrdiff_t n;
    const NodoVersione **nodi = fatti_nodi(s->v->arch, s->v->anno, s->a, &n);
    if (!n) return;
    json_key(s->j, S("albero"));
    json_open_list(s->j);
    for (ptrdiff_t i = 0; i < n; i++) {
        json_open_map(s->j);
        voce_testo(s, "id", nodi[i]->nodo);
        json_key(s->j, S("padre"));
        if (nodi[i]->padre.n) json_text(s->j, nodi[i]->padre);
        else json_null(s->j);
        voce_numero_se(s, "peso", nodi[i]->peso);
        indicatori_di(s, nodi[i]->nodo);
        json_close_map(s->j);
    }
    json_close_list(s->j);
}

/* A node of the same unit stands above this one: its result holds this one's already. */
static bool compreso(const NodoVersione **nodi, ptrdiff_t i)
{
    Str padre = nodi[i]->padre;
    for (ptrdiff_t k = i - 1; k >= 0 && padre.n; k--) { /* parents come before their children */
        if (!str_eq(nodi[k]->nodo, padre)) continue;
        if (str_eq(nodi[k]->unita, nodi[i]->unita)) return true;
        padre = nodi[k]->padre;
    }
    return false;
}

/* Of each unit the objectives that it answers for, each once: those below another of its own are in that one's result. */
static void unita_con_obiettivi(Scrivano *s, const NodoVersione **nodi, ptrdiff_t n)
{
    ptrdiff_t n_unita;
    const Unita *u = ALL(s->v->arch, Unita, UNITA, &n_unita);
    bool open = false;
    for (ptrdiff_t k = 0; k < n_unita; k++) {
        bool any = false;
        for (ptrdiff_t i = 0; i < n; i++) {
            if (!str_eq(nodi[i]->unita, u[k].codice) || compreso(nodi, i)) continue;
            if (!open) json_key(s->j, S("unita")), json_open_list(s->j);
            open = true;
            if (!any) {
                json_open_map(s->j);
                voce_testo(s, "id", u[k].codice);
                json_key(s->j, S("nodi"));
                json_open_list(s->j);
            }
            any = true;
            json_text(s->j, nodi[i]->nodo);
        }
        if (any) json_close_list(s->j), json_close_map(s->j);
    }
    if (open) json_close_list(s->j);
}

void scrivi_ente(Scrivano *s)
{
    ptrdiff_t n, n_enti;
    const NodoVersione **nodi = fatti_nodi(s->v->arch, s->v->anno, s->a, &n);
    const Ente *e = ALL(s->v->arch, Ente, ENTE, &n_enti);
    if (!n) return;
    json_key(s->j, S("ente"));
    json_open_map(s->j);
    voce_testo(s, "id", n_enti ? e->codice : S("ente"));
    json_close_map(s->j);
    unita_con_obiettivi(s, nodi, n);
}

/* The sheets of one kind in that year, in the order of the table; ids as valutazione.h says. */
typedef struct Foglio { const Scheda *scheda; Str id; } Foglio;
typedef struct Fogli { Foglio *items; ptrdiff_t n, cap; } Fogli;

static Fogli fogli(Scrivano *s, const char *tipo)
{
    Fogli out = {0};
    ptrdiff_t n;
    const Scheda *rows = ALL(s->v->arch, Scheda, SCHEDA, &n);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (rows[i].anno != s->v->anno || !str_eq(rows[i].tipo, str_of(tipo))) continue;
        bool several = false;
        for (ptrdiff_t k = 0; k < n; k++)
            several = several || (k != i && rows[k].anno == rows[i].anno && str_eq(rows[k].tipo, rows[i].tipo) && str_eq(rows[k].persona, rows[i].persona));
        *PUSH(s->a, &out) = (Foglio){&rows[i], several ? str_fmt(s->a, "%.*s@%.*s", STR_ARG(rows[i].persona), STR_ARG(date_iso(s->a, rows[i].dal))) : rows[i].persona};
    }
    return out;
}

/* The mark of one competence: decided, else proposed. */
static const Competenza *voto(const Archivio *arch, const Scheda *sc, int voce, bool *deciso)
{
    const Competenza *decided = periodo_voto(arch, sc, voce, S("decisa"));
    *deciso = decided != NULL;
    return decided ? decided : periodo_voto(arch, sc, voce, S("proposta"));
}

/* An indicator of an objective that nobody can reach any more: its weight moves within the objective (AMB-15). */
static bool escluso(const Scrivano *s, const Scheda *sc, Str nodo, Str indicatore)
{
    ptrdiff_t n;
    const IndicatoreEscluso *x = ALL(s->v->arch, IndicatoreEscluso, INDICATORE_ESCLUSO, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (x[i].anno == sc->anno && str_eq(x[i].persona, sc->persona) && str_eq(x[i].nodo, nodo) && str_eq(x[i].indicatore, indicatore))
            return lettura(&s->opzioni, LETTURA_TRANSFER_UNIT) != 0;
    return false;
}

/* What a node scores by bands: every indicator must have a value, bands and, when there are several, weights. */
static bool bande_pronte(Scrivano *s, const Scheda *sc, Str nodo)
{
    ptrdiff_t n, all;
    const Target **t = fatti_target(s->v->arch, nodo, s->v->anno, s->a, &n);
    const Fascia *fasce = ALL(s->v->arch, Fascia, FASCIA, &all);
    const char *missing = n ? "ha solo indicatori esclusi: è da dichiarare non realizzabile per intero" : "non ha indicatori";
    for (ptrdiff_t i = 0; i < n; i++)
        if (!escluso(s, sc, nodo, t[i]->indicatore)) missing = NULL;
    for (ptrdiff_t i = 0; i < n && !missing; i++) {
        bool out = escluso(s, sc, nodo, t[i]->indicatore);
        const Valore *v = fatti_valore(s->v->arch, t[i]->indicatore, s->v->anno, s->periodo);
        bool has = false;
        for (ptrdiff_t k = 0; k < all && !has; k++) has = fasce[k].anno == s->v->anno && str_eq(fasce[k].indicatore, t[i]->indicatore);
        if (!out && (!v || !num_is(v->valore))) missing = "ha un indicatore senza valore";
        else if (!has) missing = "ha un indicatore senza fasce";
        else if (!num_is(t[i]->peso) && n > 1) missing = "ha indicatori senza peso";
    }
    if (missing) nota(s, sc->persona, "valutazione non calcolata: l'obiettivo %.*s %s", STR_ARG(nodo), missing);
    return !missing;
}

static void bande(Scrivano *s, const Scheda *sc, Str nodo)
{
    ptrdiff_t n, all;
    const Target **t = fatti_target(s->v->arch, nodo, s->v->anno, s->a, &n);
    const Fascia *fasce = ALL(s->v->arch, Fascia, FASCIA, &all);
    json_key(s->j, S("indicatori"));
    json_open_list(s->j);
    for (ptrdiff_t i = 0; i < n; i++) {
        const Indicatore *k = indicatore(s->v->arch, t[i]->indicatore);
        json_open_map(s->j);
        voce_testo(s, "id", t[i]->indicatore);
        voce_numero(s, "peso", num_is(t[i]->peso) ? t[i]->peso : num_int(100));
        voce_testo(s, "verso", k && str_eq(k->operatore, S("<=")) ? S("decrescente") : S("crescente"));
        if (escluso(s, sc, nodo, t[i]->indicatore)) voce_testo(s, "stato", S("non_realizzabile"));
        else voce_numero(s, "valore", fatti_valore(s->v->arch, t[i]->indicatore, s->v->anno, s->periodo)->valore);
        json_key(s->j, S("fasce"));
        json_open_list(s->j);
        for (int64_t ordine = 1; ordine <= 50; ordine++)
            for (ptrdiff_t f = 0; f < all; f++) {
                if (fasce[f].ordine != ordine || fasce[f].anno != s->v->anno || !str_eq(fasce[f].indicatore, t[i]->indicatore)) continue;
                json_open_map(s->j);
                voce_numero_se(s, "soglia", fasce[f].soglia);
                voce_numero(s, "livello", fasce[f].livello);
                json_close_map(s->j);
            }
        json_close_list(s->j);
        json_close_map(s->j);
    }
    json_close_list(s->j);
}

/* What is recorded where the rulebook does not look. */
static void esclusi_a_vuoto(Scrivano *s, const Scheda *sc)
{
    ptrdiff_t n;
    const IndicatoreEscluso *x = ALL(s->v->arch, IndicatoreEscluso, INDICATORE_ESCLUSO, &n);
    for (ptrdiff_t i = 0; i < n && !lettura(&s->opzioni, LETTURA_TRANSFER_UNIT); i++)
        if (x[i].anno == sc->anno && str_eq(x[i].persona, sc->persona))
            nota(s, sc->persona, "l'indicatore escluso %.*s conta come gli altri: dir.transfer_unit non è indicator (AMB-15)", STR_ARG(x[i].indicatore));
}

/* The seventh mark is of who has something transferred, where the rulebook reads it (AMB-14). */
static bool voto_trasferito_pronto(Scrivano *s, const Scheda *sc, bool moved)
{
    bool read = lettura(&s->opzioni, LETTURA_TRANSFER) == TRANSFER_SEPARATE_MARK;
    if (read && moved && !num_is(sc->voto_trasferito)) {
        nota(s, sc->persona, "valutazione non calcolata: manca voto_trasferito nella scheda (dir.transfer: separate_mark)");
        return false;
    }
    if (!read && num_is(sc->voto_trasferito)) nota(s, sc->persona, "voto_trasferito non conta: dir.transfer non è separate_mark (AMB-14)");
    return true;
}

static bool dirigente_pronto(Scrivano *s, const Scheda *sc)
{
    ptrdiff_t n, count = 0;
    const ObiettivoAssegnato *o = ALL(s->v->arch, ObiettivoAssegnato, OBIETTIVO_ASSEGNATO, &n);
    bool ready = true, moved = false;
    for (ptrdiff_t i = 0; i < n; i++) {
        if (!periodo_obiettivo(&o[i], sc)) continue;
        count++;
        moved = moved || !str_eq(o[i].stato, S("ordinario"));
        if (str_eq(o[i].stato, S("ordinario")) && !bande_pronte(s, sc, o[i].nodo)) ready = false;
    }
    if (!count) nota(s, sc->persona, "valutazione non calcolata: nessun obiettivo assegnato"), ready = false;
    for (int v = 1; v <= s->v->sistema->n_competenze && ready; v++) {
        bool decided = true;
        if (!voto(s->v->arch, sc, v, &decided))
            nota(s, sc->persona, "valutazione non calcolata: manca il voto della competenza %d", v), ready = false;
        else if (!decided && v == 1) nota(s, sc->persona, "i voti delle competenze sono ancora una proposta");
    }
    ready = voto_trasferito_pronto(s, sc, moved) && ready;
    esclusi_a_vuoto(s, sc);
    if (ready && !date_is(sc->relazione_finale)) nota(s, sc->persona, "manca la relazione finale (S-D.20)");
    if (ready && !date_is(sc->feedback)) nota(s, sc->persona, "manca l'indagine di feedback organizzativo (S-D.33)");
    return ready;
}

/* Pay for the part of the year that the sheet covers, to the cent (AMB-54). */
static Num pro_rata(Scrivano *s, const Scheda *sc, Num whole)
{
    Date from, to, first = date_of((int)sc->anno, 1, 1), last = date_of((int)sc->anno, 12, 31);
    periodo_giorni(sc, &from, &to);
    int days = date_days_between(from, to) + 1, year = date_days_between(first, last) + 1;
    if (days >= year) return whole;
    return num_round(s->a, num_mul(s->a, whole, num_ratio(s->a, days, year)), s->v->sistema->denaro.cifre, s->v->sistema->denaro.modo);
}

static void scrivi_dirigente(Scrivano *s, const Foglio *f)
{
    ptrdiff_t n;
    const ObiettivoAssegnato *o = ALL(s->v->arch, ObiettivoAssegnato, OBIETTIVO_ASSEGNATO, &n);
    json_open_map(s->j);
    voce_testo(s, "id", f->id);
    json_key(s->j, S("obiettivi"));
    json_open_list(s->j);
    bool moved = false;
    for (ptrdiff_t i = 0; i < n; i++) {
        if (!periodo_obiettivo(&o[i], f->scheda)) continue;
        moved = moved || !str_eq(o[i].stato, S("ordinario"));
        bool counts = str_eq(o[i].stato, S("ordinario"));
        json_open_map(s->j);
        voce_testo(s, "id", o[i].nodo);
        voce_testo(s, "tipo", o[i].tipo);
        voce_numero_se(s, "peso", o[i].peso);
        voce_testo(s, "stato", counts ? S("ordinario") : S("non_realizzabile"));
        if (counts) bande(s, f->scheda, o[i].nodo);
        json_close_map(s->j);
    }
    json_close_list(s->j);
    json_key(s->j, S("competenze"));
    json_open_list(s->j);
    for (int v = 1; v <= s->v->sistema->n_competenze; v++) {
        bool decided;
        json_text(s->j, num_exact(s->a, voto(s->v->arch, f->scheda, v, &decided)->voto));
    }
    json_close_list(s->j);
    if (moved && lettura(&s->opzioni, LETTURA_TRANSFER) == TRANSFER_SEPARATE_MARK) voce_numero(s, "voto_trasferito", f->scheda->voto_trasferito);
    if (num_is(f->scheda->retribuzione_massima)) voce_numero(s, "retribuzione_massima", pro_rata(s, f->scheda, f->scheda->retribuzione_massima));
    scrivi_paga(s, f->scheda);
    json_close_map(s->j);
}

void scrivi_dirigenti(Scrivano *s)
{
    Fogli all = fogli(s, "dirigente"), ready = {0};
    for (ptrdiff_t i = 0; i < all.n; i++)
        if (dirigente_pronto(s, all.items[i].scheda)) *PUSH(s->a, &ready) = all.items[i];
    if (!ready.n) return;
    s->dirigenti = ready.n;
    s->paghe_dirigenti = true;
    for (ptrdiff_t i = 0; i < ready.n; i++) s->paghe_dirigenti = s->paghe_dirigenti && num_is(ready.items[i].scheda->retribuzione_massima);
    json_key(s->j, S("dirigenti"));
    json_open_list(s->j);
    for (ptrdiff_t i = 0; i < ready.n; i++) scrivi_dirigente(s, &ready.items[i]);
    json_close_list(s->j);
}

/* The result of a node without indicators of its own, from the first pass. */
static Num risultato_nodo(Scrivano *s, Str nodo)
{
    ptrdiff_t i = s->prima ? caso_nodo(&s->prima->caso, nodo) : -1;
    return i >= 0 ? s->prima->esito.albero[i].esatto : (Num){0};
}

static bool azione_pronta(Scrivano *s, const Scheda *sc, const ObiettivoAssegnato *o)
{
    ptrdiff_t n;
    const Target **t = fatti_target(s->v->arch, o->nodo, s->v->anno, s->a, &n);
    if (!str_eq(o->stato, S("ordinario"))) return true;
    for (ptrdiff_t i = 0; i < n; i++) {
        const Valore *v = fatti_valore(s->v->arch, t[i]->indicatore, s->v->anno, s->periodo);
        if (v && num_is(v->valore)) return true;
    }
    if (!n && num_is(risultato_nodo(s, o->nodo))) return true;
    nota(s, sc->persona, "valutazione non calcolata: nessun valore per l'obiettivo %.*s", STR_ARG(o->nodo));
    return false;
}

static bool posizione_pronta(Scrivano *s, const Scheda *sc)
{
    ptrdiff_t n, computable = 0;
    const ObiettivoAssegnato *o = ALL(s->v->arch, ObiettivoAssegnato, OBIETTIVO_ASSEGNATO, &n);
    bool ready = true;
    for (ptrdiff_t i = 0; i < n; i++) {
        if (!periodo_obiettivo(&o[i], sc)) continue;
        computable += str_eq(o[i].stato, S("ordinario"));
        if (!azione_pronta(s, sc, &o[i])) ready = false;
    }
    if (!computable) nota(s, sc->persona, "valutazione non calcolata: nessun obiettivo computabile (AMB-18b)"), ready = false;
    if (!num_is(sc->prestazione)) nota(s, sc->persona, "valutazione non calcolata: manca la prestazione"), ready = false;
    if (!num_is(sc->retribuzione_massima)) nota(s, sc->persona, "valutazione non calcolata: manca la retribuzione massima"), ready = false;
    if (ready && !date_is(sc->relazione_finale)) nota(s, sc->persona, "manca la relazione finale (S-P.26)");
    return ready;
}

static bool ha_posizione(Scrivano *s, const Scheda *sc)
{
    const Paga *p = paga_di(s->v->arch, sc);
    return p && num_is(p->retribuzione_posizione);
}

void scrivi_posizioni(Scrivano *s)
{
    Fogli all = fogli(s, "posizione"), ready = {0};
    for (ptrdiff_t i = 0; i < all.n; i++)
        if (posizione_pronta(s, all.items[i].scheda)) *PUSH(s->a, &ready) = all.items[i];
    if (!ready.n) return;
    ptrdiff_t n;
    const ObiettivoAssegnato *o = ALL(s->v->arch, ObiettivoAssegnato, OBIETTIVO_ASSEGNATO, &n);
    s->posizioni = ready.n;
    s->paghe_posizioni = true;
    for (ptrdiff_t i = 0; i < ready.n; i++) s->paghe_posizioni = s->paghe_posizioni && ha_posizione(s, ready.items[i].scheda);
    json_key(s->j, S("posizioni"));
    json_open_list(s->j);
    for (ptrdiff_t i = 0; i < ready.n; i++) {
        const Scheda *sc = ready.items[i].scheda;
        json_open_map(s->j);
        voce_testo(s, "id", ready.items[i].id);
        json_key(s->j, S("obiettivi"));
        json_open_list(s->j);
        for (ptrdiff_t k = 0; k < n; k++) {
            if (!periodo_obiettivo(&o[k], sc)) continue;
            bool counts = str_eq(o[k].stato, S("ordinario"));
            ptrdiff_t own;
            fatti_target(s->v->arch, o[k].nodo, s->v->anno, s->a, &own);
            json_open_map(s->j);
            voce_testo(s, "id", o[k].nodo);
            if (o[k].codice.n) voce_testo(s, "codice", o[k].codice);
            voce_numero_se(s, "peso", o[k].peso);
            voce_testo(s, "stato", counts ? S("ordinario") : S("non_computabile"));
            if (counts && own) indicatori_di(s, o[k].nodo);
            else if (counts) voce_numero(s, "percentuale", risultato_nodo(s, o[k].nodo));
            json_close_map(s->j);
        }
        json_close_list(s->j);
        voce_numero(s, "prestazione", sc->prestazione);
        voce_numero(s, "retribuzione_massima", pro_rata(s, sc, sc->retribuzione_massima));
        if (s->paghe_posizioni) voce_numero(s, "retribuzione_posizione", pro_rata(s, sc, paga_di(s->v->arch, sc)->retribuzione_posizione));
        scrivi_paga(s, sc);
        json_close_map(s->j);
    }
    json_close_list(s->j);
}

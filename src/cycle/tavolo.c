/* tavolo.c - floor 4: the desk of a group as one sees it. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/tavolo_parti.h"

#include "cycle/binari.h"
#include "cycle/periodo.h"
#include "store/archivio.h"
#include "store/bozza.h"

static const struct { const char *parola; Azione azione; } livelli[TAVOLO_LIVELLI] = {
    {"proposta", AZIONE_SEMISCHEDA_PROPONI}, {"verificata", AZIONE_SEMISCHEDA_VERIFICA},
    {"rideterminata", AZIONE_SEMISCHEDA_RIDETERMINA}, {"determinata", AZIONE_COUNT}};

const char *tavolo_livello(TavoloLivello l) { return livelli[l].parola; }

bool tavolo_livello_by_word(Str word, TavoloLivello *out)
{
    for (TavoloLivello l = 0; l < TAVOLO_LIVELLI; l++)
        if (str_eq(word, str_of(livelli[l].parola))) {
            *out = l;
            return true;
        }
    return false;
}

/* -- permission */
Err tavolo_chiedi(const TavoloChi *c, Azione z, const Ambito *su, Arena *a, const Grant **g, Str *perche)
{
    Richiesta r = {c->chi, c->persona, z, *su, c->oggi};
    if (c->memoria) return c->memoria->puo(c->memoria->ctx, &r, a, g, perche);
    return access_check(c->st, c->matrice, &r, a, g, perche);
}

/* With any sheet of the year. */
static bool sits(const Tavolo *t, Str persona)
{
    for (ptrdiff_t i = 0; i < t->n; i++)
        if (str_eq(periodo_persona(t->persone[i].codice, NULL), persona)) return true;
    return false;
}

Err tavolo_puo(const TavoloChi *c, const Tavolo *t, TavoloLivello l, Arena *a, const Grant **g, Str *perche)
{
    Ambito su = {.anno = t->anno, .gruppo = t->gruppo};
    const Grant *himself;
    Err e = tavolo_chiedi(c, livelli[l].azione, &su, a, g, perche);
    if (e || c->chi != CHI_PERSONA || !sits(t, c->persona)) return e;
    su.persona = c->persona; /* nobody marks himself */
    return tavolo_chiedi(c, livelli[l].azione, &su, a, &himself, perche);
}

Err tavolo_siedi(const TavoloChi *c, int64_t anno, Str gruppo, TavoloLivello l, Arena *a, Tavolo *t, const Grant **g,
                 Str *perche)
{
    if (l >= TAVOLO_DETERMINATA) {
        *perche = S("il livello è proposta, verificata o rideterminata");
        return E_DATI;
    }
    Err e = tavolo_chiedi(c, livelli[l].azione, &(Ambito){.anno = anno, .gruppo = gruppo}, a, g, perche);
    if (!e) e = tavolo_carica(c, *g, anno, gruppo, a, t, perche);
    if (!e) e = tavolo_puo(c, t, l, a, g, perche);
    return e;
}

/* -- facts */
static Err load_tables(const TavoloChi *c, const Grant *g, Arena *a, const Archivio **out, Str *perche)
{
    static const EntitaTipo needed[] = {ENTITA_ANNO, ENTITA_PARAMETRO, ENTITA_GRUPPO, ENTITA_SEMISCHEDA, ENTITA_SCHEDA,
                                        ENTITA_PERSONA, ENTITA_UNITA, ENTITA_ATTO, ENTITA_RIUNIONE, ENTITA_INCARICO,
                                        ENTITA_ASSEGNAZIONE, ENTITA_PROGETTO, ENTITA_VERIFICA_OIV};
    *out = c->memoria ? c->memoria->arch : NULL;
    if (*out) return OK;
    Archivio *arch = NEW(a, Archivio);
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) arch->tabelle[t] = (Tabella){.e = entita_info(t)};
    for (ptrdiff_t i = 0; i < COUNT_OF(needed); i++) {
        Err e = store_tabella_load(c->st, g, needed[i], a, &arch->tabelle[needed[i]]);
        if (e) *perche = str_dup(a, store_perche(c->st));
        if (e) return e;
    }
    *out = arch;
    return OK;
}

static const Gruppo *find_group(const Archivio *arch, Str codice)
{
    ptrdiff_t n;
    const Gruppo *g = ALL(arch, Gruppo, GRUPPO, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(g[i].codice, codice)) return &g[i];
    return NULL;
}

static Str unit_name(const Archivio *arch, Str codice)
{
    ptrdiff_t n;
    const Unita *u = ALL(arch, Unita, UNITA, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(u[i].codice, codice)) return u[i].nome;
    return S("");
}

/* The half-sheets of a person, of whatever year: tables are in the order of their keys. */
static const Semischeda *marks_of(const Archivio *arch, Str persona, ptrdiff_t *n)
{
    ptrdiff_t all, lo = 0, end;
    const Semischeda *s = ALL(arch, Semischeda, SEMISCHEDA, &all);
    for (ptrdiff_t hi = all; lo < hi;) {
        ptrdiff_t mid = lo + (hi - lo) / 2;
        if (str_cmp(s[mid].persona, persona) < 0) lo = mid + 1;
        else hi = mid;
    }
    for (end = lo; end < all && str_eq(s[end].persona, persona); end++) {}
    *n = end - lo;
    return *n ? &s[lo] : NULL;
}

/* A half-sheet of that year, of the sheet that begins on that day (absent: the first). */
static bool of_sheet(const Semischeda *s, int64_t anno, Date dal)
{
    return s->anno == anno && date_is(s->dal) == date_is(dal) && (!date_is(dal) || !date_cmp(s->dal, dal));
}

/* The group in which the person has half-sheets of that sheet; "" = in none. */
static Str marked_in(const Archivio *arch, int64_t anno, Str persona, Date dal)
{
    ptrdiff_t n;
    const Semischeda *s = marks_of(arch, persona, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (of_sheet(&s[i], anno, dal)) return s[i].gruppo;
    return S("");
}

/* The sheets of one person that belong to the group, s[0..n) being those of the staff in its year. */
static void sheets_of(const Archivio *arch, const Gruppo *g, const Persona *p, const Scheda *s, ptrdiff_t n, Arena *a, Seduti *out)
{
    for (ptrdiff_t k = 0; k < n || !k; k++) {
        Date dal = k ? s[k].dal : (Date){0};
        Str where = marked_in(arch, g->anno, p->codice, dal);
        bool sheet = k < n && str_eq(s[k].valutatore, g->valutatore) && str_eq(s[k].unita, g->unita);
        if (where.n ? str_eq(where, g->codice) : sheet) *PUSH(a, out) = (Seduto){p, dal, periodo_id(a, p->codice, dal)};
    }
}

/* One walk over the people, who are in the order of their codes: with half-sheets here, or with a sheet here and
 * half-sheets nowhere. A later sheet of the year is a place of its own (AMB-54). */
Seduti tavolo_seduti(const Archivio *arch, const Gruppo *g, Arena *a)
{
    ptrdiff_t n, m, at = 0;
    Seduti out = {0};
    const Persona *p = ALL(arch, Persona, PERSONA, &n);
    const Scheda *s = ALL(arch, Scheda, SCHEDA, &m);
    for (ptrdiff_t i = 0; i < n; i++) {
        ptrdiff_t first = -1, count = 0;
        while (at < m && str_cmp(s[at].persona, p[i].codice) < 0) at++;
        for (; at < m && str_eq(s[at].persona, p[i].codice); at++) {
            if (s[at].anno != g->anno || !str_eq(s[at].tipo, S("personale"))) continue;
            if (!count++) first = at;
        }
        sheets_of(arch, g, &p[i], first < 0 ? NULL : &s[first], count, a, &out);
    }
    return out;
}

const Semischeda *tavolo_record(const Tavolo *t, Str persona, TavoloLivello l, int mezza)
{
    Arena scratch = {0};
    const Tabella *all = &t->interno->arch->tabelle[ENTITA_SEMISCHEDA];
    Date dal;
    Str who = periodo_persona(persona, &dal);
    const Semischeda key = {.persona = who, .anno = t->anno, .livello = str_of(livelli[l].parola), .semischeda = mezza + 1,
                            .dal = dal};
    const Semischeda *found = tabella_find(&scratch, all, record_key(&scratch, all->e, &key));
    arena_free(&scratch);
    return found;
}

static void put_cell(TavoloPersona *p, const Semischeda *s)
{
    TavoloLivello l;
    if (!tavolo_livello_by_word(s->livello, &l) || s->semischeda < 1 || s->semischeda > TAVOLO_MEZZE) return;
    p->livelli[l][s->semischeda - 1] = (TavoloCella){.presente = true, .voto = {{s->e1, s->e2, s->e3, s->e4}, s->totale, s->motivo},
                                     .atto = s->atto, .riga = s->riga};
    if (s->riga > p->riga) p->riga = s->riga;
}

static Err authors(const TavoloChi *c, const Grant *g, const Tavolo *t, Arena *a, const SemischedaAutore **out, ptrdiff_t *n)
{
    if (c->memoria) return c->memoria->autori(c->memoria->ctx, g, t->anno, t->gruppo, out, n);
    SemischedaAutore *read;
    Err e = store_semischede_autori(c->st, g, t->anno, t->gruppo, a, &read, n);
    *out = read;
    return e;
}

static Err load_people(const TavoloChi *c, const Grant *g, Arena *a, Tavolo *t, Str *perche)
{
    const SemischedaAutore *by;
    ptrdiff_t n_by;
    Seduti who = tavolo_seduti(t->interno->arch, t->interno->gruppo, a);
    t->n = who.n;
    t->persone = NEW_N(a, TavoloPersona, t->n + 1);
    for (ptrdiff_t i = 0; i < t->n; i++) {
        TavoloPersona *p = &t->persone[i];
        const Persona *x = who.items[i].persona;
        *p = (TavoloPersona){.codice = who.items[i].id, .cognome = x->cognome, .nome = x->nome, .categoria = x->categoria,
                             .fascia = {-1, -1}};
        ptrdiff_t n;
        const Semischeda *s = marks_of(t->interno->arch, x->codice, &n);
        for (ptrdiff_t k = 0; k < n; k++)
            if (of_sheet(&s[k], t->anno, who.items[i].dal)) put_cell(p, &s[k]);
    }
    Err e = authors(c, g, t, a, &by, &n_by);
    if (e) *perche = str_dup(a, store_perche(c->st));
    for (ptrdiff_t i = 0; !e && i < n_by; i++) {
        TavoloLivello l;
        Date dal = {0};
        if (by[i].dal.n && !date_parse_iso(by[i].dal, &dal)) continue;
        ptrdiff_t at = tavolo_persona(t, periodo_id(a, by[i].persona, dal));
        if (at < 0 || !tavolo_livello_by_word(by[i].livello, &l)) continue;
        TavoloCella *cell = &t->persone[at].livelli[l][by[i].semischeda - 1];
        cell->autore = by[i].autore;
        cell->ora = by[i].ora;
    }
    return e;
}

ptrdiff_t tavolo_persona(const Tavolo *t, Str codice)
{
    for (ptrdiff_t i = 0; i < t->n; i++)
        if (str_eq(t->persone[i].codice, codice)) return i;
    return -1;
}

Err tavolo_carica(const TavoloChi *c, const Grant *g, int64_t anno, Str gruppo, Arena *a, Tavolo *t, Str *perche)
{
    *t = (Tavolo){
        .anno = anno, .gruppo = str_dup(a, gruppo), .livello = TAVOLO_NESSUNO, .interno = NEW(a, struct TavoloInterno)};
    Err e = load_tables(c, g, a, &t->interno->arch, perche);
    if (e) return e;
    const Gruppo *rec = t->interno->gruppo = find_group(t->interno->arch, gruppo);
    if (!rec || rec->anno != anno) {
        *perche =
            str_fmt(a, "il gruppo %.*s non c'è%s", STR_ARG(gruppo), rec ? " in quell'anno" : ": controllare il codice");
        return E_NON_TROVATO;
    }
    t->unita = rec->unita;
    t->unita_nome = unit_name(t->interno->arch, rec->unita);
    t->valutatore = rec->valutatore;
    t->deroga_motivo = rec->deroga_motivo;
    t->deroga_atto = rec->deroga_atto;
    t->riga = rec->riga;
    e = tavolo_carica_regole(c, t, a, perche);
    if (!e) e = load_people(c, g, a, t, perche);
    if (!e) e = tavolo_carica_caso(t, a, perche);
    if (e) return e;
    Caso whole = t->interno->caso;
    t->parti = parti_di_punto(&whole.opzioni);
    whole.opzioni.letture[LETTURA_STEP].parola = 0;
    proposta_regole(&whole, &t->regole);
    return OK;
}

/* -- the process */
bool tavolo_maturo(const TavoloChi *c, const Tavolo *t, TavoloLivello l, Arena *a, Str *perche)
{
    if (l != TAVOLO_VERIFICATA) return true;
    const VoceId v = VOCE_VALUTAZIONE_PERSONALE_verifica;
    Binari *b = NEW(a, Binari);
    Impedimento *list;
    binari_stato(t->interno->arch, t->sistema, t->anno, NULL, a, b);
    ptrdiff_t n = binari_impedimenti(b, t->interno->arch, v, c->oggi, a, &list);
    Buf words = buf_new(a);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (list[i].fonte == voce_info[v].fonte) continue; /* whose turn it is: the matrix says it, group by group */
        VoceId w = voce_by_name(list[i].cosa);
        if (words.n) buf_put(&words, S("; "));
        if (w < VOCE_COUNT) buf_fmt(&words, "%s (%.*s, %s)", voce_info[w].parole, STR_ARG(list[i].cosa), list[i].fonte);
        else buf_fmt(&words, "%.*s (%s)", STR_ARG(list[i].cosa), list[i].fonte);
    }
    if (!words.n) return true;
    Str cosa = buf_str(&words);
    *perche = str_fmt(a, "prima della verifica manca ancora: %.*s. Va registrato fra le riunioni o fra gli atti",
                      STR_ARG(cosa));
    return false;
}

static TavoloLivello open_step(Punto now)
{
    if (now == PUNTO_APERTA) return TAVOLO_PROPOSTA;
    if (now == PUNTO_PROPOSTA) return TAVOLO_VERIFICATA;
    return now == PUNTO_VERIFICATA || now == PUNTO_RIDETERMINATA ? TAVOLO_RIDETERMINATA : TAVOLO_NESSUNO;
}

static Err state(const TavoloChi *c, int64_t anno, Str gruppo, Arena *a, Punto *out)
{
    Ambito su = {.anno = anno, .gruppo = gruppo};
    if (c->memoria) return c->memoria->stato(c->memoria->ctx, CORSO_VALUTAZIONE_PERSONALE, &su, out);
    return access_stato(c->st, CORSO_VALUTAZIONE_PERSONALE, &su, c->oggi, a, out);
}

/* Everybody who holds a role that the row of the step names, and may do it. */
static void who_may(const TavoloChi *c, const Tavolo *t, TavoloLivello l, Arena *a, TavoloPasso *out)
{
    LIST(Str) list = {0};
    ptrdiff_t n;
    const Incarico *x = ALL(t->interno->arch, Incarico, INCARICO, &n);
    for (ptrdiff_t i = 0; i < n; i++) {
        Ruolo r;
        const Grant *g;
        Str why;
        if (!ruolo_by_word(x[i].ruolo, &r) || !c->matrice->righe[livelli[l].azione].celle[r]) continue;
        if (date_cmp(x[i].dal, c->oggi) > 0 || (date_is(x[i].al) && date_cmp(x[i].al, c->oggi) < 0)) continue;
        if (list.n && str_eq(list.items[list.n - 1], x[i].persona)) continue; /* sorted by person */
        TavoloChi one = *c;
        one.chi = CHI_PERSONA;
        one.persona = x[i].persona;
        if (!tavolo_puo(&one, t, l, a, &g, &why)) *PUSH(a, &list) = x[i].persona;
    }
    out->chi = list.items;
    out->n_chi = list.n;
}

static Err steps(const TavoloChi *c, Arena *a, Tavolo *t, Str *perche)
{
    Punto now;
    Err e = state(c, t->anno, t->gruppo, a, &now);
    if (e) *perche = str_dup(a, store_perche(c->st));
    if (e) return e;
    t->stato = punti_text(a, now);
    t->aperto = open_step(now);
    for (TavoloLivello l = 0; l < 3; l++) {
        TavoloPasso *p = &t->passi[l];
        const Grant *g;
        e = tavolo_puo(c, t, l, a, &g, &p->perche);
        if (e && e != E_VIETATO && e != E_ATTO) return e;
        p->puo = !e;
        if (p->puo) t->livello = l;
        if (p->puo) p->puo = tavolo_maturo(c, t, l, a, &p->perche);
        if (l == t->aperto) who_may(c, t, l, a, p);
    }
    return OK;
}

/* -- drafts and what a form begins with */
static void fill_vote(Arena *a, const Str fields[BOZZA_CAMPI], TavoloVoto *out)
{
    int places;
    for (int i = 0; i < TAVOLO_ELEMENTI; i++)
        if (!num_parse(a, fields[i], 9, 9, &out->e[i], &places)) out->e[i] = (Num){0};
    if (!num_parse(a, fields[TAVOLO_ELEMENTI], 9, 9, &out->totale, &places)) out->totale = (Num){0};
    out->motivo = fields[TAVOLO_ELEMENTI + 1];
}

static TavoloVoto empty_vote(void) { return (TavoloVoto){.motivo = S("")}; }

static void begin_with(Tavolo *t, TavoloPersona *p, TavoloLivello l)
{
    TavoloLivello top = l == TAVOLO_NESSUNO ? TAVOLO_DETERMINATA : l;
    for (int h = 0; h < TAVOLO_MEZZE; h++) {
        const TavoloCella *now = NULL, *before = NULL;
        for (TavoloLivello k = 0; k <= top; k++) {
            if (!p->livelli[k][h].presente) continue;
            if (k < top) before = &p->livelli[k][h];
            now = &p->livelli[k][h];
        }
        p->prima[h] = before ? before->voto : empty_vote();
        p->voti[h] = p->bozza.presente ? p->bozza.voti[h] : now ? now->voto : empty_vote();
        if (now && now == before && !p->bozza.presente) p->voti[h].motivo = S(""); /* that motive was another's */
        p->fascia[h] = num_is(p->voti[h].totale) ? sistema_fascia(t->sistema, p->voti[h].totale) : -1;
    }
}

Err tavolo_livella(const TavoloChi *c, const Grant *g, TavoloLivello l, Arena *a, Tavolo *t, Str *perche)
{
    Bozza *b = NULL;
    ptrdiff_t n = 0;
    t->livello = l;
    Err e = l == TAVOLO_NESSUNO
                ? OK
                : store_bozze_load(c->st, g, t->anno, t->gruppo, str_of(tavolo_livello(l)), a, &b, &n);
    if (e) *perche = str_dup(a, store_perche(c->st));
    if (e) return e;
    for (ptrdiff_t i = 0; i < n; i++) {
        ptrdiff_t at = tavolo_persona(t, b[i].persona);
        if (at < 0) continue;
        TavoloPersona *p = &t->persone[at];
        p->bozza = (TavoloBozza){.presente = true, .superata = b[i].riga != p->riga, .autore = b[i].autore,
                                 .ora = b[i].ora, .versione = b[i].versione};
        for (int h = 0; h < TAVOLO_MEZZE; h++) fill_vote(a, b[i].campi[h], &p->bozza.voti[h]);
    }
    for (ptrdiff_t i = 0; i < t->n; i++) begin_with(t, &t->persone[i], l);
    return OK;
}

/* -- who sees what */
static Err sees(const TavoloChi *c, const Ambito *su, Arena *a, bool *out)
{
    static const Azione any[] = {AZIONE_SCHEDA_LEGGI, AZIONE_SCHEDA_PROPOSTA_LEGGI, AZIONE_SCHEDA_APERTA_LEGGI};
    const Grant *g;
    Str why;
    *out = false;
    for (ptrdiff_t i = 0; i < COUNT_OF(any) && !*out; i++) {
        Err e = tavolo_chiedi(c, any[i], su, a, &g, &why);
        if (e && e != E_VIETATO && e != E_ATTO) return e;
        *out = !e;
    }
    return OK;
}

/* Asked once for the group, and for himself alone: nobody reads his own marks before they are decided. */
static Err cover(const TavoloChi *c, Arena *a, Tavolo *t)
{
    Ambito su = {.anno = t->anno, .gruppo = t->gruppo};
    bool all = false, own = false;
    Err e = sees(c, &su, a, &all);
    su.persona = c->persona;
    if (!e && c->chi == CHI_PERSONA && sits(t, c->persona)) e = sees(c, &su, a, &own);
    for (ptrdiff_t i = 0; i < t->n; i++) {
        TavoloPersona *p = &t->persone[i];
        p->visibile = str_eq(periodo_persona(p->codice, NULL), c->persona) && c->chi == CHI_PERSONA ? own : all;
        if (p->visibile) continue;
        *p = (TavoloPersona){.codice = p->codice, .cognome = p->cognome, .nome = p->nome, .categoria = p->categoria,
                             .fascia = {-1, -1}};
        for (int h = 0; h < TAVOLO_MEZZE; h++) p->voti[h] = p->prima[h] = empty_vote();
    }
    return e;
}

Err tavolo_apri(const TavoloChi *c, int64_t anno, Str gruppo, TavoloLivello livello, Arena *a, Tavolo *out, Str *perche)
{
    const Grant *g;
    Difetti d = {.a = a};
    *perche = S("");
    Err e = tavolo_chiedi(c, AZIONE_VINCOLI_LEGGI, &(Ambito){.anno = anno, .gruppo = gruppo}, a, &g, perche);
    if (!e) e = tavolo_carica(c, g, anno, gruppo, a, out, perche);
    if (!e) e = steps(c, a, out, perche);
    if (e) return e;
    TavoloLivello form = livello == TAVOLO_NESSUNO ? out->livello : livello;
    if (livello != TAVOLO_NESSUNO) e = livello < 3 ? tavolo_puo(c, out, livello, a, &g, perche) : E_NON_TROVATO;
    if (!e) e = tavolo_livella(c, g, form, a, out, perche);
    if (!e) e = cover(c, a, out);
    if (!e) tavolo_conta(out, NULL, 0, a, &out->conto, &d);
    return e;
}

static TavoloVoce list_entry(const TavoloChi *c, const Archivio *arch, const Gruppo *x, Punto now, Arena *a)
{
    TavoloPasso step = {0};
    struct TavoloInterno inner = {.arch = arch, .gruppo = x};
    Tavolo t = {.anno = x->anno, .gruppo = x->codice, .interno = &inner};
    Seduti who = tavolo_seduti(arch, x, a);
    t.n = who.n;
    t.persone = NEW_N(a, TavoloPersona, t.n + 1);
    for (ptrdiff_t i = 0; i < t.n; i++) t.persone[i].codice = who.items[i].id;
    if (open_step(now) != TAVOLO_NESSUNO) who_may(c, &t, open_step(now), a, &step);
    return (TavoloVoce){.gruppo = x->codice, .unita = x->unita, .unita_nome = unit_name(arch, x->unita),
                        .valutatore = x->valutatore, .stato = punti_text(a, now), .n = t.n, .aperto = open_step(now),
                        .deroga = x->deroga_motivo.n > 0, .chi = step.chi, .n_chi = step.n_chi};
}

Err tavolo_elenco(const TavoloChi *c, int64_t anno, Arena *a, TavoloVoce **out, ptrdiff_t *n, Str *perche)
{
    const Archivio *arch = NULL;
    LIST(TavoloVoce) list = {0};
    const Grant *g;
    ptrdiff_t all = 0, seen = 0;
    const Tabella *groups = c->memoria ? &c->memoria->arch->tabelle[ENTITA_GRUPPO] : NULL;
    /* which groups there are belongs to where the year stands; what is in them is asked group by group */
    Err e = tavolo_chiedi(c, AZIONE_CICLO_LEGGI, &(Ambito){.anno = anno}, a, &g, perche);
    if (!e && !groups) {
        Tabella *read = NEW(a, Tabella);
        e = store_tabella_load(c->st, g, ENTITA_GRUPPO, a, read);
        groups = read;
    }
    for (ptrdiff_t i = 0; !e && i < groups->n; i++) {
        const Gruppo *x = tabella_at(groups, i);
        Ambito su = {.anno = anno, .gruppo = x->codice};
        Punto now;
        Str why;
        if (x->anno != anno) continue;
        all++;
        e = tavolo_chiedi(c, AZIONE_VINCOLI_LEGGI, &su, a, &g, &why);
        if (e == E_VIETATO) {
            if (!seen) *perche = why;
            e = OK;
            continue;
        }
        if (!e && !seen++) e = load_tables(c, g, a, &arch, perche);
        if (!e) e = state(c, anno, x->codice, a, &now);
        if (e) break;
        *PUSH(a, &list) = list_entry(c, arch, x, now, a);
    }
    *out = list.items;
    *n = list.n;
    if (e == E_DB) *perche = str_dup(a, store_perche(c->st));
    if (!e && !all) *perche = str_fmt(a, "nel %lld non c'è nessun gruppo", (long long)anno);
    return e ? e : !all ? E_NON_TROVATO : list.n ? OK : E_VIETATO;
}

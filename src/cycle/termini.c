/* termini.c - floor 4: process rules of a year applied to what happened. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/termini.h"

#include "cycle/valutazione.h"

#define X(name, word, words) {word, words},
static const struct { const char *word, *words; } puntualita[] = {PUNTUALITA(X)};
#undef X
const char *puntualita_word(Puntualita p) { return puntualita[p].word; }
const char *puntualita_parole(Puntualita p) { return puntualita[p].words; }

/* -- the rules */
static VoceId voice_of(const RegolaProcesso *r, Arena *a)
{
    return voce_by_name(str_fmt(a, "%.*s.%.*s", STR_ARG(r->binario), STR_ARG(r->evento)));
}

static void unknown(Difetti *d, const RegolaProcesso *r, Str file, Str event)
{
    Str place = r->riga ? str_fmt(d->a, "%.*s:%d", STR_ARG(file), r->riga) : file;
    difetto(d, r->at, place, "evento sconosciuto «%.*s»: usare quelli di ciclo cycle --eventi", STR_ARG(event));
}

static void check_events(Difetti *d, const RegolaProcesso *r, Str file)
{
    const Termine *t[] = {&r->dal, &r->entro, &r->legge};
    if (voice_of(r, d->a) == VOCE_COUNT)
        unknown(d, r, file, str_fmt(d->a, "%.*s.%.*s", STR_ARG(r->binario), STR_ARG(r->evento)));
    for (ptrdiff_t i = 0; i < COUNT_OF(t); i++)
        for (int k = 0; k < t[i]->n_eventi; k++)
            if (voce_by_name(t[i]->eventi[k]) == VOCE_COUNT) unknown(d, r, file, t[i]->eventi[k]);
}

Err processo_controlla(const Sistema *s, Str file, Difetti *d)
{
    ptrdiff_t before = d->lista.n;
    for (ptrdiff_t i = 0; i < s->processo.regole.n; i++) check_events(d, &s->processo.regole.items[i], file);
    return d->lista.n > before ? E_DATI : OK;
}

/* "processo.piano.approva.entro", "processo.monitoraggio.report.2.entro": event, which rule (0 = all), field. */
static bool split_key(Str key, Str *event, int *which, Str *field)
{
    Str parts[5];
    int n = 0;
    for (Str rest = key; n < COUNT_OF(parts); n++) {
        ptrdiff_t dot = str_find(rest, '.');
        parts[n] = str_sub(rest, 0, dot < 0 ? rest.n : dot);
        if (dot < 0) {
            n++;
            break;
        }
        rest = str_sub(rest, dot + 1, rest.n);
        if (n == COUNT_OF(parts) - 1) return false;
    }
    if (n < 4) return false;
    *event = (Str){parts[1].p, parts[2].p + parts[2].n - parts[1].p};
    *field = parts[n - 1];
    *which = 0;
    if (n == 5) {
        if (parts[3].n != 1 || parts[3].p[0] < '1' || parts[3].p[0] > '9') return false;
        *which = parts[3].p[0] - '0';
    }
    return true;
}

#define CHIAVE_DI_PROCESSO "deve essere processo.BINARIO.EVENTO.CAMPO, o processo.BINARIO.EVENTO.N.CAMPO"

bool processo_parametro(Str chiave, Str valore, Arena *a, const char **campo, Str *why)
{
    Str event, field;
    int which;
    RegolaProcesso r = {.riga = 0};
    Difetti d = {.a = a};
    *campo = "chiave";
    *why = S(CHIAVE_DI_PROCESSO);
    if (!split_key(chiave, &event, &which, &field)) return false;
    *why = str_fmt(a, "evento sconosciuto «%.*s»: usare quelli di ciclo cycle --eventi", STR_ARG(event));
    if (voce_by_name(event) == VOCE_COUNT) return false;
    if (!processo_campo(field)) return processo_set(&r, field, valore, a, why);
    *campo = "valore";
    if (!processo_set(&r, field, valore, a, why)) return false;
    r.binario = str_sub(event, 0, str_find(event, '.'));
    r.evento = str_sub(event, r.binario.n + 1, event.n);
    check_events(&d, &r, S(""));
    if (d.lista.n) *why = d.lista.items[0].cosa;
    return !d.lista.n;
}

static void override(ProcessoAnno *p, const Parametro *x, Arena *a, Difetti *d)
{
    Str event, field, why = {0}, place = str_fmt(a, "parametri %.*s", STR_ARG(x->chiave));
    int which;
    if (!split_key(x->chiave, &event, &which, &field)) {
        difetto(d, 0, place, CHIAVE_DI_PROCESSO);
        return;
    }
    VoceId v = voce_by_name(event);
    if (v == VOCE_COUNT) {
        difetto(d, 0, place, "evento sconosciuto «%.*s»: usare quelli di ciclo cycle --eventi", STR_ARG(event));
        return;
    }
    ptrdiff_t n = p->regole[v].n, dot = str_find(event, '.');
    if (which > n + 1) {
        difetto(d, 0, place, "le regole di questo evento sono %td: la prossima è la %td", n, n + 1);
        return;
    }
    if (!n || which == n + 1) {
        RegolaProcesso *r = PUSH(a, &p->regole[v]);
        *r = (RegolaProcesso){
            .binario = str_sub(event, 0, dot), .evento = str_sub(event, dot + 1, event.n), .fonte = x->atto};
    }
    for (ptrdiff_t i = 0; i < p->regole[v].n; i++) {
        RegolaProcesso *r = &p->regole[v].items[i];
        if (which && i != which - 1) continue;
        if (!processo_set(r, field, x->valore, a, &why)) {
            difetto(d, 0, place, "%.*s", STR_ARG(why));
            return;
        }
        if (!str_eq(field, S("fonte"))) r->fonte = str_fmt(a, "%.*s, %.*s", STR_ARG(r->fonte), STR_ARG(x->atto));
        r->riga = 0;
        check_events(d, r, place);
    }
}

Err processo_anno(const Archivio *arch, const Sistema *s, int64_t anno, Arena *a, ProcessoAnno *out, Difetti *d)
{
    *out = (ProcessoAnno){0};
    ptrdiff_t before = d->lista.n, n;
    for (ptrdiff_t i = 0; s && i < s->processo.regole.n; i++) {
        VoceId v = voice_of(&s->processo.regole.items[i], a);
        if (v != VOCE_COUNT) *PUSH(a, &out->regole[v]) = s->processo.regole.items[i];
    }
    Err e = s ? processo_controlla(s, s->id, d) : OK;
    const Parametro *x = ALL(arch, Parametro, PARAMETRO, &n);
    for (ptrdiff_t i = 0; i < n; i++) /* sorted by year, key, day: the last of a key is in force */
        if (x[i].anno == anno && str_starts(x[i].chiave, S("processo.")) &&
            fatti_parametro(arch, anno, x[i].chiave) == &x[i])
            override(out, &x[i], a, d);
    for (int v = 0; v < VOCE_COUNT; v++) out->volte.n[v] = (int)out->regole[v].n;
    return e || d->lista.n > before ? E_DATI : OK;
}

Str processo_chi(const ProcessoAnno *p, VoceId v, Arena *a)
{
    Str all = S("");
    for (ptrdiff_t i = 0; i < p->regole[v].n; i++) {
        Str rest = p->regole[v].items[i].chi;
        while (rest.n) {
            ptrdiff_t cut = str_find(rest, '|');
            Str word = str_trim(str_sub(rest, 0, cut < 0 ? rest.n : cut));
            rest = cut < 0 ? S("") : str_sub(rest, cut + 1, rest.n);
            if (!processo_has(all, word)) all = all.n ? str_fmt(a, "%.*s|%.*s", STR_ARG(all), STR_ARG(word)) : word;
        }
    }
    return all;
}

/* -- days */
typedef struct Orologio {
    const ProcessoAnno *p;
    const Binari *b;
    Patrono patrono;
    Date oggi;
    Arena *a;
    Termini *out;
} Orologio;

/* The latest day, not after `until`, of the events a term counts from. */
static Date base_of(const Orologio *o, const Termine *t, Date until)
{
    Date best = {0};
    for (ptrdiff_t i = 0; i < o->b->accaduti.n; i++) {
        const Accaduto *x = &o->b->accaduti.items[i];
        if (x->fuori_turno || date_cmp(x->data, until) > 0) continue;
        for (int k = 0; k < t->n_eventi; k++)
            if (voce_by_name(t->eventi[k]) == x->voce && date_cmp(x->data, best) > 0) best = x->data;
    }
    return best;
}

static Date day_of(const Orologio *o, const Termine *t, Date until)
{
    if (t->specie == TERMINE_GIORNO) return date_of((int)o->b->anno + t->scarto, t->mese, t->giorno);
    if (t->specie == TERMINE_NESSUNO) return (Date){0};
    Date base = base_of(o, t, until);
    if (!date_is(base)) return base;
    return t->mesi ? date_plus_months(base, t->mesi) : date_plus_days(base, t->giorni);
}

static Puntualita judge(const Orologio *o, Date term, Date done)
{
    if (!date_is(term)) return date_is(done) ? PUNTUALITA_SENZA : PUNTUALITA_DA_FARE;
    Date roll = calendario_roll(term, o->patrono), at = date_is(done) ? done : o->oggi;
    if (date_cmp(at, term) <= 0) return date_is(done) ? PUNTUALITA_IN_TEMPO : PUNTUALITA_DA_FARE;
    if (date_cmp(at, roll) <= 0) return date_is(done) ? PUNTUALITA_FESTIVO : PUNTUALITA_DA_FARE;
    return date_is(done) ? PUNTUALITA_IN_RITARDO : PUNTUALITA_SCADUTO;
}

/* Which rule is for this time, and whether its day binds it. before: the day it last happened (none: never). */
static const RegolaProcesso *rule_for(const Orologio *o, VoceId v, int time, Date before, Date done, bool *binds)
{
    ptrdiff_t n = o->p->regole[v].n;
    *binds = false;
    if (!n) return NULL;
    const RegolaProcesso *r = &o->p->regole[v].items[time <= n ? time - 1 : n - 1];
    *binds = time <= n || voce_info[v].dovuta == CONDIZIONE_MAI;
    if (time > n && r->entro.specie == TERMINE_DOPO) { /* due again when what it counts from has happened again */
        Date base = base_of(o, &r->entro, date_is(done) ? done : (Date){INT32_MAX});
        *binds = *binds || (date_is(base) && date_cmp(base, before) > 0);
    }
    return r;
}

static Str competence(const Orologio *o, const RegolaProcesso *r, const Accaduto *x)
{
    Str kind = x->atto ? x->atto->tipo : x->riunione->tipo;
    if (r && r->chi.n && x->atto && !processo_has(r->chi, x->atto->organo))
        return str_fmt(o->a, "adottato da %.*s, è competente %.*s", STR_ARG(x->atto->organo), STR_ARG(r->chi));
    if (r && r->atto.n && !processo_has(r->atto, kind))
        return str_fmt(o->a, "è %.*s, serve %.*s", STR_ARG(kind), STR_ARG(r->atto));
    return S("");
}

static void happened(Orologio *o, const Accaduto *x, int time, Date before)
{
    bool binds;
    Scadenza s = {.voce = x->voce, .volta = time, .accaduto = x};
    s.regola = rule_for(o, x->voce, time, before, x->data, &binds);
    if (s.regola && binds) {
        s.entro = day_of(o, &s.regola->entro, x->data);
        s.legge = day_of(o, &s.regola->legge, x->data);
        if (date_is(s.entro)) s.avviso = calendario_roll(s.entro, o->patrono);
    }
    s.esito = judge(o, s.entro, x->data);
    s.esito_legge = judge(o, s.legge, x->data);
    if (s.esito == PUNTUALITA_IN_RITARDO && x->atto && processo_has(s.regola->oltre, x->atto->organo))
        s.esito = PUNTUALITA_OLTRE;
    Date from = s.regola ? day_of(o, &s.regola->dal, x->data) : (Date){0};
    if (date_is(from) && date_cmp(x->data, from) < 0) s.esito = PUNTUALITA_IN_ANTICIPO;
    s.incompetente = competence(o, s.regola, x);
    *PUSH(o->a, &o->out->scadenze) = s;
}

static void still_due(Orologio *o, VoceId v, int time, Date before)
{
    bool binds;
    Scadenza s = {.voce = v, .volta = time};
    s.regola = rule_for(o, v, time, before, (Date){0}, &binds);
    if (s.regola && binds) {
        s.entro = day_of(o, &s.regola->entro, (Date){INT32_MAX});
        s.legge = day_of(o, &s.regola->legge, (Date){INT32_MAX});
        if (date_is(s.entro)) s.avviso = calendario_roll(s.entro, o->patrono);
    }
    s.esito = judge(o, s.entro, (Date){0});
    s.esito_legge = judge(o, s.legge, (Date){0});
    *PUSH(o->a, &o->out->scadenze) = s;
}

void termini_anno(const ProcessoAnno *p, const Binari *b, Patrono patrono, Date oggi, Arena *a, Termini *out)
{
    *out = (Termini){0};
    Orologio o = {p, b, patrono, oggi, a, out};
    int times[VOCE_COUNT] = {0};
    Date last[VOCE_COUNT] = {{0}};
    for (ptrdiff_t i = 0; i < b->accaduti.n; i++) {
        const Accaduto *x = &b->accaduti.items[i];
        if (x->fuori_turno) continue;
        happened(&o, x, ++times[x->voce], last[x->voce]);
        last[x->voce] = x->data;
    }
    for (int t = 0; t < BIN_COUNT; t++)
        for (ptrdiff_t i = 0; i < b->binario[t].mancanti.n; i++) {
            const Mancante *m = &b->binario[t].mancanti.items[i];
            for (int k = 1; k <= m->volte; k++) still_due(&o, m->voce, b->volte[m->voce] + k, last[m->voce]);
        }
    for (int v = 0; v < VOCE_COUNT; v++) { /* done, but what it follows has happened again */
        bool binds;
        const RegolaProcesso *r = times[v] ? rule_for(&o, (VoceId)v, times[v] + 1, last[v], (Date){0}, &binds) : NULL;
        if (r && binds && b->volte[v] >= p->volte.n[v] && b->vale[voce_info[v].dovuta] &&
            voce_info[v].dovuta != CONDIZIONE_MAI)
            still_due(&o, (VoceId)v, times[v] + 1, last[v]);
    }
}

Patrono termini_patrono(const Archivio *arch)
{
    ptrdiff_t n;
    const Ente *e = ALL(arch, Ente, ENTE, &n);
    Patrono p = {0, 0};
    Date d;
    Arena a = {0};
    if (n && date_parse_iso(str_fmt(&a, "2000-%.*s", STR_ARG(e->patrono)), &d))
        date_parts(d, &(int){0}, &p.month, &p.day);
    arena_free(&a);
    return p;
}

bool scadenza_irregolare(const Scadenza *s)
{
    bool late = s->esito == PUNTUALITA_IN_RITARDO || s->esito == PUNTUALITA_SCADUTO ||
                s->esito == PUNTUALITA_IN_ANTICIPO;
    return s->incompetente.n || (late && !(s->regola && s->regola->avviso));
}

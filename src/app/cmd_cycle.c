/* cmd_cycle.c - floor 7: ciclo cycle: where the tracks of a year stand, what is missing, who has it and by when. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "app/contesto.h"

#include "cycle/sistemi.h"
#include "cycle/termini.h"
#include "format/json.h"
#include "store/archivio.h"

typedef struct Quadro {
    const Contesto *c;
    Archivio arch;
    Sistema sistema;
    ProcessoAnno processo;
    Binari b;
    Termini t;
    Difetti d;      /* of the process rules: told, and the rest goes on */
} Quadro;

static Str roles_words(const Quadro *q, VoceId v)
{
    Str rest = processo_chi(&q->processo, v, q->c->a);
    Buf b = buf_new(q->c->a);
    while (rest.n) {
        ptrdiff_t cut = str_find(rest, '|');
        Str word = str_sub(rest, 0, cut < 0 ? rest.n : cut);
        rest = cut < 0 ? S("") : str_sub(rest, cut + 1, rest.n);
        Ruolo r;
        if (b.n) buf_put(&b, rest.n ? S(", ") : S(" o "));
        buf_put(&b, ruolo_by_word(word, &r) ? str_of(ruolo_parole(r)) : word);
    }
    return buf_str(&b);
}

/* -- for people */
static const Scadenza *first_of(const Quadro *q, VoceId v, bool done)
{
    for (ptrdiff_t i = 0; i < q->t.scadenze.n; i++)
        if (q->t.scadenze.items[i].voce == v && (q->t.scadenze.items[i].accaduto != NULL) == done)
            return &q->t.scadenze.items[i];
    return NULL;
}

static void print_term(const Quadro *q, const Scadenza *s)
{
    Arena *a = q->c->a;
    if (date_is(s->entro))
        printf("; entro il %.*s: %s", STR_ARG(date_italian(a, s->entro)), puntualita_parole(s->esito));
    else if (s->esito == PUNTUALITA_IN_ANTICIPO) printf("; %s", puntualita_parole(s->esito));
    else if (!s->accaduto && s->regola && s->regola->entro.specie == TERMINE_DOPO)
        printf("; entro %.*s", STR_ARG(s->regola->entro.testo));
    if (date_is(s->legge) && s->esito_legge == PUNTUALITA_IN_RITARDO)
        printf("; termine di legge %.*s superato", STR_ARG(date_italian(a, s->legge)));
    if (s->incompetente.n) printf("; %.*s", STR_ARG(s->incompetente));
}

/* What happened, an event a line: many interviews are one line. */
static void print_happened(const Quadro *q, BinarioId t)
{
    Arena *a = q->c->a;
    for (int v = 0; v < VOCE_COUNT; v++) {
        if (voce_info[v].binario != t) continue;
        int n = 0;
        for (ptrdiff_t i = 0; i < q->t.scadenze.n; i++) {
            const Scadenza *s = &q->t.scadenze.items[i];
            if (s->voce != (VoceId)v || !s->accaduto) continue;
            bool alone = !n || s->esito != PUNTUALITA_SENZA || s->incompetente.n;
            n++;
            if (!alone) continue;
            printf("    %.*s  %-14.*s %s", STR_ARG(date_iso(a, s->accaduto->data)), STR_ARG(s->accaduto->codice),
                   voce_info[v].parole);
            print_term(q, s);
            printf("\n");
        }
        if (n > 1)
            printf("    %-10s  %-14s (%d volte, fino al %.*s)\n", "", "", n, STR_ARG(date_italian(a, q->b.fatto[v])));
    }
}

static void print_missing(const Quadro *q, const Mancante *m)
{
    printf("    manca: %s", voce_info[m->voce].parole);
    if (m->volte > 1) printf(" (%d volte)", m->volte);
    Str who = roles_words(q, m->voce);
    if (who.n) printf("; competente: %.*s", STR_ARG(who));
    const Scadenza *s = first_of(q, m->voce, false);
    if (s) print_term(q, s);
    for (ptrdiff_t i = 0; i < m->attende.n; i++)
        printf("%s%.*s", i ? ", " : "; attende ", STR_ARG(m->attende.items[i]));
    printf("\n");
}

static int print_year(const Quadro *q)
{
    const Binari *b = &q->b;
    printf("Anno %lld: %s\n", (long long)b->anno, fase_parole(b->fase));
    for (int t = 0; t < BIN_COUNT; t++) {
        const BinarioAnno *s = &b->binario[t];
        if (!s->applicabile) continue;
        printf("\n%s %s: %s\n", binario_verde(b, (BinarioId)t) ? "[ok]" : "[  ]", binario_info[t].parole,
               stato_info((BinarioId)t, s->stato)->parole);
        print_happened(q, (BinarioId)t);
        for (ptrdiff_t i = 0; i < s->mancanti.n; i++) print_missing(q, &s->mancanti.items[i]);
    }
    if (b->irregolarita.n) printf("\nDa correggere:\n");
    for (ptrdiff_t i = 0; i < b->irregolarita.n; i++) {
        const Irregolarita *x = &b->irregolarita.items[i];
        printf("  %.*s (%.*s): %.*s [%.*s]\n", STR_ARG(x->codice), STR_ARG(date_iso(q->c->a, x->data)),
               STR_ARG(x->cosa), STR_ARG(x->fonte));
    }
    return stampa_testo(S(""));
}

/* -- for programs */
static void pair(Json *j, const char *key, Str v)
{
    json_key(j, str_of(key));
    json_text(j, v);
}

static void json_term(const Quadro *q, Json *j, const Scadenza *s)
{
    Arena *a = q->c->a;
    json_open_map(j);
    pair(j, "evento", voce_nome(a, s->voce));
    pair(j, "parole", str_of(voce_info[s->voce].parole));
    json_key(j, S("volta")), json_int(j, s->volta);
    if (s->accaduto) {
        pair(j, "atto", s->accaduto->codice);
        pair(j, "data", date_iso(a, s->accaduto->data));
    }
    if (date_is(s->entro)) pair(j, "entro", date_iso(a, s->entro));
    if (date_is(s->avviso) && date_cmp(s->avviso, s->entro)) pair(j, "avviso_dal", date_iso(a, s->avviso));
    if (date_is(s->legge))
        pair(j, "termine_di_legge", date_iso(a, s->legge)),
            pair(j, "esito_di_legge", str_of(puntualita_word(s->esito_legge)));
    pair(j, "esito", str_of(puntualita_word(s->esito)));
    if (s->regola)
        pair(j, "vincolo", s->regola->avviso ? S("avviso") : S("rigido")), pair(j, "fonte", s->regola->fonte);
    if (s->incompetente.n) pair(j, "competenza", s->incompetente);
    json_close_map(j);
}

static void json_missing(const Quadro *q, Json *j, const Mancante *m)
{
    json_open_map(j);
    pair(j, "evento", voce_nome(q->c->a, m->voce));
    pair(j, "parole", str_of(voce_info[m->voce].parole));
    json_key(j, S("volte")), json_int(j, m->volte);
    pair(j, "chi", processo_chi(&q->processo, m->voce, q->c->a));
    const Scadenza *s = first_of(q, m->voce, false);
    if (s && date_is(s->entro)) pair(j, "entro", date_iso(q->c->a, s->entro));
    if (s) pair(j, "esito", str_of(puntualita_word(s->esito)));
    json_key(j, S("attende"));
    json_open_list(j);
    for (ptrdiff_t i = 0; i < m->attende.n; i++) json_text(j, m->attende.items[i]);
    json_close_list(j);
    json_close_map(j);
}

static void json_track(const Quadro *q, Json *j, BinarioId t)
{
    const BinarioAnno *s = &q->b.binario[t];
    json_open_map(j);
    pair(j, "binario", str_of(binario_info[t].nome));
    pair(j, "titolo", str_of(binario_info[t].parole));
    pair(j, "stato", str_of(stato_info(t, s->stato)->nome));
    pair(j, "parole", str_of(stato_info(t, s->stato)->parole));
    if (date_is(s->dal)) pair(j, "dal", date_iso(q->c->a, s->dal));
    json_key(j, S("completo")), json_bool(j, s->completo);
    json_key(j, S("regolare")), json_bool(j, binario_regolare(&q->b, t));
    json_key(j, S("eventi"));
    json_open_list(j);
    for (ptrdiff_t i = 0; i < q->t.scadenze.n; i++)
        if (voce_info[q->t.scadenze.items[i].voce].binario == t && q->t.scadenze.items[i].accaduto)
            json_term(q, j, &q->t.scadenze.items[i]);
    json_close_list(j);
    json_key(j, S("manca"));
    json_open_list(j);
    for (ptrdiff_t i = 0; i < s->mancanti.n; i++) json_missing(q, j, &s->mancanti.items[i]);
    json_close_list(j);
    json_close_map(j);
}

static int print_json(const Quadro *q)
{
    Json *j = json_new(q->c->a, true);
    json_open_map(j);
    json_key(j, S("anno")), json_int(j, q->b.anno);
    pair(j, "fase", str_of(fase_parole(q->b.fase)));
    json_key(j, S("binari"));
    json_open_list(j);
    for (int t = 0; t < BIN_COUNT; t++)
        if (q->b.binario[t].applicabile) json_track(q, j, (BinarioId)t);
    json_close_list(j);
    json_key(j, S("irregolarita"));
    json_open_list(j);
    for (ptrdiff_t i = 0; i < q->b.irregolarita.n; i++) {
        const Irregolarita *x = &q->b.irregolarita.items[i];
        json_open_map(j);
        pair(j, "atto", x->codice);
        pair(j, "data", date_iso(q->c->a, x->data));
        pair(j, "cosa", x->cosa);
        pair(j, "fonte", x->fonte);
        json_close_map(j);
    }
    json_close_list(j);
    json_close_map(j);
    Str text = json_done(j);
    return stampa_testo(str_fmt(q->c->a, "%.*s\n", STR_ARG(text)));
}

static int print_events(Arena *a)
{
    for (int v = 0; v < VOCE_COUNT; v++) {
        Str name = voce_nome(a, (VoceId)v);
        printf("%-40.*s %s (%s) [%s]\n", STR_ARG(name), voce_info[v].parole, condizione_parole(voce_info[v].dovuta),
               voce_info[v].fonte);
    }
    return stampa_testo(S(""));
}

/* The year asked for, else the one of the calendar if the body has it, else its latest. */
static int rulebook_of(Quadro *q, int64_t *anno)
{
    ptrdiff_t n;
    const Anno *y = ALL(&q->arch, Anno, ANNO, &n), *found = NULL;
    int64_t want = *anno ? *anno : date_year(q->c->oggi);
    for (ptrdiff_t i = 0; i < n; i++)
        if (y[i].anno == want || !*anno) found = found && found->anno == want ? found : &y[i];
    if (!found && !*anno)
        return errore(E_NON_TROVATO, "l'ente non ha ancora nessun anno: registrarlo nella tabella anni");
    if (!found)
        return errore(E_NON_TROVATO, "il %lld non è fra gli anni dell'ente: registrarlo nella tabella anni",
                      (long long)*anno);
    *anno = found->anno;
    Str why;
    if (sistema_anno(&q->arch, *anno, q->c->a, &q->sistema, &why)) return errore(E_NON_TROVATO, "%lld: %.*s", (long long)*anno, STR_ARG(why));
    return 0;
}

static int show(Contesto *c, int64_t anno, bool dot)
{
    const Grant *g;
    Quadro q = {.c = c, .d = {.a = c->a}};
    int status = contesto_permesso(c, AZIONE_CICLO_LEGGI, (Ambito){.anno = anno}, &g);
    if (status) return status;
    Err e = store_archivio_load(c->st, g, c->a, &q.arch);
    if (e) return contesto_errore(c, e);
    status = rulebook_of(&q, &anno);
    if (status) return status;
    e = processo_anno(&q.arch, &q.sistema, anno, c->a, &q.processo, &q.d);
    if (e) fprintf(stderr, "ciclo cycle: regole di processo da correggere:\n"), stampa_difetti(S(""), &q.d);
    binari_stato(&q.arch, &q.sistema, anno, &q.processo.volte, c->a, &q.b);
    if (dot) return stampa_testo(binari_dot(&q.b, c->a));
    termini_anno(&q.processo, &q.b, termini_patrono(&q.arch), c->oggi, c->a, &q.t);
    status = c->json ? print_json(&q) : print_year(&q);
    return status ? status : err_exit_status(e);
}

int cmd_cycle(Arena *a, Argomenti args)
{
    Contesto c;
    int64_t anno = 0;
    int status = contesto_leggi(&c, "cycle", a, &args);
    bool dot = bandierina(&args, "--dot"), events = bandierina(&args, "--eventi");
    if (!status) status = opzione_anno(&c, &args, "--anno", &anno);
    if (!status) status = contesto_resto(&c, &args, 0, 0);
    if (status) return contesto_fine(&c, status);
    if (events) return contesto_fine(&c, print_events(a));
    if (dot && !anno) return contesto_fine(&c, stampa_testo(binari_dot(NULL, a)));  /* the tables alone need no data */
    return contesto_fine(&c, show(&c, anno, dot));
}

/* cmd_scheda.c - floor 7: ciclo scheda: the differentiation desk from the command line. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "app/registro.h"
#include "app/scheda.h"

static const char USO[] = "scheda";

/* Group, year, level and act as every sub-command takes them. */
typedef struct Lavoro {
    Contesto *c;
    TavoloChi chi;
    int64_t anno;
    Str gruppo, atto;
    TavoloLivello livello;      /* TAVOLO_NESSUNO: not said */
    SchedaFile file;
    bool da_file;
} Lavoro;

static int open_group(Lavoro *s, Argomenti *args, int more)
{
    const char *level = opzione(args, "--livello"), *act = opzione(args, "--atto");
    Contesto *c = s->c;
    int status = opzione_anno(c, args, "--anno", &s->anno);
    if (!status) status = contesto_resto(c, args, 1, 1 + more);
    if (!status && !s->anno) status = uso_errato(USO, "serve --anno AAAA");
    s->livello = TAVOLO_NESSUNO;
    if (!status && level && (!tavolo_livello_by_word(str_of(level), &s->livello) || s->livello == TAVOLO_DETERMINATA))
        status = uso_errato(USO, "--livello: proposta, verificata o rideterminata");
    if (!status) status = contesto_apri(c);
    if (status) return status;
    s->gruppo = str_of(args->v[0]);
    s->atto = str_of(act);
    s->chi = (TavoloChi){c->st, c->matrice, c->chi, c->persona, c->oggi, c->ora, NULL};
    if (more != 1 || args->n < 2) return 0;
    s->da_file = true;
    return scheda_csv_leggi(c, str_of(args->v[1]), &s->file);
}

/* -- what came of it */
static void tell_defects(const Lavoro *s, const Difetti *d)
{
    for (ptrdiff_t i = 0; i < d->lista.n; i++)
        d->lista.items[i].dove = scheda_dove(&s->file, d->lista.items[i].dove, s->c->a);
    stampa_difetti(S(""), d);
}

static int failed(const Lavoro *s, Err e, const TavoloEsito *out)
{
    Buf b = buf_new(s->c->a);
    tell_defects(s, &out->difetti);
    if (e == E_DATI && out->conto.n_violazioni) {
        scheda_conto_testo(&out->conto, s->c->a, &b);
        Str text = buf_str(&b);
        fprintf(stderr, "%.*s", STR_ARG(text));
    }
    for (ptrdiff_t i = 0; i < out->conflitti.n; i++) {
        const TavoloConflitto *x = &out->conflitti.items[i];
        fprintf(stderr, "%.*s%s\n  c'è:     %.*s", STR_ARG(x->persona), x->bozza ? " (bozza)" : "",
                STR_ARG(x->trovato));
        if (x->ora.n) fprintf(stderr, " (%.*s, %.*s)", STR_ARG(x->autore), STR_ARG(x->ora));
        fprintf(stderr, "\n  offerto: %.*s\n", STR_ARG(x->offerto));
    }
    return errore(e, "%.*s", STR_ARG(out->perche));
}

static int done(const Lavoro *s, const TavoloEsito *out, const char *words)
{
    Contesto *c = s->c;
    if (c->json) {
        Json *j = json_new(c->a, true);
        json_open_map(j);
        json_key(j, S("gruppo")), json_text(j, s->gruppo);
        json_key(j, S("scritto")), json_bool(j, out->seq > 0);
        json_key(j, S("semischede")), json_int(j, out->scritti);
        if (out->seq) json_key(j, S("voce")), json_int(j, out->seq);
        if (out->seq) json_key(j, S("ancora")), json_text(j, store_ancora(c->a, out->seq, out->hash));
        json_key(j, S("avvisi"));
        json_open_list(j);
        for (ptrdiff_t i = 0; i < out->avvisi.n; i++) json_text(j, out->avvisi.items[i]);
        json_close_list(j);
        json_key(j, S("conto"));
        scheda_conto_json(&out->conto, c->a, j);
        json_close_map(j);
        return registro_stampa(c, j);
    }
    Buf b = buf_new(c->a);
    for (ptrdiff_t i = 0; i < out->avvisi.n; i++) buf_fmt(&b, "avviso: %.*s\n", STR_ARG(out->avvisi.items[i]));
    if (out->conto.n) scheda_conto_testo(&out->conto, c->a, &b);
    Str anchor = store_ancora(c->a, out->seq, out->hash);
    if (out->seq)
        buf_fmt(&b, "%s %.*s: %td dati cambiati, voce %lld del giornale, ancora %.*s\n", words, STR_ARG(s->gruppo),
                out->scritti, (long long)out->seq, STR_ARG(anchor));
    else buf_fmt(&b, "%.*s: nulla è cambiato\n", STR_ARG(s->gruppo));
    return stampa_testo(buf_str(&b));
}

/* -- reading */
static int list(Contesto *c, Argomenti *args)
{
    Lavoro s = {.c = c};
    TavoloVoce *v;
    ptrdiff_t n;
    Str why;
    int status = opzione_anno(c, args, "--anno", &s.anno);
    if (!status) status = contesto_resto(c, args, 0, 0);
    if (!status && !s.anno) status = uso_errato(USO, "serve --anno AAAA");
    if (!status) status = contesto_apri(c);
    if (status) return status;
    s.chi = (TavoloChi){c->st, c->matrice, c->chi, c->persona, c->oggi, c->ora, NULL};
    Err e = tavolo_elenco(&s.chi, s.anno, c->a, &v, &n, &why);
    if (e) return errore(e, "%.*s", STR_ARG(why));
    Json *j = json_new(c->a, true);
    Buf b = buf_new(c->a);
    json_open_list(j);
    for (ptrdiff_t i = 0; i < n; i++) {
        const char *step = v[i].aperto == TAVOLO_NESSUNO ? "nessuno" : tavolo_livello(v[i].aperto);
        json_open_map(j);
        json_key(j, S("gruppo")), json_text(j, v[i].gruppo);
        json_key(j, S("unita")), json_text(j, v[i].unita);
        json_key(j, S("unita_nome")), json_text(j, v[i].unita_nome);
        json_key(j, S("valutatore")), json_text(j, v[i].valutatore);
        json_key(j, S("valutati")), json_int(j, v[i].n);
        json_key(j, S("stato")), json_text(j, v[i].stato);
        json_key(j, S("aperto")), json_text(j, str_of(step));
        json_key(j, S("deroga")), json_bool(j, v[i].deroga);
        json_close_map(j);
        buf_fmt(&b, "%-12.*s %3td valutati  %-14.*s valuta %-8.*s %.*s%s\n", STR_ARG(v[i].gruppo), v[i].n,
                STR_ARG(v[i].stato), STR_ARG(v[i].valutatore), STR_ARG(v[i].unita_nome),
                v[i].deroga ? " (deroga)" : "");
    }
    json_close_list(j);
    return c->json ? registro_stampa(c, j) : stampa_testo(buf_str(&b));
}

static int open_desk(Lavoro *s, Tavolo *t)
{
    Str why;
    Err e = tavolo_apri(&s->chi, s->anno, s->gruppo, s->livello, s->c->a, t, &why);
    return e ? errore(e, "%.*s", STR_ARG(why)) : 0;
}

static int show(Contesto *c, Argomenti *args)
{
    Lavoro s = {.c = c};
    Tavolo t;
    const char *template = opzione(args, "--template");
    int status = open_group(&s, args, 0);
    if (!status) status = open_desk(&s, &t);
    if (status) return status;
    if (template && !strcmp(template, "-")) return stampa_testo(scheda_csv(&t, c->a));
    if (template) {
        if (os_write_file(str_of(template), scheda_csv(&t, c->a)))
            return errore(E_SCRITTURA, "%s: non si può scrivere", template);
        printf("scritto %s: %td persone\n", template, t.n);
        return stampa_testo(S(""));
    }
    if (c->json) {
        Json *j = json_new(c->a, true);
        scheda_json(&t, c->a, j);
        return registro_stampa(c, j);
    }
    Buf b = buf_new(c->a);
    scheda_testo(&t, c->a, &b);
    return stampa_testo(buf_str(&b));
}

/* The offer of "M012.semischeda1", as in a case, and which half-sheet; NULL: no such mark here. */
static TavoloOfferta *offer_of(Lavoro *s, const Tavolo *t, Str x, int *h)
{
    ptrdiff_t dot = x.n;
    while (dot > 0 && x.p[dot - 1] != '.') dot--;
    Str who = str_sub(x, 0, dot ? dot - 1 : 0), tail = str_sub(x, dot, x.n);
    *h = str_eq(tail, S("semischeda1")) ? 0 : str_eq(tail, S("semischeda2")) ? 1 : -1;
    ptrdiff_t at = tavolo_persona(t, who);
    if (*h < 0 || at < 0) return NULL;
    for (ptrdiff_t i = 0; i < s->file.offerte.n; i++)
        if (str_eq(s->file.offerte.items[i].persona, who)) return &s->file.offerte.items[i];
    TavoloOfferta *o = PUSH(s->c->a, &s->file.offerte);
    *o = tavolo_offerta(s->c->a, &t->persone[at]);
    for (int k = 0; k < TAVOLO_MEZZE; k++) *PUSH(s->c->a, &s->file.righe) = 0;
    return o;
}

static int lock(Lavoro *s, const Tavolo *t, Str word)
{
    int h;
    TavoloOfferta *o = offer_of(s, t, word, &h);
    if (!o) return uso_errato(USO, "--blocca: PERSONA.semischeda1 o PERSONA.semischeda2, di questo gruppo");
    o->bloccata[h] = true;
    return 0;
}

/* "M012.semischeda1:30-36"; either of the two numbers may be missing. */
static int limit(Lavoro *s, const Tavolo *t, Str word)
{
    int h;
    ptrdiff_t colon = str_find(word, ':');
    Str range = colon < 0 ? S("") : str_sub(word, colon + 1, word.n);
    ptrdiff_t dash = str_find(range, '-');
    TavoloOfferta *o = dash < 0 ? NULL : offer_of(s, t, str_sub(word, 0, colon), &h);
    if (!o) return uso_errato(USO, "--limite: PERSONA.semischeda1:MINIMO-MASSIMO, di questo gruppo; uno dei due può mancare");
    o->minimo[h] = str_sub(range, 0, dash);
    o->massimo[h] = str_sub(range, dash + 1, range.n);
    return 0;
}

static Str points(Arena *a, int64_t n, int parti) { return num_exact(a, num_ratio(a, n, parti)); }

static void points_json(Json *j, Arena *a, const char *key, int64_t n, int parti)
{
    json_key(j, str_of(key));
    if (parti == 1) json_int(j, n);
    else json_text(j, points(a, n, parti));
}

static int told_suggestion(const Lavoro *s, const Tavolo *t, const TavoloSuggerimento *x)
{
    Contesto *c = s->c;
    Buf b = buf_new(c->a);
    Json *j = json_new(c->a, true);
    json_open_map(j);
    json_key(j, S("gruppo")), json_text(j, t->gruppo);
    json_key(j, S("possibile")), json_bool(j, x->possibile);
    if (!x->possibile) json_key(j, S("motivo")), json_text(j, x->perche);
    points_json(j, c->a, "distanza", x->distanza, t->parti);
    if (x->possibile && x->minimo < x->distanza) points_json(j, c->a, "minimo_provato", x->minimo, t->parti);
    json_key(j, S("persone"));
    json_open_list(j);
    if (!x->possibile) buf_fmt(&b, "nessuna proposta: %.*s\n", STR_ARG(x->perche));
    else buf_fmt(&b, "proposta, niente è salvato: %.*s punti di cambiamento in tutto\n", STR_ARG(points(c->a, x->distanza, t->parti)));
    if (x->possibile && x->minimo < x->distanza)
        buf_fmt(&b, "  non è provato che sia la più vicina: nessuna ne cambia meno di %.*s\n", STR_ARG(points(c->a, x->minimo, t->parti)));
    for (ptrdiff_t i = 0; i < t->n && x->possibile; i++) {
        json_open_map(j);
        json_key(j, S("persona")), json_text(j, t->persone[i].codice);
        buf_fmt(&b, "  %-8.*s", STR_ARG(t->persone[i].codice));
        for (int h = 0; h < TAVOLO_MEZZE; h++) {
            bool same = x->prima[h][i] == x->dopo[h][i] && !x->mancava[h][i];
            Str before = x->mancava[h][i] ? S("-") : points(c->a, x->prima[h][i], t->parti), after = points(c->a, x->dopo[h][i], t->parti);
            points_json(j, c->a, h ? "semischeda2" : "semischeda1", x->dopo[h][i], t->parti);
            if (same) buf_fmt(&b, "  semischeda %d: %-12.*s", h + 1, STR_ARG(after));
            else buf_fmt(&b, "  semischeda %d: %.*s -> %-6.*s", h + 1, STR_ARG(before), STR_ARG(after));
        }
        buf_char(&b, '\n');
        json_close_map(j);
    }
    json_close_list(j);
    if (x->possibile) json_key(j, S("conto")), scheda_conto_json(&x->conto, c->a, j);
    json_close_map(j);
    return c->json ? registro_stampa(c, j) : stampa_testo(buf_str(&b));
}

static int suggest(Contesto *c, Argomenti *args)
{
    Lavoro s = {.c = c};
    Tavolo t;
    TavoloSuggerimento x;
    RegistroTesti locks = {0}, limits = {0};
    Difetti d = {.a = c->a};
    registro_opzioni(c->a, args, "--blocca", &locks);
    registro_opzioni(c->a, args, "--limite", &limits);
    int status = open_group(&s, args, 1);
    if (!status) status = open_desk(&s, &t);
    for (ptrdiff_t i = 0; i < locks.n && !status; i++) status = lock(&s, &t, locks.items[i]);
    for (ptrdiff_t i = 0; i < limits.n && !status; i++) status = limit(&s, &t, limits.items[i]);
    if (status) return status;
    Err e = tavolo_suggerisci(&t, s.file.offerte.items, s.file.offerte.n, c->a, &x, &d);
    if (d.lista.n) tell_defects(&s, &d);
    return e ? errore(e, "%.*s", STR_ARG(x.perche)) : told_suggestion(&s, &t, &x);
}

/* -- drafts */
static int draft(Contesto *c, Argomenti *args)
{
    Lavoro s = {.c = c};
    int status = open_group(&s, args, 1);
    if (!status && (s.livello == TAVOLO_NESSUNO || !s.da_file)) status = uso_errato(USO, "servono --livello e un file");
    if (status) return status;
    for (ptrdiff_t i = 0; i < s.file.offerte.n; i++) {
        TavoloEsito out;
        Err e = tavolo_bozza_salva(&s.chi, s.anno, s.gruppo, s.livello, &s.file.offerte.items[i], c->a, &out);
        if (!e) continue;
        if (i) fprintf(stderr, "ciclo: salvate le bozze delle prime %td persone\n", i);
        return failed(&s, e, &out);
    }
    return stampa_testo(str_fmt(c->a, "salvate %td bozze del gruppo %.*s\n", s.file.offerte.n, STR_ARG(s.gruppo)));
}

static int discard(Contesto *c, Argomenti *args)
{
    Lavoro s = {.c = c};
    TavoloEsito out;
    int status = open_group(&s, args, 2);
    if (!status && (s.livello == TAVOLO_NESSUNO || args->n != 2))
        status = uso_errato(USO, "servono --livello e una persona");
    if (status) return status;
    Err e =
        tavolo_bozza_butta(&s.chi, s.anno, s.gruppo, s.livello, str_of(args->v[1]), TAVOLO_NON_CONTROLLARE, c->a, &out);
    return e ? failed(&s, e, &out) : stampa_testo(str_fmt(c->a, "buttata la bozza di %s\n", args->v[1]));
}

/* -- submission: the file, else what the form of that level begins with (drafts, then marks) */
static int submit(Contesto *c, Argomenti *args, TavoloLivello l, const char *words)
{
    Lavoro s = {.c = c};
    TavoloEsito out;
    Err e;
    int status = open_group(&s, args, 1);
    if (!status && s.livello != TAVOLO_NESSUNO) status = uso_errato(USO, "--livello non serve: lo dice il comando");
    if (!status && l == TAVOLO_PROPOSTA && s.atto.n) status = uso_errato(USO, "la proposta non ha un atto");
    if (status) return status;
    if (!s.da_file) {
        Tavolo t;
        s.livello = l;
        status = open_desk(&s, &t);
        if (status) return status;
        for (ptrdiff_t i = 0; i < t.n; i++) {
            *PUSH(c->a, &s.file.offerte) = tavolo_offerta(c->a, &t.persone[i]);
            for (int h = 0; h < TAVOLO_MEZZE; h++) *PUSH(c->a, &s.file.righe) = 0;
        }
    }
    const TavoloOfferta *o = s.file.offerte.items;
    ptrdiff_t n = s.file.offerte.n;
    if (l == TAVOLO_PROPOSTA) e = tavolo_proponi(&s.chi, s.anno, s.gruppo, o, n, c->a, &out);
    else if (l == TAVOLO_VERIFICATA) e = tavolo_verifica(&s.chi, s.anno, s.gruppo, o, n, s.atto, c->a, &out);
    else e = tavolo_ridetermina(&s.chi, s.anno, s.gruppo, o, n, s.atto, c->a, &out);
    return e ? failed(&s, e, &out) : done(&s, &out, words);
}

static int propose(Contesto *c, Argomenti *args) { return submit(c, args, TAVOLO_PROPOSTA, "proposto il gruppo"); }
static int verify(Contesto *c, Argomenti *args) { return submit(c, args, TAVOLO_VERIFICATA, "verificato il gruppo"); }
static int redetermine(Contesto *c, Argomenti *args)
{
    return submit(c, args, TAVOLO_RIDETERMINATA, "rideterminato il gruppo");
}

static int waive(Contesto *c, Argomenti *args)
{
    Lavoro s = {.c = c};
    TavoloEsito out;
    const char *motive = opzione(args, "--motivo");
    int status = open_group(&s, args, 0);
    if (!status && !motive) status = uso_errato(USO, "serve --motivo TESTO (vuoto per togliere la deroga)");
    if (status) return status;
    Err e = tavolo_deroga(&s.chi, s.anno, s.gruppo, str_of(motive), s.atto, TAVOLO_NON_CONTROLLARE, c->a, &out);
    return e ? failed(&s, e, &out) : done(&s, &out, *motive ? "deroga per il gruppo" : "tolta la deroga al gruppo");
}

int cmd_scheda(Arena *a, Argomenti args)
{
    static const struct { const char *name; int (*run)(Contesto *c, Argomenti *args); } verbs[] = {
        {"list", list}, {"show", show}, {"suggest", suggest}, {"draft", draft}, {"discard", discard},
        {"propose", propose}, {"verify", verify}, {"redetermine", redetermine}, {"waive", waive}};
    Contesto c;
    int status = contesto_leggi(&c, USO, a, &args);
    if (status) return status;
    for (ptrdiff_t i = 0; i < COUNT_OF(verbs) && args.n; i++) {
        if (strcmp(args.v[0], verbs[i].name)) continue;
        args.n--;
        args.v++;
        return contesto_fine(&c, verbs[i].run(&c, &args));
    }
    return uso_errato(USO, "serve list, show, suggest, draft, discard, propose, verify, redetermine o waive");
}

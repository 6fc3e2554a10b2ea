/* cmd_sistemi.c - floor 7: ciclo rulebook on a body's own rulebooks: drafts, opinion, act, rectification (C-0.02-03, X-09, F-05). */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "app/cmd_sistema.h"
#include "app/registro.h"

#include "cycle/ipotesi.h"
#include "cycle/sistemi.h"

static const char USO[] = "rulebook";
enum { SISTEMA_MAX = 1 << 20 };

typedef struct Opera {
    Contesto *c;
    const Grant *g;
    Archivio arch;
    Difetti d;
    SistemaPasso p;
} Opera;

static int begin(Opera *x, Contesto *c, Azione z)
{
    int status = contesto_permesso(c, z, (Ambito){0}, &x->g);
    if (status) return status;
    Err e = store_archivio_load(c->st, x->g, c->a, &x->arch);
    if (e) return contesto_errore(c, e);
    x->c = c;
    x->d = (Difetti){.a = c->a};
    x->p = (SistemaPasso){.arch = &x->arch, .oggi = c->oggi, .a = c->a, .d = &x->d, .perche = S("")};
    return 0;
}

/* A step that did not succeed. */
static int refused(const Opera *x, Err e)
{
    if (x->d.lista.n) return registro_difetti(x->c, &x->d);
    return errore(e, "%.*s", STR_ARG(x->p.perche));
}

static int written(const Opera *x, const Modifica *m, ptrdiff_t n, Str atto, const char *done, const SistemaVersione *v)
{
    return registro_scrivi(x->c, x->g, m, n, atto, done, str_fmt(x->c->a, "%.*s/%lld", STR_ARG(v->codice), (long long)v->versione));
}

static int put(const Opera *x, const SistemaVersione *v, const char *done)
{
    Modifica m = {ENTITA_SISTEMA_VERSIONE, v, false, v->riga};
    return written(x, &m, 1, S(""), done, v);
}

/* "CODICE/VERSIONE"; NULL: there is none. */
static const SistemaVersione *find(const Opera *x, const char *word)
{
    Str name = str_of(word), number = S("");
    int64_t n = 0;
    ptrdiff_t slash = str_find(name, '/');
    if (slash > 0) number = str_sub(name, slash + 1, name.n);
    for (ptrdiff_t i = 0; i < number.n && i < 3; i++) n = number.p[i] >= '0' && number.p[i] <= '9' ? n * 10 + (number.p[i] - '0') : 1000;
    return slash > 0 ? sistema_versione(&x->arch, str_sub(name, 0, slash), n) : NULL;
}

static int named(const Opera *x, const char *word, const SistemaVersione **out)
{
    *out = find(x, word);
    return *out ? 0 : errore(E_NON_TROVATO, "%s: l'ente non ha questa versione (ciclo rulebook versions); scrivere CODICE/VERSIONE", word);
}

static int file_text(const Contesto *c, const char *file, Str *out)
{
    Err e = os_read_file(str_of(file), SISTEMA_MAX, c->a, out);
    return e ? errore(E_LETTURA, "%s: %s", file, e == E_DATI ? "troppo lungo per un sistema (al massimo 1 MiB)" : "non si può leggere") : 0;
}

/* -- reading */
static int versions(Contesto *c, Argomenti *args)
{
    const Grant *g, *all;
    Tabella t;
    Opera x = {.c = c};
    int status = contesto_resto(c, args, 0, 0);
    if (!status) status = contesto_permesso(c, AZIONE_SISTEMA_LEGGI, (Ambito){0}, &g);
    if (status) return status;
    bool drafts = !contesto_puo(c, AZIONE_SISTEMA_BOZZA_LEGGI, (Ambito){0}, &all);
    Err e = store_tabella_load(c->st, g, ENTITA_SISTEMA_VERSIONE, c->a, &t);
    if (e) return contesto_errore(c, e);
    x.arch.tabelle[ENTITA_SISTEMA_VERSIONE] = t;
    Buf b = buf_new(c->a);
    Json *j = json_new(c->a, true);
    json_open_list(j);
    for (ptrdiff_t i = 0; i < t.n; i++) {
        const SistemaVersione *v = tabella_at(&t, i);
        const char *state = sistema_stato_parola(sistema_stato(&x.arch, v));
        if (!v->atto.n && !drafts) continue;
        json_open_map(j);
        registro_json(j, c->a, entita_info(ENTITA_SISTEMA_VERSIONE), v);
        json_key(j, S("stato")), json_text(j, str_of(state));
        json_close_map(j);
        buf_fmt(&b, "%.*s/%lld  %lld  %s%s%.*s  %.*s\n", STR_ARG(v->codice), (long long)v->versione, (long long)v->anno, state,
                v->atto.n ? " con " : "", STR_ARG(v->atto), STR_ARG(v->titolo));
    }
    json_close_list(j);
    if (!c->json && !b.n) buf_put(&b, S("l'ente non ha sistemi propri: ciclo rulebook copy o import\n"));
    return c->json ? registro_stampa(c, j) : stampa_testo(buf_str(&b));
}

bool versione_nominata(const char *word)
{
    const char *slash = strchr(word, '/');
    if (!slash || slash == word || !slash[1] || os_exists(str_of(word))) return false;
    return strspn(slash + 1, "0123456789") == strlen(slash + 1);
}

int versione_testo(Contesto *c, const char *word, Str *out)
{
    Opera x = {0};
    int status = begin(&x, c, AZIONE_SISTEMA_LEGGI);
    if (status) return status;
    const SistemaVersione *v = find(&x, word);
    if (!v || !v->atto.n) status = contesto_permesso(c, AZIONE_SISTEMA_BOZZA_LEGGI, (Ambito){0}, &x.g); /* nor is told whether there is one */
    if (!status) status = named(&x, word, &v);
    if (!status) *out = v->testo;
    return status;
}

static int export_text(Contesto *c, Argomenti *args)
{
    Str text;
    int status = contesto_resto(c, args, 1, 1);
    if (!status) status = versione_testo(c, args->v[0], &text);
    return status ? status : stampa_testo(str_fmt(c->a, "%.*s\n", STR_ARG(text)));
}

/* -- writing */
static int drafted(Opera *x, Str text, Str origin, int64_t year, Str reason)
{
    SistemaVersione *v = NEW(x->c->a, SistemaVersione);
    Err e = sistema_nuovo(&x->p, text, origin, year, reason, v);
    return e ? refused(x, e) : put(x, v, "scritta la bozza");
}

/* The draft of that id gets this text; without one a draft begins. */
static int import_text(Contesto *c, Argomenti *args)
{
    Opera x = {0};
    Str text, reason = str_of(opzione(args, "--motivo"));
    int64_t year;
    Sistema s;
    ptrdiff_t n;
    int status = opzione_anno(c, args, "--anno", &year);
    if (!status) status = contesto_resto(c, args, 1, 1);
    if (!status) status = begin(&x, c, AZIONE_SISTEMA_REDIGE);
    if (!status) status = file_text(c, args->v[0], &text);
    if (status) return status;
    if (sistema_controlla(text, str_of(args->v[0]), c->a, &s, &x.d)) return stampa_difetti(S(""), &x.d);
    const SistemaVersione *all = ALL(&x.arch, SistemaVersione, SISTEMA_VERSIONE, &n);
    for (ptrdiff_t i = n - 1; i >= 0; i--) {
        SistemaVersione v;
        if (!str_eq(all[i].codice, s.id)) continue;
        Err e = sistema_scrive(&x.p, &all[i], text, &v);
        return e ? refused(&x, e) : put(&x, &v, "scritta la bozza");
    }
    if (!year) return uso_errato(USO, "serve --anno, il primo anno per cui il sistema vale");
    return drafted(&x, text, S(""), year, reason);
}

static int copy(Contesto *c, Argomenti *args)
{
    Opera x = {0};
    Str text, reason = str_of(opzione(args, "--motivo"));
    int64_t year;
    int status = opzione_anno(c, args, "--anno", &year);
    if (!status) status = contesto_resto(c, args, 2, 2);
    if (!status && !year) status = uso_errato(USO, "serve --anno, il primo anno per cui il sistema vale");
    if (!status) status = begin(&x, c, AZIONE_SISTEMA_REDIGE);
    if (status) return status;
    if (!sistema_testo(&x.arch, str_of(args->v[0]), &text)) return errore(E_NON_TROVATO, "%s: non è né un sistema del programma né una versione dell'ente", args->v[0]);
    return drafted(&x, sistema_rinomina(c->a, text, str_of(args->v[1])), str_of(args->v[0]), year, reason);
}

static int simple_step(Contesto *c, Argomenti *args, Err (*step)(SistemaPasso *, const SistemaVersione *, SistemaVersione *), const char *done)
{
    Opera x = {0};
    const SistemaVersione *v;
    SistemaVersione out;
    int status = contesto_resto(c, args, 1, 1);
    if (!status) status = begin(&x, c, AZIONE_SISTEMA_REDIGE);
    if (!status) status = named(&x, args->v[0], &v);
    if (status) return status;
    Err e = step(&x.p, v, &out);
    return e ? refused(&x, e) : put(&x, &out, done);
}

static int submit(Contesto *c, Argomenti *args) { return simple_step(c, args, sistema_propone, "proposto il sistema"); }
static int withdraw(Contesto *c, Argomenti *args) { return simple_step(c, args, sistema_riprende, "ripresa la bozza"); }

static int drop(Contesto *c, Argomenti *args)
{
    Opera x = {0};
    const SistemaVersione *v;
    int status = contesto_resto(c, args, 1, 1);
    if (!status) status = begin(&x, c, AZIONE_SISTEMA_REDIGE);
    if (!status) status = named(&x, args->v[0], &v);
    if (status) return status;
    if (sistema_stato(&x.arch, v) != SISTEMA_BOZZA) return errore(E_CONFLITTO, "%s: si cancella soltanto una bozza", args->v[0]);
    Modifica m = {ENTITA_SISTEMA_VERSIONE, v, true, v->riga};
    return written(&x, &m, 1, S(""), "cancellata la bozza", v);
}

static int opinion(Contesto *c, Argomenti *args)
{
    Opera x = {0};
    const SistemaVersione *v;
    const EntitaInfo *e = entita_info(ENTITA_SISTEMA_VERSIONE);
    SistemaVersione *said = record_new(c->a, e), out;
    Difetti d = {.a = c->a};
    const char *outcome = opzione(args, "--parere"), *text = opzione(args, "--testo"), *act = opzione(args, "--atto");
    Str words = str_of(text);
    int status = opzione_data(c, args, "--data", &said->parere_data);
    if (!status) status = contesto_resto(c, args, 1, 1);
    if (!status && words.n && words.p[0] == '@') status = registro_da_file(c, "--testo", &words);
    if (status) return status;
    if (outcome && !registro_campo(c->a, e, "parere", str_of(outcome), said, &d)) return registro_difetti(c, &d);
    if (words.n && !registro_campo(c->a, e, "parere_testo", words, said, &d)) return registro_difetti(c, &d);
    said->parere_atto = str_of(act);
    status = begin(&x, c, AZIONE_SISTEMA_PARERE);
    if (!status) status = named(&x, args->v[0], &v);
    if (status) return status;
    Err no = sistema_parere(&x.p, v, said, &out);
    return no ? refused(&x, no) : put(&x, &out, "registrato il parere");
}

static int adopt(Contesto *c, Argomenti *args)
{
    Opera x = {0};
    const SistemaVersione *v;
    SistemaVersione out;
    Anno year;
    Str act = str_of(opzione(args, "--atto"));
    int status = contesto_resto(c, args, 1, 1);
    if (!status) status = begin(&x, c, AZIONE_SISTEMA_ADOTTA);
    if (!status) status = named(&x, args->v[0], &v);
    if (status) return status;
    Err e = sistema_adotta(&x.p, v, act, grant_ruolo(x.g), &out, &year);
    if (e) return refused(&x, e);
    const Modifica m[] = {{ENTITA_SISTEMA_VERSIONE, &out, false, out.riga}, {ENTITA_ANNO, &year, false, year.riga}};
    return written(&x, m, 2, act, "adottato il sistema", &out);
}

static int rectify(Contesto *c, Argomenti *args)
{
    Opera x = {0};
    const SistemaVersione *v;
    SistemaVersione out;
    Str reason = str_of(opzione(args, "--motivo"));
    int status = contesto_resto(c, args, 1, 1);
    if (!status) status = begin(&x, c, AZIONE_SISTEMA_REDIGE);
    if (!status) status = named(&x, args->v[0], &v);
    if (status) return status;
    Err e = sistema_rettifica(&x.p, v, reason, &out);
    return e ? refused(&x, e) : put(&x, &out, "cominciata la versione");
}

/* -- what would be if */
static int read_what(Opera *x, Argomenti *args, Ipotesi *h)
{
    RegistroTesti with = {0}, funds = {0};
    const char *book = opzione(args, "--sistema");
    registro_opzioni(x->c->a, args, "--con", &with);
    registro_opzioni(x->c->a, args, "--fondo", &funds);
    for (int k = 0; k < 2; k++) {
        const RegistroTesti *t = k ? &funds : &with;
        for (ptrdiff_t i = 0; i < t->n; i++) {
            ptrdiff_t cut = str_find(t->items[i], '=');
            if (cut <= 0) return uso_errato(USO, "%s «%.*s»: scrivere CHIAVE=VALORE", k ? "--fondo" : "--con", STR_ARG(t->items[i]));
            IpotesiVoce v = {str_sub(t->items[i], 0, cut), str_sub(t->items[i], cut + 1, t->items[i].n)};
            if (k) *PUSH(x->c->a, &h->fondi) = v;
            else *PUSH(x->c->a, &h->parametri) = v;
        }
    }
    if (!book) return 0;
    if (sistema_testo(&x->arch, str_of(book), &h->testo)) return 0;
    return file_text(x->c, book, &h->testo);
}

static int tell(Opera *x, const Confronto *k)
{
    Arena *a = x->c->a;
    Buf b = buf_new(a);
    buf_put(&b, S("voce;prima;dopo\n"));
    for (ptrdiff_t i = 0; i < k->totali.n; i++) {
        const ConfrontoTotale *t = &k->totali.items[i];
        buf_fmt(&b, "%s;%.*s;%.*s\n", t->nome, STR_ARG(t->prima), STR_ARG(t->dopo));
    }
    buf_put(&b, S("\npersona;valore;prima;dopo\n"));
    for (ptrdiff_t i = 0; i < k->righe.n; i++) {
        const ConfrontoRiga *r = &k->righe.items[i];
        const Grant *g;
        static const Azione any[] = {AZIONE_SCHEDA_LEGGI, AZIONE_SCHEDA_PROPOSTA_LEGGI, AZIONE_SCHEDA_APERTA_LEGGI};
        bool may = false;
        for (int z = 0; z < 3 && !may; z++) may = !contesto_puo(x->c, any[z], (Ambito){.anno = k->anno, .persona = r->persona}, &g);
        if (may) buf_fmt(&b, "%.*s;%s;%.*s;%.*s\n", STR_ARG(r->persona), r->valore, STR_ARG(num_exact(a, r->prima)), STR_ARG(num_exact(a, r->dopo)));
    }
    return stampa_testo(buf_str(&b));
}

static int try_it(Contesto *c, Argomenti *args)
{
    Opera x = {.c = c};
    Ipotesi h = {0};
    Confronto k;
    Valutazione v;
    int64_t year;
    int status = opzione_anno(c, args, "--anno", &year);
    if (!status && !year) status = uso_errato(USO, "serve --anno");
    if (!status) status = begin(&x, c, AZIONE_IPOTESI_PROVA);
    if (!status) status = read_what(&x, args, &h);
    if (!status) status = contesto_resto(c, args, 0, 0);
    if (status) return status;
    Err e = valutazione_calcola(&x.arch, year, S("finale"), S(""), false, c->a, &v, &x.d);
    if (!e) e = ipotesi_confronta(&v, &h, c->a, &k, &x.d);
    return e ? stampa_difetti(S(""), &x.d) : tell(&x, &k);
}

bool sistemi_dell_ente(Arena *a, Argomenti args, int *status)
{
    static const struct { const char *name; int (*run)(Contesto *c, Argomenti *args); } verbs[] = {
        {"versions", versions}, {"export", export_text}, {"import", import_text}, {"copy", copy}, {"submit", submit}, {"withdraw", withdraw},
        {"drop", drop}, {"opinion", opinion}, {"adopt", adopt}, {"rectify", rectify}, {"try", try_it}};
    for (ptrdiff_t i = 0; i < COUNT_OF(verbs) && args.n; i++) {
        Contesto c;
        if (strcmp(args.v[0], verbs[i].name)) continue;
        args.n--;
        args.v++;
        *status = contesto_leggi(&c, USO, a, &args);
        if (!*status) *status = contesto_fine(&c, verbs[i].run(&c, &args));
        return true;
    }
    return false;
}

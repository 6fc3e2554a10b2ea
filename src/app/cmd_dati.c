/* cmd_dati.c - floor 7: ciclo init, import, export: a body's data in and out. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "app/contesto.h"

#include <unistd.h>

#include "cycle/codici.h"
#include "cycle/correzione.h"
#include "exchange/scambio.h"
#include "format/json.h"
#include "store/archivio.h"
#include "store/scrittura.h"

/* Steps of long work, for whoever waits. */
typedef struct Progresso { const char *comando; bool attivo; } Progresso;

static void passo(const Progresso *p, const char *words)
{
    if (p->attivo) fprintf(stderr, "ciclo %s: %s...\n", p->comando, words);
}

static Progresso progresso(Argomenti *args, const char *comando)
{
    return (Progresso){comando, bandierina(args, "--progress") || isatty(STDERR_FILENO)};
}

/* -- init */
static int body_record(Contesto *c, const char *codice, const char *nome, bool esempio, Ente **out)
{
    const EntitaInfo *e = entita_info(ENTITA_ENTE);
    Ente *ente = *out = record_new(c->a, e);
    Difetti d = {.a = c->a};
    Str why;
    if (!campo_read(c->a, &e->campi[0], str_of(codice), false, ente, &why))
        difetto(&d, 0, S("--codice"), "%.*s", STR_ARG(why));
    if (!campo_read(c->a, &e->campi[1], str_of(nome), false, ente, &why))
        difetto(&d, 1, S("--nome"), "%.*s", STR_ARG(why));
    if (esempio) ente->esempio = S("si");
    return d.lista.n ? stampa_difetti(S(""), &d) : 0;
}

int cmd_init(Arena *a, Argomenti args)
{
    Contesto c;
    int s = contesto_leggi(&c, "init", a, &args);
    const char *codice = opzione(&args, "--codice"), *nome = opzione(&args, "--nome");
    bool esempio = bandierina(&args, "--esempio");
    const Grant *g;
    Ente *ente;
    Str why;
    if (!s) s = contesto_resto(&c, &args, 0, 0);
    if (!s && (!codice || !nome)) s = uso_errato("init", "servono --codice e --nome");
    if (!s) s = contesto_permesso_prima(&c, AZIONE_INIZIALIZZA, &g);
    if (!s) s = body_record(&c, codice, nome, esempio, &ente);
    if (s) return s;
    Err err = store_crea(a, c.db, c.ora, &c.st, &why);
    if (err) return errore(err, "%.*s", STR_ARG(why));
    Modifica m = {ENTITA_ENTE, ente, false, 0};
    Esito out;
    err = store_scrivi(c.st, g, &(Scrittura){c.ora, S(""), &m, 1}, a, &out);
    if (err) {
        s = contesto_errore(&c, err);
        store_scarta(c.st);
        return s;
    }
    Str ancora = store_ancora(a, out.seq, out.hash);
    printf("creato l'ente %.*s\nancora del giornale: %.*s\n", STR_ARG(ente->codice), STR_ARG(ancora));
    return contesto_fine(&c, stampa_testo(S("")));
}

/* -- import: what happened, for people and for programs */
typedef struct Importazione {
    Contesto c;
    const Grant *g;
    bool tutto;          /* may import everything; else the tables that he may correct */
    bool vede;           /* may see what is stored about persons */
    Scambio *s;
    Differenze diff;
    Str origine;         /* what to put before the place of a defect: the name of a JSON file */
    bool prova;
    Esito esito;
} Importazione;

static int json_out(Arena *a, Json *j)
{
    Str text = json_done(j);
    return stampa_testo(str_fmt(a, "%.*s\n", STR_ARG(text)));
}

static void json_pair(Json *j, const char *key, Str text)
{
    json_key(j, str_of(key));
    json_text(j, text);
}

/* Notices, to standard error or as a list of the JSON answer. */
static void print_avvisi(const Importazione *im)
{
    for (ptrdiff_t i = 0; i < im->s->avvisi.n; i++) fprintf(stderr, "avviso: %.*s\n", STR_ARG(im->s->avvisi.items[i]));
    for (ptrdiff_t i = 0; i < im->diff.avvisi.n; i++)
        fprintf(stderr, "avviso: %.*s\n", STR_ARG(im->diff.avvisi.items[i]));
}

static void json_avvisi(Json *j, const Importazione *im)
{
    json_key(j, S("avvisi"));
    json_open_list(j);
    for (ptrdiff_t i = 0; i < im->s->avvisi.n; i++) json_text(j, im->s->avvisi.items[i]);
    for (ptrdiff_t i = 0; i < im->diff.avvisi.n; i++) json_text(j, im->diff.avvisi.items[i]);
    json_close_list(j);
}

static int difetti_out(Arena *a, const Importazione *im, const Difetti *d)
{
    if (!im->c.json) {
        print_avvisi(im);
        int status = stampa_difetti(im->origine, d);
        fprintf(stderr, "ciclo import: %lld da correggere, nulla è stato scritto\n",
                (long long)(d->lista.n + d->in_piu));
        return status;
    }
    Json *j = json_new(a, true);
    json_open_map(j);
    json_key(j, S("scritto"));
    json_bool(j, false);
    json_avvisi(j, im);
    json_key(j, S("difetti"));
    json_open_list(j);
    for (ptrdiff_t i = 0; i < d->lista.n; i++) {
        json_open_map(j);
        json_pair(j, "dove", d->lista.items[i].dove);
        json_pair(j, "cosa", d->lista.items[i].cosa);
        json_close_map(j);
    }
    json_close_list(j);
    json_key(j, S("altri"));
    json_int(j, d->in_piu);
    json_close_map(j);
    int status = json_out(a, j);
    return status ? status : err_exit_status(E_DATI);
}

/* Who imports need not be one who reads sheets (requirements 12.7): then no stored value of persons is shown. */
static bool visibile(const Importazione *im, const EntitaInfo *e) { return im->vede || !e->personale; }

static bool changed(Arena *a, const CampoInfo *c, const Differenza *x)
{
    return !str_eq(campo_text(a, c, x->vecchio), campo_text(a, c, x->nuovo));
}

/* LUNGO has line ends: in a list each difference stays one line. */
static Str one_line(Arena *a, Str s)
{
    char *p = (char *)str_dup(a, s).p;
    for (ptrdiff_t i = 0; i < s.n; i++)
        if (p[i] == '\n' || p[i] == '\t') p[i] = ' ';
    return (Str){p, s.n};
}

static void print_differenza(Arena *a, const Importazione *im, const Differenza *x)
{
    Str key = one_line(a, record_key(a, x->e, x->nuovo));
    printf("%c %s %.*s\n", x->vecchio ? '~' : '+', x->e->nome, STR_ARG(key));
    for (int i = 0; x->vecchio && i < x->e->n_campi; i++) {
        const CampoInfo *c = &x->e->campi[i];
        if (!changed(a, c, x)) continue;
        Str before = visibile(im, x->e) ? one_line(a, campo_text(a, c, x->vecchio)) : S("non mostrato");
        Str after = one_line(a, campo_text(a, c, x->nuovo));
        printf("    %s: «%.*s» diventa «%.*s»\n", c->nome, STR_ARG(before), STR_ARG(after));
    }
}

static void json_differenza(Json *j, Arena *a, const Importazione *im, const Differenza *x)
{
    json_open_map(j);
    json_pair(j, "tabella", str_of(x->e->nome));
    json_pair(j, "chiave", record_key(a, x->e, x->nuovo));
    json_key(j, S("nuovo"));
    json_bool(j, !x->vecchio);
    json_key(j, S("campi"));
    json_open_list(j);
    for (int i = 0; i < x->e->n_campi; i++) {
        const CampoInfo *c = &x->e->campi[i];
        if (x->vecchio ? !changed(a, c, x) : campo_absent(c, x->nuovo)) continue;
        json_open_map(j);
        json_pair(j, "campo", str_of(c->nome));
        if (x->vecchio && visibile(im, x->e)) json_pair(j, "prima", campo_text(a, c, x->vecchio));
        json_pair(j, "dopo", campo_text(a, c, x->nuovo));
        json_close_map(j);
    }
    json_close_list(j);
    json_close_map(j);
}

static int riassunto_json(Arena *a, const Importazione *im)
{
    static const char *const names[] = {"nuovi", "modificati", "uguali"};
    Json *j = json_new(a, true);
    json_open_map(j);
    json_key(j, S("scritto"));
    json_bool(j, im->esito.seq > 0);
    if (im->esito.seq) {
        json_key(j, S("voce"));
        json_int(j, im->esito.seq);
        json_pair(j, "ancora", store_ancora(a, im->esito.seq, im->esito.hash));
    }
    json_avvisi(j, im);
    json_key(j, S("tabelle"));
    json_open_list(j);
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) {
        if (!im->s->origini[t].presente) continue;
        const Conto *n = &im->diff.conti[t];
        const ptrdiff_t counts[] = {n->nuovi, n->modificati, n->uguali};
        json_open_map(j);
        json_pair(j, "tabella", str_of(entita_info(t)->nome));
        for (int i = 0; i < 3; i++) {
            json_key(j, str_of(names[i]));
            json_int(j, counts[i]);
        }
        json_close_map(j);
    }
    json_close_list(j);
    if (im->prova) {
        json_key(j, S("differenze"));
        json_open_list(j);
        for (ptrdiff_t i = 0; i < im->diff.lista.n; i++) json_differenza(j, a, im, &im->diff.lista.items[i]);
        json_close_list(j);
    }
    json_close_map(j);
    return json_out(a, j);
}

static int riassunto(Arena *a, const Importazione *im)
{
    if (im->c.json) return riassunto_json(a, im);
    print_avvisi(im);
    for (ptrdiff_t i = 0; im->prova && i < im->diff.lista.n; i++) print_differenza(a, im, &im->diff.lista.items[i]);
    Conto all = {0};
    printf("%-24s %8s %10s %8s\n", "tabella", "nuovi", "modificati", "uguali");
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) {
        if (!im->s->origini[t].presente) continue;
        const Conto *n = &im->diff.conti[t];
        printf("%-24s %8td %10td %8td\n", entita_info(t)->nome, n->nuovi, n->modificati, n->uguali);
        all.nuovi += n->nuovi;
        all.modificati += n->modificati;
        all.uguali += n->uguali;
    }
    printf("%-24s %8td %10td %8td\n", "in tutto", all.nuovi, all.modificati, all.uguali);
    Str ancora = store_ancora(a, im->esito.seq, im->esito.hash);
    if (im->prova) printf("prova: nulla è stato scritto\n");
    else if (!im->esito.seq) printf("nessuna differenza: nulla da scrivere\n");
    else printf("scritto nella voce %lld del giornale, ancora %.*s\n", (long long)im->esito.seq, STR_ARG(ancora));
    return stampa_testo(S(""));
}

/* -- a folder of files */
/* All of it or nothing: written beside first, where a full disk tells itself, then put in place. */
static int write_folder(Arena *a, const Archivio *arch, Str folder)
{
    bool there = os_is_folder(folder);
    Str beside = str_fmt(a, "%.*s/.parziale-%ld", STR_ARG(folder), (long)getpid()), failed = S("");
    Str from[ENTITA_COUNT], to[ENTITA_COUNT];
    if (os_make_folder(folder) || os_make_folder(beside))
        return errore(E_SCRITTURA, "%.*s: la cartella non si può creare", STR_ARG(folder));
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) {
        from[t] = str_fmt(a, "%.*s/%s.csv", STR_ARG(beside), entita_info(t)->nome);
        to[t] = str_fmt(a, "%.*s/%s.csv", STR_ARG(folder), entita_info(t)->nome);
        if (!failed.n && os_write_file(from[t], scambio_csv(&arch->tabelle[t], a))) failed = to[t];
    }
    for (EntitaTipo t = 0; t < ENTITA_COUNT && !failed.n; t++)
        if (rename(str_c(a, from[t]), str_c(a, to[t]))) failed = to[t];
    for (EntitaTipo t = 0; t < ENTITA_COUNT && failed.n; t++) unlink(str_c(a, from[t]));
    rmdir(str_c(a, beside));
    if (failed.n && !there) rmdir(str_c(a, folder));
    return failed.n ? errore(E_SCRITTURA, "%.*s: non si può scrivere, e nessun file è stato cambiato: controllare lo spazio su "
                                          "disco e i permessi", STR_ARG(failed)) : 0;
}

/* -- import */
static int write_template(Arena *a, const char *folder)
{
    Archivio empty;
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) {
        const EntitaInfo *e = entita_info(t);
        Str path = str_fmt(a, "%s/%s.csv", folder, e->nome);
        if (os_exists(path)) return errore(E_CONFLITTO, "%.*s c'è già: scegliere una cartella vuota", STR_ARG(path));
        empty.tabelle[t] = (Tabella){e, NULL, 0};
    }
    int status = write_folder(a, &empty, str_of(folder));
    if (status) return status;
    printf("scritti %d modelli vuoti in %s\n", (int)ENTITA_COUNT, folder);
    return 0;
}

static Modifica *changes(Arena *a, const Differenze *d)
{
    Modifica *m = NEW_N(a, Modifica, d->lista.n + 1);
    for (ptrdiff_t i = 0; i < d->lista.n; i++) {
        const Differenza *x = &d->lista.items[i];
        m[i] = (Modifica){x->e->tipo, x->nuovo, false, x->vecchio ? *(const int64_t *)x->vecchio : 0};
    }
    return m;
}

static Err asks(void *ctx, Azione z, Ambito su, const Grant **g, Str *why)
{
    return contesto_chiede(ctx, z, su, g, why);
}

/* By IMPORTA, or by the action of every table in the files (model/correzioni.c). */
static int permission(Importazione *im)
{
    const Domanda q = {&im->c, asks};
    bool tables[ENTITA_COUNT];
    Str why;
    int status = contesto_apri(&im->c);
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) tables[t] = im->s->origini[t].presente;
    Err e = status ? OK : correzione_tabelle(&q, tables, im->c.a, &im->g, &im->tutto, &why);
    return e ? errore(e, "%.*s", STR_ARG(why)) : status;
}

/* The act is recorded, or comes with this import. */
static bool act_known(Arena *a, const Archivio *stored, const Scambio *s, Str code)
{
    const EntitaInfo *e = entita_info(ENTITA_ATTO);
    Atto *x = record_new(a, e);
    x->codice = code;
    Str key = record_key(a, e, x);
    return tabella_find(a, &stored->tabelle[ENTITA_ATTO], key) || tabella_find(a, &s->dati.tabelle[ENTITA_ATTO], key);
}

/* What was read, checked against what is stored, and written. */
static int import_into(Importazione *im, Str atto, Difetti *d, const Progresso *p)
{
    Archivio stored;
    Arena *a = im->c.a;
    passo(p, "lettura di ciò che c'è già");
    Err e = store_archivio_load(im->c.st, im->g, a, &stored);
    if (e) return contesto_errore(&im->c, e);
    passo(p, "controlli");
    scambio_ordina(im->s, a, d);
    if (atto.n && !act_known(a, &stored, im->s, atto))
        difetto(d, -1, S("--atto"), "«%.*s» non è nel registro degli atti: registrarlo, o correggere il codice",
                STR_ARG(atto));
    if (!im->tutto) scambio_conserva(im->s, &stored, a, d);
    scambio_differenze(im->s, &stored, a, &im->diff);
    if (!im->tutto) scambio_versioni_ferme(im->s, &im->diff, &stored, a, d);
    if (scambio_controlla(im->s, &stored, d)) return difetti_out(a, im, d);
    Modifica *m = changes(a, &im->diff);
    const Domanda q = {&im->c, asks};
    Str why;
    if (im->diff.lista.n) e = correzione_permesso(&q, m, im->diff.lista.n, &stored, a, &im->g, &im->tutto, &why);
    if (e) return errore(e, "%.*s", STR_ARG(why));
    if (!im->prova && im->diff.lista.n) {
        passo(p, "scrittura");
        e = store_scrivi(im->c.st, im->g, &(Scrittura){im->c.ora, atto, m, im->diff.lista.n}, a, &im->esito);
        if (e) return contesto_errore(&im->c, e);
    }
    return riassunto(a, im);
}

int cmd_import(Arena *a, Argomenti args)
{
    Scambio s;
    Importazione im = {.s = &s};
    const char *template = opzione(&args, "--template"), *atto = opzione(&args, "--atto");
    im.prova = bandierina(&args, "--dry-run");
    Progresso p = progresso(&args, "import");
    int status = contesto_leggi(&im.c, "import", a, &args);
    if (!status) status = contesto_resto(&im.c, &args, template ? 0 : 1, template ? 0 : 1);
    if (status) return status;
    if (template) return write_template(a, template);
    const Grant *seen;
    Str path = str_of(args.v[0]);
    Difetti d = {.a = a, .limite = 1000};
    scambio_init(&s, codici_new(str_of(atto), a));
    passo(&p, "lettura dei file");
    Err e = scambio_read_path(path, a, &s, &d);
    if (e && !d.lista.n) return contesto_fine(&im.c, errore(e, "%s: non c'è, o non si può leggere", args.v[0]));
    status = permission(&im);
    if (status) return contesto_fine(&im.c, status);
    im.vede = !im.tutto || contesto_puo(&im.c, AZIONE_ESPORTA, (Ambito){0}, &seen) == OK;
    im.origine = s.json ? path : S("");
    return contesto_fine(&im.c, import_into(&im, str_of(atto), &d, &p));
}

/* -- export */
static bool is_json(Str path)
{
    return str_eq(path, S("-")) || (path.n > 5 && str_eq(str_sub(path, path.n - 5, path.n), S(".json")));
}

int cmd_export(Arena *a, Argomenti args)
{
    if (bandierina(&args, "paghe")) return cmd_export_paghe(a, args);
    Contesto c;
    Progresso p = progresso(&args, "export");
    const Grant *g;
    Archivio arch;
    int status = contesto_leggi(&c, "export", a, &args);
    if (!status) status = contesto_resto(&c, &args, 1, 1);
    if (!status) status = contesto_permesso(&c, AZIONE_ESPORTA, (Ambito){0}, &g);
    if (status) return contesto_fine(&c, status);
    passo(&p, "lettura");
    Err e = store_archivio_load(c.st, g, a, &arch);
    contesto_fine(&c, e ? status = contesto_errore(&c, e) : 0);
    if (e) return status;
    Str path = str_of(args.v[0]);
    passo(&p, "scrittura");
    if (str_eq(path, S("-"))) return stampa_testo(scambio_json(&arch, a));
    if (is_json(path))
        e = os_write_file(path, scambio_json(&arch, a));
    else status = write_folder(a, &arch, path);
    if (e) return errore(e, "%s: non si può scrivere", args.v[0]);
    if (status) return status;
    ptrdiff_t n = 0;
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) n += arch.tabelle[t].n;
    printf("esportate %d tabelle, %td righe, in %s\n", (int)ENTITA_COUNT, n, args.v[0]);
    return stampa_testo(S(""));
}

/* cmd_evaluate.c - floor 7: ciclo evaluate and explain: a whole year computed, stored as a run, and explained. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "app/anno.h"

#include "cycle/spiega.h"
#include "format/json.h"
#include "store/archivio.h"
#include "store/esecuzione.h"

static int defects_told(Err e, const Difetti *d)
{
    for (ptrdiff_t i = 0; i < d->lista.n; i++)
        fprintf(stderr, "ciclo: %.*s: %.*s\n", STR_ARG(d->lista.items[i].dove), STR_ARG(d->lista.items[i].cosa));
    return err_exit_status(e);
}

int anno_calcola(const Contesto *c, const Grant *g, int64_t anno, Str periodo, Archivio *arch, Valutazione *out, AnnoValutato *come)
{
    Difetti d = {.a = c->a};
    Err e = store_archivio_load(c->st, g, c->a, arch);
    if (e) return contesto_errore(c, e);
    e = anno_valutato(c->st, g, arch, anno, periodo, c->a, out, come, &d);
    return e ? defects_told(e, &d) : 0;
}

int anno_del_documento(const Contesto *c, const Grant *g, int64_t anno, Archivio *arch, Valutazione *out, AnnoValutato *come)
{
    int status = anno_calcola(c, g, anno, S("finale"), arch, out, come);
    if (status) return status;
    Str told = anno_valutato_parole(come, anno, c->a);
    if (come->stato == ANNO_PROVVISORIO && come->cambiati)
        return errore(E_CONFLITTO, "%.*s con ciclo evaluate --anno %lld", STR_ARG(told), (long long)anno);
    if (told.n) fprintf(stderr, "ciclo: %.*s\n", STR_ARG(told));
    return 0;
}

/* A new evaluation always starts from the data. */
static int from_data(const Contesto *c, const Grant *g, int64_t anno, Str periodo, Archivio *arch, Valutazione *out)
{
    Difetti d = {.a = c->a};
    Err e = store_archivio_load(c->st, g, c->a, arch);
    if (e) return contesto_errore(c, e);
    e = valutazione_calcola(arch, anno, periodo, S(""), true, c->a, out, &d);
    return e ? defects_told(e, &d) : 0;
}

static void riassunto(const Valutazione *v, int64_t id, Arena *a)
{
    const Caso *c = &v->caso;
    printf("Anno %lld, sistema %.*s\n", (long long)v->anno, STR_ARG(v->sistema->id));
    if (c->ha_albero) {
        ptrdiff_t reported = 0;
        int have = 0, want = 0;
        for (ptrdiff_t i = 0; i < c->n_albero; i++) {
            if (c->albero[i].padre < 0) have += v->esito.albero[i].rilevati, want += v->esito.albero[i].previsti;
            reported += num_is(v->esito.albero[i].risultato);
        }
        printf("  albero: %td nodi, %td con un risultato; indicatori rilevati %d su %d\n", c->n_albero, reported, have, want);
        if (c->ha_ente && num_is(v->esito.ente.risultato))
            printf("  risultato dell'ente: %.*s (explain --ente); unità con un risultato proprio: %td\n",
                   STR_ARG(num_italian(a, v->esito.ente.risultato, v->sistema->nodi.cifre)), c->n_unita);
    }
    if (c->ha_dirigenti) printf("  dirigenti valutati: %td\n", c->n_dirigenti);
    if (c->ha_posizioni) printf("  posizioni organizzative valutate: %td\n", c->n_posizioni);
    if (c->ha_gruppi) {
        int n[3] = {0};
        for (ptrdiff_t i = 0; i < c->n_gruppi; i++) n[v->esito.gruppi[i].esito]++;
        printf("  gruppi: %td (conformi %d, in deroga %d, non conformi %d)\n", c->n_gruppi, n[GRUPPO_CONFORME],
               n[GRUPPO_DEROGA], n[GRUPPO_NON_CONFORME]);
    }
    if (c->ha_premi)
        printf("  personale: %td persone; distribuiti %.*s euro, non distribuiti %.*s\n", premi_quanti(&c->premi),
               STR_ARG(num_italian(a, num_ratio(a, v->esito.premi.totale_cent, 100), 2)),
               STR_ARG(num_italian(a, num_ratio(a, v->esito.premi.non_distribuito_cent, 100), 2)));
    if (v->note.n) printf("  da completare: %td\n", v->note.n);
    for (ptrdiff_t i = 0; i < v->note.n; i++) printf("    %.*s: %.*s\n", STR_ARG(v->note.items[i].dove), STR_ARG(v->note.items[i].cosa));
    if (id) printf("Esecuzione %lld salvata (provvisoria). Per spiegare un numero: ciclo explain --anno %lld --persona|--nodo|--unita|--gruppo CODICE [CAMPO]\n", (long long)id, (long long)v->anno);
}

static int riassunto_json(const Valutazione *v, int64_t id, Arena *a)
{
    Json *j = json_new(a, true);
    json_open_map(j);
    json_key(j, S("anno")), json_int(j, v->anno);
    json_key(j, S("esecuzione")), json_int(j, id);
    json_key(j, S("sistema")), json_text(j, v->sistema->id);
    json_key(j, S("impronta_sistema")), json_text(j, v->sistema->impronta);
    json_key(j, S("nodi")), json_int(j, v->caso.n_albero);
    json_key(j, S("dirigenti")), json_int(j, v->caso.n_dirigenti);
    json_key(j, S("posizioni")), json_int(j, v->caso.n_posizioni);
    json_key(j, S("gruppi")), json_int(j, v->caso.n_gruppi);
    json_key(j, S("persone")), json_int(j, premi_quanti(&v->caso.premi));
    if (v->caso.ha_ente && num_is(v->esito.ente.risultato))
        json_key(j, S("risultato_ente")), json_text(j, num_fixed(a, v->esito.ente.risultato, v->sistema->nodi.cifre));
    if (v->caso.ha_premi) {
        json_key(j, S("totale")), json_text(j, num_fixed(a, num_ratio(a, v->esito.premi.totale_cent, 100), 2));
        json_key(j, S("non_distribuito")), json_text(j, num_fixed(a, num_ratio(a, v->esito.premi.non_distribuito_cent, 100), 2));
    }
    json_key(j, S("note"));
    json_open_list(j);
    for (ptrdiff_t i = 0; i < v->note.n; i++) {
        json_open_map(j);
        json_key(j, S("dove")), json_text(j, v->note.items[i].dove);
        json_key(j, S("cosa")), json_text(j, v->note.items[i].cosa);
        json_close_map(j);
    }
    json_close_list(j);
    json_close_map(j);
    return stampa_testo(str_fmt(a, "%.*s\n", STR_ARG(json_done(j))));
}

/* The act that freezes stands in the register, is about this year and performs the event of a decision (9.3, S-N.63). */
static int atto_di_congelamento(const Contesto *c, const Grant *g, int64_t anno, Str atto, Str *evento)
{
    Tabella acts;
    Str why;
    Err e = store_tabella_load(c->st, g, ENTITA_ATTO, c->a, &acts);
    if (e) return contesto_errore(c, e);
    const Atto *x = tabella_find(c->a, &acts, record_key(c->a, entita_info(ENTITA_ATTO), &(Atto){.codice = atto}));
    *evento = anno_evento_che_decide(x, atto, anno, c->a, &why);
    return evento->n ? 0 : errore(E_ATTO, "%.*s%s", STR_ARG(why), x ? "" : " con ciclo act add");
}

static int congela(Contesto *c, int64_t anno, Str atto)
{
    const Grant *read, *g;
    Str evento;
    int64_t id = 0;
    int status = contesto_permesso(c, AZIONE_ATTO_LEGGI, (Ambito){.anno = anno}, &read);
    if (!status) status = atto_di_congelamento(c, read, anno, atto, &evento);
    if (!status) status = contesto_permesso(c, AZIONE_ESITO_CONGELA, (Ambito){.anno = anno, .evento = evento}, &g);
    if (status) return status;
    Archivio arch;
    Str why;
    Err e = store_archivio_load(c->st, g, c->a, &arch);
    if (e) return contesto_errore(c, e);
    e = anno_da_congelare(c->st, g, &arch, anno, c->a, &id, &why);
    if (e) return errore(e, "%.*s", STR_ARG(why));
    e = store_esecuzione_congela(c->st, g, c->ora, id, atto);
    if (e) return contesto_errore(c, e);
    printf("Esecuzione %lld congelata con l'atto %.*s\n", (long long)id, STR_ARG(atto));
    return 0;
}

static int valuta(Contesto *c, int64_t anno, const char *periodo, const char *out)
{
    const Grant *g, *all;
    Archivio arch;
    Valutazione v;
    int status = contesto_permesso(c, AZIONE_VALUTA, (Ambito){.anno = anno}, &g);
    if (!status && out) status = contesto_permesso(c, AZIONE_ESPORTA, (Ambito){0}, &all); /* a case holds everybody's marks */
    if (!status) status = from_data(c, g, anno, str_of(periodo ? periodo : "finale"), &arch, &v);
    if (status) return status;
    if (out && os_write_file(str_of(out), v.caso_json)) return errore(E_SCRITTURA, "%s: non si può scrivere", out);
    int64_t id = 0;
    if (!periodo) { /* a look at the half-year is not the evaluation of the year */
        Err e = anno_salva(c->st, g, c->ora, &v, c->a, &id);
        if (e) return contesto_errore(c, e);
    }
    if (c->json) return riassunto_json(&v, id, c->a);
    riassunto(&v, id, c->a);
    return 0;
}

int cmd_evaluate(Arena *a, Argomenti args)
{
    Contesto c;
    int64_t anno = 0;
    int status = contesto_leggi(&c, "evaluate", a, &args);
    const char *periodo = opzione(&args, "--periodo"), *out = opzione(&args, "--caso"), *act = opzione(&args, "--congela");
    if (!status) status = opzione_anno(&c, &args, "--anno", &anno);
    if (!status) status = contesto_resto(&c, &args, 0, 0);
    if (!status && !anno) status = uso_errato("evaluate", "serve --anno AAAA");
    if (!status && periodo && strcmp(periodo, "S1") && strcmp(periodo, "S2")) status = uso_errato("evaluate", "--periodo: S1 o S2");
    if (!status) status = act ? congela(&c, anno, str_of(act)) : valuta(&c, anno, periodo, out);
    return contesto_fine(&c, status);
}

/* Parts of the outcome that are about the body, a node, a unit, a group, a person. */
static bool part_is(Str parte, char kind)
{
    if (kind == 'n') return str_eq(parte, S("albero"));
    if (kind == 'e') return str_eq(parte, S("ente")) || str_eq(parte, S("risorse_posizioni")) || str_eq(parte, S("maggiorazione_dirigenti")) || str_eq(parte, S("quote"));
    if (kind == 'u') return str_eq(parte, S("unita"));
    if (kind == 'g') return str_eq(parte, S("gruppi"));
    return str_eq(parte, S("dirigenti")) || str_eq(parte, S("posizioni")) || str_eq(parte, S("servizio")) || str_eq(parte, S("premi.persone")) ||
           str_eq(parte, S("indennita")) || str_eq(parte, S("merito"));
}

static bool about(Str id, Str subject)
{
    return str_eq(id, subject) || (str_starts(id, subject) && id.n > subject.n && id.p[subject.n] == '@');
}

/* "totale", "/semischeda1/somma" or "semischeda1/somma". */
static bool same_field(Str campo, Str asked)
{
    if (asked.n && asked.p[0] == '/') asked = str_sub(asked, 1, asked.n);
    return str_eq(str_sub(campo, 1, campo.n), asked);
}

static int spiega_soggetto(const Contesto *c, const Valutazione *v, char kind, Str subject, Str field)
{
    Numeri numeri = numeri_di(v, c->a);
    ptrdiff_t found = 0;
    Str last = S("");
    for (ptrdiff_t i = 0; i < numeri.n; i++) {
        const Numero *n = &numeri.items[i];
        if (!part_is(n->parte, kind) || !(about(n->soggetto, subject) || str_eq(n->parte, S("quote"))) || (field.n && !same_field(n->campo, field))) continue;
        Str name = str_sub(n->campo, 1, n->campo.n), value = spiega_numero(n->valore, c->a);
        if (field.n) {
            Str proof = spiega(v, n, c->a);
            printf("%s%.*s, %.*s = %.*s%s%.*s\n\n%.*s", found ? "\n" : "", STR_ARG(n->soggetto), STR_ARG(name), STR_ARG(value),
                   n->cosa.n ? ": " : "", STR_ARG(n->cosa), STR_ARG(proof));
        } else {
            printf("%-16.*s %-32.*s %.*s%s%.*s\n", STR_ARG(n->parte), STR_ARG(name), STR_ARG(value), n->cosa.n ? "  " : "",
                   STR_ARG(n->cosa));
        }
        last = name;
        found++;
    }
    if (!found)
        return errore(E_NON_TROVATO, "nessun numero calcolato per %.*s%s%.*s nel %lld", STR_ARG(subject), field.n ? ", " : "", STR_ARG(field), (long long)v->anno);
    if (!field.n)
        printf("\nPer la prova di un numero: lo stesso comando con il suo nome in fondo, per esempio: %.*s\n", STR_ARG(last));
    if (!field.n && kind == 'p')
        printf("La scheda di calcolo come documento: ciclo report calcolo --anno %lld --persona %.*s --out FILE.pdf\n", (long long)v->anno, STR_ARG(subject));
    return 0;
}

int cmd_explain(Arena *a, Argomenti args)
{
    Contesto c;
    int64_t anno = 0;
    int status = contesto_leggi(&c, "explain", a, &args);
    const char *periodo = opzione(&args, "--periodo");
    const char *asked[] = {opzione(&args, "--persona"), opzione(&args, "--nodo"), opzione(&args, "--gruppo"), opzione(&args, "--unita"),
                           bandierina(&args, "--ente") ? "" : NULL};
    if (!status) status = opzione_anno(&c, &args, "--anno", &anno);
    if (!status) status = contesto_resto(&c, &args, 0, 1);
    int kind = 0, n_asked = 0;
    for (int i = 0; i < (int)COUNT_OF(asked); i++)
        if (asked[i]) kind = i, n_asked++;
    if (!status && (!anno || n_asked != 1))
        status = uso_errato("explain", "servono --anno AAAA e uno tra --persona, --nodo, --unita, --gruppo con il codice, o --ente");
    if (!status && periodo && strcmp(periodo, "S1") && strcmp(periodo, "S2"))
        status = uso_errato("explain", "--periodo: S1 o S2");
    const Grant *g = NULL;
    Str subject = str_of(asked[kind]);
    if (!status && kind == 0) status = contesto_scheda(&c, subject, anno, &g);
    if (!status && kind == 1) status = contesto_permesso(&c, AZIONE_ALBERO_LEGGI, (Ambito){.anno = anno, .nodo = subject}, &g);
    if (!status && kind == 2) status = contesto_permesso(&c, AZIONE_VINCOLI_LEGGI, (Ambito){.anno = anno, .gruppo = subject}, &g);
    if (!status && kind == 3) status = contesto_permesso(&c, AZIONE_ALBERO_LEGGI, (Ambito){.anno = anno, .unita = subject}, &g);
    if (!status && kind == 4) status = contesto_permesso(&c, AZIONE_ALBERO_LEGGI, (Ambito){.anno = anno}, &g);
    Archivio arch;
    Valutazione v;
    AnnoValutato come;
    if (!status) status = anno_calcola(&c, g, anno, str_of(periodo ? periodo : "finale"), &arch, &v, &come);
    Str told = !status && !periodo && come.stato != ANNO_MAI_VALUTATO ? anno_valutato_parole(&come, anno, a) : S("");
    if (told.n) fprintf(stderr, "ciclo: %.*s\n", STR_ARG(told));
    if (!status) status = spiega_soggetto(&c, &v, "pngue"[kind], kind == 4 ? v.caso.ente : subject, args.n ? str_of(args.v[0]) : S(""));
    return contesto_fine(&c, status);
}

/* cmd_publish.c - floor 7: ciclo publish: the public snapshot of a year, in tables and in a file of its own. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "app/anno.h"

#include "cycle/pubblicazione.h"
#include "document/html.h"
#include "format/json.h"
#include "redazione/relazione.h"
#include "store/vetrina.h"

/* What is printed on the Relazione: the journal's head (12.7), the day of its approval. */
typedef struct Testa { Str ancora; Date approvata; } Testa;

static Err page_relazione(const void *contesto, const Valutazione *v, Date giorno, Arena *a, Str *titolo, Str *html,
                          Difetti *d)
{
    const Testa *t = contesto;
    Documento *doc;
    RelazioneDati extra = {.data = date_is(t->approvata) ? t->approvata : giorno, .ancora = t->ancora};
    Err e = redazione_relazione(v, &extra, a, &doc, d);
    if (e) return e;
    *titolo = doc->testata.titolo;
    *html = html_render(doc, a);
    return OK;
}

/* The act of publication in the register, when it is there already. */
static Str act_of(const Binari *b, VoceId v)
{
    Str code = S("");
    for (ptrdiff_t i = 0; i < b->accaduti.n; i++)
        if (b->accaduti.items[i].voce == v && b->accaduti.items[i].atto) code = b->accaduti.items[i].codice;
    return code;
}

static int refused(const Contesto *c, Err e, int64_t anno, const Difetti *d)
{
    if (e == E_ATTO) fprintf(stderr, "ciclo: il %lld non si può pubblicare:\n", (long long)anno);
    for (ptrdiff_t i = 0; i < d->lista.n; i++)
        fprintf(stderr, "  %.*s: %.*s\n", STR_ARG(d->lista.items[i].dove), STR_ARG(d->lista.items[i].cosa));
    (void)c;
    return err_exit_status(e);
}

static int told(const Contesto *c, const PubblicazioneEsito *x, int64_t seq, const char *file)
{
    const Pubblicazione *p = &x->pubblicazione;
    if (!c->json) {
        printf("Pubblicato il %lld: %td documenti, %td dati", (long long)p->anno, p->n_documenti, p->n_dati);
        printf(seq ? " (voce %lld del giornale)\n" : "; nulla era cambiato\n", (long long)seq);
        if (x->celle_taciute) printf("  non mostrate %td celle che riguardano poche persone\n", x->celle_taciute);
        if (x->testi_omessi) printf("  omessi %td testi che nominano una persona\n", x->testi_omessi);
        for (ptrdiff_t i = 0; i < x->avvisi.n; i++) printf("  %.*s\n", STR_ARG(x->avvisi.items[i]));
        if (file) printf("File pubblico: %s\n", file);
        return stampa_testo(S(""));
    }
    Json *j = json_new(c->a, true);
    json_open_map(j);
    json_key(j, S("anno")), json_int(j, p->anno);
    json_key(j, S("documenti")), json_int(j, p->n_documenti);
    json_key(j, S("dati")), json_int(j, p->n_dati);
    json_key(j, S("voce")), json_int(j, seq);
    json_key(j, S("celle_taciute")), json_int(j, x->celle_taciute);
    json_key(j, S("testi_omessi")), json_int(j, x->testi_omessi);
    json_key(j, S("avvisi"));
    json_open_list(j);
    for (ptrdiff_t i = 0; i < x->avvisi.n; i++) json_text(j, x->avvisi.items[i]);
    json_close_list(j);
    if (file) json_key(j, S("file")), json_text(j, str_of(file));
    json_close_map(j);
    return stampa_testo(str_fmt(c->a, "%.*s\n", STR_ARG(json_done(j))));
}

static int pubblica(Contesto *c, int64_t anno, PubblicaParti parti, const char *file)
{
    const Grant *g;
    Archivio arch;
    Valutazione v;
    AnnoValutato come;
    int status = contesto_permesso(c, AZIONE_PUBBLICA, (Ambito){.anno = anno}, &g);
    if (!status && parti == PUBBLICA_PIANO) status = anno_calcola(c, g, anno, S("finale"), &arch, &v, &come);
    else if (!status) status = anno_del_documento(c, g, anno, &arch, &v, &come);
    if (status) return status;
    int64_t seq;
    Str hash;
    Err e = store_testa(c->st, c->a, &seq, &hash);
    if (e) return contesto_errore(c, e);
    Binari b;
    binari_stato(&arch, v.sistema, anno, NULL, c->a, &b);
    VoceId last = b.vale[CONDIZIONE_CONSIGLIO] ? VOCE_RELAZIONE_approva : VOCE_RELAZIONE_approva_giunta;
    Testa testa = {store_ancora(c->a, seq, hash), b.fatto[last]};
    PubblicazioneEsito x;
    Difetti d = {.a = c->a};
    e = pubblicazione_prepara(&v, &b, &(RedazionePubblica){page_relazione, NULL, &testa}, parti, c->oggi, c->a, &x, &d);
    if (e) return refused(c, e, anno, &d);
    Str act = act_of(&b, parti == PUBBLICA_PIANO ? VOCE_PUBBLICAZIONE_piano : VOCE_PUBBLICAZIONE_relazione);
    e = store_pubblica(c->st, g, c->ora, act, &x.pubblicazione, c->a, &seq);
    if (e) return contesto_errore(c, e);
    e = file ? store_pubblico_file(c->st, str_of(file)) : OK;
    status = told(c, &x, seq, e ? NULL : file);
    return e ? errore(e, "%.*s. Nella base di dati il %lld è pubblicato, il file no: rimediare, poi lo stesso comando", STR_ARG(store_perche(c->st)),
                      (long long)anno)
             : status;
}

/* Read by an administrator before it runs: made without asking the database for anything. */
static int account(const Contesto *c, const char *nome)
{
    Str sql;
    if (!vetrina_conto(str_of(nome), c->a, &sql))
        return uso_errato("publish", "--conto: «%s» non va: minuscole, cifre e _, al più 63, senza cifra all'inizio", nome);
    return stampa_testo(sql);
}

int cmd_publish(Arena *a, Argomenti args)
{
    Contesto c;
    int64_t anno = 0;
    int status = contesto_leggi(&c, "publish", a, &args);
    const char *conto = opzione(&args, "--conto");
    if (!status && conto) status = contesto_resto(&c, &args, 0, 0);
    if (conto) return contesto_fine(&c, status ? status : account(&c, conto));
    const char *file = opzione(&args, "--file"), *parte = opzione(&args, "--parte");
    if (!status) status = opzione_anno(&c, &args, "--anno", &anno);
    if (!status) status = contesto_resto(&c, &args, 0, 0);
    if (!status && !anno) status = uso_errato("publish", "serve --anno AAAA");
    if (!status && parte && strcmp(parte, "piano") && strcmp(parte, "tutto"))
        status = uso_errato("publish", "--parte: piano o tutto");
    PubblicaParti parti = parte && !strcmp(parte, "piano") ? PUBBLICA_PIANO : PUBBLICA_TUTTO;
    if (!status) status = pubblica(&c, anno, parti, file);
    return contesto_fine(&c, status);
}

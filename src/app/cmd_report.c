/* cmd_report.c - floor 7: ciclo report: documents of a year; export paghe: what payroll has to pay. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "redazione/calcolo.h"
#include "redazione/paghe.h"
#include "redazione/parole.h"
#include "redazione/relazione.h"
#include "redazione/scheda.h"
#include "redazione/vincoli.h"

#include "app/anno.h"
#include "app/documento_file.h"
#include "cycle/spiega.h"
#include "store/archivio.h"

/* ---- the year as it was evaluated ---- */

/* Documents say what the run that counts says: data changed since an evaluation that nothing froze want a new one first. */
static int calcola(const Contesto *c, const Grant *g, int64_t anno, Archivio *arch, Valutazione *v)
{
    AnnoValutato come;
    passo("lettura e calcolo dell'anno");
    return anno_del_documento(c, g, anno, arch, v, &come);
}

int giornale_ancora(const Contesto *c, Str *out)
{
    int64_t seq;
    Str hash;
    Err e = store_testa(c->st, c->a, &seq, &hash);
    if (e) return contesto_errore(c, e);
    *out = seq ? store_ancora(c->a, seq, hash) : S("");
    return 0;
}

/* ---- ciclo report ---- */

typedef struct Rapporto {
    enum { DOC_RELAZIONE, DOC_VINCOLI, DOC_CALCOLO, DOC_SCHEDA } quale;
    int64_t anno;
    Str persona, out;
    unsigned formats;
    Date data;
    RelazioneDati testi;
    VincoliDati vincoli;
} Rapporto;

/* All groups, or each one that may be seen: the evaluator his own, the dirigente his area's. Which groups there are is
 * asked of the store with the permission that everybody in the body has; nothing of that is shown. */
static int permesso_vincoli(Contesto *c, Rapporto *r, const Grant **g)
{
    int status = contesto_apri(c);
    if (status) return status;
    Ambito year = {.anno = r->anno};
    const Grant *any;
    if (!contesto_puo(c, AZIONE_VINCOLI_LEGGI, year, g)) return 0;
    if (contesto_puo(c, AZIONE_CICLO_LEGGI, year, &any)) return contesto_permesso(c, AZIONE_VINCOLI_LEGGI, year, g);
    Tabella groups;
    Err e = store_tabella_load(c->st, any, ENTITA_GRUPPO, c->a, &groups);
    if (e) return contesto_errore(c, e);
    Str *codes = NEW_N(c->a, Str, groups.n + 1);
    for (ptrdiff_t i = 0; i < groups.n; i++) {
        const Gruppo *x = tabella_at(&groups, i);
        const Grant *one;
        if (x->anno != r->anno || contesto_puo(c, AZIONE_VINCOLI_LEGGI, (Ambito){.anno = r->anno, .gruppo = x->codice}, &one)) continue;
        codes[r->vincoli.n_gruppi++] = x->codice;
        *g = one;
    }
    if (!r->vincoli.n_gruppi) return contesto_permesso(c, AZIONE_VINCOLI_LEGGI, year, g);
    r->vincoli.solo = true;
    r->vincoli.gruppi = codes;
    return 0;
}

static int permesso(Contesto *c, Rapporto *r, const Grant **g)
{
    static const Azione report[] = {AZIONE_RELAZIONE_GENERA, AZIONE_RELAZIONE_LEGGI};
    if (r->quale == DOC_CALCOLO || r->quale == DOC_SCHEDA) return contesto_scheda(c, r->persona, r->anno, g);
    if (r->quale == DOC_VINCOLI) return permesso_vincoli(c, r, g);
    return contesto_permesso_fra(c, report, COUNT_OF(report), (Ambito){.anno = r->anno}, g);
}

/* The sheet as far as the action that was allowed lets it be told, with the interviews that may be read. */
static int scheda_persona(Contesto *c, const Rapporto *r, const Grant *g, const Valutazione *v, Date day, Str anchor, Documento **doc,
                          Difetti *d)
{
    Azione z;
    Arena *a = c->a;
    SchedaDati *x = NEW(a, SchedaDati);
    SchedaPersona s;
    LIST(SemischedaAutore) authors = {0};
    LIST(Str) seen = {0};
    Str *groups, *talks;
    *x = (SchedaDati){.persona = r->persona, .anno = r->anno, .data = day, .ancora = anchor};
    if (!azione_by_name(grant_azione(g), &z) || !scheda_vista(z, &x->vista)) return errore(E_VIETATO, "la scheda non si può leggere");
    for (ptrdiff_t i = 0, n = scheda_gruppi(v->arch, r->persona, r->anno, a, &groups); i < n; i++) {
        SemischedaAutore *rows;
        ptrdiff_t k;
        Err e = store_semischede_autori(c->st, g, r->anno, groups[i], a, &rows, &k);
        if (e) return contesto_errore(c, e);
        for (ptrdiff_t j = 0; j < k; j++)
            if (str_eq(rows[j].persona, r->persona)) *PUSH(a, &authors) = rows[j];
    }
    for (ptrdiff_t i = 0, n = scheda_colloqui(v->arch, r->persona, r->anno, a, &talks); i < n; i++) {
        const Grant *one;
        if (!contesto_puo(c, AZIONE_RIUNIONE_LEGGI, (Ambito){.riunione = talks[i]}, &one)) *PUSH(a, &seen) = talks[i];
    }
    x->autori = authors.items, x->n_autori = authors.n;
    x->colloqui = seen.items, x->n_colloqui = seen.n;
    Numeri numbers = numeri_di(v, a);
    scheda_di(v->arch, v->sistema, v, &numbers, x, a, &s);
    Err e = redazione_scheda(&s, a, doc, d);
    return e ? difetti_detti(e, d) : 0;
}

static int redigi(Contesto *c, Rapporto *r)
{
    const Grant *g;
    Archivio arch;
    Valutazione v;
    Documento *doc = NULL;
    Difetti d = {.a = c->a};
    Str anchor;
    Err e = OK;
    int status = permesso(c, r, &g);
    if (!status) status = calcola(c, g, r->anno, &arch, &v);
    if (!status) status = giornale_ancora(c, &anchor);
    if (status) return status;
    passo("redazione");
    Date day = date_is(r->data) ? r->data : c->oggi;
    if (r->quale == DOC_RELAZIONE) {
        RelazioneDati extra = r->testi;
        extra.data = r->data; /* not said: the day of its approval, or none while it is a draft */
        extra.ancora = anchor;
        e = redazione_relazione(&v, &extra, c->a, &doc, &d);
    } else if (r->quale == DOC_VINCOLI) {
        r->vincoli.data = day;
        r->vincoli.ancora = anchor;
        e = redazione_vincoli(&v, &r->vincoli, c->a, &doc, &d);
    } else if (r->quale == DOC_SCHEDA) {
        status = scheda_persona(c, r, g, &v, day, anchor, &doc, &d);
        if (status) return status;
    } else {
        e = redazione_calcolo(&v, r->persona, &(CalcoloDati){.data = day, .ancora = anchor}, c->a, &doc, &d);
    }
    if (e) return difetti_detti(e, &d);
    return scrivi_documento(c->a, doc, r->formats, r->out);
}

enum { TESTO_MAX = 1 << 20 };

/* A text that a person wrote for the Relazione, from its file. */
static int testo_da(const Contesto *c, Argomenti *args, const char *name, Str *out)
{
    const char *file = opzione(args, name);
    if (!file) return 0;
    if (os_read_file(str_of(file), TESTO_MAX, c->a, out))
        return errore(E_LETTURA, "%s: %s: non si può leggere", name, file);
    if (utf8_invalid_at(*out) >= 0)
        return errore(E_DATI, "%s: %s: il testo non è UTF-8: salvarlo come UTF-8", name, file);
    return 0;
}

static int opzioni_testi(const Contesto *c, Argomenti *args, RelazioneDati *r)
{
    const char *limit = opzione(args, "--soglia");
    int status = testo_da(c, args, "--premessa", &r->premessa);
    if (!status) status = testo_da(c, args, "--contesto", &r->contesto);
    if (!status) status = testo_da(c, args, "--pari-opportunita", &r->pari_opportunita);
    if (!status) status = testo_da(c, args, "--miglioramento", &r->miglioramento);
    if (status || !limit) return status;
    if (num_parse(c->a, str_of(limit), 3, 2, &r->soglia, NULL) && num_sign(r->soglia) >= 0) return 0;
    return uso_errato("report", "--soglia: «%s» non è una percentuale: scrivere ad esempio 10", limit);
}

int cmd_report(Arena *a, Argomenti args)
{
    Contesto c;
    Rapporto r = {.quale = DOC_RELAZIONE};
    int status = contesto_leggi(&c, "report", a, &args);
    const char *formats = opzione(&args, "--formato"), *out = opzione(&args, "--out"),
               *person = opzione(&args, "--persona");
    if (!status) status = opzione_anno(&c, &args, "--anno", &r.anno);
    if (!status) status = opzione_data(&c, &args, "--data", &r.data);
    if (!status) status = opzioni_testi(&c, &args, &r.testi);
    if (!status) status = contesto_resto(&c, &args, 1, 1);
    if (status) return contesto_fine(&c, status);
    r.out = str_of(out);
    r.persona = str_of(person);
    if (!strcmp(args.v[0], "vincoli")) r.quale = DOC_VINCOLI;
    else if (!strcmp(args.v[0], "calcolo")) r.quale = DOC_CALCOLO;
    else if (!strcmp(args.v[0], "scheda")) r.quale = DOC_SCHEDA;
    else if (strcmp(args.v[0], "relazione"))
        return contesto_fine(&c, uso_errato("report", "documento sconosciuto: %s", args.v[0]));
    if (!r.anno || !out) status = uso_errato("report", "servono --anno AAAA e --out FILE");
    else if ((r.quale == DOC_CALCOLO || r.quale == DOC_SCHEDA) && !person)
        status = uso_errato("report", "per la scheda e per la scheda di calcolo serve --persona CODICE");
    else if (!formati_leggi(str_of(formats), r.out, &r.formats))
        status = uso_errato("report", "--formato: html, odt, pdf, docx, o più d'uno separati da virgola");
    if (!status) status = redigi(&c, &r);
    return contesto_fine(&c, status);
}

/* ---- ciclo export paghe ---- */

static bool finisce(Str s, Str end) { return s.n > end.n && str_eq(str_sub(s, s.n - end.n, s.n), end); }

static int paghe_fuori(Contesto *c, int64_t anno, Str out, bool italiano)
{
    const Grant *g;
    Archivio arch;
    Valutazione v;
    Paghe p;
    Difetti d = {.a = c->a}, missing = {.a = c->a};
    Binari b;
    int status = contesto_permesso(c, AZIONE_PAGHE_ESPORTA, (Ambito){.anno = anno}, &g);
    if (!status) status = calcola(c, g, anno, &arch, &v);
    if (status) return status;
    binari_stato(&arch, v.sistema, anno, NULL, c->a, &b);
    unsigned parts = paghe_decise(&b, c->a, &missing);
    if (missing.lista.n) (void)difetti_detti(E_ATTO, &missing);
    if (!parts) return errore(E_ATTO, "nessuna valutazione del %lld è decisa: non c'è nulla da pagare", (long long)anno);
    Err e = paghe_di(&v, parts, c->a, &p, &d);
    if (e) return difetti_detti(e, &d);
    Str bytes = c->json || finisce(out, S(".json")) ? paghe_json(&p, c->a) : paghe_csv(&p, italiano, c->a);
    if (str_eq(out, S("-"))) status = stampa_testo(bytes);
    else if (os_write_file(out, bytes)) status = errore(E_SCRITTURA, "%.*s: non si può scrivere", STR_ARG(out));
    if (status) return status;
    bool staff = parts & PAGHE_PERSONALE;
    if (staff && !date_is(b.fatto[VOCE_FONDO_liquida]))
        fprintf(stderr, "ciclo: manca l'atto di liquidazione (fondo.liquida, S-N.66): questi importi servono a scriverlo, non ancora a pagare\n");
    if (staff) fprintf(stderr, "personale: %td righe, %.*s euro; non distribuito %.*s; fondo %.*s: il conto torna\n",
            p.n_personale, STR_ARG(euro_cent(c->a, p.distribuito_cent)),
            STR_ARG(euro_cent(c->a, p.non_distribuito_cent)), STR_ARG(euro_cent(c->a, p.fondo_cent)));
    fprintf(stderr, "posizioni organizzative e dirigenti: %td righe\n", p.n - p.n_personale - p.n_altre);
    if (p.n_altre) fprintf(stderr, "maggiorazioni dei dirigenti, indennità, premi individuali: %td righe\n", p.n_altre);
    return 0;
}

int cmd_export_paghe(Arena *a, Argomenti args)
{
    Contesto c;
    int64_t anno = 0;
    int status = contesto_leggi(&c, "export", a, &args);
    const char *out = opzione(&args, "--out");
    bool italiano = bandierina(&args, "--italiano");
    if (!status) status = opzione_anno(&c, &args, "--anno", &anno);
    if (!status) status = contesto_resto(&c, &args, 0, 0);
    if (!status && !anno) status = uso_errato("export", "per le paghe serve --anno AAAA");
    if (!status) status = paghe_fuori(&c, anno, str_of(out ? out : "-"), italiano);
    return contesto_fine(&c, status);
}

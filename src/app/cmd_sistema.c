/* cmd_sistema.c - floor 7: ciclo rulebook print and diff: a rulebook as a document, and what changed between two. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "app/cmd_sistema.h"

#include "app/anno.h"
#include "app/documento_file.h"
#include "cycle/termini.h"
#include "document/terminale.h"
#include "redazione/sistema_stampa.h"
#include "store/archivio.h"

/* What both commands are asked. */
typedef struct Domanda {
    Contesto c;
    int64_t anno;
    Date data;
    Str out;
    unsigned formats;
    bool testo;               /* on the terminal, as text */
} Domanda;

/* "-o" is the short name of --out. */
static int options(Domanda *r, Arena *a, Argomenti *args, int at_least, int at_most)
{
    int status = contesto_leggi(&r->c, "rulebook", a, args);
    const char *format = opzione(args, "--formato"), *out = opzione(args, "--out"), *o = opzione(args, "-o");
    if (!status) status = opzione_anno(&r->c, args, "--anno", &r->anno);
    if (!status) status = opzione_data(&r->c, args, "--data", &r->data);
    if (!status) status = contesto_resto(&r->c, args, at_least, at_most);
    if (status) return status;
    r->out = str_of(out ? out : o ? o : "-");
    r->testo = !format && !out && !o;
    if (!formati_leggi(str_of(format), r->out, &r->formats))
        return uso_errato("rulebook", "--formato: html, odt, pdf, docx, o più d'uno separati da virgola");
    if (r->formats != FORMATO_HTML && str_eq(r->out, S("-")))
        return uso_errato("rulebook", "per odt, pdf e docx serve --out FILE");
    return 0;
}

/* A rulebook of the program by its id, a version of the body's, else a file of one's own. */
static int rulebook(Domanda *r, const char *name, const Sistema **out)
{
    Arena *a = r->c.a;
    Sistema *s = NEW(a, Sistema);
    Difetti d = {.a = a};
    Str text;
    *out = s;
    if (!sistema_load(str_of(name), a, s)) return 0;
    int status = 0;
    if (!versione_nominata(name)) status = sistema_da_file(a, name, out);
    else if (!(status = versione_testo(&r->c, name, &text)) && sistema_read(text, str_of(name), a, s, &d)) status = stampa_difetti(S(""), &d);
    if (!status && processo_controlla(*out, str_of(name), &d)) status = stampa_difetti(S(""), &d);
    return status;
}

static int written(const Domanda *r, const Documento *d)
{
    if (r->testo) return stampa_testo(terminale_render(d, r->c.a));
    return scrivi_documento(r->c.a, d, r->formats, r->out);
}

/* ---- print ---- */

/* The year is one of the body's. */
static int year_known(const Domanda *r, const Archivio *arch)
{
    ptrdiff_t n;
    const Anno *y = ALL(arch, Anno, ANNO, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (y[i].anno == r->anno) return 0;
    return errore(E_NON_TROVATO, "il %lld non è fra gli anni dell'ente: registrarlo nella tabella anni",
                  (long long)r->anno);
}

/* Objectives and targets of the year: whoever may see the whole tree (they stand in the Plan, C-2.45). */
static int of_the_year(Domanda *r, Archivio *arch, Str *anchor)
{
    const Grant *g;
    int status = contesto_permesso(&r->c, AZIONE_ALBERO_LEGGI, (Ambito){.anno = r->anno}, &g);
    if (status) return status;
    Err e = store_archivio_load(r->c.st, g, r->c.a, arch);
    if (e) return contesto_errore(&r->c, e);
    status = year_known(r, arch);
    return status ? status : giornale_ancora(&r->c, anchor);
}

int rulebook_print(Arena *a, Argomenti args)
{
    Domanda r = {0};
    Archivio arch;
    SistemaStampa x = {.quale = SISTEMA_CRITERI};
    const char *which = opzione(&args, "--documento");
    int status = options(&r, a, &args, 2, 2);
    if (!status && which && !strcmp(which, "tecnico")) x.quale = SISTEMA_TECNICO;
    else if (!status && which && strcmp(which, "criteri"))
        status = uso_errato("rulebook", "--documento: tecnico o criteri");
    if (!status) status = rulebook(&r, args.v[1], &x.sistema);
    if (!status && x.quale == SISTEMA_TECNICO && !x.sistema->ha_dirigenti)
        status = errore(E_DATI, "il sistema %.*s non regola i dirigenti: non c'è un documento tecnico da scrivere",
                        STR_ARG(x.sistema->id));
    if (!status && r.anno) status = of_the_year(&r, &arch, &x.ancora);
    if (status) return contesto_fine(&r.c, status);
    x.arch = r.anno ? &arch : NULL;
    x.anno = r.anno;
    x.data = r.data;
    r.testo = false;
    return contesto_fine(&r.c, written(&r, redazione_sistema(&x, a)));
}

/* ---- diff ---- */

/* Everybody's scores and amounts: who may compute the year and export everything, as evaluate --caso. */
static int effects(Domanda *r, SistemaConfronto *x, Archivio *arch)
{
    const Grant *g, *all;
    Ambito year = {.anno = r->anno};
    int status = contesto_permesso(&r->c, AZIONE_VALUTA, year, &g);
    if (!status) status = contesto_permesso(&r->c, AZIONE_ESPORTA, (Ambito){0}, &all);
    if (status) return status;
    Err e = store_archivio_load(r->c.st, g, r->c.a, arch);
    if (e) return contesto_errore(&r->c, e);
    status = year_known(r, arch);
    if (status) return status;
    const struct { const Sistema *s; const Valutazione **out; Difetti **why; } two[] = {
        {x->prima, &x->con_prima, &x->perche_prima}, {x->dopo, &x->con_dopo, &x->perche_dopo}};
    for (int i = 0; i < 2; i++) {
        Valutazione *v = NEW(r->c.a, Valutazione);
        Difetti *d = NEW(r->c.a, Difetti);
        *d = (Difetti){.a = r->c.a};
        passo("calcolo dell'anno");
        if (valutazione_con(arch, r->anno, two[i].s, S("finale"), S(""), false, r->c.a, v, d)) *two[i].why = d;
        else *two[i].out = v;
    }
    x->arch = arch;
    return giornale_ancora(&r->c, &x->ancora);
}

int rulebook_diff(Arena *a, Argomenti args)
{
    Domanda r = {0};
    Archivio arch;
    SistemaConfronto x = {0};
    int status = options(&r, a, &args, 3, 3);
    if (!status) status = rulebook(&r, args.v[1], &x.prima);
    if (!status) status = rulebook(&r, args.v[2], &x.dopo);
    if (!status && r.anno) status = effects(&r, &x, &arch);
    if (status) return contesto_fine(&r.c, status);
    x.anno = r.anno;
    x.data = r.data;
    return contesto_fine(&r.c, written(&r, redazione_confronto(&x, a)));
}

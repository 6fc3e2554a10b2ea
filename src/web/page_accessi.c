/* page_accessi.c - floor 6: who looked at whose sheet, and by which right; never what was in it. (X-18, 12.7) */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "format/csv.h"
#include "web/dati_campi.h"
#include "web/utenti.thtml.h"

enum { PAGINA_ACCESSI = 50, CSV_MAX = 100000 };

static Str action(Page *p, Str name)
{
    Azione z;
    return azione_by_name(name, &z) ? tr_str(p->h.lingua, str_of(permessi_matrice()->righe[z].parole)) : name;
}

static Str relation(Page *p, Str words)
{
    unsigned set;
    if (!legami_read(words, &set)) return words;
    return tr_str(p->h.lingua, legami_parole(p->a, set));
}

/* "persona M012, anno 2025" with the name of the person. */
static Str object(Page *p, Str text)
{
    Str lead = S("persona ");
    if (!str_starts(text, lead)) return text;
    Str rest = str_sub(text, lead.n, text.n);
    ptrdiff_t comma = str_find(rest, ',');
    Str code = comma < 0 ? rest : str_sub(rest, 0, comma), after = comma < 0 ? S("") : str_sub(rest, comma, rest.n);
    return str_fmt(p->a, "%.*s%.*s", STR_ARG(dati_persona(p, code)), STR_ARG(after));
}

static AccessoRiga row(Page *p, const Accesso *x)
{
    return (AccessoRiga){dati_momento(p, x->ora), dati_persona(p, x->persona), action(p, x->azione), relation(p, x->relazione),
                         object(p, x->oggetto)};
}

static void csv(Page *p, const Accesso *v, ptrdiff_t n)
{
    Buf b = buf_new(p->a);
    const Str heads[] = {S("numero"), S("ora_utc"), S("chi"), S("chi_nome"), S("azione"), S("relazione"), S("oggetto")};
    buf_put(&b, S("\xef\xbb\xbf"));
    for (ptrdiff_t k = 0; k < COUNT_OF(heads); k++) csv_cell(&b, heads[k], k == 0);
    csv_end_row(&b);
    for (ptrdiff_t i = 0; i < n; i++) {
        const Str cells[] = {str_fmt(p->a, "%lld", (long long)v[i].numero), v[i].ora, v[i].persona, dati_persona(p, v[i].persona),
                             v[i].azione, v[i].relazione, v[i].oggetto};
        for (ptrdiff_t k = 0; k < COUNT_OF(cells); k++) csv_cell_for_excel(&b, cells[k], k == 0);
        csv_end_row(&b);
    }
    page_bytes(p, S("text/csv; charset=utf-8"), S("accessi.csv"), buf_str(&b));
}

static Str query(Page *p, const Campo *f, ptrdiff_t n, const char *last)
{
    Buf b = buf_new(p->a);
    buf_put(&b, S("/accessi?"));
    for (ptrdiff_t i = 0; i < n; i++)
        if (f[i].valore.n) buf_fmt(&b, "%.*s=%.*s&", STR_ARG(f[i].nome), STR_ARG(url_encode(p->a, f[i].valore)));
    buf_put(&b, str_of(last));
    return buf_str(&b);
}

/* A day of the filter; what is none is told and leaves the filter open. */
static Date day(Page *p, Campo *f)
{
    Date d = {0};
    if (f->valore.n && !date_parse_iso(f->valore, &d) && !date_parse_italian(f->valore, &d))
        f->errore = _("Non è una data: scrivere ad esempio 31/12/2026.");
    f->valore = date_iso(p->a, d);
    return d;
}

void accessi_mostra(Page *p)
{
    const Fields *q = &p->q->query;
    Accesso *v;
    ptrdiff_t n, people;
    int64_t all = 0, at;
    Scelta *names = dati_scelte(p, ENTITA_PERSONA, &people);
    Campo f[] = {{.nome = S("chi"), .etichetta = _("Chi ha guardato"), .scelte = names, .n_scelte = people},
                 {.nome = S("di"), .etichetta = _("La scheda di chi"), .scelte = names, .n_scelte = people},
                 {.nome = S("dal"), .etichetta = _("Dal")},
                 {.nome = S("al"), .etichetta = _("Al")}};
    bool filtered = false;
    for (ptrdiff_t i = 0; i < COUNT_OF(f); i++) {
        f[i].valore = str_trim(field_get(q, f[i].nome));
        f[i].senza_nota = f[i].stretto = true;
        filtered = filtered || f[i].valore.n;
    }
    AccessiFiltro by = {.persona = f[0].valore, .dal = day(p, &f[2]), .al = day(p, &f[3])};
    if (f[1].valore.n) by.oggetto = str_fmt(p->a, "persona %.*s", STR_ARG(f[1].valore));
    bool file = str_eq(field_get(q, S("formato")), S("csv"));
    if (!page_number(field_get(q, S("pagina")), &at) || at < 1) at = 1;
    Err e = store_accessi_elenco(p->st, p->g, &by, file ? 0 : (at - 1) * PAGINA_ACCESSI, file ? CSV_MAX : PAGINA_ACCESSI, p->a, &v,
                                 &n, &all);
    if (e) {
        page_error(p, e, store_perche(p->st));
        return;
    }
    if (file) {
        csv(p, v, n);
        return;
    }
    AccessoRiga *rows = NEW_N(p->a, AccessoRiga, n + 1);
    for (ptrdiff_t i = 0; i < n; i++) rows[i] = row(p, &v[i]);
    AccessiElenco list = {.filtri = f, .n_filtri = COUNT_OF(f), .filtrato = filtered, .righe = rows, .n = n, .pagina = (int)at,
                          .pagine = (int)((all + PAGINA_ACCESSI - 1) / PAGINA_ACCESSI), .csv = query(p, f, COUNT_OF(f), "formato=csv"),
                          .prefisso = query(p, f, COUNT_OF(f), "pagina="), .trovati = dati_conta(p, N_("{n} volta"), N_("{n} volte"), all)};
    accessi_elenco(&p->h, &list);
    page_done(p, _("Chi ha visto le schede altrui"), S("accessi"));
}

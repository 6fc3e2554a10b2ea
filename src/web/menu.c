/* menu.c - floor 6: the menu of every page. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/menu.h"

#include "model/correzioni.h"

typedef struct Menu {
    Page *p;
    Str corrente;
    VoceMenu *out;
    ptrdiff_t n;
    VoceMenu *gruppo;        /* entries go here while a group is open */
    ptrdiff_t n_gruppo;
} Menu;

static void entry(Menu *m, bool may, const char *name, Str text, Str url)
{
    if (!may) return;
    VoceMenu v = {.testo = text, .url = url, .corrente = str_eq(m->corrente, str_of(name))};
    if (m->gruppo) m->gruppo[m->n_gruppo++] = v;
    else m->out[m->n++] = v;
}

static void open_group(Menu *m)
{
    m->gruppo = NEW_N(m->p->a, VoceMenu, 8);
    m->n_gruppo = 0;
}

/* A group of one is that one. */
static void close_group(Menu *m, Str text)
{
    bool here = false;
    for (ptrdiff_t i = 0; i < m->n_gruppo; i++) here = here || m->gruppo[i].corrente;
    if (m->n_gruppo == 1) m->out[m->n++] = m->gruppo[0];
    else if (m->n_gruppo) m->out[m->n++] = (VoceMenu){.testo = text, .corrente = here, .sotto = m->gruppo, .n_sotto = m->n_gruppo};
    m->gruppo = NULL;
}

static Str of_year(Menu *m, int64_t year, const char *page)
{
    return str_fmt(m->p->a, "/anno/%lld%s", (long long)year, page);
}

/* -- which year an entry leads to; 0: none */

static int64_t desk_year(Page *p)
{
    ptrdiff_t n;
    int64_t latest = 0;
    const Gruppo *g = ALL(immagine_archivio(p->img), Gruppo, GRUPPO, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (g[i].anno > latest && page_puo(p, AZIONE_VINCOLI_LEGGI, (Ambito){.anno = g[i].anno, .gruppo = g[i].codice}))
            latest = g[i].anno;
    return latest;
}

/* One's own sheet: the latest that is decided, else the first there is. */
static int64_t sheet_year(Page *p)
{
    ptrdiff_t n;
    int64_t mine = 0;
    const Scheda *x = ALL(immagine_archivio(p->img), Scheda, SCHEDA, &n);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (!str_eq(x[i].persona, p->persona)) continue;
        bool decided = page_puo(p, AZIONE_SCHEDA_LEGGI, (Ambito){.anno = x[i].anno, .persona = p->persona});
        if (!mine || (decided && x[i].anno > mine)) mine = x[i].anno;
    }
    return mine;
}

static int64_t report_year(Page *p, int64_t year)
{
    for (int64_t y = year; y > year - 3; y--)
        if (page_puo(p, AZIONE_RELAZIONE_LEGGI, (Ambito){.anno = y})) return y;
    return page_puo(p, AZIONE_RELAZIONE_GENERA, (Ambito){.anno = year}) ? year : 0;
}

/* The latest year with marks, where there is one: there a what-if has an effect. */
static int64_t marked_year(Page *p, int64_t otherwise)
{
    ptrdiff_t n;
    int64_t latest = 0;
    const Semischeda *x = ALL(immagine_archivio(p->img), Semischeda, SEMISCHEDA, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (x[i].anno > latest) latest = x[i].anno;
    return latest ? latest : otherwise;
}

static bool corrects(Page *p)
{
    bool any = page_puo(p, AZIONE_IMPORTA, (Ambito){0});
    for (EntitaTipo t = 0; t < ENTITA_COUNT && !any; t++)
        any = !correzione_di(t)->altrove && page_puo(p, correzione_di(t)->azione, (Ambito){0});
    return any;
}

ptrdiff_t menu_di(Page *p, Str corrente, VoceMenu *out)
{
    Menu menu = {.p = p, .corrente = corrente, .out = out}, *m = &menu;
    int64_t year = immagine_anno_corrente(p->img), mine = sheet_year(p), desk = desk_year(p), report = report_year(p, year);
    int64_t rules = marked_year(p, year);
    bool reads = year && page_puo(p, AZIONE_CICLO_LEGGI, (Ambito){.anno = year});
    bool organised = page_puo(p, AZIONE_ORGANIZZAZIONE_LEGGI, (Ambito){0});

    entry(m, true, "home", _("Le mie scadenze"), S("/"));
    entry(m, mine, "mia-scheda", _("La mia scheda"), of_year(m, mine, "/mia-scheda"));
    entry(m, reads, "ciclo", _("Ciclo"), of_year(m, year, ""));
    entry(m, reads, "albero", _("Albero"), of_year(m, year, "/albero"));
    open_group(m);
    entry(m, desk, "tavolo", _("Punteggi dei gruppi"), of_year(m, desk, "/tavolo"));
    entry(m, desk && page_puo(p, AZIONE_VINCOLI_LEGGI, (Ambito){.anno = desk}), "vincoli", _("Vincoli e distribuzione"), of_year(m, desk, "/vincoli"));
    close_group(m, _("Punteggi"));
    entry(m, report, "relazione", _("Relazione"), of_year(m, report, "/relazione"));
    open_group(m);
    entry(m, year && page_puo(p, AZIONE_ATTO_LEGGI, (Ambito){0}), "atti", _("Atti"), of_year(m, year, "/atti"));
    entry(m, year, "riunioni", _("Riunioni e colloqui"), of_year(m, year, "/riunioni"));
    entry(m, page_puo(p, AZIONE_VERIFICA_GIORNALE, (Ambito){0}), "giornale", _("Giornale"), S("/giornale"));
    close_group(m, _("Registri"));
    open_group(m);
    entry(m, page_puo(p, AZIONE_SISTEMA_LEGGI, (Ambito){0}), "sistemi", _("Sistemi di valutazione"), S("/sistemi"));
    entry(m, rules && page_puo(p, AZIONE_IPOTESI_PROVA, (Ambito){.anno = rules}), "ipotesi", _("Ipotesi"), of_year(m, rules, "/ipotesi"));
    close_group(m, _("Regole"));
    open_group(m);
    entry(m, organised, "persone", _("Persone"), S("/persone"));
    entry(m, organised, "unita", _("Unità organizzative"), S("/unita"));
    close_group(m, _("Organizzazione"));
    open_group(m);
    entry(m, corrects(p), "dati", _("Dati dell'ente"), S("/dati"));
    entry(m, page_puo(p, AZIONE_UTENTI_GESTISCE, (Ambito){0}), "utenti", _("Utenti"), S("/utenti"));
    entry(m, page_puo(p, AZIONE_ACCESSI_LEGGI, (Ambito){0}), "accessi", _("Chi ha visto le schede"), S("/accessi"));
    close_group(m, _("Gestione"));
    return m->n;
}

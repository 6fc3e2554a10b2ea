/* page_dati.c - floor 6: the tables of data: what there is, in which order a new body is filled, each table as a list and
 * as a file for a spreadsheet. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/comune.h"
#include "web/dati.thtml.h"
#include "web/page_dati.h"

enum { PAGINA_RIGHE = 50, COLONNE = 6, CAPITOLI = 6 };

static const struct { const char *id, *titolo; } capitoli[CAPITOLI] = {
    {"ente", N_("Ente e anni")}, {"organizzazione", N_("Organizzazione")}, {"albero", N_("Albero della performance")},
    {"misure", N_("Misure")}, {"valutazione", N_("Valutazione")}, {"registri", N_("Registri")}};

/* What a new body needs before a year can be computed, in the order in which tables lean on one another. */
static const struct { EntitaTipo tipo; bool serve; const char *perche; } passi[] = {
    {ENTITA_UNITA, true, N_("Prima l'ente stesso, poi aree, settori e uffici, dall'alto in basso.")},
    {ENTITA_PERSONA, true, N_("Chi valuta e chi è valutato, e chi fa parte degli organi.")},
    {ENTITA_ASSEGNAZIONE, true, N_("Dove lavora ciascuno, e da quando.")},
    {ENTITA_INCARICO, true, N_("Chi è Segretario generale, dirigente, posizione organizzativa, programmazione e controllo: senza incarico nessuno può operare.")},
    {ENTITA_ANNO, true, N_("L'anno e il Sistema di valutazione che lo regola.")},
    {ENTITA_NODO, true, N_("I codici di priorità, obiettivi, programmi e azioni.")},
    {ENTITA_NODO_VERSIONE, true, N_("Titolo, padre e peso di ogni nodo nell'anno.")},
    {ENTITA_INDICATORE, true, N_("Che cosa si misura.")},
    {ENTITA_TARGET, true, N_("Quale valore si aspetta nell'anno, e per quale nodo.")},
    {ENTITA_FASCIA, false, N_("Solo per gli indicatori che si misurano a fasce.")},
    {ENTITA_OBIETTIVO_ASSEGNATO, false, N_("Gli obiettivi di dirigenti e posizioni organizzative.")},
    {ENTITA_SCHEDA, false, N_("Chi è valutato e da chi.")},
    {ENTITA_GRUPPO, false, N_("I gruppi di personale da differenziare.")},
    {ENTITA_PROGETTO, false, N_("I progetti a cui partecipa il personale, con unità e partecipanti.")},
    {ENTITA_VALORE, true, N_("Che cosa si è misurato, durante l'anno e alla fine.")},
};

static DatiVoce entry(Page *p, const ParolaTabella *w)
{
    const EntitaInfo *e = entita_info(w->tipo);
    Str url = dati_url(p, e);
    return (DatiVoce){.nome = dati_nome(p, w->tipo), .aiuto = tr_str(p->h.lingua, str_of(w->aiuto)), .url = url,
                      .conto = dati_conta(p, N_("{n} riga"), N_("{n} righe"), dati_righe(p, w->tipo)->n),
                      .csv = str_fmt(p->a, "%.*s?formato=csv", STR_ARG(url)),
                      .modello = str_fmt(p->a, "%.*s?formato=modello", STR_ARG(url))};
}

static ptrdiff_t chapters(Page *p, DatiCapitolo *out)
{
    ptrdiff_t all, n = 0;
    const ParolaTabella *w = parole_tabelle(&all);
    for (int k = 0; k < CAPITOLI; k++) {
        DatiVoce *v = NEW_N(p->a, DatiVoce, all);
        ptrdiff_t m = 0;
        for (ptrdiff_t i = 0; i < all; i++)
            if (w[i].capitolo == k && dati_scrive(p, w[i].tipo)) v[m++] = entry(p, &w[i]);
        if (m) out[n++] = (DatiCapitolo){str_of(capitoli[k].id), tr_str(p->h.lingua, str_of(capitoli[k].titolo)), v, m};
    }
    return n;
}

/* Who holds the action of a table, for whoever does not. */
static Str whose(Page *p, EntitaTipo t)
{
    const Permesso *row = &permessi_matrice()->righe[correzione_di(t)->azione];
    Buf b = buf_new(p->a);
    for (Ruolo r = 0; r < RUOLO_OPERATORE; r++)
        if (row->celle[r]) {
            buf_put(&b, b.n ? S(", ") : S(""));
            buf_put(&b, tr_str(p->h.lingua, str_of(ruolo_parole(r))));
        }
    TrArg who = {"chi", buf_str(&b)};
    return tr_fill(p->a, _("Lo scrive: {chi}."), &who, 1);
}

static void steps(Page *p, DatiIndice *v)
{
    DatiPasso *out = NEW_N(p->a, DatiPasso, COUNT_OF(passi));
    for (ptrdiff_t i = 0; i < COUNT_OF(passi); i++) {
        EntitaTipo t = passi[i].tipo;
        const Tabella *rows = dati_righe(p, t);
        bool his = dati_scrive(p, t);
        DatiPasso *x = &out[v->n_passi++];
        *x = (DatiPasso){.testo = dati_nome(p, t), .aiuto = tr_str(p->h.lingua, str_of(passi[i].perche)),
                         .url = !his ? S("") : rows->n ? dati_url(p, rows->e) : str_fmt(p->a, "/dati/%s/nuovo", rows->e->nome)};
        if (!his) x->aiuto = str_fmt(p->a, "%.*s %.*s", STR_ARG(x->aiuto), STR_ARG(whose(p, t)));
        if (rows->n) {
            x->tono = TONO_BENE;
            x->stato = dati_conta(p, N_("{n} riga"), N_("{n} righe"), rows->n);
        } else {
            x->tono = passi[i].serve ? TONO_ATTENZIONE : TONO_NEUTRO;
            x->stato = passi[i].serve ? _("da fare") : _("se serve");
            v->mancano += passi[i].serve;
        }
    }
    v->passi = out;
}

void dati_mostra_indice(Page *p)
{
    DatiCapitolo all[CAPITOLI];
    bool everything;
    DatiIndice v = {.importa = dati_importa(p, &everything), .capitoli = all, .n_capitoli = chapters(p, all)};
    steps(p, &v);
    dati_indice(&p->h, &v);
    page_done(p, _("Dati dell'ente"), S("dati"));
}

/* -- one table */
static const CampoInfo *year_field(const EntitaInfo *e)
{
    for (int i = 0; i < e->n_campi; i++)
        if (!strcmp(e->campi[i].nome, "anno") && e->tipo != ENTITA_ANNO) return &e->campi[i];
    return NULL;
}

/* Any field, as it is stored or as it is shown. text: folded words, all of which have to be there. */
static bool matches(Page *p, const EntitaInfo *e, const void *r, Str text, Str year)
{
    const CampoInfo *c = year_field(e);
    if (year.n && c && !str_eq(campo_text(p->a, c, r), year)) return false;
    if (!text.n) return true;
    Buf b = buf_new(p->a);
    for (int i = 0; i < e->n_campi; i++) {
        if (correzione_deciso(&e->campi[i], e->tipo)) continue;
        buf_put(&b, dati_mostra(p, &e->campi[i], r));
        buf_char(&b, '\n');
        buf_put(&b, campo_text(p->a, &e->campi[i], r));
        buf_char(&b, '\n');
    }
    if (e->tipo == ENTITA_NODO) buf_put(&b, dati_didascalia(p, e->tipo, r));
    return trova(p->a, buf_str(&b), text);
}

static Tabella found(Page *p, const EntitaInfo *e, Str text, Str year)
{
    const Tabella *all = dati_righe(p, e->tipo);
    Tabella out = {e, arena_alloc_n(p->a, e->size, all->n + 1), 0};
    Str words = piega(p->a, text);
    for (ptrdiff_t i = 0; i < all->n; i++)
        if (matches(p, e, tabella_at(all, i), words, year))
            memcpy((char *)out.items + out.n++ * e->size, tabella_at(all, i), (size_t)e->size);
    return out;
}

/* The key, then what fits beside it; long texts do not. */
static int columns(const EntitaInfo *e, const CampoInfo *out[COLONNE])
{
    int n = 0;
    for (int i = 0; i < e->n_campi && n < COLONNE; i++)
        if (e->campi[i].tipo != CAMPO_LUNGO && !correzione_deciso(&e->campi[i], e->tipo)) out[n++] = &e->campi[i];
    return n;
}

/* A code alone says little: beside a reference stands what it is called. */
static Str cell(Page *p, const CampoInfo *c, const void *r)
{
    Str text = dati_mostra(p, c, r);
    if (c->tipo != CAMPO_RIF || c->rif == ENTITA_PERSONA || !text.n) return text;
    const void *other = dati_trova(p, c->rif, text);
    Str name = other ? dati_didascalia(p, c->rif, other) : S("");
    return name.n ? str_fmt(p->a, "%.*s - %.*s", STR_ARG(text), STR_ARG(name)) : text;
}

static void rows(Page *p, const Tabella *t, DatiElenco *v)
{
    const CampoInfo *shown[COLONNE];
    int n = columns(t->e, shown);
    bool titled = t->e->tipo == ENTITA_NODO;
    Str *heads = NEW_N(p->a, Str, n + 1);
    for (int i = 0; i < n; i++) heads[i] = dati_etichetta(p, t->e->tipo, shown[i]);
    if (titled) heads[n] = _("Titolo");
    v->colonne = heads;
    v->n_colonne = n + titled;
    ptrdiff_t from = (v->pagina - 1) * (ptrdiff_t)PAGINA_RIGHE, to = from + PAGINA_RIGHE < t->n ? from + PAGINA_RIGHE : t->n;
    DatiRiga *out = NEW_N(p->a, DatiRiga, PAGINA_RIGHE);
    for (ptrdiff_t i = from; i < to; i++) {
        const void *r = tabella_at(t, i);
        Str *cells = NEW_N(p->a, Str, n + 1);
        for (int k = 0; k < n; k++) cells[k] = cell(p, shown[k], r);
        if (titled) cells[n] = dati_didascalia(p, t->e->tipo, r);
        out[v->n_righe++] = (DatiRiga){dati_url_voce(p, t->e, record_key(p->a, t->e, r)), cells};
    }
    v->righe = out;
}

static Str query(Page *p, Str url, Str text, Str year, const char *last)
{
    Buf b = buf_new(p->a);
    buf_fmt(&b, "%.*s?", STR_ARG(url));
    if (text.n) buf_fmt(&b, "cerca=%.*s&", STR_ARG(url_encode(p->a, text)));
    if (year.n) buf_fmt(&b, "anno=%.*s&", STR_ARG(url_encode(p->a, year)));
    buf_put(&b, str_of(last));
    return buf_str(&b);
}

void tabella_mostra(Page *p)
{
    const EntitaInfo *e = dati_tabella(p);
    Str text = str_trim(field_get(&p->q->query, S("cerca"))), year = str_trim(field_get(&p->q->query, S("anno")));
    Str format = field_get(&p->q->query, S("formato")), url = dati_url(p, e);
    Tabella t = found(p, e, text, year);
    if (str_eq(format, S("modello"))) t.n = 0;
    if (str_eq(format, S("modello")) || str_eq(format, S("csv"))) {
        page_bytes(p, S("text/csv; charset=utf-8"), str_fmt(p->a, "%s.csv", e->nome), scambio_csv_foglio(&t, p->a));
        return;
    }
    int64_t at;
    int pages = t.n ? (int)((t.n + PAGINA_RIGHE - 1) / PAGINA_RIGHE) : 1;
    if (!page_number(field_get(&p->q->query, S("pagina")), &at) || at < 1) at = 1;
    if (at > pages) at = pages;
    DatiElenco v = {.titolo = dati_nome(p, e->tipo), .aiuto = tr_str(p->h.lingua, str_of(parola_tabella(e->tipo)->aiuto)),
                    .url = url, .cerca = text, .anno = year, .filtrato = text.n || year.n, .con_anno = year_field(e) != NULL,
                    .trovate = dati_conta(p, N_("{n} riga"), N_("{n} righe"), t.n), .csv = query(p, url, text, year, "formato=csv"),
                    .modello = str_fmt(p->a, "%.*s?formato=modello", STR_ARG(url)),
                    .nuovo = str_fmt(p->a, "/dati/%s/nuovo", e->nome), .prefisso = query(p, url, text, year, "pagina="),
                    .pagina = (int)at, .pagine = pages, .annulla = dati_annulla(p)};
    rows(p, &t, &v);
    tabella_corpo(&p->h, &v);
    PageFrame f = {.titolo = v.titolo};
    dati_briciole(p, &f, NULL);
    page_frame(p, &f);
}

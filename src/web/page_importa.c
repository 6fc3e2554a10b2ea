/* page_importa.c - floor 6: files uploaded, checked, shown as differences, confirmed; an entry of the journal turned round. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "store/giornale_elenco.h"
#include "web/comune.h"
#include "web/dati.thtml.h"
#include "web/dati_campi.h"
#include "web/importa_errori.h"

enum { DIFETTI_MAX = 1000, PAGINA_CAMBI = 50, MOSTRATI = 100, GUARDATE = 200, SCRITTI = 15 };

static Str actor(Page *p, Str persona) { return persona.n ? dati_persona(p, persona) : _("da riga di comando"); }

static Str action_words(Page *p, Str azione)
{
    Azione z;
    return azione_by_name(azione, &z) ? tr_str(p->h.lingua, str_of(permessi_matrice()->righe[z].parole)) : azione;
}

/* -- the first page: what to upload, what was written lately */
static bool his_action(Page *p, Str azione, bool everything)
{
    Azione z;
    return correzione_annullabile(azione) && azione_by_name(azione, &z) && (everything || page_puo(p, z, (Ambito){0}));
}

static void lately(Page *p, bool everything, ImportaVista *v)
{
    GiornaleVoce *all;
    ptrdiff_t n;
    if (store_giornale_elenco(p->st, p->g, 0, GUARDATE, p->a, &all, &n)) return;
    ImportaScritto *out = NEW_N(p->a, ImportaScritto, SCRITTI);
    for (ptrdiff_t i = 0; i < n && v->n_scritti < SCRITTI; i++) {
        if (!his_action(p, all[i].azione, everything)) continue;
        Str number = str_fmt(p->a, "%lld", (long long)all[i].seq);
        out[v->n_scritti++] = (ImportaScritto){.voce = number, .quando = dati_momento(p, all[i].ora),
                                               .chi = all[i].cancellata ? S("") : actor(p, all[i].persona),
                                               .fatto = action_words(p, all[i].azione), .righe = html_migliaia(&p->h, all[i].oggetti),
                                               .annulla = str_fmt(p->a, "/annulla/%.*s", STR_ARG(number))};
    }
    v->scritti = out;
}

static void first_page(Page *p, Str wrong)
{
    ImportaVista v = {.annulla = dati_annulla(p), .file = {.nome = S("file"), .etichetta = _("File da importare"), .obbligatorio = true,
                      .multiplo = true, .accetta = S(".csv,.json"), .errore = wrong,
                      .aiuto = _("Uno o più file CSV con il nome della loro tabella (persone.csv), anche come li salva Excel, oppure un solo file JSON. Al massimo 64 MB in tutto.")}};
    ptrdiff_t n;
    const ParolaTabella *w = parole_tabelle(&n);
    DatiVoce *tables = NEW_N(p->a, DatiVoce, n);
    dati_importa(p, &v.tutto);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (!dati_scrive(p, w[i].tipo)) continue;
        Str url = dati_url(p, entita_info(w[i].tipo));
        tables[v.n_tabelle++] = (DatiVoce){.nome = dati_nome(p, w[i].tipo), .url = str_of(entita_info(w[i].tipo)->nome),
                                           .csv = str_fmt(p->a, "%.*s?formato=csv", STR_ARG(url)),
                                           .modello = str_fmt(p->a, "%.*s?formato=modello", STR_ARG(url))};
    }
    v.tabelle = tables;
    lately(p, v.tutto, &v);
    importa_corpo(&p->h, &v);
    if (wrong.n) p->r->status = 422;
    PageFrame f = {.titolo = _("Importare dati")};
    dati_briciole(p, &f, NULL);
    page_frame(p, &f);
}

void importa_mostra(Page *p) { first_page(p, S("")); }

/* -- uploading */
/* A browser that has a persone.csv already saves "persone (1).csv". */
static Str plain_name(Arena *a, Str name)
{
    ptrdiff_t open = -1;
    for (ptrdiff_t i = name.n - 1; i >= 0 && open < 0; i--)
        if (name.p[i] == '(') open = i;
    Str end = S(").csv");
    bool numbered = open > 1 && name.p[open - 1] == ' ' && name.n > open + 1 + end.n && str_eq(str_sub(name, name.n - end.n, name.n), end);
    for (ptrdiff_t i = open + 1; numbered && i < name.n - end.n; i++) numbered = name.p[i] >= '0' && name.p[i] <= '9';
    return numbered ? str_fmt(a, "%.*s.csv", (int)(open - 1), name.p) : name;
}

void importa_carica(Page *p)
{
    const Fields *f = &p->q->form;
    CaricoFile *v = NEW_N(p->a, CaricoFile, f->n + 1);
    ptrdiff_t n = 0, csv = 0;
    for (ptrdiff_t i = 0; i < f->n; i++) {
        const Field *x = &f->items[i];
        if (!x->upload || !str_eq(x->name, S("file")) || !x->file.n) continue;
        v[n++] = (CaricoFile){plain_name(p->a, x->file), x->value};
        csv += x->file.n > 4 && str_eq(str_sub(x->file, x->file.n - 4, x->file.n), S(".csv"));
    }
    if (!n || (n > 1 && csv < n)) {
        first_page(p, !n ? _("Scegliere almeno un file.") : _("O un solo file JSON, o soltanto file CSV: un foglio di calcolo si salva prima come CSV."));
        return;
    }
    Str code;
    Err e = store_carico_crea(p->st, p->g, v, n, p->adesso, p->a, &code);
    if (e) page_error(p, e, store_perche(p->st));
    else page_redirect(p, str_fmt(p->a, "/importa/%.*s", STR_ARG(code)));
}

/* -- what was uploaded, read and compared with what is there now */
typedef struct Esame {
    CaricoFile *file;
    ptrdiff_t n;
    const Grant *g;
    bool tutto;
    Scambio s;
    Difetti d;
    Differenze diff;
    Modifica *m;
} Esame;

static void as_changes(Page *p, Esame *x)
{
    x->m = NEW_N(p->a, Modifica, x->diff.lista.n + 1);
    for (ptrdiff_t i = 0; i < x->diff.lista.n; i++) {
        const Differenza *y = &x->diff.lista.items[i];
        x->m[i] = (Modifica){y->e->tipo, y->nuovo, false, y->vecchio ? *(const int64_t *)y->vecchio : 0};
    }
}

/* False: answered already. */
static bool examine(Page *p, Esame *x)
{
    const Archivio *stored = immagine_archivio(p->img);
    const Domanda q = page_domanda(p);
    bool tables[ENTITA_COUNT];
    Str why = S("");
    *x = (Esame){.d = {.a = p->a, .limite = DIFETTI_MAX}};
    Err e = store_carico_load(p->st, p->persona, p->par[PAR_GETTONE], p->adesso, p->a, &x->file, &x->n);
    if (e) {
        page_error(p, e, store_perche(p->st));
        return false;
    }
    scambio_init(&x->s, codici_new(S(""), p->a));
    for (ptrdiff_t i = 0; i < x->n; i++) /* what is wrong is in d */
        e = scambio_read_bytes(x->file[i].nome, x->file[i].byte, p->a, &x->s, &x->d);
    bool any = false;
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) any = (tables[t] = x->s.origini[t].presente) || any;
    if (!any && x->d.lista.n) return true; /* nothing of it was a table: that is told, not who may import none */
    e = correzione_tabelle(&q, tables, p->a, &x->g, &x->tutto, &why);
    if (!e) {
        scambio_ordina(&x->s, p->a, &x->d);
        if (!x->tutto) scambio_conserva(&x->s, stored, p->a, &x->d);
        scambio_differenze(&x->s, stored, p->a, &x->diff);
        if (!x->tutto) scambio_versioni_ferme(&x->s, &x->diff, stored, p->a, &x->d);
        if (scambio_controlla(&x->s, stored, &x->d)) return true; /* they are shown */
        as_changes(p, x);
        if (x->diff.lista.n) e = correzione_permesso(&q, x->m, x->diff.lista.n, stored, p->a, &x->g, &x->tutto, &why);
    }
    if (e) page_error(p, e, why);
    return !e;
}

/* -- differences */
static DatiGruppo group(Page *p, const EntitaInfo *e, const void *before, const void *after)
{
    Str key = record_key(p->a, e, after ? after : before);
    DatiGruppo g = {.titolo = str_fmt(p->a, "%.*s: %.*s", STR_ARG(dati_nome(p, e->tipo)), STR_ARG(dati_chiave(p, e, key))),
                    .segno = !before ? _("nuova") : !after ? _("tolta") : _("cambiata"),
                    .tono = !before ? TONO_BENE : !after ? TONO_MALE : TONO_INFO};
    g.campi = dati_differenze(p, e, before, after, &g.n);
    return g;
}

/* Of an import: what is stored about persons is shown only to who may see it; what he uploads is his. */
static DatiGruppo import_group(Page *p, const Differenza *x)
{
    DatiGruppo g = group(p, x->e, x->vecchio, x->nuovo);
    if (!x->vecchio || dati_vede(p, x->e->tipo)) return g;
    DatiDifferenza *v = NEW_N(p->a, DatiDifferenza, g.n);
    for (ptrdiff_t i = 0; i < g.n; i++) v[i] = (DatiDifferenza){g.campi[i].campo, _("non mostrato"), g.campi[i].dopo};
    g.campi = v;
    return g;
}

static void counts(Page *p, const Esame *x, ImportaEsame *v)
{
    ImportaConto *out = NEW_N(p->a, ImportaConto, ENTITA_COUNT);
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) {
        const Conto *c = &x->diff.conti[t];
        if (!x->s.origini[t].presente) continue;
        out[v->n_conti++] = (ImportaConto){dati_nome(p, t), html_migliaia(&p->h, c->nuovi), html_migliaia(&p->h, c->modificati),
                                           html_migliaia(&p->h, c->uguali)};
    }
    v->conti = out;
}

static void differences(Page *p, const Esame *x, ImportaEsame *v)
{
    int64_t at;
    v->n_differenze = x->diff.lista.n;
    v->pagine = (int)((v->n_differenze + PAGINA_CAMBI - 1) / PAGINA_CAMBI);
    if (!page_number(field_get(&p->q->query, S("pagina")), &at) || at < 1 || at > v->pagine) at = 1;
    v->pagina = (int)at;
    v->prefisso = str_fmt(p->a, "%.*s?pagina=", STR_ARG(v->url));
    DatiGruppo *out = NEW_N(p->a, DatiGruppo, PAGINA_CAMBI);
    for (ptrdiff_t i = (at - 1) * (ptrdiff_t)PAGINA_CAMBI; i < v->n_differenze && v->n_gruppi < PAGINA_CAMBI; i++)
        out[v->n_gruppi++] = import_group(p, &x->diff.lista.items[i]);
    v->gruppi = out;
    ptrdiff_t n;
    Scelta *acts = dati_scelte(p, ENTITA_ATTO, &n);
    v->atto = (Campo){.nome = S("atto"), .etichetta = _("Atto"), .scelte = acts, .n_scelte = n, .stretto = true,
                      .valore = field_get(&p->q->form, S("atto")), .aiuto = _("Se i dati derivano da un atto del registro: il suo codice.")};
}

static void notices(Page *p, const Esame *x, ImportaEsame *v)
{
    Str *out = NEW_N(p->a, Str, x->s.avvisi.n + x->diff.avvisi.n + 1);
    for (ptrdiff_t i = 0; i < x->s.avvisi.n; i++) out[v->n_avvisi++] = x->s.avvisi.items[i];
    for (ptrdiff_t i = 0; i < x->diff.avvisi.n; i++) out[v->n_avvisi++] = x->diff.avvisi.items[i];
    v->avvisi = out;
}

static void show_examined(Page *p, const Esame *x, Str notice, Str wrong_act)
{
    Str *names = NEW_N(p->a, Str, x->n + 1);
    for (ptrdiff_t i = 0; i < x->n; i++) names[i] = x->file[i].nome;
    ImportaEsame v = {.url = str_fmt(p->a, "/importa/%.*s", STR_ARG(p->par[PAR_GETTONE])), .ancora = immagine_ancora(p->img),
                      .file = names, .n_file = x->n, .avviso = notice};
    notices(p, x, &v);
    if (x->d.lista.n) {
        v.errori = importa_errori(p->a, x->file, x->n, &x->d);
        v.n_errori = x->d.lista.n;
        if (x->d.in_piu) v.altri_errori = dati_conta(p, N_("C'è un'altra cosa da correggere."), N_("Ce ne sono altre {n} da correggere."), x->d.in_piu);
        v.titolo = dati_conta(p, N_("{n} cosa da correggere nei file"), N_("{n} cose da correggere nei file"), x->d.lista.n + x->d.in_piu);
    } else {
        counts(p, x, &v);
        differences(p, x, &v);
        v.atto.errore = wrong_act;
        v.titolo = v.n_differenze ? dati_conta(p, N_("{n} riga cambia"), N_("{n} righe cambiano"), v.n_differenze) : _("Niente da importare");
    }
    importa_esame(&p->h, &v);
    PageFrame f = {.titolo = _("Che cosa cambierebbe")};
    dati_briciole(p, &f, NULL);
    Collegamento *up = NEW_N(p->a, Collegamento, 2);
    up[0] = f.briciole[0];
    up[1] = (Collegamento){_("Importare dati"), S("/importa")};
    f.briciole = up;
    f.n_briciole = 2;
    page_frame(p, &f);
}

void importa_esamina(Page *p)
{
    Esame x;
    if (examine(p, &x)) show_examined(p, &x, S(""), S(""));
}

void importa_scrivi(Page *p)
{
    Esame x;
    Esito out;
    if (!examine(p, &x)) return;
    Str act = str_trim(field_get(&p->q->form, S("atto")));
    bool known = !act.n || dati_trova(p, ENTITA_ATTO, act) || tabella_find(p->a, &x.s.dati.tabelle[ENTITA_ATTO], act);
    bool same = str_eq(field_get(&p->q->form, S("ancora")), immagine_ancora(p->img));
    Err e = x.d.lista.n || !known ? E_DATI : same ? OK : E_CONFLITTO;
    if (!e && x.diff.lista.n) e = store_scrivi(p->st, x.g, &(Scrittura){p->ora, act, x.m, x.diff.lista.n}, p->a, &out);
    if (e == E_DATI) {
        p->r->status = 422;
        show_examined(p, &x, S(""), known ? S("") : _("Non è nel registro degli atti: registrarlo, o correggere il codice."));
    } else if (e == E_CONFLITTO) {
        if (same && !dati_rilegge(p)) return;
        if (same && !examine(p, &x)) return;
        p->r->status = 409;
        show_examined(p, &x, _("Mentre guardava, qualcuno ha scritto altri dati: queste sono le differenze di adesso. Controllarle e confermare di nuovo."), S(""));
    } else if (e) {
        page_error(p, e, store_perche(p->st));
    } else {
        e = store_carico_elimina(p->st, x.g, p->par[PAR_GETTONE]); /* if it stays, it goes tomorrow */
        if (x.diff.lista.n) page_redirect_said(p, str_fmt(p->a, "/importa?voce=%lld", (long long)out.seq), "importato");
        else page_redirect_said(p, S("/importa"), "uguale");
    }
}

void importa_lascia(Page *p)
{
    CaricoFile *v;
    ptrdiff_t n;
    Err e = store_carico_load(p->st, p->persona, p->par[PAR_GETTONE], p->adesso, p->a, &v, &n);
    if (!e) e = store_carico_elimina(p->st, p->g, p->par[PAR_GETTONE]);
    if (e && e != E_NON_TROVATO) page_error(p, e, store_perche(p->st));
    else page_redirect_said(p, S("/importa"), "lasciato");
}

/* -- an entry turned round */
typedef struct Giro { VoceGiornale v; Modifica *m; ptrdiff_t n; bool tutto; Str ostacolo; } Giro;

/* False: answered already. An entry that has been overtaken is shown, with what came after. */
static bool turned(Page *p, Giro *x)
{
    int64_t seq;
    const Grant *g;
    const Domanda q = page_domanda(p);
    bool tables[ENTITA_COUNT] = {0};
    Str why = S("");
    *x = (Giro){0};
    Err e = page_number(p->par[PAR_NUMERO], &seq) ? store_voce_load(p->st, p->g, seq, p->a, &x->v) : E_NON_TROVATO;
    if (e) {
        page_error(p, e, store_perche(p->st));
        return false;
    }
    for (ptrdiff_t i = 0; i < x->v.oggetti.n; i++) {
        const EntitaInfo *t = entita_by_name(x->v.oggetti.items[i].entita);
        if (t) tables[t->tipo] = true;
    }
    if (!correzione_annullabile(x->v.azione)) {
        page_error(p, E_ATTO, _("Questa voce del giornale non è una correzione né un'importazione di dati: non si annulla da qui."));
        return false;
    }
    e = correzione_tabelle(&q, tables, p->a, &g, &x->tutto, &why);
    if (!e) e = correzione_annulla(&x->v, immagine_archivio(p->img), p->a, &x->m, &x->n, &why);
    if (e == E_CONFLITTO) x->ostacolo = why;
    else if (!e) e = correzione_permesso(&q, x->m, x->n, immagine_archivio(p->img), p->a, &g, &x->tutto, &why);
    if (e && e != E_CONFLITTO) page_error(p, e, why);
    return !e || e == E_CONFLITTO;
}

static DatiGruppo turned_group(Page *p, const Modifica *m)
{
    const EntitaInfo *e = entita_info(m->tipo);
    DatiGruppo g = group(p, e, dati_trova(p, m->tipo, record_key(p->a, e, m->record)), m->cancella ? NULL : m->record);
    if (!dati_vede(p, m->tipo)) g.n = 0;
    return g;
}

static void show_turned(Page *p, const Giro *x, const Difetti *d)
{
    TrArg words[] = {{"n", str_fmt(p->a, "%lld", (long long)x->v.seq)}, {"quando", dati_momento(p, x->v.ora)},
                     {"chi", actor(p, x->v.persona)}, {"cosa", action_words(p, x->v.azione)}};
    Str *against = NEW_N(p->a, Str, d->lista.n + 1);
    ptrdiff_t n = 0;
    if (x->ostacolo.n) against[n++] = x->ostacolo;
    for (ptrdiff_t i = 0; i < d->lista.n && !x->ostacolo.n; i++)
        against[n++] = str_fmt(p->a, "%.*s: %.*s", STR_ARG(d->lista.items[i].dove), STR_ARG(d->lista.items[i].cosa));
    DatiConferma v = {.c = {.titolo = tr_fill(p->a, _("Annullare la voce {n}?"), words, 1),
                            .testo = tr_fill(p->a, _("È stata scritta il {quando} ({chi}: {cosa}). Annullandola le righe qui sotto tornano com'erano prima; il giornale conserva tutto."), words + 1, 3),
                            .azione = str_fmt(p->a, "/annulla/%lld", (long long)x->v.seq), .bottone = _("Annulla la voce"),
                            .annulla = S("/importa")},
                      .ostacoli = against, .n_ostacoli = n, .ostacolo_titolo = _("Non si può annullare")};
    DatiGruppo *out = NEW_N(p->a, DatiGruppo, MOSTRATI);
    for (ptrdiff_t i = 0; i < x->n && i < MOSTRATI && !x->ostacolo.n; i++) out[v.n_gruppi++] = turned_group(p, &x->m[i]);
    v.gruppi = out;
    if (x->n > MOSTRATI && !x->ostacolo.n) v.altri = dati_conta(p, N_("E un'altra riga."), N_("E altre {n} righe."), x->n - MOSTRATI);
    dati_conferma(&p->h, &v);
    PageFrame f = {.titolo = tr_fill(p->a, _("Voce {n} del giornale"), words, 1)};
    dati_briciole(p, &f, NULL);
    page_frame(p, &f);
}

void annulla_chiedi(Page *p)
{
    Giro x;
    Difetti d = {.a = p->a, .limite = MOSTRATI};
    if (!turned(p, &x)) return;
    if (!x.ostacolo.n) dati_controlla(p, x.m, x.n, x.tutto, &d);
    show_turned(p, &x, &d);
}

void annulla_fai(Page *p)
{
    Giro x;
    Difetti d = {.a = p->a, .limite = MOSTRATI};
    Esito out;
    Str why = S("");
    if (!turned(p, &x)) return;
    Err e = x.ostacolo.n ? E_CONFLITTO : dati_scrivi(p, x.m, x.n, &d, &out, &why);
    if (!e) {
        Str to = S("/importa");
        if (x.n == 1) { /* of one record: back to it */
            const EntitaInfo *t = entita_info(x.m->tipo);
            to = x.m->cancella ? dati_url(p, t) : dati_url_voce(p, t, record_key(p->a, t, x.m->record));
            if (!dati_scrive(p, x.m->tipo)) to = S("/importa");
        }
        page_redirect_said(p, str_fmt(p->a, "%.*s?voce=%lld", STR_ARG(to), (long long)out.seq), "annullato");
    } else if (e == E_DATI || e == E_CONFLITTO) {
        if (!x.ostacolo.n && e == E_CONFLITTO) x.ostacolo = why;
        p->r->status = err_http(e);
        show_turned(p, &x, &d);
    } else {
        page_error(p, e, why);
    }
}

/* page_tavolo.c - floor 6: the differentiation desk: the groups of a year, a group opened. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/page_tavolo.h"

#include <time.h>

#include "web/dispatch.h"
#include "web/tavoli.thtml.h"

/* -- what is at hand */
static const Sistema *rulebook(void *ctx, int64_t anno)
{
    const Page *p = ctx;
    const ImmagineAnno *y = immagine_anno(p->img, anno);
    return y && y->sistema_noto ? &y->sistema : NULL;
}

static Err remembered(void *ctx, const Richiesta *r, Arena *a, const Grant **out, Str *perche)
{
    const Page *p = ctx;
    return immagine_puo(p->img, p->st, r, a, out, perche);
}

static Err state(void *ctx, Corso corso, const Ambito *su, Punto *out)
{
    const Page *p = ctx;
    return immagine_stato(p->img, p->st, corso, su, out);
}

static Err authors(void *ctx, const Grant *g, int64_t anno, Str gruppo, const SemischedaAutore **out, ptrdiff_t *n)
{
    const Page *p = ctx;
    return immagine_autori(p->img, p->st, g, anno, gruppo, out, n);
}

void page_tavolo_chi(Page *p, TavoloPagina *out)
{
    *out = (TavoloPagina){.p = p, .difetti = {.a = p->a}, .status = 200, .atto = S("")};
    out->deroga_difetti.a = p->a;
    out->memoria = (TavoloMemoria){immagine_archivio(p->img), rulebook, remembered, state, authors, p};
    out->chi = (TavoloChi){p->st, p->srv->c.matrice, CHI_PERSONA, p->persona, p->oggi, p->ora, NULL};
}

bool page_tavolo_apri(Page *p, Str livello, TavoloPagina *out)
{
    TavoloLivello l = TAVOLO_NESSUNO;
    Str why;
    page_tavolo_chi(p, out);
    out->chi.memoria = &out->memoria;
    if (livello.n && (!tavolo_livello_by_word(livello, &l) || l == TAVOLO_DETERMINATA)) {
        page_status(p, 404, S(""));
        return false;
    }
    Err e = tavolo_apri(&out->chi, p->su.anno, p->su.gruppo, l, p->a, &out->t, &why);
    if (e) {
        page_error(p, e, why);
        return false;
    }
    const Tavolo *t = &out->t;
    out->conto = t->conto;
    out->offerte = NEW_N(p->a, TavoloOfferta, t->n + 1);
    out->offerta = NEW_N(p->a, bool, t->n + 1);
    out->cambiata = NEW_N(p->a, bool, t->n + 1);
    out->trovata = NEW_N(p->a, bool, t->n + 1);
    for (ptrdiff_t i = 0; i < t->n; i++) out->offerte[i] = tavolo_offerta(p->a, &t->persone[i]);
    return true;
}

Str page_tavolo_url(const TavoloPagina *x)
{
    return str_fmt(x->p->a, "/anno/%lld/tavolo/%.*s", (long long)x->t.anno, STR_ARG(url_encode(x->p->a, x->t.gruppo)));
}

void page_tavolo_detto(TavoloPagina *x, Tono tono, Str titolo, Str testo)
{
    *PUSH(x->p->a, &x->messaggi) = (Messaggio){tono, titolo, testo};
}

/* -- words */
Str page_tavolo_nome(Page *p, Str persona)
{
    const Persona *x = tabella_find(p->a, &immagine_archivio(p->img)->tabelle[ENTITA_PERSONA], persona);
    return x ? str_fmt(p->a, "%.*s %.*s", STR_ARG(x->nome), STR_ARG(x->cognome)) : persona;
}

static struct tm local(time_t t)
{
    struct tm here;
    localtime_r(&t, &here);
    return here;
}

/* "2026-05-13T10:00:00Z" */
static bool moment(Str utc, time_t *out)
{
    Date d;
    int64_t clock[3] = {0};
    if (utc.n != 20 || !date_parse_iso(str_sub(utc, 0, 10), &d)) return false;
    for (int i = 0; i < 3; i++)
        if (!page_number(str_sub(utc, 11 + 3 * i, 13 + 3 * i), &clock[i])) return false;
    int64_t days = date_days_between(date_of(1970, 1, 1), d);
    *out = (time_t)(days * 86400 + clock[0] * 3600 + clock[1] * 60 + clock[2]);
    return true;
}

static Str hour(Page *p, struct tm t) { return str_fmt(p->a, "%02d:%02d", t.tm_hour, t.tm_min); }

Str page_tavolo_giorno(Page *p, Str utc)
{
    time_t t;
    if (!moment(utc, &t)) return S("");
    struct tm x = local(t);
    return str_fmt(p->a, "%02d/%02d/%04d", x.tm_mday, x.tm_mon + 1, x.tm_year + 1900);
}

Str page_tavolo_ora(Page *p, Str utc)
{
    time_t t;
    return moment(utc, &t) ? hour(p, local(t)) : S("");
}

Str page_tavolo_orologio(Page *p) { return hour(p, local((time_t)p->adesso)); }

Str page_tavolo_salvato(Page *p)
{
    TrArg now = {"ora", page_tavolo_orologio(p)};
    return tr_fill(p->a, _("Salvato alle {ora}"), &now, 1);
}

Str page_tavolo_vincolo(Page *p, const TavoloViolazione *v)
{
    Str where = v->semischeda ? str_fmt(p->a, "%.*s %d: ", STR_ARG(_("semischeda")), v->semischeda) : S("");
    return str_fmt(p->a, "%.*s%.*s (%s, %s)", STR_ARG(where), STR_ARG(v->parole), v->vincolo, v->requisito);
}

/* -- the groups of a year */
static const struct { const char *stato, *parola; Tono tono; } stati[] = {
    {"APERTA", N_("proposte in corso"), TONO_INFO},
    {"PROPOSTA", N_("proposta"), TONO_INFO},
    {"VERIFICATA", N_("verificata"), TONO_INFO},
    {"RIDETERMINATA", N_("rideterminata"), TONO_INFO},
    {"DETERMINATA", N_("fasce determinate"), TONO_BENE},
    {"CPC_ATTRIBUITO", N_("coefficienti attribuiti"), TONO_BENE},
    {"DECISA", N_("decisa"), TONO_BENE},
};

Str page_tavolo_stato(Page *p, Str stato, Tono *tono)
{
    *tono = TONO_NEUTRO;
    for (ptrdiff_t i = 0; i < COUNT_OF(stati); i++) {
        if (!str_eq(stato, str_of(stati[i].stato))) continue;
        *tono = stati[i].tono;
        return tr_str(p->h.lingua, str_of(stati[i].parola));
    }
    return stato;
}

static Str names(Page *p, const Str *chi, ptrdiff_t n)
{
    Buf b = buf_new(p->a);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (i) buf_put(&b, S(", "));
        buf_put(&b, page_tavolo_nome(p, chi[i]));
    }
    return buf_str(&b);
}

static Str next_move(Page *p, const TavoloVoce *v)
{
    static const char *const passi[] = {N_("proporre"), N_("verificare"), N_("rideterminare, se serve, e determinare")};
    if (v->aperto == TAVOLO_NESSUNO) return _("nessuna: concluso");
    Str what = tr_str(p->h.lingua, str_of(passi[v->aperto]));
    if (!v->n_chi) return str_fmt(p->a, "%.*s: %.*s", STR_ARG(what), STR_ARG(_("oggi nessuno può")));
    Str who = names(p, v->chi, v->n_chi);
    return str_fmt(p->a, "%.*s: %.*s", STR_ARG(what), STR_ARG(who));
}

/* Years that have groups, to go from one to another. */
static ptrdiff_t other_years(Page *p, Collegamento *out, ptrdiff_t max)
{
    ptrdiff_t n, m, count = 0;
    const Anno *y = ALL(immagine_archivio(p->img), Anno, ANNO, &n);
    const Gruppo *g = ALL(immagine_archivio(p->img), Gruppo, GRUPPO, &m);
    for (ptrdiff_t i = 0; i < n && count < max; i++) {
        bool has = false;
        for (ptrdiff_t k = 0; k < m && !has; k++) has = g[k].anno == y[i].anno;
        if (!has || y[i].anno == p->su.anno) continue;
        Str year = str_fmt(p->a, "%lld", (long long)y[i].anno);
        out[count++] = (Collegamento){year, str_fmt(p->a, "/anno/%.*s/tavolo", STR_ARG(year))};
    }
    return count;
}

/* What the open step still lacks: marks, constraints kept, what the process wants before it. */
static void missing(const TavoloPagina *x, const TavoloVoce *v, TavoloGruppoVista *out)
{
    Page *p = x->p;
    Tavolo t;
    Str why;
    if (v->aperto == TAVOLO_NESSUNO || tavolo_apri(&x->chi, p->su.anno, v->gruppo, TAVOLO_NESSUNO, p->a, &t, &why))
        return;
    const TavoloConto *k = &t.conto;
    Str *list = NEW_N(p->a, Str, k->n_violazioni + 2);
    TrArg n = {"n", str_fmt(p->a, "%td", k->mancano)};
    out->mio = t.livello == v->aperto;
    if (k->mancano)
        list[out->n_manca++] =
            tr_fill(p->a, trn(p->h.lingua, "manca {n} punteggio", "mancano {n} punteggi", k->mancano), &n, 1);
    for (ptrdiff_t i = 0; i < k->n_violazioni && !k->mancano; i++)
        list[out->n_manca++] = page_tavolo_vincolo(p, &k->violazioni[i]);
    if (out->mio && !t.passi[v->aperto].puo) list[out->n_manca++] = t.passi[v->aperto].perche;
    out->manca = list;
}

static TavoloGruppoVista group_row(const TavoloPagina *y, const TavoloVoce *v)
{
    Page *p = y->p;
    TavoloGruppoVista x = {.gruppo = v->gruppo,
                           .unita = v->unita_nome.n ? v->unita_nome : v->unita,
                           .n = v->n,
                           .valutatore = page_tavolo_nome(p, v->valutatore),
                           .mossa = next_move(p, v),
                           .deroga = v->deroga};
    x.url = str_fmt(p->a, "/anno/%lld/tavolo/%.*s", (long long)p->su.anno, STR_ARG(url_encode(p->a, v->gruppo)));
    x.stato = page_tavolo_stato(p, v->stato, &x.tono);
    missing(y, v, &x);
    return x;
}

void tavoli_mostra(Page *p)
{
    TavoloPagina x;
    TavoloVoce *v = NULL;
    ptrdiff_t n = 0;
    Str why = S("");
    Collegamento years[16];
    if (!page_anno(p)) return;
    page_tavolo_chi(p, &x);
    x.chi.memoria = &x.memoria;
    Err e = tavolo_elenco(&x.chi, p->su.anno, p->a, &v, &n, &why);
    if (e && e != E_NON_TROVATO && e != E_VIETATO) {
        page_error(p, e, why);
        return;
    }
    TavoloElencoVista view = {.anno = p->su.anno, .anni = years, .n_anni = other_years(p, years, COUNT_OF(years))};
    TavoloGruppoVista *rows = NEW_N(p->a, TavoloGruppoVista, n + 1);
    for (ptrdiff_t i = 0; i < n; i++) rows[i] = group_row(&x, &v[i]);
    view.gruppi = rows;
    view.n = e ? 0 : n;
    if (e == E_NON_TROVATO)
        view.perche =
            _("In quest'anno non c'è ancora nessun gruppo di valutati. I gruppi nascono con l'importazione dei dati: "
              "chi valuta, quale unità, e le schede delle persone.");
    else if (e) view.perche = _("Nessun gruppo di quest'anno è fra quelli che lei può vedere.");
    if (view.n && page_puo(p, AZIONE_VINCOLI_LEGGI, (Ambito){.anno = p->su.anno}))
        view.vincoli_url = str_fmt(p->a, "/anno/%lld/vincoli", (long long)p->su.anno);
    tavoli_corpo(&p->h, &view);
    Str title = tr_fill(p->a, _("Valutazione del personale {anno}"),
                        (TrArg[]){{"anno", str_fmt(p->a, "%lld", (long long)p->su.anno)}}, 1);
    page_frame(p, &(PageFrame){.titolo = title, .corrente = S("tavolo"),
                               .sottotitolo = _("I gruppi, a che punto sono e a chi tocca.")});
}

/* -- one group */
void tavolo_mostra(Page *p)
{
    TavoloPagina x;
    if (page_tavolo_apri(p, field_get(&p->q->query, S("livello")), &x)) page_tavolo_done(&x);
}

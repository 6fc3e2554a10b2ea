/* nodo_indicatori.c - floor 6: tables and charts of the indicators of one objective. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/nodo_indicatori.h"

#include "redazione/parole.h"
#include "web/compiti.h"
#include "web/grafici.h"

enum { ANNI_STORIA = 16 };
static const char *const periods[] = {"S1", "S2", "finale"};

/* One indicator while it is told. */
typedef struct Misura {
    Page *p;
    const Archivio *arch;
    int64_t anno;
    const Target *t;
    const Indicatore *k;         /* NULL: the register lacks it */
    Str unita;                   /* of measure */
    Str id;                      /* for ids of a page */
    Num soglia;
} Misura;

static Str number(const Misura *m, Num x) { return num_is(x) ? numero(m->p->a, x) : S(""); }
static Str operator_of(const Misura *m) { return m->k ? m->k->operatore : S(">="); }
/* Captions of one page differ. */
static Str caption(const Misura *m, Str text)
{
    return str_fmt(m->p->a, "%.*s: %.*s", STR_ARG(text), STR_ARG(m->k ? m->k->nome : m->t->indicatore));
}
static Str goal(const Misura *m, Num x) { return target_parole(m->p->a, operator_of(m), x, m->unita); }

void cella_atto(Page *p, Str atto, CellaVista *c)
{
    if (!atto.n) return;
    c->testo = atto_estremi(p->a, immagine_archivio(p->img), atto);
    c->url = page_link(p, str_fmt(p->a, "/atti/%.*s", STR_ARG(url_encode(p->a, atto))));
}

Str scostamento_parole(Page *p, Num valore, Num target)
{
    if (!num_is(valore) || !num_is(target)) return S("");
    Num away = num_sub(p->a, valore, target);
    Str plain = numero_segno(p->a, away, -1);
    if (!num_sign(target) || !num_sign(away)) return plain;
    Num size = num_sign(target) < 0 ? num_neg(p->a, target) : target;
    return str_fmt(p->a, "%.*s (%.*s\u00a0%%)", STR_ARG(plain),
                   STR_ARG(numero_segno(p->a, num_div(p->a, num_mul(p->a, away, num_int(100)), size), 1)));
}

/* The node's outcome in a period, and which of its indicators this one is; NULL: nothing was computed. */
static const EsitoNodo *outcome(Page *p, const Target *t, Str periodo, ptrdiff_t *k)
{
    const ImmagineEsito *e = immagine_esito(p->img, p->st, t->anno, periodo);
    if (!e || !e->v.sistema || !e->v.caso.ha_albero) return NULL;
    ptrdiff_t i = caso_nodo(&e->v.caso, t->nodo);
    for (*k = 0; i >= 0 && *k < e->v.caso.albero[i].n_indicatori; (*k)++)
        if (str_eq(e->v.caso.albero[i].indicatori[*k].id, t->indicatore)) return &e->v.esito.albero[i];
    return NULL;
}

/* How much of its target it reached, as the rules computed it. */
static Num percentage(Page *p, const Target *t, Str periodo)
{
    ptrdiff_t k;
    const EsitoNodo *e = outcome(p, t, periodo, &k);
    return e ? e->percentuali[k] : (Num){0};
}

static NodoStato state_of(const Misura *m, const Valore *v, Num share)
{
    if (v && str_eq(v->stato, S("non_computabile"))) return NODO_NON_COMPUTABILE;
    return nodo_stato(share, m->soglia);
}

static void put(Page *p, DatiVista *d, Str nome, Str valore, Str sotto)
{
    if (valore.n) *PUSH(p->a, d) = (DatoVista){.nome = nome, .valore = valore, .sotto = sotto};
}

/* -- what it is */
static Str direction(Page *p, Str operatore)
{
    return str_eq(operatore, S("<="))  ? _("meno è meglio")
           : str_eq(operatore, S("=")) ? _("proprio quel valore")
                                       : _("più è meglio");
}

static Str year_of(Page *p, const char *text, int64_t y)
{
    TrArg year = {"anno", str_fmt(p->a, "%lld", (long long)y)};
    return tr_fill(p->a, tr_str(p->h.lingua, str_of(text)), &year, 1);
}

static DatiVista facts(const Misura *m)
{
    Page *p = m->p;
    DatiVista d = {0};
    put(p, &d, _("Codice"), m->t->indicatore, S(""));
    put(p, &d, _("Unità di misura"), m->unita, S(""));
    put(p, &d, _("Verso"), direction(p, operator_of(m)), S(""));
    put(p, &d, _("Peso nell'obiettivo"), number(m, m->t->peso), S(""));
    if (m->k) put(p, &d, _("Da dove viene il valore"), m->k->fonte, S(""));
    if (m->k) put(p, &d, _("Quanto spesso si rileva"), parola_codice(p->a, m->k->frequenza), S(""));
    put(p, &d, year_of(p, N_("Partenza (atteso {anno})"), m->anno - 1), valore_parole(p->a, m->t->base, m->unita),
        S(""));
    put(p, &d, year_of(p, N_("Target {anno}"), m->anno), goal(m, m->t->target), S(""));
    put(p, &d, year_of(p, N_("Target {anno}"), m->anno + 1), goal(m, m->t->target1), S(""));
    put(p, &d, year_of(p, N_("Target {anno}"), m->anno + 2), goal(m, m->t->target2), S(""));
    CellaVista act = {0};
    cella_atto(p, m->t->atto, &act);
    if (act.testo.n) *PUSH(p->a, &d) = (DatoVista){.nome = _("Atto"), .valore = act.testo, .url = act.url};
    return d;
}

/* -- values of the year, period by period */
static void value_row(const Misura *m, const Valore *v, TabellaVista *t)
{
    Page *p = m->p;
    Num share = percentage(p, m->t, v->periodo);
    NodoStato s = state_of(m, v, share);
    bool final = str_eq(v->periodo, S("finale"));
    CellaVista *c = tabella_vista_riga(t);
    c[0].testo = albero_periodo_parole(p, v->periodo);
    c[1].testo = valore_parole(p->a, v->valore, m->unita);
    c[2].testo = goal(m, m->t->target);
    c[3].testo = html_percento(&p->h, share, 2);
    c[3].perche_di = m->k ? m->k->nome : m->t->indicatore;
    ptrdiff_t k;
    if (c[3].testo.n && outcome(p, m->t, v->periodo, &k))
        c[3].perche =
            nodo_perche_url(p, m->anno, m->t->nodo, str_fmt(p->a, "indicatori/%td/percentuale", k), v->periodo);
    c[4].testo = scostamento_parole(p, v->valore, m->t->target);
    c[5] = (CellaVista){.tono = nodo_tono(s), .stato = nodo_parola(p->h.lingua, s)};
    c[6].testo = date_is(v->rilevato_il) ? html_str_date(&p->h, v->rilevato_il) : S("");
    c[6].sotto = v->fonte;
    c[7].testo = v->motivo;
    if (!v->motivo.n && final && (s == NODO_LONTANO || s == NODO_NON_RILEVATO || s == NODO_NON_COMPUTABILE))
        c[7].sotto = _("non è scritto");
}

static TabellaVista values(const Misura *m)
{
    Page *p = m->p;
    TabellaVista t = TABELLA_VISTA(p->a, str_fmt(p->a, "valori-%.*s", STR_ARG(m->id)), caption(m, _("Valori rilevati")),
                                   "cnnnnttt", _("Periodo"), _("Valore"), _("Target"), _("Del target"),
                                   _("Scostamento"), _("Stato"), _("Rilevato il"), _("Motivo dello scostamento"));
    t.ui.didascalia_nascosta = true; /* the heading names the indicator */
    for (ptrdiff_t i = 0; i < COUNT_OF(periods); i++) {
        const Valore *v = fatti_valore(m->arch, m->t->indicatore, m->anno, str_of(periods[i]));
        if (v) value_row(m, v, &t);
    }
    if (!tabella_vista_righe(&t)) {
        CellaVista *c = tabella_vista_riga(&t);
        c[0].testo = _("Risultato finale");
        c[2].testo = goal(m, m->t->target);
        c[5] = (CellaVista){.tono = nodo_tono(NODO_NON_RILEVATO), .stato = nodo_parola(p->h.lingua, NODO_NON_RILEVATO)};
    }
    return t;
}

/* -- bands */
static ptrdiff_t bands_of(const Misura *m, GraficoFascia out[50])
{
    ptrdiff_t n, k = 0;
    const Fascia *f = ALL(m->arch, Fascia, FASCIA, &n);
    for (int64_t order = 1; order <= 50; order++)
        for (ptrdiff_t i = 0; i < n && k < 50; i++)
            if (f[i].ordine == order && f[i].anno == m->anno && str_eq(f[i].indicatore, m->t->indicatore))
                out[k++] = (GraficoFascia){f[i].soglia, f[i].livello};
    return k;
}

static void put_bands(const Misura *m, const Valore *v, NodoIndicatore *out)
{
    Page *p = m->p;
    GraficoFascia *b = NEW_N(p->a, GraficoFascia, 50);
    ptrdiff_t n = bands_of(m, b);
    bool less = str_eq(operator_of(m), S("<=")), drawable = n > 1;
    if (!n) return;
    out->fasce =
        TABELLA_VISTA(p->a, str_fmt(p->a, "fasce-%.*s", STR_ARG(m->id)),
                      caption(m, _("Quanto vale ogni valore, per fasce")), "cn", _("Se il valore è"), _("Livello"));
    for (ptrdiff_t i = 0; i < n; i++) {
        TrArg edge = {"valore", valore_parole(p->a, b[i].soglia, m->unita)};
        Str from = num_is(b[i].soglia) ? tr_fill(p->a, less ? _("al più {valore}") : _("almeno {valore}"), &edge, 1)
                   : n > 1             ? _("peggiore")
                                       : _("qualunque");
        RIGA_VISTA(&out->fasce, from, html_percento(&p->h, b[i].livello, 0));
        drawable = drawable && num_is(b[i].soglia) == (i < n - 1);
    }
    if (!drawable) return;
    Num value = v && str_eq(v->stato, S("rilevato")) ? v->valore : (Num){0};
    TrArg words[] = {{"n", numero_intero(p->a, n)}, {"valore", valore_parole(p->a, value, m->unita)}};
    GraficoFasce x = {
        .g =
            {str_fmt(p->a, "fasce-figura-%.*s", STR_ARG(m->id)), _("Fasce dell'indicatore"),
             tr_fill(
                 p->a,
                 num_is(value)
                     ? _("{n} fasce; il valore {valore} è segnato da un triangolo. La tabella delle fasce dice le stesse cose.")
                     : _("{n} fasce. La tabella delle fasce dice le stesse cose."),
                 words, num_is(value) ? 2 : 1)},
        .decrescente = less,
        .fasce = b,
        .n = n,
        .valore = value,
        .valore_testo = valore_parole(p->a, value, m->unita)};
    out->figura_fasce = (NodoFigura){grafico_fasce(p->a, &x),
                                     _("Il livello in centesimi che ogni fascia dà; il triangolo segna il valore.")};
}

/* -- years */
static void year_row(const Misura *m, const Target *t, TabellaVista *rows, GraficoColonna *c)
{
    Page *p = m->p;
    const Valore *v = fatti_valore(m->arch, t->indicatore, t->anno, S("finale"));
    Num value = v && str_eq(v->stato, S("rilevato")) ? v->valore : (Num){0}, share = percentage(p, t, S("finale"));
    NodoStato s = state_of(m, v, share);
    Str year = str_fmt(p->a, "%lld", (long long)t->anno);
    CellaVista *x = tabella_vista_riga(rows);
    x[0].testo = year;
    if (t->anno != m->anno)
        x[0].url = page_link(p, nodo_url(p, t->anno, t->nodo, S(""), str_fmt(p->a, "indicatore-%.*s", STR_ARG(m->id))));
    x[1].testo = goal(m, t->target);
    x[2].testo = valore_parole(p->a, value, m->unita);
    x[3].testo = html_percento(&p->h, share, 2);
    x[4] = (CellaVista){.tono = nodo_tono(s), .stato = nodo_parola(p->h.lingua, s)};
    *c = (GraficoColonna){.nome = year, .valore = value, .obiettivo = t->target, .valore_testo = number(m, value), .tono = nodo_tono(s)};
}

static const Target *target_of_year(const Misura *m, int64_t anno)
{
    ptrdiff_t n;
    const Target *t = ALL(m->arch, Target, TARGET, &n), *best = NULL;
    for (ptrdiff_t i = 0; i < n; i++)
        if (t[i].anno == anno && str_eq(t[i].indicatore, m->t->indicatore) && (!best || t[i].versione > best->versione))
            best = &t[i];
    return best;
}

/* The same code in other years, of those that may be seen; then the targets already set for later ones. */
static void put_years(const Misura *m, NodoIndicatore *out)
{
    Page *p = m->p;
    int64_t years[ANNI_STORIA];
    int n = page_anni(p, years, ANNI_STORIA);
    GraficoColonna *c = NEW_N(p->a, GraficoColonna, ANNI_STORIA + 3);
    ptrdiff_t k = 0;
    int64_t last = m->anno;
    out->storia =
        TABELLA_VISTA(p->a, str_fmt(p->a, "anni-%.*s", STR_ARG(m->id)), caption(m, _("L'indicatore negli anni")),
                      "cnnnt", _("Anno"), _("Target"), _("Valore"), _("Del target"), _("Stato"));
    if (num_is(m->t->base)) {
        Str before = str_fmt(p->a, "%lld", (long long)(m->anno - 1));
        bool known = false;
        for (int i = 0; i < n; i++) known |= years[i] == m->anno - 1;
        if (!known) {
            CellaVista *x = tabella_vista_riga(&out->storia);
            x[0] = (CellaVista){.testo = before, .sotto = _("partenza")};
            x[2].testo = valore_parole(p->a, m->t->base, m->unita);
            c[k++] = (GraficoColonna){.nome = before, .valore = m->t->base, .valore_testo = number(m, m->t->base)};
        }
    }
    for (int i = n - 1; i >= 0; i--) { /* page_anni gives the latest first */
        const Target *t = years[i] == m->anno ? m->t : target_of_year(m, years[i]);
        if (!t || (t != m->t && !page_puo(p, AZIONE_ALBERO_LEGGI, (Ambito){.anno = t->anno, .nodo = t->nodo})))
            continue;
        year_row(m, t, &out->storia, &c[k++]);
        if (t->anno > last) last = t->anno;
    }
    const Num later[] = {m->t->target1, m->t->target2};
    for (int i = 0; i < 2; i++) {
        if (!num_is(later[i]) || m->anno + 1 + i <= last) continue;
        Str year = str_fmt(p->a, "%lld", (long long)(m->anno + 1 + i));
        CellaVista *x = tabella_vista_riga(&out->storia);
        x[0] = (CellaVista){.testo = year, .sotto = _("previsto")};
        x[1].testo = goal(m, later[i]);
        c[k++] = (GraficoColonna){.nome = year, .obiettivo = later[i]};
    }
    if (k < 2) return;
    GraficoColonne x = {.g = {str_fmt(p->a, "anni-figura-%.*s", STR_ARG(m->id)), _("L'indicatore negli anni"),
                              _("Una colonna per anno; la riga scura è il target. La tabella dice le stesse cose.")},
                        .colonne = c,
                        .n = k};
    out->figura_storia = (NodoFigura){grafico_colonne(p->a, &x), _("Colonne: il valore. Riga scura: il target.")};
}

/* -- versions of the target within the year; one alone is told above */
static TabellaVista versions(const Misura *m)
{
    Page *p = m->p;
    ptrdiff_t n, count = 0;
    const Target *t = ALL(m->arch, Target, TARGET, &n);
    TabellaVista v = TABELLA_VISTA(p->a, str_fmt(p->a, "target-%.*s", STR_ARG(m->id)),
                                   caption(m, _("Versioni del target nell'anno")), "cntt", _("Versione"), _("Target"),
                                   _("Atto"), _("Motivo"));
    for (ptrdiff_t i = 0; i < n; i++) count += t[i].anno == m->anno && str_eq(t[i].indicatore, m->t->indicatore);
    for (ptrdiff_t i = 0; i < n && count > 1; i++) {
        if (t[i].anno != m->anno || !str_eq(t[i].indicatore, m->t->indicatore)) continue;
        CellaVista *c = tabella_vista_riga(&v);
        c[0].testo = numero_intero(p->a, t[i].versione);
        c[1].testo = goal(m, t[i].target);
        cella_atto(p, t[i].atto, &c[2]);
        c[3].testo = t[i].motivo;
    }
    return v;
}

const NodoIndicatore *nodo_indicatori(Page *p, Str nodo, Str periodo, Num soglia, ptrdiff_t *n)
{
    const Archivio *arch = immagine_archivio(p->img);
    const Target **targets = fatti_target(arch, nodo, p->su.anno, p->a, n);
    NodoIndicatore *out = NEW_N(p->a, NodoIndicatore, *n + 1);
    for (ptrdiff_t i = 0; i < *n; i++) {
        Misura m = {.p = p,
                    .arch = arch,
                    .anno = p->su.anno,
                    .t = targets[i],
                    .k = indicatore_di(p, targets[i]->indicatore),
                    .soglia = soglia};
        m.unita = m.k ? m.k->unita_misura : S("");
        m.id = indicatore_id(p->a, targets[i]->indicatore);
        const Valore *v = fatti_valore(arch, targets[i]->indicatore, m.anno, periodo);
        NodoStato s = state_of(&m, v, percentage(p, targets[i], periodo));
        out[i] = (NodoIndicatore){.codice = m.id,
                                  .nome = m.k ? m.k->nome : targets[i]->indicatore,
                                  .formula = m.k ? m.k->formula : S(""),
                                  .tono = nodo_tono(s),
                                  .stato = nodo_parola(p->h.lingua, s),
                                  .dati = facts(&m),
                                  .valori = values(&m),
                                  .versioni = versions(&m)};
        put_bands(&m, v, &out[i]);
        put_years(&m, &out[i]);
    }
    return out;
}

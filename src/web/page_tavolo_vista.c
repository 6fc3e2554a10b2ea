/* page_tavolo_vista.c - floor 6: the desk as its template wants it: fields, levels, what to mend. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/page_tavolo.h"

#include "base/hash.h"
#include "web/tavolo.thtml.h"

const char *const page_tavolo_campi[TAVOLO_COLONNE + 1] = {"e1", "e2", "e3", "e4", "totale", "motivo"};

Str *page_tavolo_testo(TavoloTesti *x, int campo)
{
    return campo < TAVOLO_ELEMENTI ? &x->e[campo] : campo == TAVOLO_ELEMENTI ? &x->totale : &x->motivo;
}

Str page_tavolo_impronta(Arena *a, const TavoloOfferta *o)
{
    Buf b = buf_new(a);
    for (int h = 0; h < TAVOLO_MEZZE; h++)
        for (int k = 0; k <= TAVOLO_COLONNE; k++) {
            TavoloTesti x = o->semischede[h];
            buf_put(&b, str_trim(*page_tavolo_testo(&x, k)));
            buf_char(&b, '\n');
        }
    return str_sub(hash_sha256_hex(a, buf_str(&b)), 0, 12);
}

Str page_tavolo_versioni(const TavoloPagina *x, ptrdiff_t i)
{
    Arena *a = x->p->a;
    TavoloOfferta begun = tavolo_offerta(a, &x->t.persone[i]);
    return str_fmt(a, "%lld.%lld.%.*s", (long long)x->offerte[i].riga, (long long)x->offerte[i].bozza,
                   STR_ARG(page_tavolo_impronta(a, x->cambiata[i] ? &begun : &x->offerte[i])));
}

static Str field_id(Arena *a, ptrdiff_t person, int h, const char *field)
{
    return str_fmt(a, "p%td-%d-%s", person, h + 1, field);
}

Str page_tavolo_id(const TavoloPagina *x, Str dove)
{
    Arena *a = x->p->a;
    for (ptrdiff_t i = 0; i < x->t.n; i++) {
        Str who = x->t.persone[i].codice;
        if (!str_starts(dove, who)) continue;
        if (dove.n == who.n) return str_fmt(a, "p%td", i);
        if (dove.p[who.n] != '/' || dove.n < who.n + 4) continue;
        return str_fmt(a, "p%td-%c-%.*s", i, dove.p[who.n + 1], STR_ARG(str_sub(dove, who.n + 3, dove.n)));
    }
    return str_eq(dove, S("atto")) ? S("atto") : S("");
}

/* -- words */
static Str column_name(const TavoloPagina *x, int h, int k)
{
    Page *p = x->p;
    if (k == TAVOLO_ELEMENTI) return _("Totale");
    if (k > TAVOLO_ELEMENTI) return _("Motivo");
    return x->t.elementi[h][k].n ? x->t.elementi[h][k] : str_fmt(p->a, "%.*s %d", STR_ARG(_("elemento")), k + 1);
}

static Str person_name(const TavoloPagina *x, ptrdiff_t i)
{
    const TavoloPersona *who = &x->t.persone[i];
    return str_fmt(x->p->a, "%.*s %.*s", STR_ARG(who->cognome), STR_ARG(who->nome));
}

Str page_tavolo_etichetta(const TavoloPagina *x, ptrdiff_t i, int h, int k)
{
    Page *p = x->p;
    return str_fmt(p->a, "%.*s, %.*s %d, %.*s", STR_ARG(person_name(x, i)), STR_ARG(_("semischeda")), h + 1,
                   STR_ARG(column_name(x, h, k)));
}

static Num number_of(Page *p, Str text)
{
    Num n = {0};
    int places;
    if (!num_parse_italian(p->a, str_trim(text), 9, 9, &n, &places) &&
        !num_parse(p->a, str_trim(text), 9, 9, &n, &places))
        return (Num){0};
    return n;
}

TavoloVoto page_tavolo_voto(Page *p, const TavoloTesti *x)
{
    TavoloVoto v = {.motivo = x->motivo};
    Num sum = num_int(0);
    for (int i = 0; i < TAVOLO_ELEMENTI; i++) {
        v.e[i] = number_of(p, x->e[i]);
        if (num_is(sum)) sum = num_is(v.e[i]) ? num_add(p->a, sum, v.e[i]) : (Num){0};
    }
    v.totale = str_trim(x->totale).n ? number_of(p, x->totale) : sum;
    return v;
}

static Str band(const TavoloPagina *x, Num total)
{
    bool there = num_is(total) && num_cmp(total, num_int(0)) >= 0 && num_cmp(total, num_int(x->t.regole.massimo)) <= 0;
    return there ? x->t.sistema->fasce[sistema_fascia(x->t.sistema, total)].nome : S("");
}

Str page_tavolo_fascia(const TavoloPagina *x, ptrdiff_t i, int h)
{
    return band(x, page_tavolo_voto(x->p, &x->offerte[i].semischede[h]).totale);
}

static Str points(const TavoloPagina *x, const TavoloVoto *v)
{
    TavoloTesti t = tavolo_testi(x->p->a, v);
    if (!num_is(v->totale)) return S("-");
    return str_fmt(x->p->a, "%.*s (%.*s)", STR_ARG(t.totale), STR_ARG(band(x, v->totale)));
}

static Str elements(const TavoloPagina *x, const TavoloVoto *v)
{
    TavoloTesti t = tavolo_testi(x->p->a, v);
    Buf b = buf_new(x->p->a);
    bool some = false;
    for (int i = 0; i < TAVOLO_ELEMENTI; i++) {
        some = some || t.e[i].n;
        if (i) buf_char(&b, ' ');
        buf_put(&b, t.e[i].n ? t.e[i] : S("-"));
    }
    return some ? buf_str(&b) : S("");
}

/* -- fields */
static Str defect_of(const TavoloPagina *x, ptrdiff_t i, int h, const char *field)
{
    Str dove = str_fmt(x->p->a, "%.*s/%d/%s", STR_ARG(x->t.persone[i].codice), h + 1, field);
    for (ptrdiff_t k = 0; k < x->difetti.lista.n; k++)
        if (str_eq(x->difetti.lista.items[k].dove, dove)) return x->difetti.lista.items[k].cosa;
    return S("");
}

static TavoloCampo field(const TavoloPagina *x, ptrdiff_t i, int h, int k, Str valore)
{
    Page *p = x->p;
    const TavoloPersona *who = &x->t.persone[i];
    const char *name = page_tavolo_campi[k];
    return (TavoloCampo){.id = field_id(p->a, i, h, name), .valore = valore, .errore = defect_of(x, i, h, name),
                         .nome = str_fmt(p->a, "%.*s.%d.%s", STR_ARG(who->codice), h + 1, name)};
}

static TavoloMezzaVista half(const TavoloPagina *x, ptrdiff_t i, int h)
{
    Page *p = x->p;
    const TavoloPersona *who = &x->t.persone[i];
    TavoloTesti texts = x->offerte[i].semischede[h], before = tavolo_testi(p->a, &who->prima[h]);
    TavoloVoto now = page_tavolo_voto(p, &texts);
    const TavoloOfferta *o = &x->offerte[i];
    TavoloMezzaVista m = {.bloccata = o->bloccata[h], .minimo = o->minimo[h], .massimo = o->massimo[h], .fascia = band(x, now.totale)};
    for (int k = 0; k < TAVOLO_COLONNE; k++) {
        TavoloCampo *c = &m.punti[k];
        *c = field(x, i, h, k, *page_tavolo_testo(&texts, k));
        c->prima = *page_tavolo_testo(&before, k);
        Num a = k < TAVOLO_ELEMENTI ? now.e[k] : now.totale,
            b = k < TAVOLO_ELEMENTI ? who->prima[h].e[k] : who->prima[h].totale;
        c->cambiato = num_is(b) && (!num_is(a) || !num_eq(a, b));
    }
    m.motivo = field(x, i, h, TAVOLO_COLONNE, texts.motivo);
    if (num_is(who->prima[h].totale)) m.prima = points(x, &who->prima[h]);
    return m;
}

/* -- levels */
static TavoloLivelloVista level(const TavoloPagina *x, const TavoloCella *c)
{
    Page *p = x->p;
    TavoloLivelloVista v = {.presente = c->presente};
    if (!c->presente) return v;
    v.punti = points(x, &c->voto);
    v.elementi = elements(x, &c->voto);
    v.motivo = c->voto.motivo;
    Buf b = buf_new(p->a);
    const Str parts[] = {c->autore.n ? page_tavolo_nome(p, c->autore) : S(""), page_tavolo_giorno(p, c->ora), c->atto};
    for (ptrdiff_t i = 0; i < COUNT_OF(parts); i++)
        if (parts[i].n) buf_fmt(&b, "%s%.*s", b.n ? ", " : "", STR_ARG(parts[i]));
    v.firma = buf_str(&b);
    return v;
}

/* Defects of one person, in words. */
Str page_tavolo_difetto(const TavoloPagina *x, const Difetto *d)
{
    Page *p = x->p;
    for (ptrdiff_t i = 0; i < x->t.n; i++) {
        Str who = x->t.persone[i].codice;
        if (!str_starts(d->dove, who) || d->dove.n < who.n + 4 || d->dove.p[who.n] != '/') continue;
        int h = d->dove.p[who.n + 1] - '1';
        for (int k = 0; k <= TAVOLO_COLONNE; k++)
            if (str_eq(str_sub(d->dove, who.n + 3, d->dove.n), str_of(page_tavolo_campi[k])))
                return str_fmt(p->a, "%.*s %d, %.*s: %.*s", STR_ARG(_("semischeda")), h + 1,
                               STR_ARG(column_name(x, h, k)), STR_ARG(d->cosa));
    }
    return d->cosa;
}

static void row_errors(const TavoloPagina *x, ptrdiff_t i, TavoloRigaVista *r)
{
    Str *list = NEW_N(x->p->a, Str, x->difetti.lista.n + 1);
    Str mine = str_fmt(x->p->a, "%.*s/", STR_ARG(x->t.persone[i].codice));
    for (ptrdiff_t k = 0; k < x->difetti.lista.n; k++)
        if (str_starts(x->difetti.lista.items[k].dove, mine))
            list[r->n_errori++] = page_tavolo_difetto(x, &x->difetti.lista.items[k]);
    r->errori = list;
}

static Str draft_words(Page *p, const TavoloBozza *b)
{
    TrArg args[] = {{"chi", page_tavolo_nome(p, b->autore)}, {"giorno", page_tavolo_giorno(p, b->ora)},
                    {"ora", page_tavolo_ora(p, b->ora)}};
    Str words = tr_fill(p->a, _("Bozza di {chi}, {giorno} alle {ora}"), args, COUNT_OF(args));
    return b->superata ? str_fmt(p->a, "%.*s. %.*s", STR_ARG(words),
                                 STR_ARG(_("I punteggi ufficiali sono cambiati dopo: controllarla.")))
                       : words;
}

static TavoloRigaVista row(const TavoloPagina *x, ptrdiff_t i)
{
    Page *p = x->p;
    const TavoloPersona *who = &x->t.persone[i];
    TavoloRigaVista r = {.codice = who->codice, .categoria = who->categoria, .id = str_fmt(p->a, "p%td", i),
                         .visibile = who->visibile, .chi = person_name(x, i)};
    if (!who->visibile) return r;
    r.stato = page_tavolo_versioni(x, i);
    r.sporca = x->cambiata[i];
    row_errors(x, i, &r);
    for (int h = 0; h < TAVOLO_MEZZE; h++) {
        r.mezze[h] = half(x, i, h);
        for (int l = 0; l < TAVOLO_LIVELLI; l++) r.livelli[l][h] = level(x, &who->livelli[l][h]);
    }
    bool told = who->bozza.presente && (who->bozza.superata || !str_eq(who->bozza.autore, p->persona));
    if (told) r.bozza_detta = draft_words(p, &who->bozza);
    return r;
}

/* As in any list of people; the desk itself has them by code. */
static void by_name(TavoloRigaVista *rows, ptrdiff_t n)
{
    for (ptrdiff_t i = 1; i < n; i++) {
        TavoloRigaVista one = rows[i];
        ptrdiff_t k = i;
        for (; k && str_cmp(one.chi, rows[k - 1].chi) < 0; k--) rows[k] = rows[k - 1];
        rows[k] = one;
    }
}

/* -- what to mend */
static Str defect_place(const TavoloPagina *x, Str dove)
{
    for (ptrdiff_t i = 0; i < x->t.n; i++) {
        Str who = x->t.persone[i].codice;
        if (!str_starts(dove, who) || (dove.n > who.n && dove.p[who.n] != '/')) continue;
        if (dove.n <= who.n + 3) return person_name(x, i);
        Str name = str_sub(dove, who.n + 3, dove.n);
        for (int k = 0; k <= TAVOLO_COLONNE; k++)
            if (str_eq(name, str_of(page_tavolo_campi[k])))
                return page_tavolo_etichetta(x, i, dove.p[who.n + 1] - '1', k);
    }
    return dove;
}

static void errors(const TavoloPagina *x, TavoloVista *v)
{
    Page *p = x->p;
    const Difetti *d = &x->difetti;
    Collegamento *list = NEW_N(p->a, Collegamento, d->lista.n + x->conto.n_violazioni + 1);
    for (ptrdiff_t i = 0; i < d->lista.n; i++) {
        const Difetto *w = &d->lista.items[i];
        Str id = page_tavolo_id(x, w->dove), what = str_eq(w->dove, S("atto")) ? _("Atto") : defect_place(x, w->dove);
        list[v->n_errori++] = (Collegamento){str_fmt(p->a, "%.*s: %.*s", STR_ARG(what), STR_ARG(w->cosa)),
                                             id.n ? str_fmt(p->a, "#%.*s", STR_ARG(id)) : S("#tavolo")};
        if (str_eq(w->dove, S("atto"))) v->atto_errore = w->cosa;
    }
    for (ptrdiff_t i = 0; x->rifiutata && i < x->conto.n_violazioni; i++)
        list[v->n_errori++] = (Collegamento){page_tavolo_vincolo(p, &x->conto.violazioni[i]), S("#conti")};
    v->errori = list;
    TrArg n = {"n", str_fmt(p->a, "%lld", (long long)v->n_errori)};
    v->errori_titolo =
        tr_fill(p->a, trn(p->h.lingua, "{n} cosa da correggere", "{n} cose da correggere", v->n_errori), &n, 1);
    if (x->rifiutata)
        v->errori_titolo = str_fmt(p->a, "%.*s: %.*s", STR_ARG(_("Non inviato")), STR_ARG(v->errori_titolo));
}

/* -- steps and what goes with them */
static const char *const passi[] = {N_("Proposta"), N_("Verifica del dirigente"),
                                    N_("Rideterminazione del Segretario generale"), N_("Determinazione delle fasce")};

static void steps(const TavoloPagina *x, TavoloVista *v)
{
    Page *p = x->p;
    const Tavolo *t = &x->t;
    for (int l = 0; l < 4; l++) {
        TavoloPassoVista *s = &v->passi[l];
        bool done = t->aperto == TAVOLO_NESSUNO || l < (int)t->aperto, open = l == (int)t->aperto;
        Buf b = buf_new(p->a);
        s->nome = tr_str(p->h.lingua, str_of(passi[l]));
        s->tono = done ? TONO_BENE : open ? TONO_INFO : TONO_NEUTRO;
        s->parola = done ? _("fatta") : open ? _("aperta") : _("non ancora");
        s->mio = l < 3 && l == (int)t->livello;
        if (l == TAVOLO_RIDETERMINATA && t->aperto == TAVOLO_NESSUNO) s->parola = _("chiusa");
        if (l == TAVOLO_RIDETERMINATA && open) s->parola = _("possibile");
        for (ptrdiff_t i = 0; l < 3 && i < t->passi[l].n_chi; i++)
            buf_fmt(&b, "%s%.*s", i ? ", " : "", STR_ARG(page_tavolo_nome(p, t->passi[l].chi[i])));
        TrArg who = {"chi", buf_str(&b)};
        if (b.n) s->testo = tr_fill(p->a, _("tocca a {chi}"), &who, 1);
    }
    Collegamento *others = NEW_N(p->a, Collegamento, 3);
    for (TavoloLivello l = 0; l < 3; l++) {
        if (l == t->livello || !(t->passi[l].puo)) continue;
        others[v->n_altri++] =
            (Collegamento){tr_str(p->h.lingua, str_of(passi[l])),
                           str_fmt(p->a, "%.*s?livello=%s", STR_ARG(page_tavolo_url(x)), tavolo_livello(l))};
    }
    v->altri = others;
}

/* Acts of the register that perform an event of this year. */
static ptrdiff_t acts(const TavoloPagina *x, const char *event, Str chosen, Scelta **out)
{
    Page *p = x->p;
    ptrdiff_t n, count = 0;
    const Atto *y = ALL(immagine_archivio(p->img), Atto, ATTO, &n);
    *out = NEW_N(p->a, Scelta, n + 1);
    (*out)[count++] = (Scelta){.valore = S(""), .testo = _("nessun atto, per ora"), .scelta = !chosen.n};
    for (ptrdiff_t i = 0; i < n; i++)
        if (y[i].anno == x->t.anno && str_eq(y[i].evento, str_of(event)))
            (*out)[count++] =
                (Scelta){.valore = y[i].codice,
                         .scelta = str_eq(chosen, y[i].codice),
                         .testo = str_fmt(p->a, "%.*s: %.*s", STR_ARG(y[i].codice), STR_ARG(y[i].oggetto))};
    return count;
}

/* The acts that close this step, and the meeting that opens it: recorded in their registers, by whoever may. */
static void registers(const TavoloPagina *x, TavoloVista *v)
{
    static const struct { TavoloLivello l; const char *evento, *testo; } acts_of[] = {
        {TAVOLO_VERIFICATA, "valutazione_personale.verifica", N_("Registra l'atto di verifica")},
        {TAVOLO_RIDETERMINATA, "valutazione_personale.ridetermina", N_("Registra l'atto di rideterminazione")},
        {TAVOLO_RIDETERMINATA, "valutazione_personale.determina", N_("Registra l'atto che determina le fasce")}};
    Page *p = x->p;
    const Tavolo *t = &x->t;
    Collegamento *list = NEW_N(p->a, Collegamento, COUNT_OF(acts_of) + 1);
    for (ptrdiff_t i = 0; i < COUNT_OF(acts_of); i++) {
        Ambito su = {.anno = t->anno, .gruppo = t->gruppo, .evento = str_of(acts_of[i].evento)};
        if (acts_of[i].l != t->livello || !v->pronto || !page_puo(p, AZIONE_ATTO_REGISTRA, su)) continue;
        list[v->n_registri++] =
            (Collegamento){tr_str(p->h.lingua, str_of(acts_of[i].testo)),
                           str_fmt(p->a, "/anno/%lld/atti/nuovo?evento=%s&collega=gruppi%%2F%.*s", (long long)t->anno,
                                   acts_of[i].evento, STR_ARG(url_encode(p->a, t->gruppo)))};
    }
    if (t->livello == TAVOLO_VERIFICATA && !v->pronto)
        list[v->n_registri++] = (Collegamento){_("Apri il registro delle riunioni"),
                                               str_fmt(p->a, "/anno/%lld/riunioni", (long long)t->anno)};
    v->registri = list;
}

static void form_parts(const TavoloPagina *x, TavoloVista *v)
{
    static const char *const events[] = {NULL, "valutazione_personale.verifica", "valutazione_personale.ridetermina"};
    static const char *const buttons[] = {N_("Invia la proposta"), N_("Invia la verifica"),
                                          N_("Invia la rideterminazione")};
    Page *p = x->p;
    const Tavolo *t = &x->t;
    Scelta *list;
    const TavoloBozza *last = NULL;
    v->livello = str_of(tavolo_livello(t->livello));
    v->bottone = tr_str(p->h.lingua, str_of(buttons[t->livello]));
    v->pronto = t->passi[t->livello].puo;
    registers(x, v);
    if (events[t->livello]) v->n_atti = acts(x, events[t->livello], x->atto, &list), v->atti = list;
    for (ptrdiff_t i = 0; i < t->n; i++) {
        const TavoloBozza *b = &t->persone[i].bozza;
        if (b->presente && (!last || str_cmp(b->ora, last->ora) > 0)) last = b;
        v->bozze = v->bozze || b->presente;
        for (int h = 0; h < TAVOLO_MEZZE; h++) v->con_prima = v->con_prima || num_is(t->persone[i].prima[h].totale);
    }
    if (!last) return;
    TrArg args[] = {{"giorno", page_tavolo_giorno(p, last->ora)}, {"ora", page_tavolo_ora(p, last->ora)}};
    v->bozza_detta = tr_fill(p->a, _("Bozza salvata il {giorno} alle {ora}"), args, COUNT_OF(args));
}

static void waiver(TavoloPagina *x, TavoloVista *v)
{
    Page *p = x->p;
    const Tavolo *t = &x->t;
    Scelta *list;
    Ambito su = {.anno = t->anno, .gruppo = t->gruppo, .evento = S("valutazione_personale.deroga")};
    if (t->n >= t->piccolo || t->aperto == TAVOLO_NESSUNO || !page_puo(p, AZIONE_ATTO_REGISTRA, su)) return;
    Str reason = x->deroga_digitata ? x->deroga_motivo : t->deroga_motivo;
    Str act = x->deroga_digitata ? x->deroga_atto : t->deroga_atto;
    v->deroga.url = str_fmt(p->a, "%.*s/deroga", STR_ARG(page_tavolo_url(x)));
    v->deroga.riga = str_fmt(p->a, "%lld", (long long)t->riga);
    v->deroga.attiva = t->deroga_motivo.n || x->deroga_digitata;
    v->deroga.motivo = (Campo){.nome = S("motivo"), .id = S("deroga-motivo"), .etichetta = _("Motivo della deroga"),
                               .valore = reason, .righe = 3, .senza_nota = true,
                               .aiuto = _("Vuoto: la deroga si toglie e i vincoli tornano a valere.")};
    v->deroga.atto = (Campo){.nome = S("atto"), .id = S("deroga-atto"), .etichetta = _("Atto del dirigente")};
    v->deroga.atto.n_scelte = acts(x, "valutazione_personale.deroga", act, &list);
    v->deroga.atto.scelte = list;
    for (ptrdiff_t i = 0; i < x->deroga_difetti.lista.n; i++) {
        const Difetto *d = &x->deroga_difetti.lista.items[i];
        *(str_eq(d->dove, S("atto")) ? &v->deroga.atto.errore : &v->deroga.motivo.errore) = d->cosa;
    }
}

static bool filled(const Tavolo *t, TavoloLivello l)
{
    for (ptrdiff_t i = 0; i < t->n; i++)
        if (t->persone[i].livelli[l][0].presente || t->persone[i].livelli[l][1].presente) return true;
    return false;
}

static void situation(TavoloPagina *x, const TavoloVista *v)
{
    Page *p = x->p;
    const Tavolo *t = &x->t;
    if (t->aperto == TAVOLO_NESSUNO)
        page_tavolo_detto(
            x, TONO_BENE, _("Il tavolo è chiuso"),
            _("Le fasce sono determinate: i punteggi non si cambiano più. Qui restano tutti i livelli."));
    else if (t->livello == TAVOLO_NESSUNO)
        page_tavolo_detto(x, TONO_INFO, _("Si può solo guardare"), t->passi[t->aperto].perche);
    if (v->modifica && !v->pronto)
        page_tavolo_detto(x, TONO_ATTENZIONE, _("Si può scrivere, non ancora inviare"), t->passi[t->livello].perche);
    if (t->deroga_motivo.n)
        page_tavolo_detto(x, TONO_INFO, _("Gruppo in deroga (S-N.61)"),
                          t->deroga_atto.n
                              ? str_fmt(p->a, "%.*s (%.*s)", STR_ARG(t->deroga_motivo), STR_ARG(t->deroga_atto))
                              : t->deroga_motivo);
    if (v->modifica && t->livello == TAVOLO_VERIFICATA && t->aperto == TAVOLO_VERIFICATA &&
        filled(t, TAVOLO_VERIFICATA))
        page_tavolo_detto(x, TONO_INFO, _("La verifica è registrata, il passo è ancora aperto"),
                          _("Si chiude con l'atto del dirigente, che nomina questo gruppo nel registro degli atti."));
    if (v->modifica && t->livello == TAVOLO_RIDETERMINATA)
        page_tavolo_detto(
            x, TONO_INFO, t->limiti_sg ? _("I vincoli valgono anche qui") : _("I vincoli qui non obbligano"),
            t->limiti_sg ? _("Il sistema dell'ente vuole che anche la rideterminazione li rispetti.")
                         : _("Chi li supera scrive il motivo, che va nell'atto finale (S-N.62, AMB-29)."));
}

static void finish(TavoloPagina *x, TavoloVista *v)
{
    Page *p = x->p;
    const Tavolo *t = &x->t;
    Tono tone;
    Str year = str_fmt(p->a, "%lld", (long long)t->anno);
    TrArg args[] = {{"gruppo", t->gruppo}, {"anno", year}, {"chi", page_tavolo_nome(p, t->valutatore)},
                    {"stato", page_tavolo_stato(p, t->stato, &tone)}};
    Collegamento up[] = {{tr_fill(p->a, _("Valutazione del personale {anno}"), &args[1], 1),
                          str_fmt(p->a, "/anno/%.*s/tavolo", STR_ARG(year))}};
    v->messaggi = x->messaggi.items;
    v->n_messaggi = x->messaggi.n;
    tavolo_corpo(&p->h, v);
    p->r->status = x->status;
    page_frame(
        p, &(PageFrame){.titolo = t->unita_nome.n ? t->unita_nome : t->gruppo,
                        .corrente = S("tavolo"),
                        .sottotitolo = tr_fill(p->a, _("Gruppo {gruppo}, anno {anno}. Valuta {chi}. Stato: {stato}."),
                                               args, COUNT_OF(args)),
                        .briciole = up,
                        .n_briciole = 1,
                        .script = v->modifica ? S("tavolo.js") : S("")});
}

/* Of a group that counts its own people only: else the counters say it. */
static Str reach(const TavoloPagina *x)
{
    Page *p = x->p;
    const Tavolo *t = &x->t;
    PropostaRiga r;
    if (!t->n || t->n > TAVOLO_LIMITI_MAX || x->conto.gruppi > 1 || x->conto.semischede[0].plafond != t->n * t->regole.plafond * t->parti)
        return S("");
    proposta_riga(&t->regole, t->n, &r);
    TrArg args[] = {{"n", str_fmt(p->a, "%td", t->n)}, {"plafond", str_fmt(p->a, "%lld", (long long)r.plafond)},
                    {"positivi", str_fmt(p->a, "%lld", (long long)r.positivi)}, {"nomi", str_fmt(p->a, "%td", r.max_nomi)},
                    {"a", str_fmt(p->a, "%td", r.max_semischeda)}};
    if (!r.possibile) return tr_fill(p->a, _("Con {n} valutati nessuna proposta rispetta tutti i vincoli: serve la deroga."), args, 1);
    return tr_fill(p->a, _("Con {n} valutati: {plafond} punti e {positivi} di scostamenti positivi in ogni semischeda, al più {nomi} nomi "
                           "in A e {a} A in una semischeda."), args, COUNT_OF(args));
}

void page_tavolo_done(TavoloPagina *x)
{
    Page *p = x->p;
    const Tavolo *t = &x->t;
    TavoloVista v = {.url = page_tavolo_url(x), .chi = p->persona, .proposta = x->proposta, .n = t->n, .raggiunge = reach(x)};
    v.modifica = t->livello != TAVOLO_NESSUNO && t->n;
    if (v.modifica) form_parts(x, &v);
    for (int h = 0; h < TAVOLO_MEZZE; h++) {
        TrArg number = {"n", str_fmt(p->a, "%d", h + 1)};
        v.semischede[h] = t->semischede[h];
        v.totali[h] = tr_fill(p->a, _("Totale della semischeda {n}"), &number, 1);
        for (int i = 0; i < TAVOLO_ELEMENTI; i++) v.elementi[h][i] = column_name(x, h, i);
    }
    TavoloRigaVista *rows = NEW_N(p->a, TavoloRigaVista, t->n + 1);
    for (ptrdiff_t i = 0; i < t->n; i++) {
        rows[i] = row(x, i);
        for (int h = 0; h < TAVOLO_MEZZE; h++) v.con_limiti = v.con_limiti || rows[i].mezze[h].minimo.n || rows[i].mezze[h].massimo.n;
        for (int l = 0; l < TAVOLO_LIVELLI; l++)
            v.con_livelli = v.con_livelli || rows[i].livelli[l][0].presente || rows[i].livelli[l][1].presente;
    }
    by_name(rows, t->n);
    v.righe = rows;
    steps(x, &v);
    page_tavolo_contatori(x, &v);
    errors(x, &v);
    waiver(x, &v);
    situation(x, &v);
    finish(x, &v);
}

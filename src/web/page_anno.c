/* page_anno.c - floor 6: one year: its phases, its tracks with acts and dates, what is late and what waits; the same by
 * month. (12.3, C-0.07) */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/anno.thtml.h"
#include "web/compiti.h"
#include "web/ics.h"
#include "web/linea_anno.h"

#include <stdlib.h>

enum { ANNI_MAX = 64 };

static Str year_text(Page *p, int64_t y) { return str_fmt(p->a, "%lld", (long long)y); }

static Str with_year(Page *p, Str text, int64_t y)
{
    TrArg year = {"anno", year_text(p, y)};
    return tr_fill(p->a, text, &year, 1);
}

/* The year, when there is one and the program has its rulebook; answers itself else. */
static const ImmagineAnno *known_year(Page *p)
{
    const ImmagineAnno *y = page_anno(p);
    if (!y || y->sistema_noto) return y;
    TrArg s = {"sistema", y->record->sistema};
    page_status(p, 409, tr_fill(p->a, _("Il sistema di misurazione {sistema} di questo anno non è fra quelli del programma: chi lo gestisce deve aggiungerlo."), &s, 1));
    return NULL;
}

static Tono tone_of(const Scadenza *s)
{
    switch (s->esito) {
    case PUNTUALITA_IN_TEMPO:
    case PUNTUALITA_FESTIVO: return TONO_BENE;
    case PUNTUALITA_SCADUTO: return s->regola && s->regola->avviso ? TONO_ATTENZIONE : TONO_MALE;
    case PUNTUALITA_IN_RITARDO:
    case PUNTUALITA_IN_ANTICIPO:
    case PUNTUALITA_OLTRE: return TONO_ATTENZIONE;
    case PUNTUALITA_DA_FARE: return TONO_INFO;
    case PUNTUALITA_SENZA: break;
    }
    return TONO_NEUTRO;
}

static Str outcome(Page *p, const Scadenza *s)
{
    if (s->esito == PUNTUALITA_SENZA) return S("");
    return tr_str(p->h.lingua, str_of(puntualita_parole(s->esito)));
}

static Str day_words(Page *p, const char *text, Date d)
{
    TrArg day = {"data", lingua_data(p->a, p->h.lingua, d)};
    return tr_fill(p->a, tr_str(p->h.lingua, str_of(text)), &day, 1);
}

/* The term as a day; when it counts from what has not happened yet, as the rule says it. */
static Str term_words(Page *p, const Scadenza *s)
{
    if (date_is(s->entro)) return lingua_data(p->a, p->h.lingua, s->entro);
    if (s->accaduto || !s->regola || s->regola->entro.specie != TERMINE_DOPO) return S("");
    const Termine *t = &s->regola->entro;
    Buf b = buf_new(p->a);
    TrArg n = {"n", str_fmt(p->a, "%d", t->mesi ? t->mesi : t->giorni)};
    buf_put(&b, tr_fill(p->a, t->mesi ? trn(p->h.lingua, "un mese", "{n} mesi", t->mesi)
                                      : trn(p->h.lingua, "un giorno", "{n} giorni", t->giorni), &n, 1));
    for (int i = 0; i < t->n_eventi; i++) {
        VoceId v = voce_by_name(t->eventi[i]);
        TrArg what = {"evento", v == VOCE_COUNT ? t->eventi[i] : voce_parole(p, v)};
        buf_put(&b, i ? S(", ") : S(" "));
        buf_put(&b, i ? what.valore : tr_fill(p->a, _("da: {evento}"), &what, 1));
    }
    return buf_str(&b);
}

static Collegamento act_link(Page *p, const Accaduto *x)
{
    bool act = x->atto != NULL;
    bool may = act ? page_puo(p, AZIONE_ATTO_LEGGI, (Ambito){0})
                   : page_puo(p, AZIONE_RIUNIONE_LEGGI, (Ambito){.riunione = x->codice});
    return (Collegamento){x->codice, may ? str_fmt(p->a, "/%s/%.*s", act ? "atti" : "riunioni",
                                                   STR_ARG(url_encode(p->a, x->codice))) : S("")};
}

/* -- rows of a track */
static void put_happened(Page *p, const ImmagineAnno *y, VoceId v, AnnoBinario *out)
{
    ptrdiff_t first = out->righe.n;
    int n = 0;
    Date last = {0};
    for (ptrdiff_t i = 0; i < y->termini.scadenze.n; i++) {
        const Scadenza *s = &y->termini.scadenze.items[i];
        if (s->voce != v || !s->accaduto) continue;
        if (date_cmp(s->accaduto->data, last) > 0) last = s->accaduto->data;
        if (n++ && s->esito == PUNTUALITA_SENZA && !s->incompetente.n && s->accaduto->riunione) continue;
        *PUSH(p->a, &out->righe) = (AnnoRiga){
            .cosa = voce_parole(p, v), .entro = term_words(p, s), .fonte = str_of(voce_info[v].fonte), .data = s->accaduto->data,
            .atto = act_link(p, s->accaduto), .tono = tone_of(s), .stato = outcome(p, s), .nota = s->incompetente};
        if (date_is(s->legge) && s->esito_legge == PUNTUALITA_IN_RITARDO)
            out->righe.items[out->righe.n - 1].nota = day_words(p, N_("dopo il termine di legge del {data}"), s->legge);
    }
    if (n > out->righe.n - first) { /* many interviews are one row */
        TrArg words[] = {{"n", str_fmt(p->a, "%d", n)}, {"data", lingua_data(p->a, p->h.lingua, last)}};
        out->righe.items[first].nota = tr_fill(p->a, _("{n} volte, fino al {data}"), words, COUNT_OF(words));
    }
}

static void put_missing(Page *p, const ImmagineAnno *y, const Mancante *m, AnnoBinario *out, AnnoVista *all)
{
    const Scadenza *s = mancante_scadenza(y, m->voce);
    Compito c = {0};
    mancante_attese(p, y, m, &c);
    AnnoRiga r = {.cosa = voce_parole(p, m->voce), .chi = voce_chi(p, y, m->voce), .fonte = str_of(voce_info[m->voce].fonte),
                  .tono = c.attese.n ? TONO_NEUTRO : TONO_INFO, .stato = c.attese.n ? _("in attesa") : _("da fare"),
                  .attese = c.attese.items, .n_attese = c.attese.n};
    if (s) r.entro = term_words(p, s);
    if (s && s->esito == PUNTUALITA_SCADUTO) {
        r.tono = tone_of(s);
        r.stato = tr_str(p->h.lingua, str_of(puntualita_parole(s->esito)));
    }
    Date from = scadenza_dal(y, s);
    if (date_cmp(from, p->oggi) > 0) r.nota = day_words(p, N_("si può dal {data}"), from);
    if (m->volte > 1) {
        TrArg k = {"n", str_fmt(p->a, "%d", m->volte)};
        r.nota = tr_fill(p->a, _("mancano {n} volte"), &k, 1);
    }
    for (ptrdiff_t i = 0; i < c.attese.n; i++) c.attese.items[i].chi = S(""); /* the row of that step says it */
    *PUSH(p->a, &out->righe) = r;
    if (c.attese.n || date_cmp(from, p->oggi) > 0) return;
    r.dove = out->titolo;
    r.data = s && date_is(s->entro) ? s->entro : (Date){INT32_MAX}; /* to be sorted by */
    *PUSH(p->a, &all->adesso) = r;
}

static int by_date(const void *a, const void *b)
{
    const AnnoRiga *x = a, *y = b;
    if (date_is(x->data) != date_is(y->data)) return date_is(x->data) ? -1 : 1;
    return date_cmp(x->data, y->data);
}

static void put_track(Page *p, const ImmagineAnno *y, BinarioId t, AnnoVista *v)
{
    const BinarioAnno *s = &y->binari.binario[t];
    bool green = binario_verde(&y->binari, t), regular = binario_regolare(&y->binari, t), late = false;
    AnnoBinario *b = PUSH(p->a, &v->binari);
    *b = (AnnoBinario){.id = str_of(binario_info[t].nome), .titolo = binario_parole(p, t),
                       .fonte = str_of(binario_info[t].fonte),
                       .stato = tr_str(p->h.lingua, str_of(stato_info(t, s->stato)->parole))};
    for (int k = 0; k < VOCE_COUNT; k++)
        if (voce_info[k].binario == t) put_happened(p, y, (VoceId)k, b);
    if (b->righe.n) qsort(b->righe.items, (size_t)b->righe.n, sizeof *b->righe.items, by_date);
    for (ptrdiff_t i = 0; i < s->mancanti.n; i++) put_missing(p, y, &s->mancanti.items[i], b, v);
    for (ptrdiff_t i = 0; i < b->righe.n; i++)
        late = late || (!date_is(b->righe.items[i].data) && b->righe.items[i].tono == TONO_MALE);
    b->aperto = late || !regular;
    b->tono = late ? TONO_MALE : green ? TONO_BENE : regular ? TONO_INFO : TONO_ATTENZIONE;
}

/* -- the picture */
static LineaSegno sign_of(const Scadenza *s)
{
    if (!s->accaduto) return s->esito == PUNTUALITA_SCADUTO ? LINEA_TARDI : LINEA_DA_FARE;
    return s->esito == PUNTUALITA_IN_RITARDO ? LINEA_FATTO_TARDI : LINEA_FATTO;
}

static HtmlSafe picture(Page *p, const ImmagineAnno *y)
{
    LineaRiga *rows = NEW_N(p->a, LineaRiga, BIN_COUNT);
    ptrdiff_t n = 0, done = 0, due = 0, late = 0;
    for (int t = 0; t < BIN_COUNT; t++) {
        if (!y->binari.binario[t].applicabile) continue;
        LineaRiga *r = &rows[n++];
        *r = (LineaRiga){.titolo = binario_parole(p, (BinarioId)t), .completa = y->binari.binario[t].completo};
        for (ptrdiff_t i = 0; i < y->termini.scadenze.n; i++) {
            const Scadenza *s = &y->termini.scadenze.items[i];
            Date day = s->accaduto ? s->accaduto->data : s->entro;
            if (voce_info[s->voce].binario != (BinarioId)t || !date_is(day)) continue;
            LineaSegno sign = sign_of(s);
            *PUSH(p->a, &r->punti) = (LineaPunto){day, sign};
            done += s->accaduto != NULL;
            due += sign == LINEA_DA_FARE;
            late += sign == LINEA_TARDI;
        }
    }
    TrArg words[] = {{"fatti", str_fmt(p->a, "%td", done)}, {"da_fare", str_fmt(p->a, "%td", due)},
                     {"scaduti", str_fmt(p->a, "%td", late)}};
    Linea l = {.titolo = with_year(p, _("Il {anno} nel tempo"), y->anno), .anno = (int)y->anno, .oggi = p->oggi,
               .oggi_parola = _("oggi"), .righe = rows, .n = n,
               .descrizione = tr_fill(p->a, _("Una riga per ogni documento o processo. Passaggi fatti: {fatti}; con un termine ancora da fare: {da_fare}; scaduti: {scaduti}. Le tabelle sotto dicono le stesse cose."), words, COUNT_OF(words))};
    return linea_anno(p->a, &l);
}

/* -- the page */
static ptrdiff_t phases(Page *p, const Binari *b, AnnoFase *out)
{
    ptrdiff_t n = 0;
    for (int f = 0; f <= FASE_CONCLUSO; f++)
        out[n++] = (AnnoFase){tr_str(p->h.lingua, str_of(fase_parole((Fase)f))), f < (int)b->fase, f == (int)b->fase};
    return n;
}

static Str year_summary(Page *p, const ImmagineAnno *y)
{
    int64_t late = 0, missing = 0;
    for (ptrdiff_t i = 0; i < y->termini.scadenze.n; i++) {
        const Scadenza *s = &y->termini.scadenze.items[i];
        missing += !s->accaduto;
        late += s->esito == PUNTUALITA_SCADUTO;
    }
    TrArg words[] = {{"fase", tr_str(p->h.lingua, str_of(fase_parole(y->binari.fase)))},
                     {"n", str_fmt(p->a, "%lld", (long long)missing)}, {"tardi", str_fmt(p->a, "%lld", (long long)late)}};
    if (!missing) return tr_fill(p->a, _("Fase: {fase}. Tutto ciò che era dovuto è fatto."), words, 1);
    if (!late) return tr_fill(p->a, _("Fase: {fase}. Passaggi ancora da fare: {n}, nessuno scaduto."), words, 2);
    return tr_fill(p->a, _("Fase: {fase}. Passaggi ancora da fare: {n}, di cui scaduti: {tardi}."), words, COUNT_OF(words));
}

static void put_irregular(Page *p, const Binari *b, AnnoVista *v)
{
    for (ptrdiff_t i = 0; i < b->irregolarita.n; i++) {
        const Irregolarita *x = &b->irregolarita.items[i];
        *PUSH(p->a, &v->irregolari) = (AnnoIrregolare){x->codice, x->cosa, x->fonte, x->data};
    }
}

static ptrdiff_t other_years(Page *p, int64_t this_one, const char *path, Collegamento *out)
{
    int64_t all[ANNI_MAX];
    ptrdiff_t k = 0;
    int n = page_anni(p, all, ANNI_MAX);
    for (int i = 0; i < n; i++)
        if (all[i] != this_one)
            out[k++] = (Collegamento){year_text(p, all[i]), str_fmt(p->a, "/anno/%lld%s", (long long)all[i], path)};
    return k;
}

void anno_mostra(Page *p)
{
    const ImmagineAnno *y = known_year(p);
    Collegamento years[ANNI_MAX], more[5];
    AnnoFase steps[FASE_CONCLUSO + 1];
    if (!y) return;
    AnnoVista v = {.anno = y->anno, .riassunto = year_summary(p, y), .anni = years, .fasi = steps, .altro = more,
                   .n_fasi = phases(p, &y->binari, steps), .n_anni = other_years(p, y->anno, "", years),
                   .figura = picture(p, y)};
    more[v.n_altro++] = (Collegamento){_("Calcolo della valutazione"), str_fmt(p->a, "/anno/%lld/valutazione", (long long)y->anno)};
    more[v.n_altro++] = (Collegamento){_("Calendario"), str_fmt(p->a, "/anno/%lld/calendario", (long long)y->anno)};
    if (page_puo(p, AZIONE_ATTO_LEGGI, (Ambito){0}))
        more[v.n_altro++] = (Collegamento){_("Registro degli atti"), str_fmt(p->a, "/anno/%lld/atti", (long long)y->anno)};
    more[v.n_altro++] = (Collegamento){_("Riunioni e colloqui"), str_fmt(p->a, "/anno/%lld/riunioni", (long long)y->anno)};
    for (int t = 0; t < BIN_COUNT; t++)
        if (y->binari.binario[t].applicabile) put_track(p, y, (BinarioId)t, &v);
    if (v.adesso.n) qsort(v.adesso.items, (size_t)v.adesso.n, sizeof *v.adesso.items, by_date);
    put_irregular(p, &y->binari, &v);
    for (ptrdiff_t i = 0; i < y->difetti.lista.n; i++)
        *PUSH(p->a, &v.difetti) = str_fmt(p->a, "%.*s: %.*s", STR_ARG(y->difetti.lista.items[i].dove),
                                          STR_ARG(y->difetti.lista.items[i].cosa));
    anno_corpo(&p->h, &v);
    page_done(p, with_year(p, _("Ciclo della performance {anno}"), y->anno), S("ciclo"));
}

/* -- by month */
typedef struct Giorno { const Scadenza *s; Date data; } Giorno;

static int by_day(const void *a, const void *b)
{
    const Giorno *x = a, *y = b;
    int c = date_cmp(x->data, y->data);
    return c ? c : (x->s->voce > y->s->voce) - (x->s->voce < y->s->voce);
}

static Str month_title(Page *p, Date d)
{
    Str whole = lingua_data(p->a, p->h.lingua, d);
    ptrdiff_t blank = str_find(whole, ' ');
    return str_sub(whole, blank + 1, whole.n);
}

static Str weekday(Page *p, Date d)
{
    static const char *const names[] = {N_("lunedì"), N_("martedì"), N_("mercoledì"), N_("giovedì"), N_("venerdì"),
                                        N_("sabato"), N_("domenica")};
    return tr_str(p->h.lingua, str_of(names[date_weekday(d) - 1]));
}

void anno_calendario(Page *p)
{
    const ImmagineAnno *y = known_year(p);
    LIST(Giorno) days = {0};
    if (!y) return;
    CalendarioVista v = {.anno = y->anno, .ics = str_fmt(p->a, "/anno/%lld/calendario.ics", (long long)y->anno)};
    for (ptrdiff_t i = 0; i < y->termini.scadenze.n; i++) {
        const Scadenza *s = &y->termini.scadenze.items[i];
        Date day = s->accaduto ? s->accaduto->data : s->entro;
        if (date_is(day)) *PUSH(p->a, &days) = (Giorno){s, day};
    }
    if (days.n) qsort(days.items, (size_t)days.n, sizeof *days.items, by_day);
    int year = 0, month = 0;
    for (ptrdiff_t i = 0; i < days.n; i++) {
        const Giorno *d = &days.items[i];
        int yy, mm, gg;
        date_parts(d->data, &yy, &mm, &gg);
        if (yy != year || mm != month)
            *PUSH(p->a, &v.mesi) = (CalendarioMese){.id = str_fmt(p->a, "m%d-%02d", yy, mm), .titolo = month_title(p, d->data)};
        year = yy;
        month = mm;
        CalendarioMese *at = &v.mesi.items[v.mesi.n - 1];
        ptrdiff_t last = at->righe.n - 1;
        if (last >= 0 && i && days.items[i - 1].s->voce == d->s->voce && !date_cmp(days.items[i - 1].data, d->data) &&
            d->s->accaduto)
            continue; /* the same on the same day: one row */
        *PUSH(p->a, &at->righe) = (CalendarioRiga){
            .data = d->data, .giorno = weekday(p, d->data), .cosa = voce_parole(p, d->s->voce),
            .binario = binario_parole(p, voce_info[d->s->voce].binario), .tono = d->s->accaduto ? TONO_BENE : tone_of(d->s),
            .chi = d->s->accaduto ? S("") : voce_chi(p, y, d->s->voce), .mio = !d->s->accaduto && voce_mia(p, y, d->s->voce),
            .stato = d->s->accaduto ? _("fatto") : tr_str(p->h.lingua, str_of(puntualita_parole(d->s->esito)))};
    }
    anno_calendario_corpo(&p->h, &v);
    Collegamento up[] = {{with_year(p, _("Ciclo {anno}"), y->anno), str_fmt(p->a, "/anno/%lld", (long long)y->anno)}};
    page_frame(p, &(PageFrame){.titolo = with_year(p, _("Calendario {anno}"), y->anno), .corrente = S("ciclo"), .briciole = up,
                               .n_briciole = COUNT_OF(up)});
}

void anno_calendario_ics(Page *p)
{
    const ImmagineAnno *y = known_year(p);
    if (!y) return;
    Ics out = ics_new(p->a, p->ora);
    for (ptrdiff_t i = 0; i < y->termini.scadenze.n; i++) {
        const Scadenza *s = &y->termini.scadenze.items[i];
        if (s->accaduto || !date_is(s->entro)) continue;
        ics_day(&out, str_fmt(p->a, "%lld-%.*s-%d", (long long)y->anno, STR_ARG(voce_nome(p->a, s->voce)), s->volta), s->entro,
                voce_parole(p, s->voce), str_fmt(p->a, "%.*s %lld. %.*s", STR_ARG(binario_parole(p, voce_info[s->voce].binario)),
                                                 (long long)y->anno, STR_ARG(voce_chi(p, y, s->voce))));
    }
    page_bytes(p, S("text/calendar; charset=utf-8"), str_fmt(p->a, "ciclo-%lld.ics", (long long)y->anno), ics_done(&out));
}

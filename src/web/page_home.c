/* page_home.c - floor 6: "Le mie scadenze": what one has to do, by urgency, and what waits for whom; the same as .ics. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/compiti.h"
#include "web/home.thtml.h"
#include "web/ics.h"

enum { HOME_ANNI = 3 };

static const struct { const char *id, *titolo, *aiuto; Tono tono; } groups[URGENZA_COUNT] = {
    [URGENZA_TARDI] = {"tardi", N_("In ritardo"), N_("Il termine è passato."), TONO_MALE},
    [URGENZA_PRESTO] = {"presto", N_("Entro trenta giorni"), "", TONO_ATTENZIONE},
    [URGENZA_DOPO] = {"dopo", N_("Più avanti"), "", TONO_INFO},
    [URGENZA_SENZA] = {"senza", N_("Senza termine"), N_("Nessuna norma dà un giorno: si possono già fare."), TONO_INFO},
    [URGENZA_LEGGERE] = {"leggere", N_("Da leggere e confermare"), "", TONO_INFO},
    [URGENZA_ATTESA] = {"attesa", N_("In attesa di altri"), N_("Non si possono ancora fare: manca un passaggio."), TONO_NEUTRO}};

/* Of two texts marked N_ the one for n; {n} is filled in. */
static Str count(Page *p, const char *one, const char *many, int64_t n)
{
    TrArg k = {"n", str_fmt(p->a, "%lld", (long long)n)};
    return tr_fill(p->a, tr_str(p->h.lingua, str_of(n == 1 ? one : many)), &k, 1);
}

static Str state(Page *p, const Compito *c)
{
    switch (c->urgenza) {
    case URGENZA_TARDI:
        return count(p, N_("scaduto da un giorno"), N_("scaduto da {n} giorni"), date_days_between(c->avviso, p->oggi));
    case URGENZA_PRESTO:
    case URGENZA_DOPO: {
        int left = date_days_between(p->oggi, c->avviso);
        return left ? count(p, N_("manca un giorno"), N_("mancano {n} giorni"), left) : _("scade oggi");
    }
    case URGENZA_ATTESA: return c->attese.n ? _("in attesa") : _("non ancora");
    case URGENZA_SENZA:
    case URGENZA_LEGGERE:
    case URGENZA_COUNT: break;
    }
    return S("");
}

static Str when(Page *p, const Compito *c)
{
    Buf b = buf_new(p->a);
    if (date_is(c->dal) && date_cmp(c->dal, p->oggi) > 0) {
        TrArg day = {"data", lingua_data(p->a, p->h.lingua, c->dal)};
        buf_put(&b, tr_fill(p->a, _("Dal {data}."), &day, 1));
    }
    if (date_is(c->entro)) {
        TrArg day = {"data", lingua_data(p->a, p->h.lingua, c->entro)};
        if (b.n) buf_char(&b, ' ');
        buf_put(&b, tr_fill(p->a, c->solo_avviso ? _("Entro il {data} (termine indicativo).") : _("Entro il {data}."), &day, 1));
    }
    if (date_is(c->legge)) {
        TrArg day = {"data", lingua_data(p->a, p->h.lingua, c->legge)};
        buf_char(&b, ' ');
        buf_put(&b, tr_fill(p->a, _("La legge dice il {data}."), &day, 1));
    }
    return buf_str(&b);
}

static HomeVoce entry(Page *p, const Compito *c)
{
    HomeVoce v = {.cosa = c->cosa, .dove = c->dove, .quando = when(p, c), .fonte = c->fonte, .stato = state(p, c),
                  .attese = c->attese.items, .n_attese = c->attese.n, .azione = c->azione, .tono = groups[c->urgenza].tono,
                  .con_calma = c->urgenza != URGENZA_TARDI && c->urgenza != URGENZA_PRESTO};
    if (c->volte > 1) {
        TrArg k = {"n", str_fmt(p->a, "%d", c->volte)};
        v.dove = str_fmt(p->a, "%.*s, %.*s", STR_ARG(c->dove), STR_ARG(tr_fill(p->a, _("{n} volte"), &k, 1)));
    }
    return v;
}

static Str summary(Page *p, const Compiti *all)
{
    static const struct { Urgenza u; const char *one, *many; } words[] = {
        {URGENZA_TARDI, N_("una cosa in ritardo"), N_("{n} cose in ritardo")},
        {URGENZA_PRESTO, N_("una entro trenta giorni"), N_("{n} entro trenta giorni")},
        {URGENZA_DOPO, N_("una più avanti"), N_("{n} più avanti")},
        {URGENZA_SENZA, N_("una senza termine"), N_("{n} senza termine")},
        {URGENZA_LEGGERE, N_("una da leggere"), N_("{n} da leggere")}};
    Buf b = buf_new(p->a);
    for (ptrdiff_t k = 0; k < COUNT_OF(words); k++) {
        int64_t n = 0;
        for (ptrdiff_t i = 0; i < all->n; i++) n += all->items[i].urgenza == words[k].u;
        if (!n) continue;
        buf_put(&b, b.n ? S(", ") : S(""));
        buf_put(&b, count(p, words[k].one, words[k].many, n));
    }
    if (!b.n) return _("Niente di urgente.");
    TrArg what = {"cose", buf_str(&b)};
    return tr_fill(p->a, _("Da fare: {cose}."), &what, 1);
}

void home_mostra(Page *p)
{
    Compiti all;
    HomeGruppo shown[URGENZA_COUNT];
    Collegamento years[HOME_ANNI];
    int64_t y[HOME_ANNI];
    compiti_di(p, &all);
    HomeVista v = {.oggi = lingua_data(p->a, p->h.lingua, p->oggi), .riassunto = summary(p, &all), .gruppi = shown,
                   .niente = !all.n, .anni = years};
    for (ptrdiff_t i = 0; i < all.n; i++)
        if (date_is(all.items[i].entro)) v.ics = S("/scadenze.ics");
    for (ptrdiff_t i = 0; i < all.n;) {
        Urgenza u = all.items[i].urgenza;
        HomeVoce *list = NEW_N(p->a, HomeVoce, all.n);
        ptrdiff_t n = 0;
        while (i < all.n && all.items[i].urgenza == u) list[n++] = entry(p, &all.items[i++]);
        shown[v.n_gruppi++] = (HomeGruppo){.id = str_of(groups[u].id), .titolo = tr_str(p->h.lingua, str_of(groups[u].titolo)),
                                           .aiuto = *groups[u].aiuto ? tr_str(p->h.lingua, str_of(groups[u].aiuto)) : S(""),
                                           .voci = list, .n = n, .chiuso = u == URGENZA_ATTESA};
    }
    int n = page_anni(p, y, HOME_ANNI);
    for (int i = 0; i < n && page_puo(p, AZIONE_CICLO_LEGGI, (Ambito){.anno = y[i]}); i++) {
        TrArg year = {"anno", str_fmt(p->a, "%lld", (long long)y[i])};
        years[v.n_anni++] = (Collegamento){tr_fill(p->a, _("Il ciclo del {anno}"), &year, 1),
                                           str_fmt(p->a, "/anno/%lld", (long long)y[i])};
    }
    home_corpo(&p->h, &v);
    page_done(p, _("Le mie scadenze"), S("home"));
}

void home_ics(Page *p)
{
    Compiti all;
    Ics out = ics_new(p->a, p->ora);
    compiti_di(p, &all);
    for (ptrdiff_t i = 0; i < all.n; i++) {
        const Compito *c = &all.items[i];
        if (!date_is(c->entro) || c->voce == VOCE_COUNT) continue;
        ics_day(&out, str_fmt(p->a, "%lld-%.*s", (long long)c->anno, STR_ARG(voce_nome(p->a, c->voce))), c->entro, c->cosa,
                str_fmt(p->a, "%.*s. %.*s", STR_ARG(c->dove), STR_ARG(when(p, c))));
    }
    page_bytes(p, S("text/calendar; charset=utf-8"), S("scadenze.ics"), ics_done(&out));
}

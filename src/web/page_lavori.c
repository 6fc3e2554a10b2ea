/* page_lavori.c - floor 6: one's own background jobs: how far they are, the file, calling off, trying again. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/page_carte.h"

#include <time.h>

#include "store/utenti.h"
#include "web/dispatch.h"
#include "web/lavori.thtml.h"
#include "web/lavoro.h"

enum { SENZA_SCRIPT_SECONDI = 4 };

static const struct { const char *word, *words; } passi[] = {
    {"calcolo", N_("Lettura e calcolo dell'anno")}, {"redazione", N_("Redazione del documento")},
    {"conversione", N_("Conversione del file")}};

static const struct { Tono tono; const char *words; } stati[] = {
    [LAVORO_ATTESA] = {TONO_INFO, N_("in attesa")}, [LAVORO_CORSO] = {TONO_INFO, N_("in preparazione")},
    [LAVORO_FATTO] = {TONO_BENE, N_("pronto")}, [LAVORO_FALLITO] = {TONO_MALE, N_("non riuscito")},
    [LAVORO_ANNULLATO] = {TONO_NEUTRO, N_("annullato")}};

/* "21 novembre 2026, 10:32" */
static Str moment(Page *p, int64_t seconds)
{
    time_t t = (time_t)seconds;
    struct tm here;
    localtime_r(&t, &here);
    Str day = lingua_data(p->a, p->h.lingua, date_of(here.tm_year + 1900, here.tm_mon + 1, here.tm_mday));
    return str_fmt(p->a, "%.*s, %d:%02d", STR_ARG(day), here.tm_hour, here.tm_min);
}

static Str upper(Page *p, Str s)
{
    Buf b = buf_new(p->a);
    for (ptrdiff_t i = 0; i < s.n; i++) buf_char(&b, s.p[i] >= 'a' && s.p[i] <= 'z' ? (char)(s.p[i] - 32) : s.p[i]);
    return buf_str(&b);
}

static Str page_of(Page *p, const Carta *x)
{
    long long y = (long long)x->anno;
    if (x->tipo == CARTA_RELAZIONE) return str_fmt(p->a, "/anno/%lld/relazione", y);
    if (x->tipo == CARTA_VINCOLI) return str_fmt(p->a, "/anno/%lld/vincoli", y);
    return str_eq(x->persona, p->persona) ? str_fmt(p->a, "/anno/%lld/mia-scheda", y)
                                          : str_fmt(p->a, "/anno/%lld/scheda/%.*s", y, STR_ARG(url_encode(p->a, x->persona)));
}

static LavoroVista view(Page *p, const Lavoro *l)
{
    Carta x;
    bool known = lavoro_carta(l, &x);
    LavoroVista v = {.formato = upper(p, l->formato), .chiesto = moment(p, l->creato), .tono = stati[l->stato].tono,
                     .url = str_fmt(p->a, "/lavori/%.*s", STR_ARG(l->codice)),
                     .stato = tr_str(p->h.lingua, str_of(stati[l->stato].words)), .per_cento = l->avanzamento,
                     .aperto = l->stato == LAVORO_ATTESA || l->stato == LAVORO_CORSO, .perche = l->perche,
                     .ripetibile = known && (l->stato == LAVORO_FALLITO || l->stato == LAVORO_ANNULLATO)};
    TrArg words[] = {{"documento", known ? tr_str(p->h.lingua, carta_parole(x.tipo)) : l->documento},
                     {"anno", str_fmt(p->a, "%lld", (long long)l->anno)},
                     {"nome", l->soggetto.n ? scheda_nome_di(p->a, immagine_archivio(p->img), l->soggetto) : S("")}};
    bool named = l->soggetto.n && !str_eq(l->soggetto, p->persona);
    v.titolo = tr_fill(p->a, named ? _("{documento} {anno}, {nome}") : _("{documento} {anno}"), words, named ? 3 : 2);
    v.pagina = (Collegamento){_("Il documento come pagina"), known ? page_of(p, &x) : S("/")};
    v.passo = l->stato == LAVORO_ATTESA ? _("In attesa: prima ce ne sono altri") : l->stato == LAVORO_CORSO ? _("Si comincia") : S("");
    for (ptrdiff_t i = 0; i < COUNT_OF(passi); i++)
        if (str_eq(l->passo, str_of(passi[i].word))) v.passo = tr_str(p->h.lingua, str_of(passi[i].words));
    if (l->stato != LAVORO_FATTO) return v;
    TrArg until = {"data", moment(p, l->creato + LAVORO_DURA)};
    v.file = str_fmt(p->a, "%.*s/file", STR_ARG(v.url));
    v.fino = tr_fill(p->a, _("Resta qui fino al {data}. Lo può scaricare solo lei."), &until, 1);
    return v;
}

void lavori_mostra(Page *p)
{
    Lavoro *all;
    ptrdiff_t n;
    Err e = store_lavori_elenco(p->st, p->persona, p->adesso, p->a, &all, &n);
    if (e) {
        page_error(p, e, store_perche(p->st));
        return;
    }
    LavoroVista *rows = NEW_N(p->a, LavoroVista, n + 1);
    LavoriVista v = {.lavori = rows, .n = n};
    for (ptrdiff_t i = 0; i < n; i++) {
        rows[i] = view(p, &all[i]);
        v.aperti = v.aperti || rows[i].aperto;
    }
    lavori_elenco(&p->h, &v);
    Collegamento up[] = {{_("Le mie scadenze"), S("/")}};
    page_frame(p, &(PageFrame){.titolo = _("I miei lavori"), .briciole = up, .n_briciole = 1,
                               .aggiorna = v.aperti ? SENZA_SCRIPT_SECONDI : 0});
}

/* One's own job; answers itself when there is none. */
static bool job(Page *p, Lavoro *out)
{
    Err e = store_lavoro_load(p->st, p->persona, p->par[PAR_LAVORO], p->adesso, p->a, out);
    if (e) page_error(p, e, store_perche(p->st));
    return !e;
}

void lavoro_mostra(Page *p)
{
    Lavoro l;
    if (!job(p, &l)) return;
    LavoroVista v = view(p, &l);
    lavoro_corpo(&p->h, &v);
    Collegamento up[] = {{_("Le mie scadenze"), S("/")}, {_("I miei lavori"), S("/lavori")}};
    page_frame(p, &(PageFrame){.titolo = v.titolo, .briciole = up, .n_briciole = 2, .aggiorna = v.aperto ? SENZA_SCRIPT_SECONDI : 0});
}

/* Only for who asked, and only while he may still see it. */
void lavoro_scarica(Page *p)
{
    CartaChi who = carta_chi(p);
    Lavoro l;
    Carta x;
    const Grant *g;
    bool others;
    Str why, name, bytes;
    if (!job(p, &l)) return;
    if (!lavoro_carta(&l, &x)) {
        page_status(p, 404, S(""));
        return;
    }
    Err e = carta_permesso(&who, &x, &g, &others, &why);
    if (!e) {
        e = store_lavoro_file(p->st, p->persona, l.codice, p->adesso, p->a, &name, &bytes);
        if (!e && others) e = store_accesso_scrivi(p->st, g, p->ora);
        why = store_perche(p->st);
    }
    if (e) page_error(p, e, why);
    else
        page_bytes(p, str_eq(l.formato, S("pdf"))
                          ? S("application/pdf")
                          : S("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
                   name, bytes);
}

void lavoro_annulla(Page *p)
{
    Lavoro l;
    bool done;
    if (!job(p, &l)) return;
    Err e = store_lavoro_annulla(p->st, p->persona, l.codice, p->adesso, &done);
    if (e) page_error(p, e, store_perche(p->st));
    else page_redirect(p, str_fmt(p->a, "/lavori/%.*s", STR_ARG(l.codice)));
}

void lavoro_ripeti(Page *p)
{
    Lavoro l;
    bool done;
    if (!job(p, &l)) return;
    Err e = store_lavoro_ripeti(p->st, p->persona, l.codice, &done);
    if (e) {
        page_error(p, e, store_perche(p->st));
        return;
    }
    esecutore_sveglia(p->srv->esecutore);
    page_redirect(p, str_fmt(p->a, "/lavori/%.*s", STR_ARG(l.codice)));
}

void carta_lavoro(Page *p, const Grant *g, const Carta *x, Str formato)
{
    Str code;
    if (!lavoro_formato(x->tipo, formato)) {
        page_status(p, 404, S(""));
        return;
    }
    Lavoro l = {.documento = carta_word(x->tipo), .formato = formato, .anno = x->anno, .soggetto = x->persona, .gruppi = x->gruppi};
    Err e = store_lavoro_crea(p->st, g, &l, p->adesso, p->a, &code);
    if (e) {
        page_error(p, e, store_perche(p->st));
        return;
    }
    esecutore_sveglia(p->srv->esecutore);
    page_redirect(p, str_fmt(p->a, "/lavori/%.*s", STR_ARG(code)));
}

/* page_albero_comune.c - floor 6: periods, addresses and words that the pages of the tree share. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/page_albero.h"

/* -- periods, the latest first */
static const struct { const char *parola, *testo; } periodi[PERIODI] = {
    {"finale", N_("Risultato finale")}, {"S2", N_("Secondo semestre")}, {"S1", N_("Primo semestre")}};

Str albero_periodo_parole(Page *p, Str periodo)
{
    for (ptrdiff_t i = 0; i < PERIODI; i++)
        if (str_eq(periodo, str_of(periodi[i].parola))) return tr_str(p->h.lingua, str_of(periodi[i].testo));
    return periodo;
}

static void with_values(Page *p, bool there[PERIODI])
{
    ptrdiff_t n;
    const Valore *v = ALL(immagine_archivio(p->img), Valore, VALORE, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        for (ptrdiff_t k = 0; k < PERIODI && v[i].anno == p->su.anno; k++)
            there[k] |= str_eq(v[i].periodo, str_of(periodi[k].parola));
}

Str albero_periodo(Page *p)
{
    Str asked = field_get(&p->q->query, S("periodo"));
    bool there[PERIODI] = {0};
    for (ptrdiff_t i = 0; i < PERIODI; i++)
        if (str_eq(asked, str_of(periodi[i].parola))) return str_of(periodi[i].parola);
    with_values(p, there);
    for (ptrdiff_t k = 0; k < PERIODI; k++)
        if (there[k]) return str_of(periodi[k].parola);
    return S("finale");
}

ptrdiff_t albero_periodi(Page *p, Str periodo, Str url, VoceMenu out[PERIODI])
{
    bool there[PERIODI] = {0};
    ptrdiff_t n = 0;
    with_values(p, there);
    for (ptrdiff_t k = 0; k < PERIODI; k++) {
        Str word = str_of(periodi[k].parola);
        if (!there[k] && !str_eq(word, periodo)) continue;
        out[n++] = (VoceMenu){.testo = tr_str(p->h.lingua, str_of(periodi[k].testo)),
                              .corrente = str_eq(word, periodo),
                              .url = str_fmt(p->a, "%.*s%cperiodo=%.*s", STR_ARG(url),
                                             str_find(url, '?') < 0 ? '?' : '&', STR_ARG(word))};
    }
    return n;
}

/* -- the tree */
typedef struct Chiede { Page *p; int64_t anno; } Chiede;

static bool may_see(void *who, Str unita)
{
    const Chiede *c = who;
    return page_puo(c->p, AZIONE_ALBERO_LEGGI, (Ambito){.anno = c->anno, .unita = unita});
}

void albero_di(Page *p, const ImmagineEsito *e, Alberatura *out)
{
    Chiede c = {p, e->anno};
    bool all = page_puo(p, AZIONE_ALBERO_LEGGI, (Ambito){.anno = e->anno}); /* about nothing special: the whole body */
    alberatura(immagine_archivio(p->img), &e->v, e->anno, all, (AlberoPuo){may_see, &c}, p->a, out);
}

/* -- addresses */
Str nodo_url(Page *p, int64_t anno, Str nodo, Str periodo, Str ancora)
{
    bool final = !periodo.n || str_eq(periodo, S("finale"));
    return str_fmt(p->a, "/anno/%lld/nodo/%.*s%s%.*s%s%.*s", (long long)anno, STR_ARG(url_encode(p->a, nodo)),
                   final ? "" : "?periodo=", final ? 0 : (int)periodo.n, final ? "" : periodo.p, ancora.n ? "#" : "",
                   STR_ARG(ancora));
}

Str nodo_perche_url(Page *p, int64_t anno, Str nodo, Str numero, Str periodo)
{
    bool final = !periodo.n || str_eq(periodo, S("finale"));
    return str_fmt(p->a, "/anno/%lld/nodo/%.*s/perche%s%.*s%s%.*s", (long long)anno, STR_ARG(url_encode(p->a, nodo)),
                   numero.n ? "?numero=" : "", STR_ARG(url_encode(p->a, numero)),
                   final      ? ""
                   : numero.n ? "&periodo="
                              : "?periodo=",
                   final ? 0 : (int)periodo.n, final ? "" : periodo.p);
}

/* -- words */
Str risultato_parole(Page *p, const ImmagineEsito *e, Num x)
{
    if (!num_is(x) || !e->v.sistema) return S("");
    return html_percento(&p->h, x, e->v.sistema->nodi.cifre);
}

const Indicatore *indicatore_di(Page *p, Str codice)
{
    const Tabella *t = &immagine_archivio(p->img)->tabelle[ENTITA_INDICATORE];
    return t->n ? tabella_find(p->a, t, record_key(p->a, t->e, &(Indicatore){.codice = codice})) : NULL;
}

Str indicatore_id(Arena *a, Str code)
{
    Buf b = buf_new(a);
    for (ptrdiff_t i = 0; i < code.n; i++) {
        char c = code.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        buf_char(&b, plain ? c : '.');
    }
    return buf_str(&b);
}

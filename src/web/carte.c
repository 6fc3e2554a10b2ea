/* carte.c - floor 6: documents from the image of the body, each for who asks. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/carte.h"

#include "redazione/calcolo.h"
#include "redazione/relazione.h"
#include "redazione/vincoli.h"

static const struct { const char *word, *words; } carte[CARTA_COUNT] = {
#define X(NAME, word, words) {word, words},
    CARTE(X)
#undef X
};

Str carta_word(CartaTipo t) { return str_of(carte[t].word); }
Str carta_parole(CartaTipo t) { return str_of(carte[t].words); }

bool carta_by_word(Str word, CartaTipo *out)
{
    for (int i = 0; i < CARTA_COUNT; i++)
        if (str_eq(word, str_of(carte[i].word))) {
            *out = (CartaTipo)i;
            return true;
        }
    return false;
}

/* Letters, figures and - of a code; what is left is enough to tell files apart. */
static Str plain(Arena *a, Str s)
{
    Buf b = buf_new(a);
    for (ptrdiff_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool fine = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
        buf_char(&b, fine ? c : '-');
    }
    return buf_str(&b);
}

Str carta_file(Arena *a, const Carta *x, Str suffisso)
{
    Str who = x->persona.n ? str_fmt(a, "-%.*s", STR_ARG(plain(a, x->persona))) : S("");
    return str_fmt(a, "%.*s-%lld%.*s.%.*s", STR_ARG(carta_word(x->tipo)), (long long)x->anno, STR_ARG(who), STR_ARG(suffisso));
}

/* -- may he */
static Err allowed(const CartaChi *c, Azione z, Ambito su, const Grant **g, Str *perche)
{
    Richiesta r = {CHI_PERSONA, c->persona, z, su, c->oggi};
    return immagine_puo(c->img, c->st, &r, c->a, g, perche);
}

/* The first that is allowed; "not yet" says more than "not you". */
static Err first_allowed(const CartaChi *c, const Azione *z, int n, Ambito su, int *which, const Grant **g, Str *perche)
{
    Err refused = OK;
    Str why;
    *g = NULL;
    for (*which = 0; *which < n; ++*which) {
        Err e = allowed(c, z[*which], su, g, &why);
        if (!e) return OK;
        if (!refused || (refused == E_VIETATO && e != E_VIETATO)) {
            refused = e;
            *perche = why;
        }
    }
    return refused;
}

Err carta_vista(const CartaChi *c, Str persona, int64_t anno, const Grant **g, SchedaVista *out, Str *perche)
{
    static const Azione any[] = {AZIONE_SCHEDA_LEGGI, AZIONE_SCHEDA_PROPOSTA_LEGGI, AZIONE_SCHEDA_APERTA_LEGGI};
    int which;
    Err e = first_allowed(c, any, COUNT_OF(any), (Ambito){.anno = anno, .persona = persona}, &which, g, perche);
    if (e) return e;
    return scheda_vista(any[which], out) ? OK : E_VIETATO;
}

Err carta_gruppi(const CartaChi *c, int64_t anno, bool *tutti, Str *out, const Grant **g)
{
    ptrdiff_t n;
    const Gruppo *x = ALL(immagine_archivio(c->img), Gruppo, GRUPPO, &n);
    Buf b = buf_new(c->a);
    Str why;
    const Grant *one;
    *out = S("");
    *g = NULL;
    Err e = allowed(c, AZIONE_VINCOLI_LEGGI, (Ambito){.anno = anno}, g, &why);
    *tutti = !e;
    if (!e || e == E_DB) return e;
    for (ptrdiff_t i = 0; i < n; i++) {
        if (x[i].anno != anno) continue;
        e = allowed(c, AZIONE_VINCOLI_LEGGI, (Ambito){.anno = anno, .gruppo = x[i].codice}, &one, &why);
        if (e == E_DB) return e;
        if (e) continue;
        *g = one;
        buf_fmt(&b, "%.*s\n", STR_ARG(x[i].codice));
    }
    *out = buf_str(&b);
    return OK;
}

/* Each of the groups that were told may still be seen. */
static Err same_groups(const CartaChi *c, const Carta *x, const Grant **g, Str *perche)
{
    Str rest = x->gruppi;
    if (!rest.n) return allowed(c, AZIONE_VINCOLI_LEGGI, (Ambito){.anno = x->anno}, g, perche);
    while (rest.n) {
        ptrdiff_t end = str_find(rest, '\n');
        Str one = end < 0 ? rest : str_sub(rest, 0, end);
        Err e = allowed(c, AZIONE_VINCOLI_LEGGI, (Ambito){.anno = x->anno, .gruppo = one}, g, perche);
        if (e) return e;
        rest = end < 0 ? S("") : str_sub(rest, end + 1, rest.n);
    }
    return OK;
}

Err carta_permesso(const CartaChi *c, const Carta *x, const Grant **g, bool *su_altri, Str *perche)
{
    SchedaVista seen;
    *g = NULL;
    *perche = S("");
    *su_altri = x->tipo == CARTA_VINCOLI;
    switch (x->tipo) {
    case CARTA_SCHEDA:
    case CARTA_CALCOLO:
        *su_altri = !str_eq(x->persona, c->persona);
        return carta_vista(c, x->persona, x->anno, g, &seen, perche);
    case CARTA_RELAZIONE: return allowed(c, AZIONE_RELAZIONE_GENERA, (Ambito){.anno = x->anno}, g, perche);
    case CARTA_VINCOLI: return same_groups(c, x, g, perche);
    case CARTA_COUNT: break;
    }
    return E_NON_TROVATO;
}

/* -- the sheet */
Err carta_scheda(const CartaChi *c, const Grant *g, Str persona, int64_t anno, SchedaVista vista, SchedaPersona *out)
{
    const Archivio *arch = immagine_archivio(c->img);
    const ImmagineAnno *year = immagine_anno(c->img, anno);
    const ImmagineEsito *e = immagine_esito(c->img, c->st, anno, S("finale"));
    Arena *a = c->a;
    SchedaDati *x = NEW(a, SchedaDati);
    LIST(SemischedaAutore) authors = {0};
    LIST(Str) seen = {0};
    Str *groups, *talks, why;
    const Grant *one;
    *x = (SchedaDati){.persona = persona, .anno = anno, .vista = vista, .data = c->oggi, .ancora = immagine_ancora(c->img)};
    for (ptrdiff_t i = 0, n = scheda_gruppi(arch, persona, anno, a, &groups); i < n && vista != SCHEDA_ASSEGNATA; i++) {
        SemischedaAutore *rows;
        ptrdiff_t k;
        Err bad = store_semischede_autori(c->st, g, anno, groups[i], a, &rows, &k);
        if (bad) return bad;
        for (ptrdiff_t j = 0; j < k; j++)
            if (str_eq(rows[j].persona, persona)) *PUSH(a, &authors) = rows[j];
    }
    for (ptrdiff_t i = 0, n = scheda_colloqui(arch, persona, anno, a, &talks); i < n; i++)
        if (!allowed(c, AZIONE_RIUNIONE_LEGGI, (Ambito){.riunione = talks[i]}, &one, &why)) *PUSH(a, &seen) = talks[i];
    x->autori = authors.items, x->n_autori = authors.n;
    x->colloqui = seen.items, x->n_colloqui = seen.n;
    bool computed = e && e->v.sistema;
    scheda_di(arch, year && year->sistema_noto ? &year->sistema : NULL, computed ? &e->v : NULL, computed ? &e->numeri : NULL, x, a,
              out);
    return OK;
}

/* -- the documents */
static Str first_of(Arena *a, const Difetti *d, Err e)
{
    if (!d->lista.n) return err_words(e);
    Buf b = buf_new(a);
    for (ptrdiff_t i = 0; i < d->lista.n && i < 5; i++)
        buf_fmt(&b, "%s%.*s: %.*s", i ? "; " : "", STR_ARG(d->lista.items[i].dove), STR_ARG(d->lista.items[i].cosa));
    if (d->lista.n > 5) buf_fmt(&b, "; e altre %td cose", d->lista.n - 5);
    return buf_str(&b);
}

static ptrdiff_t split(Arena *a, Str lines, Str **out)
{
    LIST(Str) l = {0};
    while (lines.n) {
        ptrdiff_t end = str_find(lines, '\n');
        *PUSH(a, &l) = end < 0 ? lines : str_sub(lines, 0, end);
        lines = end < 0 ? S("") : str_sub(lines, end + 1, lines.n);
    }
    *out = l.items;
    return l.n;
}

static Err constraints(const CartaChi *c, const Carta *x, const Valutazione *v, Documento **out, Difetti *d)
{
    Str *groups;
    VincoliDati extra = {.data = c->oggi, .ancora = immagine_ancora(c->img), .solo = x->gruppi.n > 0};
    extra.n_gruppi = split(c->a, x->gruppi, &groups);
    extra.gruppi = groups;
    return redazione_vincoli(v, &extra, c->a, out, d);
}

static Err sheet(const CartaChi *c, const Grant *g, const Carta *x, Documento **out, Difetti *d)
{
    Azione z;
    SchedaVista seen;
    SchedaPersona s;
    if (!azione_by_name(grant_azione(g), &z) || !scheda_vista(z, &seen)) return E_VIETATO;
    Err e = carta_scheda(c, g, x->persona, x->anno, seen, &s);
    return e ? e : redazione_scheda(&s, c->a, out, d);
}

Err carta_documento(const CartaChi *c, const Grant *g, const Carta *x, bool controlla, Documento **out, Str *perche)
{
    Difetti d = {.a = c->a};
    const ImmagineEsito *e = immagine_esito(c->img, c->st, x->anno, S("finale"));
    Str anchor = immagine_ancora(c->img);
    Err bad = OK;
    *perche = S("");
    if (!e) {
        *perche = S("questo anno non è fra quelli dell'ente");
        return E_NON_TROVATO;
    }
    bool assigned = str_eq(grant_azione(g), S("SCHEDA_APERTA_LEGGI"));
    if (e->errore && !assigned) {
        *perche = first_of(c->a, &e->difetti, e->errore);
        return e->errore;
    }
    if (controlla && !assigned && e->come.stato == ANNO_PROVVISORIO && e->come.cambiati) {
        *perche = anno_valutato_parole(&e->come, x->anno, c->a);
        return E_CONFLITTO;
    }
    switch (x->tipo) {
    case CARTA_SCHEDA: bad = sheet(c, g, x, out, &d); break;
    case CARTA_CALCOLO:
        bad = redazione_calcolo(&e->v, x->persona, &(CalcoloDati){.data = c->oggi, .ancora = anchor}, c->a, out, &d);
        break;
    case CARTA_RELAZIONE: bad = redazione_relazione(&e->v, &(RelazioneDati){.ancora = anchor}, c->a, out, &d); break;
    case CARTA_VINCOLI: bad = constraints(c, x, &e->v, out, &d); break;
    case CARTA_COUNT: break;
    }
    if (bad) *perche = bad == E_DB ? store_perche(c->st) : first_of(c->a, &d, bad);
    return bad;
}

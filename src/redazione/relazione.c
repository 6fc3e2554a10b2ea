/* relazione.c - floor 6: the Relazione sulla performance, put together from its parts. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "redazione/relazione_parti.h"

Str nodo_nome(Arena *a, const SpecchioNodo *k)
{
    Str livello = parola_livello(a, k->livello), sigla = k->versione->sigla.n ? k->versione->sigla : k->versione->nodo;
    return livello.n ? str_fmt(a, "%.*s %.*s", STR_ARG(livello), STR_ARG(sigla)) : sigla;
}

Str nodo_ancora(Arena *a, const SpecchioNodo *k) { return str_fmt(a, "nodo/%.*s", STR_ARG(k->versione->nodo)); }

Str nodo_rimando(Arena *a, const Specchio *s, ptrdiff_t i)
{
    while (s->nodi[i].profondita > 1) i = s->nodi[i].padre;
    return nodo_ancora(a, &s->nodi[i]);
}

Str misura_nome(const SpecchioMisura *m) { return m->indicatore ? m->indicatore->nome : m->target->indicatore; }

Str nodo_risultato(Arena *a, const SpecchioNodo *k)
{
    return k->esito && num_is(k->esito->risultato) ? numero_a(a, k->esito->risultato, 2) : S("non rilevato");
}

void parte_scritta(Relatore *r, Str testo, Str che_cosa)
{
    if (str_trim(testo).n) {
        doc_text(r->d, riservato_testo(r->riservato, testo));
        return;
    }
    r->da_scrivere++;
    DocNota *n = doc_note(r->d, NOTA_ATTENZIONE, S("Parte da scrivere"));
    testo_add(nota_paragraph(n),
              str_fmt(r->a, "Qui l'ente scrive %.*s. Il programma non lo può ricavare dai dati.", STR_ARG(che_cosa)));
}

static const Ente *ente_di(const Archivio *arch)
{
    ptrdiff_t n;
    const Ente *e = ALL(arch, Ente, ENTE, &n);
    return n ? e : NULL;
}

static const Edizione *edizione_propria(const Archivio *arch, int64_t anno)
{
    ptrdiff_t n;
    const Edizione *rows = ALL(arch, Edizione, EDIZIONE, &n), *best = NULL;
    for (ptrdiff_t i = 0; i < n; i++)
        if (rows[i].anno == anno && str_eq(rows[i].documento, S("relazione")) &&
            (!best || rows[i].edizione > best->edizione))
            best = &rows[i];
    return best;
}

static Documento *nuovo(const Valutazione *v, const RelazioneDati *extra, Arena *a, bool esempio)
{
    const Ente *ente = ente_di(v->arch);
    const Edizione *own = edizione_propria(v->arch, v->anno);
    const Atto *atto = own ? atto_di(v->arch, own->atto) : NULL;
    Testata t = {
        .titolo = str_fmt(a, "Relazione sulla performance %lld", (long long)v->anno),
        .sottotitolo = S("Risultati, scostamenti e loro motivi, nodo per nodo del Piano"),
        .ente = ente ? ente->nome : S(""),
        .identificativo = str_fmt(a, "RELAZIONE/%lld/%lld", (long long)v->anno, (long long)(own ? own->edizione : 1)),
        .oggetto = str_fmt(a, "Relazione sulla performance dell'anno %lld", (long long)v->anno),
        .stato = atto ? esempio ? S("Dati di esempio") : S("") : esempio ? S("Bozza con dati di esempio") : S("Bozza"),
        .impronta_regole = v->sistema->impronta,
        .ancora_giornale = extra->ancora,
        .data = date_is(extra->data) ? extra->data : atto ? atto->data : (Date){0},
        .numera_titoli = true,
    };
    return doc_new(a, &t);
}

static void avviso_esempio(Documento *d)
{
    DocNota *n = doc_note(d, NOTA_ESEMPIO, S("Dati di esempio"));
    testo_add(nota_paragraph(n), S("Ente, obiettivi e valori di questo documento sono un esempio: servono a provare e "
                                   "a far vedere il programma."));
}

/* What is not given goes for what is on record. */
static RelazioneDati con_testi(const Archivio *arch, int64_t anno, const RelazioneDati *given)
{
    RelazioneDati x = *given;
    const struct { const char *parte; Str *text; } parts[] = {
        {"premessa", &x.premessa}, {"contesto", &x.contesto}, {"pari_opportunita", &x.pari_opportunita}, {"miglioramento", &x.miglioramento}};
    ptrdiff_t n;
    const TestoRelazione *t = ALL(arch, TestoRelazione, TESTO_RELAZIONE, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        for (int k = 0; k < COUNT_OF(parts); k++)
            if (t[i].anno == anno && str_eq(t[i].parte, str_of(parts[k].parte)) && !str_trim(*parts[k].text).n) *parts[k].text = t[i].testo;
    return x;
}

Err redazione_relazione(const Valutazione *v, const RelazioneDati *given, Arena *a, Documento **out, Difetti *d)
{
    Specchio s;
    RelazioneDati texts = con_testi(v->arch, v->anno, given);
    const RelazioneDati *extra = &texts;
    Err e = specchio_build(v, extra->soglia, a, &s, d);
    if (e) return e;
    const Ente *ente = ente_di(v->arch);
    bool esempio = ente && str_eq(ente->esempio, S("si"));
    Relatore r = {.v = v, .arch = v->arch, .extra = extra, .s = &s, .riservato = riservato_new(v->arch, a),
                  .d = nuovo(v, extra, a, esempio), .a = a, .esempio = esempio};
    if (esempio) avviso_esempio(r.d);
    doc_toc(r.d);
    relazione_premessa(&r);
    relazione_risultati(&r);
    relazione_risorse(&r);
    relazione_albero(&r);
    relazione_individuali(&r);
    relazione_variazioni(&r);
    relazione_processo(&r);
    relazione_specchio(&r);
    doc_signature(r.d, S("Il Segretario generale"), S(""), S(""), r.d->testata.data);
    *out = r.d;
    return OK;
}

/* comune.c - floor 6: what registers, organisation, journal and search share: names of things, and the way to them. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/comune.h"

#include "web/compiti.h"

static Err asks(void *ctx, Azione z, Ambito su, const Grant **g, Str *why) { return page_permesso(ctx, z, su, g, why); }

Domanda page_domanda(Page *p) { return (Domanda){p, asks}; }

Veduta page_veduta(Page *p, const Domanda *q)
{
    return (Veduta){q, immagine_archivio(p->img), p->persona, immagine_anno_corrente(p->img)};
}

/* -- names */
static const void *record_of(Page *p, EntitaTipo t, Str code)
{
    char *key = record_new(p->a, entita_info(t));
    *(Str *)(key + entita_info(t)->campi[0].offset) = code;
    return code.n ? tabella_find(p->a, &immagine_archivio(p->img)->tabelle[t], record_key(p->a, entita_info(t), key)) : NULL;
}

Str nome_scelta(Page *p, Str parola)
{
    const char *words = parola_scelta(parola);
    return words ? tr_str(p->h.lingua, str_of(words)) : parola;
}

Str nome_ruolo(Page *p, Str parola)
{
    Ruolo r;
    return ruolo_by_word(parola, &r) ? tr_str(p->h.lingua, str_of(ruolo_parole(r))) : parola;
}

Str nome_persona(Page *p, Str codice)
{
    const Persona *x = record_of(p, ENTITA_PERSONA, codice);
    if (!x || !(x->nome.n + x->cognome.n)) return codice;
    return str_fmt(p->a, "%.*s%s%.*s", STR_ARG(x->nome), x->nome.n && x->cognome.n ? " " : "", STR_ARG(x->cognome));
}

Str nome_unita(Page *p, Str codice)
{
    const Unita *u = record_of(p, ENTITA_UNITA, codice);
    return u ? u->nome : codice;
}

Str nome_evento(Page *p, Str evento)
{
    VoceId v = voce_by_name(evento);
    if (v == VOCE_COUNT) return evento;
    Str track = binario_parole(p, voce_info[v].binario), what = voce_parole(p, v);
    return str_fmt(p->a, "%.*s: %.*s", STR_ARG(track), STR_ARG(what));
}

Str nome_anno(Page *p, int64_t anno)
{
    return anno == INTERO_ASSENTE || !anno ? S("") : str_fmt(p->a, "%lld", (long long)anno);
}

Str nome_giorno(Page *p, Date d) { return date_is(d) ? lingua_data(p->a, p->h.lingua, d) : S(""); }

/* -- ways */
static Str path(Page *p, const char *root, Str code)
{
    return str_fmt(p->a, "%s%.*s", root, STR_ARG(url_encode(p->a, code)));
}

Collegamento via_atto(Page *p, Str codice)
{
    bool there = record_of(p, ENTITA_ATTO, codice) != NULL && page_puo(p, AZIONE_ATTO_LEGGI, (Ambito){0});
    return (Collegamento){codice, there ? path(p, "/atti/", codice) : S("")};
}

Collegamento via_riunione(Page *p, Str codice, Str testo)
{
    bool may = page_puo(p, AZIONE_RIUNIONE_LEGGI, (Ambito){.riunione = codice});
    return (Collegamento){testo.n ? testo : codice, may ? path(p, "/riunioni/", codice) : S("")};
}

Collegamento via_persona(Page *p, Str codice)
{
    bool may = record_of(p, ENTITA_PERSONA, codice) && page_puo(p, AZIONE_ORGANIZZAZIONE_LEGGI, (Ambito){0});
    return (Collegamento){nome_persona(p, codice), may ? path(p, "/persone/", codice) : S("")};
}

Collegamento via_unita(Page *p, Str codice)
{
    bool may = record_of(p, ENTITA_UNITA, codice) && page_puo(p, AZIONE_ORGANIZZAZIONE_LEGGI, (Ambito){0});
    return (Collegamento){nome_unita(p, codice), may ? path(p, "/unita/", codice) : S("")};
}

static Str way_to_node(Page *p, Str node, int64_t year)
{
    if (!page_puo(p, AZIONE_ALBERO_LEGGI, (Ambito){.anno = year, .nodo = node})) return S("");
    return str_fmt(p->a, "/anno/%lld/nodo/%.*s", (long long)year, STR_ARG(url_encode(p->a, node)));
}

static Str way_to_sheet(Page *p, Str person, int64_t year)
{
    static const Azione any[] = {AZIONE_SCHEDA_LEGGI, AZIONE_SCHEDA_PROPOSTA_LEGGI, AZIONE_SCHEDA_APERTA_LEGGI};
    for (ptrdiff_t i = 0; i < COUNT_OF(any); i++)
        if (page_puo(p, any[i], (Ambito){.anno = year, .persona = person}))
            return str_fmt(p->a, "/anno/%lld/scheda/%.*s", (long long)year, STR_ARG(url_encode(p->a, person)));
    return S("");
}

static Str way_to_group(Page *p, const Gruppo *g)
{
    static const Azione any[] = {AZIONE_SEMISCHEDA_PROPONI, AZIONE_SEMISCHEDA_VERIFICA, AZIONE_SEMISCHEDA_RIDETERMINA};
    for (ptrdiff_t i = 0; g && i < COUNT_OF(any); i++)
        if (page_puo(p, any[i], (Ambito){.anno = g->anno, .gruppo = g->codice}))
            return str_fmt(p->a, "/anno/%lld/tavolo/%.*s", (long long)g->anno, STR_ARG(url_encode(p->a, g->codice)));
    return S("");
}

static int64_t year_part(Str s)
{
    int64_t n;
    return page_number(s, &n) ? n : 0;
}

Collegamento via_dato(Page *p, EntitaTipo t, Str chiave)
{
    const EntitaInfo *e = entita_info(t);
    const ParolaTabella *words = parola_tabella(t);
    Str parts[8] = {0}, what = words ? tr_str(p->h.lingua, str_of(words->uno)) : str_of(e->nome), name = chiave;
    Collegamento c = {.url = S("")};
    if (e->n_chiave <= COUNT_OF(parts) && record_key_split(p->a, e, chiave, parts)) {
        Buf b = buf_new(p->a);
        for (int i = 0; i < e->n_chiave; i++) {
            bool person = t == ENTITA_PERSONA || (e->campi[i].tipo == CAMPO_RIF && e->campi[i].rif == ENTITA_PERSONA);
            Date d;
            if (!parts[i].n) continue;
            Str text = person ? nome_persona(p, parts[i]) : nome_scelta(p, parts[i]);
            if (e->campi[i].tipo == CAMPO_DATA && date_parse_iso(parts[i], &d)) text = nome_giorno(p, d);
            buf_fmt(&b, "%s%.*s", i ? ", " : "", STR_ARG(text));
        }
        name = buf_str(&b);
    }
    if (t == ENTITA_ATTO) c = via_atto(p, parts[0]);
    if (t == ENTITA_PERSONA || t == ENTITA_ASSEGNAZIONE || t == ENTITA_INCARICO) c = via_persona(p, parts[0]);
    if (t == ENTITA_UNITA) c = via_unita(p, parts[0]);
    if (t == ENTITA_RIUNIONE || t == ENTITA_PARTECIPANTE) c = via_riunione(p, parts[0], S(""));
    if (t == ENTITA_NODO) c.url = way_to_node(p, parts[0], immagine_anno_corrente(p->img));
    if (t == ENTITA_NODO_VERSIONE || t == ENTITA_GRADO || t == ENTITA_RISORSA || t == ENTITA_APPORTO)
        c.url = way_to_node(p, parts[0], year_part(parts[1]));
    if (t == ENTITA_SCHEDA || t == ENTITA_SEMISCHEDA || t == ENTITA_COMPETENZA || t == ENTITA_OBIETTIVO_ASSEGNATO ||
        t == ENTITA_OBIETTIVO_INDIVIDUALE)
        c.url = way_to_sheet(p, parts[0], year_part(parts[1]));
    if (t == ENTITA_GRUPPO) c.url = way_to_group(p, record_of(p, ENTITA_GRUPPO, parts[0]));
    c.testo = str_fmt(p->a, "%.*s: %.*s", STR_ARG(what), STR_ARG(name));
    return c;
}

Str via_giornale(Page *p, EntitaTipo t, Str chiave)
{
    if (!page_puo(p, AZIONE_GIORNALE_LEGGI, (Ambito){0})) return S("");
    return str_fmt(p->a, "/giornale?tabella=%s&chiave=%.*s", entita_info(t)->nome, STR_ARG(url_encode(p->a, chiave)));
}

/* -- searching */
static uint32_t fold(uint32_t c)
{
    static const char plain[] = "aaaaaaaceeeeiiiidnooooo/ouuuuypsaaaaaaaceeeeiiiidnooooo/ouuuuypy";
    if (c >= 'A' && c <= 'Z') return c + 32;
    if (c >= 0xC0 && c <= 0xFF) return (unsigned char)plain[c - 0xC0];
    if (c == 0x2019) return '\'';
    return c;
}

Str piega(Arena *a, Str testo)
{
    Buf b = buf_new(a);
    for (ptrdiff_t i = 0; i < testo.n;) buf_utf8(&b, fold(utf8_next(testo, &i)));
    return buf_str(&b);
}

static bool holds(Str text, Str word)
{
    for (ptrdiff_t i = 0; i + word.n <= text.n; i++)
        if (!memcmp(text.p + i, word.p, (size_t)word.n)) return true;
    return false;
}

bool trova(Arena *a, Str testo, Str parole)
{
    Str text = piega(a, testo);
    for (Str rest = str_trim(parole); rest.n;) {
        ptrdiff_t end = str_find(rest, ' ');
        if (!holds(text, end < 0 ? rest : str_sub(rest, 0, end))) return false;
        rest = end < 0 ? S("") : str_trim(str_sub(rest, end, rest.n));
    }
    return true;
}

/* -- pages of a list */
Pagina page_pagina(Page *p, ptrdiff_t n, ptrdiff_t quante)
{
    int64_t k;
    int pages = (int)((n + quante - 1) / quante);
    if (!page_number(field_get(&p->q->query, S("pagina")), &k) || k < 1) k = 1;
    if (k > pages) k = pages ? pages : 1;
    ptrdiff_t from = (ptrdiff_t)(k - 1) * quante;
    return (Pagina){from, from + quante < n ? from + quante : n, (int)k, pages};
}

Str page_pagina_url(Page *p)
{
    Buf b = buf_new(p->a);
    for (int i = 0; i < p->q->n_parts; i++) {
        buf_char(&b, '/');
        buf_put(&b, url_encode(p->a, p->q->parts[i]));
    }
    char sign = '?';
    for (ptrdiff_t i = 0; i < p->q->query.n; i++) {
        const Field *f = &p->q->query.items[i];
        if (str_eq(f->name, S("pagina")) || str_eq(f->name, S("detto")) || !f->value.n) continue;
        buf_fmt(&b, "%c%.*s=%.*s", sign, STR_ARG(url_encode(p->a, f->name)), STR_ARG(url_encode(p->a, f->value)));
        sign = '&';
    }
    buf_fmt(&b, "%cpagina=", sign);
    return buf_str(&b);
}

/* -- forms */
static const CampoInfo *field_info(EntitaTipo t, const char *name)
{
    const EntitaInfo *e = entita_info(t);
    for (int i = 0; i < e->n_campi; i++)
        if (!strcmp(e->campi[i].nome, name)) return &e->campi[i];
    ASSERT(false);
    return NULL;
}

Str difetto_di(Page *p, const Difetti *d, Str dove)
{
    Buf b = buf_new(p->a);
    for (ptrdiff_t i = 0; d && i < d->lista.n; i++) {
        if (!str_eq(d->lista.items[i].dove, dove)) continue;
        if (b.n) buf_put(&b, S("; "));
        buf_put(&b, tr_str(p->h.lingua, d->lista.items[i].cosa));
    }
    return buf_str(&b);
}

static void put_choices(Page *p, const CampoInfo *c, Campo *out)
{
    Str rest = str_of(c->arg);
    Scelta *s = NEW_N(p->a, Scelta, 40);
    s[out->n_scelte++] = (Scelta){.testo = _("(scegliere)")};
    while (rest.n) {
        ptrdiff_t bar = str_find(rest, '|');
        Str word = bar < 0 ? rest : str_sub(rest, 0, bar);
        rest = bar < 0 ? S("") : str_sub(rest, bar + 1, rest.n);
        ASSERT(out->n_scelte < 40);
        s[out->n_scelte++] = (Scelta){.valore = word, .testo = nome_scelta(p, word)};
    }
    out->scelte = s;
}

Campo modulo_campo(Page *p, EntitaTipo t, const char *nome, const void *record, const Difetti *d, const char *prefisso)
{
    const CampoInfo *c = field_info(t, nome);
    const ParolaCampo *words = parola_campo(t, nome);
    Str name = str_fmt(p->a, "%s%s", prefisso, nome);
    const Field *typed = p->q->method == HTTP_POST ? field_find(&p->q->form, name) : NULL;
    Campo out = {.nome = name, .etichetta = words ? tr_str(p->h.lingua, str_of(words->nome)) : str_of(nome),
                 .aiuto = words && words->aiuto ? tr_str(p->h.lingua, str_of(words->aiuto)) : S(""),
                 .errore = difetto_di(p, d, str_of(nome)), .obbligatorio = !campo_facoltativo(c),
                 .stretto = c->tipo == CAMPO_CODICE || c->tipo == CAMPO_DATA || c->tipo == CAMPO_INTERO};
    out.valore = typed ? typed->value : record ? campo_text(p->a, c, record) : S("");
    if (c->tipo == CAMPO_SCELTA) put_choices(p, c, &out);
    if (c->tipo == CAMPO_CODICE) out.lunghezza = 64;
    return out;
}

void modulo_prendi(Page *p, EntitaTipo t, const char *nome, void *record, Difetti *d)
{
    const CampoInfo *c = field_info(t, nome);
    Str why;
    if (!campo_read(p->a, c, field_get(&p->q->form, str_of(nome)), true, record, &why))
        difetto(d, d->lista.n, str_of(nome), "%.*s", STR_ARG(why));
}

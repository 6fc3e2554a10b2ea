/* page_giornale.c - floor 6: the journal by page, one entry, the history of one record: contents only of what the reader
 * may see. (X-06, 12.7) */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "format/json.h"
#include "store/giornale_elenco.h"
#include "store/voce.h"
#include "web/comune.h"
#include "web/giornale.thtml.h"

enum { VOCI = 30, STORIA = 200, DATI = 50, TESTO_LUNGO = 600 };

/* -- words */
static Str when(Page *p, Str ora)
{
    Date d;
    if (ora.n < 16 || !date_parse_iso(str_sub(ora, 0, 10), &d)) return ora;
    return str_fmt(p->a, "%.*s, %.*s UTC", STR_ARG(nome_giorno(p, d)), STR_ARG(str_sub(ora, 11, 16)));
}

static Str action_words(Page *p, Str name)
{
    Azione z;
    Str words = azione_by_name(name, &z) ? tr_str(p->h.lingua, str_of(permessi_matrice()->righe[z].parole)) : name;
    if (!words.n) return words;
    bool small = words.p[0] >= 'a' && words.p[0] <= 'z';
    return small ? str_fmt(p->a, "%c%.*s", words.p[0] - 32, STR_ARG(str_sub(words, 1, words.n))) : words;
}

static Str actor(Page *p, Str person, bool erased)
{
    if (erased) return _("persona cancellata");
    return person.n ? nome_persona(p, person) : _("chi gestisce il programma");
}

/* A stored text for people. */
static Str shown(Page *p, const CampoInfo *c, Str raw)
{
    Date d;
    Buf b = buf_new(p->a);
    if (c->tipo == CAMPO_DATA && date_parse_iso(raw, &d)) return nome_giorno(p, d);
    if (c->tipo == CAMPO_RIF && c->rif == ENTITA_PERSONA) return nome_persona(p, raw);
    if (!strcmp(c->nome, "evento")) return nome_evento(p, raw);
    if (c->tipo == CAMPO_SCELTA) return nome_scelta(p, raw);
    if (c->tipo == CAMPO_DECIMALE || c->tipo == CAMPO_EURO) {
        for (ptrdiff_t i = 0; i < raw.n; i++) buf_char(&b, raw.p[i] == '.' ? ',' : raw.p[i]);
        return buf_str(&b);
    }
    if (raw.n <= TESTO_LUNGO) return raw;
    ptrdiff_t cut = TESTO_LUNGO;
    while (cut && ((unsigned char)raw.p[cut] & 0xC0) == 0x80) cut--;
    return str_fmt(p->a, "%.*s…", STR_ARG(str_sub(raw, 0, cut)));
}

/* -- what an entry did to a record */
static Str member(const Tree *t, bool there, const char *name)
{
    const Tree *v = there ? tree_get(t, str_of(name)) : NULL;
    return v ? v->text : S("");
}

static void put_changes(Page *p, const EntitaInfo *e, Str before, Str after, GiornaleDato *out)
{
    Tree was, is;
    JsonError bad;
    bool had = before.n && !json_read(before, p->a, &was, &bad), has = after.n && !json_read(after, p->a, &is, &bad);
    for (int i = 0; i < e->n_campi; i++) {
        const CampoInfo *c = &e->campi[i];
        Str x = member(&was, had, c->nome), y = member(&is, has, c->nome);
        if (str_eq(x, y)) continue;
        const ParolaCampo *words = parola_campo(e->tipo, c->nome);
        *PUSH(p->a, &out->campi) = (GiornaleCampo){words ? tr_str(p->h.lingua, str_of(words->nome)) : str_of(c->nome),
                                                   x.n ? shown(p, c, x) : S(""), y.n ? shown(p, c, y) : S("")};
    }
}

static Str what_was_done(Page *p, Str before, Str after)
{
    if (!before.n) return _("registrato");
    return after.n ? _("cambiato") : _("tolto");
}

/* False: the reader may not see the record. */
static bool put_object(Page *p, const Veduta *eye, Str entita, Str chiave, Str before, Str after, bool there, bool link, GiornaleRiga *r)
{
    const EntitaInfo *e = entita_by_name(entita);
    if (!e || !there || !veduta_dato(eye, e->tipo, chiave, p->a)) return false;
    GiornaleDato *d = PUSH(p->a, &r->dati);
    *d = (GiornaleDato){.dato = via_dato(p, e->tipo, chiave), .fatto = what_was_done(p, before, after)};
    if (link) d->storia = via_giornale(p, e->tipo, chiave);
    put_changes(p, e, before, after, d);
    return true;
}

static void finish(Page *p, GiornaleVista *v, Str title, Str what, bool below)
{
    giornale_corpo(&p->h, v);
    Collegamento up[] = {{_("Giornale"), S("/giornale")}};
    page_frame(p, &(PageFrame){.titolo = title, .sottotitolo = what, .corrente = S("giornale"), .briciole = up, .n_briciole = below ? 1 : 0});
}

/* -- the history of one record */
static void history(Page *p, const EntitaInfo *e, Str key)
{
    const Domanda q = page_domanda(p);
    const Veduta eye = page_veduta(p, &q);
    VoceDi *all;
    ptrdiff_t n;
    GiornaleVista v = {.spiega = _("Chi ha scritto questo dato, quando, con quale atto. Prima la voce più recente.")};
    if (!veduta_dato(&eye, e->tipo, key, p->a)) {
        page_status(p, 403, _("La storia di un dato si apre a chi può vedere il dato."));
        return;
    }
    Err bad = store_voci_di(p->st, p->g, str_of(e->nome), key, STORIA, p->a, &all, &n);
    if (bad) {
        page_error(p, bad, store_perche(p->st));
        return;
    }
    for (ptrdiff_t i = 0; i < n; i++) {
        GiornaleRiga *r = PUSH(p->a, &v.righe);
        *r = (GiornaleRiga){.seq = all[i].seq, .quando = when(p, all[i].ora), .azione = action_words(p, all[i].azione),
                            .chi = actor(p, all[i].persona, false),
                            .url = str_fmt(p->a, "/giornale?voce=%lld", (long long)all[i].seq)};
        if (all[i].atto.n) r->atto = via_atto(p, all[i].atto);
        put_object(p, &eye, str_of(e->nome), key, all[i].prima, all[i].dopo, true, false, r);
    }
    finish(p, &v, _("Storia di un dato"), via_dato(p, e->tipo, key).testo, true);
}

/* -- one entry */
static void entry(Page *p, int64_t seq)
{
    const Domanda q = page_domanda(p);
    const Veduta eye = page_veduta(p, &q);
    VoceGiornale x;
    GiornaleRiga r = {.seq = seq};
    GiornaleVista v = {.una = true, .spiega = _("Che cosa ha scritto questa voce. Di ogni dato si vede solo ciò che il suo ruolo permette.")};
    Err bad = store_voce_load(p->st, p->g, seq, p->a, &x);
    if (bad) {
        page_error(p, bad, store_perche(p->st));
        return;
    }
    /* page by page of what it touched: an import has thousands, and each is a question to the matrix */
    Pagina page = page_pagina(p, x.oggetti.n, DATI);
    for (ptrdiff_t i = page.da; i < page.a; i++) {
        const VoceOggetto *o = &x.oggetti.items[i];
        if (!put_object(p, &eye, o->entita, o->chiave, o->prima, o->dopo, o->presente, true, &r)) r.nascosti++;
    }
    r.quando = when(p, x.ora);
    r.azione = action_words(p, x.azione);
    r.chi = actor(p, x.persona, false);
    if (x.atto.n) r.atto = via_atto(p, x.atto);
    /* who wrote what others may not see is told to who controls the journal only */
    if (r.dati.n || p->azione == AZIONE_VERIFICA_GIORNALE) *PUSH(p->a, &v.righe) = r;
    else v.niente = _("Nessun dato di questa voce è fra quelli che può vedere.");
    v.pagina = page.pagina;
    v.pagine = page.pagine;
    v.prefisso = page_pagina_url(p);
    TrArg n = {"n", str_fmt(p->a, "%lld", (long long)seq)};
    finish(p, &v, tr_fill(p->a, _("Voce {n} del giornale"), &n, 1), S(""), true);
}

/* -- all of it, for who controls it */
static void list(Page *p, int64_t from)
{
    GiornaleVoce *all = NULL;
    ptrdiff_t n = 0;
    int64_t head;
    GiornaleVista v = {.spiega = _("Ogni scrittura ufficiale è una voce che non si cancella. Qui si vede chi ha fatto che cosa e quando.")};
    Err bad = store_testa(p->st, p->a, &head, &v.impronta);
    if (!bad && p->azione == AZIONE_VERIFICA_GIORNALE) bad = store_giornale_elenco(p->st, p->g, from, VOCI, p->a, &all, &n);
    if (bad) {
        page_error(p, bad, store_perche(p->st));
        return;
    }
    for (ptrdiff_t i = 0; i < n; i++) {
        GiornaleRiga *r = PUSH(p->a, &v.righe);
        *r = (GiornaleRiga){.seq = all[i].seq, .oggetti = all[i].oggetti, .quando = when(p, all[i].ora),
                            .azione = action_words(p, all[i].azione), .chi = actor(p, all[i].persona, all[i].cancellata),
                            .url = str_fmt(p->a, "/giornale?voce=%lld", (long long)all[i].seq)};
        if (all[i].atto.n) r->atto = via_atto(p, all[i].atto);
    }
    if (n && all[n - 1].seq > 1) v.avanti = str_fmt(p->a, "/giornale?da=%lld", (long long)all[n - 1].seq - 1);
    if (n && all[0].seq < head) v.indietro = all[0].seq + VOCI >= head ? S("/giornale")
                                                                       : str_fmt(p->a, "/giornale?da=%lld", (long long)all[0].seq + VOCI);
    v.impronta = n ? str_fmt(p->a, "%lld:%.*s", (long long)head, STR_ARG(v.impronta)) : S("");
    finish(p, &v, _("Giornale"), S(""), false);
}

void giornale_mostra(Page *p)
{
    const Fields *q = &p->q->query;
    const EntitaInfo *e = entita_by_name(field_get(q, S("tabella")));
    int64_t n;
    if (e) history(p, e, field_get(q, S("chiave")));
    else if (page_number(field_get(q, S("voce")), &n)) entry(p, n);
    else list(p, page_number(field_get(q, S("da")), &n) ? n : 0);
}

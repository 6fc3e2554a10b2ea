/* atti.c - floor 4: the register of acts: what may be recorded, corrected, annulled, and by whom. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/atti.h"

#include "base/hash.h"
#include "store/esecuzione.h"

enum { IMPRONTA_LUNGA = 71, USI_DETTI = 5 };

/* -- checks */
void evento_controlla(Str evento, int64_t anno, Difetti *d)
{
    if (!evento.n) return;
    if (!permessi_evento(evento))
        difetto(d, d->lista.n, S("evento"), "«%.*s» non è un evento del ciclo: l'elenco è in ciclo permessi",
                STR_ARG(evento));
    if (anno == INTERO_ASSENTE) difetto(d, d->lista.n, S("anno"), "manca: l'evento è di un anno del ciclo");
}

void atto_forma_controlla(const Atto *x, Difetti *d)
{
    static const struct { const char *tipo, *organo; } fixed[] = {
        {"delibera_consiglio", "consiglio"}, {"delibera_giunta", "giunta"}, {"verbale_oiv", "oiv"}};
    for (ptrdiff_t i = 0; i < COUNT_OF(fixed); i++)
        if (str_eq(x->tipo, str_of(fixed[i].tipo)) && x->organo.n && !str_eq(x->organo, str_of(fixed[i].organo)))
            difetto(d, d->lista.n, S("organo"), "un atto %s è di %s, non di %.*s", fixed[i].tipo, fixed[i].organo,
                    STR_ARG(x->organo));
    evento_controlla(x->evento, x->anno, d);
}

bool atto_competente(const Atto *x)
{
    Ruolo r;
    return !permessi_evento(x->evento) || !ruolo_by_word(x->organo, &r) || permessi_competente(x->evento, r);
}

void atto_controlla(const Atto *x, Date oggi, Difetti *d)
{
    if (date_is(x->data) && date_cmp(x->data, oggi) > 0)
        difetto(d, d->lista.n, S("data"), "è nel futuro: un atto si registra quando è adottato");
    atto_forma_controlla(x, d);
    if (!atto_competente(x))
        difetto(d, d->lista.n, S("organo"),
                "l'evento %.*s non è di competenza di %.*s: chi è competente è in ciclo permessi",
                STR_ARG(x->evento), STR_ARG(x->organo));
}

void atto_impronta(Arena *a, Atto *x, Str nome, Str byte, Difetti *d)
{
    Str given = x->impronta;
    bool good = given.n == IMPRONTA_LUNGA && str_starts(given, S("sha256:"));
    for (ptrdiff_t i = 7; good && i < given.n; i++)
        good = (given.p[i] >= '0' && given.p[i] <= '9') || (given.p[i] >= 'a' && given.p[i] <= 'f');
    if (given.n && !good)
        difetto(d, d->lista.n, S("impronta"), "deve essere sha256: e 64 cifre esadecimali; con il file la calcola ciclo");
    if (!byte.p) return;
    Str hex = hash_sha256_hex(a, byte);
    x->impronta = str_fmt(a, "sha256:%.*s", STR_ARG(hex));
    x->file = nome;
    for (ptrdiff_t slash; (slash = str_find(x->file, '/')) >= 0;) x->file = str_sub(x->file, slash + 1, x->file.n);
    if (given.n && !str_eq(given, x->impronta))
        difetto(d, d->lista.n, S("impronta"), "non è quella del file %.*s: il file è un altro, o è stato cambiato",
                STR_ARG(nome));
}

const Atto *atto_registrato(const Archivio *arch, Arena *a, Str codice)
{
    const Atto key = {.codice = codice};
    return tabella_find(a, &arch->tabelle[ENTITA_ATTO], record_key(a, entita_info(ENTITA_ATTO), &key));
}

/* -- linked objects */
void atto_legato_leggi(Arena *a, Str testo, AttoLegati *out, Difetti *d)
{
    ptrdiff_t slash = str_find(testo, '/');
    const EntitaInfo *e = slash > 0 && utf8_invalid_at(testo) < 0 ? entita_by_name(str_sub(testo, 0, slash)) : NULL;
    Str key = slash > 0 ? str_sub(testo, slash + 1, testo.n) : S(""), *parts = e ? NEW_N(a, Str, e->n_chiave) : NULL;
    if (!e || !record_key_split(a, e, key, parts)) {
        difetto(d, d->lista.n, S("collega"),
                "«%.*s» non indica un dato: scrivere TABELLA/CHIAVE, ad esempio gruppi/G2025-S11", STR_ARG(testo));
        return;
    }
    for (ptrdiff_t k = 0; k < out->n; k++)
        if (out->items[k].tipo == e->tipo && str_eq(out->items[k].chiave, key)) {
            difetto(d, d->lista.n, S("collega"), "«%.*s» è indicato due volte", STR_ARG(testo));
            return;
        }
    *PUSH(a, out) = (AttoLegato){e->tipo, key};
}

static AttoOggetto link_of(Str codice, const AttoLegato *l)
{
    return (AttoOggetto){.atto = codice, .entita = str_of(entita_info(l->tipo)->nome), .chiave = l->chiave};
}

void atto_legati_controlla(const Archivio *arch, Arena *a, Str codice, const AttoLegati *l, Difetti *d)
{
    for (ptrdiff_t i = 0; i < l->n; i++) {
        const AttoLegato *x = &l->items[i];
        const char *table = entita_info(x->tipo)->nome;
        AttoOggetto o = link_of(codice, x);
        if (!tabella_find(a, &arch->tabelle[x->tipo], x->chiave))
            difetto(d, d->lista.n, S("collega"), "%s/%.*s non c'è: correggere il codice, o registrare prima il dato",
                    table, STR_ARG(x->chiave));
        else if (tabella_find(a, &arch->tabelle[ENTITA_ATTO_OGGETTO], record_key(a, entita_info(ENTITA_ATTO_OGGETTO), &o)))
            difetto(d, d->lista.n, str_fmt(a, "%s/%.*s", table, STR_ARG(x->chiave)), "è già collegato");
    }
}

void atto_legati_di(const Archivio *arch, Str codice, Arena *a, AttoLegati *out)
{
    ptrdiff_t n;
    const AttoOggetto *o = ALL(arch, AttoOggetto, ATTO_OGGETTO, &n);
    for (ptrdiff_t i = 0; i < n; i++) {
        const EntitaInfo *e = str_eq(o[i].atto, codice) ? entita_by_name(o[i].entita) : NULL;
        if (e) *PUSH(a, out) = (AttoLegato){e->tipo, o[i].chiave};
    }
}

/* -- who may */
Err atto_permesso(const Domanda *q, const Atto *x, const AttoLegati *l, Arena *a, const Grant **g, Str *perche)
{
    Ambito su = {.evento = x->evento, .organo = x->organo, .anno = x->anno == INTERO_ASSENTE ? 0 : x->anno};
    Err e = q->chiede(q->ctx, AZIONE_ATTO_REGISTRA, su, g, perche);
    for (ptrdiff_t i = 0; i < l->n && !e; i++) {
        const AttoLegato *k = &l->items[i];
        const Grant *also;
        Str parts[8];
        Ambito one = su;
        if (k->tipo == ENTITA_GRUPPO) {
            one.gruppo = k->chiave;
        } else if (k->tipo == ENTITA_SCHEDA || k->tipo == ENTITA_SEMISCHEDA) {
            if (!record_key_split(a, entita_info(k->tipo), k->chiave, parts)) continue;
            one.persona = parts[0];
        } else {
            continue;
        }
        e = q->chiede(q->ctx, AZIONE_ATTO_REGISTRA, one, &also, perche);
    }
    return e;
}

ptrdiff_t atto_modifiche(Arena *a, const Atto *x, Str codice, const AttoLegati *l, Modifica **m)
{
    ptrdiff_t n = 0;
    *m = NEW_N(a, Modifica, l->n + 1);
    if (x) (*m)[n++] = (Modifica){ENTITA_ATTO, x, false, x->riga};
    for (ptrdiff_t i = 0; i < l->n; i++) {
        AttoOggetto *o = record_new(a, entita_info(ENTITA_ATTO_OGGETTO));
        *o = link_of(codice, &l->items[i]);
        (*m)[n++] = (Modifica){ENTITA_ATTO_OGGETTO, o, false, 0};
    }
    return n;
}

/* -- what depends on it */
void atto_usi(const Archivio *arch, Str codice, Arena *a, AttoUsi *out)
{
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) {
        const EntitaInfo *e = entita_info(t);
        for (int c = 0; c < e->n_campi && t != ENTITA_ATTO_OGGETTO; c++) {
            if (e->campi[c].tipo != CAMPO_RIF || e->campi[c].rif != ENTITA_ATTO) continue;
            for (ptrdiff_t i = 0; i < arch->tabelle[t].n; i++) {
                const char *record = tabella_at(&arch->tabelle[t], i);
                if (str_eq(*(const Str *)(record + e->campi[c].offset), codice))
                    *PUSH(a, out) = (AttoUso){e, &e->campi[c], record_key(a, e, record)};
            }
        }
    }
}

/* -- mending */
void atto_correzione_controlla(const Atto *prima, const Atto *dopo, Date oggi, Difetti *d)
{
    ASSERT(str_eq(prima->codice, dopo->codice));
    atto_controlla(dopo, oggi, d);
    if (!dopo->motivo.n)
        difetto(d, d->lista.n, S("motivo"), "manca: dire perché il registro cambia");
}

Err atto_correzione_permesso(const Domanda *q, const Archivio *arch, const Atto *prima, const Atto *dopo, Arena *a,
                             const Grant **g, Str *perche)
{
    AttoLegati links = {0};
    const Grant *before;
    atto_legati_di(arch, prima->codice, a, &links);
    Err e = atto_permesso(q, prima, &links, a, &before, perche);
    return e ? e : atto_permesso(q, dopo, &links, a, g, perche);
}

static bool freezes(Store *st, const Archivio *arch, Str codice, Arena *a, Difetti *d)
{
    ptrdiff_t n, runs;
    const Anno *y = ALL(arch, Anno, ANNO, &n);
    for (ptrdiff_t i = 0; i < n; i++) {
        Esecuzione *all;
        Err e = store_esecuzioni_elenco(st, y[i].anno, S(""), a, &all, &runs);
        if (e) difetto(d, d->lista.n, S("codice"), "le valutazioni congelate non si possono leggere: riprovare");
        for (ptrdiff_t k = 0; !e && k < runs; k++)
            if (str_eq(all[k].atto, codice)) return true;
    }
    return false;
}

void atto_annullo_controlla(Store *st, const Archivio *arch, const Atto *x, Str motivo, Arena *a, Difetti *d)
{
    AttoUsi uses = {0};
    atto_usi(arch, x->codice, a, &uses);
    if (!motivo.n) difetto(d, d->lista.n, S("motivo"), "manca: dire perché l'atto esce dal registro");
    for (ptrdiff_t i = 0; i < uses.n && i < USI_DETTI; i++)
        difetto(d, d->lista.n, S("codice"), "ne dipende %s/%.*s: togliere prima il riferimento", uses.items[i].e->nome,
                STR_ARG(uses.items[i].chiave));
    if (uses.n > USI_DETTI)
        difetto(d, d->lista.n, S("codice"), "ne dipendono altri %td dati", uses.n - USI_DETTI);
    if (freezes(st, arch, x->codice, a, d))
        difetto(d, d->lista.n, S("codice"), "congela un esito della valutazione: un atto così si supera con un altro atto");
}

Err atto_annulla(Store *st, const Grant *g, Str ora, const Archivio *arch, const Atto *x, Str motivo, Arena *a, Esito *out)
{
    AttoLegati links = {0};
    Modifica *m = NULL;
    Atto said = *x;
    said.motivo = motivo;
    Err e = store_scrivi(st, g, &(Scrittura){ora, x->codice, &(Modifica){ENTITA_ATTO, &said, false, x->riga}, 1}, a, out);
    if (e) return e;
    if (out->seq) said.riga = out->seq;
    atto_legati_di(arch, x->codice, a, &links);
    ptrdiff_t n = atto_modifiche(a, &said, x->codice, &links, &m);
    for (ptrdiff_t i = 0; i < n; i++) {
        m[i].cancella = true;
        if (m[i].tipo != ENTITA_ATTO_OGGETTO) continue;
        const AttoOggetto *there = tabella_find(a, &arch->tabelle[ENTITA_ATTO_OGGETTO],
                                                record_key(a, entita_info(ENTITA_ATTO_OGGETTO), m[i].record));
        m[i].attesa = there->riga;
    }
    return store_scrivi(st, g, &(Scrittura){ora, S(""), m, n}, a, out);
}

/* valutazione.c - floor 4: the case of a year from stored facts, computed by the rules. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/caso_scrivi.h"

#include "cycle/binari_fatti.h"
#include "cycle/puntatore.h"
#include "cycle/sistemi.h"

Opzioni opzioni_anno(const Archivio *arch, const Sistema *s, int64_t anno, Arena *a)
{
    Opzioni o = s->opzioni;
    ptrdiff_t n;
    const Parametro *rows = ALL(arch, Parametro, PARAMETRO, &n);
    Str prefix = S("scelta."), ignored;
    for (ptrdiff_t i = 0; i < n; i++) {
        if (rows[i].anno != anno || !str_starts(rows[i].chiave, prefix) || fatti_parametro(arch, anno, rows[i].chiave) != &rows[i]) continue;
        Str key = str_sub(rows[i].chiave, prefix.n, rows[i].chiave.n);
        /* what a case may not choose is read elsewhere; what is wrong is told by the reader of the case */
        (void)opzione_imposta(s, &o, key, rows[i].valore, str_fmt(a, "/scelte/%.*s", STR_ARG(key)), a, &ignored);
    }
    return o;
}

void scrivi_scelte(Scrivano *s)
{
    ptrdiff_t n;
    const Parametro *rows = ALL(s->v->arch, Parametro, PARAMETRO, &n);
    Str prefix = S("scelta.");
    bool open = false;
    for (ptrdiff_t i = 0; i < n; i++) {
        if (rows[i].anno != s->v->anno || !str_starts(rows[i].chiave, prefix)) continue;
        if (fatti_parametro(s->v->arch, s->v->anno, rows[i].chiave) != &rows[i]) continue; /* a later day replaced it */
        if (opzione_di_processo(str_sub(rows[i].chiave, prefix.n, rows[i].chiave.n))) continue;
        if (!open) json_key(s->j, S("scelte")), json_open_map(s->j);
        open = true;
        json_key(s->j, str_sub(rows[i].chiave, prefix.n, rows[i].chiave.n));
        json_text(s->j, rows[i].valore);
    }
    if (open) json_close_map(s->j);
}

typedef enum Passata { PASSATA_ALBERO, PASSATA_PRIMA, PASSATA_DIRIGENTI, PASSATA_TUTTO } Passata;

/* The case of one pass: later ones hold more parts, which rest on the results of those before. */
static Str scrivi(Valutazione *v, Str periodo, Passata passata, const Valutazione *prima, Arena *a)
{
    Scrivano s = {.j = json_new(a, true), .a = a, .v = v, .periodo = periodo, .prima = prima, .opzioni = opzioni_anno(v->arch, v->sistema, v->anno, a)};
    json_open_map(s.j);
    voce_testo(&s, "formato", S("ciclo-caso/1"));
    json_key(s.j, S("anno"));
    json_int(s.j, v->anno);
    voce_testo(&s, "sistema", v->sistema->id);
    scrivi_scelte(&s);
    if (v->sistema->ha_albero) scrivi_albero(&s);
    if (v->sistema->ha_albero) scrivi_ente(&s);
    if (passata >= PASSATA_PRIMA) scrivi_pagamento(&s);
    if (passata >= PASSATA_PRIMA && v->sistema->ha_posizioni) scrivi_posizioni(&s);
    if (passata >= PASSATA_DIRIGENTI && v->sistema->ha_dirigenti) scrivi_dirigenti(&s);
    if (passata == PASSATA_TUTTO) {
        if (v->sistema->ha_personale) s.serviti = serviti_anno(v->arch, v->anno, v->sistema, &s.opzioni, a);
        if (v->sistema->ha_personale) scrivi_gruppi(&s);
        if (v->sistema->ha_personale) scrivi_servizio(&s);
        if (v->sistema->ha_personale) scrivi_premi(&s);
        scrivi_altri(&s);
    }
    json_close_map(s.j);
    return str_fmt(a, "%.*s\n", STR_ARG(json_done(s.j)));
}

/* The same reader as `ciclo score`: what it refuses is told with the record that it was written from. */
static Err calcola(Valutazione *v, Str periodo, bool tracce, Arena *a, Difetti *d)
{
    Sistemi own = {v->sistema};
    Err e = caso_read(v->caso_json, &own, a, &v->caso, d);
    if (!e) rule_caso(&v->caso, tracce, a, &v->esito);
    else puntatori_in_chiaro(v, periodo, d, a);
    return e;
}

Err valutazione_calcola(const Archivio *arch, int64_t anno, Str periodo, Str parti, bool tracce, Arena *a, Valutazione *out,
                        Difetti *d)
{
    Sistema *s = NEW(a, Sistema);
    Str why;
    *out = (Valutazione){.anno = anno, .arch = arch};
    Err e = sistema_anno(arch, anno, a, s, &why);
    if (!e) return valutazione_con(arch, anno, s, periodo, parti, tracce, a, out, d);
    difetto(d, 0, str_fmt(a, "anni %lld", (long long)anno), "%.*s", STR_ARG(why));
    return e;
}

Err valutazione_con(const Archivio *arch, int64_t anno, const Sistema *s, Str periodo, Str parti, bool tracce, Arena *a,
                    Valutazione *out, Difetti *d)
{
    *out = (Valutazione){.anno = anno, .arch = arch, .sistema = s};
    bool tree_only = str_eq(parti, S("albero"));
    Valutazione prima = *out;
    prima.caso_json = scrivi(&prima, periodo, tree_only ? PASSATA_ALBERO : PASSATA_PRIMA, NULL, a);
    Err e = calcola(&prima, periodo, tree_only && tracce, a, d);
    Valutazione mezza = *out;
    bool by_m = !tree_only && (quote_anno(arch, anno) || str_eq(binari_opzione(arch, s, anno, "cr.g", a), S("dirigente_m")));
    if (!e && by_m) { /* the structures' levels and the quotas rest on the dirigenti too (AMB-46, F-17) */
        mezza.caso_json = scrivi(&mezza, periodo, PASSATA_DIRIGENTI, &prima, a);
        e = calcola(&mezza, periodo, false, a, d);
    }
    if (!e && !tree_only) {
        out->caso_json = scrivi(out, periodo, PASSATA_TUTTO, by_m ? &mezza : &prima, a);
        e = calcola(out, periodo, tracce, a, d);
    }
    if (e) return e;
    if (tree_only) *out = prima;
    out->esito.caso = &out->caso;
    return OK;
}

Err valutazione_da_caso(const Archivio *arch, int64_t anno, Str sistema, Str impronta, Str caso_json, bool tracce, Arena *a,
                        Valutazione *out, Difetti *d)
{
    Sistema *s = NEW(a, Sistema);
    *out = (Valutazione){.anno = anno, .arch = arch, .sistema = s, .caso_json = caso_json};
    if (sistema_impronta(arch, sistema, anno, impronta, a, s)) {
        difetto(d, 0, str_fmt(a, "anni %lld", (long long)anno), "sistema %.*s sconosciuto: ciclo rulebook list", STR_ARG(sistema));
        return E_NON_TROVATO;
    }
    Err e = calcola(out, S("finale"), tracce, a, d);
    if (e) return e;
    out->esito.caso = &out->caso;
    return OK;
}

Str valutazione_esito_json(const Valutazione *v, Arena *a)
{
    EsitoCaso e = v->esito;
    e.caso = &v->caso; /* wherever v has been copied to */
    return esito_json(&e, a);
}

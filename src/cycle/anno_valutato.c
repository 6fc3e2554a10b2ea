/* anno_valutato.c - floor 4: the run that counts, computed again from its own text. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/anno_valutato.h"

#include "cycle/spiega.h"

static Str text_of(const Esecuzione *x, const char *name)
{
    for (ptrdiff_t i = 0; i < x->n_testi; i++)
        if (str_eq(x->testi[i].nome, str_of(name))) return x->testi[i].testo;
    return S("");
}

static int by_key(const void *x, const void *y)
{
    const Risultato *p = x, *q = y;
    int c = str_cmp(p->soggetto, q->soggetto);
    if (!c) c = str_cmp(p->parte, q->parte);
    return c ? c : str_cmp(p->chiave, q->chiave);
}

/* Every number that is still on record, for whom it is on record, is what comes out now. */
static bool numbers_hold(const Esecuzione *x, const Valutazione *v)
{
    Arena scratch = {0};
    Numeri now = numeri_di(v, &scratch);
    Risultato *mine = risultati_di(&now, &scratch);
    bool hold = true;
    if (now.n) qsort(mine, (size_t)now.n, sizeof *mine, by_key);
    for (ptrdiff_t i = 0; i < x->n && hold; i++) {
        const Risultato *found = now.n ? bsearch(&x->risultati[i], mine, (size_t)now.n, sizeof *mine, by_key) : NULL;
        hold = found && str_eq(found->valore, x->risultati[i].valore);
    }
    arena_free(&scratch);
    return hold;
}

static Err from_frozen(const Archivio *arch, const Esecuzione *x, Arena *a, Valutazione *out, Difetti *d)
{
    Str where = str_fmt(a, "anni %lld", (long long)x->anno);
    Err e = valutazione_da_caso(arch, x->anno, x->sistema, x->impronta, text_of(x, "caso"), true, a, out, d);
    if (e) return e;
    if (numbers_hold(x, out)) return OK;
    difetto(d, 0, where,
            "l'esecuzione %lld è congelata con l'atto %.*s, ma questa versione del programma ne ricava altri numeri: usare la versione "
            "con cui è stata congelata, e segnalarlo",
            (long long)x->id, STR_ARG(x->atto));
    return E_CONFLITTO;
}

Err anno_valutato_da(const Archivio *arch, const Esecuzione *x, int64_t anno, Str periodo, Arena *a, Valutazione *out,
                     AnnoValutato *come, Difetti *d)
{
    *come = (AnnoValutato){.atto = S("")};
    if (!x->id || !str_eq(periodo, S("finale"))) return valutazione_calcola(arch, anno, periodo, S(""), true, a, out, d);
    bool frozen = str_eq(x->stato, S("congelata"));
    *come = (AnnoValutato){frozen ? ANNO_CONGELATO : ANNO_PROVVISORIO, x->id, x->atto, false};
    if (!frozen) {
        Err e = valutazione_calcola(arch, anno, periodo, S(""), true, a, out, d);
        if (!e) come->cambiati = !str_eq(text_of(x, "caso"), out->caso_json) || !numbers_hold(x, out);
        return e;
    }
    Err e = from_frozen(arch, x, a, out, d);
    if (e) return e;
    Arena scratch = {0};
    Valutazione now;
    Difetti slips = {.a = &scratch};
    come->cambiati = valutazione_calcola(arch, anno, periodo, S(""), false, &scratch, &now, &slips) || !str_eq(now.caso_json, out->caso_json);
    arena_free(&scratch);
    return OK;
}

Err anno_esecuzione(Store *st, const Grant *g, int64_t anno, Arena *a, Esecuzione *out)
{
    Arena scratch = {0};
    Esecuzione x;
    int64_t id = 0;
    *out = (Esecuzione){.anno = anno};
    Err e = store_esecuzione_corrente(st, anno, S("valutazione"), &id);
    if (!e && id) e = store_esecuzione_load(st, g, id, &scratch, &x);
    if (!e && id) {
        Risultato *r = NEW_N(a, Risultato, x.n + 1);
        for (ptrdiff_t i = 0; i < x.n; i++) {
            const Risultato *k = &x.risultati[i];
            r[i] = (Risultato){str_dup(a, k->parte), str_dup(a, k->soggetto), str_dup(a, k->chiave), str_dup(a, k->valore), S("")};
        }
        TestoEsecuzione *t = NEW(a, TestoEsecuzione);
        *t = (TestoEsecuzione){S("caso"), str_dup(a, text_of(&x, "caso"))};
        *out = (Esecuzione){.id = id, .anno = anno, .tipo = S("valutazione"), .ora = str_dup(a, x.ora), .autore = str_dup(a, x.autore),
                            .sistema = str_dup(a, x.sistema), .impronta = str_dup(a, x.impronta), .stato = str_dup(a, x.stato),
                            .atto = str_dup(a, x.atto), .risultati = r, .n = x.n, .testi = t, .n_testi = 1};
    }
    arena_free(&scratch);
    return e;
}

Err anno_valutato(Store *st, const Grant *g, const Archivio *arch, int64_t anno, Str periodo, Arena *a, Valutazione *out,
                  AnnoValutato *come, Difetti *d)
{
    Esecuzione x = {0};
    Err e = str_eq(periodo, S("finale")) ? anno_esecuzione(st, g, anno, a, &x) : OK;
    if (!e) return anno_valutato_da(arch, &x, anno, periodo, a, out, come, d);
    difetto(d, 0, str_fmt(a, "anni %lld", (long long)anno), "%.*s", STR_ARG(store_perche(st)));
    return e;
}

Err anno_salva(Store *st, const Grant *g, Str ora, const Valutazione *v, Arena *a, int64_t *id)
{
    Numeri numbers = numeri_di(v, a);
    Esecuzione x;
    esecuzione_di(v, &numbers, a, &x);
    return store_esecuzione_save(st, g, ora, &x, a, id);
}

Str anno_evento_che_decide(const Atto *x, Str codice, int64_t anno, Arena *a, Str *perche)
{
    static const char *const events[] = {"valutazione_personale.determina", "valutazione_personale.cpc", "valutazione_po.decide",
                                         "valutazione_sg.decide", "valutazione_dirigenti.approva"};
    *perche = S("");
    if (!x) *perche = str_fmt(a, "l'atto %.*s non è nel registro: registrarlo prima", STR_ARG(codice));
    else if (x->anno != anno) *perche = str_fmt(a, "l'atto %.*s non riguarda il %lld", STR_ARG(codice), (long long)anno);
    for (ptrdiff_t i = 0; i < COUNT_OF(events) && !perche->n; i++)
        if (str_eq(x->evento, str_of(events[i]))) return x->evento;
    if (!perche->n) *perche = str_fmt(a, "l'atto %.*s non decide una valutazione", STR_ARG(codice));
    return S("");
}

Err anno_da_congelare(Store *st, const Grant *g, const Archivio *arch, int64_t anno, Arena *a, int64_t *id, Str *perche)
{
    Esecuzione *runs, x;
    ptrdiff_t n;
    Valutazione now;
    Difetti slips = {.a = a};
    long long year = (long long)anno;
    Err e = store_esecuzioni_elenco(st, anno, S("valutazione"), a, &runs, &n);
    if (!e && n) e = store_esecuzione_load(st, g, *id = runs[0].id, a, &x);
    if (e) {
        *perche = store_perche(st);
        return e;
    }
    if (!n) {
        *perche = str_fmt(a, "nessuna esecuzione del %lld: prima ciclo evaluate --anno %lld", year, year);
        return E_NON_TROVATO;
    }
    if (!str_eq(x.stato, S("provvisoria"))) {
        *perche = str_fmt(a, "l'ultima esecuzione, la %lld, è già congelata con l'atto %.*s: per cambiarla valutare di nuovo, poi congelare con un altro atto",
                          (long long)x.id, STR_ARG(x.atto));
        return E_CONFLITTO;
    }
    if (!valutazione_calcola(arch, anno, S("finale"), S(""), true, a, &now, &slips) && str_eq(now.caso_json, text_of(&x, "caso")) &&
        numbers_hold(&x, &now))
        return OK;
    *perche = str_fmt(a, "i dati del %lld sono cambiati dopo l'esecuzione %lld: valutare di nuovo, controllare, poi congelare", year,
                      (long long)x.id);
    return E_CONFLITTO;
}

Str anno_valutato_parole(const AnnoValutato *x, int64_t anno, Arena *a)
{
    long long year = (long long)anno, run = (long long)x->esecuzione;
    switch (x->stato) {
    case ANNO_MAI_VALUTATO: return str_fmt(a, "il %lld non è stato ancora valutato: i risultati sono calcolati ora, dai dati", year);
    case ANNO_PROVVISORIO:
        if (x->cambiati)
            return str_fmt(a, "i dati del %lld sono cambiati dopo l'ultima valutazione (esecuzione %lld): valutare di nuovo", year, run);
        return str_fmt(a, "la valutazione del %lld è provvisoria (esecuzione %lld): nessun atto l'ha ancora congelata", year, run);
    case ANNO_CONGELATO:
        if (x->cambiati)
            return str_fmt(a, "i dati del %lld sono cambiati dopo la decisione: valgono i risultati congelati con l'atto %.*s (esecuzione %lld)",
                           year, STR_ARG(x->atto), run);
        break;
    }
    return S("");
}

/* In the text of a case, which has one key a line, every "id" is of a person but for those of nodes and units, of groups
 * and of quotas; and so is "persona". */
static bool ids_of_persons(Str section, int indent)
{
    static const char *const others[] = {"albero", "ente", "unita"};
    for (int i = 0; i < COUNT_OF(others); i++)
        if (str_eq(section, str_of(others[i]))) return false;
    return indent > 2 && !((str_eq(section, S("gruppi")) || str_eq(section, S("quote"))) && indent == 6);
}

Str caso_senza_persona(Arena *a, Str caso, Str persona, Str pseudonimo)
{
    Buf b = buf_new(a), code = buf_new(a);
    for (ptrdiff_t i = 0; i < persona.n; i++) {
        if (persona.p[i] == '"' || persona.p[i] == '\\') buf_char(&code, '\\');
        buf_char(&code, persona.p[i]);
    }
    Str section = S(""), id_key = S("\"id\": \""), sheet_key = S("\"persona\": \"");
    persona = buf_str(&code);
    while (caso.n) {
        ptrdiff_t end = str_find(caso, '\n') + 1;
        Str line = str_sub(caso, 0, end ? end : caso.n), rest = line;
        caso = str_sub(caso, line.n, caso.n);
        int spaces = 0;
        while (spaces < rest.n && rest.p[spaces] == ' ') spaces++;
        rest = str_sub(rest, spaces, rest.n);
        ptrdiff_t close = spaces == 2 && str_starts(rest, S("\"")) ? str_find(str_sub(rest, 1, rest.n), '"') : -1;
        if (close >= 0) section = str_sub(rest, 1, 1 + close);
        Str key = str_starts(rest, sheet_key) ? sheet_key : id_key;
        bool here = str_starts(rest, key) && ids_of_persons(section, spaces);
        Str id = here ? str_sub(rest, key.n, rest.n) : S("");
        if (here && str_starts(id, persona) && id.n > persona.n &&
            (id.p[persona.n] == '"' || id.p[persona.n] == '@'))
            buf_fmt(&b, "%*s%.*s%.*s%.*s", spaces, "", STR_ARG(key), STR_ARG(pseudonimo), STR_ARG(str_sub(id, persona.n, id.n)));
        else
            buf_put(&b, line);
    }
    return buf_str(&b);
}

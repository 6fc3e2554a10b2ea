/* sistemi.c - floor 4: a body's own rulebooks: the text that holds for a year. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/sistemi.h"

#include "cycle/termini.h"

/* -- which text holds */
static Err read_own(const SistemaVersione *v, Arena *a, Sistema *out)
{
    Difetti d = {.a = a};
    return sistema_read(v->testo, str_fmt(a, "%.*s/%lld", STR_ARG(v->codice), (long long)v->versione), a, out, &d) ? E_NON_TROVATO : OK;
}

/* Of adopted versions for that year or an earlier one the latest. */
static const SistemaVersione *in_force(const Archivio *arch, Str id, int64_t anno)
{
    ptrdiff_t n;
    const SistemaVersione *all = ALL(arch, SistemaVersione, SISTEMA_VERSIONE, &n), *best = NULL;
    for (ptrdiff_t i = 0; i < n; i++) {
        const SistemaVersione *v = &all[i];
        if (!v->atto.n || v->anno > anno || !str_eq(v->codice, id)) continue;
        if (!best || v->anno > best->anno || (v->anno == best->anno && v->versione > best->versione)) best = v;
    }
    return best;
}

Err sistema_di(const Archivio *arch, Str id, int64_t anno, Arena *a, Sistema *out)
{
    const SistemaVersione *v = in_force(arch, id, anno);
    return v ? read_own(v, a, out) : sistema_load(id, a, out);
}

Err sistema_impronta(const Archivio *arch, Str id, int64_t anno, Str impronta, Arena *a, Sistema *out)
{
    ptrdiff_t n;
    const SistemaVersione *all = ALL(arch, SistemaVersione, SISTEMA_VERSIONE, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (all[i].atto.n && str_eq(all[i].codice, id) && str_eq(all[i].impronta, impronta)) return read_own(&all[i], a, out);
    return sistema_di(arch, id, anno, a, out);
}

static const Anno *year_of(const Archivio *arch, int64_t anno)
{
    ptrdiff_t n;
    const Anno *all = ALL(arch, Anno, ANNO, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (all[i].anno == anno) return &all[i];
    return NULL;
}

Err sistema_anno(const Archivio *arch, int64_t anno, Arena *a, Sistema *out, Str *perche)
{
    const Anno *year = year_of(arch, anno);
    if (!year) {
        *perche = S("l'anno non è tra quelli dell'ente: importarlo prima");
        return E_NON_TROVATO;
    }
    *perche = S("");
    Err e = sistema_di(arch, year->sistema, anno, a, out);
    if (e)
        *perche = str_fmt(a, "sistema %.*s sconosciuto: non è fra quelli del programma (ciclo rulebook list), e fra quelli dell'ente "
                             "nessuno con questo nome è adottato", STR_ARG(year->sistema));
    return e;
}

/* -- versions */
const SistemaVersione *sistema_versione(const Archivio *arch, Str codice, int64_t versione)
{
    ptrdiff_t n;
    const SistemaVersione *all = ALL(arch, SistemaVersione, SISTEMA_VERSIONE, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (all[i].versione == versione && str_eq(all[i].codice, codice)) return &all[i];
    return NULL;
}

SistemaStato sistema_stato(const Archivio *arch, const SistemaVersione *v)
{
    ptrdiff_t n;
    if (!v->atto.n) return v->parere.n ? SISTEMA_CON_PARERE : date_is(v->proposto) ? SISTEMA_PROPOSTO : SISTEMA_BOZZA;
    const SistemaVersione *all = ALL(arch, SistemaVersione, SISTEMA_VERSIONE, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (all[i].atto.n && all[i].anno == v->anno && all[i].versione > v->versione && str_eq(all[i].codice, v->codice)) return SISTEMA_RETTIFICATO;
    return SISTEMA_ADOTTATO;
}

const char *sistema_stato_parola(SistemaStato s)
{
    static const char *const all[] = {
#define X(name, number, words) words,
        SISTEMA_STATI(X)
#undef X
    };
    return all[s];
}

bool sistema_testo(const Archivio *arch, Str nome, Str *testo)
{
    ptrdiff_t slash = str_find(nome, '/'), n;
    const SistemaIncorporato *all = sistemi_incorporati(&n);
    if (slash < 0) {
        for (ptrdiff_t i = 0; i < n; i++)
            if (str_eq(nome, str_of(all[i].id))) return *testo = (Str){(const char *)all[i].text, all[i].n}, true;
        return false;
    }
    int64_t versione = 0;
    for (ptrdiff_t i = slash + 1; i < nome.n; i++) {
        if (nome.p[i] < '0' || nome.p[i] > '9' || versione > 99) return false;
        versione = versione * 10 + (nome.p[i] - '0');
    }
    const SistemaVersione *v = sistema_versione(arch, str_sub(nome, 0, slash), versione);
    if (v) *testo = v->testo;
    return v != NULL;
}

Err sistema_controlla(Str testo, Str file, Arena *a, Sistema *out, Difetti *d)
{
    Err e = sistema_read(testo, file, a, out, d);
    return e ? e : processo_controlla(out, file, d);
}

/* -- records from outside */
bool sistema_fermo(const Archivio *arch, const SistemaVersione *v)
{
    const SistemaVersione *old = sistema_versione(arch, v->codice, v->versione);
    return old && old->atto.n;
}

static bool embedded(Str id)
{
    ptrdiff_t n;
    const SistemaIncorporato *all = sistemi_incorporati(&n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(id, str_of(all[i].id))) return true;
    return false;
}

void sistema_voce_controlla(const Archivio *prima, const Archivio *dopo, const SistemaVersione *v, Arena *a, Difetti *d)
{
    Sistema s;
    Difetti all = {.a = a};
    const EntitaInfo *e = entita_info(ENTITA_SISTEMA_VERSIONE);
    const SistemaVersione *old = sistema_versione(prima, v->codice, v->versione);
    if (old && old->atto.n && !str_eq(record_json(a, e, old), record_json(a, e, v)))
        difetto(d, 0, S("atto"), "questa versione è adottata e non cambia più: farne una nuova, con il numero seguente");
    if (embedded(v->codice)) difetto(d, 0, S("codice"), "è il nome di un sistema del programma: sceglierne un altro");
    if (v->versione > 1 && !sistema_versione(dopo, v->codice, v->versione - 1))
        difetto(d, 0, S("versione"), "manca la versione %lld: le versioni si seguono", (long long)v->versione - 1);
    if (sistema_controlla(v->testo, str_fmt(a, "%.*s/%lld", STR_ARG(v->codice), (long long)v->versione), a, &s, &all)) {
        for (ptrdiff_t i = 0; i < all.lista.n; i++)
            difetto(d, 0, S("testo"), "%.*s: %.*s", STR_ARG(all.lista.items[i].dove), STR_ARG(all.lista.items[i].cosa));
        return;
    }
    if (!str_eq(s.id, v->codice)) difetto(d, 0, S("codice"), "il testo ha id %.*s: devono essere uguali", STR_ARG(s.id));
    if (!str_eq(s.impronta, v->impronta)) difetto(d, 0, S("impronta"), "non è quella del testo, %.*s", STR_ARG(s.impronta));
    if (!str_eq(s.titolo, v->titolo)) difetto(d, 0, S("titolo"), "non è quello del testo, «%.*s»", STR_ARG(s.titolo));
    if (v->parere.n && !date_is(v->proposto)) difetto(d, 0, S("proposto"), "manca: il parere viene dopo la proposta");
    if (v->atto.n && (!v->parere.n || str_eq(v->parere, S("negativo"))))
        difetto(d, 0, S("parere"), "un sistema si adotta con il parere favorevole dell'OIV, che è vincolante");
}

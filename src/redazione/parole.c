/* parole.c - floor 6: the words of offices for codes, numbers, acts. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "redazione/parole.h"

#include "cycle/binari.h"

typedef struct Voce { const char *codice, *parole; } Voce;

static const Voce livelli[] = {
    {"area_strategica", "Area strategica"}, {"priorita", "Priorità"}, {"obiettivo_strategico", "Obiettivo strategico"},
    {"programma", "Programma"}, {"progetto", "Progetto"}, {"obiettivo_operativo", "Obiettivo operativo"},
    {"obiettivo_azione", "Obiettivo di azione"}, {"obiettivo_gruppo", "Obiettivo di gruppo"},
};

static const Voce organi[] = {
    {"consiglio", "Consiglio"},
    {"giunta", "Giunta"},
    {"sg", "Segretario generale"},
    {"dirigente", "Dirigenti"},
    {"dirigente_amm_contabile", "Dirigente amministrativo-contabile"},
    {"po", "Posizioni organizzative"},
    {"responsabile_uo", "Responsabili di unità"},
    {"dipendente", "Personale"},
    {"pec", "Programmazione e controllo"},
    {"ragioneria", "Ragioneria"},
    {"oiv", "OIV"},
    {"struttura_tecnica", "Struttura tecnica dell'OIV"},
    {"trasparenza", "Responsabile della trasparenza"},
    {"paghe", "Ufficio paghe"},
    {"revisore", "Collegio dei revisori"},
    {"auditor", "Auditor"},
    {"tecnico", "Tecnico"},
};

static const Voce tipi_atto[] = {
    {"delibera_consiglio", "deliberazione del Consiglio"},
    {"delibera_giunta", "deliberazione della Giunta"},
    {"determinazione_sg", "determinazione del Segretario generale"},
    {"determinazione_dirigente", "determinazione dirigenziale"},
    {"ordine_servizio", "ordine di servizio"},
    {"atto_gestione", "atto di gestione"},
    {"verbale_oiv", "verbale dell'OIV"},
    {"contratto", "contratto decentrato integrativo"},
    {"verbale", "verbale"},
    {"altro", "atto"},
};

static const Voce documenti[] = {
    {"programma_pluriennale", "Programma pluriennale"}, {"rpp", "Relazione previsionale e programmatica"},
    {"preventivo", "Preventivo economico"}, {"budget", "Budget direzionale"}, {"piano", "Piano della performance"},
    {"ptti", "Programma per la trasparenza e l'integrità"}, {"relazione", "Relazione sulla performance"},
};

static const Voce verifiche[] = {
    {"idoneita", "Idoneità del Piano"},
    {"allineamento", "Allineamento con gli altri documenti"},
    {"adeguatezza", "Adeguatezza degli obiettivi della dirigenza"},
    {"consistenza", "Consistenza di risultati attesi e indicatori"},
    {"validazione", "Validazione della Relazione"},
    {"certificazione", "Certificazione dei progetti incentivanti"},
};

static const Voce esiti[] = {
    {"positivo", "Positivo"}, {"con_osservazioni", "Positivo con osservazioni"}, {"negativo", "Negativo"},
    {"non_eseguibile", "Non eseguibile"},
};

static const char *cerca(const Voce *v, ptrdiff_t n, Str codice)
{
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(str_of(v[i].codice), codice)) return v[i].parole;
    return NULL;
}

Str parola_codice(Arena *a, Str codice)
{
    if (!codice.n) return codice;
    char *p = arena_alloc(a, codice.n);
    for (ptrdiff_t i = 0; i < codice.n; i++) p[i] = codice.p[i] == '_' ? ' ' : codice.p[i];
    if (p[0] >= 'a' && p[0] <= 'z') p[0] = (char)(p[0] - 'a' + 'A');
    return (Str){p, codice.n};
}

#define PAROLA(name, table) \
    Str parola_##name(Arena *a, Str codice) \
    { \
        const char *found = cerca(table, COUNT_OF(table), codice); \
        return found ? str_of(found) : parola_codice(a, codice); \
    }
PAROLA(livello, livelli)
PAROLA(organo, organi)
PAROLA(tipo_atto, tipi_atto)
PAROLA(documento, documenti)
PAROLA(verifica, verifiche)
PAROLA(esito, esiti)

Str parola_evento(Arena *a, Str evento)
{
    VoceId v = voce_by_name(evento);
    if (v == VOCE_COUNT) return parola_codice(a, evento);
    const char *track = binario_info[voce_info[v].binario].parole, *event = voce_info[v].parole;
    return str_fmt(a, "%s: %s", track, event);
}

Str minuscola(Arena *a, Str s)
{
    if (!s.n || s.p[0] < 'A' || s.p[0] > 'Z') return s;
    Str out = str_dup(a, s);
    ((char *)out.p)[0] = (char)(s.p[0] - 'A' + 'a');
    return out;
}

/* ---- numbers ---- */

static int cifre_di(Arena *a, Num x)
{
    Str s = num_exact(a, x);
    if (str_find(s, '/') >= 0) return -1;
    ptrdiff_t dot = str_find(s, '.');
    return dot < 0 ? 0 : (int)(s.n - dot - 1);
}

Str numero(Arena *a, Num x)
{
    int cifre = cifre_di(a, x);
    return cifre < 0 ? numero_a(a, x, 4) : num_italian(a, x, cifre);
}

Str numero_a(Arena *a, Num x, int cifre) { return num_italian(a, num_round(a, x, cifre, HALF_UP), cifre); }

Str numero_segno(Arena *a, Num x, int cifre)
{
    Num r = cifre < 0 ? x : num_round(a, x, cifre, HALF_UP);
    int sign = num_sign(r);
    Num size = sign < 0 ? num_neg(a, r) : r;
    Str s = cifre < 0 ? numero(a, size) : num_italian(a, size, cifre);
    return str_fmt(a, "%s%.*s", sign < 0 ? "\u2212" : sign > 0 ? "+" : "", STR_ARG(s));
}

Str percento(Arena *a, Num x, int cifre) { return str_fmt(a, "%.*s\u00a0%%", STR_ARG(numero_a(a, x, cifre))); }

Str euro(Arena *a, Num x) { return numero_a(a, x, 2); }
Str euro_cent(Arena *a, int64_t cents) { return num_italian(a, num_ratio(a, cents, 100), 2); }
Str numero_intero(Arena *a, int64_t i) { return num_italian(a, num_int(i), 0); }

Str quanti(Arena *a, int64_t n, const char *uno, const char *molti)
{
    return str_fmt(a, "%.*s %s", STR_ARG(numero_intero(a, n)), n == 1 ? uno : molti);
}

/* ---- records ---- */

static const void *trova(const Archivio *arch, EntitaTipo t, const void *key)
{
    Arena scratch = {0};
    const Tabella *table = &arch->tabelle[t];
    const void *found = table->n ? tabella_find(&scratch, table, record_key(&scratch, table->e, key)) : NULL;
    arena_free(&scratch);
    return found;
}

const Atto *atto_di(const Archivio *arch, Str codice)
{
    return codice.n ? trova(arch, ENTITA_ATTO, &(Atto){.codice = codice}) : NULL;
}

Str atto_estremi(Arena *a, const Archivio *arch, Str codice)
{
    const Atto *x = atto_di(arch, codice);
    if (!x) return codice;
    return str_fmt(a, "%.*s n. %.*s del %.*s", STR_ARG(parola_tipo_atto(a, x->tipo)), STR_ARG(x->numero),
                   STR_ARG(date_italian(a, x->data)));
}

Str unita_nome(const Archivio *arch, Str codice)
{
    const Unita *u = codice.n ? trova(arch, ENTITA_UNITA, &(Unita){.codice = codice}) : NULL;
    return u ? u->nome : codice;
}

Str societa_o_unita(const Archivio *arch, Str codice)
{
    const Unita *u = codice.n ? trova(arch, ENTITA_UNITA, &(Unita){.codice = codice}) : NULL;
    return u ? u->tipo : S("");
}

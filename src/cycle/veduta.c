/* veduta.c - floor 4: may somebody see what a record says: each table by the row of the matrix that its page has. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/veduta.h"

static bool may(const Veduta *v, Azione z, Ambito su)
{
    const Grant *g;
    Str why;
    return !v->q->chiede(v->q->ctx, z, su, &g, &why);
}

bool veduta_tiene_persone(const Veduta *v)
{
    return may(v, AZIONE_PERSONE_CORREGGE, (Ambito){0}) || may(v, AZIONE_INCARICHI_CORREGGE, (Ambito){0}) ||
           may(v, AZIONE_PRESENZE_CORREGGE, (Ambito){0});
}

/* What the key of a record names. */
typedef struct Chiave { Str persona, nodo, indicatore, riunione, livello; int64_t anno; } Chiave;

static int64_t number(Str s)
{
    int64_t n = 0;
    for (ptrdiff_t i = 0; i < s.n && i < 4; i++) n = n * 10 + (s.p[i] - '0');
    return n;
}

static bool read_key(const EntitaInfo *e, Str key, Arena *a, Chiave *out)
{
    Str parts[8];
    *out = (Chiave){0};
    if (e->n_chiave > COUNT_OF(parts) || !record_key_split(a, e, key, parts)) return false;
    for (int i = 0; i < e->n_chiave; i++) {
        const CampoInfo *c = &e->campi[i];
        bool ref = c->tipo == CAMPO_RIF;
        if (ref && c->rif == ENTITA_PERSONA) out->persona = parts[i];
        else if (ref && c->rif == ENTITA_NODO) out->nodo = parts[i];
        else if (ref && c->rif == ENTITA_INDICATORE) out->indicatore = parts[i];
        else if (ref && c->rif == ENTITA_RIUNIONE) out->riunione = parts[i];
        else if (!strcmp(c->nome, "anno")) out->anno = number(parts[i]);
        else if (!strcmp(c->nome, "livello")) out->livello = parts[i];
    }
    if (e->tipo == ENTITA_PERSONA) out->persona = parts[0];
    if (e->tipo == ENTITA_NODO) out->nodo = parts[0];
    if (e->tipo == ENTITA_INDICATORE) out->indicatore = parts[0];
    if (e->tipo == ENTITA_RIUNIONE) out->riunione = parts[0];
    return true;
}

/* Any node that the indicator measures, in its year when it has one. */
static bool sees_indicator(const Veduta *v, const Chiave *k)
{
    ptrdiff_t n;
    const Target *t = ALL(v->arch, Target, TARGET, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(t[i].indicatore, k->indicatore) && (!k->anno || t[i].anno == k->anno) &&
            may(v, AZIONE_ALBERO_LEGGI, (Ambito){.anno = t[i].anno, .nodo = t[i].nodo}))
            return true;
    return false;
}

/* Assigned objectives are in the sheet from its beginning; marks and judgements are seen by who proposes and decides,
 * and by the person when they are decided. */
static bool sees_sheet(const Veduta *v, EntitaTipo t, const Chiave *k)
{
    Ambito su = {.anno = k->anno, .persona = k->persona};
    bool marks = t == ENTITA_SEMISCHEDA || t == ENTITA_COMPETENZA, himself = str_eq(k->persona, v->persona);
    bool decided = !marks || str_eq(k->livello, S("determinata")) || str_eq(k->livello, S("decisa"));
    if (may(v, AZIONE_SCHEDA_PROPOSTA_LEGGI, su)) return true;
    if (may(v, AZIONE_SCHEDA_LEGGI, su)) return decided || !himself;
    return !marks && t != ENTITA_SCHEDA && t != ENTITA_MERITO && may(v, AZIONE_SCHEDA_APERTA_LEGGI, su);
}

static bool sees_group(const Veduta *v, Str chiave, Arena *a)
{
    const Gruppo *g = tabella_find(a, &v->arch->tabelle[ENTITA_GRUPPO], chiave);
    return g && may(v, AZIONE_VINCOLI_LEGGI, (Ambito){.anno = g->anno, .gruppo = g->codice});
}

static bool adopted(const Veduta *v, Str chiave, Arena *a)
{
    const SistemaVersione *x = tabella_find(a, &v->arch->tabelle[ENTITA_SISTEMA_VERSIONE], chiave);
    return x && x->atto.n;
}

bool veduta_dato(const Veduta *v, EntitaTipo t, Str chiave, Arena *a)
{
    Chiave k;
    if (!read_key(entita_info(t), chiave, a, &k)) return false;
    bool himself = k.persona.n && str_eq(k.persona, v->persona);
    switch (t) {
    case ENTITA_ENTE: case ENTITA_MANDATO: case ENTITA_ANNO: case ENTITA_PARAMETRO: case ENTITA_QUOTA_MASSIMA: case ENTITA_EDIZIONE:
    case ENTITA_EDIZIONE_VOCE:
        return may(v, AZIONE_CICLO_LEGGI, (Ambito){.anno = k.anno ? k.anno : v->anno});
    case ENTITA_ATTO: case ENTITA_ATTO_OGGETTO: case ENTITA_FONDO:
        return may(v, AZIONE_ATTO_LEGGI, (Ambito){0});
    case ENTITA_SISTEMA_VERSIONE: return may(v, AZIONE_SISTEMA_BOZZA_LEGGI, (Ambito){0}) || (adopted(v, chiave, a) && may(v, AZIONE_SISTEMA_LEGGI, (Ambito){0}));
    case ENTITA_UNITA: case ENTITA_INCARICO:
        return may(v, AZIONE_ORGANIZZAZIONE_LEGGI, (Ambito){0});
    case ENTITA_PERSONA: case ENTITA_ASSEGNAZIONE:
        return himself || veduta_tiene_persone(v);
    case ENTITA_PRESENZA: case ENTITA_ASSENZA: case ENTITA_PAGA: case ENTITA_INDENNITA:
        return himself || may(v, AZIONE_PRESENZE_CORREGGE, (Ambito){0});
    case ENTITA_RIUNIONE: case ENTITA_PARTECIPANTE:
        return may(v, AZIONE_RIUNIONE_LEGGI, (Ambito){.riunione = k.riunione});
    case ENTITA_NODO: case ENTITA_NODO_VERSIONE: case ENTITA_APPORTO: case ENTITA_RISORSA: case ENTITA_GRADO:
        return may(v, AZIONE_ALBERO_LEGGI, (Ambito){.anno = k.anno ? k.anno : v->anno, .nodo = k.nodo});
    case ENTITA_INDICATORE: case ENTITA_TARGET: case ENTITA_FASCIA: case ENTITA_VALORE:
        return sees_indicator(v, &k);
    case ENTITA_VERIFICA_OIV: case ENTITA_PROGETTO: case ENTITA_PROGETTO_UNITA: /* of the body: who sees the whole tree */
        return may(v, AZIONE_ALBERO_LEGGI, (Ambito){.anno = k.anno ? k.anno : v->anno});
    case ENTITA_TESTO_RELAZIONE: return may(v, AZIONE_RELAZIONE_LEGGI, (Ambito){.anno = k.anno}) || may(v, AZIONE_VALORI_CORREGGE, (Ambito){0});
    case ENTITA_GRUPPO: return sees_group(v, chiave, a);
    case ENTITA_SCHEDA: case ENTITA_COMPETENZA: case ENTITA_SEMISCHEDA: case ENTITA_OBIETTIVO_ASSEGNATO:
    case ENTITA_OBIETTIVO_INDIVIDUALE: case ENTITA_PARTECIPAZIONE: case ENTITA_INDICATORE_ESCLUSO: case ENTITA_MERITO:
        return sees_sheet(v, t, &k);
    case ENTITA_COUNT: break;
    }
    return false;
}

/* binari_fatti.c - floor 4: conditions and facts that the tracks of a year depend on. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/binari_fatti.h"

#include "cycle/valutazione.h"

Str binari_opzione(const Archivio *arch, const Sistema *s, int64_t anno, const char *chiave, Arena *a)
{
    const Parametro *p = fatti_parametro(arch, anno, str_fmt(a, "scelta.%s", chiave));
    if (p) return p->valore;
    const Tree *opzioni = s ? tree_get(&s->tree, S("opzioni")) : NULL, *o = tree_get(opzioni, str_of(chiave)),
               *v = tree_get(o, S("valore"));
    return v && v->kind == TREE_TEXT ? v->text : S("");
}

static bool in_year(Date dal, Date al, int64_t anno)
{
    Date first = date_of((int)anno, 1, 1), last = date_of((int)anno, 12, 31);
    return (!date_is(dal) || date_cmp(dal, last) <= 0) && (!date_is(al) || date_cmp(al, first) >= 0);
}

bool fatti_ruolo(const Archivio *arch, int64_t anno, Str ruolo, Str persona)
{
    ptrdiff_t n;
    const Incarico *i = ALL(arch, Incarico, INCARICO, &n);
    for (ptrdiff_t k = 0; k < n; k++)
        if (str_eq(i[k].ruolo, ruolo) && !i[k].delega_di.n && in_year(i[k].dal, i[k].al, anno) &&
            (!persona.n || str_eq(persona, i[k].persona)))
            return true;
    return false;
}

/* Somebody who is neither dirigente nor of a collegial body is assigned to a unit in the year. */
static bool has_staff(const Archivio *arch, int64_t anno)
{
    ptrdiff_t n, m;
    const Assegnazione *x = ALL(arch, Assegnazione, ASSEGNAZIONE, &n);
    const Persona *p = ALL(arch, Persona, PERSONA, &m);
    ptrdiff_t at = 0; /* both tables are in the order of the person's code */
    for (ptrdiff_t i = 0; i < n; i++) {
        if (!in_year(x[i].dal, x[i].al, anno)) continue;
        while (at < m && str_cmp(p[at].codice, x[i].persona) < 0) at++;
        if (at == m || !str_eq(p[at].codice, x[i].persona)) continue;
        Str r = p[at].rapporto;
        if (!str_eq(r, S("dirigente")) && !str_eq(r, S("organo")) && !str_eq(r, S("esterno"))) return true;
    }
    return false;
}

static const VerificaOiv *check_of(const Archivio *arch, int64_t anno, const char *oggetto)
{
    ptrdiff_t n;
    const VerificaOiv *v = ALL(arch, VerificaOiv, VERIFICA_OIV, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (v[i].anno == anno && str_eq(v[i].oggetto, str_of(oggetto))) return &v[i];
    return NULL;
}

static const char *const verifiche_piano[] = {"idoneita", "allineamento", "adeguatezza", "consistenza"};

void condizioni_anno(const Archivio *arch, const Sistema *s, int64_t anno, Arena *a, bool vale[CONDIZIONE_COUNT])
{
    memset(vale, 0, CONDIZIONE_COUNT * sizeof *vale);
    ptrdiff_t n;
    const Progetto *p = ALL(arch, Progetto, PROGETTO, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (p[i].anno == anno) vale[CONDIZIONE_HA_PROGETTI] = true;
    vale[CONDIZIONE_SEMPRE] = true;
    vale[CONDIZIONE_HA_DIRIGENTI] = fatti_ruolo(arch, anno, S("dirigente"), S(""));
    vale[CONDIZIONE_HA_PO] = fatti_ruolo(arch, anno, S("po"), S(""));
    vale[CONDIZIONE_HA_PERSONALE] = has_staff(arch, anno);
    vale[CONDIZIONE_VERIFICHE_ESEGUIBILI] = true;
    for (ptrdiff_t i = 0; i < COUNT_OF(verifiche_piano); i++) {
        const VerificaOiv *v = check_of(arch, anno, verifiche_piano[i]);
        if (v && str_eq(v->esito, S("non_eseguibile"))) vale[CONDIZIONE_VERIFICHE_ESEGUIBILI] = false;
    }
    const VerificaOiv *c = check_of(arch, anno, "certificazione");
    vale[CONDIZIONE_CERTIFICAZIONE_ESEGUIBILE] = !c || !str_eq(c->esito, S("non_eseguibile"));
    vale[CONDIZIONE_CALIBRAZIONE] = str_eq(binari_opzione(arch, s, anno, "staff.calibration", a), S("required"));
    vale[CONDIZIONE_CONSIGLIO] = str_eq(binari_opzione(arch, s, anno, "rel.approver", a), S("giunta+consiglio"));
    vale[CONDIZIONE_VALIDA_PRIMA] = str_eq(binari_opzione(arch, s, anno, "rel.validation", a), S("before_giunta"));
    vale[CONDIZIONE_VALIDA_DOPO] = !vale[CONDIZIONE_VALIDA_PRIMA];
}

/* Sheets of that kind, of the Segretario generale or not, all have a final report dated by then. */
static bool final_reports(const Archivio *arch, int64_t anno, Str tipo, bool sg, Date giorno)
{
    ptrdiff_t n;
    const Scheda *s = ALL(arch, Scheda, SCHEDA, &n);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (s[i].anno != anno || !str_eq(s[i].tipo, tipo) || fatti_ruolo(arch, anno, S("sg"), s[i].persona) != sg)
            continue;
        if (!date_is(s[i].relazione_finale) || date_cmp(s[i].relazione_finale, giorno) > 0) return false;
    }
    return true;
}

bool fatto_vale(const Archivio *arch, int64_t anno, Fatto f, Date giorno, bool certificata)
{
    const VerificaOiv *v;
    switch (f) {
    case FATTO_VERIFICHE_PIANO:
        for (ptrdiff_t i = 0; i < COUNT_OF(verifiche_piano); i++) {
            v = check_of(arch, anno, verifiche_piano[i]);
            if (!v || date_cmp(v->data, giorno) > 0) return false;
        }
        return true;
    case FATTO_CERTIFICAZIONE:
        v = check_of(arch, anno, "certificazione");
        return certificata || (v && str_eq(v->esito, S("non_eseguibile")) && date_cmp(v->data, giorno) <= 0);
    case FATTO_VALIDAZIONE:
        v = check_of(arch, anno, "validazione");
        return v && date_cmp(v->data, giorno) <= 0 &&
               (str_eq(v->esito, S("positivo")) || str_eq(v->esito, S("con_osservazioni")));
    case FATTO_RELAZIONE_FINALE_SG: return final_reports(arch, anno, S("dirigente"), true, giorno);
    case FATTO_RELAZIONI_FINALI_DIRIGENTI: return final_reports(arch, anno, S("dirigente"), false, giorno);
    case FATTO_RELAZIONI_FINALI_PO: return final_reports(arch, anno, S("posizione"), false, giorno);
    case FATTO_COUNT: break;
    }
    ASSERT(false); /* a fact without a function */
    return false;
}

/* correzioni.c - floor 2: every table of records: who corrects it, or where it is written instead. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "model/correzioni.h"

/* A table added to entita.def without a row here has no source, and a test says so. */
static const Correzione correzioni[ENTITA_COUNT] = {
    [ENTITA_ENTE] = {.azione = AZIONE_ENTE_CORREGGE, .fonte = "C-0.13"},
    [ENTITA_MANDATO] = {.azione = AZIONE_ENTE_CORREGGE, .fonte = "C-1.01"},
    [ENTITA_ATTO] = {.altrove = ALTROVE_ATTI, .fonte = "X-02"},
    [ENTITA_ATTO_OGGETTO] = {.altrove = ALTROVE_ATTI, .fonte = "X-02"},
    [ENTITA_ANNO] = {.azione = AZIONE_ENTE_CORREGGE, .fonte = "X-09"},
    [ENTITA_PARAMETRO] = {.azione = AZIONE_ENTE_CORREGGE, .fonte = "12.4"},
    [ENTITA_SISTEMA_VERSIONE] = {.altrove = ALTROVE_SISTEMI, .fonte = "C-0.02"},
    [ENTITA_UNITA] = {.azione = AZIONE_ORGANIZZAZIONE_CORREGGE, .fonte = "X-11"},
    [ENTITA_PERSONA] = {.azione = AZIONE_PERSONE_CORREGGE, .persona = "codice", .fonte = "X-11"},
    [ENTITA_ASSEGNAZIONE] = {.azione = AZIONE_PERSONE_CORREGGE, .persona = "persona", .fonte = "S-N.14"},
    [ENTITA_INCARICO] = {.azione = AZIONE_INCARICHI_CORREGGE, .persona = "persona", .fonte = "X-01"},
    [ENTITA_RIUNIONE] = {.altrove = ALTROVE_RIUNIONI, .fonte = "X-03"},
    [ENTITA_PARTECIPANTE] = {.altrove = ALTROVE_RIUNIONI, .fonte = "X-03"},
    [ENTITA_NODO] = {.azione = AZIONE_ALBERO_CORREGGE, .fonte = "C-1.16"},
    [ENTITA_NODO_VERSIONE] = {.azione = AZIONE_ALBERO_CORREGGE, .versioni = true, .fonte = "12.5"},
    [ENTITA_APPORTO] = {.azione = AZIONE_ALBERO_CORREGGE, .fonte = "C-1.23"},
    [ENTITA_RISORSA] = {.azione = AZIONE_VALORI_CORREGGE, .fonte = "C-2.44"},
    [ENTITA_INDICATORE] = {.azione = AZIONE_ALBERO_CORREGGE, .fonte = "X-10"},
    [ENTITA_TARGET] = {.azione = AZIONE_ALBERO_CORREGGE, .versioni = true, .fonte = "C-1.26"},
    [ENTITA_FASCIA] = {.azione = AZIONE_ALBERO_CORREGGE, .fonte = "S-D.23"},
    [ENTITA_VALORE] = {.azione = AZIONE_VALORI_CORREGGE, .fonte = "S-D.22"},
    [ENTITA_GRADO] = {.azione = AZIONE_VALORI_CORREGGE, .fonte = "C-3.33"},
    [ENTITA_VERIFICA_OIV] = {.azione = AZIONE_VERIFICHE_OIV_CORREGGE, .fonte = "C-2.46"},
    [ENTITA_TESTO_RELAZIONE] = {.azione = AZIONE_VALORI_CORREGGE, .fonte = "C-3.39"},
    [ENTITA_EDIZIONE] = {.altrove = ALTROVE_EDIZIONI, .fonte = "12.5"},
    [ENTITA_EDIZIONE_VOCE] = {.altrove = ALTROVE_EDIZIONI, .fonte = "12.5"},
    [ENTITA_OBIETTIVO_ASSEGNATO] = {.azione = AZIONE_ASSEGNAZIONI_CORREGGE, .persona = "persona", .fonte = "C-2.52"},
    [ENTITA_SCHEDA] = {.azione = AZIONE_ASSEGNAZIONI_CORREGGE, .persona = "persona",
                       .decisi = "feedback|prestazione|retribuzione_massima|voto_trasferito|integrativo|parere|giudizio|fattori_esterni|atto",
                       .fonte = "C-4.33"},
    [ENTITA_COMPETENZA] = {.altrove = ALTROVE_TAVOLO, .rettifica = true, .persona = "persona", .fonte = "S-D.27"},
    [ENTITA_GRUPPO] = {.azione = AZIONE_ASSEGNAZIONI_CORREGGE, .persona = "valutatore",
                       .decisi = "deroga_motivo|deroga_atto", .fonte = "S-N.51"},
    [ENTITA_SEMISCHEDA] = {.altrove = ALTROVE_TAVOLO, .rettifica = true, .persona = "persona", .fonte = "S-N.35"},
    [ENTITA_PROGETTO] = {.azione = AZIONE_ALBERO_CORREGGE, .fonte = "S-N.10"},
    [ENTITA_PROGETTO_UNITA] = {.azione = AZIONE_VALORI_CORREGGE, .fonte = "AMB-51"},
    [ENTITA_PARTECIPAZIONE] = {.azione = AZIONE_ASSEGNAZIONI_CORREGGE, .persona = "persona", .fonte = "S-N.10"},
    [ENTITA_OBIETTIVO_INDIVIDUALE] = {.azione = AZIONE_ASSEGNAZIONI_CORREGGE, .persona = "persona",
                                      .decisi = "livello|cause_esterne|certificato_da", .fonte = "S-N.20"},
    [ENTITA_PRESENZA] = {.azione = AZIONE_PRESENZE_CORREGGE, .persona = "persona", .fonte = "AMB-20"},
    [ENTITA_ASSENZA] = {.azione = AZIONE_PRESENZE_CORREGGE, .persona = "persona", .fonte = "AMB-20"},
    [ENTITA_PAGA] = {.azione = AZIONE_PRESENZE_CORREGGE, .persona = "persona", .fonte = "F-16"},
    [ENTITA_INDENNITA] = {.azione = AZIONE_PRESENZE_CORREGGE, .persona = "persona", .fonte = "S-N.70"},
    [ENTITA_INDICATORE_ESCLUSO] = {.azione = AZIONE_ASSEGNAZIONI_CORREGGE, .persona = "persona", .fonte = "AMB-15"},
    [ENTITA_MERITO] = {.azione = AZIONE_ASSEGNAZIONI_CORREGGE, .persona = "persona", .fonte = "S-N.69"},
    [ENTITA_QUOTA_MASSIMA] = {.azione = AZIONE_ENTE_CORREGGE, .fonte = "F-17"},
    [ENTITA_FONDO] = {.azione = AZIONE_FONDI_CORREGGE, .fonte = "S-N.66"},
};

const Correzione *correzione_di(EntitaTipo t) { return &correzioni[t]; }

bool correzione_deciso(const CampoInfo *c, EntitaTipo t)
{
    Str left = str_of(correzioni[t].decisi), name = str_of(c->nome);
    while (left.n) {
        ptrdiff_t bar = str_find(left, '|');
        if (str_eq(name, bar < 0 ? left : str_sub(left, 0, bar))) return true;
        left = bar < 0 ? S("") : str_sub(left, bar + 1, left.n);
    }
    return false;
}

bool correzione_rettifica(Arena *a, const EntitaInfo *e, const void *prima, const void *dopo)
{
    for (int i = e->n_chiave; i < e->n_campi; i++) {
        const CampoInfo *c = &e->campi[i];
        if (!correzioni[e->tipo].rettifica && (!correzione_deciso(c, e->tipo) || campo_absent(c, prima))) continue;
        if (!str_eq(campo_text(a, c, prima), campo_text(a, c, dopo))) return true;
    }
    return false;
}

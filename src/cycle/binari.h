/* binari.h - floor 4: the tracks of a year: where each stands, told by replaying its acts and meetings. (12.3)
 *
 * Nothing about the process is stored: the state of a track is what follows from the acts and meetings of that year, in
 * the order of their dates, against the tables of eventi.def. Of the same day, those whose turn it is come first, then
 * by code. An act out of its turn changes no state; an act that did not wait for what it had to wait for does; both are
 * told, never hidden. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_BINARI_H
#define CICLO_BINARI_H

#include "model/entita.h"
#include "rules/sistema.h"

/* ---- the tables, as eventi.def declares them ---- */

#define BINARIO(id, name, prefix, condition, words, source) BIN_##id,
typedef enum BinarioId {
#include "cycle/eventi.def"
    BIN_COUNT
} BinarioId;

/* Numbered within their track, from 0. */
#define BINARIO(id, name, prefix, condition, words, source) STATO_##id##_OGNI = -1, STATO_##id##_STESSO = -1,
#define STATO(id, state, kind, words) STATO_##id##_##state,
enum {
#include "cycle/eventi.def"
};

#define VOCE(id, event, due, words, source) VOCE_##id##_##event,
typedef enum VoceId {
#include "cycle/eventi.def"
    VOCE_COUNT
} VoceId;

#define CONDIZIONE(name, words) CONDIZIONE_##name,
typedef enum Condizione {
#include "cycle/eventi.def"
    CONDIZIONE_COUNT
} Condizione;

#define FATTO(name, words) FATTO_##name,
typedef enum Fatto {
#include "cycle/eventi.def"
    FATTO_COUNT
} Fatto;

#define FASE(id, words, track, event) FASE_##id,
typedef enum Fase {
#include "cycle/eventi.def"
    FASE_CONCLUSO
} Fase;

typedef enum StatoSpecie { STATO_INIZIO, STATO_PASSO, STATO_FINE, STATO_INIZIO_FINE } StatoSpecie;

typedef struct BinarioInfo { const char *nome, *prefisso; Condizione quando; const char *parole, *fonte; } BinarioInfo;
typedef struct StatoInfo { BinarioId binario; const char *nome; StatoSpecie specie; const char *parole; } StatoInfo;
typedef struct VoceInfo {
    BinarioId binario;
    const char *nome;
    Condizione dovuta;
    const char *parole, *fonte;
} VoceInfo;
/* da -1: from every state; a -1: the same state. rinvio: a step back. */
typedef struct PassaggioInfo {
    BinarioId binario;
    int da;
    VoceId voce;
    int a;
    bool rinvio;
    const char *fonte;
} PassaggioInfo;
/* voce waits for `serve`, or for a fact when `fatto` is not FATTO_COUNT. */
typedef struct AttesaInfo { VoceId voce; Condizione quando; VoceId serve; Fatto fatto; const char *fonte; } AttesaInfo;

extern const BinarioInfo binario_info[BIN_COUNT];
extern const VoceInfo voce_info[VOCE_COUNT];
extern const PassaggioInfo passaggio_info[];
extern const ptrdiff_t n_passaggi;
extern const AttesaInfo attesa_info[];
extern const ptrdiff_t n_attese;

const StatoInfo *stato_info(BinarioId b, int stato);   /* NULL beyond the last one */
bool stato_completo(BinarioId b, int stato);           /* FINE or INIZIO_FINE */
const char *condizione_parole(Condizione c);
const char *fatto_parole(Fatto f);
const char *fase_parole(Fase f);
/* Full name, "piano.approva"; the event a full name stands for, or VOCE_COUNT. */
Str voce_nome(Arena *a, VoceId v);
VoceId voce_by_name(Str nome);

/* ---- one year ---- */

/* An act or meeting of the year that performs an event. */
typedef struct Accaduto {
    VoceId voce;
    Str codice;               /* of the act or meeting */
    const Atto *atto;         /* one of the two */
    const Riunione *riunione;
    Date data;
    int da, a;                /* states of its track before and after */
    bool fuori_turno;         /* not possible in state `da`: changed nothing */
} Accaduto;

/* What is not as it should be, with the act it is about ("" = none). */
typedef struct Irregolarita { BinarioId binario; Str codice; Date data; Str cosa; Str fonte; } Irregolarita;

/* What is still to be done: the event, how many times more, and what it waits for. */
typedef struct Mancante {
    VoceId voce;
    int volte;
    LIST(Str) attende;        /* "preventivo.approva", or words of a fact */
} Mancante;

typedef struct BinarioAnno {
    bool applicabile;
    int stato;
    bool completo;            /* in a final state, nothing due is missing */
    Date dal;                 /* since when in that state; none: from the start */
    LIST(Mancante) mancanti;
} BinarioAnno;

typedef struct Binari {
    int64_t anno;
    BinarioAnno binario[BIN_COUNT];
    LIST(Accaduto) accaduti;                /* in the order in which they were replayed */
    LIST(Irregolarita) irregolarita;
    Date fatto[VOCE_COUNT];           /* last day of every event that stands; none: not done (or undone) */
    int volte[VOCE_COUNT];
    bool vale[CONDIZIONE_COUNT];
    Fase fase;
} Binari;

/* How many times an event is due in a year; the body's process rules say it (NULL: once). */
typedef struct Volte { int n[VOCE_COUNT]; } Volte;

void binari_stato(const Archivio *arch, const Sistema *s, int64_t anno, const Volte *volte, Arena *a, Binari *out);

bool binario_regolare(const Binari *b, BinarioId t);   /* nothing in it happened out of turn or without waiting */
/* Whether a track has neither irregularities nor anything missing. */
bool binario_verde(const Binari *b, BinarioId t);
/* What keeps an event from being performed today: empty list = nothing. Words for people, each with its source. */
typedef struct Impedimento { Str cosa; const char *fonte; } Impedimento;
ptrdiff_t binari_impedimenti(const Binari *b, const Archivio *arch, VoceId v, Date giorno, Arena *a, Impedimento **out);

/* Graphviz: states and steps of every track, gates dashed across; with b also where the year stands. */
Str binari_dot(const Binari *b, Arena *a);

/* An option of the year's process: parameter "scelta.KEY" of the year, else the rulebook's; "" = neither. */
Str binari_opzione(const Archivio *arch, const Sistema *s, int64_t anno, const char *chiave, Arena *a);

#endif

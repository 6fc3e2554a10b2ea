/* compiti.h - floor 6: what a person has to do today, and what of it waits for whom; told from the image alone. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_COMPITI_H
#define CICLO_COMPITI_H

#include "web/ciclo_vista.h"
#include "web/page.h"

/* Days before its term from which a thing to do is told apart as near. */
enum { COMPITI_PRESTO = 30 };

/* LEGGERE: to be acknowledged or looked at. ATTESA: it is his, and cannot be done yet. */
typedef enum Urgenza { URGENZA_TARDI, URGENZA_PRESTO, URGENZA_DOPO, URGENZA_SENZA, URGENZA_LEGGERE, URGENZA_ATTESA,
                       URGENZA_COUNT } Urgenza;

typedef struct Compito {
    Urgenza urgenza;
    int64_t anno;
    VoceId voce;             /* VOCE_COUNT: it is no event of a track */
    int volte;
    Str cosa, dove, fonte;   /* "rapporto semestrale", "Monitoraggio 2026", "C-3.01" */
    Date dal, entro, avviso, legge;
    bool solo_avviso;        /* late is a warning, not a breach */
    LIST(Attesa) attese;
    Collegamento azione;     /* its one button; url "": none */
} Compito;
typedef struct Compiti { Compito *items; ptrdiff_t n, cap; } Compiti;

/* Everything that whoever has signed in has to do, most urgent first. */
void compiti_di(Page *p, Compiti *out);

/* -- said of a year to anybody inside the body */
/* Words of roles that may perform an event: the body's rules, else the matrix's. */
Str voce_ruoli(Page *p, const ImmagineAnno *y, VoceId v);
/* "OIV: Carla Neri, Ugo Verdi": the roles with who holds them today. */
Str voce_chi(Page *p, const ImmagineAnno *y, VoceId v);
/* Whoever has signed in holds one of those roles today. */
bool voce_mia(Page *p, const ImmagineAnno *y, VoceId v);
/* What a missing event waits for: its gates, and the step of its own track that comes before. */
void mancante_attese(Page *p, const ImmagineAnno *y, const Mancante *m, Compito *out);
/* It is performed by a meeting or interview, not by an act. */
bool voce_riunione(const ImmagineAnno *y, VoceId v);
/* The term of what is missing; NULL: none. */
const Scadenza *mancante_scadenza(const ImmagineAnno *y, VoceId v);
/* The day before which it may not be done; none: not said. */
Date scadenza_dal(const ImmagineAnno *y, const Scadenza *s);
/* Words in the reader's language. */
Str voce_parole(Page *p, VoceId v);
Str binario_parole(Page *p, BinarioId b);
/* The body's years, latest first; at most `max`. */
int page_anni(const Page *p, int64_t *out, int max);
/* Held on the day: from dal, until al. */
bool incarico_oggi(const Incarico *x, Date oggi);

#endif

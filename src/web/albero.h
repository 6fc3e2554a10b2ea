/* albero.h - floor 6: the tree of a year as one person may see it: which nodes, how each stands, which of them are asked
 * for. Pure. (C-1.16, C-2.44, C-3.22-25) */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_WEB_ALBERO_H
#define CICLO_WEB_ALBERO_H

#include "cycle/valutazione.h"
#include "web/vista.h"

/* How a node or an indicator stands against its target: reached at 100 %; nearly, within the body's threshold of
 * deviation (relazione.soglia_scostamento, 10 when it set none). */
typedef enum NodoStato {
    NODO_RAGGIUNTO,
    NODO_QUASI,
    NODO_LONTANO,
    NODO_NON_RILEVATO,
    NODO_NON_COMPUTABILE,
    NODO_STATI
} NodoStato;
Tono nodo_tono(NodoStato s);
Str nodo_parola(Lingua l, NodoStato s);
Str nodo_stato_codice(NodoStato s);                      /* as in addresses and CSV: "quasi_raggiunto" */
bool nodo_stato_by_codice(Str codice, NodoStato *out);
/* percentuale absent: not reported. */
NodoStato nodo_stato(Num percentuale, Num soglia);
Num nodo_soglia(const Archivio *arch, int64_t anno, Arena *a);

typedef struct Ramo {
    const NodoVersione *versione;
    Str livello;                 /* as in the register: "progetto" */
    LIST(Str) apporti;           /* units that contribute, beside the one that answers for it */
    ptrdiff_t padre, fine;       /* index of the parent (-1 = root); first index after all that is below */
    int profondita;
    bool visibile;               /* the matrix allows it; else only its name, as part of a path */
    bool trovato;                /* visible, and what the filter asks for */
    bool mostrato;               /* it or something below it is found */
    ptrdiff_t sotto;             /* found nodes below it */
    const CasoNodo *caso;        /* its place in the computed year; NULL = none */
    const EsitoNodo *esito;      /* NULL with it */
    ptrdiff_t raggiunti;         /* indicators at 100 %, of it and of all below */
    NodoStato stato;
} Ramo;

typedef struct Alberatura {
    Ramo *rami;                  /* parents before children, each subtree in one piece */
    ptrdiff_t n, visibili, trovati;
    bool tutto;                  /* the whole body may be seen */
    Num soglia;
} Alberatura;

/* What the matrix says: may the reader see the objectives of a unit. A node belongs to the unit that answers for it and to
 * those that contribute (C-1.23); one that names none belongs where the node above it does: as access_check decides. */
typedef struct AlberoPuo { bool (*unita)(void *chi, Str unita); void *chi; } AlberoPuo;

/* v: the computed year, or NULL. tutto: everything may be seen, nobody is asked. Everything visible is found. */
void alberatura(const Archivio *arch, const Valutazione *v, int64_t anno, bool tutto, AlberoPuo puo, Arena *a,
                Alberatura *out);

/* Members that say nothing are empty; stato NODO_STATI: any. unita: that one or any below it, as answering or as
 * contributing. priorita: code of a root. */
typedef struct AlberoFiltro { Str unita, priorita; NodoStato stato; } AlberoFiltro;
bool filtro_vuoto(const AlberoFiltro *f);
void alberatura_filtra(Alberatura *t, const Archivio *arch, const AlberoFiltro *f);

/* Place of a node; -1: not in this year. */
ptrdiff_t alberatura_nodo(const Alberatura *t, Str nodo);
/* Down to which depth the shown nodes in from..to-1 can be written so that they are at most `quanti`: never above the
 * first of them. */
int alberatura_fondo(const Alberatura *t, ptrdiff_t from, ptrdiff_t to, ptrdiff_t quanti);

/* "1.1 Titolo": what a node is called. */
Str nodo_etichetta(Arena *a, const NodoVersione *v);
Str nodo_livello(const Archivio *arch, Str nodo);        /* "progetto"; "" = not in the register */
/* "≥ 103 %", "≤ 5,8 giorni" */
Str target_parole(Arena *a, Str operatore, Num target, Str unita_misura);
Str valore_parole(Arena *a, Num valore, Str unita_misura);

#endif

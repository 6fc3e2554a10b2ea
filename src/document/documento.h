/* documento.h - floor 5: a document as a tree that knows no format, and the calls that build it. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_DOCUMENTO_H
#define CICLO_DOCUMENTO_H

#include "base/date.h"
#include "base/err.h"

/* Every text that enters is copied into the document's arena through one door: bytes that are not UTF-8 become U+FFFD;
 * control characters, marks that reverse the direction of reading and non-characters are dropped; a line feed stays a
 * line break in running text and becomes a space in headings, captions and labels, which are cut at DOC_ETICHETTA
 * letters (doc_check tells). The renderers escape all of it. */
enum { DOC_ETICHETTA = 300 };

typedef struct Documento Documento;

/* ---- runs of text ---- */

typedef enum TrattoTipo {
    TRATTO_NORMALE,
    TRATTO_FORTE,
    TRATTO_ENFASI,
    TRATTO_RIMANDO, /* to an anchor of the same document */
    TRATTO_LINK,    /* to an https address */
} TrattoTipo;

typedef struct Tratto {
    TrattoTipo tipo;
    Str testo, meta; /* meta: key of the anchor, or address */
} Tratto;

typedef struct Testo {
    Documento *d;
    LIST(Tratto) tratti;
} Testo;

void testo_add(Testo *t, Str s);
void testo_strong(Testo *t, Str s);
void testo_emphasis(Testo *t, Str s);
/* Cross reference: s, leading to what was given the anchor. Where no such anchor is, s stays plain text. */
void testo_ref(Testo *t, Str s, Str ancora);
/* s as a link; an address that is not a plain https one leaves s as plain text. */
void testo_link(Testo *t, Str s, Str https);
bool testo_empty(const Testo *t);
Str testo_plain(Arena *a, const Testo *t); /* the words alone */

/* ---- blocks ---- */

typedef struct Titolo {
    int livello; /* 2..6 */
    Str numero;  /* "3.1", or "" */
    Str testo, id;
} Titolo;

/* A list; its items may hold one list each. */
typedef struct Elenco Elenco;
typedef struct Voce {
    Testo testo;
    Elenco *sotto; /* NULL = none */
} Voce;
struct Elenco {
    Documento *d;
    bool numerato;
    int profondita; /* 1.. */
    LIST(Voce *) voci;
};

typedef struct Definizione {
    Str termine;
    Testo testo;
} Definizione;
typedef struct Definizioni {
    Documento *d;
    LIST(Definizione *) righe;
} Definizioni;

typedef enum ColonnaTipo {
    COLONNA_TESTO,
    COLONNA_NUMERO, /* to the right, digits of one width */
    COLONNA_CAPO,   /* the cell names its row (th scope="row") */
} ColonnaTipo;
typedef struct DocColonna {
    ColonnaTipo tipo;
    Str testa;
} DocColonna;
typedef struct Riga {
    Testo *celle; /* as many as the columns */
    bool totale;
} Riga;
typedef struct DocTabella {
    Documento *d;
    int numero;     /* "Tabella 3"; 0 = the data of a figure */
    Str id, didascalia, nota;
    LIST(DocColonna) colonne;
    LIST(Riga) righe;
} DocTabella;

typedef struct Barra {
    Str etichetta, valore;
    int per_mille; /* 0.. */
} Barra;
typedef struct Figura {
    Documento *d;
    int numero;
    Str id, titolo, descrizione;
    LIST(Barra) barre;
    DocTabella *dati;
} Figura;

typedef enum NotaTipo { NOTA_SEMPLICE, NOTA_ESEMPIO, NOTA_ATTENZIONE } NotaTipo;
typedef struct DocNota {
    Documento *d;
    NotaTipo tipo;
    Str titolo;
    LIST(Testo *) capoversi;
} DocNota;

typedef struct Firma {
    Str ruolo, nome, luogo;
    Date data;
} Firma;

typedef enum BloccoTipo {
    BLOCCO_TITOLO,
    BLOCCO_CAPOVERSO,
    BLOCCO_ELENCO,
    BLOCCO_DEFINIZIONI,
    BLOCCO_TABELLA,
    BLOCCO_FIGURA,
    BLOCCO_NOTA,
    BLOCCO_FIRMA,
    BLOCCO_INDICE,
    BLOCCO_SALTO, /* page break */
} BloccoTipo;
typedef struct Blocco {
    BloccoTipo tipo;
    union {
        Titolo titolo;
        Testo capoverso;
        Elenco elenco;
        Definizioni definizioni;
        DocTabella tabella;
        Figura figura;
        DocNota nota;
        Firma firma;
    };
} Blocco;

/* ---- the document ---- */

typedef struct Testata {
    Str titolo;           /* heading 1 */
    Str sottotitolo;
    Str ente;             /* name of the body: the author in the file's data */
    Str identificativo;   /* RELAZIONE/2024/1 */
    Str oggetto;          /* subject in the file's data */
    Str stato;            /* "Bozza", "Dati di esempio": on top and on every page; "" = none */
    Str lingua;           /* "" = it */
    Str impronta_regole;  /* hash of the rulebook, for the colophon */
    Str ancora_giornale;  /* head of the journal when the document was made, for the colophon */
    Date data;            /* the document's own date; never the clock's */
    bool numera_titoli;   /* 1, 1.1, 1.1.1 before headings 2, 3, 4 */
} Testata;

typedef struct DocMappa {
    struct DocCoppia { Str chiave, valore; long volte; } *posti;
    ptrdiff_t n, cap;
} DocMappa;

struct Documento {
    Arena *a;
    Testata testata;
    LIST(Blocco *) blocchi;
    /* the builder's own */
    int livello, numeri[7], tabelle, figure;
    int64_t accorciati;
    DocMappa id, ancore; /* ids in use; anchor -> id of the first block that was given it */
    LIST(Str) rimandi;
};

Documento *doc_new(Arena *a, const Testata *t);

/* Level 2..6 (1 is the title). A level that would be skipped is mended to the next one allowed. anchor "" = none asked:
 * every heading, table and figure has an id anyway. An anchor may be any text, e.g. "obiettivo/12". */
void doc_heading(Documento *d, int livello, Str testo, Str ancora);
Testo *doc_paragraph(Documento *d);
/* What a person typed: blank lines part paragraphs, single line feeds stay line breaks. */
void doc_text(Documento *d, Str s);

Elenco *doc_list(Documento *d, bool numerato);
Testo *elenco_item(Elenco *e);
/* A list inside the last item (which must be there); at most 4 deep. */
Elenco *elenco_sub(Elenco *e, bool numerato);

Definizioni *doc_definitions(Documento *d);
Testo *definizioni_add(Definizioni *r, Str termine);

/* Columns first, then rows. */
DocTabella *doc_table(Documento *d, Str didascalia, Str ancora);
void tabella_column(DocTabella *t, ColonnaTipo tipo, Str testa);
Testo *tabella_row(DocTabella *t);                              /* the row's cells, one a column, to be filled */
Testo *tabella_total(DocTabella *t);                            /* the same for a total row */
void tabella_row_of(DocTabella *t, const Str *celle, ptrdiff_t n); /* n cells of plain text; those missing stay empty */
void tabella_note(DocTabella *t, Str nota);

/* Horizontal bars with their table of data. voce and misura head its two columns ("Obiettivo", "Grado"). */
Figura *doc_figure(Documento *d, Str titolo, Str descrizione, Str voce, Str misura, Str ancora);
/* valore is what is printed, exact; per_mille only draws (1000 = the whole width, unless a bar is longer). */
void figura_bar(Figura *f, Str etichetta, Str valore, int per_mille);

DocNota *doc_note(Documento *d, NotaTipo tipo, Str titolo);
Testo *nota_paragraph(DocNota *n);

void doc_signature(Documento *d, Str ruolo, Str nome, Str luogo, Date data);
void doc_toc(Documento *d);
void doc_page_break(Documento *d);

/* Id of what was given the anchor, or "". */
Str doc_anchor_id(const Documento *d, Str ancora);

/* What the colophon prints: at most DOC_ESTREMI pairs, those that have a value. Returns how many. */
typedef struct DocEstremo { Str nome, valore; } DocEstremo;
enum { DOC_ESTREMI = 5 };
ptrdiff_t doc_colophon(const Documento *d, Arena *a, DocEstremo out[DOC_ESTREMI]);

/* "Lucca, 30 giugno 2025"; one of the two alone; "". */
Str firma_place_date(Arena *a, const Firma *f);

/* What the author has to mend: references that lead nowhere, tables and figures without rows. The document can be
 * rendered all the same. */
void doc_check(const Documento *d, Difetti *out);

#endif

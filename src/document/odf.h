/* odf.h - floor 5: OpenDocument text, flat in one XML file or zipped; and the pieces that the two forms share. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_DOCUMENT_ODF_H
#define CICLO_DOCUMENT_ODF_H

#include "document/documento.h"

/* The whole file; the same document gives the same bytes (dates are the document's own). */
Str fodt_render(const Documento *d, Arena *a);
Err MUST_CHECK odt_render(const Documento *d, Arena *a, Str *out); /* E_SCRITTURA: the zip library refused */

/* ---- shared by fodt.c and odt.c ---- */

/* Paragraph styles: constant, name in the file. odf_stili.c says how each looks. */
#define ODF_STILI(X) \
    X(P_TESTO, "Text_20_body") X(P_TITOLO1, "Heading_20_1") X(P_TITOLO2, "Heading_20_2") \
    X(P_TITOLO3, "Heading_20_3") X(P_TITOLO4, "Heading_20_4") X(P_TITOLO5, "Heading_20_5") \
    X(P_TITOLO6, "Heading_20_6") X(P_ENTE, "Ente") X(P_SOTTOTITOLO, "Subtitle") X(P_ESTREMI, "Estremi") \
    X(P_STATO, "Stato") X(P_VOCE, "List_20_Contents") X(P_DEFINIZIONE, "Definizione") \
    X(P_DEFINIZIONE_SEGUE, "Definizione_20_segue") X(P_DIDASCALIA, "Didascalia") \
    X(P_TESTA, "Table_20_Heading") X(P_TESTA_NUMERO, "Testa_20_numero") \
    X(P_CELLA, "Table_20_Contents") X(P_CELLA_NUMERO, "Cella_20_numero") X(P_CELLA_CAPO, "Cella_20_capo") \
    X(P_TOTALE, "Totale") X(P_TOTALE_NUMERO, "Totale_20_numero") X(P_NOTA_TABELLA, "Nota_20_tabella") \
    X(P_FIGURA, "Figura") X(P_NOTA_TITOLO, "Nota_20_titolo") X(P_NOTA, "Nota") \
    X(P_ATTENZIONE_TITOLO, "Attenzione_20_titolo") X(P_ATTENZIONE, "Attenzione") \
    X(P_ESEMPIO_TITOLO, "Esempio_20_titolo") X(P_ESEMPIO, "Esempio") \
    X(P_FIRMA_LUOGO, "Firma_20_luogo") X(P_FIRMA, "Firma") X(P_FIRMA_NOME, "Firma_20_nome") X(P_ESTREMO, "Estremo") \
    X(P_INDICE_TITOLO, "Contents_20_Heading") X(P_INDICE1, "Contents_20_1") X(P_INDICE2, "Contents_20_2") \
    X(P_INDICE3, "Contents_20_3")

typedef enum OdfStile {
#define X(constant, name) constant,
    ODF_STILI(X)
#undef X
    P_QUANTI
} OdfStile;
const char *odf_style_name(OdfStile s);

/* Width of the text in hundredths of a millimetre, upright and sideways. */
enum { ODF_LARGHEZZA = 17400, ODF_LARGHEZZA_LARGA = 26100 };

extern const char odf_spazi_nomi[]; /* the xmlns attributes */
void odf_put_meta(Buf *b, const Documento *d);     /* <office:meta> */
void odf_put_fonts(Buf *b);                        /* <office:font-face-decls> */
void odf_put_styles(Buf *b, const Documento *d);   /* <office:styles> */
void odf_put_page_layouts(Buf *b);                 /* inside <office:automatic-styles> */
void odf_put_masters(Buf *b, const Documento *d);  /* <office:master-styles> */

typedef struct OdfImmagine { Str percorso, svg; } OdfImmagine; /* "Pictures/figura-1-1.svg" */
typedef struct OdfCorpo {
    Str automatici; /* inside <office:automatic-styles> */
    Str corpo;      /* <office:body> */
    LIST(OdfImmagine) immagini;
} OdfCorpo;
/* piatto: pictures stand inside the text; otherwise they are listed and named from it. */
void odf_body(const Documento *d, bool piatto, Arena *a, OdfCorpo *out);

#endif

/* odf_stili.c - floor 5: how an OpenDocument text looks: fonts, styles, lists, pages, header and footer. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "document/odf.h"
#include "document/testo.h"

const char odf_spazi_nomi[] =
    " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
    " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""
    " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
    " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""
    " xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\""
    " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\""
    " xmlns:xlink=\"http://www.w3.org/1999/xlink\""
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
    " xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\""
    " xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\""
    " office:version=\"1.3\"";

const char *odf_style_name(OdfStile s)
{
    static const char *const names[] = {
#define X(constant, name) [constant] = name,
        ODF_STILI(X)
#undef X
    };
    return names[s];
}

/* parent, outline level (0 = none), paragraph properties, text properties */
typedef struct Aspetto { const char *parent; int livello; const char *par, *txt; } Aspetto;

#define DARK "fo:color=\"#17324d\""
#define QUIET "fo:color=\"#4a5a6a\""
#define KEEP "fo:keep-with-next=\"always\""
#define WHOLE "fo:keep-together=\"always\""
/* A paragraph with a bar at its side; LibreOffice wants padding beside each border. */
#define SIDE(color, kind) \
    "fo:padding-left=\"0.3cm\" fo:padding-right=\"0.2cm\" fo:padding-top=\"0.1cm\" fo:padding-bottom=\"0.1cm\" " \
    "fo:background-color=\"#f2f5f8\" fo:border-left=\"" kind " " color "\" fo:border-right=\"none\" " \
    "fo:border-top=\"none\" fo:border-bottom=\"none\" fo:margin-left=\"0.3cm\" fo:margin-bottom=\"0.25cm\" "
#define TAB_AT(where) "<style:tab-stops><style:tab-stop style:position=\"" where "\" style:type=\"right\" " \
                      "style:leader-style=\"dotted\" style:leader-text=\".\"/></style:tab-stops>"

#define TOP(x) "fo:margin-top=\"" x "\" "
#define BOTTOM(x) "fo:margin-bottom=\"" x "\" "
#define LEFT(x) "fo:margin-left=\"" x "\" "
#define SIZE(x) "fo:font-size=\"" x "\" "
#define BOLD "fo:font-weight=\"bold\""

static const Aspetto looks[] = {
    [P_TESTO] = {"Standard", 0, BOTTOM("0.22cm") "fo:line-height=\"125%\" fo:orphans=\"3\" fo:widows=\"3\"", ""},
    [P_TITOLO1] = {"Heading", 1, TOP("0.1cm") BOTTOM("0.15cm"), SIZE("22pt")},
    [P_TITOLO2] = {"Heading", 2, TOP("0.75cm") BOTTOM("0.2cm"), SIZE("16pt")},
    [P_TITOLO3] = {"Heading", 3, TOP("0.55cm") BOTTOM("0.15cm"), SIZE("13pt")},
    [P_TITOLO4] = {"Heading", 4, "", SIZE("11.5pt")},
    [P_TITOLO5] = {"Heading", 5, "", SIZE("10.5pt")},
    [P_TITOLO6] = {"Heading", 6, "", SIZE("10.5pt") "fo:font-style=\"italic\""},
    [P_ENTE] = {"Standard", 0, KEEP, BOLD},
    [P_SOTTOTITOLO] = {"Standard", 0, BOTTOM("0.15cm") KEEP, SIZE("13pt")},
    [P_ESTREMI] = {"Standard", 0,
                   BOTTOM("0.6cm") "fo:padding-bottom=\"0.25cm\" fo:border-bottom=\"1.5pt solid #0059b3\" "
                   "fo:border-top=\"none\" fo:border-left=\"none\" fo:border-right=\"none\"", QUIET},
    [P_STATO] = {"Standard", 0, BOTTOM("0.15cm"), "fo:color=\"#8a3b00\" " BOLD},
    [P_VOCE] = {"Text_20_body", 0, BOTTOM("0.1cm"), ""},
    [P_DEFINIZIONE] = {"Text_20_body", 0, LEFT("5cm") "fo:text-indent=\"-5cm\" " BOTTOM("0.12cm"), ""},
    [P_DEFINIZIONE_SEGUE] = {"Definizione", 0, KEEP, ""},
    [P_DIDASCALIA] = {"Standard", 0, TOP("0.35cm") BOTTOM("0.15cm") KEEP, BOLD},
    [P_TESTA] = {"Table_20_Contents", 0, KEEP, BOLD},
    [P_TESTA_NUMERO] = {"Table_20_Heading", 0, "fo:text-align=\"end\"", ""},
    [P_CELLA] = {"Standard", 0, "fo:line-height=\"115%\"", SIZE("9pt")},
    [P_CELLA_NUMERO] = {"Table_20_Contents", 0, "fo:text-align=\"end\"", ""},
    [P_CELLA_CAPO] = {"Table_20_Contents", 0, "", BOLD},
    [P_TOTALE] = {"Table_20_Contents", 0, "", BOLD},
    [P_TOTALE_NUMERO] = {"Totale", 0, "fo:text-align=\"end\"", ""},
    [P_NOTA_TABELLA] = {"Standard", 0, TOP("0.1cm") BOTTOM("0.35cm"), SIZE("9pt") QUIET},
    [P_FIGURA] = {"Standard", 0, KEEP, ""},
    [P_NOTA_TITOLO] = {"Nota", 0, TOP("0.3cm") BOTTOM("0cm") KEEP, BOLD},
    [P_NOTA] = {"Standard", 0, SIDE("#0059b3", "3pt solid") WHOLE, ""},
    [P_ATTENZIONE_TITOLO] = {"Attenzione", 0, TOP("0.3cm") BOTTOM("0cm") KEEP, BOLD},
    [P_ATTENZIONE] = {"Standard", 0, SIDE("#8a3b00", "3pt solid") WHOLE, ""},
    [P_ESEMPIO_TITOLO] = {"Esempio", 0, TOP("0.3cm") BOTTOM("0cm") KEEP, BOLD},
    [P_ESEMPIO] = {"Standard", 0, SIDE("#5c6f82", "3pt dashed") WHOLE, ""},
    [P_FIRMA_LUOGO] = {"Firma", 0, TOP("1.2cm"), ""},
    [P_FIRMA] = {"Standard", 0, LEFT("9cm") "fo:text-align=\"center\" " TOP("0.1cm") KEEP, ""},
    [P_FIRMA_NOME] = {"Standard", 0,
                      LEFT("9cm") "fo:text-align=\"center\" " TOP("1.4cm") "fo:padding-top=\"0.1cm\" "
                      "fo:border-top=\"0.5pt solid #17324d\" fo:border-bottom=\"none\" fo:border-left=\"none\" "
                      "fo:border-right=\"none\" " BOTTOM("0.4cm"), ""},
    [P_ESTREMO] = {"Definizione", 0, BOTTOM("0.05cm"), SIZE("8.5pt")},
    [P_INDICE_TITOLO] = {"Heading", 0, "", SIZE("13pt")},
    [P_INDICE1] = {"Standard", 0, TOP("0.1cm"), ""},
    [P_INDICE2] = {"Contents_20_1", 0, LEFT("0.6cm") TOP("0cm"), ""},
    [P_INDICE3] = {"Contents_20_1", 0, LEFT("1.2cm") TOP("0cm"), ""},
};

/* "Heading_20_1" -> "Heading 1" */
static void put_shown_name(Buf *b, const char *name)
{
    for (const char *p = name; *p; p++) {
        if (!strncmp(p, "_20_", 4)) buf_char(b, ' '), p += 3;
        else buf_char(b, *p);
    }
}

/* Tab stops count from the paragraph's own indent. */
static const char *tabs(OdfStile s)
{
    switch ((int)s) {
    case P_DEFINIZIONE: return "<style:tab-stops><style:tab-stop style:position=\"0cm\"/></style:tab-stops>";
    case P_INDICE1: return TAB_AT("17.4cm");
    case P_INDICE2: return TAB_AT("16.8cm");
    case P_INDICE3: return TAB_AT("16.2cm");
    default: return NULL;
    }
}

static void put_style(Buf *b, OdfStile s)
{
    const Aspetto *x = &looks[s];
    buf_fmt(b, "<style:style style:name=\"%s\" style:display-name=\"", odf_style_name(s));
    put_shown_name(b, odf_style_name(s));
    buf_fmt(b, "\" style:family=\"paragraph\" style:parent-style-name=\"%s\"", x->parent);
    if (x->livello)
        buf_fmt(b, " style:next-style-name=\"Text_20_body\" style:default-outline-level=\"%d\"", x->livello);
    buf_put(b, S(">"));
    if (*x->par || tabs(s))
        buf_fmt(b, "<style:paragraph-properties %s>%s</style:paragraph-properties>", x->par, tabs(s) ? tabs(s) : "");
    if (*x->txt) buf_fmt(b, "<style:text-properties %s/>", x->txt);
    buf_put(b, S("</style:style>\n"));
}

void odf_put_fonts(Buf *b)
{
    buf_put(b, S("<office:font-face-decls><style:font-face style:name=\"Liberation Sans\" "
                 "svg:font-family=\"&apos;Liberation Sans&apos;\" style:font-family-generic=\"swiss\" "
                 "style:font-pitch=\"variable\"/></office:font-face-decls>\n"));
}

static void put_list_styles(Buf *b)
{
    static const char *const bullets[] = {"•", "–", "•", "–"};
    for (int numbered = 0; numbered < 2; numbered++) {
        buf_fmt(b, "<text:list-style style:name=\"%s\" style:display-name=\"%s\">\n",
                numbered ? "Elenco_20_numerato" : "Elenco_20_puntato", numbered ? "Elenco numerato" : "Elenco puntato");
        for (int i = 1; i <= 4; i++) {
            if (numbered)
                buf_fmt(b, "<text:list-level-style-number text:level=\"%d\" style:num-suffix=\".\" "
                           "style:num-format=\"%s\">", i, i % 2 ? "1" : "a");
            else
                buf_fmt(b, "<text:list-level-style-bullet text:level=\"%d\" text:bullet-char=\"%s\">", i,
                        bullets[i - 1]);
            buf_fmt(b, "<style:list-level-properties text:list-level-position-and-space-mode=\"label-alignment\">"
                       "<style:list-level-label-alignment text:label-followed-by=\"listtab\" "
                       "text:list-tab-stop-position=\"%d.%dcm\" fo:text-indent=\"-0.6cm\" fo:margin-left=\"%d.%dcm\"/>"
                       "</style:list-level-properties></text:list-level-style-%s>\n",
                    i * 6 / 10, i * 6 % 10, i * 6 / 10, i * 6 % 10, numbered ? "number" : "bullet");
        }
        buf_put(b, S("</text:list-style>\n"));
    }
}

void odf_put_styles(Buf *b, const Documento *d)
{
    Str lang = d->testata.lingua;
    ptrdiff_t dash = str_find(lang, '-');
    if (dash >= 0) lang = str_sub(lang, 0, dash);
    buf_fmt(b, "<office:styles>\n<style:default-style style:family=\"paragraph\"><style:paragraph-properties "
               "style:tab-stop-distance=\"1.25cm\" style:writing-mode=\"lr-tb\"/><style:text-properties "
               "style:font-name=\"Liberation Sans\" fo:font-size=\"10.5pt\" fo:language=\"%.*s\" fo:country=\"IT\" "
               "fo:hyphenate=\"false\" " DARK "/></style:default-style>\n", STR_ARG(lang));
    buf_put(b, S("<style:default-style style:family=\"table\">"
                 "<style:table-properties table:border-model=\"collapsing\"/></style:default-style>\n"
                 "<style:default-style style:family=\"graphic\">"
                 "<style:graphic-properties svg:stroke-color=\"#000000\"/></style:default-style>\n"
                 "<style:style style:name=\"Standard\" style:family=\"paragraph\" style:class=\"text\"/>\n"
                 "<style:style style:name=\"Heading\" style:family=\"paragraph\" style:parent-style-name=\"Standard\" "
                 "style:next-style-name=\"Text_20_body\"><style:paragraph-properties fo:margin-top=\"0.45cm\" "
                 "fo:margin-bottom=\"0.12cm\" " KEEP " " WHOLE "/>"
                 "<style:text-properties fo:font-weight=\"bold\"/></style:style>\n"));
    for (int s = 0; s < P_QUANTI; s++) put_style(b, (OdfStile)s);
    buf_put(b, S("<style:style style:name=\"Header\" style:family=\"paragraph\" style:parent-style-name=\"Standard\">"
                 "<style:paragraph-properties><style:tab-stops><style:tab-stop style:position=\"17.4cm\" "
                 "style:type=\"right\"/></style:tab-stops></style:paragraph-properties>"
                 "<style:text-properties fo:font-size=\"8.5pt\" " QUIET "/></style:style>\n"
                 "<style:style style:name=\"Header_20_largo\" style:display-name=\"Header largo\" "
                 "style:family=\"paragraph\" style:parent-style-name=\"Header\">"
                 "<style:paragraph-properties><style:tab-stops><style:tab-stop style:position=\"26.1cm\" "
                 "style:type=\"right\"/></style:tab-stops></style:paragraph-properties></style:style>\n"
                 "<style:style style:name=\"Strong_20_Emphasis\" style:display-name=\"Strong Emphasis\" "
                 "style:family=\"text\"><style:text-properties fo:font-weight=\"bold\"/></style:style>\n"
                 "<style:style style:name=\"Emphasis\" style:family=\"text\">"
                 "<style:text-properties fo:font-style=\"italic\"/></style:style>\n"
                 "<style:style style:name=\"Internet_20_link\" style:display-name=\"Internet link\" "
                 "style:family=\"text\"><style:text-properties fo:color=\"#0059b3\" "
                 "style:text-underline-style=\"solid\" style:text-underline-width=\"auto\"/></style:style>\n"
                 "<style:style style:name=\"Rimando\" style:family=\"text\">"
                 "<style:text-properties " DARK "/></style:style>\n"));
    put_list_styles(b);
    buf_put(b, S("</office:styles>\n"));
}

void odf_put_page_layouts(Buf *b)
{
    for (int wide = 0; wide < 2; wide++)
        buf_fmt(b, "<style:page-layout style:name=\"Pagina%s\"><style:page-layout-properties fo:page-width=\"%s\" "
                   "fo:page-height=\"%s\" style:print-orientation=\"%s\" fo:margin-top=\"1.4cm\" "
                   "fo:margin-bottom=\"1.3cm\" fo:margin-left=\"1.8cm\" fo:margin-right=\"1.8cm\"/>"
                   "<style:header-style><style:header-footer-properties fo:min-height=\"0.9cm\" "
                   "fo:margin-bottom=\"0.4cm\"/></style:header-style>"
                   "<style:footer-style><style:header-footer-properties fo:min-height=\"0.9cm\" "
                   "fo:margin-top=\"0.4cm\"/></style:footer-style></style:page-layout>\n",
                wide ? "2" : "1", wide ? "29.7cm" : "21cm", wide ? "21cm" : "29.7cm", wide ? "landscape" : "portrait");
}

void odf_put_masters(Buf *b, const Documento *d)
{
    const Testata *t = &d->testata;
    buf_put(b, S("<office:master-styles>\n"));
    for (int wide = 0; wide < 2; wide++) {
        const char *style = wide ? "Header_20_largo" : "Header";
        buf_fmt(b, "<style:master-page style:name=\"%s\" style:page-layout-name=\"Pagina%s\">"
                   "<style:header><text:p text:style-name=\"%s\">",
                wide ? "Largo" : "Standard", wide ? "2" : "1", style);
        testo_escape(b, testo_cut(b->a, t->ente, 60), S(" "));
        buf_put(b, S("<text:tab/>"));
        testo_escape(b, testo_cut(b->a, t->identificativo, 40), S(" "));
        if (t->identificativo.n && t->stato.n) buf_put(b, S(" – "));
        testo_escape(b, testo_cut(b->a, t->stato, 40), S(" "));
        buf_fmt(b, "</text:p></style:header>\n<style:footer><text:p text:style-name=\"%s\">", style);
        testo_escape(b, testo_cut(b->a, t->titolo, 80), S(" "));
        buf_put(b, S("<text:tab/>pagina <text:page-number text:select-page=\"current\">1</text:page-number> di "
                     "<text:page-count>1</text:page-count></text:p></style:footer></style:master-page>\n"));
    }
    buf_put(b, S("</office:master-styles>\n"));
}

static void put_field(Buf *b, const char *tag, Str value)
{
    if (!value.n) return;
    buf_fmt(b, "<%s>", tag);
    testo_escape(b, value, S(" "));
    buf_fmt(b, "</%s>\n", tag);
}

void odf_put_meta(Buf *b, const Documento *d)
{
    const Testata *t = &d->testata;
    Str when = date_is(t->data) ? str_fmt(b->a, "%.*sT00:00:00", STR_ARG(date_iso(b->a, t->data))) : S("");
    buf_put(b, S("<office:meta>\n"));
    put_field(b, "meta:generator", S("ciclo"));
    put_field(b, "dc:title", t->titolo);
    put_field(b, "dc:description", t->sottotitolo);
    put_field(b, "dc:subject", t->oggetto.n ? t->oggetto : t->identificativo);
    put_field(b, "meta:initial-creator", t->ente);
    put_field(b, "dc:creator", t->ente);
    put_field(b, "meta:creation-date", when);
    put_field(b, "dc:date", when);
    put_field(b, "dc:language", t->lingua.n == 2 ? str_fmt(b->a, "%.*s-IT", STR_ARG(t->lingua)) : t->lingua);
    const struct { const char *name; Str value; } own[] = {{"Identificativo", t->identificativo},
                                                           {"Impronta delle regole", t->impronta_regole},
                                                           {"Ancora del giornale", t->ancora_giornale},
                                                           {"Stato", t->stato}};
    for (ptrdiff_t i = 0; i < COUNT_OF(own); i++) {
        if (!own[i].value.n) continue;
        buf_fmt(b, "<meta:user-defined meta:name=\"%s\">", own[i].name);
        testo_escape(b, own[i].value, S(" "));
        buf_put(b, S("</meta:user-defined>\n"));
    }
    buf_put(b, S("</office:meta>\n"));
}

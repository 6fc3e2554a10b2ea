/* odf_corpo.c - floor 5: the blocks of a document as OpenDocument text. Pure; all text goes through testo_escape. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "document/misura.h"
#include "document/odf.h"
#include "document/svg.h"
#include "document/testo.h"

/* How the next paragraph begins: where it stands, on a new page, on a new page upright or sideways. Each way is a
 * style of its own derived from the paragraph's style; only those used are written. */
typedef enum Inizio { QUI, PAGINA, DRITTO, LARGO, INIZI } Inizio;

typedef struct Penna {
    Buf b;    /* body */
    Buf auto_; /* automatic styles of tables */
    const Documento *d;
    bool piatto, largo; /* largo: the page is sideways now */
    Inizio inizio;
    bool usati[P_QUANTI][INIZI];
    bool *tabelle_larghe; /* one a block */
    int *colonne;         /* of the table that is being written: widths in hundredths of a millimetre */
    int tabelle;
    OdfCorpo *out;
} Penna;

static void put(Penna *w, const char *literal) { buf_put(&w->b, str_of(literal)); }
static void text(Penna *w, Str s) { testo_escape(&w->b, s, S("<text:line-break/>")); }

static const char *const suffix[INIZI] = {"", "_pagina", "_dritto", "_largo"};

/* " text:style-name=..." of a paragraph; the wish for a new page is spent on it. */
static void style(Penna *w, OdfStile s)
{
    Inizio i = w->inizio;
    w->inizio = QUI;
    w->usati[s][i] = true;
    buf_fmt(&w->b, " text:style-name=\"%s%s\"", odf_style_name(s), suffix[i]);
}

static void p_open(Penna *w, OdfStile s)
{
    put(w, "<text:p");
    style(w, s);
    put(w, ">");
}

static void p(Penna *w, OdfStile s, Str words)
{
    if (!words.n) return;
    p_open(w, s);
    text(w, words);
    put(w, "</text:p>\n");
}

static void link_open(Penna *w, const char *hash, Str to, const char *span)
{
    buf_fmt(&w->b, "<text:a xlink:type=\"simple\" text:style-name=\"%s\" text:visited-style-name=\"%s\" "
                   "xlink:href=\"%s", span, span, hash);
    text(w, to);
    put(w, "\">");
}

static void run(Penna *w, const Tratto *t)
{
    Str to = t->tipo == TRATTO_RIMANDO ? doc_anchor_id(w->d, t->meta) : t->meta;
    switch (to.n ? t->tipo : t->tipo > TRATTO_ENFASI ? TRATTO_NORMALE : t->tipo) {
    case TRATTO_NORMALE: text(w, t->testo); break;
    case TRATTO_FORTE:
    case TRATTO_ENFASI:
        put(w, t->tipo == TRATTO_FORTE ? "<text:span text:style-name=\"Strong_20_Emphasis\">"
                                       : "<text:span text:style-name=\"Emphasis\">");
        text(w, t->testo);
        put(w, "</text:span>");
        break;
    case TRATTO_RIMANDO:
    case TRATTO_LINK:
        link_open(w, t->tipo == TRATTO_RIMANDO ? "#" : "", to, "Internet_20_link");
        text(w, t->testo);
        put(w, "</text:a>");
        break;
    }
}

/* LibreOffice lays out a paragraph in a time that grows with the square of its length once it passes a page, and never
 * ends when two such meet. So what is longer than most is parted: a cell of more than a page, a text of several. */
enum { LONG_CELL = 2000, LONG_TEXT = 10000 };

/* Bytes of the next paragraph of s: up to a blank after n letters, or twice as many without one. */
static ptrdiff_t piece(Str s, ptrdiff_t n)
{
    ptrdiff_t i = 0;
    for (ptrdiff_t k = 0; i < s.n && k < 2 * n; k++) {
        if (k >= n && (s.p[i] == ' ' || s.p[i] == '\n')) return i + 1;
        utf8_next(s, &i);
    }
    return i;
}

/* The runs inside a paragraph that is open, and its end; more paragraphs of its style when they pass most letters. */
static void runs_close(Penna *w, OdfStile s, const Testo *t, ptrdiff_t most)
{
    bool parted = misura_testo(t) > most;
    for (ptrdiff_t i = 0; i < t->tratti.n; i++) {
        Tratto x = t->tratti.items[i];
        for (Str rest = x.testo; rest.n; rest = str_sub(rest, x.testo.n, rest.n)) {
            x.testo = parted ? str_sub(rest, 0, piece(rest, most / 2)) : rest;
            run(w, &x);
            if (x.testo.n == rest.n) break;
            put(w, "</text:p>\n");
            p_open(w, s);
        }
    }
    put(w, "</text:p>");
}

static void paragraph(Penna *w, OdfStile s, const Testo *t)
{
    if (testo_empty(t)) return;
    p_open(w, s);
    runs_close(w, s, t, LONG_TEXT);
    put(w, "\n");
}

static void bookmark(Penna *w, Str id)
{
    buf_fmt(&w->b, "<text:bookmark text:name=\"%.*s\"/>", STR_ARG(id));
}

static void heading_of(Penna *w, int level, Str id, Str number, Str words)
{
    put(w, "<text:h");
    style(w, (OdfStile)(P_TITOLO1 + level - 1));
    buf_fmt(&w->b, " text:outline-level=\"%d\">", level);
    if (id.n) bookmark(w, id);
    if (number.n) buf_fmt(&w->b, "%.*s ", STR_ARG(number));
    text(w, words);
    put(w, "</text:h>\n");
}

static void list(Penna *w, const Elenco *e)
{
    if (!e->voci.n) return;
    buf_fmt(&w->b, "<text:list text:style-name=\"%s\">\n", e->numerato ? "Elenco_20_numerato" : "Elenco_20_puntato");
    for (ptrdiff_t i = 0; i < e->voci.n; i++) {
        put(w, "<text:list-item>");
        p_open(w, P_VOCE);
        runs_close(w, P_VOCE, &e->voci.items[i]->testo, LONG_TEXT);
        if (e->voci.items[i]->sotto) list(w, e->voci.items[i]->sotto); /* at most four deep */
        put(w, "</text:list-item>\n");
    }
    put(w, "</text:list>\n");
}

/* What a term may be long to stand beside its text, five centimetres to the right; and what both may be to stand on one
 * line anyway. Longer ones stand above. */
enum { LONG_TERM = 26, LONG_LINE = 75 };

static void definition(Penna *w, OdfStile s, Str term, ptrdiff_t letters)
{
    ptrdiff_t n = utf8_count(term);
    p_open(w, s);
    put(w, "<text:span text:style-name=\"Strong_20_Emphasis\">");
    text(w, term);
    put(w, n > LONG_TERM && n + letters > LONG_LINE ? "</text:span><text:line-break/>" : "</text:span><text:tab/>");
}

/* A few short definitions stay on one page. */
static void definitions(Penna *w, const Definizioni *r)
{
    ptrdiff_t letters = 0, n = r->righe.n;
    for (ptrdiff_t i = 0; i < n; i++) letters += misura_testo(&r->righe.items[i]->testo);
    bool together = n <= 6 && letters < 600;
    for (ptrdiff_t i = 0; i < n; i++) {
        const Definizione *x = r->righe.items[i];
        OdfStile s = together && i + 1 < n ? P_DEFINIZIONE_SEGUE : P_DEFINIZIONE;
        definition(w, s, x->termine, misura_testo(&x->testo));
        runs_close(w, s, &x->testo, LONG_TEXT);
        put(w, "\n");
    }
}

/* ---- tables ---- */

/* LibreOffice may lose lines of a row or a table that has to stay together and is taller than the page. So only what is
 * surely shorter stays together: lines are guessed from letters, and a letter is taken for a wide one. */
enum { LETTER = 220, SIDES = 260, WHOLE_ROW = 14, WHOLE_TABLE = 22 };

static int64_t breaks(Str s)
{
    int64_t n = 0;
    for (ptrdiff_t i = 0; i < s.n; i++) n += s.p[i] == '\n';
    return n;
}

static int64_t row_lines(const Penna *w, const DocTabella *t, const Riga *r)
{
    int64_t most = 1;
    for (ptrdiff_t k = 0; k < t->colonne.n; k++) {
        int64_t room = w->colonne[k] > SIDES + LETTER ? w->colonne[k] - SIDES : LETTER;
        int64_t lines = (misura_testo(&r->celle[k]) * LETTER + room - 1) / room;
        for (ptrdiff_t i = 0; i < r->celle[k].tratti.n; i++) lines += breaks(r->celle[k].tratti.items[i].testo);
        if (lines > most) most = lines;
    }
    return most;
}

/* A small table is not parted over two pages. */
static bool small(const Penna *w, const DocTabella *t)
{
    int64_t lines = 0;
    for (ptrdiff_t i = 0; i < t->righe.n && lines <= WHOLE_TABLE; i++) lines += row_lines(w, t, &t->righe.items[i]);
    return t->righe.n <= 10 && lines <= WHOLE_TABLE;
}

/* The table's own styles: its width, and its columns as shares of it. A note stands close to its table. */
static void table_styles(Penna *w, const DocTabella *t, int width)
{
    int *share = NEW_N(w->b.a, int, t->colonne.n), sum = 0;
    misura_colonne(t, (int)((int64_t)MISURA_PAGINA * width / ODF_LARGHEZZA), share);
    for (ptrdiff_t k = 0; k < t->colonne.n; k++) sum += share[k];
    for (ptrdiff_t k = 0; k < t->colonne.n; k++) share[k] = (int)((int64_t)width * share[k] / sum);
    w->colonne = share;
    bool whole = small(w, t);
    buf_fmt(&w->auto_, "<style:style style:name=\"T%d\" style:family=\"table\"><style:table-properties "
                       "style:width=\"%d.%02dmm\" table:align=\"left\" fo:margin-bottom=\"%s\" "
                       "table:border-model=\"collapsing\" style:may-break-between-rows=\"%s\"%s/></style:style>\n",
            w->tabelle, width / 100, width % 100, t->nota.n ? "0.05cm" : "0.4cm", whole ? "false" : "true",
            whole && t->nota.n ? " fo:keep-with-next=\"always\"" : "");
    for (ptrdiff_t k = 0; k < t->colonne.n; k++)
        buf_fmt(&w->auto_, "<style:style style:name=\"T%d.%td\" style:family=\"table-column\">"
                           "<style:table-column-properties style:column-width=\"%d.%02dmm\"/></style:style>\n",
                w->tabelle, k + 1, share[k] / 100, share[k] % 100);
}

static OdfStile cell_style(ColonnaTipo c, bool total)
{
    if (c == COLONNA_NUMERO) return total ? P_TOTALE_NUMERO : P_CELLA_NUMERO;
    return total ? P_TOTALE : c == COLONNA_CAPO ? P_CELLA_CAPO : P_CELLA;
}

static void rows(Penna *w, const DocTabella *t, bool totals)
{
    for (ptrdiff_t i = 0; i < t->righe.n; i++) {
        const Riga *r = &t->righe.items[i];
        if (r->totale != totals) continue;
        put(w, row_lines(w, t, r) > WHOLE_ROW ? "<table:table-row table:style-name=\"Riga_lunga\">"
                                              : "<table:table-row table:style-name=\"Riga\">");
        for (ptrdiff_t k = 0; k < t->colonne.n; k++) {
            buf_fmt(&w->b, "<table:table-cell table:style-name=\"%s\" office:value-type=\"string\">",
                    totals ? "Casella_totale" : "Casella");
            OdfStile s = cell_style(t->colonne.items[k].tipo, totals);
            p_open(w, s);
            runs_close(w, s, &r->celle[k], LONG_CELL);
            put(w, "</table:table-cell>");
        }
        put(w, "</table:table-row>\n");
    }
}

/* A figure's data need no more than their words ask for. */
static int table_width(const Penna *w, const DocTabella *t)
{
    if (t->numero) return w->largo ? ODF_LARGHEZZA_LARGA : ODF_LARGHEZZA;
    return 12000;
}

static void table(Penna *w, const DocTabella *t)
{
    if (!t->colonne.n) return;
    w->tabelle++;
    table_styles(w, t, table_width(w, t));
    p_open(w, P_DIDASCALIA);
    bookmark(w, t->id);
    if (t->numero) buf_fmt(&w->b, "Tabella %d. ", t->numero);
    text(w, t->didascalia);
    buf_fmt(&w->b, "</text:p>\n<table:table table:name=\"%.*s\" table:style-name=\"T%d\">\n", STR_ARG(t->id),
            w->tabelle);
    for (ptrdiff_t k = 0; k < t->colonne.n; k++)
        buf_fmt(&w->b, "<table:table-column table:style-name=\"T%d.%td\"/>", w->tabelle, k + 1);
    put(w, "\n<table:table-header-rows><table:table-row table:style-name=\"Riga_lunga\">");
    for (ptrdiff_t k = 0; k < t->colonne.n; k++) {
        put(w, "<table:table-cell table:style-name=\"Casella_testa\" office:value-type=\"string\">");
        p(w, t->colonne.items[k].tipo == COLONNA_NUMERO ? P_TESTA_NUMERO : P_TESTA, t->colonne.items[k].testa);
        put(w, "</table:table-cell>");
    }
    put(w, "</table:table-row></table:table-header-rows>\n");
    rows(w, t, false);
    rows(w, t, true);
    put(w, "</table:table>\n");
    p(w, P_NOTA_TABELLA, t->nota);
}

/* ---- figures ---- */

static void base64(Buf *b, Str s)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (ptrdiff_t i = 0; i < s.n; i += 3) {
        ptrdiff_t left = s.n - i;
        uint32_t v = (uint32_t)(unsigned char)s.p[i] << 16;
        if (left > 1) v |= (uint32_t)(unsigned char)s.p[i + 1] << 8;
        if (left > 2) v |= (unsigned char)s.p[i + 2];
        char four[4] = {digits[v >> 18], digits[v >> 12 & 63], left > 1 ? digits[v >> 6 & 63] : '=',
                        left > 2 ? digits[v & 63] : '='};
        buf_put(b, (Str){four, 4});
    }
}

static void picture(Penna *w, const Figura *f, ptrdiff_t part)
{
    Arena *a = w->b.a;
    Buf svg = buf_new(a);
    svg_bars(&svg, f, part, SVG_FOGLIO);
    ptrdiff_t height = svg_height(f, part, SVG_FOGLIO) * ODF_LARGHEZZA / SVG_LARGHEZZA;
    p_open(w, P_FIGURA);
    buf_fmt(&w->b, "<draw:frame draw:style-name=\"Disegno\" draw:name=\"Figura %d.%td\" text:anchor-type=\"as-char\" "
                   "svg:width=\"%d.%02dmm\" svg:height=\"%td.%02tdmm\"><draw:image", f->numero, part + 1,
            ODF_LARGHEZZA / 100, ODF_LARGHEZZA % 100, height / 100, height % 100);
    if (w->piatto) {
        put(w, " draw:mime-type=\"image/svg+xml\"><office:binary-data>");
        base64(&w->b, buf_str(&svg));
        put(w, "</office:binary-data></draw:image>");
    } else {
        Str path = str_fmt(a, "Pictures/figura-%d-%td.svg", f->numero, part + 1);
        *PUSH(a, &w->out->immagini) = (OdfImmagine){path, buf_str(&svg)};
        buf_fmt(&w->b, " xlink:href=\"%.*s\" xlink:type=\"simple\" xlink:show=\"embed\" xlink:actuate=\"onLoad\" "
                       "draw:mime-type=\"image/svg+xml\"/>", STR_ARG(path));
    }
    put(w, "<svg:title>");
    testo_escape(&w->b, svg_title(a, f, part), S(" "));
    put(w, "</svg:title><svg:desc>");
    testo_escape(&w->b, f->descrizione.n ? f->descrizione : f->titolo, S(" "));
    put(w, "</svg:desc></draw:frame></text:p>\n");
}

static void figure(Penna *w, const Figura *f)
{
    p_open(w, P_DIDASCALIA);
    bookmark(w, f->id);
    buf_fmt(&w->b, "Figura %d. ", f->numero);
    text(w, f->titolo);
    put(w, "</text:p>\n");
    for (ptrdiff_t i = 0; i < svg_parts(f); i++) picture(w, f, i);
    table(w, f->dati);
}

/* ---- the rest ---- */

static void note(Penna *w, const DocNota *n)
{
    static const OdfStile heads[] = {P_NOTA_TITOLO, P_ESEMPIO_TITOLO, P_ATTENZIONE_TITOLO};
    static const OdfStile bodies[] = {P_NOTA, P_ESEMPIO, P_ATTENZIONE};
    p(w, heads[n->tipo], n->titolo);
    for (ptrdiff_t i = 0; i < n->capoversi.n; i++) paragraph(w, bodies[n->tipo], n->capoversi.items[i]);
}

static void signature(Penna *w, const Firma *f)
{
    p(w, P_FIRMA_LUOGO, firma_place_date(w->b.a, f));
    p(w, P_FIRMA, f->ruolo);
    p(w, P_FIRMA_NOME, f->nome.n ? f->nome : S("\u00a0"));
}

/* Entries as links with the page as a reference field, so that the pages are right without anybody updating them. */
static void toc(Penna *w)
{
    put(w, "<text:table-of-content text:name=\"Indice\" text:protected=\"false\"><text:table-of-content-source "
           "text:outline-level=\"4\"><text:index-title-template text:style-name=\"Contents_20_Heading\">Indice"
           "</text:index-title-template>");
    for (int i = 1; i <= 4; i++)
        buf_fmt(&w->b, "<text:table-of-content-entry-template text:outline-level=\"%d\" text:style-name=\"%s\">"
                       "<text:index-entry-link-start/><text:index-entry-text/><text:index-entry-tab-stop "
                       "style:type=\"right\" style:leader-char=\".\"/><text:index-entry-page-number/>"
                       "<text:index-entry-link-end/></text:table-of-content-entry-template>", i,
                odf_style_name((OdfStile)(i < 3 ? P_INDICE1 : P_INDICE1 + i - 2)));
    put(w, "</text:table-of-content-source>\n<text:index-body><text:index-title text:name=\"Indice_Head\">");
    p(w, P_INDICE_TITOLO, S("Indice"));
    put(w, "</text:index-title>\n");
    for (ptrdiff_t i = 0; i < w->d->blocchi.n; i++) {
        const Blocco *x = w->d->blocchi.items[i];
        if (x->tipo != BLOCCO_TITOLO || x->titolo.livello > 4) continue;
        p_open(w, (OdfStile)(P_INDICE1 + x->titolo.livello - 2));
        link_open(w, "#", x->titolo.id, "Rimando");
        if (x->titolo.numero.n) buf_fmt(&w->b, "%.*s ", STR_ARG(x->titolo.numero));
        text(w, x->titolo.testo);
        /* the page stands outside the link: it is one itself, and a link inside a link is exported without its tag */
        buf_fmt(&w->b, "</text:a><text:tab/><text:bookmark-ref text:reference-format=\"page\" text:ref-name=\"%.*s\">1"
                       "</text:bookmark-ref></text:p>\n", STR_ARG(x->titolo.id));
    }
    put(w, "</text:index-body></text:table-of-content>\n");
}

static void block(Penna *w, const Blocco *x)
{
    switch (x->tipo) {
    case BLOCCO_TITOLO: heading_of(w, x->titolo.livello, x->titolo.id, x->titolo.numero, x->titolo.testo); break;
    case BLOCCO_CAPOVERSO: paragraph(w, P_TESTO, &x->capoverso); break;
    case BLOCCO_ELENCO: list(w, &x->elenco); break;
    case BLOCCO_DEFINIZIONI: definitions(w, &x->definizioni); break;
    case BLOCCO_TABELLA: table(w, &x->tabella); break;
    case BLOCCO_FIGURA: figure(w, &x->figura); break;
    case BLOCCO_NOTA: note(w, &x->nota); break;
    case BLOCCO_FIRMA: signature(w, &x->firma); break;
    case BLOCCO_INDICE: toc(w); break;
    case BLOCCO_SALTO:
        if (w->inizio == QUI) w->inizio = PAGINA;
        break;
    }
}

/* Does a wide table follow before anything that wants an upright page? At most three blocks are skipped. */
static bool leads_to_wide(const Penna *w, ptrdiff_t i)
{
    for (ptrdiff_t k = i; k < w->d->blocchi.n && k <= i + 3; k++) {
        BloccoTipo t = w->d->blocchi.items[k]->tipo;
        if (t == BLOCCO_TABELLA) return w->tabelle_larghe[k];
        if (t == BLOCCO_FIGURA || t == BLOCCO_FIRMA || t == BLOCCO_INDICE) return false;
    }
    return false;
}

/* A wide table turns the page, and takes along the heading it stands under. */
static bool wants_wide(const Penna *w, ptrdiff_t i)
{
    switch (w->d->blocchi.items[i]->tipo) {
    case BLOCCO_TABELLA: return w->tabelle_larghe[i];
    case BLOCCO_TITOLO: return leads_to_wide(w, i);
    case BLOCCO_CAPOVERSO:
    case BLOCCO_ELENCO:
    case BLOCCO_DEFINIZIONI:
    case BLOCCO_NOTA:
    case BLOCCO_SALTO: return w->largo && leads_to_wide(w, i);
    case BLOCCO_FIGURA:
    case BLOCCO_FIRMA:
    case BLOCCO_INDICE: break;
    }
    return false;
}

static void turn(Penna *w, bool wide)
{
    if (wide != w->largo) w->inizio = wide ? LARGO : DRITTO;
    w->largo = wide;
}

static void front(Penna *w)
{
    const Testata *t = &w->d->testata;
    p(w, P_ENTE, t->ente);
    heading_of(w, 1, S(""), S(""), t->titolo);
    p(w, P_SOTTOTITOLO, t->sottotitolo);
    p(w, P_STATO, t->stato);
    Arena *a = w->b.a;
    Str when = date_italian(a, t->data);
    p(w, P_ESTREMI, t->identificativo.n && when.n ? str_fmt(a, "%.*s · %.*s", STR_ARG(t->identificativo), STR_ARG(when))
                    : when.n                      ? when
                                                  : t->identificativo);
}

static void colophon(Penna *w)
{
    DocEstremo e[DOC_ESTREMI];
    ptrdiff_t n = doc_colophon(w->d, w->b.a, e);
    if (!n) return;
    turn(w, false);
    heading_of(w, 2, S(""), S(""), S("Estremi del documento"));
    for (ptrdiff_t i = 0; i < n; i++) {
        definition(w, P_ESTREMO, e[i].nome, 0);
        text(w, e[i].valore);
        put(w, "</text:p>\n");
    }
}

#define BOX(name) "<style:style style:name=\"" name "\" style:family=\"table-cell\"><style:table-cell-properties " \
                  "fo:padding=\"0.09cm\" fo:padding-left=\"0.13cm\" fo:padding-right=\"0.13cm\" fo:border=\"none\" "
#define ROW(name, keep) "<style:style style:name=\"" name "\" style:family=\"table-row\">" \
                        "<style:table-row-properties fo:keep-together=\"" keep "\"/></style:style>\n"
static const char boxes[] =
    ROW("Riga", "always")
    ROW("Riga_lunga", "auto")
    BOX("Casella") "fo:border-bottom=\"0.5pt solid #c5cdd6\"/></style:style>\n"
    BOX("Casella_testa") "style:vertical-align=\"bottom\" fo:background-color=\"#f2f5f8\" "
                         "fo:border-bottom=\"1pt solid #17324d\"/></style:style>\n"
    BOX("Casella_totale") "fo:border-top=\"1pt solid #17324d\" "
                          "fo:border-bottom=\"0.5pt solid #c5cdd6\"/></style:style>\n";

static Str automatic_styles(Penna *w)
{
    static const char *const how[INIZI] = {
        [PAGINA] = "><style:paragraph-properties fo:break-before=\"page\"/></style:style>\n",
        [DRITTO] = " style:master-page-name=\"Standard\"/>\n",
        [LARGO] = " style:master-page-name=\"Largo\"/>\n",
    };
    Buf b = buf_new(w->b.a);
    for (int s = 0; s < P_QUANTI; s++)
        for (int i = PAGINA; i < INIZI; i++)
            if (w->usati[s][i])
                buf_fmt(&b, "<style:style style:name=\"%s%s\" style:family=\"paragraph\" "
                            "style:parent-style-name=\"%s\"%s",
                        odf_style_name((OdfStile)s), suffix[i], odf_style_name((OdfStile)s), how[i]);
    if (w->tabelle) buf_put(&b, str_of(boxes));
    if (w->d->figure)
        buf_put(&b, S("<style:style style:name=\"Disegno\" style:family=\"graphic\"><style:graphic-properties "
                      "style:vertical-pos=\"top\" style:vertical-rel=\"baseline\" style:wrap=\"none\" "
                      "style:run-through=\"foreground\" fo:border=\"none\"/></style:style>\n"));
    buf_put(&b, buf_str(&w->auto_));
    return buf_str(&b);
}

void odf_body(const Documento *d, bool piatto, Arena *a, OdfCorpo *out)
{
    Penna w = {.b = buf_new(a), .auto_ = buf_new(a), .d = d, .piatto = piatto, .out = out};
    w.tabelle_larghe = NEW_N(a, bool, d->blocchi.n);
    for (ptrdiff_t i = 0; i < d->blocchi.n; i++) {
        const Blocco *x = d->blocchi.items[i];
        w.tabelle_larghe[i] = x->tipo == BLOCCO_TABELLA && misura_larga(&x->tabella);
    }
    put(&w, "<office:body>\n<office:text>\n");
    front(&w);
    for (ptrdiff_t i = 0; i < d->blocchi.n; i++) {
        turn(&w, wants_wide(&w, i));
        block(&w, d->blocchi.items[i]);
    }
    colophon(&w);
    put(&w, "</office:text>\n</office:body>\n");
    out->automatici = automatic_styles(&w);
    out->corpo = buf_str(&w.b);
}

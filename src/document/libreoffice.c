/* libreoffice.c - floor 5: a folder, a profile and a deadline for LibreOffice; checks what it made. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "document/libreoffice.h"

#include "base/cartella.h"
#include "base/os.h"
#include "document/pdf.h"
#include "document/processo.h"
#include "document/testo.h"

#include <sys/stat.h>
#include <unistd.h>

enum { LARGEST_RESULT = 512 * 1024 * 1024, PACKAGE_TAIL = 66000 };

typedef struct Formato {
    const char *nome, *suffisso, *filtro;
    bool pdf;
} Formato;

static const Formato formati[] = {
    {"PDF", "pdf",
     "pdf:writer_pdf_Export:{\"SelectPdfVersion\":{\"type\":\"long\",\"value\":\"2\"},"
     "\"PDFUACompliance\":{\"type\":\"boolean\",\"value\":\"true\"},"
     "\"UseTaggedPDF\":{\"type\":\"boolean\",\"value\":\"true\"},"
     "\"ExportBookmarks\":{\"type\":\"boolean\",\"value\":\"true\"},"
     "\"DisplayPDFDocumentTitle\":{\"type\":\"boolean\",\"value\":\"true\"}}", true},
    {"DOCX", "docx", "docx:MS Word 2007 XML", false},
};

typedef struct Lavoro {
    Arena *a;
    const LibreOffice *lo;
    Conversione *v;
    ptrdiff_t n;
    Difetti *out;
    Cartella intera;      /* the working folder */
    const char *cartella; /* where it is; NULL = not made */
    int64_t scadenza;
    Str perche;           /* why the last run ended badly; "" = it did not */
    bool avviato;         /* the last run could be started */
    bool fermato;         /* somebody asked to stop: no other run */
    Err e;
} Lavoro;

static Str target(const Conversione *c, const Formato *f) { return f->pdf ? c->pdf : c->docx; }
static bool done(const Conversione *c, const Formato *f) { return f->pdf ? c->pdf_fatto : c->docx_fatto; }
static bool pending(const Conversione *c, const Formato *f) { return target(c, f).n && !done(c, f); }

/* Letters, digits and / . - _ as they are, the rest percent-encoded. */
static Str file_url(Arena *a, const char *path)
{
    Buf b = buf_new(a);
    buf_put(&b, S("file://"));
    for (const char *p = path; *p; p++) {
        unsigned char c = (unsigned char)*p;
        bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || strchr("/.-_", c);
        buf_fmt(&b, plain ? "%c" : "%%%02X", c);
    }
    return buf_str(&b);
}

static bool make_folder(Lavoro *w)
{
    if (cartella_crea(w->lo->cartella, S(LIBREOFFICE_CARTELLA), w->a, &w->intera)) return false;
    w->cartella = w->intera.percorso;
    bool fine = true;
    static const char *const parts[] = {"in", "out", "casa"};
    for (ptrdiff_t i = 0; i < COUNT_OF(parts); i++)
        fine = fine && mkdir(str_c(w->a, str_fmt(w->a, "%s/%s", w->cartella, parts[i])), 0700) == 0;
    for (ptrdiff_t i = 0; fine && i < w->n; i++)
        fine = os_write_file(str_fmt(w->a, "%s/in/%td.fodt", w->cartella, i), w->v[i].fodt) == OK;
    return fine;
}

/* The last line that the program said, but for a warning that means nothing without Java. */
static Str last_words(Lavoro *w)
{
    Str log, last = S("");
    if (os_read_file(str_fmt(w->a, "%s/registro", w->cartella), 1 << 20, w->a, &log)) return last;
    while (log.n) {
        ptrdiff_t end = str_find(log, '\n');
        if (end < 0) end = log.n;
        Str line = str_trim(str_sub(log, 0, end));
        if (line.n && !str_starts(line, S("Warning: failed to launch javaldx")) && !str_starts(line, S("convert /")))
            last = line;
        log = str_sub(log, end < log.n ? end + 1 : end, log.n);
    }
    return testo_cut(w->a, testo_clean(w->a, last, false), 160);
}

/* One run over the documents from..to-1 that still lack the format, within its share of what time is left. */
static void run(Lavoro *w, const Formato *f, ptrdiff_t from, ptrdiff_t to, ptrdiff_t shares)
{
    Arena *a = w->a;
    const char *home = str_c(a, str_fmt(a, "HOME=%s/casa", w->cartella));
    const char *tmp = str_c(a, str_fmt(a, "TMPDIR=%s/casa", w->cartella));
    const char *envp[] = {home, tmp, "PATH=/usr/bin:/bin", "LANG=C.UTF-8", "LC_ALL=C.UTF-8", "SAL_USE_VCLPLUGIN=svp",
                          NULL};
    Str url = file_url(a, str_c(a, str_fmt(a, "%s/profilo", w->cartella)));
    LIST(const char *) argv = {0};
    *PUSH(a, &argv) = str_c(a, w->lo->programma);
    *PUSH(a, &argv) = str_c(a, str_fmt(a, "-env:UserInstallation=%.*s", STR_ARG(url)));
    static const char *const fixed[] = {"--headless", "--norestore", "--nolockcheck", "--convert-to"};
    for (ptrdiff_t i = 0; i < COUNT_OF(fixed); i++) *PUSH(a, &argv) = fixed[i];
    *PUSH(a, &argv) = f->filtro;
    *PUSH(a, &argv) = "--outdir";
    *PUSH(a, &argv) = "out";
    for (ptrdiff_t i = from; i < to; i++)
        if (pending(&w->v[i], f)) *PUSH(a, &argv) = str_c(a, str_fmt(a, "in/%td.fodt", i));
    *PUSH(a, &argv) = NULL;
    Processo p = {argv.items, envp, w->cartella, str_c(a, str_fmt(a, "%s/registro", w->cartella)), w->lo->continua, w->lo->ctx};
    int64_t left = w->fermato ? 0 : (w->scadenza - processo_watch()) / shares;
    int stato = 0;
    ProcessoFine end = left > 0 ? processo_run(&p, left, &stato) : PROCESSO_TEMPO;
    w->perche = S("");
    w->avviato = end != PROCESSO_ASSENTE;
    w->fermato = w->fermato || end == PROCESSO_FERMATO;
    Str words = end == PROCESSO_ASSENTE ? S("") : last_words(w);
    Str said = words.n ? str_fmt(a, " (ha scritto: %.*s)", STR_ARG(words)) : S("");
    if (end == PROCESSO_TEMPO && !w->fermato)
        w->perche = str_fmt(a, "LibreOffice non ha finito nel tempo dato (%d secondi in tutto) ed è stato fermato",
                            w->lo->secondi);
    else if (w->fermato)
        w->perche = S("LibreOffice è stato fermato su richiesta");
    else if (end == PROCESSO_ASSENTE)
        w->perche = str_fmt(a, "LibreOffice non può essere avviato (errore di sistema %d)", stato);
    else if (end == PROCESSO_MORTO)
        w->perche = str_fmt(a, "LibreOffice si è interrotto con il segnale %d%.*s", stato, STR_ARG(said));
    else if (end == PROCESSO_USCITO && stato)
        w->perche = str_fmt(a, "LibreOffice è uscito con lo stato %d%.*s", stato, STR_ARG(said));
}

/* "" = a whole file of the format. */
static const char *wrong_with(const Formato *f, Str bytes)
{
    if (!f->pdf) {
        bool zip = str_starts(bytes, S("PK\3\4"));
        bool closed = false;
        for (ptrdiff_t i = bytes.n > PACKAGE_TAIL ? bytes.n - PACKAGE_TAIL : 0; zip && i < bytes.n && !closed; i++)
            closed = str_starts(str_sub(bytes, i, bytes.n), S("PK\5\6"));
        return closed ? "" : "il file prodotto da LibreOffice non è un DOCX intero";
    }
    if (!pdf_whole(bytes)) return "il file prodotto da LibreOffice non è un PDF intero";
    if (!pdf_accessible(bytes))
        return "il PDF prodotto da LibreOffice non è PDF/A-2b e PDF/UA-1: serve la versione 7.4 o una successiva";
    return "";
}

/* Moves what was made to where it is wanted. Returns why not; "" = done. */
static Str take(Lavoro *w, const Formato *f, ptrdiff_t i, Arena file)
{
    Conversione *c = &w->v[i];
    Str bytes, why = w->perche.n ? w->perche : S("LibreOffice non ha prodotto il file");
    Str made = str_fmt(w->a, "%s/out/%td.%s", w->cartella, i, f->suffisso);
    if (os_read_file(made, LARGEST_RESULT, &file, &bytes) == OK) {
        Str mine = str_dup(&file, bytes);
        why = str_of(wrong_with(f, bytes));
        if (f->pdf) pdf_mend((char *)mine.p, mine.n);
        if (!why.n && os_write_file(target(c, f), mine))
            why = str_fmt(w->a, "il file %.*s non è scrivibile", STR_ARG(target(c, f)));
        *(f->pdf ? &c->pdf_fatto : &c->docx_fatto) = !why.n;
    }
    arena_free(&file);
    return why;
}

/* "Resta la pagina HTML e il file ODT: ", before what to do. */
static Str what_is_left(Arena *a, const Conversione *c)
{
    bool some = c->resta && *c->resta;
    if (!some && !c->pdf_fatto) return S("Come rimediare: ");
    return str_fmt(a, "%s%s%s: ", some ? "C'è comunque " : "C'è comunque il PDF", some ? c->resta : "",
                   some && c->pdf_fatto ? ", e il PDF" : "");
}

/* Takes what was made; says what was not, when told to. */
static void collect(Lavoro *w, const Formato *f, ptrdiff_t from, ptrdiff_t to, bool tell)
{
    for (ptrdiff_t i = from; i < to; i++) {
        const Conversione *c = &w->v[i];
        if (!pending(c, f)) continue;
        Str why = take(w, f, i, (Arena){0});
        if (!why.n || !tell) continue;
        w->e = E_PROGRAMMA;
        difetto(w->out, i, c->nome,
                "il %s non è stato prodotto: %.*s. %.*sripetere e, se accade "
                "ancora, verificare lo spazio su disco, i permessi e il pacchetto libreoffice-writer-nogui",
                f->nome, STR_ARG(why), STR_ARG(what_is_left(w->a, c)));
    }
}

static ptrdiff_t how_many(const Lavoro *w, const Formato *f)
{
    ptrdiff_t k = 0;
    for (ptrdiff_t i = 0; i < w->n; i++) k += pending(&w->v[i], f);
    return k;
}

static ptrdiff_t how_many_later(const Lavoro *w, ptrdiff_t format)
{
    ptrdiff_t k = 0;
    for (ptrdiff_t i = format + 1; i < COUNT_OF(formati); i++) k += how_many(w, &formati[i]) > 0;
    return k;
}

/* All at once; when that ended badly or out of time, those that lack are tried again one by one: one of them may have
 * stopped the others. later: formats still to come, which want their share of the time. */
static void make(Lavoro *w, const Formato *f, ptrdiff_t later)
{
    ptrdiff_t left = how_many(w, f);
    if (!left) return;
    run(w, f, 0, w->n, left > 1 ? 2 * (later + 1) : later + 1);
    bool again = w->perche.n && w->avviato && left > 1;
    collect(w, f, 0, w->n, !again);
    left = how_many(w, f);
    for (ptrdiff_t i = 0; again && i < w->n; i++) {
        if (!pending(&w->v[i], f)) continue;
        run(w, f, i, i + 1, left + later);
        collect(w, f, i, i + 1, true);
        left--;
    }
}

static Str wanted(const Conversione *v, ptrdiff_t n)
{
    bool pdf = false, docx = false;
    for (ptrdiff_t i = 0; i < n; i++) pdf |= v[i].pdf.n > 0, docx |= v[i].docx.n > 0;
    return pdf && docx ? S("PDF e DOCX non sono stati prodotti") : pdf ? S("il PDF non è stato prodotto")
                                                                       : S("il DOCX non è stato prodotto");
}

Err libreoffice_convert(const LibreOffice *lo, Conversione *v, ptrdiff_t n, Difetti *out)
{
    Arena a = {0};
    Lavoro w = {.a = &a, .lo = lo, .v = v, .n = n, .out = out};
    w.scadenza = processo_watch() + (int64_t)lo->secondi * 1000;
    bool asked = false;
    for (ptrdiff_t i = 0; i < n; i++) {
        v[i].pdf_fatto = v[i].docx_fatto = false;
        asked |= v[i].pdf.n || v[i].docx.n;
    }
    if (!asked) return OK;
    Str first = n == 1 ? v[0].nome : S("documenti");
    if (access(str_c(&a, lo->programma), X_OK) || os_is_folder(lo->programma)) {
        difetto(out, 0, first, "LibreOffice non c'è in %.*s: %.*s. %.*sinstallare il "
                               "pacchetto libreoffice-writer-nogui, o indicare dove si trova soffice, e ripetere",
                STR_ARG(lo->programma), STR_ARG(wanted(v, n)), STR_ARG(what_is_left(&a, v)));
        w.e = E_PROGRAMMA;
    } else if (make_folder(&w)) {
        for (ptrdiff_t i = 0; i < COUNT_OF(formati); i++)
            make(&w, &formati[i], how_many_later(&w, i));
    } else {
        difetto(out, 0, first, "nella cartella %.*s non si può scrivere: %.*s. %.*s"
                               "dare il permesso di scrivere, o liberare spazio, e ripetere",
                STR_ARG(lo->cartella), STR_ARG(wanted(v, n)), STR_ARG(what_is_left(&a, v)));
        w.e = E_SCRITTURA;
    }
    if (w.cartella) cartella_togli(&w.intera);
    arena_free(&a);
    return w.e;
}

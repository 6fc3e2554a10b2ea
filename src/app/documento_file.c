/* documento_file.c - floor 7: a document written to files, in the formats that were asked for. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "app/documento_file.h"

#include "base/cartella.h"
#include "document/html.h"
#include "document/libreoffice.h"
#include "document/odf.h"

#include <unistd.h>

/* Long work says what it is at: on a terminal, or when asked. */
void passo(const char *what)
{
    if (isatty(STDERR_FILENO)) fprintf(stderr, "ciclo: %s…\n", what);
}

int difetti_detti(Err e, const Difetti *d)
{
    for (ptrdiff_t i = 0; i < d->lista.n; i++)
        errore(e, "%.*s: %.*s", STR_ARG(d->lista.items[i].dove), STR_ARG(d->lista.items[i].cosa));
    return err_exit_status(e);
}

/* ---- files ---- */

enum { HTML = FORMATO_HTML, ODT = 2, PDF = 4, DOCX = 8 };
static const struct {
    const char *nome;
    unsigned bit;
} formati[] = {{"html", HTML}, {"odt", ODT}, {"pdf", PDF}, {"docx", DOCX}};

bool formati_leggi(Str text, Str file, unsigned *out)
{
    *out = 0;
    if (!text.n) {
        for (ptrdiff_t i = 0; i < COUNT_OF(formati); i++) {
            Str end = str_of(formati[i].nome);
            if (file.n > end.n + 1 && file.p[file.n - end.n - 1] == '.' &&
                str_eq(str_sub(file, file.n - end.n, file.n), end))
                *out = formati[i].bit;
        }
        if (!*out) *out = HTML;
        return true;
    }
    while (text.n) {
        ptrdiff_t comma = str_find(text, ',');
        Str word = str_trim(comma < 0 ? text : str_sub(text, 0, comma));
        unsigned before = *out;
        for (ptrdiff_t i = 0; i < COUNT_OF(formati); i++)
            if (str_eq(word, str_of(formati[i].nome))) *out |= formati[i].bit;
        if (*out == before) return false;
        text = comma < 0 ? S("") : str_sub(text, comma + 1, text.n);
    }
    return true;
}

/* With one format the file as it was named; with several, its name with each ending in turn. */
static Str file_per(Arena *a, Str out, unsigned formats, ptrdiff_t i)
{
    if (formats == formati[i].bit) return out;
    for (ptrdiff_t k = 0; k < COUNT_OF(formati); k++) {
        Str end = str_fmt(a, ".%s", formati[k].nome);
        if (out.n > end.n && str_eq(str_sub(out, out.n - end.n, out.n), end)) out = str_sub(out, 0, out.n - end.n);
    }
    return str_fmt(a, "%.*s.%s", STR_ARG(out), formati[i].nome);
}

static int scrivi(Str file, Str bytes)
{
    if (os_write_file(file, bytes)) return errore(E_SCRITTURA, "%.*s: non si può scrivere", STR_ARG(file));
    printf("%.*s\n", STR_ARG(file));
    return 0;
}

static int con_libreoffice(Arena *a, const Documento *d, unsigned formats, Str pdf, Str docx)
{
    passo("PDF e DOCX con LibreOffice");
    const char *tmp = getenv("TMPDIR");
    Str folder = str_of(tmp && *tmp ? tmp : "/tmp");
    static const char *const done[] = {"", "la pagina HTML", "il file ODT", "la pagina HTML e il file ODT"};
    Conversione k = {.nome = d->testata.identificativo, .fodt = fodt_render(d, a), .pdf = pdf, .docx = docx,
                     .resta = done[(formats & HTML ? 1 : 0) + (formats & ODT ? 2 : 0)]};
    Difetti told = {.a = a};
    cartelle_ripulisci(folder, S(LIBREOFFICE_CARTELLA)); /* of a run that was killed */
    Err e = libreoffice_convert(&(LibreOffice){S(LIBREOFFICE_PROGRAMMA), folder, 180}, &k, 1, &told);
    if (k.pdf_fatto) printf("%.*s\n", STR_ARG(pdf));
    if (k.docx_fatto) printf("%.*s\n", STR_ARG(docx));
    return e ? difetti_detti(e, &told) : 0;
}

int scrivi_documento(Arena *a, const Documento *d, unsigned formats, Str out)
{
    Difetti slips = {.a = a};
    Str file[COUNT_OF(formati)], odt;
    int status = 0;
    doc_check(d, &slips);
    for (ptrdiff_t i = 0; i < slips.lista.n; i++)
        fprintf(stderr, "ciclo: avviso: %.*s: %.*s\n", STR_ARG(slips.lista.items[i].dove),
                STR_ARG(slips.lista.items[i].cosa));
    if (formats == HTML && str_eq(out, S("-"))) return stampa_testo(html_render(d, a));
    passo("scrittura");
    for (ptrdiff_t i = 0; i < COUNT_OF(formati); i++)
        file[i] = formats & formati[i].bit ? file_per(a, out, formats, i) : S("");
    if (file[0].n) status = scrivi(file[0], html_render(d, a));
    if (!status && file[1].n)
        status =
            odt_render(d, a, &odt) ? errore(E_SCRITTURA, "il documento ODT non si può comporre") : scrivi(file[1], odt);
    if (!status && (file[2].n || file[3].n)) status = con_libreoffice(a, d, formats, file[2], file[3]);
    return status;
}

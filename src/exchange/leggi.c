/* leggi.c - floor 5: finds what to read: a folder of CSV files, one CSV file, one JSON text. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "base/os.h"
#include "exchange/interno.h"

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c; }

static bool ends_with(Str s, Str end)
{
    if (s.n < end.n) return false;
    for (ptrdiff_t i = 0; i < end.n; i++)
        if (lower(s.p[s.n - end.n + i]) != end.p[i]) return false;
    return true;
}

/* "Persone.CSV" is of table persone; NULL: of none. */
static const EntitaInfo *table_of(Arena *a, Str name)
{
    ptrdiff_t dot = name.n;
    while (dot > 0 && name.p[dot - 1] != '.') dot--;
    Buf b = buf_new(a);
    for (ptrdiff_t i = 0; i + 1 < dot; i++) buf_char(&b, lower(name.p[i]));
    return entita_by_name(buf_str(&b));
}

/* The table that a file's name says, when it is the first file to say so. */
static const EntitaInfo *table_free(Str name, Arena *a, const Scambio *s, Difetti *d)
{
    const EntitaInfo *e = table_of(a, name);
    if (!e)
        difetto(d, 0, name, "non porta il nome di una tabella: correggerlo o togliere il file (i nomi sono in "
                            "doc/formato-dati.md)");
    else if (s->origini[e->tipo].presente)
        difetto(d, 0, name, "la tabella %s è già nel file %.*s: tenerne uno solo", e->nome,
                STR_ARG(s->origini[e->tipo].file));
    else
        return e;
    return NULL;
}

static Err read_one(Str path, Str name, Arena *a, Scambio *s, Difetti *d)
{
    const EntitaInfo *e = table_free(name, a, s, d);
    Str bytes;
    if (!e) return E_DATI;
    Err err = os_read_file(path, SCAMBIO_CSV_MAX, a, &bytes);
    if (err) {
        s->origini[e->tipo] = (Origine){.presente = true, .incompleta = true, .file = name};
        difetto(d, ((int64_t)e->tipo + 1) << 40, name, "%s",
                err == E_DATI ? "è troppo lungo: al massimo 64 MiB" : "non si può leggere: controllare i permessi");
        return err;
    }
    return scambio_read_csv(e, bytes, name, a, s, d);
}

/* Names that are not of visible files are left alone, and files of other kinds; a workbook named as a table is
 * surely meant to be read. */
static Err read_entry(Str folder, Str name, Arena *a, Scambio *s, Difetti *d)
{
    bool workbook = ends_with(name, S(".xlsx")) || ends_with(name, S(".xls")) || ends_with(name, S(".ods"));
    if (name.p[0] == '.') return OK;
    if (workbook && table_of(a, name)) {
        difetto(d, 0, name, "è un foglio di calcolo: salvarlo come CSV, oppure toglierlo dalla cartella");
        return E_DATI;
    }
    if (!ends_with(name, S(".csv"))) return OK;
    return read_one(str_fmt(a, "%.*s/%.*s", STR_ARG(folder), STR_ARG(name)), name, a, s, d);
}

/* In the order of their names, so that notices come in the same order everywhere. */
static Err read_folder(Str folder, Arena *a, Scambio *s, Difetti *d)
{
    OsNomi names;
    Err e = os_list_folder(folder, a, &names);
    for (ptrdiff_t i = 0; i < names.n; i++) {
        Str name = names.items[i];
        Err one = utf8_invalid_at(name) < 0 ? read_entry(folder, name, a, s, d) : OK;
        if (one && e == OK) e = one;
    }
    bool any = false;
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) any = any || s->origini[t].presente;
    if (!any && !e) {
        difetto(d, 0, folder, "nella cartella non c'è nessun file di dati: i modelli vuoti si fanno con ciclo import "
                              "--template CARTELLA");
        e = E_DATI;
    }
    return e;
}

Err scambio_read_path(Str path, Arena *a, Scambio *s, Difetti *d)
{
    Str text;
    while (path.n > 1 && path.p[path.n - 1] == '/') path.n--;
    if (os_is_folder(path)) return read_folder(path, a, s, d);
    if (ends_with(path, S(".csv"))) {
        ptrdiff_t slash = path.n;
        while (slash > 0 && path.p[slash - 1] != '/') slash--;
        if (!os_exists(path)) return E_LETTURA;
        return read_one(path, str_sub(path, slash, path.n), a, s, d);
    }
    s->json = true;
    Err e = os_read_file(path, SCAMBIO_JSON_MAX, a, &text);
    if (e == E_DATI) difetto(d, 0, S("1:1"), "il file è troppo lungo: al massimo 256 MiB");
    return e ? e : scambio_read_json(text, a, s, d);
}

Err scambio_read_bytes(Str name, Str bytes, Arena *a, Scambio *s, Difetti *d)
{
    static const char *const workbooks[] = {".xlsx", ".xls", ".ods"};
    for (ptrdiff_t i = 0; i < COUNT_OF(workbooks); i++)
        if (ends_with(name, str_of(workbooks[i]))) {
            difetto(d, 0, name, "è un foglio di calcolo: salvarlo come CSV, una tabella per file");
            return E_DATI;
        }
    if (ends_with(name, S(".csv"))) {
        const EntitaInfo *e = table_free(name, a, s, d);
        return e ? scambio_read_csv(e, bytes, name, a, s, d) : E_DATI;
    }
    s->json = true;
    return scambio_read_json(bytes, a, s, d);
}

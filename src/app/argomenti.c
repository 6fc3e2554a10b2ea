/* argomenti.c - floor 7: options out of arguments, messages for people. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "app/comando.h"

static void take_out(Argomenti *args, int at, int n)
{
    for (int i = at; i + n < args->n; i++) args->v[i] = args->v[i + n];
    args->n -= n;
}

const char *opzione(Argomenti *args, const char *name)
{
    size_t len = strlen(name);
    for (int i = 0; i < args->n; i++) {
        if (!strcmp(args->v[i], name) && i + 1 < args->n) {
            const char *value = args->v[i + 1];
            take_out(args, i, 2);
            return value;
        }
        if (!strncmp(args->v[i], name, len) && args->v[i][len] == '=') {
            const char *value = args->v[i] + len + 1;
            take_out(args, i, 1);
            return value;
        }
    }
    return NULL;
}

bool bandierina(Argomenti *args, const char *name)
{
    for (int i = 0; i < args->n; i++)
        if (!strcmp(args->v[i], name)) {
            take_out(args, i, 1);
            return true;
        }
    return false;
}

int uso_errato(const char *command, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    fprintf(stderr, "ciclo %s: ", command);
    vfprintf(stderr, fmt, args);
    va_end(args);
    for (int i = 0; i < n_comandi; i++)
        if (!strcmp(comandi[i].nome, command)) fprintf(stderr, "\nuso: ciclo %s %s", command, comandi[i].uso);
    fputc('\n', stderr);
    return err_exit_status(E_USO);
}

int errore(Err e, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    fprintf(stderr, "ciclo: ");
    vfprintf(stderr, fmt, args);
    fputc('\n', stderr);
    va_end(args);
    return err_exit_status(e);
}

/* One line stays one line, and no byte of an input steers a terminal: control characters are shown as \u00XX. */
static void put_shown(Buf *out, Str s)
{
    for (ptrdiff_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c < 0x20 || c == 0x7f) buf_fmt(out, "\\u%04x", c);
        else buf_char(out, s.p[i]);
    }
}

int stampa_difetti(Str file, const Difetti *d)
{
    Arena scratch = {0};
    Buf out = buf_new(&scratch);    /* written at once: standard error is not buffered */
    for (ptrdiff_t i = 0; i < d->lista.n; i++) {
        const Difetto *x = &d->lista.items[i];
        if (file.n) buf_fmt(&out, "%.*s:%s", STR_ARG(file), x->dove.n && x->dove.p[0] == '/' ? " " : "");
        put_shown(&out, x->dove);
        buf_put(&out, S(": "));
        put_shown(&out, x->cosa);
        buf_char(&out, '\n');
    }
    if (d->in_piu) buf_fmt(&out, "… e altri %td\n", d->in_piu);
    Str lines = buf_str(&out);
    fwrite(lines.p, 1, (size_t)lines.n, stderr);
    arena_free(&scratch);
    return err_exit_status(E_DATI);
}

int stampa_testo(Str s)
{
    bool fine = fwrite(s.p, 1, (size_t)s.n, stdout) == (size_t)s.n && fflush(stdout) == 0;
    return fine ? 0 : errore(E_SCRITTURA, "scrittura interrotta: controllare lo spazio su disco");
}

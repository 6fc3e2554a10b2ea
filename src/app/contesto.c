/* contesto.c - floor 7: options of all commands, the store opened, the permission asked for. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "app/contesto.h"

#include <time.h>

static Date today(void)
{
    time_t t = time(NULL);
    struct tm here;
    localtime_r(&t, &here);
    return date_of(here.tm_year + 1900, here.tm_mon + 1, here.tm_mday);
}

#ifdef CICLO_PROVA
enum { MATRICE_MAX = 1 << 20 };

/* The test build can replace cells: lines "AZIONE ruolo RELATION...". */
static int own_matrix(Contesto *c, const char *file)
{
    Str text;
    if (os_read_file(str_of(file), MATRICE_MAX, c->a, &text)) return errore(E_LETTURA, "%s: non si può leggere", file);
    Matrice *m = NEW(c->a, Matrice);
    *m = *permessi_matrice();
    while (text.n) {
        ptrdiff_t end = str_find(text, '\n');
        Str line = str_trim(end < 0 ? text : str_sub(text, 0, end)), word[2];
        text = end < 0 ? S("") : str_sub(text, end + 1, text.n);
        if (!line.n) continue;
        for (int i = 0; i < 2; i++) {
            ptrdiff_t blank = str_find(line, ' ');
            if (blank < 0) return uso_errato(c->comando, "--matrice: %.*s", STR_ARG(line));
            word[i] = str_sub(line, 0, blank);
            line = str_trim(str_sub(line, blank, line.n));
        }
        Azione z;
        Ruolo r;
        if (!azione_by_name(word[0], &z) || !ruolo_by_word(word[1], &r) || !legami_read(line, &m->righe[z].celle[r]))
            return uso_errato(c->comando, "--matrice: %.*s %.*s %.*s", STR_ARG(word[0]), STR_ARG(word[1]),
                              STR_ARG(line));
    }
    c->matrice = m;
    return 0;
}

static int test_options(Contesto *c, Argomenti *args)
{
    const char *oggi = opzione(args, "--oggi"), *matrice = opzione(args, "--matrice");
    if (oggi) {
        if (!date_parse_iso(str_of(oggi), &c->oggi)) return uso_errato(c->comando, "--oggi: %s", oggi);
        c->ora = str_fmt(c->a, "%sT12:00:00Z", oggi);
    }
    return matrice ? own_matrix(c, matrice) : 0;
}
#else
static int test_options(Contesto *c, Argomenti *args)
{
    (void)c;
    (void)args;
    return 0;
}
#endif

int contesto_leggi(Contesto *c, const char *comando, Arena *a, Argomenti *args)
{
    const char *db = opzione(args, "--db"), *as = opzione(args, "--as");
    bool nobody = bandierina(args, "--pubblico");
    if (!db) db = getenv("CICLO_DB");
    *c = (Contesto){.a = a, .comando = comando, .db = str_of(db && *db ? db : "ciclo.db"),
                    .json = bandierina(args, "--json"), .oggi = today(), .ora = os_now(a),
                    .matrice = permessi_matrice(),
                    .chi = nobody ? CHI_PUBBLICO : as ? CHI_PERSONA : CHI_OPERATORE, .persona = str_of(as)};
    if (as && nobody) return uso_errato(comando, "--as e --pubblico non vanno insieme");
    if (as && !*as) return uso_errato(comando, "dopo --as va il codice della persona per cui si agisce");
    if (as && utf8_invalid_at(c->persona) >= 0) return uso_errato(comando, "il codice dopo --as non è testo valido");
    return test_options(c, args);
}

int contesto_resto(const Contesto *c, const Argomenti *args, int at_least, int at_most)
{
    for (int i = 0; i < args->n; i++) {
        if (args->v[i][0] == '-' && args->v[i][1])
            return uso_errato(c->comando, "opzione sconosciuta o senza valore: %s", args->v[i]);
        if (utf8_invalid_at(str_of(args->v[i])) >= 0)
            return uso_errato(c->comando, "l'argomento %d non è testo valido", i + 1);
    }
    if (args->n < at_least) return uso_errato(c->comando, "manca un argomento");
    if (args->n > at_most) return uso_errato(c->comando, "argomento di troppo: %s", args->v[at_most]);
    return 0;
}

int contesto_apri(Contesto *c)
{
    Str why;
    if (c->st) return 0;
    Err e = store_open(c->a, c->db, &c->st, &why);
    return e ? errore(e, "%.*s", STR_ARG(why)) : 0;
}

static Err ask(Contesto *c, Azione z, const Ambito *su, const Grant **g, Str *why)
{
    Richiesta r = {c->chi, c->persona, z, *su, c->oggi};
    return access_check(c->st, c->matrice, &r, c->a, g, why);
}

Err contesto_puo(Contesto *c, Azione z, Ambito su, const Grant **g)
{
    Str why;
    return ask(c, z, &su, g, &why);
}

Err contesto_chiede(Contesto *c, Azione z, Ambito su, const Grant **g, Str *perche)
{
    return ask(c, z, &su, g, perche);
}

int contesto_permesso(Contesto *c, Azione z, Ambito su, const Grant **g)
{
    return contesto_permesso_fra(c, &z, 1, su, g);
}

int contesto_permesso_fra(Contesto *c, const Azione *z, int n, Ambito su, const Grant **g)
{
    Err refused = OK;
    Str told = S(""), why;
    int status = contesto_apri(c);
    if (status) return status;
    for (int i = 0; i < n; i++) {
        Err e = ask(c, z[i], &su, g, &why);
        if (!e) return 0;
        /* "not yet, or not any more" says more than "not you" */
        if (!refused || (refused == E_VIETATO && e != E_VIETATO)) {
            refused = e;
            told = why;
        }
    }
    return errore(refused, "%.*s", STR_ARG(told));
}

int contesto_scheda(Contesto *c, Str persona, int64_t anno, const Grant **g)
{
    static const Azione any[] = {AZIONE_SCHEDA_LEGGI, AZIONE_SCHEDA_PROPOSTA_LEGGI, AZIONE_SCHEDA_APERTA_LEGGI};
    return contesto_permesso_fra(c, any, COUNT_OF(any), (Ambito){.anno = anno, .persona = persona}, g);
}

int contesto_permesso_prima(Contesto *c, Azione z, const Grant **g)
{
    Str why;
    Err e = access_check_prima(c->matrice, &(Richiesta){c->chi, c->persona, z, {0}, c->oggi}, c->a, g, &why);
    return e ? errore(e, "%.*s", STR_ARG(why)) : 0;
}

int contesto_errore(const Contesto *c, Err e)
{
    Str why = c->st ? store_perche(c->st) : S(""), words = err_words(e);
    if (!why.n) why = words;
    return errore(e, "%.*s", STR_ARG(why));
}

int contesto_fine(Contesto *c, int status)
{
    store_close(c->st);
    c->st = NULL;
    return status;
}

int opzione_anno(const Contesto *c, Argomenti *args, const char *name, int64_t *out)
{
    const char *text = opzione(args, name);
    *out = 0;
    if (!text) return 0;
    for (const char *p = text; *p; p++)
        if (*p < '0' || *p > '9' || p - text > 3)
            return uso_errato(c->comando, "%s: «%s» non è un anno: scrivere ad esempio 2025", name, text);
    *out = strtol(text, NULL, 10);
    return *out < 1900 || *out > 2999 ? uso_errato(c->comando, "%s: l'anno va da 1900 a 2999", name) : 0;
}

int opzione_data(const Contesto *c, Argomenti *args, const char *name, Date *out)
{
    const char *text = opzione(args, name);
    *out = (Date){0};
    if (!text || date_parse_iso(str_of(text), out) || date_parse_italian(str_of(text), out)) return 0;
    return uso_errato(c->comando, "%s: «%s» non è una data esistente: scrivere ad esempio 31/12/2025", name, text);
}

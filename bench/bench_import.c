/* bench_import.c - a body with 1,000 people and 2,000 tree nodes: read, checked and written, against bare INSERTs. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#define LIBRARY_ADAPTER
#include <sqlite3.h>
#include <unistd.h>

#include "bench.h"
#include "cycle/codici.h"
#include "exchange/scambio.h"
#include "store/archivio.h"
#include "store/scrittura.h"

enum { PERSONE = 1000, NODI = 2000, RADICI = 20 };
#define ORA S("2026-01-31T12:00:00Z")

typedef struct Testi { Str enti, unita, persone, assegnazioni, nodi, versioni; } Testi;

static void make(Arena *a, Testi *t)
{
    Buf p = buf_new(a), x = buf_new(a), n = buf_new(a), v = buf_new(a);
    buf_put(&p, S("codice;cognome;nome;rapporto\n"));
    buf_put(&x, S("persona;unita;dal\n"));
    buf_put(&n, S("codice;livello\n"));
    buf_put(&v, S("nodo;anno;versione;padre;titolo;peso\n"));
    for (int i = 0; i < PERSONE; i++) {
        buf_fmt(&p, "P%04d;Cognome %d;Nome;ruolo\n", i, i);
        buf_fmt(&x, "P%04d;U;01/01/2020\n", i);
    }
    for (int i = 0; i < NODI; i++) {
        buf_fmt(&n, "N%04d;%s\n", i, i < RADICI ? "priorita" : "obiettivo_strategico");
        if (i < RADICI) buf_fmt(&v, "N%04d;2026;1;;Titolo del nodo %d;\n", i, i);
        else buf_fmt(&v, "N%04d;2026;1;N%04d;Titolo del nodo %d;%d,5\n", i, i % RADICI, i, 1 + i % 7);
    }
    *t = (Testi){S("codice;nome\nE;Ente\n"), S("codice;nome;tipo\nU;Unità;area\n"), buf_str(&p), buf_str(&x),
                 buf_str(&n), buf_str(&v)};
}

/* The rows alone, prepared once, in one transaction of the same durability: no reading, checks, journal. */
static int64_t bare(const char *path)
{
    static const char *const sql[] = {"INSERT INTO p VALUES ('P'||?1, 'Cognome '||?1, 'Nome', 'ruolo')",
                                      "INSERT INTO x VALUES ('P'||?1, 'U', '2020-01-01')",
                                      "INSERT INTO n VALUES ('N'||?1, 'obiettivo_strategico')",
                                      "INSERT INTO v VALUES ('N'||?1, 2026, 1, 'N0', 'Titolo del nodo '||?1, '1.5')"};
    sqlite3 *db;
    if (sqlite3_open(path, &db)) return 0;
    sqlite3_exec(db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE p(a PRIMARY KEY,b,c,d);"
                     "CREATE TABLE x(a,b,c,PRIMARY KEY(a,b,c)); CREATE TABLE n(a PRIMARY KEY,b);"
                     "CREATE TABLE v(a,b,c,d,e,f,PRIMARY KEY(a,b,c))", NULL, NULL, NULL);
    int64_t start = bench_now_ns();
    sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    for (int k = 0; k < 4; k++) {
        sqlite3_stmt *s;
        if (sqlite3_prepare_v2(db, sql[k], -1, &s, NULL)) return 0;
        for (int i = 0; i < (k < 2 ? PERSONE : NODI); i++) {
            sqlite3_bind_int(s, 1, i);
            sqlite3_step(s);
            sqlite3_reset(s);
        }
        sqlite3_finalize(s);
    }
    sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
    int64_t ns = bench_now_ns() - start;
    sqlite3_close(db);
    return ns;
}

/* All that ciclo import does between opening and closing the body. */
static bool ours(const char *path, const Testi *t, int64_t theirs)
{
    Arena a = {0};
    Store *st;
    Scambio s;
    Archivio stored;
    Differenze diff;
    Difetti d = {.a = &a};
    Str why;
    const struct { EntitaTipo tipo; Str text; } in[] = {
        {ENTITA_ENTE, t->enti}, {ENTITA_UNITA, t->unita}, {ENTITA_PERSONA, t->persone},
        {ENTITA_ASSEGNAZIONE, t->assegnazioni},
        {ENTITA_NODO, t->nodi}, {ENTITA_NODO_VERSIONE, t->versioni}};
    if (store_crea(&a, str_of(path), ORA, &st, &why)) return false;
    const Grant *g = access_operatore(&a, S("IMPORTA"));
    int64_t start = bench_now_ns();
    scambio_init(&s, codici_new(S(""), &a));
    bool fine = true;
    for (ptrdiff_t i = 0; i < COUNT_OF(in); i++)
        fine = fine && !scambio_read_csv(entita_info(in[i].tipo), in[i].text, S("x.csv"), &a, &s, &d);
    fine = fine && !store_archivio_load(st, g, &a, &stored);
    if (fine) scambio_ordina(&s, &a, &d);
    fine = fine && !scambio_controlla(&s, &stored, &d);
    if (fine) {
        scambio_differenze(&s, &stored, &a, &diff);
        Modifica *m = NEW_N(&a, Modifica, diff.lista.n);
        for (ptrdiff_t i = 0; i < diff.lista.n; i++)
            m[i] = (Modifica){diff.lista.items[i].e->tipo, diff.lista.items[i].nuovo, false, 0};
        Esito out;
        fine = !store_scrivi(st, g, &(Scrittura){ORA, S(""), m, diff.lista.n}, &a, &out);
        fine = fine && out.scritti == 2 * (PERSONE + NODI) + 2;
    }
    int64_t ns = bench_now_ns() - start;
    store_close(st);
    arena_free(&a);
    if (fine)
        bench_row("import of 1,000 people and 2,000 nodes (6,002 rows of CSV)", ns, "bare INSERTs of the rows", theirs);
    return fine;
}

int main(void)
{
    Arena a = {0};
    Testi t;
    char folder[] = "/tmp/ciclo-bench.XXXXXX";
    if (!mkdtemp(folder)) return 1;
    make(&a, &t);
    int64_t theirs = bare(str_c(&a, str_fmt(&a, "%s/nude.db", folder)));
    bool fine = theirs && ours(str_c(&a, str_fmt(&a, "%s/ente.db", folder)), &t, theirs);
    Str clean = str_fmt(&a, "rm -rf '%s'", folder);
    if (system(str_c(&a, clean))) fine = false;
    arena_free(&a);
    return fine ? 0 : 1;
}

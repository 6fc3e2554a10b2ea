/* bench_store.c - a body of 1,000 people and 2,000 nodes written at once, and the journal verified in two shapes.
 *
 * Both journals have the same number of entries of one object each after the first: in one shape they go round 1,000
 * people, in the other they are all versions of the same person. What verifying costs must not depend on that. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#define LIBRARY_ADAPTER
#include "bench.h"

#include "store/archivio.h"
#include "store/scrittura.h"
#include "store/verifica.h"

#include <libpq-fe.h>
#include <unistd.h>

enum { PEOPLE = 1000, NODES = 2000, ENTRIES = 5000, ROUNDS = 3 };

static void check(Err e, Store *st)
{
    if (!e) return;
    Str why = st ? store_perche(st) : S("");
    fprintf(stderr, "bench_store: %.*s %.*s\n", STR_ARG(err_words(e)), STR_ARG(why));
    exit(1);
}

static void body(Arena *a, Modifica *m)
{
    ptrdiff_t k = 0;
    for (int i = 0; i < PEOPLE; i++) {
        Persona *p = NEW(a, Persona);
        *p = (Persona){.codice = str_fmt(a, "P%04d", i), .cognome = str_fmt(a, "Cognome%d", i), .nome = S("Nome"), .rapporto = S("ruolo")};
        m[k++] = (Modifica){ENTITA_PERSONA, p, false, 0};
    }
    for (int i = 0; i < NODES; i++) {
        Nodo *n = NEW(a, Nodo);
        *n = (Nodo){.codice = str_fmt(a, "N%04d", i), .livello = S("progetto")};
        m[k++] = (Modifica){ENTITA_NODO, n, false, 0};
    }
}

/* Times in nanoseconds: the write of the whole body, ENTRIES writes of one person, the verification. */
typedef struct Tempi { int64_t whole, singly, verified, entries; } Tempi;

/* The ENTRIES go round `people` people. */
static Tempi one_shape(Arena *a, Str url, int people)
{
    Tempi t = {.verified = INT64_MAX};
    Store *st;
    Str why, now = S("2026-01-01T00:00:00Z");
    check(store_crea(a, url, now, &st, &why), NULL);
    const Grant *g = access_operatore(a, S("IMPORTA"));
    Modifica *m = NEW_N(a, Modifica, PEOPLE + NODES);
    body(a, m);
    Esito out;
    int64_t start = bench_now_ns();
    check(store_scrivi(st, g, &(Scrittura){now, S(""), m, PEOPLE + NODES}, a, &out), st);
    t.whole = bench_now_ns() - start;
    int64_t *version = NEW_N(a, int64_t, PEOPLE);
    for (int i = 0; i < PEOPLE; i++) version[i] = out.seq;
    start = bench_now_ns();
    for (int i = 0; i < ENTRIES; i++) {
        Arena w = {0};
        Persona last = *(const Persona *)m[i % people].record;
        last.nome = str_fmt(&w, "Nome%d", i);
        check(store_scrivi(st, g, &(Scrittura){now, S(""), &(Modifica){ENTITA_PERSONA, &last, false, version[i % people]}, 1}, &w, &out), st);
        version[i % people] = out.seq;
        arena_free(&w);
    }
    t.singly = bench_now_ns() - start;
    for (int i = 0; i < ROUNDS; i++) {
        Verifica v;
        start = bench_now_ns();
        check(store_verifica(st, g, S(""), NULL, NULL, a, &v), st);
        int64_t took = bench_now_ns() - start;
        if (took < t.verified) t.verified = took;
        t.entries = v.voci;
    }
    store_close(st);
    return t;
}

static void report(const char *engine, const Tempi *spread, const Tempi *heaped)
{
    char what[160], against[120];
    snprintf(what, sizeof what, "%s: 1,000 people and 2,000 nodes in one official write", engine);
    snprintf(against, sizeof against, "%d single writes", (int)ENTRIES);
    bench_row(what, spread->whole, against, spread->singly);
    snprintf(what, sizeof what, "%s: journal of %lld entries verified, all versions of one person: %lld entries/s", engine,
             (long long)heaped->entries, (long long)(heaped->entries * INT64_C(1000000000) / heaped->verified));
    snprintf(against, sizeof against, "spread over 1,000 people: %lld entries/s",
             (long long)(spread->entries * INT64_C(1000000000) / spread->verified));
    bench_row(what, heaped->verified, against, spread->verified);
}

/* The database of a run is ours: between the shapes it is emptied. */
static void empty(Str url, Arena *a)
{
    PGconn *pg = PQconnectdb(str_c(a, url));
    PGresult *r = PQexec(pg, "set client_min_messages = warning; drop schema public cascade; create schema public");
    if (PQresultStatus(r) != PGRES_COMMAND_OK) {
        fprintf(stderr, "bench_store: PostgreSQL: %s", PQerrorMessage(pg));
        exit(1);
    }
    PQclear(r);
    PQfinish(pg);
}

int main(void)
{
    Arena a = {0};
    Tempi t[2];
    char folder[] = "/tmp/ciclo-bench-XXXXXX";
    if (!mkdtemp(folder)) return 1;
    for (int k = 0; k < 2; k++) {
        Str path = str_fmt(&a, "%s/ente%d.db", folder, k);
        t[k] = one_shape(&a, path, k ? 1 : PEOPLE);
        unlink(str_c(&a, path));
    }
    rmdir(folder);
    report("SQLite, synced", &t[0], &t[1]);
    const char *pg = getenv("CICLO_TEST_PG");
    if (!pg) {
        fprintf(stderr, "bench_store: no PostgreSQL at $CICLO_TEST_PG\n");
        return 1;
    }
    for (int k = 0; k < 2; k++) {
        t[k] = one_shape(&a, str_of(pg), k ? 1 : PEOPLE);
        empty(str_of(pg), &a);
    }
    report("PostgreSQL, not synced", &t[0], &t[1]);
    arena_free(&a);
    return 0;
}

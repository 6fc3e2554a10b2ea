/* bench_store.c - a body of 1,000 people and 2,000 nodes written at once, and the journal verified. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "bench.h"

#include "store/archivio.h"
#include "store/scrittura.h"
#include "store/verifica.h"

#include <unistd.h>

enum { PEOPLE = 1000, NODES = 2000, ENTRIES = 5000 };

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

int main(void)
{
    Arena a = {0};
    Store *st;
    Str why;
    char folder[] = "/tmp/ciclo-bench-XXXXXX";
    if (!mkdtemp(folder)) return 1;
    Str path = str_fmt(&a, "%s/ente.db", folder), now = S("2026-01-01T00:00:00Z");
    check(store_crea(&a, path, now, &st, &why), NULL);
    const Grant *g = access_operatore(&a, S("IMPORTA"));
    Modifica *m = NEW_N(&a, Modifica, PEOPLE + NODES);
    body(&a, m);
    Esito out;
    int64_t start = bench_now_ns();
    check(store_scrivi(st, g, &(Scrittura){now, S(""), m, PEOPLE + NODES}, &a, &out), st);
    int64_t whole = bench_now_ns() - start;
    int64_t *version = NEW_N(&a, int64_t, PEOPLE);
    for (int i = 0; i < PEOPLE; i++) version[i] = out.seq;
    start = bench_now_ns();
    for (int i = 0; i < ENTRIES; i++) {
        Arena w = {0};
        Persona last = *(const Persona *)m[i % PEOPLE].record;
        last.nome = str_fmt(&w, "Nome%d", i);
        check(store_scrivi(st, g, &(Scrittura){now, S(""), &(Modifica){ENTITA_PERSONA, &last, false, version[i % PEOPLE]}, 1}, &w, &out), st);
        version[i % PEOPLE] = out.seq;
        arena_free(&w);
    }
    int64_t singly = bench_now_ns() - start;
    Verifica v;
    start = bench_now_ns();
    check(store_verifica(st, g, S(""), NULL, NULL, &a, &v), st);
    int64_t verified = bench_now_ns() - start;
    char what[120];
    bench_row("1,000 people and 2,000 nodes in one official write (SQLite)", whole, "5,000 single writes, synced", singly);
    snprintf(what, sizeof what, "journal of %lld entries verified: %lld entries/s", (long long)v.voci, (long long)(v.voci * INT64_C(1000000000) / (verified + 1)));
    bench_row(what, verified, "writing them", singly + whole);
    store_close(st);
    unlink(str_c(&a, path));
    rmdir(folder);
    return 0;
}

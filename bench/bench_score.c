/* bench_score.c - a million staff and fifty thousand groups through the rules, against PostgreSQL and a bare loop.
 *
 * The rules run as `ciclo score --no-trace` runs them: same calls, rulebook loaded. The loop does the same sums with
 * int64 and no proof of anything; PostgreSQL does them with numeric, data already in its tables. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#define LIBRARY_ADAPTER
#include "bench.h"

#include "rules/regole.h"

#include <libpq-fe.h>

enum { STAFF = 1000000, GROUPS = 50000, GROUP_SIZE = 20, STRUCTURES = 40 };

static uint64_t mix(uint64_t x)
{
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}
/* The same in PostgreSQL would be long: the data are copied there instead. */
static int mark(int i, int h) { return 20 + (int)(mix((uint64_t)i * 2 + (uint64_t)h) % 21); }
static int due(int i) { return 200 + (int)(mix((uint64_t)i + 77) % 60); }
static int away(int i) { return (int)(mix((uint64_t)i + 991) % 40); }
static int level(int i) { return 60 + (int)(mix((uint64_t)i + 5) % 41); } /* hundredths */

static void make_case(Caso *c, const Sistema *s, Arena *a)
{
    *c = (Caso){.anno = 2018, .sistema = s, .opzioni = s->opzioni, .ha_premi = true, .ha_gruppi = true};
    CasoPremi *m = &c->premi;
    m->fondo = num_int(500000000);
    static const int par[] = {60, 50, 30, 0};
    for (int i = 0; i < 4; i++) m->coefficienti[i] = num_ratio(a, par[i], 100);
    m->cpc_cifre = 2;
    m->q = num_ratio(a, 30, 100);
    m->n_strutture = STRUCTURES;
    m->strutture = NEW_N(a, CasoStruttura, STRUCTURES);
    for (int i = 0; i < STRUCTURES; i++) m->strutture[i] = (CasoStruttura){str_fmt(a, "U%d", i), num_ratio(a, 9000 + i * 20, 10000), {0}, {0}};
    m->n_persone = STAFF;
    m->persone = NEW_N(a, CasoPersona, STAFF);
    for (int i = 0; i < STAFF; i++)
        m->persone[i] = (CasoPersona){.id = str_fmt(a, "E%07d", i), .struttura = i % STRUCTURES, .marks = {mark(i, 0), mark(i, 1)},
                                      .livello = num_ratio(a, level(i), 100), .dovuti = due(i), .assenza = away(i)};
    c->n_gruppi = GROUPS;
    c->gruppi = NEW_N(a, CasoGruppo, GROUPS);
    for (int g = 0; g < GROUPS; g++) {
        CasoGruppo *k = &c->gruppi[g];
        k->n = GROUP_SIZE;
        k->valutati = NEW_N(a, Str, GROUP_SIZE);
        for (int h = 0; h < 2; h++) {
            k->marks[h] = NEW_N(a, int, GROUP_SIZE);
            for (int i = 0; i < GROUP_SIZE; i++) k->marks[h][i] = mark(g * GROUP_SIZE + i, h);
        }
    }
}

static volatile int64_t sink;

static int64_t loop_staff(const Caso *c)
{
    static const int64_t par[] = {60, 50, 30, 0};
    int64_t *w = NEW_N(&(Arena){0}, int64_t, STAFF), sum = 0, paid = 0;
    int64_t start = bench_now_ns();
    for (int i = 0; i < STAFF; i++) {
        const CasoPersona *p = &c->premi.persone[i];
        int64_t cr = 70 * (9000 + p->struttura * 20) / 100 + 30 * (int64_t)p->livello.n * 100 / (int64_t)p->livello.d;
        int64_t k = 0;
        for (int h = 0; h < 2; h++) k += par[p->marks[h] >= 37 ? 0 : p->marks[h] >= 27 ? 1 : p->marks[h] >= 20 ? 2 : 3];
        w[i] = cr * k * ((p->dovuti - p->assenza) * INT64_C(10000) / p->dovuti);
        sum += w[i];
    }
    for (int i = 0; i < STAFF; i++) paid += (int64_t)((Int128)50000000000 * w[i] / sum);
    sink = paid;
    return bench_now_ns() - start;
}

static int64_t loop_groups(const Caso *c)
{
    int64_t start = bench_now_ns(), fine = 0;
    for (int g = 0; g < GROUPS; g++) {
        const CasoGruppo *k = &c->gruppi[g];
        int64_t ok = 1, set = 0, single = 0;
        for (int h = 0; h < 2; h++) {
            int64_t sum = 0, over = 0;
            for (int i = 0; i < GROUP_SIZE; i++) sum += k->marks[h][i], over += k->marks[h][i] > 32 ? k->marks[h][i] - 32 : 0;
            ok = ok && sum <= 32 * GROUP_SIZE && over == 2 * GROUP_SIZE;
        }
        for (int i = 0; i < GROUP_SIZE; i++) {
            int x = k->marks[0][i] >= 37, y = k->marks[1][i] >= 37;
            set += x || y;
            single = single || x != y;
        }
        fine += ok && set <= GROUP_SIZE / 3 + (GROUP_SIZE % 3 && single);
    }
    sink = fine;
    return bench_now_ns() - start;
}

static void must(PGconn *pg, PGresult *r, ExecStatusType want)
{
    if (PQresultStatus(r) != want) {
        fprintf(stderr, "bench_score: PostgreSQL: %s", PQerrorMessage(pg));
        exit(1);
    }
    PQclear(r);
}

static void copy_rows(PGconn *pg, const Caso *c)
{
    must(pg, PQexec(pg, "create table staff (id int, g int, cr_c numeric, liv numeric, m1 int, m2 int, due int, away int)"), PGRES_COMMAND_OK);
    must(pg, PQexec(pg, "copy staff from stdin"), PGRES_COPY_IN);
    char line[200];
    for (int i = 0; i < STAFF; i++) {
        const CasoPersona *p = &c->premi.persone[i];
        int n = snprintf(line, sizeof line, "%d\t%d\t0.%04d\t%d.%02d\t%d\t%d\t%d\t%d\n", i, i / GROUP_SIZE, 9000 + (int)p->struttura * 20,
                         level(i) / 100, level(i) % 100, p->marks[0], p->marks[1], p->dovuti, p->assenza);
        PQputCopyData(pg, line, n);
    }
    PQputCopyEnd(pg, NULL);
    must(pg, PQgetResult(pg), PGRES_COMMAND_OK);
    while (PQgetResult(pg)) continue;
    must(pg, PQexec(pg, "analyze staff"), PGRES_COMMAND_OK);
    must(pg, PQexec(pg, "set max_parallel_workers_per_gather = 0"), PGRES_COMMAND_OK);
}

static int64_t timed(PGconn *pg, const char *sql)
{
    int64_t start = bench_now_ns();
    must(pg, PQexec(pg, sql), PGRES_TUPLES_OK);
    return bench_now_ns() - start;
}

#define PAR(m) "case when " m " >= 37 then 0.60 when " m " >= 27 then 0.50 when " m " >= 20 then 0.30 else 0.00 end"

int main(void)
{
    Arena a = {0}, work = {0};
    Sistema s;
    if (sistema_load(S("criteri-2018"), &a, &s)) return 1;
    Caso c;
    make_case(&c, &s, &a);

    EsitoPremi premi;
    int64_t ours = INT64_MAX, loop = INT64_MAX;
    for (int round = 0; round < 3; round++) {
        int64_t start = bench_now_ns();
        rule_premi(&c, false, &work, &premi);
        int64_t took = bench_now_ns() - start;
        if (premi.totale_cent != 50000000000) return 1;
        arena_free(&work);
        if (took < ours) ours = took;
        took = loop_staff(&c);
        if (took < loop) loop = took;
    }
    int64_t groups = INT64_MAX, groups_loop = INT64_MAX;
    for (int round = 0; round < 3; round++) {
        int64_t start = bench_now_ns();
        for (int g = 0; g < GROUPS; g++) {
            ArenaMark m = arena_mark(&work);
            EsitoGruppo e;
            rule_gruppo(&c, g, false, &work, &e);
            sink = e.n_violazioni;
            arena_rewind(&work, m);
        }
        int64_t took = bench_now_ns() - start;
        if (took < groups) groups = took;
        took = loop_groups(&c);
        if (took < groups_loop) groups_loop = took;
    }
    bench_row("1,000,000 staff: CR, CPC, presence, fund to the cent", ours, "int64 loop, not exact", loop);
    bench_row("50,000 groups of 20: C1-C4", groups, "int64 loop", groups_loop);

    const char *url = getenv("CICLO_TEST_PG");
    PGconn *pg = PQconnectdb(url ? url : "");
    if (PQstatus(pg) != CONNECTION_OK) {
        fprintf(stderr, "bench_score: no PostgreSQL at $CICLO_TEST_PG\n");
        return 1;
    }
    copy_rows(pg, &c);
    int64_t theirs = timed(pg, "with w as materialized (select id, (0.70*cr_c + 0.30*liv) * (" PAR("m1") " + " PAR("m2") ") * (due-away)::numeric/due as w from staff),"
                               " t as (select sum(w) as t from w) select count(*), sum(trunc(500000000*w/t, 2)) from w, t");
    bench_row("1,000,000 staff: the same", ours, "PostgreSQL numeric", theirs);
    theirs = timed(pg, "select count(*) from (select g from (select g, m1, m2, m1::numeric - 32 as d1, m2::numeric - 32 as d2 from staff) x group by g"
                       " having sum(d1) <= 0 and sum(d2) <= 0 and sum(greatest(d1, 0)) = 2*count(*) and sum(greatest(d2, 0)) = 2*count(*)"
                       " and count(*) filter (where m1 >= 37 or m2 >= 37) <= count(*)/3) y");
    bench_row("50,000 groups of 20: the same", groups, "PostgreSQL numeric", theirs);
    PQfinish(pg);
    arena_free(&a);
    return 0;
}

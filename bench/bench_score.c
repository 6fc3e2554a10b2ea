/* bench_score.c - a million staff and fifty thousand groups through the rules, against PostgreSQL and a bare loop.
 *
 * All use one core. The least of some rounds counts, memory is given back after each.
 * The rules run as `ciclo score --no-trace` runs them: same calls, rulebook and case in memory; exact bands, CR, CPC and
 * presence, each also rounded as printed, weights, their sum, shares to the cent by largest remainders; the results of
 * every person stand in memory at the end.
 * The loop does CR, CPC, presence, weight, sum and share with int64: nothing printed, cents cut off, none left over given.
 * PostgreSQL does in one statement what the rules do, with numeric, from a table it has just analysed, with memory
 * enough to sort in; C is in the person's row, so it need not join, and it only sums the results, so it need not write or
 * send them. Its sums must be ours, to the cent of each person, or the benchmark fails. For groups, whose marks are whole,
 * it uses int.
 * The same arithmetic as formulas of a rulebook: first in the criteria's own section "formule", written in another order so
 * that the rulebook's text is what runs; then whole, as tables of a rulebook that knows nothing of the criteria. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#define LIBRARY_ADAPTER
#include "bench.h"

#include "rules/regole.h"
#include "rules/tavole.h"

#include <libpq-fe.h>

enum { ROUNDS = 7, PG_ROUNDS = 3, STAFF = 1000000, GROUPS = 50000, GROUP_SIZE = 20, STRUCTURES = 40, ROWS = 20000 };

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
        m->persone[i] = (CasoPersona){.id = str_fmt(a, "E%07d", i), .struttura = i % STRUCTURES, .servizio = -1, .marks = {mark(i, 0), mark(i, 1)},
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
    Arena a = {0};
    int64_t *w = NEW_N(&a, int64_t, STAFF), sum = 0, paid = 0;
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
    int64_t took = bench_now_ns() - start;
    arena_free(&a);
    return took;
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
    must(pg, PQexec(pg, "create table marks as select g, m1::numeric as m1, m2::numeric as m2 from staff"), PGRES_COMMAND_OK);
    must(pg, PQexec(pg, "vacuum analyze staff"), PGRES_COMMAND_OK);
    must(pg, PQexec(pg, "vacuum analyze marks"), PGRES_COMMAND_OK);
    must(pg, PQexec(pg, "set max_parallel_workers_per_gather = 0; set work_mem = '1GB'; set jit = off"), PGRES_COMMAND_OK); /* its fastest */
}

#define PAR(m) "case when " m " >= 37 then 0.60 when " m " >= 27 then 0.50 when " m " >= 20 then 0.30 else 0.00 end"

static const char staff_sql[] =
    "with w as materialized ("
    " select id, cr, cpc, p, case when m1 < 20 and m2 < 20 then 0 else cr * cpc * p end as w"
    " from (select id, m1, m2, 0.70 * least(greatest(cr_c, 0), 1) + 0.30 * liv as cr, " PAR("m1") " + " PAR("m2") " as cpc,"
    "       (due - away)::numeric / due as p from staff) x),"
    " s as materialized (select id, cr, cpc, p, share, trunc(share) as whole"
    " from (select w.*, 50000000000 * w / t as share from w, (select sum(w) as t from w) y) z),"
    " r as (select *, row_number() over (order by share - whole desc, id) as place from s),"
    " l as (select 50000000000 - sum(whole) as n from s)"
    " select count(*), (sum(round(cr, 4)) * 10000)::bigint, (sum(round(cpc, 2)) * 100)::bigint, (sum(round(p, 4)) * 10000)::bigint,"
    " sum(cents)::bigint, sum(cents * (id % 997))::bigint"
    " from (select r.*, whole + case when place <= n then 1 else 0 end as cents from r, l) f";

/* C1 sums, C2 deviations, C3 positive deviations by half-sheet; C4 a third of distinct people, one more with a single A. */
#define GROUPS_SQL(table) \
    "select sum((s1 > 32 * n)::int + (s2 > 32 * n)::int), sum((s1 - 32 * n > 0)::int + (s2 - 32 * n > 0)::int)," \
    " sum((o1 <> 2 * n)::int + (o2 <> 2 * n)::int), sum((a > n / 3 + (n % 3 > 0 and single)::int)::int)" \
    " from (select count(*) as n, sum(m1) as s1, sum(m2) as s2, sum(greatest(m1 - 32, 0)) as o1, sum(greatest(m2 - 32, 0)) as o2," \
    "       count(*) filter (where m1 >= 37 or m2 >= 37) as a, bool_or((m1 >= 37) <> (m2 >= 37)) as single from " table " group by g) x"

/* The least of some rounds; the one row that comes back must be `want`. */
static int64_t timed(PGconn *pg, const char *sql, const int64_t *want, int n)
{
    int64_t least = INT64_MAX;
    for (int round = 0; round < PG_ROUNDS; round++) {
        int64_t start = bench_now_ns();
        PGresult *r = PQexec(pg, sql);
        int64_t took = bench_now_ns() - start;
        for (int i = 0; i < n && PQresultStatus(r) == PGRES_TUPLES_OK; i++) {
            if (strtoll(PQgetvalue(r, 0, i), NULL, 10) == want[i]) continue;
            fprintf(stderr, "bench_score: PostgreSQL finds %s, the rules %lld (column %d)\n", PQgetvalue(r, 0, i), (long long)want[i], i);
            exit(1);
        }
        must(pg, r, PGRES_TUPLES_OK);
        if (took < least) least = took;
    }
    return least;
}

/* What stands in all results: printed numbers in their last place, cents, cents of each person with a factor of their own. */
typedef struct Somme { int64_t cr, cpc, presenza, cents, each; } Somme;

static int64_t scaled(Num x, int64_t by)
{
    int64_t n = 0;
    return num_to_int(NULL, num_mul(NULL, x, num_int(by)), &n) ? n : INT64_MIN / 2;
}

static int64_t premi_time(const Caso *c, Somme *sums, int64_t *loop)
{
    int64_t least = INT64_MAX;
    for (int round = 0; round < ROUNDS; round++) {
        Arena work = {0};
        EsitoPremi premi;
        int64_t start = bench_now_ns();
        rule_premi(c, NULL, false, &work, &premi);
        int64_t took = bench_now_ns() - start;
        if (took < least) least = took;
        *sums = (Somme){0};
        for (int i = 0; i < STAFF; i++) {
            const EsitoPersona *p = &premi.persone[i];
            sums->cr += scaled(*p->cr, 10000), sums->cpc += scaled(*p->cpc, 100), sums->presenza += scaled(*p->presenza, 10000);
            sums->cents += p->importo_cent, sums->each += p->importo_cent * (i % 997);
        }
        if (premi.totale_cent != 50000000000 || sums->cents != 50000000000) exit(1);
        arena_free(&work);
        took = loop_staff(c);
        if (took < *loop) *loop = took;
    }
    return least;
}

/* The criteria with their formulas in another order. */
static const char otherwise[] =
    "formule:\n"
    "  premi.cr: {formula: collettivo - q * collettivo + q * individuale, fonte: S-N.24}\n"
    "  premi.cpc: {formula: parametro2 + parametro1, fonte: S-N.64}\n"
    "  premi.importo: {formula: fondo * presenza * cpc * cr / somma(presenza * cpc * cr), fonte: S-N.66}\n";

static void read_own(Sistema *s, Arena *a, Str text)
{
    Difetti d = {.a = a};
    if (!sistema_read(text, S("bench"), a, s, &d)) return;
    fprintf(stderr, "bench_score: %.*s: %.*s\n", STR_ARG(d.lista.items[0].dove), STR_ARG(d.lista.items[0].cosa));
    exit(1);
}

/* The text of criteria-2018 with these formulas instead of its own. */
static Str criteria_otherwise(Arena *a)
{
    ptrdiff_t n;
    const SistemaIncorporato *all = sistemi_incorporati(&n);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (strcmp(all[i].id, "criteri-2018")) continue;
        const char *text = str_c(a, (Str){(const char *)all[i].text, all[i].n}), *from = strstr(text, "\nformule:\n"), *to = from ? strstr(from, "\n\n") : NULL;
        if (to) return str_fmt(a, "%.*s\n%s%s", (int)(from - text), text, otherwise, to);
    }
    exit(1);
}

static const char tables[] =
    "id: bench\ntitolo: bench\nfonti: [bench]\n"
    "calcolo:\n"
    "  parametri:\n"
    "    fondo: {tipo: euro, valore: 500000000, descrizione: d, fonte: X-22}\n"
    "    q: {tipo: numero, valore: 0.30, descrizione: d, fonte: X-22}\n"
    "  tabelle:\n"
    "    coefficiente: {di: punti, tipo: numero, fonte: X-22, righe: [{da: 37 punti, valore: 0.60}, {da: 27 punti, valore: 0.50}, {da: 20 punti, valore: 0.30}, {valore: 0}]}\n"
    "  tavole:\n"
    "    struttura: {descrizione: d, campi: {c: {tipo: numero, descrizione: d}}}\n"
    "    persona:\n"
    "      descrizione: d\n"
    "      appartiene: struttura\n"
    "      campi:\n"
    "        punti1: {tipo: punti, descrizione: d}\n"
    "        punti2: {tipo: punti, descrizione: d}\n"
    "        livello: {tipo: numero, descrizione: d}\n"
    "        dovuti: {tipo: giorni, descrizione: d}\n"
    "        assenza: {tipo: giorni, descrizione: d}\n"
    "      formule:\n"
    "        cr: {tipo: numero, formula: (1 - q) * c + q * livello, descrizione: d, fonte: X-22}\n"
    "        cpc: {tipo: numero, formula: fascia(coefficiente; punti1) + fascia(coefficiente; punti2), stampa: 2 half_up, descrizione: d, fonte: X-22}\n"
    "        presenza: {tipo: numero, formula: (dovuti - assenza) / dovuti, descrizione: d, fonte: X-22}\n"
    "        peso: {tipo: numero, formula: cr * cpc * presenza, descrizione: d, fonte: X-22}\n"
    "        importo: {tipo: euro, formula: fondo * peso / somma(peso), tondo: 2 resti_maggiori, descrizione: d, fonte: X-22}\n";

static void tables_time(const Caso *c)
{
    Arena a = {0};
    Sistema s;
    read_own(&s, &a, S(tables));
    const Calcolo *k = s.calcolo;
    CasoTavole rows = {.calcolo = k, .anno = 2018};
    for (int i = 0; i < k->n_parametri; i++) rows.parametri[i] = (Cella){.v = k->parametri[i].v, .passo = -1};
    CasoTavola *up = &rows.tavola[0], *who = &rows.tavola[1];
    *up = (CasoTavola){.n = STRUCTURES, .id = NEW_N(&a, Str, STRUCTURES), .sopra = NEW_N(&a, ptrdiff_t, STRUCTURES), .celle = NEW_N(&a, Cella, STRUCTURES)};
    *who = (CasoTavola){.n = ROWS, .id = NEW_N(&a, Str, ROWS), .sopra = NEW_N(&a, ptrdiff_t, ROWS), .celle = NEW_N(&a, Cella, ROWS * 5)};
    for (int i = 0; i < STRUCTURES; i++) up->celle[i] = (Cella){.v = c->premi.strutture[i].g, .passo = -1, .scritta = true};
    for (int i = 0; i < ROWS; i++) {
        const CasoPersona *p = &c->premi.persone[i];
        who->id[i] = p->id;
        who->sopra[i] = p->struttura;
        const Num v[] = {num_int(p->marks[0]), num_int(p->marks[1]), p->livello, num_int(p->dovuti), num_int(p->assenza)};
        for (int f = 0; f < 5; f++) who->celle[i * 5 + f] = (Cella){.v = v[f], .passo = -1, .scritta = true};
    }
    Caso few = *c;
    few.premi.n_persone = ROWS;
    int64_t least = INT64_MAX, criteria = INT64_MAX;
    for (int round = 0; round < 3; round++) {
        Arena work = {0};
        Difetti d = {.a = &work};
        EsitoTavole *out = NEW(&work, EsitoTavole);
        int64_t start = bench_now_ns();
        if (tavole_calcola(&rows, false, &work, out, &d)) exit(1);
        int64_t took = bench_now_ns() - start;
        if (took < least) least = took;
        EsitoPremi premi;
        start = bench_now_ns();
        rule_premi(&few, NULL, false, &work, &premi);
        took = bench_now_ns() - start;
        if (took < criteria) criteria = took;
        arena_free(&work);
    }
    bench_row("20,000 staff: the same as tables of a rulebook", least, "the criteria", criteria);
    arena_free(&a);
}

/* Every number of a tenth of them with its proof. */
static void traces_time(const Caso *c)
{
    Caso tenth = *c;
    tenth.premi.n_persone = STAFF / 10;
    int64_t with = INT64_MAX, without = INT64_MAX;
    for (int round = 0; round < 3; round++)
        for (int proof = 0; proof < 2; proof++) {
            Arena work = {0};
            EsitoPremi premi;
            int64_t start = bench_now_ns();
            rule_premi(&tenth, NULL, proof, &work, &premi);
            int64_t took = bench_now_ns() - start, *of = proof ? &with : &without;
            if (took < *of) *of = took;
            arena_free(&work);
        }
    bench_row("100,000 staff: with the proof of every number", with, "without proofs", without);
}

int main(void)
{
    Arena a = {0};
    Sistema s;
    if (sistema_load(S("criteri-2018"), &a, &s)) return 1;
    Caso c;
    make_case(&c, &s, &a);

    Somme sums;
    int64_t loop = INT64_MAX, ours = premi_time(&c, &sums, &loop);
    Caso diverse;
    make_case(&diverse, &s, &a);
    for (int i = 0; i < STAFF; i++) diverse.premi.persone[i].livello = num_ratio(&a, 600000000 + (int64_t)(mix((uint64_t)i) % 400000001), 1000000000);
    int64_t unlike_loop = INT64_MAX, unlike = premi_time(&diverse, &(Somme){0}, &unlike_loop);
    int64_t groups = INT64_MAX, groups_loop = INT64_MAX, found[4] = {0};
    for (int round = 0; round < ROUNDS; round++) {
        Arena work = {0};
        int64_t start = bench_now_ns(), violations[4] = {0};
        for (int g = 0; g < GROUPS; g++) {
            ArenaMark m = arena_mark(&work);
            EsitoGruppo e;
            rule_gruppo(&c, g, false, &work, &e);
            for (int k = 0; k < e.n_violazioni; k++) violations[e.violazioni[k].vincolo[1] - '1']++;
            arena_rewind(&work, m);
        }
        int64_t took = bench_now_ns() - start;
        if (took < groups) groups = took;
        took = loop_groups(&c);
        if (took < groups_loop) groups_loop = took;
        memcpy(found, violations, sizeof found);
        arena_free(&work);
    }
    bench_row("1,000,000 staff: CR, CPC, presence, fund to the cent", ours, "int64 loop, not exact", loop);
    bench_row("the same, no two of them with the same level", unlike, "int64 loop, not exact", unlike_loop);
    bench_row("50,000 groups of 20: C1-C4", groups, "int64 loop", groups_loop);
    Sistema own;
    read_own(&own, &a, criteria_otherwise(&a));
    Caso written = c;
    written.sistema = &own;
    int64_t formula_loop = INT64_MAX;
    Somme again;
    int64_t formulas = premi_time(&written, &again, &formula_loop);
    if (again.each != sums.each || again.cr != sums.cr) return 1;
    bench_row("1,000,000 staff: formulas of the rulebook's text", formulas, "int64 loop, not exact", formula_loop);
    tables_time(&c);
    traces_time(&c);

    const char *url = getenv("CICLO_TEST_PG");
    PGconn *pg = PQconnectdb(url ? url : "");
    if (PQstatus(pg) != CONNECTION_OK) {
        fprintf(stderr, "bench_score: no PostgreSQL at $CICLO_TEST_PG\n");
        return 1;
    }
    copy_rows(pg, &c);
    int64_t theirs = timed(pg, staff_sql, (const int64_t[]){STAFF, sums.cr, sums.cpc, sums.presenza, sums.cents, sums.each}, 6);
    bench_row("1,000,000 staff: the same", ours, "PostgreSQL numeric", theirs);
    bench_row("50,000 groups of 20: the same", groups, "PostgreSQL numeric", timed(pg, GROUPS_SQL("marks"), found, 4));
    bench_row("50,000 groups of 20: the same", groups, "PostgreSQL int", timed(pg, GROUPS_SQL("staff"), found, 4));
    PQfinish(pg);
    arena_free(&a);
    return 0;
}

/* test_proposta_cbc.c [CASES LARGE] - the nearest legal proposal against an integer program solved by cbc (package coinor-cbc). */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "test.h"
#include "proposta_controllo.h"

#include <sys/wait.h>
#include <unistd.h>

static const PropostaRegole soliti = {40, 32, 2, 37, 3, A_DISTINCT, C3_EQ};

/* How many of each kind; fewer are the first of the same. */
typedef struct Quanti { int casi, larghi, grandi; } Quanti;

/* ---- the integer program, written as MPS (the LP reader of cbc 2.10 crashes on some of these) ---- */

/* Columns: of each person of half-sheet h mark, points over and under the plafond, whether over, whether A, distance;
 * of each person in S, and whether the single one; whether S takes the further one (A_PER_SHEET: in half-sheet h). */
typedef enum Colonna { X, P, Q, O, A, D, CHI, COLONNE } Colonna;
typedef struct Voce { int colonna, riga, valore; } Voce;
typedef struct Modello {
    Arena a;
    int n;
    LIST(Voce) voci;
    struct { char segno; int termine; } righe[10000];
    int n_righe;
} Modello;

static int col(const Modello *m, Colonna c, int h, int i) { return (c * 2 + h) * (m->n + 1) + i; }

static void voce(Modello *m, int colonna, int valore)
{
    *PUSH(&m->a, &m->voci) = (Voce){colonna, m->n_righe, valore};
}

static void tutti(Modello *m, Colonna c, int h, int valore)
{
    for (int i = 0; i < m->n; i++) voce(m, col(m, c, h, i), valore);
}

/* Ends the row: E, G or L and the right-hand side. */
static void riga(Modello *m, char segno, int termine)
{
    assert_true(m->n_righe < COUNT_OF(m->righe));
    m->righe[m->n_righe].segno = segno;
    m->righe[m->n_righe++].termine = termine;
}

static void coppia(Modello *m, int a, int va, int b, int vb, char segno, int termine)
{
    voce(m, a, va);
    voce(m, b, vb);
    riga(m, segno, termine);
}

static void righe_c4(Modello *m, const PropostaRegole *r, int counted)
{
    int n = m->n, k = counted / r->divisore_a, resto = counted % r->divisore_a > 0;
    if (r->tetto_a == A_SLOTS) {
        tutti(m, A, 0, 1);
        tutti(m, A, 1, 1);
        riga(m, 'L', 2 * k + resto);
        return;
    }
    int z[2] = {col(m, CHI, 0, n), col(m, CHI, 1, n)};
    coppia(m, z[0], 1, z[1], 1, 'L', resto);
    if (r->tetto_a == A_PER_SHEET) {
        for (int h = 0; h < 2; h++) {
            tutti(m, A, h, 1);
            voce(m, z[h], -1);
            riga(m, 'L', k);
        }
        return;
    }
    for (int i = 0; i < n; i++) {
        int a[2] = {col(m, A, 0, i), col(m, A, 1, i)}, s = col(m, CHI, 0, i), u = col(m, CHI, 1, i);
        for (int h = 0; h < 2; h++) coppia(m, s, 1, a[h], -1, 'G', 0);
        voce(m, u, 1);
        coppia(m, a[0], -1, a[1], -1, 'L', 0);
        voce(m, u, 1);
        coppia(m, a[0], 1, a[1], 1, 'L', 2);
    }
    tutti(m, CHI, 0, 1);
    voce(m, z[0], -1);
    riga(m, 'L', k);
    tutti(m, CHI, 1, 1);
    voce(m, z[0], -1);
    riga(m, 'G', 0);
}

static void righe_mezza(Modello *m, const PropostaRegole *r, const Caso *c, int h)
{
    for (int i = 0; i < c->n; i++) {
        int x = col(m, X, h, i), p = col(m, P, h, i), q = col(m, Q, h, i), o = col(m, O, h, i), a = col(m, A, h, i);
        int d = col(m, D, h, i), mark = c->marks[h][i];
        voce(m, x, 1);
        coppia(m, p, -1, q, 1, 'E', r->plafond);
        coppia(m, p, 1, o, -(r->massimo - r->plafond), 'L', 0);
        coppia(m, q, 1, o, r->plafond, 'L', r->plafond);
        coppia(m, x, 1, a, -r->soglia_a, 'G', 0);
        coppia(m, x, 1, a, -(r->massimo - r->soglia_a + 1), 'L', r->soglia_a - 1);
        coppia(m, d, 1, x, -1, 'G', -mark);
        coppia(m, d, 1, x, 1, 'G', mark);
    }
    for (int b = 0, from = 0; b < (c->n_gruppi ? c->n_gruppi : 1); b++) {
        int n = c->n_gruppi ? c->di[b] : c->n, counted = c->n_gruppi ? c->contati[b] : c->n;
        for (int i = from; i < from + n; i++) voce(m, col(m, P, h, i), 1);
        riga(m, r->c3 == C3_EQ ? 'E' : r->c3 == C3_GE ? 'G' : 'L', r->positivi * counted);
        for (int i = from; i < from + n; i++) {
            voce(m, col(m, P, h, i), 1);
            voce(m, col(m, Q, h, i), -1);
        }
        riga(m, 'L', r->plafond * (counted - n));
        from += n;
    }
}

static void limite(FILE *f, const PropostaRegole *r, const Caso *c, Colonna k, int h, int i, int colonna)
{
    int alto = k == X ? caso_a(r, c, h, i) : k == P ? r->massimo - r->plafond : k == Q ? r->plafond : k == D ? r->massimo : 1;
    if (k == X) fprintf(f, " LO B C%d %d\n", colonna, caso_da(c, h, i));
    fprintf(f, " UP B C%d %d\n", colonna, alto);
}

static void scrivi_mps(FILE *f, const PropostaRegole *r, const Caso *c)
{
    static Modello m;
    m = (Modello){.n = c->n};
    for (int h = 0; h < 2; h++) righe_mezza(&m, r, c, h);
    righe_c4(&m, r, caso_contati(c));
    fprintf(f, "NAME PROPOSTA FREE\nROWS\n N OBJ\n");
    for (int j = 0; j < m.n_righe; j++) fprintf(f, " %c R%d\n", m.righe[j].segno, j);
    fprintf(f, "COLUMNS\n MK0 'MARKER' 'INTORG'\n");
    for (int k = 0; k < COLONNE; k++)
        for (int h = 0; h < 2; h++)
            for (int i = 0; i < c->n + (k == CHI); i++) {
                int colonna = col(&m, (Colonna)k, h, i);
                fprintf(f, " C%d OBJ %d\n", colonna, k == D);
                for (ptrdiff_t j = 0; j < m.voci.n; j++)
                    if (m.voci.items[j].colonna == colonna)
                        fprintf(f, " C%d R%d %d\n", colonna, m.voci.items[j].riga, m.voci.items[j].valore);
            }
    fprintf(f, " MK1 'MARKER' 'INTEND'\nRHS\n");
    for (int j = 0; j < m.n_righe; j++)
        if (m.righe[j].termine) fprintf(f, " RHS R%d %d\n", j, m.righe[j].termine);
    fprintf(f, "BOUNDS\n");
    for (int k = 0; k < COLONNE; k++)
        for (int h = 0; h < 2; h++)
            for (int i = 0; i < c->n + (k == CHI); i++)
                limite(f, r, c, (Colonna)k, h, i, col(&m, (Colonna)k, h, i));
    fprintf(f, "ENDATA\n");
    arena_free(&m.a);
}

/* best: distance of the best set found, -1 when there is none; bound: no set is nearer than that. */
typedef struct Cbc { int64_t best, bound; bool ottimo; } Cbc;

static Cbc cbc(const PropostaRegole *r, const Caso *c, int secondi)
{
    char mps[] = "proposta_XXXXXX.mps", comando[200], riga[500];
    int fd = mkstemps(mps, 4);
    assert_true(fd >= 0);
    FILE *f = fdopen(fd, "w");
    assert_non_null(f);
    scrivi_mps(f, r, c);
    assert_int_equal(fclose(f), 0);
    snprintf(comando, sizeof comando, "timeout %d cbc %s sec %d randomCbcSeed 1 solve 2>&1", secondi + 1, mps, secondi);
    f = popen(comando, "r");
    assert_non_null(f);
    Cbc out = {.best = -1};
    long best = -1, millesimi = 0;
    bool letto = false;
    while (fgets(riga, sizeof riga, f)) {
        if (getenv("CBC_LOG")) print_message("%s", riga);
        if (strstr(riga, "Optimal solution found")) out.ottimo = letto = true;
        if (strstr(riga, "Stopped on time")) letto = true;
        /* Distances are not negative, so "infeasible or unbounded" is infeasible. */
        if (strstr(riga, "roblem is infeasible") || strstr(riga, "roblem proven infeasible") ||
            strstr(riga, "Pre-processing says infeasible"))
            out.ottimo = letto = true;
        if (sscanf(riga, "Objective value: %ld", &best) == 1) out.best = best;
        if (sscanf(riga, "Lower bound: %ld.%3ld", &best, &millesimi) == 2) out.bound = best + (millesimi > 5);
    }
    int esito = pclose(f);
    unlink(mps);
    /* cbc 2.10 can cycle before it looks at the clock: timeout ends it with 124, and the case proves nothing. */
    if (!letto && !(WIFEXITED(esito) && WEXITSTATUS(esito) == 124))
        fail_msg("cbc non risponde: installare il pacchetto coinor-cbc (comando: %s)", comando);
    if (out.ottimo) out.bound = out.best;
    return out;
}

static void test_proposta__integer_programs_of_cbc_have_the_same_minimum(void **state)
{
    const Quanti *quanti = *state;
    EVIDENCE("X-13 S-N.56 S-N.57 S-N.58");
    Sorte s = {2026};
    int risolti = 0;
    for (int g = 0; g < quanti->casi; g++) {
        PropostaRegole r = soliti;
        r.tetto_a = g % 3 ? A_DISTINCT : (TettoA)(g / 3 % 3);
        r.c3 = g % 4 ? C3_EQ : (SegnoC3)(1 + g / 4 % 2);
        Caso c = caso_sorte(&s, &r, 5 + sorte(&s, 26), g % 7);
        int64_t got = vicina(&r, &c);
        Cbc want = cbc(&r, &c, 3);
        risolti += want.ottimo;
        bool ok = want.ottimo ? got == want.best : got >= want.bound && (want.best < 0 || got <= want.best);
        if (ok) continue;
        caso_print(&r, &c);
        fail_msg("case %d: %ld, cbc %ld, bound %ld", g, (long)got, (long)want.best, (long)want.bound);
    }
    print_message("# cbc solved %d of %d\n", risolti, quanti->casi);
    assert_true(2 * risolti >= quanti->casi);   /* a slow machine solves fewer in the time */
}

static void confronta(const PropostaRegole *r, const Caso *c, int secondi, int *risolti, const char *what)
{
    int64_t got = vicina(r, c);
    Cbc want = cbc(r, c, secondi);
    print_message("# %s, %d people: %ld, cbc %ld, bound %ld%s\n", what, c->n, (long)got, (long)want.best, (long)want.bound,
                  want.ottimo ? ", solved" : "");
    *risolti += want.ottimo;
    if (want.ottimo ? got == want.best : got >= want.bound && (want.best < 0 || got <= want.best)) return;
    caso_print(r, c);
    fail_msg("%ld, cbc %ld, bound %ld", (long)got, (long)want.best, (long)want.bound);
}

static void test_proposta__bounds_sectors_and_every_ceiling_have_the_minimum_of_cbc(void **state)
{
    const Quanti *quanti = *state;
    EVIDENCE("X-13 S-N.52 S-N.56 S-N.57 S-N.58 AMB-26 AMB-27 AMB-28");
    Sorte s = {404};
    int risolti = 0;
    for (int g = 0; g < quanti->larghi; g++) {
        PropostaRegole r = soliti;
        r.tetto_a = (TettoA)(g % 3);
        r.c3 = g % 4 ? C3_EQ : (SegnoC3)(1 + g / 4 % 2);
        Caso c = caso_largo(&s, &r, 8 + sorte(&s, 33), g % 7, 1 + g / 3 % 4);
        confronta(&r, &c, 2, &risolti, "limits and groups");
    }
    print_message("# cbc solved %d of %d\n", risolti, quanti->larghi);
    assert_true(2 * risolti >= quanti->larghi);
}

static void test_proposta__sixty_people_have_the_minimum_of_cbc(void **state)
{
    const Quanti *quanti = *state;
    EVIDENCE("X-13");
    Sorte s = {60};
    int risolti = 0;
    for (int g = 0; g < quanti->grandi; g++) {
        PropostaRegole r = soliti;
        r.tetto_a = (TettoA)(g < 3 ? 0 : g - 3);
        Caso c = g < 3 ? caso_sorte(&s, &r, 60, (const int[]){0, 1, 4}[g]) : caso_largo(&s, &r, 60, 0, g - 2);
        confronta(&r, &c, 6, &risolti, "sixty");
    }
    assert_true(3 * risolti >= quanti->grandi);
}

int main(int argc, char **argv)
{
    Quanti quanti = {argc > 3 ? atoi(argv[1]) : 24, argc > 3 ? atoi(argv[2]) : 12, argc > 3 ? atoi(argv[3]) : 4};
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(test_proposta__integer_programs_of_cbc_have_the_same_minimum, &quanti),
        cmocka_unit_test_prestate(test_proposta__bounds_sectors_and_every_ceiling_have_the_minimum_of_cbc, &quanti),
        cmocka_unit_test_prestate(test_proposta__sixty_people_have_the_minimum_of_cbc, &quanti),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

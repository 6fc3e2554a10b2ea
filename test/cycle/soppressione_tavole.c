/* soppressione_tavole.c - test: reads "minimo rows columns cells..." a line, writes the table with totals, n.p. for
 * left out. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/soppressione.h"

int main(void)
{
    int rows, columns;
    long long minimo, cell;
    while (scanf("%lld %d %d", &minimo, &rows, &columns) == 3) {
        Arena a = {0};
        Conteggi *t = conteggi_new(&a, rows, columns);
        for (int r = 0; r < rows; r++)
            for (int c = 0; c < columns; c++) {
                if (scanf("%lld", &cell) != 1) return 2;
                t->celle[conteggi_at(t, r, c)] = cell;
            }
        conteggi_somma(t);
        printf(soppressione(t, minimo, &a) ? "ok" : "no");
        for (int i = 0; i < (rows + 1) * (columns + 1); i++)
            if (t->taciute[i]) printf(" n.p.");
            else printf(" %lld", (long long)t->celle[i]);
        printf("\n");
        arena_free(&a);
    }
    return 0;
}

/* memo.c - floor 3: open addressing over few places; the last result takes the place of an older one. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/memo.h"

enum { MEMO_PRIMI = 256, MEMO_MASSIMO = 8192 }; /* as much as a processor keeps near itself */

/* False: all its places are taken. */
static bool place(Memo *m, const MemoPosto *new)
{
    uint64_t at = memo_posto(m, &new->chiave);
    for (int i = 0; i < MEMO_GIRI; i++) {
        MemoPosto *p = &m->posti[(at + (uint64_t)i) & (m->cap - 1)];
        if (p->p) continue;
        *p = *new;
        return true;
    }
    return false;
}

static void grow(Memo *m)
{
    uint64_t old = m->cap;
    const MemoPosto *before = m->posti;
    m->cap = old ? old * 2 : MEMO_PRIMI;
    m->posti = NEW_N(m->scratch, MemoPosto, (ptrdiff_t)m->cap);
    for (uint64_t i = 0; i < old; i++)
        if (before[i].p) (void)place(m, &before[i]); /* one without a place is computed again when it is asked for */
}

const Parziale *memo_ricorda(Memo *m, const MemoChiave *k, Parziale p)
{
    Parziale *kept = NEW(m->a, Parziale);
    *kept = p;
    if (!k) return kept;
    MemoPosto new = {*k, kept};
    if (!m->cap) grow(m);
    while (!place(m, &new)) {
        if (m->cap == MEMO_MASSIMO) {
            m->posti[memo_posto(m, k)] = new;
            break;
        }
        grow(m);
    }
    return kept;
}

/* memo.c - floor 3: open addressing over few places; the last result takes the place of an older one. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/memo.h"

enum { MEMO_PRIMI = 256, MEMO_MASSIMO = 32768 };

/* False: all its places are taken. */
static bool place(Memo *m, MemoVoce *v)
{
    uint64_t at = memo_posto(m, &v->chiave);
    for (int i = 0; i < MEMO_GIRI; i++) {
        MemoVoce **p = &m->posti[(at + (uint64_t)i) & (m->cap - 1)];
        if (*p) continue;
        *p = v;
        return true;
    }
    return false;
}

static void grow(Memo *m)
{
    uint64_t old = m->cap;
    MemoVoce **before = m->posti;
    m->cap = old ? old * 2 : MEMO_PRIMI;
    m->posti = NEW_N(m->scratch, MemoVoce *, (ptrdiff_t)m->cap);
    for (uint64_t i = 0; i < old; i++)
        if (before[i]) (void)place(m, before[i]); /* one without a place is computed again when it is asked for */
}

const Parziale *memo_ricorda(Memo *m, const MemoChiave *k, Parziale p)
{
    MemoVoce *v = NEW(m->a, MemoVoce);
    v->p = p;
    if (!k) return &v->p;
    v->chiave = *k;
    if (!m->cap) grow(m);
    while (!place(m, v)) {
        if (m->cap < MEMO_MASSIMO) {
            grow(m);
        } else {
            m->posti[memo_posto(m, k)] = v;
            break;
        }
    }
    return &v->p;
}

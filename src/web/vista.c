/* vista.c - floor 6: the little that components compute. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/vista.h"

Str ui_id(const Campo *c) { return c->id.n ? c->id : c->nome; }

Str ui_descritto(Html *h, const Campo *c)
{
    Buf b = buf_new(h->a);
    if (c->aiuto.n) buf_fmt(&b, "%.*s-aiuto", STR_ARG(ui_id(c)));
    if (c->errore.n) buf_fmt(&b, "%s%.*s-errore", b.n ? " " : "", STR_ARG(ui_id(c)));
    return buf_str(&b);
}

Str tono_icona(Tono t)
{
    switch (t) {
    case TONO_INFO: return S("info-circle");
    case TONO_BENE: return S("check-circle");
    case TONO_ATTENZIONE: return S("warning-circle");
    case TONO_MALE: return S("close-circle");
    case TONO_NEUTRO: break;
    }
    return S("minus-circle");
}

Str tono_classe(Tono t)
{
    switch (t) {
    case TONO_INFO: return S("tono-info");
    case TONO_BENE: return S("tono-bene");
    case TONO_ATTENZIONE: return S("tono-attenzione");
    case TONO_MALE: return S("tono-male");
    case TONO_NEUTRO: break;
    }
    return S("tono-neutro");
}

Str telaio_titolo(Html *h, const Telaio *t)
{
    Str ente = t->ente.n ? t->ente : S("ciclo");
    return str_fmt(h->a, "%.*s - %.*s", STR_ARG(t->titolo), STR_ARG(ente));
}

int ui_pagine_numeri(int corrente, int totale, int out[9])
{
    int n = 0, last = 0;
    for (int p = 1; p <= totale; p++) {
        bool near = p >= corrente - 2 && p <= corrente + 2;
        if (p != 1 && p != totale && !near) continue;
        if (p == last + 2) out[n++] = p - 1; /* a gap of one is that one */
        else if (p > last + 2) out[n++] = 0;
        out[n++] = p;
        last = p;
    }
    return n;
}

/* binari_tavole.c - floor 4: eventi.def as tables, and the ways to look things up in them. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/binari.h"

#define BINARIO(id, name, prefix, condition, words, source) {name, prefix, CONDIZIONE_##condition, words, source},
const BinarioInfo binario_info[BIN_COUNT] = {
#include "cycle/eventi.def"
};

#define STATO(id, state, kind, words) {BIN_##id, #state, STATO_##kind, words},
static const StatoInfo stati[] = {
#include "cycle/eventi.def"
};

#define VOCE(id, event, due, words, source) {BIN_##id, #event, CONDIZIONE_##due, words, source},
const VoceInfo voce_info[VOCE_COUNT] = {
#include "cycle/eventi.def"
};

#define EVENT(id, from, event, to, source) \
    {BIN_##id, STATO_##id##_##from, VOCE_##id##_##event, STATO_##id##_##to, false, source},
#define RINVIO(id, from, event, to, source) \
    {BIN_##id, STATO_##id##_##from, VOCE_##id##_##event, STATO_##id##_##to, true, source},
const PassaggioInfo passaggio_info[] = {
#include "cycle/eventi.def"
};
const ptrdiff_t n_passaggi = COUNT_OF(passaggio_info);

#define GATE(id, event, condition, other, needed, source) \
    {VOCE_##id##_##event, CONDIZIONE_##condition, VOCE_##other##_##needed, FATTO_COUNT, source},
#define GATE_FATTO(id, event, condition, fact, source) \
    {VOCE_##id##_##event, CONDIZIONE_##condition, VOCE_COUNT, FATTO_##fact, source},
const AttesaInfo attesa_info[] = {
#include "cycle/eventi.def"
};
const ptrdiff_t n_attese = COUNT_OF(attesa_info);

const char *condizione_parole(Condizione c)
{
    static const char *const words[] = {
#define CONDIZIONE(name, words) words,
#include "cycle/eventi.def"
    };
    return words[c];
}

const char *fatto_parole(Fatto f)
{
    static const char *const words[] = {
#define FATTO(name, words) words,
#include "cycle/eventi.def"
    };
    return words[f];
}

const char *fase_parole(Fase f)
{
    static const char *const words[] = {
#define FASE(id, words, track, event) words,
#include "cycle/eventi.def"
        "conclusa"};
    return words[f];
}

const StatoInfo *stato_info(BinarioId b, int stato)
{
    for (ptrdiff_t i = 0; i < COUNT_OF(stati); i++)
        if (stati[i].binario == b && stato-- == 0) return &stati[i];
    return NULL;
}

bool stato_completo(BinarioId b, int stato)
{
    StatoSpecie s = stato_info(b, stato)->specie;
    return s == STATO_FINE || s == STATO_INIZIO_FINE;
}

Str voce_nome(Arena *a, VoceId v)
{
    return str_fmt(a, "%s.%s", binario_info[voce_info[v].binario].prefisso, voce_info[v].nome);
}

VoceId voce_by_name(Str nome)
{
    ptrdiff_t dot = str_find(nome, '.');
    if (dot < 0) return VOCE_COUNT;
    Str track = str_sub(nome, 0, dot), event = str_sub(nome, dot + 1, nome.n);
    for (int v = 0; v < VOCE_COUNT; v++)
        if (str_eq(event, str_of(voce_info[v].nome)) &&
            str_eq(track, str_of(binario_info[voce_info[v].binario].prefisso)))
            return (VoceId)v;
    return VOCE_COUNT;
}

/* entita.c - floor 2: entita.def as descriptions, one array of fields for each record. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "model/entita.h"

/* How many fields make the key: CHIAVI_NODO = 0 + 1. */
#define ENTITA(Type, TYPE, table, personal, source, ...) CHIAVI_##TYPE = 0 __VA_ARGS__,
#define K(kind, name, arg, source) + 1
#define KO(kind, name, arg, source) + 1
#define R(kind, name, arg, source)
#define O(kind, name, arg, source)
enum {
#include "model/entita.def"
};
#undef ENTITA
#undef K
#undef KO
#undef R
#undef O

/* What `arg` means depends on the kind: only a RIF names another record. */
#define ARG_CODICE(x)
#define ARG_RIF(x) .rif = ENTITA_##x,
#define ARG_TESTO(x)
#define ARG_LUNGO(x) .arg = "" x,
#define ARG_INTERO(x) .arg = x,
#define ARG_DECIMALE(x) .arg = x,
#define ARG_EURO(x)
#define ARG_DATA(x)
#define ARG_SCELTA(x) .arg = x,
#define CAMPO(rule, kind, name_, x, source)                                                                           \
    {.nome = #name_,                                                                                                  \
     .tipo = CAMPO_##kind,                                                                                            \
     .regola = rule,                                                                                                  \
     ARG_##kind(x).offset = offsetof(Questo, name_),                                                                  \
     .fonte = source},
#define K(kind, name, arg, source) CAMPO(CAMPO_CHIAVE, kind, name, arg, source)
#define KO(kind, name, arg, source) CAMPO(CAMPO_CHIAVE_FACOLTATIVA, kind, name, arg, source)
#define R(kind, name, arg, source) CAMPO(CAMPO_RICHIESTO, kind, name, arg, source)
#define O(kind, name, arg, source) CAMPO(CAMPO_FACOLTATIVO, kind, name, arg, source)

enum { PERSONALE_N = 0, PERSONALE_P = 1 };

/* A function for each record, so that its fields can say `Questo` for the struct they stand in. */
#define ENTITA(Type, TYPE, table, personal, source, ...) \
    static const EntitaInfo *info_##TYPE(void) \
    { \
        typedef Type Questo; \
        static const CampoInfo campi[] = {__VA_ARGS__}; \
        static const EntitaInfo info = {ENTITA_##TYPE, #table, PERSONALE_##personal, source, campi, \
                                        (int)COUNT_OF(campi), CHIAVI_##TYPE, (ptrdiff_t)sizeof(Type)}; \
        return &info; \
    }
#include "model/entita.def"
#undef ENTITA

static const EntitaInfo *(*const infos[])(void) = {
#define ENTITA(Type, TYPE, table, personal, source, ...) info_##TYPE,
#include "model/entita.def"
#undef ENTITA
};

const EntitaInfo *entita_info(EntitaTipo t)
{
    ASSERT((int)t >= 0 && t < ENTITA_COUNT);
    return infos[t]();
}

const EntitaInfo *entita_by_name(Str table)
{
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++)
        if (str_eq(table, str_of(entita_info(t)->nome))) return entita_info(t);
    return NULL;
}

/* fuzz_caso.c - any bytes as a calculation case: refused with places, or computed, with traces and without, alike. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "caso_prova.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static Arena keep;          /* the rulebook is the same for all inputs */
    static Sistema *criteri;
    if (!criteri) {
        criteri = NEW(&keep, Sistema);
        ASSERT(sistema_load(S("criteri-2018"), &keep, criteri) == OK);
    }
    Str text = {(const char *)data, (ptrdiff_t)size};
    Arena a = {0};
    caso_prova(text, criteri, &a);
    arena_free(&a);
    return 0;
}

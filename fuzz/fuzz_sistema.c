/* fuzz_sistema.c - any bytes as a rulebook: refused with places, or good enough to compute a case with all its parts. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "caso_prova.h"

#include "format/json.h"

static void key(Json *j, const char *k, const char *text)
{
    json_key(j, str_of(k));
    json_text(j, str_of(text));
}

static void open_list(Json *j, const char *k)
{
    json_key(j, str_of(k));
    json_open_list(j);
    json_open_map(j);
    key(j, "id", "uno");
}

static void indicators(Json *j)
{
    open_list(j, "indicatori");
    key(j, "operatore", "<=");
    key(j, "target", "3");
    key(j, "valore", "7");
    json_close_map(j);
    json_close_list(j);
}

static void dirigente(Json *j, const Sistema *s)
{
    open_list(j, "dirigenti");
    open_list(j, "obiettivi");
    key(j, "tipo", "organizzativo");
    key(j, "punteggio", "33.3");
    json_close_map(j);
    json_open_map(j);
    key(j, "id", "due");
    key(j, "tipo", "individuale");
    key(j, "stato", "non_realizzabile");
    json_close_map(j);
    json_close_list(j);
    json_key(j, S("competenze"));
    json_open_list(j);
    for (int i = 0; i < s->n_competenze; i++) json_int(j, 1);
    json_close_list(j);
    key(j, "retribuzione_massima", "1000.01");
    json_close_map(j);
    json_close_list(j);
}

static void posizione(Json *j)
{
    open_list(j, "posizioni");
    open_list(j, "obiettivi");
    indicators(j);
    json_close_map(j);
    json_close_list(j);
    key(j, "prestazione", "0.7");
    key(j, "retribuzione_massima", "1000.01");
    json_close_map(j);
    json_close_list(j);
}

static void marks(Json *j, int64_t first, int64_t second)
{
    json_key(j, S("semischeda1"));
    json_int(j, first);
    json_key(j, S("semischeda2"));
    json_int(j, second);
}

static void group(Json *j, int64_t top)
{
    open_list(j, "gruppi");
    open_list(j, "valutati");
    marks(j, top, 0);
    for (int i = 0; i < 3; i++) {
        json_close_map(j);
        json_open_map(j);
        key(j, "id", (const char *[]){"due", "tre", "quattro"}[i]);
        marks(j, top / 2, i % 2 ? top : 0);
    }
    json_close_map(j);
    json_close_list(j);
    json_close_map(j);
    json_close_list(j);
}

static void premi(Json *j, const Sistema *s, int64_t top)
{
    json_key(j, S("premi"));
    json_open_map(j);
    key(j, "fondo", "1000.01");
    json_key(j, S("coefficienti"));
    json_open_map(j);
    for (int i = 0; i < s->n_fasce; i++) {
        json_key(j, s->fasce[i].nome);
        json_int(j, i);
    }
    json_close_map(j);
    open_list(j, "strutture");
    key(j, "livello_collettivo", "0.9");
    json_close_map(j);
    json_close_list(j);
    open_list(j, "persone");
    key(j, "struttura", "uno");
    marks(j, top, 0);
    json_close_map(j);
    json_close_list(j);
    json_close_map(j);
}

static Str case_for(const Sistema *s, Arena *a)
{
    Json *j = json_new(a, false);
    json_open_map(j);
    key(j, "formato", "ciclo-caso/1");
    json_key(j, S("sistema"));
    json_text(j, s->id);
    json_key(j, S("anno"));
    json_int(j, 2018);
    if (s->ha_albero) {
        open_list(j, "albero");
        json_key(j, S("padre"));
        json_null(j);
        indicators(j);
        json_close_map(j);
        json_close_list(j);
    }
    if (s->ha_dirigenti) dirigente(j, s);
    if (s->ha_posizioni) posizione(j);
    int64_t top = 0;
    if (s->ha_personale) {
        ASSERT(num_to_int(a, s->punti_massimi.v, &top));
        group(j, top);
    }
    if (s->ha_premi) premi(j, s, top);
    json_close_map(j);
    return json_done(j);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Str text = {(const char *)data, (ptrdiff_t)size};
    Arena a = {0};
    Difetti d = {.a = &a};
    Sistema s;
    Err e = sistema_read(text, S("f"), &a, &s, &d);
    ASSERT((e == OK) == (d.lista.n == 0));
    int64_t before = 0;
    for (ptrdiff_t i = 0; i < d.lista.n; i++) {
        Difetto x = d.lista.items[i];
        ASSERT(x.ordine >= before && x.ordine <= text.n && str_starts(x.dove, S("f:")));
        ASSERT(x.cosa.n && utf8_invalid_at(x.cosa) < 0);
        before = x.ordine;
    }
    if (e == OK) {
        Tree t;
        JsonError error;
        ASSERT(json_read(s.canonica, &a, &t, &error) == OK && str_eq(json_canonical(&a, &t), s.canonica));
        ASSERT(s.impronta.n == 7 + 64);
        caso_prova(case_for(&s, &a), &s, &a); /* taken or not (an indicator of 233 % may be out of its range): no end */
    }
    arena_free(&a);
    return 0;
}

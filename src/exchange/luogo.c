/* luogo.c - floor 5: where things stood in the input, and tables brought in order. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "exchange/interno.h"

void scambio_init(Scambio *s)
{
    *s = (Scambio){0};
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) s->dati.tabelle[t].e = entita_info(t);
}

const CampoInfo *campo_by_name(const EntitaInfo *e, Str name)
{
    for (int i = 0; i < e->n_campi; i++)
        if (str_eq(name, str_of(e->campi[i].nome))) return &e->campi[i];
    return NULL;
}

Str campi_elenco(Arena *a, const EntitaInfo *e)
{
    Buf b = buf_new(a);
    for (int i = 0; i < e->n_campi; i++) buf_fmt(&b, "%s%s", i ? ", " : "", e->campi[i].nome);
    return buf_str(&b);
}

const Luogo *luogo_of(const Scambio *s, const EntitaInfo *e, const void *record)
{
    int64_t riga = *(const int64_t *)record;
    if (riga >= 0) return NULL;
    const Origine *o = &s->origini[e->tipo];
    ASSERT(-riga <= o->luoghi.n);
    return &o->luoghi.items[-riga - 1];
}

int64_t ordine_of(const Scambio *s, const EntitaInfo *e, const void *record, const CampoInfo *c)
{
    const Luogo *l = luogo_of(s, e, record);
    return l ? l->ordine + (c ? c - e->campi + 1 : 0) : INT64_MAX;
}

Str scambio_dove(Arena *a, const Scambio *s, const EntitaInfo *e, const void *record, const CampoInfo *c)
{
    const Luogo *l = luogo_of(s, e, record);
    const char *field = c ? c->nome : "";
    if (!l) {
        Str key = record_key(a, e, record);
        return str_fmt(a, "%s %.*s", e->nome, STR_ARG(key));
    }
    Str file = s->origini[e->tipo].file;
    if (file.n) return str_fmt(a, "%.*s:%d%s%s", STR_ARG(file), l->riga, c ? ":" : "", field);
    return str_fmt(a, "/%s/%d%s%s", e->nome, l->riga, c ? "/" : "", field);
}

void scambio_metti(Scambio *s, Arena *a, const EntitaInfo *e, const void *record)
{
    s->json = s->origini[e->tipo].presente = true;
    Origine *o = &s->origini[e->tipo];
    Tabella *t = &s->dati.tabelle[e->tipo];
    int i = (int)t->n;
    if (t->n >= o->posti) {
        tabella_room(a, t, t->n + 1);
        o->posti = 2 * t->n + 1;
    }
    void *r = tabella_add(s, a, e, (Luogo){((int64_t)e->tipo << 40) + ((int64_t)i << 8), i, false});
    int64_t place = *(int64_t *)r;
    memcpy(r, record, (size_t)e->size);
    *(int64_t *)r = place;
}

static void say_repeated(Scambio *s, Arena *a, const Tabella *t, const void *first, const void *second, Difetti *d)
{
    bool swap = ordine_of(s, t->e, first, NULL) > ordine_of(s, t->e, second, NULL);
    const void *early = swap ? second : first, *late = swap ? first : second;
    Str where = scambio_dove(a, s, t->e, early, NULL), key = record_key(a, t->e, late);
    const CampoInfo *c = &t->e->campi[t->e->n_chiave - 1];
    difetto(d, ordine_of(s, t->e, late, c), scambio_dove(a, s, t->e, late, NULL),
            "la chiave «%.*s» c'è già (%.*s): togliere una delle due righe o correggerla", STR_ARG(key),
            STR_ARG(where));
}

void scambio_ordina(Scambio *s, Arena *a, Difetti *d)
{
    for (EntitaTipo k = 0; k < ENTITA_COUNT; k++) {
        Tabella *t = &s->dati.tabelle[k];
        if (tabella_sort(a, t) < 0) continue;
        for (ptrdiff_t i = 1; i < t->n; i++) {
            Arena scratch = {0};
            Str before = record_key(&scratch, t->e, tabella_at(t, i - 1));
            if (str_eq(before, record_key(&scratch, t->e, tabella_at(t, i))))
                say_repeated(s, a, t, tabella_at(t, i - 1), tabella_at(t, i), d);
            arena_free(&scratch);
        }
    }
}

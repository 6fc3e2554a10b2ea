/* dati_modulo.c - floor 6: one record as a form, both ways. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/dati_modulo.h"

Str modulo_valore(Arena *a, const CampoInfo *c, const void *record)
{
    Str text = campo_text(a, c, record);
    if (c->tipo == CAMPO_EURO && text.n) return num_italian(a, *(const Num *)((const char *)record + c->offset), 2);
    ptrdiff_t point = c->tipo == CAMPO_DECIMALE ? str_find(text, '.') : -1;
    if (point < 0) return text;
    char *p = (char *)str_dup(a, text).p;
    p[point] = ',';
    return (Str){p, text.n};
}

bool modulo_chiesto(const EntitaInfo *e, int i, bool nuovo)
{
    return !correzione_deciso(&e->campi[i], e->tipo) && (nuovo || !campo_chiave(&e->campi[i]));
}

void modulo_di(Arena *a, const EntitaInfo *e, const void *record, Modulo *m)
{
    ASSERT(e->n_campi <= MODULO_CAMPI);
    *m = (Modulo){.e = e, .record = record_new(a, e), .nuovo = !record};
    if (!record) return;
    memcpy(m->record, record, (size_t)e->size);
    for (int i = 0; i < e->n_campi; i++) m->scritti[i] = modulo_valore(a, &e->campi[i], record);
}

void modulo_leggi(Arena *a, const EntitaInfo *e, const void *da, const Fields *form, Modulo *m)
{
    modulo_di(a, e, da, m);
    for (int i = 0; i < e->n_campi; i++) {
        const CampoInfo *c = &e->campi[i];
        if (!modulo_chiesto(e, i, !da)) continue;
        m->scritti[i] = field_get(form, str_of(c->nome));
        if (campo_read(a, c, m->scritti[i], true, m->record, &m->errori[i])) continue;
        campo_clear(c, m->record);
        m->difettoso = true;
    }
}

/* The field of "/persone/0/cognome"; -1: none of these. */
static int field_of(const EntitaInfo *e, Str dove)
{
    Str lead[] = {S("/"), str_of(e->nome), S("/0/")};
    for (ptrdiff_t i = 0; i < COUNT_OF(lead); i++) {
        if (!str_starts(dove, lead[i])) return -1;
        dove = str_sub(dove, lead[i].n, dove.n);
    }
    for (int i = 0; i < e->n_campi; i++)
        if (str_eq(dove, str_of(e->campi[i].nome))) return i;
    return -1;
}

void modulo_difetti(Arena *a, Modulo *m, const Difetti *d)
{
    for (ptrdiff_t k = 0; k < d->lista.n; k++) {
        const Difetto *x = &d->lista.items[k];
        int i = field_of(m->e, x->dove);
        m->difettoso = true;
        if (i >= 0 && !modulo_chiesto(m->e, i, m->nuovo))
            *PUSH(a, &m->generali) = str_fmt(a, "%s: %.*s", m->e->campi[i].nome, STR_ARG(x->cosa));
        else if (i >= 0 && !m->errori[i].n) m->errori[i] = x->cosa;
        else if (i >= 0) m->errori[i] = str_fmt(a, "%.*s; %.*s", STR_ARG(m->errori[i]), STR_ARG(x->cosa));
        else if (str_starts(x->dove, S("/"))) *PUSH(a, &m->generali) = x->cosa;
        else *PUSH(a, &m->generali) = str_fmt(a, "%.*s: %.*s", STR_ARG(x->dove), STR_ARG(x->cosa));
    }
}

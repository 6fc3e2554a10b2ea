/* scrittura.c - floor 3: official writes of records. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "store/scrittura.h"

#include "store/giornale.h"

/* The stored state of a change's record: its version (0 = not there) and its JSON. */
static Err stored(Store *st, Arena *a, const Modifica *m, int64_t *riga, Str *json)
{
    const EntitaInfo *e = entita_info(m->tipo);
    DbVal key[CAMPI_MAX];
    DbRighe r;
    *riga = 0;
    *json = S("");
    record_values(a, e, m->record, 0, e->n_chiave, key);
    Err err = db_query(st->db, &st->record[m->tipo].uno, key, &r);
    if (!err && db_next(&r, &err)) {
        void *old = arena_alloc(a, e->size);
        if (record_from_row(&r, a, e, false, old)) {
            Str k = record_key(a, e, m->record);
            db_end(&r);
            return store_fail(
                st, E_DB, "nella tabella %s c'è una riga che ciclo non ha scritto (%s): controllare con ciclo verify",
                e->nome, e->personale ? "dati personali" : str_c(a, k));
        }
        *riga = *(int64_t *)old;
        *json = record_json(a, e, old);
    }
    db_end(&r);
    return err ? store_db_fail(st, err) : OK;
}

static bool is_new(const Modifica *m) { return !m->attesa && !m->cancella; }

/* The row itself, at the version that was read: touching none is a conflict. */
static Err put_row(Voce *v, const Modifica *m)
{
    const EntitaInfo *e = entita_info(m->tipo);
    const RecordSql *q = &v->st->record[m->tipo];
    DbVal in[CAMPI_MAX + 3];
    int n = m->cancella ? e->n_chiave : e->n_campi;
    record_values(v->a, e, m->record, 0, n, in);
    if (!m->cancella) {
        in[n++] = db_i(v->seq);
        in[n++] = db_t(v->persona);
    }
    if (!is_new(m)) in[n++] = db_i(m->attesa);
    Err err = db_exec_later(v->st->db, m->cancella ? &q->elimina : is_new(m) ? &q->inserisci : &q->aggiorna, in, true);
    return err ? store_db_fail(v->st, err) : OK;
}

/* before[i]: what is stored of change i, read under the lock of the head. E_CONFLITTO as soon as one is not as
 * expected. */
static Err read_before(Voce *v, const Scrittura *s, Arena *a, Str *before)
{
    for (ptrdiff_t i = 0; i < s->n; i++) {
        const Modifica *m = &s->modifiche[i];
        int64_t riga = 0;
        Err e = is_new(m) ? OK : stored(v->st, a, m, &riga, &before[i]);
        if (e) return e;
        if (!is_new(m) && (riga != m->attesa || !riga)) return E_CONFLITTO;
    }
    return OK;
}

static Err write_changes(Voce *v, const Scrittura *s, Arena *a, Esito *out)
{
    Str *before = NEW_N(a, Str, s->n + 1);
    Err e = read_before(v, s, a, before);
    for (ptrdiff_t i = 0; i < s->n && !e; i++) {
        const Modifica *m = &s->modifiche[i];
        const EntitaInfo *info = entita_info(m->tipo);
        ArenaMark mark = arena_mark(a);
        Str after = m->cancella ? S("") : record_json(a, info, m->record);
        if (!str_eq(after, before[i])) {
            e = put_row(v, m);
            if (!e) e = giornale_oggetto(v, str_of(info->nome), record_key(a, info, m->record), before[i], after);
            out->scritti++;
        }
        arena_rewind(a, mark);
    }
    return e;
}

/* One try. */
static Err attempt(Store *st, const Grant *g, const Scrittura *s, Arena *a, Esito *out)
{
    Arena scratch = {0};
    Voce v;
    Ricevuta done = {0};
    out->scritti = 0;
    Err e = giornale_apri(st, g, s->ora, s->atto, &scratch, &v);
    if (!e) {
        e = write_changes(&v, s, &scratch, out);
        if (e || !out->scritti) giornale_annulla(&v);
        else e = giornale_chiudi(&v, a, &done);
    }
    arena_free(&scratch);
    out->seq = done.seq;
    out->hash = done.hash;
    return e;
}

/* Both texts of every change that came late. */
static Err describe(Store *st, const Scrittura *s, Arena *a, Esito *out)
{
    Err e = db_begin(st->db, DB_LEGGE);
    if (e) return store_db_fail(st, e);
    for (ptrdiff_t i = 0; i < s->n && !e; i++) {
        const Modifica *m = &s->modifiche[i];
        const EntitaInfo *info = entita_info(m->tipo);
        Conflitto c = {.e = info};
        ArenaMark mark = arena_mark(a);
        e = stored(st, a, m, &c.riga, &c.trovato);
        if (e || (c.riga == m->attesa && (c.riga || is_new(m)))) {
            arena_rewind(a, mark);
            continue;
        }
        c.chiave = record_key(a, info, m->record);
        c.offerto = m->cancella ? S("") : record_json(a, info, m->record);
        *PUSH(a, &out->conflitti) = c;
    }
    db_rollback(st->db);
    if (e) return e;
    if (!out->conflitti.n)
        return store_fail(
            st, E_CONFLITTO,
            "lo stesso dato è nella scrittura due volte, o è cambiato e tornato com'era: rileggere e ripetere");
    return store_fail(st, E_CONFLITTO, "%lld dati sono stati modificati da altri nel frattempo: rileggerli e ripetere",
                      (long long)out->conflitti.n);
}

Err store_scrivi(Store *st, const Grant *g, const Scrittura *s, Arena *a, Esito *out)
{
    Err e = OK;
    *out = (Esito){.hash = S("")};
    for (int i = 0; i < TENTATIVI; i++) {
        e = attempt(st, g, s, a, out);
        if (!e || !db_ripetere(st->db)) break;
    }
    if (e) out->scritti = 0;
    return e == E_CONFLITTO ? describe(st, s, a, out) : e;
}

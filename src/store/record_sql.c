/* record_sql.c - floor 3: the statements of the record tables, and the way between a row and a record.
 *
 * They are made when a store is opened, from the same descriptions as the structs: the generator would have to read
 * entita.def a second time, in another language. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "store/store_priv.h"

static char letter(const CampoInfo *c) { return c->tipo == CAMPO_INTERO || c->tipo == CAMPO_EURO ? 'i' : 't'; }

/* "a, b, c" of the fields from..to-1; with `set`, "a = $1, b = $2" counted from 1, joined by `between`. */
static void put_fields(Buf *b, const EntitaInfo *e, int from, int to, bool set, const char *between, int first)
{
    for (int i = from; i < to; i++) {
        if (i > from) buf_put(b, str_of(between));
        buf_put(b, str_of(e->campi[i].nome));
        if (set) buf_fmt(b, " = $%d", first + i - from);
    }
}

static void put_letters(Buf *b, const EntitaInfo *e, int from, int to)
{
    for (int i = from; i < to; i++) buf_char(b, letter(&e->campi[i]));
}

static Sql finished(Arena *a, const EntitaInfo *e, const char *what, const Buf *text, const Buf *in, int n_out)
{
    return (Sql){str_c(a, str_fmt(a, "%s_%s", e->nome, what)), str_c(a, buf_str(text)), str_c(a, buf_str(in)), n_out};
}

static Sql make_select(Arena *a, const EntitaInfo *e, bool one)
{
    Buf t = buf_new(a), in = buf_new(a);
    buf_put(&t, S("SELECT riga, "));
    put_fields(&t, e, 0, e->n_campi, false, ", ", 0);
    buf_fmt(&t, " FROM %s ", e->nome);
    if (one) {
        buf_put(&t, S("WHERE "));
        put_fields(&t, e, 0, e->n_chiave, true, " AND ", 1);
        put_letters(&in, e, 0, e->n_chiave);
    } else {
        buf_put(&t, S("ORDER BY "));
        put_fields(&t, e, 0, e->n_chiave, false, ", ", 0);
    }
    return finished(a, e, one ? "uno" : "tutti", &t, &in, 1 + e->n_campi);
}

/* Parameters: all fields, riga, autore. */
static Sql make_insert(Arena *a, const EntitaInfo *e)
{
    Buf t = buf_new(a), in = buf_new(a);
    buf_fmt(&t, "INSERT INTO %s (", e->nome);
    put_fields(&t, e, 0, e->n_campi, false, ", ", 0);
    buf_put(&t, S(", riga, autore) VALUES ("));
    for (int i = 1; i <= e->n_campi + 2; i++) buf_fmt(&t, i > 1 ? ", $%d" : "$%d", i);
    buf_put(&t, S(") ON CONFLICT DO NOTHING"));
    put_letters(&in, e, 0, e->n_campi);
    buf_put(&in, S("it"));
    return finished(a, e, "inserisci", &t, &in, 0);
}

/* Parameters: all fields, riga, autore, the version that was read. */
static Sql make_update(Arena *a, const EntitaInfo *e)
{
    Buf t = buf_new(a), in = buf_new(a);
    int n = e->n_campi;
    buf_fmt(&t, "UPDATE %s SET ", e->nome);
    put_fields(&t, e, e->n_chiave, n, true, ", ", e->n_chiave + 1);
    buf_fmt(&t, "%sriga = $%d, autore = $%d WHERE ", n > e->n_chiave ? ", " : "", n + 1, n + 2);
    put_fields(&t, e, 0, e->n_chiave, true, " AND ", 1);
    buf_fmt(&t, " AND riga = $%d", n + 3);
    put_letters(&in, e, 0, n);
    buf_put(&in, S("iti"));
    return finished(a, e, "aggiorna", &t, &in, 0);
}

/* Parameters: the key, the version that was read. */
static Sql make_delete(Arena *a, const EntitaInfo *e)
{
    Buf t = buf_new(a), in = buf_new(a);
    buf_fmt(&t, "DELETE FROM %s WHERE ", e->nome);
    put_fields(&t, e, 0, e->n_chiave, true, " AND ", 1);
    buf_fmt(&t, " AND riga = $%d", e->n_chiave + 1);
    put_letters(&in, e, 0, e->n_chiave);
    buf_char(&in, 'i');
    return finished(a, e, "elimina", &t, &in, 0);
}

/* record_key, said in SQL. */
static void put_key(Buf *b, const EntitaInfo *e)
{
    for (int i = 0; i < e->n_chiave; i++) {
        if (e->campi[i].regola == CAMPO_CHIAVE_FACOLTATIVA) { /* a day, or empty: then nothing stands for it */
            buf_fmt(b, " || CASE WHEN t.%s = '' THEN '' ELSE '/' || t.%s END", e->campi[i].nome, e->campi[i].nome);
            continue;
        }
        if (i) buf_put(b, S(" || '/' || "));
        if (letter(&e->campi[i]) == 'i') buf_fmt(b, "CAST(t.%s AS text)", e->campi[i].nome);
        else buf_fmt(b, "replace(replace(t.%s, '%%', '%%25'), '/', '%%2F')", e->campi[i].nome);
    }
}

/* The place of the last payload of t's key. One step into the index, from the end: the same however many versions there
 * are, and on both engines, because neither may choose another way. */
static void put_last_of(Buf *b, const EntitaInfo *e, const char *colonna)
{
    buf_fmt(b, "c.%s = (SELECT d.%s FROM giornale_carico d WHERE d.entita = '%s' AND d.chiave = ", colonna, colonna, e->nome);
    put_key(b, e);
    buf_put(b, S(" ORDER BY d.seq DESC, d.n DESC LIMIT 1)"));
}

/* Every row with the number of the last payload of its key, that payload, and who wrote that entry (or NULL). Columns:
 * those of `tutti`, then autore, seq, n, dopo, actor's digest, actor's code. */
static Sql make_last(Arena *a, const EntitaInfo *e)
{
    Buf t = buf_new(a), in = buf_new(a);
    buf_put(&t, S("SELECT t.riga"));
    for (int i = 0; i < e->n_campi; i++) buf_fmt(&t, ", t.%s", e->campi[i].nome);
    buf_fmt(&t, ", t.autore, c.seq, c.n, c.dopo, g.attore, p.chiave FROM %s t LEFT JOIN giornale_carico c ON ", e->nome);
    put_last_of(&t, e, "seq");
    buf_put(&t, S(" AND "));
    put_last_of(&t, e, "n");
    buf_put(&t, S(" LEFT JOIN giornale g ON g.seq = c.seq LEFT JOIN giornale_carico p ON p.seq = c.seq AND p.n = 0 ORDER BY "));
    for (int i = 0; i < e->n_chiave; i++) buf_fmt(&t, i ? ", t.%s" : "t.%s", e->campi[i].nome);
    return finished(a, e, "ultimo", &t, &in, 1 + e->n_campi + 6);
}

static Sql make_author(Arena *a, const EntitaInfo *e)
{
    Buf t = buf_new(a), in = buf_new(a);
    buf_fmt(&t, "UPDATE %s SET autore = 'cancellato' WHERE autore = $1", e->nome);
    buf_char(&in, 't');
    return finished(a, e, "autore", &t, &in, 0);
}

void record_sql_make(Arena *a, RecordSql out[ENTITA_COUNT])
{
    for (EntitaTipo k = 0; k < ENTITA_COUNT; k++) {
        const EntitaInfo *e = entita_info(k);
        ASSERT(e->n_campi <= CAMPI_MAX);
        out[k] = (RecordSql){make_select(a, e, false), make_select(a, e, true), make_insert(a, e), make_update(a, e),
                             make_delete(a, e), make_last(a, e), make_author(a, e)};
    }
}

/* -- a record as parameters */
static DbVal value_of(Arena *a, const CampoInfo *c, const void *record)
{
    if (campo_absent(c, record)) return c->regola == CAMPO_CHIAVE_FACOLTATIVA ? db_t(S("")) : (DbVal){.tipo = DB_NULL};
    const void *p = (const char *)record + c->offset;
    int64_t i;
    switch (c->tipo) {
    case CAMPO_INTERO: return db_i(*(const int64_t *)p);
    case CAMPO_EURO:
        ASSERT(num_to_int(a, num_mul(a, *(const Num *)p, num_int(100)), &i));
        return db_i(i);
    case CAMPO_CODICE: case CAMPO_RIF: case CAMPO_TESTO: case CAMPO_LUNGO: case CAMPO_SCELTA:
    case CAMPO_DECIMALE: case CAMPO_DATA:
        break;
    }
    return db_t(campo_text(a, c, record));
}

void record_values(Arena *a, const EntitaInfo *e, const void *record, int from, int to, DbVal *v)
{
    for (int i = from; i < to; i++) v[i - from] = value_of(a, &e->campi[i], record);
}

/* -- a row as a record */
static bool set_field(Arena *a, const CampoInfo *c, const DbRighe *r, int col, void *p)
{
    switch (c->tipo) {
    case CAMPO_INTERO:
        *(int64_t *)p = db_int(r, col);
        return *(int64_t *)p != INTERO_ASSENTE;
    case CAMPO_EURO:
        *(Num *)p = num_ratio(a, db_int(r, col), 100);
        return true;
    case CAMPO_DECIMALE: return num_parse(a, db_text(r, col), 18, 18, p, NULL);
    case CAMPO_DATA: return date_parse_iso(db_text(r, col), p);
    case CAMPO_CODICE: case CAMPO_RIF: case CAMPO_TESTO: case CAMPO_LUNGO: case CAMPO_SCELTA:
        break;
    }
    Str text = db_text(r, col);
    *(Str *)p = str_dup(a, text);
    return text.n > 0;
}

Err record_from_row(const DbRighe *r, Arena *a, const EntitaInfo *e, bool exact, void *record)
{
    *(int64_t *)record = db_int(r, 0); /* riga is the first member of every record */
    for (int i = 0; i < e->n_campi; i++) {
        const CampoInfo *c = &e->campi[i];
        campo_clear(c, record);
        if (db_null(r, i + 1)) {
            if (c->regola != CAMPO_FACOLTATIVO) return E_DB;
            continue;
        }
        if (c->regola == CAMPO_CHIAVE_FACOLTATIVA && !db_text(r, i + 1).n) continue;
        if (!set_field(a, c, r, i + 1, (char *)record + c->offset)) return E_DB;
        if (exact && (c->tipo == CAMPO_DECIMALE || c->tipo == CAMPO_DATA) &&
            !str_eq(campo_text(a, c, record), db_text(r, i + 1)))
            return E_DB;
    }
    return OK;
}

/* cancella.c - floor 3: erases one person from rows, runs and payloads. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "store/cancella.h"

#include "store/oggetti.h"

typedef struct Toccato { EntitaTipo t; Str chiave; bool in_key; } Toccato;

typedef struct Lavoro {
    Voce v;
    Str persona, pseudonimo, rapporto;
    Str posto;              /* sorts where the person's code does */
    SenzaPersona senza;
    Cancellazione *out;
} Lavoro;

static bool names_person(const CampoInfo *c, EntitaTipo t)
{
    return (c->tipo == CAMPO_RIF && c->rif == ENTITA_PERSONA) || (t == ENTITA_PERSONA && c->regola == CAMPO_CHIAVE);
}

static bool has_person_field(const EntitaInfo *e)
{
    for (int i = 0; i < e->n_campi; i++)
        if (names_person(&e->campi[i], e->tipo)) return true;
    return e->tipo == ENTITA_ATTO_OGGETTO; /* its key holds the key of another record */
}

/* Is the person part of this key? */
static bool key_names(Arena *a, const EntitaInfo *e, Str chiave, Str persona)
{
    Str parts[CAMPI_MAX];
    if (!record_key_split(a, e, chiave, parts)) return false;
    for (int i = 0; i < e->n_chiave; i++)
        if (names_person(&e->campi[i], e->tipo) && str_eq(parts[i], persona)) return true;
    const EntitaInfo *other = e->tipo == ENTITA_ATTO_OGGETTO ? entita_by_name(parts[1]) : NULL;
    return other && other != e && key_names(a, other, parts[2], persona);
}

/* Index of `what` in s, not before `from`; -1: it is not there. */
static ptrdiff_t find_text(Str s, Str what, ptrdiff_t from)
{
    while (what.n && from + what.n <= s.n) {
        ptrdiff_t hit = str_find(str_sub(s, from, s.n), what.p[0]);
        if (hit < 0 || from + hit + what.n > s.n) return -1;
        from += hit;
        if (!memcmp(s.p + from, what.p, (size_t)what.n)) return from;
        from++;
    }
    return -1;
}

static bool contains(Str s, Str what) { return find_text(s, what, 0) >= 0; }

/* "valutatore":"P1" in canonical JSON: inside a text the quotes would be escaped. */
static bool payload_names(Arena *a, const EntitaInfo *e, Str json, Str persona)
{
    for (int i = e->n_chiave; i < e->n_campi; i++) {
        if (!names_person(&e->campi[i], e->tipo)) continue;
        Buf b = buf_new(a);
        buf_fmt(&b, "\"%s\":\"", e->campi[i].nome);
        for (ptrdiff_t k = 0; k < persona.n; k++) {
            if (persona.p[k] == '"' || persona.p[k] == '\\') buf_char(&b, '\\');
            buf_char(&b, persona.p[k]);
        }
        buf_char(&b, '"');
        if (contains(json, buf_str(&b))) return true;
    }
    return false;
}

/* Every object of the journal that names the person, in its key or in any state it ever had. */
typedef LIST(Toccato) Toccati;
static Err find_touched(Lavoro *w, EntitaTipo t, Toccati *list)
{
    const EntitaInfo *info = entita_info(t);
    Arena scratch = {0};
    DbRighe r;
    Db *db = w->v.st->db;
    Err e = db_stream(db, &SQL_CARICHI_DI_ENTITA, (DbVal[]){db_t(str_of(info->nome))}, &r);
    while (!e && db_next(&r, &e)) {
        ArenaMark m = arena_mark(&scratch);
        Str chiave = db_text(&r, 0);
        bool known = list->n && list->items[list->n - 1].t == t && str_eq(list->items[list->n - 1].chiave, chiave);
        bool in_key = !known && key_names(&scratch, info, chiave, w->persona);
        if (!known && (in_key || payload_names(&scratch, info, db_text(&r, 1), w->persona) ||
                       payload_names(&scratch, info, db_text(&r, 2), w->persona)))
            *PUSH(w->v.a, list) = (Toccato){t, str_dup(w->v.a, chiave), in_key};
        arena_rewind(&scratch, m);
    }
    db_end(&r);
    arena_free(&scratch);
    return e ? store_db_fail(w->v.st, e) : OK;
}

/* Deletes the earlier payloads of one object and says so in the entry. */
static Err erase_payloads(Lavoro *w, Str entita, Str chiave)
{
    Arena scratch = {0};
    LIST(Str) which = {0};
    DbRighe r;
    Store *st = w->v.st;
    DbVal in[] = {db_t(entita), db_t(chiave), db_i(w->v.seq)};
    Err e = db_query(st->db, &SQL_CARICHI_DI_OGGETTO, in, &r);
    while (!e && db_next(&r, &e))
        *PUSH(&scratch, &which) = str_fmt(&scratch, "%lld/%lld", (long long)db_int(&r, 0), (long long)db_int(&r, 1));
    db_end(&r);
    if (!e) e = db_exec_later(st->db, &SQL_CARICHI_CANCELLA, in, false);
    if (e) store_db_fail(st, e);
    for (ptrdiff_t i = 0; i < which.n && !e; i++) {
        e = giornale_oggetto(&w->v, S("giornale_carico"), which.items[i], S(""), S("cancellato"));
        w->out->carichi++;
    }
    arena_free(&scratch);
    return e;
}

/* The object as it is now leaves the journal without a trace of what it said. */
static Err forget(Lavoro *w, Str entita, Str chiave, Str now)
{
    Err e = now.n ? giornale_oggetto_senza_carico(&w->v, entita, chiave, now, S("")) : OK;
    return e ? e : erase_payloads(w, entita, chiave);
}

/* A word that sorts after `before` and before `after` (NULL text: no bound), whatever is appended to it: the common
 * beginning, then the first letter or digit that fits. */
static Str between(Arena *a, Str before, Str after)
{
    static const char letters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    ptrdiff_t k = 0;
    while (k < before.n && k < after.n && before.p[k] == after.p[k]) k++;
    for (bool bounded = after.n > 0;; k++, bounded = false) {
        unsigned low = k < before.n ? (unsigned char)before.p[k] : 0, high = bounded && k < after.n ? (unsigned char)after.p[k] : 256;
        for (const char *c = letters; *c; c++)
            if ((unsigned char)*c > low && (unsigned char)*c < high) return str_fmt(a, "%.*s%c", (int)k, before.p, *c);
        if (k >= before.n) return str_dup(a, before); /* nothing fits: a neighbour's own name, then what is appended */
    }
}

/* Codes of persons are compared by their bytes, on every engine. */
static Err find_place(Lavoro *w)
{
    Str before = S(""), after = S("");
    DbRighe r;
    Db *db = w->v.st->db;
    Err e = db_stream(db, &SQL_PERSONE_CODICI, NULL, &r);
    while (!e && db_next(&r, &e)) {
        Str code = db_text(&r, 0);
        int c = str_cmp(code, w->persona);
        if (c < 0 && (!before.n || str_cmp(code, before) > 0)) before = str_dup(w->v.a, code);
        if (c > 0 && (!after.n || str_cmp(code, after) < 0)) after = str_dup(w->v.a, code);
    }
    db_end(&r);
    w->posto = between(w->v.a, before, after);
    return e ? store_db_fail(w->v.st, e) : OK;
}

static Str pseudonym(Lavoro *w)
{
    if (!w->pseudonimo.n) {
        Str sale = store_sale(w->v.st, w->v.a);
        w->pseudonimo = str_fmt(w->v.a, "%.*s-cancellata-%.*s", STR_ARG(w->posto), 12, sale.p);
    }
    return w->pseudonimo;
}

/* -- records */
static Err read_row(Lavoro *w, const EntitaInfo *info, Str chiave, void *record, bool *there)
{
    Str parts[CAMPI_MAX], why;
    DbVal key[CAMPI_MAX];
    DbRighe r;
    Store *st = w->v.st;
    *there = false;
    bool fine = record_key_split(w->v.a, info, chiave, parts);
    for (int i = 0; i < info->n_chiave && fine; i++)
        fine = campo_read(w->v.a, &info->campi[i], parts[i], false, record, &why);
    if (!fine) return OK;
    record_values(w->v.a, info, record, 0, info->n_chiave, key);
    Err e = db_query(st->db, &st->record[info->tipo].uno, key, &r);
    *there = !e && db_next(&r, &e);
    bool readable = !*there || record_from_row(&r, w->v.a, info, false, record) == OK;
    db_end(&r);
    if (e) return store_db_fail(st, e);
    return readable
               ? OK
               : store_fail(st, E_DB,
                            "nella tabella %s c'è una riga che ciclo non ha scritto: controllare con ciclo verify",
                            info->nome);
}

static Err delete_row(Lavoro *w, const EntitaInfo *info, const void *record)
{
    DbVal in[CAMPI_MAX + 1];
    Store *st = w->v.st;
    if (info->tipo == ENTITA_PERSONA) w->rapporto = ((const Persona *)record)->rapporto;
    record_values(w->v.a, info, record, 0, info->n_chiave, in);
    in[info->n_chiave] = db_i(*(const int64_t *)record);
    w->out->righe++;
    Err e = db_exec_later(st->db, &st->record[info->tipo].elimina, in, true);
    return e ? store_db_fail(st, e) : OK;
}

static Err rewrite_row(Lavoro *w, const EntitaInfo *info, Str chiave, void *record)
{
    DbVal in[CAMPI_MAX + 3];
    Store *st = w->v.st;
    int64_t old = *(int64_t *)record;
    for (int i = info->n_chiave; i < info->n_campi; i++) {
        Str *text = (Str *)((char *)record + info->campi[i].offset);
        if (names_person(&info->campi[i], info->tipo) && str_eq(*text, w->persona)) *text = pseudonym(w);
    }
    record_values(w->v.a, info, record, 0, info->n_campi, in);
    in[info->n_campi] = db_i(w->v.seq);
    in[info->n_campi + 1] = db_t(w->v.persona);
    in[info->n_campi + 2] = db_i(old);
    w->out->riscritte++;
    Err e = db_exec_later(st->db, &st->record[info->tipo].aggiorna, in, true);
    if (e) return store_db_fail(st, e);
    return giornale_oggetto(&w->v, str_of(info->nome), chiave, S(""), record_json(w->v.a, info, record));
}

static Err erase_record(Lavoro *w, const Toccato *x)
{
    const EntitaInfo *info = entita_info(x->t);
    void *record = record_new(w->v.a, info);
    bool there;
    Err e = read_row(w, info, x->chiave, record, &there);
    if (!e) e = forget(w, str_of(info->nome), x->chiave, there ? record_json(w->v.a, info, record) : S(""));
    if (e || !there) return e;
    return x->in_key ? delete_row(w, info, record) : rewrite_row(w, info, x->chiave, record);
}

/* Rows about others keep a person to point at. */
static Err put_nobody(Lavoro *w)
{
    if (!w->pseudonimo.n) return OK;
    const EntitaInfo *info = entita_info(ENTITA_PERSONA);
    DbVal in[CAMPI_MAX + 2];
    Store *st = w->v.st;
    Persona *p = record_new(w->v.a, info);
    p->codice = w->pseudonimo;
    p->cognome = p->nome = S("cancellata");
    p->rapporto = w->rapporto.n ? w->rapporto : S("esterno");
    record_values(w->v.a, info, p, 0, info->n_campi, in);
    in[info->n_campi] = db_i(w->v.seq);
    in[info->n_campi + 1] = db_t(w->v.persona);
    Err e = db_exec_later(st->db, &st->record[ENTITA_PERSONA].inserisci, in, true);
    if (e) return store_db_fail(st, e);
    return giornale_oggetto(&w->v, str_of(info->nome), record_key(w->v.a, info, p), S(""),
                            record_json(w->v.a, info, p));
}

/* -- runs */
static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' ||
           (c & 0x80);
}

/* The code stands in the text as a word of its own. */
static bool mentions(Str text, Str code)
{
    for (ptrdiff_t i = find_text(text, code, 0); i >= 0; i = find_text(text, code, i + 1)) {
        bool left = i == 0 || !is_word(text.p[i - 1]), right = i + code.n == text.n || !is_word(text.p[i + code.n]);
        if (left && right) return true;
    }
    return false;
}

static Str without_person(Lavoro *w, Str valore)
{
    Str quoted = str_fmt(w->v.a, "\"%.*s\"", STR_ARG(w->persona));
    if (!contains(valore, quoted)) return valore;
    Buf b = buf_new(w->v.a);
    for (ptrdiff_t i = 0; i < valore.n;) {
        if (i + quoted.n <= valore.n && !memcmp(valore.p + i, quoted.p, (size_t)quoted.n)) {
            Str p = pseudonym(w);
            buf_fmt(&b, "\"%.*s\"", STR_ARG(p));
            i += quoted.n;
        } else {
            buf_char(&b, valore.p[i++]);
        }
    }
    return buf_str(&b);
}

static Err replace_results(Lavoro *w, int64_t id, const Risultato *old, const Risultato *now, ptrdiff_t n, bool gone)
{
    Store *st = w->v.st;
    Str key = oggetto_chiave(w->v.a, oggetto_numero(w->v.a, id), old[0].soggetto);
    Err e = forget(w, S("risultati"), key, oggetto_risultati(w->v.a, old, n));
    if (!e && db_exec_later(st->db, &SQL_RISULTATI_ELIMINA, (DbVal[]){db_i(id), db_t(old[0].soggetto)}, true))
        e = store_db_fail(st, E_DB);
    if (gone) {
        w->out->righe += n;
        return e;
    }
    w->out->riscritte += n;
    for (ptrdiff_t i = 0; i < n && !e; i++) e = risultati_insert(st, id, &now[i]);
    return e ? e : giornale_oggetto(&w->v, S("risultati"), key, S(""), oggetto_risultati(w->v.a, now, n));
}

/* The person, or one of several sheets of the year: CODE@FROM (AMB-54). */
static bool is_subject(Str soggetto, Str persona)
{
    Date day;
    return str_eq(soggetto, persona) ||
           (soggetto.n == persona.n + 11 && str_starts(soggetto, persona) && soggetto.p[persona.n] == '@' &&
            date_parse_iso(str_sub(soggetto, persona.n + 1, soggetto.n), &day));
}

static Err erase_results(Lavoro *w, int64_t id, bool *any)
{
    Risultato *v;
    ptrdiff_t n;
    Err e = risultati_read(w->v.st, &SQL_RISULTATI_DI_ESECUZIONE, (DbVal[]){db_i(id)}, w->v.a, &v, &n);
    Risultato *now = NEW_N(w->v.a, Risultato, n + 1);
    for (ptrdiff_t i = 0, to; i < n && !e; i = to) {
        bool changed = false;
        for (to = i; to < n && str_eq(v[to].soggetto, v[i].soggetto); to++) {
            now[to] = v[to];
            if (mentions(v[to].traccia, w->persona)) now[to].traccia = S("");
            now[to].valore = without_person(w, v[to].valore);
            changed = changed || !str_eq(now[to].traccia, v[to].traccia) || !str_eq(now[to].valore, v[to].valore);
        }
        bool gone = is_subject(v[i].soggetto, w->persona);
        *any = *any || gone || changed;
        if (gone || changed) e = replace_results(w, id, v + i, now + i, to - i, gone);
    }
    return e;
}

/* The case of a frozen run stays, without the person; every other text that names the person goes. */
static Err erase_text(Lavoro *w, int64_t id, bool frozen, const TestoEsecuzione *x)
{
    Store *st = w->v.st;
    Str key = oggetto_chiave(w->v.a, oggetto_numero(w->v.a, id), x->nome);
    Err e = forget(w, S("esecuzioni_testi"), key, oggetto_testo(w->v.a, x->testo));
    if (!e && db_exec_later(st->db, &SQL_TESTO_ELIMINA, (DbVal[]){db_i(id), db_t(x->nome)}, true)) e = store_db_fail(st, E_DB);
    if (e || !frozen || !w->senza || !str_eq(x->nome, S("caso"))) {
        w->out->righe++;
        return e;
    }
    Str now = w->senza(w->v.a, x->testo, w->persona, pseudonym(w));
    if (db_exec_later(st->db, &SQL_TESTO_INSERISCI, (DbVal[]){db_i(id), db_t(x->nome), db_t(now)}, false)) return store_db_fail(st, E_DB);
    w->out->conservate++;
    return giornale_oggetto(&w->v, S("esecuzioni_testi"), key, S(""), oggetto_testo(w->v.a, now));
}

static Err erase_texts(Lavoro *w, int64_t id, bool frozen)
{
    LIST(TestoEsecuzione) found = {0};
    DbRighe r;
    Store *st = w->v.st;
    Err e = db_stream(st->db, &SQL_TESTI_DI_ESECUZIONE, (DbVal[]){db_i(id)}, &r);
    while (!e && db_next(&r, &e))
        if (mentions(db_text(&r, 1), w->persona))
            *PUSH(w->v.a, &found) = (TestoEsecuzione){str_dup(w->v.a, db_text(&r, 0)), str_dup(w->v.a, db_text(&r, 1))};
    db_end(&r);
    if (e) return store_db_fail(st, e);
    for (ptrdiff_t i = 0; i < found.n && !e; i++) e = erase_text(w, id, frozen, &found.items[i]);
    return e;
}

typedef struct Corsa { int64_t id, anno; Str tipo; bool congelata, superata; } Corsa;

/* Is a frozen run of the same year and kind there: then a provisional one decides nothing. */
typedef LIST(Corsa) Corse;
static bool decided(const Corse *all, const Corsa *x)
{
    for (ptrdiff_t i = 0; i < all->n; i++)
        if (all->items[i].congelata && all->items[i].anno == x->anno && str_eq(all->items[i].tipo, x->tipo)) return true;
    return false;
}

static Err erase_runs(Lavoro *w)
{
    Corse all = {0};
    DbRighe r;
    Store *st = w->v.st;
    Err e = db_query(st->db, &SQL_ESECUZIONI_TUTTE, NULL, &r);
    while (!e && db_next(&r, &e))
        *PUSH(w->v.a, &all) = (Corsa){db_int(&r, 0), db_int(&r, 1), str_dup(w->v.a, db_text(&r, 2)), str_eq(db_text(&r, 6), S("congelata")),
                                      str_eq(db_text(&r, 6), S("superata"))};
    db_end(&r);
    if (e) store_db_fail(st, e);
    for (ptrdiff_t i = 0; i < all.n && !e; i++) {
        const Corsa *x = &all.items[i];
        bool any = false;
        e = erase_results(w, x->id, &any);
        if (!e && any && !x->congelata && !x->superata && !decided(&all, x))
            e = store_fail(st, E_CONFLITTO,
                           "la valutazione del %lld conta questa persona e non è ancora decisa: prima congelarla con il suo atto "
                           "(ciclo evaluate --congela), poi cancellare",
                           (long long)x->anno);
        if (!e) e = erase_texts(w, x->id, x->congelata);
    }
    return e;
}

/* -- authors */
static Err erase_author(Lavoro *w)
{
    Store *st = w->v.st;
    DbVal in[] = {db_t(w->persona)};
    Err e = db_exec_later(st->db, &SQL_ESECUZIONI_AUTORE_CANCELLA, in, false);
    if (!e) e = db_exec_later(st->db, &SQL_BOZZE_CANCELLA_PERSONA, in, false);
    if (!e) e = db_exec_later(st->db, &SQL_BOZZE_AUTORE_CANCELLA, in, false);
    if (!e) e = db_exec_later(st->db, &SQL_CARICHI_SVUOTA, NULL, false); /* uploads may name anybody */
    if (!e) e = db_exec_later(st->db, &SQL_LAVORI_SVUOTA, NULL, false);  /* so may files being made or waiting */
    for (EntitaTipo t = 0; t < ENTITA_COUNT && !e; t++) e = db_exec_later(st->db, &st->record[t].autore, in, false);
    if (e) return store_db_fail(st, e);
    return erase_payloads(w, S("attore"), w->persona);
}

static Err erase_all(Lavoro *w)
{
    Toccati touched = {0};
    Err e = find_place(w);
    for (EntitaTipo t = 0; t < ENTITA_COUNT && !e; t++)
        if (has_person_field(entita_info(t))) e = find_touched(w, t, &touched);
    for (ptrdiff_t i = 0; i < touched.n && !e; i++) e = erase_record(w, &touched.items[i]);
    if (!e) e = erase_runs(w);
    if (!e) e = put_nobody(w);
    if (!e) e = erase_author(w);
    if (!e && !w->v.n)
        e = store_fail(w->v.st, E_NON_TROVATO, "la persona non c'è: controllare il codice");
    return e;
}

Err store_cancella_persona(Store *st, const Grant *g, Str ora, Str atto, Str persona, SenzaPersona senza, Arena *a,
                           Cancellazione *out)
{
    Err e = OK;
    if (!persona.n) return store_fail(st, E_NON_TROVATO, "manca il codice della persona da cancellare");
    for (int t = 0; t < TENTATIVI; t++) {
        Arena scratch = {0};
        Ricevuta done = {0};
        *out = (Cancellazione){.pseudonimo = S("")};
        Lavoro w = {.persona = persona, .pseudonimo = S(""), .rapporto = S(""), .senza = senza, .out = out};
        e = giornale_apri(st, g, ora, atto, &scratch, &w.v);
        if (!e) {
            e = erase_all(&w);
            if (e) giornale_annulla(&w.v);
            else e = giornale_chiudi(&w.v, &scratch, &done);
        }
        out->seq = done.seq;
        out->pseudonimo = str_dup(a, w.pseudonimo);
        arena_free(&scratch);
        if (!e || !db_ripetere(st->db)) break;
    }
    if (e) return e;
    /* What was erased leaves the disk as well. When others are reading it leaves later, with the next write or close.
     */
    if (db_purge(st->db)) st->perche[0] = 0;
    return OK;
}

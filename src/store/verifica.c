/* verifica.c - floor 3: walks the journal and compares it with the rows. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "store/verifica.h"

#include "store/oggetti.h"

enum { PASSO_VOCI = 1000 };

static const char *const words[] = {
#define X(name, word) word,
    ROTTURE(X)
#undef X
};
Str rottura_word(RotturaTipo t) { return str_of(words[t]); }

typedef struct Mancante { int64_t seq, n; } Mancante;

typedef struct Giro {
    Store *st;
    Arena *a;                   /* the caller's: breaks are told in it */
    Arena scratch;
    Verifica *out;
    LIST(Mancante) mancanti;    /* payloads that are not there: an erasing entry must list each */
    Arena mancanti_a;
    Str entita;                 /* of the rows being compared */
    int64_t trovate;            /* rows of that kind */
    int64_t ancora_seq;         /* 0: a hash alone */
    Str ancora_hash;
    bool ancora_trovata;
    Str ancora_vista;           /* the hash of the entry with the anchor's number */
} Giro;

static void broken(Giro *w, RotturaTipo t, int64_t seq, int64_t n, Str entita, const char *fmt, ...) PRINTF_LIKE(6, 7);
static void broken(Giro *w, RotturaTipo t, int64_t seq, int64_t n, Str entita, const char *fmt, ...)
{
    if (w->out->rotture.n >= ROTTURE_MASSIMO) return;
    char text[400];
    va_list args;
    va_start(args, fmt);
    int len = vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    Str cosa = {text, len < (int)sizeof text ? len : (int)sizeof text - 1};
    *PUSH(w->a, &w->out->rotture) = (Rottura){t, seq, n, str_dup(w->a, entita), str_dup(w->a, cosa)};
}

static bool is_anchor_hash(Str s)
{
    for (ptrdiff_t i = 0; i < s.n; i++)
        if (!((s.p[i] >= '0' && s.p[i] <= '9') || (s.p[i] >= 'a' && s.p[i] <= 'f'))) return false;
    return s.n == IMPRONTA_HEX;
}

static Err read_anchor(Giro *w, Str ancora)
{
    Str s = str_trim(ancora);
    ptrdiff_t colon = str_find(s, ':');
    if (!s.n) return OK;
    w->ancora_hash = colon < 0 ? s : str_sub(s, colon + 1, s.n);
    for (ptrdiff_t i = 0; i < colon; i++) {
        if (s.p[i] < '0' || s.p[i] > '9' || colon > 18)
            return store_fail(w->st, E_DATI, "l'ancora va scritta NUMERO:IMPRONTA");
        w->ancora_seq = w->ancora_seq * 10 + (s.p[i] - '0');
    }
    if (!is_anchor_hash(w->ancora_hash) || colon == 0)
        return store_fail(w->st, E_DATI,
                          "l'ancora va scritta NUMERO:IMPRONTA, con le 64 cifre esadecimali stampate sull'atto");
    return OK;
}

/* -- the chain */

/* The entry being walked: its fields are copied, because the stream moves on. */
typedef struct VoceLetta { int64_t seq, n; Str hash; Impronta stato; } VoceLetta;

static void begin_entry(Giro *w, VoceLetta *v, const DbRighe *r, int64_t last, Str last_hash)
{
    int64_t seq = db_int(r, 0);
    if (seq != last + 1)
        broken(w, ROTTURA_VOCE_MANCANTE, last + 1, 0, S(""), "manca la voce %lld: dopo la %lld viene la %lld",
               (long long)(last + 1), (long long)last, (long long)seq);
    else if (!str_eq(db_text(r, 5), last_hash))
        broken(w, ROTTURA_VOCE_ALTERATA, seq, 0, S(""),
               "la voce %lld non continua la voce %lld: una delle due è stata riscritta", (long long)seq,
               (long long)last);
    arena_free(&w->scratch);
    *v = (VoceLetta){.seq = seq, .hash = str_dup(&w->scratch, db_text(r, 6))};
    giornale_impronta_voce(&v->stato, db_text(r, 5), seq, db_text(r, 1), db_text(r, 2), db_text(r, 3), db_text(r, 4));
}

static void end_entry(Giro *w, VoceLetta *v)
{
    ImprontaHex h = impronta_end(&v->stato);
    w->out->voci++;
    if (!str_eq(impronta_str(&h), v->hash))
        broken(w, ROTTURA_VOCE_ALTERATA, v->seq, 0, S(""),
               "la voce %lld non ha l'impronta di ciò che dice: è stata cambiata", (long long)v->seq);
    if (v->seq == w->ancora_seq) w->ancora_vista = str_dup(w->a, v->hash);
    if (str_eq(v->hash, w->ancora_hash)) w->ancora_trovata = true;
}

static bool digest_matches(Str digest, Str sale, Str entita, Str chiave, Str testo)
{
    if (!testo.n || !digest.n) return testo.n == digest.n;
    ImprontaHex h = giornale_impronta(sale, entita, chiave, testo);
    return str_eq(impronta_str(&h), digest);
}

static void one_object(Giro *w, VoceLetta *v, const DbRighe *r)
{
    if (db_null(r, 7)) return; /* an entry without objects */
    int64_t n = db_int(r, 7);
    Str prima = db_text(r, 8), dopo = db_text(r, 9);
    impronta_part(&v->stato, prima);
    impronta_part(&v->stato, dopo);
    w->out->oggetti++;
    if (n != ++v->n)
        broken(w, ROTTURA_VOCE_ALTERATA, v->seq, n, S(""), "nella voce %lld manca l'oggetto %lld", (long long)v->seq,
               (long long)v->n);
    v->n = n;
    if (db_null(r, 12)) {
        *PUSH(&w->mancanti_a, &w->mancanti) = (Mancante){v->seq, n};
        return;
    }
    Str entita = db_text(r, 10), chiave = db_text(r, 11), sale = db_text(r, 12);
    if (!digest_matches(prima, sale, entita, chiave, db_text(r, 13)) ||
        !digest_matches(dopo, sale, entita, chiave, db_text(r, 14)))
        broken(w, ROTTURA_CARICO_ALTERATO, v->seq, n, entita,
               "nella voce %lld il contenuto dell'oggetto %lld non è quello registrato", (long long)v->seq,
               (long long)n);
}

static Err walk_chain(Giro *w, VerificaPasso passo, void *ctx)
{
    DbRighe r;
    VoceLetta v = {0};
    Arena last_a = {0};
    Str last_hash = S("");
    int64_t last = 0;
    Err e = db_stream(w->st->db, &SQL_VERIFICA_CATENA, NULL, &r);
    while (!e && db_next(&r, &e)) {
        if (db_int(&r, 0) != v.seq) {
            if (v.seq) {
                end_entry(w, &v);
                last = v.seq;
                arena_free(&last_a);
                last_hash = str_dup(&last_a, v.hash);
                if (passo && w->out->voci % PASSO_VOCI == 0) passo(ctx, w->out->voci);
            }
            begin_entry(w, &v, &r, last, last_hash);
        }
        one_object(w, &v, &r);
    }
    db_end(&r);
    if (!e && v.seq) {
        end_entry(w, &v);
        last = v.seq;
    }
    if (!e && (last != w->out->seq || (v.seq && !str_eq(v.hash, w->out->hash))))
        broken(w, ROTTURA_TESTA_DIVERSA, last < w->out->seq ? last + 1 : last, 0, S(""),
               "l'ultima voce è la %lld, ma la testa del giornale dice %lld: ne sono state tolte o aggiunte",
               (long long)last, (long long)w->out->seq);
    arena_free(&last_a);
    return e ? store_db_fail(w->st, e) : OK;
}

static Err walk_actors(Giro *w)
{
    DbRighe r;
    Err e = db_stream(w->st->db, &SQL_VERIFICA_ATTORI, NULL, &r);
    while (!e && db_next(&r, &e)) {
        int64_t seq = db_int(&r, 0);
        if (db_null(&r, 4)) {
            *PUSH(&w->mancanti_a, &w->mancanti) = (Mancante){seq, 0};
            continue;
        }
        ImprontaHex h = giornale_impronta(db_text(&r, 4), S("attore"), db_text(&r, 3), S(""));
        if (!str_eq(db_text(&r, 2), S("attore")) || db_text(&r, 5).n || db_text(&r, 6).n ||
            !str_eq(impronta_str(&h), db_text(&r, 1)))
            broken(w, ROTTURA_CARICO_ALTERATO, seq, 0, S("attore"), "nella voce %lld l'autore non è quello registrato",
                   (long long)seq);
    }
    db_end(&r);
    return e ? store_db_fail(w->st, e) : OK;
}

static Err find_orphan(Giro *w, const Sql *q)
{
    DbRighe r;
    Err e = db_query(w->st->db, q, NULL, &r);
    if (!e && db_next(&r, &e))
        broken(w, ROTTURA_CARICO_ESTRANEO, db_int(&r, 0), db_int(&r, 1), S(""),
               "alla voce %lld è stato aggiunto un oggetto (%lld) che "
               "non le appartiene",
               (long long)db_int(&r, 0), (long long)db_int(&r, 1));
    db_end(&r);
    return e ? store_db_fail(w->st, e) : OK;
}

/* -- rows against their last payload */

/* Who stands in a row must be who made the entry, unless that name was erased. */
static bool author_fits(Str autore, Str digest, bool erased, Str persona)
{
    if (!digest.n) return !autore.n;
    return erased ? str_eq(autore, S("cancellato")) : str_eq(autore, persona);
}

static void row_broken(Giro *w, RotturaTipo t, int64_t seq)
{
    const char *what = t == ROTTURA_RIGA_SENZA_GIORNALE ? "nessuna voce del giornale l'ha scritta"
                       : t == ROTTURA_RIGA_MANCANTE ? "è stata tolta senza passare dal giornale"
                       : "è stata cambiata senza passare dal giornale";
    broken(w, t, seq, 0, w->entita, "tabella %.*s, riga scritta dalla voce %lld: %s", STR_ARG(w->entita),
           (long long)seq, what);
}

static Err compare_table(Giro *w, const EntitaInfo *info)
{
    DbRighe r;
    Arena a = {0};
    void *record = arena_alloc(&a, info->size);
    int col = 1 + info->n_campi;
    w->entita = str_of(info->nome);
    w->trovate = 0;
    Err e = db_stream(w->st->db, &w->st->record[info->tipo].ultimo, NULL, &r);
    while (!e && db_next(&r, &e)) {
        ArenaMark m = arena_mark(&a);
        int64_t riga = db_int(&r, 0), seq = db_int(&r, col + 1);
        bool readable = record_from_row(&r, &a, info, true, record) == OK;
        w->out->righe++;
        if (db_null(&r, col + 1)) {
            row_broken(w, ROTTURA_RIGA_SENZA_GIORNALE, riga);
        } else {
            Str dopo = db_text(&r, col + 3);
            if (dopo.n) w->trovate++;
            if (!readable || riga != seq || !str_eq(record_json(&a, info, record), dopo) ||
                !author_fits(db_text(&r, col), db_text(&r, col + 4), db_null(&r, col + 5), db_text(&r, col + 5)))
                row_broken(w, ROTTURA_RIGA_ALTERATA, seq);
        }
        arena_rewind(&a, m);
    }
    db_end(&r);
    arena_free(&a);
    return e ? store_db_fail(w->st, e) : OK;
}

static Err count_live(Giro *w, Str entita, int64_t *n)
{
    DbRighe r;
    Err e = db_query(w->st->db, &SQL_CARICHI_VIVI_QUANTI, (DbVal[]){db_t(entita)}, &r);
    *n = 0;
    if (!e && db_next(&r, &e)) *n = db_int(&r, 0);
    db_end(&r);
    return e ? store_db_fail(w->st, e) : OK;
}

/* Is the record of this key in its table? */
static Err is_there(Giro *w, const EntitaInfo *info, Str chiave, bool *there)
{
    Arena a = {0};
    Str parts[CAMPI_MAX], why;
    DbVal key[CAMPI_MAX];
    DbRighe r;
    Err e = OK;
    *there = false;
    void *record = record_new(&a, info);
    bool fine = record_key_split(&a, info, chiave, parts);
    for (int i = 0; i < info->n_chiave && fine; i++)
        fine = campo_read(&a, &info->campi[i], parts[i], false, record, &why);
    if (fine) {
        record_values(&a, info, record, 0, info->n_chiave, key);
        e = db_query(w->st->db, &w->st->record[info->tipo].uno, key, &r);
        *there = !e && db_next(&r, &e);
        db_end(&r);
    }
    arena_free(&a);
    return e ? store_db_fail(w->st, e) : OK;
}

/* Rows are fewer than the journal says: which. */
static Err name_missing(Giro *w, const EntitaInfo *info)
{
    DbRighe r;
    Err e = db_query(w->st->db, &SQL_CARICHI_VIVI, (DbVal[]){db_t(str_of(info->nome))}, &r);
    if (e) store_db_fail(w->st, e);
    while (!e && w->out->rotture.n < ROTTURE_MASSIMO && db_next(&r, &e)) {
        bool there;
        e = is_there(w, info, db_text(&r, 0), &there);
        if (!e && !there) row_broken(w, ROTTURA_RIGA_MANCANTE, db_int(&r, 1));
    }
    db_end(&r);
    return e;
}

static Err compare_records(Giro *w)
{
    Err e = OK;
    for (EntitaTipo t = 0; t < ENTITA_COUNT && !e; t++) {
        int64_t live;
        e = compare_table(w, entita_info(t));
        if (!e) e = count_live(w, w->entita, &live);
        if (!e && live > w->trovate) e = name_missing(w, entita_info(t));
    }
    return e;
}

/* -- runs and public tables */
typedef struct Conta { Giro *w; struct { Str entita; int64_t n; } kind[8]; int kinds; Arena *a; } Conta;

static Err compare_object(void *ctx, const Oggetto *o)
{
    Conta *k = ctx;
    Giro *w = k->w;
    DbRighe r;
    int i = 0;
    while (i < k->kinds && !str_eq(k->kind[i].entita, o->entita)) i++;
    ASSERT(i < k->kinds);
    w->entita = o->entita;
    w->out->righe++;
    Err e = db_query(w->st->db, &SQL_CARICO_ULTIMO, (DbVal[]){db_t(o->entita), db_t(o->chiave)}, &r);
    if (!e && db_next(&r, &e)) {
        if (db_text(&r, 2).n) k->kind[i].n++;
        if (!str_eq(db_text(&r, 2), o->testo) ||
            (o->versione &&
             (o->riga != db_int(&r, 0) || !author_fits(o->autore, db_text(&r, 3), db_null(&r, 4), db_text(&r, 4)))))
            row_broken(w, ROTTURA_RIGA_ALTERATA, db_int(&r, 0));
    } else if (!e) {
        row_broken(w, ROTTURA_RIGA_SENZA_GIORNALE, o->riga);
    }
    db_end(&r);
    return e ? store_db_fail(w->st, e) : OK;
}

static Err compare_others(Giro *w)
{
    Conta k = {.w = w, .kinds = 5, .kind = {{S("esecuzioni"), 0}, {S("risultati"), 0}, {S("esecuzioni_testi"), 0},
                                            {S("pub_documenti"), 0}, {S("pub_dati"), 0}}};
    Err e = esecuzioni_oggetti(w->st, compare_object, &k);
    if (!e) e = pubblico_oggetti(w->st, compare_object, &k);
    for (int i = 0; i < k.kinds && !e; i++) {
        int64_t live;
        e = count_live(w, k.kind[i].entita, &live);
        if (!e && live > k.kind[i].n)
            broken(w, ROTTURA_RIGA_MANCANTE, 0, 0, k.kind[i].entita,
                   "nella tabella %.*s mancano %lld oggetti che il giornale ha", STR_ARG(k.kind[i].entita),
                   (long long)(live - k.kind[i].n));
    }
    return e;
}

/* -- what is missing must have been erased; the anchor */
static Err check_missing(Giro *w)
{
    Err e = OK;
    for (ptrdiff_t i = 0; i < w->mancanti.n && !e; i++) {
        const Mancante *x = &w->mancanti.items[i];
        DbRighe r;
        arena_free(&w->scratch);
        Str which = str_fmt(&w->scratch, "%lld/%lld", (long long)x->seq, (long long)x->n);
        e = db_query(w->st->db, &SQL_CARICO_ULTIMO, (DbVal[]){db_t(S("giornale_carico")), db_t(which)}, &r);
        bool erased = !e && db_next(&r, &e);
        db_end(&r);
        if (e) store_db_fail(w->st, e);
        else if (erased) w->out->cancellati++;
        else
            broken(w, ROTTURA_CARICO_MANCANTE, x->seq, x->n, S(""),
                   "nella voce %lld il contenuto dell'oggetto %lld è stato tolto senza "
                   "una voce di cancellazione",
                   (long long)x->seq, (long long)x->n);
    }
    return e;
}

static void check_anchor(Giro *w)
{
    if (!w->ancora_hash.n || (w->ancora_seq && str_eq(w->ancora_vista, w->ancora_hash))) return;
    if (!w->ancora_seq && w->ancora_trovata) return;
    if (!w->ancora_seq)
        broken(w, ROTTURA_ANCORA_RISCRITTA, 0, 0, S(""),
               "nel giornale non c'è la voce dell'ancora: le ultime voci sono state tolte, "
               "oppure la catena è stata rifatta");
    else if (!w->ancora_vista.n)
        broken(w, ROTTURA_ANCORA_TRONCATA, w->ancora_seq, 0, S(""),
               "manca la voce %lld dell'ancora: il giornale finisce alla %lld, "
               "le ultime voci sono state tolte",
               (long long)w->ancora_seq, (long long)w->out->seq);
    else
        broken(w, ROTTURA_ANCORA_RISCRITTA, w->ancora_seq, 0, S(""),
               "la voce %lld non è quella dell'ancora: la catena è stata rifatta "
               "da quella voce o prima",
               (long long)w->ancora_seq);
}

static void sort_breaks(Verifica *v)
{
    for (ptrdiff_t i = 1; i < v->rotture.n; i++) {
        Rottura x = v->rotture.items[i];
        ptrdiff_t at = i;
        for (; at && v->rotture.items[at - 1].seq > x.seq; at--) v->rotture.items[at] = v->rotture.items[at - 1];
        v->rotture.items[at] = x;
    }
}

static Err all_checks(Giro *w, VerificaPasso passo, void *ctx)
{
    Err e = store_testa(w->st, w->a, &w->out->seq, &w->out->hash);
    if (!e) e = walk_chain(w, passo, ctx);
    if (!e) e = walk_actors(w);
    if (!e) e = find_orphan(w, &SQL_VERIFICA_OGGETTI_ORFANI);
    if (!e) e = find_orphan(w, &SQL_VERIFICA_CARICHI_ORFANI);
    if (!e) e = check_missing(w);
    if (!e) e = compare_records(w);
    if (!e) e = compare_others(w);
    if (!e) check_anchor(w);
    return e;
}

Err store_verifica(Store *st, const Grant *g, Str ancora, VerificaPasso passo, void *ctx, Arena *a, Verifica *out)
{
    ASSERT(g != NULL);
    Giro w = {.st = st, .a = a, .out = out, .ancora_vista = S("")};
    *out = (Verifica){.hash = S("")};
    st->perche[0] = 0;
    Err e = read_anchor(&w, ancora);
    if (e) return e;
    e = db_begin(st->db, DB_LEGGE);
    if (e) return store_db_fail(st, e);
    e = all_checks(&w, passo, ctx);
    db_rollback(st->db);
    arena_free(&w.scratch);
    arena_free(&w.mancanti_a);
    if (e) return e;
    sort_breaks(out);
    if (!out->rotture.n) return OK;
    return store_fail(st, E_CATENA, "%.*s", STR_ARG(out->rotture.items[0].cosa));
}

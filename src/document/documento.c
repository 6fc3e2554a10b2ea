/* documento.c - floor 5: builds the tree; mends what would not be accessible. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "document/documento.h"

#include "document/testo.h"

enum { DEEPEST_LIST = 4 };

static Str line(const Documento *d, Str s) { return testo_clean(d->a, s, false); }

/* A line that stays short enough to be read, and to be repeated on each page. */
static Str label(Documento *d, Str s)
{
    Str whole = line(d, s), cut = testo_cut(d->a, whole, DOC_ETICHETTA);
    d->accorciati += cut.n < whole.n;
    return cut;
}

/* ---- anchors and ids: a table of texts, open addressing ---- */

static struct DocCoppia *place(const DocMappa *m, Str key)
{
    for (ptrdiff_t i = (ptrdiff_t)(str_hash(key) & (uint64_t)(m->cap - 1));; i = (i + 1) & (m->cap - 1))
        if (!m->posti[i].chiave.n || str_eq(m->posti[i].chiave, key)) return &m->posti[i];
}

/* NULL when it is not there. */
static struct DocCoppia *map_get(const DocMappa *m, Str key)
{
    struct DocCoppia *c = m->cap && key.n ? place(m, key) : NULL;
    return c && c->chiave.n ? c : NULL;
}

/* key must not be there yet. */
static void map_put(Arena *a, DocMappa *m, Str key, Str value)
{
    if (m->n * 2 >= m->cap) {
        DocMappa old = *m;
        m->cap = old.cap ? old.cap * 2 : 64;
        m->posti = NEW_N(a, struct DocCoppia, m->cap);
        for (ptrdiff_t i = 0; i < old.cap; i++)
            if (old.posti[i].chiave.n) *place(m, old.posti[i].chiave) = old.posti[i];
    }
    *place(m, key) = (struct DocCoppia){key, value, 1};
    m->n++;
}

/* An id that nothing else has: equal texts ("Indicatori" under each objective) get -2, -3 in their order. Ids of the
 * renderers' own hold an underscore, these never do. */
static Str new_id(Documento *d, Str text)
{
    Str slug = testo_slug(d->a, text), id = slug;
    struct DocCoppia *first = map_get(&d->id, slug);
    while (map_get(&d->id, id)) id = str_fmt(d->a, "%.*s-%ld", STR_ARG(slug), ++first->volte);
    map_put(d->a, &d->id, id, id);
    return id;
}

static Str register_anchor(Documento *d, Str anchor, Str otherwise)
{
    anchor = line(d, anchor);
    Str id = new_id(d, anchor.n ? anchor : otherwise);
    if (anchor.n && !map_get(&d->ancore, anchor)) map_put(d->a, &d->ancore, anchor, id);
    return id;
}

Str doc_anchor_id(const Documento *d, Str ancora)
{
    const struct DocCoppia *c = map_get(&d->ancore, ancora);
    return c ? c->valore : S("");
}

/* ---- runs ---- */

static void add_run(Testo *t, TrattoTipo tipo, Str s, Str meta)
{
    s = testo_clean(t->d->a, s, true);
    if (s.n) *PUSH(t->d->a, &t->tratti) = (Tratto){tipo, s, meta};
}

void testo_add(Testo *t, Str s) { add_run(t, TRATTO_NORMALE, s, S("")); }
void testo_strong(Testo *t, Str s) { add_run(t, TRATTO_FORTE, s, S("")); }
void testo_emphasis(Testo *t, Str s) { add_run(t, TRATTO_ENFASI, s, S("")); }

void testo_ref(Testo *t, Str s, Str ancora)
{
    Str key = line(t->d, ancora);
    *PUSH(t->d->a, &t->d->rimandi) = key;
    add_run(t, TRATTO_RIMANDO, s, key);
}

void testo_link(Testo *t, Str s, Str https)
{
    Str url = testo_https(t->d->a, https);
    add_run(t, url.n ? TRATTO_LINK : TRATTO_NORMALE, s, url);
}

bool testo_empty(const Testo *t) { return t->tratti.n == 0; }

Str testo_plain(Arena *a, const Testo *t)
{
    if (t->tratti.n == 1) return t->tratti.items[0].testo;
    Buf b = buf_new(a);
    for (ptrdiff_t i = 0; i < t->tratti.n; i++) buf_put(&b, t->tratti.items[i].testo);
    return buf_str(&b);
}

/* ---- document, headings, paragraphs ---- */

Documento *doc_new(Arena *a, const Testata *t)
{
    Documento *d = NEW(a, Documento);
    d->a = a;
    d->livello = 1;
    d->testata = (Testata){
        .titolo = label(d, t->titolo),
        .sottotitolo = label(d, t->sottotitolo),
        .ente = label(d, t->ente),
        .identificativo = label(d, t->identificativo),
        .oggetto = label(d, t->oggetto),
        .stato = label(d, t->stato),
        .lingua = t->lingua.n ? testo_slug(a, t->lingua) : S("it"),
        .impronta_regole = label(d, t->impronta_regole),
        .ancora_giornale = label(d, t->ancora_giornale),
        .data = t->data,
        .numera_titoli = t->numera_titoli,
    };
    if (!d->testata.titolo.n) d->testata.titolo = S("Documento senza titolo");
    return d;
}

static Blocco *new_block(Documento *d, BloccoTipo tipo)
{
    Blocco *b = NEW(d->a, Blocco);
    b->tipo = tipo;
    *PUSH(d->a, &d->blocchi) = b;
    return b;
}

/* "3.1"; levels below the fourth carry no number. */
static Str next_number(Documento *d, int level)
{
    d->numeri[level]++;
    for (int i = level + 1; i <= 6; i++) d->numeri[i] = 0;
    if (!d->testata.numera_titoli || level > 4) return S("");
    Buf b = buf_new(d->a);
    for (int i = 2; i <= level; i++) buf_fmt(&b, i == 2 ? "%d" : ".%d", d->numeri[i]);
    return buf_str(&b);
}

void doc_heading(Documento *d, int livello, Str testo, Str ancora)
{
    int level = livello < 2 ? 2 : livello > 6 ? 6 : livello;
    if (level > d->livello + 1) level = d->livello + 1;
    d->livello = level;
    Titolo *t = &new_block(d, BLOCCO_TITOLO)->titolo;
    t->livello = level;
    t->testo = label(d, testo);
    if (!t->testo.n) t->testo = S("(senza titolo)");
    t->numero = next_number(d, level);
    t->id = register_anchor(d, ancora, t->testo);
}

Testo *doc_paragraph(Documento *d)
{
    Testo *t = &new_block(d, BLOCCO_CAPOVERSO)->capoverso;
    t->d = d;
    return t;
}

void doc_text(Documento *d, Str s)
{
    s = testo_clean(d->a, s, true);
    while (s.n) {
        ptrdiff_t from = 0, n = 0; /* the paragraph: lines up to one that is blank */
        Testo *t = NULL;
        while (from < s.n) {
            ptrdiff_t end = str_find(str_sub(s, from, s.n), '\n');
            end = end < 0 ? s.n : from + end;
            bool blank = str_trim(str_sub(s, from, end)).n == 0;
            from = end < s.n ? end + 1 : end;
            if (blank) break;
            n = end;
        }
        Str words = str_trim(str_sub(s, 0, n));
        if (words.n) t = doc_paragraph(d), testo_add(t, words);
        s = str_sub(s, from, s.n);
    }
}

void doc_toc(Documento *d) { new_block(d, BLOCCO_INDICE); }
void doc_page_break(Documento *d) { new_block(d, BLOCCO_SALTO); }

void doc_signature(Documento *d, Str ruolo, Str nome, Str luogo, Date data)
{
    new_block(d, BLOCCO_FIRMA)->firma = (Firma){label(d, ruolo), label(d, nome), label(d, luogo), data};
}

/* ---- lists, definitions, notes ---- */

Elenco *doc_list(Documento *d, bool numerato)
{
    Elenco *e = &new_block(d, BLOCCO_ELENCO)->elenco;
    e->d = d;
    e->numerato = numerato;
    e->profondita = 1;
    return e;
}

Testo *elenco_item(Elenco *e)
{
    Voce *v = NEW(e->d->a, Voce);
    v->testo.d = e->d;
    *PUSH(e->d->a, &e->voci) = v;
    return &v->testo;
}

Elenco *elenco_sub(Elenco *e, bool numerato)
{
    ASSERT(e->voci.n > 0 && e->profondita < DEEPEST_LIST);
    Voce *last = e->voci.items[e->voci.n - 1];
    if (!last->sotto) {
        last->sotto = NEW(e->d->a, Elenco);
        last->sotto->d = e->d;
        last->sotto->numerato = numerato;
        last->sotto->profondita = e->profondita + 1;
    }
    return last->sotto;
}

Definizioni *doc_definitions(Documento *d)
{
    Definizioni *r = &new_block(d, BLOCCO_DEFINIZIONI)->definizioni;
    r->d = d;
    return r;
}

Testo *definizioni_add(Definizioni *r, Str termine)
{
    Definizione *x = NEW(r->d->a, Definizione);
    x->termine = label(r->d, termine);
    x->testo.d = r->d;
    *PUSH(r->d->a, &r->righe) = x;
    return &x->testo;
}

DocNota *doc_note(Documento *d, NotaTipo tipo, Str titolo)
{
    static const char *const words[] = {"Nota", "Esempio", "Attenzione"};
    DocNota *n = &new_block(d, BLOCCO_NOTA)->nota;
    n->d = d;
    n->tipo = tipo;
    n->titolo = label(d, titolo);
    if (!n->titolo.n) n->titolo = str_of(words[tipo]);
    return n;
}

Testo *nota_paragraph(DocNota *n)
{
    Testo *t = NEW(n->d->a, Testo);
    t->d = n->d;
    *PUSH(n->d->a, &n->capoversi) = t;
    return t;
}

/* ---- tables and figures ---- */

DocTabella *doc_table(Documento *d, Str didascalia, Str ancora)
{
    DocTabella *t = &new_block(d, BLOCCO_TABELLA)->tabella;
    t->d = d;
    t->numero = ++d->tabelle;
    t->didascalia = label(d, didascalia);
    t->id = register_anchor(d, ancora, str_fmt(d->a, "tabella-%d", t->numero));
    return t;
}

void tabella_column(DocTabella *t, ColonnaTipo tipo, Str testa)
{
    ASSERT(t->righe.n == 0);
    Str head = label(t->d, testa);
    if (!head.n) head = str_fmt(t->d->a, "Colonna %td", t->colonne.n + 1); /* without a name it is read as nothing */
    *PUSH(t->d->a, &t->colonne) = (DocColonna){tipo, head};
}

static Testo *new_row(DocTabella *t, bool totale)
{
    ASSERT(t->colonne.n > 0);
    Riga *r = PUSH(t->d->a, &t->righe);
    r->totale = totale;
    r->celle = NEW_N(t->d->a, Testo, t->colonne.n);
    for (ptrdiff_t i = 0; i < t->colonne.n; i++) r->celle[i].d = t->d;
    return r->celle;
}

Testo *tabella_row(DocTabella *t) { return new_row(t, false); }
Testo *tabella_total(DocTabella *t) { return new_row(t, true); }

void tabella_row_of(DocTabella *t, const Str *celle, ptrdiff_t n)
{
    ASSERT(n <= t->colonne.n);
    Testo *row = tabella_row(t);
    for (ptrdiff_t i = 0; i < n; i++) testo_add(&row[i], celle[i]);
}

void tabella_note(DocTabella *t, Str nota) { t->nota = line(t->d, nota); }

Figura *doc_figure(Documento *d, Str titolo, Str descrizione, Str voce, Str misura, Str ancora)
{
    Figura *f = &new_block(d, BLOCCO_FIGURA)->figura;
    f->d = d;
    f->numero = ++d->figure;
    f->titolo = label(d, titolo);
    f->descrizione = label(d, descrizione);
    f->id = register_anchor(d, ancora, str_fmt(d->a, "figura-%d", f->numero));
    f->dati = NEW(d->a, DocTabella);
    f->dati->d = d;
    f->dati->id = new_id(d, str_fmt(d->a, "dati-figura-%d", f->numero));
    f->dati->didascalia = str_fmt(d->a, "Dati della figura %d", f->numero);
    tabella_column(f->dati, COLONNA_CAPO, voce);
    tabella_column(f->dati, COLONNA_NUMERO, misura);
    return f;
}

void figura_bar(Figura *f, Str etichetta, Str valore, int per_mille)
{
    Barra b = {label(f->d, etichetta), label(f->d, valore), per_mille < 0 ? 0 : per_mille};
    *PUSH(f->d->a, &f->barre) = b;
    tabella_row_of(f->dati, (Str[]){b.etichetta, b.valore}, 2);
}

/* ---- what renderers print alike ---- */

ptrdiff_t doc_colophon(const Documento *d, Arena *a, DocEstremo out[DOC_ESTREMI])
{
    const Testata *t = &d->testata;
    const DocEstremo all[DOC_ESTREMI] = {
        {S("Documento"), t->identificativo},
        {S("Ente"), t->ente},
        {S("Data"), date_italian(a, t->data)},
        {S("Impronta delle regole"), t->impronta_regole},
        {S("Ancora del giornale"), t->ancora_giornale},
    };
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < DOC_ESTREMI; i++)
        if (all[i].valore.n) out[n++] = all[i];
    return n;
}

Str firma_place_date(Arena *a, const Firma *f)
{
    Str when = date_italian(a, f->data);
    if (!f->luogo.n || !when.n) return when.n ? when : f->luogo;
    return str_fmt(a, "%.*s, %.*s", STR_ARG(f->luogo), STR_ARG(when));
}

/* ---- what the author has to mend ---- */

void doc_check(const Documento *d, Difetti *out)
{
    if (d->accorciati)
        difetto(out, -1, d->testata.identificativo,
                "titoli, didascalie o etichette oltre %d lettere sono stati accorciati (%lld): scrivere il testo lungo "
                "in un capoverso",
                DOC_ETICHETTA, (long long)d->accorciati);
    for (ptrdiff_t i = 0; i < d->rimandi.n; i++) {
        Str to = d->rimandi.items[i];
        if (!doc_anchor_id(d, to).n)
            difetto(out, i, d->testata.identificativo,
                    "il testo rimanda a «%.*s», che nel documento non c'è: togliere il rimando o aggiungere la parte",
                    STR_ARG(to));
    }
    for (ptrdiff_t i = 0; i < d->blocchi.n; i++) {
        const Blocco *b = d->blocchi.items[i];
        if (b->tipo == BLOCCO_TABELLA && !b->tabella.righe.n)
            difetto(out, d->rimandi.n + i, d->testata.identificativo,
                    "la tabella %d, «%.*s», non ha righe: toglierla o dire nel testo che non ci sono dati",
                    b->tabella.numero, STR_ARG(b->tabella.didascalia));
        if (b->tipo == BLOCCO_FIGURA && !b->figura.barre.n)
            difetto(out, d->rimandi.n + i, d->testata.identificativo,
                    "la figura %d, «%.*s», non ha valori: toglierla o dire nel testo che non ci sono dati",
                    b->figura.numero, STR_ARG(b->figura.titolo));
    }
}

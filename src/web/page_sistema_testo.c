/* page_sistema_testo.c - floor 6: the text of a rulebook in forms, part by part, and whole. (C-0.02, X-09, F-05)
 *
 * A form changes single values where they stand in the text (format/yaml_edit.h), so that comments and order survive; what it
 * cannot change so is left to the form with the whole text. Nothing is stored that the reader of rulebooks refuses. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/page_sistemi.h"

#include "format/yaml.h"
#include "format/yaml_edit.h"
#include "rules/sistema_voci.h"
#include "web/sistemi.thtml.h"

enum { CHIAVI_MAX = 16, LUNGO_DA = 60 };

/* Names of fields: "v/dirigenti/voto_cifre/valore" a value, "n/norme/dal" a key of a new entry, "t/norme/3" take it out. */
typedef struct Foglio {
    Page *p;
    const SistemaVersione *x;
    Str testo;                 /* as stored, then as changed */
    Tree tree;
    const Sistema *sistema;
    const Difetti *d;
    LIST(bool) detti;          /* defects told beside a field */
    SistemaParteVista v;
    ptrdiff_t n;               /* fields so far, for their ids */
} Foglio;

/* -- words */
static Str last_piece(Str pointer)
{
    for (ptrdiff_t i = pointer.n - 1; i >= 0; i--)
        if (pointer.p[i] == '/') return str_sub(pointer, i + 1, pointer.n);
    return pointer;
}

static Str above(Str pointer) { return str_sub(pointer, 0, pointer.n - last_piece(pointer).n - 1); }

static Str with_blanks(Page *p, Str s)
{
    Str out = str_dup(p->a, s);
    for (ptrdiff_t i = 0; i < out.n; i++)
        if (out.p[i] == '_') ((char *)out.p)[i] = ' ';
    return out;
}

/* "/opzioni/po.cap/valore" -> "po.cap" */
static Str option_of(Str pointer)
{
    Str head = S("/opzioni/"), tail = S("/valore");
    if (!str_starts(pointer, head) || pointer.n <= head.n + tail.n) return S("");
    return str_eq(str_sub(pointer, pointer.n - tail.n, pointer.n), tail) ? str_sub(pointer, head.n, pointer.n - tail.n) : S("");
}

static Str label(Page *p, Str pointer)
{
    Str option = option_of(pointer), last = last_piece(pointer);
    const OpzioneInfo *o = option.n ? opzione_info(option) : NULL;
    if (o) return str_of(o->etichetta);
    if (str_eq(last, S("fonte"))) {
        Str of = above(pointer), value = str_fmt(p->a, "%.*s/valore", STR_ARG(of));
        const VoceSistema *w = voce_sistema(value);
        Str key = last_piece(of);
        bool item = key.n && key.p[0] >= '0' && key.p[0] <= '9';
        if (item || str_eq(above(of), S(""))) return _("Fonte");
        const OpzioneInfo *read = str_eq(above(of), S("/opzioni")) ? opzione_info(key) : NULL;
        TrArg what = {"voce", read ? str_of(read->etichetta) : w && w->specie != SPECIE_FONTE ? str_of(w->etichetta) : with_blanks(p, key)};
        return tr_fill(p->a, _("Fonte di: {voce}"), &what, 1);
    }
    if (str_eq(last, S("formula")) || str_eq(last, S("condizione"))) { /* several on a page: which one */
        TrArg what = {"voce", last_piece(above(pointer))};
        return tr_fill(p->a, _("Formula: {voce}"), &what, 1);
    }
    const VoceSistema *w = voce_sistema(pointer);
    if (w) return str_of(w->etichetta);
    Str parent = last_piece(above(pointer));
    bool number = last.n && last.p[0] >= '0' && last.p[0] <= '9';
    if (str_eq(last, S("valore")) || number) return with_blanks(p, parent);
    return with_blanks(p, last);
}

static bool numeric(Str pointer)
{
    Str option = option_of(pointer);
    const VoceSistema *w = option.n ? NULL : voce_sistema(pointer);
    return option.n ? opzione_numerica(option) : w && (w->specie == SPECIE_NUMERO || w->specie == SPECIE_INTERO);
}

/* Numbers are shown with the comma and stored with the point. */
static Str exchanged(Page *p, Str pointer, Str value, char from, char to)
{
    if (!numeric(pointer)) return value;
    Str out = str_dup(p->a, value);
    for (ptrdiff_t i = 0; i < out.n; i++)
        if (out.p[i] == from) ((char *)out.p)[i] = to;
    return out;
}

/* -- what was sent */
static const Field *sent(const Page *p, Str name)
{
    for (ptrdiff_t i = 0; p->q->method == HTTP_POST && i < p->q->form.n; i++)
        if (str_eq(p->q->form.items[i].name, name)) return &p->q->form.items[i];
    return NULL;
}

/* -- fields */
/* "FILE:66:21" -> "66" */
static Str line_of(Str dove)
{
    ptrdiff_t end = dove.n;
    for (ptrdiff_t i = dove.n - 1; i >= 0; i--) {
        if (dove.p[i] != ':') continue;
        if (end < dove.n) return str_sub(dove, i + 1, end);
        end = i;
    }
    return dove;
}

/* In a form numbers have their comma; the words are about the text. */
static Str as_typed(Foglio *f, Str pointer, Str what)
{
    Str point = S(", con il punto");
    for (ptrdiff_t i = 0; numeric(pointer) && i + point.n <= what.n; i++)
        if (str_eq(str_sub(what, i, i + point.n), point)) return str_fmt(f->p->a, "%.*s%.*s", (int)i, what.p, STR_ARG(str_sub(what, i + point.n, what.n)));
    return what;
}

/* The defect of a place, or of the entry that it is the value of: "/opzioni/po.cap: ..." stands beside its value. */
static Str defect_of(Foglio *f, Str pointer)
{
    Page *p = f->p;
    for (ptrdiff_t i = 0; f->d && i < f->d->lista.n; i++) {
        Str what = f->d->lista.items[i].cosa;
        ptrdiff_t colon = -1;
        for (ptrdiff_t k = 0; k + 1 < what.n && colon < 0; k++)
            if (what.p[k] == ':' && what.p[k + 1] == ' ') colon = k;
        Str place = colon < 0 ? S("") : str_sub(what, 0, colon);
        bool entry = str_eq(last_piece(pointer), S("valore")) && str_eq(place, above(pointer));
        if (!place.n || place.p[0] != '/' || (!str_eq(place, pointer) && !entry)) continue;
        f->detti.items[i] = true;
        TrArg line = {"riga", line_of(f->d->lista.items[i].dove)};
        return str_fmt(f->p->a, "%.*s (%.*s)", STR_ARG(as_typed(f, pointer, str_sub(what, colon + 2, what.n))), STR_ARG(tr_fill(f->p->a, _("riga {riga} del testo"), &line, 1)));
    }
    return S("");
}
static void menu(Foglio *f, Campo *c, Str option, const char *words, char by)
{
    Page *p = f->p;
    Scelta *s = NEW_N(p->a, Scelta, CHIAVI_MAX + 2);
    bool there = false;
    for (Str rest = str_of(words); rest.n && c->n_scelte < CHIAVI_MAX;) {
        ptrdiff_t cut = str_find(rest, by);
        Str word = str_sub(rest, 0, cut < 0 ? rest.n : cut), told = option.n ? lettura_parole(p->a, option, word) : S("");
        rest = str_sub(rest, cut < 0 ? rest.n : cut + 1, rest.n);
        there = there || str_eq(word, c->valore);
        s[c->n_scelte++] = (Scelta){.valore = word, .testo = told.n ? str_fmt(p->a, "%.*s: %.*s", STR_ARG(word), STR_ARG(told)) : word};
    }
    if (!there) { /* what stands there stays choosable, so that nothing changes unseen */
        for (ptrdiff_t i = c->n_scelte; i > 0; i--) s[i] = s[i - 1];
        s[0] = (Scelta){.valore = c->valore, .testo = c->valore.n ? c->valore : _("(vuoto)"), .scelta = true};
        c->n_scelte++;
    }
    c->scelte = s;
}

static Campo *put_field(Foglio *f, SistemaCampi *g, char kind, Str pointer, Str value)
{
    Page *p = f->p;
    Str option = option_of(pointer);
    const VoceSistema *w = option.n ? NULL : voce_sistema(pointer);
    Campo *c = PUSH(p->a, &g->campi);
    *c = (Campo){.nome = str_fmt(p->a, "%c%.*s", kind, STR_ARG(pointer)), .id = str_fmt(p->a, "c%td", f->n++), .etichetta = label(p, pointer), .senza_nota = true,
                 .valore = exchanged(p, pointer, value, '.', ',')};
    const OpzioneInfo *o = option.n ? opzione_info(option) : NULL;
    if (o) c->aiuto = str_fmt(p->a, "%.*s: %s", STR_ARG(option), o->domanda);
    if (str_eq(pointer, S("/id"))) c->sola_lettura = true;
    if (str_eq(last_piece(pointer), S("formula")) || value.n > LUNGO_DA) c->righe = 3;
    if (kind == 'v') c->errore = defect_of(f, pointer);
    const Field *typed = kind == 'n' ? sent(p, c->nome) : NULL;
    if (typed) c->valore = typed->value;
    if (option.n && *opzione_parole(option)) menu(f, c, option, opzione_parole(option), ' ');
    else if (w && w->specie == SPECIE_PAROLA && *w->arg) menu(f, c, S(""), w->arg, '|');
    return c;
}

static SistemaCampi *new_group(Foglio *f, Str title)
{
    SistemaCampi *g = PUSH(f->p->a, &f->v.gruppi);
    *g = (SistemaCampi){.titolo = title};
    return g;
}

static bool flat(const Tree *t)
{
    for (ptrdiff_t i = 0; i < t->n; i++)
        if (t->items[i].kind != TREE_TEXT) return false;
    return t->kind == TREE_MAP;
}

static void put_list(Foglio *f, Str pointer, const Tree *t, Str title);
static void put_map(Foglio *f, Str pointer, const Tree *t, Str title);

/* The keys that entries of a list have: what a new one may have. */
static ptrdiff_t keys_of(const Tree *t, Str out[CHIAVI_MAX])
{
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < t->n; i++)
        for (ptrdiff_t k = 0; t->items[i].kind == TREE_MAP && k < t->items[i].n; k++) {
            bool there = t->items[i].items[k].kind != TREE_TEXT;
            for (ptrdiff_t j = 0; j < n && !there; j++) there = str_eq(out[j], t->items[i].keys[k]);
            if (!there && n < CHIAVI_MAX) out[n++] = t->items[i].keys[k];
        }
    return n;
}

static Str item_title(Foglio *f, const Tree *t, ptrdiff_t i)
{
    Buf b = buf_new(f->p->a);
    buf_fmt(&b, "%td", i + 1);
    for (ptrdiff_t k = 0, told = 0; k < t->n && told < 2; k++)
        if (t->items[k].kind == TREE_TEXT && !str_eq(t->keys[k], S("fonte"))) buf_fmt(&b, "%s%.*s", told++ ? ", " : ". ", STR_ARG(t->items[k].text));
    return buf_str(&b);
}

static void put_new(Foglio *f, Str pointer, const Str *keys, ptrdiff_t n)
{
    Page *p = f->p;
    SistemaCampi *g = new_group(f, _("Una voce nuova"));
    g->nuovo = true;
    for (ptrdiff_t k = 0; k < n; k++) {
        Campo *c = put_field(f, g, 'n', str_fmt(f->p->a, "%.*s/%.*s", STR_ARG(pointer), STR_ARG(keys[k])), S(""));
        c->etichetta = label(p, str_fmt(p->a, "%.*s/0/%.*s", STR_ARG(pointer), STR_ARG(keys[k])));
    }
}

static void put_items(Foglio *f, Str pointer, const Tree *t)
{
    Page *p = f->p;
    Str keys[CHIAVI_MAX];
    ptrdiff_t n = keys_of(t, keys);
    for (ptrdiff_t i = 0; i < t->n; i++) {
        const Tree *item = &t->items[i];
        Str at = tree_pointer_n(f->p->a, pointer, i), title = item_title(f, item, i);
        SistemaCampi *g = new_group(f, title);
        ptrdiff_t here = f->v.gruppi.n - 1;
        for (ptrdiff_t k = 0; k < n; k++) {
            const Tree *v = tree_get(item, keys[k]);
            if (!v || v->kind == TREE_TEXT) put_field(f, g, 'v', tree_pointer(f->p->a, at, keys[k]), v ? v->text : S(""));
        }
        if (t->n > 1)
            f->v.gruppi.items[here].togli = (Campo){.nome = str_fmt(f->p->a, "t%.*s", STR_ARG(at)), .id = str_fmt(f->p->a, "c%td", f->n++), .etichetta = _("Togli questa voce"), .senza_nota = true};
        for (ptrdiff_t k = 0; k < item->n; k++)
            if (item->items[k].kind == TREE_LIST) put_list(f, tree_pointer(f->p->a, at, item->keys[k]), &item->items[k], str_fmt(f->p->a, "%.*s: %.*s", STR_ARG(title), STR_ARG(with_blanks(f->p, item->keys[k]))));
            else if (item->items[k].kind == TREE_MAP) put_map(f, tree_pointer(f->p->a, at, item->keys[k]), &item->items[k], str_fmt(f->p->a, "%.*s: %.*s", STR_ARG(title), STR_ARG(with_blanks(f->p, item->keys[k]))));
    }
    if (n) put_new(f, pointer, keys, n);
}

static void put_list(Foglio *f, Str pointer, const Tree *t, Str title)
{
    Page *p = f->p;
    if (t->n && t->items[0].kind == TREE_MAP) {
        put_items(f, pointer, t);
        return;
    }
    SistemaCampi *g = new_group(f, title);
    for (ptrdiff_t i = 0; i < t->n; i++)
        if (t->items[i].kind == TREE_TEXT) {
            Campo *c = put_field(f, g, 'v', tree_pointer_n(f->p->a, pointer, i), t->items[i].text);
            c->etichetta = str_fmt(f->p->a, "%.*s %td", STR_ARG(c->etichetta), i + 1);
        }
    if (t->n) put_field(f, g, 'n', str_fmt(f->p->a, "%.*s/", STR_ARG(pointer)), S(""))->etichetta = _("Voce nuova");
}

static void put_map(Foglio *f, Str pointer, const Tree *t, Str title)
{
    bool any = false;
    for (ptrdiff_t i = 0; i < t->n; i++) any = any || t->items[i].kind == TREE_TEXT || flat(&t->items[i]);
    SistemaCampi *g = any ? new_group(f, title) : NULL;
    for (ptrdiff_t i = 0; i < t->n; i++) {
        Str at = tree_pointer(f->p->a, pointer, t->keys[i]);
        if (t->items[i].kind == TREE_TEXT) put_field(f, g, 'v', at, t->items[i].text);
        for (ptrdiff_t k = 0; flat(&t->items[i]) && k < t->items[i].n; k++)
            put_field(f, g, 'v', tree_pointer(f->p->a, at, t->items[i].keys[k]), t->items[i].items[k].text);
    }
    for (ptrdiff_t i = 0; i < t->n; i++) {
        Str at = tree_pointer(f->p->a, pointer, t->keys[i]), name = with_blanks(f->p, t->keys[i]);
        if (t->items[i].kind == TREE_LIST) put_list(f, at, &t->items[i], name);
        else if (t->items[i].kind == TREE_MAP && !flat(&t->items[i])) put_map(f, at, &t->items[i], name);
    }
}

/* Options under the chapter that each belongs to; those that the text does not say yet can be added. */
static void put_options(Foglio *f, const Tree *t)
{
    Page *p = f->p;
    for (int part = 0; part <= PARTE_COUNT; part++) {
        SistemaCampi *g = NULL;
        for (ptrdiff_t i = 0; i < t->n; i++) {
            const OpzioneInfo *o = opzione_info(t->keys[i]);
            if ((o ? (int)o->parte : PARTE_COUNT) != part || !flat(&t->items[i])) continue;
            if (!g) g = new_group(f, part < PARTE_COUNT ? str_of(parte_info[part].titolo) : _("Altro"));
            for (ptrdiff_t k = 0; k < t->items[i].n; k++)
                put_field(f, g, 'v', tree_pointer(p->a, tree_pointer(p->a, S("/opzioni"), t->keys[i]), t->items[i].keys[k]), t->items[i].items[k].text);
        }
    }
    SistemaCampi *g = new_group(f, _("Un'opzione di cui il testo non dice nulla"));
    Campo *c = put_field(f, g, 'n', S("/opzioni/chiave"), S(""));
    Scelta *s = NEW_N(p->a, Scelta, 128);
    s[0] = (Scelta){.testo = _("Scegliere")};
    ptrdiff_t n = 1;
    for (ptrdiff_t i = 0; opzione_chiave(i) && n < 127; i++) {
        Str key = str_of(opzione_chiave(i));
        const OpzioneInfo *o = opzione_info(key);
        if (tree_get(t, key) || (f->sistema && !opzione_riguarda(f->sistema, key))) continue;
        s[n++] = (Scelta){.valore = key, .testo = o ? str_fmt(p->a, "%.*s: %s", STR_ARG(key), o->etichetta) : key};
    }
    c->etichetta = _("Opzione");
    c->scelte = s;
    c->n_scelte = n;
    put_field(f, g, 'n', S("/opzioni/valore"), S(""))->etichetta = _("Valore");
    put_field(f, g, 'n', S("/opzioni/fonte"), S(""))->etichetta = _("Fonte");
}

/* The groups of a part; false: the text has no such part. */
static bool put_part(Foglio *f, Str part)
{
    Page *p = f->p;
    const Tree *t = tree_get(&f->tree, part);
    Str title = page_parte_titolo(f->p, part);
    f->v.gruppi.n = 0;
    f->n = 0;
    if (!title.n) return false;
    if (str_eq(part, S("oggetto"))) {
        SistemaCampi *g = new_group(f, title);
        static const char *const keys[] = {"id", "titolo"};
        for (int i = 0; i < COUNT_OF(keys); i++) {
            const Tree *v = tree_get(&f->tree, str_of(keys[i]));
            if (v && v->kind == TREE_TEXT) put_field(f, g, 'v', str_fmt(f->p->a, "/%s", keys[i]), v->text);
        }
        const Tree *sources = tree_get(&f->tree, S("fonti"));
        if (sources && sources->kind == TREE_LIST) put_list(f, S("/fonti"), sources, _("Fonti"));
        return true;
    }
    if (!t) return false;
    Str at = tree_pointer(f->p->a, S(""), part);
    if (str_eq(part, S("opzioni")) && t->kind == TREE_MAP) put_options(f, t);
    else if (t->kind == TREE_MAP) put_map(f, at, t, title);
    else if (t->kind == TREE_LIST) put_list(f, at, t, title);
    return true;
}

static bool begin(Foglio *f, Page *p, Str text)
{
    Difetti d = {.a = p->a};
    f->testo = text;
    return !yaml_read(text, S("testo"), p->a, &f->tree, &d);
}

/* -- changing */
static void unable(Foglio *f, Difetti *d, Str pointer)
{
    Page *p = f->p;
    difetto(d, 0, S("testo:-"), "%.*s: %.*s", STR_ARG(pointer), STR_ARG(_("è scritto in un modo che qui non si cambia: usare il testo intero")));
}

/* A long value may have been typed over several lines: it is one text. */
static Str one_line(Page *p, Str s)
{
    Buf b = buf_new(p->a);
    s = str_trim(s);
    for (ptrdiff_t i = 0; i < s.n; i++) {
        bool blank = s.p[i] == '\r' || s.p[i] == '\n';
        if (!blank) buf_char(&b, s.p[i]);
        else if (b.n && b.p[b.n - 1] != ' ') buf_char(&b, ' ');
    }
    return buf_str(&b);
}

static void change_value(Foglio *f, const Campo *c, Difetti *d)
{
    Page *p = f->p;
    const Field *typed = sent(p, c->nome);
    Str pointer = str_sub(c->nome, 1, c->nome.n);
    if (!typed || c->sola_lettura || str_eq(one_line(p, typed->value), one_line(p, c->valore))) return;
    Str value = exchanged(p, pointer, one_line(p, typed->value), ',', '.'), out;
    const Tree *now = tree_at(&f->tree, pointer), *map = tree_at(&f->tree, above(pointer));
    bool item = map && map->kind == TREE_LIST;
    bool ok = item && !value.n ? true /* taken out below */
            : now && (value.n || !(map && map->kind == TREE_MAP)) ? yaml_put(f->testo, pointer, value, p->a, &out)
            : !now || tree_at(&f->tree, above(above(pointer)))->kind == TREE_LIST ? yaml_field(f->testo, above(pointer), last_piece(pointer), value, p->a, &out)
                                                                                   : yaml_put(f->testo, pointer, value, p->a, &out);
    if (item && !value.n) return;
    if (ok) f->testo = out;
    else unable(f, d, pointer);
}

static void append(Foglio *f, const SistemaCampi *g, Difetti *d)
{
    Page *p = f->p;
    Str keys[CHIAVI_MAX], values[CHIAVI_MAX], list = S(""), out;
    ptrdiff_t n = 0;
    bool any = false;
    for (ptrdiff_t i = 0; i < g->campi.n && n < CHIAVI_MAX; i++) {
        Str name = g->campi.items[i].nome;
        const Field *typed = name.p[0] == 'n' ? sent(p, name) : NULL;
        if (!typed) continue;
        Str pointer = str_sub(name, 1, name.n);
        list = above(pointer);
        keys[n] = last_piece(pointer);
        values[n] = exchanged(p, pointer, str_trim(typed->value), ',', '.');
        any = any || (values[n].n && !g->campi.items[i].n_scelte) || (values[n].n && str_eq(list, S("/opzioni")));
        n++;
    }
    if (!any) return;
    bool option = str_eq(list, S("/opzioni"));
    bool ok = option ? n == 3 && yaml_member(f->testo, list, values[0], keys + 1, values + 1, 2, p->a, &out)
                     : yaml_append(f->testo, list, keys, values, n, p->a, &out);
    if (ok) f->testo = out;
    else unable(f, d, list);
}

static void take_out(Foglio *f, Str pointer, Difetti *d)
{
    Str out;
    if (yaml_remove(f->testo, pointer, f->p->a, &out)) f->testo = out;
    else unable(f, d, pointer);
}

/* Values first, then new entries, then what goes, from the end: so that no place moves before it is reached. */
static void change(Foglio *f, Difetti *d)
{
    Page *p = f->p;
    for (ptrdiff_t i = 0; i < f->v.gruppi.n; i++)
        for (ptrdiff_t k = 0; k < f->v.gruppi.items[i].campi.n; k++)
            if (f->v.gruppi.items[i].campi.items[k].nome.p[0] == 'v') change_value(f, &f->v.gruppi.items[i].campi.items[k], d);
    for (ptrdiff_t i = 0; i < f->v.gruppi.n; i++) append(f, &f->v.gruppi.items[i], d);
    for (ptrdiff_t i = f->v.gruppi.n - 1; i >= 0; i--) {
        const SistemaCampi *g = &f->v.gruppi.items[i];
        for (ptrdiff_t k = g->campi.n - 1; k >= 0; k--) { /* a text of a list that was emptied */
            const Campo *c = &g->campi.items[k];
            Str pointer = str_sub(c->nome, 1, c->nome.n);
            const Field *typed = c->nome.p[0] == 'v' ? sent(p, c->nome) : NULL;
            const Tree *list = tree_at(&f->tree, above(pointer));
            if (typed && !str_trim(typed->value).n && c->valore.n && list && list->kind == TREE_LIST) take_out(f, pointer, d);
        }
        if (g->togli.nome.n && sent(p, g->togli.nome)) take_out(f, str_sub(g->togli.nome, 1, g->togli.nome.n), d);
    }
}

/* -- answering */
static void finish(Foglio *f, Str title)
{
    Page *p = f->p;
    Collegamento *parts;
    for (ptrdiff_t i = 0; f->d && i < f->d->lista.n; i++)
        if (!f->detti.items[i]) *PUSH(p->a, &f->v.generali) = str_fmt(p->a, "%.*s: %.*s", STR_ARG(f->d->lista.items[i].dove), STR_ARG(f->d->lista.items[i].cosa));
    for (ptrdiff_t i = 0; i < f->v.gruppi.n; i++)
        for (ptrdiff_t k = 0; k < f->v.gruppi.items[i].campi.n; k++)
            if (f->v.gruppi.items[i].campi.items[k].errore.n) *PUSH(p->a, &f->v.sbagliati) = f->v.gruppi.items[i].campi.items[k];
    f->v.riga = str_fmt(p->a, "%lld", (long long)f->x->riga);
    f->v.annulla = page_sistema_via(p, f->x, "");
    f->v.n_parti = page_sistema_parti(p, f->x, &parts);
    f->v.parti = parts;
    f->v.scrive = page_puo(p, AZIONE_SISTEMA_REDIGE, (Ambito){0}) && sistema_stato(immagine_archivio(p->img), f->x) == SISTEMA_BOZZA;
    sistema_parte_corpo(&p->h, &f->v);
    page_sistema_fine(p, title, f->x);
}

static void told(Foglio *f, const Difetti *d)
{
    f->d = d;
    for (ptrdiff_t i = 0; d && i < d->lista.n; i++) *PUSH(f->p->a, &f->detti) = false;
}

static void show_part(Foglio *f, Str part)
{
    Page *p = f->p;
    Sistema s;
    Difetti d = {.a = p->a};
    if (!sistema_read(f->testo, S("testo"), p->a, &s, &d)) f->sistema = &s;
    f->v.azione = page_sistema_via(p, f->x, str_c(p->a, str_fmt(p->a, "/parte/%.*s", STR_ARG(part))));
    f->v.bottone = _("Salva questa parte");
    f->v.spiega = _("Ogni valore si cambia dove sta nel testo: commenti e ordine restano. Il testo si controlla tutto a ogni salvataggio.");
    if (!put_part(f, part)) {
        page_status(p, 404, _("Il testo non ha questa parte: aggiungerla nel testo intero."));
        return;
    }
    finish(f, page_parte_titolo(p, part));
}

void sistema_parte_mostra(Page *p)
{
    const SistemaVersione *x = page_sistema(p);
    Foglio *f = &(Foglio){.p = p, .x = x};
    if (!x) return;
    if (!begin(f, p, x->testo)) page_redirect(p, page_sistema_via(p, x, "/testo"));
    else show_part(f, p->par[PAR_PARTE]);
}

/* Is the record the one that the form was made from. */
static bool moved(Page *p, const SistemaVersione *x)
{
    const Field *f = sent(p, S("riga"));
    int64_t n;
    return f && page_number(f->value, &n) && n != x->riga;
}

/* The step; true: it was answered. */
static bool stored(Foglio *f, Str text, Str then, Difetti *d)
{
    Page *p = f->p;
    SistemaPasso step = {.arch = immagine_archivio(p->img), .oggi = p->oggi, .a = p->a, .d = d, .perche = S("")};
    SistemaVersione out;
    if (moved(p, f->x))
        difetto(d, 0, S("testo:-"), "%.*s", STR_ARG(_("nel frattempo la bozza è cambiata: qui c'è il suo testo con i cambiamenti del modulo; controllare e salvare di nuovo")));
    Err e = d->lista.n ? E_DATI : sistema_scrive(&step, f->x, text, &out);
    if (e == E_CONFLITTO) {
        page_error(p, e, step.perche);
        return true;
    }
    if (e) return false;
    Modifica m = {ENTITA_SISTEMA_VERSIONE, &out, false, f->x->riga};
    page_sistema_scrivi(p, &m, 1, S(""), then, "salvato");
    return true;
}

void sistema_parte_salva(Page *p)
{
    const SistemaVersione *x = page_sistema(p);
    Foglio *f = &(Foglio){.p = p, .x = x};
    Difetti d = {.a = p->a};
    Str part = p->par[PAR_PARTE];
    if (!x) return;
    if (!begin(f, p, x->testo) || !put_part(f, part)) {
        page_status(p, 404, _("Il testo non ha questa parte: aggiungerla nel testo intero."));
        return;
    }
    change(f, &d);
    Str text = f->testo;
    if (stored(f, text, page_sistema_via(p, x, str_c(p->a, str_fmt(p->a, "/parte/%.*s", STR_ARG(part)))), &d)) return;
    p->r->status = 422;
    (void)begin(f, p, text);
    told(f, &d);
    show_part(f, part);
}

static void show_text(Foglio *f, Str text)
{
    Page *p = f->p;
    f->v.azione = page_sistema_via(p, f->x, "/testo");
    f->v.bottone = _("Controlla e salva");
    f->v.spiega = _("Il testo intero, in YAML: che cosa può dire è in doc/sistema.md. Si salva soltanto se non ha difetti.");
    f->v.testo = (Campo){.nome = S("testo"), .etichetta = _("Testo"), .valore = text, .righe = 30, .obbligatorio = true};
    finish(f, _("Il testo intero"));
}

void sistema_testo_mostra(Page *p)
{
    const SistemaVersione *x = page_sistema(p);
    Foglio *f = &(Foglio){.p = p, .x = x};
    if (x) show_text(f, x->testo);
}

void sistema_testo_salva(Page *p)
{
    const SistemaVersione *x = page_sistema(p);
    Foglio *f = &(Foglio){.p = p, .x = x};
    Difetti d = {.a = p->a};
    const Field *typed = sent(p, S("testo"));
    if (!x) return;
    if (stored(f, typed ? typed->value : S(""), page_sistema_via(p, x, "/testo"), &d)) return;
    p->r->status = 422;
    told(f, &d);
    show_text(f, typed ? typed->value : S(""));
}

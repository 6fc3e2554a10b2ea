/* sistema_registri.c - floor 6: process rules, readings, rounding and the list of all entries of a rulebook. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "redazione/sistema_parti.h"

#include "cycle/binari.h"

/* ---- process ---- */

static Str text_of(const Tree *rule, const char *key)
{
    const Tree *t = tree_get(rule, str_of(key));
    return t && t->kind == TREE_TEXT ? t->text : S("");
}

static Str by_when(Arena *a, const Tree *r)
{
    Str from = text_of(r, "dal"), to = text_of(r, "entro"), law = text_of(r, "legge"), after = text_of(r, "oltre");
    Buf b = buf_new(a);
    if (from.n) buf_fmt(&b, "dal %.*s", STR_ARG(termine_parole(a, from)));
    if (to.n) buf_fmt(&b, "%s%.*s", b.n ? "; " : "", STR_ARG(termine_parole(a, to)));
    if (to.n && str_eq(text_of(r, "vincolo"), S("avviso"))) buf_put(&b, S(" (il ritardo è solo un avviso)"));
    if (after.n) buf_fmt(&b, "; dopo, solo %.*s", STR_ARG(ruoli_parole(a, after)));
    if (law.n) buf_fmt(&b, "; per legge %.*s", STR_ARG(termine_parole(a, law)));
    return buf_str(&b);
}

static bool told_here(const Stesura *w, const Tree *r)
{
    Str track = text_of(r, "binario"), event = text_of(r, "evento");
    return w->x->quale == SISTEMA_CRITERI || str_eq(track, S("valutazione_sg")) ||
           str_eq(track, S("valutazione_dirigenti")) || str_eq(event, S("non_realizzabile"));
}

static void track(Stesura *w, const Tree *list, Str name)
{
    Arena *a = w->a;
    DocTabella *t = NULL;
    for (ptrdiff_t i = 0; i < list->n; i++) {
        const Tree *r = &list->items[i];
        if (!str_eq(text_of(r, "binario"), name) || !told_here(w, r)) continue;
        Str full = evento_nome(a, name, text_of(r, "evento"));
        ptrdiff_t colon = str_find(full, ':');
        if (!t) {
            t = doc_table(w->d, colon > 0 ? str_sub(full, 0, colon) : parola_codice(a, name), S(""));
            colonne(t, "ctttt", "Passaggio", "Chi", "Entro", "Atto", "Fonte");
        }
        Str words = colon > 0 ? str_trim(str_sub(full, colon + 1, full.n)) : full;
        ROW(t, words, ruoli_parole(a, text_of(r, "chi")), by_when(a, r), atti_parole(a, text_of(r, "atto")),
            fonte_parole(a, text_of(r, "fonte")));
    }
}

/* What the body changed for the year, by parameters "processo.<event>[.n].<field>". */
static void changed(Stesura *w)
{
    ptrdiff_t n;
    if (!w->x->arch) return;
    const Parametro *p = ALL(w->x->arch, Parametro, PARAMETRO, &n);
    DocTabella *t = NULL;
    for (ptrdiff_t i = 0; i < n; i++) {
        if (p[i].anno != w->x->anno || !str_starts(p[i].chiave, S("processo.")) ||
            parametro(w, str_c(w->a, p[i].chiave)) != &p[i])
            continue;
        if (!t) {
            t = doc_table(w->d,
                          str_fmt(w->a, "Che cosa l'ente ha deciso diversamente per il %lld", (long long)w->x->anno),
                          S(""));
            colonne(t, "ctt", "Voce", "Valore", "Atto");
        }
        ROW(t, str_sub(p[i].chiave, S("processo.").n, p[i].chiave.n), p[i].valore,
            p[i].atto.n ? atto_estremi(w->a, w->x->arch, p[i].atto) : S(""));
    }
}

void sistema_processo(Stesura *w)
{
    const Tree *list = tree_get(&w->s->tree, S("processo"));
    if (!list || !list->n) return;
    parte(w, PARTE_PROCESSO);
    prosa(w, "I giorni sono dell'anno della performance, dove non si dice dell'anno prima o dell'anno dopo. Un "
             "passaggio che compare due volte è "
             "dovuto due volte.");
    for (ptrdiff_t i = 0; i < list->n; i++) {
        Str name = text_of(&list->items[i], "binario");
        bool told = false;
        for (ptrdiff_t k = 0; k < i && !told; k++) told = str_eq(text_of(&list->items[k], "binario"), name);
        if (!told) track(w, list, name);
    }
    changed(w);
}

/* ---- readings ---- */

static bool of_the_document(const Stesura *w, ParteSistema p, const char *key)
{
    if (w->x->quale == SISTEMA_CRITERI) return true;
    if (key && !strncmp(key, "eval.", 5)) return true;
    return p == PARTE_DIRIGENTI || p == PARTE_ALBERO;
}

static void reading(Stesura *w, DocTabella *t, const OpzioneInfo *o)
{
    bool written;
    Str act, value = opzione_vigente(w, o->chiave, &act), own = sistema_lettura(w->s, str_of(o->chiave), &written);
    if (!value.n) return;
    Str words = lettura_parole(w->a, str_of(o->chiave), value);
    const Parametro *p = parametro(w, str_c(w->a, str_fmt(w->a, "scelta.%s", o->chiave)));
    Testo *cells = tabella_row(t);
    testo_add(&cells[0], str_fmt(w->a, "%.*s\n%s", STR_ARG(fonte_parole(w->a, str_of(o->passo))), o->chiave));
    testo_strong(&cells[1], str_of(o->etichetta));
    testo_add(&cells[1], str_fmt(w->a, "\n%s", o->domanda));
    testo_add(&cells[2], words);
    if (p && !str_eq(value, own))
        testo_add(&cells[2], str_fmt(w->a, "\nÈ la scelta dell'ente per il %lld%s%.*s; il sistema direbbe: %.*s",
                                     (long long)w->x->anno, act.n ? ", " : "",
                                     STR_ARG(act.n ? atto_estremi(w->a, w->x->arch, act) : S("")),
                                     STR_ARG(lettura_parole(w->a, str_of(o->chiave), own))));
    else if (!written && !p) testo_add(&cells[2], S("\nIl sistema tace: vale questa."));
}

static void readings_of(Stesura *w, ParteSistema p)
{
    ptrdiff_t n;
    const OpzioneInfo *o = opzioni_info(&n);
    DocTabella *t = NULL;
    for (ptrdiff_t i = 0; i < n; i++) {
        Str act;
        if (o[i].parte != p || !of_the_document(w, p, o[i].chiave) || !opzione_vigente(w, o[i].chiave, &act).n)
            continue;
        if (!t)
            t = doc_table(w->d, str_fmt(w->a, "Letture: %s", parte_info[p].titolo), S("")),
            colonne(t, "ctt", "Passo", "Il dubbio", "La lettura scelta");
        reading(w, t, &o[i]);
    }
    const PassoInfo *x = passi_info(&n);
    for (ptrdiff_t i = 0; t && i < n; i++)
        if (x[i].parte == p && of_the_document(w, p, NULL))
            ROW(t, fonte_parole(w->a, str_of(x[i].passo)), str_of(x[i].domanda),
                str_fmt(w->a, "%s\nVale per tutti gli enti.", x[i].lettura));
}

void sistema_letture(Stesura *w)
{
    const Tree *own = tree_get(&w->s->tree, S("opzioni"));
    if (!own && w->s->calcolo) return; /* its formulas leave nothing to be read in two ways */
    parte(w, PARTE_LETTURE);
    prosa(w, "I testi da cui il sistema viene lasciano dei dubbi. Di ciascuno qui si dice come il sistema lo legge, "
             "così che chi approva approvi anche "
             "la lettura. L'ente può sceglierne un'altra per un anno, con un atto, nel parametro «scelta.» seguito dal "
             "nome dell'opzione.");
    for (int p = 0; p < PARTE_COUNT; p++) readings_of(w, (ParteSistema)p);
}

/* ---- rounding ---- */

void sistema_stampe(Stesura *w)
{
    const Tree *t = tree_get(&w->s->tree, S("stampa"));
    if (!t || !t->n) return;
    parte(w, PARTE_STAMPA);
    prosa(w, "Il calcolo è esatto, con frazioni: si arrotonda una volta sola, quando si stampa, salvo dove una lettura "
             "dice altro (X\u201107).");
    DocTabella *table = doc_table(w->d, S("Come si stampano i numeri"), S(""));
    colonne(table, "ctt", "Numeri", "Arrotondamento", "Fonte");
    for (ptrdiff_t i = 0; i < t->n; i++) {
        Str base = tree_pointer(w->a, S("/stampa"), t->keys[i]);
        const VoceSistema *v = voce_sistema(str_fmt(w->a, "%.*s/cifre", STR_ARG(base)));
        Str label = v ? str_of(v->etichetta) : t->keys[i], mode = text_of(&t->items[i], "modo"),
            figures = text_of(&t->items[i], "cifre");
        ptrdiff_t colon = str_find(label, ':');
        Rounding how = HALF_UP;
        bool fine = rounding_parse(mode, &how) && figures.n == 1;
        ROW(table, str_sub(label, 0, colon < 0 ? label.n : colon),
            fine ? arrotondamento_parole(w->a, figures.p[0] - '0', how) : mode, voce_fonte(w, str_c(w->a, base)));
    }
}

/* ---- every entry ---- */

static void leaves(Stesura *w, DocTabella *table, const Tree *t, Str pointer, Str source)
{
    if (t->kind != TREE_MAP && t->kind != TREE_LIST) {
        const VoceSistema *v = voce_sistema(pointer);
        if (v && v->specie == SPECIE_FONTE) return;
        ROW(table, v ? str_of(v->etichetta) : pointer, foglia_parole(w->a, pointer, t->text), source, pointer);
        return;
    }
    const Tree *own = t->kind == TREE_MAP ? tree_get(t, S("fonte")) : NULL;
    if (own && own->kind == TREE_TEXT) source = fonte_parole(w->a, own->text);
    for (ptrdiff_t i = 0; i < t->n; i++)
        leaves(w, table, &t->items[i],
               t->kind == TREE_MAP ? tree_pointer(w->a, pointer, t->keys[i]) : tree_pointer_n(w->a, pointer, i),
               source);
}

void sistema_allegato(Stesura *w)
{
    const Tree *root = &w->s->tree;
    doc_heading(w->d, 2, S("Allegato: le voci del sistema"), S("allegato"));
    prosa(w, "Ogni valore del file, con il posto in cui sta. Tavole di calcolo, letture, limiti di legge e regole di "
             "processo hanno le loro tavole nelle parti che precedono.");
    DocTabella *t = doc_table(w->d, S("Voci del sistema"), S(""));
    colonne(t, "cttt", "Voce", "Valore", "Fonte", "Posto nel file");
    for (ptrdiff_t i = 0; i < root->n; i++) {
        Str key = root->keys[i];
        bool elsewhere = str_eq(key, S("opzioni")) || str_eq(key, S("processo")) || str_eq(key, S("norme")) ||
                         str_eq(key, S("calcolo"));
        if (!elsewhere) leaves(w, t, &root->items[i], tree_pointer(w->a, S(""), key), S(""));
    }
}

/* sistema_parole.c - floor 6: values, options, terms and acts of a rulebook as an office writes them. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "redazione/sistema_parti.h"

#include "cycle/binari.h"

static Str number(Arena *a, Str text)
{
    Num n;
    int places;
    return num_parse(a, text, 15, 9, &n, &places) ? num_italian(a, n, places) : text;
}

Str voce_valore(const Stesura *w, const char *pointer)
{
    const Tree *t = tree_at(&w->s->tree, str_of(pointer));
    return t && t->kind == TREE_TEXT ? number(w->a, t->text) : S("");
}

Str fonte_parole(Arena *a, Str fonte)
{
    Buf b = buf_new(a);
    for (ptrdiff_t i = 0; i < fonte.n; i++) {
        if (fonte.p[i] == '-') buf_put(&b, S("\u2011"));
        else buf_char(&b, fonte.p[i]);
    }
    return buf_str(&b);
}

Str voce_fonte(const Stesura *w, const char *pointer)
{
    const Tree *t = tree_get(tree_at(&w->s->tree, str_of(pointer)), S("fonte"));
    return t && t->kind == TREE_TEXT ? fonte_parole(w->a, t->text) : S("");
}

const Parametro *parametro(const Stesura *w, const char *chiave)
{
    return w->x->arch ? fatti_parametro(w->x->arch, w->x->anno, str_of(chiave)) : NULL;
}

Str opzione_vigente(const Stesura *w, const char *chiave, Str *atto)
{
    const Parametro *p = parametro(w, str_c(w->a, str_fmt(w->a, "scelta.%s", chiave)));
    bool written;
    *atto = p ? p->atto : S("");
    return p ? p->valore : sistema_lettura(w->s, str_of(chiave), &written);
}

Str lettura_vigente(const Stesura *w, const char *chiave)
{
    Str act, value = opzione_vigente(w, chiave, &act);
    return value.n ? lettura_parole(w->a, str_of(chiave), value) : S("");
}

/* ---- pieces of the page ---- */

void parte(Stesura *w, ParteSistema p)
{
    doc_heading(w->d, 2, str_of(parte_info[p].titolo), str_fmt(w->a, "parte/%s", parte_info[p].ancora));
}

void sottoparte(Stesura *w, const char *titolo) { doc_heading(w->d, 3, str_of(titolo), S("")); }

void prosa(Stesura *w, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    capoverso_vfmt(w->d, fmt, args);
    va_end(args);
}

DocNota *formula(Stesura *w, const char *titolo, Str testo, Str fonte)
{
    DocNota *n =
        doc_note(w->d, NOTA_SEMPLICE, fonte.n ? str_fmt(w->a, "%s (%.*s)", titolo, STR_ARG(fonte)) : str_of(titolo));
    testo_add(nota_paragraph(n), testo);
    return n;
}

void termine_di(DocNota *note, const char *nome, const char *fmt, ...)
{
    va_list args, again;
    va_start(args, fmt);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    ASSERT(n >= 0);
    char *p = arena_alloc(note->d->a, (ptrdiff_t)n + 1);
    vsnprintf(p, (size_t)n + 1, fmt, again);
    va_end(again);
    Testo *t = nota_paragraph(note);
    testo_strong(t, str_of(nome));
    testo_add(t, S(": "));
    testo_add(t, (Str){p, n});
}

void letture_di(Stesura *w, const char *chiavi)
{
    Elenco *list = NULL;
    for (Str rest = str_of(chiavi); rest.n;) {
        ptrdiff_t cut = str_find(rest, ' ');
        const char *key = str_c(w->a, str_sub(rest, 0, cut < 0 ? rest.n : cut));
        rest = cut < 0 ? S("") : str_sub(rest, cut + 1, rest.n);
        Str words = lettura_vigente(w, key), act;
        if (!words.n) continue;
        const OpzioneInfo *o = opzione_info(str_of(key));
        if (!list) list = doc_list(w->d, false);
        Testo *t = elenco_item(list);
        testo_strong(t, str_fmt(w->a, "%s.", o->etichetta));
        opzione_vigente(w, key, &act);
        testo_add(t, str_fmt(w->a, " %.*s (%.*s%s%.*s)", STR_ARG(words), STR_ARG(fonte_parole(w->a, str_of(o->passo))),
                             act.n ? "; scelta dell'ente: " : "",
                             STR_ARG(act.n ? atto_estremi(w->a, w->x->arch, act) : S(""))));
    }
}

/* ---- limits of law ---- */

static const struct { const char *regola, *parole;
} norme[] = {
    {"maggiorazione_personale",
     "maggiorazione dei migliori tra il personale, in rapporto alla media dei premi: almeno"},
    {"maggiorazione_dirigenti", "maggiorazione dei dirigenti meglio valutati, in rapporto alla media: almeno"},
    {"dl95_quota", "parte del personale a cui va il premio differenziato: almeno"},
    {"dl95_minimo", "premio differenziato, in rapporto alla media: almeno"},
    {"dl95_massimo", "premio differenziato, in rapporto alla media: al più"},
    {"tempi_pagamento", "parte della retribuzione di risultato legata ai tempi di pagamento: almeno"},
    {"eq_risultato", "parte del risultato nelle risorse delle posizioni organizzative: almeno"},
};

Str norma_parole(Str regola)
{
    for (ptrdiff_t i = 0; i < COUNT_OF(norme); i++)
        if (str_eq(regola, str_of(norme[i].regola))) return str_of(norme[i].parole);
    return regola;
}

Str norma_valore(Arena *a, Num valore)
{
    return str_fmt(a, "%.*s\u00a0%%", STR_ARG(numero(a, num_mul(a, valore, num_int(100)))));
}

/* ---- process ---- */

Str evento_nome(Arena *a, Str binario, Str evento)
{
    return parola_evento(a, str_fmt(a, "%.*s.%.*s", STR_ARG(binario), STR_ARG(evento)));
}

static Str joined(Arena *a, Str words, Str (*say)(Arena *, Str))
{
    Buf b = buf_new(a);
    while (words.n) {
        ptrdiff_t cut = str_find(words, '|');
        Str word = str_trim(str_sub(words, 0, cut < 0 ? words.n : cut));
        words = cut < 0 ? S("") : str_sub(words, cut + 1, words.n);
        buf_fmt(&b, "%s%.*s", b.n ? " o " : "", STR_ARG(say(a, word)));
    }
    return buf_str(&b);
}

static Str of_act(Arena *a, Str word)
{
    static const struct { const char *tipo, *parole;
    } meetings[] = {{"altro", "un altro atto"},
                    {"riunione", "riunione"},
                    {"colloquio", "colloquio"},
                    {"incontro_personale", "incontro con il personale"},
                    {"calibrazione", "seduta di calibrazione"},
                    {"giornata_trasparenza", "Giornata della trasparenza"}};
    for (ptrdiff_t i = 0; i < COUNT_OF(meetings); i++)
        if (str_eq(word, str_of(meetings[i].tipo))) return str_of(meetings[i].parole);
    return parola_tipo_atto(a, word);
}

Str ruoli_parole(Arena *a, Str ruoli) { return joined(a, ruoli, parola_organo); }
Str atti_parole(Arena *a, Str atti) { return joined(a, atti, of_act); }

Str termine_parole(Arena *a, Str termine)
{
    Termine t;
    Str why;
    if (!termine.n) return S("");
    if (!termine_read(termine, a, &t, &why)) return termine;
    if (t.specie != TERMINE_DOPO) return t.specie == TERMINE_GIORNO ? giorno_parole(a, termine) : S("nessuno");
    Buf b = buf_new(a);
    int n = t.mesi ? t.mesi : t.giorni;
    if (n == 1) buf_fmt(&b, "un %s da «", t.mesi ? "mese" : "giorno");
    else buf_fmt(&b, "%d %s da «", n, t.mesi ? "mesi" : "giorni");
    for (int i = 0; i < t.n_eventi; i++)
        buf_fmt(&b, "%s%.*s", i ? "», «" : "", STR_ARG(parola_evento(a, t.eventi[i])));
    buf_put(&b, t.n_eventi > 1 ? S("», dal più tardo") : S("»"));
    return buf_str(&b);
}

Str foglia_parole(Arena *a, Str puntatore, Str valore)
{
    const VoceSistema *v = voce_sistema(puntatore);
    Rounding how;
    Num n;
    if (!v) return valore;
    switch (v->specie) {
    case SPECIE_NUMERO:
        if (str_eq(str_of(v->posto), S("/norme/*/valore")) && num_parse(a, valore, 15, 9, &n, NULL))
            return norma_valore(a, n);
        return number(a, valore);
    case SPECIE_INTERO: return number(a, valore);
    case SPECIE_FONTE: return fonte_parole(a, valore);
    case SPECIE_TERMINE: return termine_parole(a, valore);
    case SPECIE_RUOLI: return ruoli_parole(a, valore);
    case SPECIE_ATTI: return atti_parole(a, valore);
    case SPECIE_PAROLA:
        if (rounding_parse(valore, &how)) {
            Str words = arrotondamento_parole(a, 2, how); /* "a 2 decimali, WORDS" */
            return str_sub(words, S("a 2 decimali, ").n, words.n);
        }
        if (str_eq(str_of(v->posto), S("/norme/*/regola"))) return norma_parole(valore);
        if (str_eq(valore, S("proporzionale"))) return S("in proporzione al peso di ciascuno");
        if (str_eq(valore, S("resti_maggiori"))) return S("ai resti maggiori");
        return str_eq(valore, S("avviso"))   ? S("il ritardo è solo un avviso")
               : str_eq(valore, S("rigido")) ? S("il termine è rigido")
                                             : valore;
    case SPECIE_TESTO:
    case SPECIE_ANNO: return valore;
    }
    return valore;
}

/* tavolo_regole.c - floor 4: the rules that hold at a desk: the rulebook of the year, the choices of the body, who else counts. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/tavolo_parti.h"

#include "cycle/binari.h"
#include "cycle/caso_scrivi.h"
#include "cycle/sistemi.h"

static Num option_number(const Tavolo *t, const char *key, Num otherwise, Arena *a)
{
    Num n;
    int places;
    Str text = binari_opzione(t->interno->arch, t->sistema, t->anno, key, a);
    return num_parse(a, text, 9, 9, &n, &places) ? n : otherwise;
}

static void names(const Sistema *s, Tavolo *t)
{
    const Tree *list = tree_get(tree_get(&s->tree, S("personale")), S("semischede"));
    for (ptrdiff_t h = 0; list && list->kind == TREE_LIST && h < list->n && h < TAVOLO_MEZZE; h++) {
        const Tree *name = tree_get(&list->items[h], S("nome")), *e = tree_get(&list->items[h], S("elementi"));
        if (name && name->kind == TREE_TEXT) t->semischede[h] = name->text;
        for (ptrdiff_t i = 0; e && e->kind == TREE_LIST && i < e->n && i < TAVOLO_ELEMENTI; i++)
            if (e->items[i].kind == TREE_TEXT) t->elementi[h][i] = e->items[i].text;
    }
}

static void write_person(Scrivano *s, Str codice, const int64_t marks[TAVOLO_MEZZE], int parti)
{
    json_open_map(s->j);
    voce_testo(s, "id", codice);
    for (int h = 0; h < TAVOLO_MEZZE; h++) {
        json_key(s->j, h ? S("semischeda2") : S("semischeda1"));
        if (parti == 1) json_int(s->j, marks[h]);
        else json_text(s->j, num_exact(s->a, num_ratio(s->a, marks[h], parti)));
    }
    json_close_map(s->j);
}

static void write_waiver(Scrivano *s, Str motivo, ptrdiff_t n)
{
    if (!motivo.n || n >= s->opzioni.small || lettura(&s->opzioni, LETTURA_SMALL) == PICCOLI_STRICT) return;
    json_key(s->j, S("deroga")), json_open_map(s->j);
    voce_testo(s, "motivo", motivo);
    json_close_map(s->j);
}

/* This group, without deviation; or another one that shares something with it, with the marks in force of its people, and
 * without deviation where there is none yet. */
static void write_group(Scrivano *s, const Gruppo *g, const Seduti *who, bool own)
{
    int parti = parti_di_punto(&s->opzioni);
    json_open_map(s->j);
    voce_testo(s, "id", g->codice), json_key(s->j, S("valutati")), json_open_list(s->j);
    for (ptrdiff_t i = 0; i < who->n; i++) {
        int64_t marks[TAVOLO_MEZZE];
        for (int h = 0; h < TAVOLO_MEZZE; h++) {
            num_to_int(s->a, num_mul(s->a, s->v->sistema->plafond.v, num_int(parti)), &marks[h]);
            const Semischeda *x = own ? NULL : fatti_semischeda(s->v->arch, who->items[i].id, g->anno, h + 1);
            if (x && num_is(x->totale)) num_to_int(s->a, num_mul(s->a, x->totale, num_int(parti)), &marks[h]);
        }
        write_person(s, who->items[i].id, marks, parti);
    }
    json_close_list(s->j);
    scrivi_contorno(s, g, who->n);
    write_waiver(s, g->deroga_motivo, who->n);
    json_close_map(s->j);
}

/* Those whose marks count with this group's, where a reading looks beyond the group (staff.a_scope, staff.small). */
static void write_others(Scrivano *s, const Gruppo *own)
{
    ptrdiff_t n;
    const Gruppo *g = ALL(s->v->arch, Gruppo, GRUPPO, &n);
    if (lettura(&s->opzioni, LETTURA_A_SCOPE) != AMBITO_SECTOR && lettura(&s->opzioni, LETTURA_SMALL) != PICCOLI_POOL) return;
    for (ptrdiff_t i = 0; i < n; i++) {
        if (g[i].anno != own->anno || &g[i] == own) continue;
        Seduti who = tavolo_seduti(s->v->arch, &g[i], s->a);
        if (who.n) write_group(s, &g[i], &who, false);
    }
}

/* A case with this group first and marks without deviation, read by the reader of `ciclo score`: the rules of that year with
 * the choices of the body. */
Err tavolo_carica_caso(Tavolo *t, Arena *a, Str *perche)
{
    Valutazione v = {.anno = t->anno, .arch = t->interno->arch, .sistema = t->sistema};
    Scrivano s = {.j = json_new(a, false), .a = a, .v = &v, .periodo = S("finale"),
                  .opzioni = opzioni_anno(t->interno->arch, t->sistema, t->anno, a)};
    Seduti who = tavolo_seduti(t->interno->arch, t->interno->gruppo, a);
    json_open_map(s.j);
    voce_testo(&s, "formato", S("ciclo-caso/1"));
    json_key(s.j, S("anno"));
    json_int(s.j, t->anno);
    voce_testo(&s, "sistema", t->sistema->id);
    scrivi_scelte(&s);
    if (who.n) {
        json_key(s.j, S("gruppi")), json_open_list(s.j);
        write_group(&s, t->interno->gruppo, &who, true);
        write_others(&s, t->interno->gruppo);
        json_close_list(s.j);
    }
    json_close_map(s.j);
    Difetti d = {.a = a};
    Sistemi own = {t->sistema};
    Err e = caso_read(json_done(s.j), &own, a, &t->interno->caso, &d);
    if (e)
        *perche = d.lista.n ? str_fmt(a, "%.*s: %.*s", STR_ARG(d.lista.items[0].dove), STR_ARG(d.lista.items[0].cosa))
                            : S("i parametri dell'anno non si possono leggere");
    return e;
}

static const Sistema *rulebook(const TavoloChi *c, const Archivio *arch, const Anno *year, Arena *a)
{
    if (c->memoria) return c->memoria->sistema(c->memoria->ctx, year->anno);
    Sistema *s = NEW(a, Sistema);
    return sistema_di(arch, year->sistema, year->anno, a, s) ? NULL : s;
}

void tavolo_regole(const Archivio *arch, const Sistema *s, int64_t anno, Arena *a, PropostaRegole *out, int *parti)
{
    const Caso c = {.sistema = s, .opzioni = arch ? opzioni_anno(arch, s, anno, a) : s->opzioni};
    *parti = parti_di_punto(&c.opzioni);
    proposta_regole(&c, out);
}

Err tavolo_carica_regole(const TavoloChi *c, Tavolo *t, Arena *a, Str *perche)
{
    ptrdiff_t n;
    const Anno *anni = ALL(t->interno->arch, Anno, ANNO, &n), *year = NULL;
    for (ptrdiff_t i = 0; i < n; i++)
        if (anni[i].anno == t->anno) year = &anni[i];
    const Sistema *s = year ? rulebook(c, t->interno->arch, year, a) : NULL;
    if (!s) {
        *perche = str_fmt(a, "l'anno %lld non è tra quelli dell'ente, o il suo sistema è sconosciuto: importarlo prima",
                          (long long)t->anno);
        return E_NON_TROVATO;
    }
    t->sistema = s;
    if (!s->ha_personale) {
        *perche = str_fmt(a, "il sistema %.*s non valuta il personale", STR_ARG(s->id));
        return E_DATI;
    }
    names(s, t);
    t->piccolo = (int)opzioni_anno(t->interno->arch, s, t->anno, a).small;
    t->elemento_max = option_number(t, "staff.element_max", s->punti_massimi.v, a);
    t->passo = option_number(t, "staff.step", num_int(1), a);
    t->limiti_sg = str_eq(binari_opzione(t->interno->arch, s, t->anno, "staff.sg_limits", a), S("block"));
    return OK;
}

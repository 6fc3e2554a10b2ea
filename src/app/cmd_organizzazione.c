/* cmd_organizzazione.c - floor 7: ciclo org: units, who leads them, who works there. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "app/registro.h"
#include "cycle/organico.h"

typedef struct Pianta { const Contesto *c; Archivio arch; Date giorno; Buf b; Json *j; } Pianta;

static Str name_of(const Pianta *x, Str code)
{
    const Persona *p = tabella_find(x->c->a, &x->arch.tabelle[ENTITA_PERSONA], code);
    return p ? str_fmt(x->c->a, "%.*s %.*s", STR_ARG(p->cognome), STR_ARG(p->nome)) : code;
}

static void put_people(Pianta *x, const Unita *u, int depth)
{
    Incarichi heads = {0};
    Assegnazioni staff = {0};
    unita_capi(&x->arch, u->codice, x->giorno, x->c->a, &heads);
    assegnati_il(&x->arch, S(""), u->codice, x->giorno, x->c->a, &staff);
    for (ptrdiff_t i = 0; i < heads.n; i++) {
        Str name = name_of(x, heads.items[i]->persona);
        buf_fmt(&x->b, "%*s%.*s %.*s (%.*s)\n", 2 * depth + 2, "", STR_ARG(heads.items[i]->persona), STR_ARG(name),
                STR_ARG(heads.items[i]->ruolo));
    }
    for (ptrdiff_t i = 0; i < staff.n; i++) {
        bool leads = false;
        Str name = name_of(x, staff.items[i]->persona);
        for (ptrdiff_t k = 0; k < heads.n; k++) leads = leads || str_eq(heads.items[k]->persona, staff.items[i]->persona);
        if (!leads) buf_fmt(&x->b, "%*s%.*s %.*s\n", 2 * depth + 2, "", STR_ARG(staff.items[i]->persona), STR_ARG(name));
    }
}

static void put_codes(Pianta *x, const Unita *u)
{
    Incarichi heads = {0};
    Assegnazioni staff = {0};
    unita_capi(&x->arch, u->codice, x->giorno, x->c->a, &heads);
    assegnati_il(&x->arch, S(""), u->codice, x->giorno, x->c->a, &staff);
    json_open_map(x->j);
    registro_json(x->j, x->c->a, entita_info(ENTITA_UNITA), u);
    json_key(x->j, S("responsabili"));
    json_open_list(x->j);
    for (ptrdiff_t i = 0; i < heads.n; i++) json_text(x->j, heads.items[i]->persona);
    json_close_list(x->j);
    json_key(x->j, S("persone"));
    json_open_list(x->j);
    for (ptrdiff_t i = 0; i < staff.n; i++) json_text(x->j, staff.items[i]->persona);
    json_close_list(x->j);
    json_close_map(x->j);
}

static void put_unit(Pianta *x, const Unita *u, int depth)
{
    ListaUnita below = {0};
    if (depth > 64) return; /* a broken tree goes round */
    if (x->c->json) {
        put_codes(x, u);
    } else {
        buf_fmt(&x->b, "%*s%.*s  %.*s\n", 2 * depth, "", STR_ARG(u->codice), STR_ARG(u->nome));
        put_people(x, u, depth);
    }
    unita_sotto(&x->arch, u->codice, x->giorno, x->c->a, &below);
    for (ptrdiff_t i = 0; i < below.n; i++) put_unit(x, below.items[i], depth + 1);
}

int cmd_org(Arena *a, Argomenti args)
{
    Contesto c;
    const Grant *g;
    int status = contesto_leggi(&c, "org", a, &args);
    if (status) return status;
    Pianta x = {.c = &c, .b = buf_new(a), .j = json_new(a, true)};
    Str unit = str_of(opzione(&args, "--unita"));
    status = opzione_data(&c, &args, "--data", &x.giorno);
    if (!status) status = contesto_resto(&c, &args, 0, 0);
    if (!status) status = contesto_permesso(&c, AZIONE_ORGANIZZAZIONE_LEGGI, (Ambito){.unita = unit}, &g);
    if (status) return contesto_fine(&c, status);
    if (!date_is(x.giorno)) x.giorno = c.oggi;
    Err e = store_archivio_load(c.st, g, a, &x.arch);
    if (e) return contesto_fine(&c, contesto_errore(&c, e));
    ListaUnita top = {0};
    const Unita *one = unit.n ? tabella_find(a, &x.arch.tabelle[ENTITA_UNITA], unit) : NULL;
    if (unit.n && !one) return contesto_fine(&c, errore(E_NON_TROVATO, "l'unità %.*s non c'è", STR_ARG(unit)));
    if (one) *PUSH(a, &top) = one;
    else unita_sotto(&x.arch, S(""), x.giorno, a, &top);
    json_open_list(x.j);
    for (ptrdiff_t i = 0; i < top.n; i++) put_unit(&x, top.items[i], 0);
    json_close_list(x.j);
    return contesto_fine(&c, c.json ? registro_stampa(&c, x.j) : stampa_testo(buf_str(&x.b)));
}

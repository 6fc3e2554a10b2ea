/* cmd_score.c - floor 7: ciclo score, suggest, rulebook: no database, no clock, no network. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "app/cmd_sistema.h"

#include "cycle/termini.h"
#include "format/json.h"
#include "rules/proposta.h"
#include "rules/regole.h"

static const ptrdiff_t CASO_MAX = (ptrdiff_t)1 << 30, SISTEMA_MAX = 1 << 20;

int sistema_da_file(Arena *a, const char *file, const Sistema **out)
{
    *out = NULL;
    if (!file) return 0;
    Str text;
    Err e = os_read_file(str_of(file), SISTEMA_MAX, a, &text);
    if (e) return errore(E_LETTURA, "%s: %s", file, e == E_DATI ? "troppo lungo per un sistema (al massimo 1 MiB)" : "non si può leggere");
    Sistema *s = NEW(a, Sistema);
    Difetti d = {.a = a};
    if (sistema_read(text, str_of(file), a, s, &d)) return stampa_difetti(S(""), &d);
    *out = s;
    return 0;
}

static int read_case(Arena *a, Argomenti *args, const char *command, Caso *out)
{
    const char *file = opzione(args, "--sistema");
    const Sistema *own;
    int status = sistema_da_file(a, file, &own);
    if (status) return status;
    for (int i = 0; i < args->n; i++)
        if (args->v[i][0] == '-' && args->v[i][1]) return uso_errato(command, "opzione sconosciuta o senza valore: %s", args->v[i]);
    if (args->n != 1) return uso_errato(command, "serve un file, oppure - per lo standard input");
    Str name = str_of(args->v[0]), text;
    Err e = os_read_file(name, CASO_MAX, a, &text);
    if (e) return errore(E_LETTURA, "%s: %s", args->v[0], e == E_DATI ? "troppo lungo per un caso (al massimo 1 GiB)" : "non si può leggere");
    Difetti d = {.a = a};
    return caso_read(text, &(Sistemi){own}, a, out, &d) ? stampa_difetti(name, &d) : 0;
}

int cmd_score(Arena *a, Argomenti args)
{
    bool quiet = bandierina(&args, "--no-trace");
    Caso c;
    int status = read_case(a, &args, "score", &c);
    if (status) return status;
    EsitoCaso e;
    rule_caso(&c, !quiet, a, &e);
    return stampa_testo(esito_json(&e, a));
}

static void too_large(Difetti *d, const Caso *c, ptrdiff_t i, const char *why)
{
    difetto(d, i, str_fmt(d->a, "/gruppi/%td/valutati", i), "%td valutati: %s; dividere il gruppo o bloccare dei punteggi",
            c->gruppi[i].n, why);
}

/* Points: whole, unless the rulebook counts parts of them. */
static void points(Json *j, Arena *a, int64_t n, int parti)
{
    if (parti == 1) json_int(j, n);
    else json_text(j, num_exact(a, num_ratio(a, n, parti)));
}

static void suggest_group(Json *j, const Caso *c, ptrdiff_t i, Arena *a, Difetti *d)
{
    const CasoGruppo *g = &c->gruppi[i];
    static const char *const keys[] = {"semischeda1", "semischeda2"};
    Proposta p;
    Str why;
    int parti = parti_di_punto(&c->opzioni);
    rule_proposta(c, i, a, &p, &why);
    if (p.interrotta) too_large(d, c, i, str_c(a, why));
    json_open_map(j);
    json_key(j, S("id"));
    json_text(j, g->id);
    if (!p.possibile) {
        json_key(j, S("impossibile"));
        json_bool(j, true);
        json_key(j, S("motivo"));
        json_text(j, why);
    } else {
        json_key(j, S("distanza"));
        points(j, a, p.distanza, parti);
        for (int h = 0; h < 2; h++) {
            json_key(j, str_of(keys[h]));
            json_open_list(j);
            for (ptrdiff_t k = 0; k < g->n; k++) points(j, a, p.marks[h][k], parti);
            json_close_list(j);
        }
    }
    json_close_map(j);
}

/* The search is exact and its cost grows with the group: beyond its limits a group is refused, never answered by guessing. */
int cmd_suggest(Arena *a, Argomenti args)
{
    Caso c;
    int status = read_case(a, &args, "suggest", &c);
    if (status) return status;
    Difetti d = {.a = a};
    for (ptrdiff_t i = 0; i < c.n_gruppi; i++)
        if (c.gruppi[i].n > PROPOSTA_MAX) too_large(&d, &c, i, str_c(a, str_fmt(a, "la proposta si cerca fino a %d", PROPOSTA_MAX)));
    if (d.lista.n) return stampa_difetti(str_of(args.v[0]), &d);
    Json *j = json_new(a, true);
    json_open_map(j);
    json_key(j, S("gruppi"));
    json_open_list(j);
    for (ptrdiff_t i = 0; i < c.n_gruppi; i++) suggest_group(j, &c, i, a, &d);
    json_close_list(j);
    json_close_map(j);
    if (d.lista.n) return stampa_difetti(str_of(args.v[0]), &d);
    return stampa_testo(str_fmt(a, "%.*s\n", STR_ARG(json_done(j))));
}

int cmd_rulebook(Arena *a, Argomenti args)
{
    ptrdiff_t n;
    int done;
    if (sistemi_dell_ente(a, args, &done)) return done;
    if (args.n && !strcmp(args.v[0], "print")) return rulebook_print(a, args);
    if (args.n && !strcmp(args.v[0], "diff")) return rulebook_diff(a, args);
    const SistemaIncorporato *all = sistemi_incorporati(&n);
    if (args.n == 1 && !strcmp(args.v[0], "list")) {
        for (ptrdiff_t i = 0; i < n; i++) {
            Sistema s;
            if (sistema_load(str_of(all[i].id), a, &s)) continue;
            printf("%-20s %.*s\n%-20s %.*s\n", all[i].id, STR_ARG(s.titolo), "", STR_ARG(s.impronta));
        }
        return 0;
    }
    if (args.n != 2) return uso_errato("rulebook", "argomenti non validi");
    if (!strcmp(args.v[0], "check")) {
        const Sistema *s;
        int status = sistema_da_file(a, args.v[1], &s);
        Difetti d = {.a = a};
        if (!status && processo_controlla(s, str_of(args.v[1]), &d)) status = stampa_difetti(S(""), &d);
        if (!status) printf("%s: il sistema %.*s è valido, impronta %.*s\n", args.v[1], STR_ARG(s->id), STR_ARG(s->impronta));
        return status;
    }
    for (ptrdiff_t i = 0; i < n; i++) {
        if (strcmp(all[i].id, args.v[1])) continue;
        Sistema s;
        if (sistema_load(str_of(all[i].id), a, &s)) break;
        if (!strcmp(args.v[0], "json")) return stampa_testo(s.canonica);
        if (!strcmp(args.v[0], "yaml")) return stampa_testo((Str){(const char *)all[i].text, all[i].n});
    }
    return uso_errato("rulebook", "sistema o argomento sconosciuto: %s %s", args.v[0], args.v[1]);
}

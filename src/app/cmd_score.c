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

/* What is proved of a search that was given up: nothing is nearer. */
static void suggest_gap(Json *j, const Suggerimento *s, int parti, Arena *a)
{
    if (!s->proposta.interrotta) return;
    json_key(j, s->n_insieme > 1 ? S("minimo_provato_insieme") : S("minimo_provato"));
    points(j, a, s->minimo_insieme, parti);
}

static void suggest_group(Json *j, const Caso *c, ptrdiff_t i, const Suggerimento *s, Arena *a, Difetti *d)
{
    const CasoGruppo *g = &c->gruppi[i];
    const Proposta *p = &s->proposta;
    static const char *const keys[] = {"semischeda1", "semischeda2"};
    int parti = parti_di_punto(&c->opzioni);
    if (p->interrotta && !p->possibile) too_large(d, c, i, str_c(a, s->perche));
    json_open_map(j);
    json_key(j, S("id"));
    json_text(j, g->id);
    if (!p->possibile) {
        json_key(j, S("impossibile"));
        json_bool(j, true);
        json_key(j, S("motivo"));
        json_text(j, s->perche);
    } else {
        json_key(j, S("distanza"));
        points(j, a, p->distanza, parti);
        for (int h = 0; h < 2; h++) {
            json_key(j, str_of(keys[h]));
            json_open_list(j);
            for (ptrdiff_t k = 0; k < g->n; k++) points(j, a, p->marks[h][k], parti);
            json_close_list(j);
        }
    }
    if (s->n_insieme > 1) {
        json_key(j, S("insieme"));
        json_open_list(j);
        for (ptrdiff_t k = 0; k < s->n_insieme; k++) json_text(j, s->insieme[k]);
        json_close_list(j);
    }
    if (s->n_insieme > 1 && p->possibile) {
        json_key(j, S("distanza_insieme"));
        points(j, a, s->distanza_insieme, parti);
    }
    if (p->possibile) suggest_gap(j, s, parti, a);
    json_close_map(j);
}

/* ---- what so many people can reach (requirements 10.3) ---- */

static void table_text(Buf *b, const PropostaRegole *r, int parti, int from, int to, Arena *a)
{
    buf_fmt(b, "Che cosa può raggiungere un gruppo di n valutati. Plafond: punti di una semischeda. Positivi: somma dovuta degli\n"
               "scostamenti positivi. C3: punteggi in fascia A che i soli C1-C3 lasciano a una semischeda. Terzo, resto: C4.\n"
               "Per semischeda, nomi, punteggi: fascia A con tutti i vincoli, in una semischeda, persone, in tutte e due.\n\n"
               "%5s %8s %9s %4s %6s %6s %15s %5s %10s\n",
            "n", "plafond", "positivi", "C3", "terzo", "resto", "per semischeda", "nomi", "punteggi");
    for (int n = from; n <= to; n++) {
        PropostaRiga x;
        proposta_riga(r, n, &x);
        Str plafond = num_exact(a, num_ratio(a, x.plafond, parti)), due = num_exact(a, num_ratio(a, x.positivi, parti));
        buf_fmt(b, "%5td %8.*s %9.*s %4td %6td %6td ", x.n, STR_ARG(plafond), STR_ARG(due), x.max_c3, x.terzo, x.resto);
        if (x.possibile) buf_fmt(b, "%15td %5td %10td\n", x.max_semischeda, x.max_nomi, x.max_segni);
        else buf_fmt(b, "nessuna proposta è possibile: serve la deroga (S-N.61)\n");
    }
}

static void table_json(Json *j, const PropostaRegole *r, int parti, int from, int to, Arena *a)
{
    json_open_map(j);
    json_key(j, S("tavola")), json_open_list(j);
    for (int n = from; n <= to; n++) {
        PropostaRiga x;
        proposta_riga(r, n, &x);
        json_open_map(j);
        json_key(j, S("n")), json_int(j, x.n);
        json_key(j, S("plafond")), points(j, a, x.plafond, parti);
        json_key(j, S("positivi")), points(j, a, x.positivi, parti);
        json_key(j, S("massimo_A_per_C3")), json_int(j, x.max_c3);
        json_key(j, S("terzo")), json_int(j, x.terzo);
        json_key(j, S("resto")), json_int(j, x.resto);
        json_key(j, S("possibile")), json_bool(j, x.possibile);
        json_key(j, S("massimo_A_semischeda")), json_int(j, x.max_semischeda);
        json_key(j, S("massimo_nomi_A")), json_int(j, x.max_nomi);
        json_key(j, S("massimo_A_in_tutto")), json_int(j, x.max_segni);
        json_close_map(j);
    }
    json_close_list(j);
    json_close_map(j);
}

/* "8" or "1-60"; absent: 1-30. */
static bool table_range(const char *text, int *from, int *to)
{
    char *end;
    *from = 1;
    *to = 30;
    if (!text) return true;
    if (*text < '1' || *text > '9') return false;
    long a = strtol(text, &end, 10), b = a;
    if (*end == '-' && end[1] >= '1' && end[1] <= '9') b = strtol(end + 1, &end, 10);
    if (*end || b < a || b > PROPOSTA_MAX) return false;
    *from = (int)a;
    *to = (int)b;
    return true;
}

/* The rules of a case, of a rulebook's file, or of the criteria. */
static int table(Arena *a, Argomenti *args)
{
    const char *file = opzione(args, "--sistema"), *range = opzione(args, "--n"), *form = opzione(args, "--formato");
    const Sistema *own;
    Caso c;
    int from, to, status = sistema_da_file(a, file, &own);
    if (status) return status;
    if (!table_range(range, &from, &to))
        return uso_errato("suggest", "--n: un numero o un intervallo, come 8 o 1-60, fino a %d", PROPOSTA_MAX);
    if (form && strcmp(form, "json")) return uso_errato("suggest", "--formato: json");
    if (args->n > 1) return uso_errato("suggest", "con --tavola al più un caso");
    if (args->n) {
        status = read_case(a, args, "suggest", &c);
        if (status) return status;
    } else {
        Difetti d = {.a = a};
        Str id = own ? own->id : S("criteri-2018");
        Str text = str_fmt(a, "{\"formato\":\"ciclo-caso/1\",\"anno\":2026,\"sistema\":\"%.*s\"}", STR_ARG(id));
        if (caso_read(text, &(Sistemi){own}, a, &c, &d)) return stampa_difetti(str_of(file ? file : "criteri-2018"), &d);
    }
    if (!c.sistema->ha_personale) return errore(E_DATI, "il sistema %.*s non valuta il personale", STR_ARG(c.sistema->id));
    PropostaRegole r;
    proposta_regole(&c, &r);
    Buf b = buf_new(a);
    Json *j = json_new(a, true);
    int parti = parti_di_punto(&c.opzioni);
    if (!form) {
        table_text(&b, &r, parti, from, to, a);
        return stampa_testo(buf_str(&b));
    }
    table_json(j, &r, parti, from, to, a);
    return stampa_testo(str_fmt(a, "%.*s\n", STR_ARG(json_done(j))));
}

/* A minimum is exact; where the search outgrows its memory the best found is given with what is proved of it. Without even
 * that the group is refused, never answered by guessing. */
int cmd_suggest(Arena *a, Argomenti args)
{
    Caso c;
    if (bandierina(&args, "--tavola")) return table(a, &args);
    int status = read_case(a, &args, "suggest", &c);
    if (status) return status;
    Difetti d = {.a = a};
    for (ptrdiff_t i = 0; i < c.n_gruppi; i++)
        if (c.gruppi[i].n > PROPOSTA_MAX) too_large(&d, &c, i, str_c(a, str_fmt(a, "la proposta si cerca fino a %d", PROPOSTA_MAX)));
    if (d.lista.n) return stampa_difetti(str_of(args.v[0]), &d);
    Suggerimento *found = NEW_N(a, Suggerimento, c.n_gruppi);
    rule_proposte(&c, a, found);
    Json *j = json_new(a, true);
    json_open_map(j);
    json_key(j, S("gruppi"));
    json_open_list(j);
    for (ptrdiff_t i = 0; i < c.n_gruppi; i++) suggest_group(j, &c, i, &found[i], a, &d);
    json_close_list(j);
    json_close_map(j);
    if (d.lista.n) return stampa_difetti(str_of(args.v[0]), &d);
    return stampa_testo(str_fmt(a, "%.*s\n", STR_ARG(json_done(j))));
}

int cmd_rulebook(Arena *a, Argomenti args)
{
    ptrdiff_t n;
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

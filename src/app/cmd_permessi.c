/* cmd_permessi.c - floor 7: ciclo permessi: the permission matrix as a page that an office can read and sign. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "app/contesto.h"

#include "format/json.h"

static const char *const sigle[RUOLO_COUNT] = {"CO", "GI", "SG", "DI", "DA", "PO", "RU", "DP", "PC", "RG",
                                               "OI", "ST", "TR", "PA", "RE", "AU", "TE", "OP", "PU"};
static const struct { unsigned bit; char letter; } lettere[] = {
    {LEGAME_SELF, 'S'}, {LEGAME_EVALUATOR, 'E'}, {LEGAME_FORMER_EVALUATOR, 'F'}, {LEGAME_OWN_UNIT, 'U'},
    {LEGAME_SUBTREE, 'T'}, {LEGAME_BODY, 'B'}, {LEGAME_COMPETENT, 'C'}, {LEGAME_PUBLIC, 'P'}};

enum { NOME_LARGO = 24, CELLA_LARGA = 5 };

static void put_cell(Buf *b, unsigned set)
{
    int n = 0;
    for (ptrdiff_t i = 0; i < COUNT_OF(lettere); i++)
        if (set & lettere[i].bit) {
            buf_char(b, lettere[i].letter);
            n++;
        }
    if (!n) {
        buf_char(b, '.');
        n = 1;
    }
    buf_fmt(b, "%*s", CELLA_LARGA - n, "");
}

/* Blanks at the end of a line are not written. */
static void end_line(Buf *b)
{
    while (b->n && b->p[b->n - 1] == ' ') b->n--;
    buf_char(b, '\n');
}

static void put_legend(Buf *b)
{
    buf_put(b, S("Permessi di ciclo: per ogni azione, che cosa deve essere chi la fa rispetto a ciò su cui la fa.\n\n"
                 "Colonne\n"));
    for (Ruolo r = 0; r < RUOLO_COUNT; r++) buf_fmt(b, "  %s  %s (%s)\n", sigle[r], ruolo_parole(r), ruolo_word(r));
    buf_put(b, S("\nCelle (più lettere: ne basta una)\n  .  non può\n"));
    for (ptrdiff_t i = 0; i < COUNT_OF(lettere); i++) {
        Str name = legami_text(b->a, lettere[i].bit), words = legami_parole(b->a, lettere[i].bit);
        buf_fmt(b, "  %c  %.*s: %.*s\n", lettere[i].letter, STR_ARG(name), STR_ARG(words));
    }
}

static void put_rows(Buf *b, const Matrice *m)
{
    buf_fmt(b, "\n%-*s", NOME_LARGO, "Azione");
    for (Ruolo r = 0; r < RUOLO_COUNT; r++) buf_fmt(b, "%-*s", CELLA_LARGA, sigle[r]);
    end_line(b);
    for (Azione z = 0; z < AZIONE_COUNT; z++) {
        const Permesso *p = &m->righe[z];
        buf_fmt(b, "%-*s", NOME_LARGO, p->nome);
        for (Ruolo r = 0; r < RUOLO_COUNT; r++) put_cell(b, p->celle[r]);
        end_line(b);
        Str states = punti_text(b->a, p->stati);
        buf_fmt(b, "    %s; %s%s%.*s%s; %s\n", p->parole, corso_word(p->corso), states.n ? " " : "", STR_ARG(states),
                p->proprio ? "" : "; mai su di sé", p->fonte);
    }
}

static void put_tables(Buf *b)
{
    int n;
    const CorsoPunto *states = permessi_punti(&n);
    buf_put(b, S("\nStati: l'ultimo il cui evento è nei registri\n"));
    for (int i = 0; i < n; i++) {
        Str name = punti_text(b->a, states[i].punto);
        const char *event = states[i].evento ? states[i].evento : "all'inizio";
        buf_fmt(b, "  %-24s%-16.*s%s\n", corso_word(states[i].corso), STR_ARG(name), event);
    }
    const ChiPuo *who = permessi_competenze(&n);
    buf_put(b, S("\nChi è competente per un evento\n"));
    for (int i = 0; i < n; i++) buf_fmt(b, "  %-44s%-36s%s\n", who[i].evento, ruolo_parole(who[i].ruolo), who[i].fonte);
}

static void json_set(Json *j, Arena *a, const char *key, Str words)
{
    json_key(j, str_of(key));
    json_open_list(j);
    while (words.n) {
        ptrdiff_t blank = str_find(words, ' ');
        json_text(j, str_dup(a, blank < 0 ? words : str_sub(words, 0, blank)));
        words = blank < 0 ? S("") : str_sub(words, blank + 1, words.n);
    }
    json_close_list(j);
}

static void json_pair(Json *j, const char *key, const char *text)
{
    json_key(j, str_of(key));
    json_text(j, str_of(text));
}

static Str as_json(Arena *a, const Matrice *m)
{
    Json *j = json_new(a, true);
    json_open_map(j);
    json_key(j, S("azioni"));
    json_open_list(j);
    for (Azione z = 0; z < AZIONE_COUNT; z++) {
        const Permesso *p = &m->righe[z];
        json_open_map(j);
        json_pair(j, "azione", p->nome);
        json_pair(j, "parole", p->parole);
        json_key(j, S("celle"));
        json_open_map(j);
        for (Ruolo r = 0; r < RUOLO_COUNT; r++)
            json_set(j, a, ruolo_word(r), p->celle[r] ? legami_text(a, p->celle[r]) : S(""));
        json_close_map(j);
        json_pair(j, "traccia", corso_word(p->corso));
        json_set(j, a, "stati", punti_text(a, p->stati));
        json_key(j, S("su_di_se"));
        json_bool(j, p->proprio);
        json_pair(j, "fonte", p->fonte);
        json_close_map(j);
    }
    json_close_list(j);
    json_close_map(j);
    Str text = json_done(j);
    return str_fmt(a, "%.*s\n", STR_ARG(text));
}

int cmd_permessi(Arena *a, Argomenti args)
{
    Contesto c;
    int status = contesto_leggi(&c, "permessi", a, &args);
    if (!status) status = contesto_resto(&c, &args, 0, 0);
    if (status) return status;
    if (c.json) return stampa_testo(as_json(a, c.matrice));
    Buf b = buf_new(a);
    put_legend(&b);
    put_rows(&b, c.matrice);
    put_tables(&b);
    return stampa_testo(buf_str(&b));
}

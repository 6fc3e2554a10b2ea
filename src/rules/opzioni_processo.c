/* opzioni_processo.c - floor 3: the words of the options that the cycle reads, as requirements 8, 12.1 and 12.2 give them. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/opzioni_processo.h"

#include "base/date.h"

typedef enum Forma {
    UNA,          /* one of parole */
    ALCUNE,       /* some of parole, with commas between them */
    GIORNO,       /* MM-GG */
    TERMINE,      /* fixed:MM-GG, approval+30D, approval+1M, with ;soft at its end when late is a warning only */
    PAROLA,       /* the name of something that the body has: letters, figures, _ */
    ELENCO,       /* several such names, with commas between them */
    TESTO         /* words for people */
} Forma;

static const struct { const char *chiave; Forma forma; const char *parole; } opzioni[] = {
    {"approval.pp", UNA, "giunta consiglio giunta+consiglio"},
    {"approval.smvp", UNA, "giunta consiglio giunta+consiglio"},
    {"cal.bilancio", UNA, "seed law seed+lawwarn"},
    {"cal.dir_assign", TERMINE, ""},
    {"cal.publish", TERMINE, ""},
    {"cal.sg_assign", TERMINE, ""},
    {"cal.staff_meeting", GIORNO, ""},
    {"degree.own", UNA, "comment define"},
    {"eval.dirigenti", UNA, "giunta_approves sg_decides"},
    {"eval.gate_report", UNA, "hard soft"},
    {"eval.sg", UNA, "giunta_on_oiv_proposal giunta oiv"},
    {"interview.staff", UNA, "po dirigente"},
    {"judge.scale", UNA, "2 3 4 5 6 7 8 9 10"},
    {"obj.change_after", UNA, "giunta_act none"},
    {"obj.change_deadline", GIORNO, ""},
    {"obj.operativo", UNA, "auto manual"},
    {"obj.quota_check", UNA, "warn equal at_most free"},
    {"oiv.outcomes", ALCUNE, "positivo con_osservazioni negativo non_eseguibile"},
    {"oiv.vacant", UNA, "override block"},
    {"plan.baseline", UNA, "0 1"},
    {"plan.baseline_shows", UNA, "forecast none"},
    {"plan.target_years", UNA, "3 4"},
    {"po.assign", UNA, "sg_act dirigente_act"},
    {"po.eval", UNA, "sg_heard_dir dirigente"},
    {"po.sheet", PAROLA, ""},
    {"pr.neutral", ELENCO, ""},
    {"ptti.mode", UNA, "section keep"},
    {"publish.section", TESTO, ""},
    {"rel.approver", UNA, "giunta giunta+consiglio"},
    {"rel.drafter", UNA, "PC SG"},
    {"rel.owner", UNA, "SG PC"},
    {"rel.validation", UNA, "before_giunta after_giunta"},
    {"report.scope.po", UNA, "own_units_and_below own_units"},
};

static bool among(const char *words, Str word)
{
    for (Str rest = str_of(words); rest.n;) {
        ptrdiff_t cut = str_find(rest, ' ');
        if (str_eq(str_sub(rest, 0, cut < 0 ? rest.n : cut), word)) return true;
        rest = cut < 0 ? S("") : str_sub(rest, cut + 1, rest.n);
    }
    return false;
}

/* A day that every year has. */
static bool is_day(Str s, Arena *a)
{
    Date d;
    return s.n == 5 && date_parse_iso(str_fmt(a, "2001-%.*s", STR_ARG(s)), &d);
}

static bool is_term(Str s, Arena *a)
{
    Str soft = S(";soft"), fixed = S("fixed:"), after = S("approval+");
    if (s.n > soft.n && str_eq(str_sub(s, s.n - soft.n, s.n), soft)) s = str_sub(s, 0, s.n - soft.n);
    if (str_starts(s, fixed)) return is_day(str_sub(s, fixed.n, s.n), a);
    if (!str_starts(s, after)) return false;
    s = str_sub(s, after.n, s.n);
    if (s.n < 2 || s.n > 4 || (s.p[s.n - 1] != 'D' && s.p[s.n - 1] != 'M') || s.p[0] == '0') return false;
    for (ptrdiff_t i = 0; i + 1 < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9') return false;
    return true;
}

/* Letters of any alphabet, figures and _. */
static bool is_name(Str s)
{
    for (ptrdiff_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c >= 0x80;
        if (!plain) return false;
    }
    return s.n > 0;
}

/* words "": any name. */
static bool each(Str list, const char *words)
{
    for (bool more = true; more;) {
        ptrdiff_t cut = str_find(list, ',');
        Str one = str_trim(str_sub(list, 0, cut < 0 ? list.n : cut));
        more = cut >= 0;
        if (more) list = str_sub(list, cut + 1, list.n);
        if (*words ? !among(words, one) : !is_name(one)) return false;
    }
    return true;
}

bool opzione_processo_leggi(Str chiave, Str valore, Arena *a, Str *why)
{
    for (ptrdiff_t i = 0; i < COUNT_OF(opzioni); i++) {
        if (!str_eq(chiave, str_of(opzioni[i].chiave))) continue;
        switch (opzioni[i].forma) {
        case UNA:
            *why = str_fmt(a, "valori ammessi: %s", opzioni[i].parole);
            return among(opzioni[i].parole, valore);
        case ALCUNE:
            *why = str_fmt(a, "una o più parole, separate da virgole, fra: %s", opzioni[i].parole);
            return each(valore, opzioni[i].parole);
        case GIORNO: *why = S("deve essere mese e giorno, per esempio 09-30"); return is_day(valore, a);
        case TERMINE:
            *why = S("deve essere fixed:MM-GG, approval+30D o approval+1M; con ;soft in fondo il ritardo è solo un avviso");
            return is_term(valore, a);
        case PAROLA: *why = S("deve essere un nome di lettere, cifre e _"); return is_name(valore);
        case ELENCO: *why = S("devono essere nomi di lettere, cifre e _, separati da virgole"); return each(valore, "");
        case TESTO: *why = S("manca: scrivere un testo"); return str_trim(valore).n > 0;
        }
    }
    return true;
}

const char *opzione_processo_parole(Str chiave)
{
    for (ptrdiff_t i = 0; i < COUNT_OF(opzioni); i++)
        if (str_eq(chiave, str_of(opzioni[i].chiave))) return opzioni[i].parole;
    return "";
}

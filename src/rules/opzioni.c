/* opzioni.c - floor 3: the register of readings as one table: each key, what it may say, whether a case may choose it. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/opzioni_processo.h"
#include "rules/sistema.h"

#include <regex.h>

typedef enum Specie {
    NUMERO,          /* a decimal within range */
    NUMERO_O_NONE,   /* the same, or "none" */
    PAROLA,          /* one of words */
    TONDO,           /* "none" or "CIFRE MODO" */
    ESPRESSIONE,     /* a regular expression */
    PROCESSO         /* read by the cycle, not by the arithmetic (opzioni_processo.c) */
} Specie;

/* Ranges and words: requirements 12.2. in_caso: the case format's "scelte" may set it. Those of the arithmetic say which
 * section of a rulebook they belong to: with it they must be there, without it they are out of place. */
enum { ALBERO = 1, DIRIGENTI, POSIZIONI, PERSONALE };
static const struct Opzione {
    const char *chiave;
    Specie specie;
    const char *parole;
    int min, max;
    bool in_caso;
    int sezione;           /* 0: never required */
} opzioni[] = {
    {"dir.org_min", NUMERO, "", 0, 100, true, DIRIGENTI},
    {"dir.org_cmp", PAROLA, "ge gt", 0, 0, true, DIRIGENTI},
    {"dir.org_recheck", PAROLA, "warn", 0, 0, false},
    {"dir.comp_step", NUMERO, "", 0, 1, false},
    {"dir.transfer", PAROLA, "rescale full_award", 0, 0, true, DIRIGENTI},
    {"dir.transfer_unit", PAROLA, "objective", 0, 0, false},
    {"dir.payout", PAROLA, "linear", 0, 0, false},
    {"dir.pay_on", PAROLA, "exact", 0, 0, false},
    {"po.cap", NUMERO_O_NONE, "", 0, INT32_MAX, true, POSIZIONI},
    {"po.payout", PAROLA, "linear", 0, 0, false},
    {"po.pay_on", PAROLA, "exact", 0, 0, false},
    {"po.all_nc", PAROLA, "block", 0, 0, false},
    {"code.pattern", ESPRESSIONE, "", 0, 0, false, POSIZIONI},
    {"pr.mode", PAROLA, "window scaled", 0, 0, false},
    {"cr.dev", PAROLA, "ratio", 0, 0, false},
    {"cr.dev_max_ratio", NUMERO, "", 0, INT32_MAX, true, PERSONALE},
    {"cr.dev_warn", NUMERO, "", 0, INT32_MAX, true, PERSONALE},
    {"cr.external", PAROLA, "addback", 0, 0, false},
    {"cr.q", NUMERO, "", 0, 1, false},
    {"cr.g", PAROLA, "po_q dirigente_m typed", 0, 0, false},
    {"staff.step", PAROLA, "1", 0, 0, false},
    {"staff.element_max", NUMERO, "", 1, 1000, false},
    {"staff.par.D", NUMERO, "", 0, INT32_MAX, false},
    {"staff.rater", PAROLA, "majority last_unit", 0, 0, false},
    {"staff.c3", PAROLA, "eq", 0, 0, false},
    {"staff.n", PAROLA, "evaluated", 0, 0, false},
    {"staff.a_cap", PAROLA, "distinct per_sheet", 0, 0, true, PERSONALE},
    {"staff.a_scope", PAROLA, "group", 0, 0, false},
    {"staff.small", PAROLA, "soft", 0, 0, false},
    {"staff.small_n", NUMERO, "", 1, 1000, false, PERSONALE},
    {"staff.sg_limits", PAROLA, "warn_motivated block", 0, 0, false},
    {"staff.premi_sheet", PAROLA, "none", 0, 0, false},
    {"staff.calibration", PAROLA, "required none", 0, 0, false},
    {"ind.band", PAROLA, "step", 0, 0, false},
    {"ind.decreasing", PAROLA, "inverse linear all_or_nothing", 0, 0, false, ALBERO},
    {"tree.mean", PAROLA, "weighted simple", 0, 0, false, ALBERO},
    {"tree.unreported", PAROLA, "exclude zero", 0, 0, false, ALBERO},
    {"tree.round.indicatore", TONDO, "", 0, 0, false, ALBERO},
    {"tree.round.nodo", TONDO, "", 0, 0, false, ALBERO},
    {"tree.round.ente", TONDO, "", 0, 0, false},
    {"proj.tie", PAROLA, "origin last", 0, 0, false},
    {"fund.scope", PAROLA, "body", 0, 0, false},
    {"fund.tie", PAROLA, "id", 0, 0, false},
    {"approval.pp", PROCESSO}, {"approval.smvp", PROCESSO}, {"plan.target_years", PROCESSO}, {"plan.baseline", PROCESSO},
    {"plan.baseline_shows", PROCESSO}, {"cal.sg_assign", PROCESSO}, {"cal.dir_assign", PROCESSO},
    {"cal.publish", PROCESSO}, {"obj.change_deadline", PROCESSO}, {"obj.change_after", PROCESSO},
    {"rel.drafter", PROCESSO}, {"rel.owner", PROCESSO}, {"cal.bilancio", PROCESSO}, {"eval.sg", PROCESSO},
    {"rel.approver", PROCESSO}, {"rel.validation", PROCESSO}, {"po.assign", PROCESSO}, {"po.eval", PROCESSO},
    {"cal.staff_meeting", PROCESSO}, {"po.sheet", PROCESSO}, {"pr.neutral", PROCESSO}, {"oiv.vacant", PROCESSO},
    {"oiv.outcomes", PROCESSO}, {"report.scope.po", PROCESSO}, {"obj.quota_check", PROCESSO}, {"obj.operativo", PROCESSO},
    {"judge.scale", PROCESSO}, {"eval.gate_report", PROCESSO}, {"publish.section", PROCESSO}, {"ptti.mode", PROCESSO},
    {"degree.own", PROCESSO}, {"eval.dirigenti", PROCESSO}, {"interview.staff", PROCESSO},
};

static const struct Opzione *find(Str chiave)
{
    for (ptrdiff_t i = 0; i < COUNT_OF(opzioni); i++)
        if (str_eq(chiave, str_of(opzioni[i].chiave))) return &opzioni[i];
    return NULL;
}

/* Whether the rulebook has the section that the option belongs to. */
static bool in_place(const Sistema *s, const struct Opzione *k)
{
    switch (k->sezione) {
    case ALBERO: return s->ha_albero;
    case DIRIGENTI: return s->ha_dirigenti;
    case POSIZIONI: return s->ha_posizioni;
    case PERSONALE: return s->ha_personale;
    default: return true;
    }
}

/* Index of word in a list of words parted by blanks, or -1. */
static int word_index(const char *words, Str word)
{
    Str rest = str_of(words);
    for (int i = 0; rest.n; i++) {
        ptrdiff_t cut = str_find(rest, ' ');
        if (str_eq(str_sub(rest, 0, cut < 0 ? rest.n : cut), word)) return i;
        rest = str_sub(rest, cut < 0 ? rest.n : cut + 1, rest.n);
    }
    return -1;
}

static bool read_tondo(Str valore, Arena *a, bool *round, Stampa *out)
{
    *round = !str_eq(valore, S("none"));
    if (!*round) return true;
    ptrdiff_t cut = str_find(valore, ' ');
    Num n;
    int places;
    int64_t cifre;
    if (cut < 0 || !num_parse(a, str_sub(valore, 0, cut), 1, 1, &n, &places) || places || !num_to_int(a, n, &cifre))
        return false;
    out->cifre = (int)cifre;
    return cifre >= 0 && rounding_parse(str_sub(valore, cut + 1, valore.n), &out->modo);
}

static bool is_expression(Str valore, Arena *a)
{
    regex_t re;
    if (regcomp(&re, str_c(a, valore), REG_EXTENDED | REG_NOSUB)) return false;
    regfree(&re);
    return true;
}

/* Writes the value where the arithmetic finds it. */
static void store_value(Opzioni *o, const struct Opzione *k, Num n, int word, Str dove, Str chosen)
{
    Cost c = {n, dove};
    Str key = str_of(k->chiave);
    if (str_eq(key, S("dir.org_min"))) o->org_min = c;
    else if (str_eq(key, S("dir.org_cmp"))) o->org_cmp = (OrgCmp)word, o->org_cmp_da = chosen;
    else if (str_eq(key, S("dir.transfer"))) o->transfer = (Transfer)word, o->transfer_da = chosen;
    else if (str_eq(key, S("po.cap"))) o->cap_none = !num_is(n), o->cap = c, o->cap_da = chosen;
    else if (str_eq(key, S("cr.dev_max_ratio"))) o->dev_max_ratio = c;
    else if (str_eq(key, S("cr.dev_warn"))) o->dev_warn = c;
    else if (str_eq(key, S("staff.a_cap"))) o->tetto_a = (TettoA)word, o->tetto_a_da = chosen;
    else if (str_eq(key, S("tree.mean"))) o->media = (MediaAlbero)word;
    else if (str_eq(key, S("tree.unreported"))) o->non_rilevati = (NonRilevati)word;
    else if (str_eq(key, S("proj.tie"))) o->parita = (ParitaProgetto)word;
    else if (str_eq(key, S("staff.rater"))) o->valutatore = (SceltaValutatore)word;
    else if (str_eq(key, S("pr.mode"))) o->presenza_scalata = word == 1;
    else if (str_eq(key, S("ind.decreasing"))) o->decrescente = (Decrescente)word;
}

static bool set(Opzioni *o, const struct Opzione *k, Str valore, Str dove, Str chosen, Arena *a, Str *why)
{
    Num n = {0};
    int places, word = 0;
    bool fine = true;
    switch (k->specie) {
    case NUMERO_O_NONE:
        if (str_eq(valore, S("none"))) break;
        __attribute__((fallthrough));
    case NUMERO:
        fine = num_parse(a, valore, 15, 9, &n, &places) && num_cmp(n, num_int(k->min)) >= 0 &&
               num_cmp(n, num_int(k->max == INT32_MAX ? INT64_MAX : k->max)) <= 0;
        *why = k->max == INT32_MAX ? str_fmt(a, "deve essere un numero, con il punto, non minore di %d%s", k->min,
                                             k->specie == NUMERO_O_NONE ? ", oppure none" : "")
                                   : str_fmt(a, "deve essere un numero, con il punto, tra %d e %d", k->min, k->max);
        break;
    case PAROLA:
        word = word_index(k->parole, valore);
        fine = word >= 0;
        *why = str_fmt(a, "valori ammessi: %s", k->parole);
        break;
    case TONDO: {
        Str key = str_of(k->chiave);
        bool nodo = str_eq(key, S("tree.round.nodo")), ente = str_eq(key, S("tree.round.ente"));
        fine = read_tondo(valore, a, nodo ? &o->round_nodo : ente ? &o->round_ente : &o->round_indicatore,
                          nodo ? &o->tondo_nodo : ente ? &o->tondo_ente : &o->tondo_indicatore);
        *why = S("deve essere none, oppure le cifre e il modo, per esempio \"2 half_up\"");
        break;
    }
    case ESPRESSIONE:
        fine = is_expression(valore, a);
        *why = S("deve essere un'espressione regolare");
        break;
    case PROCESSO: fine = opzione_processo_leggi(str_of(k->chiave), valore, a, why); break;
    }
    if (fine) store_value(o, k, n, word, dove, chosen);
    return fine;
}

bool opzione_di_processo(Str chiave)
{
    const struct Opzione *k = find(chiave);
    return k && (k->specie == PROCESSO || str_eq(chiave, S("staff.calibration")) || str_eq(chiave, S("staff.sg_limits")));
}

bool opzione_esiste(Str chiave) { return find(chiave) != NULL; }

bool opzione_numerica(Str chiave)
{
    const struct Opzione *k = find(chiave);
    return k && (k->specie == NUMERO || k->specie == NUMERO_O_NONE);
}

bool opzione_imposta(const Sistema *s, Opzioni *o, Str chiave, Str valore, Str dove, Arena *a, Str *why)
{
    const struct Opzione *k = find(chiave);
    if (!k || !k->in_caso || !in_place(s, k)) {
        Buf b = buf_new(a);
        buf_put(&b, S("scelta sconosciuta; quelle ammesse da questo sistema:"));
        ptrdiff_t empty = b.n;
        for (ptrdiff_t i = 0; i < COUNT_OF(opzioni); i++)
            if (opzioni[i].in_caso && in_place(s, &opzioni[i])) buf_fmt(&b, " %s", opzioni[i].chiave);
        if (b.n == empty) buf_put(&b, S(" nessuna"));
        *why = buf_str(&b);
        return false;
    }
    return set(o, k, valore, dove, dove, a, why);
}

bool opzione_valida(const Sistema *s, Str chiave, Str valore, Arena *a, Str *why)
{
    Opzioni o = s->opzioni;
    if (!opzione_di_processo(chiave)) return opzione_imposta(s, &o, chiave, valore, S(""), a, why);
    return set(&o, find(chiave), valore, S(""), S(""), a, why);
}

static void defect(Difetti *d, Str file, const Tree *at, Str pointer, Str what)
{
    difetto(d, at->at, str_fmt(d->a, "%.*s:%d:%d", STR_ARG(file), at->line, at->column), "%.*s: %.*s", STR_ARG(pointer),
            STR_ARG(what));
}

void opzioni_read(const Tree *root, Sistema *s, Arena *a, Str file, Difetti *d)
{
    const Tree *map = tree_get(root, S("opzioni"));
    s->small_n = 3;
    s->codice_pattern = S("");
    if (!map || map->kind != TREE_MAP) {
        defect(d, file, map ? map : root, S("/opzioni"),
               map ? S("deve essere un gruppo di voci") : S("manca: aggiungere il gruppo delle opzioni"));
        return;
    }
    for (ptrdiff_t i = 0; i < map->n; i++) {
        const Tree *t = &map->items[i];
        Str key = map->keys[i], pointer = tree_pointer(a, S("/opzioni"), key), why = {0};
        const struct Opzione *k = find(key);
        const Tree *v = t->kind == TREE_MAP ? tree_get(t, S("valore")) : NULL;
        const Tree *f = t->kind == TREE_MAP ? tree_get(t, S("fonte")) : NULL;
        if (t->repeated) {
            continue; /* told by the reader of the file */
        } else if (!k) {
            defect(d, file, t, pointer, S("opzione sconosciuta: toglierla o correggerne il nome"));
        } else if (!in_place(s, k)) {
            defect(d, file, t, pointer, S("il sistema non ha la sezione a cui l'opzione serve: togliere l'una o aggiungere l'altra"));
        } else if (!v || v->kind != TREE_TEXT || !f || f->kind != TREE_TEXT || t->n != 2) {
            defect(d, file, t, pointer, S("servono valore e fonte, e nient'altro"));
        } else if (!set(&s->opzioni, k, v->text, str_fmt(a, "@%.*s/valore", STR_ARG(pointer)), (Str){0}, a, &why)) {
            defect(d, file, v, tree_pointer(a, pointer, S("valore")), why);
        } else if (str_eq(key, S("code.pattern"))) {
            s->codice_pattern = v->text;
        } else if (str_eq(key, S("staff.small_n"))) {
            Num n;
            int places;
            int64_t small = 3;
            if (num_parse(a, v->text, 15, 9, &n, &places) && num_to_int(a, n, &small)) s->small_n = (int)small;
        }
    }
    for (ptrdiff_t i = 0; i < COUNT_OF(opzioni); i++)
        if (opzioni[i].sezione && in_place(s, &opzioni[i]) && !tree_get(map, str_of(opzioni[i].chiave)))
            defect(d, file, map, tree_pointer(a, S("/opzioni"), str_of(opzioni[i].chiave)),
                   S("manca: aggiungere l'opzione con valore e fonte"));
}

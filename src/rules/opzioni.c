/* opzioni.c - floor 3: the register of readings as one table: each key, what it may say, whether a case may choose it. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/opzioni_processo.h"
#include "rules/sistema_controlli.h"

#include <regex.h>

typedef enum Specie {
    NUMERO,          /* a decimal within range */
    NUMERO_O_NONE,   /* the same, or "none" */
    PAROLA,          /* one of words */
    TONDO,           /* "none" or "CIFRE MODO" */
    ESPRESSIONE,     /* a regular expression */
    PROCESSO         /* read by the cycle, not by the arithmetic (opzioni_processo.c) */
} Specie;

/* Ranges and words: requirements 12.2. in_caso: the case format's "scelte" may set it, in the rulebooks that have the
 * section it belongs to. */
enum { ALBERO = 1, DIRIGENTI, POSIZIONI, PERSONALE, PREMI, SCHEDA_PREMI };
static const struct Opzione {
    const char *chiave;
    Specie specie;
    const char *parole;    /* the first is what holds where the rulebook says nothing */
    int min, max;
    bool in_caso;
    int parte;             /* section it belongs to: 0 = any rulebook */
    bool richiesta;        /* where the section is there the option must be too */
} opzioni[] = {
    {"dir.org_min", NUMERO, "", 0, 100, true, DIRIGENTI, true},
    {"dir.org_cmp", PAROLA, "ge gt", 0, 0, true, DIRIGENTI, true},
    {"dir.org_recheck", PAROLA, "warn block", 0, 0, true, DIRIGENTI, false},
    {"dir.comp_step", NUMERO, "", 0, 1, true, DIRIGENTI, false},
    {"dir.transfer", PAROLA, "rescale full_award separate_mark", 0, 0, true, DIRIGENTI, true},
    {"dir.transfer_unit", PAROLA, "objective indicator", 0, 0, true, DIRIGENTI, false},
    {"dir.payout", PAROLA, "linear bands threshold", 0, 0, true, DIRIGENTI, false},
    {"dir.pay_on", PAROLA, "exact printed", 0, 0, true, DIRIGENTI, false},
    {"po.cap", NUMERO_O_NONE, "", 0, INT32_MAX, true, POSIZIONI, true},
    {"po.payout", PAROLA, "linear bands threshold", 0, 0, true, POSIZIONI, false},
    {"po.pay_on", PAROLA, "exact printed", 0, 0, true, POSIZIONI, false},
    {"po.all_nc", PAROLA, "block prestazione zero", 0, 0, true, POSIZIONI, false},
    {"code.pattern", ESPRESSIONE, "", 0, 0, false, POSIZIONI, true},
    {"pr.mode", PAROLA, "window scaled", 0, 0, true, PREMI, false},
    {"pr.window", PAROLA, "project employment", 0, 0, false, PREMI, false},
    {"cr.dev", PAROLA, "ratio convex absolute", 0, 0, true, PREMI, false},
    {"cr.dev_max_ratio", NUMERO, "", 0, INT32_MAX, true, PERSONALE, true},
    {"cr.dev_warn", NUMERO, "", 0, INT32_MAX, true, PERSONALE, true},
    {"cr.dev_lambda", NUMERO, "", 0, 1, true, PREMI, false},
    {"cr.dev_cap", NUMERO, "", 0, 1, true, PREMI, false},
    {"cr.external", PAROLA, "addback full", 0, 0, true, PREMI, false},
    {"cr.q", NUMERO, "", 0, 1, false, PREMI, false},
    {"cr.g", PAROLA, "po_q dirigente_m typed", 0, 0, false, PREMI, false},
    {"staff.step", PAROLA, "1 0.5 0.25", 0, 0, true, PERSONALE, false},
    {"staff.element_max", NUMERO, "", 1, 1000, false, PERSONALE, false},
    {"staff.par.D", NUMERO, "", 0, INT32_MAX, false, PERSONALE, false},
    {"staff.rater", PAROLA, "majority last_unit", 0, 0, true, PERSONALE, false},
    {"staff.c3", PAROLA, "eq ge le", 0, 0, true, PERSONALE, false},
    {"staff.n", PAROLA, "evaluated assigned", 0, 0, true, PERSONALE, false},
    {"staff.a_cap", PAROLA, "distinct per_sheet slots", 0, 0, true, PERSONALE, true},
    {"staff.a_scope", PAROLA, "group sector", 0, 0, true, PERSONALE, false},
    {"staff.small", PAROLA, "soft waive pool strict", 0, 0, true, PERSONALE, false},
    {"staff.small_n", NUMERO, "", 1, 1000, true, PERSONALE, true},
    {"staff.sg_limits", PAROLA, "warn_motivated block", 0, 0, false, PERSONALE, false},
    {"staff.premi_sheet", PAROLA, "none four", 0, 0, true, SCHEDA_PREMI, false},
    {"staff.integrative", PAROLA, "none factor", 0, 0, true, PREMI, false},
    {"staff.calibration", PAROLA, "required none", 0, 0, false, PERSONALE, false},
    {"ind.band", PAROLA, "step linear", 0, 0, true, DIRIGENTI, false},
    {"ind.decreasing", PAROLA, "inverse linear all_or_nothing", 0, 0, true, ALBERO, true},
    {"tree.mean", PAROLA, "weighted simple", 0, 0, true, ALBERO, true},
    {"tree.unreported", PAROLA, "exclude zero", 0, 0, true, ALBERO, true},
    {"tree.round.indicatore", TONDO, "", 0, 0, true, ALBERO, true},
    {"tree.round.nodo", TONDO, "", 0, 0, true, ALBERO, true},
    {"tree.round.ente", TONDO, "", 0, 0, true, ALBERO, false},
    {"proj.tie", PAROLA, "origin last", 0, 0, true, PERSONALE, false},
    {"fund.scope", PAROLA, "body project", 0, 0, true, PREMI, false},
    {"fund.tie", PAROLA, "id", 0, 0, false, PREMI, false},
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
    switch (k->parte) {
    case ALBERO: return s->ha_albero;
    case DIRIGENTI: return s->ha_dirigenti;
    case POSIZIONI: return s->ha_posizioni;
    case PERSONALE: return s->ha_personale;
    case PREMI: return s->ha_premi;
    case SCHEDA_PREMI: return s->ha_scheda_premi;
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

static const char *const letture[] = {
#define X(name, key) [LETTURA_##name] = key,
    LETTURE(X)
#undef X
};

/* Writes the value where the arithmetic finds it. */
static void store_value(Opzioni *o, const struct Opzione *k, Arena *a, Num n, int word, Str dove, Str chosen)
{
    Str key = str_of(k->chiave);
    const struct { const char *key; Cost *where; } numbers[] = {
        {"dir.org_min", &o->org_min}, {"dir.comp_step", &o->comp_step}, {"po.cap", &o->cap},
        {"cr.dev_max_ratio", &o->dev_max_ratio}, {"cr.dev_warn", &o->dev_warn}, {"cr.dev_lambda", &o->dev_lambda},
        {"cr.dev_cap", &o->dev_cap}, {"staff.small_n", &o->small_n},
    };
    for (ptrdiff_t i = 0; i < COUNT_OF(numbers); i++)
        if (str_eq(key, str_of(numbers[i].key))) *numbers[i].where = (Cost){n, dove};
    for (int i = 0; i < LETTURA_COUNT; i++)
        if (str_eq(key, str_of(letture[i]))) o->letture[i] = (LetturaScelta){word, chosen};
    if (str_eq(key, S("po.cap"))) o->cap_none = !num_is(n), o->cap_da = chosen;
    int64_t small;
    if (str_eq(key, S("staff.small_n")) && num_to_int(a, n, &small)) o->small = (int)small;
}

/* What is more than a range. */
static bool number_fits(Str chiave, Num n, Arena *a, Str *why)
{
    if (str_eq(chiave, S("staff.small_n")) && !num_is_integer(a, n)) *why = S("deve essere un numero intero tra 1 e 1000");
    else if (str_eq(chiave, S("cr.dev_lambda")) && num_cmp(n, num_ratio(a, 1, 2)) <= 0) *why = S("deve essere maggiore di 0.5: il livello certificato prevale (S-N.29)");
    else if (str_eq(chiave, S("dir.comp_step")) && num_sign(n) == 0) *why = S("deve essere maggiore di 0, per esempio 0.01");
    else return true;
    return false;
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
        if (fine) fine = number_fits(str_of(k->chiave), n, a, why);
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
    if (fine) store_value(o, k, a, n, word, dove, chosen);
    return fine;
}

bool opzione_di_processo(Str chiave)
{
    const struct Opzione *k = find(chiave);
    static const char *const others[] = {"staff.calibration", "staff.sg_limits", "pr.window", "cr.g", "staff.element_max"};
    bool other = false;
    for (ptrdiff_t i = 0; i < COUNT_OF(others); i++) other = other || str_eq(chiave, str_of(others[i]));
    return k && (k->specie == PROCESSO || other);
}

bool opzione_esiste(Str chiave) { return find(chiave) != NULL; }

bool opzione_numerica(Str chiave)
{
    const struct Opzione *k = find(chiave);
    return k && (k->specie == NUMERO || k->specie == NUMERO_O_NONE);
}

const char *opzione_chiave(ptrdiff_t i) { return i < COUNT_OF(opzioni) ? opzioni[i].chiave : NULL; }

const char *opzione_parole(Str chiave)
{
    const struct Opzione *k = find(chiave);
    return !k ? "" : k->specie == PROCESSO ? opzione_processo_parole(chiave) : k->specie == PAROLA ? k->parole : "";
}

bool opzione_riguarda(const Sistema *s, Str chiave)
{
    const struct Opzione *k = find(chiave);
    return k && in_place(s, k);
}

Str opzione_senza_scelta(Str chiave)
{
    const struct Opzione *k = find(chiave);
    if (!k || (k->specie != PAROLA && k->specie != TONDO)) return S("");
    Str words = k->specie == TONDO ? S("none") : str_of(k->parole);
    ptrdiff_t cut = str_find(words, ' ');
    return str_sub(words, 0, cut < 0 ? words.n : cut);
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
    s->opzioni.small = 3;
    s->codice_pattern = S("");
    if (!map && tree_get(root, S("calcolo"))) return; /* its own formulas need no readings */
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
        } else if (!in_place(s, k) && k->parte != SCHEDA_PREMI) {
            defect(d, file, t, pointer, S("il sistema non ha la sezione a cui l'opzione serve: togliere l'una o aggiungere l'altra"));
        } else if (!v || v->kind != TREE_TEXT || !f || f->kind != TREE_TEXT || t->n != 2) {
            defect(d, file, t, pointer, S("servono valore e fonte, e nient'altro"));
        } else if (opzione_numerica(key) && sistema_zero_davanti(v->text)) {
            defect(d, file, v, tree_pointer(a, pointer, S("valore")), S("uno zero davanti al numero: toglierlo (per altri programmi sarebbe in base otto)"));
        } else if (!set(&s->opzioni, k, v->text, str_fmt(a, "@%.*s/valore", STR_ARG(pointer)), (Str){0}, a, &why)) {
            defect(d, file, v, tree_pointer(a, pointer, S("valore")), why);
        } else if (str_eq(key, S("code.pattern"))) {
            s->codice_pattern = v->text;
        }
    }
    for (ptrdiff_t i = 0; i < COUNT_OF(opzioni); i++)
        if (opzioni[i].richiesta && in_place(s, &opzioni[i]) && !tree_get(map, str_of(opzioni[i].chiave)))
            defect(d, file, map, tree_pointer(a, S("/opzioni"), str_of(opzioni[i].chiave)),
                   S("manca: aggiungere l'opzione con valore e fonte"));
}

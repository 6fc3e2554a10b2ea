/* sistema_personale.c - floor 6: half-sheets, constraints, pay of the staff and limits of law, in prose and formulas.
 * Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "redazione/sistema_parti.h"

static bool reads(const Stesura *w, ChiaveLettura l, int word) { return lettura(&w->o, l) == word; }
static Str anchor(const Stesura *w, const char *s) { return fonte_parole(w->a, str_of(s)); }

/* ---- the half-sheets ---- */

static void sheets(Stesura *w)
{
    const Tree *list = tree_at(&w->s->tree, S("/personale/semischede"));
    sottoparte(w, "Le semischede e i loro elementi");
    prosa(w,
          "Ogni persona è valutata su due profili distinti, ciascuno con la sua semischeda e fino a %.*s punti (%.*s).",
          STR_ARG(voce_valore(w, "/personale/punti_massimi/valore")),
          STR_ARG(voce_fonte(w, "/personale/punti_massimi")));
    DocTabella *t = doc_table(w->d, S("Le due semischede"), S(""));
    colonne(t, "cctt", "Semischeda", "Profilo", "Elementi", "Fonte");
    for (ptrdiff_t i = 0; list && i < list->n; i++) {
        const Tree *elements = tree_get(&list->items[i], S("elementi")), *name = tree_get(&list->items[i], S("nome"));
        Buf b = buf_new(w->a);
        for (ptrdiff_t k = 0; elements && k < elements->n; k++)
            buf_fmt(&b, "%s%.*s", k ? "\n" : "", STR_ARG(elements->items[k].text));
        ROW(t, str_fmt(w->a, "%td", i + 1), name ? name->text : S(""), buf_str(&b),
            voce_fonte(w, str_c(w->a, str_fmt(w->a, "/personale/semischede/%td", i))));
    }
    letture_di(w, "staff.step staff.element_max");
}

static void bands(Stesura *w)
{
    sottoparte(w, "Le fasce");
    prosa(w, "I punti di ciascuna semischeda collocano la persona in una fascia, quale che sia la sua qualifica.");
    DocTabella *t = doc_table(w->d, S("Fasce di ciascuna semischeda"), S(""));
    colonne(t, "cnt", "Fascia", "Punti", "Fonte");
    for (int i = 0; i < w->s->n_fasce; i++) {
        Str from = i < w->s->n_fasce - 1 ? numero(w->a, w->s->fasce[i].da.v) : S("");
        Str words =
            i == w->s->n_fasce - 1 ? str_fmt(w->a, "sotto %.*s", STR_ARG(numero(w->a, w->s->fasce[i - 1].da.v)))
            : !i                   ? str_fmt(w->a, "da %.*s a %.*s", STR_ARG(from),
                                             STR_ARG(voce_valore(w, "/personale/punti_massimi/valore")))
                 : str_fmt(w->a, "da %.*s, sotto %.*s", STR_ARG(from), STR_ARG(numero(w->a, w->s->fasce[i - 1].da.v)));
        ROW(t, w->s->fasce[i].nome, words, voce_fonte(w, str_c(w->a, str_fmt(w->a, "/personale/fasce/%d", i))));
    }
    prosa(w, "A chi è nella fascia %.*s in tutte e due le semischede non spetta alcun compenso (S\u2011N.45).",
          STR_ARG(w->s->fasce[w->s->n_fasce - 1].nome));
}

static Str c4(const Stesura *w)
{
    Str one = voce_valore(w, "/personale/terzo/valore");
    const char *who = reads(w, LETTURA_A_CAP, A_DISTINCT)    ? "persone"
                      : reads(w, LETTURA_A_CAP, A_PER_SHEET) ? "punteggi di ciascuna semischeda"
                                                             : "punteggi delle due semischede";
    const char *times = reads(w, LETTURA_A_CAP, A_SLOTS) ? "2 × " : "";
    return str_fmt(w->a, "%s in fascia %.*s ≤ %sparte intera di (n / %.*s), più uno se la divisione dà un resto", who,
                   STR_ARG(w->s->fasce[0].nome), times, STR_ARG(one));
}

static void constraints(Stesura *w)
{
    Str mean = voce_valore(w, "/personale/plafond/valore"), more = voce_valore(w, "/personale/positivi/valore");
    const char *sign = reads(w, LETTURA_C3, C3_EQ) ? "=" : reads(w, LETTURA_C3, C3_GE) ? "≥" : "≤";
    sottoparte(w, "I vincoli di chi valuta");
    prosa(w, "Chi propone i punteggi di un gruppo rispetta quattro vincoli, i primi tre in ciascuna semischeda: "
             "insieme garantiscono "
             "un'adeguata variabilità dei punteggi (S\u2011N.54).");
    DocNota *t = formula(w, "C1, plafond di punti", str_fmt(w->a, "somma(x) ≤ %.*s × n", STR_ARG(mean)),
                         voce_fonte(w, "/personale/plafond"));
    termine_di(t, "x", "i punti di ciascun valutato in quella semischeda");
    termine_di(t, "n",
               reads(w, LETTURA_STAFF_N, N_EVALUATED) ? "quanti sono i valutati del gruppo"
                                                      : "quanti sono gli addetti alla struttura");
    formula(w, "C2, somma degli scostamenti", str_fmt(w->a, "somma(x − %.*s) ≤ 0", STR_ARG(mean)), anchor(w, "S-N.55"));
    formula(
        w, "C3, scostamenti positivi",
        str_fmt(w->a, "somma(x − %.*s, dove x > %.*s) %s %.*s × n", STR_ARG(mean), STR_ARG(mean), sign, STR_ARG(more)),
        voce_fonte(w, "/personale/positivi"));
    formula(w, "C4, tetto della prima fascia", c4(w), anchor(w, "S-N.57-58"));
    letture_di(w, "staff.n staff.c3 staff.a_cap staff.a_scope staff.small staff.small_n");
    esempio_gruppo(w);
}

static void steps(Stesura *w)
{
    sottoparte(w, "Dalla proposta alla determinazione");
    Elenco *list = doc_list(w->d, true);
    static const char *const words[] = {
        "Il funzionario competente, o il dirigente dove la struttura ne dipende direttamente, compila le schede a "
        "titolo di proposta (S\u2011N.51).",
        "Il dirigente dell'area verifica i punteggi e può cambiarli con un atto, nel rispetto dei vincoli "
        "(S\u2011N.59\u201160).",
        "Il Segretario generale può rideterminarli in piena autonomia (S\u2011N.62).",
        "Il Segretario generale determina con atto di gestione chi è in ciascuna fascia (S\u2011N.63).",
        "Il Segretario generale attribuisce con atto di gestione il coefficiente parametrico complessivo "
        "(S\u2011N.64).",
        "L'esito è condiviso con ciascuno in un colloquio (S\u2011N.65).",
    };
    for (ptrdiff_t i = 0; i < COUNT_OF(words); i++) testo_add(elenco_item(list), str_of(words[i]));
    letture_di(w, "staff.rater staff.calibration staff.sg_limits interview.staff");
}

void sistema_personale(Stesura *w)
{
    if (!w->s->ha_personale) return;
    parte(w, PARTE_PERSONALE);
    prosa(w, "La performance individuale del personale si valuta per il raggiungimento degli obiettivi di gruppo e "
             "individuali e per la qualità "
             "del contributo, le competenze e i comportamenti (S\u2011N.01). Le due parti si incontrano nel compenso.");
    sheets(w);
    bands(w);
    constraints(w);
    steps(w);
}

/* ---- the pay ---- */

static void collective(Stesura *w)
{
    sottoparte(w, "CR, coefficiente individuale di risultato");
    prosa(w, "Il coefficiente vale da 0 a 1. La parte collettiva è della struttura che realizza un progetto "
             "incentivante, ed è la stessa per "
             "tutti quelli che vi partecipano (S\u2011N.24\u201328).");
    Str c = reads(w, LETTURA_DEV, DEV_CONVEX) ? S("C = λ × G + (1 − λ) × D + e, mai sotto 0 né sopra 1")
                                              : S("C = G + e + δ, mai sotto 0 né sopra 1");
    DocNota *t = formula(w, "Parte collettiva", c, anchor(w, "S-N.28"));
    termine_di(t, "G", "il livello di raggiungimento che l'OIV certifica, da 0 a 1");
    termine_di(t, "e", "la parte di ciò che manca dovuta a cause esterne, certificata (S\u2011N.30)");
    if (reads(w, LETTURA_DEV, DEV_CONVEX)) {
        termine_di(t, "D", "la valutazione del dirigente, da 0 a 1");
        termine_di(t, "λ", "il peso del livello certificato");
    } else {
        termine_di(t, "δ", "lo scostamento deciso dal dirigente, con il motivo, non prevalente (S\u2011N.29)");
    }
    letture_di(w, "cr.g cr.external cr.dev");
    letture_di(w, reads(w, LETTURA_DEV, DEV_RATIO)    ? "cr.dev_max_ratio cr.dev_warn"
                  : reads(w, LETTURA_DEV, DEV_CONVEX) ? "cr.dev_lambda"
                                                      : "cr.dev_cap cr.dev_warn");
    formula_propria(w, FORMULA_CR, "Coefficiente individuale di risultato, come lo dice il sistema");
    t = formula(w,
                ha_formula_propria(w, FORMULA_CR) ? "Senza obiettivi individuali CR = C; altrimenti, di norma"
                                                  : "Coefficiente individuale di risultato",
                S("CR = (1 − q) × C + q × I"), anchor(w, "S-N.23-26"));
    const Parametro *q = parametro(w, "cr.q");
    Num share;
    if (q && num_parse(w->a, q->valore, 15, 9, &share, NULL))
        termine_di(t, "q", "la quota individuale, %.*s per il %lld%s%.*s", STR_ARG(numero(w->a, share)),
                   (long long)w->x->anno, q->atto.n ? ": " : "",
                   STR_ARG(q->atto.n ? atto_estremi(w->a, w->x->arch, q->atto) : S("")));
    else termine_di(t, "q", "la quota individuale, che il Segretario generale determina per l'anno");
    termine_di(
        t, "I",
        "il livello di raggiungimento degli obiettivi individuali, da 0 a 1; senza obiettivi individuali CR = C");
    letture_di(w, "cr.q");
}

static void coefficients(Stesura *w)
{
    sottoparte(w, "CPC, coefficiente parametrico complessivo");
    if (!formula_propria(w, FORMULA_CPC, "Coefficiente parametrico complessivo"))
        formula(w, "Coefficiente parametrico complessivo",
                S("CPC = coefficiente della fascia della prima semischeda + coefficiente di quella della seconda"),
                anchor(w, "S-N.64"));
    bool any = false;
    for (int i = 0; i < w->s->n_fasce; i++)
        any = any || parametro(w, str_c(w->a, str_fmt(w->a, "premi.coefficiente.%.*s", STR_ARG(w->s->fasce[i].nome))));
    if (!any)
        prosa(w, "I coefficienti delle fasce sono quelli della contrattazione decentrata: li portano i parametri "
                 "dell'anno (S\u2011N.40).");
    DocTabella *t =
        any ? doc_table(w->d, str_fmt(w->a, "Coefficienti delle fasce per il %lld", (long long)w->x->anno), S(""))
            : NULL;
    if (t) colonne(t, "cnt", "Fascia", "Coefficiente", "Atto");
    for (int i = 0; t && i < w->s->n_fasce; i++) {
        const Parametro *p =
            parametro(w, str_c(w->a, str_fmt(w->a, "premi.coefficiente.%.*s", STR_ARG(w->s->fasce[i].nome))));
        Num n;
        int places;
        Str value = p && num_parse(w->a, p->valore, 15, 9, &n, &places) ? num_italian(w->a, n, places) : S("manca");
        ROW(t, w->s->fasce[i].nome, value, p && p->atto.n ? atto_estremi(w->a, w->x->arch, p->atto) : S(""));
    }
    letture_di(w, "staff.par.D");
}

static void presence(Stesura *w)
{
    sottoparte(w, "PR, coefficiente di presenza");
    formula(w, "Presenza",
            reads(w, LETTURA_PR_MODE, 0)
                ? S("PR = (giorni dovuti − giorni di assenza) / giorni dovuti")
                : S("PR = (giorni dovuti − giorni di assenza) / giorni dovuti × mesi del progetto / 12"),
            anchor(w, "S-N.18-19"));
    letture_di(w, "pr.mode pr.window pr.neutral");
}

/* Sum of the weights of the others: w / sum of w. */
static void share(Stesura *w)
{
    bool factor = !reads(w, LETTURA_INTEGRATIVE, 0), projects = reads(w, LETTURA_FUND_SCOPE, FONDO_PROJECT);
    sottoparte(w, "Il riparto del fondo");
    if (!formula_propria(w, FORMULA_PREMIO_IMPORTO, "Compenso, come lo dice il sistema"))
        formula(w, "Peso di una persona",
                str_fmt(w->a, "peso = CR × CPC × PR × quota di tempo%s", factor ? " × parametro integrativo" : ""),
                voce_fonte(w, "/premi/riparto"));
    DocNota *t = formula(w, "Compenso", S("compenso = fondo × peso / somma(pesi)"), voce_fonte(w, "/premi/riparto"));
    termine_di(t, "quota di tempo", "1 per il tempo pieno, la parte di orario per il tempo parziale");
    termine_di(t, "somma(pesi)", projects ? "di chi partecipa allo stesso progetto" : "di tutto il personale");
    termine_di(t, "centesimi",
               "gli importi si troncano al centesimo e i centesimi che restano vanno ai resti maggiori, così che la "
               "somma fa il fondo (%.*s)",
               STR_ARG(voce_fonte(w, "/premi/resto")));
    letture_di(w, "fund.scope fund.tie proj.tie staff.integrative");
}

static void differentiation(Stesura *w)
{
    sottoparte(w, "La maggiorazione dei migliori");
    prosa(w, "Dove l'ente applica la maggiorazione, questa si toglie per prima dal fondo: va a chi ha più punti tra i "
             "valutati positivamente, entro la "
             "parte di personale fissata prima, ed è una percentuale del premio medio dei valutati positivamente "
             "(F\u201170).");
    DocNota *t = formula(w, "Fondo senza le maggiorazioni", S("B = fondo / (1 + k × p × s / n)"), anchor(w, "F-70"));
    termine_di(t, "k", "quante persone hanno la maggiorazione");
    termine_di(t, "p", "la percentuale, da 0 a 1");
    termine_di(t, "s", "la parte che hanno nei pesi di tutti gli n valutati positivamente");
    static const struct { const char *key, *name;
    } params[] = {{"maggiorazione.regola", "Regola"},
                  {"maggiorazione.quota", "Parte del personale"},
                  {"maggiorazione.percentuale", "Percentuale della media"},
                  {"maggiorazione.parita", "A parità sull'ultimo posto"}};
    static const struct { const char *word, *words; } said[] = {
        {"ccnl", "contratto nazionale: al più la parte fissata"}, {"dl95", "D.L. 95/2012: almeno la parte fissata"},
        {"esclusi", "nessuno dei pari"}, {"inclusi", "tutti i pari"}, {"cr", "decide il coefficiente CR"}};
    DocTabella *table = NULL;
    for (ptrdiff_t i = 0; i < COUNT_OF(params); i++) {
        const Parametro *p = parametro(w, params[i].key);
        if (!p) continue;
        if (!table)
            table = doc_table(w->d, str_fmt(w->a, "La maggiorazione nel %lld", (long long)w->x->anno), S("")),
            colonne(table, "ctt", "Parametro", "Valore", "Atto");
        Str value = p->valore;
        Num n;
        if (num_parse(w->a, value, 15, 9, &n, NULL)) value = norma_valore(w->a, n);
        for (ptrdiff_t k = 0; k < COUNT_OF(said); k++)
            if (str_eq(value, str_of(said[k].word))) value = str_of(said[k].words);
        ROW(table, str_of(params[i].name), value, p->atto.n ? atto_estremi(w->a, w->x->arch, p->atto) : S(""));
    }
}

static void individual(Stesura *w)
{
    const Tree *list = tree_at(&w->s->tree, S("/premi/scheda/elementi"));
    if (!w->s->ha_scheda_premi) return;
    sottoparte(w, "La scheda dei premi individuali");
    prosa(w,
          "I premi individuali si danno per quattro elementi, ciascuno da 0 a %.*s (%.*s); il punteggio è la loro "
          "media, il fondo si riparte in "
          "proporzione ai punteggi.",
          STR_ARG(voce_valore(w, "/premi/scheda/massimo/valore")), STR_ARG(voce_fonte(w, "/premi/scheda/massimo")));
    DocTabella *t = doc_table(w->d, S("Elementi dei premi individuali"), S(""));
    colonne(t, "cnt", "Elemento", "Massimo", "Fonte");
    for (ptrdiff_t i = 0; list && i < list->n; i++) {
        const Tree *name = list->items[i].kind == TREE_MAP ? tree_get(&list->items[i], S("nome")) : &list->items[i];
        ROW(t, name ? name->text : S(""), voce_valore(w, "/premi/scheda/massimo/valore"),
            voce_fonte(w, str_c(w->a, str_fmt(w->a, "/premi/scheda/elementi/%td", i))));
    }
    letture_di(w, "staff.premi_sheet");
}

void sistema_premi(Stesura *w)
{
    if (!w->s->ha_premi) return;
    parte(w, PARTE_PREMI);
    prosa(w, "Il compenso di ciascuno è la sua parte del fondo, in proporzione a un peso che unisce il risultato (CR), "
             "la valutazione (CPC) e la "
             "presenza (PR).");
    collective(w);
    coefficients(w);
    presence(w);
    share(w);
    if (sistema_norma(w->s, NORMA_MAGGIORAZIONE_PERSONALE, 2999) || sistema_norma(w->s, NORMA_DL95_QUOTA, 2999))
        differentiation(w);
    individual(w);
    esempio_premi(w);
}

/* ---- limits of law ---- */

void sistema_norme(Stesura *w)
{
    const Tree *list = tree_get(&w->s->tree, S("norme"));
    bool technical = w->x->quale == SISTEMA_TECNICO;
    if (!w->s->n_norme) return;
    parte(w, PARTE_NORME);
    prosa(w, "Sotto (o sopra) questi limiti il calcolo è respinto. Di più righe sullo stesso limite vale quella che "
             "decorre da ultima.");
    DocTabella *t = doc_table(w->d, S("Limiti di legge e di contratto nazionale"), S(""));
    colonne(t, "cnnt", "Limite", "Valore", "Dal", "Fonte");
    for (ptrdiff_t i = 0; list && i < list->n; i++) {
        const Norma *x = &w->s->norme[i];
        bool top = x->regola == NORMA_MAGGIORAZIONE_DIRIGENTI || x->regola == NORMA_TEMPI_PAGAMENTO;
        if (technical && !top) continue;
        Str rule = tree_get(&list->items[i], S("regola"))->text;
        bool now = w->x->anno && sistema_norma(w->s, x->regola, (int)w->x->anno) == x;
        Testo *cells = tabella_row(t);
        testo_add(&cells[0], norma_parole(rule));
        testo_add(&cells[1], norma_valore(w->a, x->valore.v));
        testo_add(&cells[2], x->al ? str_fmt(w->a, "%d, fino al %d", x->dal, x->al) : str_fmt(w->a, "%d", x->dal));
        testo_add(&cells[3], fonte_parole(w->a, x->fonte));
        if (now) testo_add(&cells[3], str_fmt(w->a, ". È quello che vale per il %lld", (long long)w->x->anno));
    }
}

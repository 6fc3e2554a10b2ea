/* sistema_regole.c - floor 6: tree, dirigenti and posizioni of a rulebook in prose and formulas. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "redazione/sistema_parti.h"

static bool reads(const Stesura *w, ChiaveLettura l, int word) { return lettura(&w->o, l) == word; }

/* ---- organisational performance ---- */

static void indicator(Stesura *w)
{
    Str top = voce_valore(w, "/albero/massimo/valore"), low = voce_valore(w, "/albero/minimo/valore");
    Str source = voce_fonte(w, "/albero/massimo");
    sottoparte(w, "La percentuale di un indicatore");
    prosa(w,
          "Ogni indicatore si confronta con il suo target e dà una percentuale, che non scende sotto %.*s e non supera "
          "%.*s (%.*s).",
          STR_ARG(low), STR_ARG(top), STR_ARG(source));
    formula(w, "Indicatore da raggiungere", str_fmt(w->a, "percentuale = %.*s × valore / target", STR_ARG(top)),
            source);
    Str beyond = reads(w, LETTURA_DECREASING, DECR_INVERSE) ? str_fmt(w->a, "%.*s × target / valore", STR_ARG(top))
                 : reads(w, LETTURA_DECREASING, DECR_LINEAR)
                     ? str_fmt(w->a, "%.*s × (2 − valore / target)", STR_ARG(top))
                     : S("0");
    formula(w, "Indicatore da tenere basso",
            str_fmt(w->a, "percentuale = %.*s se il valore non supera il target; altrimenti %.*s", STR_ARG(top),
                    STR_ARG(beyond)),
            source);
    prosa(w, "Un target uguale a zero si rispetta o no: la percentuale è piena o nulla. Un target «uguale a» si misura "
             "come uno da "
             "raggiungere.");
}

void sistema_albero(Stesura *w)
{
    if (!w->s->ha_albero) return;
    parte(w, PARTE_ALBERO);
    prosa(w, "La performance organizzativa si misura dal basso: dagli indicatori agli obiettivi che li contengono, da "
             "questi a ciò che "
             "sta sopra, fino alle unità e all'ente nel suo insieme (C\u20111.17, C\u20113.08, C\u20113.31).");
    indicator(w);
    sottoparte(w, "Dagli indicatori agli obiettivi, alle unità, all'ente");
    bool weighted = reads(w, LETTURA_TREE_MEAN, MEDIA_WEIGHTED);
    DocNota *t = formula(w, "Risultato di un obiettivo",
            weighted ? S("risultato = somma(peso × risultato di ciascuna parte) / somma(pesi delle parti)")
                     : S("risultato = somma(risultati delle parti) / numero delle parti"),
            fonte_parole(w->a, S("AMB-45")));
    termine_di(t, "parti",
               "gli obiettivi che stanno sotto e, tutti insieme come una parte sola, gli indicatori propri%s",
               weighted ? ", che pesano come la media degli altri" : "");
    if (weighted) termine_di(t, "pesi", "quelli delle sole parti che contano; se uno solo manca, tutte pesano uguale");
    prosa(w, "Il risultato di un'unità è la media degli obiettivi di cui risponde, quello dell'ente la media degli "
             "obiettivi che non ne "
             "hanno altri sopra.");
    letture_di(w, "tree.unreported tree.round.indicatore tree.round.nodo tree.round.ente");
    esempio_albero(w);
}

/* ---- from a score to the pay ---- */

/* "90=100, 75=80, 0" as the parameters of the year hold it. */
static void bands(Stesura *w, Str rows)
{
    DocTabella *t = doc_table(w->d, S("Retribuzione di risultato a fasce"), S(""));
    colonne(t, "cn", "Punteggio", "Parte che spetta");
    while (rows.n) {
        ptrdiff_t cut = str_find(rows, ',');
        Str row = str_trim(str_sub(rows, 0, cut < 0 ? rows.n : cut));
        rows = cut < 0 ? S("") : str_sub(rows, cut + 1, rows.n);
        ptrdiff_t eq = str_find(row, '=');
        Str from = eq < 0 ? S("sotto") : str_fmt(w->a, "da %.*s in su", STR_ARG(str_sub(row, 0, eq)));
        ROW(t, from, str_fmt(w->a, "%.*s\u00a0%%", STR_ARG(str_sub(row, eq + 1, row.n))));
    }
}

void sistema_retribuzione(Stesura *w, Popolazione chi)
{
    bool top = chi == POPOLAZIONE_DIRIGENTI;
    ChiaveLettura how = top ? LETTURA_DIR_PAYOUT : LETTURA_PO_PAYOUT;
    const char *score = top ? "T" : "I", *scale = top ? "100" : str_c(w->a, voce_valore(w, "/posizioni/scala/valore"));
    const Parametro *table = parametro(w, top ? "dir.payout.fasce" : "po.payout.fasce");
    const Parametro *edge = parametro(w, top ? "dir.payout.soglia" : "po.payout.soglia");
    sottoparte(w, "La retribuzione di risultato");
    Str text = reads(w, how, PAGA_BANDS) ? S("R = Rmax × percentuale della fascia / 100")
                                         : str_fmt(w->a, "R = Rmax × %s / %s%s", score, scale,
                                                   reads(w, how, PAGA_THRESHOLD) ? ", e nulla sotto la soglia" : "");
    DocNota *t = formula(w, "Retribuzione di risultato", text, fonte_parole(w->a, S("AMB-18")));
    termine_di(t, "Rmax", "la retribuzione di risultato intera");
    termine_di(t, score, top ? "il punteggio complessivo" : "l'indice");
    if (reads(w, how, PAGA_THRESHOLD) && edge) termine_di(t, "soglia", "%.*s punti", STR_ARG(edge->valore));
    else if (reads(w, how, PAGA_THRESHOLD)) termine_di(t, "soglia", "i punti che i parametri dell'anno fissano");
    formula_propria(w, top ? FORMULA_DIRIGENTE_RETRIBUZIONE : FORMULA_POSIZIONE_RETRIBUZIONE,
                    "Retribuzione di risultato, come la dice il sistema");
    if (reads(w, how, PAGA_BANDS) && table) bands(w, table->valore);
    letture_di(w, top ? "dir.payout dir.pay_on" : "po.payout po.pay_on");
}

/* ---- Segretario generale and dirigenti ---- */

static bool cites(const Stesura *w, const char *what)
{
    const Tree *t = tree_get(&w->s->tree, S("fonti"));
    Str want = str_of(what);
    for (ptrdiff_t i = 0; t && i < t->n; i++)
        for (ptrdiff_t k = 0; k + want.n <= t->items[i].text.n; k++)
            if (str_starts(str_sub(t->items[i].text, k, t->items[i].text.n), want)) return true;
    return false;
}

static void components(Stesura *w)
{
    Str a = voce_valore(w, "/dirigenti/punti_obiettivi/valore"),
        b = voce_valore(w, "/dirigenti/punti_prestazioni/valore");
    sottoparte(w, "Le due componenti del punteggio");
    prosa(w, "Il punteggio complessivo è in centesimi ed è la somma di due componenti.");
    DocTabella *t = doc_table(w->d, S("Componenti del punteggio"), S(""));
    colonne(t, "ctnt", "Componente", "Che cosa valuta", "Punti", "Fonte");
    ROW(t, S("A. Obiettivi"), S("il raggiungimento degli obiettivi organizzativi e individuali"), a,
        voce_fonte(w, "/dirigenti/punti_obiettivi"));
    ROW(t, S("B. Prestazioni"), S("le competenze e i comportamenti mostrati"), b,
        voce_fonte(w, "/dirigenti/punti_prestazioni"));
    Testo *total = tabella_total(t);
    testo_add(&total[0], S("Totale")), testo_add(&total[2], S("100"));
    if (cites(w, "n. 95"))
        prosa(w, "La componente A corrisponde all'art. 5, comma 11, lettera a), del D.L. 95/2012, la componente B alla "
                 "lettera b) "
                 "(S\u2011D.17\u201118).");
    if (!formula_propria(w, FORMULA_DIRIGENTE_TOTALE, "Punteggio complessivo"))
        formula(w, "Punteggio complessivo", S("T = A + B"), fonte_parole(w->a, S("S-D.19")));
    Str min = num_is(w->o.org_min.v) ? numero(w->a, w->o.org_min.v) : S("");
    prosa(w, "Una parte del punteggio complessivo è legata agli obiettivi organizzativi, quelli dell'unità di diretta "
             "responsabilità; gli "
             "altri sono individuali (S\u2011D.06, S\u2011D.15).");
    formula(w, "Minimo degli obiettivi organizzativi",
            str_fmt(w->a, "%.*s × somma(pesi degli obiettivi organizzativi) / somma(tutti i pesi) %s %.*s", STR_ARG(a),
                    reads(w, LETTURA_ORG_CMP, ORG_GE) ? "≥" : ">", STR_ARG(min)), fonte_parole(w->a, S("S-D.15")));
    letture_di(w, "dir.org_min dir.org_cmp dir.org_recheck");
}

static void goals(Stesura *w)
{
    Str a = voce_valore(w, "/dirigenti/punti_obiettivi/valore"),
        full = voce_valore(w, "/dirigenti/punteggio_obiettivo/valore");
    sottoparte(w, "A. Gli obiettivi");
    prosa(w, "Il valore di ogni indicatore a fine esercizio, rilevato dal controllo di gestione, cade in una fascia e "
             "la fascia dà un "
             "livello percentuale, che si applica al peso dell'indicatore dentro l'obiettivo (S\u2011D.22\u201124). Le "
             "fasce di ogni "
             "indicatore si fissano con il target.");
    DocNota *t = formula(w, "Punteggio di un obiettivo", S("S = somma(p × L) / 100"), fonte_parole(w->a, S("S-D.24")));
    termine_di(t, "p", "il peso dell'indicatore nell'obiettivo; i pesi degli indicatori di un obiettivo fanno 100");
    termine_di(t, "L", "il livello, in percentuale, della fascia in cui cade il valore");
    t = formula(w, "Media degli obiettivi", S("M = somma(w × S) / somma(w)"), fonte_parole(w->a, S("S-D.25")));
    termine_di(t, "w", "il peso dell'obiettivo; senza una ponderazione tutti pesano uguale e M è la media aritmetica");
    formula(w, "Punti degli obiettivi", str_fmt(w->a, "A = %.*s × M / %.*s", STR_ARG(a), STR_ARG(full)),
            fonte_parole(w->a, S("S-D.26")));
    letture_di(w, "ind.band");
}

static void performance(Stesura *w)
{
    Str b = voce_valore(w, "/dirigenti/punti_prestazioni/valore"),
        top = voce_valore(w, "/dirigenti/voto_massimo/valore");
    const Tree *list = tree_at(&w->s->tree, S("/dirigenti/competenze"));
    sottoparte(w, "B. Le prestazioni");
    prosa(w,
          "Le prestazioni si valutano con %.*s. Ciascuna riceve un voto da 0 a %.*s, con al più %.*s decimali (%.*s, "
          "%.*s).",
          STR_ARG(quanti(w->a, w->s->n_competenze, "competenza", "competenze")), STR_ARG(top),
          STR_ARG(voce_valore(w, "/dirigenti/voto_cifre/valore")), STR_ARG(voce_fonte(w, "/dirigenti/voto_massimo")),
          STR_ARG(voce_fonte(w, "/dirigenti/voto_cifre")));
    DocTabella *t = doc_table(w->d, S("Competenze valutate"), S(""));
    colonne(t, "cnt", "Competenza", "Voto massimo", "Fonte");
    for (ptrdiff_t i = 0; list && i < list->n; i++)
        ROW(t, tree_get(&list->items[i], S("nome"))->text, top,
            voce_fonte(w, str_c(w->a, str_fmt(w->a, "/dirigenti/competenze/%td", i))));
    termine_di(formula(w, "Punti delle prestazioni",
                       str_fmt(w->a, "B = %.*s × somma(v) / (%d × %.*s)", STR_ARG(b), w->s->n_competenze, STR_ARG(top)),
                       fonte_parole(w->a, S("S-D.28"))),
               "v", "il voto di ciascuna competenza");
    letture_di(w, "dir.comp_step");
}

static void transfers(Stesura *w)
{
    Str a = voce_valore(w, "/dirigenti/punti_obiettivi/valore"),
        b = voce_valore(w, "/dirigenti/punti_prestazioni/valore");
    Str top = voce_valore(w, "/dirigenti/voto_massimo/valore");
    int n = w->s->n_competenze;
    sottoparte(w, "Gli obiettivi non realizzabili");
    prosa(w, "Un obiettivo che non si può realizzare per fattori esterni all'ente o che l'ente non controlla, oppure "
             "cambiato a fondo o "
             "abbandonato per indirizzo politico, e che non si è voluto modificare in corso d'anno, lascia gli "
             "obiettivi: il suo punteggio "
             "massimo passa alle prestazioni. Lo dichiara con un atto chi è competente ad assegnarlo, anche insieme "
             "alla valutazione "
             "(S\u2011D.34\u201138).");
    formula(w, "Punti che passano",
            str_fmt(w->a, "τ = %.*s × somma(w degli obiettivi non realizzabili) / somma(w)", STR_ARG(a)),
            fonte_parole(w->a, S("S-D.37")));
    formula(w, "Punti degli obiettivi che restano",
            str_fmt(w->a, "A' = %.*s × somma(w × S degli obiettivi che restano) / (somma di tutti i w × %.*s)",
                    STR_ARG(a), STR_ARG(voce_valore(w, "/dirigenti/punteggio_obiettivo/valore"))),
            fonte_parole(w->a, S("S-D.37")));
    Str how = reads(w, LETTURA_TRANSFER, TRANSFER_RESCALE)
                  ? str_fmt(w->a, "B' = somma(v) / (%d × %.*s) × (%.*s + τ)", n, STR_ARG(top), STR_ARG(b))
              : reads(w, LETTURA_TRANSFER, TRANSFER_FULL_AWARD)
                  ? S("B' = B + τ")
                  : str_fmt(w->a, "B' = B + τ × voto della quota trasferita / %.*s", STR_ARG(top));
    formula(w, "Punti delle prestazioni, con quelli passati", how, fonte_parole(w->a, S("AMB-14")));
    letture_di(w, "dir.transfer dir.transfer_unit");
}

/* Who evaluates and what it waits for: the process has its own part, here only what belongs to the document. */
static void who(Stesura *w)
{
    sottoparte(w, "Chi valuta e che cosa serve prima");
    letture_di(w, "eval.sg eval.dirigenti eval.gate_report");
    prosa(w, "Prima della valutazione si acquisiscono le relazioni finali dei dirigenti interessati e l'indagine di "
             "feedback organizzativo, "
             "condotta secondo le specifiche approvate dal Segretario generale (S\u2011D.20, S\u2011D.32\u201133). "
             "Accanto al punteggio si "
             "annotano i fattori esterni, che non cambiano i numeri (S\u2011D.21).");
}

void sistema_dirigenti(Stesura *w)
{
    if (!w->s->ha_dirigenti) return;
    parte(w, PARTE_DIRIGENTI);
    components(w);
    goals(w);
    performance(w);
    transfers(w);
    who(w);
    sistema_retribuzione(w, POPOLAZIONE_DIRIGENTI);
    esempio_dirigenti(w);
}

/* ---- posizioni organizzative ---- */

static void not_computable(Stesura *w)
{
    sottoparte(w, "Gli obiettivi non computabili");
    prosa(w, "Un obiettivo che non si può raggiungere per fattori esterni o che non si controllano, oppure cambiato a "
             "fondo o abbandonato "
             "per indirizzo politico o gestionale, può essere ritenuto non computabile: esce dalla media, numeratore e "
             "denominatore, e non "
             "trasferisce nulla alla prestazione (S\u2011P.20\u201123).");
    letture_di(w, "po.all_nc");
}

void sistema_posizioni(Stesura *w)
{
    if (!w->s->ha_posizioni) return;
    Str a = voce_valore(w, "/posizioni/quota_obiettivi/valore"),
        b = voce_valore(w, "/posizioni/quota_prestazione/valore");
    Str scale = voce_valore(w, "/posizioni/scala/valore");
    parte(w, PARTE_POSIZIONI);
    prosa(w, "La valutazione degli incaricati di posizione organizzativa unisce il raggiungimento degli obiettivi di "
             "azione e la prestazione "
             "realizzata. Le due quote sono parti della retribuzione di risultato.");
    DocTabella *t = doc_table(w->d, S("Componenti della retribuzione di risultato"), S(""));
    colonne(t, "cnt", "Componente", "Quota", "Fonte");
    ROW(t, S("Obiettivi di azione"), a, voce_fonte(w, "/posizioni/quota_obiettivi"));
    ROW(t, S("Prestazione realizzata"), b, voce_fonte(w, "/posizioni/quota_prestazione"));
    Testo *total = tabella_total(t);
    testo_add(&total[0], S("Scala dell'indice")), testo_add(&total[1], scale);
    testo_add(&total[2], voce_fonte(w, "/posizioni/scala"));
    if (cites(w, "n. 95"))
        prosa(w, "Gli obiettivi corrispondono all'art. 5, comma 11-bis, lettera a), del D.L. 95/2012, la prestazione "
                 "alla lettera b) "
                 "(S\u2011P.07, S\u2011P.24).");
    sottoparte(w, "Gli obiettivi di azione");
    prosa(w, "Gli obiettivi di azione sono assegnati ogni anno e si misurano solo con indicatori quantitativi; un "
             "codice attesta il legame "
             "con gli obiettivi superiori (S\u2011P.09\u201318). Il raggiungimento di un obiettivo è quello dei suoi "
             "indicatori, come nella "
             "performance organizzativa.");
    letture_di(w, "code.pattern po.cap");
    DocNota *terms =
        formula(w, "Raggiungimento degli obiettivi", S("Q = somma(w × q) / somma(w)"), fonte_parole(w->a, S("S-P.19")));
    termine_di(terms, "q", "la percentuale di raggiungimento di ciascun obiettivo computabile");
    termine_di(terms, "w", "il suo peso; senza pesi, la media è semplice");
    not_computable(w);
    sottoparte(w, "La prestazione e l'indice");
    letture_di(w, "po.sheet po.eval");
    if (!formula_propria(w, FORMULA_POSIZIONE_INDICE, "Indice"))
        termine_di(formula(w, "Indice",
                           str_fmt(w->a, "I = (%.*s × Q + %.*s × P) / %.*s", STR_ARG(a), STR_ARG(b), STR_ARG(scale)),
                           fonte_parole(w->a, S("S-P.05-06"))),
                   "P", "il punteggio della prestazione, da 0 a %.*s", STR_ARG(scale));
    sistema_retribuzione(w, POPOLAZIONE_POSIZIONI);
    esempio_posizioni(w);
}

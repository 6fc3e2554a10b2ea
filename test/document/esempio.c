/* esempio.c - the documents that the tests render. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "esempio.h"

#define ROW(t, ...) \
    tabella_row_of((t), (const Str[]){__VA_ARGS__}, (ptrdiff_t)(sizeof((Str[]){__VA_ARGS__}) / sizeof(Str)))

static const Testata testata = {
    .titolo = S("Relazione sulla performance 2024"),
    .sottotitolo = S("Risultati, scostamenti e criticità del Piano 2024-2026"),
    .ente = S("Camera di commercio di Esempio"),
    .identificativo = S("RELAZIONE/2024/1"),
    .oggetto = S("Relazione sulla performance dell'anno 2024"),
    .stato = S("Dati di esempio"),
    .impronta_regole = S("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
    .ancora_giornale = S("giornale n. 1842, 60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"),
    .numera_titoli = true,
};

static Documento *start(Arena *a)
{
    Testata t = testata;
    t.data = date_of(2025, 6, 30);
    return doc_new(a, &t);
}

static void results_table(Documento *d, Str anchor)
{
    DocTabella *t = doc_table(d, S("Risultati degli obiettivi strategici"), anchor);
    tabella_column(t, COLONNA_CAPO, S("Obiettivo"));
    tabella_column(t, COLONNA_TESTO, S("Indicatore"));
    tabella_column(t, COLONNA_NUMERO, S("Atteso"));
    tabella_column(t, COLONNA_NUMERO, S("Raggiunto"));
    tabella_column(t, COLONNA_NUMERO, S("Peso %"));
    ROW(t, S("A1 Tempi dei procedimenti"), S("Giorni medi di evasione delle pratiche del registro delle imprese"),
        S("5,00"), S("4,20"), S("40"));
    ROW(t, S("A2 Digitalizzazione"), S("Quota di servizi fruibili in rete"), S("80,00 %"), S("78,50 %"), S("35"));
    ROW(t, S("B1 Promozione"), S("Imprese coinvolte nelle iniziative"), S("1.200"), S("1.350"), S("25"));
    Testo *total = tabella_total(t);
    testo_add(&total[0], S("Totale dei pesi"));
    testo_add(&total[4], S("100"));
    tabella_note(t, S("Fonte: controllo di gestione, estrazione del 28 febbraio 2025."));
}

static void wide_table(Documento *d)
{
    DocTabella *t = doc_table(d, S("Andamento degli indicatori nel quinquennio"), S("quinquennio"));
    static const char *const heads[] = {"Consuntivo 2020", "Consuntivo 2021", "Consuntivo 2022", "Consuntivo 2023",
                                        "Consuntivo 2024", "Scostamento", "Valutazione"};
    tabella_column(t, COLONNA_CAPO, S("Indicatore"));
    for (ptrdiff_t i = 0; i < COUNT_OF(heads); i++)
        tabella_column(t, i < 6 ? COLONNA_NUMERO : COLONNA_TESTO, str_of(heads[i]));
    ROW(t, S("Proventi correnti per impresa attiva"), S("12.345,67"), S("12.400,10"), S("12.511,00"), S("12.733,25"),
        S("12.901,90"), S("+168,65"), S("Miglioramento"));
    ROW(t, S("Giorni medi di pagamento delle fatture"), S("28,40"), S("27,10"), S("25,00"), S("24,60"), S("22,30"),
        S("-2,30"), S("Miglioramento"));
}

static void figure(Documento *d, ptrdiff_t bars)
{
    static const struct { const char *label, *value; int per_mille; } data[] = {
        {"A1 Tempi dei procedimenti", "100,00 %", 1000},
        {"A2 Digitalizzazione", "98,13 %", 981},
        {"B1 Promozione e sostegno delle imprese del territorio nei mercati esteri, con le associazioni di categoria",
         "87,50 %", 875},
        {"B2 Regolazione del mercato", "0,00 %", 0},
    };
    Figura *f = doc_figure(d, S("Grado di raggiungimento degli obiettivi"),
                           S("Barre orizzontali: il grado va da 0 per cento di B2 a 100 per cento di A1."),
                           S("Obiettivo"), S("Grado"), S("figura gradi"));
    for (ptrdiff_t i = 0; i < bars; i++)
        figura_bar(f, str_of(data[i % 4].label), str_of(data[i % 4].value), data[i % 4].per_mille);
}

Documento *esempio_piccolo(Arena *a)
{
    Documento *d = start(a);
    doc_toc(d);
    doc_heading(d, 2, S("Presentazione"), S(""));
    Testo *p = doc_paragraph(d);
    testo_add(p, S("La relazione espone i risultati "));
    testo_strong(p, S("organizzativi e individuali"));
    testo_add(p, S(" del 2024. Il "));
    testo_emphasis(p, S("grado di raggiungimento"));
    testo_add(p, S(" di ciascun obiettivo è nella "));
    testo_ref(p, S("tabella dei risultati"), S("risultati"));
    testo_add(p, S("; la norma è su "));
    testo_link(p, S("Normattiva"),
               S("https://www.normattiva.it/uri-res/N2Ls?urn:nir:stato:decreto.legislativo:2009;150"));
    testo_add(p, S("."));
    doc_text(d, S("Un testo scritto da una persona\r\npuò andare a capo.\n\nE avere un secondo capoverso, con "
                  "\"virgolette\", l'apostrofo, 3 < 5 & 7 > 6."));
    DocNota *n = doc_note(d, NOTA_ESEMPIO, S(""));
    testo_add(nota_paragraph(n), S("Ente, obiettivi e valori di questo documento sono inventati."));
    doc_heading(d, 3, S("Come si legge"), S(""));
    Elenco *e = doc_list(d, false);
    testo_add(elenco_item(e), S("ogni obiettivo ha almeno un indicatore;"));
    testo_add(elenco_item(e), S("ogni indicatore ha:"));
    Elenco *s = elenco_sub(e, true);
    testo_add(elenco_item(s), S("un valore atteso,"));
    testo_add(elenco_item(s), S("un valore raggiunto."));
    Elenco *steps = doc_list(d, true);
    testo_add(elenco_item(steps), S("Si leggono i risultati."));
    testo_add(elenco_item(steps), S("Si leggono gli scostamenti."));
    Definizioni *r = doc_definitions(d);
    testo_add(definizioni_add(r, S("Periodo")), S("1º gennaio - 31 dicembre 2024"));
    testo_add(definizioni_add(r, S("Responsabile")), S("Ufficio programmazione e controllo"));
    doc_page_break(d);
    doc_heading(d, 2, S("Risultati"), S(""));
    results_table(d, S("risultati"));
    doc_heading(d, 3, S("Gradi"), S(""));
    figure(d, 4);
    DocNota *w = doc_note(d, NOTA_ATTENZIONE, S("Scostamenti da motivare"));
    testo_add(nota_paragraph(w),
              S("L'obiettivo B2 non è stato avviato: la motivazione è nell'atto di modifica del Piano."));
    doc_heading(d, 2, S("Andamento"), S(""));
    doc_text(d, S("La tabella larga sta su un foglio orizzontale."));
    wide_table(d);
    doc_page_break(d);
    doc_heading(d, 2, S("Approvazione"), S(""));
    DocNota *plain = doc_note(d, NOTA_SEMPLICE, S("Prossimo passo"));
    testo_add(nota_paragraph(plain), S("Validazione dell'OIV."));
    doc_signature(d, S("Il Segretario generale"), S("Nome di esempio"), S("Esempio"), date_of(2025, 6, 30));
    return d;
}

Documento *esempio_lungo(Arena *a)
{
    Documento *d = start(a);
    doc_toc(d);
    for (int i = 1; i <= 15; i++) {
        doc_heading(d, 2, str_fmt(a, "Obiettivo strategico %d", i), str_fmt(a, "obiettivo/%d", i));
        for (int k = 1; k <= 3; k++) {
            doc_heading(d, 3, S("Indicatori e risultati"), S(""));
            for (int p = 0; p < 5; p++)
                doc_text(d, S("Nel corso dell'anno l'ufficio ha portato a termine le azioni previste dalla scheda di "
    "programmazione operativa, ha misurato gli indicatori alle scadenze del calendario e ha "
    "registrato le evidenze. Gli scostamenti sono motivati accanto a ciascun valore e sono "
    "stati esaminati con i responsabili delle unità organizzative interessate."));
            results_table(d, S(""));
            Testo *t = doc_paragraph(d);
            testo_add(t, S("Si veda anche "));
            testo_ref(t, S("il primo obiettivo"), S("obiettivo/1"));
        }
        DocTabella *t = doc_table(d, S("Valori mensili"), S(""));
        tabella_column(t, COLONNA_CAPO, S("Misura"));
        tabella_column(t, COLONNA_NUMERO, S("Valore"));
        tabella_column(t, COLONNA_TESTO, S("Motivazione"));
        for (int k = 1; k <= 40; k++)
            ROW(t, str_fmt(a, "Misura %d", k), str_fmt(a, "%d,50", k * 13),
                S("Valore rilevato dal sistema di contabilità e confermato dal responsabile del procedimento"));
        figure(d, i == 1 ? 20 : 4);
    }
    return d;
}

static const char hostile[] =
    "<script>alert(1)</script> ]]> \"><img src=x onerror=alert(1)> ' & &lt; <!-- -- %s %n {{x}} "
    "\x01\x02\x08\x0b\x0c\x1b[31m\x7f \xc2\x85 \xe2\x80\xae" "rovescio \xef\xbf\xbf \xef\xbb\xbf "
    "\xff\xfe non UTF-8 </text:p></title></style>";

Documento *esempio_ostile(Arena *a)
{
    enum { LONG = 100000 };
    char *p = arena_alloc(a, LONG);
    memset(p, 'w', LONG);
    Str x = {hostile, (ptrdiff_t)sizeof hostile - 1}, word = {p, LONG};
    Testata h = {x, x, x, x, x, x, S("it\"><script>"), x, x, date_of(2025, 6, 30), true};
    Documento *d = doc_new(a, &h);
    doc_toc(d);
    doc_heading(d, 6, x, x);
    doc_heading(d, 2, word, S(""));
    Testo *t = doc_paragraph(d);
    testo_add(t, x);
    testo_strong(t, word);
    testo_ref(t, x, x);
    testo_ref(t, x, S("non c'è"));
    testo_link(t, x, S("javascript:alert(1)"));
    testo_link(t, x, S("https://a.example/\"onmouseover=\"x"));
    testo_link(t, x, S("https://banca.example@male.example/"));
    doc_text(d, x);
    testo_add(elenco_item(doc_list(d, true)), x);
    testo_add(definizioni_add(doc_definitions(d), x), word);
    DocTabella *tab = doc_table(d, x, x);
    tabella_column(tab, COLONNA_CAPO, x);
    tabella_column(tab, COLONNA_NUMERO, word);
    tabella_column(tab, COLONNA_TESTO, S("\x01"));
    ROW(tab, x, x, word);
    tabella_note(tab, x);
    Figura *f = doc_figure(d, x, x, x, x, x);
    figura_bar(f, x, x, -5);
    figura_bar(f, word, word, 2000000000);
    DocNota *n = doc_note(d, NOTA_ATTENZIONE, x);
    testo_add(nota_paragraph(n), x);
    doc_signature(d, x, x, x, (Date){0});
    return d;
}

/* Numbered words: what is lost is seen. */
static Str words(Arena *a, int from, int n)
{
    Buf b = buf_new(a);
    for (int i = 0; i < n; i++) buf_fmt(&b, "%sp%d", i ? " " : "", from + i);
    return buf_str(&b);
}

static DocTabella *three_columns(Documento *d, Str caption)
{
    DocTabella *t = doc_table(d, caption, S(""));
    tabella_column(t, COLONNA_CAPO, S("Misura"));
    tabella_column(t, COLONNA_TESTO, S("Obiettivo"));
    tabella_column(t, COLONNA_TESTO, S("Motivo"));
    return t;
}

Documento *esempio_righe(Arena *a)
{
    Documento *d = start(a);
    Str fill = S("quanto basta perché la colonna accanto resti stretta e alta");
    int from = 1;
    for (int i = 1; i <= 40; i += i < 16 ? 1 : 8) {
        ROW(three_columns(d, S("Una riga")), words(a, from, i * i), fill, words(a, from, i * i));
        from += i * i;
    }
    DocTabella *t = three_columns(d, S("Tutte le righe"));
    for (int i = 1; i <= 40; i += i < 16 ? 1 : 8) {
        ROW(t, words(a, from, i * i), fill, words(a, from, i * i));
        from += i * i;
    }
    return d;
}

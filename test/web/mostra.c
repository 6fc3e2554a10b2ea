/* mostra.c - writes the page of all components, in both languages, and what a browser loads with it: mostra FOLDER. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "base/os.h"
#include "web/mostra.thtml.h"
#include "web/risorse.h"

static Campo campi[8];
static const Scelta ruoli[] = {
    {.valore = {"1", 1}, .testo = {"Dirigente", 9}}, {.valore = {"2", 1}, .testo = {"Posizione organizzativa", 23}}};
static const Scelta modi[] = {{.valore = {"a", 1}, .testo = {"Crescente", 9}, .aiuto = {"Di più è meglio.", 17}},
                              {.valore = {"b", 1}, .testo = {"Decrescente", 11}, .aiuto = {"Di meno è meglio.", 18}}};

static void fill(void)
{
    campi[0] = (Campo){.nome = S("titolo"), .etichetta = S("Titolo dell'obiettivo"), .obbligatorio = true,
        .valore = S("<script>alert(1)</script>"), .aiuto = S("Che cosa cambia per chi ne ha bisogno."), .lunghezza = 200};
    campi[1] = (Campo){.nome = S("peso"), .etichetta = S("Peso"), .obbligatorio = true, .valore = S("110"), .unita = S("%"),
        .errore = S("110 è troppo: scrivi un numero da 0 a 100.")};
    campi[2] = (Campo){.nome = S("scadenza"), .etichetta = S("Scadenza"), .valore = S("2025-12-31"), .min = S("2025-01-01"),
        .max = S("2025-12-31")};
    campi[3] = (Campo){.nome = S("ruolo"), .etichetta = S("Ruolo"), .scelte = ruoli, .n_scelte = 2, .valore = S("2"),
        .obbligatorio = true};
    campi[4] = (Campo){.nome = S("nota"), .etichetta = S("Nota"), .valore = S("\nprima riga\nseconda"),
        .aiuto = S("La legge chi valuta."), .errore = S("Manca il motivo: scrivi almeno una frase.")};
    campi[5] = (Campo){.nome = S("letto"), .etichetta = S("Ho letto i criteri del 2018."), .valore = S("1")};
    campi[6] = (Campo){.nome = S("verso"), .etichetta = S("Verso dell'indicatore"), .scelte = modi, .n_scelte = 2,
        .valore = S("a"), .obbligatorio = true, .errore = S("Scegli uno dei due versi.")};
    campi[7] = (Campo){.nome = S("file"), .etichetta = S("Foglio compilato"), .accetta = S(".csv,.xlsx"),
        .aiuto = S("CSV o XLSX, fino a 20 MB.")};
}

static void page(Arena *a, Str folder, Lingua l)
{
    VoceMenu ciclo[] = {{.testo = S("2025"), .url = S("/ciclo/2025"), .corrente = true},
                        {.testo = S("2024"), .url = S("/ciclo/2024")}};
    VoceMenu menu[] = {{.testo = S("Le mie scadenze"), .url = S("/"), .corrente = true},
                       {.testo = S("Ciclo"), .sotto = ciclo, .n_sotto = 2}, {.testo = S("Albero"), .url = S("/albero")},
                       {.testo = S("Persone"), .url = S("/persone")}, {.testo = S("Documenti"), .url = S("/documenti")}};
    Collegamento briciole[] = {{S("Le mie scadenze"), S("/")}, {S("Ciclo 2025"), S("/ciclo/2025")}};
    Messaggio messaggi[] = {{TONO_BENE, S("Salvato alle 10:32."), S("")}};
    Telaio t = {.titolo = S("Mostra dei componenti"), .sottotitolo = S("Ogni parte di cui le pagine sono fatte."),
                .ente = S("Camera di commercio di esempio"), .utente = S("Anna Esempio"),
                .ruoli = S("Segretario generale, Dirigente"), .menu = menu, .n_menu = COUNT_OF(menu), .briciole = briciole,
                .n_briciole = COUNT_OF(briciole), .messaggi = messaggi, .n_messaggi = COUNT_OF(messaggi),
                .lingua_url = S("/lingua/en?da=/mostra")};
    Html h = html_new(a, l, S("0123456789abcdef"));
    mostra(&h, &t, campi, COUNT_OF(campi));
    Str file = str_fmt(a, "%.*s/%.*s.html", STR_ARG(folder), STR_ARG(lingua_codice(l)));
    if (os_write_file(file, html_pagina(&h))) exit(1);
}

int main(int argc, char **argv)
{
    Arena a = {0};
    if (argc != 2) return 1;
    Str folder = str_of(argv[1]);
    fill();
    for (int l = 0; l < LINGUA_COUNT; l++) page(&a, folder, (Lingua)l);
    const Asset *s;
    for (ptrdiff_t i = 0; (s = asset_at(i)); i++)
        if (os_write_file(str_fmt(&a, "%.*s/%.*s", STR_ARG(folder), STR_ARG(s->path)), s->bytes)) return 1;
    arena_free(&a);
    return 0;
}

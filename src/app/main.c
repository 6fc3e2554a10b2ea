/* main.c - floor 7: the command table of ciclo. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "app/comando.h"

#include <sys/stat.h>

const Comando comandi[] = {
    {"score", "[--sistema FILE.yaml] [--no-trace] FILE.json|-", "calcola un caso, con la prova di ogni numero", cmd_score},
    {"suggest", "[--sistema FILE.yaml] FILE.json|- | --tavola [--n N|DA-A] [--formato json] [--sistema FILE.yaml] [FILE.json]", "la proposta regolare più vicina per ogni gruppo", cmd_suggest},
    {"act", "add --CAMPO VALORE... [--collega TABELLA/CHIAVE]... | link ATTO TABELLA/CHIAVE..."
     " | correct ATTO --CAMPO VALORE... --motivo TESTO | annul ATTO --motivo TESTO"
     " | list [--anno AAAA] [--evento E] [--organo O] | show ATTO", "il registro degli atti", cmd_act},
    {"meeting", "add --CAMPO VALORE... [--partecipante PERSONA:QUALITÀ]... | join RIUNIONE PERSONA:QUALITÀ"
     " | minutes RIUNIONE [--verbale TESTO|@FILE] [--documenti TESTO] [--atto ATTO]"
     " | ack RIUNIONE [--data GIORNO] [--osservazioni TESTO|@FILE] | list [--anno AAAA] | show RIUNIONE",
     "il registro delle riunioni e dei colloqui", cmd_meeting},
    {"org", "[--unita CODICE] [--data GIORNO]", "le unità, chi le dirige e chi ci lavora", cmd_org},
    {"journal", "TABELLA/CHIAVE", "la storia di un dato: chi l'ha scritto, quando, con quale atto", cmd_journal},
    {"verify", "[--anchor VOCE:IMPRONTA]", "verifica il giornale e i dati", cmd_verify},
    {"backup", "FILE", "una copia intera, mentre altri lavorano", cmd_backup},
    {"restore", "FILE --db LUOGO", "rimette una copia dove non c'è nulla", cmd_restore},
    {"migrate", "", "porta la base di dati alla versione del programma", cmd_migrate},
    {"erase", "PERSONA --atto ATTO [--in-servizio]", "cancella i dati di una persona", cmd_erase},
    {"permessi", "", "chi può fare che cosa", cmd_permessi},
    {"rulebook", "list | json ID | yaml ID | check FILE.yaml | versions | import FILE.yaml --anno A [--motivo TESTO]"
     " | copy ID|CODICE/VERSIONE NUOVO --anno A | export CODICE/VERSIONE | submit|withdraw|drop CODICE/VERSIONE"
     " | opinion CODICE/VERSIONE --parere ESITO [--data GIORNO] [--testo TESTO|@FILE] [--atto ATTO] | adopt CODICE/VERSIONE --atto ATTO"
     " | rectify CODICE/VERSIONE --motivo TESTO | try --anno A [--sistema FILE|ID|CODICE/VERSIONE] [--con CHIAVE=VALORE]... [--fondo CODICE=EURO]..."
     " | print ID|FILE.yaml|CODICE/VERSIONE [--documento criteri|tecnico] [--anno AAAA] [--data GIORNO] [--formato html,odt,pdf,docx] [--out FILE]"
     " | diff A B [--anno AAAA] [--data GIORNO] [--formato html,odt,pdf,docx] [--out FILE]",
     "i sistemi di valutazione: quelli del programma e dell'ente, come documento, che cosa cambia, che cosa accadrebbe se", cmd_rulebook},
    {"init", "[--db LUOGO] --codice X --nome \"...\" [--esempio]", "crea un ente vuoto", cmd_init},
    {"import", "[--dry-run] [--atto ATTO] [--progress] CARTELLA|FILE.csv|FILE.json|- | --template CARTELLA",
     "porta dentro i dati: tutti o nessuno", cmd_import},
    {"cycle", "[--anno AAAA] [--dot] | --eventi", "a che punto è l'anno, che cosa manca e chi deve farlo", cmd_cycle},
    {"evaluate", "--anno AAAA [--periodo S1|S2] [--caso FILE.json] | --anno AAAA --congela ATTO",
     "calcola l'anno intero e ne salva l'esecuzione", cmd_evaluate},
    {"explain", "--anno AAAA [--periodo S1|S2] --persona|--nodo|--unita|--gruppo CODICE [NUMERO] | --anno AAAA --ente [NUMERO]",
     "perché un numero è quello che è (come documento: report calcolo)", cmd_explain},
    {"scheda", "list --anno A | show GRUPPO --anno A [--livello L] [--template FILE.csv] [--json] | draft GRUPPO --anno A --livello L FILE.csv"
     " | discard GRUPPO --anno A --livello L PERSONA | suggest GRUPPO --anno A [--blocca PERSONA.semischeda1]... [--limite PERSONA.semischeda1:MIN-MAX]... [FILE.csv]"
     " | propose|verify|redetermine GRUPPO --anno A [--atto ATTO] [FILE.csv] | waive GRUPPO --anno A --motivo TESTO [--atto ATTO]",
     "i punteggi del personale, gruppo per gruppo: proposta, verifica, rideterminazione", cmd_scheda},
    {"report", "relazione|vincoli|scheda|calcolo --anno AAAA [--persona CODICE] [--formato html,odt,pdf,docx] [--data GIORNO]"
     " [--soglia PERCENTO] [--premessa FILE] [--contesto FILE] [--pari-opportunita FILE] [--miglioramento FILE]"
     " --out FILE", "i documenti di un anno: Relazione, vincoli dei gruppi, scheda di una persona, scheda di calcolo", cmd_report},
    {"export", "[--progress] CARTELLA|FILE.json|- | paghe --anno AAAA [--italiano] [--out FILE.csv|FILE.json]",
     "porta fuori i dati, nello stesso formato; gli importi per le paghe", cmd_export},
    {"publish", "--anno AAAA [--parte piano|tutto] [--file PUBBLICO.db] | --conto NOME",
     "rende pubblici Piano, risultati e dati aggregati", cmd_publish},
    {"public", "[--anno AAAA] [--json] [--formato html|csv|json] [DOCUMENTO]", "ciò che è pubblico: l'elenco, o un documento", cmd_public},
    {"serve", "[--porta N] [--indirizzo A] [--socket FILE] [--nome HOST]... [--certificato FILE --chiave FILE] [--lavoratori N] [--libreoffice FILE]"
     " [--controlla] [--public]",
     "il sito: le pagine per chi lavora, o (--public) per chi legge ciò che è pubblico", cmd_serve},
    {"user", "add NOME --persona CODICE [--crea COGNOME,NOME] [--parola FILE|-] | reset NOME | off NOME | list", "chi può entrare nel sito", cmd_user},
};
const int n_comandi = (int)COUNT_OF(comandi);

static int help(FILE *out)
{
    fprintf(out, "ciclo: il ciclo della performance di un ente pubblico\n\nuso: ciclo COMANDO [argomenti]\n\n");
    for (int i = 0; i < n_comandi; i++)
        fprintf(out, "  %-10s %s\n  %-10s ciclo %s %s\n", comandi[i].nome, comandi[i].parole, "", comandi[i].nome,
                comandi[i].uso);
    fprintf(out, "\nI comandi sui dati accettano anche --db LUOGO, --as PERSONA o --pubblico, --json.\n"
                 "Manuale: man ciclo\n");
    return out == stdout ? 0 : err_exit_status(E_USO);
}

int main(int argc, char **argv)
{
    umask(077); /* what it writes is about persons: whoever wants to share a file says so */
    if (argc < 2) return help(stderr);
    if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "help")) return help(stdout);
    if (!strcmp(argv[1], "--version")) {
        printf("ciclo %s\n", CICLO_VERSION);
        return 0;
    }
    for (int i = 0; i < n_comandi; i++) {
        if (strcmp(argv[1], comandi[i].nome)) continue;
        if (argc > 2 && !strcmp(argv[argc - 1], "--help")) { /* "ciclo act add --help" too */
            printf("%s\nuso: ciclo %s %s\n", comandi[i].parole, comandi[i].nome, comandi[i].uso);
            return 0;
        }
        Arena a = {0};
        int status = comandi[i].run(&a, (Argomenti){argc - 2, argv + 2});
        arena_free(&a);
        return status;
    }
    fprintf(stderr, "ciclo: comando sconosciuto: %s. Elenco dei comandi: ciclo --help\n", argv[1]);
    return err_exit_status(E_USO);
}

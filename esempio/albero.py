# albero.py - the tree of the example body: priorities to action objectives, with indicators, targets, results, money.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""One line a node or an indicator; indentation is only for the eye, the first letter gives the level.

P letter | weight | contributing units | title           priority
S number | weight | unit | title                         strategic objective (number within its priority)
G | weight | unit | title                                programme
J | weight | unit | contributing units | title           yearly project
O code | weight | unit | title                           operational objective (letter of the dirigente, number)
Z | weight | unit | title                                action objective
> text                                                   description of the node above
€ kind planned spent                                     money of the node above
- name | formula | unit of measure | operator | weight | base | target | result | reason of the deviation
  target: 2025, or 2025>2026, or 2025>2026>2027; result: final, or final@half-year; nr not measured, nc not computable.
  [S], [C] before the name: indicator and target (with [S] also the result) published by Salerno or Caserta, LEGGIMI.md
@25, @26 after the letter: only in that year."""

TESTO = '''
P A | 20 | AR1 AR3 INTEC | E-government: una Pubblica Amministrazione al servizio delle imprese
  > Servizi in rete, sportelli vicini e tempi certi per chi apre, modifica o chiude un'impresa.
  S 1 | | AR1 | Riduzione dei costi della burocrazia innovando l'erogazione dei servizi
    > Spostare gli adempimenti dagli sportelli alla rete e, dove serve una persona, portarla vicino all'impresa.
    - [S] Grado di diffusione del SUAP | Numero di comuni in delega per il SUAP, in rapporto all'anno di riferimento | % | >= | 20 | 100 | 103>103>103 | 100@100 | La delega copre già tutti i 59 comuni: l'incremento previsto richiedeva l'adesione di comuni di fuori provincia, che non c'è stata.
    - [S] Grado di decentramento rilascio dispositivi di firma digitale | Dispositivi rilasciati da sportelli decentrati / dispositivi rilasciati nell'anno | % | >= | 20 | 9.4 | 10>12>14 | 11.78@10.9 |
    - [S] N. sportelli attivati e gestiti dalle associazioni di categoria | Numero nell'anno | n. | >= | 20 | 9 | 10>20>28 | 28@17 |
    - [S] Livello di collaborazione con altre PA (Certificazioni PP.AA.) | Numero di enti | n. | >= | 20 | 18 | 20>100>130 | 130@96 |
    - [S] Corsi e seminari Comunica/Suap/Bilanci/Telemaco | Numero | n. | >= | 20 | 4 | 5>15>20 | 20@11 |
    G | | AR1 | Servizi digitali e sportelli vicini alle imprese
      J | | S11 | S11 INTEC | Identità digitale e firma a distanza
        € oneri 42000 39870.25
        € proventi 61000 64512
        O A1 | | AR1 | Portare il rilascio dei dispositivi digitali fuori dalla sede camerale
          > Tre sportelli mobili e il riconoscimento in video riducono gli spostamenti delle imprese montane e costiere.
          - Dispositivi rilasciati con riconoscimento in video | Dispositivi rilasciati in video / dispositivi rilasciati dall'ente | % | >= | 60 | 21.5 | 30>36 | 34.2@28.7 |
          - Tempo medio di attesa allo sportello | Minuti dall'arrivo alla chiamata, media dell'anno | minuti | <= | 40 | 16.5 | 12>10 | 14.8@17.6 | Nei primi quattro mesi lo sportello ha lavorato con una persona in meno, per una lunga assenza; da maggio l'attesa media è di dodici minuti.
          Z | 60 | S11 | Attivare il riconoscimento in video per la firma digitale
            - Rilasci conclusi interamente a distanza | Numero nell'anno | n. | >= | | 610 | 900>1100 | 1026@402 |
          Z | 40 | S11 | Preparare gli addetti degli sportelli delle associazioni di categoria
            - Operatori abilitati al rilascio dopo il corso | Numero nell'anno | n. | >= | | 26 | 40>45 | 44@19 |
      J | | S11 | S11 S32 INTEC | Fascicolo informatico d'impresa e SUAP
        € oneri 35500 33120.8
        O A2 | | AR1 | Estendere ai comuni il fascicolo informatico d'impresa
          > I comuni inviano al fascicolo autorizzazioni e segnalazioni; l'impresa le ritrova nel cassetto digitale.
          - Comuni che alimentano il fascicolo con regolarità | Comuni con almeno un invio al mese / comuni serviti | % | >= | 50 | 66.1 | 85>88 | 79.66@71.19 |
          - Imprese con cassetto digitale attivo | Imprese che hanno attivato il cassetto / imprese attive | % | >= | 50 | 33.2 | 38>43 | 40.6@36.4 |
          Z | | S11 | Affiancare i comuni nell'invio degli atti al fascicolo
            - Comuni assistiti con almeno due incontri | Numero nell'anno | n. | >= | | 15 | 24>20 | 25@12 |
            - Atti respinti per formato errato | Atti respinti / atti ricevuti | % | <= | | 9.2 | 6>5 | 5.4@6.8 |
      J | | INTEC | INTEC | Continuità dei servizi in rete per gli sportelli decentrati
        € oneri 58000 58000
        € investimenti 24000 21350
        - Disponibilità dei servizi in rete | Ore di servizio effettivo / ore di servizio programmate | % | >= | | 99.1 | 99.5 | 99.7@99.6 |
        - Segnalazioni risolte entro due giorni lavorativi | Segnalazioni chiuse in due giorni / segnalazioni ricevute | % | >= | | 76 | 90>92 | 71.2@66.5 | La società ha cambiato il fornitore dell'assistenza a giugno; il recupero si è visto solo nell'ultimo trimestre.
  S 2 | | AR1 | Riduzione dei tempi dell'azione amministrativa
    > Il registro delle imprese è il primo servizio per numero di utenti: i suoi tempi sono quelli che l'utenza misura.
    - [S] Rispetto dei tempi di evasione (5 giorni) pratiche RI | Pratiche evase entro 5 gg / pratiche ricevute nell'anno | % | >= | 55 | 31.4 | 33>45>60 | 42.32@38.9 |
    - [S-] Tasso di sospensione pratiche RI | Pratiche con almeno una gestione correzione / pratiche ricevute | % | <= | 45 | 24.8 | 22>20>18 | 21.6@23.5 |
    G | | AR1 | Qualità e tempi del Registro delle imprese
      J | | S11 | S11 | Pratiche semplici in giornata e controlli automatici
        € oneri 27400 26985.6
        O A3 | | AR1 | Ridurre i tempi di lavorazione delle pratiche telematiche
          > Le pratiche senza titolo notarile passano da controlli automatici; gli addetti esperti seguono le altre.
          - Tempo medio di lavorazione delle pratiche | Giorni di calendario fra protocollo ed evasione, media dell'anno | giorni | <= | 60 | 7.4 | 6>5 | 5.8@6.3 |
          - Bilanci d'esercizio lavorati entro 5 giorni | Bilanci evasi in 5 giorni / bilanci depositati | % | >= | 40 | 74.3 | 80>82 | 80.8@78.2 |
          Z | 50 | S11 | Smaltire le pratiche sospese da oltre trenta giorni
            - Pratiche ancora sospese al 31 dicembre | Numero a fine periodo | n. | <= | | 265 | 150>130 | 214@238 | Le rettifiche chieste agli intermediari in novembre per il cambio della modulistica hanno riaperto 64 pratiche già pronte alla chiusura.
          Z | 50 | S11 | Prevenire gli errori di compilazione con guide ed esempi
            - Guide operative pubblicate o riviste | Numero nell'anno | n. | >= | | 4 | 6>8 | 7@3 |
            - Pratiche corrette alla prima presentazione | Pratiche senza correzioni / pratiche presentate | % | >= | | 75.2 | 78>80 | 78.4@76.5 |
      J | | S11 | S11 S12 | Pulizia degli archivi e cancellazioni d'ufficio
        € oneri 18600 15240
        O A4 | | AR1 | Completare le cancellazioni d'ufficio e i domicili digitali mancanti
          - Provvedimenti di cancellazione adottati | Numero nell'anno | n. | >= | 50 | 840 | 1200>900 | 1262@530 |
          - Imprese con domicilio digitale valido | Imprese con domicilio digitale attivo / imprese tenute ad averlo | % | >= | 50 | 88.5 | 93>95 | 92.4@90.3 | I domicili assegnati d'ufficio alle società in liquidazione sono in parte scaduti prima della notifica.
          Z | | S11 | Notificare gli avvii del procedimento e trasmettere gli elenchi al giudice del registro
            - Posizioni trasmesse al giudice del registro | Numero nell'anno | n. | >= | | 690 | 1000>800 | 1084@465 |

P B | 12 | AR1 | Promozione degli strumenti di regolazione del mercato
  > Un mercato corretto conviene a chi vende e a chi compra: composizione delle liti, controlli, tutela delle idee.
  S 1 | | AR1 | Diffondere la giustizia alternativa e rafforzare la fede pubblica
    - Procedure di mediazione e conciliazione avviate | Numero nell'anno | n. | >= | 60 | 164 | 180>195>210 | 188@97 |
    - Procedure concluse con accordo | Accordi raggiunti / procedure con adesione delle parti | % | >= | 40 | 39.5 | 42>44>45 | 41.1@40.2 | Sono cresciute le liti bancarie, che si chiudono con un accordo meno di una volta su quattro.
    G | | AR1 | Mediazione, arbitrato e composizione della crisi
      J | | S12 | S12 | Sportello della giustizia alternativa
        € proventi 88000 93140.5
        € oneri 64000 61875.3
        O A5 | | AR1 | Avvicinare imprese e consumatori alla mediazione e alla composizione negoziata
          - Durata media delle mediazioni | Giorni dal deposito alla chiusura, media delle procedure chiuse | giorni | <= | 50 | 108 | 95>92 | 91@99 |
          - Istanze di composizione negoziata istruite in due giorni lavorativi | Istanze istruite in due giorni / istanze ricevute | % | >= | 50 | 91 | 95 | 96.3@94.1 |
          Z | 40 | S12 | Incontrare ordini professionali e associazioni dei consumatori
            - Incontri tenuti | Numero nell'anno | n. | >= | | 5 | 8>9 | 9@4 |
          Z | 30 | S12 | Portare in rete le sedute di mediazione
            - Sedute svolte in videoconferenza | Sedute in rete / sedute svolte | % | >= | | 37 | 50>60 | 56.7@49.8 |
          Z | 30 | S12 | Decidere in tempi certi sulle domande di cancellazione dei protesti
            - Giorni medi per decidere sulla domanda | Giorni dalla domanda al provvedimento, media dell'anno | giorni | <= | | 16 | 12>11 | 10.5@12.4 |
    G | | AR1 | Vigilanza sul mercato e metrologia legale
      J | | S13 | S13 | Controlli su strumenti di misura e sicurezza dei prodotti
        € proventi 31000 29480
        € oneri 22500 21960.75
        O A6 | | AR1 | Rafforzare i controlli su strumenti di misura e prodotti
          > Il programma segue il rischio: prima i settori con più irregolarità nei tre anni passati.
          - Strumenti di misura controllati | Numero nell'anno | n. | >= | 50 | 371 | 420>440 | 436@204 |
          - Prodotti sottoposti a controllo | Numero di modelli controllati nell'anno | n. | >= | 50 | 138 | 160>170 | 152@61 | Le prove di laboratorio su otto modelli, affidate a dicembre, si sono chiuse nel gennaio seguente.
          Z | 30 | S13 | Ispezionare i distributori di carburante secondo il programma
            - Complessi di distribuzione ispezionati | Numero nell'anno | n. | >= | | 52 | 60>62 | 63@30 |
          Z | 30 | S13 | Controllare etichette e sicurezza di giocattoli e materiale elettrico
            - Punti vendita visitati | Numero nell'anno | n. | >= | | 28 | 36>38 | 29@15 | Sette sopralluoghi congiunti con la Guardia di finanza sono stati rinviati su richiesta di quest'ultima.
          Z | 20 | S13 | Vigilare su centri tecnici e laboratori autorizzati
            - Visite di sorveglianza concluse | Numero nell'anno | n. | >= | | 11 | 14 | 14@6 |
          Z | 20 | S13 | Trasmettere in fretta i verbali di accertamento
            - Giorni medi fra accertamento e trasmissione | Giorni di calendario, media dell'anno | giorni | <= | | 19 | 15>14 | 13.6@15.2 |
  S 2 | | AR1 | Tutelare la proprietà industriale e la trasparenza dei prezzi
    - Depositi di marchi, disegni e brevetti assistiti | Numero nell'anno | n. | >= | 70 | 287 | 310>320>330 | 322@158 |
    - Rilevazioni dei prezzi pubblicate il giorno stesso | Bollettini pubblicati in giornata / bollettini dell'anno | % | >= | 30 | 92 | 96>97>98 | 98@96 |
    G | | AR1 | Marchi, brevetti e listini
      J | | S12 | S12 S23 | Sportello della proprietà industriale e borsa merci
        € oneri 19800 18210.4
        O A7 | | AR1 | Orientare gratuitamente le imprese su marchi e brevetti
          - Colloqui di orientamento con consulenti in proprietà industriale | Numero nell'anno | n. | >= | 100 | 58 | 70>80 | 74@33 |
          Z | | S12 | Assistere le imprese nel deposito telematico
            - Appuntamenti di assistenza al deposito | Numero nell'anno | n. | >= | | 97 | 120>125 | 131@60 |
          Z | | S12 | Rilevare e pubblicare i prezzi all'ingrosso dei prodotti agricoli
            - Bollettini settimanali pubblicati | Numero nell'anno | n. | = | | 49 | 50 | 50@25 |

P C | 12 | AR2 INTEC | Favorire il consolidamento e lo sviluppo della struttura del sistema economico locale
  > Più digitale, meno energia sprecata, più imprese che superano i primi cinque anni.
  S 1 | | AR2 | Accompagnare la transizione digitale ed ecologica delle imprese
    - Imprese che hanno misurato la propria maturità digitale | Numero nell'anno | n. | >= | 50 | 214 | 260>290>320 | 283@121 |
    - Imprese assistite dal Punto impresa digitale | Numero nell'anno | n. | >= | 50 | 431 | 480>520>560 | 497@236 |
    G | | AR2 | Punto impresa digitale e doppia transizione
      J | | S22 | S22 INTEC | Contributi e valutazioni per la digitalizzazione
        € oneri 310000 288640
        O B1 | | AR2 | Sostenere gli investimenti digitali delle piccole imprese
          - Contributi concessi sulle risorse stanziate | Euro concessi / euro stanziati nel bando | % | >= | 60 | 87.4 | 92>93 | 93.1@41.2 |
          - Tempo medio di istruttoria delle domande di contributo | Giorni dalla chiusura del bando alla concessione, media | giorni | <= | 40 | 58 | 45>42 | 44.2@47 |
          Z | 50 | S22 | Valutare la maturità digitale nelle sedi delle imprese
            - Valutazioni guidate concluse con un rapporto | Numero nell'anno | n. | >= | | 118 | 150>165 | 157@70 |
          Z | 50 | S22 | Istruire le domande di contributo digitale entro quaranta giorni
            - Domande istruite entro 40 giorni | Domande istruite in 40 giorni / domande ricevute | % | >= | | 61 | 80>82 | 62.4@54.1 | Le domande sono state 412 contro le 260 attese: l'istruttoria si è chiusa nei tempi solo dopo l'arrivo di una seconda persona in luglio.
      J | | INTEC | INTEC | Laboratorio per l'intelligenza artificiale nelle imprese artigiane
        € oneri 74000 71200
        € investimenti 36000 35488.9
        - Imprese ospitate nel laboratorio | Numero nell'anno | n. | >= | | 0 | 35>45 | 38@12 |
        - Prototipi realizzati con le imprese | Numero nell'anno | n. | >= | | 0 | 6>8 | 6@2 |
      J@25 | | S22 | S22 | Efficienza energetica e comunità energetiche
        € oneri 40000 6150
        O B2 | | AR2 | Orientare le imprese su efficienza e comunità energetiche
          > Dipende dal bando regionale di cofinanziamento, sospeso in aprile e revocato in giugno 2025.
          - Studi di fattibilità finanziati | Numero nell'anno | n. | >= | 100 | 0 | 12 | nc | Il bando regionale che finanziava gli studi è stato revocato: nessuno studio poteva essere avviato.
          Z | | S22 | Raccogliere e selezionare le manifestazioni di interesse alle comunità energetiche
            - Manifestazioni di interesse selezionate | Numero nell'anno | n. | >= | | 0 | 30 | nc | Manca l'avviso regionale a cui collegare le manifestazioni di interesse.
      J@26 | | S22 | S22 | Diagnosi energetica di filiera
        € oneri 32000 0
        O B9 | | AR2 | Aiutare le filiere manifatturiere a conoscere i propri consumi
          - Imprese con una diagnosi energetica completata | Numero nell'anno | n. | >= | 100 | 0 | 20>20 | nr |
          Z | | S22 | Selezionare le imprese della filiera della carta e del mobile
            - Imprese visitate | Numero nell'anno | n. | >= | | 0 | 30>30 | nr |
  S 2 | | AR2 | Sostenere la nascita di imprese e il passaggio generazionale
    - Aspiranti imprenditori accompagnati | Numero nell'anno | n. | >= | 60 | 126 | 140>145>150 | 149@71 |
    - Imprese nate dopo l'accompagnamento | Numero nell'anno | n. | >= | 40 | 33 | 38>40>42 | 31@14 | Sette iniziative hanno rinviato l'iscrizione in attesa dell'esito del bando nazionale sull'imprenditoria giovanile.
    G | | AR2 | Servizio nuove imprese
      J | | S22 | S22 | Sportello nuove imprese e formazione all'avvio
        € oneri 46500 44018.6
        O B3 | | AR2 | Accompagnare dall'idea al primo bilancio
          - Piani d'impresa esaminati con un esperto | Numero nell'anno | n. | >= | 100 | 51 | 60>64 | 63@29 |
          Z | | S22 | Tenere lo sportello nuove imprese anche fuori sede
            - Giornate di sportello nelle sedi del territorio | Numero nell'anno | n. | >= | | 36 | 44>46 | 45@22 |

P D | 12 | AR2 PROMOS | Sostenere la competitività delle imprese
  > Mercati esteri e credito: i due passaggi su cui le piccole imprese chiedono più aiuto.
  S 1 | | AR2 | Accrescere la presenza delle imprese sui mercati esteri
    - Imprese assistite nei percorsi di internazionalizzazione | Numero nell'anno | n. | >= | 50 | 156 | 175>185>195 | 181@83 |
    - Imprese alla prima esportazione | Numero nell'anno | n. | >= | 50 | 19 | 22>24>26 | 23@9 |
    G | | AR2 | Internazionalizzazione
      J | | PROMOS | PROMOS S21 | Incontri con operatori esteri e missioni
        € oneri 185000 179305.2
        € proventi 52000 48700
        - Incontri d'affari organizzati | Numero nell'anno | n. | >= | | 388 | 420>430 | 447@203 |
        - Imprese che dichiarano un contatto utile | Imprese con contatto utile / imprese partecipanti | % | >= | | 58 | 60>62 | 63.5@61 |
      J | | S21 | S21 | Sportello estero e certificazione
        € proventi 47000 49230
        € oneri 33800 32995.1
        O B4 | | AR2 | Semplificare i documenti per l'esportazione e preparare le imprese ai mercati
          - Certificati di origine stampati in azienda | Certificati stampati in azienda / certificati rilasciati | % | >= | 50 | 47.2 | 60>68 | 64.9@55.3 |
          - Imprese che completano il percorso di preparazione | Numero nell'anno | n. | >= | 50 | 64 | 75>78 | 72@31 | Tre imprese hanno lasciato il percorso dopo l'introduzione dei dazi sul loro mercato di destinazione.
          Z | 60 | S21 | Abilitare nuove imprese alla stampa in azienda
            - Imprese abilitate alla stampa in azienda | Numero a fine periodo | n. | >= | | 71 | 90>105 | 97@84 |
          Z | 40 | S21 | Tenere seminari tecnici su dogane, contratti e pagamenti
            - Seminari tenuti | Numero nell'anno | n. | >= | | 8 | 10 | 11@6 |
            - Gradimento medio dei partecipanti | Media dei voti da 1 a 5 nei questionari | voto | >= | | 4.1 | 4.2>4.3 | 4.4@4.3 |
  S 2 | | AR2 | Facilitare l'accesso al credito e agli strumenti finanziari
    - [C] Leva finanziaria | Prestiti ottenuti con garanzie CCIAA / risorse CCIAA a garanzia | % | >= | 30 | 66 | 65>55>50 | 52.4@48.8 | Due Confidi hanno concluso la fusione in autunno e sospeso le nuove garanzie per sei settimane.
    - [C] % prestiti con garanzie CCIAA | Prestiti con garanzie CCIAA / prestiti ottenuti dalle imprese | % | >= | 25 | 24 | 25>15>5 | 25.7@22.9 |
    - [C-] Diffusione opportunità di finanziamento | N. imprese beneficiarie di voucher | n. | >= | 25 | 133 | 140>150>160 | 152@58 |
    - [C] Collaborazioni accesso al credito | N. accordi con banche e Confidi | n. | >= | 20 | 7 | 8>9>9 | 8@8 |
    G | | AR2 | Credito e garanzie
      J | | S22 | S22 | Fondo di garanzia e accordi con banche e Confidi
        € oneri 150000 142500
        O B5 | | AR2 | Rendere più rapido l'accesso alle garanzie camerali
          - Tempo medio di istruttoria delle garanzie | Giorni dalla domanda completa alla decisione, media | giorni | <= | 50 | 37 | 30>28 | 28.5@31 |
          - Imprese ricevute dallo sportello credito | Numero nell'anno | n. | >= | 50 | 92 | 110>115 | 118@54 |
          Z | | S22 | Seguire le imprese nella domanda di garanzia
            - Domande complete alla prima presentazione | Domande complete / domande presentate | % | >= | | 63 | 70>73 | 71.4@68.2 |

P E | 8 | AR2 PROMOS | Valorizzazione economica del territorio
  > Turismo lungo tutto l'anno e produzioni riconoscibili.
  S 1 | | AR2 | Promuovere il turismo di qualità e le produzioni tipiche
    - [C] Variazione indice di concentrazione turistica | Indice anno t / indice anno t-1 | rapporto | >= | 40 | 0.98 | 1>1>1 | 1.03@1.01 |
    - Imprese iscritte nel registro delle produzioni tipiche | Numero a fine anno | n. | >= | 60 | 212 | 225>235>245 | 231@219 |
    G | | AR2 | Turismo, cultura e prodotti tipici
      J | | S21 | S21 S23 | Rete delle strutture certificate e itinerari del gusto
        € oneri 92000 88410.3
        O B6 | | AR2 | Far crescere la rete delle imprese turistiche di qualità
          - Strutture ricettive e ristoranti con marchio di qualità | Numero a fine anno | n. | >= | 60 | 78 | 85>92 | 88@80 |
          - Imprese che aderiscono agli itinerari del gusto | Numero a fine anno | n. | >= | 40 | 54 | 62>58 | 47@61 | Quindici aziende agricole hanno sospeso l'accoglienza dopo le piogge di ottobre.
          Z | 50 | S21 | Organizzare le visite per il marchio di qualità
            - Visite concluse | Numero nell'anno | n. | >= | | 33 | 40>42 | 41@17 |
          Z | 50 | S21 | Portare le produzioni tipiche nelle manifestazioni
            - Manifestazioni con uno spazio camerale | Numero nell'anno | n. | >= | | 7 | 9 | 6@4 | Tre fiere d'autunno sono state annullate dagli organizzatori.
      J | | PROMOS | PROMOS | Calendario unico degli eventi del territorio
        € oneri 66000 64890
        - Eventi pubblicati con almeno trenta giorni di anticipo | Eventi pubblicati in anticipo / eventi in calendario | % | >= | | 71 | 80>85 | 82.6@77.4 |
        - Accessi unici al calendario | Numero nell'anno, in migliaia | migliaia | >= | | 96 | 120>130 | nr | Il contatore degli accessi è stato spento con il cambio del sito e il dato dell'anno non è ricostruibile.

P F | 8 | AR2 | Analisi e conoscenza del sistema economico locale e programmazione territoriale
  > Dati affidabili e leggibili per chi decide, in azienda e nelle istituzioni.
  S 1 | | AR2 | Rendere disponibili dati tempestivi sull'economia locale
    - Giorni fra fine trimestre e rapporto congiunturale | Giorni di calendario, media dei quattro rapporti | giorni | <= | 60 | 71 | 60>58>55 | 57@62 |
    - Serie statistiche pubblicate in formato aperto | Numero a fine anno | n. | >= | 40 | 18 | 24>28>32 | 26@21 |
    G | | AR2 | Osservatori economici
      J | | S23 | S23 | Osservatorio congiunturale e banca dati territoriale
        € oneri 38000 36720
        O B7 | | AR2 | Pubblicare analisi utili a imprese e istituzioni
          - Rapporti e note pubblicati | Numero nell'anno | n. | >= | 100 | 13 | 16>17 | 17@8 |
          Z | 60 | S23 | Condurre l'indagine congiunturale trimestrale
            - Imprese rispondenti | Imprese che rispondono / imprese del campione | % | >= | | 52 | 58>56 | 46.4@44.9 | Il questionario in rete è rimasto chiuso dieci giorni, in aprile, e il nuovo campione ha ridotto le risposte del commercio.
          Z | 40 | S23 | Pubblicare tavole statistiche riutilizzabili
            - Tavole pubblicate con licenza aperta | Numero nell'anno | n. | >= | | 40 | 60>65 | 66@31 |

P G | 8 | AR2 AR3 PROMOS | Comunicazione
  > Dire che cosa fa la Camera, ascoltare chi la usa, rendere conto.
  S 1 | | AR2 | Potenziare la comunicazione istituzionale
    - Utenti soddisfatti della comunicazione dell'ente | Risposte positive / risposte all'indagine annuale | % | >= | 60 | 72 | 76>78>80 | 78.9@nr |
    - Iscritti alla lettera di notizie | Numero a fine anno | n. | >= | 40 | 5120 | 5600>6000>6400 | 5874@5460 |
    G | | AR2 | Comunicazione, ascolto e trasparenza
      J | | S23 | S23 PROMOS | Sito, canali sociali e relazioni con la stampa
        € oneri 54000 51180.45
        O B8 | | AR2 | Parlare a imprese e cittadini in modo semplice e misurabile
          - Pagine del sito riscritte in linguaggio semplice | Numero nell'anno | n. | >= | 60 | 45 | 80>90 | 86@38 |
          - Criteri di accessibilità soddisfatti nel controllo annuale | Criteri soddisfatti / criteri controllati | % | >= | 40 | 78 | 95>95 | 82@80 | I moduli interattivi forniti da terzi non sono ancora accessibili: il fornitore ha rinviato la nuova versione al 2026.
          Z | | S23 | Rispondere alle domande ricevute dai canali sociali
            - Domande con risposta entro un giorno lavorativo | Domande con risposta in un giorno / domande ricevute | % | >= | | 79 | 85>88 | 87.2@84.6 |
          Z | | S23 | Curare la rassegna e i comunicati per la stampa locale
            - Comunicati ripresi da almeno una testata | Comunicati ripresi / comunicati diffusi | % | >= | | 61 | 65>66 | 68@66.5 |
      J | | U33 | U33 S23 | Trasparenza e partecipazione dei portatori di interesse
        > Progetto del programma per la trasparenza: obiettivo di partecipazione di utenti, imprese e personale.
        € oneri 9500 8120
        O C1 | | AR3 | Assicurare la trasparenza e far partecipare gli utenti alle scelte sui servizi
          - Obblighi di pubblicazione assolti nei termini | Obblighi assolti nei termini / obblighi controllati | % | >= | 60 | 94 | 98 | 98.4@97.1 |
          - Partecipanti alle consultazioni sulla carta dei servizi | Numero nell'anno | n. | >= | 40 | 210 | 300>340 | 318@92 |
          Z | 70 | U33 | Controllare ogni trimestre le pagine di Amministrazione trasparente
            - Controlli con verbale | Numero nell'anno | n. | >= | | 3 | 4 | 4@2 |
          Z | 30 | U33 | Consultare i portatori di interesse sulla carta dei servizi
            - Osservazioni a cui l'ente ha risposto | Osservazioni con risposta / osservazioni ricevute | % | >= | | 82 | 100 | 97.6@95 | Una osservazione, giunta l'ultimo giorno, ha avuto risposta in gennaio.

P H | 8 | AR3 | Valorizzazione del capitale umano
  > Competenze, organizzazione e benessere di chi lavora nell'ente.
  S 1 | | AR3 | Valorizzare le risorse umane e razionalizzare l'organizzazione camerale
    - Benessere organizzativo percepito | Media dei voti da 1 a 6 nell'indagine sul personale | voto | >= | 50 | 3.9 | 4.1>4.2>4.3 | 4.2@nr |
    - Procedure interne semplificate | Numero nell'anno | n. | >= | 50 | 4 | 6>7>8 | 6@2 |
    G | | AR3 | Persone, competenze e organizzazione
      J | | S32 | S32 U33 | Piano delle competenze e lavoro agile
        € oneri 48000 43995.2
        O C2 | | AR3 | Far crescere le competenze e la formazione del personale
          - Ore medie di formazione a persona | Ore di formazione / dipendenti in servizio | ore | >= | 60 | 27 | 40 | 41.3@18.2 |
          - Dipendenti che completano il percorso sulle competenze digitali | Dipendenti che lo completano / dipendenti in servizio | % | >= | 40 | 52 | 75>85 | 77.6@60.3 |
          Z | 60 | S32 | Organizzare la formazione secondo il piano approvato
            - Corsi realizzati su corsi previsti | Corsi conclusi / corsi del piano | % | >= | | 84 | 95 | 96@45 |
          Z | 40 | S32 | Rivedere gli accordi di lavoro agile
            - Accordi individuali rinnovati entro giugno | Accordi rinnovati in tempo / accordi in scadenza | % | >= | | 70 | 90 | 93.3@93.3 |
      J | | S32 | S32 | Fascicoli del personale e adempimenti puntuali
        € oneri 16000 15310
        O C3 | | AR3 | Rendere puntuali gli adempimenti verso il personale
          - Cedolini senza rettifiche successive | Cedolini corretti / cedolini emessi | % | >= | 50 | 97.2 | 98.5>99 | 98.9@98.6 |
          - Fascicoli personali digitali completi | Fascicoli completi / fascicoli del personale in servizio | % | >= | 50 | 31 | 70>80 | 48@35 | La scansione dei fascicoli più antichi è ripartita solo a settembre, con la nomina della posizione organizzativa del settore.
          Z | 50 | S32 | Digitalizzare i fascicoli personali
            - Fascicoli scanditi e indicizzati | Numero nell'anno | n. | >= | | 18 | 30>28 | 21@6 | Da gennaio ad agosto il settore non aveva una posizione organizzativa e ha garantito solo gli adempimenti con scadenza.
          Z | 50 | S32 | Liquidare le competenze accessorie entro il mese successivo
            - Liquidazioni nei termini | Liquidazioni nei termini / liquidazioni dell'anno | % | >= | | 91 | 95>97 | 95.8@94.4 |

P I | 12 | AR3 INTEC | Innovazione normativa e miglioramento continuo
  > Programmare, misurare e spendere meglio.
  S 1 | | AR3 | Sviluppare il ciclo di gestione della performance in ottica BSC
    - Indicatori rilevati in automatico dai sistemi dell'ente | Indicatori automatici / indicatori del piano | % | >= | 60 | 34 | 45>55>65 | 47.5@41 |
    - Scadenze del ciclo rispettate | Scadenze rispettate / scadenze del calendario | % | >= | 40 | 88 | 94>96>98 | 95@96.2 |
    G | | AR3 | Ciclo della performance e controllo di gestione
      J | | U33 | U33 | Controllo di gestione e cruscotto direzionale
        € oneri 21000 20475
        € investimenti 12000 11640
        O C4 | | AR3 | Rendere tempestivi i dati del controllo di gestione
          - Giorni per il rapporto semestrale | Giorni fra la data di riferimento e il rapporto, media dei due | giorni | <= | 60 | 38 | 31>30 | 29@29 |
          - Costi dei servizi calcolati | Servizi con costo calcolato / servizi della carta | % | >= | 40 | 58 | 70>80 | 71.4@62 |
          Z | | U33 | Collegare il cruscotto ai gestionali del registro imprese e della contabilità
            - Flussi automatici in esercizio | Numero a fine anno | n. | >= | | 3 | 6>8 | 6@4 |
          Z | | U33 | Rilevare le ore per processo con le unità organizzative
            - Unità che consegnano la rilevazione nei termini | Unità puntuali / unità dell'ente | % | >= | | 78 | 100 | 88.9@88.9 | Il settore senza posizione organizzativa ha consegnato in ritardo entrambe le rilevazioni.
  S 2 | | AR3 | Assicurare l'equilibrio dei conti e la puntualità dei pagamenti
    - Tempo medio di pagamento delle fatture | Giorni dal ricevimento al pagamento, media ponderata sugli importi | giorni | <= | 50 | 27 | 25>24>23 | 22.6@24.1 |
    - Riscossione spontanea del diritto annuale | Diritto riscosso nei termini / diritto dovuto | % | >= | 50 | 69.2 | 71>72>73 | 71.6@66.4 |
    G | | AR3 | Bilancio, diritto annuale e patrimonio
      J | | S31 | S31 S11 | Diritto annuale: riscossione e ravvedimento
        € proventi 5240000 5301422.18
        € oneri 88000 81260
        O C5 | | AR3 | Aumentare la riscossione del diritto annuale
          - Riscosso dopo l'invito al ravvedimento | Euro riscossi dopo l'invito / euro non versati alla scadenza | % | >= | 100 | 11.8 | 14>15 | 14.6@6.2 |
          Z | 50 | S31 | Inviare gli inviti al ravvedimento al domicilio digitale
            - Inviti consegnati | Inviti consegnati / imprese in ritardo | % | >= | | 81 | 88>90 | 89.5@74 |
          Z | 50 | S31 | Rispondere alle richieste di chiarimento sul diritto annuale
            - Risposte entro tre giorni lavorativi | Risposte in tre giorni / richieste ricevute | % | >= | | 86 | 92>93 | 93.7@91.2 |
      J | | S31 | S31 U33 | Pagamenti puntuali e bilancio nei termini
        € oneri 14500 13800
        O C6 | | AR3 | Pagare i fornitori prima della scadenza e chiudere i conti nei tempi
          - Fatture pagate entro 25 giorni | Fatture pagate in 25 giorni / fatture pagate | % | >= | 60 | 71 | 78>80 | 79.8@75.5 |
          - Giorni di anticipo del bilancio sulla scadenza di legge | Giorni fra la proposta alla Giunta e il 30 aprile | giorni | >= | 40 | 8 | 14>15 | 16@nr |
          Z | 60 | S31 | Registrare le fatture entro tre giorni dal ricevimento
            - Fatture registrate in tre giorni | Fatture registrate in tre giorni / fatture ricevute | % | >= | | 83 | 90>92 | 91.2@88.8 |
          Z | 40 | S31 | Conciliare ogni mese cassa, banca e contabilità
            - Conciliazioni chiuse entro il giorno dieci | Numero nell'anno | n. | >= | | 9 | 12 | 11@6 | La conciliazione di agosto è stata chiusa il 14 settembre.
      J | | S32 | S32 INTEC | Sedi efficienti e acquisti sostenibili
        € investimenti 130000 118942.6
        € oneri 72000 70385
        O C7 | | AR3 | Ridurre i consumi delle sedi e rendere verdi gli acquisti
          - Energia consumata nelle sedi | Megawattora nell'anno | MWh | <= | 50 | 318 | 300>290 | 296@158 |
          - Acquisti con criteri ambientali minimi | Affidamenti con criteri ambientali / affidamenti dell'anno | % | >= | 50 | 62 | 75>80 | 76.9@70.2 |
          Z | | S32 | Sostituire corpi illuminanti e regolazioni degli impianti
            - Locali adeguati | Numero nell'anno | n. | >= | | 12 | 40>30 | 42@14 |
'''

# What changed in September 2025: the second version of a node and of its target.
MODIFICA_2025 = {
    'nodo': 'A1P1G2O1',
    'titolo': 'Estendere ai comuni e agli enti terzi il fascicolo informatico d\'impresa',
    'indicatore': 'A1P1G2O1I1',
    'target': '78',
    'motivo': "La piattaforma nazionale degli sportelli unici ha spostato al 2026 l'obbligo di collegamento per i comuni"
              " sotto i tremila abitanti: il target scende da 85 a 78 e l'obiettivo si apre agli enti terzi già collegati.",
}

# Titles of 2026 that differ from 2025 (the identity stays).
TITOLI_2026 = {
    'A1P1G2O1': "Estendere ai comuni e agli enti terzi il fascicolo informatico d'impresa",
    'A2P1G1O1': 'Consolidare i tempi di lavorazione delle pratiche telematiche',
    'G1P1G1O1': 'Rendere pienamente accessibili e semplici i canali di comunicazione',
    'I1P1G1O1Z1': 'Estendere il cruscotto ai gestionali del personale e delle società controllate',
}

# Organizzativi, or individuali (the rest: S-D.06); weights where the act gave them (all or none).
OBIETTIVI = {
    'SG': [('A1', 'organizzativo', None), ('C1', 'organizzativo', None), ('D2', 'organizzativo', None),
           ('H1', 'organizzativo', None), ('I2', 'organizzativo', None), ('G1', 'individuale', None),
           ('I1', 'individuale', None)],
    'A': [('A1', 'organizzativo', 15), ('A2', 'organizzativo', 10), ('A3', 'organizzativo', 25),
          ('A4', 'individuale', 10), ('A5', 'organizzativo', 15), ('A6', 'organizzativo', 15),
          ('A7', 'individuale', 10)],
    'B': [('B1', 'organizzativo', None), ('B2', 'organizzativo', None), ('B3', 'organizzativo', None),
          ('B4', 'organizzativo', None), ('B5', 'organizzativo', None), ('B6', 'organizzativo', None),
          ('B7', 'individuale', None), ('B8', 'individuale', None), ('B9', 'organizzativo', None)],
    'C': [('C1', 'individuale', 10), ('C2', 'organizzativo', 20), ('C3', 'organizzativo', 10),
          ('C4', 'organizzativo', 20), ('C5', 'organizzativo', 20), ('C6', 'organizzativo', 15),
          ('C7', 'individuale', 5)],
}

# Degrees where the dirigente (or, on a dirigente's own objective, the SG) departs from planning and control.
GRADI_DIVERSI = {
    'A2P1G1O1Z1': ('95', 'La riapertura delle 64 pratiche dipende dal cambio della modulistica nazionale: senza di esse il '
                         'residuo sarebbe stato di 150 pratiche, pari al target.'),
    'B1P2G1O1Z2': ('92', 'I sette sopralluoghi mancanti erano congiunti e sono stati rinviati dalla Guardia di finanza.'),
    'C1P1G1O1Z2': ('90', "Le domande istruite in 40 giorni sono state 257: quasi tante quante ne erano attese in tutto l'anno."),
    'H1P1G2O1Z1': ('65', 'Quindici dei 21 fascicoli sono stati scanditi negli ultimi quattro mesi: il ritardo di prima era '
                         'evitabile con una diversa distribuzione dei compiti nell\'area.'),
    'B1P2G1O1': ('97', 'Gli otto modelli mancanti erano già stati prelevati: il laboratorio ha chiuso le prove in gennaio.'),
    'E1P1G1O1': ('92', 'La rete degli itinerari ha perso aziende solo per gli eventi atmosferici di ottobre.'),
}

GIUDIZI = {
    'A1': 'Obiettivo raggiunto in quasi tutte le misure; la diffusione del SUAP è già al suo massimo naturale.',
    'A2': 'I tempi migliorano per il secondo anno; resta alto il numero delle pratiche da correggere.',
    'C1': 'Buona risposta delle imprese al Punto impresa digitale; la parte sull\'energia non ha potuto partire.',
    'D2': 'Risultato positivo nonostante la sospensione delle garanzie in autunno.',
    'H1': 'La formazione ha superato le quaranta ore a persona; i fascicoli digitali sono da completare nel 2026.',
    'I2': 'Pagamenti in anticipo e riscossione in crescita: equilibrio dei conti assicurato.',
}

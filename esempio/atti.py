# atti.py - acts and meetings of the example body: two years of the calendar (requirements 9.1).
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""code | track.event | year of performance | date | body | subject. The type follows from the series of the code, the
number from its last part; the vocabulary of events is the list EVENTI, which the generator checks in both directions."""

SERIE = {   # series of the code -> (type of act, body that signs unless the line says another)
    'CON': ('delibera_consiglio', 'consiglio'), 'GIU': ('delibera_giunta', 'giunta'),
    'SGE': ('determinazione_sg', 'sg'), 'ODS': ('ordine_servizio', 'sg'), 'AGE': ('atto_gestione', 'sg'),
    'ARA': ('determinazione_dirigente', 'dirigente'), 'ARB': ('determinazione_dirigente', 'dirigente'),
    'ARC': ('determinazione_dirigente', 'dirigente'), 'OIV': ('verbale_oiv', 'oiv'),
    'CDI': ('contratto', 'sg'), 'REV': ('verbale', 'revisore'), 'PEC': ('altro', 'pec'),
    'TRA': ('altro', 'trasparenza'),
}

EVENTI = '''
rpp.propone rpp.approva
preventivo.propone preventivo.parere_revisori preventivo.approva
budget.approva
piano.verifica_oiv piano.approva piano.aggiorna
ptti.indica_oiv ptti.approva ptti.monitora_oiv
assegnazione.quota_individuale assegnazione.sg assegnazione.dirigenti assegnazione.po assegnazione.unita
assegnazione.progetti assegnazione.ordine_servizio assegnazione.colloquio assegnazione.incontro_personale
assegnazione.incontro_unita
monitoraggio.apre monitoraggio.report
modifiche.suggerisce_oiv modifiche.approva modifiche.non_realizzabile modifiche.non_computabile
consuntivo.avvia consuntivo.chiude consuntivo.conferma consuntivo.bilancio_propone consuntivo.bilancio_parere_revisori
consuntivo.bilancio_giunta consuntivo.bilancio_approva
certificazione.certifica certificazione.formalizza
relazione.propone relazione.approva_giunta relazione.valida relazione.approva relazione.annuale_oiv
valutazione_sg.documento_tecnico valutazione_sg.propone valutazione_sg.decide valutazione_sg.colloquio
valutazione_dirigenti.documento_tecnico valutazione_dirigenti.indagine valutazione_dirigenti.propone_oiv
valutazione_dirigenti.propone valutazione_dirigenti.approva valutazione_dirigenti.colloquio
valutazione_po.indagine valutazione_po.parere valutazione_po.decide valutazione_po.colloquio
valutazione_personale.calibrazione valutazione_personale.deroga valutazione_personale.verifica
valutazione_personale.ridetermina valutazione_personale.coerenza_oiv valutazione_personale.determina
valutazione_personale.cpc valutazione_personale.colloquio
fondo.costituisce fondo.contratta fondo.liquida
pubblicazione.piano pubblicazione.ptti pubblicazione.relazione pubblicazione.premi pubblicazione.giornata_trasparenza
'''.split()

ATTI = '''
CON-2023-014 | | | 2023-11-28 | | Programma pluriennale 2024-2028: approvazione
GIU-2024-112 | | | 2024-09-17 | | Sistema di misurazione e valutazione della performance e criteri per il trattamento accessorio, applicati dal 2025
SGE-2024-031 | | | 2024-02-27 | | Conferimento dell'incarico di responsabile dell'ufficio programmazione, controllo e trasparenza
SGE-2024-102 | | | 2024-12-18 | | Delega al vicario per le funzioni in materia di bilancio e contabilità, anni 2025 e 2026
GIU-2024-118 | rpp.propone | 2025 | 2024-10-08 | | Relazione previsionale e programmatica 2025: proposta al Consiglio
CON-2024-009 | rpp.approva | 2025 | 2024-10-29 | | Relazione previsionale e programmatica 2025: approvazione
GIU-2024-139 | preventivo.propone | 2025 | 2024-12-03 | | Preventivo economico 2025: proposta al Consiglio
REV-2024-006 | preventivo.parere_revisori | 2025 | 2024-12-10 | | Relazione del Collegio dei revisori sul preventivo economico 2025
CON-2024-012 | preventivo.approva | 2025 | 2024-12-17 | | Preventivo economico 2025: approvazione
GIU-2024-147 | budget.approva | 2025 | 2024-12-19 | | Budget direzionale 2025 e schede di programmazione operativa: approvazione
SGE-2025-003 | assegnazione.quota_individuale | 2025 | 2025-01-09 | | Quota del coefficiente CR legata agli obiettivi individuali per il 2025
OIV-2025-001 | ptti.indica_oiv | 2025 | 2025-01-15 | | Indicazioni per il programma della trasparenza 2025-2027
OIV-2025-002 | piano.verifica_oiv | 2025 | 2025-01-22 | | Verifiche sul Piano della performance 2025-2027 e relazione alla Giunta
GIU-2025-006 | piano.approva | 2025 | 2025-01-28 | | Piano della performance 2025-2027: approvazione
GIU-2025-007 | ptti.approva | 2025 | 2025-01-28 | | Programma per la trasparenza e l'integrità 2025-2027, parte integrante del Piano: approvazione
GIU-2025-008 | assegnazione.sg | 2025 | 2025-01-28 | | Obiettivi 2025 del Segretario generale
SGE-2025-017 | assegnazione.dirigenti | 2025 | 2025-01-30 | | Assegnazione ai dirigenti degli obiettivi e del budget 2025
GIU-2025-014 | valutazione_sg.documento_tecnico | 2025 | 2025-02-11 | | Documento tecnico per la valutazione 2025 del Segretario generale
SGE-2025-021 | valutazione_dirigenti.documento_tecnico | 2025 | 2025-02-13 | | Documento tecnico per la valutazione 2025 dei dirigenti
TRA-2025-002 | pubblicazione.piano | 2025 | 2025-02-14 | | Pubblicazione del Piano della performance 2025-2027
TRA-2025-003 | pubblicazione.ptti | 2025 | 2025-02-14 | | Pubblicazione del programma per la trasparenza e del suo stato di attuazione
SGE-2025-025 | assegnazione.progetti | 2025 | 2025-02-18 | | Progetti incentivanti 2025 del personale
ODS-2025-004 | assegnazione.ordine_servizio | 2025 | 2025-02-20 | | Personale che partecipa ai progetti incentivanti 2025
SGE-2025-029 | assegnazione.po | 2025 | 2025-02-24 | | Assegnazione degli obiettivi di azione 2025 alle posizioni organizzative e alle strutture a coordinamento diretto
ARA-2025-011 | assegnazione.unita | 2025 | 2025-02-26 | | Area anagrafica e regolazione: obiettivi e risorse 2025 delle unità organizzative
ARB-2025-008 | assegnazione.unita | 2025 | 2025-02-26 | | Area promozione e sviluppo: obiettivi e risorse 2025 delle unità organizzative
ARC-2025-009 | assegnazione.unita | 2025 | 2025-02-27 | | Area amministrazione e servizi interni: obiettivi e risorse 2025 delle unità organizzative
SGE-2025-048 | fondo.costituisce | 2025 | 2025-04-15 | | Costituzione del fondo 2025 per le risorse decentrate
CDI-2025-001 | fondo.contratta | 2025 | 2025-06-19 | | Contratto decentrato integrativo 2025: fondo della produttività, coefficienti delle fasce, criteri di riparto
PEC-2025-001 | monitoraggio.apre | 2025 | 2025-07-01 | | Rilevazione dei dati al 30 giugno 2025
PEC-2025-002 | monitoraggio.report | 2025 | 2025-07-29 | | Rapporto semestrale al 30 giugno 2025
SGE-2025-079 | | 2025 | 2025-07-31 | | Delega delle funzioni vicarie del Segretario generale per il mese di agosto 2025
SGE-2025-088 | | 2025 | 2025-08-28 | | Conferimento della posizione organizzativa del settore personale e provveditorato dal primo settembre 2025
OIV-2025-005 | modifiche.suggerisce_oiv | 2025 | 2025-09-03 | | Esame del rapporto semestrale e suggerimenti sugli obiettivi
SGE-2025-091 | assegnazione.po | 2025 | 2025-09-04 | | Assegnazione degli obiettivi di azione alla posizione organizzativa del settore personale e provveditorato
SGE-2025-094 | modifiche.approva | 2025 | 2025-09-11 | | Modifica dell'obiettivo sul fascicolo informatico d'impresa e del suo target
GIU-2025-088 | piano.aggiorna | 2025 | 2025-09-23 | | Piano della performance 2025-2027: aggiornamento di settembre
TRA-2025-009 | pubblicazione.piano | 2025 | 2025-10-03 | | Pubblicazione del Piano della performance 2025-2027 aggiornato
OIV-2025-007 | ptti.monitora_oiv | 2025 | 2025-11-12 | | Attuazione del programma per la trasparenza 2025-2027
SGE-2025-118 | valutazione_dirigenti.indagine | 2025 | 2025-11-20 | | Indagine sul funzionamento dell'organizzazione 2025: specifiche per la valutazione dei dirigenti
SGE-2025-119 | valutazione_po.indagine | 2025 | 2025-11-20 | | Indagine sul funzionamento dell'organizzazione 2025: specifiche per la valutazione delle posizioni organizzative
PEC-2026-001 | monitoraggio.report | 2025 | 2026-01-29 | | Rapporto semestrale al 31 dicembre 2025
PEC-2026-002 | consuntivo.avvia | 2025 | 2026-02-02 | | Raccolta dei dati finali 2025
PEC-2026-004 | consuntivo.chiude | 2025 | 2026-03-20 | | Rapporto finale sugli obiettivi 2025 e trasmissione dei risultati ai dirigenti
SGE-2026-035 | consuntivo.conferma | 2025 | 2026-03-31 | | Conferma del grado di raggiungimento degli obiettivi 2025
SGE-2026-036 | modifiche.non_realizzabile | 2025 | 2026-03-31 | | Obiettivo B2 non realizzabile: trasferimento del punteggio alla quota delle prestazioni
SGE-2026-037 | modifiche.non_computabile | 2025 | 2026-03-31 | | Obiettivo di azione 3[1]B2 non computabile
SGE-2026-038 | consuntivo.bilancio_propone | 2025 | 2026-04-08 | dirigente_amm_contabile | Bilancio d'esercizio 2025 e relazione sui risultati: proposta del dirigente amministrativo-contabile
REV-2026-002 | consuntivo.bilancio_parere_revisori | 2025 | 2026-04-13 | | Relazione del Collegio dei revisori sul bilancio d'esercizio 2025
GIU-2026-033 | consuntivo.bilancio_giunta | 2025 | 2026-04-14 | | Bilancio d'esercizio 2025 e relazione sui risultati: approvazione della proposta
CON-2026-003 | consuntivo.bilancio_approva | 2025 | 2026-04-28 | | Bilancio d'esercizio 2025 e relazione sui risultati: approvazione e indicazioni sugli obiettivi del 2026
OIV-2026-004 | certificazione.certifica | 2025 | 2026-04-16 | | Certificazione del livello di conseguimento dei progetti incentivanti 2025
SGE-2026-044 | certificazione.formalizza | 2025 | 2026-04-22 | | Livello di conseguimento dei progetti incentivanti 2025
OIV-2026-005 | relazione.annuale_oiv | 2025 | 2026-04-29 | | Relazione annuale sul funzionamento e sul miglioramento del sistema
ARA-2026-017 | valutazione_personale.deroga | 2025 | 2026-05-06 | | Settore metrologia legale e vigilanza: valutazione di meno di tre dipendenti
ARC-2026-014 | valutazione_personale.deroga | 2025 | 2026-05-06 | | Settore personale e provveditorato: valutazione gennaio-agosto del dipendente incaricato di posizione organizzativa
ARA-2026-019 | valutazione_personale.verifica | 2025 | 2026-05-19 | | Area anagrafica e regolazione: verifica delle valutazioni 2025 del personale
ARB-2026-015 | valutazione_personale.verifica | 2025 | 2026-05-19 | | Area promozione e sviluppo: verifica delle valutazioni 2025 del personale
ARC-2026-016 | valutazione_personale.verifica | 2025 | 2026-05-20 | | Area amministrazione e servizi interni: verifica delle valutazioni 2025 del personale
SGE-2026-056 | relazione.propone | 2025 | 2026-05-27 | | Relazione sulla performance 2025: proposta
SGE-2026-057 | valutazione_personale.ridetermina | 2025 | 2026-05-28 | | Rideterminazione di una valutazione 2025 nel settore bilancio e diritto annuale
GIU-2026-051 | relazione.approva_giunta | 2025 | 2026-06-09 | | Relazione sulla performance 2025: approvazione
OIV-2026-008 | relazione.valida | 2025 | 2026-06-16 | | Validazione della Relazione sulla performance 2025
OIV-2026-009 | valutazione_sg.propone | 2025 | 2026-06-17 | | Proposta di valutazione 2025 del Segretario generale
OIV-2026-010 | valutazione_dirigenti.propone_oiv | 2025 | 2026-06-17 | | Performance organizzativa 2025 dei dirigenti: proposta
SGE-2026-063 | valutazione_dirigenti.propone | 2025 | 2026-06-18 | | Performance individuale 2025 dei dirigenti: proposta alla Giunta
OIV-2026-011 | valutazione_personale.coerenza_oiv | 2025 | 2026-06-19 | | Coerenza delle valutazioni 2025 della dirigenza e del personale
GIU-2026-058 | valutazione_sg.decide | 2025 | 2026-06-23 | | Valutazione 2025 del Segretario generale
GIU-2026-059 | valutazione_dirigenti.approva | 2025 | 2026-06-23 | | Valutazione 2025 dei dirigenti
CON-2026-006 | relazione.approva | 2025 | 2026-06-25 | | Relazione sulla performance 2025: approvazione
SGE-2026-066 | valutazione_po.decide | 2025 | 2026-06-30 | | Valutazione 2025 delle posizioni organizzative
AGE-2026-003 | valutazione_personale.determina | 2025 | 2026-06-30 | | Personale inserito in ciascuna fascia parametrica per il 2025
AGE-2026-004 | valutazione_personale.cpc | 2025 | 2026-07-01 | | Coefficiente parametrico complessivo 2025 del personale
TRA-2026-007 | pubblicazione.relazione | 2025 | 2026-07-02 | | Pubblicazione della Relazione sulla performance 2025 e del documento di validazione
SGE-2026-074 | fondo.liquida | 2025 | 2026-07-16 | | Liquidazione del fondo 2025 della produttività
TRA-2026-009 | pubblicazione.premi | 2025 | 2026-07-22 | | Pubblicazione dei dati aggregati sui premi 2025
GIU-2025-101 | rpp.propone | 2026 | 2025-10-07 | | Relazione previsionale e programmatica 2026: proposta al Consiglio
CON-2025-008 | rpp.approva | 2026 | 2025-10-28 | | Relazione previsionale e programmatica 2026: approvazione
GIU-2025-124 | preventivo.propone | 2026 | 2025-12-02 | | Preventivo economico 2026: proposta al Consiglio
REV-2025-007 | preventivo.parere_revisori | 2026 | 2025-12-09 | | Relazione del Collegio dei revisori sul preventivo economico 2026
CON-2025-011 | preventivo.approva | 2026 | 2025-12-16 | | Preventivo economico 2026: approvazione
GIU-2025-133 | budget.approva | 2026 | 2025-12-18 | | Budget direzionale 2026 e schede di programmazione operativa: approvazione
SGE-2026-002 | assegnazione.quota_individuale | 2026 | 2026-01-08 | | Quota del coefficiente CR legata agli obiettivi individuali per il 2026
OIV-2026-001 | ptti.indica_oiv | 2026 | 2026-01-14 | | Indicazioni per il programma della trasparenza 2026-2028
OIV-2026-002 | piano.verifica_oiv | 2026 | 2026-01-21 | | Verifiche sul Piano della performance 2026-2028 e relazione alla Giunta
GIU-2026-005 | piano.approva | 2026 | 2026-01-27 | | Piano della performance 2026-2028: approvazione
GIU-2026-006 | ptti.approva | 2026 | 2026-01-27 | | Programma per la trasparenza e l'integrità 2026-2028, parte integrante del Piano: approvazione
GIU-2026-007 | assegnazione.sg | 2026 | 2026-01-27 | | Obiettivi 2026 del Segretario generale
SGE-2026-014 | assegnazione.dirigenti | 2026 | 2026-01-29 | | Assegnazione ai dirigenti degli obiettivi e del budget 2026
GIU-2026-012 | valutazione_sg.documento_tecnico | 2026 | 2026-02-10 | | Documento tecnico per la valutazione 2026 del Segretario generale
SGE-2026-018 | valutazione_dirigenti.documento_tecnico | 2026 | 2026-02-12 | | Documento tecnico per la valutazione 2026 dei dirigenti
TRA-2026-002 | pubblicazione.piano | 2026 | 2026-02-16 | | Pubblicazione del Piano della performance 2026-2028
TRA-2026-003 | pubblicazione.ptti | 2026 | 2026-02-16 | | Pubblicazione del programma per la trasparenza e del suo stato di attuazione
SGE-2026-022 | assegnazione.progetti | 2026 | 2026-02-17 | | Progetti incentivanti 2026 del personale
ODS-2026-003 | assegnazione.ordine_servizio | 2026 | 2026-02-19 | | Personale che partecipa ai progetti incentivanti 2026
SGE-2026-026 | assegnazione.po | 2026 | 2026-02-24 | | Assegnazione degli obiettivi di azione 2026 alle posizioni organizzative e alle strutture a coordinamento diretto
ARA-2026-008 | assegnazione.unita | 2026 | 2026-02-25 | | Area anagrafica e regolazione: obiettivi e risorse 2026 delle unità organizzative
ARB-2026-007 | assegnazione.unita | 2026 | 2026-02-25 | | Area promozione e sviluppo: obiettivi e risorse 2026 delle unità organizzative
ARC-2026-006 | assegnazione.unita | 2026 | 2026-02-26 | | Area amministrazione e servizi interni: obiettivi e risorse 2026 delle unità organizzative
CDI-2026-001 | fondo.contratta | 2026 | 2026-06-11 | | Contratto decentrato integrativo 2026: coefficienti delle fasce e criteri di riparto
PEC-2026-006 | monitoraggio.apre | 2026 | 2026-07-01 | | Rilevazione dei dati al 30 giugno 2026
PEC-2026-007 | monitoraggio.report | 2026 | 2026-07-30 | | Rapporto semestrale al 30 giugno 2026
SGE-2026-079 | | 2026 | 2026-07-30 | | Delega delle funzioni vicarie del Segretario generale per il mese di agosto 2026
'''
MOTIVI = {
    'SGE-2025-003': 'Acquisite le proposte dei dirigenti, la quota è confermata nella misura già sperimentata.',
    'SGE-2025-094': 'Spostamento al 2026 di un obbligo nazionale, segnalato dall\'OIV il 3 settembre 2025.',
    'SGE-2026-036': 'Revoca del bando regionale che finanziava gli studi: causa esterna, non governabile dall\'ente; in corso'
                    ' d\'anno si è scelto di non modificare l\'obiettivo, in attesa di una riapertura che non c\'è stata.',
    'SGE-2026-037': 'Manca l\'avviso regionale a cui collegare le manifestazioni di interesse: causa esterna.',
    'SGE-2026-057': 'Dopo la calibrazione il Segretario generale ha valutato il contributo dato alla chiusura anticipata del'
                    ' bilancio, non noto alla posizione organizzativa al momento della proposta.',
    'AGE-2026-003': 'Nel settore bilancio e diritto annuale gli scostamenti positivi superano il valore dovuto per effetto'
                    ' della rideterminazione SGE-2026-057; il superamento è motivato in quell\'atto.',
}

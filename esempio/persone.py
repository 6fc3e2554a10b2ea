# persone.py - units, people and individual objectives of the example body.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""Nobody here exists: first names and surnames are drawn by the generator from two lists of common ones."""

UNITA = [   # code, name, type, parent
    ('CCIAA', 'Camera di Commercio di Esempio', 'ente', None),
    ('AR1', 'Area anagrafica e regolazione del mercato', 'area', 'CCIAA'),
    ('AR2', 'Area promozione e sviluppo del territorio', 'area', 'CCIAA'),
    ('AR3', 'Area amministrazione e servizi interni', 'area', 'CCIAA'),
    ('S11', 'Settore registro delle imprese e albi', 'settore', 'AR1'),
    ('S12', 'Settore regolazione del mercato e tutela', 'settore', 'AR1'),
    ('S13', 'Settore metrologia legale e vigilanza', 'settore', 'AR1'),
    ('S21', 'Settore promozione e internazionalizzazione', 'settore', 'AR2'),
    ('S22', 'Settore impresa digitale e credito', 'settore', 'AR2'),
    ('S23', 'Settore studi, statistica e comunicazione', 'settore', 'AR2'),
    ('S31', 'Settore bilancio e diritto annuale', 'settore', 'AR3'),
    ('S32', 'Settore personale e provveditorato', 'settore', 'AR3'),
    ('U33', 'Ufficio programmazione, controllo e trasparenza', 'ufficio', 'AR3'),
    ('PROMOS', 'Esempio Promos', 'societa', 'CCIAA'),
    ('INTEC', 'Esempio Intec', 'societa', 'CCIAA'),
]

COGNOMI = '''
Agostini Amato Arena Barbieri Barone Basile Battaglia Bellini Benedetti Bernardi Bertolini Bianco Bruno Caputo
Carbone Caruso Castelli Cattaneo Cirillo Colombo Conte Coppola Costantini Damico Deluca Esposito Fabbri Farina
Ferrante Ferrara Fiore Fontana Franchi Galli Gatti Gentile Giordano Giuliani Grassi Greco Guerra Leone Lombardi
Longo Mancini Marchetti Mariani Marini Martinelli Mazza Messina Milani Monti Morelli Moretti Neri Orlando Palmieri
Parisi Pellegrini Piras Poli Rinaldi Riva Romano Ruggiero Sala Sanna Santoro Serra Silvestri Sorrentino Testa
Valentini Villa Vitale
'''.split()
NOMI = '''
Alessandra Alessio Andrea Angela Anna Antonio Barbara Bruno Carla Carlo Caterina Chiara Claudio Cristina Daniela
Daniele Davide Elena Elisa Emanuele Enrico Federica Federico Filippo Francesca Franco Gabriele Giacomo Gianni
Giorgia Giulia Giuseppe Ilaria Irene Laura Lorenzo Luca Lucia Luigi Manuela Marco Maria Marta Massimo Matteo Michele
Monica Nadia Nicola Paola Paolo Patrizia Pietro Renato Roberta Roberto Sandro Sara Serena Silvia Simone Sonia
Stefania Stefano Teresa Tommaso Valeria Vincenzo Vittoria
'''.split()

# Staff in the order of their codes M012...: unit of 2025 (of the rating group), then what is special about the person.
#   da=UNIT:date  came from that unit; assunto, cessato; tempo=share; rapporto; assenze, neutri=days; e=extra role
STAFF = [
    ('S11', {}), ('S11', {'tempo': '0.8333'}), ('S11', {}), ('S11', {}), ('S11', {'assenze': 92}), ('S11', {}),
    ('S11', {'dd': True, 'assenze': 21}), ('S11', {}), ('S11', {}),
    ('S12', {}), ('S12', {'rapporto': 'comandato'}), ('S12', {}), ('S12', {'neutri': 118}), ('S12', {}), ('S12', {}),
    ('S12', {}),
    ('S13', {}), ('S13', {'neutri': 37}),
    ('S21', {}), ('S21', {}), ('S21', {}), ('S21', {}), ('S21', {}), ('S21', {'cessato': '2025-10-31'}),
    ('S22', {}), ('S22', {}), ('S22', {}), ('S22', {'assunto': '2025-03-17'}), ('S22', {'da': ('S21', '2025-07-01')}),
    ('S23', {'e': 'responsabile_uo'}), ('S23', {}), ('S23', {}), ('S23', {}),
    ('S31', {'e': 'dirigente_amm_contabile'}), ('S31', {'e': 'ragioneria'}), ('S31', {'e': 'ragioneria'}),
    ('S31', {}),
    ('S31', {}), ('S31', {'assunto': '2025-03-01', 'da': ('S23', '2025-08-01')}),
    ('S32', {'e': 'paghe'}), ('S32', {'tempo': '0.5'}), ('S32', {}), ('S32', {}),
    ('U33', {'e': 'responsabile_uo'}), ('U33', {'e': 'pec'}), ('U33', {'e': 'pec'}),
    ('U33', {'e': 'struttura_tecnica'}),
    ('U33', {'e': 'trasparenza'}),
]
PO = ['S11', 'S12', 'S13', 'S21', 'S22', 'S31']          # M005...M010; M011 has S32 from 1 September 2025

# Half-sheets: persons of the group (0 = first) in band A in each half-sheet, slack left under the plafond in each.
FASCIA_A = {
    'S11': ([0, 2, 5], [0, 2], (1, 0)), 'S12': ([1, 4], [1, 6], (0, 2)), 'S21': ([0, 3], [0, 3], (0, 1)),
    'S22': ([1], [1], (2, 0)), 'S23': ([0], [0], (0, 0)), 'S31': ([1, 2], [1], (8, 1)), 'S32': ([0], [2], (0, 0)),
    'U33': ([1], [1], (1, 1)),
}
VERIFICA = {   # group -> why the dirigente moved points from one person to another
    'S11': 'Punti riportati a proporzione fra due addetti che hanno diviso lo stesso carico di pratiche.',
    'S21': "Punti passati da una persona all'altra: per una di loro la calibrazione ha mostrato un metro più"
           " largo che altrove.",
    'S32': "Punti passati da una persona all'altra, per riconoscere chi ha sostituito il responsabile mancante"
           " fino ad agosto.",
}

RETRIBUZIONE = {'SG': '38000', 'A': '24000', 'B': '24000', 'C': '22500', 'S11': '4500', 'S12': '4000', 'S13': '3500',
                'S21': '4000', 'S22': '4000', 'S31': '4500', 'S32': '3750'}
COMPETENZE = {   # proposed, decided
    'SG': ('4.4 4.1 4.5 4.2 4.25 4.4', '4.4 4.1 4.5 4.2 4.4 4.4'),
    'A': ('4.3 4.0 4.2 4.1 4.35 4.2', '4.3 4.0 4.2 4.1 4.35 4.2'),
    'B': ('4.1 4.5 3.8 4.4 4.6 4.2', '4.0 4.5 3.8 4.4 4.6 4.2'),
    'C': ('3.9 3.7 4.5 3.8 3.85 4.0', '3.9 3.75 4.5 3.8 3.85 4.0'),
    'S11': ('4.5 4.2 4.4 4.1 4.3 4.3', '4.5 4.2 4.4 4.1 4.3 4.3'),
    'S12': ('4.6 4.0 4.2 4.4 4.5 4.4', '4.6 4.0 4.2 4.4 4.5 4.4'),
    'S13': ('3.9 3.6 4.0 3.8 4.1 4.0', '3.9 3.6 4.0 3.8 4.1 4.0'),
    'S21': ('4.4 4.3 4.0 4.5 4.7 4.5', '4.4 4.3 4.0 4.5 4.7 4.5'),
    'S22': ('4.1 4.4 3.9 4.3 4.2 4.3', '4.1 4.4 3.9 4.3 4.2 4.0'),
    'S31': ('4.7 4.0 4.8 4.2 4.3 4.7', '4.7 4.0 4.8 4.2 4.3 4.7'),
    'S32': ('4.0 4.1 3.9 4.2 4.0 3.8', '4.0 4.1 3.9 4.2 4.0 3.8'),
}
PARERI = {
    'S11': 'Ha tenuto i tempi del registro in un anno di modulistica cambiata; molto curata la formazione degli'
           ' sportelli.',
    'S12': 'Autonoma e affidabile la gestione delle procedure di mediazione; buoni i rapporti con gli ordini'
           ' professionali.',
    'S13': 'Programma dei controlli rispettato; la collaborazione con gli altri settori può crescere.',
    'S21': 'Eccellente capacità di lavorare con le imprese e con Esempio Promos.',
    'S22': 'Anno difficile per il numero delle domande: ha chiesto aiuto tardi, ma ha chiuso tutte le istruttorie.',
    'S31': 'Bilancio chiuso con largo anticipo e pagamenti in regola; esempio di metodo per gli altri settori.',
    'S32': 'Quattro mesi di lavoro positivo: recuperate le scadenze e avviata la digitalizzazione dei fascicoli.',
}
GIUDIZI = {
    'SG': 'Ha tenuto insieme obiettivi e conti in un anno di regole nuove; buono il metodo di calibrazione fra i'
          ' settori.',
    'A': 'Tempi del registro migliorati e controlli in linea con il programma; da rafforzare la prevenzione degli'
         ' errori.',
    'B': 'Forte presenza presso le imprese; la programmazione dei bandi va anticipata.',
    'C': 'Conti solidi e pagamenti puntuali; il ritardo sui fascicoli del personale si è ridotto solo a fine anno.',
}
FATTORI = {
    'B': 'Revoca del bando regionale sulle comunità energetiche (obiettivo B2) e sospensione delle garanzie'
         ' durante la fusione'
         ' di due Confidi (obiettivo B5).',
    'A': 'Cambio della modulistica nazionale del registro delle imprese in novembre.',
}

# Individual objectives of 2025, in the order of the persons of the unit: title | indicator | level [| external share]
INDIVIDUALI = {
    'S11': [
        'Evadere le pratiche di deposito bilanci assegnate entro cinque giorni | 92 % delle pratiche assegnate |'
        ' 0.98',
        'Redigere la guida alla comunicazione del titolare effettivo | guida pubblicata entro il 30 maggio | 1',
        'Istruire le domande di iscrizione all\'albo degli artigiani entro dieci giorni | 90 % delle domande | 0.95',
        'Chiudere le posizioni sospese con protocollo anteriore al 2024 | 60 posizioni chiuse | 0.9 | 0.05',
        'Rispondere alle richieste del contact center di secondo livello | 85 % entro due giorni lavorativi | 0.82',
        'Verificare i requisiti delle imprese di autoriparazione e impiantistica | 140 verifiche documentali | 1',
        'Bonificare gli indirizzi delle unità locali cessate | 300 unità locali corrette | 0.55',
        'Tenere l\'archivio dei dispositivi di firma scaduti e revocati | elenco aggiornato ogni mese | 1',
        'Formare gli addetti degli sportelli sull\'identità digitale | 6 moduli di due ore | 1'],
    'S12': [
        'Convocare le parti di mediazione entro dieci giorni dal deposito | 95 % delle procedure | 0.97',
        'Tenere il registro dei mediatori e delle loro ore di aggiornamento | verifica ogni quattro mesi | 1',
        'Pubblicare l\'elenco dei protesti nei giorni fissati | 24 pubblicazioni nei termini | 1',
        'Esaminare le domande di riabilitazione e cancellazione | 80 domande istruite | 0.88',
        'Curare il listino settimanale dei prezzi della carne e dei cereali | 50 rilevazioni complete | 1',
        'Seguire le domande di composizione negoziata fino alla nomina dell\'esperto | nomina entro cinque giorni'
        ' | 0.94',
        'Preparare schede semplici sui contratti più reclamati | 5 schede pubblicate | 0.8'],
    'S13': [
        'Controllare le bilance dei mercati rionali | 70 strumenti controllati | 1',
        'Campionare giocattoli e piccoli elettrodomestici per il laboratorio | 20 campioni consegnati | 0.85 | 0.1'],
    'S21': [
        'Rilasciare i certificati di origine entro un giorno lavorativo | 97 % dei certificati | 1',
        'Seguire le imprese del percorso di preparazione ai mercati esteri | 25 imprese seguite | 0.92',
        'Rendicontare i progetti cofinanziati dal fondo perequativo | due rendiconti nei termini | 1',
        'Organizzare le visite alle strutture con marchio di qualità | 40 visite in calendario | 0.97',
        'Aggiornare la banca dati delle imprese esportatrici | 200 schede riviste | 0.9',
        None],
    'S22': [
        'Condurre valutazioni di maturità digitale | 55 valutazioni | 1',
        'Istruire le domande di contributo del bando digitale | 130 domande in 40 giorni | 0.78 | 0.08',
        'Tenere lo sportello credito su appuntamento | 45 giornate | 1',
        'Avviare la lettera mensile alle nuove imprese | 8 numeri inviati | 0.9',
        'Controllare i documenti di spesa dei contributi concessi | 110 rendiconti esaminati | 0.96'],
    'S23': [
        'Coordinare l\'indagine congiunturale trimestrale | quattro rapporti pubblicati entro 60 giorni | 0.95',
        'Riscrivere le pagine del sito sul registro delle imprese | 30 pagine riscritte | 1',
        'Preparare tavole statistiche in formato aperto | 60 tavole | 1',
        'Rispondere ai messaggi dei canali sociali | 85 % entro un giorno lavorativo | 0.97'],
    'S31': [
        'Preparare gli allegati del bilancio d\'esercizio | bozza completa entro il 15 marzo | 1',
        'Registrare le fatture passive entro tre giorni | 90 % delle fatture | 1',
        'Conciliare il conto dell\'istituto cassiere | 12 conciliazioni entro il giorno dieci | 0.92',
        'Preparare gli elenchi per gli inviti al ravvedimento | due invii nei termini | 1',
        'Trattare le istanze di rimborso del diritto annuale | 95 % entro 60 giorni | 0.89',
        'Classificare gli incassi del diritto annuale non riconciliati | 250 incassi abbinati | 0.94'],
    'S32': [
        'Elaborare i cedolini e i versamenti mensili senza rettifiche | 98,5 % dei cedolini | 1',
        'Tenere il calendario dei corsi e gli attestati | registro aggiornato ogni mese | 0.95',
        'Affidare le forniture con criteri ambientali minimi | 75 % degli affidamenti | 1',
        'Indicizzare i fascicoli personali scanditi | 30 fascicoli | 0.7 | 0.1'],
    'U33': [
        'Consegnare il rapporto semestrale entro trenta giorni | due rapporti nei termini | 1',
        'Automatizzare la raccolta di dieci indicatori | 10 flussi in esercizio | 1',
        'Calcolare il costo dei servizi della carta | 20 servizi | 0.95',
        'Preparare le carte di lavoro per le verifiche dell\'OIV | fascicoli completi otto giorni prima delle'
        ' sedute | 1',
        'Verificare le pagine di Amministrazione trasparente | quattro controlli con verbale | 1'],
    'M011': ['Redigere il piano della formazione e gestirne l\'avvio | piano approvato entro il 31 marzo | 1'],
}
# A second objective for some people (weights 60 and 40): unit, position -> title | indicator | level
SECONDI = {
    ('S11', 0): 'Proporre tre controlli automatici sui bilanci | proposta accolta dal fornitore | 1',
    ('S11', 5): 'Affiancare un collega nelle pratiche di trasferimento d\'azienda | 10 affiancamenti | 0.9',
    ('S12', 1): 'Portare in rete il modulo di adesione alla mediazione | modulo attivo entro giugno | 1',
    ('S21', 1): 'Curare il catalogo dei seminari per l\'esportazione | catalogo pubblicato entro febbraio | 1',
    ('S31', 2): 'Scrivere la procedura per le carte di credito aziendali | procedura adottata entro ottobre | 0.85',
    ('U33', 1): 'Documentare gli indicatori con una scheda ciascuno | 90 schede | 0.96',
    ('S23', 2): 'Provare una mappa interattiva delle imprese | prototipo mostrato alla Giunta | 0.8',
}
MODI = ['posta elettronica con risposta di conferma', 'colloquio con verbale firmato',
        'scheda condivisa e confermata in rete',
        'riunione di settore con verbale']

PROGETTI = [   # code, title, from, to, node, {unit: (external causes, deviation, motive)}
    ('PI-{a}-1', 'Registro in cinque giorni: pratiche più rapide e archivi puliti', None, None, 'A2P1G1',
     {'S11': ('0.01', None, None)}),
    ('PI-{a}-2', 'Mercato sicuro: mediazione in rete e controlli mirati', None, None, 'B1P1G1',
     {'S12': (None, None, None),
      'S13': (None, '-0.03', 'Il ritardo delle prove è dipeso in parte dalla tarda consegna dei campioni.')}),
    ('PI-{a}-3', 'Imprese pronte: digitale, credito, mercati, informazione', None, None, 'C1P1G1',
     {'S21': (None, None, None), 'S23': (None, None, None),
      'S22': ('0.02', '0.02', 'Domande di contributo ben oltre le attese, istruite tutte entro l\'anno.')}),
    ('PI-{a}-4', 'Conti chiari e personale in regola: secondo stadio di tre', '2024-01-01', '2026-12-31', 'I2P1G2',
     {'S31': (None, None, None), 'S32': ('0.05', None, None)}),
    ('PI-{a}-5', 'Cruscotto direzionale: dati pronti a trenta giorni', '{a}-03-03', '{a}-11-27', 'I1P1G1',
     {'U33': (None, None, None)}),
]

RISCONTRI = [   # what some people wrote at the final interview (S-N.65)
    'Condivido la valutazione; chiedo di partecipare a un corso sul registro delle imprese europeo.',
    'Prendo atto; ritengo che il carico dei mesi di novembre e dicembre meritasse un peso maggiore.',
    'Condivido; disponibile a fare da tutor ai neoassunti.',
    'Chiedo che nel 2026 l\'obiettivo individuale sia concordato prima di marzo.',
]

-- 0010_periodi_merito_quote.sql - several sheets of a person in one year; individual premi, quotas, single indicators.
-- SPDX-FileCopyrightText: 2026 ciclo contributors
-- SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later

-- The day of the sheet joins the key; it is empty wherever there is one sheet, and then the key is written as before.
CREATE TABLE obiettivi_assegnati_2 (
    persona {text} NOT NULL,
    anno {i64} NOT NULL,
    nodo {text} NOT NULL,
    dal {text} NOT NULL,
    peso {text},
    tipo {text} NOT NULL,
    stato {text} NOT NULL,
    codice {text},
    atto {text},
    atto_stato {text},
    motivo {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (persona, anno, nodo, dal)
) {by_key};
INSERT INTO obiettivi_assegnati_2 (persona, anno, nodo, dal, peso, tipo, stato, codice, atto, atto_stato, motivo,
    riga, autore)
    SELECT persona, anno, nodo, '', peso, tipo, stato, codice, atto, atto_stato, motivo, riga, autore
    FROM obiettivi_assegnati;
DROP TABLE obiettivi_assegnati;
ALTER TABLE obiettivi_assegnati_2 RENAME TO obiettivi_assegnati;

CREATE TABLE competenze_2 (
    persona {text} NOT NULL,
    anno {i64} NOT NULL,
    livello {text} NOT NULL,
    voce {i64} NOT NULL,
    dal {text} NOT NULL,
    voto {text} NOT NULL,
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (persona, anno, livello, voce, dal)
) {by_key};
INSERT INTO competenze_2 (persona, anno, livello, voce, dal, voto, riga, autore)
    SELECT persona, anno, livello, voce, '', voto, riga, autore
    FROM competenze;
DROP TABLE competenze;
ALTER TABLE competenze_2 RENAME TO competenze;

CREATE TABLE semischede_2 (
    persona {text} NOT NULL,
    anno {i64} NOT NULL,
    livello {text} NOT NULL,
    semischeda {i64} NOT NULL,
    dal {text} NOT NULL,
    gruppo {text} NOT NULL,
    e1 {text},
    e2 {text},
    e3 {text},
    e4 {text},
    totale {text} NOT NULL,
    motivo {text},
    atto {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (persona, anno, livello, semischeda, dal)
) {by_key};
INSERT INTO semischede_2 (persona, anno, livello, semischeda, dal, gruppo, e1, e2, e3, e4, totale, motivo, atto, riga,
    autore)
    SELECT persona, anno, livello, semischeda, '', gruppo, e1, e2, e3, e4, totale, motivo, atto, riga, autore
    FROM semischede;
DROP TABLE semischede;
ALTER TABLE semischede_2 RENAME TO semischede;

CREATE TABLE partecipazioni_2 (
    persona {text} NOT NULL,
    anno {i64} NOT NULL,
    dal {text} NOT NULL,
    progetto {text} NOT NULL,
    unita {text} NOT NULL,
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (persona, anno, dal)
) {by_key};
INSERT INTO partecipazioni_2 (persona, anno, dal, progetto, unita, riga, autore)
    SELECT persona, anno, '', progetto, unita, riga, autore
    FROM partecipazioni;
DROP TABLE partecipazioni;
ALTER TABLE partecipazioni_2 RENAME TO partecipazioni;

CREATE TABLE presenze_2 (
    persona {text} NOT NULL,
    anno {i64} NOT NULL,
    dal {text} NOT NULL,
    giorni_dovuti {i64} NOT NULL,
    giorni_assenza {i64} NOT NULL,
    giorni_neutri {i64},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (persona, anno, dal)
) {by_key};
INSERT INTO presenze_2 (persona, anno, dal, giorni_dovuti, giorni_assenza, giorni_neutri, riga, autore)
    SELECT persona, anno, '', giorni_dovuti, giorni_assenza, giorni_neutri, riga, autore
    FROM presenze;
DROP TABLE presenze;
ALTER TABLE presenze_2 RENAME TO presenze;

-- Columns in the order of the declared records.
CREATE TABLE schede_2 (
    persona {text} NOT NULL,
    anno {i64} NOT NULL,
    tipo {text} NOT NULL,
    dal {text} NOT NULL,
    al {text},
    valutatore {text} NOT NULL,
    unita {text},
    relazione_finale {text},
    feedback {text},
    prestazione {text},
    retribuzione_massima {i64},
    voto_trasferito {text},
    integrativo {text},
    parere {text},
    giudizio {text},
    fattori_esterni {text},
    atto {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (persona, anno, tipo, dal)
) {by_key};
INSERT INTO schede_2 (persona, anno, tipo, dal, al, valutatore, unita, relazione_finale, feedback, prestazione,
    retribuzione_massima, parere, giudizio, fattori_esterni, atto, riga, autore)
    SELECT persona, anno, tipo, dal, al, valutatore, unita, relazione_finale, feedback, prestazione,
        retribuzione_massima, parere, giudizio, fattori_esterni, atto, riga, autore
    FROM schede;
DROP TABLE schede;
ALTER TABLE schede_2 RENAME TO schede;

CREATE TABLE progetti_2 (
    codice {text} NOT NULL,
    anno {i64} NOT NULL,
    titolo {text} NOT NULL,
    dal {text},
    al {text},
    nodo {text},
    prosegue {text},
    atto {text},
    ordine_servizio {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (codice)
) {by_key};
INSERT INTO progetti_2 (codice, anno, titolo, dal, al, nodo, atto, ordine_servizio, riga, autore)
    SELECT codice, anno, titolo, dal, al, nodo, atto, ordine_servizio, riga, autore
    FROM progetti;
DROP TABLE progetti;
ALTER TABLE progetti_2 RENAME TO progetti;

CREATE TABLE progetti_unita_2 (
    progetto {text} NOT NULL,
    unita {text} NOT NULL,
    livello {text},
    cause_esterne {text},
    scostamento {text},
    valutazione {text},
    motivo {text},
    atto_oiv {text},
    atto_sg {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (progetto, unita)
) {by_key};
INSERT INTO progetti_unita_2 (progetto, unita, livello, cause_esterne, scostamento, motivo, atto_oiv, atto_sg, riga,
    autore)
    SELECT progetto, unita, livello, cause_esterne, scostamento, motivo, atto_oiv, atto_sg, riga, autore
    FROM progetti_unita;
DROP TABLE progetti_unita;
ALTER TABLE progetti_unita_2 RENAME TO progetti_unita;

CREATE TABLE fondi_2 (
    codice {text} NOT NULL,
    anno {i64} NOT NULL,
    importo {i64} NOT NULL,
    scopo {text},
    progetto {text},
    atto {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (codice)
) {by_key};
INSERT INTO fondi_2 (codice, anno, importo, progetto, atto, riga, autore)
    SELECT codice, anno, importo, progetto, atto, riga, autore
    FROM fondi;
DROP TABLE fondi;
ALTER TABLE fondi_2 RENAME TO fondi;

CREATE TABLE indicatori_esclusi (
    persona {text} NOT NULL,
    anno {i64} NOT NULL,
    nodo {text} NOT NULL,
    indicatore {text} NOT NULL,
    atto {text},
    motivo {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (persona, anno, nodo, indicatore)
) {by_key};

CREATE TABLE merito (
    persona {text} NOT NULL,
    anno {i64} NOT NULL,
    alfa {text} NOT NULL,
    beta {text} NOT NULL,
    chi {text} NOT NULL,
    delta {text} NOT NULL,
    atto {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (persona, anno)
) {by_key};

CREATE TABLE quote (
    codice {text} NOT NULL,
    anno {i64} NOT NULL,
    popolazione {text} NOT NULL,
    unita {text},
    soglia {text} NOT NULL,
    massimo {text},
    uno_su {i64},
    arrotondamento {text} NOT NULL,
    resto {text} NOT NULL,
    atto {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (codice)
) {by_key};

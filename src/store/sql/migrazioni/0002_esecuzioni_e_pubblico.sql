-- 0002_esecuzioni_e_pubblico.sql - runs of an evaluation, and the public tables.
-- SPDX-FileCopyrightText: 2026 ciclo contributors
-- SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later

-- Runs of an evaluation: a later one supersedes a provisional one; a frozen one never changes.
CREATE TABLE esecuzioni (
    id {i64} NOT NULL PRIMARY KEY,
    anno {i64} NOT NULL,
    tipo {text} NOT NULL,
    ora {text} NOT NULL,
    sistema {text} NOT NULL,
    impronta {text} NOT NULL,
    stato {text} NOT NULL,
    atto {text} NOT NULL,
    riga {i64} NOT NULL,
    autore {text} NOT NULL
) {strict};
CREATE TABLE esecuzioni_testi (
    esecuzione {i64} NOT NULL,
    nome {text} NOT NULL,
    testo {text} NOT NULL,
    PRIMARY KEY (esecuzione, nome)
) {by_key};
CREATE TABLE risultati (
    esecuzione {i64} NOT NULL,
    parte {text} NOT NULL,
    soggetto {text} NOT NULL,
    chiave {text} NOT NULL,
    valore {text} NOT NULL,
    traccia {text} NOT NULL,
    PRIMARY KEY (esecuzione, soggetto, parte, chiave)
) {by_key};
CREATE INDEX risultati_soggetto ON risultati (soggetto);

-- What everybody may see, and the only tables of the public file.
CREATE TABLE pub_documenti (
    tipo {text} NOT NULL,
    anno {i64} NOT NULL,
    edizione {i64} NOT NULL,
    formato {text} NOT NULL,
    titolo {text} NOT NULL,
    contenuto {text} NOT NULL,
    impronta {text} NOT NULL,
    pubblicato_il {text} NOT NULL,
    PRIMARY KEY (anno, tipo, edizione, formato)
) {by_key};
CREATE TABLE pub_dati (
    insieme {text} NOT NULL,
    anno {i64} NOT NULL,
    riga {i64} NOT NULL,
    colonna {text} NOT NULL,
    valore {text} NOT NULL,
    PRIMARY KEY (anno, insieme, riga, colonna)
) {by_key};

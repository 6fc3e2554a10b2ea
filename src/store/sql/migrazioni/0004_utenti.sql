-- 0004_utenti.sql - who may come in through the browser: accounts, sessions, one-time links, views of others' sheets.
-- SPDX-FileCopyrightText: 2026 ciclo contributors
-- SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later

-- Outside the journal and the exports: they are of this installation, not of the body. Times in seconds since 1970, UTC.
CREATE TABLE utenti (
    nome {text} NOT NULL PRIMARY KEY,
    persona {text} NOT NULL,
    parola {text} NOT NULL,
    totp {text} NOT NULL,
    totp_usato {i64} NOT NULL,
    tentativi {i64} NOT NULL,
    bloccato_fino {i64} NOT NULL,
    attivo {i64} NOT NULL,
    creato {i64} NOT NULL
) {strict};
CREATE TABLE sessioni (
    impronta {text} NOT NULL PRIMARY KEY,
    utente {text} NOT NULL,
    creata {i64} NOT NULL,
    vista {i64} NOT NULL,
    scade {i64} NOT NULL
) {by_key};
CREATE INDEX sessioni_utente ON sessioni (utente);
CREATE TABLE inviti (
    impronta {text} NOT NULL PRIMARY KEY,
    utente {text} NOT NULL,
    scade {i64} NOT NULL
) {by_key};
CREATE TABLE accessi (
    numero {i64} NOT NULL PRIMARY KEY,
    ora {text} NOT NULL,
    persona {text} NOT NULL,
    azione {text} NOT NULL,
    relazione {text} NOT NULL,
    oggetto {text} NOT NULL
) {strict};

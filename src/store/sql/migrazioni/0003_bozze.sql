-- 0003_bozze.sql - half-sheets that somebody is still filling in.
-- SPDX-FileCopyrightText: 2026 ciclo contributors
-- SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later

-- Outside the journal: nothing official. One a person, year and level; versione is a token that every save renews, riga
-- the state of the official half-sheets that the draft was begun on. p..: first half-sheet, s..: second.
CREATE TABLE bozze (
    persona {text} NOT NULL,
    anno {i64} NOT NULL,
    livello {text} NOT NULL,
    gruppo {text} NOT NULL,
    p1 {text} NOT NULL,
    p2 {text} NOT NULL,
    p3 {text} NOT NULL,
    p4 {text} NOT NULL,
    p_totale {text} NOT NULL,
    p_motivo {text} NOT NULL,
    s1 {text} NOT NULL,
    s2 {text} NOT NULL,
    s3 {text} NOT NULL,
    s4 {text} NOT NULL,
    s_totale {text} NOT NULL,
    s_motivo {text} NOT NULL,
    riga {i64} NOT NULL,
    versione {i64} NOT NULL,
    autore {text} NOT NULL,
    ora {text} NOT NULL,
    PRIMARY KEY (persona, anno, livello)
) {by_key};

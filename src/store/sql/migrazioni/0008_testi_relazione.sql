-- 0008_testi_relazione.sql - what a person writes in the Relazione.
-- SPDX-FileCopyrightText: 2026 ciclo contributors
-- SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later

CREATE TABLE testi_relazione (
    anno {i64} NOT NULL,
    parte {text} NOT NULL,
    testo {text} NOT NULL,
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (anno, parte)
) {by_key};

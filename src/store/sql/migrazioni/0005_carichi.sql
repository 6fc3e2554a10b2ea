-- 0005_carichi.sql - files uploaded to be imported, kept from the moment their differences are shown to the confirmation;
-- when somebody last signed in.
-- SPDX-FileCopyrightText: 2026 ciclo contributors
-- SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later

-- Outside the journal: nothing official. contenuto is base64, because an upload need not be text; creato in seconds since
-- 1970, UTC, after a day it goes.
CREATE TABLE carichi (
    codice {text} NOT NULL,
    n {i64} NOT NULL,
    persona {text} NOT NULL,
    creato {i64} NOT NULL,
    nome {text} NOT NULL,
    contenuto {text} NOT NULL,
    PRIMARY KEY (codice, n)
) {by_key};

-- When an account was last used to sign in; 0 = never.
ALTER TABLE utenti ADD COLUMN entrato {i64} NOT NULL DEFAULT 0;

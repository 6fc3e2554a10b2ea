-- 0006_lavori.sql - documents being made in the background, and what came of them until they expire.
-- SPDX-FileCopyrightText: 2026 ciclo contributors
-- SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later

-- Outside the journal: nothing official. contenuto is the file in base64. stato: attesa, corso, fatto, fallito, annullato.
-- While it is "corso", chi is whoever makes it and vivo when he last said so: silent for too long, another takes it up.
-- Times in seconds since 1970, UTC.
CREATE TABLE lavori (
    codice {text} NOT NULL PRIMARY KEY,
    persona {text} NOT NULL,
    documento {text} NOT NULL,
    formato {text} NOT NULL,
    anno {i64} NOT NULL,
    soggetto {text} NOT NULL,
    gruppi {text} NOT NULL,
    stato {text} NOT NULL,
    passo {text} NOT NULL,
    avanzamento {i64} NOT NULL,
    perche {text} NOT NULL,
    chi {text} NOT NULL,
    vivo {i64} NOT NULL,
    tentativi {i64} NOT NULL,
    creato {i64} NOT NULL,
    finito {i64} NOT NULL,
    nome {text} NOT NULL,
    contenuto {text} NOT NULL
) {strict};
CREATE INDEX lavori_persona ON lavori (persona);
CREATE INDEX lavori_stato ON lavori (stato);

-- 0009_sistemi.sql - a body's own rulebooks: versions with the opinion of the OIV and the act that adopts them.
-- SPDX-FileCopyrightText: 2026 ciclo contributors
-- SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later

CREATE TABLE sistemi (
    codice {text} NOT NULL,
    versione {i64} NOT NULL,
    anno {i64} NOT NULL,
    titolo {text} NOT NULL,
    testo {text} NOT NULL,
    impronta {text} NOT NULL,
    origine {text},
    motivo {text},
    proposto {text},
    parere {text},
    parere_data {text},
    parere_testo {text},
    parere_atto {text},
    atto {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (codice, versione)
) {by_key};

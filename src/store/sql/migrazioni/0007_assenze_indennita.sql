-- 0007_assenze_indennita.sql - dated absences, allowances, what the law wants to know of the result pay.
-- SPDX-FileCopyrightText: 2026 ciclo contributors
-- SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later

CREATE TABLE assenze (
    persona {text} NOT NULL,
    dal {text} NOT NULL,
    al {text} NOT NULL,
    classe {text} NOT NULL,
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (persona, dal)
) {by_key};

CREATE TABLE indennita (
    persona {text} NOT NULL,
    dal {text} NOT NULL,
    al {text} NOT NULL,
    area {text} NOT NULL,
    importo_annuo {i64} NOT NULL,
    atto {text},
    referente_dal {text},
    referente_al {text},
    referente_atto {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (persona, dal)
) {by_key};

ALTER TABLE gruppi ADD COLUMN addetti {i64};
ALTER TABLE schede ADD COLUMN retribuzione_posizione {i64};
ALTER TABLE schede ADD COLUMN tempi_quota {text};
ALTER TABLE schede ADD COLUMN tempi_esito {text};

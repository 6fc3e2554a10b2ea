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

CREATE TABLE paghe (
    persona {text} NOT NULL,
    anno {i64} NOT NULL,
    tipo {text} NOT NULL,
    retribuzione_posizione {i64},
    tempi_quota {text},
    tempi_esito {text},
    tempi_atto {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (persona, anno, tipo)
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

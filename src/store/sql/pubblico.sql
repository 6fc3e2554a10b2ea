-- pubblico.sql - what everybody may see.
-- SPDX-FileCopyrightText: 2026 ciclo contributors
-- SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later

-- name: pub_documenti_elenco    -- of one year, or of all years when it is 0
-- in:   $1 anno int
-- out:  anno int, tipo text, edizione int, formato text, titolo text, contenuto text, impronta text,
-- out:  pubblicato_il text
SELECT anno, tipo, edizione, formato, titolo, contenuto, impronta, pubblicato_il FROM pub_documenti
WHERE anno = $1 OR CAST($1 AS bigint) = 0 ORDER BY anno, tipo, edizione, formato;

-- name: pub_documenti_impronte   -- what changes when anything public does
-- out:  anno text, tipo text, edizione text, formato text, titolo text, impronta text, pubblicato_il text
SELECT CAST(anno AS text), tipo, CAST(edizione AS text), formato, titolo, impronta, pubblicato_il FROM pub_documenti
ORDER BY anno, tipo, edizione, formato;

-- name: pub_dati_elenco
-- in:   $1 anno int
-- out:  anno int, insieme text, riga int, colonna text, valore text
SELECT anno, insieme, riga, colonna, valore FROM pub_dati
WHERE anno = $1 OR CAST($1 AS bigint) = 0 ORDER BY anno, insieme, riga, colonna;

-- name: pub_documenti_svuota
-- in:   $1 anno int
DELETE FROM pub_documenti WHERE anno = $1;

-- name: pub_dati_svuota
-- in:   $1 anno int
DELETE FROM pub_dati WHERE anno = $1;

-- name: pub_documento_inserisci
-- in:   $1 anno int, $2 tipo text, $3 edizione int, $4 formato text, $5 titolo text, $6 contenuto text,
-- in:   $7 impronta text, $8 pubblicato_il text
INSERT INTO pub_documenti (anno, tipo, edizione, formato, titolo, contenuto, impronta, pubblicato_il)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: pub_dato_inserisci
-- in:   $1 anno int, $2 insieme text, $3 riga int, $4 colonna text, $5 valore text
INSERT INTO pub_dati (anno, insieme, riga, colonna, valore) VALUES ($1, $2, $3, $4, $5);

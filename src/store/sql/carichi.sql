-- carichi.sql - uploaded files that wait for their confirmation.
-- SPDX-FileCopyrightText: 2026 ciclo contributors
-- SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later

-- name: carico_inserisci
-- in:   $1 codice text, $2 n int, $3 persona text, $4 creato int, $5 nome text, $6 contenuto text
INSERT INTO carichi (codice, n, persona, creato, nome, contenuto) VALUES ($1, $2, $3, $4, $5, $6);

-- name: carico_uno              -- of this person only
-- in:   $1 codice text, $2 persona text, $3 da int
-- out:  nome text, contenuto text
SELECT nome, contenuto FROM carichi WHERE codice = $1 AND persona = $2 AND creato > $3 ORDER BY n;

-- name: carico_elimina
-- in:   $1 codice text
DELETE FROM carichi WHERE codice = $1;

-- name: carichi_scaduti
-- in:   $1 prima int
DELETE FROM carichi WHERE creato <= $1;

-- name: carichi_svuota
DELETE FROM carichi;

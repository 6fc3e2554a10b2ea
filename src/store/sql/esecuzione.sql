-- esecuzione.sql - runs of an evaluation, their results and texts.
-- SPDX-FileCopyrightText: 2026 ciclo contributors
-- SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later

-- name: esecuzioni_elenco       -- of one year and kind ('' = all kinds), the latest first
-- in:   $1 anno int, $2 tipo text
-- out:  id int, anno int, tipo text, ora text, sistema text, impronta text, stato text, atto text, autore text,
-- out:  riga int
SELECT id, anno, tipo, ora, sistema, impronta, stato, atto, autore, riga FROM esecuzioni
WHERE anno = $1 AND (tipo = $2 OR CAST($2 AS text) = '') ORDER BY id DESC;

-- name: esecuzioni_tutte
-- out:  id int, anno int, tipo text, ora text, sistema text, impronta text, stato text, atto text, autore text,
-- out:  riga int
SELECT id, anno, tipo, ora, sistema, impronta, stato, atto, autore, riga FROM esecuzioni ORDER BY id;

-- name: esecuzione_una
-- in:   $1 id int
-- out:  id int, anno int, tipo text, ora text, sistema text, impronta text, stato text, atto text, autore text,
-- out:  riga int
SELECT id, anno, tipo, ora, sistema, impronta, stato, atto, autore, riga FROM esecuzioni WHERE id = $1;

-- name: esecuzione_inserisci
-- in:   $1 id int, $2 anno int, $3 tipo text, $4 ora text, $5 sistema text, $6 impronta text, $7 stato text,
-- in:   $8 atto text, $9 riga int, $10 autore text
INSERT INTO esecuzioni (id, anno, tipo, ora, sistema, impronta, stato, atto, riga, autore)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: esecuzione_stato        -- only a provisional run changes its state
-- in:   $1 id int, $2 stato text, $3 atto text, $4 riga int, $5 autore text
UPDATE esecuzioni SET stato = $2, atto = $3, riga = $4, autore = $5 WHERE id = $1 AND stato = 'provvisoria';

-- name: risultato_inserisci
-- in:   $1 esecuzione int, $2 parte text, $3 soggetto text, $4 chiave text, $5 valore text, $6 traccia text
INSERT INTO risultati (esecuzione, parte, soggetto, chiave, valore, traccia) VALUES ($1, $2, $3, $4, $5, $6);

-- name: risultati_di_esecuzione
-- in:   $1 esecuzione int
-- out:  soggetto text, parte text, chiave text, valore text, traccia text
SELECT soggetto, parte, chiave, valore, traccia FROM risultati WHERE esecuzione = $1 ORDER BY soggetto, parte, chiave;

-- name: risultati_di_soggetto
-- in:   $1 esecuzione int, $2 soggetto text
-- out:  soggetto text, parte text, chiave text, valore text, traccia text
SELECT soggetto, parte, chiave, valore, traccia FROM risultati WHERE esecuzione = $1 AND soggetto = $2
ORDER BY parte, chiave;

-- name: risultati_elimina
-- in:   $1 esecuzione int, $2 soggetto text
DELETE FROM risultati WHERE esecuzione = $1 AND soggetto = $2;

-- name: testo_inserisci
-- in:   $1 esecuzione int, $2 nome text, $3 testo text
INSERT INTO esecuzioni_testi (esecuzione, nome, testo) VALUES ($1, $2, $3);

-- name: testi_di_esecuzione
-- in:   $1 esecuzione int
-- out:  nome text, testo text
SELECT nome, testo FROM esecuzioni_testi WHERE esecuzione = $1 ORDER BY nome;

-- name: testo_elimina
-- in:   $1 esecuzione int, $2 nome text
DELETE FROM esecuzioni_testi WHERE esecuzione = $1 AND nome = $2;

-- name: esecuzioni_autore_cancella
-- in:   $1 persona text
UPDATE esecuzioni SET autore = 'cancellato' WHERE autore = $1;

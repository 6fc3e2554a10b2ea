-- lavori.sql - documents made in the background.
-- SPDX-FileCopyrightText: 2026 ciclo contributors
-- SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later

-- name: lavoro_inserisci
-- in:   $1 codice text, $2 persona text, $3 documento text, $4 formato text, $5 anno int, $6 soggetto text,
-- in:   $7 gruppi text, $8 creato int
INSERT INTO lavori (codice, persona, documento, formato, anno, soggetto, gruppi, stato, passo, avanzamento, perche, chi, vivo,
                    tentativi, creato, finito, nome, contenuto)
VALUES ($1, $2, $3, $4, $5, $6, $7, 'attesa', '', 0, '', '', 0, 0, $8, 0, '', '');

-- name: lavoro_uguale           -- the same file, asked for and not there yet
-- in:   $1 persona text, $2 documento text, $3 formato text, $4 anno int, $5 soggetto text, $6 gruppi text
-- out:  codice text
SELECT codice FROM lavori WHERE persona = $1 AND documento = $2 AND formato = $3 AND anno = $4 AND soggetto = $5
AND gruppi = $6 AND (stato = 'attesa' OR stato = 'corso') ORDER BY creato, codice LIMIT 1;

-- name: lavori_aperti           -- of one person
-- in:   $1 persona text
-- out:  quanti int
SELECT COUNT(*) FROM lavori WHERE persona = $1 AND (stato = 'attesa' OR stato = 'corso');

-- name: lavori_elenco           -- of one person, the latest first
-- in:   $1 persona text, $2 da int
-- out:  codice text, persona text, documento text, formato text, anno int, soggetto text, gruppi text, stato text,
-- out:  passo text, avanzamento int, perche text, tentativi int, creato int, finito int, nome text, chi text, vivo int
SELECT codice, persona, documento, formato, anno, soggetto, gruppi, stato, passo, avanzamento, perche, tentativi, creato,
    finito, nome, chi, vivo
FROM lavori WHERE persona = $1 AND creato > $2 ORDER BY creato DESC, codice;

-- name: lavoro_uno              -- of this person only
-- in:   $1 codice text, $2 persona text, $3 da int
-- out:  codice text, persona text, documento text, formato text, anno int, soggetto text, gruppi text, stato text,
-- out:  passo text, avanzamento int, perche text, tentativi int, creato int, finito int, nome text, chi text, vivo int
SELECT codice, persona, documento, formato, anno, soggetto, gruppi, stato, passo, avanzamento, perche, tentativi, creato,
    finito, nome, chi, vivo
FROM lavori WHERE codice = $1 AND persona = $2 AND creato > $3;

-- name: lavoro_primo            -- the next one to be made: waiting, or left by somebody who went silent ($1)
-- in:   $1 muto int
-- out:  codice text, persona text, documento text, formato text, anno int, soggetto text, gruppi text, stato text,
-- out:  passo text, avanzamento int, perche text, tentativi int, creato int, finito int, nome text, chi text, vivo int
SELECT codice, persona, documento, formato, anno, soggetto, gruppi, stato, passo, avanzamento, perche, tentativi, creato,
    finito, nome, chi, vivo
FROM lavori WHERE stato = 'attesa' OR (stato = 'corso' AND vivo <= $1) ORDER BY creato, codice LIMIT 1;

-- name: lavoro_prendi           -- touches no row when somebody else was faster
-- in:   $1 codice text, $2 chi text, $3 vivo int, $4 stato text, $5 prima text, $6 visto int
UPDATE lavori SET stato = 'corso', chi = $2, vivo = $3, tentativi = tentativi + 1, passo = '', avanzamento = 0
WHERE codice = $1 AND stato = $4 AND chi = $5 AND vivo = $6;

-- name: lavoro_vivo             -- touches no row when it has been called off or taken over
-- in:   $1 codice text, $2 chi text, $3 vivo int, $4 passo text, $5 avanzamento int
UPDATE lavori SET vivo = $3, passo = $4, avanzamento = $5 WHERE codice = $1 AND chi = $2 AND stato = 'corso';

-- name: lavoro_finisci
-- in:   $1 codice text, $2 chi text, $3 stato text, $4 finito int, $5 perche text, $6 nome text, $7 contenuto text,
-- in:   $8 avanzamento int
UPDATE lavori SET stato = $3, finito = $4, perche = $5, nome = $6, contenuto = $7, avanzamento = $8, passo = '', chi = '',
    vivo = 0
WHERE codice = $1 AND chi = $2 AND stato = 'corso';

-- name: lavoro_rilascia         -- whoever made it stops in good order: it does not count as a try
-- in:   $1 codice text, $2 chi text
UPDATE lavori SET stato = 'attesa', chi = '', vivo = 0, tentativi = tentativi - 1, passo = '', avanzamento = 0
WHERE codice = $1 AND chi = $2 AND stato = 'corso';

-- name: lavoro_annulla
-- in:   $1 codice text, $2 persona text, $3 finito int
UPDATE lavori SET stato = 'annullato', finito = $3, chi = '', vivo = 0, passo = '', avanzamento = 0
WHERE codice = $1 AND persona = $2 AND (stato = 'attesa' OR stato = 'corso');

-- name: lavoro_ripeti
-- in:   $1 codice text, $2 persona text
UPDATE lavori SET stato = 'attesa', finito = 0, perche = '', tentativi = 0, chi = '', vivo = 0, passo = '', avanzamento = 0
WHERE codice = $1 AND persona = $2 AND (stato = 'fallito' OR stato = 'annullato');

-- name: lavoro_file
-- in:   $1 codice text, $2 persona text, $3 da int
-- out:  nome text, contenuto text
SELECT nome, contenuto FROM lavori WHERE codice = $1 AND persona = $2 AND stato = 'fatto' AND creato > $3;

-- name: lavori_scaduti
-- in:   $1 prima int
DELETE FROM lavori WHERE creato <= $1;

-- name: lavori_svuota
DELETE FROM lavori;

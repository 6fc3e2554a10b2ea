-- bozza.sql - drafts of half-sheets, and who wrote the official ones.
-- SPDX-FileCopyrightText: 2026 ciclo contributors
-- SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later

-- name: bozze_elenco            -- of one group and level
-- in:   $1 anno int, $2 gruppo text, $3 livello text
-- out:  persona text, p1 text, p2 text, p3 text, p4 text, p_totale text, p_motivo text, s1 text, s2 text, s3 text,
-- out:  s4 text, s_totale text, s_motivo text, riga int, versione int, autore text, ora text
SELECT persona, p1, p2, p3, p4, p_totale, p_motivo, s1, s2, s3, s4, s_totale, s_motivo, riga, versione, autore, ora
FROM bozze WHERE anno = $1 AND gruppo = $2 AND livello = $3 ORDER BY persona;

-- name: bozza_una
-- in:   $1 persona text, $2 anno int, $3 livello text
-- out:  persona text, p1 text, p2 text, p3 text, p4 text, p_totale text, p_motivo text, s1 text, s2 text, s3 text,
-- out:  s4 text, s_totale text, s_motivo text, riga int, versione int, autore text, ora text
SELECT persona, p1, p2, p3, p4, p_totale, p_motivo, s1, s2, s3, s4, s_totale, s_motivo, riga, versione, autore, ora
FROM bozze WHERE persona = $1 AND anno = $2 AND livello = $3;

-- name: bozza_inserisci         -- touches no row when there is one already
-- in:   $1 persona text, $2 anno int, $3 livello text, $4 gruppo text, $5 p1 text, $6 p2 text, $7 p3 text, $8 p4 text,
-- in:   $9 p_totale text, $10 p_motivo text, $11 s1 text, $12 s2 text, $13 s3 text, $14 s4 text, $15 s_totale text,
-- in:   $16 s_motivo text, $17 riga int, $18 versione int, $19 autore text, $20 ora text
INSERT INTO bozze (persona, anno, livello, gruppo, p1, p2, p3, p4, p_totale, p_motivo, s1, s2, s3, s4, s_totale, s_motivo,
                   riga, versione, autore, ora)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
ON CONFLICT (persona, anno, livello) DO NOTHING;

-- name: bozza_aggiorna          -- the version that was seen ($21)
-- in:   $1 persona text, $2 anno int, $3 livello text, $4 gruppo text, $5 p1 text, $6 p2 text, $7 p3 text, $8 p4 text,
-- in:   $9 p_totale text, $10 p_motivo text, $11 s1 text, $12 s2 text, $13 s3 text, $14 s4 text, $15 s_totale text,
-- in:   $16 s_motivo text, $17 riga int, $18 versione int, $19 autore text, $20 ora text, $21 attesa int
UPDATE bozze SET gruppo = $4, p1 = $5, p2 = $6, p3 = $7, p4 = $8, p_totale = $9, p_motivo = $10, s1 = $11, s2 = $12,
    s3 = $13, s4 = $14, s_totale = $15, s_motivo = $16, riga = $17, versione = $18, autore = $19, ora = $20
WHERE persona = $1 AND anno = $2 AND livello = $3 AND versione = $21;

-- name: bozza_elimina
-- in:   $1 persona text, $2 anno int, $3 livello text, $4 versione int
DELETE FROM bozze WHERE persona = $1 AND anno = $2 AND livello = $3 AND versione = $4;

-- name: bozze_cancella_persona  -- of each of the person's sheets: a later one stands as CODE@FROM
-- in:   $1 persona text
DELETE FROM bozze
WHERE persona = CAST($1 AS text) OR substr(persona, 1, length(CAST($1 AS text)) + 1) = CAST($1 AS text) || '@';

-- name: bozze_autore_cancella
-- in:   $1 persona text
UPDATE bozze SET autore = 'cancellato' WHERE autore = $1;

-- name: semischede_autori       -- who wrote each half-sheet of a group, and when
-- in:   $1 anno int, $2 gruppo text
-- out:  persona text, livello text, semischeda int, autore text, ora text, dal text
SELECT s.persona, s.livello, s.semischeda, s.autore, g.ora, s.dal FROM semischede s JOIN giornale g ON g.seq = s.riga
WHERE s.anno = $1 AND s.gruppo = $2 ORDER BY s.persona, s.livello, s.semischeda, s.dal;

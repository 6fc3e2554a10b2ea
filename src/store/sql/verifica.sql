-- verifica.sql - the journal walked from its first entry to its head.
-- SPDX-FileCopyrightText: 2026 ciclo contributors
-- SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later

-- name: verifica_catena         -- every entry with its objects and what is left of their payloads
-- out:  seq int, ora text, attore text, azione text, atto text, prec text, hash text, n int, prima text,
-- out:  dopo text, entita text, chiave text, sale text, c_prima text, c_dopo text
SELECT g.seq, g.ora, g.attore, g.azione, g.atto, g.prec, g.hash, o.n, o.prima, o.dopo,
       c.entita, c.chiave, c.sale, c.prima, c.dopo
FROM giornale g LEFT JOIN giornale_oggetto o ON o.seq = g.seq
     LEFT JOIN giornale_carico c ON c.seq = o.seq AND c.n = o.n
ORDER BY g.seq, o.n;

-- name: verifica_attori         -- who made each entry that was not the operator's
-- out:  seq int, attore text, entita text, chiave text, sale text, prima text, dopo text
SELECT g.seq, g.attore, c.entita, c.chiave, c.sale, c.prima, c.dopo
FROM giornale g LEFT JOIN giornale_carico c ON c.seq = g.seq AND c.n = 0
WHERE g.attore <> '' OR c.seq IS NOT NULL ORDER BY g.seq;

-- name: verifica_oggetti_orfani -- digests of no entry
-- out:  seq int, n int
SELECT o.seq, o.n FROM giornale_oggetto o
WHERE NOT EXISTS (SELECT 1 FROM giornale g WHERE g.seq = o.seq) ORDER BY o.seq, o.n LIMIT 1;

-- name: verifica_carichi_orfani -- payloads of no digest
-- out:  seq int, n int
SELECT c.seq, c.n FROM giornale_carico c
WHERE (c.n <> 0 AND NOT EXISTS (SELECT 1 FROM giornale_oggetto o WHERE o.seq = c.seq AND o.n = c.n))
   OR NOT EXISTS (SELECT 1 FROM giornale g WHERE g.seq = c.seq)
ORDER BY c.seq, c.n LIMIT 1;

-- name: carico_ultimo           -- the last payload of one object
-- in:   $1 entita text, $2 chiave text
-- out:  seq int, n int, dopo text, attore text, persona text
SELECT c.seq, c.n, c.dopo, g.attore, p.chiave
FROM giornale_carico c LEFT JOIN giornale g ON g.seq = c.seq LEFT JOIN giornale_carico p ON p.seq = c.seq AND p.n = 0
WHERE c.entita = $1 AND c.chiave = $2 ORDER BY c.seq DESC, c.n DESC LIMIT 1;

-- The last payload of each object is the one that no other follows: one pass in the order of the index, however many
-- versions an object has. (A test "there is no later one" for each payload reads all of them again: quadratic.)

-- name: carichi_vivi            -- the objects of one kind that should be there, by their last payload
-- in:   $1 entita text
-- out:  chiave text, seq int
SELECT c.chiave, c.seq
FROM (SELECT d.seq, d.n, lead(d.seq) OVER (PARTITION BY d.chiave ORDER BY d.seq, d.n) AS poi
      FROM giornale_carico d WHERE d.entita = $1) u
     JOIN giornale_carico c ON c.seq = u.seq AND c.n = u.n
WHERE u.poi IS NULL AND c.dopo <> '' AND c.n > 0
ORDER BY c.seq, c.n;

-- name: carichi_vivi_quanti
-- in:   $1 entita text
-- out:  quanti int
SELECT count(*)
FROM (SELECT d.seq, d.n, lead(d.seq) OVER (PARTITION BY d.chiave ORDER BY d.seq, d.n) AS poi
      FROM giornale_carico d WHERE d.entita = $1) u
     JOIN giornale_carico c ON c.seq = u.seq AND c.n = u.n
WHERE u.poi IS NULL AND c.dopo <> '' AND c.n > 0;

-- name: giornale_entita         -- every kind of object that has a payload
-- out:  entita text
SELECT DISTINCT entita FROM giornale_carico WHERE n > 0 ORDER BY entita;

-- giornale.sql - the journal: head, entries, digests, erasable payloads.
-- SPDX-FileCopyrightText: 2026 ciclo contributors
-- SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later

-- name: testa_prendi            -- locks the head row and takes the next number: first in every official write
-- out:  seq int, hash text
UPDATE testa SET seq = seq + 1 WHERE id = 1 RETURNING seq, hash;

-- name: testa_posa
-- in:   $1 hash text
UPDATE testa SET hash = $1 WHERE id = 1;

-- name: testa_leggi
-- out:  seq int, hash text
SELECT seq, hash FROM testa WHERE id = 1;

-- name: giornale_inserisci
-- in:   $1 seq int, $2 ora text, $3 attore text, $4 azione text, $5 atto text, $6 prec text, $7 hash text
INSERT INTO giornale (seq, ora, attore, azione, atto, prec, hash) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: giornale_oggetto_inserisci
-- in:   $1 seq int, $2 n int, $3 prima text, $4 dopo text
INSERT INTO giornale_oggetto (seq, n, prima, dopo) VALUES ($1, $2, $3, $4);

-- name: giornale_carico_inserisci
-- in:   $1 seq int, $2 n int, $3 entita text, $4 chiave text, $5 sale text, $6 prima text, $7 dopo text
INSERT INTO giornale_carico (seq, n, entita, chiave, sale, prima, dopo) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: giornale_elenco         -- the latest entries first; the actor's code while it is not erased
-- in:   $1 da int, $2 quante int
-- out:  seq int, ora text, persona text, azione text, atto text, hash text, oggetti int, attore text
SELECT g.seq, g.ora, c.chiave, g.azione, g.atto, g.hash,
       (SELECT count(*) FROM giornale_oggetto o WHERE o.seq = g.seq), g.attore
FROM giornale g LEFT JOIN giornale_carico c ON c.seq = g.seq AND c.n = 0
WHERE g.seq <= $1 ORDER BY g.seq DESC LIMIT $2;

-- name: giornale_una            -- one entry; the actor's code while it is not erased
-- in:   $1 seq int
-- out:  ora text, persona text, azione text, atto text
SELECT g.ora, c.chiave, g.azione, g.atto
FROM giornale g LEFT JOIN giornale_carico c ON c.seq = g.seq AND c.n = 0 WHERE g.seq = $1;

-- name: giornale_oggetti_di     -- what an entry touched; without a payload: it was erased
-- in:   $1 seq int
-- out:  n int, entita text, chiave text, prima text, dopo text
SELECT o.n, c.entita, c.chiave, c.prima, c.dopo
FROM giornale_oggetto o LEFT JOIN giornale_carico c ON c.seq = o.seq AND c.n = o.n WHERE o.seq = $1 ORDER BY o.n;

-- name: giornale_di_oggetto     -- the entries that touched one object, the latest first
-- in:   $1 entita text, $2 chiave text, $3 quante int
-- out:  seq int, ora text, persona text, azione text, atto text, prima text, dopo text
SELECT g.seq, g.ora, c.chiave, g.azione, g.atto, o.prima, o.dopo
FROM giornale_carico o JOIN giornale g ON g.seq = o.seq LEFT JOIN giornale_carico c ON c.seq = o.seq AND c.n = 0
WHERE o.entita = $1 AND o.chiave = $2 AND o.n > 0 ORDER BY o.seq DESC LIMIT $3;

-- name: migrazioni_elenco
-- out:  numero int, nome text, impronta text
SELECT numero, nome, impronta FROM migrazioni ORDER BY numero;

-- name: migrazione_inserisci
-- in:   $1 numero int, $2 nome text, $3 impronta text, $4 ora text
INSERT INTO migrazioni (numero, nome, impronta, ora) VALUES ($1, $2, $3, $4);

-- cancella.sql - what is needed to erase one person.
-- SPDX-FileCopyrightText: 2026 ciclo contributors
-- SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later

-- name: carichi_di_entita       -- every payload of one kind, those of one object one after the other
-- in:   $1 entita text
-- out:  chiave text, prima text, dopo text
SELECT chiave, prima, dopo FROM giornale_carico WHERE entita = $1 AND n > 0 ORDER BY chiave, seq, n;

-- name: carichi_di_oggetto      -- before entry $3
-- in:   $1 entita text, $2 chiave text, $3 seq int
-- out:  seq int, n int
SELECT seq, n FROM giornale_carico WHERE entita = $1 AND chiave = $2 AND seq < $3 ORDER BY seq, n;

-- name: carichi_cancella
-- in:   $1 entita text, $2 chiave text, $3 seq int
DELETE FROM giornale_carico WHERE entita = $1 AND chiave = $2 AND seq < $3;

-- name: persone_codici
-- out:  codice text
SELECT codice FROM persone;

-- accesso.sql - what a permission is decided from: a person's roles on a day, and how an object stands to that person.
-- SPDX-FileCopyrightText: 2026 ciclo contributors
-- SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later

-- name: accesso_persona
-- in:   $1 persona text
-- out:  cessato text
SELECT cessato FROM persone WHERE codice = $1;

-- name: accesso_incarichi       -- roles on a day; a delegated one only while the delegator holds it himself
-- in:   $1 persona text, $2 giorno text
-- out:  ruolo text, unita text, delega_di text
SELECT i.ruolo, i.unita, i.delega_di FROM incarichi i
WHERE i.persona = $1 AND i.dal <= $2 AND (i.al IS NULL OR i.al >= $2)
  AND (i.delega_di IS NULL OR EXISTS (
       SELECT 1 FROM incarichi d WHERE d.persona = i.delega_di AND d.ruolo = i.ruolo AND d.delega_di IS NULL
         AND d.dal <= $2 AND (d.al IS NULL OR d.al >= $2)))
ORDER BY i.ruolo, i.dal;

-- name: accesso_assegnazioni    -- units a person works in, from one day to another
-- in:   $1 persona text, $2 dal text, $3 al text
-- out:  unita text
SELECT unita FROM assegnazioni WHERE persona = $1 AND dal <= $3 AND (al IS NULL OR al >= $2) ORDER BY unita, dal;

-- name: accesso_unita
-- out:  codice text, padre text
SELECT codice, padre FROM unita ORDER BY codice;

-- name: accesso_schede
-- in:   $1 persona text, $2 anno int
-- out:  tipo text, valutatore text, unita text
SELECT tipo, valutatore, unita FROM schede WHERE persona = $1 AND anno = $2 ORDER BY tipo, dal;

-- name: accesso_gruppi          -- the groups in which a person has marks
-- in:   $1 persona text, $2 anno int
-- out:  codice text, valutatore text, unita text
SELECT codice, valutatore, unita FROM gruppi
WHERE codice IN (SELECT gruppo FROM semischede WHERE persona = $1 AND anno = $2) ORDER BY codice;

-- name: accesso_gruppo
-- in:   $1 gruppo text
-- out:  anno int, valutatore text, unita text
SELECT anno, valutatore, unita FROM gruppi WHERE codice = $1;

-- name: accesso_nodo            -- the latest version first
-- in:   $1 nodo text, $2 anno int
-- out:  unita text, padre text
SELECT unita, padre FROM nodi_versioni WHERE nodo = $1 AND anno = $2 ORDER BY versione DESC;

-- name: accesso_apporti
-- in:   $1 nodo text, $2 anno int
-- out:  unita text
SELECT unita FROM apporti WHERE nodo = $1 AND anno = $2 ORDER BY unita;

-- name: accesso_riunione
-- in:   $1 riunione text
-- out:  unita text, evento text
SELECT unita, evento FROM riunioni WHERE codice = $1;

-- name: accesso_partecipa
-- in:   $1 riunione text, $2 persona text
-- out:  qualita text
SELECT qualita FROM riunioni_partecipanti WHERE riunione = $1 AND persona = $2;

-- name: accesso_segretario      -- did the person hold the office itself at any time from one day to another
-- in:   $1 persona text, $2 dal text, $3 al text
-- out:  dal text
SELECT dal FROM incarichi WHERE persona = $1 AND ruolo = 'sg' AND delega_di IS NULL AND dal <= $3 AND (al IS NULL OR al >= $2)
ORDER BY dal;

-- name: accesso_eventi          -- events that acts of a year performed up to a day, with the evaluations they are about
-- in:   $1 anno int, $2 giorno text
-- out:  atto text, evento text, entita text, chiave text
SELECT a.codice, a.evento, o.entita, o.chiave
FROM atti a LEFT JOIN atti_oggetti o ON o.atto = a.codice AND o.entita IN ('gruppi', 'schede', 'semischede')
WHERE a.anno = $1 AND a.evento IS NOT NULL AND a.data <= $2 ORDER BY a.codice, o.entita, o.chiave;

-- name: accesso_eventi_riunioni
-- in:   $1 anno int, $2 giorno text
-- out:  evento text
SELECT DISTINCT evento FROM riunioni WHERE anno = $1 AND evento IS NOT NULL AND data <= $2 ORDER BY evento;

-- name: accesso_proposte        -- has anybody of the year, of a group, a person ('' = any) a proposed half-sheet
-- in:   $1 anno int, $2 gruppo text, $3 persona text
-- out:  persona text
SELECT persona FROM semischede
WHERE anno = $1 AND livello = 'proposta' AND (CAST($2 AS text) = '' OR gruppo = $2) AND (CAST($3 AS text) = '' OR persona = $3)
ORDER BY persona LIMIT 1;

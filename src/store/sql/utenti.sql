-- utenti.sql - accounts, sessions, one-time links, the log of views.
-- SPDX-FileCopyrightText: 2026 ciclo contributors
-- SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later

-- name: utente_uno
-- in:   $1 nome text
-- out:  nome text, persona text, parola text, totp text, totp_usato int, tentativi int, bloccato_fino int, attivo int,
-- out:  creato int, entrato int
SELECT nome, persona, parola, totp, totp_usato, tentativi, bloccato_fino, attivo, creato, entrato FROM utenti WHERE nome = $1;

-- name: utenti_tutti
-- out:  nome text, persona text, parola text, totp text, totp_usato int, tentativi int, bloccato_fino int, attivo int,
-- out:  creato int, entrato int
SELECT nome, persona, parola, totp, totp_usato, tentativi, bloccato_fino, attivo, creato, entrato FROM utenti ORDER BY nome;

-- name: utente_inserisci
-- in:   $1 nome text, $2 persona text, $3 parola text, $4 totp text, $5 totp_usato int, $6 tentativi int,
-- in:   $7 bloccato_fino int, $8 attivo int, $9 creato int
INSERT INTO utenti (nome, persona, parola, totp, totp_usato, tentativi, bloccato_fino, attivo, creato, entrato)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0);

-- name: utente_aggiorna
-- in:   $1 nome text, $2 persona text, $3 parola text, $4 totp text, $5 totp_usato int, $6 tentativi int,
-- in:   $7 bloccato_fino int, $8 attivo int
UPDATE utenti SET persona = $2, parola = $3, totp = $4, totp_usato = $5, tentativi = $6, bloccato_fino = $7, attivo = $8
WHERE nome = $1;

-- name: utente_entrato
-- in:   $1 nome text, $2 entrato int
UPDATE utenti SET entrato = $2 WHERE nome = $1;

-- name: sessione_una
-- in:   $1 impronta text
-- out:  utente text, creata int, vista int, scade int, persona text
SELECT s.utente, s.creata, s.vista, s.scade, u.persona FROM sessioni s JOIN utenti u ON u.nome = s.utente
WHERE s.impronta = $1 AND u.attivo = 1;

-- name: sessione_inserisci
-- in:   $1 impronta text, $2 utente text, $3 creata int, $4 vista int, $5 scade int
INSERT INTO sessioni (impronta, utente, creata, vista, scade) VALUES ($1, $2, $3, $4, $5);

-- name: sessione_vista
-- in:   $1 impronta text, $2 vista int
UPDATE sessioni SET vista = $2 WHERE impronta = $1;

-- name: sessione_elimina
-- in:   $1 impronta text
DELETE FROM sessioni WHERE impronta = $1;

-- name: sessioni_elimina_utente
-- in:   $1 utente text
DELETE FROM sessioni WHERE utente = $1;

-- name: sessioni_scadute
-- in:   $1 adesso int, $2 vista int
DELETE FROM sessioni WHERE scade <= $1 OR vista <= $2;

-- name: invito_inserisci
-- in:   $1 impronta text, $2 utente text, $3 scade int
INSERT INTO inviti (impronta, utente, scade) VALUES ($1, $2, $3);

-- name: invito_uno
-- in:   $1 impronta text
-- out:  utente text, scade int
SELECT utente, scade FROM inviti WHERE impronta = $1;

-- name: inviti_elimina_utente
-- in:   $1 utente text
DELETE FROM inviti WHERE utente = $1;

-- name: accesso_ultimo
-- out:  numero int
SELECT COALESCE(MAX(numero), 0) FROM accessi;

-- name: accesso_inserisci
-- in:   $1 numero int, $2 ora text, $3 persona text, $4 azione text, $5 relazione text, $6 oggetto text
INSERT INTO accessi (numero, ora, persona, azione, relazione, oggetto) VALUES ($1, $2, $3, $4, $5, $6);

-- name: accessi_elenco          -- the latest first; texts are LIKE patterns, days "2018-01-31"
-- in:   $1 persona text, $2 oggetto text, $3 dal text, $4 al text, $5 quanti int, $6 saltati int
-- out:  numero int, ora text, persona text, azione text, relazione text, oggetto text
SELECT numero, ora, persona, azione, relazione, oggetto FROM accessi
WHERE persona LIKE $1 ESCAPE '!' AND oggetto LIKE $2 ESCAPE '!' AND substr(ora, 1, 10) >= $3 AND substr(ora, 1, 10) <= $4
ORDER BY numero DESC LIMIT $5 OFFSET $6;

-- name: accessi_quanti
-- in:   $1 persona text, $2 oggetto text, $3 dal text, $4 al text
-- out:  quanti int
SELECT count(*) FROM accessi
WHERE persona LIKE $1 ESCAPE '!' AND oggetto LIKE $2 ESCAPE '!' AND substr(ora, 1, 10) >= $3 AND substr(ora, 1, 10) <= $4;

-- 0001_inizio.sql - the first schema: the journal and the official records (the columns of src/model/entita.def).
-- SPDX-FileCopyrightText: 2026 ciclo contributors
-- SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
--
-- A migration that was released never changes: its checksum stands in every database. {i64} {text} {strict} {by_key} are
-- put into each engine's words by db_script. Text is in byte order on both engines. Absent values are NULL.

CREATE TABLE migrazioni (
    numero {i64} NOT NULL PRIMARY KEY,
    nome {text} NOT NULL,
    impronta {text} NOT NULL,
    ora {text} NOT NULL
) {strict};

-- The journal (requirements 12.7). An entry is hashed over the previous hash, time, actor, action, act and the salted
-- digests of what each object was before and after; src/store/giornale.h says of which bytes.
CREATE TABLE testa (
    id {i64} NOT NULL PRIMARY KEY,
    seq {i64} NOT NULL,
    hash {text} NOT NULL
) {strict};
INSERT INTO testa (id, seq, hash) VALUES (1, 0, '');

CREATE TABLE giornale (
    seq {i64} NOT NULL PRIMARY KEY,
    ora {text} NOT NULL,
    attore {text} NOT NULL,
    azione {text} NOT NULL,
    atto {text} NOT NULL,
    prec {text} NOT NULL,
    hash {text} NOT NULL
) {strict};
CREATE TABLE giornale_oggetto (
    seq {i64} NOT NULL,
    n {i64} NOT NULL,
    prima {text} NOT NULL,
    dopo {text} NOT NULL,
    PRIMARY KEY (seq, n)
) {by_key};
-- What the digests were made from. A row is deleted when the person it speaks of is erased; n = 0 is the actor.
CREATE TABLE giornale_carico (
    seq {i64} NOT NULL,
    n {i64} NOT NULL,
    entita {text} NOT NULL,
    chiave {text} NOT NULL,
    sale {text} NOT NULL,
    prima {text} NOT NULL,
    dopo {text} NOT NULL,
    PRIMARY KEY (seq, n)
) {by_key};
CREATE INDEX giornale_carico_oggetto ON giornale_carico (entita, chiave, seq, n);

-- Official records, in the order of src/model/entita.def; riga = the journal entry that wrote the row last, and so its
-- version; autore = the person's code, '' for the operator.
CREATE TABLE enti (
    codice {text} NOT NULL,
    nome {text} NOT NULL,
    missione {text},
    patrono {text},
    esempio {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (codice)
) {by_key};

CREATE TABLE mandati (
    codice {text} NOT NULL,
    titolo {text} NOT NULL,
    dal {text} NOT NULL,
    al {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (codice)
) {by_key};

CREATE TABLE atti (
    codice {text} NOT NULL,
    tipo {text} NOT NULL,
    numero {text} NOT NULL,
    data {text} NOT NULL,
    organo {text} NOT NULL,
    oggetto {text} NOT NULL,
    anno {i64},
    evento {text},
    protocollo {text},
    file {text},
    impronta {text},
    motivo {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (codice)
) {by_key};

CREATE TABLE atti_oggetti (
    atto {text} NOT NULL,
    entita {text} NOT NULL,
    chiave {text} NOT NULL,
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (atto, entita, chiave)
) {by_key};

CREATE TABLE anni (
    anno {i64} NOT NULL,
    sistema {text} NOT NULL,
    mandato {text},
    atto {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (anno)
) {by_key};

CREATE TABLE parametri (
    anno {i64} NOT NULL,
    chiave {text} NOT NULL,
    dal {text} NOT NULL,
    valore {text} NOT NULL,
    atto {text} NOT NULL,
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (anno, chiave, dal)
) {by_key};

CREATE TABLE unita (
    codice {text} NOT NULL,
    nome {text} NOT NULL,
    tipo {text} NOT NULL,
    padre {text},
    dal {text},
    al {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (codice)
) {by_key};

CREATE TABLE persone (
    codice {text} NOT NULL,
    cognome {text} NOT NULL,
    nome {text} NOT NULL,
    rapporto {text} NOT NULL,
    categoria {text},
    assunto {text},
    cessato {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (codice)
) {by_key};

CREATE TABLE assegnazioni (
    persona {text} NOT NULL,
    unita {text} NOT NULL,
    dal {text} NOT NULL,
    al {text},
    quota_tempo {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (persona, unita, dal)
) {by_key};

CREATE TABLE incarichi (
    persona {text} NOT NULL,
    ruolo {text} NOT NULL,
    dal {text} NOT NULL,
    unita {text},
    al {text},
    atto {text},
    delega_di {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (persona, ruolo, dal)
) {by_key};

CREATE TABLE riunioni (
    codice {text} NOT NULL,
    tipo {text} NOT NULL,
    data {text} NOT NULL,
    oggetto {text} NOT NULL,
    anno {i64},
    evento {text},
    unita {text},
    verbale {text},
    documenti {text},
    atto {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (codice)
) {by_key};

CREATE TABLE riunioni_partecipanti (
    riunione {text} NOT NULL,
    persona {text} NOT NULL,
    qualita {text} NOT NULL,
    presa_visione {text},
    osservazioni {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (riunione, persona)
) {by_key};

CREATE TABLE nodi (
    codice {text} NOT NULL,
    livello {text} NOT NULL,
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (codice)
) {by_key};

CREATE TABLE nodi_versioni (
    nodo {text} NOT NULL,
    anno {i64} NOT NULL,
    versione {i64} NOT NULL,
    padre {text},
    titolo {text} NOT NULL,
    sigla {text},
    descrizione {text},
    peso {text},
    unita {text},
    atto {text},
    copiato_da {i64},
    motivo {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (nodo, anno, versione)
) {by_key};

CREATE TABLE apporti (
    nodo {text} NOT NULL,
    anno {i64} NOT NULL,
    unita {text} NOT NULL,
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (nodo, anno, unita)
) {by_key};

CREATE TABLE risorse (
    nodo {text} NOT NULL,
    anno {i64} NOT NULL,
    voce {text} NOT NULL,
    previsto {i64} NOT NULL,
    consuntivo {i64},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (nodo, anno, voce)
) {by_key};

CREATE TABLE indicatori (
    codice {text} NOT NULL,
    nome {text} NOT NULL,
    formula {text},
    unita_misura {text},
    operatore {text} NOT NULL,
    fonte {text},
    frequenza {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (codice)
) {by_key};

CREATE TABLE target (
    indicatore {text} NOT NULL,
    anno {i64} NOT NULL,
    versione {i64} NOT NULL,
    nodo {text} NOT NULL,
    peso {text},
    target {text} NOT NULL,
    base {text},
    target1 {text},
    target2 {text},
    atto {text},
    motivo {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (indicatore, anno, versione)
) {by_key};

CREATE TABLE fasce (
    indicatore {text} NOT NULL,
    anno {i64} NOT NULL,
    ordine {i64} NOT NULL,
    soglia {text},
    livello {text} NOT NULL,
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (indicatore, anno, ordine)
) {by_key};

CREATE TABLE valori (
    indicatore {text} NOT NULL,
    anno {i64} NOT NULL,
    periodo {text} NOT NULL,
    stato {text} NOT NULL,
    valore {text},
    rilevato_il {text},
    fonte {text},
    motivo {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (indicatore, anno, periodo)
) {by_key};

CREATE TABLE gradi (
    nodo {text} NOT NULL,
    anno {i64} NOT NULL,
    grado_pec {text},
    grado_dirigente {text},
    motivo {text},
    giudizio {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (nodo, anno)
) {by_key};

CREATE TABLE verifiche_oiv (
    anno {i64} NOT NULL,
    oggetto {text} NOT NULL,
    esito {text} NOT NULL,
    data {text} NOT NULL,
    testo {text},
    atto {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (anno, oggetto)
) {by_key};

CREATE TABLE edizioni (
    documento {text} NOT NULL,
    anno {i64} NOT NULL,
    edizione {i64} NOT NULL,
    titolo {text} NOT NULL,
    atto {text},
    impronta {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (documento, anno, edizione)
) {by_key};

CREATE TABLE edizioni_voci (
    documento {text} NOT NULL,
    anno {i64} NOT NULL,
    edizione {i64} NOT NULL,
    entita {text} NOT NULL,
    chiave {text} NOT NULL,
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (documento, anno, edizione, entita, chiave)
) {by_key};

CREATE TABLE obiettivi_assegnati (
    persona {text} NOT NULL,
    anno {i64} NOT NULL,
    nodo {text} NOT NULL,
    peso {text},
    tipo {text} NOT NULL,
    stato {text} NOT NULL,
    codice {text},
    atto {text},
    atto_stato {text},
    motivo {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (persona, anno, nodo)
) {by_key};

CREATE TABLE schede (
    persona {text} NOT NULL,
    anno {i64} NOT NULL,
    tipo {text} NOT NULL,
    dal {text} NOT NULL,
    al {text},
    valutatore {text} NOT NULL,
    unita {text},
    relazione_finale {text},
    feedback {text},
    prestazione {text},
    retribuzione_massima {i64},
    parere {text},
    giudizio {text},
    fattori_esterni {text},
    atto {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (persona, anno, tipo, dal)
) {by_key};

CREATE TABLE competenze (
    persona {text} NOT NULL,
    anno {i64} NOT NULL,
    livello {text} NOT NULL,
    voce {i64} NOT NULL,
    voto {text} NOT NULL,
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (persona, anno, livello, voce)
) {by_key};

CREATE TABLE gruppi (
    codice {text} NOT NULL,
    anno {i64} NOT NULL,
    valutatore {text} NOT NULL,
    unita {text} NOT NULL,
    deroga_motivo {text},
    deroga_atto {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (codice)
) {by_key};

CREATE TABLE semischede (
    persona {text} NOT NULL,
    anno {i64} NOT NULL,
    livello {text} NOT NULL,
    semischeda {i64} NOT NULL,
    gruppo {text} NOT NULL,
    e1 {text},
    e2 {text},
    e3 {text},
    e4 {text},
    totale {text} NOT NULL,
    motivo {text},
    atto {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (persona, anno, livello, semischeda)
) {by_key};

CREATE TABLE progetti (
    codice {text} NOT NULL,
    anno {i64} NOT NULL,
    titolo {text} NOT NULL,
    dal {text},
    al {text},
    nodo {text},
    atto {text},
    ordine_servizio {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (codice)
) {by_key};

CREATE TABLE progetti_unita (
    progetto {text} NOT NULL,
    unita {text} NOT NULL,
    livello {text},
    cause_esterne {text},
    scostamento {text},
    motivo {text},
    atto_oiv {text},
    atto_sg {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (progetto, unita)
) {by_key};

CREATE TABLE partecipazioni (
    persona {text} NOT NULL,
    anno {i64} NOT NULL,
    progetto {text} NOT NULL,
    unita {text} NOT NULL,
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (persona, anno)
) {by_key};

CREATE TABLE obiettivi_individuali (
    persona {text} NOT NULL,
    anno {i64} NOT NULL,
    numero {i64} NOT NULL,
    titolo {text} NOT NULL,
    indicatore {text},
    peso {text},
    livello {text},
    cause_esterne {text},
    condiviso_il {text},
    modo {text},
    certificato_da {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (persona, anno, numero)
) {by_key};

CREATE TABLE presenze (
    persona {text} NOT NULL,
    anno {i64} NOT NULL,
    giorni_dovuti {i64} NOT NULL,
    giorni_assenza {i64} NOT NULL,
    giorni_neutri {i64},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (persona, anno)
) {by_key};

CREATE TABLE fondi (
    codice {text} NOT NULL,
    anno {i64} NOT NULL,
    importo {i64} NOT NULL,
    progetto {text},
    atto {text},
    riga {i64} NOT NULL,
    autore {text} NOT NULL,
    PRIMARY KEY (codice)
) {by_key};

#!/usr/bin/env python3
# genera.py - writes the data of the example body: one CSV file for each table of entita.def, the same bytes every time.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""python3 esempio/genera.py [--verifica] [--in FOLDER] [--def entita.def]

Writes the files beside itself (or in FOLDER). With --verifica it writes nothing and fails when a file differs.
It checks its own data before writing: types, ranges, references and keys from entita.def (tavole.py); below, what
only the regulation knows. The contents stand in albero.py, persone.py and atti.py, where each may be read and mended.

Events of the acts and meetings (`track.event`): the list EVENTI of atti.py is the whole vocabulary. Tracks: rpp,
preventivo, budget, piano, ptti, assegnazione, monitoraggio, modifiche, consuntivo, certificazione, relazione,
valutazione_sg, valutazione_dirigenti, valutazione_po, valutazione_personale, fondo, pubblicazione."""
import argparse
import sys
from fractions import Fraction
from pathlib import Path

import albero
import atti as A
from comune import CHIUSO, IN_CORSO, giorno
from costruisci_albero import costruisci, leggi, percentuale, target_vigente
from costruisci_atti import (Riunioni, chiave, collega, costruisci_atti, costruisci_testata, costruisci_verifiche)
from costruisci_persone import Corpo
from tavole import Archivio
from valutazioni import violazioni

QUI = Path(__file__).resolve().parent


def archivio(definizione):
    a = Archivio(definizione)
    nodi = leggi()
    costruisci_testata(a)
    costruisci_atti(a)
    costruisci(a, nodi)
    corpo = Corpo(a, nodi)
    corpo.costruisci()
    costruisci_verifiche(a)
    riunioni = Riunioni(a, corpo)
    riunioni.tutte()
    riunioni.scrivi()
    collega(a)
    for regola in (eventi, scostamenti, pesi_e_fasce, oggetti_degli_atti, dirigenti, posizioni, gruppi, compensi,
                   ruoli,
                   copertura, date):
        regola(a, nodi)
    a.controlla()
    a.ordina()
    return a


# -- what only the regulation knows -------------------------------------------------------------------------------
def eventi(a, nodi):
    usati = {r['evento'] for t in ('atti', 'riunioni') for r in a.righe(t) if r['evento']}
    for e in sorted(usati ^ set(A.EVENTI)):
        a.errore('eventi', e + (' non è nel vocabolario' if e in usati else ' non è mai usato'))


def scostamenti(a, nodi):
    """A missed target has its reason; a reason stands only where something is missing (C-5.15)."""
    for n in nodi:
        for k in n.indicatori:
            if CHIUSO not in n.anni:
                continue
            mancato = k.finale in ('nr', 'nc') or percentuale(k.operatore, k.finale, target_vigente(k, CHIUSO)) < 100
            if mancato and not k.motivo:
                a.errore('valori ' + k.codice, 'target mancato senza motivo')
            if k.motivo and not mancato:
                a.errore('valori ' + k.codice, 'motivo senza scostamento')


def _tutti_o_nessuno(a, dove, pesi, cento=False):
    pieni = [p for p in pesi if p != '']
    if pieni and len(pieni) != len(pesi):
        a.errore(dove, 'pesi solo in parte')
    if (pieni or cento) and (sum(map(Fraction, pieni)) != 100):
        a.errore(dove, 'i pesi non sommano a 100')


def pesi_e_fasce(a, nodi):
    livello = {n['codice']: n['livello'] for n in a.righe('nodi')}
    famiglie, misure = {}, {}
    for r in a.righe('nodi_versioni', versione=1):
        famiglie.setdefault((r['anno'], r['padre']), []).append(r['peso'])
    for (anno, padre), pesi in famiglie.items():
        _tutti_o_nessuno(a, 'figli di %s nel %s' % (padre or 'radice', anno), pesi)
    for r in a.righe('target', versione=1):
        misure.setdefault((r['nodo'], r['anno']), []).append(r['peso'])
    for (nodo, anno), pesi in misure.items():
        _tutti_o_nessuno(a, 'indicatori di %s nel %s' % (nodo, anno), pesi,
                         livello[nodo] in ('obiettivo_strategico', 'obiettivo_operativo'))
    operatore = {i['codice']: i['operatore'] for i in a.righe('indicatori')}
    tabelle = {}
    for r in a.righe('fasce'):
        tabelle.setdefault((r['indicatore'], r['anno']), []).append(r)
    for (k, anno), righe in tabelle.items():
        soglie = [Fraction(r['soglia']) for r in righe[:-1]]
        ordinate = sorted(set(soglie), reverse=operatore[k] == '>=')
        livelli = [Fraction(r['livello']) for r in righe]
        if operatore[k] == '=' or soglie != ordinate or righe[-1]['soglia'] or livelli != sorted(livelli,
                                                                                                 reverse=True):
            a.errore('fasce %s %s' % (k, anno), 'tabella fuori ordine')
    valori = {(v['indicatore'], v['anno'], v['periodo']) for v in a.righe('valori')}
    for t in a.righe('target', anno=CHIUSO):
        for periodo in ('S1', 'finale'):
            if (t['indicatore'], str(CHIUSO), periodo) not in valori:
                a.errore('valori ' + t['indicatore'], 'manca ' + periodo)
    for v in a.righe('valori'):
        if (v['stato'] == 'rilevato') != (v['valore'] != ''):
            a.errore('valori ' + v['indicatore'], 'stato e valore non concordano')


def oggetti_degli_atti(a, nodi):
    note = {t: {chiave(a, t, r) for r in a.righe(t)} for t in a.tavole}
    for r in a.righe('atti_oggetti'):
        if r['chiave'] not in note.get(r['entita'], ()):
            a.errore('atti_oggetti ' + r['atto'], 'non esiste %s %s' % (r['entita'], r['chiave']))
    for r in a.righe('edizioni_voci'):
        if r['chiave'] not in note[r['entita']]:
            a.errore('edizioni_voci', 'non esiste %s %s' % (r['entita'], r['chiave']))


def _obiettivi(a, persona, anno):
    return a.righe('obiettivi_assegnati', persona=persona, anno=anno)


def dirigenti(a, nodi):
    """S-D.03, S-D.14-15, S-D.23: 5-8 objectives, at least 50 of the 70 points organisational, values for every band."""
    rilevati = {v['indicatore'] for v in a.righe('valori', anno=CHIUSO, periodo='finale', stato='rilevato')}
    for anno in (CHIUSO, IN_CORSO):
        for persona in ('M001', 'M002', 'M003', 'M004'):
            righe, dove = _obiettivi(a, persona, anno), 'obiettivi di %s nel %d' % (persona, anno)
            _tutti_o_nessuno(a, dove, [r['peso'] for r in righe])
            peso = lambda r: Fraction(r['peso'] or 1)
            org = 70 * sum(peso(r) for r in righe if r['tipo'] == 'organizzativo') / sum(map(peso, righe))
            if not 5 <= len(righe) <= 8 or org < 50:
                a.errore(dove, '%d obiettivi, %s punti organizzativi' % (len(righe), org))
            for r in righe:
                misure = a.righe('target', nodo=r['nodo'], anno=anno)
                if not misure:
                    a.errore(dove, 'nessun indicatore per ' + r['nodo'])
                for t in misure:
                    if not a.righe('fasce', indicatore=t['indicatore'], anno=anno):
                        a.errore(dove, 'nessuna fascia per ' + t['indicatore'])
                    if anno == CHIUSO and r['stato'] == 'ordinario' and t['indicatore'] not in rilevati:
                        a.errore(dove, 'nessun valore per ' + t['indicatore'])


def posizioni(a, nodi):
    """S-P.09-19: objectives with a valid code and at least one result each, a whole sheet."""
    import re
    rilevati = {v['indicatore'] for v in a.righe('valori', anno=CHIUSO, periodo='finale', stato='rilevato')}
    sigle = {r['sigla'] for r in a.righe('nodi_versioni')}
    for s in a.righe('schede', tipo='posizione'):
        righe, dove = _obiettivi(a, s['persona'], s['anno']), 'obiettivi di %s nel %s' % (s['persona'], s['anno'])
        _tutti_o_nessuno(a, dove, [r['peso'] for r in righe])
        if not 4 <= len(righe) <= 6 or all(r['stato'] == 'non_computabile' for r in righe):
            a.errore(dove, '%d obiettivi' % len(righe))
        for r in righe:
            m = re.fullmatch(r'([0-9]{1,3})\[([0-9]{1,3})\]([A-Z0-9]{1,12})', r['codice'])
            if not m or m.group(3) not in sigle or '%s.%s' % m.group(1, 2) not in sigle:
                a.errore(dove, 'codice ' + r['codice'])
            if s['anno'] == str(CHIUSO) and r['stato'] == 'ordinario' and not any(
                    t['indicatore'] in rilevati for t in a.righe('target', nodo=r['nodo'], anno=CHIUSO)):
                a.errore(dove, 'nessun risultato per ' + r['nodo'])
        intera = all(s[k] for k in ('relazione_finale', 'feedback', 'prestazione', 'parere'))
        if s['anno'] == str(CHIUSO) and not intera:
            a.errore(dove, 'scheda incompleta')


def gruppi(a, nodi):
    """Every level of every group of the closed year: complete, elements that sum, legal unless a motive says otherwise."""
    for g in a.righe('gruppi'):
        righe = a.righe('semischede', gruppo=g['codice'])
        if g['anno'] != str(CHIUSO):
            if righe:
                a.errore('gruppi ' + g['codice'], 'ha già punteggi')
            continue
        for livello in ('proposta', 'verificata', 'determinata'):
            voti = {(r['persona'], r['semischeda']): int(r['totale']) for r in righe if r['livello'] == livello}
            persone = sorted({p for p, _ in voti})
            if len(voti) != 2 * len(persone) or not persone:
                a.errore('gruppi ' + g['codice'], livello + ' incompleta')
                continue
            rotti = violazioni(*[[voti[p, h] for p in persone] for h in ('1', '2')])
            detto = any(r['motivo'] for r in righe if r['livello'] == 'determinata')
            motivo = g['deroga_motivo'] or livello == 'determinata' and detto
            if rotti and not motivo:
                a.errore('gruppi ' + g['codice'], '%s viola %s' % (livello, rotti))
            if bool(g['deroga_motivo']) != (len(persone) < 3) or bool(g['deroga_motivo']) != bool(g['deroga_atto']):
                a.errore('gruppi ' + g['codice'], 'deroga di un gruppo di %d' % len(persone))
        for r in righe:
            e = [r[k] for k in ('e1', 'e2', 'e3', 'e4')]
            if any(e) and (not all(e) or sum(map(int,
                                                 e)) != int(r['totale']) or any(not 0 <= int(x) <= 10 for x in e)):
                a.errore('semischede ' + r['persona'], 'gli elementi non sommano al totale')


def compensi(a, nodi):
    """The path of pay: for everybody rated in 2025, what CR, CPC, presence and time share need."""
    certificati = {(r['progetto'], r['unita']) for r in a.righe('progetti_unita')
                   if r['livello'] and r['atto_oiv'] and r['atto_sg']}
    valutati = {r['persona'] for r in a.righe('semischede', livello='determinata', anno=CHIUSO)}
    sezioni = {'partecipazioni': set(), 'presenze': set()}
    for t in sezioni:
        sezioni[t] = {r['persona'] for r in a.righe(t, anno=CHIUSO)}
        if sezioni[t] != valutati:
            a.errore(t, 'persone diverse dai valutati: ' + ' '.join(sorted(sezioni[t] ^ valutati)))
    schede = {r['persona'] for r in a.righe('schede', anno=CHIUSO, tipo='personale')}
    if schede != valutati:
        a.errore('schede', 'persone diverse dai valutati: ' + ' '.join(sorted(schede ^ valutati)))
    for r in a.righe('partecipazioni', anno=CHIUSO):
        if (r['progetto'], r['unita']) not in certificati:
            a.errore('partecipazioni ' + r['persona'],
                     'livello di %s in %s non certificato' % (r['progetto'], r['unita']))
    for r in a.righe('progetti_unita'):
        if r['livello'] and abs(Fraction(r['scostamento'] or 0)) > Fraction(r['livello']) / 2:
            a.errore('progetti_unita ' + r['progetto'], 'scostamento prevalente')
        if r['scostamento'] and not r['motivo']:
            a.errore('progetti_unita ' + r['progetto'], 'scostamento senza motivo')
    for r in a.righe('presenze'):
        if int(r['giorni_assenza']) + int(r['giorni_neutri'] or 0) > int(r['giorni_dovuti']):
            a.errore('presenze ' + r['persona'], 'più assenze che giorni')
    per_persona = {}
    for r in a.righe('obiettivi_individuali', anno=CHIUSO):
        per_persona.setdefault(r['persona'], []).append(r)
    for p, righe in per_persona.items():
        if p not in valutati or any(not r['livello'] for r in righe):
            a.errore('obiettivi_individuali ' + p, 'senza livello o di chi non è valutato')
        _tutti_o_nessuno(a, 'obiettivi individuali di ' + p, [r['peso'] for r in righe])
    parametri = {r['chiave'] for r in a.righe('parametri', anno=CHIUSO)}
    for k in ('cr.q', 'premi.coefficiente.A', 'premi.coefficiente.B', 'premi.coefficiente.C', 'premi.coefficiente.D'):
        if k not in parametri:
            a.errore('parametri', 'manca ' + k)


def ruoli(a, nodi):
    """Every role is held today by somebody who holds no other but dipendente; periods of one role do not overlap."""
    periodi = {}
    for t, parti in (('incarichi', ('persona', 'ruolo')), ('assegnazioni', ('persona',))):
        for r in a.righe(t):
            periodi.setdefault((t,) + tuple(r[k] for k in parti), []).append((r['dal'], r['al'] or '9999'))
    for dove, date_ in periodi.items():
        date_.sort()
        if any(b[0] <= x[1] for x, b in zip(date_, date_[1:])):
            a.errore(' '.join(dove), 'periodi sovrapposti')
    scelte = [c for c in a.tavole['incarichi'].campi if c.nome == 'ruolo'][0].arg.split('|')
    oggi = {}
    for r in a.righe('incarichi'):
        if r['dal'] <= '2026-11-01' <= (r['al'] or '9999'):
            oggi.setdefault(r['persona'], set()).add(r['ruolo'])
    soli = set()
    for p, suoi in oggi.items():
        altri = suoi - {'dipendente'}
        soli |= altri if len(altri) == 1 else {'dipendente'} if not altri else set()
    for r in scelte:
        if r not in soli:
            a.errore('incarichi', 'nessuno ha solo il ruolo ' + r)


def copertura(a, nodi):
    """C-2.12: every area and company contributes; every unit but the body answers for something."""
    for anno in (CHIUSO, IN_CORSO):
        apporti = {r['unita'] for r in a.righe('apporti', anno=anno)}
        risponde = {r['unita'] for r in a.righe('nodi_versioni', anno=anno)}
        for u in a.righe('unita'):
            senza_apporto = u['tipo'] in ('area', 'societa') and u['codice'] not in apporti
            if senza_apporto or u['tipo'] != 'ente' and u['codice'] not in risponde:
                a.errore('copertura %d' % anno, u['codice'])


def date(a, nodi):
    """The deadlines of requirements 9.1, and what must come after what."""
    quando = {}
    for r in a.righe('atti'):
        if r['evento']:
            quando.setdefault((r['anno'], r['evento']), []).append(giorno(r['data']))
    for anno in (CHIUSO, IN_CORSO):
        limiti = {'rpp.approva': '%d-10-31' % (anno - 1), 'preventivo.approva': '%d-12-31' % (anno - 1),
                  'budget.approva': '%d-12-31' % (anno - 1), 'piano.approva': '%d-01-31' % anno,
                  'ptti.approva': '%d-01-31' % anno,
                  'assegnazione.dirigenti': '%d-01-31' % anno, 'assegnazione.unita': '%d-02-28' % anno,
                  'piano.aggiorna': '%d-09-30' % anno, 'modifiche.approva': '%d-09-30' % anno,
                  'consuntivo.bilancio_approva': '%d-04-30' % (anno + 1),
                  'relazione.approva': '%d-06-30' % (anno + 1)}
        for evento, limite in limiti.items():
            if any(d > giorno(limite) for d in quando.get((str(anno), evento), [])):
                a.errore('calendario %d' % anno, evento + ' oltre il ' + limite)
    ordine = ['rpp.propone', 'rpp.approva', 'preventivo.propone', 'preventivo.parere_revisori',
              'preventivo.approva', 'budget.approva',
              'piano.verifica_oiv', 'piano.approva', 'assegnazione.dirigenti',
              'valutazione_dirigenti.documento_tecnico',
              'assegnazione.progetti', 'assegnazione.ordine_servizio', 'assegnazione.unita', 'consuntivo.avvia',
              'consuntivo.chiude',
              'certificazione.certifica', 'certificazione.formalizza', 'valutazione_personale.verifica',
              'valutazione_personale.ridetermina', 'relazione.approva_giunta', 'relazione.valida',
              'relazione.approva',
              'valutazione_personale.determina', 'valutazione_personale.cpc', 'fondo.liquida', 'pubblicazione.premi']
    ultimo = None
    for evento in ordine:
        d = min(quando[str(CHIUSO), evento])
        if ultimo and d < ultimo:
            a.errore('calendario', evento + ' prima del passo precedente')
        ultimo = max(quando[str(CHIUSO), evento]) if evento not in ('assegnazione.unita',) else d


def main():
    p = argparse.ArgumentParser(description='Dati della Camera di Commercio di Esempio')
    p.add_argument('--verifica', action='store_true', help='non scrive: controlla che i file siano quelli generati')
    p.add_argument('--in', dest='cartella', default=str(QUI), help='cartella dei CSV')
    p.add_argument('--def', dest='definizione', default=str(QUI.parent / 'src' / 'model' / 'entita.def'))
    opzioni = p.parse_args()
    a = archivio(opzioni.definizione)
    if a.errori:
        print('\n'.join(a.errori), file=sys.stderr)
        print('%d errori: nulla è stato scritto' % len(a.errori), file=sys.stderr)
        return 1
    cartella, diversi = Path(opzioni.cartella), []
    cartella.mkdir(parents=True, exist_ok=True)
    for nome in a.tavole:
        file, testo = cartella / (nome + '.csv'), a.csv(nome)
        if opzioni.verifica:
            if not file.exists() or file.read_bytes() != testo:
                diversi.append(file.name)
        else:
            file.write_bytes(testo)
    if diversi:
        print('diversi da quelli generati: ' + ' '.join(diversi), file=sys.stderr)
        return 1
    print('%d tabelle, %d righe' % (len(a.tavole), sum(len(t.righe) for t in a.tavole.values())))
    return 0


if __name__ == '__main__':
    sys.exit(main())

# costruisci_albero.py - from the text of albero.py to nodes, versions, indicators, targets, bands, values, degrees.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import re
from fractions import Fraction

import albero
from comune import CHIUSO, IN_CORSO, Caso, arrotonda, giorno, prossimo_lavorativo, GIORNO

LIVELLI = {'P': 'priorita', 'S': 'obiettivo_strategico', 'G': 'programma', 'J': 'progetto',
           'O': 'obiettivo_operativo',
           'Z': 'obiettivo_azione'}
ORDINE = 'PSGJOZ'
LETTERE = {'AR1': 'A', 'AR2': 'B', 'AR3': 'C'}
PIANO = {CHIUSO: 'GIU-2025-006', IN_CORSO: 'GIU-2026-005'}
FONTI = {
    'AR1': 'rilevazione dell\'area anagrafica e regolazione', 'AR2': 'rilevazione dell\'area promozione e sviluppo',
    'AR3': 'controllo di gestione', 'S11': 'gestionale del registro delle imprese',
    'S12': 'registro degli affari del settore',
    'S13': 'gestionale della metrologia legale', 'S21': 'schede delle iniziative promozionali',
    'S22': 'rendiconti dei bandi e degli sportelli', 'S23': 'rilevazione diretta del settore studi',
    'S31': 'contabilità dell\'ente', 'S32': 'gestionale del personale e degli acquisti',
    'U33': 'controllo di gestione',
    'PROMOS': 'relazione trimestrale di Esempio Promos', 'INTEC': 'relazione trimestrale di Esempio Intec'}


class Nodo:
    def __init__(self, codice, livello, padre, anni):
        self.codice, self.livello, self.padre, self.anni = codice, livello, padre, anni
        self.sigla = self.unita = self.titolo = self.descrizione = ''
        self.peso, self.apporti, self.risorse, self.indicatori, self.figli = None, [], [], [], []


class Indicatore:
    pass


def leggi():
    """The text of albero.py as a list of nodes, parents before children; codes are the path from the priority."""
    nodi, pila = [], {}
    for riga in albero.TESTO.split('\n'):
        riga = riga.strip()
        if not riga:
            continue
        segno, _, resto = riga.partition(' ')
        campi = [c.strip() for c in resto.split('|')]
        if segno == '>':
            nodi[-1].descrizione = resto.strip()
        elif segno == '€':
            nodi[-1].risorse.append(resto.split())
        elif segno == '-':
            nodi[-1].indicatori.append(_indicatore(nodi[-1], campi))
        else:
            nodi.append(_nodo(segno, campi, pila))
    return nodi


def _nodo(segno, campi, pila):
    lettera, _, anno = segno.partition('@')
    anni = [2000 + int(anno)] if anno else [CHIUSO, IN_CORSO]
    i = ORDINE.index(lettera)
    padre = pila[ORDINE[i - 1]] if i else None
    if padre:
        anni = [a for a in anni if a in padre.anni]
        simili = sum(1 for f in padre.figli if f.livello == LIVELLI[lettera]) + 1
        codice = padre.codice + {'S': '', 'G': 'P', 'J': 'G', 'O': 'O', 'Z': 'Z'}[lettera] + str(simili)
    else:
        codice = campi[0]
    n = Nodo(codice, LIVELLI[lettera], padre, anni)
    sigla, peso, unita = campi[:3]                 # G, J and Z carry no letter or number: an empty first field
    n.titolo, n.peso = campi[-1], peso or None
    if lettera == 'P':
        n.sigla, n.apporti = sigla, unita.split()
    else:
        n.unita = unita
        padre.figli.append(n)
    if lettera == 'J':
        n.apporti = campi[3].split()
    elif lettera == 'S':
        n.sigla = '%d.%s' % (ord(padre.codice) - ord('A') + 1, sigla)
    elif lettera == 'O':
        n.sigla = sigla
    elif lettera == 'Z':
        n.sigla = codice_tre_parti(n)
    n.sigla = n.sigla or _progressivo(n, lettera)
    pila[lettera] = n
    return n


def _progressivo(n, lettera):
    """Programmes and projects print their number under the strategic objective: 1.1.P1, 1.1.P1.2."""
    return '%s.%s%s' % (n.padre.sigla, 'P' if lettera == 'G' else '', n.codice[-1])


def antenato(n, livello):
    while n and n.livello != livello:
        n = n.padre
    return n


def codice_tre_parti(n):
    """Ordinal of the priority, number of the strategic objective, dirigente and operational objective (AMB-19, 52)."""
    strategico, operativo = antenato(n, 'obiettivo_strategico'), antenato(n, 'obiettivo_operativo')
    area, numero = strategico.sigla.split('.')
    return '%s[%s]%s' % (area, numero, operativo.sigla)


def _indicatore(nodo, c):
    if len(c) != 9:
        raise SystemExit('indicatore con %d campi: %s' % (len(c), c[0]))
    k = Indicatore()
    m = re.match(r'\[([SC])(-?)\] (.*)', c[0])
    k.fonte_reale, k.nome = (m.group(1) + m.group(2), m.group(3)) if m else ('', c[0])
    k.codice = '%sI%d' % (nodo.codice, len(nodo.indicatori) + 1)
    k.formula, k.um, k.operatore, k.peso, k.base = c[1], c[2], c[3], c[4] or None, c[5]
    t = c[6].split('>')
    k.target = {CHIUSO: t[0], IN_CORSO: t[1] if len(t) > 1 else t[0]}
    k.seguenti = t[1:]
    k.finale, _, k.s1 = c[7].partition('@')
    k.motivo, k.nodo = c[8], nodo
    return k


# -- results ----------------------------------------------------------------------------------------------------------
def percentuale(operatore, valore, target):
    v, t = Fraction(valore), Fraction(target)
    if t == 0:
        return Fraction(100 if (v >= 0 if operatore == '>=' else v <= 0 if operatore == '<=' else v == 0) else 0)
    if operatore == '<=':
        return Fraction(100) if v <= t else max(Fraction(0), 100 * t / v)
    return min(Fraction(100), max(Fraction(0), 100 * v / t))


def target_vigente(k, anno):
    m = albero.MODIFICA_2025
    return m['target'] if anno == CHIUSO and k.codice == m['indicatore'] else k.target[anno]


def risultato(n, anno=CHIUSO):
    """Exact result of a node by the default reading (AMB-45), None when nothing below it was reported."""
    def media(coppie):
        coppie = [(Fraction(p if p is not None else 1), r) for p, r in coppie if r is not None]
        somma = sum(p for p, _ in coppie)
        return sum(p * r for p, r in coppie) / somma if somma else None

    propri = media([(k.peso, percentuale(k.operatore, k.finale, target_vigente(k, anno)))
                    for k in n.indicatori if k.finale not in ('nr', 'nc')])
    figli = [f for f in n.figli if anno in f.anni]
    coppie = [(f.peso, risultato(f, anno)) for f in figli]
    if n.indicatori:
        pesi = [Fraction(f.peso) for f in figli if f.peso is not None]
        coppie.append((sum(pesi) / len(pesi) if pesi else None, propri))
    return media(coppie)


# -- tables -----------------------------------------------------------------------------------------------------------
def costruisci(a, nodi):
    per_codice = {n.codice: n for n in nodi}
    for n in nodi:
        a.metti('nodi', codice=n.codice, livello=n.livello)
        for anno in n.anni:
            _versioni(a, n, anno)
            for u in n.apporti:
                a.metti('apporti', nodo=n.codice, anno=anno, unita=u)
        _risorse(a, n)
        for k in n.indicatori:
            _scrivi_indicatore(a, k)
    _modifica(a, per_codice)
    _gradi(a, nodi)
    _edizioni(a)


def _versioni(a, n, anno):
    titolo = albero.TITOLI_2026.get(n.codice, n.titolo) if anno == IN_CORSO else n.titolo
    a.metti('nodi_versioni', nodo=n.codice, anno=anno, versione=1, padre=n.padre.codice if n.padre else None,
            titolo=titolo, sigla=n.sigla, descrizione=n.descrizione, peso=n.peso, unita=n.unita, atto=PIANO[anno],
            copiato_da=CHIUSO if anno == IN_CORSO and CHIUSO in n.anni else None)


def _risorse(a, n):
    for voce, previsto, speso in n.risorse:
        if CHIUSO in n.anni:
            a.metti('risorse', nodo=n.codice, anno=CHIUSO, voce=voce, previsto=previsto, consuntivo=speso)
        # the year under way: what was spent, to the next five hundred euros
        if IN_CORSO in n.anni:
            nuovo = previsto if CHIUSO not in n.anni else str(-(-int(Fraction(speso)) // 500) * 500)
            a.metti('risorse', nodo=n.codice, anno=IN_CORSO, voce=voce, previsto=nuovo)


def _scrivi_indicatore(a, k):
    n = k.nodo
    annuale = k.s1 in ('', 'nr') and k.finale not in ('nr', 'nc')
    a.metti('indicatori', codice=k.codice, nome=k.nome, formula=k.formula, unita_misura=k.um, operatore=k.operatore,
            fonte=FONTI[n.unita], frequenza='annuale' if annuale else 'semestrale')
    for anno in n.anni:
        strategico = n.livello == 'obiettivo_strategico'
        seguenti = (k.seguenti if anno == CHIUSO else k.seguenti[1:]) if strategico else []
        # In January the year before is not measured yet: its column shows what was expected (AMB-53).
        base = k.base if anno == CHIUSO or CHIUSO not in n.anni else target_vigente(k, CHIUSO)
        a.metti('target', indicatore=k.codice, anno=anno, versione=1, nodo=n.codice, peso=k.peso,
                target=k.target[anno],
                base=base, target1=seguenti[0] if seguenti else None,
                target2=seguenti[1] if len(seguenti) > 1 else None,
                atto=PIANO[anno])
        if n.livello in ('obiettivo_strategico', 'obiettivo_operativo'):
            for i, (soglia, livello) in enumerate(fasce(k, anno), 1):
                a.metti('fasce', indicatore=k.codice, anno=anno, ordine=i, soglia=soglia, livello=livello)
        (_valori_chiuso if anno == CHIUSO else _valori_in_corso)(a, k)


def fasce(k, anno):
    """Bands from the target: full on it, 80 and 50 % of the points a little short of it; Caserta's own 90 and 70."""
    t, cresce = Fraction(target_vigente(k, anno)), k.operatore != '<='
    passi = [(Fraction(9, 10), 80), (Fraction(3, 4), 50)]
    if k.fonte_reale.startswith('C'):
        passi = [(Fraction(9, 10), 90), (Fraction(7, 10), 70)]
    posti = 0 if k.um in ('n.', 'giorni', 'minuti', 'ore', 'MWh') and t.denominator == 1 and t >= 8 else 2
    righe = [(target_vigente(k, anno), 100)]
    for q, livello in passi:
        righe.append((arrotonda(t * (q if cresce else 2 - q), posti), livello))
    return righe + [(None, 0)]


def _data(seme, dal, giorni):
    return prossimo_lavorativo(giorno(dal) + GIORNO * Caso(seme).fra(0, giorni))


def _seme(k):
    return sum(ord(c) * 131 ** i for i, c in enumerate(k.codice)) % (1 << 61)


def _valori_chiuso(a, k):
    comune = dict(indicatore=k.codice, anno=CHIUSO, fonte=FONTI[k.nodo.unita])
    if k.s1 in ('', 'nr'):
        perche = 'Rilevazione annuale.' if k.finale not in ('nr', 'nc') else k.motivo
        stato = 'non_computabile' if k.finale == 'nc' else 'non_rilevato'
        a.metti('valori', periodo='S1', stato=stato, motivo=perche, rilevato_il=_data(_seme(k), '2025-07-07', 9),
                **comune)
    else:
        a.metti('valori', periodo='S1', stato='rilevato', valore=k.s1, rilevato_il=_data(_seme(k), '2025-07-07', 9),
                **comune)
    stati = {'nr': 'non_rilevato', 'nc': 'non_computabile'}
    a.metti('valori', periodo='finale', stato=stati.get(k.finale, 'rilevato'), motivo=k.motivo,
            valore=None if k.finale in stati else k.finale, rilevato_il=_data(_seme(k) + 1, '2026-02-09', 30),
            **comune)


def _valori_in_corso(a, k):
    """Half-year of the year under way: about three quarters of the indicators, near the half-year before."""
    caso = Caso(_seme(k) + 7)
    comune = dict(indicatore=k.codice, anno=IN_CORSO, periodo='S1', fonte=FONTI[k.nodo.unita],
                  rilevato_il=_data(_seme(k) + 3, '2026-07-06', 12))
    if CHIUSO not in k.nodo.anni:
        a.metti('valori', stato='rilevato', valore=caso.fra(6, 12), **comune)
    elif k.s1 in ('', 'nr'):
        a.metti('valori', stato='non_rilevato', motivo='Rilevazione annuale.', **comune)
    elif caso.fra(1, 100) <= 76:
        posti = len(k.s1.partition('.')[2])
        meglio = Fraction(caso.fra(0, 9), 100)
        v = Fraction(k.s1) * (1 - meglio if k.operatore == '<=' else 1 + meglio)
        if k.um == '%':
            v = min(v, Fraction(100))
        if k.codice.startswith('A1I'):             # figures already at their natural height do not grow
            v = Fraction(k.s1)
        a.metti('valori', stato='rilevato', valore=arrotonda(v, posti), **comune)


def _modifica(a, per_codice):
    """September 2025: second version of one node and of one target, in edition 2 of the Plan."""
    m, n = albero.MODIFICA_2025, per_codice[albero.MODIFICA_2025['nodo']]
    k = [k for k in n.indicatori if k.codice == m['indicatore']][0]
    a.metti('nodi_versioni', nodo=n.codice, anno=CHIUSO, versione=2, padre=n.padre.codice, titolo=m['titolo'],
            sigla=n.sigla,
            descrizione=n.descrizione, peso=n.peso, unita=n.unita, atto='SGE-2025-094', motivo=m['motivo'])
    a.metti('target', indicatore=k.codice, anno=CHIUSO, versione=2, nodo=n.codice, peso=k.peso, target=m['target'],
            base=k.base, atto='SGE-2025-094', motivo=m['motivo'])


def _gradi(a, nodi):
    for n in nodi:
        r = risultato(n) if CHIUSO in n.anni else None
        if r is None:
            continue
        pec = arrotonda(r, 2)
        grado, motivo = albero.GRADI_DIVERSI.get(n.codice, (None, None))
        proprio = n.livello in ('progetto', 'obiettivo_operativo', 'obiettivo_azione')
        if motivo and Fraction(grado) == Fraction(pec):
            a.errore('gradi ' + n.codice, 'il grado diverso è uguale a quello di P&C')
        a.metti('gradi', nodo=n.codice, anno=CHIUSO, grado_pec=pec,
                grado_dirigente=grado or (pec if proprio else None),
                motivo=motivo, giudizio=albero.GIUDIZI.get(n.codice))


def _edizioni(a):
    titoli = {'rpp': 'Relazione previsionale e programmatica {0}', 'preventivo': 'Preventivo economico {0}',
              'budget': 'Budget direzionale {0}', 'piano': 'Piano della performance {0}-{1}',
              'ptti': "Programma per la trasparenza e l'integrità {0}-{1}",
              'relazione': 'Relazione sulla performance {0}'}
    atti = {('rpp', 2025): 'CON-2024-009', ('preventivo', 2025): 'CON-2024-012', ('budget', 2025): 'GIU-2024-147',
            ('piano', 2025): 'GIU-2025-006', ('ptti', 2025): 'GIU-2025-007', ('relazione', 2025): 'CON-2026-006',
            ('rpp', 2026): 'CON-2025-008', ('preventivo', 2026): 'CON-2025-011', ('budget', 2026): 'GIU-2025-133',
            ('piano', 2026): 'GIU-2026-005', ('ptti', 2026): 'GIU-2026-006'}
    for (doc, anno), atto in atti.items():
        a.metti('edizioni', documento=doc, anno=anno, edizione=1, titolo=titoli[doc].format(anno, anno + 2),
                atto=atto)
    a.metti('edizioni', documento='piano', anno=CHIUSO, edizione=2, atto='GIU-2025-088',
            titolo=titoli['piano'].format(CHIUSO, CHIUSO + 2) + ', aggiornamento di settembre 2025')
    for anno, edizione in ((CHIUSO, 1), (CHIUSO, 2), (IN_CORSO, 1)):
        for tavola, campo in (('nodi_versioni', 'nodo'), ('target', 'indicatore')):
            ultime = {}
            for r in a.righe(tavola, anno=anno):
                if int(r['versione']) <= edizione:
                    ultime[r[campo]] = max(int(r['versione']), ultime.get(r[campo], 0))
            for codice, v in ultime.items():
                a.metti('edizioni_voci', documento='piano', anno=anno, edizione=edizione, entita=tavola,
                        chiave='%s/%d/%d' % (codice, anno, v))

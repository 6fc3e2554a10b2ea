# costruisci_atti.py - acts with their objects, meetings and interviews, checks of the OIV, parameters, fund.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import re
import sys
from pathlib import Path

import atti as A
import persone as P
from comune import CHIUSO, IN_CORSO, GIORNO, giorno, lavorativo, prossimo_lavorativo
from costruisci_persone import AREA, DIRIGENTE

QUI = Path(__file__).resolve().parent
sys.path.append(str(QUI.parent / 'test/oracle'))
from canonica import impronta  # noqa: E402


def chiave(a, tavola, r):
    return '/'.join(r[c.nome] for c in a.tavole[tavola].chiave if c.regola == 'K' or r[c.nome])


def costruisci_testata(a):
    """The body, its mandate, years and parameters."""
    a.metti('enti', codice='CCIAA', nome='Camera di Commercio di Esempio', patrono='09-29', esempio='si',
            missione="La Camera di Commercio di Esempio cura gli interessi generali delle imprese della sua"
                     " circoscrizione: tiene il"
                     " registro delle imprese, tutela il mercato, sostiene l'innovazione, l'accesso al credito e"
                     " la presenza sui"
                     " mercati esteri, valorizza il territorio. Ente e dati sono inventati per provare il programma.")
    a.metti('mandati', codice='2023-2028', titolo='Mandato del Consiglio 2023-2028', dal='2023-10-02',
            al='2028-10-01')
    for anno in (CHIUSO, IN_CORSO):
        a.metti('anni', anno=anno, sistema='criteri-2018', mandato='2023-2028', atto='GIU-2024-112')
        dal = '%d-01-01' % anno
        contratto, quota = ('CDI-2025-001', 'SGE-2025-003') if anno == CHIUSO else ('CDI-2026-001', 'SGE-2026-002')
        valori = [('cr.q', '0.30', quota), ('premi.coefficiente.A', '0.60', contratto),
                  ('premi.coefficiente.B', '0.50', contratto),
                  ('premi.coefficiente.C', '0.30', contratto), ('premi.coefficiente.D', '0', contratto),
                  ('scelta.cr.dev_warn', '0.10', 'GIU-2024-112'), ('scelta.po.cap', '100', 'GIU-2024-112'),
                  ('scelta.staff.a_cap', 'distinct', 'GIU-2024-112')]
        for k, v, atto in valori:
            a.metti('parametri', anno=anno, chiave=k, dal=dal, valore=v, atto=atto)
    costruisci_sistema(a)
    a.metti('fondi', codice='FONDO-2025', anno=CHIUSO, importo='98500', atto='CDI-2025-001')


def costruisci_sistema(a):
    """A draft for the year to come: the criteria of 2018 under a name of the body's own."""
    titolo = "Criteri della Camera di Commercio di Esempio, bozza per il 2027"
    testo = (QUI.parent / 'sistemi/criteri-2018.yaml').read_text(encoding='utf-8')
    testo = re.sub('^id: .*$', 'id: cciaa-2027', testo, count=1, flags=re.M)
    testo = re.sub('^titolo: .*$', 'titolo: ' + titolo, testo, count=1, flags=re.M).strip()
    a.metti('sistemi', codice='cciaa-2027', versione=1, anno=2027, titolo=titolo, testo=testo, impronta=impronta(testo),
            origine='criteri-2018', motivo='Pesi delle competenze da discutere con le posizioni organizzative.')


def costruisci_atti(a):
    visti = {}
    for riga in A.ATTI.strip().split('\n'):
        codice, evento, anno, data, organo, oggetto = [c.strip() for c in riga.split('|')]
        serie, anno_serie, numero = codice.split('-')
        tipo, di_solito = A.SERIE[serie]
        a.metti('atti', codice=codice, tipo=tipo, numero='%d/%s' % (int(numero), anno_serie), data=data,
                organo=organo or di_solito, oggetto=oggetto, anno=anno, evento=evento, motivo=A.MOTIVI.get(codice),
                protocollo='%05d/%s' % (giorno(data).timetuple().tm_yday * 37 + int(numero), anno_serie))
        if not data.startswith(anno_serie):
            a.errore('atti ' + codice, "l'anno della serie non è quello della data")
        if not lavorativo(giorno(data)):
            a.errore('atti ' + codice, 'data non lavorativa')
        visti.setdefault((serie, anno_serie), []).append((int(numero), data))
    for serie, elenco in visti.items():
        if [d for _, d in sorted(elenco)] != sorted(d for _, d in elenco) or len(set(elenco)) != len(elenco):
            a.errore('atti %s-%s' % serie, 'i numeri non crescono con le date')


def costruisci_verifiche(a):
    testi = {
        'idoneita': 'La struttura del Piano rappresenta in modo chiaro la performance dell\'ente; albero'
                    ' leggibile e completo.',
        'allineamento': 'Priorità, obiettivi e risorse corrispondono a quelli della relazione previsionale, del'
                        ' preventivo e del'
                        ' budget direzionale.',
        'adeguatezza': 'Gli obiettivi dei dirigenti sono adeguati al programma operativo; la quota organizzativa'
                       ' supera i 50 punti'
                       ' per tutti.',
        'consistenza': 'Indicatori misurabili e risultati attesi coerenti. Si raccomanda di definire meglio la'
                       ' fonte degli accessi'
                       ' al calendario degli eventi.'}
    for anno, atto, data in ((CHIUSO, 'OIV-2025-002', '2025-01-22'), (IN_CORSO, 'OIV-2026-002', '2026-01-21')):
        for oggetto, testo in testi.items():
            if anno == IN_CORSO and oggetto == 'consistenza':
                testo = 'Indicatori misurabili e risultati attesi coerenti con gli esiti dell\'anno precedente.'
            osservazioni = anno == CHIUSO and oggetto == 'consistenza'
            a.metti('verifiche_oiv', anno=anno, oggetto=oggetto,
                    esito='con_osservazioni' if osservazioni else 'positivo',
                    data=data, testo=testo, atto=atto)
    a.metti('verifiche_oiv', anno=CHIUSO, oggetto='certificazione', esito='positivo', data='2026-04-16',
            atto='OIV-2026-004',
            testo='Livelli di conseguimento dei progetti certificati sui risultati degli obiettivi di azione di'
                  ' ciascuna struttura.')
    a.metti('verifiche_oiv', anno=CHIUSO, oggetto='validazione', esito='positivo', data='2026-06-16',
            atto='OIV-2026-008',
            testo='La Relazione è conforme, attendibile e comprensibile: è validata.')
    for parte, testo in (
            ('premessa', 'La Relazione dice a imprese e cittadini che cosa la Camera si era impegnata a fare nel 2025 e che'
                         ' cosa ha fatto. Segue l\'albero del Piano, priorità per priorità.'),
            ('contesto', 'Nell\'anno sono diminuite le risorse del diritto annuale.'
                         ' Gli obiettivi sono rimasti quelli del Piano, salvo la modifica deliberata a luglio.'),
            ('pari_opportunita', 'Il lavoro da remoto è stato concesso a chi lo ha chiesto per ragioni di cura. Le'
                                 ' commissioni di concorso e di gara hanno avuto componenti di entrambi i generi.'),
            ('miglioramento', 'Per il 2026 la Camera rende più precise le fonti degli indicatori sugli accessi e raccoglie i'
                              ' valori del semestre entro quindici giorni.')):
        a.metti('testi_relazione', anno=CHIUSO, parte=parte, testo=testo)


# -- meetings ---------------------------------------------------------------------------------------------------------
class Riunioni:
    def __init__(self, a, corpo):
        self.a, self.corpo, self.elenco = a, corpo, []

    def aggiungi(self, tipo, data, oggetto, anno, evento, presenti, visione=None, osservazioni=None, **altro):
        """presenti: {person: quality}; visione: who is told, and when, that the outcome was seen."""
        self.elenco.append((data, len(self.elenco), dict(tipo=tipo, data=data, oggetto=oggetto, anno=anno,
                                                         evento=evento, **altro),
                            presenti, visione or {}, osservazioni or {}))

    def scrivi(self):
        conta = {}
        for data, _, riga, presenti, visione, osservazioni in sorted(self.elenco, key=lambda r: (r[0], r[1])):
            conta[data[:4]] = conta.get(data[:4], 0) + 1
            codice = 'RIU-%s-%03d' % (data[:4], conta[data[:4]])
            if not lavorativo(giorno(data)):
                self.a.errore('riunioni ' + codice, 'data non lavorativa: ' + data)
            self.a.metti('riunioni', codice=codice, **riga)
            for p, qualita in presenti.items():
                self.a.metti('riunioni_partecipanti', riunione=codice, persona=p, qualita=qualita,
                             presa_visione=visione.get(p),
                             osservazioni=osservazioni.get(p))

    def tutte(self):
        for anno in (CHIUSO, IN_CORSO):
            self._inizio_anno(anno)
        self.aggiungi('riunione', '2024-09-25', 'Proposte di progetto 2025: confronto fra dirigenti e posizioni'
                                                ' organizzative', CHIUSO,
                      None, {'M001': 'presiede', 'M002': 'partecipa', 'M003': 'partecipa', 'M004': 'partecipa',
                             **{p: 'partecipa' for u, p in self.corpo.po.items() if u != 'S32'}},
                      verbale='Raccolte 31 proposte: 22 accolte, 6 modificate nel target, 3 respinte perché già'
                              ' coperte dai servizi'
                              ' ordinari.')
        self.aggiungi('calibrazione', '2026-05-13', 'Confronto della dirigenza sulle valutazioni 2025 del personale',
                      CHIUSO, 'valutazione_personale.calibrazione',
                      {'M001': 'presiede', 'M002': 'partecipa', 'M003': 'partecipa', 'M004': 'segretario',
                       **{p: 'partecipa' for p in self.corpo.po.values()}},
                      verbale='Esaminati i dieci gruppi: medie, distribuzione nelle fasce e rispetto dei vincoli.\n'
                              'Concordate le modifiche nei settori registro delle imprese, promozione e personale.\n'
                              'Nessun gruppo supera il plafond.')
        self.aggiungi('riunione', '2026-06-22', 'Parere dei dirigenti sulle posizioni organizzative', CHIUSO,
                      'valutazione_po.parere',
                      {'M001': 'presiede', 'M002': 'partecipa', 'M003': 'partecipa', 'M004': 'partecipa'})
        self._colloqui_finali()

    def _inizio_anno(self, anno):
        giu, date = {CHIUSO: ('GIU-2025-008', ('2025-01-28', '2025-02-03', '2025-02-25', '2025-03-04', '2025-06-05')),
                     IN_CORSO: ('GIU-2026-007', ('2026-01-27', '2026-02-02', '2026-02-25', '2026-03-03',
                                                 '2026-06-04'))}[anno]
        self.aggiungi('riunione', date[0], 'Obiettivi del Segretario generale: definizione e comunicazione nella'
                                           ' stessa seduta', anno,
                      'assegnazione.sg', {'X01': 'presiede', 'X02': 'segretario', 'X04': 'partecipa',
                                          'M001': 'partecipa'},
                      {'M001': date[0]}, atto=giu)
        d = giorno(date[1])
        for persona in DIRIGENTE.values():
            self.aggiungi('colloquio', d.isoformat(), 'Comunicazione degli obiettivi al dirigente', anno,
                          'assegnazione.colloquio',
                          {'M001': 'valutatore', persona: 'valutato'}, {persona: d.isoformat()})
            d = prossimo_lavorativo(d + GIORNO)
        self.aggiungi('incontro_personale', date[2], "I progetti dell'anno: attività, risorse, risultati attesi",
                      anno,
                      'assegnazione.incontro_personale',
                      {'M001': 'presiede', **{p: 'partecipa' for p in self._in_servizio(giorno(date[2]))}},
                      documenti='Presentazione dei progetti; calendario del ciclo')
        d = giorno(date[3])
        for unita in ('S11', 'S12', 'S13', 'S21', 'S22', 'S23', 'S31', 'S32', 'U33'):
            persone = [x['persona'] for x in self.a.righe('assegnazioni', unita=unita)
                       if x['dal'] <= d.isoformat() <= (x['al'] or '9999')]
            self.aggiungi('riunione', d.isoformat(), 'Obiettivi, attività e risorse assegnati all\'unità', anno,
                          'assegnazione.incontro_unita',
                          {DIRIGENTE[AREA[unita]]: 'presiede', **{p: 'partecipa' for p in persone}}, unita=unita)
            d = prossimo_lavorativo(d + GIORNO)
        self.aggiungi('giornata_trasparenza', date[4], 'Giornata della trasparenza: risultati, servizi, carta dei'
                                                       ' servizi', anno,
                      'pubblicazione.giornata_trasparenza',
                      {'M001': 'presiede', self._chi('trasparenza'): 'segretario', 'X01': 'partecipa'},
                      documenti='Programma della giornata; questionario per gli utenti')

    def _chi(self, ruolo):
        return self.a.righe('incarichi', ruolo=ruolo)[0]['persona']

    def _in_servizio(self, data):
        return sorted({r['persona'] for r in self.a.righe('assegnazioni')
                       if r['dal'] <= data.isoformat() <= (r['al'] or '9999') and r['persona'] != 'M001'})

    def _colloqui_finali(self):
        """One record a person evaluated (C-4.28): SG, dirigenti, PO, then the staff with whoever rated them."""
        gruppi = {'dirigente': ('2026-06-29', 'valutazione_dirigenti.colloquio'),
                  'posizione': ('2026-07-02', 'valutazione_po.colloquio'),
                  'personale': ('2026-07-06', 'valutazione_personale.colloquio')}
        scritti = iter(P.RISCONTRI)
        for tipo, (inizio, evento) in gruppi.items():
            d, oggi = giorno(inizio), {}
            for s in sorted(self.a.righe('schede', anno=CHIUSO, tipo=tipo), key=lambda r: (r['persona'], r['dal'])):
                n = oggi.get(s['valutatore'], 0)
                data = d
                for _ in range(n // 4):
                    data = prossimo_lavorativo(data + GIORNO)
                oggi[s['valutatore']] = n + 1
                sg, p = s['persona'] == 'M001', s['persona']
                uscito = bool(self.a.righe('persone', codice=p)[0]['cessato']) and p != self.corpo.po['S12']
                nota = next(scritti, None) if tipo == 'personale' and n == 1 else None
                self.aggiungi('colloquio', data.isoformat(),
                              'Valutazione 2025: esito, punti di forza, aree di sviluppo', CHIUSO,
                              'valutazione_sg.colloquio' if sg else evento,
                              {s['valutatore']: 'valutatore', p: 'valutato'},
                              {} if uscito else {p: data.isoformat()}, {p: nota} if nota else {}, unita=s['unita'],
                              verbale='Esito inviato per lettera a chi non è più in servizio.' if uscito else None)


# -- what each act is about -------------------------------------------------------------------------------------------
def collega(a):
    def lega(atto, tavola, righe):
        for r in righe:
            a.metti('atti_oggetti', atto=atto, entita=tavola, chiave=chiave(a, tavola, r))

    lega('GIU-2024-112', 'anni', a.righe('anni'))
    for t in ('edizioni', 'parametri', 'verifiche_oiv', 'fondi', 'progetti', 'schede', 'gruppi',
              'obiettivi_assegnati'):
        campo = 'deroga_atto' if t == 'gruppi' else 'atto'
        for r in a.righe(t):
            if r[campo]:
                lega(r[campo], t, [r])
    for r in a.righe('obiettivi_assegnati'):
        if r['atto_stato']:
            lega(r['atto_stato'], 'obiettivi_assegnati', [r])
    for t in ('nodi_versioni', 'target'):
        lega('SGE-2025-094', t, a.righe(t, versione=2))
        lega('GIU-2025-088', t, a.righe(t, versione=2))
    for r in a.righe('progetti'):
        lega(r['ordine_servizio'], 'progetti', [r])
    for r in a.righe('progetti_unita'):
        if r['atto_oiv']:
            lega(r['atto_oiv'], 'progetti_unita', [r])
            lega(r['atto_sg'], 'progetti_unita', [r])
    for r in a.righe('gruppi'):
        lega({'AR1': 'ARA-2026-019', 'AR2': 'ARB-2026-015', 'AR3': 'ARC-2026-016'}[AREA[r['unita']]], 'gruppi', [r])
        lega('AGE-2026-003', 'gruppi', [r])
        lega('AGE-2026-004', 'gruppi', [r])
    lega('SGE-2026-057', 'semischede', a.righe('semischede', livello='rideterminata'))
    lega('SGE-2025-048', 'fondi', a.righe('fondi'))
    lega('SGE-2026-074', 'fondi', a.righe('fondi'))
    pubblica = {'TRA-2025-002': ('piano', 2025, 1), 'TRA-2025-003': ('ptti', 2025, 1),
                'TRA-2025-009': ('piano', 2025, 2),
                'TRA-2026-007': ('relazione', 2025, 1), 'TRA-2026-002': ('piano', 2026, 1),
                'TRA-2026-003': ('ptti', 2026, 1),
                'GIU-2026-051': ('relazione', 2025, 1), 'OIV-2026-008': ('relazione', 2025, 1),
                'SGE-2026-056': ('relazione', 2025, 1), 'GIU-2024-118': ('rpp', 2025, 1),
                'GIU-2025-101': ('rpp', 2026, 1),
                'GIU-2024-139': ('preventivo', 2025, 1), 'REV-2024-006': ('preventivo', 2025, 1),
                'GIU-2025-124': ('preventivo', 2026, 1), 'REV-2025-007': ('preventivo', 2026, 1)}
    for atto, (doc, anno, n) in pubblica.items():
        lega(atto, 'edizioni', a.righe('edizioni', documento=doc, anno=anno, edizione=n))
    for atto, anno in (('ARA-2025-011', 2025), ('ARB-2025-008', 2025), ('ARC-2025-009', 2025), ('ARA-2026-008', 2026),
                       ('ARB-2026-007', 2026), ('ARC-2026-006', 2026)):
        area = {'ARA': 'AR1', 'ARB': 'AR2', 'ARC': 'AR3'}[atto[:3]]
        azioni = {n['codice'] for n in a.righe('nodi', livello='obiettivo_azione')}
        lega(atto, 'nodi_versioni', [r for r in a.righe('nodi_versioni', anno=anno, versione=1)
                                     if r['nodo'] in azioni and AREA[r['unita']] == area])

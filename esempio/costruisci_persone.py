# costruisci_persone.py - people, roles, objectives, sheets, half-sheets, projects, presences of the example body.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import datetime
from fractions import Fraction

import albero
import persone as P
from comune import CHIUSO, IN_CORSO, GIORNO, Caso, arrotonda, giorno, lavorativi, prossimo_lavorativo
from costruisci_albero import LETTERE, risultato
from valutazioni import elementi, gruppo_legale, sposta, violazioni

INIZIO = '2023-10-02'                    # the organisation in force
AREA = {u: p for u, _, _, p in P.UNITA}
DIRIGENTE = {'AR1': 'M002', 'AR2': 'M003', 'AR3': 'M004'}
PESI_PO = {'S11': [20, 10, 20, 20, 15, 15], 'S13': [30, 30, 20, 20], 'S22': [25, 25, 20, 15, 15]}
ASSEGNA = {CHIUSO: ('GIU-2025-008', 'SGE-2025-017', 'SGE-2025-029'),
           IN_CORSO: ('GIU-2026-007', 'SGE-2026-014', 'SGE-2026-026')}
VERIFICA_ATTO = {'AR1': 'ARA-2026-019', 'AR2': 'ARB-2026-015', 'AR3': 'ARC-2026-016'}
CATEGORIE = ['Funzionari', 'Istruttori', 'Istruttori', 'Istruttori', 'Operatori esperti']
ESTERNI = [   # code, relation, [(role, unit)]
    ('X01', 'organo', ['giunta', 'consiglio']), ('X02', 'organo', ['giunta']), ('X03', 'organo', ['consiglio']),
    ('X04', 'esterno', ['oiv']), ('X05', 'esterno', ['oiv']), ('X06', 'esterno', ['oiv']),
    ('X07', 'esterno', ['revisore']), ('X08', 'esterno', ['revisore']), ('X09', 'esterno', ['revisore']),
    ('X10', 'esterno', ['auditor']), ('X11', 'esterno', ['tecnico'])]


class Dipendente:
    """One person of the staff: where, from when, what is special."""

    def __init__(self, codice, unita, note):
        self.codice, self.unita, self.note = codice, unita, note
        self.assunto, self.cessato = note.get('assunto'), note.get('cessato')

    def unita_progetto(self):
        """S-N.14-15: the unit of the longest period of the year, on a tie the one of origin."""
        if 'da' not in self.note:
            return self.unita
        prima, data = self.note['da']
        inizio = giorno(self.assunto) if self.assunto else datetime.date(CHIUSO, 1, 1)
        giorni_prima = (giorno(data) - inizio).days
        giorni_dopo = (datetime.date(CHIUSO, 12, 31) - giorno(data)).days + 1
        return prima if giorni_prima >= giorni_dopo else self.unita


class Corpo:
    """The whole body: fills the tables of the archive that speak of people."""

    def __init__(self, a, nodi):
        self.a, self.nodi, self.caso = a, nodi, Caso(20250101)
        self.staff = [Dipendente('M%03d' % (12 + i), u, note) for i, (u, note) in enumerate(P.STAFF)]
        self.po = {u: 'M%03d' % (5 + i) for i, u in enumerate(P.PO)}
        self.po['S32'] = 'M011'
        self.q = {}                                 # unit -> exact result of its action objectives, 0..100

    def valutatore(self, unita):
        return self.po.get(unita) or DIRIGENTE[AREA[unita]]

    def costruisci(self):
        for codice, nome, tipo, padre in P.UNITA:
            self.a.metti('unita', codice=codice, nome=nome, tipo=tipo, padre=padre)
        self._anagrafe()
        for anno in (CHIUSO, IN_CORSO):
            self._obiettivi(anno)
            self._progetti(anno)
        self._competenze()
        self._gruppi()
        self._schede()
        self._individuali()
        self._presenze()
        self._in_corso()

    # -- people and roles ------------------------------------------------------------------------------------------
    def _anagrafe(self):
        cognomi, nomi = self.caso.mescola(P.COGNOMI), self.caso.mescola(P.NOMI)
        conta = iter(range(1000))

        def persona(codice, rapporto, categoria=None, assunto=None, cessato=None):
            i = next(conta)
            self.a.metti('persone', codice=codice, cognome=cognomi[i], nome=nomi[i % len(nomi)], rapporto=rapporto,
                         categoria=categoria, assunto=assunto, cessato=cessato)

        persona('M001', 'dirigente', 'Dirigenza', '2012-05-02')
        self._ruolo('M001', 'sg', 'CCIAA', '2022-03-01')
        self._luogo('M001', 'CCIAA')
        for area, codice in DIRIGENTE.items():
            persona(codice, 'dirigente', 'Dirigenza',
                    {'AR1': '2009-11-02', 'AR2': '2016-01-04', 'AR3': '2019-09-02'}[area])
            self._ruolo(codice, 'dirigente', area, INIZIO)
            self._luogo(codice, area)
        self._ruolo('M004', 'dirigente_amm_contabile', 'AR3', INIZIO)
        for i, u in enumerate(P.PO):
            cessato = '2026-08-31' if u == 'S12' else None
            persona(self.po[u], 'ruolo', 'Funzionari', self._data_assunzione(), cessato)
            self._ruolo(self.po[u], 'po', u, INIZIO, cessato)
            self._luogo(self.po[u], u, al=cessato)
        persona('M011', 'ruolo', 'Funzionari', '2014-12-01')
        self._ruolo('M011', 'dipendente', None, INIZIO, '2025-08-31')
        self._ruolo('M011', 'po', 'S32', '2025-09-01', atto='SGE-2025-088')
        self._luogo('M011', 'S32')
        for d in self.staff:
            self._dipendente(persona, d)
        persona('M060', 'determinato', 'Istruttori', '2026-03-02')
        self._ruolo('M060', 'dipendente', None, '2026-03-02')
        self._luogo('M060', 'S12', '2026-03-02')
        for codice, rapporto, ruoli in ESTERNI:
            persona(codice, rapporto)
            for r in ruoli:
                self._ruolo(codice, r, 'CCIAA', INIZIO if r in ('giunta', 'consiglio') else '2024-01-01')
        for anno, atto, dal, al in ((CHIUSO, 'SGE-2025-079', '2025-08-04', '2025-08-22'),
                                    (IN_CORSO, 'SGE-2026-079', '2026-08-03', '2026-08-21')):
            self._ruolo('M002', 'sg', 'CCIAA', dal, al, atto, 'M001')

    def _data_assunzione(self):
        return '%d-%02d-%02d' % (self.caso.fra(1993, 2021), self.caso.fra(1, 12), self.caso.uno([1, 15, 16]))

    def _dipendente(self, persona, d):
        assunto = d.assunto or self._data_assunzione()
        persona(d.codice, d.note.get('rapporto', 'ruolo'), self.caso.uno(CATEGORIE), assunto, d.cessato)
        dal = d.assunto or INIZIO
        self._ruolo(d.codice, 'dipendente', None, dal, d.cessato)
        quota = d.note.get('tempo')
        if 'da' in d.note:
            prima, data = d.note['da']
            self._luogo(d.codice, prima, dal, (giorno(data) - GIORNO).isoformat(), quota)
            self._luogo(d.codice, d.unita, data, d.cessato, quota)
        else:
            self._luogo(d.codice, d.unita, dal, d.cessato, quota)
        ruolo = d.note.get('e')
        if ruolo == 'dirigente_amm_contabile':      # deputy for the accounts, by written delegation of the holder
            self._ruolo(d.codice, ruolo, 'AR3', '2025-01-01', '2026-12-31', 'SGE-2024-102', 'M004')
        elif ruolo:
            unita = {'trasparenza': 'CCIAA', 'struttura_tecnica': 'CCIAA'}.get(ruolo, d.unita)
            atto = 'SGE-2024-031' if d.unita == 'U33' and ruolo == 'responsabile_uo' else None
            self._ruolo(d.codice, ruolo, unita, '2024-03-01' if atto else INIZIO, atto=atto)

    def _ruolo(self, persona, ruolo, unita, dal, al=None, atto=None, delega=None):
        self.a.metti('incarichi', persona=persona, ruolo=ruolo, dal=dal, unita=unita, al=al, atto=atto,
                     delega_di=delega)

    def _luogo(self, persona, unita, dal=INIZIO, al=None, quota=None):
        self.a.metti('assegnazioni', persona=persona, unita=unita, dal=dal, al=al, quota_tempo=quota)

    # -- objectives ------------------------------------------------------------------------------------------------
    def _obiettivi(self, anno):
        strategici = {n.codice: n for n in self.nodi if n.livello == 'obiettivo_strategico'}
        operativi = {n.sigla: n for n in self.nodi if n.livello == 'obiettivo_operativo'}
        for chi, elenco in albero.OBIETTIVI.items():
            persona = 'M001' if chi == 'SG' else DIRIGENTE[{v: k for k, v in LETTERE.items()}[chi]]
            for codice, tipo, peso in elenco:
                n = (strategici if chi == 'SG' else operativi)[codice]
                if anno not in n.anni:
                    continue
                fuori = anno == CHIUSO and codice == 'B2'
                self.a.metti('obiettivi_assegnati', persona=persona, anno=anno, nodo=n.codice, peso=peso, tipo=tipo,
                             stato='non_realizzabile' if fuori else 'ordinario',
                             atto=ASSEGNA[anno][0 if chi == 'SG' else 1],
                             atto_stato='SGE-2026-036' if fuori else None,
                             motivo='Revoca del bando regionale che finanziava gli studi.' if fuori else None)
        for unita in list(self.po) + ['S23', 'U33']:
            self._azioni(unita, anno)

    def _azioni(self, unita, anno):
        azioni = [n for n in self.nodi if n.livello == 'obiettivo_azione' and n.unita == unita and anno in n.anni]
        pesi = PESI_PO.get(unita, [None] * len(azioni))
        if len(pesi) != len(azioni):
            raise SystemExit('pesi della PO %s: %d per %d obiettivi' % (unita, len(pesi), len(azioni)))
        if anno == CHIUSO:
            coppie = [(Fraction(p or 1), risultato(n)) for p, n in zip(pesi, azioni) if risultato(n) is not None]
            self.q[unita] = sum(p * r for p, r in coppie) / sum(p for p, _ in coppie)
        if unita not in self.po:
            # direct coordination: the objectives stay with the structure (S-P.16)
            return
        for n, peso in zip(azioni, pesi):
            fuori = anno == CHIUSO and risultato(n) is None
            nuova = unita == 'S32' and anno == CHIUSO
            self.a.metti('obiettivi_assegnati', persona=self.po[unita], anno=anno, nodo=n.codice, peso=peso,
                         tipo='organizzativo', stato='non_computabile' if fuori else 'ordinario', codice=n.sigla,
                         atto='SGE-2025-091' if nuova else ASSEGNA[anno][2],
                         atto_stato='SGE-2026-037' if fuori else None,
                         motivo='Manca l\'avviso regionale a cui collegare le domande.' if fuori else None)

    def _competenze(self):
        chi = {'SG': 'M001', 'A': 'M002', 'B': 'M003', 'C': 'M004', **self.po}
        for k, (proposta, decisa) in P.COMPETENZE.items():
            for livello, voti in (('proposta', proposta), ('decisa', decisa)):
                for i, voto in enumerate(voti.split(), 1):
                    self.a.metti('competenze', persona=chi[k], anno=CHIUSO, livello=livello, voce=i, voto=voto)

    # -- sheets ----------------------------------------------------------------------------------------------------
    def _scheda(self, persona, tipo, valutatore, unita, dal, al, **altro):
        self.a.metti('schede', persona=persona, anno=CHIUSO, tipo=tipo, dal=dal, al=al, valutatore=valutatore,
                     unita=unita, **altro)

    def _schede(self):
        inizio, fine = '2025-01-01', '2025-12-31'
        self._scheda('M001', 'dirigente', 'X02', 'CCIAA', inizio, fine, relazione_finale='2026-03-24',
                     feedback='2026-02-12',
                     retribuzione_massima=P.RETRIBUZIONE['SG'], giudizio=P.GIUDIZI['SG'], atto='GIU-2026-058')
        for area, codice in DIRIGENTE.items():
            k = LETTERE[area]
            self._scheda(codice, 'dirigente', 'M001', area, inizio, fine, feedback='2026-02-12',
                         giudizio=P.GIUDIZI[k],
                         relazione_finale={'A': '2026-03-09', 'B': '2026-03-16', 'C': '2026-03-06'}[k],
                         retribuzione_massima=P.RETRIBUZIONE[k], fattori_esterni=P.FATTORI.get(k),
                         atto='GIU-2026-059')
        for i, (u, codice) in enumerate(sorted(self.po.items())):
            somma = sum(Fraction(v) for v in P.COMPETENZE[u][1].split())
            p = somma * 100 / 30
            if (p * 100).denominator != 1:
                self.a.errore('schede ' + codice, 'la prestazione ha più di due decimali')
            self._scheda(codice, 'posizione', 'M001', u, '2025-09-01' if u == 'S32' else inizio, fine,
                         feedback='2026-02-12',
                         relazione_finale='2026-02-%02d' % (16 + i), prestazione=arrotonda(p, 2), parere=P.PARERI[u],
                         retribuzione_massima=P.RETRIBUZIONE[u], atto='SGE-2026-066')
        self._scheda('M011', 'personale', 'M004', 'S32', inizio, '2025-08-31', atto='AGE-2026-003')
        for d in self.staff:
            self._scheda(d.codice, 'personale', self.valutatore(d.unita), d.unita, d.assunto or inizio,
                         d.cessato or fine,
                         atto='AGE-2026-003')
        self._schede_in_corso()

    def _schede_in_corso(self):
        def apri(persona, tipo, valutatore, unita, massimo=None, dal='2026-01-01', al=None):
            self.a.metti('schede', persona=persona, anno=IN_CORSO, tipo=tipo, dal=dal, al=al, valutatore=valutatore,
                         unita=unita,
                         retribuzione_massima=massimo)
        apri('M001', 'dirigente', 'X02', 'CCIAA', P.RETRIBUZIONE['SG'])
        for area, codice in DIRIGENTE.items():
            apri(codice, 'dirigente', 'M001', area, P.RETRIBUZIONE[LETTERE[area]])
        for u, codice in self.po.items():
            apri(codice, 'posizione', 'M001', u, P.RETRIBUZIONE[u], al='2026-08-31' if u == 'S12' else None)
        for d in self.staff:
            # without its PO from September, settore S12 goes back to the dirigente
            if not d.cessato:
                apri(d.codice, 'personale', 'M002' if d.unita == 'S12' else self.valutatore(d.unita), d.unita)

    # -- groups and half-sheets ------------------------------------------------------------------------------------
    def _gruppi(self):
        for unita in ['S11', 'S12', 'S13', 'S21', 'S22', 'S23', 'S31', 'S32', 'U33']:   # the year under way: nobody has marks yet
            self.a.metti('gruppi', codice='G2026-' + unita, anno=IN_CORSO, unita=unita,
                         valutatore='M002' if unita == 'S12' else self.valutatore(unita))
        for unita in ['S11', 'S12', 'S13', 'S21', 'S22', 'S23', 'S31', 'S32', 'U33']:
            membri = [d for d in self.staff if d.unita == unita]
            codice, caso = 'G2025-' + unita, Caso(sum(map(ord, unita)) * 977)
            piccolo = len(membri) < 3
            self.a.metti('gruppi', codice=codice, anno=CHIUSO, valutatore=self.valutatore(unita), unita=unita,
                         deroga_motivo='Due soli valutati, con mansioni diverse: punteggi in coerenza con i'
                                       ' caratteri generali'
                                       ' del sistema, nel rispetto del plafond.' if piccolo else None,
                         deroga_atto='ARA-2026-017' if piccolo else None)
            if piccolo:
                h1, h2 = [37, 27], [36, 28]
            else:
                a1, a2, margini = P.FASCIA_A[unita]
                dd = [i for i, d in enumerate(membri) if d.note.get('dd')]
                while True:
                    h1, h2 = gruppo_legale(caso, len(membri), a1, a2, margini, {i: 17 for i in dd},
                                           {i: 18 for i in dd})
                    if unita != 'S31' or any(28 <= x <= 31 for x in h1[:-1]):
                        break                        # in S31 the SG needs somebody of the whole year to raise
            self._livelli(codice, unita, membri, h1, h2, caso)
        self.a.metti('gruppi', codice='G2025-M011', anno=CHIUSO, valutatore='M004', unita='S32',
                     deroga_atto='ARC-2026-014',
                     deroga_motivo='Un solo valutato: dipendente del settore fino al 31 agosto, poi incaricato'
                                   ' della posizione'
                                   ' organizzativa; valuta il dirigente di area per i mesi da gennaio ad agosto.')
        for livello, atto in (('proposta', None), ('verificata', 'ARC-2026-016'), ('determinata', 'AGE-2026-003')):
            for h, totale, e in ((1, 32, (8, 8, 8, 8)), (2, 31, (8, 7, 8, 8))):
                self._semischeda('M011', livello, h, 'G2025-M011', totale, e, atto)

    def _livelli(self, codice, unita, membri, h1, h2, caso):
        """All levels of a group: proposed by the evaluator, verified by the dirigente, changed and fixed by the SG."""
        n = len(membri)
        solo_totali = unita == 'S23'                 # a dirigente who typed totals only
        proposte = {(i, h): elementi(caso, x) for h, marks in ((1, h1), (2, h2)) for i, x in enumerate(marks)}
        v1 = sposta(h1, h2) if unita in P.VERIFICA else h1
        if len(membri) > 2 and violazioni(v1, h2):
            self.a.errore('gruppi ' + codice, 'la verifica viola ' + ' '.join(violazioni(v1, h2)))
        finale = {1: list(v1), 2: list(h2)}
        scelto = None
        if unita == 'S31':                           # the SG raises one mark: only C3 of half-sheet 1 breaks
            scelto = min((i for i in range(n - 1) if 28 <= v1[i] <= 31), key=lambda i: (v1[i], i))
            finale[1][scelto] = 35
            if violazioni(finale[1], h2) != ['C3.1']:
                self.a.errore('gruppi ' + codice, 'la rideterminazione deve violare solo C3')
        for i, d in enumerate(membri):
            for h, marks, verif in ((1, h1, v1), (2, h2, h2)):
                e = None if solo_totali or (i + h) % 11 == 0 else proposte[i, h]
                self._semischeda(d.codice, 'proposta', h, codice, marks[i], e)
                cambiata = verif[i] != marks[i]
                e2 = elementi(caso, verif[i]) if cambiata and e else e
                self._semischeda(d.codice, 'verificata', h, codice, verif[i], e2, VERIFICA_ATTO[AREA[unita]],
                                 P.VERIFICA[unita] if cambiata else None)
                sg = h == 1 and i == scelto
                if sg:
                    self._semischeda(d.codice, 'rideterminata', h, codice, finale[h][i], None, 'SGE-2026-057',
                                     MOTIVO_SG)
                self._semischeda(d.codice, 'determinata', h, codice, finale[h][i], None if sg else e2, 'AGE-2026-003',
                                 MOTIVO_SG if sg else None)

    def _semischeda(self, persona, livello, h, gruppo, totale, e, atto=None, motivo=None):
        voci = dict(zip(('e1', 'e2', 'e3', 'e4'), e)) if e else {}
        self.a.metti('semischede', persona=persona, anno=CHIUSO, livello=livello, semischeda=h, gruppo=gruppo,
                     totale=totale,
                     atto=atto, motivo=motivo, **voci)

    # -- projects, individual objectives, presences -----------------------------------------------------------------
    def _progetti(self, anno):
        atti = {CHIUSO: ('SGE-2025-025', 'ODS-2025-004'), IN_CORSO: ('SGE-2026-022', 'ODS-2026-003')}[anno]
        self.progetto = {}
        for codice, titolo, dal, al, nodo, unita in P.PROGETTI:
            codice = codice.format(a=anno)
            dal, al = (dal or '{a}-01-01').format(a=anno), (al or '{a}-12-31').format(a=anno)
            if anno == IN_CORSO:
                titolo = titolo.replace('secondo stadio', 'terzo stadio')
            stadio = anno == IN_CORSO and dal[:4] < str(IN_CORSO)
            self.a.metti('progetti', codice=codice, anno=anno, titolo=titolo, dal=dal, al=al, nodo=nodo, atto=atti[0],
                         ordine_servizio=atti[1], prosegue=codice.replace(str(IN_CORSO), str(CHIUSO)) if stadio else None)
            for u, (esterne, scostamento, motivo) in unita.items():
                self.progetto[u] = codice
                chiuso = anno == CHIUSO
                self.a.metti('progetti_unita', progetto=codice, unita=u,
                             livello=arrotonda(self.q[u] / 100, 4) if chiuso else None,
                             cause_esterne=esterne if chiuso else None, scostamento=scostamento if chiuso else None,
                             motivo=motivo if chiuso else None, atto_oiv='OIV-2026-004' if chiuso else None,
                             atto_sg='SGE-2026-044' if chiuso else None)
        for d in self.staff:
            if anno == CHIUSO or not d.cessato:
                u = d.unita_progetto() if anno == CHIUSO else d.unita
                self.a.metti('partecipazioni', persona=d.codice, anno=anno, progetto=self.progetto[u], unita=u)
        if anno == CHIUSO:
            self.a.metti('partecipazioni', persona='M011', anno=anno, progetto=self.progetto['S32'], unita='S32')

    def _individuali(self):
        for unita in P.INDIVIDUALI:
            if unita == 'M011':
                self._individuale('M011', CHIUSO, 1, P.INDIVIDUALI['M011'][0], None, 'M004', 0)
                continue
            membri = [d for d in self.staff if d.unita == unita]
            if len(membri) != len(P.INDIVIDUALI[unita]):
                raise SystemExit('%s: obiettivi individuali per %d persone' % (unita, len(membri)))
            for i, (d, testo) in enumerate(zip(membri, P.INDIVIDUALI[unita])):
                secondo = P.SECONDI.get((unita, i))
                for anno in (CHIUSO, IN_CORSO):
                    if not testo or anno == IN_CORSO and d.cessato:
                        continue
                    chi = self.valutatore(unita) if unita != 'S32' or anno == IN_CORSO else 'M011'
                    self._individuale(d.codice, anno, 1, testo, 60 if secondo else None, chi, i)
                    if secondo:
                        self._individuale(d.codice, anno, 2, secondo, 40, chi, i)

    def _individuale(self, persona, anno, numero, testo, peso, certifica, i):
        parti = [p.strip() for p in testo.split('|')]
        chiuso = anno == CHIUSO
        dal = giorno('%d-03-10' % anno) + GIORNO * (i % 5)
        # who arrives during the year agrees on the objectives two weeks later
        for d in self.staff:
            arrivo = d.note['da'][1] if 'da' in d.note else d.assunto
            if chiuso and d.codice == persona and arrivo:
                dal = prossimo_lavorativo(giorno(arrivo) + GIORNO * 14)
        self.a.metti('obiettivi_individuali', persona=persona, anno=anno, numero=numero, titolo=parti[0],
                     indicatore=parti[1],
                     peso=peso, livello=parti[2] if chiuso else None,
                     cause_esterne=parti[3] if chiuso and len(parti) > 3 else None, condiviso_il=dal,
                     modo=P.MODI[(i + numero) % len(P.MODI)], certificato_da=certifica if chiuso else None)

    def _presenze(self):
        """AMB-20: the days due are those of the project's window; the days outside one's service count as absence."""
        finestre = {r['codice']: r for r in self.a.righe('progetti', anno=CHIUSO)}
        for p in self.a.righe('partecipazioni', anno=CHIUSO):
            w = finestre[p['progetto']]
            dal = max(giorno(w['dal']), datetime.date(CHIUSO, 1, 1))
            al = min(giorno(w['al']), datetime.date(CHIUSO, 12, 31))
            d = [x for x in self.staff if x.codice == p['persona']]
            note = d[0].note if d else {}
            inizio = max(dal, giorno(note.get('assunto', '1900-01-01')))
            fine = min(al, giorno(note.get('cessato', '2999-12-31')), giorno('2025-08-31' if not d else '2999-12-31'))
            dovuti = lavorativi(dal, al)
            fuori = dovuti - lavorativi(inizio, fine)
            assenza = note.get('assenze', self.caso.uno([0, 0, 1, 2, 3, 3, 4, 5, 6, 8, 11]))
            ferie = self.caso.fra(26, 32) * (dovuti - fuori) // dovuti
            self.a.metti('presenze', persona=p['persona'], anno=CHIUSO, giorni_dovuti=dovuti,
                         giorni_assenza=fuori + assenza,
                         giorni_neutri=ferie + note.get('neutri', 0))

    def _in_corso(self):
        """What the running year already knows: absences, an allowance, pay that the law looks at, what only some options read."""
        for persona, dal, al, classe in (('M011', '2026-02-02', '2026-02-06', 'ferie'), ('M011', '2026-04-13', '2026-04-14', 'ordinaria'),
                                         ('M012', '2026-03-02', '2026-07-31', 'congedo')):
            self.a.metti('assenze', persona=persona, dal=dal, al=al, classe=classe)
        self.a.metti('indennita', persona='M013', dal='2026-01-01', al='2026-12-31', area='altra', importo_annuo='1000.00',
                     referente_dal='2026-03-02', referente_al='2026-12-31')
        self.a.metti('paghe', persona='M001', anno=2026, tipo='dirigente', tempi_quota='0.30')
        self.a.metti('paghe', persona='M005', anno=2026, tipo='posizione', retribuzione_posizione='9000.00')
        self.a.metti('indicatori_esclusi', persona='M004', anno=2026, nodo='I2P1G3O1', indicatore='I2P1G3O1I2',
                     motivo='La rilevazione nazionale da cui viene è sospesa.')
        self.a.metti('merito', persona='M013', anno=2026, alfa='8', beta='6', chi='5', delta='7')
        self.a.metti('quote', codice='Q2026-DIR', anno=2026, popolazione='dirigenti', soglia='90', massimo='0.3',
                     arrotondamento='difetto', resto='nessuno')


MOTIVO_SG = ('Ha permesso di chiudere il bilancio con due settimane di anticipo sostituendo un collega assente:'
             ' contributo emerso dopo la proposta. La rideterminazione porta gli scostamenti positivi della prima'
             ' semischeda oltre il valore dovuto.')

# matrice_casi.py - for every action of the matrix the command that does it, for every role objects inside and outside.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""The example body has somebody in every role, but most of them hold two. Whoever here is named PV-... is added by the
test, so that each column has one person with that role and no other, and each relation one object that stands in it
and in no other."""
import csv
import itertools
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
OGGI = '2026-07-31'         # the year 2025 is decided, 2026 is open
PROPOSTE = '2026-06-22'     # every evaluation of 2025 is proposed, none decided
PRIMA_VERIFICA = '2026-05-15'   # the staff of 2025 is proposed and compared, not verified
VERIFICATE = '2026-05-22'       # verified, not redetermined

CHI = {
    'consiglio': 'X03', 'giunta': 'X02', 'sg': 'M001', 'dirigente': 'PV-DI', 'dirigente_amm_contabile': 'PV-DA',
    'po': 'M005', 'responsabile_uo': 'PV-RU', 'dipendente': 'M012', 'pec': 'PV-PC', 'ragioneria': 'PV-RG', 'oiv': 'X04',
    'struttura_tecnica': 'PV-ST', 'trasparenza': 'PV-TR', 'paghe': 'PV-PA', 'revisore': 'X07', 'auditor': 'X10',
    'tecnico': 'X11', 'operatore': None, 'pubblico': None}


def chi(ruolo):
    if ruolo == 'pubblico':
        return ['--pubblico']
    return ['--as', CHI[ruolo]] if CHI[ruolo] else []


# -- what is added to the example --------------------------------------------------------------------------------------
INCARICHI = [('PV-DI', 'dirigente', 'AR2'), ('PV-DA', 'dirigente_amm_contabile', 'AR3'),
             ('PV-RU', 'responsabile_uo', 'U33'), ('PV-PC', 'pec', 'U33'), ('PV-RG', 'ragioneria', 'S31'),
             ('PV-ST', 'struttura_tecnica', 'CCIAA'),
             ('PV-TR', 'trasparenza', 'CCIAA'), ('PV-PA', 'paghe', 'S32')]
# person, evaluator, unit of the sheet, unit the person works in
SCHEDE = [('PV-DI', 'M001', 'S11', 'AR2'), ('PV-DA', 'M001', 'AR3', 'AR3'), ('PV-RU', 'M004', 'U33', 'U33'),
          ('PV-E1', 'PV-DI', '', 'S11'),       # evaluated by the dirigente, outside his area
          ('PV-E2', 'PV-RU', 'U33', 'U33'),
          ('PV-E3', 'X02', 'S11', 'S11'),      # evaluated by the Giunta, which is not competent for it
          ('PV-E4', 'PV-DI', 'S11', 'S11'),    # evaluated by who does not hold that office any more
          ('PV-E5', 'M005', 'S21', 'S21'), ('PV-E6', 'PV-RU', 'S21', 'S21'), ('PV-E7', 'M012', 'S21', 'S21')]


# A group that PV-DI evaluates himself: person, marks of the first and of the second half-sheet (legal: 96, 6, one A).
GRUPPO_PV = [('PV-E8', 38, 38), ('PV-E9', 32, 32), ('PV-EA', 26, 26)]


def aggiunte():
    """CSV tables, each with its heading, to be imported over the example."""
    people = sorted({p for p, *_ in INCARICHI} | {p for p, *_ in SCHEDE} | {p for p, *_ in GRUPPO_PV})
    meetings = [(f'PVR-{r}', '', p) for r, p in CHI.items() if p] + [('PVR-S21', 'S21', 'M008')]
    return {
        'persone': ['codice;cognome;nome;rapporto'] + [f'{p};Prova;{p};ruolo' for p in people],
        'incarichi': ['persona;ruolo;dal;unita'] + [f'{p};{r};2024-01-01;{u}' for p, r, u in INCARICHI],
        'assegnazioni': ['persona;unita;dal'] + [f'{p};{u};2024-01-01' for p, _, _, u in SCHEDE],
        'schede': ['persona;anno;tipo;dal;valutatore;unita'] + [
            f'{p};{y};posizione;{y}-01-01;{v};{u}' for p, v, u, _ in SCHEDE for y in (2025, 2026)],
        'atti_oggetti': ['atto;entita;chiave'] + [
            f'SGE-2026-066;schede;{p}/2025/posizione/2025-01-01' for p, *_ in SCHEDE],
        'gruppi': ['codice;anno;valutatore;unita', 'G2025-U33;2025;PV-RU;U33', 'G2025-PV;2025;PV-DI;S23'],
        'semischede': ['persona;anno;livello;semischeda;gruppo;totale'] + [
            f'{p};2025;proposta;{h};G2025-PV;{marks[h - 1]}' for p, *marks in GRUPPO_PV for h in (1, 2)],
        'riunioni': ['codice;tipo;data;oggetto;unita'] + [f'{c};riunione;2026-07-01;Prova;{u}' for c, u, _ in meetings],
        'riunioni_partecipanti': ['riunione;persona;qualita'] + [f'{c};{p};partecipa' for c, _, p in meetings]}


# -- objects: for each role what stands in each relation, and one thing that stands in none ----------------------------
SCHEDA = {
    'giunta': {'EVALUATOR': 'PV-E3', 'COMPETENT': 'M002'},
    'dirigente': {'SELF': 'PV-DI', 'EVALUATOR': 'PV-E1', 'FORMER_EVALUATOR': 'PV-E4', 'SUBTREE': 'M030'},
    'dirigente_amm_contabile': {'SELF': 'PV-DA'},
    'po': {'SELF': 'M005', 'EVALUATOR': 'M012', 'FORMER_EVALUATOR': 'PV-E5'},
    'responsabile_uo': {'SELF': 'PV-RU', 'EVALUATOR': 'PV-E2', 'FORMER_EVALUATOR': 'PV-E6'},
    'dipendente': {'SELF': 'M012', 'FORMER_EVALUATOR': 'PV-E7'}}
NODO = {'dirigente': ('SUBTREE', 'D1P1G2', 'A1P1G1'), 'dirigente_amm_contabile': ('SUBTREE', 'G1P1G2', 'A1P1G1'),
        'po': ('SUBTREE', 'A1P1G1', 'D1P1G2'), 'responsabile_uo': ('SUBTREE', 'G1P1G2', 'D1P1G2'),
        'dipendente': ('OWN_UNIT', 'A1P1G1', 'D1P1G2')}
GRUPPO = {'dirigente': ('SUBTREE', 'G2025-S21', 'G2025-S11'), 'po': ('EVALUATOR', 'G2025-S11', 'G2025-S21'),
          'responsabile_uo': ('EVALUATOR', 'G2025-U33', 'G2025-S21')}
# whom each role evaluates; whose area it leads; a group of neither
PROPONE = {'dirigente': ('EVALUATOR', 'G2025-PV'), 'po': ('EVALUATOR', 'G2025-S11'),
           'responsabile_uo': ('EVALUATOR', 'G2025-U33')}
VERIFICA = {'dirigente': ('SUBTREE', 'G2025-S21')}
EVENTO = {'consiglio': 'rpp.approva', 'giunta': 'piano.approva', 'sg': 'assegnazione.progetti',
          'dirigente': 'assegnazione.unita', 'dirigente_amm_contabile': 'consuntivo.bilancio_propone',
          'pec': 'monitoraggio.apre', 'oiv': 'modifiche.suggerisce_oiv', 'trasparenza': 'pubblicazione.piano',
          'revisore': 'preventivo.parere_revisori'}
RIUNIONE = {
    'dirigente': {'SUBTREE': ['--unita', 'S21'],
                  'COMPETENT': ['--anno', '2026', '--evento', 'assegnazione.incontro_unita']},
    'po': {'OWN_UNIT': ['--unita', 'S11'],
           'COMPETENT': ['--anno', '2026', '--evento', 'valutazione_personale.colloquio']},
    'responsabile_uo': {'OWN_UNIT': ['--unita', 'U33']},
    'consiglio': {'COMPETENT': ['--anno', '2026', '--evento', 'rpp.approva']},
    'giunta': {'COMPETENT': ['--anno', '2026', '--evento', 'piano.approva']},
    'oiv': {'COMPETENT': ['--anno', '2026', '--evento', 'modifiche.suggerisce_oiv']},
    'trasparenza': {'COMPETENT': ['--anno', '2026', '--evento', 'pubblicazione.giornata_trasparenza']}}
CONGELA = {'sg': ('AGE-2026-003', 'GIU-2026-059'), 'giunta': ('GIU-2026-059', 'AGE-2026-003')}

number = itertools.count(1)


class Caso:
    """One action. dentro(ruolo): {relation: arguments} for what stands in exactly that relation; fuori(ruolo):
    arguments for what stands in none of the relations that are not BODY or PUBLIC. Arguments may be functions of a
    folder, for runs that need a new file. ammesso: exit statuses of a run that was let through (4: let
    through, nothing there)."""
    oggi = OGGI
    ammesso = (0,)
    prima = ()      # actions that this command needs besides its own
    senza = ()      # actions that would let it through as well

    def __init__(self, tutti, oggi=None, ammesso=None, prima=(), senza=()):
        self.tutti, self.prima, self.senza = tutti, prima, senza
        self.oggi, self.ammesso = oggi or OGGI, ammesso or (0,)

    def dentro(self, ruolo):
        return {'BODY': self.tutti, 'PUBLIC': self.tutti}

    def fuori(self, ruolo):
        return self.tutti


class CasoScheda(Caso):
    def __init__(self, anno, oggi):
        super().__init__(None, oggi, (0, 4))
        self.anno = anno

    def args(self, persona):
        return ['explain', '--anno', self.anno, '--persona', persona]

    def dentro(self, ruolo):
        return {'BODY': self.fuori(ruolo)} | {k: self.args(p) for k, p in SCHEDA.get(ruolo, {}).items()}

    def fuori(self, ruolo):
        return self.args('M021')


class CasoTabella(Caso):
    """Objects from a table of role: (relation, inside, outside)."""
    def __init__(self, tabella, altro, opzione):
        super().__init__(None)
        self.tabella, self.altro, self.opzione = tabella, altro, opzione

    def args(self, codice):
        return ['explain', '--anno', '2025', self.opzione, codice]

    def dentro(self, ruolo):
        relation, inside, _ = self.tabella.get(ruolo, ('BODY', self.altro, None))
        return {relation: self.args(inside)}

    def fuori(self, ruolo):
        return self.args(self.tabella.get(ruolo, (None, None, self.altro))[2])


class CasoAtto(Caso):
    def __init__(self):
        super().__init__(None)

    def args(self, organo):
        def make(_):
            n = next(number)
            return ['act', 'add', '--codice', f'PVA-{n}', '--tipo', 'altro', '--numero', str(n), '--data', '2026-07-30',
                    '--organo', organo, '--oggetto', 'Prova', '--anno', '2026', '--evento', EVENTO[organo]]
        return make

    def dentro(self, ruolo):
        return {'COMPETENT': self.args(ruolo)} if ruolo in EVENTO else {}

    def fuori(self, ruolo):
        return self.args('giunta' if ruolo == 'sg' else 'sg')


class CasoRiunione(Caso):
    def __init__(self):
        super().__init__(None)

    def args(self, more):
        return lambda _: ['meeting', 'add', '--codice', f'PVN-{next(number)}', '--tipo', 'riunione',
                          '--data', '2026-07-30', '--oggetto', 'Prova', *more]

    def dentro(self, ruolo):
        return {'BODY': self.fuori(ruolo)} | {k: self.args(v) for k, v in RIUNIONE.get(ruolo, {}).items()}

    def fuori(self, ruolo):
        return self.args(['--anno', '2026', '--evento', 'monitoraggio.apre', '--unita', 'S31'])


class CasoVerbale(Caso):
    """show, ack: one's own meeting is PVR-ROLE."""
    def __init__(self, verbo, ammesso):
        super().__init__(None, ammesso=ammesso)
        self.verbo = verbo

    def dentro(self, ruolo):
        found = {'SELF': ['meeting', self.verbo, f'PVR-{ruolo}'], 'BODY': self.fuori(ruolo)}
        return found | ({'SUBTREE': ['meeting', 'show', 'PVR-S21']} if ruolo == 'dirigente' else {})

    def fuori(self, ruolo):
        return ['meeting', self.verbo, 'PVR-po' if ruolo == 'sg' else 'PVR-sg']


class CasoCongela(Caso):
    def __init__(self):
        super().__init__(None, ammesso=(0, 5), prima=('ATTO_LEGGI',))   # 5: another run has frozen it already

    def args(self, atto):
        return ['evaluate', '--anno', '2025', '--congela', atto]

    def dentro(self, ruolo):
        return {'COMPETENT': self.args(CONGELA[ruolo][0])} if ruolo in CONGELA else {}

    def fuori(self, ruolo):
        return self.args(CONGELA.get(ruolo, CONGELA['sg'])[1])


class CasoSemischede(Caso):
    """propose, verify, redetermine: the marks of a group as they are, the motive of the first row new each time."""
    def __init__(self, verbo, livello, oggi, tabella, altro):
        super().__init__(None, oggi)
        self.verbo, self.livello, self.tabella, self.altro = verbo, livello, tabella, altro

    def righe(self, gruppo):
        lines = [line.split(';') for line in aggiunte()['semischede'][1:]]
        rows = [{'persona': p, 'gruppo': g, 'semischeda': h, 'totale': x, 'motivo': ''} for p, _, _, h, g, x in lines]
        with open(ROOT / 'esempio/semischede.csv', encoding='utf-8', newline='') as f:
            rows += [r for r in csv.DictReader(f, delimiter=';') if r['livello'] == self.livello]
        return [r for r in rows if r['gruppo'] == gruppo]

    def args(self, gruppo):
        def make(folder):
            n = next(number)
            file = pathlib.Path(folder) / f'semischede{n}.csv'
            rows = self.righe(gruppo)
            rows[0]['motivo'] = f'Prova {n}'
            if self.verbo == 'redetermine':     # he writes only what he changes
                rows[0]['totale'] = int(rows[0]['totale']) - 1 - n % 2
            with open(file, 'w', encoding='utf-8', newline='') as f:
                columns = ['persona', 'semischeda', 'totale', 'motivo']
                w = csv.DictWriter(f, columns, delimiter=';', extrasaction='ignore')
                w.writeheader()
                w.writerows(rows)
            return ['scheda', self.verbo, gruppo, '--anno', '2025', str(file)]
        return make

    def dentro(self, ruolo):
        relation, group = self.tabella.get(ruolo, ('BODY', self.altro))
        return {relation: self.args(group)}

    def fuori(self, ruolo):
        return self.args(self.altro)


RIGHE = {'enti': 'codice;nome;missione\nCCIAA;Camera di Commercio di Esempio;Prova\n',
         'unita': 'codice;nome;tipo\nPV-U;Prova;ufficio\n', 'persone': 'codice;cognome;nome;rapporto\nPV-N;Prova;N;ruolo\n',
         'incarichi': 'persona;ruolo;dal\nPV-E1;po;2026-01-01\n', 'nodi': 'codice;livello\nPV-NODO;programma\n',
         'gradi': 'nodo;anno;grado_pec\nD1P1G2;2026;50\n', 'gruppi': 'codice;anno;valutatore;unita\nPV-G;2026;PV-E1;S11\n',
         'presenze': 'persona;anno;giorni_dovuti;giorni_assenza\nPV-E1;2026;200;1\n',
         'fondi': 'codice;anno;importo\nPV-F;2026;10,00\n',
         'verifiche_oiv': 'anno;oggetto;esito;data\n2026;adeguatezza;positivo;2026-05-01\n'}


def corregge(tabella):
    """The import of one record of a table, without being allowed to import everything."""
    def make(folder):
        file = pathlib.Path(folder) / f'{tabella}.csv'
        file.write_text(RIGHE[tabella], encoding='utf-8')
        return ['import', '--dry-run', str(file)]
    return Caso(make, senza=('IMPORTA',))


def rettifica(folder):
    file = pathlib.Path(folder) / 'semischede.csv'
    file.write_text('persona;anno;livello;semischeda;gruppo;totale;motivo;atto\n'
                    'PV-E9;2025;proposta;1;G2025-PV;31;Errore di trascrizione;SGE-2026-066\n', encoding='utf-8')
    return ['import', '--dry-run', '--atto', 'SGE-2026-066', str(file)]


def nuovo(*args):
    """Arguments with NUOVO in place of a file that is not there."""
    return lambda folder: [a.replace('NUOVO', f'{folder}/nuovo{next(number)}') for a in args]


def bozza(folder):
    n = next(number)
    file = pathlib.Path(folder) / f'sistema{n}.yaml'
    text = (ROOT / 'sistemi/salerno.yaml').read_text(encoding='utf-8')
    file.write_text(text.replace('id: salerno', f'id: pv-{n}'), encoding='utf-8')
    return ['rulebook', 'import', str(file), '--anno', '2027']


CASI = {
    'INIZIALIZZA': Caso(nuovo('init', '--db', 'NUOVO.db', '--codice', 'PROVA', '--nome', 'Prova')),
    'MIGRA': Caso(['migrate']),
    'IMPORTA': Caso(lambda folder: ['import', '--dry-run', f'{folder}/../aggiunte']),
    'ESPORTA': Caso(['export', '-']),
    'SALVA': Caso(nuovo('backup', 'NUOVO.copia')),
    'RIPRISTINA': Caso(lambda folder: nuovo('restore', f'{folder}/../copia', '--db', 'NUOVO.db')(folder)),
    'VERIFICA_GIORNALE': Caso(['verify']),
    'UTENTI_GESTISCE': Caso(['user', 'list']),
    'SERVI': Caso(['serve', '--porta', '0', '--controlla']),
    'CANCELLA_PERSONA': Caso(['erase', 'NESSUNO', '--atto', 'AGE-2026-003'], ammesso=(4,)),
    'UTENTI_GESTISCE': Caso(['user', 'list']),
    'ORGANIZZAZIONE_LEGGI': Caso(['org', '--unita', 'S11']),
    'GIORNALE_LEGGI': Caso(['journal', 'anni/2025'], prima=('CICLO_LEGGI',)),
    'ACCESSI_LEGGI': Caso(['user', 'views']),
    'ENTE_CORREGGE': corregge('enti'),
    'ORGANIZZAZIONE_CORREGGE': corregge('unita'),
    'PERSONE_CORREGGE': corregge('persone'),
    'INCARICHI_CORREGGE': corregge('incarichi'),
    'ALBERO_CORREGGE': corregge('nodi'),
    'VALORI_CORREGGE': corregge('gradi'),
    'ASSEGNAZIONI_CORREGGE': corregge('gruppi'),
    'PRESENZE_CORREGGE': corregge('presenze'),
    'FONDI_CORREGGE': corregge('fondi'),
    'VERIFICHE_OIV_CORREGGE': corregge('verifiche_oiv'),
    'ATTO_REGISTRA': CasoAtto(),
    'ATTO_LEGGI': Caso(['act', 'show', 'SGE-2026-066']),
    'RIUNIONE_REGISTRA': CasoRiunione(),
    'RIUNIONE_LEGGI': CasoVerbale('show', (0,)),
    'PRESA_VISIONE': CasoVerbale('ack', (0, 4)),
    'CICLO_LEGGI': Caso(['cycle', '--anno', '2025']),
    'VALUTA': Caso(['evaluate', '--anno', '2025', '--periodo', 'S1']),
    'ESITO_CONGELA': CasoCongela(),
    'ALBERO_LEGGI': CasoTabella(NODO, 'D1P1G2', '--nodo'),
    'SISTEMA_LEGGI': Caso(['rulebook', 'versions']),
    'SISTEMA_BOZZA_LEGGI': Caso(['rulebook', 'export', 'PV-B/1'], ammesso=(4,), prima=('SISTEMA_LEGGI',)),
    'SISTEMA_REDIGE': Caso(bozza),
    'SISTEMA_PARERE': Caso(['rulebook', 'opinion', 'PV-B/1', '--parere', 'positivo'], ammesso=(4,)),
    'SISTEMA_ADOTTA': Caso(['rulebook', 'adopt', 'PV-B/1', '--atto', 'GIU-2024-112'], ammesso=(4,)),
    'IPOTESI_PROVA': Caso(['rulebook', 'try', '--anno', '2025']),
    'SCHEDA_APERTA_LEGGI': CasoScheda('2026', OGGI),
    'SCHEDA_PROPOSTA_LEGGI': CasoScheda('2025', PROPOSTE),
    'SCHEDA_LEGGI': CasoScheda('2025', OGGI),
    'SCHEDA_RETTIFICA': Caso(rettifica, senza=('IMPORTA',)),
    'VINCOLI_LEGGI': CasoTabella(GRUPPO, 'G2025-S21', '--gruppo'),
    'PAGHE_ESPORTA': Caso(['export', 'paghe', '--anno', '2025', '--out', '-']),
    'RELAZIONE_GENERA': Caso(['report', 'relazione', '--anno', '2026', '--out', '-']),
    'RELAZIONE_LEGGI': Caso(['report', 'relazione', '--anno', '2025', '--out', '-'], senza=('RELAZIONE_GENERA',)),
    'PUBBLICA': Caso(['publish', '--anno', '2025']),
    'PUBBLICO_LEGGI': Caso(['public', '--anno', '2025']),
    'SEMISCHEDA_PROPONI': CasoSemischede('propose', 'proposta', PRIMA_VERIFICA, PROPONE, 'G2025-S21'),
    'SEMISCHEDA_VERIFICA': CasoSemischede('verify', 'verificata', VERIFICATE, VERIFICA, 'G2025-S12'),
    'SEMISCHEDA_RIDETERMINA': CasoSemischede('redetermine', 'verificata', PROPOSTE, {}, 'G2025-S21')}

# Decided before there is a database that could say who a person is (init, restore make it; migrate opens one of which
# nothing is known yet but its version): no cell of a person's role can let anybody through. The operator's own cell
# decides, and is flipped like all others.
SENZA_PERSONE = {'INIZIALIZZA', 'MIGRA', 'RIPRISTINA'}

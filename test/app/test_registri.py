# test_registri.py CICLO CICLO-PROVA - the registers of acts and of meetings by the command line.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
# EVIDENCE("X-02, X-03, C-4.18-23, C-4.28, S-N.59, S-N.65")
import contextlib
import csv
import hashlib
import json
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
CICLO = PROVA = None
OGGI = '2026-07-31'


class Registri(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix='registri-'))
        cls.original = cls.folder / 'originale.db'
        for step in (['init', '--codice', 'CCIAA', '--nome', 'Esempio', '--esempio'], ['import', ROOT / 'esempio']):
            done = subprocess.run([CICLO, *step, '--db', cls.original], capture_output=True, text=True)
            assert done.returncode == 0, done.stderr

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def setUp(self):
        self.db = self.folder / f'{self._testMethodName}.db'    # never a file that was open before
        shutil.copy(self.original, self.db)

    def run_as(self, person, *args, oggi=OGGI):
        who = ['--as', person] if person else []
        command = [PROVA, *map(str, args), *who, '--oggi', oggi, '--db', self.db]
        return subprocess.run(command, capture_output=True, text=True)

    def done(self, person, *args, **options):
        done = self.run_as(person, *args, **options)
        self.assertEqual(done.returncode, 0, f'{args}: {done.stderr}')
        return done.stdout

    def refused(self, status, words, person, *args, **options):
        """With this exit status and these words, and nothing written."""
        before = self.entries()
        done = self.run_as(person, *args, **options)
        self.assertEqual(done.returncode, status, f'{args}: {done.stdout}{done.stderr}')
        for word in [words] if isinstance(words, str) else words:
            self.assertIn(word, done.stderr)
        self.assertEqual(self.entries(), before)

    def entries(self):
        with contextlib.closing(sqlite3.connect(self.db, isolation_level=None)) as c:
            return c.execute('SELECT seq FROM testa').fetchone()[0]

    @staticmethod
    def options(fields):
        return [w for k, v in fields.items() if v is not None for w in (f'--{k}', v)]

    def act(self, codice='SGE-X-1', **fields):
        given = {'tipo': 'determinazione_sg', 'numero': '1/X', 'data': '30/07/2026', 'organo': 'sg', 'oggetto': 'Prova'}
        return ['act', 'add', '--codice', codice, *self.options(given | fields)]

    # -- acts
    def test_an_act_is_recorded_with_its_file_and_its_objects_in_one_entry(self):
        file = self.folder / 'atto firmato.p7m'
        file.write_bytes(b'bytes of a signed file\0\xff')
        before = self.entries()
        act = self.act(anno='2026', evento='assegnazione.progetti', protocollo='07000/2026', file=str(file))
        self.done('M001', *act, '--collega', 'progetti/PI-2026-1', '--collega', 'nodi_versioni/A1/2026/1')
        self.assertEqual(self.entries(), before + 1)
        shown = json.loads(self.done('M001', 'act', 'show', 'SGE-X-1', '--json'))
        self.assertEqual(shown, {
            'codice': 'SGE-X-1', 'tipo': 'determinazione_sg', 'numero': '1/X', 'data': '2026-07-30', 'organo': 'sg',
            'oggetto': 'Prova', 'anno': 2026, 'evento': 'assegnazione.progetti', 'protocollo': '07000/2026',
            'file': 'atto firmato.p7m', 'impronta': 'sha256:' + hashlib.sha256(file.read_bytes()).hexdigest(),
            'oggetti': ['nodi_versioni/A1/2026/1', 'progetti/PI-2026-1']})
        with contextlib.closing(sqlite3.connect(self.db, isolation_level=None)) as c:
            self.assertEqual(c.execute('SELECT azione, atto FROM giornale WHERE seq = ?', (before + 1,)).fetchone(),
                             ('ATTO_REGISTRA', 'SGE-X-1'))
        self.assertIn('riguarda      progetti/PI-2026-1', self.done('X07', 'act', 'show', 'SGE-X-1'))

    def test_all_that_is_wrong_in_an_act_is_told_at_once(self):
        self.refused(2, ['--tipo: «decreto» non è tra le parole ammesse', '--numero: manca', '--data: è nel futuro',
                         '--evento: «piano.inventa» non è un evento', '--anno: manca', '--collega: «gruppo/1»'],
                     'M001', *self.act(tipo='decreto', numero=None, data='2026-08-01', evento='piano.inventa'),
                     '--collega', 'gruppo/1')
        self.refused(2, 'un atto delibera_giunta è di giunta, non di sg', 'M001', *self.act(tipo='delibera_giunta'))
        self.refused(2, "l'evento piano.approva non è di competenza di sg", 'M001',
                     *self.act(anno='2026', evento='piano.approva'))
        self.refused(2, 'nodi/ZZZ non c\'è', 'M001', *self.act(), '--collega', 'nodi/ZZZ')
        self.refused(2, 'due volte', 'M001', *self.act(), '--collega', 'nodi/A', '--collega', 'nodi/A')
        self.refused(1, '/nessuno: non si può leggere', 'M001', *self.act(file='/nessuno'))
        self.refused(2, 'non è quella del file', 'M001',
                     *self.act(file=str(self.original), impronta='sha256:' + 64 * '0'))
        self.refused(1, 'opzione sconosciuta', 'M001', *self.act(), '--colore', 'verde')

    def test_an_act_is_recorded_once(self):
        self.done('M001', *self.act())
        self.refused(5, "l'atto SGE-X-1 è già nel registro", 'M001', *self.act())

    def test_an_act_gets_more_objects_later_each_once(self):
        self.done('M001', *self.act(), '--collega', 'nodi/A')
        self.done('M001', 'act', 'link', 'SGE-X-1', 'nodi/B', 'gruppi/G2025-S11')
        self.assertEqual(json.loads(self.done('M001', 'act', 'show', 'SGE-X-1', '--json'))['oggetti'],
                         ['gruppi/G2025-S11', 'nodi/A', 'nodi/B'])
        self.refused(2, 'nodi/B: è già collegato', 'M001', 'act', 'link', 'SGE-X-1', 'nodi/B')
        self.refused(4, "l'atto MAI non è nel registro", 'M001', 'act', 'link', 'MAI', 'nodi/A')
        self.refused(3, 'non può registrare un atto', 'M002', 'act', 'link', 'SGE-X-1', 'nodi/C')

    def test_an_act_is_corrected_with_a_motive_by_who_may_record_it(self):
        self.done('M001', *self.act(anno='2026', evento='assegnazione.progetti'), '--collega', 'nodi/A')
        self.refused(2, '--motivo: manca', 'M001', 'act', 'correct', 'SGE-X-1', '--oggetto', 'Altro')
        self.refused(2, ['--codice: non si corregge', '--data: è nel futuro'], 'M001', 'act', 'correct', 'SGE-X-1',
                     '--codice', 'SGE-X-2', '--data', '01/08/2026', '--motivo', 'Errore di battitura')
        self.refused(3, 'non può registrare un atto', 'M056', 'act', 'correct', 'SGE-X-1', '--oggetto', 'Altro',
                     '--motivo', 'Errore')
        self.refused(3, 'non può registrare un atto', 'M001', 'act', 'correct', 'SGE-X-1', '--tipo', 'altro', '--organo',
                     'giunta', '--evento', 'piano.approva', '--motivo', 'Errore')
        self.refused(4, "l'atto MAI non è nel registro", 'M001', 'act', 'correct', 'MAI', '--motivo', 'Errore')
        self.done('M001', 'act', 'correct', 'SGE-X-1', '--oggetto', 'Progetti del 2026', '--protocollo', '9/2026',
                  '--motivo', 'Oggetto incompleto')
        shown = json.loads(self.done('M001', 'act', 'show', 'SGE-X-1', '--json'))
        self.assertEqual((shown['oggetto'], shown['protocollo'], shown['motivo'], shown['evento'], shown['oggetti']),
                         ('Progetti del 2026', '9/2026', 'Oggetto incompleto', 'assegnazione.progetti', ['nodi/A']))

    def test_an_act_leaves_the_register_when_nothing_depends_on_it(self):
        self.done('M001', *self.act(), '--collega', 'nodi/A')
        self.refused(2, '--motivo: manca', 'M001', 'act', 'annul', 'SGE-X-1')
        self.refused(3, 'non può registrare un atto', 'M002', 'act', 'annul', 'SGE-X-1', '--motivo', 'Doppio')
        self.done('M001', 'act', 'annul', 'SGE-X-1', '--motivo', 'Registrato due volte')
        self.refused(4, "l'atto SGE-X-1 non è nel registro", 'M001', 'act', 'show', 'SGE-X-1')
        with contextlib.closing(sqlite3.connect(self.db, isolation_level=None)) as c:
            kept = c.execute("SELECT prima, dopo FROM giornale_carico WHERE entita = 'atti' AND chiave = 'SGE-X-1' "
                             'ORDER BY seq DESC LIMIT 1').fetchone()
            self.assertIn('Registrato due volte', kept[0])      # the journal keeps what stood there, and why it left
            self.assertEqual(kept[1] or '', '')
            self.assertEqual(c.execute("SELECT count(*) FROM atti_oggetti WHERE atto = 'SGE-X-1'").fetchone(), (0,))
        self.assertIn('giornale integro', self.done(None, 'verify'))
        used = json.loads(self.done('M001', 'act', 'list', '--evento', 'assegnazione.dirigenti', '--json'))[0]['codice']
        self.refused(2, 'ne dipende', 'M001', 'act', 'annul', used, '--motivo', 'Prova')
        self.done('M001', 'evaluate', '--anno', '2025')
        self.done('M001', 'evaluate', '--anno', '2025', '--congela', 'AGE-2026-003')
        self.refused(2, "congela un esito", 'M001', 'act', 'annul', 'AGE-2026-003', '--motivo', 'Prova')

    def test_the_register_is_listed_by_year_event_and_body(self):
        all_acts = json.loads(self.done('M056', 'act', 'list', '--json'))
        some = json.loads(self.done('M056', 'act', 'list', '--anno', '2025', '--organo', 'oiv', '--json'))
        self.assertEqual(len(all_acts), 103)
        self.assertEqual([a['codice'] for a in some],
                         [a['codice'] for a in all_acts if a.get('anno') == 2025 and a['organo'] == 'oiv'])
        self.assertEqual(self.done('M056', 'act', 'list', '--evento', 'relazione.valida').split()[0], 'OIV-2026-008')
        self.refused(1, 'non è un anno', 'M056', 'act', 'list', '--anno', '20x5')

    def test_every_act_of_the_example_was_adopted_by_who_is_competent_for_its_event(self):
        events = json.loads(self.done('M001', 'act', 'list', '--json'))
        page = self.done(None, 'permessi')
        words = {w: n for n, w in re.findall(r'^  [A-Z]{2}  (.*) \((\w+)\)$', page, re.M)}
        for act in events:
            if 'evento' in act:
                self.assertRegex(page, rf'(?m)^  {act["evento"]} +{words[act["organo"]]}  ', act['codice'])

    # -- meetings
    def interview(self, codice='RIU-X-1', **fields):
        given = {'tipo': 'colloquio', 'data': '2026-07-30', 'oggetto': 'Esito 2025', 'anno': '2025',
                 'evento': 'valutazione_personale.colloquio', 'unita': 'S11'}
        return ['meeting', 'add', '--codice', codice, *self.options(given | fields)]

    def test_an_interview_is_recorded_by_the_evaluator_and_acknowledged_by_the_evaluated_only(self):
        self.done('M005', *self.interview(), '--partecipante', 'M005:valutatore', '--partecipante', 'M012:valutato')
        self.refused(3, 'non può dare atto', 'M013', 'meeting', 'ack', 'RIU-X-1')
        self.refused(3, "l'operatore senza persona", None, 'meeting', 'ack', 'RIU-X-1')
        self.refused(2, 'è prima della riunione', 'M012', 'meeting', 'ack', 'RIU-X-1', '--data', '2026-07-29')
        self.done('M012', 'meeting', 'ack', 'RIU-X-1', '--osservazioni', 'Non concordo sul secondo punto.')
        self.refused(5, 'presa visione già data il 31 luglio 2026', 'M012', 'meeting', 'ack', 'RIU-X-1')
        shown = json.loads(self.done('M012', 'meeting', 'show', 'RIU-X-1', '--json'))
        self.assertEqual(shown['partecipanti'], [
            {'riunione': 'RIU-X-1', 'persona': 'M005', 'qualita': 'valutatore'},
            {'riunione': 'RIU-X-1', 'persona': 'M012', 'qualita': 'valutato', 'presa_visione': '2026-07-31',
             'osservazioni': 'Non concordo sul secondo punto.'}])

    def test_nobody_records_the_interview_of_somebody_elses_people(self):
        self.refused(3, 'persona M030', 'M005', *self.interview(), '--partecipante', 'M030:valutato')
        self.refused(3, 'unità S21', 'M005', *self.interview(unita='S21'))

    def test_an_interview_is_of_one_person(self):
        both = ['--partecipante', 'M012:valutato', '--partecipante', 'M013:valutato']
        self.refused(2, 'una sola persona valutata', 'M005', *self.interview(), *both)
        self.done('M005', *self.interview(), *both[:2])
        self.refused(2, 'una sola persona valutata', 'M005', 'meeting', 'join', 'RIU-X-1', 'M013:valutato')
        self.refused(5, 'partecipa già', 'M005', 'meeting', 'join', 'RIU-X-1', 'M012:partecipa')
        self.done('M005', 'meeting', 'join', 'RIU-X-1', 'M013:segretario')

    def test_all_that_is_wrong_in_a_meeting_is_told_at_once(self):
        bad = self.interview(tipo='cena', oggetto=None, evento='a.b', data='2026-08-02', verbale='Già scritto')
        self.refused(2, ['--tipo: «cena»', '--oggetto: manca', '--evento: «a.b»', '«M012»: scrivere PERSONA:QUALITÀ',
                         'qualita: «ospite»', 'la riunione non si è ancora tenuta'], 'M001', *bad,
                     '--partecipante', 'M012', '--partecipante', 'M013:ospite')
        self.refused(2, ["--unita: «S99» non c'è fra unita", "--atto: «MAI» non c'è fra atti",
                         "la persona M999 non c'è"],
                     'M001', *self.interview(evento=None, unita='S99', atto='MAI'), '--partecipante', 'M999:partecipa')

    def test_minutes_come_after_the_meeting_and_may_be_a_file(self):
        text = self.folder / 'verbale.txt'
        text.write_text('Prima riga.\nSeconda riga.', encoding='utf-8')
        meeting = self.interview(tipo='riunione', evento='assegnazione.incontro_unita', unita='AR2', anno='2026',
                                 data='2026-08-02')
        self.done('M003', *meeting)
        self.refused(2, 'non si è ancora tenuta', 'M003', 'meeting', 'minutes', 'RIU-X-1', '--verbale', f'@{text}')
        self.done('M003', 'meeting', 'minutes', 'RIU-X-1', '--verbale', f'@{text}', oggi='2026-08-02')
        shown = self.done('M003', 'meeting', 'show', 'RIU-X-1')
        self.assertIn('verbale       Prima riga.\n              Seconda riga.\n', shown)
        self.refused(3, 'non può registrare', 'M002', 'meeting', 'minutes', 'RIU-X-1', '--verbale', 'altro')

    def test_nobody_writes_the_interview_about_himself(self):
        self.done('M001', *self.interview(evento='valutazione_po.colloquio', unita='S11'), '--partecipante', 'M001:valutatore',
                  '--partecipante', 'M005:valutato')
        self.refused(3, 'la scrive chi valuta', 'M005', 'meeting', 'minutes', 'RIU-X-1', '--verbale', 'Ottimo.')
        self.refused(3, 'la scrive chi valuta', 'M005', 'meeting', 'join', 'RIU-X-1', 'M006:partecipa')
        self.done('M001', 'meeting', 'minutes', 'RIU-X-1', '--verbale', 'Sintesi.')

    def test_what_was_acknowledged_stays_as_it_was_seen(self):
        self.done('M005', *self.interview(), '--partecipante', 'M005:valutatore', '--partecipante', 'M012:valutato')
        self.done('M005', 'meeting', 'minutes', 'RIU-X-1', '--verbale', 'Primo testo.')
        self.done('M005', 'meeting', 'minutes', 'RIU-X-1', '--verbale', 'Testo da vedere.')
        self.done('M012', 'meeting', 'ack', 'RIU-X-1', '--osservazioni', 'Non concordo.')
        self.refused(2, 'M012 ne ha preso visione il 31 luglio 2026, e ciò che ha visto non cambia', 'M005', 'meeting', 'minutes',
                     'RIU-X-1', '--verbale', 'Altro testo.')
        self.done('M005', 'meeting', 'minutes', 'RIU-X-1', '--atto', 'SGE-2026-066')
        self.assertIn('verbale       Testo da vedere.\n', self.done('M012', 'meeting', 'show', 'RIU-X-1'))
        folder = pathlib.Path(self.folder) / 'incontro'
        folder.mkdir()
        shown = json.loads(self.done('X04', 'meeting', 'show', 'RIU-X-1', '--json'))
        people = shown.pop('partecipanti')
        for name, rows, words in (('riunioni', [{**shown, 'verbale': 'Altro testo.'}], 'riunioni.csv:2:verbale: M012 ne ha'),
                                  ('riunioni_partecipanti', [{**p, 'osservazioni': ''} for p in people if p['persona'] == 'M012'],
                                   'riunioni_partecipanti.csv:2:presa_visione: M012 ha già preso visione il 31 luglio 2026')):
            with open(folder / f'{name}.csv', 'w', encoding='utf-8', newline='') as f:
                w = csv.DictWriter(f, list(rows[0]), delimiter=';')
                w.writeheader()
                w.writerows(rows)
            self.refused(2, words, 'X11', 'import', folder / f'{name}.csv')

    def test_everybody_lists_the_meetings_that_he_may_read(self):
        mine = json.loads(self.done('M012', 'meeting', 'list', '--json'))
        self.assertTrue(mine)
        whole = json.loads(self.done('X04', 'meeting', 'list', '--json'))
        people = {m['codice']: [p['persona'] for p in m['partecipanti']] for m in whole}
        self.assertEqual([m['codice'] for m in mine], [c for c in people if 'M012' in people[c]])
        area = {m['codice'] for m in json.loads(self.done('M003', 'meeting', 'list', '--json'))}
        self.assertLessEqual({m['codice'] for m in whole if m.get('unita') in ('AR2', 'S21', 'S22', 'S23')}, area)
        elsewhere = {m['codice'] for m in whole if m.get('unita') == 'S11' and 'M003' not in people[m['codice']]}
        self.assertTrue(elsewhere)
        self.assertFalse(area & elsewhere)
        self.refused(3, 'non può leggere', 'X10', 'meeting', 'list')

    # -- keeping
    def test_a_copy_is_restored_where_there_is_nothing(self):
        copy, new = self.folder / 'copia', self.folder / 'nuovo.db'
        self.done(None, 'backup', copy)
        done = subprocess.run([CICLO, 'restore', copy, '--db', new], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        anchor = self.done(None, 'verify').strip().split()[-1]
        done = subprocess.run([CICLO, 'verify', '--anchor', anchor, '--db', new], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.refused(5, '', None, 'restore', copy)

    def test_verify_names_what_was_changed_behind_its_back(self):
        with contextlib.closing(sqlite3.connect(self.db, isolation_level=None)) as c:
            c.execute("UPDATE atti SET oggetto = 'Altro' WHERE codice = 'SGE-2026-066'")
        done = self.run_as('X10', 'verify', '--json')
        self.assertEqual(done.returncode, 8)
        said = json.loads(done.stdout)
        self.assertEqual((said['integro'], said['rotture'][0]['tipo']), (False, 'riga_alterata'))

    def test_erasing_needs_an_act_and_a_person_who_is_there(self):
        self.refused(6, 'si fa con un atto', 'M001', 'erase', 'M035')
        self.refused(6, "l'atto MAI non è nel registro", 'M001', 'erase', 'M035', '--atto', 'MAI')
        self.refused(5, 'incarichi o assegnazioni in corso', 'M001', 'erase', 'M012', '--atto', 'SGE-2026-066')
        self.refused(3, 'nessuno può farlo su di sé', 'M001', 'erase', 'M001', '--atto', 'SGE-2026-066')
        self.done('M001', 'erase', 'M035', '--atto', 'SGE-2026-066')
        self.assertIn('giornale integro', self.done(None, 'verify'))
        self.refused(4, '', 'M001', 'erase', 'M035', '--atto', 'SGE-2026-066')


if __name__ == '__main__':
    PROVA, CICLO = (pathlib.Path(sys.argv.pop()).resolve() for _ in range(2))
    unittest.main()

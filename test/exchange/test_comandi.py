# test_comandi.py - ciclo init, import, export as people run them: messages, statuses, nothing half-written.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""test_comandi.py CICLO ESEMPIO: the program to run and the folder of the example body. CICLO_TEST_PG: a PostgreSQL."""
import json
import os
import pathlib
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

import casi

CICLO, ESEMPIO = sys.argv[1], pathlib.Path(sys.argv[2])
PG = os.environ.get('CICLO_TEST_PG')


def ciclo(*argomenti, ingresso=None):
    return subprocess.run([CICLO, *map(str, argomenti)], capture_output=True, text=True, input=ingresso, timeout=60)


def psql(url, sql):
    return subprocess.run(['psql', '-qAtX', '-d', url, '-c', sql], capture_output=True, text=True, check=True).stdout


class Prova(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.dir = pathlib.Path(tempfile.mkdtemp(prefix='ciclo-comandi.'))
        cls.addClassCleanup(shutil.rmtree, cls.dir)
        cls.base = cls.dir / 'base.db'
        cls.riesce(cls, 'init', '--db', cls.base, '--codice', 'E', '--nome', 'Ente di prova')
        [base] = casi.leggi('base')
        cls.riesce(cls, 'import', '--db', cls.base, base.scrivi(cls.dir / 'base'))

    def riesce(self, *argomenti, **altro):
        fatto = ciclo(*argomenti, **altro)
        if fatto.returncode:
            raise AssertionError(f'{argomenti}: {fatto.returncode}\n{fatto.stderr}')
        return fatto

    def nuovo(self, nome):
        db = self.dir / (nome + '.db')
        shutil.copy(self.base, db)
        return db

    def stato(self, db):
        """How many rows every table has, and the journal's head."""
        with sqlite3.connect(db) as c:
            tavole = [r[0] for r in c.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
            return {t: c.execute(f'SELECT count(*) FROM "{t}"').fetchone()[0] for t in tavole}, \
                c.execute('SELECT seq, hash FROM testa').fetchall()

    def cartella(self, nome, **file):
        d = self.dir / nome
        d.mkdir()
        for n, byte in file.items():
            (d / n.replace('__', '.')).write_bytes(byte if isinstance(byte, bytes) else byte.encode())
        return d


class Rifiuti(Prova):
    """Every case of casi/: its message, exit status 2, nothing written."""

    def test_what_must_be_refused_is_refused_with_its_message_and_nothing_is_written(self):
        db = self.nuovo('rifiuti')
        self.rifiutati(db, ('celle', 'righe', 'gruppi', 'json'), 40)

    def test_codes_keys_and_marks_that_no_rulebook_knows_are_refused_too(self):
        db = self.nuovo('codici')
        self.riesce('import', '--db', db, self.cartella(
            'codici', anni__csv='anno;sistema\n2025;criteri-2018\n2026;salerno\n'))
        self.rifiutati(db, ('codici',), 6)

    def rifiutati(self, db, files, almeno):
        prima, n = self.stato(db), 0
        for file in files:
            for caso in casi.leggi(file):
                with self.subTest(f'{file}: {caso.nome}'):
                    n += 1
                    percorso = caso.scrivi(self.dir / f'rifiuti-{file}{n}')
                    fatto = ciclo('import', '--db', db, percorso)
                    detto = fatto.stderr.replace(str(percorso.parent) + '/', '')
                    detto = detto.replace(percorso.name + ': nella', 'CARTELLA: nella')
                    righe = detto.splitlines(keepends=True)
                    self.assertEqual(''.join(righe[:-1]), caso.atteso)
                    self.assertEqual(righe[-1], f'ciclo import: {len(righe) - 1} da correggere, '
                                                'nulla è stato scritto\n')
                    self.assertEqual((fatto.returncode, fatto.stdout), (2, ''))
                    self.assertEqual(self.stato(db), prima)
        self.assertGreaterEqual(n, almeno)


class Stranezze(Prova):
    """CSV as other programs save it."""

    def persone(self, nome, byte):
        db = self.nuovo(nome)
        fatto = self.riesce('import', '--db', db, self.cartella(nome, persone__csv=byte))
        with sqlite3.connect(db) as c:
            return fatto, c.execute("SELECT codice, cognome, categoria, assunto FROM persone WHERE codice > 'P2' "
                                    "ORDER BY codice").fetchall()

    def test_what_italian_excel_saves_is_understood(self):
        atteso = [('P3', 'Nicolò', 'C', '2025-01-31'), ('P4', 'D\'Angiò', None, None)]
        testo = ('Codice;COGNOME;Nome;Rapporto;Categoria;Assunto\r\n'
                 'P3;Nicolò; Ada ;Ruolo;C;31/01/2025\r\nP4;"D\'Angiò";Ugo;ruolo;;\r\n')
        forme = {
            'semicolon': testo.encode(), 'bom': testo.encode('utf-8-sig'), 'tab': testo.replace(';', '\t').encode(),
            'comma': testo.replace(';', ',').encode(), 'lf': testo.replace('\r', '').encode(),
            'sep': ('sep=;\r\n' + testo).encode('utf-8-sig'), 'sep_comma': ('sep=,\r\n' + testo.replace(';', ',')).encode(),
            'empty_rows': (testo + ';;;;;\r\n\r\n').encode(), 'no_last_line_end': testo.rstrip().encode(),
        }
        for nome, byte in forme.items():
            with self.subTest(nome):
                fatto, righe = self.persone(nome, byte)
                self.assertEqual([tuple(x or None for x in r) for r in righe], atteso)
                self.assertEqual(fatto.stderr, '')

    def test_windows_1252_is_converted_and_that_is_said(self):
        testo = 'codice;cognome;nome;rapporto\nP3;Nicolò – “€”;Ada;ruolo\n'
        fatto, righe = self.persone('windows', testo.encode('cp1252'))
        self.assertEqual(righe[0][:2], ('P3', 'Nicolò – “€”'))
        self.assertEqual(fatto.stderr, 'avviso: persone.csv: non era in UTF-8 ed è stato letto come Windows-1252: '
                                       'controllare le lettere accentate\n')

    def test_decimal_commas_points_between_thousands_and_italian_days(self):
        db = self.nuovo('numeri')
        self.riesce('import', '--db', db, self.cartella(
            'numeri', risorse__csv='nodo;anno;voce;previsto\n'
                                   'A1;2025;oneri;1.234,50\nA1;2025;proventi;1.234\nA2;2025;oneri;7.5\n',
            gradi__csv='nodo;anno;grado_pec\nA1;2025;97,25\n', mandati__csv='codice;titolo;dal\nM;M;1.2.2023\n'))
        with sqlite3.connect(db) as c:
            # euros are stored in cents
            self.assertEqual(c.execute('SELECT previsto FROM risorse ORDER BY nodo, voce').fetchall(),
                             [(123450,), (123400,), (750,)])
            self.assertEqual(c.execute('SELECT grado_pec FROM gradi').fetchall(), [('97.25',)])
            self.assertEqual(c.execute('SELECT dal FROM mandati').fetchall(), [('2023-02-01',)])

    def test_the_values_of_parameters_are_stored_with_the_point(self):
        db = self.nuovo('parametri')
        self.riesce('import', '--db', db, self.cartella(
            'parametri', anni__csv='anno;sistema\n2025;criteri-2018\n',
            parametri__csv='anno;chiave;dal;valore;atto\n2025;cr.q;2025-01-01;0,30;D1\n'
                           '2025;premi.coefficiente.A;2025-01-01;0,6;D1\n2025;pubblica.minimo;2025-01-01;1.000;D1\n'
                           '2025;pubblica.classi;2025-01-01;90  75,5 50,0;D1\n2025;scelta.po.cap;2025-01-01;100,5;D1\n'
                           '2025;scelta.staff.a_cap;2025-01-01; per_sheet ;D1\n'))
        with sqlite3.connect(db) as c:
            self.assertEqual(c.execute('SELECT chiave, valore FROM parametri ORDER BY chiave').fetchall(),
                             [('cr.q', '0.30'), ('premi.coefficiente.A', '0.6'), ('pubblica.classi', '90 75.5 50.0'),
                              ('pubblica.minimo', '1000'), ('scelta.po.cap', '100.5'), ('scelta.staff.a_cap', 'per_sheet')])
        fatto = ciclo('import', '--db', db, '-', ingresso=json.dumps({'formato': 'ciclo-dati/1', 'parametri': [
            {'anno': 2025, 'chiave': 'cr.q', 'dal': '2025-01-01', 'valore': '0,30', 'atto': 'D1'}]}))
        self.assertEqual((fatto.returncode, fatto.stderr.split(': ', 1)[1].splitlines()[0]),
                         (2, '/parametri/0/valore: «0,30» non è un numero: scrivere ad esempio 12.50'))

    def test_a_single_file_is_read_by_its_name(self):
        db = self.nuovo('singolo')
        cartella = self.cartella('singolo', Unita__CSV='codice;nome;tipo\nU7;Sette;area\n')
        self.assertIn('unita                           1',
                      self.riesce('import', '--db', db, cartella / 'Unita.CSV').stdout)

    def test_a_single_file_that_is_of_no_table_is_named_once(self):
        cartella = self.cartella('nessuna', Unit__CSV='codice;nome;tipo\n')
        fatto = ciclo('import', '--db', self.base, cartella / 'Unit.CSV')
        self.assertTrue(fatto.stderr.startswith('Unit.CSV: non porta il nome di una tabella'), fatto.stderr)

    def test_bytes_of_no_known_encoding_are_refused(self):
        for nome, byte, parole in (
                ('utf16', 'codice;nome;tipo\nU7;x;area\n'.encode('utf-16'), 'UTF-16'),
                ('utf8_bom_bad', b'\xef\xbb\xbfcodice;nome;tipo\nU7;\xe0;area\n', 'BOM'),
                ('undefined', b'codice;nome;tipo\nU7;\x81;area\n', 'unita.csv:2:nome'),
                ('nul', b'codice;nome;tipo\nU7;a\0b;area\n', 'unita.csv:2:nome'),
                ('workbook', b'PK\x03\x04\x14\x00', 'cartella di lavoro'),
                ('binary', bytes(range(256)) * 40, 'unita.csv')):
            with self.subTest(nome):
                db = self.nuovo(nome)
                prima = self.stato(db)
                fatto = ciclo('import', '--db', db, self.cartella(nome, unita__csv=byte))
                self.assertEqual(fatto.returncode, 2)
                self.assertIn(parole, fatto.stderr)
                self.assertEqual(self.stato(db), prima)


class Comandi(Prova):
    def test_nothing_but_the_example_is_needed_to_see_it_whole(self):
        """init, import, export by the Segretario generale: the files are those of the example, on both engines."""
        self.assertTrue(PG, 'CICLO_TEST_PG is not set: run this test through script/postgres-private run')
        tavole = sorted(f.name for f in ESEMPIO.glob('*.csv'))
        for db in (self.dir / 'esempio.db', PG):
            with self.subTest(str(db).split(':')[0]):
                fuori = self.dir / ('fuori-' + ('pg' if db == PG else 'sqlite'))
                self.riesce('init', '--db', db, '--codice', 'CCIAA', '--nome', 'Altro nome', '--esempio')
                self.riesce('import', '--db', db, ESEMPIO)
                self.riesce('export', '--db', db, '--as', 'M001', fuori)
                self.assertEqual(sorted(f.name for f in fuori.iterdir()), tavole)
                for t in tavole:
                    self.assertEqual((fuori / t).read_bytes(), (ESEMPIO / t).read_bytes(), t)
                self.riesce('export', '--db', db, '--as', 'M001', f'{fuori}.json')
                self.assertEqual(self.riesce('export', '--db', db, '--as', 'M001', '-').stdout.encode(),
                                 pathlib.Path(f'{fuori}.json').read_bytes())
        uno, due = (self.dir / f'fuori-{m}.json' for m in ('sqlite', 'pg'))
        self.assertEqual(uno.read_bytes(), due.read_bytes())
        # JSON -> a third body -> CSV: the second round
        terzo = self.dir / 'terzo.db'
        self.riesce('init', '--db', terzo, '--codice', 'CCIAA', '--nome', 'x')
        self.riesce('import', '--db', terzo, '-', ingresso=uno.read_text(encoding='utf-8'))
        self.riesce('export', '--db', terzo, '--as', 'M001', self.dir / 'terzo')
        for t in tavole:
            self.assertEqual((self.dir / 'terzo' / t).read_bytes(), (ESEMPIO / t).read_bytes(), t)
        dati = json.loads(uno.read_text(encoding='utf-8'))
        self.assertEqual(dati.pop('formato'), 'ciclo-dati/1')
        self.assertEqual(sorted(dati), sorted(t[:-4] for t in tavole))

    def test_nothing_is_written_on_postgresql_either(self):
        self.assertTrue(PG, 'CICLO_TEST_PG is not set: run this test through script/postgres-private run')
        psql(PG, 'CREATE SCHEMA rifiuti')
        url = PG + '&options=-csearch_path%3Drifiuti'
        self.riesce('init', '--db', url, '--codice', 'E', '--nome', 'x')
        self.riesce('import', '--db', url, self.dir / 'base')
        conta = ('SELECT seq, hash, (SELECT count(*) FROM rifiuti.unita), (SELECT count(*) FROM rifiuti.giornale) '
                 'FROM rifiuti.testa')
        prima = psql(PG, conta)
        cartella = self.cartella('pg', unita__csv='codice;nome;tipo;padre\nU7;x;area;\nU8;x;ufficio;U99\n')
        self.assertEqual(ciclo('import', '--db', url, cartella).returncode, 2)
        self.assertEqual(psql(PG, conta), prima)

    def test_a_dry_run_shows_what_would_change_and_changes_nothing(self):
        db = self.nuovo('prova')
        prima = self.stato(db)
        cartella = self.cartella('prova', unita__csv='codice;nome;tipo;padre\nU1;Area uno bis;area;\n'
                                                     'U2;Ufficio due;ufficio;U1\nU3;Tre;ufficio;U1\n',
                                 persone__csv='codice;cognome;nome;rapporto\nP1;Verdi;Anna;ruolo\n')
        fatto = self.riesce('import', '--db', db, '--dry-run', cartella)
        self.assertEqual(fatto.stdout, """\
~ unita U1
    nome: «Area uno» diventa «Area uno bis»
+ unita U3
~ persone P1
    cognome: «non mostrato» diventa «Verdi»
tabella                     nuovi modificati   uguali
unita                           1          1        1
persone                         0          1        0
in tutto                        1          2        1
prova: nulla è stato scritto
""")
        self.assertEqual(self.stato(db), prima)
        risposta = json.loads(self.riesce('import', '--db', db, '--dry-run', '--json', cartella).stdout)
        self.assertFalse(risposta['scritto'])
        self.assertEqual([(x['tabella'], x['chiave'], x['nuovo']) for x in risposta['differenze']],
                         [('unita', 'U1', False), ('unita', 'U3', True), ('persone', 'P1', False)])
        self.assertEqual(risposta['differenze'][0]['campi'],
                         [{'campo': 'nome', 'prima': 'Area uno', 'dopo': 'Area uno bis'}])
        self.assertEqual(risposta['differenze'][2]['campi'], [{'campo': 'cognome', 'dopo': 'Verdi'}])
        self.assertEqual(self.stato(db), prima)
        scritto = json.loads(self.riesce('import', '--db', db, '--json', cartella).stdout)
        self.assertEqual((scritto['scritto'], scritto['voce']), (True, 3))
        self.assertEqual(self.stato(db)[1], [(3, scritto['ancora'].split(':')[1])])

    def test_import_never_deletes_and_twice_the_same_writes_once(self):
        db = self.nuovo('due')
        cartella = self.cartella('due', unita__csv='codice;nome;tipo\nU3;Tre;area\n')
        self.riesce('import', '--db', db, cartella)
        dopo = self.stato(db)
        self.assertEqual(dopo[0]['unita'], 3)
        self.assertIn('nessuna differenza: nulla da scrivere', self.riesce('import', '--db', db, cartella).stdout)
        self.assertEqual(self.stato(db), dopo)

    def test_a_column_left_out_empties_its_values_and_that_is_said(self):
        db = self.nuovo('svuota')
        fatto = self.riesce('import', '--db', db,
                            self.cartella('svuota', unita__csv='codice;nome;tipo\nU2;Ufficio due;ufficio\n'))
        self.assertEqual(fatto.stderr, "avviso: unita.csv: la colonna «padre» non c'è, e il suo valore si svuota in 1 "
                                       "righe già presenti: per tenerlo aggiungere la colonna\n")

    def test_defects_as_json_for_programs(self):
        db = self.nuovo('difetti')
        fatto = ciclo('import', '--db', db, '--json',
                      self.cartella('difetti', unita__csv='codice;nome;tipo;padre\nU3;x;area;U9\n'))
        self.assertEqual(fatto.returncode, 2)
        self.assertEqual(json.loads(fatto.stdout)['difetti'],
                         [{'dove': 'unita.csv:2:padre',
                           'cosa': '«U9» non c\'è nella tabella unita: correggere il codice, o aggiungere la riga'}])

    def test_many_defects_are_counted_and_the_first_thousand_shown(self):
        db = self.nuovo('mille')
        righe = ''.join(f'U{i};x;area;U0\n' for i in range(1, 1501))
        fatto = ciclo('import', '--db', db, self.cartella('mille', unita__csv='codice;nome;tipo;padre\n' + righe))
        self.assertEqual(fatto.returncode, 2)
        self.assertEqual(len(fatto.stderr.splitlines()), 1002)
        self.assertTrue(fatto.stderr.endswith('… e altri 500\n'
                                              'ciclo import: 1500 da correggere, nulla è stato scritto\n'))

    def test_templates_are_the_headings_and_nothing_is_overwritten(self):
        modelli = self.dir / 'modelli'
        self.riesce('import', '--template', modelli)
        for f in ESEMPIO.glob('*.csv'):
            self.assertEqual((modelli / f.name).read_bytes(), f.read_bytes().split(b'\n')[0] + b'\n')
        db = self.nuovo('modelli')
        self.assertIn('nulla da scrivere', self.riesce('import', '--db', db, modelli).stdout)
        (modelli / 'unita.csv').write_text('mio')
        fatto = ciclo('import', '--template', modelli)
        self.assertEqual((fatto.returncode, (modelli / 'unita.csv').read_text()), (5, 'mio'))

    def test_an_act_that_is_not_recorded_cannot_be_named(self):
        db = self.nuovo('atto')
        cartella = self.cartella('atto', unita__csv='codice;nome;tipo\nU3;Tre;area\n')
        fatto = ciclo('import', '--db', db, '--atto', 'D9', cartella)
        self.assertEqual(fatto.returncode, 2)
        self.assertIn('--atto: «D9» non è nel registro degli atti', fatto.stderr)
        self.riesce('import', '--db', db, self.cartella('atto2', atti__csv='codice;tipo;numero;data;organo;oggetto\n'
                                                         'D/1;altro;1;2025-01-10;sg;x\n'))
        self.riesce('import', '--db', db, '--atto', 'D/1', cartella)
        with sqlite3.connect(db) as c:
            self.assertEqual(c.execute('SELECT atto, azione FROM giornale ORDER BY seq DESC LIMIT 1').fetchone(),
                             ('D/1', 'IMPORTA'))

    def test_statuses(self):
        db = self.nuovo('stati')
        vuota = self.cartella('stati', nota__txt='')
        for argomenti, stato in (
                (['import', '--db', db], 1), (['import', '--db', db, '--sconosciuta', vuota], 1),
                (['import', '--db', db, self.dir / 'non-ce'], 1),
                (['import', '--db', self.dir / 'non-ce.db', vuota], 4),
                (['import', '--db', db, vuota], 2), (['export', '--db', db, self.dir / 'x'], 3),
                (['export', '--db', db, '--as', 'P1', self.dir / 'x'], 3),
                (['export', '--db', db, '--as', 'P9', self.dir / 'x'], 4),
                (['init', '--db', db, '--codice', 'E', '--nome', 'x'], 5),
                (['init', '--db', self.dir / 'n.db', '--codice', 'E'], 1),
                (['init', '--db', self.dir / 'n.db', '--codice', 'E' * 65, '--nome', 'x'], 2),
                (['init', '--db', self.dir / 'n.db', '--codice', ' ', '--nome', 'x'], 2),
                (['init', '--db', self.dir / 'n.db', '--codice', 'E', '--nome', 'x', '--as', 'P1'], 3)):
            with self.subTest(argomenti):
                fatto = ciclo(*argomenti)
                self.assertEqual((fatto.returncode, fatto.stdout), (stato, ''), fatto.stderr)
                self.assertTrue(fatto.stderr.startswith(('ciclo', '--codice', '/', 'cartella', 'stati')), fatto.stderr)
        self.assertFalse((self.dir / 'x').exists() or (self.dir / 'n.db').exists())

    def test_a_thousand_people_and_two_thousand_nodes_in_well_under_a_second(self):
        persone = 'codice;cognome;nome;rapporto\n' + ''.join(f'X{i:04};Cognome{i};Nome;ruolo\n' for i in range(1000))
        assegna = 'persona;unita;dal\n' + ''.join(f'X{i:04};U2;2020-01-01\n' for i in range(1000))
        livelli = ['priorita'] * 20 + ['obiettivo_strategico'] * 1980
        nodi = 'codice;livello\n' + ''.join(f'N{i:04};{x}\n' for i, x in enumerate(livelli))
        versioni = 'nodo;anno;versione;padre;titolo;peso\n' + ''.join(
            f'N{i:04};2025;1;;Titolo {i};\n' if i < 20 else f'N{i:04};2025;1;N{i % 20:04};Titolo {i};{1 + i % 7}\n'
            for i in range(2000))
        cartella = self.cartella('mille2000', persone__csv=persone, assegnazioni__csv=assegna, nodi__csv=nodi,
                                 nodi_versioni__csv=versioni)
        db = self.nuovo('mille2000')
        inizio = time.monotonic()
        self.riesce('import', '--db', db, cartella)
        passati = time.monotonic() - inizio
        print(f'# import of 6,000 rows: {passati:.2f} s', file=sys.stderr)
        self.assertLess(passati, 5)     # a machine under a sanitizer, with others at work
        self.assertEqual(self.stato(db)[0]['nodi_versioni'], 2004)

    def at_most(self, byte, *argomenti):
        """A run whose files may not grow beyond that many bytes: what a full disk does to it."""
        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (byte, byte))
        return subprocess.run([CICLO, *map(str, argomenti)], capture_output=True, text=True, timeout=60, preexec_fn=limit)

    def test_a_full_disk_leaves_nothing_behind_that_stands_in_the_way(self):
        db = self.dir / 'pieno.db'
        new = ('init', '--db', db, '--codice', 'CCIAA', '--nome', 'x')
        for byte in (0, 40000, 200000):     # before the file is a database, in its schema, with its first record
            fatto = self.at_most(byte, *new)
            if fatto.returncode:
                self.assertEqual(sorted(self.dir.glob('pieno.db*')), [], byte)
        self.riesce(*new)
        self.riesce('import', '--db', db, ESEMPIO)
        lungo = 'codice;nome;missione\nCCIAA;x;' + 20000 * 'à' + '\n'      # a file larger than the limit, some before it not
        self.riesce('import', '--db', db, self.cartella('pieno-lungo', enti__csv=lungo))
        fuori = self.dir / 'pieno'
        export = ('export', '--db', db, '--as', 'M001', fuori)
        fatto = self.at_most(40000, *export)
        self.assertEqual(fatto.returncode, 1, fatto.stdout)
        self.assertIn('nessun file è stato cambiato', fatto.stderr)
        self.assertFalse(fuori.exists())
        self.riesce(*export)
        prima = {f.name: f.read_bytes() for f in fuori.iterdir()}
        self.assertEqual(len(prima), len(list(ESEMPIO.glob('*.csv'))))
        self.riesce('import', '--db', db, self.cartella('pieno-unita', unita__csv='codice;nome;tipo\nZZ;Nuova;area\n'))
        self.assertEqual(self.at_most(40000, *export).returncode, 1)
        self.assertEqual({f.name: f.read_bytes() for f in fuori.iterdir()}, prima)

    def test_a_folder_that_cannot_be_written_leaves_no_half_file(self):
        db = self.dir / 'esempio-scrivi.db'
        self.riesce('init', '--db', db, '--codice', 'CCIAA', '--nome', 'x')
        self.riesce('import', '--db', db, ESEMPIO)
        self.assertEqual(ciclo('export', '--db', db, '--as', 'M001', self.dir / 'manca' / 'dentro').returncode, 1)
        self.assertEqual(ciclo('export', '--db', db, '--as', 'M001', self.dir / 'manca' / 'dati.json').returncode, 1)
        self.assertFalse((self.dir / 'manca').exists())


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1] + sys.argv[3:])

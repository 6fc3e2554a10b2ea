# test_esecutore.py CICLO-PROVA - documents made in the background: restarts, kills, LibreOffice missing, who may have the file.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
# EVIDENCE("C-5.13, X-18, 12.7")
import os
import pathlib
import re
import shutil
import signal
import sys
import tempfile
import time
import unittest

from servizio import Persona, Servizio, body, memory, run, sql, user

PROVA = None
DAY = ('--oggi', '2026-11-21')
SHEET = {'documento': 'scheda', 'formato': 'pdf'}


class Esecutore(unittest.TestCase):
    """A body with its evaluation; LibreOffice is a script that does what the test wants of it: most of all it gives a
    file that the real one has made."""
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix='lavori-', dir=memory()))
        cls.db = cls.folder / 'ente.db'
        os.environ['TMPDIR'] = str(cls.folder)      # others work in the common one at the same time
        body(PROVA, cls.db)
        run(PROVA, 'evaluate', '--anno', '2025', '--as', 'M056', '--db', cls.db, *DAY)
        for name, person in (('dip', 'M012'), ('altro', 'M013'), ('oiv', 'X04'), ('sg', 'M001')):
            user(PROVA, cls.db, name, person)
        cls.ready = cls.folder / 'pronto.pdf'
        run(PROVA, 'report', 'scheda', '--anno', '2025', '--persona', 'M012', '--as', 'M012', '--out', cls.ready, '--db', cls.db, *DAY)
        cls.works = f'exec cp {cls.ready} out/0.pdf'

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)
        del os.environ['TMPDIR']

    def setUp(self):
        sql(self.db, 'DELETE FROM lavori')
        self.office = self.folder / 'ufficio'
        self.script(self.works)
        self.s = None
        self.start()

    def tearDown(self):
        self.assertEqual(self.s.close(), 0, getattr(self.s, 'errors', ''))

    def script(self, *lines):
        self.office.write_text('\n'.join(('#!/bin/sh', *lines)) + '\n', encoding='utf-8')
        self.office.chmod(0o755)

    def start(self):
        self.s = Servizio(PROVA, self.db, '--libreoffice', self.office, *DAY)

    def person(self, name='dip'):
        p = Persona(self.s)
        self.addCleanup(p.close)
        self.assertEqual(p.enter(name).status, 303)
        return p

    def ask(self, p, path='/anno/2025/scheda/M012/lavoro', **more):
        """The page of a job that was just asked for."""
        answer = p.post(path, {'csrf': p.token()} | SHEET | more)
        self.assertEqual(answer.status, 303, answer.body)
        return answer.headers['Location']

    def state(self):
        return sql(self.db, 'SELECT stato, passo, tentativi FROM lavori ORDER BY creato DESC LIMIT 1')[0]

    def until(self, state, step='', seconds=30):
        for _ in range(seconds * 20):
            now = self.state()
            if now[0] == state and now[1].startswith(step):
                return now
            time.sleep(0.05)
        self.fail(f'still {self.state()}, not {state} {step}')

    def test_the_file_is_for_who_asked_and_for_nobody_else(self):
        p, other = self.person(), self.person('altro')
        job = self.ask(p)
        self.assertIn(b'aggiorna', p.get(job).body)
        self.assertEqual(p.get(job + '/file').status, 404)
        self.assertEqual(self.ask(p), job, 'asked for twice')
        self.until('fatto')
        answer = p.get(job + '/file')
        self.assertTrue(answer.body.startswith(b'%PDF-'))
        self.assertEqual(answer.headers['Content-Type'], 'application/pdf')
        self.assertIn('scheda-2025-M012.pdf', answer.headers['Content-Disposition'])
        for path in (job, job + '/file'):
            self.assertEqual(other.get(path).status, 404, path)
        self.assertNotIn(job.encode(), other.get('/lavori').body)
        self.assertIn(job.encode(), p.get('/lavori').body)
        refused = other.post('/anno/2025/scheda/M012/lavoro', {'csrf': other.token()} | SHEET)
        self.assertEqual(refused.status, 403)
        self.assertEqual(sql(self.db, "SELECT COUNT(*) FROM accessi WHERE persona = 'M012'")[0][0], 0)

    def test_a_server_killed_while_it_makes_one_goes_on_with_it_after_its_restart(self):
        self.script('[ -e "$(dirname "$0")/dorme" ] && exec sleep 100', self.works)
        sleeps = self.folder / 'dorme'
        sleeps.touch()
        p = self.person()
        job = self.ask(p)
        self.until('corso', 'conversione')
        for _ in range(200):
            if list(self.folder.glob('ciclo-documenti-*/in/0.fodt')):
                break
            time.sleep(0.05)
        self.s.close(signal.SIGKILL)
        self.assertEqual(self.state()[0], 'corso')
        left = [*self.folder.glob('ciclo-lavoro-*'), *self.folder.glob('ciclo-documenti-*')]
        self.assertEqual(len(left), 2)
        self.assertTrue(list(self.folder.glob('ciclo-documenti-*/in/0.fodt')), 'a sheet that nobody owns any more')
        sleeps.unlink()
        sql(self.db, 'UPDATE lavori SET vivo = vivo - 100')     # as if its maker had been silent for long
        self.start()
        self.assertEqual([f for f in left if f.exists()], [])
        self.assertEqual(self.until('fatto')[0], 'fatto')
        self.assertEqual(self.state()[2], 2, 'tries')
        self.assertTrue(self.person().get(job + '/file').body.startswith(b'%PDF-'))

    def test_a_server_that_stops_hands_it_back_at_once(self):
        self.script('exec sleep 100')
        self.ask(self.person())
        self.until('corso', 'conversione')
        before = time.monotonic()
        self.assertEqual(self.s.close(), 0)
        self.assertLess(time.monotonic() - before, 12)
        self.assertEqual(self.state(), ('attesa', '', 0))
        self.script(self.works)
        self.start()
        self.until('fatto')

    def test_called_off_while_it_is_made_libreoffice_ends_and_it_can_be_tried_again(self):
        pid = self.folder / 'pid'
        self.script(f'echo $$ > {pid}', 'exec sleep 100')
        p = self.person()
        job = self.ask(p)
        self.until('corso', 'conversione')
        for _ in range(200):
            if pid.exists() and pid.read_text():
                break
            time.sleep(0.05)
        self.assertEqual(p.post(job + '/annulla', {'csrf': p.token()}).status, 303)
        self.assertIn('annullato', p.get(job).body.decode())
        process = pathlib.Path('/proc') / pid.read_text().strip()
        for _ in range(200):
            if not process.exists():
                break
            time.sleep(0.05)
        self.assertFalse(process.exists(), 'LibreOffice still runs')
        self.assertEqual(self.state()[0], 'annullato')
        self.script(self.works)
        self.assertEqual(p.post(job + '/ripeti', {'csrf': p.token()}).status, 303)
        self.until('fatto')

    def test_libreoffice_missing_or_killed_is_told_with_its_remedy_and_the_odt_is_there_all_the_same(self):
        p = self.person()
        self.office.unlink()
        job = self.ask(p)
        self.until('fallito')
        said = p.get(job).body.decode()
        self.assertIn('libreoffice-writer-nogui', said)
        self.assertIn('Riprova', said)
        self.assertEqual(p.get(job + '/file').status, 404)
        self.assertEqual(p.get('/anno/2025/scheda/M012/scarica/odt?documento=scheda').body[:2], b'PK')
        self.script('kill -9 $$')
        p.post(job + '/ripeti', {'csrf': p.token()})
        self.until('fallito')
        self.assertIn('si è interrotto con il segnale 9', p.get(job).body.decode())
        self.assertEqual([*self.folder.glob('ciclo-lavoro-*'), *self.folder.glob('ciclo-documenti-*')], [])

    def test_the_file_is_refused_to_who_may_not_see_the_sheet_any_more_and_views_are_noted(self):
        def views():
            return [r[0] for r in sql(self.db, "SELECT oggetto FROM accessi WHERE persona = 'X04' AND oggetto LIKE '%M012%'")]
        p = self.person('oiv')
        before = len(views())
        job = self.ask(p)
        self.until('fatto')
        self.assertEqual(p.get(job + '/file').status, 200)
        self.assertEqual(len(views()) - before, 2, 'asked for, and downloaded')
        self.assertEqual(self.s.close(), 0)
        roles = sql(self.db, "SELECT * FROM incarichi WHERE persona = 'X04'")
        sql(self.db, "DELETE FROM incarichi WHERE persona = 'X04'")
        self.start()
        again = self.person('oiv')
        self.assertEqual(again.get(job).status, 200)
        self.assertEqual(again.get(job + '/file').status, 403)
        self.assertEqual(len(views()) - before, 2)
        for row in roles:
            sql(self.db, f'INSERT INTO incarichi VALUES ({",".join("?" * len(row))})', *row)

    def test_what_is_asked_for_must_be_a_document_that_there_is(self):
        p = self.person('sg')
        token = p.token()
        for path, fields, status in (
                ('/anno/2025/relazione/lavoro', {'formato': 'odt'}, 404),
                ('/anno/2025/relazione/lavoro', {'formato': ''}, 404),
                ('/anno/2025/vincoli/lavoro', {'formato': 'docx'}, 404),
                ('/anno/2025/scheda/M012/lavoro', {'documento': 'vincoli', 'formato': 'pdf'}, 404),
                ('/anno/1999/relazione/lavoro', {'formato': 'pdf'}, 404),
                ('/lavori/nessuno/annulla', {}, 404),
                ('/lavori/nessuno/ripeti', {}, 404),
                ('/anno/2025/scheda/M012/lavoro', SHEET | {'csrf': 'x'}, 403)):
            self.assertEqual(p.post(path, {'csrf': token} | fields).status, status, (path, fields))
        self.assertEqual(sql(self.db, 'SELECT COUNT(*) FROM lavori')[0][0], 0)
        self.assertEqual(p.get('/lavori/nessuno').status, 404)
        self.assertEqual(p.get('/anno/2025/scheda/M012/scarica/pdf?documento=scheda').status, 404)
        self.assertRegex(p.get('/anno/2025/relazione').body.decode(), re.compile('id="_indice"'))


if __name__ == '__main__':
    PROVA = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=0)

# test_lingua.py - script/lingua.py: a text that lacks its translation does not build; what is built is found again.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
HEAD = ('msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n')
PAGE = '<%! t(int64_t n) %>\n<p>{{_ "Già fatto" }}</p>\n<p>{{_ "{n} voce" | "{n} voci" n=n }}</p>\n<%/%>\n'
C = 'const char *t[] = {N_("in C")};\n'
WHOLE = ('msgid "Già fatto"\nmsgstr "Done"\n\nmsgid "in C"\nmsgstr "in C"\n\n'
         'msgid "{n} voce"\nmsgid_plural "{n} voci"\nmsgstr[0] "{n} entry"\nmsgstr[1] "{n} entries"\n')


class Lingua(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = pathlib.Path(self.folder.name)
        (self.path / 't.thtml').write_text(PAGE, encoding='utf-8')
        (self.path / 'a.c').write_text(C, encoding='utf-8')
        self.run_script('thtml.py', 't.thtml', 't.c', 't.h')

    def run_script(self, script, *arguments):
        return subprocess.run([sys.executable, ROOT / 'script' / script, *arguments], cwd=self.path, text=True,
                              capture_output=True)

    def lingua(self, po, command=('build', 'out.c')):
        (self.path / 'en.po').write_text(HEAD + po, encoding='utf-8')
        return self.run_script('lingua.py', *command, 'en.po', '--', 't.c', 'a.c')

    def refused(self, po, *words):
        done = self.lingua(po)
        self.assertEqual(done.returncode, 1, 'it passed')
        for word in words:
            self.assertIn(word, done.stderr)

    def test_a_whole_catalogue_passes(self):
        done = self.lingua(WHOLE)
        self.assertEqual((done.returncode, done.stderr), (0, ''))
        self.assertIn('LINGUA_EN', (self.path / 'out.c').read_text())

    def test_a_missing_translation_is_told_with_the_template_s_own_line(self):
        self.refused(WHOLE.replace('"Done"', '""'), 't.thtml:2: "Già fatto" is not translated in en.po')
        self.refused('', 't.thtml:2: "Già fatto"', 't.thtml:3: "{n} voce"', 'a.c:1: "in C"')
        self.refused(WHOLE.replace('"{n} entries"', '""'), 't.thtml:3: "{n} voce" is not translated')

    def test_a_fuzzy_translation_is_refused(self):
        self.refused(WHOLE.replace('msgid "Già', '#, fuzzy\nmsgid "Già'), 'marked fuzzy')

    def test_places_of_a_text_and_of_its_translation_agree(self):
        self.refused(WHOLE.replace('{n} entries', '{m} entries'), '{m} in the translation')
        self.refused(WHOLE.replace('"Done"', '"Done {n}"'), '{n} in the translation')

    def test_update_adds_what_is_new_and_drops_what_is_not_used(self):
        done = self.lingua(WHOLE.replace('Già fatto', 'Disusato'), ('update',))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn('en.po: 1 to translate', done.stdout)
        text = (self.path / 'en.po').read_text(encoding='utf-8')
        self.assertIn('msgid "Già fatto"\nmsgstr ""', text)
        self.assertIn('"{n} entries"', text)
        self.assertNotIn('Disusato', text)


if __name__ == '__main__':
    unittest.main()

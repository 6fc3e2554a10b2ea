# test_aiuto.py - the help pages can be read: Gulpease 60 at least, page by page, short sentences.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""Gulpease (Lucisano, Piemontese 1988): 89 + (300 sentences - 10 letters) / words; 60 can be read with a middle-school
certificate."""
import pathlib
import re
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2] / 'src/web/page_aiuto.c'
PAGE = re.compile(r'^    \{"(\w+)", N_\(.*?^     "(/[^"]*)", N_\("[^"]*"\), AZIONE_\w+\},', re.S | re.M)


def gulpease(text):
    letters = len(re.findall(r'[^\W\d_]', text))
    words = len(re.findall(r"[\w]+", text))
    sentences = max(1, len(re.findall(r'[.!?:]+(?=\s|$)', text)))
    return 89 + (300 * sentences - 10 * letters) / words


class Aiuto(unittest.TestCase):
    def setUp(self):
        table = SOURCE.read_text(encoding='utf-8').split('pagine[] = {')[1].split('\n};')[0]
        self.pages = {m.group(1): re.findall(r'N_\("((?:\\.|[^"\\])*)"\)', m.group(0)) for m in PAGE.finditer(table)}
        self.assertEqual(len(self.pages), len(re.findall(r'^    \{"', table, re.M)))
        self.assertGreater(len(self.pages), 10)

    def test_every_page_has_a_gulpease_of_60_at_least(self):
        for name, texts in self.pages.items():
            with self.subTest(name):
                body = ' '.join(t if t.endswith(('.', '?')) else t + '.' for t in texts)
                self.assertGreaterEqual(round(gulpease(body)), 60)

    def test_no_sentence_is_long(self):
        for name, texts in self.pages.items():
            for text in texts:
                for sentence in re.split(r'(?<=[.?!])\s', text):
                    with self.subTest(name, sentence=sentence):
                        self.assertLessEqual(len(re.findall(r'\w+', sentence)), 22)


if __name__ == '__main__':
    unittest.main()

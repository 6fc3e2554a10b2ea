# test_formule.py - combined scores and money of the criteria, as a rulebook states them itself.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import json
import pathlib
import re
import tempfile
import unittest

import prova
import replay
from prova import EVIDENCE

PESO = 'cr * cpc * presenza * quota_tempo * parametro_integrativo'
# The same arithmetic as the criteria, written otherwise: so it is the rulebook's text that is computed.
ALTRIMENTI = {
    'dirigenti.totale': 'punti_prestazioni + punti_obiettivi',
    'dirigenti.retribuzione': 'quota * retribuzione_massima',
    'posizioni.indice': 'quota_obiettivi * raggiungimento / scala + quota_prestazione * prestazione / scala',
    'posizioni.retribuzione': 'quota * retribuzione_massima',
    'premi.cr': 'collettivo - q * collettivo + q * individuale',
    'premi.cpc': 'parametro2 + parametro1',
    'premi.importo': 'fondo * presenza * cpc * cr * parametro_integrativo * quota_tempo / '
                     'somma(presenza * cpc * cr * parametro_integrativo * quota_tempo)'}


def bare(x):
    """Without proofs and the imprint of the rulebook."""
    if isinstance(x, dict):
        return {k: bare(v) for k, v in x.items() if k not in ('traccia', 'impronta_sistema')}
    return [bare(v) for v in x] if isinstance(x, list) else x


class Formule(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        text = (prova.ROOT / 'sistemi' / 'criteri-2018.yaml').read_text(encoding='utf-8')
        self.text, n = re.subn(r'(?m)^formule:\n(  .*\n)+', '', text)
        self.assertEqual(n, 1)

    def file(self, formulas):
        lines = ''.join(f'  {k}: {{formula: {json.dumps(v)}, fonte: X-22}}\n' for k, v in formulas.items())
        path = pathlib.Path(self.folder.name, 'sistema.yaml')
        path.write_text(self.text + 'formule:\n' + lines, encoding='utf-8')
        return path

    def book(self, path):
        code, out, err = prova.ciclo('rulebook', 'check', path)
        self.assertEqual(code, 0, err)
        import yaml
        return yaml.load(path.read_text(encoding='utf-8'), Loader=yaml.BaseLoader)

    def refused(self, key, formula):
        code, out, err = prova.ciclo('rulebook', 'check', self.file({key: formula}))
        lines = err.decode().splitlines()
        self.assertEqual((code, len(lines)), (2, 1), lines)
        return lines[0].split(': ', 2)[2]

    def test_the_same_arithmetic_written_otherwise_gives_the_same(self):
        EVIDENCE('X-22 X-08')
        path = self.file(ALTRIMENTI)
        book, seen = self.book(path), 0
        for file in sorted(prova.CASES.glob('*.json')):
            case = json.loads(file.read_text(encoding='utf-8'))
            if not isinstance(case, dict) or case.get('sistema') != 'criteri-2018':
                continue
            code, out, err = prova.ciclo('score', file)
            if code:
                continue
            other = prova.score(file, '--sistema', path)
            self.assertEqual(bare(other), bare(json.loads(out)), file.name)
            self.assertEqual(replay.replay(case, other, book), [], file.name)
            seen += 1
        self.assertGreater(seen, 10)

    def test_another_formula_gives_another_result(self):
        EVIDENCE('X-22')
        case = json.loads((prova.CASES / 'esempio.json').read_text(encoding='utf-8'))
        plain = prova.score(case)
        path = self.file({'dirigenti.totale': 'minimo(100 punti; punti_obiettivi + punti_prestazioni * 2)',
                          'premi.importo': 'fondo * cpc * presenza / somma(cpc * presenza)'})
        other = prova.score(case, '--sistema', path)
        from fractions import Fraction as F
        for a, b in zip(plain['dirigenti'], other['dirigenti']):
            want = min(F(100), F(a['punti_obiettivi']) + 2 * F(a['punti_prestazioni']))
            self.assertLess(abs(F(b['totale']) - want), F(2, 100))     # from printed points: a cent of a point each
        self.assertEqual(sum(F(p['importo']) for p in other['premi']['persone']) + F(other['premi']['non_distribuito']), F(case['premi']['fondo']))
        weights = [F(p['cpc']) * F(p['presenza']) for p in other['premi']['persone']]
        out = [p for p in other['premi']['persone'] if F(p['importo']) == 0]     # the last band in both half-sheets
        weights = [0 if p in out else w for p, w in zip(other['premi']['persone'], weights)]
        for p, w in zip(other['premi']['persone'], weights):
            want = F(case['premi']['fondo']) * w / sum(weights)
            self.assertLess(abs(F(p['importo']) - want), want / 1000 + F(2, 100))  # printed coefficients have four digits
        self.assertEqual(replay.replay(case, other, self.book(path)), [])

    def test_what_cannot_hold_is_refused(self):
        self.assertEqual(self.refused('premi.importo', 'fondo * cr / somma(cpc)'),
                         'carattere 1: deve essere fondo * peso / somma(peso), con lo stesso peso nei due posti: altrimenti le parti non fanno il fondo')
        self.assertEqual(self.refused('premi.cr', 'collettivo / q'),
                         'carattere 14: qui si divide solo per un numero scritto o per la scala: un altro divisore può essere zero')
        self.assertEqual(self.refused('dirigenti.totale', 'punti_obiettivi * punti_prestazioni'),
                         'carattere 1: la formula dà punti*punti, serve punti')
        self.assertEqual(self.refused('premi.cpc', 'parametro1 + parmetro2'),
                         'carattere 14: termine sconosciuto «parmetro2»: forse «parametro2»')
        self.assertIn('formula sconosciuta: quelle dei criteri sono dirigenti.totale', self.refused('premi.cpx', '1'))


if __name__ == '__main__':
    prova.main()

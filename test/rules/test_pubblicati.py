# test_pubblicati.py - two other rulebooks reproduce what two bodies have published, place by place.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""The figures stand in test/data with their source. What cannot be derived from them is listed here with its reason;
a line of that list is wrong as soon as the computed value agrees with the published one."""
import json
import unittest

import prova
from prova import EVIDENCE, score

DATA = prova.QUI.parent / 'data'

# (level, code or number) -> (what comes out, why it cannot be what was published)
SALERNO_NON_DERIVABILI = {
    ('obiettivo', '1.2 OS2'): ('100.00', 'its second indicator is published without weight, target and value, and the one '
                                         'that can be read weighs 0.11'),
}
IZSLER_NON_DERIVABILI = {
    ('indicatore', '1.2'): ('93.49', '93.50 is published, but 12.21 / 13.06 is 93.4915...: its inputs are published rounded'),
    ('indicatore', '2.4'): ('29.19', '29.2 is published beside a ratio of 0.2919, already rounded: agrees at one place only'),
}
# Objective 4 is published with ten rows, whose mean is 98.3; the body's mean and the 87.2 rest on three more rows, of
# which only the progress in the body's own data extract is known, and leave out the row that is the body's result itself.
IZSLER_DALLE_RIGHE_STAMPATE = {('obiettivo', '4'): '98.3', ('ente', ''): '85.4'}


def data(name):
    return json.loads((DATA / f'{name}.json').read_text(encoding='utf-8'))


def indicator(n, row):
    out = {'id': str(n), 'operatore': row['operatore'], 'target': row['target'], 'valore': row['valore']}
    if row.get('peso'):
        out['peso'] = row['peso']
    if row.get('rapporto'):         # a ratio is computed from its two inputs, not from its rounded value
        out['valore'], out['target'] = row['rapporto']
    return out


class Pubblicati(unittest.TestCase):
    def compare(self, published, computed, underivable):
        """published, computed: {(level, code): text}. Everything agrees but what is listed, and that does not."""
        for what, want in published.items():
            if want is None:
                continue
            with self.subTest(what):
                if what in underivable:
                    comes_out, reason = underivable[what]
                    self.assertEqual(comes_out, computed[what], reason)
                    self.assertNotEqual(want, computed[what], f'{what} can be derived: it does not belong in the list')
                else:
                    self.assertEqual(want, computed[what])
        self.assertEqual(set(), set(underivable) - {k for k, v in published.items() if v is not None})


class Salerno(Pubblicati):
    def test_salerno__percentages_as_published(self):
        EVIDENCE('C-1.17 AMB-45 AMB-47')
        d = data('salerno')
        nodes = [{'id': d['area']['codice'], 'padre': None}]
        published = {('area', d['area']['codice']): d['area']['pubblicato']}
        for o in d['obiettivi']:
            readable = [r for r in o['indicatori'] if r['target']]
            nodes.append({'id': o['codice'], 'padre': d['area']['codice'],
                          'indicatori': [indicator(n, r) for n, r in enumerate(readable, 1)]})
            published[('obiettivo', o['codice'])] = o['pubblicato']
            for n, r in enumerate(readable, 1):
                published[('indicatore', f"{o['codice']}.{n}")] = r['pubblicato']
        esito = score(dict(prova.case(albero=nodes), sistema='salerno'))
        self.assertEqual('salerno', esito['sistema'])
        computed = {('area', esito['albero'][0]['id']): esito['albero'][0]['risultato']}
        for node in esito['albero'][1:]:
            computed[('obiettivo', node['id'])] = node['risultato']
            for i in node['indicatori']:
                computed[('indicatore', f"{node['id']}.{i['id']}")] = i['percentuale']
        self.compare(published, computed, SALERNO_NON_DERIVABILI)
        self.assertEqual(7, len([v for v in published.values() if v]) - len(SALERNO_NON_DERIVABILI))


class Izsler(Pubblicati):
    def computed(self, extract):
        d = data('izsler-2020')
        nodes, published = [{'id': 'ente', 'padre': None}], {('ente', ''): d['ente']['pubblicato']}
        for o in d['obiettivi']:
            rows = []
            for n, r in enumerate(o['indicatori'], 1):
                if r['valore'] is None:     # progress in the extract: half of the target
                    self.assertEqual('0.5', r['avanzamento'])
                    if not extract:
                        continue
                    r = dict(r, valore='0.5', target='1')
                rows.append(indicator(n, r))
                published[('indicatore', f"{o['codice']}.{n}")] = r['pubblicato']
            nodes.append({'id': o['codice'], 'padre': 'ente', 'indicatori': rows})
            published[('obiettivo', o['codice'])] = o['pubblicato']
        esito = score(dict(prova.case(albero=nodes), sistema='izsler-2020', anno=2020))
        out = {('ente', ''): esito['albero'][0]['risultato']}
        for node in esito['albero'][1:]:
            out[('obiettivo', node['id'])] = node['risultato']
            for i in node['indicatori']:
                out[('indicatore', f"{node['id']}.{i['id']}")] = i['percentuale']
        return published, out

    def test_izsler__percentages_as_published(self):
        EVIDENCE('C-1.17 C-3.31 AMB-45 AMB-47')
        published, computed = self.computed(extract=True)
        self.compare(published, computed, IZSLER_NON_DERIVABILI)
        self.assertEqual(36, len([v for v in published.values() if v]) - len(IZSLER_NON_DERIVABILI))

    def test_izsler__the_printed_rows_of_objective_4_are_not_enough(self):
        published, computed = self.computed(extract=False)
        for what, comes_out in IZSLER_DALLE_RIGHE_STAMPATE.items():
            self.assertEqual(comes_out, computed[what])
            self.assertNotEqual(published[what], computed[what])
        rest = set(published) - set(IZSLER_DALLE_RIGHE_STAMPATE) - set(IZSLER_NON_DERIVABILI)
        self.assertEqual({k: published[k] for k in rest}, {k: computed[k] for k in rest})

    def test_izsler__means_are_taken_on_what_the_level_below_prints(self):
        """Places and modes are data: with others in the rulebook other figures come out."""
        text = (prova.ROOT / 'sistemi/izsler-2020.yaml').read_text(encoding='utf-8')
        rows = [{'id': str(n), 'operatore': '>=', 'target': t, 'valore': v}
                for n, (v, t) in enumerate((('2', '3'), ('94', '95'), ('89.98', '90')), 1)]
        case = dict(prova.case(albero=[{'id': 'N', 'padre': None, 'indicatori': rows}]), sistema='izsler-prova')
        for how, percent, node in (('2 half_up', ['66.67', '98.95', '99.98'], '88.5'),
                                   ('0 troncamento', ['66.00', '98.00', '99.00'], '87.7'),   # 0.66, 0.98, 0.99 (2022-23)
                                   ('1 half_down', ['66.70', '98.90', '100.00'], '88.5'),
                                   ('none', ['66.67', '98.95', '99.98'], '88.5')):
            changed = text.replace('id: izsler-2020', 'id: izsler-prova').replace(
                'tree.round.indicatore: {valore: 2 half_up', 'tree.round.indicatore: {valore: ' + how)
            with prova.written(changed) as file:
                n = score(case, '--sistema', file)['albero'][0]
            self.assertEqual((percent, node), ([i['percentuale'] for i in n['indicatori']], n['risultato']), how)


class Altrui(unittest.TestCase):
    def test_sistemi__a_part_that_a_rulebook_does_not_rule_is_refused(self):
        case = dict(prova.load('P1'), sistema='salerno')
        self.assertEqual([('/posizioni', 'il sistema salerno non regola questa parte')], prova.refused(case))
        case = dict(prova.case(albero=[{'id': 'A', 'padre': None}]), sistema='salerno', scelte={'po.cap': 'none'})
        self.assertEqual(['/scelte/po.cap'], [w for w, _ in prova.refused(case)])


if __name__ == '__main__':
    prova.main()

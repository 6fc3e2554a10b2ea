# test_sintesi.py - the results of the body and of its units, in ciclo score.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""Expected values by hand, and on random trees from the exact results of the nodes, averaged in Python fractions."""
import json
import random
import unittest
from fractions import Fraction as F

import prova
from prova import EVIDENCE, refused, score

import canonica
import oracle
import replay

CRITERI = (prova.ROOT / 'sistemi/criteri-2018.yaml').read_text(encoding='utf-8')
RULEBOOK = json.loads(canonica.canonica(CRITERI))


def foglia(id, valore, peso=None, padre=None):
    k = {'id': id, 'padre': padre, 'indicatori': [{'id': 'I', 'operatore': '>=', 'target': '100',
                                                  **({'stato': 'non_rilevato'} if valore is None else {'valore': valore})}]}
    return k if peso is None else dict(k, peso=peso)


def esito(case, rulebook=RULEBOOK, *options):
    out = score(case, *options)
    problems = replay.replay(case, out, rulebook)
    assert not problems, problems
    return out


def con(**more):
    """Two roots, 80 weighing 60 and 50 weighing 40; a third one that nobody reported."""
    return prova.case(albero=[foglia('A', '80', '60'), foglia('B', '50', '40'), foglia('C', None, '900')], **more)


class Ente(unittest.TestCase):
    def test_ente__is_the_weighted_mean_of_what_the_roots_reported(self):
        EVIDENCE('AMB-45 C-3.31')
        e = esito(con(ente={'id': 'CCIAA'}))['ente']
        self.assertEqual({k: e[k] for k in ('id', 'risultato', 'rilevati', 'previsti')},
                         {'id': 'CCIAA', 'risultato': '68.00', 'rilevati': 2, 'previsti': 3})
        even = prova.case(albero=[foglia('A', '80'), foglia('B', '50')], ente={'id': 'E'})
        self.assertEqual(esito(even)['ente']['risultato'], '65.00')

    def test_ente__follows_the_readings_of_the_rulebook(self):
        EVIDENCE('AMB-45')
        for key, value, want in (('tree.mean', 'simple', '65.00'), ('tree.unreported', 'zero', '6.80')):
            old = next(line for line in CRITERI.splitlines() if line.strip().startswith(key + ': '))
            text = CRITERI.replace(old, f'  {key}: {{valore: {value}, fonte: AMB-45}}')
            with prova.written(text) as file:
                e = esito(con(ente={'id': 'E'}), json.loads(canonica.canonica(text)), '--sistema', file)
            self.assertEqual(e['ente']['risultato'], want, key)
        text = CRITERI.replace('  tree.round.nodo:', '  tree.round.ente: {valore: 0 half_up, fonte: AMB-45}\n  tree.round.nodo:')
        case = prova.case(albero=[foglia('A', '80'), foglia('B', '51')], ente={'id': 'E'})          # 65.5
        with prova.written(text) as file:
            e = esito(case, json.loads(canonica.canonica(text)), '--sistema', file)
        self.assertEqual(e['ente']['risultato'], '66.00')

    def test_ente__nothing_reported_is_no_result(self):
        EVIDENCE('AMB-45')
        e = esito(prova.case(albero=[foglia('A', None)], ente={'id': 'E'}, unita=[{'id': 'U', 'nodi': ['A']}]))
        self.assertEqual((e['ente']['risultato'], e['ente']['traccia']), (None, []))
        self.assertEqual((e['unita'][0]['risultato'], e['unita'][0]['traccia'], e['unita'][0]['previsti']), (None, [], 1))

    def test_unita__is_the_weighted_mean_of_what_it_answers_for(self):
        EVIDENCE('AMB-45 C-3.08')
        tree = [foglia('A', '80', '60'), foglia('B', '50', '40'), foglia('A1', '20', '10', 'A'), foglia('A2', '90', '30', 'A')]
        units = [{'id': 'U1', 'nodi': ['A2', 'B']}, {'id': 'U2', 'nodi': ['A1']}]
        out = esito(prova.case(albero=tree, unita=units))
        self.assertEqual([u['risultato'] for u in out['unita']], [oracle.show(F(90 * 30 + 50 * 40, 70), 2), '20.00'])

    def test_unita__is_a_simple_mean_where_a_weight_is_missing(self):
        EVIDENCE('AMB-45')
        tree = [foglia('A', '80', '60'), foglia('B', '50', '40'), foglia('A1', '20', None, 'A')]
        self.assertEqual(esito(prova.case(albero=tree, unita=[{'id': 'U', 'nodi': ['B', 'A1']}]))['unita'][0]['risultato'], '35.00')

    def test_sintesi__without_the_keys_the_output_has_none(self):
        EVIDENCE('X-08')
        plain, more = score(con()), score(con(ente={'id': 'E'}, unita=[{'id': 'U', 'nodi': ['A']}]))
        self.assertEqual({k: v for k, v in more.items() if k not in ('ente', 'unita')}, plain)

    def test_sintesi__what_is_wrong_is_refused_where_it_stands(self):
        EVIDENCE('AMB-45')
        for more, want in (({'ente': {}}, '/ente/id'), ({'ente': {'id': 'E', 'x': 1}}, '/ente/x'),
                           ({'unita': []}, '/unita'), ({'unita': [{'id': 'U', 'nodi': ['Z']}]}, '/unita/0/nodi/0'),
                           ({'unita': [{'id': 'U', 'nodi': ['A', 'A']}]}, '/unita/0/nodi/1'),
                           ({'unita': [{'id': 'U', 'nodi': ['A']}, {'id': 'U', 'nodi': ['B']}]}, '/unita/1/id')):
            self.assertEqual([w for w, _ in refused(con(**more))], [want], more)
        self.assertEqual([w for w, _ in refused(prova.case(ente={'id': 'E'}))], ['/ente'])
        self.assertEqual([w for w, _ in refused(prova.case(unita=[{'id': 'U', 'nodi': ['A']}]))], ['/unita'])

    def test_sintesi__random_trees_as_averaged_in_fractions(self):
        EVIDENCE('AMB-45 C-3.31 X-08')
        dice = random.Random('sintesi-1')
        for n in range(40):
            weighed, tree = dice.random() < .7, []
            for k in range(dice.randint(1, 12)):
                father = dice.choice([None, None] + [t['id'] for t in tree])
                peso = str(dice.choice((0, 1, 2, 5, '0.25'))) if weighed else None
                tree.append(foglia(f'N{k}', dice.choice((None, '0', '33', '70.5', '100')), peso, father))
                if dice.random() < .4:
                    del tree[-1]['indicatori']
            names = [t['id'] for t in tree]
            units = [{'id': f'U{u}', 'nodi': dice.sample(names, dice.randint(1, len(names)))} for u in range(3)]
            case = prova.case(albero=tree, ente={'id': 'E'}, unita=units)
            if not oracle.valid({k: v for k, v in case.items() if k not in ('ente', 'unita')}):
                continue
            out = esito(case)
            exact = {}
            for t, e in zip(tree, out['albero']):
                last = [s for s in e['traccia'] if s.get('campo') == '/risultato']
                exact[t['id']] = F(e['traccia'][last[0]['da'][0]]['valore']) if last else None
            roots = [t['id'] for t in tree if t['padre'] is None]
            for nodes, e in [(roots, out['ente'])] + [(u['nodi'], o) for u, o in zip(units, out['unita'])]:
                weight = {t['id']: F(str(t['peso'])) if weighed else F(1) for t in tree if t['id'] in nodes}
                there = [k for k in nodes if exact[k] is not None]
                total = sum((weight[k] for k in there), F(0))
                want = oracle.show(sum((weight[k] * exact[k] for k in there), F(0)) / total, 2) if total else None
                self.assertEqual(e['risultato'], want, (case, nodes))
            self.every_change_is_told(dice, case, out)

    def every_change_is_told(self, dice, case, out):
        """A single other value of a weight or of an indicator that changes a printed number is among what it rests on."""
        for _ in range(4):
            other = json.loads(json.dumps(case))
            k = dice.randrange(len(other['albero']))
            node = other['albero'][k]
            if 'peso' in node and dice.random() < .5:
                node['peso'], where = '7', f'/albero/{k}/peso'
            elif node.get('indicatori') and 'valore' in node['indicatori'][0]:
                node['indicatori'][0]['valore'], where = '12.5', f'/albero/{k}/indicatori/0/valore'
            else:
                continue
            if not oracle.valid({x: v for x, v in other.items() if x not in ('ente', 'unita')}):
                continue
            again = score(other)
            for ptr in ['/ente'] + [f'/unita/{u}' for u in range(3)]:
                before, after = prova.at(out, ptr)['risultato'], prova.at(again, ptr)['risultato']
                if before is not None and before != after:
                    self.assertTrue(replay.rests_on(replay.ancestors(out, ptr, '/risultato'), where), (case, ptr, where))


if __name__ == '__main__':
    prova.main()

# test_servizio.py - project and evaluator from dated service, and the presence of short projects, in ciclo score.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""Expected values: the requirements' example N12, what S-N.14-15 and AMB-25 say worked out by hand, and a second
computation in Python that counts days one by one."""
import collections
import datetime
import json
import random
import unittest

import prova
from prova import EVIDENCE, refused, score

import canonica
import replay

CRITERI = (prova.ROOT / 'sistemi/criteri-2018.yaml').read_text(encoding='utf-8')
RULEBOOK = json.loads(canonica.canonica(CRITERI))


def riga(unita, dal, al, **more):
    return dict({'unita': unita, 'dal': dal, 'al': al}, **more)


def caso(righe, anno=2025, **parts):
    return dict(prova.case(servizio=[{'id': 'E', 'assegnazioni': righe}], **parts), anno=anno)


def esito(case, rulebook=RULEBOOK, *options):
    out = score(case, *options)
    problems = replay.replay(case, out, rulebook)
    assert not problems, problems
    return out


def scelte(righe, anno=2025):
    e = esito(caso(righe, anno))['servizio'][0]
    return e['progetto']['unita'], e['progetto']['giorni'], e['valutatore']['unita'], e['valutatore']['giorni']


def con_opzione(key, value):
    old = next(line for line in CRITERI.splitlines() if line.strip().startswith(key + ': {valore: '))
    return CRITERI.replace(old, f'  {key}: {{valore: {value}{old[old.index(", fonte"):]}')


def premi(persone, **strutture):
    return {'fondo': '1000.00', 'coefficienti': {'A': '0.6', 'B': '0.5', 'C': '0.3', 'D': '0'},
            'strutture': [{'id': k, 'livello_collettivo': v} for k, v in strutture.items()],
            'persone': [dict({'semischeda1': 32, 'semischeda2': 32}, **p) for p in persone]}


def a_mano(righe, chiave, valutatore, anno):
    """(row of the chosen key's unit, days), counting days one at a time; what decides is told in words in S-N.14-15."""
    name = lambda r: ('=', r[chiave]) if chiave in r else ('.', r['unita'])
    year = [datetime.date(anno, 1, 1) + datetime.timedelta(k) for k in range(366)]
    year = [d.isoformat() for d in year if d.year == anno]

    def best(rows, key):
        days = collections.defaultdict(list)
        for d in year:
            for k in {key(r) for r in rows if r['dal'] <= d <= r['al']}:
                days[k].append(d)
        most = max(len(v) for v in days.values())
        level = [k for k in days if len(days[k]) == most]
        edge = max(days[k][-1] for k in level) if valutatore else min(days[k][0] for k in level)
        level = [k for k in level if days[k][-1 if valutatore else 0] == edge]
        order = [key(r) for r in rows]
        return min(level, key=order.index), most
    key, most = best(righe, name)
    unit, _ = best([r for r in righe if name(r) == key], lambda r: r['unita'])
    return unit, key[1] if key[0] == '=' else None, most


class Servizio(unittest.TestCase):
    def test_servizio__the_longest_period_gives_project_and_evaluator(self):
        EVIDENCE('S-N.14 S-N.48')
        n12 = [riga('X', '2025-01-01', '2025-06-30'), riga('Y', '2025-07-01', '2025-12-31')]
        self.assertEqual(scelte(n12), ('Y', 184, 'Y', 184))
        self.assertEqual(scelte(n12[::-1]), ('Y', 184, 'Y', 184))

    def test_servizio__in_a_leap_year_the_tie_parts_them(self):
        EVIDENCE('S-N.15 AMB-25 AMB-38')
        n12 = [riga('X', '2024-01-01', '2024-07-01'), riga('Y', '2024-07-02', '2024-12-31')]
        self.assertEqual(scelte(n12, 2024), ('X', 183, 'Y', 183))

    def test_servizio__a_tie_without_the_origin_goes_to_the_earliest(self):
        EVIDENCE('AMB-37')
        rows = [riga('O', '2025-01-01', '2025-01-31'), riga('B', '2025-02-01', '2025-04-01'), riga('C', '2025-04-02', '2025-05-31')]
        self.assertEqual(scelte(rows), ('B', 60, 'C', 60))

    def test_servizio__units_of_one_structure_count_together(self):
        EVIDENCE('S-N.14 AMB-51')
        rows = [riga('X1', '2025-01-01', '2025-03-31', struttura='P/X', gruppo='GX'),
                riga('Y', '2025-04-01', '2025-08-31', struttura='P/Y', gruppo='GY'),
                riga('X2', '2025-09-01', '2025-12-31', struttura='P/X', gruppo='GX')]
        e = esito(caso(rows))['servizio'][0]
        self.assertEqual(e['progetto'], {'unita': 'X2', 'struttura': 'P/X', 'giorni': 90 + 122})
        self.assertEqual(e['valutatore'], {'unita': 'X2', 'gruppo': 'GX', 'giorni': 212})

    def test_servizio__days_told_twice_count_once(self):
        EVIDENCE('S-N.14')
        rows = [riga('X', '2025-01-01', '2025-03-31'), riga('X', '2025-02-01', '2025-04-30'), riga('Y', '2025-05-01', '2025-08-31')]
        self.assertEqual(scelte(rows), ('Y', 123, 'Y', 123))

    def test_servizio__the_options_tell_the_last_unit(self):
        EVIDENCE('AMB-25 AMB-37')
        rows = [riga('X', '2024-01-01', '2024-07-01'), riga('Y', '2024-07-02', '2024-12-31')]
        for key, value, want in (('proj.tie', 'last', ('Y', 'Y')), ('proj.tie', 'origin', ('X', 'Y'))):
            text = con_opzione(key, value)
            with prova.written(text) as file:
                e = esito(caso(rows, 2024), json.loads(canonica.canonica(text)), '--sistema', file)['servizio'][0]
            self.assertEqual((e['progetto']['unita'], e['valutatore']['unita']), want)
        long = [riga('X', '2025-01-01', '2025-11-30'), riga('Y', '2025-12-01', '2025-12-31')]
        text = con_opzione('staff.rater', 'last_unit')
        with prova.written(text) as file:
            e = esito(caso(long), json.loads(canonica.canonica(text)), '--sistema', file)['servizio'][0]
        self.assertEqual((e['progetto']['unita'], e['valutatore']), ('X', {'unita': 'Y', 'gruppo': None, 'giorni': 31}))

    def test_servizio__the_collective_part_is_that_of_the_derived_structure(self):
        EVIDENCE('S-N.14 AMB-51 X-08')
        rows = [riga('X', '2025-01-01', '2025-06-30', struttura='P/X'), riga('Y', '2025-07-01', '2025-12-31', struttura='P/Y')]
        case = caso(rows, premi=premi([{'id': 'E'}, {'id': 'F', 'struttura': 'P/X'}], **{'P/X': '0.5', 'P/Y': '0.9'}))
        out = esito(case)
        e, f = out['premi']['persone']
        self.assertEqual((e['struttura'], e['cr'], f['cr']), ('P/Y', '0.9000', '0.5000'))
        self.assertNotIn('struttura', f)
        rests = replay.ancestors(out, '/premi/persone/0', '/importo')
        for k in range(2):
            for what in ('dal', 'al', 'unita', 'struttura'):
                self.assertIn(f'/servizio/0/assegnazioni/{k}/{what}', rests)
        case['premi']['persone'][0]['struttura'] = 'P/X'        # stated: it prevails
        self.assertEqual(esito(case)['premi']['persone'][0]['cr'], '0.5000')

    def test_servizio__short_projects_reduce_the_presence(self):
        EVIDENCE('S-N.18 AMB-20')
        n11 = {'id': 'E', 'struttura': 'P/X', 'giorni_dovuti': 125, 'giorni_assenza': 25}
        case = dict(prova.case(premi=premi([n11], **{'P/X': '1'})), anno=2025)
        self.assertEqual(esito(case)['premi']['persone'][0]['presenza'], '0.8000')
        n11['mesi'] = '6'
        self.assertEqual(refused(dict(prova.case(premi=premi([n11], **{'P/X': '1'})), anno=2025))[0][0], '/premi/persone/0/mesi')
        text = con_opzione('pr.mode', 'scaled')
        with prova.written(text) as file:
            case = dict(prova.case(premi=premi([n11], **{'P/X': '1'})), anno=2025)
            self.assertEqual(esito(case, json.loads(canonica.canonica(text)), '--sistema', file)['premi']['persone'][0]['presenza'], '0.4000')
            del n11['giorni_dovuti'], n11['giorni_assenza']     # full presence for half of the year
            case = dict(prova.case(premi=premi([n11], **{'P/X': '1'})), anno=2025)
            self.assertEqual(esito(case, json.loads(canonica.canonica(text)), '--sistema', file)['premi']['persone'][0]['presenza'], '0.5000')

    def test_servizio__what_is_wrong_is_refused_where_it_stands(self):
        EVIDENCE('S-N.14')
        for rows, want in (([riga('X', '2025-01-01', '2026-01-01')], '/servizio/0/assegnazioni/0/al'),
                           ([riga('X', '2025-02-01', '2025-01-01')], '/servizio/0/assegnazioni/0/al'),
                           ([riga('X', '2025-02-30', '2025-03-01')], '/servizio/0/assegnazioni/0/dal'),
                           ([riga('', '2025-02-01', '2025-03-01')], '/servizio/0/assegnazioni/0/unita'),
                           ([riga('X', '2025-02-01', '2025-03-01', altro=1)], '/servizio/0/assegnazioni/0/altro'),
                           ([], '/servizio/0/assegnazioni')):
            self.assertEqual([w for w, _ in refused(caso(rows))], [want], rows)
        rows = [riga('Z', '2025-01-01', '2025-12-31')]
        self.assertEqual(refused(caso(rows, premi=premi([{'id': 'E'}], **{'P/X': '1'})))[0][0], '/premi/persone/0/struttura')
        self.assertEqual(refused(caso(rows, premi=premi([{'id': 'F'}], **{'P/X': '1'})))[0][0], '/premi/persone/0/struttura')

    def test_servizio__random_services_as_counted_by_hand(self):
        EVIDENCE('S-N.14 S-N.15 S-N.48 AMB-25 AMB-37')
        dice = random.Random('servizio-1')
        people = []
        for anno in (2024, 2025):
            people = []
            for n in range(60):
                rows, cuts = [], sorted(dice.sample(range(1, 13), dice.randint(1, 5)))
                for k, m in enumerate(cuts):        # first days of months, so that ties happen
                    end = datetime.date(anno + (cuts[k + 1] // 13 if k + 1 < len(cuts) else 1),
                                        cuts[k + 1] if k + 1 < len(cuts) else 1, 1) - datetime.timedelta(1)
                    row = riga(dice.choice('XYZ'), f'{anno}-{m:02}-01', end.isoformat())
                    if dice.random() < .5:
                        row['struttura'] = dice.choice(('P/1', 'P/2'))
                    if dice.random() < .5:
                        row['gruppo'] = dice.choice(('G1', 'G2'))
                    rows.append(row)
                people.append({'id': f'E{n}', 'assegnazioni': rows})
            out = esito(dict(prova.case(servizio=people), anno=anno))['servizio']
            for p, e in zip(people, out):
                for what, key, rater in (('progetto', 'struttura', False), ('valutatore', 'gruppo', True)):
                    got = e[what]['unita'], e[what][key], e[what]['giorni']
                    self.assertEqual(got, a_mano(p['assegnazioni'], key, rater, anno), (p, what))


if __name__ == '__main__':
    prova.main()

# test_criteri_anno.py CICLO-PROVA - a body's records and parameters reach the rules: absences, funds, premiums, allowances.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
# EVIDENCE("S-N.18, S-N.19, S-N.70, S-N.71, S-N.72, AMB-18, AMB-20, AMB-46, AMB-51, F-15, F-16, F-70, F-92, 12.4")
"""Expected values: days counted here one by one with the example's own calendar, and the program's own premiums against the
fractions of test/rules."""
import csv
import datetime
import json
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / 'esempio'))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'rules'))

import test_servizio_anno as base                    # noqa: E402
import test_istituti                                 # noqa: E402
from comune import lavorativi                        # noqa: E402

ANNO = 2025
PERIODI = [('2025-03-03', '2025-04-30', 'congedo'), ('2025-05-05', '2025-05-09', 'ferie'), ('2025-06-09', '2025-06-13', 'ordinaria'),
           ('2025-06-12', '2025-06-20', 'neutra')]


def day(text):
    return datetime.date.fromisoformat(text)


class Anno(base.Base):
    """Each test changes the example in its own way."""

    def ente_con(self, name, parametri=(), assenze=(), fondi=None, paghe=(), presenze=None, indennita=()):
        folder = self.root / name
        folder.mkdir()
        extra = {'parametri': [(2025, k, '2025-01-01', v, 'CDI-2025-001') for k, v in parametri], 'assenze': list(assenze),
                 'paghe': list(paghe), 'fondi': list(fondi or []), 'indennita': list(indennita)}
        heads = {n: base.tabella(n)[0] for n in extra}
        changes = {'presenze': presenze} if presenze else {}
        if fondi:                                    # the body's fund becomes that of the first project
            first = fondi[0][4]
            changes['fondi'] = lambda r: dict(r, progetto=first) if r['anno'] == '2025' else r
            extra['fondi'] = list(fondi[1:])
        original = base.Ente.run

        def run(ente, *args, **more):
            if args[0] == 'import':                  # the added rows, before they are read
                for table, rows in extra.items():
                    with (folder / 'dati' / f'{table}.csv').open('a', encoding='utf-8', newline='') as f:
                        writer = csv.writer(f, delimiter=';', lineterminator='\n')
                        writer.writerows(list(r) + [''] * (len(heads[table]) - len(r)) for r in rows)
            return original(ente, *args, **more)
        base.Ente.run = run
        try:
            return base.Ente(folder, str(folder / 'ente.db'), **changes)
        finally:
            base.Ente.run = original

    def test_presence_is_counted_from_dated_absences(self):
        without = lambda r: None if r['persona'] == 'M013' else r
        rows = [('M013', *p) for p in PERIODI]
        away = {}
        for name, parametri, neutral in (('ferie-neutre', (), ('congedo', 'neutra', 'ferie')),
                                         ('ferie-contate', (('scelta.pr.neutral', 'infortunio'),), ('congedo', 'neutra'))):
            e = self.ente_con(name, parametri=parametri, assenze=rows, presenze=without)
            days = [day('2025-01-01') + datetime.timedelta(k) for k in range(365)]
            lost = 0
            for d in days:
                kinds = [k for a, b, k in PERIODI if day(a) <= d <= day(b)]
                lost += bool(lavorativi(d, d)) and bool(kinds) and not any(k in neutral for k in kinds)
            p = next(x for x in e.case['premi']['persone'] if x['id'] == 'M013')
            self.assertEqual((lavorativi(days[0], days[-1]), lost), (p['giorni_dovuti'], p['giorni_assenza']), name)
            away[name] = lost
        self.assertEqual((3, 8), (away['ferie-neutre'], away['ferie-contate']))          # 9-11 June; 5-9 May too
        told = ' '.join(e.note.get('M012', []))
        self.assertIn('presenze.csv dice', told)                                        # a row of the year prevails, and it is said

    def test_the_body_chooses_fund_premium_and_payout_by_its_parameters(self):
        projects = sorted({r['progetto'] for r in base.righe('progetti_unita') if r['progetto'].startswith('PI-2025')} or
                          {r['codice'] for r in base.righe('progetti', anno='2025')})
        e = self.ente_con('progetti', parametri=[('scelta.fund.scope', 'project')],
                          fondi=[(f'F-{p}', 2025, '1000.00', '', p) for p in projects])
        funds = {f['id']: f['totale'] for f in e.esito['premi']['fondi']}
        self.assertEqual(dict({p: '1000.00' for p in projects}, **{projects[0]: '98500.00'}), funds)
        premium = [('maggiorazione.regola', 'ccnl'), ('maggiorazione.quota', '0.10'), ('maggiorazione.percentuale', '0.30'),
                   ('maggiorazione.parita', 'esclusi')]
        e = self.ente_con('premio', parametri=premium + [('scelta.dir.payout', 'threshold'), ('dir.payout.soglia', '101')],
                          paghe=[('M005', 2025, 'posizione', '', '0.30', 'non_raggiunto')],
                          indennita=[('M013', '2025-01-01', '2025-12-31', 'altra', '1000.00', '', '2025-07-01', '2025-12-31')])
        m = e.esito['premi']
        self.assertEqual(sum(int(p['maggiorazione'] != '0.00') for p in m['persone']), len(m['maggiorazione']['beneficiari']))
        self.assertTrue(m['maggiorazione']['beneficiari'])
        paid = sum(round(float(p['importo']) * 100) + round(float(p['maggiorazione']) * 100) for p in m['persone'])
        self.assertEqual(paid, round(float(m['totale']) * 100))
        self.assertEqual({'0.00'}, {d['retribuzione'] for d in e.esito['dirigenti']})
        po = next(p for p in e.esito['posizioni'] if p['id'] == 'M005')
        self.assertAlmostEqual(float(po['trattenuta']) / (float(po['trattenuta']) + float(po['retribuzione'])), 0.3, 5)
        self.assertEqual([('184', '504.11')], [(i['giorni'], i['importo']) for i in e.esito['indennita']])   # 1000 x 184/365
        who = m['maggiorazione']['beneficiari'][0]
        told = e.run('explain', '--anno', '2025', '--persona', who, 'maggiorazione', '--as', 'M001')
        self.assertIn('F-70', told)
        self.assertIn(m['maggiorazione']['importo'].replace('.', ','), told)
        self.assertIn('S-N.71', e.run('explain', '--anno', '2025', '--persona', 'M013', 'importo', '--as', 'M001') +
                      e.run('explain', '--anno', '2025', '--persona', 'M013', 'giorni', '--as', 'M001'))

    def test_what_was_added_comes_out_as_it_went_in(self):
        e = self.ente_con('andata', assenze=[('M013', *p) for p in PERIODI])
        out = e.folder / 'uscita'
        e.run('export', str(out), '--as', 'M001')
        for table in ('assenze', 'paghe', 'indennita'):
            went = sorted((e.folder / 'dati' / f'{table}.csv').read_text(encoding='utf-8').splitlines())
            self.assertEqual(went, sorted((out / f'{table}.csv').read_text(encoding='utf-8').splitlines()))


if __name__ == '__main__':
    base.PROVA = str(pathlib.Path(sys.argv[1]).resolve())
    unittest.main(argv=sys.argv[:1])

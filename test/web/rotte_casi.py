# rotte_casi.py - the table of routes as data, and for every role objects of every kind that a path may name.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""People, objects and relations are those of test/app/matrice_casi.py: each column of the matrix has one person with that
role and no other, each relation one object that stands in it and in no other."""
import functools
import itertools
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / 'test/app'))
import matrice_casi as casi  # noqa: E402

ROW = re.compile(r'ROTTA\(\s*(GET|POST)\s*,\s*"([^"]+)"\s*,\s*(\w+)\s*,\s*(CHIUNQUE|CHI_ENTRA|CORREGGE|(?:A_\d|CORREGGE_O)\(([^)]*)\))\s*,\s*(\w+)\s*,'
                 r'\s*(\w+)\s*,\s*"([^"]+)"\s*\)')
RUOLI = [r for r in casi.CHI if casi.CHI[r]]
# On the day of the tests (casi.OGGI) each track of these years stands here.
STATI = {'2025': {'valutazione': 'DECISA', 'valutazione_personale': 'DECISA', 'relazione': 'PUBBLICATO'},
         '2026': {'valutazione': 'APERTA', 'valutazione_personale': 'APERTA', 'relazione': 'BOZZA'}}
# This group was proposed, and no act decided it.
STATI_OGGETTI = {'G2025-PV': 'PROPOSTA'}
# Handlers that ask the matrix once more, because what it wants stands in the object: action, role: relations to it.
ANCHE = {h: ('ATTO_REGISTRA', {'sg': {'COMPETENT'}})     # SGE-2026-066 is an act of the SG
         for h in ('atto_collega', 'atto_correggi', 'atto_annullo', 'atto_annullato')}
# An entry of the journal may be of tables that somebody else corrects: the page itself asks for each. Entry 1 made the body.
ANCHE |= {h: ('INIZIALIZZA', {}) for h in ('annulla_chiedi', 'annulla_fai')}
ANCHE['tavolo_form_deroga'] = ('ATTO_REGISTRA', {'dirigente': {'COMPETENT'}})   # who verifies waives (permessi.def, CHI)


# The example's own rulebook is a draft.
ANCHE |= {h: ('SISTEMA_BOZZA_LEGGI', {}) for h in ('sistema_mostra', 'sistema_scarica', 'sistema_testo_mostra', 'sistema_parte_mostra', 'sistema_documento',
                                                        'sistema_confronto')}


# Who is named here is in no sheet: looking is not noted.
SENZA_TRACCIA = {'persona_mostra'}


class Rotta:
    def __init__(self, method, path, handler, who, actions, csrf, lane, source):
        self.method, self.path, self.handler, self.csrf, self.lane, self.source = method, path, handler, csrf, lane, source
        self.azioni = [a.strip() for a in actions.split(',')] if actions else []
        self.chi = 'CORREGGE' if who.startswith('CORREGGE') else 'MATRICE' if self.azioni else who
        self.parametri = re.findall(r'\{(\w+)\}', path)
        self.forma = re.compile(re.sub(r'\\\{\w+\\\}', '[^/]+', re.escape(path)))

    def __str__(self):
        return f'{self.method} {self.path}'

    def matches(self, path):
        return self.forma.fullmatch(path.split('?')[0].split('#')[0])


@functools.cache
def correzioni():
    """Table: the action that corrects it."""
    source = (ROOT / 'src/model/correzioni.c').read_text(encoding='utf-8')
    names = dict(re.findall(r'^ENTITA\(\w+, (\w+), (\w+),', (ROOT / 'src/model/entita.def').read_text(encoding='utf-8'), re.M))
    return {names[e]: a for e, a in re.findall(r'\[ENTITA_(\w+)\] = \{\.azione = AZIONE_(\w+)', source)}


def rotte():
    text = re.sub(r'/\*.*?\*/', '', (ROOT / 'src/web/rotte.def').read_text(encoding='utf-8'), flags=re.S)
    found = [Rotta(*m.groups()) for m in ROW.finditer(text)]
    if len(found) != len(re.findall(r'^ROTTA\(', text, re.M)):
        raise AssertionError('a row of rotte.def is not understood here')
    return found


# -- what a path may name: for each role (value, relation in which the role's person stands to it) -----------------------
def persone(ruolo):
    mine = casi.SCHEDA.get(ruolo, {})
    own = casi.CHI[ruolo]
    out = [(p, r) for r, p in mine.items() if r != 'COMPETENT']     # that one is about events, which no path names
    if 'SELF' not in mine and ruolo in ('sg',):
        out.append((own, 'SELF'))
    return [*out, ('M021', None)]


def gruppi(ruolo):
    out = []
    for table in (casi.GRUPPO, casi.PROPONE, casi.VERIFICA):
        if ruolo in table:
            out.append((table[ruolo][1], {table[ruolo][0]} | ({'SUBTREE'} if table[ruolo][1] == 'G2025-PV' else set())))
    outside = casi.GRUPPO[ruolo][2] if ruolo in casi.GRUPPO else 'G2025-S11'
    return [x for i, x in enumerate(out) if x not in out[:i]] + [(outside, None)]


def nodi(ruolo):
    if ruolo not in casi.NODO:
        return [('A1P1G1', None)]
    relation, inside, outside = casi.NODO[ruolo]
    return [(inside, relation), (outside, None)]


def riunioni(ruolo):
    return [(f'PVR-{ruolo}', 'SELF'), ('PVR-S21', 'SUBTREE' if ruolo == 'dirigente' else None)]


def unita(ruolo):
    inside = {'dirigente': ('S21', 'SUBTREE'), 'dirigente_amm_contabile': ('S31', 'SUBTREE'), 'po': ('S11', {'OWN_UNIT', 'SUBTREE'}),
              'responsabile_uo': ('U33', {'OWN_UNIT', 'SUBTREE'})}
    return [inside[ruolo], ('CCIAA', None)] if ruolo in inside else [('S21', None)]


def same(*values):
    return lambda ruolo: [(v, None) for v in values]


# Tables with one row of each; the last is written elsewhere, so that no row of the matrix opens it.
TABELLE = {'persone': 'M012', 'unita': 'S21', 'incarichi': None, 'nodi': 'A1P1G1', 'valori': None, 'gruppi': 'G2025-S11',
           'presenze': None, 'fondi': None, 'verifiche_oiv': None, 'enti': 'CCIAA', 'semischede': None}


# A route with a parameter that is not here fails the test: say what there is of it in the example.
PARAMETRI = {'anno': same('2025', '2026'), 'persona': persone, 'gruppo': gruppi, 'nodo': nodi, 'riunione': riunioni,
             'unita': unita, 'atto': same('SGE-2026-066'), 'indicatore': same('A1I1'), 'tabella': same('persone'),
             'chiave': same('M012'), 'parte': same('scheda'), 'numero': same('1'), 'formato': same('html'),
             'gettone': same('0' * 64), 'lavoro': same('1'),
             'sistema': same('cciaa-2027')}


def istanze(rotta, ruolo):
    """(path, values, relations) of a route for a role; relations: in which the role's person stands to what it names."""
    out = []
    choices = dict(PARAMETRI)
    if rotta.path.startswith('/utenti/'):
        choices['chiave'] = same('altro')       # an account that no test signs in with
    elif 'chiave' in rotta.parametri:
        choices['tabella'] = same(*[t for t, k in TABELLE.items() if k])
    else:
        choices['tabella'] = same(*TABELLE)
    for combination in itertools.product(*(choices[p](ruolo) for p in rotta.parametri)):
        values = {p: v for p, (v, _) in zip(rotta.parametri, combination)}
        if 'tabella' in values and 'chiave' in values:
            values['chiave'] = TABELLE[values['tabella']]
        if 'gruppo' in values and values.get('anno') == '2026':
            continue        # the groups are those of 2025
        relations = set().union(*(r if isinstance(r, set) else {r} for _, r in combination if r))
        path = rotta.path
        for p, v in values.items():
            path = path.replace('{' + p + '}', v)
        out.append((path, values, relations))
    return out


def ammessa(rotta, righe, ruolo, values, relations, anche=True):
    """What the matrix says: the rows of `ciclo permessi --json`. Without anche: of the route alone."""
    if anche and rotta.handler in ANCHE:
        azione, to = ANCHE[rotta.handler]
        if not set(righe[azione]['celle'][ruolo]) & (to.get(ruolo, set()) | {'BODY'}):
            return False
    azioni = list(rotta.azioni)
    if rotta.chi == 'CORREGGE':
        by_table = correzioni()
        azioni += [by_table[values['tabella']]] if values.get('tabella') in by_table else [] if 'tabella' in values else by_table.values()
    for azione in azioni:
        riga = righe[azione]
        cells = set(riga['celle'][ruolo])
        stato = STATI_OGGETTI.get(values.get('gruppo')) or STATI[values.get('anno', '2025')].get(riga['traccia'])
        if riga['stati'] and stato not in riga['stati']:
            continue
        if not riga['su_di_se'] and 'SELF' in relations:
            continue
        if cells & (relations | {'BODY', 'PUBLIC'}):
            return True
    return False

# casi.py - reads the files of casi/: small inputs with what they must answer beside them.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import pathlib

QUI = pathlib.Path(__file__).resolve().parent


class Caso:
    def __init__(self, file, nome):
        self.file, self.nome, self.parti = file, nome, {}

    @property
    def atteso(self):
        return self.parti['atteso']

    def scrivi(self, cartella):
        """Writes the case's files; gives the path to import."""
        cartella.mkdir()
        for nome, testo in self.parti.items():
            if nome != 'atteso':
                (cartella / nome).write_text(testo, encoding='utf-8')
        return cartella / 'dati.json' if 'dati.json' in self.parti else cartella


def leggi(nome):
    casi, parte = [], None
    for n, riga in enumerate((QUI / 'casi' / (nome + '.txt')).read_text(encoding='utf-8').splitlines(), 1):
        if riga.startswith('=== '):
            casi.append(Caso(nome, riga[4:]))
            parte = None
        elif riga.startswith('--- '):
            parte = riga[4:]
            casi[-1].parti[parte] = ''
        elif parte:
            casi[-1].parti[parte] += riga + '\n'
        elif riga and not riga.startswith('#'):
            raise SystemExit(f'{nome}.txt:{n}: {riga}')
    for c in casi:      # a blank line stands between cases
        ultima = list(c.parti)[-1]
        c.parti[ultima] = c.parti[ultima].rstrip('\n') + '\n' if c.parti[ultima].strip() else ''
    return casi

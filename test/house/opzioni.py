# opzioni.py - which options each command takes, read out of src/app: no list of them stands anywhere else.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""A command reads its options where it needs them. An option is a literal "--name" in the function of a command or in a
function that it calls; registro_campi takes one option for each field of a record of the model."""
import re

import house

FUNCTION = re.compile(r'^(?P<static>static )?[A-Za-z][\w \n]*?[ *](?P<name>\w+)\([^;{]*\)\n\{\n(?P<body>.*?)^\}', re.M | re.S)
OPTION = re.compile(r'"(--[a-z][a-z-]*)"')
COMMAND = re.compile(r'\{"(?P<name>\w+)", (?P<strings>(?:"(?:\\.|[^"\\])*"[,\s]+)+)(?P<function>cmd_\w+)\}', re.S)


def program(name):
    """A source of the program as it is without its test build."""
    return re.sub(r'^#ifdef CICLO_PROVA\n.*?^#else\n(.*?)^#endif\n', r'\1', house.read(name), flags=re.M | re.S)


def fields(record):
    block = re.search(rf'^ENTITA\(\w+, {record}, .*?^\)', house.read('src/model/entita.def'), re.M | re.S).group(0)
    return {'--' + name.replace('_', '-') for name in re.findall(r'^    [KRO]\(\w+, (\w+),', block, re.M)}


class Comandi:
    def __init__(self):
        self.bodies, self.homes = {}, {}  # (file, function) -> body; function -> its file, when others may call it
        for path in sorted((house.ROOT / 'src/app').glob('*.c')):
            for m in FUNCTION.finditer(program(f'src/app/{path.name}')):
                self.bodies[path.name, m['name']] = m['body']
                if not m['static']:
                    self.homes[m['name']] = path.name
        self.uses, self.functions = {}, {}
        for m in COMMAND.finditer(program('src/app/main.c')):
            words = re.findall(r'"((?:\\.|[^"\\])*)"(,?)', m['strings'])
            self.uses[m['name']] = ''.join(s for s, _ in words[:[bool(c) for _, c in words].index(True) + 1])
            self.functions[m['name']] = m['function']
        self.common = self.reached('contesto_leggi', set())

    def reached(self, function, leave, file=None, seen=None):
        """Options of a function and of all that it calls; leave: functions not entered."""
        seen = set() if seen is None else seen
        home = file if (file, function) in self.bodies else self.homes.get(function)
        if home is None or (home, function) in seen or function in leave:
            return set()
        seen.add((home, function))
        body = self.bodies[home, function]
        found = set(OPTION.findall(body))
        for record in re.findall(r'registro_campi\([^;]*?entita_info\(ENTITA_(\w+)\)', body):
            found |= fields(record)
        for called in set(re.findall(r'\b(\w+)\b', body)):
            found |= self.reached(called, leave, home, seen)
        return found

    def options(self, command):
        return self.reached(self.functions[command], {'contesto_leggi'})

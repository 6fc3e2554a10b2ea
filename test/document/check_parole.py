#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""check_parole.py CICLO ESEMPIO: no word of a real document is lost on its way to PDF and DOCX.

The example's documents are made by the program; each paragraph of the ODT has to be in the text of the PDF and of the
DOCX, whole and in its place. (check_pdf does the same with made-up documents.)"""
import pathlib
import subprocess
import sys
import tempfile

import parole

DOCUMENTS = (('report', 'relazione', '--as', 'M056'), ('report', 'vincoli', '--as', 'M001'), ('report', 'calcolo', '--as', 'M012', '--persona', 'M012'),
             ('rulebook', 'print', 'criteri-2026', '--as', 'M001'))


def main():
    ciclo, esempio = sys.argv[1:]
    found = []
    with tempfile.TemporaryDirectory() as folder:
        at = pathlib.Path(folder)

        def run(*args):
            subprocess.run([ciclo, *args, '--oggi', '2026-07-31', '--db', at / 'ente.db'], check=True,
                           stdout=subprocess.DEVNULL)

        run('init', '--codice', 'CCIAA', '--nome', 'Camera di Commercio di Esempio', '--esempio')
        run('import', esempio)
        run('evaluate', '--anno', '2025', '--as', 'M001')
        for command, name, *who in DOCUMENTS:
            run(command, name, '--anno', '2025', *who, '--formato', 'odt,pdf,docx', '--out', at / name)
            odt = at / f'{name}.odt'
            if len(parole.odt_paragraphs(odt)) < 100:
                found.append(f'{name}: the ODT says nearly nothing')
            found += [f'{name}: {p}' for p in parole.pdf_problems(odt, at / f'{name}.pdf')]
            found += [f'{name}: {p}' for p in parole.docx_problems(odt, at / f'{name}.docx')]
    for line in found[:40]:
        print(line, file=sys.stderr)
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())

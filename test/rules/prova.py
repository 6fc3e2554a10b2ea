# prova.py - what the tests that run the real program share: the program, cases, TAP.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""A test file ends with prova.main(); its first argument is the program, and main prints one TAP line a test."""
import contextlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

QUI = pathlib.Path(__file__).resolve().parent
ROOT = QUI.parents[1]
CASES = QUI.parent / 'cases'
sys.path.insert(0, str(QUI.parent / 'oracle'))

CICLO = None


def EVIDENCE(ids):
    """Names the requirement ids a test is evidence for; script/trace.py collects them."""


def ciclo(*arguments, stdin=None, timeout=120):
    """(exit status, standard output, standard error) of the program, as bytes."""
    done = subprocess.run([CICLO, *map(str, arguments)], input=stdin, capture_output=True, timeout=timeout,
                          stdin=subprocess.DEVNULL if stdin is None else None)
    return done.returncode, done.stdout, done.stderr


def text(case):
    return json.dumps(case, ensure_ascii=False).encode()


def score(case, *options):
    """The output for a case (a dict, or the path of a file), which must be taken."""
    if isinstance(case, dict):
        code, out, err = ciclo('score', *options, '-', stdin=text(case))
    else:
        code, out, err = ciclo('score', *options, case)
    if code or err:
        raise AssertionError(f'exit {code}: {err.decode()[:2000]}')
    return json.loads(out)


def refused(case, *options, command='score'):
    """The lines of a refused case, without the file's name: [(where, what)]."""
    code, out, err = ciclo(command, *options, '-', stdin=case if isinstance(case, bytes) else text(case))
    if code != 2 or out:
        raise AssertionError(f'exit {code}, {len(out)} bytes on standard output')
    return [tuple(line[3:].split(': ', 1)) for line in err.decode().splitlines()]


def case(**parts):
    return dict({'formato': 'ciclo-caso/1', 'anno': 2018, 'sistema': 'criteri-2018'}, **parts)


def load(name):
    return json.loads((CASES / f'{name}.json').read_text(encoding='utf-8'))


def at(value, pointer):
    """What a JSON pointer names."""
    for step in pointer.split('/')[1:]:
        step = step.replace('~1', '/').replace('~0', '~')
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


def without_traces(x):
    if isinstance(x, dict):
        return {k: without_traces(v) for k, v in x.items() if k != 'traccia'}
    return [without_traces(v) for v in x] if isinstance(x, list) else x


@contextlib.contextmanager
def written(content, suffix='.yaml'):
    """The name of a file with this content, for as long as the block lasts."""
    with tempfile.NamedTemporaryFile(suffix=suffix) as f:
        f.write(content if isinstance(content, bytes) else content.encode())
        f.flush()
        yield f.name


class Folder(unittest.TestCase):
    """A test with a folder of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def file(self, name, content):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path


class Tap(unittest.TestResult):
    def __init__(self):
        super().__init__()
        self.n = 0

    def line(self, good, test, words=''):
        self.n += 1
        print(f"{'ok' if good else 'not ok'} {self.n} - {test.id().split('.')[-1]}")
        for w in words.rstrip().splitlines():
            print('# ' + w)
        sys.stdout.flush()

    def startTest(self, test):
        super().startTest(test)
        self.parts = []

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err:
            self.parts.append(f'{subtest.id()}: {self._exc_info_to_string(err, test)}')

    def stopTest(self, test):
        if self.parts:
            self.line(False, test, '\n'.join(self.parts))
        super().stopTest(test)

    def addSuccess(self, test):
        if not self.parts:
            self.line(True, test)

    def addFailure(self, test, err):
        self.parts.append(self._exc_info_to_string(err, test))
        super().addFailure(test, err)

    def addError(self, test, err):
        self.parts.append(self._exc_info_to_string(err, test))
        super().addError(test, err)

    def addSkip(self, test, reason):
        self.parts.append('skipped: ' + reason)


def main():
    global CICLO
    if len(sys.argv) < 2:
        sys.exit(f'usage: {sys.argv[0]} CICLO [TEST...]')
    CICLO = os.path.abspath(sys.argv[1])
    loader, tests = unittest.defaultTestLoader, sys.modules['__main__']
    suite = loader.loadTestsFromNames(sys.argv[2:], tests) if sys.argv[2:] else loader.loadTestsFromModule(tests)
    print(f'1..{suite.countTestCases()}')
    result = Tap()
    suite.run(result)
    sys.exit(0 if result.wasSuccessful() and result.n == suite.countTestCases() else 1)

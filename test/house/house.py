# house.py - what the tests of the house share.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def read(name):
    return (ROOT / name).read_text(encoding='utf-8')


def run(*command, **options):
    return subprocess.run([str(c) for c in command], capture_output=True, text=True, cwd=ROOT, **options)


def python(script, *arguments):
    return run(sys.executable, ROOT / 'script' / script, *arguments)


def version():
    """The version that meson.build declares: the one truth."""
    return re.search(r"version: '([^']+)'", read('meson.build')).group(1)


def tracked():
    """Every file of the repository that git knows, by name."""
    done = run('git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard')
    assert done.returncode == 0, done.stderr
    return [name for name in done.stdout.split('\0') if name and (ROOT / name).is_file()]

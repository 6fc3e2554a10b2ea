#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""count.py BUILD: counts the subtests of the last `meson test` in BUILD; prints "PASSED FAILED", then what failed.

A program that speaks TAP counts a test a line, any other counts one. A skipped test counts as failed: what lacks
something has to say so and fail. A program that ended badly counts at least one failure, also when each of its lines
was fine until then."""
import json
import pathlib
import re
import sys

PLAN = re.compile(r'^1\.\.(\d+)', re.M)
LINE = re.compile(r'^(not ok|ok)\b[ \d]*(?:- )?(.*)$', re.M)


def count(log):
    """(passed, [name of each failure])"""
    passed, failed = 0, []
    for line in log.splitlines():
        program = json.loads(line)
        output, well = program.get('stdout') or '', program['result'] in ('OK', 'EXPECTEDFAIL')
        bad = []
        if PLAN.search(output):
            for state, name in LINE.findall(output):
                if state == 'ok' and '# SKIP' not in name.upper():
                    passed += 1
                else:
                    bad.append(f"{program['name']}: {name}")
        elif well:
            passed += 1
        if not well and not bad:
            bad.append(f"{program['name']}: {program['result']}")
        failed += bad
    return passed, failed


def main():
    log = pathlib.Path(sys.argv[1]) / 'meson-logs/testlog.json'
    passed, failed = count(log.read_text(encoding='utf-8'))
    print(passed, len(failed))
    for name in failed:
        print(f'failed: {name}')
    return 1 if failed or not passed else 0


if __name__ == '__main__':
    sys.exit(main())

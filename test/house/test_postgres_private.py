# test_postgres_private.py - the private PostgreSQL: its settings, one database a run, nothing left behind.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import os
import pathlib
import re
import subprocess
import unittest

import house

PRIVATE = house.ROOT / 'script/postgres-private'
SETTINGS = ("SELECT pg_encoding_to_char(encoding) || ' ' || datcollate || ' ' || current_setting('listen_addresses')"
            " || ' ' || current_setting('fsync') FROM pg_database WHERE datname = current_database()")
ASK = f'echo "$CICLO_TEST_PG"; psql -X -A -t "$CICLO_TEST_PG" -c "{SETTINGS}"'


def outside():
    """The environment without the server that script/test has already started."""
    return {k: v for k, v in os.environ.items() if k != 'CICLO_TEST_PG'}


class PostgresPrivate(unittest.TestCase):
    def test_a_server_of_ones_own_and_nothing_left(self):
        both = f'eval "$ASK"; {PRIVATE} run bash -c "$ASK"; exit 7'
        done = house.run(PRIVATE, 'run', '--fast', 'bash', '-c', both, env={**outside(), 'ASK': ASK})
        self.assertEqual(done.returncode, 7, done.stderr)
        url, settings, inner, inner_settings = done.stdout.splitlines()
        self.assertEqual((settings, inner_settings), ('UTF8 C  off', 'UTF8 C  off'))
        self.assertNotEqual(url, inner)
        folder = re.search(r'host=(/tmp/ciclo-pg\.\w+)$', url).group(1)
        self.assertTrue(inner.endswith(folder), 'one server for both')
        self.assertFalse(pathlib.Path(folder).exists())

    def test_start_prints_the_url_and_stop_removes_everything(self):
        done = house.run('bash', '-c', f'url=$({PRIVATE} start) && {PRIVATE} stop "$url" && echo "$url"', env=outside())
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertFalse(pathlib.Path(done.stdout.strip().split('host=')[1]).exists())

    def test_what_a_killed_run_has_left_is_removed_by_the_next_and_what_lives_stays(self):
        def started(command):
            p = subprocess.Popen([PRIVATE, 'run', '--fast', 'bash', '-c', f'echo "$CICLO_TEST_PG"; {command}'], env=outside(),
                                 stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True)
            return p, pathlib.Path(p.stdout.readline().strip().split('host=')[1])
        killed, left = started('read')
        living, kept = started('read')
        killed.kill()
        killed.communicate()
        # its server is told by the system, and ends in its own time
        self.assertEqual(house.run('flock', '-w', '60', left / 'in-uso', 'true').returncode, 0)
        third, _ = started('true')
        third.communicate()
        self.assertFalse(left.exists())
        self.assertTrue((kept / 'data/postmaster.pid').exists())
        living.communicate('')
        self.assertFalse(kept.exists())

    def test_without_postgresql_it_says_so(self):
        done = house.run(PRIVATE, 'run', 'true', env={**outside(), 'CICLO_PG_BIN': '/nowhere'})
        self.assertEqual(done.returncode, 9)
        self.assertIn('initdb not found: script/bootstrap installs PostgreSQL', done.stderr)


if __name__ == '__main__':
    unittest.main()

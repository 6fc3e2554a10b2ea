# test_installazione.py - the sample files for administrators: nginx and systemd take them, and ciclo knows their options.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import pathlib
import re
import subprocess
import tempfile
import unittest

import house

UNITS = ('ciclo.service', 'ciclo-pubblico.service')


class Installazione(unittest.TestCase):
    def setUp(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.folder = pathlib.Path(place.name)

    def test_nginx_takes_its_file(self):
        key, cert = self.folder / 'k.pem', self.folder / 'c.pem'
        subprocess.run(['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key,
                        '-out', cert, '-days', '2', '-subj', '/CN=example'], check=True, capture_output=True)
        text = house.read('doc/esempi/nginx.conf')
        text = re.sub(r'(ssl_certificate) [^;]+;', rf'\1 {cert};', text)
        text = re.sub(r'(ssl_certificate_key) [^;]+;', rf'\1 {key};', text)
        text = text.replace('/var/cache/nginx/ciclo_pubblico', f'{self.folder}/cache')
        (self.folder / 'nginx.conf').write_text(f'pid {self.folder}/pid; error_log {self.folder}/log; events {{}}\n'
                                                f'http {{ access_log off;\n{text}\n}}\n', encoding='utf-8')
        program = next((p for p in ('/usr/sbin/nginx', '/usr/bin/nginx') if pathlib.Path(p).exists()), 'nginx')
        done = subprocess.run([program, '-t', '-p', self.folder, '-c', self.folder / 'nginx.conf'], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn('[warn]', done.stderr)

    def test_the_units_and_the_guide_use_options_that_are_there(self):
        uses = house.read('src/app/main.c')
        for name in UNITS:
            for line in re.findall(r'^ExecStart(?:Pre)?=(.+)$', house.read(f'doc/esempi/{name}'), re.M):
                self.assertTrue(line.startswith('/usr/local/bin/ciclo serve '))
                for option in re.findall(r'--[a-z]+', line):
                    self.assertTrue(f'{option} ' in uses or f'{option}]' in uses or option == '--db', f'{name}: {option}')
        guide = house.read('doc/installazione.md')
        known = set(re.findall(r'--[a-z][a-z-]*', uses)) | {'--db', '--as', '--anchor'}
        for line in re.findall(r'(?:^    |`|\| )ciclo ([a-z]+[^\n`|]*)', guide, re.M):
            command = line.split()[0]
            self.assertIn(f'{{"{command}"', uses, line)
            for option in re.findall(r'--[a-z][a-z-]*', line):
                self.assertIn(option, known, line)

    def test_names_and_sockets_agree(self):
        nginx = house.read('doc/esempi/nginx.conf')
        for name in UNITS:
            line = re.search(r'^ExecStart=(.+)$', house.read(f'doc/esempi/{name}'), re.M).group(1)
            self.assertIn('unix:' + re.search(r'--socket (\S+)', line).group(1), nginx)
            self.assertIn('server_name ' + re.search(r'--nome (\S+)', line).group(1) + ';', nginx)

    def test_systemd_knows_every_line_of_the_units(self):
        for name in UNITS:
            text = house.read(f'doc/esempi/{name}').replace('/usr/local/bin/ciclo', '/bin/true').replace('man:ciclo(1)', 'https://example.org/')
            text = re.sub(r'^(User|Group)=.*$', r'\1=root', text, flags=re.M)
            (self.folder / name).write_text(text, encoding='utf-8')
            done = subprocess.run(['systemd-analyze', 'verify', '--man=no', self.folder / name], capture_output=True, text=True)
            faults = [l for l in done.stderr.splitlines() if name in l and ('Unknown' in l or 'Failed to parse' in l or 'nvalid' in l)]
            self.assertEqual(faults, [])


if __name__ == '__main__':
    unittest.main()

# test_house.py - licences, versions and the files around the code say the same thing.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import hashlib
import json
import re
import unittest

import house

# Of the texts in npm's spdx-license-list 6.12.0, one newline at the end.
TEXTS = {
    'LICENSES/AGPL-3.0-or-later.txt': 'd8a6cc31abc16b6748c7a21f21611f5a1ec33f67d22ca23d7da1c19b95496bee',
    'LICENSES/EUPL-1.2.txt': '57fb42fbcd0b037ce528ed8f72f1ec095d67bc6825ecf1448ff39be1fe68a4b4',
}
LICENCE = 'SPDX-License-' + 'Identifier: EUPL-1.2 OR AGPL-3.0-or-later'  # in two: reuse reads this file too
SOURCES = ('.c', '.h', '.py', '.def', '.sql', '.build', '.yaml', '.yml', '.scd', '.md', '.sh', '.mjs', '.js',
           '.css', '.thtml', '.po')


class House(unittest.TestCase):
    def test_every_file_has_its_licence(self):
        done = house.run('reuse', 'lint')
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_the_licence_texts_are_the_official_ones(self):
        found = {name: hashlib.sha256((house.ROOT / name).read_bytes()).hexdigest()
                 for name in house.tracked() if name.startswith('LICENSES/')}
        self.assertEqual(found, TEXTS)

    def test_every_source_names_both_licences_near_its_top(self):
        for name in house.tracked():
            if name.startswith(('test/must_fail/', 'fuzz/seeds/')):
                continue  # inputs, wrong on purpose: .reuse/dep5 speaks for them
            if name.endswith(SOURCES) or name.startswith('script/') and '.' not in name:
                with self.subTest(name):
                    self.assertIn(LICENCE, house.read(name)[:4000])

    def test_meson_and_the_changelog_name_one_version(self):
        top = re.search(r'^## (\S+)', house.read('CHANGELOG.md'), re.M).group(1)
        self.assertEqual(top, house.version())

    def test_a_lock_file_names_no_host(self):
        for name in house.tracked():
            if name.endswith('package-lock.json'):
                for path, package in json.loads(house.read(name)).get('packages', {}).items():
                    self.assertNotIn('resolved', package, f'{name}: {path} (npm: omit-lockfile-registry-resolved)')

    def test_every_package_has_a_reason(self):
        for name in ('script/packages/build.txt', 'script/packages/test.txt'):
            for line in house.read(name).splitlines():
                if line and not line.startswith('#'):
                    self.assertRegex(line, r'^[a-z0-9][a-z0-9+.-]+ +\S', name)

    def test_links_between_the_documents_lead_somewhere(self):
        for name in house.tracked():
            if name.endswith('.md'):
                for target in re.findall(r'\]\(([^)#:]+)(?:#[^)]*)?\)', house.read(name)):
                    with self.subTest(name, target=target):
                        self.assertTrue(((house.ROOT / name).parent / target).exists())

    def test_each_floor_says_what_it_refuses(self):
        for floor in re.findall(r'^(\w+):', house.read('floors'), re.M):
            readme = house.ROOT / 'src' / floor / 'README.md'
            if (readme.parent / 'meson.build').exists():
                with self.subTest(floor):
                    self.assertTrue(readme.exists(), f'src/{floor}/README.md is missing: why it exists, what it refuses')
                    text = readme.read_text(encoding='utf-8')
                    self.assertLessEqual(len(text.splitlines()), 30)
                    self.assertIn('refuses', text)


if __name__ == '__main__':
    unittest.main()

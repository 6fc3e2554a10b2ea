# test_publiccode.py - publiccode.yml follows the standard (0.7) and says what the rest of the repository says.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import copy
import datetime
import pathlib
import re
import unittest

import yaml

import house

LANGUAGE = re.compile(r'^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$')
ADDRESS = re.compile(r'^https?://[^\s/]+/\S+$')
STATUS = ('concept', 'development', 'beta', 'stable', 'obsolete')
TYPES = ('standalone/mobile', 'standalone/iot', 'standalone/desktop', 'standalone/web', 'standalone/backend',
         'standalone/other', 'addon', 'library', 'configurationFiles')
TOP = {'publiccodeYmlVersion', 'name', 'applicationSuite', 'url', 'landingURL', 'isBasedOn', 'softwareVersion',
       'releaseDate', 'logo', 'organisation', 'platforms', 'categories', 'usedBy', 'fundedBy', 'roadmap',
       'developmentStatus', 'softwareType', 'intendedAudience', 'description', 'legal', 'maintenance', 'localisation',
       'dependsOn', 'supports', 'IT'}


def texts(value):
    return isinstance(value, list) and len(value) > 0 and all(isinstance(v, str) and v.strip() for v in value)


def day(value):
    return isinstance(value, datetime.date) or bool(re.match(r'^\d{4}-\d\d-\d\d$', str(value)))


def problems(p, version, licences):
    """What is wrong with a parsed publiccode.yml, in words."""
    def want(holds, what):
        if not holds:
            found.append(what)
    found = []
    want(p.get('publiccodeYmlVersion') in ('0.7', '0.7.0'), 'publiccodeYmlVersion is not 0.7')
    want(set(p) <= TOP, f'unknown keys {sorted(set(p) - TOP)}')
    want(isinstance(p.get('name'), str) and p['name'], 'name')
    want(ADDRESS.match(str(p.get('url', ''))), 'url')
    want('releaseDate' not in p or day(p['releaseDate']), 'releaseDate')
    want(p.get('softwareVersion') == version, f"softwareVersion {p.get('softwareVersion')} is not {version}")
    want(texts(p.get('platforms')), 'platforms')
    want(texts(p.get('categories')), 'categories')
    want(p.get('developmentStatus') in STATUS, 'developmentStatus')
    want(p.get('softwareType') in TYPES, 'softwareType')

    description = p.get('description') or {}
    want({'it', 'en'} <= set(description), 'description in it and en')
    for language, d in description.items():
        want(LANGUAGE.match(language), f'description/{language}: no language tag')
        short, long = str(d.get('shortDescription', '')), str(d.get('longDescription', ''))
        here = f'description/{language}'
        want(1 <= len(short) <= 150 and '\n' not in short.strip(), f'{here}/shortDescription: {len(short)} characters')
        want(150 <= len(long) <= 10000, f'{here}/longDescription: {len(long)} characters')
        want(texts(d.get('features')), f'{here}/features')
    if {'it', 'en'} <= set(description) and all(texts(description[i].get('features')) for i in ('it', 'en')):
        want(len(description['it']['features']) == len(description['en']['features']), 'features: it and en differ')

    licence = (p.get('legal') or {}).get('license', '')
    want(set(re.split(r' (?:OR|AND|WITH) ', licence)) == licences, f'legal/license {licence!r} against LICENSES/')

    maintenance = p.get('maintenance') or {}
    want(maintenance.get('type') in ('internal', 'contract', 'community', 'none'), 'maintenance/type')
    if maintenance.get('type') in ('internal', 'community'):
        want([c for c in maintenance.get('contacts') or [] if c.get('name')], 'maintenance/contacts')
    if maintenance.get('type') == 'contract':
        contractors = maintenance.get('contractors') or [{}]
        want(all(c.get('name') and day(c.get('until')) for c in contractors), 'maintenance/contractors')
    else:
        want('contractors' not in maintenance, 'maintenance/contractors without a contract')

    localisation = p.get('localisation') or {}
    want(isinstance(localisation.get('localisationReady'), bool), 'localisation/localisationReady')
    languages = localisation.get('availableLanguages')
    want(texts(languages) and all(LANGUAGE.match(i) for i in languages), 'localisation/availableLanguages')
    for kind, those in (p.get('dependsOn') or {}).items():
        want(kind in ('open', 'proprietary', 'hardware') and all(i.get('name') for i in those), f'dependsOn/{kind}')

    italy = p.get('IT') or {}
    want(italy.get('countryExtensionVersion') == '1.0', 'IT/countryExtensionVersion')
    flags = {**(italy.get('conforme') or {}), **(italy.get('piattaforme') or {})}
    want(all(isinstance(v, bool) for v in flags.values()), 'IT: conforme and piattaforme are yes or no')
    return found


class Publiccode(unittest.TestCase):
    def setUp(self):
        self.p = yaml.safe_load(house.read('publiccode.yml'))
        self.licences = {pathlib.Path(n).stem for n in house.tracked() if n.startswith('LICENSES/')}

    def problems(self, p):
        return problems(p, house.version(), self.licences)

    def test_it_is_right(self):
        self.assertEqual(self.problems(self.p), [])

    def test_broken_copies_are_found(self):
        def without(*path):
            p = copy.deepcopy(self.p)
            at = p
            for key in path[:-1]:
                at = at[key]
            del at[path[-1]]
            return p

        def having(value, *path):
            p = copy.deepcopy(self.p)
            at = p
            for key in path[:-1]:
                at = at[key]
            at[path[-1]] = value
            return p

        broken = {
            'publiccodeYmlVersion': having('0.4', 'publiccodeYmlVersion'), 'name': without('name'),
            'url': having('ciclo', 'url'),
            'softwareVersion': having('9.9.9', 'softwareVersion'), 'platforms': having([], 'platforms'),
            'developmentStatus': having('ready', 'developmentStatus'), 'softwareType': without('softwareType'),
            'description in it and en': without('description', 'it'),
            'description/it/shortDescription': having('x' * 151, 'description', 'it', 'shortDescription'),
            'description/en/longDescription': having('x' * 149, 'description', 'en', 'longDescription'),
            'description/en/features': without('description', 'en', 'features'),
            'legal/license': having('EUPL-1.2', 'legal', 'license'), 'maintenance/type': without('maintenance', 'type'),
            'maintenance/contacts': without('maintenance', 'contacts'),
            'localisation/localisationReady': having('yes', 'localisation', 'localisationReady'),
            'localisation/availableLanguages': having(['italiano!'], 'localisation', 'availableLanguages'),
            'IT/countryExtensionVersion': without('IT', 'countryExtensionVersion'),
            'unknown keys': having(1, 'licence'),
        }
        for what, p in broken.items():
            with self.subTest(what):
                self.assertTrue([f for f in self.problems(p) if f.startswith(what)], f'not found: {what}')


if __name__ == '__main__':
    unittest.main()

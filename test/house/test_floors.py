# test_floors.py - script/floors.py refuses what the floors forbid, and lets pass what they allow.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import pathlib
import tempfile
import unittest

import house


class Floors(unittest.TestCase):
    def check(self, name, text):
        """floors.py on a tree with the real floors and one file."""
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / 'floors').write_text(house.read('floors'), encoding='utf-8')
            file = root / ('web' if name.endswith('.thtml') else 'src') / name
            file.parent.mkdir(parents=True)
            file.write_text(text, encoding='utf-8')
            return house.python('floors.py', root)

    def refused(self, name, text, why):
        done = self.check(name, text)
        self.assertNotEqual(done.returncode, 0, f'{name} passed')
        self.assertIn(why, done.stderr)

    def test_this_repository_passes(self):
        done = house.python('floors.py', house.ROOT)
        self.assertEqual((done.returncode, done.stderr), (0, ''))

    def test_downward_includes_pass(self):
        text = '#include "base/str.h"\n#include "numero/num.h"\n#include "rules/fondo.h"\n#include <stdio.h>\n'
        self.assertEqual(self.check('rules/fondo.c', text).returncode, 0)

    def test_an_upward_include_is_refused(self):
        self.refused('base/str.c', '#include "base/str.h"\n#include "rules/fondo.h"\n',
                     'src/base/str.c:2: floor base may not include rules/fondo.h')

    def test_a_sideways_include_is_refused(self):
        self.refused('rules/fondo.c', '#include "store/store.h"\n', 'floor rules may not include store/store.h')
        self.refused('store/store.c', '#  include "rules/fondo.h"\n', 'floor store may not include rules/fondo.h')

    def test_a_template_stands_on_the_floor_of_the_web(self):
        text = '<%@ #include "web/vista.h" %>\n%% #include "store/store.h"\n'
        self.assertEqual(self.check('a.thtml', text).returncode, 0)
        self.refused('a.thtml', '<%@ #include "app/main.h" %>\n', 'web/a.thtml:1: floor web may not include app/main.h')
        self.refused('a.thtml', '%% #include "vista.h"\n', 'web/a.thtml:1: include "vista.h" must name its floor')

    def test_an_include_without_its_floor_is_refused(self):
        self.refused('base/str.c', '#include "str.h"\n', 'must name its floor')

    def test_a_folder_that_is_not_a_floor_is_refused(self):
        self.refused('util/misc.c', '\n', 'folder util is not in floors')

    def test_binary_floating_point_is_refused(self):
        for line in ('double x;', 'static float f(void);', 'x = strtod(s, 0);', 'return (double)n / 2;'):
            self.refused('rules/fondo.c', f'/* a */\n{line}\n', 'src/rules/fondo.c:2: binary floating point')

    def test_the_word_in_a_comment_or_a_text_passes(self):
        text = '/* never a double */\nconst char *s = "double"; // nor a float\n'
        self.assertEqual(self.check('rules/fondo.c', text).returncode, 0)


if __name__ == '__main__':
    unittest.main()

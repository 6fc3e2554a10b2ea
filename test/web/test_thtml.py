# test_thtml.py CC... - what a template must not do does not compile, and the message says where and why.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMPILER = []

# Body of a template whose first line is line 2; the line and the words of the refusal.
REFUSED = [
    ('<a href={{ s }}>x</a>', 2, 'the value of href must stand in quotation marks'),
    ('<a href=x>x</a>', 2, 'the value of href must stand in quotation marks'),
    ('<p onclick="x()">x</p>', 2, 'onclick= is not allowed: web/ciclo.js listens'),
    ('<p onclick="{{ s }}">x</p>', 2, 'onclick= is not allowed'),
    ('<p style="color:{{ s }}">x</p>', 2, 'style= is not allowed: web/ciclo.css'),
    ('<script>var x = "{{ s }}";</script>', 2, 'a script has its own file'),
    ('<script src="/a.js">{{ s }}</script>', 2, 'interpolation in <script> is not allowed'),
    ('<script src="/a.js">x()</script>', 2, 'a script has its own file: the page may hold none'),
    ('<style>p { }</style>', 2, '<style> is not allowed'),
    ('<p>\n<b title="a', 4, 'the template ends inside <b>'),
    ('<p', 3, 'the template ends inside <p>'),
    ('<p>x', 3, 'elements left open: <p>'),
    ('<p><b>x</p></b>', 2, '</p> ends nothing; open: <p> <b>'),
    ('</p>', 2, '</p> ends nothing; open: nothing'),
    ('<br></br>', 2, 'br has no end'),
    ('<div/>', 2, 'only elements without content end so'),
    ('<p {{ s }}>x</p>', 2, 'interpolation inside a tag stands only in the quoted value of an attribute'),
    ('<{{ s }}>', 2, 'interpolation inside a tag'),
    ('<p {{ s }}="1">x</p>', 2, 'interpolation inside a tag'),
    ('<p id="a" id="b">x</p>', 2, 'id stands twice in <p>'),
    ('<p id="a"class="b">x</p>', 2, 'a blank is missing after id="..."'),
    ('<P>x</P>', 2, 'names of elements are written in small letters'),
    ('<!-- {{ s }} -->', 2, 'a comment is written {{# ... }}'),
    ('<iframe srcdoc="{{ s }}"></iframe>', 2, '<iframe> is not allowed'),
    ('<base href="{{ s }}">', 2, '<base> is not allowed'),
    ('<img srcset="{{ s }}" alt="x">', 2, 'interpolation in srcset= is not allowed'),
    ('%% html_lit(h, s.p, s.n);', 2, 'a line of C does not write by itself'),
    ('%% buf_put(&h->out, s);', 2, 'a line of C does not write by itself'),
    ('<a href="javascript:{{ s }}">x</a>', 2, 'only https, http, mailto and tel'),
    ('<p title="{{= g }}">x</p>', 2, '{{= }} stands only where text stands'),
    ('<a href="{{_ "x" }}">x</a>', 2, 'translated text stands in text or in an attribute that is read by people'),
    ('<form method="{{ s }}"></form>', 2, 'interpolation in method= is not allowed'),
    ('<form{{? s.n : method="post" }}></form>', 2, 'method= depends on nothing'),
    ('<button>x</button>', 2, 'a button says what it does'),
    ('<button formmethod="post">x</button>', 2, 'formmethod= is not allowed'),
    ('%% if (s.n) {\n<p>\n%% }\n</p>', 4, 'this branch does not leave the page as it found it; open: <p>'),
    ('%% if (s.n) {\n<b>a</b>\n%% } else {\n<p>\n%% }', 6, 'this branch does not leave the page as it found it'),
    ('%% for (int i = 0; i < 2; i++) {\n<p>\n%% if (i) continue;\n</p>\n%% }', 4,
     'continue: elements of this loop are still open'),
    ('<p>\n%% return;\n</p>', 3, 'return: elements are still open: <p>'),
    ('%% if (s.n)\n<b>a</b>', 2, 'a branch or a loop wants its brace on the same line'),
    ('%% if (s.n) {', 3, 'a "{" of this template is not closed'),
    ('%% }', 2, 'a "}" without its "{"'),
    ('%% t_apri(h);', 3, 'elements left open: t_apri'),
    ('%% t_chiudi(h);', 2, 't_chiudi ends nothing; open: nothing'),
    ('<b>\n<%...%>\n<p>', 5, 'elements left open: <b> <p>'),
    ('{{_ "anno {anno}" }}', 2, '{anno} of the text is given no value'),
    ('{{_ "anno" anno=s }}', 2, 'anno= is not in the text'),
    ('{{_ anno }}', 2, 'translated text is written {{_ "text" name=value }}'),
    ('{{_ "uno" | "molti" }}', 2, 'a text in two forms wants its number'),
    ('{{ s', 2, '{{ is not closed by }}'),
    ('{{# s', 1, 'a comment {{# is not closed'),
    ('{{ }}', 2, '{{ }} is empty'),
    ('1 < 2', 2, 'a "<" that begins no element: write &lt;'),
    ('<p\n%% altro(h, 1);\n>x</p>', 3, 'altro writes elements: it is not called inside a tag'),
    ('<%/%>\n<%! attributes a() %>\nid="x">', 4, 'a template of attributes does not end the tag'),
    ('<%/%>\n<%! attributes a() %>\nid="x', 5, 'a template of attributes ends inside the tag'),
    ('<%/%>\n<%! attributes a() %>\nid="x"\n<%/%>\n<%! u() %>\n%% a(h);', 7,
     'a writes attributes: it is called inside a tag'),
    ('<%! altro() %>', 2, '<%! ... %> stands on one line, after the <%/%>'),
]

# These the C compiler refuses, and points into the template.
TYPES = [
    ('<p>{{ c }}</p>', 'char *'),
    ('<p>{{ "testo" }}</p>', 'char'),
    ('<a href="{{ c }}">x</a>', 'char *'),
    ('<a href="{{ n }}">x</a>', 'int'),
    ('<a href="/x/{{ c }}">x</a>', 'char *'),
    ('<p>{{ vero }}</p>', 'ool'),
    ('<p>{{ g }}</p>', 'HtmlSafe'),
    ('{{= s }}', 'HtmlSafe'),
    ('{{= c }}', 'HtmlSafe'),
    ('{{_ "a {c}" c=c }}', 'char *'),
    ('{{ manca }}', 'manca'),
]


class Thtml(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = pathlib.Path(self.folder.name) / 'web'
        self.path.mkdir()

    def compile(self, text):
        (self.path / 't.thtml').write_text(text, encoding='utf-8')
        return subprocess.run([sys.executable, ROOT / 'script/thtml.py', self.path / 't.thtml', self.path / 't.thtml.c',
                               self.path / 't.thtml.h'], capture_output=True, text=True)

    def test_what_is_unsafe_is_refused_with_its_line(self):
        for body, line, why in REFUSED:
            with self.subTest(body):
                done = self.compile(f'<%! t(Str s, HtmlSafe g) %>\n{body}\n<%/%>\n')
                self.assertEqual(done.returncode, 1, 'it passed')
                self.assertTrue(done.stderr.startswith(f'{self.path}/t.thtml:{line}: '), done.stderr)
                self.assertIn(why, done.stderr)

    def test_a_template_without_its_end_and_text_outside_are_refused(self):
        self.assertIn('t.thtml:2: the template t of line 1 has no <%/%>', self.compile('<%! t() %>\n').stderr)
        self.assertIn('t.thtml:1: text outside a template', self.compile('ciao\n').stderr)

    def test_types_that_nobody_vouches_for_are_refused_by_the_c_compiler(self):
        for body, why in TYPES:
            with self.subTest(body):
                made = self.compile(f'<%! t(Str s, HtmlSafe g, const char *c, int n, bool vero) %>\n{body}\n<%/%>\n')
                self.assertEqual(made.returncode, 0, made.stderr)
                done = self.c()
                self.assertNotEqual(done.returncode, 0, 'it compiled')
                self.assertIn(f'{self.path}/t.thtml:2:', done.stderr)
                self.assertIn(why, done.stderr)

    def test_the_same_with_types_that_are_known_compiles(self):
        self.assertEqual(self.compile('<%! t(Str s, int n) %>\n<a href="{{ s }}">{{ n }}</a>\n<%/%>\n').returncode, 0)
        done = self.c()
        self.assertEqual(done.returncode, 0, done.stderr)

    def c(self):
        return subprocess.run([*COMPILER, '-std=c17', '-Wall', '-Wextra', '-Werror', '-Wno-pedantic', '-fsyntax-only',
                               '-I', ROOT / 'src', '-I', self.folder.name, self.path / 't.thtml.c'],
                              capture_output=True, text=True)


if __name__ == '__main__':
    COMPILER = sys.argv[1:]
    del sys.argv[1:]
    unittest.main()

#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""Turns a page template into C: thtml.py NAME.thtml OUT.c OUT.h  (the language is told in web/README.md).

Every interpolation is escaped for the place where it stands; what cannot be safe there does not compile."""
import pathlib
import re
import sys

VOID = set('area base br col embed hr img input link meta source track wbr'.split())
URL = {'href', 'src', 'action', 'formaction', 'cite', 'poster', 'xlink:href'}
CLOSED = {'srcdoc', 'srcset', 'imagesrcset', 'http-equiv', 'method', 'data', 'ping', 'nonce', 'integrity',
          'sandbox'}
BARRED = set('style base object embed iframe frame applet animate set'.split())
FOREIGN = {'svg', 'math'}
KEEP = {'pre', 'textarea'}  # here blanks count
SCHEME = re.compile(r'([a-z][a-z0-9+.-]*):', re.I)
NAME = re.compile(r'[a-z][a-z0-9:_-]*\Z')
STRING = re.compile(r'"(?:\\.|[^"\\])*"')
SILENT = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|/\*.*?\*/|//.*')
PLACE = re.compile(r'\{(\w*)\}')


class Wrong(Exception):
    pass


def c_string(text):
    out = []
    for ch in text:
        out.append({'\n': '\\n', '\t': '\\t', '"': '\\"', '\\': '\\\\', '?': '\\?'}.get(ch, ch))
    return '"' + ''.join(out) + '"'


def close_of(text, at):
    """Where the }} of the {{ at `at` stands, or -1: braces in between are paired, strings are skipped."""
    depth, i = 0, at + 2
    while i < len(text):
        if text[i] in '"\'':
            found = re.compile(r'(["\'])(?:\\.|(?!\1).)*\1').match(text, i)
            if found:
                i = found.end()
                continue
        if depth == 0 and text.startswith('}}', i):
            return i
        depth += {'{': 1, '}': -1}.get(text[i], 0)
        i += 1
    return -1


class Page:
    """The HTML written so far: where it stands, which elements are open."""

    def __init__(self):
        self.state, self.open, self.tag, self.attrs, self.attr, self.value = 'text', [], '', {}, '', ''
        self.closing, self.seen = False, ''

    def where(self):
        return (self.state, tuple(self.open), self.tag if self.state != 'text' else '', self.attr
                if self.state.startswith('value') else '')

    def in_any(self, names):
        return any(o in names for o in self.open)

    def feed(self, ch):
        """One character of the template's own text. True when it ends the start tag of a form that posts."""
        getattr(self, 'in_' + self.state)(ch)
        return self.state == 'text' and ch == '>' and self.posts()

    def posts(self):
        if self.tag == 'form' and not self.closing and self.attrs.get('method', '').lower() == 'post':
            self.tag = ''
            return True
        return False

    def in_text(self, ch):
        if ch == '<':
            self.state, self.tag, self.closing, self.attrs = 'tag', '', False, {}
        elif self.open and self.open[-1] == 'script' and not ch.isspace():
            raise Wrong('a script has its own file: the page may hold none')

    def in_tag(self, ch):
        if ch == '/' and not self.tag and not self.closing:
            self.closing = True
        elif ch == '!' and not self.tag:
            self.state, self.seen = 'declaration', ''
        elif ch.isascii() and (ch.isalnum() or (self.tag and ch in ':-')):
            self.tag += ch
        elif not self.tag:
            raise Wrong('a "<" that begins no element: write &lt;')
        else:
            if self.tag != self.tag.lower() and not self.in_any(FOREIGN):
                raise Wrong(f'<{self.tag}>: names of elements are written in small letters')
            if self.tag in BARRED:
                raise Wrong(f'<{self.tag}> is not allowed' + (': web/ciclo.css has the styles' if self.tag == 'style' else ''))
            self.state = 'inside'
            self.in_inside(ch)

    def in_declaration(self, ch):
        self.seen += ch
        if self.seen.startswith('--'):
            raise Wrong('a comment is written {{# ... }}, it is for us and not for the page')
        if ch == '>':
            if self.seen.lower() != 'doctype html>':
                raise Wrong('only <!doctype html> is known here')
            self.state = 'text'

    def in_inside(self, ch):
        if ch == '>':
            self.end_tag(False)
        elif ch == '/':
            self.state = 'slash'
        elif not ch.isspace():
            if self.closing:
                raise Wrong(f'</{self.tag} has attributes')
            self.state, self.attr = 'name', ch

    def in_slash(self, ch):
        if ch != '>':
            raise Wrong('a "/" inside a tag')
        self.end_tag(True)

    def in_name(self, ch):
        if ch == '=':
            self.begin_attr()
            self.state = 'equals'
        elif ch.isspace() or ch in '/>':
            self.begin_attr()
            self.state = 'inside'
            self.in_inside(ch)
        else:
            self.attr += ch

    def in_equals(self, ch):
        if ch not in '"\'':
            raise Wrong(f'the value of {self.attr} must stand in quotation marks')
        self.state, self.value = 'value' + ch, ''

    def begin_attr(self):
        name = self.attr
        if not NAME.match(name.lower()) or (name != name.lower() and not self.in_any(FOREIGN) and self.tag not in FOREIGN):
            raise Wrong(f'"{name}" is no name of an attribute (small letters)')
        if name.startswith('on'):
            raise Wrong(f'{name}= is not allowed: web/ciclo.js listens')
        if name == 'style':
            raise Wrong('style= is not allowed: web/ciclo.css has the styles')
        if name == 'formmethod':
            raise Wrong('formmethod= is not allowed: a form that posts is known by its method=')
        if name in self.attrs:
            raise Wrong(f'{name} stands twice in <{self.tag}>')
        self.attrs[name] = ''

    def in_value(self, ch, quote):
        if ch == quote:
            self.attrs[self.attr] = self.value
            found = SCHEME.match(self.value.strip())
            if self.attr in URL and found and found.group(1).lower() not in ('https', 'http', 'mailto', 'tel'):
                raise Wrong(f'{self.attr}="{found.group(0)}...": only https, http, mailto and tel')
            self.state = 'after'
        else:
            self.value += ch

    def in_after(self, ch):
        if not ch.isspace() and ch not in '/>':
            raise Wrong(f'a blank is missing after {self.attr}="..."')
        self.state = 'inside'
        self.in_inside(ch)

    def end_tag(self, slash):
        if self.tag == 'tag':
            raise Wrong('a template of attributes does not end the tag')
        self.state, tag = 'text', self.tag
        if self.closing:
            if tag in VOID:
                raise Wrong(f'</{tag}>: {tag} has no end')
            if not self.open or self.open[-1] != tag:
                raise Wrong(f'</{tag}> ends nothing; open: {self.shown()}')
            self.open.pop()
        elif tag in VOID or (slash and self.in_any(FOREIGN)):
            return
        elif slash:
            raise Wrong(f'<{tag}/>: only elements without content end so')
        else:
            if tag == 'script' and 'src' not in self.attrs:
                raise Wrong('a script has its own file: <script src="...">')
            if tag == 'button' and 'type' not in self.attrs:
                raise Wrong('a button says what it does: type="submit" or type="button"')
            self.open.append(tag)

    def shown(self):
        return ' '.join(f'<{o}>' if not o.startswith('#') else o[1:] + '_apri' for o in self.open) or 'nothing'


setattr(Page, 'in_value"', lambda self, ch: self.in_value(ch, '"'))
setattr(Page, "in_value'", lambda self, ch: self.in_value(ch, "'"))


class Template:
    def __init__(self, signature, line, siblings=()):
        found = re.match(r'(static\s+)?(?:(attributes)\s+)?(\w+)\s*\((.*)\)\s*\Z', signature.strip(), re.S)
        if not found:
            raise Wrong('a template begins with <%! name(parameters) %>')
        self.attributes, self.name, self.line = bool(found.group(2)), found.group(3), line
        self.static, self.siblings = bool(found.group(1)) or self.attributes, siblings
        params = found.group(4).strip()
        self.params = [] if params in ('', 'void') else [p.strip() for p in params.split(',')]
        self.page, self.blocks, self.parts, self.now = Page(), [], [[]], []
        if self.attributes:
            self.page.state, self.page.tag = 'inside', 'tag'
        self.begun = self.page.state
        self.frame = None  # what is open where the frame's content goes

    def prototype(self, suffix=''):
        return f'void {self.name}{suffix}({", ".join(["Html *h"] + self.params)})'

    # One line of C: what it opens and closes must leave the page where it was.
    def code(self, text):
        bare = SILENT.sub(lambda m: ' ' if m.group(0).startswith('/') else '""', text).strip()
        if re.match(r'(\}\s*)?(if|else|for|while|switch|do)\b', bare) and bare[-1] not in '{};':
            raise Wrong('a branch or a loop wants its brace on the same line')
        if re.search(r'\bhtml_(lit|safe)\b|\bh\s*->\s*out\b', bare):
            raise Wrong('a line of C does not write by itself: {{ }} and {{= }} do')
        call = re.match(r'(\w+)\s*\(\s*h\b.*;\Z', bare)
        if call and (call.group(1) in self.siblings) != (self.page.state == 'inside'):
            raise Wrong(f'{call.group(1)} writes ' + ('attributes: it is called inside a tag' if call.group(1) in self.siblings
                                                      else 'elements: it is not called inside a tag'))
        for found in re.finditer(r'[{}]|\b(?:for|while|do|switch|break|continue|case|default|return|goto)\b|'
                                 r'\b\w+_(?:apri|chiudi)(?=\s*\()', bare):
            self.token(found.group(0), bare, found.start())
        self.now.append(text.strip())

    def token(self, word, bare, at):
        page, here = self.page, self.page.where()
        if word == '{':
            kind = re.findall(r'\b(for|while|do|switch)\b', re.split(r'[{}]', bare[:at])[-1])
            self.blocks.append((kind[-1] if kind else '', here, dict(page.attrs)))
        elif word == '}':
            if not self.blocks:
                raise Wrong('a "}" without its "{"')
            _, before, attrs = self.blocks.pop()
            if before != here:
                raise Wrong(f'this branch does not leave the page as it found it; open: {page.shown()}')
            self.forget(attrs)
        elif word in ('break', 'continue', 'case', 'default'):
            kinds = {'break': ('for', 'while', 'do', 'switch'), 'continue': ('for', 'while', 'do')}.get(word, ('switch',))
            inner = [b for b in self.blocks if b[0] in kinds]
            if inner and inner[-1][1] != here:
                raise Wrong(f'{word}: elements of this loop are still open: {page.shown()}')
        elif word in ('return', 'goto') and (page.open or page.state != self.begun):
            raise Wrong(f'{word}: elements are still open: {page.shown()}')
        elif word.endswith('_apri'):
            page.open.append('#' + word[:-5])
        elif word.endswith('_chiudi'):
            if not page.open or page.open[-1] != '#' + word[:-7]:
                raise Wrong(f'{word} ends nothing; open: {page.shown()}')
            page.open.pop()

    def forget(self, attrs):
        """After attributes on condition: another branch may give the same ones."""
        if self.page.state != 'text':
            if self.page.attrs.get('method') != attrs.get('method'):
                raise Wrong('method= depends on nothing: a form that posts is known by it')
            self.page.attrs = attrs

    # One line of HTML.
    def text(self, line):
        self.literal = ''
        if self.page.state in ('text', 'inside') and not self.page.in_any(KEEP):
            line = line.strip() + '\n'
            if line == '\n' and self.page.state == 'text':
                return
        self.scan(line)
        self.flush()

    def scan(self, line):
        i = 0
        while i < len(line):
            if line.startswith('{{', i):
                end = close_of(line, i)
                if end < 0:
                    raise Wrong('{{ is not closed by }}')
                self.inner(line[i + 2:end])
                i = end + 2
                continue
            self.literal += line[i]
            if self.page.feed(line[i]):
                self.flush()
                self.now.append('html_csrf(h);')
            if line[i] == '>' and self.page.state == 'text' and self.page.open[-1:] == ['textarea']:
                self.literal += '\n'  # the browser swallows the first line break: let it be this one
            i += 1

    def flush(self):
        if self.literal:
            self.now.append(f'html_lit(h, {c_string(self.literal)}, {len(self.literal.encode())});')
        self.literal = ''

    def inner(self, code):
        kind = code[0] if code[:1] in ('=', '?', '_') and (code[0] != '_' or code[1:2] in ' "') else ''
        code = code[len(kind):].strip()
        if not code:
            raise Wrong('{{ }} is empty')
        if kind == '?':
            return self.optional(code)
        place = self.place()
        if kind == '=':
            if place != 'text':
                raise Wrong('{{= }} stands only where text stands')
            code = f'html_safe(h, {code});'
        elif kind == '_':
            if place not in ('text', 'attr'):
                raise Wrong('translated text stands in text or in an attribute that is read by people')
            code = f'html_esc(h, {translation(code)});'
        else:
            code = {'text': 'html_esc(h, HTML_STR(h, {}));', 'attr': 'html_esc(h, HTML_STR(h, {}));',
                    'url': 'html_url(h, HTML_URL(h, {}));', 'part': 'html_url_parte(h, HTML_STR(h, {}));'}[place].format(code)
        self.flush()
        self.now.append(code)

    def place(self):
        page = self.page
        if page.state == 'text':
            if page.in_any(('script',)):
                raise Wrong('interpolation in <script> is not allowed: hand values over in data- attributes')
            return 'text'
        if page.state == 'equals':
            raise Wrong(f'the value of {page.attr} must stand in quotation marks')
        if not page.state.startswith('value'):
            raise Wrong('interpolation inside a tag stands only in the quoted value of an attribute')
        if page.attr in CLOSED:
            raise Wrong(f'interpolation in {page.attr}= is not allowed')
        if page.attr not in URL:
            page.value += '*'
            return 'attr'
        first = not page.value.strip()
        page.value += '/' # what follows is a part of an address
        return 'url' if first else 'part'

    def optional(self, code):
        depth, questions, cut = 0, 0, -1
        for found in re.finditer(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|[({\[\])}?:]', code):
            word = found.group(0)
            depth += {'(': 1, '[': 1, '{': 1, ')': -1, ']': -1, '}': -1}.get(word, 0)
            if depth == 0 and word == '?':
                questions += 1
            if depth == 0 and word == ':':
                if not questions:
                    cut = found.start()
                    break
                questions -= 1
        if cut < 0:
            raise Wrong('an attribute on condition is written {{? condition : name="value" }}')
        page = self.page
        if page.state not in ('after', 'inside', 'tag', 'name') or (page.state == 'tag' and not page.tag) or page.closing:
            raise Wrong('{{? }} stands inside a tag, between attributes')
        page.feed(' ')  # ends what stands before
        attrs = dict(page.attrs)
        self.flush()
        self.now.append(f'if ({code[:cut].strip()}) {{')
        self.scan(' ' + code[cut + 1:].strip())
        if page.state == 'name':
            page.feed(' ')
        if page.state not in ('after', 'inside'):
            raise Wrong('{{? }} holds whole attributes')
        page.state = 'after'
        self.forget(attrs)
        self.flush()
        self.now.append('}')

    def hole(self):
        if self.frame is not None or self.blocks or self.page.state != 'text':
            raise Wrong('<%...%> stands once in a template, in text, outside branches and loops')
        self.frame = list(self.page.open)
        self.parts.append([])

    def end(self):
        if self.blocks:
            raise Wrong('a "{" of this template is not closed')
        if self.attributes:
            if self.page.state != 'inside':
                raise Wrong('a template of attributes ends inside the tag')
        elif self.page.state != 'text':
            raise Wrong(f'the template ends inside <{self.page.tag}>')
        if self.page.open:
            raise Wrong(f'elements left open: {self.page.shown()}')


def translation(code):
    """{{_ "testo {a}" a=expr }} and {{_ "{n} voce" | "{n} voci" n=expr }}"""
    strings, rest = [], code
    while True:
        found = STRING.match(rest)
        if not found:
            raise Wrong('translated text is written {{_ "text" name=value }}')
        text, rest = found.group(0), rest[found.end():].lstrip()
        while STRING.match(rest):  # adjacent strings are one
            found = STRING.match(rest)
            text, rest = text[:-1] + found.group(0)[1:], rest[found.end():].lstrip()
        strings.append(text)
        if not rest.startswith('|'):
            break
        rest = rest[1:].lstrip()
    if len(strings) > 2:
        raise Wrong('a translated text has two forms at most')
    at = list(re.finditer(r'(?:^|(?<=\s))(\w+)=(?!=)', rest))
    if rest[:at[0].start() if at else None].strip():
        raise Wrong(f'not understood after the translated text: {rest}')
    args = [(m.group(1), rest[m.end():at[i + 1].start() if i + 1 < len(at) else None].strip()) for i, m in enumerate(at)]
    names = {n for n, _ in args}
    for text in strings:
        wanted = set(PLACE.findall(text))
        for name in sorted(wanted - names):
            raise Wrong(f'{{{name}}} of the text is given no value')
    for name in sorted(names - set(PLACE.findall(''.join(strings)))):
        if len(strings) == 1 or name != args[0][0]:
            raise Wrong(f'{name}= is not in the text')
    if len(strings) == 2 and not args:
        raise Wrong('a text in two forms wants its number: n=...')
    if not args:
        return f'_({strings[0]})'
    values = ', '.join(f'{{"{n}", HTML_STR(h, {e})}}' for n, e in args)
    array = f'(const TrArg[]){{{values}}}, {len(args)}'
    if len(strings) == 2:
        return f'html_trn(h, {strings[0]}, {strings[1]}, (int64_t)({args[0][1]}), {array})'
    return f'html_tr(h, {strings[0]}, {array})'


class File:
    def __init__(self, path):
        self.path, self.templates, self.head, self.body = path, [], [], []
        self.line, self.current = 0, None

    def blank_comments(self, text):
        def blank(found):
            return '\n' * found.group(0).count('\n')
        opened = text.count('{{#')
        text, done = re.subn(r'\{\{#.*?\}\}', blank, text, flags=re.S)
        if done != opened:
            raise Wrong('a comment {{# is not closed by }}')
        return text

    def read(self):
        lines = self.blank_comments(pathlib.Path(self.path).read_text(encoding='utf-8')).split('\n')
        while self.line < len(lines):
            line, first = lines[self.line], self.line
            self.line += 1
            while self.unclosed(line) and self.line < len(lines):
                line += ' ' + lines[self.line].strip()
                self.line += 1
            last, self.line = self.line, first + 1
            self.one(line)
            self.line = last
        if self.current:
            raise Wrong(f'the template {self.current.name} of line {self.current.line} has no <%/%>')

    def unclosed(self, line):
        if not self.current or line.lstrip().startswith('%%'):
            return False
        at = line.find('{{')
        while at >= 0:
            end = close_of(line, at)
            if end < 0:
                return True
            at = line.find('{{', end + 2)
        return False

    def one(self, line):
        bare = line.strip()
        if self.unclosed(line):
            raise Wrong('{{ is not closed by }}')
        if bare.startswith('<%@'):
            if self.current or not bare.endswith('%>'):
                raise Wrong('<%@ ... %> stands on one line, outside templates')
            self.head.append((self.line, bare[3:-2].strip()))
        elif bare.startswith('<%!'):
            if self.current or not bare.endswith('%>'):
                raise Wrong('<%! ... %> stands on one line, after the <%/%> of the template before')
            self.current = Template(bare[3:-2], self.line, {t.name for t in self.templates if t.attributes})
            self.templates.append(self.current)
            self.body.append(self.current)
        elif self.current:
            self.within(bare, line)
        elif bare.startswith('%%'):
            self.body.append((self.line, bare[2:].strip()))
        elif bare:
            raise Wrong('text outside a template')

    def within(self, bare, line):
        t = self.current
        if bare == '<%/%>':
            t.end()
            self.current = None
            return
        if bare == '<%...%>':
            t.hole()
            return
        if bare.startswith('%%'):
            t.code(bare[2:])
        elif '<%' in line:
            raise Wrong('<% begins nothing that is known here')
        else:
            t.text(line + '\n')
        if t.now:
            t.parts[-1].append((self.line, ' '.join(t.now)))
            t.now = []

    def here(self, line):
        return f'#line {line} {c_string(self.path)}'

    def header(self):
        guard = 'CICLO_THTML_' + re.sub(r'\W', '_', pathlib.Path(self.path).stem).upper() + '_H'
        out = [f'/* Made by script/thtml.py from {pathlib.Path(self.path).name}. */', f'#ifndef {guard}', f'#define {guard}',
               '#include "web/html.h"']
        for line, text in self.head:
            out += [self.here(line), text]
        for t in self.templates:
            if not t.static:
                for suffix in ('',) if t.frame is None else ('_apri', '_chiudi'):
                    out += [self.here(t.line), t.prototype(suffix) + ';']
        return '\n'.join(out + ['#endif', ''])

    def source(self):
        name = pathlib.Path(self.path).name
        out = [f'/* Made by script/thtml.py from {name}. */', f'#include "web/{name}.h"']
        for t in self.templates:
            if t.static:
                out += [f'static {t.prototype(s)};' for s in (('',) if t.frame is None else ('_apri', '_chiudi'))]
        for item in self.body:
            if isinstance(item, tuple):
                out += [self.here(item[0]), item[1]]
                continue
            for suffix, part in zip(('',) if item.frame is None else ('_apri', '_chiudi'), item.parts):
                names = ['h'] + [re.findall(r'[A-Za-z_]\w*', p)[-1] for p in item.params]
                unused = ' '.join(f'(void){name};' for name in names)
                out += [self.here(item.line), ('static ' if item.static else '') + item.prototype(suffix), '{ ' + unused]
                for line, text in part:
                    out += [self.here(line), '    ' + text]
                out.append('}')
        return '\n'.join(out + [''])


def main():
    path, c, h = sys.argv[1:4]
    file = File(path)
    try:
        file.read()
    except Wrong as wrong:
        print(f'{path}:{max(file.line, 1)}: {wrong}', file=sys.stderr)
        return 1
    pathlib.Path(c).write_text(file.source(), encoding='utf-8')
    pathlib.Path(h).write_text(file.header(), encoding='utf-8')
    return 0


if __name__ == '__main__':
    sys.exit(main())

#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""check_xml.py SCRIVI: every page and every OpenDocument file of the examples is well formed and its parts agree.

Pages: ids are unique, references inside lead somewhere, headings skip no level, tables and figures have what they need.
OpenDocument: styles used are there, bookmarks referred to are there, the zip is as the format asks."""
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile

NS = {'text': 'urn:oasis:names:tc:opendocument:xmlns:text:1.0',
      'style': 'urn:oasis:names:tc:opendocument:xmlns:style:1.0',
      'table': 'urn:oasis:names:tc:opendocument:xmlns:table:1.0',
      'draw': 'urn:oasis:names:tc:opendocument:xmlns:drawing:1.0',
      'office': 'urn:oasis:names:tc:opendocument:xmlns:office:1.0',
      'xlink': 'http://www.w3.org/1999/xlink',
      'svg': 'urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0',
      'manifest': 'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'}


def q(name):
    prefix, local = name.split(':')
    return '{%s}%s' % (NS[prefix], local)


def page_problems(root):
    ids = [e.get('id') for e in root.iter() if e.get('id')]
    for i in {i for i in ids if ids.count(i) > 1}:
        yield f'id {i} twice'
    for e in root.iter():
        to = e.get('href', '')
        if to.startswith('#') and to[1:] not in ids:
            yield f'link to {to} leads nowhere'
        for i in e.get('aria-labelledby', '').split():
            if i not in ids:
                yield f'label {i} is not there'
    levels = [int(e.tag[1]) for e in root.iter() if re.fullmatch('h[1-6]', e.tag)]
    if levels.count(1) != 1 or levels[0] != 1:
        yield 'not exactly one h1, first'
    body = [lv for e in root.iter('main') for lv in (int(x.tag[1]) for x in e.iter() if re.fullmatch('h[2-6]', x.tag))]
    for before, lv in zip([1] + body, body):
        if lv > before + 1:
            yield f'h{lv} after h{before}'
    for t in root.iter('table'):
        if t.find('caption') is None or not ''.join(t.find('caption').itertext()).strip():
            yield 'table without a caption'
        if any(th.get('scope') not in ('row', 'col') or not ''.join(th.itertext()).strip() for th in t.iter('th')):
            yield 'th without scope or words'
        widths = {len(tr) for tr in t.iter('tr')}
        if len(widths) != 1:
            yield f'rows of different widths: {widths}'
    for f in root.iter('figure'):
        if f.find('figcaption') is None or f.find('svg/title') is None or f.find('svg/desc') is None:
            yield 'figure without caption, title or description'
    for tag in ('main', 'header', 'title'):
        if len(list(root.iter(tag))) < 1:
            yield f'no {tag}'


def odf_problems(trees):
    """trees: the parts of one document."""
    def all_of(tag, attribute):
        return {e.get(q(attribute)) for t in trees for e in t.iter() if (tag is None or e.tag == q(tag)) and e.get(q(attribute))}
    known = all_of('style:style', 'style:name') | all_of('text:list-style', 'style:name')
    used = set()
    for a in ('text:style-name', 'table:style-name', 'draw:style-name', 'style:parent-style-name', 'text:visited-style-name'):
        used |= all_of(None, a)
    for name in sorted(used - known):
        yield f'style {name} is not there'
    marks = all_of('text:bookmark', 'text:name')
    for name in all_of('text:bookmark-ref', 'text:ref-name') - marks:
        yield f'reference to {name} leads nowhere'
    for to in all_of('text:a', 'xlink:href'):
        if to.startswith('#') and to[1:] not in marks:
            yield f'link to {to} leads nowhere'
    names = [e.get(q('text:name')) for t in trees for e in t.iter(q('text:bookmark'))]
    if len(names) != len(set(names)):
        yield 'a bookmark twice'
    for t in trees:
        for f in t.iter(q('draw:frame')):
            if f.find(q('svg:title')) is None or not f.find(q('svg:desc')).text:
                yield 'picture without title or description'
        heads = sum(1 for x in t.iter(q('table:table')) if x.find(q('table:table-header-rows')) is None)
        if heads:
            yield f'{heads} tables without header rows'
        levels = [int(h.get(q('text:outline-level'))) for h in t.iter(q('text:h'))]
        for before, lv in zip([0] + levels, levels):
            if lv > before + 1:
                yield f'heading {lv} after {before}'


def zip_problems(path):
    with zipfile.ZipFile(path) as z:
        infos = z.infolist()
        if infos[0].filename != 'mimetype' or infos[0].compress_type != zipfile.ZIP_STORED or infos[0].extra:
            yield 'mimetype is not first, stored and plain'
        if {i.date_time for i in infos} != {(2025, 6, 30, 0, 0, 0)}:
            yield f'times are not the document\'s: {[i.date_time for i in infos]}'
        manifest = ET.fromstring(z.read('META-INF/manifest.xml'))
        listed = {e.get(q('manifest:full-path')) for e in manifest}
        there = {i.filename for i in infos} - {'mimetype', 'META-INF/manifest.xml'}
        if listed - {'/'} != there:
            yield f'manifest lists {listed}, zip holds {there}'
        trees = []
        for name in there:
            root = ET.fromstring(z.read(name))
            if name.endswith('.xml'):
                trees.append(root)
        hrefs = {e.get(q('xlink:href')) for t in trees for e in t.iter(q('draw:image'))}
        if hrefs - there:
            yield f'pictures missing: {hrefs - there}'
        yield from odf_problems(trees)


def main():
    found = []
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.argv[1], folder], check=True)
        files = sorted(pathlib.Path(folder).iterdir())
        for f in files:
            try:
                if f.suffix == '.odt':
                    problems = list(zip_problems(f))
                else:
                    root = ET.parse(f).getroot()
                    problems = list(page_problems(root) if f.suffix == '.html' else odf_problems([root]))
            except ET.ParseError as e:
                problems = [f'not well formed: {e}']
            found += [f'{f.name}: {p}' for p in problems]
        if len(files) != 12:
            found.append(f'{len(files)} files instead of 12')
    for line in found:
        print(line, file=sys.stderr)
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())

#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""check_pdf.py SCRIVI: converts the examples with LibreOffice and looks into the PDF and DOCX files with other programs.

What PDF/A-2b and PDF/UA-1 ask and can be seen in the file's structure is checked here; a full validator is a manual step
of a release. A program that is missing fails the check and says which package to install."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile

import parole

NEEDED = (('soffice', 'libreoffice-writer-nogui'), ('qpdf', 'qpdf'), ('pdfinfo', 'poppler-utils'),
          ('pdffonts', 'poppler-utils'), ('pdftotext', 'poppler-utils'))


def kids(node):
    import pikepdf
    k = node.get('/K')
    if k is None:
        return []
    if not isinstance(k, pikepdf.Array):
        k = [k]
    return [x for x in k if isinstance(x, pikepdf.Dictionary) and '/S' in x]


def walk(node):
    for x in kids(node):
        yield x
        yield from walk(x)


def attributes(node):
    import pikepdf
    a = node.get('/A')
    if a is None:
        return {}
    merged = {}
    for d in (a if isinstance(a, pikepdf.Array) else [a]):
        if isinstance(d, pikepdf.Dictionary):
            merged.update({k: d[k] for k in d.keys()})
    return merged


def pdf_problems(path, figures, tables):
    import pikepdf
    pdf = pikepdf.open(path)
    root = pdf.Root
    if str(root.get('/Lang')) != 'it-IT':
        yield 'language is not it-IT'
    if not root.get('/MarkInfo', {}).get('/Marked'):
        yield 'not marked as tagged'
    if not root.get('/ViewerPreferences', {}).get('/DisplayDocTitle'):
        yield 'the title is not displayed'
    if '/OutputIntents' not in root or '/Outlines' not in root:
        yield 'no output intent or no outlines'
    if '/Encrypt' in pdf.trailer or '/ID' not in pdf.trailer:
        yield 'encrypted, or without an ID'
    xmp = root.Metadata.read_bytes().decode('utf-8')
    for wanted in ('<pdfaid:part>2<', '<pdfaid:conformance>B<', '<pdfuaid:part>1<'):
        if wanted not in xmp:
            yield f'XMP lacks {wanted}'
    ET.fromstring(re.sub(r'<\?xpacket.*?\?>', '', xmp, flags=re.S))
    title = ''.join(ET.fromstring(re.sub(r'<\?xpacket.*?\?>', '', xmp, flags=re.S))
                    .find('.//{http://purl.org/dc/elements/1.1/}title').itertext()).strip()
    if title != str(pdf.docinfo.get('/Title')).strip():
        yield f'title in XMP {title!r} is not that of the file {str(pdf.docinfo.get("/Title"))!r}'
    nodes = list(walk(root.StructTreeRoot))
    names = [str(n.S) for n in nodes]
    roles = {str(k): str(v) for k, v in root.StructTreeRoot.get('/RoleMap', {}).items()}
    names = [roles.get(n, n) for n in names]
    if names.count('/H1') != 1:
        yield f'{names.count("/H1")} headings 1'
    levels = [int(n[2]) for n in names if re.fullmatch('/H[1-6]', n)]
    for before, lv in zip([0] + levels, levels):
        if lv > before + 1:
            yield f'H{lv} after H{before}'
    if names.count('/Figure') != figures:
        yield f'{names.count("/Figure")} figures instead of {figures}'
    if names.count('/Table') != tables:
        yield f'{names.count("/Table")} tables instead of {tables}'
    for n in nodes:
        if str(n.S) == '/Figure' and not str(n.get('/Alt', '')).strip():
            yield 'figure without alternative text'
        if str(n.S) == '/TH' and str(attributes(n).get('/Scope')) != '/Column':
            yield 'TH without scope'
        if str(n.S) == '/Table' and not any(str(x.S) == '/TH' for x in walk(n)):
            yield 'table without TH'
    for page in pdf.pages:
        if '/Annots' in page and str(page.get('/Tabs')) != '/S':
            yield 'tab order is not that of the structure'
            break
    for page in pdf.pages:
        for a in page.get('/Annots', []):
            if str(a.Subtype) == '/Link' and ('/StructParent' not in a or '/Contents' not in a):
                yield 'link without tag or words'
    fonts = subprocess.run(['pdffonts', path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    if not fonts or any(line.split()[-5] != 'yes' for line in fonts):
        yield 'a font is not embedded'
    if subprocess.run(['qpdf', '--check', path], capture_output=True).returncode != 0:
        yield 'qpdf finds it broken'
    struct = subprocess.run(['pdfinfo', '-struct', path], capture_output=True, text=True).stdout
    if 'TOCI' not in struct or 'LBody' not in struct and figures == 1:
        yield 'no table of contents or no lists in the structure'


def pages(path):
    out = subprocess.run(['pdfinfo', path], capture_output=True, text=True, check=True).stdout
    return int(re.search(r'Pages:\s+(\d+)', out).group(1))


def reading_order_problems(path):
    """The figure comes after its own heading and before the table of its data."""
    text = subprocess.run(['pdfinfo', '-struct-text', path], capture_output=True, text=True).stdout
    at = [text.rfind(x) for x in ('2.1 Gradi', 'Figura 1.', 'Dati della figura 1', 'Scostamenti da motivare', '3 Andamento')]
    figure = text.find('Figure', at[1])
    if -1 in at or at != sorted(at) or not at[1] < figure < at[2]:
        yield f'reading order: {at}, figure {figure}'


def docx_problems(path):
    with zipfile.ZipFile(path) as z:
        body = z.read('word/document.xml').decode('utf-8')
        styles = z.read('word/styles.xml').decode('utf-8')
    if 'w:tblHeader' not in body:
        yield 'table heads are not repeated'
    if 'w:val="it-IT"' not in styles:
        yield 'language is not it-IT'
    if 'Barre orizzontali' not in body:
        yield 'the figure has no description'
    if 'Heading1' not in body:
        yield 'no heading 1'


def main():
    missing = [f'{program} (package {package})' for program, package in NEEDED if not shutil.which(program)]
    try:
        import pikepdf  # noqa: F401
    except ImportError:
        missing.append('the Python module pikepdf (package python3-pikepdf)')
    if missing:
        print('This check needs ' + ', '.join(missing), file=sys.stderr)
        return 1
    found = []
    with tempfile.TemporaryDirectory() as folder:
        made = subprocess.run([sys.argv[1], folder, shutil.which('soffice')])
        if made.returncode:
            print('the conversion failed', file=sys.stderr)
            return 1
        at = pathlib.Path(folder)
        # counted in test/document/esempio.c
        for name, figures, tables in (('piccolo', 1, 3), ('lungo', 16, 75), ('ostile', 1, 2)):
            found += [f'{name}.pdf: {p}' for p in pdf_problems(at / f'{name}.pdf', figures, tables)]
        found += [f'piccolo.pdf: {p}' for p in reading_order_problems(at / 'piccolo.pdf')]
        found += [f'piccolo.docx: {p}' for p in docx_problems(at / 'piccolo.docx')]
        # LibreOffice may lose lines of a row that has to stay together and is taller than a page: 'righe' has all heights
        for name in ('piccolo', 'lungo', 'righe'):
            odt = at / f'{name}.odt'
            told = parole.lost_words if name == 'righe' else parole.pdf_problems
            found += [f'{name}: {p}' for p in told(odt, at / f'{name}.pdf')]
            found += [f'{name}: {p}' for p in parole.docx_problems(odt, at / f'{name}.docx')]
        if not 50 <= pages(at / 'lungo.pdf') <= 80:
            found.append(f'lungo.pdf has {pages(at / "lungo.pdf")} pages')
    for line in found:
        print(line, file=sys.stderr)
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())

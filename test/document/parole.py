# parole.py - what an OpenDocument text says, paragraph by paragraph, and whether a PDF and a DOCX made of it say it too.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import collections
import re
import subprocess
import unicodedata
import xml.etree.ElementTree as ET
import zipfile

TEXT = '{urn:oasis:names:tc:opendocument:xmlns:text:1.0}'
OFFICE = '{urn:oasis:names:tc:opendocument:xmlns:office:1.0}'
DRAW = '{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}'
FAR = 1500  # letters between a paragraph and the next: more than any head or list number
W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
BLANKS = {TEXT + 'tab': ' ', TEXT + 's': ' ', TEXT + 'line-break': ' ', W + 'tab': ' ', W + 'br': ' ',
          W + 'noBreakHyphen': '-'}


def plain(s):
    """Ligatures parted; the marks that only tell where a line may break, or may not, left out."""
    return re.sub('\u2010', '-', re.sub('[\u00ad\u200b\u2060]', '', unicodedata.normalize('NFKC', s)))


def words_of(node, skipped):
    if node.tag in BLANKS:
        return BLANKS[node.tag] + (node.tail or '')
    inside = '' if node.tag in skipped else (node.text or '') + ''.join(words_of(x, skipped) for x in node)
    return inside + (node.tail or '')


def odt_paragraphs(path):
    """In the order of the text. The page numbers of the table of contents are set by whoever lays it out."""
    skipped = {TEXT + 'bookmark-ref', DRAW + 'frame'}
    with zipfile.ZipFile(path) as z:
        body = ET.fromstring(z.read('content.xml')).find(f'{OFFICE}body/{OFFICE}text')
    for source in body.iter(TEXT + 'table-of-content-source'):
        source.clear()
    found = (plain(words_of(x, skipped)[:-len(x.tail) or None] if x.tail else words_of(x, skipped))
             for x in body.iter() if x.tag in (TEXT + 'p', TEXT + 'h'))
    return [x for x in found if x.strip()]


def docx_paragraphs(path):
    with zipfile.ZipFile(path) as z:
        root = ET.fromstring(z.read('word/document.xml'))
    return [plain(''.join(BLANKS.get(x.tag, x.text if x.tag == W + 't' else '') or '' for x in p.iter()))
            for p in root.iter(W + 'p')]


def pdf_pages(path):
    """The text of each page cell by cell, without the line on top and the line at its foot."""
    out = subprocess.run(['pdftotext', '-raw', path, '-'], capture_output=True, text=True, check=True).stdout
    return [plain(page) for page in out.split('\f')[:-1]]


def closed_up(text):
    return re.sub(r'\s+', '', text)


def problems(paragraphs, text, whole):
    """Every paragraph is whole and in its place in the text, whatever stands between two: heads repeated on the next page,
    numbers of lists, dots. Blanks do not count: a word too long for its cell is parted. After a paragraph that is not
    found the next ones are looked for from the same place, so that one gap is told once."""
    at, text = 0, closed_up(text)
    for n, p in enumerate(paragraphs):
        wanted = closed_up(p)
        found = text.find(wanted, at)
        if found < 0 or found - at > FAR:
            lost = [w for w in p.split() if closed_up(w) not in text]
            yield f'paragraph {n + 1} is not {whole}: «{p.strip()[:80]}»' + (f', lost: {" ".join(lost)}' if lost else '')
        else:
            at = found + len(wanted)


def pdf_problems(odt, pdf):
    pages = pdf_pages(pdf)
    return problems(odt_paragraphs(odt), '\n'.join('\n'.join(page.splitlines()[1:-1]) for page in pages),
                    'whole and in its place in the PDF')


def lost_words(odt, pdf):
    """For rows that are parted over pages: there the head of the table stands inside a paragraph. Each word counts."""
    def words(texts):
        return collections.Counter(w for text in texts for w in re.findall(r'\w+', text))
    for w, times in (words(odt_paragraphs(odt)) - words(pdf_pages(pdf))).items():
        yield f'lost in the PDF: {w}' + (f', {times} times' if times > 1 else '')


def docx_problems(odt, docx):
    return problems(odt_paragraphs(odt), '\n'.join(docx_paragraphs(docx)), 'whole and in its place in the DOCX')

"""Prints the text of a Word file, paragraph by paragraph, as it is read: docx.py FILE

Run bounded by reading/inside.cpp. Nothing is held but what is being read, so that the size of a file matters little.
"""
import sys
import zipfile
from xml.parsers import expat

ENDS_A_LINE = {'p', 'br', 'cr', 'tc'}


class Refused(Exception):
    pass


def refuse(*_):
    raise Refused('a document type')


def write_text(part, out):
    inside = False

    def name_of(name):
        space, _, local = name.rpartition(' ')
        return local if 'wordprocessingml' in space else ''

    def start(name, _):
        nonlocal inside
        inside = name_of(name) == 't'
        if name_of(name) == 'tab':
            out.write('\t')

    def end(name):
        nonlocal inside
        inside = False
        if name_of(name) in ENDS_A_LINE:
            out.write('\n')

    def text(characters):
        if inside:
            out.write(characters)

    parser = expat.ParserCreate(namespace_separator=' ')
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    while piece := part.read(65536):
        parser.Parse(piece)
    parser.Parse(b'', True)


def main():
    sys.stdout.reconfigure(encoding='utf-8', errors='replace')
    beside = ('word/footnotes.xml', 'word/endnotes.xml', 'word/comments.xml')
    with zipfile.ZipFile(sys.argv[1]) as archive:
        names = archive.namelist()
        parts = ['word/document.xml', *(name for name in beside if name in names)]
        parts += sorted(name for name in names if name.startswith(('word/header', 'word/footer')) and name.endswith('.xml'))
        for name in parts:
            with archive.open(name) as part:
                write_text(part, sys.stdout)


main()

#!/usr/bin/python3
"""Makes the demo's documents from the texts beside this program: evidence/files gets PDF, DOCX, PNG and XLSX.

usage: tools/evidence/make.py [NAME...]     all of them, or those named

Needs weasyprint, poppler-utils and python3-openpyxl. The same texts give the same bytes. papers.txt holds documents and
pictures, sheets.txt workbooks; how they are written is said at the head of each. Files of text are written by hand.
"""

import html
import io
import re
import subprocess
import sys
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

HERE = Path(__file__).resolve().parent
FILES = HERE.parent.parent / "evidence" / "files"
HOUSE = "Anadolu Perakende A.Ş."
STAMP = (2026, 1, 1, 0, 0, 0)

PAPER = """
@page { size: A4; margin: 24mm 22mm 22mm;
  @bottom-left { content: "%s"; font: 8pt Inter; color: #667 } @bottom-right { content: counter(page) "/" counter(pages); font: 8pt Inter; color: #667 } }
body { font: 10pt/1.5 Inter, sans-serif; color: #1b1f2a } h1 { font-size: 17pt; margin: 0 0 4pt } h2 { font-size: 11.5pt; margin: 16pt 0 4pt }
.under { color: #667; font-size: 8.5pt; border-bottom: .5pt solid #ccd; padding-bottom: 8pt; margin: 0 0 12pt }
table { border-collapse: collapse; width: 100%%; margin: 4pt 0 } td, th { border: .5pt solid #bbc; padding: 3pt 5pt; text-align: left; vertical-align: top; font-size: 9pt }
th { background: #eef1f7 } .sign { margin-top: 30pt; border-top: .6pt solid #333; width: 55mm; font-size: 8.5pt; padding-top: 3pt }
.mask { background: #1b1f2a; color: #1b1f2a }
"""
SCREEN = """
@page { size: %s; margin: 0 } body { font: 17px/1.45 Inter, sans-serif; margin: 0; color: #1b1f2a; background: #fff }
.bar { background: %s; color: #fff; padding: 14px 26px; font-weight: 600; font-size: 18px } .in { padding: 20px 34px }
h1 { font-size: 32px; margin: 6px 0 12px } h2 { font-size: 19px; margin: 14px 0 4px } p { margin: 6px 0 } .under { color: #667; font-size: 14px }
table { border-collapse: collapse } td, th { padding: 5px 16px 5px 0; text-align: left; vertical-align: top; font-weight: 400 }
td:first-child, th:first-child { color: #667 }
.sign { display: inline-block; background: %s; color: #fff; border-radius: 6px; padding: 9px 18px; margin-top: 14px } .mask { background: #1b1f2a; color: #1b1f2a }
"""


def parts_of(source):
    """Name, words after it, and lines of each "=== name | word | word" part."""
    found = []
    for line in (HERE / source).read_text(encoding="utf-8").splitlines():
        if line.startswith("=== "):
            name, *said = [word.strip() for word in line[4:].split("|")]
            found.append((name, said, []))
        elif found:
            found[-1][2].append(line)
    return found


def blocks(lines):
    """The kinds of block a paper knows, rows of one table and points of one list together."""
    kinds = [("## ", "heading"), ("# ", "title"), ("~ ", "under"), ("- ", "point"), ("| ", "row"), ("_ ", "sign"), ("^ ", "bar")]
    for line in lines:
        if not line.strip():
            yield "gap", ""
            continue
        kind = next(((name, line[len(mark):]) for mark, name in kinds if line.startswith(mark)), None)
        numbered = re.match(r"\d+\. (.*)", line)
        yield kind or (("number", numbered[1]) if numbered else ("text", line))


def cells(text):
    return re.split(r"\s*\|\s*", text.strip())


def marked(text):
    """What stands between [[ and ]] is blacked out: as many blocks, none of the letters."""
    return re.sub(r"\[\[(.*?)\]\]", lambda found: f'<span class="mask">{"█" * len(found[1])}</span>', html.escape(text))


def html_of(lines):
    out, open_tag = [], ""
    for kind, text in blocks(lines):
        wanted = {"point": "ul", "number": "ol", "row": "table"}.get(kind, "")
        if wanted != open_tag:
            out.append((f"</{open_tag}>" if open_tag else "") + (f"<{wanted}>" if wanted else ""))
        if kind == "row":
            tag = "th" if open_tag != "table" else "td"
            out.append("<tr>" + "".join(f"<{tag}>{marked(cell)}</{tag}>" for cell in cells(text)) + "</tr>")
        elif kind in ("point", "number"):
            out.append(f"<li>{marked(text)}</li>")
        elif kind != "gap":
            tag, name = {"heading": ("h2", ""), "title": ("h1", ""), "text": ("p", "")}.get(kind, ("div", kind))
            out.append(f'<{tag} class="{name}">{marked(text)}</{tag}>')
        open_tag = wanted
    return "".join(out) + (f"</{open_tag}>" if open_tag else "")


def printed(document, to):
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(document, encoding="utf-8")
        subprocess.run(["/usr/bin/weasyprint", str(page), str(to)], check=True, capture_output=True,
                       env={"SOURCE_DATE_EPOCH": "1767225600", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"})


def pdf(name, said, lines):
    language, foot = said
    body = f'<html lang="{language}"><head><meta charset="utf-8"><title>{html.escape(foot)}</title><style>{PAPER % f"{HOUSE} · {foot}"}</style></head>'
    printed(f"{body}<body>{html_of(lines)}</body></html>", FILES / name)


def png(name, said, lines):
    language, size, colour = said
    width, height = size.split("x")
    bar = next((text for kind, text in blocks(lines) if kind == "bar"), HOUSE)
    inner = html_of([line for line in lines if not line.startswith("^ ")])
    style = SCREEN % (f"{width}px {height}px", colour, colour)
    with tempfile.TemporaryDirectory() as folder:
        printed(f'<html lang="{language}"><head><meta charset="utf-8"><style>{style}</style></head><body><div class="bar">{marked(bar)}</div>'
                f'<div class="in">{inner}</div></body></html>', Path(folder) / "page.pdf")
        subprocess.run(["pdftoppm", "-r", "96", "-png", "-singlefile", f"{folder}/page.pdf", f"{folder}/page"], check=True)
        (FILES / name).write_bytes(Path(folder, "page.png").read_bytes())


def run(text, bold=False):
    text = re.sub(r"\[\[(.*?)\]\]", lambda found: "█" * len(found[1]), text)
    return f'<w:r>{"<w:rPr><w:b/></w:rPr>" if bold else ""}<w:t xml:space="preserve">{html.escape(text)}</w:t></w:r>'


def table(rows):
    grid = "".join(f'<w:tr>{"".join(f"<w:tc><w:p>{run(cell, first)}</w:p></w:tc>" for cell in row)}</w:tr>'
                   for first, row in zip([True] + [False] * len(rows), rows))
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="BBBBCC"/>'
                    for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    columns = "<w:gridCol/>" * max(len(row) for row in rows)
    return (f'<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{lines}</w:tblBorders></w:tblPr>'
            f'<w:tblGrid>{columns}</w:tblGrid>{grid}</w:tbl><w:p/>')


def docx(name, said, lines):
    style = {"title": "Title", "heading": "Heading1"}
    before = {"point": "•  ", "sign": "______________________  "}
    body, rows, number = [], [], 0
    for kind, text in [*blocks(lines), ("gap", "")]:
        if kind == "row":
            rows.append(cells(text))
            continue
        if rows:
            body.append(table(rows))
            rows = []
        number = number + 1 if kind == "number" else 0
        lead = f"{number}.  " if number else before.get(kind, "")
        if kind != "gap":
            body.append(f'<w:p><w:pPr><w:pStyle w:val="{style.get(kind, "Normal")}"/></w:pPr>{run(lead + text)}</w:p>')
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"

    def looks(key, size, bold=False):
        return (f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{key}"/><w:pPr><w:spacing w:before="120" w:after="80"/></w:pPr>'
                f'<w:rPr><w:rFonts w:ascii="Inter" w:hAnsi="Inter"/>{"<w:b/>" if bold else ""}<w:sz w:val="{size}"/></w:rPr></w:style>')

    pack(FILES / name, {
        "[Content_Types].xml": f'{head}<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                               f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{kinds}.document.main+xml"/>'
                               f'<Override PartName="/word/styles.xml" ContentType="{kinds}.styles+xml"/></Types>',
        "_rels/.rels": f'{head}<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{relation}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{head}<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{relation}/styles" Target="styles.xml"/></Relationships>',
        "word/styles.xml": f'{head}<w:styles {space}>{looks("Normal", 20)}{looks("Title", 34, True)}{looks("Heading1", 24, True)}</w:styles>',
        "word/document.xml": f'{head}<w:document {space}><w:body>{"".join(body)}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
                             '<w:pgMar w:top="1304" w:right="1304" w:bottom="1304" w:left="1304"/></w:sectPr></w:body></w:document>',
    })


def pack(to, texts):
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(zipfile.ZipInfo(name, STAMP), text, zipfile.ZIP_DEFLATED)


def value_of(text):
    return float(text) if re.fullmatch(r"-?\d+\.\d+", text) else int(text) if re.fullmatch(r"-?\d{1,9}", text) else text or None


def xlsx(name, said, lines):
    book = openpyxl.Workbook()
    book.remove(book.active)
    sheet = None
    for line in lines:
        if line.startswith("## "):
            sheet = book.create_sheet(line[3:])
        elif line.startswith("| "):
            sheet.append([value_of(cell) for cell in cells(line[2:])])
    for sheet in book:
        for cell in sheet[1]:
            cell.font = Font(bold=True)
            cell.fill = PatternFill("solid", fgColor="EEF1F7")
        for number, column in enumerate(sheet.columns, 1):
            sheet.column_dimensions[get_column_letter(number)].width = min(60, 3 + max(len(str(c.value or "")) for c in column))
            for cell in column:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
    book.properties.creator = HOUSE
    book.properties.title = said[0]
    book.properties.created = book.properties.modified = datetime(*STAMP)
    kept = io.BytesIO()
    book.save(kept)
    with zipfile.ZipFile(kept) as archive:
        texts = {entry: archive.read(entry) for entry in archive.namelist()}
    texts["docProps/core.xml"] = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2026-01-01T00:00:00Z", texts["docProps/core.xml"])
    pack(FILES / name, texts)


def main():
    makers = {".pdf": pdf, ".png": png, ".docx": docx, ".xlsx": xlsx}
    for name, said, lines in parts_of("papers.txt") + parts_of("sheets.txt"):
        if len(sys.argv) == 1 or name in sys.argv[1:]:
            makers[Path(name).suffix](name, said, lines)
            print(name)


main()

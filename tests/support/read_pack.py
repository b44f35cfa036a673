"""Reads an evidence pack with Python's zipfile and openpyxl and prints what it holds: an opinion other than ours.

Every checksum is checked, every link of the workbook must lead to a file of the pack, no cell may hold a formula.

usage: read_pack.py FILE

Prints "file|PATH", "sheet|NAME|ROWS" and "SHEET|ROW|HEADING|VALUE" for each cell; on the first sheet, a page of pairs,
"SHEET|LABEL|VALUE".
"""

import datetime
import hashlib
import io
import sys
import urllib.parse
import zipfile

import openpyxl
from openpyxl.utils.escape import unescape


def shown(value):
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ").removesuffix(" 00:00:00")
    return unescape(str(value)).replace("\n", " / ") if value is not None else ""


pack = zipfile.ZipFile(sys.argv[1])
assert pack.testzip() is None
names = pack.namelist()
summed = set()
for line in pack.read("SHA256SUMS").decode().splitlines():
    digest, name = line.split("  ", 1)
    assert hashlib.sha256(pack.read(name)).hexdigest() == digest, name
    summed.add(name)
assert summed == set(names) - {"SHA256SUMS"}, set(names) ^ summed
for name in names:
    print("file", name, sep="|")

book = openpyxl.load_workbook(io.BytesIO(pack.read(next(name for name in names if name.endswith(".xlsx") and "/" not in name))))
for place, page in enumerate(book.worksheets):
    print("sheet", page.title, page.max_row - 1, sep="|")
    headings = [shown(cell.value) for cell in page[1]]
    for number, row in enumerate(page.iter_rows(min_row=1), 1):
        for cell in row:
            assert cell.data_type != "f", cell.coordinate
            if cell.hyperlink and cell.hyperlink.target:
                target = urllib.parse.unquote(cell.hyperlink.target).replace("\\", "/")
                assert target in names, target
            if place == 0 and cell.column == 1 and cell.value is not None:
                print(page.title, shown(cell.value), shown(page.cell(number, 2).value), sep="|")
            elif place > 0 and number > 1 and cell.value is not None:
                print(page.title, number, headings[cell.column - 1], shown(cell.value), sep="|")

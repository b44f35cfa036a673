"""The cells of an Excel file as lines, for the floor that writes them again: sheet, row, column, kind, content."""

import re
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def write_cells(workbook, target):
    with zipfile.ZipFile(workbook) as archive, open(target, "w", encoding="utf-8") as out:
        sheets = sorted((name for name in archive.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)),
                        key=lambda name: int(re.search(r"\d+", name)[0]))
        for number, name in enumerate(sheets):
            with archive.open(name) as part:
                for _, cell in ElementTree.iterparse(part):
                    if cell.tag == MAIN + "c":
                        write_cell(out, number, cell)
                    if cell.tag == MAIN + "row":
                        cell.clear()


def write_cell(out, sheet, cell):
    letters, row = re.fullmatch(r"([A-Z]+)(\d+)", cell.get("r")).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    is_text = cell.get("t") == "inlineStr"
    content = "".join(part.text or "" for part in cell.iter(MAIN + ("t" if is_text else "v")))
    if content:
        line = re.sub(r"[\t\r\n]", " ", content)
        out.write(f"{sheet}\t{int(row) - 1}\t{column - 1}\t{'s' if is_text else 'n'}\t{line}\n")

"""Opens each of the demo's evidence files with a program or library other than ours and prints what it reads in them.

usage: evidence_text.py FOLDER          one line a file: name, tab, the text on one line

Fails for a file that does not open, or is not what its name says.
"""

import subprocess
import sys
import zipfile
import xml.etree.ElementTree as xml
from pathlib import Path

import openpyxl


def pdf(path):
    return subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True, text=True).stdout


def docx(path):
    with zipfile.ZipFile(path) as archive:
        if archive.testzip():
            raise ValueError(f"{path}: damaged")
        return " ".join(xml.fromstring(archive.read("word/document.xml")).itertext())


def xlsx(path):
    book = openpyxl.load_workbook(path)
    return " ".join(str(cell.value) for sheet in book for row in sheet for cell in row if cell.value is not None)


def png(path):
    size = subprocess.run(["file", "--brief", str(path)], check=True, capture_output=True, text=True).stdout
    if not size.startswith("PNG image data"):
        raise ValueError(f"{path}: {size}")
    return size


def text(path):
    return path.read_text(encoding="utf-8")


READERS = {".pdf": pdf, ".docx": docx, ".xlsx": xlsx, ".png": png, ".txt": text, ".csv": text, ".eml": text}

for file in sorted(Path(sys.argv[1]).iterdir()):
    print(file.name, " ".join(READERS[file.suffix](file).split()), sep="\t")

"""Reads a workbook with openpyxl and prints what it holds as JSON: an opinion other than ours.

usage: read_workbook.py FILE
"""

import datetime
import json
import sys

import openpyxl
from openpyxl.utils.escape import unescape


def told(cell):
    value = cell.value
    if isinstance(value, datetime.datetime):
        value = value.isoformat(sep=" ")
    elif isinstance(value, str):
        value = unescape(value)  # _x005F_ is "_": the format says so, openpyxl leaves it to us
    link = cell.hyperlink
    return {
        "value": value,
        "type": cell.data_type,
        "format": cell.number_format,
        "wrap": bool(cell.alignment.wrap_text),
        "link": (link.target or "#" + link.location) if link else None,
    }


def sheet(page):
    rules = page.conditional_formatting
    return {
        "name": page.title,
        "rows": [[told(cell) for cell in row] for row in page.iter_rows()],
        "freeze": page.freeze_panes,
        "filter": page.auto_filter.ref,
        "widths": [page.column_dimensions[letter].width for letter in "ABCDEFGHIJ"],
        "print_titles": page.print_title_rows,
        "print_columns": page.print_title_cols,
        "paper": {8: "A3", 9: "A4"}.get(page.page_setup.paperSize),
        "landscape": page.page_setup.orientation == "landscape",
        "fit": f"{page.page_setup.fitToWidth or 1} x {page.page_setup.fitToHeight}",
        "header": f"{page.oddHeader.left.text} | {page.oddHeader.right.text}",
        "footer": f"{page.oddFooter.left.text} | {page.oddFooter.right.text}",
        "colours": "; ".join(
            f"{where.sqref} {rule.formula[0]} {rule.dxf.fill.bgColor.rgb}" for where in rules for rule in where.rules
        ),
    }


book = openpyxl.load_workbook(sys.argv[1])
properties = book.properties
json.dump(
    {
        "title": properties.title,
        "subject": properties.subject,
        "created": properties.created.isoformat(),
        "sheets": [sheet(page) for page in book.worksheets],
    },
    sys.stdout,
    sort_keys=True,
)

#!/usr/bin/env python3
"""Opens the workbooks of evidence packs in LibreOffice and compares every cell with what it must say.

    tests/packs/read_by_office.py                        # a demo of its own, with its reports; some minutes
    tests/packs/read_by_office.py --data DIR             # a directory of its own, which is copied
    tests/packs/read_by_office.py --keep FOLDER          # leaves packs, workbooks and sheets there to be looked at

One pack is made by its page, the others by `clausebook pack`: each audit as it stands, in both languages, and each issued
one once more as of the journal entry its report was issued at. What the cells must say is worked out by office_expected.py
and office_records.py, from the journal and by the domain's rules. Beside the cells are compared: where each link of the workbook leads, by the
hash that its row states; the report's HTML, its figures clause by clause, its answers and its evidence; the pages of the
audit, of its pack and of what conforms without evidence.

Then the control: in a copy of one workbook one cell of each sheet is changed, and exactly these must be found.
"""

import argparse
import atexit
import csv
import datetime
import hashlib
import html
import io
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse
import zipfile
from pathlib import Path
from xml.etree import ElementTree

TOP = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(TOP / "tests/faults"), str(TOP / "tests/packs")]

from house import ENVIRONMENT, Client, Server, run  # noqa: E402
from office_expected import Workbook  # noqa: E402
from office_records import Audit, Records, clause_of  # noqa: E402

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"  # every sheet, as people see it
PASSWORD = "demo-clausebook-10002"


class Tally:
    def __init__(self):
        self.compared, self.filled, self.differences = {}, 0, []

    def same(self, what, where, found, expected):
        self.compared[what] = self.compared.get(what, 0) + 1
        self.filled += what == "cells" and expected != ""
        if found != expected:
            self.differences.append((where, found, expected))


def shown_by_office(books, folder):
    """What LibreOffice shows of all of them: by the stem of the file the rows of each sheet by its name."""
    folder.mkdir(parents=True)
    profile = tempfile.mkdtemp(prefix="clausebook-office-")
    atexit.register(shutil.rmtree, profile, ignore_errors=True)
    done = subprocess.run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", AS_SHOWN,
                           "--outdir", folder, *books], capture_output=True, text=True, errors="replace", check=False,
                          env={**ENVIRONMENT, "LC_ALL": "C.UTF-8"})
    shown = {book.stem: {} for book in books}
    for file in folder.glob("*.csv"):
        book = max((stem for stem in shown if file.stem.startswith(stem + "-")), key=len)
        with file.open(newline="") as rows:
            shown[book][file.stem.removeprefix(book + "-")] = list(csv.reader(rows))
    for book, sheets in shown.items():
        if not sheets:
            raise SystemExit(f"LibreOffice did not open {book}: {done.stderr}")
    return shown


def compare_cells(tally, label, shown, expected):
    tally.same("sheets", f"{label}: sheets", sorted(shown), sorted(expected))
    for name, rows in expected.items():
        there = shown.get(name, [])
        tally.same("sheets", f"{label}: rows of {name}", len(there), len(rows))
        width = max([len(row) for row in [*rows, *there]])
        for number, (row, other) in enumerate(zip(rows, there), 1):
            for column in range(width):
                wanted = row[column] if column < len(row) else ""
                found = other[column] if column < len(other) else ""
                tally.same("cells", f"{label}: {name}!{chr(65 + column)}{number}", found, wanted)


def compare_links(tally, label, pack, book, expected):
    """Each link to a file leads to an entry of the pack, with the hash of its row; each other one to a sheet."""
    with zipfile.ZipFile(io.BytesIO(pack.read(book))) as parts:
        names = {r.get("Id"): r.get("Target") for r in ElementTree.fromstring(parts.read("xl/_rels/workbook.xml.rels"))}
        for sheet in ElementTree.fromstring(parts.read("xl/workbook.xml")).iter(SHEET + "sheet"):
            path = "xl/" + names[sheet.get(RELATION)]
            relations = path.replace("worksheets/", "worksheets/_rels/") + ".rels"
            targets = {}
            if relations in parts.namelist():
                targets = {r.get("Id"): r.get("Target") for r in ElementTree.fromstring(parts.read(relations))}
            rows = expected[sheet.get("name")]
            for link in ElementTree.fromstring(parts.read(path)).iter(SHEET + "hyperlink"):
                column, row = re.fullmatch(r"([A-Z])(\d+)", link.get("ref")).groups()
                where = f"{label}: link {sheet.get('name')}!{column}{row}"
                cells = rows[int(row) - 1]
                if link.get(RELATION) is None:
                    tally.same("links", where, link.get("location").replace("'", ""), cells[0] + "!A1")
                    continue
                target = urllib.parse.unquote(targets[link.get(RELATION)]).replace("\\", "/").removeprefix("external:")
                tally.same("links", where, target, cells[ord(column) - 65])
                if target.startswith("evidence/"):
                    digest = hashlib.sha256(pack.read(target)).hexdigest() if target in pack.namelist() else "no such file"
                    tally.same("links", where + " content", digest, cells[6])


class Pack:
    """A pack, its workbook taken out, and what it must say."""

    def __init__(self, file, data, audit, language, entry, books):
        self.file, self.audit, self.language, self.entry = file, audit, language, entry
        self.records = Records(data, entry)
        with zipfile.ZipFile(file) as pack:
            self.manifest = json.loads(pack.read("manifest.json"))
            entries = {each["path"]: each["sha256"] for each in self.manifest["files"]}
            reports = sorted((path for path in entries if path.startswith("report/")), key=lambda p: (not p.endswith(".html"), p))
            self.must = Workbook(Audit(self.records, audit), language, entries, reports)
            self.must.about, self.must.key = self.manifest["about"], self.manifest["key"]
            self.book = Path(pack.extract(next(name for name in entries if name.endswith(".xlsx") and "/" not in name), books))
        self.expected = self.must.sheets()

    def compare(self, tally, shown):
        label, must = self.book.stem, self.must
        compare_cells(tally, label, shown, self.expected)
        with zipfile.ZipFile(self.file) as pack:
            compare_links(tally, label, pack, self.book.name, self.expected)
            index = pack.read("index.html").decode()
        own = {"number": self.entry, "hash": self.records.hash}
        tally.same("manifest", f"{label}: journal", self.manifest["journal"], own)
        tally.same("manifest", f"{label}: fingerprint", self.manifest["key"]["fingerprint"], must.fingerprint())
        tally.same("manifest", f"{label}: fingerprint in index.html", must.fingerprint() in index, True)
        said = {e["key"]: must.reference(e) for e in must.audit.evidence
                if must.reference(e) and must.audit.standing(e)["state"] != "DESTROYED"}
        told = {name.removeprefix("evidence "): line for name, line in self.manifest["about"].items()
                if name.startswith("evidence ")}
        tally.same("manifest", f"{label}: by reference", told, said)


# ---- the report


def plain(markup):
    markup = re.sub(r"<svg.*?</svg>", "", markup, flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def cells_of(row):
    return [plain(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)]


def compare_report(tally, label, page, must):
    """The report's figures, answers and evidence against what the workbook of the same entry must say."""
    a, w = must.audit, must.w
    def count(questions, *marks):
        return str(sum(a.marks[q] in marks for q in questions) or "")

    def share(value):
        return "–" if value is None else f"{value}%"

    matrix = page[page.index('<table class="matrix">'):]
    matrix = matrix[:matrix.index("</table>")]
    named = [mark for mark in ("C", "OFI", "AOC", "NC", "MINOR", "MAJOR", "NA", "NS", "NONE")
             if mark not in ("AOC", "NC", "NONE") or mark in a.marks.values()]
    rows = {}
    for row in re.findall(r'<tr><th scope="row"><b>.*?</tr>', matrix, re.S):
        rows[re.search(r"<b>(.*?)</b>", row)[1]] = row
    clauses = [c.get("number") for c in a.checklist.clauses]
    tally.same("report", f"{label}: clauses", [c for c in rows if c in clauses], clauses)
    for clause in (c for c in clauses if c in rows):
        here = [q for q in a.planned if clause_of(q) == clause]
        status = a.status(clause) if any(q in a.apply for q in here) else "NOT_PLANNED"
        short = w("clause_status." + status)
        if status in ("MINOR", "MAJOR", "OFI"):
            short = w("grade_short." + status)
        elif status == "NOT_PLANNED":
            short = w("report.status.NOT_PLANNED")
        found = cells_of(rows[clause])
        wanted = [*(count(here, mark) for mark in named), share(a.coverage(here)), share(a.evidence_share(here)), short]
        for place, (one, other) in enumerate(zip(found[1:], wanted), 1):
            tally.same("report", f"{label}: {clause}, column {place}", one, other)
        numbers = {f["number"] or w("report.draft_finding", number=f["serial"]) for f in a.findings if f["clause"] == clause}
        links = set(re.findall(r'<a href="#f-[^"]*">([^<]*)</a> ', rows[clause]))
        tally.same("report", f"{label}: findings of {clause}", links, numbers)
    progress = w("report.progress", answered=sum(m != "NONE" for m in a.marks.values()), questions=len(a.planned),
                 coverage=share(a.coverage(a.planned)), evidenced=share(a.evidence_share(a.planned)))
    tally.same("report", f"{label}: sum of the questions", progress in plain(page), True)
    for grade in ("MAJOR", "MINOR", "AOC", "OFI"):
        number = re.search(re.escape(w("grade." + grade)) + r"</span></td><td class=\"num\">(\d+)</td>", page)
        tally.same("report", f"{label}: {grade}", int(number[1]) if number else 0, sum(f["grade"] == grade for f in a.findings))
    blocks = re.findall(r'<section class="finding g-(\w+)".*?</section>', page, re.S)
    tally.same("report", f"{label}: blocks of findings", len(blocks), len(a.findings))
    compare_annexes(tally, label, page, must)


def compare_annexes(tally, label, page, must):
    w, index = must.w, list(must.evidence_index())[1:]
    annex = page[page.index('id="annex-c"'):]
    tally.same("report", f"{label}: evidence", re.findall(r'<tr id="(EV-\d+)"', annex), list(dict.fromkeys(r[0] for r in index)))
    hashes = set(re.findall(r'<span class="hash">(\w+)</span>', annex))
    tally.same("report", f"{label}: hashes", hashes, {row[6] for row in index if row[6]})
    for row in index:
        block = annex[annex.index(f'<tr id="{row[0]}"'):]
        block = plain(block[:block.index("</tr>")])
        for what, text in (("version", row[7]), ("state", row[12]), ("clauses", row[18].replace("; ", ", "))):
            if text != w("pack.none"):
                tally.same("report", f"{label}: {row[0]}, {what}", text in block, True)
    checklist = page[page.index('id="annex-a"'):page.index('id="annex-b"')]
    for row in list(must.checklist())[1:]:
        block = checklist[checklist.index(f'<td class="id">{row[0]}</td>'):]
        block = plain(block[:block.index("</tr>")])
        tally.same("report", f"{label}: note of {row[0]}", " ".join("".join(row[6:7]).split()) in block, True)
        for number in row[9].split("; ") if len(row) > 9 and row[9] else []:
            tally.same("report", f"{label}: {number} at {row[0]}", number in block, True)


# ---- the pages


def compare_pages(tally, client, port, must):
    """The pages of today against the figures of today."""
    a, w = must.audit, must.w
    view = client.view(port, f"/audits/{a.key}")
    answered = sum(mark != "NONE" for mark in a.marks.values())
    tally.same("pages", f"{a.key}: answered of planned", (view["answered"], view["planned"]), (answered, len(a.planned)))
    grades = {w("grade." + g): sum(f["grade"] == g for f in a.findings) for g in ("MAJOR", "MINOR", "AOC", "OFI")}
    tally.same("pages", f"{a.key}: findings", {f["label"]: f["count"] for f in view["findings"]}, {g: n for g, n in grades.items() if n})
    _, content = client.ask(port, "GET", f"/evidence/unproven.csv?audit={a.key}")
    listed = [row[1] for row in csv.reader(io.StringIO(content.decode("utf-8-sig")))][1:]
    tally.same("pages", f"{a.key}: conforming without evidence", listed, [q for q in a.planned if q in a.stands - a.evidenced])
    page = client.view(port, f"/audits/{a.key}/pack")
    files = {path for path in must.manifest if path.startswith("evidence/")}
    counts = (len(a.planned), answered, len(a.findings), len(a.evidence), len(files))
    told = tuple(int(page[name].replace(",", "")) for name in ("questions", "answered", "findings", "evidence", "files"))
    tally.same("pages", f"{a.key}: what its pack will hold", told, counts)
    told = {(warning["sentence"], str(warning["count"] or w("pack.yes"))) for warning in page["warnings"]}
    wanted = {(w(code), subjects if subjects == w("pack.yes") else str(len(subjects.split("; ")))) for code, subjects in must.checks()}
    tally.same("pages", f"{a.key}: what a body would object to", told, wanted)


def pack_by_page(client, port, audit, into):
    reply, content = client.form(port, "POST", f"/audits/{audit}/pack", {"language": "en", "password": PASSWORD})
    job = reply.getheader("Location", "")
    if reply.status != 303:
        raise SystemExit(f"no pack of {audit}: {reply.status} {content[:300]}")
    while not (view := client.view(port, job))["over"]:
        time.sleep(0.2)
    if view["failed"]:
        raise SystemExit(f"no pack of {audit}: {view['problem']}")
    offered = max(set(re.findall(rb"/packs/(PK-\d+)/file", client.ask(port, "GET", "/packs", headers={"Accept": "text/html"})[1])))
    reply, content = client.ask(port, "GET", f"/packs/{offered.decode()}/file")
    name = re.search(r'filename="([^"]+)"', reply.getheader("Content-Disposition"))[1]
    (into / name).write_bytes(content)
    return into / name


# ---- the control


def change_cells(book, copy, dice):
    """One cell of each sheet, a text longer by a letter or a number larger by one. Gives their places."""
    places = []
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as new:
        names = {r.get("Id"): "xl/" + r.get("Target") for r in ElementTree.fromstring(old.read("xl/_rels/workbook.xml.rels"))}
        sheets = {names[s.get(RELATION)]: s.get("name") for s in ElementTree.fromstring(old.read("xl/workbook.xml")).iter(SHEET + "sheet")}
        for part in old.namelist():
            content = old.read(part)
            if part in sheets:
                text = content.decode()
                cells = list(re.finditer(r'<c r="([A-Z]+\d+)"[^>]*>(?:<is><t[^>]*>[^<]*()</t></is>|<v>(\d+)()[\d.]*</v>)</c>', text))
                cell = dice.choice(cells)
                if cell[3]:
                    start = cell.start(3)
                    text = text[:start] + str(int(cell[3]) + 1) + text[cell.end(3):]
                else:
                    text = text[:cell.end(2)] + "x" + text[cell.end(2):]
                places.append(f"{sheets[part]}!{cell[1]}")
                content = text.encode()
            new.writestr(part, content)
    return places


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--program", default=TOP / "build/dev/clausebook", type=Path)
    arguments.add_argument("--data", type=Path)
    arguments.add_argument("--keep", type=Path)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="clausebook-office-") as scratch:
        work = (options.keep or Path(scratch)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        data = Path(scratch) / "data"
        if options.data:
            shutil.copytree(options.data, data)
            keys = options.data.resolve().with_name(options.data.resolve().name + ".keys")
            if keys.is_dir():  # else packs are signed with a new one, and differ from what reports print
                shutil.copytree(keys, data.with_name("data.keys"))
        elif (made := run(options.program, "demo", "--data", data)).returncode:
            raise SystemExit(f"the demo was not built: {made.stderr}")
        return read_all(options, data, work)


def packs_of(options, data, work, port, client, tally):
    """One by its page, and by the command all there are to be read."""
    audits = [audit["number"] for audit in json.loads(run(options.program, "audit", "list", "--data", data, "--json").stdout)]
    reports = sorted(Records(data).tables["report"].values(), key=lambda report: report["revision"])
    issued = {report["audit"]: report["checkpoint_number"] for report in reports}
    by_page = next((audit for audit in audits if audit in issued), audits[0])
    first = pack_by_page(client, port, by_page, work)
    head = Records(data).entry - 1  # the pack is of the entry before the one that says that it was made
    wishes = [(audit, language, head) for audit in audits for language in ("en", "tr")]
    wishes += [(audit, "en", entry) for audit, entry in sorted(issued.items())]
    packs = []
    for audit, language, entry in wishes:
        file = work / f"{audit}-{language}-{entry}.zip"
        made = run(options.program, "pack", audit, "--language", language, "--at", entry, "--out", file, "--data", data)
        if made.returncode:
            raise SystemExit(f"no pack of {audit}: {made.stderr}")
        packs.append(Pack(file, data, audit, language, entry, work / "books"))
        if (audit, language, entry) == (by_page, "en", head):
            tally.same("packs", f"{audit}: page and command make the same", file.read_bytes() == first.read_bytes(), True)
    return packs, issued, head


def of_today(data, pack):
    """What is to be said on the day of this run: pages and drafts go by it."""
    records = Records(data)
    records.today = datetime.datetime.now(records.zone).date()
    return Workbook(Audit(records, pack.audit), "en", pack.must.manifest, [])


def report_page(options, data, audit, work):
    page = work / f"{audit}-report.html"
    run(options.program, "report", audit, "--html", page, "--data", data)
    return page.read_text()


def read_all(options, data, work):
    tally = Tally()
    server, client = Server(options.program, data), Client()
    client.sign_in(server.port, "zeynep", PASSWORD)
    packs, issued, head = packs_of(options, data, work, server.port, client, tally)
    for pack in packs:
        audit = pack.audit
        if issued.get(audit) == pack.entry:
            page = report_page(options, data, audit, work)
            compare_report(tally, f"{audit}: report", page, pack.must)
            tally.same("report", f"{audit}: signing key", pack.must.fingerprint() in page, True)
        elif pack.language == "en" and pack.entry == head:
            now = of_today(data, pack)
            compare_pages(tally, client, server.port, now)
            if audit not in issued:
                compare_report(tally, f"{audit}: draft", report_page(options, data, audit, work), now)
    server.stop()

    changed = {}
    for pack in packs[-2:]:
        copy = pack.book.with_name("changed-" + pack.book.name)
        changed[copy] = (pack, change_cells(pack.book, copy, random.Random(options.seed)))
    shown = shown_by_office([pack.book for pack in packs] + list(changed), work / "shown")
    for pack in packs:
        pack.compare(tally, shown[pack.book.stem])
    for where, found, expected in tally.differences:
        print(f"{where}: found {found!r}, expected {expected!r}")
    missed = 0
    for copy, (pack, places) in changed.items():
        before, after = Tally(), Tally()  # what differs anyway is no merit of the control
        compare_cells(before, "", shown[pack.book.stem], pack.expected)
        compare_cells(after, "", shown[copy.stem], pack.expected)
        found = sorted(where.removeprefix(": ") for where, *said in after.differences if (where, *said) not in before.differences)
        missed += found != sorted(places)
        print(f"control, {len(places)} cells changed in {pack.book.name}: "
              + ("found exactly these" if found == sorted(places) else f"changed {places}, found {found}"))
    counts = ", ".join(f"{count} of {what}" for what, count in tally.compared.items() if what != "cells")
    print(f"{len(packs)} workbooks, {tally.compared['cells']} cells, {tally.filled} of them not empty; beside them {counts}; "
          f"{len(tally.differences)} differences, {missed} controls missed")
    return 1 if tally.differences or missed else 0


sys.exit(main())

#!/usr/bin/env python3
"""Measures the product beside its floor: the same bytes, rows and files handled by the bare libraries in the same run.

  bench/measure.py [--folds 1,10,100] [--runs 200] [--entries 1000000] [--only NAME,...] [--pages NAME;...] [--keep DIR]
                   [--out FILE]

Needs build/bench (tools/bench builds it). Prints Markdown tables; with --out into a file as well. A ratio is ours by the
floor's; CPU is what the server's process used a request, user and system together. Each figure and its floor are taken in
turns, five rounds of each; a median is the median of the five rounds' medians, p99 is of all runs.
"""

import argparse
import json
import os
import platform
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from servers import BARE, ENVIRONMENT, OURS, TOP, Floor, Ours, Server, StatementLog, ask, cpu_of, head_of, memory_of, of_children, read_only
from workbook_cells import write_cells

ROUNDS = 5
# A page's name and address; who looks is the quality manager, or who stands behind the comma.
PAGES = {
    "overview": "/",
    "overview, lead": "/",
    "overview, auditee": "/",
    "audit": "/audits/{open}",
    "questions of a clause": "/audits/{open}/run/7.4",
    "audits": "/audits",
    "evidence list": "/evidence",
    "one record of evidence": "/evidence/{evidence}",
    "findings list": "/findings",
    "one finding": "/findings/{finding}",
    "search: a word of many": "/search?q=complaints",
    "search: a word of one": "/search?q={word}",
    "assigned to me, auditee": "/mine",
    "journal": "/journal",
    "report: a draft": "/audits/{open}/report",
    "report: issued": "/audits/{closed}/report",
}
WHERE = {
    "open": "SELECT a.key FROM audit a JOIN audit_member m ON m.audit = a.key JOIN account c ON c.key = m.person "
            "WHERE a.state = 'IN_PROGRESS' AND c.login = 'auditor' ORDER BY a.rowid DESC LIMIT 1",
    "closed": "SELECT key FROM audit WHERE state = 'COMPLETED' ORDER BY rowid DESC LIMIT 1",
    "evidence": "SELECT evidence FROM evidence_link WHERE kind = 'action' ORDER BY rowid DESC LIMIT 1",
    "finding": "SELECT number FROM finding WHERE state = 'CLOSED' AND grade <> 'OFI' ORDER BY rowid DESC LIMIT 1",
    "word": "SELECT key FROM action ORDER BY rowid DESC LIMIT 1",
}


class Table:
    def __init__(self, title, *heads):
        self.lines = [f"### {title}", "", "| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
        print(f"\n{title}: " + " | ".join(heads), flush=True)

    def row(self, *cells):
        self.lines.append("| " + " | ".join(cell if isinstance(cell, str) else shown(cell) for cell in cells) + " |")
        print(self.lines[-1], flush=True)

    def text(self):
        return "\n".join(self.lines) + "\n"


def shown(number):
    """Three digits that count; never rounded down."""
    for digits in (3, 2, 1):
        if number < 10 ** (3 - digits):
            return f"{number:.{digits}f}"
    return f"{number:.0f}"


class Figure:
    """What several rounds of the same requests cost."""

    def __init__(self):
        self.medians, self.times, self.cpu, self.runs, self.spent = [], [], 0.0, 0, 0.0

    def add(self, told, cpu):
        self.medians.append(statistics.median(told["times"]))
        self.times += told["times"]
        self.cpu += cpu
        self.runs += len(told["times"])
        self.spent += told["spent"]

    @property
    def median(self):
        return statistics.median(self.medians)

    @property
    def p99(self):
        return sorted(self.times)[min(len(self.times) - 1, len(self.times) * 99 // 100)]

    @property
    def cpu_ms(self):
        return 1000 * self.cpu / self.runs

    @property
    def rate(self):
        return self.runs / self.spent


def measured(process, port, file, runs, figure, first=0):
    before = cpu_of(process)
    told = ask(port, file, 1, runs, first)
    figure.add(told, cpu_of(process) - before)
    return told["bytes"]


def whole(words, **more):
    """A program from beginning to end: seconds on the clock and of processor, and what it printed."""
    began, before = time.perf_counter(), of_children()
    told = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False, **more)
    if told.returncode:
        raise SystemExit(f"{' '.join(map(str, words))}: {told.stderr}")
    return {"wall": time.perf_counter() - began, "cpu": of_children() - before, "text": told.stdout.strip()}


def best_of(times, words, before=lambda: None):
    """The run of the median processor time, of several."""
    runs = []
    for _ in range(times):
        before()
        runs.append(whole(words))
    return sorted(runs, key=lambda run: run["cpu"])[len(runs) // 2]


# What is aimed at: the most that is allowed, and whether by the floor.
AIMS = {
    "a page's processor time": (3, "x its floor"),
    "a save's processor time": (2, "x its floor"),
    "a workbook's processor time": (1.3, "x its floor"),
    "a pack's processor time": (1.3, "x its floor"),
    "a start": (150, "ms"),
    "memory when idle": (25, "MiB"),
    "a page's median in the largest": (2, "x that in the smallest"),
    "a save's median in the largest": (2, "x that in the smallest"),
}


class Bench:
    def __init__(self, options):
        self.options = options
        self.root = Path(options.keep or tempfile.mkdtemp(prefix="clausebook-bench-"))
        self.root.mkdir(parents=True, exist_ok=True)
        self.scratch = self.root / "scratch"
        self.scratch.mkdir(exist_ok=True)
        self.tables = []
        self.plans = []
        self.figures = []  # of what aims speak of: (aim, what, figure)

    def table(self, title, *heads):
        self.tables.append(Table(title, *heads))
        return self.tables[-1]

    def note(self, aim, what, figure):
        self.figures.append((aim, what, figure))

    def verdict(self):
        """Every aim: how many of its figures keep it, and those that do not, the worst first."""
        table = Table("The aims", "what", "at most", "kept by", "missed by")
        for aim, (most, unit) in AIMS.items():
            figures = [(figure, what) for name, what, figure in self.figures if name == aim]
            if figures:
                missed = sorted((each for each in figures if each[0] > most), reverse=True)
                table.row(aim, f"{most} {unit}", f"{len(figures) - len(missed)} of {len(figures)}",
                          "; ".join(f"{what} {shown(figure)}" for figure, what in missed) or "none")
        return table

    # ---- what is measured in

    def data(self, fold):
        """The organization of that size; made once, without waiting for the disk."""
        made = self.root / f"fold-{fold}"
        if not (self.root / f"fold-{fold}.made").exists():
            shutil.rmtree(made, ignore_errors=True)
            print(f"making the organization of {fold} x", flush=True)
            began = time.perf_counter()
            subprocess.run(["eatmydata", BARE, "make", str(fold), str(made)], check=True)
            (self.root / f"fold-{fold}.made").write_text(f"{time.perf_counter() - began:.0f}")
        return made

    def organizations(self):
        table = self.table("The organizations", "x", "audits", "answers", "records of evidence", "findings", "journal entries",
                           "database MiB", "s to make")
        for fold in self.options.folds:
            data = self.data(fold)
            db = read_only(data / "clausebook.db")
            count = [f"{db.execute('SELECT count(*) FROM ' + name).fetchone()[0]:,}"
                     for name in ("audit", "answer", "evidence", "finding", "journal_entry")]
            table.row(f"{fold}", *count, f"{(data / 'clausebook.db').stat().st_size / (1 << 20):.0f}",
                      (self.root / f"fold-{fold}.made").read_text())
            db.close()

    def places(self, data):
        db = read_only(data / "clausebook.db")
        found = {name: db.execute(sql).fetchone()[0] for name, sql in WHERE.items()}
        db.close()
        return found

    # ---- pages

    def statements(self, data, addresses):
        """What each page asks of SQLite, once what is kept in memory is there; its rows go to the floor."""
        log = StatementLog(self.scratch / "log")
        ours = Ours(data, log.file)
        asked = {}
        for name, address in addresses.items():
            file = ours.request(self.scratch / "request", "GET", address, login=who(name))
            ask(ours.port, file, 1, 3)
            place = log.place()
            ask(ours.port, file, 1, 1)
            asked[name] = log.since(place)
            asked[name] = [each for each in asked[name] if not each.is_of_the_index()]
            lines = list(dict.fromkeys(each.line for each in asked[name] if each.reads()))
            (self.scratch / f"{slug(name)}.statements").write_text("".join(line + "\n" for line in lines))
        ours.stop()
        return asked

    def pages(self):
        table = self.table("Pages", "page", "x", "KiB", "median ms", "p99 ms", "a second", "CPU ms", "floor CPU ms",
                           "with statements kept", "CPU by floor", "by floor with statements kept", "median by 1 x", "statements",
                           "rows", "steps")
        first = {}
        for fold in self.options.folds:
            data = self.data(fold)
            places = self.places(data)
            addresses = {name: address.format(**places) for name, address in PAGES.items()
                         if not self.options.pages or name in self.options.pages}
            asked = self.statements(data, addresses)
            ours, floor = Ours(data), Floor(data, self.scratch)
            for name, address in addresses.items():
                ours_file = ours.request(self.scratch / "ours", "GET", address, login=who(name))
                size = ask(ours.port, ours_file, 1, 10)["bytes"]
                files = [(ours, ours_file, Figure())]
                for way in ("page", "kept"):
                    files.append((floor, floor.request(self.scratch / way, "GET", f"/{way}/{slug(name)}/{size}"), Figure()))
                    ask(floor.port, files[-1][1], 1, 5)
                for _ in range(ROUNDS):
                    for server, file, figure in files:
                        measured(server.pid, server.port, file, max(1, self.options.runs // ROUNDS), figure)
                page, anew, kept = (figure for _, _, figure in files)
                first.setdefault(name, page.median)
                table.row(name, f"{fold}", f"{size / 1024:.0f}", page.median, page.p99, f"{page.rate:.0f}", page.cpu_ms,
                          anew.cpu_ms, kept.cpu_ms, page.cpu_ms / anew.cpu_ms, page.cpu_ms / kept.cpu_ms,
                          page.median / first[name], f"{len(asked[name])}", f"{sum(each.rows for each in asked[name]):,}",
                          f"{sum(each.steps for each in asked[name]):,}")
                self.note("a page's processor time", f"{name}, {fold} x:", page.cpu_ms / kept.cpu_ms)
                if fold == self.options.folds[-1]:
                    self.note("a page's median in the largest", f"{name}:", page.median / first[name])
            ours.stop()
            floor.stop()
            if fold == self.options.folds[-1]:
                self.note_plans(data, fold, asked)

    def note_plans(self, data, fold, asked):
        """The statements of each page that cost SQLite most, with how it finds their rows."""
        db = read_only(data / "clausebook.db")
        lines = [f"### Query plans at {fold} x", "", "The three statements of each page that take SQLite most steps, and how it "
                 "finds their rows.", ""]
        for name, statements in asked.items():
            lines += [f"**{name}**", ""]
            for each in sorted((one for one in statements if one.reads()), key=lambda one: -one.steps)[:3]:
                sql = re.sub(r"\s+", " ", each.sql)
                lines += [f"- {each.steps:,} steps, {each.rows} rows: `{sql if len(sql) < 240 else sql[:240] + ' ...'}`  ",
                          "  " + "; ".join(each.plan(db))]
            lines.append("")
        self.plans.append("\n".join(lines))
        db.close()

    # ---- saving, uploading, starting

    def save(self):
        table = self.table("Saving one answer", "x", "median ms", "p99 ms", "a second", "CPU ms", "floor: median ms", "CPU ms",
                           "median by floor", "CPU by floor", "median by 1 x", "statements", "steps")
        first = 0
        for fold in self.options.folds:
            data = self.data(fold)
            key = f"{self.places(data)['open']}/all/7.4-Q1"
            target = "/audits/{}/answers/{}".format(*key.split("/all/"))
            statements = self.statements_of_save(data, key, target)
            source = read_only(data / "clausebook.db")
            (self.scratch / "saves.db").unlink(missing_ok=True)
            copy = sqlite3.connect(self.scratch / "saves.db")
            source.backup(copy)
            source.close()
            copy.close()
            ours, floor = Ours(data), Floor(data, self.scratch)
            file = self.save_request(ours, target)
            bare_file = floor.request(self.scratch / "bare", "POST", "/save/120", "note=Seen+in+{n}+of+30+files")
            page, bare = Figure(), Figure()
            for turn in range(ROUNDS + 1):
                for server, one, figure in ((ours, file, page), (floor, bare_file, bare)):
                    measured(server.pid, server.port, one, max(1, self.options.runs // ROUNDS), figure if turn else Figure(),
                             version_of(data, key))
            first = first or page.median
            table.row(f"{fold}", page.median, page.p99, f"{page.rate:.0f}", page.cpu_ms, bare.median, bare.cpu_ms,
                      page.median / bare.median, page.cpu_ms / bare.cpu_ms, page.median / first, f"{len(statements)}",
                      f"{sum(each.steps for each in statements):,}")
            self.note("a save's processor time", f"{fold} x:", page.cpu_ms / bare.cpu_ms)
            if fold == self.options.folds[-1]:
                self.note("a save's median in the largest", "", page.median / first)
            floor.stop()
            ours.stop()

    def save_request(self, ours, target):
        return ours.request(self.scratch / "ours", "PATCH", target,
                            {"Content-Type": "application/x-www-form-urlencoded", "If-Match": '"{n}"',
                             "Idempotency-Key": f"{os.urandom(8).hex()}-{{n}}", "Accept": "application/json"},
                            "note=Seen+in+{n}+of+30+files", "auditor")

    def statements_of_save(self, data, key, target):
        log = StatementLog(self.scratch / "log")
        ours = Ours(data, log.file)
        file = self.save_request(ours, target)
        ask(ours.port, file, 1, 2, version_of(data, key))
        place = log.place()
        ask(ours.port, file, 1, 1, version_of(data, key))
        ours.stop()
        return log.since(place)

    def upload(self):
        table = self.table("Uploading a file", "MiB", "s", "MiB a second", "CPU s", "most memory MiB", "floor: s", "CPU s",
                           "time by floor", "CPU by floor")
        data = self.root / "upload"
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(self.data(1), data)
        ours, floor = Ours(data), Floor(data, self.scratch)
        for size, runs in ((10, 10), (1024, 3)):
            times, cpu = {"ours": [], "floor": []}, {"ours": 0.0, "floor": 0.0}
            for _ in range(runs):
                file = self.root / "to-upload"
                with open(file, "wb") as out:
                    for _ in range(size):
                        out.write(os.urandom(1 << 20))
                for to, server, target in (("ours", ours, f"/evidence/files?name=measured-{size}.bin"), ("floor", floor, "/file")):
                    more = {"Content-Type": "application/octet-stream", "Content-Length": str(size << 20)}
                    if to == "ours":
                        more |= {**head_of(ours.port, ours.client("auditor")), "Idempotency-Key": os.urandom(8).hex()}
                    before, began = cpu_of(server.pid), time.perf_counter()
                    with open(file, "rb") as body:
                        asked = urllib.request.Request(f"http://127.0.0.1:{server.port}{target}", body, more, method="PUT")
                        urllib.request.urlopen(asked, timeout=600).read()
                    times[to].append(time.perf_counter() - began)
                    cpu[to] += (cpu_of(server.pid) - before) / runs
            took, bare = statistics.median(times["ours"]), statistics.median(times["floor"])
            table.row(f"{size}", took, f"{size / took:.0f}", cpu["ours"], f"{memory_of(ours.pid, 'VmHWM'):.0f}", bare, cpu["floor"],
                      took / bare, cpu["ours"] / cpu["floor"])
        floor.stop()
        ours.stop()
        shutil.rmtree(data)
        (self.root / "to-upload").unlink()
        (self.scratch / "file").unlink()

    def start(self):
        table = self.table("Start and memory", "x", "start ms", "CPU ms", "with its files out of memory ms", "floor ms", "idle MiB",
                           "one after the other MiB", "under load MiB", "pages a second under load", "CPU ms a page")
        for fold in self.options.folds:
            data = self.data(fold)
            warm, cold, bare, cpu = [], [], [], []
            for _ in range(11):
                took, used = self.started(data)
                warm.append(took)
                cpu.append(used)
                forget(OURS, data / "clausebook.db")
                cold.append(self.started(data)[0])
                began = time.perf_counter()
                floor = Floor(data, self.scratch)
                urllib.request.urlopen(f"http://127.0.0.1:{floor.port}/bytes/4000").read()
                bare.append(1000 * (time.perf_counter() - began))
                floor.stop()
            self.note("a start", f"{fold} x:", statistics.median(warm))
            ours = Ours(data)
            time.sleep(2)  # what is begun at the start is done
            idle = memory_of(ours.pid, "VmRSS")
            self.note("memory when idle", f"{fold} x:", idle)
            file = self.mix(ours, self.places(data))
            ask(ours.port, file, 1, 3 * len(PAGES))
            alone = memory_of(ours.pid, "VmRSS")
            before = cpu_of(ours.pid)
            told = ask(ours.port, file, 8, 10 * len(PAGES))
            used = 1000 * (cpu_of(ours.pid) - before) / len(told["times"])
            table.row(f"{fold}", statistics.median(warm), statistics.median(cpu), statistics.median(cold), statistics.median(bare),
                      idle, alone, memory_of(ours.pid, "VmHWM"), f"{len(told['times']) / told['spent']:.0f}", used)
            ours.stop()

    def started(self, data):
        """From the command to the first page that was answered, in ms, and the processor time of it."""
        began = time.perf_counter()
        server = Server(OURS, data, environment=dict(ENVIRONMENT))
        urllib.request.urlopen(f"http://127.0.0.1:{server.port}/sign-in").read()
        took, used = 1000 * (time.perf_counter() - began), 1000 * cpu_of(server.process.pid)
        server.stop()
        return took, used

    def mix(self, ours, places):
        """All pages, one after the other."""
        parts = []
        for name, address in PAGES.items():
            parts.append(ours.request(self.scratch / "part", "GET", address.format(**places), login=who(name)).read_text())
        (self.scratch / "mix").write_text("%%\n".join(parts))
        return self.scratch / "mix"

    # ---- whole works

    def works(self):
        table = self.table("Whole works", "work", "x", "s", "CPU s", "floor: s", "CPU s", "CPU by floor", "of what")
        for fold in self.options.folds:
            data = self.data(fold)
            self.paper(table, fold, data)
            self.lists(table, fold, data)
            self.pack(table, fold, data)
            self.verify(table, fold, data)

    def verify(self, table, fold, data):
        ours = whole([OURS, "verify", "--data", data])
        bare = whole([BARE, "journal", data / "clausebook.db"])
        table.row("verify", f"{fold}", ours["wall"], ours["cpu"], bare["wall"], bare["cpu"], ours["cpu"] / bare["cpu"], ours["text"])

    def long_journal(self):
        """The largest organization again, with as many entries as were asked for."""
        fold, entries = self.options.folds[-1], self.options.entries
        data = self.root / "long"
        if not (self.root / "long.made").exists():
            shutil.rmtree(data, ignore_errors=True)
            shutil.copytree(self.data(fold), data, copy_function=link_or_copy)
            subprocess.run(["eatmydata", BARE, "lengthen", str(data), str(entries)], check=True)
            (self.root / "long.made").touch()
        table = self.table("A long journal", "work", "x", "s", "CPU s", "floor: s", "CPU s", "CPU by floor", "of what")
        self.verify(table, fold, data)

    def pack(self, table, fold, data):
        audit, target, there = self.places(data)["closed"], self.root / "pack.zip", self.root / "unpacked"
        ours = best_of(3, [OURS, "pack", audit, "--data", data, "--out", target], lambda: target.unlink(missing_ok=True))
        shutil.rmtree(there, ignore_errors=True)
        shutil.unpack_archive(target, there)
        files = sorted(str(path) for path in there.rglob("*") if path.is_file())
        (self.root / "files").write_text("\n".join(files) + "\n")
        bare = best_of(3, [BARE, "zip", self.root / "files", self.root / "bare.zip"])
        workbook = next(path for path in there.iterdir() if path.suffix == ".xlsx")
        cells = self.cells(workbook)
        table.row("pack", f"{fold}", ours["wall"], ours["cpu"], bare["wall"] + cells["wall"], bare["cpu"] + cells["cpu"],
                  ours["cpu"] / (bare["cpu"] + cells["cpu"]), f"{len(files)} files, {bare['text']}; workbook of {cells['text']}")
        self.note("a pack's processor time", f"{fold} x:", ours["cpu"] / (bare["cpu"] + cells["cpu"]))
        again = best_of(3, [OURS, "verify-pack", target])
        table.row("verify-pack", f"{fold}", again["wall"], again["cpu"], bare["wall"], bare["cpu"], again["cpu"] / bare["cpu"],
                  "the same pack")
        target.unlink()
        shutil.rmtree(there)

    def cells(self, workbook):
        """The cells of a workbook written by the library alone."""
        write_cells(workbook, self.scratch / "cells")
        told = [json.loads(whole([BARE, "cells", self.scratch / "cells", self.scratch / "bare.xlsx"])["text"]) for _ in range(3)]
        return sorted(told, key=lambda each: each["cpu"])[1]

    def lists(self, table, fold, data):
        """The lists as workbooks, as the page gives them."""
        ours = Ours(data)
        for name in ("evidence", "findings"):
            runs = []
            for _ in range(3):
                before, began = cpu_of(ours.pid), time.perf_counter()
                asked = urllib.request.Request(f"http://127.0.0.1:{ours.port}/{name}.xlsx", headers=head_of(ours.port, ours.client("quality")))
                (self.scratch / "list.xlsx").write_bytes(urllib.request.urlopen(asked, timeout=600).read())
                runs.append((cpu_of(ours.pid) - before, time.perf_counter() - began))
            cpu, wall = sorted(runs)[1]
            cells = self.cells(self.scratch / "list.xlsx")
            table.row(f"workbook of the {name} list", f"{fold}", wall, cpu, cells["wall"], cells["cpu"], cpu / cells["cpu"],
                      cells["text"])
            self.note("a workbook's processor time", f"{name}, {fold} x:", cpu / cells["cpu"])
        ours.stop()

    def paper(self, table, fold, data):
        html, pdf = self.root / "report.html", self.root / "report.pdf"
        audit = self.places(data)["open"]
        page = best_of(3, [OURS, "report", audit, "--data", data, "--html", html])
        start = best_of(3, [OURS, "version"])
        table.row("report as HTML", f"{fold}", page["wall"], page["cpu"], start["wall"], start["cpu"], "",
                  f"{html.stat().st_size / 1024:.0f} KiB; the floor is the program's start")
        if fold != self.options.folds[0]:
            return
        paper = whole([OURS, "report", audit, "--data", data, "--pdf", pdf])
        bare = whole(["weasyprint", html, self.root / "bare.pdf"])
        table.row("report as PDF", f"{fold}", paper["wall"], paper["cpu"], bare["wall"], bare["cpu"], paper["cpu"] / bare["cpu"],
                  f"{pdf.stat().st_size / 1024:.0f} KiB; the floor is WeasyPrint with the same HTML")


def who(page):
    return page.split(", ")[1] if ", " in page else "quality"


def slug(name):
    return re.sub(r"\W+", "-", name)


def link_or_copy(source, target):
    """Contents of the vault never change: the copy may share them."""
    if "/vault/" in source:
        os.link(source, target)
    else:
        shutil.copy2(source, target)


def forget(*files):
    """Takes files out of the kernel's memory, as after a start of the machine."""
    for file in files:
        with open(file, "rb") as opened:
            os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def version_of(data, key):
    db = read_only(data / "clausebook.db")
    version = db.execute("SELECT version FROM answer WHERE key = ?", [key]).fetchone()[0]
    db.close()
    return version


def surroundings():
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    commit = subprocess.run(["git", "log", "-1", "--format=%h of %cs"], cwd=TOP, capture_output=True, text=True, check=False)
    changed = subprocess.run(["git", "status", "--porcelain", "src"], cwd=TOP, capture_output=True, text=True, check=False).stdout
    return (f"Measured on {os.cpu_count()} processors ({model[1] if model else platform.machine()}), Linux {platform.release()}, "
            f"commit {commit.stdout.strip()}{' with changes' if changed else ''}, "
            f"load of the machine {os.getloadavg()[2]:.1f} in the last quarter of an hour, by\n\n"
            f"    tools/bench {' '.join(sys.argv[1:])}".rstrip())


def write_below(file, text):
    """Into a file; below its line "## As measured" where it has one."""
    before, line, _ = (file.read_text() if file.exists() else "").partition("## As measured\n")
    file.write_text(f"{before}{line}\n{text}" if line else text)


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--folds", type=lambda text: [int(word) for word in text.split(",")], default=[1, 10, 100])
    words.add_argument("--runs", type=int, default=200)
    words.add_argument("--entries", type=int, default=1_000_000)
    words.add_argument("--only", type=lambda text: text.split(","))
    words.add_argument("--pages", type=lambda text: text.split(";"), help="names of pages, with ; between them")
    words.add_argument("--keep")
    words.add_argument("--out")
    options = words.parse_args()
    began = time.perf_counter()
    bench = Bench(options)
    for name in ("organizations", "start", "pages", "save", "upload", "works", "long_journal"):
        if not options.only or name in options.only:
            getattr(bench, name)()
            print(f"   {time.perf_counter() - began:.0f} s gone by", flush=True)
    text = "\n".join([surroundings() + f"\n\nIt took {(time.perf_counter() - began) / 60:.0f} minutes.\n", bench.verdict().text(),
                      *(table.text() for table in bench.tables), *bench.plans])
    if options.out:
        write_below(Path(options.out), text)
    if not options.keep:
        shutil.rmtree(bench.root)


main()

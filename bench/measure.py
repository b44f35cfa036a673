#!/usr/bin/env python3
"""Measures the product beside its floor: the same bytes, rows and files handled by the bare libraries in the same run.

  bench/measure.py [--folds 1,10,100] [--runs 200] [--only NAME,...] [--keep DIR] [--out FILE]

Needs build/bench (tools/bench builds it). Prints Markdown tables; with --out into a file as well. A ratio is ours
by the floor's; CPU is what the server's process used a request, user and system together.
"""

import argparse
import http.client
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP / "tests" / "faults"))
from house import Client, Server  # noqa: E402

OURS = str(TOP / "build" / "bench" / "clausebook")
BARE = str(TOP / "build" / "bench" / "clausebook_bench")
PASSWORD = "measured-10002-measured"
AUDIT = "IA-2025-01"

# Page: its address, and for the floor a statement that reads the rows it shows.
PAGES = {
    "overview": ("/", f"SELECT * FROM answer WHERE audit = '{AUDIT}'"),
    "audit": (f"/audits/{AUDIT}", f"SELECT * FROM answer WHERE audit = '{AUDIT}'"),
    "questions of a clause": (f"/audits/{AUDIT}/run/7.4", f"SELECT * FROM answer WHERE audit = '{AUDIT}'"),
    "evidence list": ("/evidence", "SELECT * FROM evidence ORDER BY received_at DESC LIMIT 51"),
    "findings list": ("/findings", "SELECT * FROM finding ORDER BY number DESC LIMIT 51"),
    "one finding": (f"/findings/{AUDIT}-01", f"SELECT * FROM finding WHERE key = '{AUDIT}/f1'"),
    "one record of evidence": ("/evidence/EV-0001", "SELECT * FROM evidence WHERE key = 'EV-0001'"),
    "search": ("/search?q=complaints", "SELECT d.* FROM search_text JOIN search_document d ON d.id = search_text.rowid "
               "WHERE search_text MATCH '\"complaints\" *' ORDER BY search_text.rowid DESC LIMIT 25"),
    "audits": ("/audits", "SELECT * FROM audit ORDER BY rowid DESC LIMIT 51"),
}


def cpu_of(process):
    """Seconds of processor the threads of a process have used; a thread must live through what is measured."""
    return sum(int(task.read_text().split()[0]) for task in Path(f"/proc/{process}/task").glob("*/schedstat")) / 1e9


def memory_of(process, name):
    """MiB: VmRSS now, VmHWM at most."""
    return int(re.search(rf"{name}:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())[1]) / 1024


class Line:
    """One kept connection to a server."""

    def __init__(self, port, client=None):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
        self.own = {"Host": f"127.0.0.1:{port}", "Accept-Language": "en"}
        if client:
            self.own |= {"Origin": f"http://127.0.0.1:{port}", "Cookie": client.cookie(port), "X-Form-Token": client.token}

    def ask(self, method, target, body=None, headers=None):
        self.connection.request(method, target, body, {**self.own, **(headers or {})})
        reply = self.connection.getresponse()
        content = reply.read()
        if reply.status >= 400:
            raise SystemExit(f"{method} {target}: {reply.status} {content[:300]!r}")
        return reply, content


class Floor:
    """The bare server over the same database."""

    def __init__(self, data, scratch):
        self.process = subprocess.Popen([BARE, "floor", str(data / "clausebook.db"), str(scratch)], text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.port = int(re.search(r":(\d+)/", self.process.stdout.readline())[1])
        self.line = Line(self.port)

    def stop(self):
        self.process.stdin.close()
        self.process.wait(timeout=20)


def timed(runs, process, step, warm=10):
    """Median and p99 in ms, processor ms a run, runs a second; `step(i)` is one run."""
    for i in range(-warm, 0):
        step(i)
    before, began, times = cpu_of(process), time.perf_counter(), []
    for i in range(runs):
        start = time.perf_counter()
        step(i)
        times.append(1000 * (time.perf_counter() - start))
    spent = time.perf_counter() - began
    times.sort()
    return {"median": statistics.median(times), "p99": times[min(runs - 1, int(runs * 0.99))],
            "cpu": 1000 * (cpu_of(process) - before) / runs, "rate": runs / spent}


def whole(words, **more):
    """A program from beginning to end: seconds on the clock and of processor, and what it printed."""
    began, before = time.perf_counter(), os.times()
    told = subprocess.run(words, capture_output=True, text=True, check=False, **more)
    after = os.times()
    if told.returncode:
        raise SystemExit(f"{' '.join(map(str, words))}: {told.stderr}")
    return {"wall": time.perf_counter() - began, "text": told.stdout,
            "cpu": after.children_user + after.children_system - before.children_user - before.children_system}


class Table:
    def __init__(self, title, *heads):
        self.lines = [f"### {title}", "", "| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]

    def row(self, *cells):
        self.lines.append("| " + " | ".join(cell if isinstance(cell, str) else f"{cell:.2f}" for cell in cells) + " |")
        print(self.lines[-1], flush=True)

    def text(self):
        return "\n".join(self.lines) + "\n"


class Bench:
    def __init__(self, options):
        self.options = options
        self.root = Path(options.keep or tempfile.mkdtemp(prefix="clausebook-bench-"))
        self.root.mkdir(parents=True, exist_ok=True)
        self.tables = []

    def wanted(self, name):
        return not self.options.only or name in self.options.only

    def table(self, title, *heads):
        print(f"\n{title}: " + " | ".join(heads), flush=True)
        self.tables.append(Table(title, *heads))
        return self.tables[-1]

    def data(self, fold):
        """The organization of that size; made once, without waiting for the disk."""
        made = self.root / f"fold-{fold}"
        if not (self.root / f"fold-{fold}.made").exists():
            shutil.rmtree(made, ignore_errors=True)
            print(f"making the organization of {fold} x", flush=True)
            subprocess.run(["eatmydata", BARE, "make", str(fold), str(made)], check=True)
            (self.root / f"fold-{fold}.made").touch()
        return made

    def signed_in(self, server, login="quality"):
        client = Client()
        client.sign_in(server.port, login, PASSWORD)
        return client

    def pages(self):
        table = self.table("Pages", "Page", "x", "KiB", "median ms", "p99 ms", "a second", "CPU ms", "floor: median",
                           "CPU ms", "CPU ratio", "median by 1 x")
        first = {}
        for fold in self.options.folds:
            data = self.data(fold)
            server, floor = Server(OURS, data), Floor(data, self.root / "scratch")
            line = Line(server.port, self.signed_in(server))
            for name, (address, rows) in PAGES.items():
                size = len(line.ask("GET", address)[1])
                ours = timed(self.options.runs, server.process.pid, lambda _, a=address: line.ask("GET", a))
                target = f"/rows/{size}?" + rows.replace(" ", "%20").replace("'", "%27")
                bare = timed(self.options.runs, floor.process.pid, lambda _, t=target: floor.line.ask("GET", t))
                first.setdefault(name, ours["median"])
                table.row(name, f"{fold}", f"{size / 1024:.0f}", ours["median"], ours["p99"], f"{ours['rate']:.0f}", ours["cpu"],
                          bare["median"], bare["cpu"], ours["cpu"] / max(bare["cpu"], 0.001), ours["median"] / first[name])
            floor.stop()
            server.stop()

    def save(self):
        table = self.table("Saving one answer", "x", "median ms", "p99 ms", "CPU ms", "floor: median", "CPU ms", "median ratio",
                           "CPU ratio")
        for fold in self.options.folds:
            data = self.data(fold)
            server, floor = Server(OURS, data), Floor(data, self.root / "scratch")
            client = self.signed_in(server, "auditor")
            line = Line(server.port, client)
            target, key = f"/audits/{AUDIT}/answers/7.4-Q1", os.urandom(8).hex()
            version = [json.loads(line.ask("GET", target.replace("answers/7.4-Q1", "run/7.4"), headers={"Accept": "application/json"})[1])]
            version = [find_version(version[0], "7.4-Q1")]

            def step(i):
                _, content = line.ask("PATCH", target, f"note=Seen+in+{i + 100}+of+30+files",
                                      {"Content-Type": "application/x-www-form-urlencoded", "If-Match": f'"{version[0]}"',
                                       "Idempotency-Key": f"{key}{i + 1000}", "Accept": "application/json"})
                version[0] = json.loads(content)["version"]

            ours = timed(self.options.runs, server.process.pid, step)
            bare = timed(self.options.runs, floor.process.pid, lambda _: floor.line.ask("POST", "/save/120", "note=Seen+in+1+of+30"))
            table.row(f"{fold}", ours["median"], ours["p99"], ours["cpu"], bare["median"], bare["cpu"],
                      ours["median"] / bare["median"], ours["cpu"] / bare["cpu"])
            floor.stop()
            server.stop()

    def upload(self):
        table = self.table("Uploading a file", "MiB", "s", "CPU s", "MiB a second", "most memory MiB", "floor: s", "CPU s", "ratio",
                           "CPU ratio")
        data = self.root / "upload"
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(self.data(1), data)
        server, floor = Server(OURS, data), Floor(data, self.root / "scratch")
        client = self.signed_in(server, "auditor")
        for size, runs in ((10, 10), (1000, 2)):
            file = self.root / "to-upload"

            def send(line, method, target, headers):
                with open(file, "rb") as body:
                    line.ask(method, target, body, {"Content-Length": str(size << 20),
                                                    "Content-Type": "application/octet-stream", **headers})

            def step(_, to):
                with open(file, "wb") as out:
                    for _ in range(size):
                        out.write(os.urandom(1 << 20))
                if to == "ours":
                    line = Line(server.port, client)
                    began = time.perf_counter()
                    send(line, "PUT", f"/evidence/files?name=measured-{size}.bin", {"Idempotency-Key": os.urandom(8).hex()})
                else:
                    line = Line(floor.port)
                    began = time.perf_counter()
                    send(line, "PUT", "/file", {})
                return time.perf_counter() - began

            figures = {}
            for to, process in (("ours", server.process.pid), ("floor", floor.process.pid)):
                before = cpu_of(process)
                figures[to] = (statistics.median(step(i, to) for i in range(runs)), (cpu_of(process) - before) / runs)
            (ours, cpu), (bare, bare_cpu) = figures["ours"], figures["floor"]
            table.row(f"{size}", ours, cpu, f"{size / ours:.0f}", memory_of(server.process.pid, "VmHWM"), bare, bare_cpu, ours / bare,
                      cpu / max(bare_cpu, 0.01))
        floor.stop()
        server.stop()

    def start(self):
        table = self.table("Start and memory", "x", "start ms (median of 20)", "floor ms", "idle MiB", "after 2,000 pages MiB")
        for fold in self.options.folds:
            data = self.data(fold)
            ours, bare = [], []
            for _ in range(20):
                began = time.perf_counter()
                server = Server(OURS, data)
                ours.append(1000 * (time.perf_counter() - began))
                server.stop()
                began = time.perf_counter()
                floor = Floor(data, self.root / "scratch")
                bare.append(1000 * (time.perf_counter() - began))
                floor.stop()
            server = Server(OURS, data)
            idle = memory_of(server.process.pid, "VmRSS")
            lines = [Line(server.port, self.signed_in(server)) for _ in range(4)]
            for i in range(2000):
                lines[i % 4].ask("GET", list(PAGES.values())[i % len(PAGES)][0])
            table.row(f"{fold}", statistics.median(ours), statistics.median(bare), idle, memory_of(server.process.pid, "VmRSS"))
            server.stop()

    def programs(self):
        table = self.table("Whole works", "Work", "x", "s", "CPU s", "floor: s", "CPU s", "ratio", "CPU ratio", "of what")
        for fold in self.options.folds:
            data = self.data(fold)
            verify = whole([OURS, "verify", "--data", data])
            bare = whole([BARE, "journal", data / "clausebook.db"])
            table.row("verify", f"{fold}", verify["wall"], verify["cpu"], bare["wall"], bare["cpu"], verify["wall"] / bare["wall"],
                      verify["cpu"] / bare["cpu"], verify["text"].strip())
            self.pack(table, fold, data)

    def pack(self, table, fold, data):
        target, there = self.root / "pack.zip", self.root / "unpacked"
        target.unlink(missing_ok=True)
        pack = whole([OURS, "pack", AUDIT, "--data", data, "--out", target])
        shutil.rmtree(there, ignore_errors=True)
        shutil.unpack_archive(target, there)
        files = sorted(str(path) for path in there.rglob("*") if path.is_file())
        (self.root / "files").write_text("\n".join(files) + "\n")
        bare = whole([BARE, "zip", self.root / "files", self.root / "bare.zip"])
        table.row("pack", f"{fold}", pack["wall"], pack["cpu"], bare["wall"], bare["cpu"], pack["wall"] / bare["wall"],
                  pack["cpu"] / bare["cpu"], f"{len(files)} files; {bare['text'].strip()}")

    def report(self):
        table = self.table("Report of an audit with 50 findings (draft)", "Form", "s", "CPU s", "floor: s", "CPU s", "ratio")
        data = self.data(1)
        html, pdf = self.root / "report.html", self.root / "report.pdf"
        for path in (html, pdf):
            path.unlink(missing_ok=True)
        page = whole([OURS, "report", AUDIT, "--data", data, "--html", html])
        start = whole([OURS, "version"])
        table.row("HTML", page["wall"], page["cpu"], start["wall"], start["cpu"], page["wall"] / start["wall"])
        paper = whole([OURS, "report", AUDIT, "--data", data, "--pdf", pdf])
        bare = whole(["weasyprint", html, self.root / "bare.pdf"])
        table.row("PDF", paper["wall"], paper["cpu"], bare["wall"], bare["cpu"], paper["wall"] / bare["wall"])


def find_version(view, question):
    """The version of an answer, wherever in a page's values its question stands."""
    if isinstance(view, dict):
        if view.get("id") == question and "version" in view:
            return int(view["version"] or 0)
        view = list(view.values())
    if isinstance(view, list):
        for part in view:
            found = find_version(part, question)
            if found is not None:
                return found
    return None


def machine():
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    return f"{os.cpu_count()} processors ({model[1] if model else platform.machine()}), Linux {platform.release()}"


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--folds", type=lambda text: [int(word) for word in text.split(",")], default=[1, 10, 100])
    words.add_argument("--runs", type=int, default=200)
    words.add_argument("--only", type=lambda text: text.split(","))
    words.add_argument("--keep")
    words.add_argument("--out")
    options = words.parse_args()
    bench = Bench(options)
    for name in ("start", "pages", "save", "upload", "report", "programs"):
        if bench.wanted(name):
            getattr(bench, name)()
    text = f"Measured on {machine()}.\n\n" + "\n".join(table.text() for table in bench.tables)
    print("\n" + text)
    if options.out:
        Path(options.out).write_text(text)
    if not options.keep:
        shutil.rmtree(bench.root)


main()

"""The product's server and the bare one beside it, and what their processes use."""

import ctypes
import json
import os
import re
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP / "tests" / "faults"))
from house import ENVIRONMENT, Client, Server  # noqa: E402

BUILD = Path(os.environ.get("CLAUSEBOOK_BUILD", TOP / "build" / "bench"))  # another one, to set it beside this one
OURS = str(BUILD / "clausebook")
BARE = str(BUILD / "clausebook_bench")
STATEMENTS = str(BUILD / "libclausebook_statements.so")
PASSWORD = "measured-10002-measured"


def cpu_of(process):
    """Seconds of processor a process has used in all its threads, those that have ended too (clock_getcpuclockid(3))."""
    return time.clock_gettime(ctypes.c_int(((~process) << 3) | 2).value)


def memory_of(process, name):
    """MiB: VmRSS now, VmHWM at most."""
    return int(re.search(rf"{name}:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())[1]) / 1024


def head_of(port, client=None):
    """Header lines of a browser that is signed in."""
    lines = {"Host": f"127.0.0.1:{port}", "Accept-Language": "en"}
    if client:
        lines |= {"Origin": f"http://127.0.0.1:{port}", "Cookie": client.cookie(port), "X-Form-Token": client.token}
    return lines


def ask(port, file, connections, runs, first=0):
    """bench/ask.cpp: what it prints."""
    told = subprocess.run([BARE, "ask", str(port), str(file), str(connections), str(runs), str(first)],
                          capture_output=True, text=True, check=False)
    if told.returncode:
        raise SystemExit(f"{file}: {told.stderr}")
    return json.loads(told.stdout)


class Ours:
    """The product on a data directory, and browsers in which somebody is signed in."""

    def __init__(self, data, log=None):
        environment = dict(ENVIRONMENT)
        if log:
            environment |= {"LD_PRELOAD": STATEMENTS, "CLAUSEBOOK_STATEMENTS": str(log)}
        self.server = Server(OURS, data, environment=environment)
        self.port, self.pid = self.server.port, self.server.process.pid
        self.clients = {}

    def client(self, login):
        if login not in self.clients:
            self.clients[login] = Client()
            self.clients[login].sign_in(self.port, login, PASSWORD)
        return self.clients[login]

    def request(self, file, method, target, more=(), body="", login="quality"):
        heads = {**head_of(self.port, self.client(login)), **dict(more)}
        lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in heads.items())]
        file.write_text("\n".join([*lines, "", body, ""]))
        return file

    def stop(self):
        self.server.stop()


class Floor:
    """The bare server over the same database."""

    def __init__(self, data, scratch):
        scratch.mkdir(parents=True, exist_ok=True)
        self.process = subprocess.Popen([BARE, "floor", str(data / "clausebook.db"), str(scratch)], text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.pid = self.process.pid
        self.port = int(re.search(r":(\d+)/", self.process.stdout.readline())[1])

    def request(self, file, method, target, body=""):
        file.write_text("\n".join([f"{method} {target} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", "", body, ""]))
        return file

    def stop(self):
        self.process.stdin.close()
        self.process.wait(timeout=20)
        self.process.stdout.close()


class Statement:
    """One run of a statement, as bench/statements.cpp wrote it down."""

    def __init__(self, line):
        rows, steps, scanned, sorts, self.line = line.split("\t", 4)
        self.rows, self.steps, self.scanned, self.sorts = int(rows), int(steps), int(scanned), int(sorts)
        self.sql = re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t"}.get(m[1], m[1]), self.line)

    def reads(self):
        return self.sql.lstrip().upper().startswith(("SELECT", "WITH"))

    def is_of_the_index(self):
        """One that the full-text index runs itself, within a statement that is written down as well."""
        return re.search(r"'search_text_(idx|data|content|docsize|config)'", self.sql) is not None

    def plan(self, db):
        return [row[3] for row in db.execute("EXPLAIN QUERY PLAN " + self.sql)]


class StatementLog:
    def __init__(self, file):
        self.file = file
        file.write_text("")

    def since(self, place):
        with open(self.file, encoding="utf-8") as lines:
            lines.seek(place)
            return [Statement(line.rstrip("\n")) for line in lines]

    def place(self):
        return self.file.stat().st_size


def read_only(database):
    return sqlite3.connect(f"file:{database}?mode=ro", uri=True)


def of_children():
    times = os.times()
    return times.children_user + times.children_system

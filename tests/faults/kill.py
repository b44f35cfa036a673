#!/usr/bin/env python3
"""Kills the server (SIGKILL) at random moments while answers, uploads and packs are on their way, and looks whether
anything it had acknowledged is lost.

  tests/faults/kill.py [--program PATH] [--runs N] [--seed N] [--control]

Each run starts the server on the data left by the run before, lets three clients work for a random while, kills it, and
compares the database and the vault with what the clients were told. `verify` must be clean after every tenth run and at
the end. --control takes one acknowledged answer away behind the server's back: the harness must then find a loss.

A kill cannot show a missing fsync, because the kernel keeps what was written: that is another harness's work.
Prints one line "N passed, N failed" at the end; exit 1 when something was lost.
"""

import argparse
import hashlib
import http.client
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent.parent


class Server:
    def __init__(self, program, data):
        self.process = subprocess.Popen([program, "serve", "--data", data, "--port", "0"], stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True, env={**os.environ, "LC_ALL": "C"})
        for line in self.process.stdout:
            found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
            if found:
                self.port = int(found[1])
                return
        raise SystemExit("the server did not start")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


class Client:
    """One signed-in browser. Sessions are in the database, so they outlive the server."""

    def __init__(self):
        self.cookie = self.token = ""

    def ask(self, port, method, target, body=b"", headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        own = {"Host": f"127.0.0.1:{port}", "Origin": f"http://127.0.0.1:{port}", "Cookie": self.cookie,
               "X-Form-Token": self.token, "Accept": "application/json"}
        connection.request(method, target, body, {**own, **(headers or {})})
        reply = connection.getresponse()
        content = reply.read()
        connection.close()
        return reply, content

    def form(self, port, method, target, fields, headers=None):
        return self.ask(port, method, target, urllib.parse.urlencode(fields).encode(),
                        {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})})

    def sign_in(self, port, login, password):
        reply, _ = self.form(port, "POST", "/sign-in", {"login": login, "password": password})
        if reply.status != 303:
            raise SystemExit(f"cannot sign in as {login}: {reply.status}")
        self.cookie = reply.getheader("Set-Cookie").split(";")[0]
        _, page = self.ask(port, "GET", "/account", headers={"Accept": "text/html"})
        self.token = re.search(rb'name="token" value="([0-9a-f]+)"', page)[1].decode()


class Acknowledged:
    """What the server has said it keeps."""

    def __init__(self):
        self.answers = {}  # question -> (version, note)
        self.files = {}  # evidence number -> hash
        self.packs = set()  # keys of jobs that were said to be done
        self.requests = 0


def answer_for_ever(client, port, audit, questions, kept, dice, stop):
    while not stop.is_set():
        question = dice.choice(questions)
        version = kept.answers.get(question, (None, ""))[0]
        if version is None:
            version = client.versions.get(question, 0)
        note = f"note {dice.random()}"
        try:
            reply, content = client.form(port, "PATCH", f"/audits/{audit}/answers/{question}",
                                         {"note": note}, {"If-Match": f'"{version}"',
                                                          "Idempotency-Key": f"{dice.getrandbits(64):x}"})
        except (OSError, http.client.HTTPException):
            return
        kept.requests += 1
        if reply.status == 200:
            kept.answers[question] = (json.loads(content)["version"], note)
        elif reply.status == 412:  # an answer that was kept but not acknowledged before the kill
            client.versions[question] = json.loads(content)["version"]
            kept.answers.pop(question, None)
        else:
            raise SystemExit(f"an answer got {reply.status}: {content[:300]}")


def upload_for_ever(client, port, kept, dice, stop):
    while not stop.is_set():
        content = dice.randbytes(dice.choice([10, 4_000, 300_000, 2_000_000]))
        try:
            reply, told = client.ask(port, "PUT", f"/evidence/files?name=file-{dice.getrandbits(32):x}.bin", content,
                                     {"Content-Type": "application/octet-stream",
                                      "Idempotency-Key": f"{dice.getrandbits(64):x}"})
        except (OSError, http.client.HTTPException):
            return
        kept.requests += 1
        if reply.status != 201:
            raise SystemExit(f"an upload got {reply.status}: {told[:300]}")
        kept.files[json.loads(told)["number"]] = hashlib.sha256(content).hexdigest()


def pack_for_ever(client, port, audit, kept, stop, password):
    while not stop.is_set():
        try:
            reply, told = client.form(port, "POST", f"/audits/{audit}/pack", {"language": "en", "password": password})
            kept.requests += 1
            if reply.status >= 500:
                raise SystemExit(f"a pack got {reply.status}: {told[:300]}")
            time.sleep(0.2)
        except (OSError, http.client.HTTPException):
            return


def losses(data, kept):
    """What was acknowledged and is not there."""
    lost = []
    db = sqlite3.connect(Path(data) / "clausebook.db")
    for question, (version, note) in kept.answers.items():
        row = db.execute("SELECT version, note FROM answer WHERE question = ? AND audit = ?",
                         (question, kept.audit)).fetchone()
        if not row or row[0] < version or (row[0] == version and row[1] != note):
            lost.append(f"answer {question}: acknowledged version {version} {note!r}, found {row}")
    for number, digest in kept.files.items():
        row = db.execute("SELECT sha256 FROM evidence_file WHERE key LIKE ? || '/%'", (number,)).fetchone()
        if not row or row[0] != digest:
            lost.append(f"{number}: acknowledged {digest}, found {row}")
            continue
        path = Path(data) / "vault" / digest[:2] / digest[2:4] / digest
        if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            lost.append(f"{number}: its file is not what was sent")
    named = {row[0] for row in db.execute("SELECT name FROM report_file UNION SELECT name FROM pack")}
    for path in (Path(data) / "issued").iterdir():
        if path.name not in named:
            kept.orphans.add(path.name)
    db.close()
    return lost


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--program", default=str(TOP / "build" / "dev" / "clausebook"))
    arguments.add_argument("--runs", type=int, default=200)
    arguments.add_argument("--seed", type=int, default=10002)
    arguments.add_argument("--control", action="store_true")
    options = arguments.parse_args()
    dice = random.Random(options.seed)
    work = tempfile.mkdtemp(prefix="clausebook-kill-")
    data = os.path.join(work, "data")
    told = subprocess.run([options.program, "demo", "--no-report", "--data", data], check=True, capture_output=True, text=True,
                          env={**os.environ, "LC_ALL": "C"}).stdout
    lead, quality, password = sign_in_names(told)

    db = sqlite3.connect(Path(data) / "clausebook.db")
    audit = db.execute("SELECT key FROM audit WHERE state = 'IN_PROGRESS'").fetchone()[0]
    clauses = db.execute("SELECT clauses FROM audit WHERE key = ?", (audit,)).fetchone()[0].split()
    db.close()
    questions = [f"{clause}-Q1" for clause in clauses]

    auditor, manager = Client(), Client()
    server = Server(options.program, data)
    auditor.sign_in(server.port, lead, password)
    manager.sign_in(server.port, quality, password)
    auditor.versions = {}
    server.kill()

    kept = Acknowledged()
    kept.audit, kept.orphans = audit, set()
    failed = 0
    for run in range(1, options.runs + 1):
        server = Server(options.program, data)
        stop = threading.Event()
        port = server.port
        threads = [
            threading.Thread(target=answer_for_ever, args=(auditor, port, audit, questions, kept,
                                                           random.Random(dice.random()), stop)),
            threading.Thread(target=upload_for_ever, args=(manager, port, kept, random.Random(dice.random()), stop)),
            threading.Thread(target=pack_for_ever, args=(manager, port, audit, kept, stop, password)),
        ]
        for thread in threads:
            thread.start()
        wanted, until = kept.requests + dice.randint(1, 15), time.monotonic() + 20
        while kept.requests < wanted and time.monotonic() < until:
            time.sleep(0.002)
        time.sleep(dice.uniform(0, 0.03))  # somewhere inside the next requests
        server.kill()
        stop.set()
        for thread in threads:
            thread.join()
        if options.control and run == options.runs and kept.answers:
            db = sqlite3.connect(Path(data) / "clausebook.db")
            db.execute("DELETE FROM answer WHERE question = ?", (next(iter(kept.answers)),))
            db.commit()
            db.close()
        lost = losses(data, kept)
        if run % 10 == 0 or run == options.runs:
            verdict = subprocess.run([options.program, "verify", "--data", data], capture_output=True, text=True)
            if verdict.returncode != 0:
                lost.append("verify: " + verdict.stdout[-500:])
        for loss in lost:
            print(f"run {run}: {loss}", flush=True)
        failed += bool(lost)
        if run % 20 == 0:
            print(f"  {run} of {options.runs} kills, {kept.requests} requests, {len(kept.answers)} answers and "
                  f"{len(kept.files)} files acknowledged", flush=True)
    print(f"{options.runs} kills during {kept.requests} requests: {len(kept.answers)} answers and {len(kept.files)} files "
          f"acknowledged, {failed} runs with losses; {len(kept.orphans)} files in issued/ that no row names")
    shutil.rmtree(work)
    if options.control:
        failed = 0 if failed else 1
    print(f"{options.runs - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


def sign_in_names(told):
    """Lead auditor's and quality manager's sign-in names and the password, as `demo` prints them."""
    def name_of(role):
        return re.search(rf"^  (\S+)\s+.*, {role}$", told, re.M)[1]

    return name_of("Lead auditor"), name_of("Quality manager"), re.search(r"password (\S+):", told)[1]


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Plays full, frozen and lying disks to the running server: each refusal has its status and one sentence, nothing is half
written, what was acknowledged stays, and it goes on working when there is room again.

  tests/faults/disk.py [--program PATH]

Full disks are a small tmpfs, in a mount namespace of their own; where mounting is not allowed, and for disks that cannot
be had otherwise, disk.c plays them. Says which it was. The last line is "N passed, N failed".
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from house import ENVIRONMENT, TOP, Client, Server, make_demo, run

FULL = "The disk is full. Nothing was changed; make room and try again."
UNSURE = "A write did not reach the disk for sure"
AUDIT = "IA-2026-02"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class SmallDisk:
    """A tmpfs of 24 MB. Needs to be root of a mount namespace of its own."""

    name = "a tmpfs of 24 MB"

    def __init__(self, folder):
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m,mode=0700", "tmpfs", folder], check=True)
        self.folder, self.ballast, self.environment = folder, folder / "ballast", ENVIRONMENT

    def fill(self, leave=0):
        with open(self.ballast, "wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                file.truncate(file.tell() - file.tell() % 4096 - leave)

    def make_room(self):
        self.ballast.unlink(missing_ok=True)

    def close(self):
        subprocess.run(["umount", self.folder], check=True)


class PlayedDisk:
    """disk.c, told by a file what the disk is like now."""

    name = "a disk that disk.c plays"

    def __init__(self, folder):
        self.folder, self.now = folder, folder.with_suffix(".now")
        library = folder.with_suffix(".so")
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", library, TOP / "tests/faults/disk.c", "-ldl"], check=True)
        self.environment = {**ENVIRONMENT, "LD_PRELOAD": str(library), "FAULTS_NOW": str(self.now),
                            "FAULTS_BELOW": str(folder)}

    def be(self, what):
        self.now.write_text(what)

    def fill(self, leave=0):
        self.be("full")

    def make_room(self):
        self.now.unlink(missing_ok=True)

    def close(self):
        self.make_room()


class Play:
    """The demo on a disk, a server on it, two people signed in, and what they were told is kept."""

    def __init__(self, program, disk):
        self.program, self.disk, self.data = program, disk, disk.folder / "data"
        names, self.password = make_demo(program, self.data)
        self.auditor, self.manager = Client(), Client()
        self.login = names["Quality manager"]
        self.server = Server(program, self.data, environment=disk.environment)
        self.auditor.sign_in(self.server.port, names["Lead auditor"], self.password)
        self.manager.sign_in(self.server.port, self.login, self.password)
        self.answers, self.files, self.count = {}, {}, 0

    def restart(self):
        if gone := self.server.kill():
            raise RuntimeError(gone[0])
        self.server = Server(self.program, self.data, environment=self.disk.environment)

    def answer(self, question, key=None):
        """Status and sentence of one more answer."""
        self.count += 1
        version = self.answers.get(question, (0, ""))[0]
        note = f"note {self.count} " + "x" * 8000
        reply, content = self.auditor.answer(self.server.port, AUDIT, question, version, {"note": note},
                                             key or f"key-of-answer-{self.count}")
        told = json.loads(content)
        if reply.status == 200:
            self.answers[question] = (told["version"], note)
        return reply.status, told.get("sentence", "")

    def upload(self, size, key):
        content = hashlib.shake_256(key.encode()).digest(size)
        reply, told = self.manager.upload(self.server.port, f"{key}.bin", content, key)
        told = json.loads(told)
        if reply.status == 201:
            self.files[told["number"]] = hashlib.sha256(content).hexdigest()
        return reply.status, told.get("sentence", "")

    def upload_by_form(self, size):
        body = (f'--b\r\nContent-Disposition: form-data; name="token"\r\n\r\n{self.manager.token}\r\n--b\r\n'
                'Content-Disposition: form-data; name="file"; filename="a.bin"\r\n'
                "Content-Type: application/octet-stream\r\n\r\n").encode() + bytes(size) + b"\r\n--b--\r\n"
        reply, content = self.manager.ask(self.server.port, "POST", "/evidence", body, {
            "Content-Type": "multipart/form-data; boundary=b", "Accept": "text/html"})
        return reply.status, content.decode()

    def pack(self):
        """The status of asking for a pack and, when a job was begun, how it ended."""
        reply, content = self.manager.form(self.server.port, "POST", f"/audits/{AUDIT}/pack",
                                           {"language": "en", "password": self.password})
        if reply.status != 303:
            return reply.status, json.loads(content).get("sentence", "")
        for _ in range(1000):
            view = self.manager.view(self.server.port, reply.getheader("Location"))
            if view["over"]:
                return view["code"], view["problem"]
            time.sleep(0.02)
        return "endless", ""

    def sign_in(self):
        reply, content = Client().form(self.server.port, "POST", "/sign-in",
                                       {"login": self.login, "password": self.password}, {"Accept": "text/html"})
        return reply.status, content.decode()

    def pages(self):
        """Addresses that can not be read."""
        addresses = ["/", "/audits", f"/audits/{AUDIT}/run/7.4", "/evidence", "/evidence/EV-0001", "/packs", "/organization"]
        statuses = {a: self.auditor.ask(self.server.port, "GET", a, headers={"Accept": "text/html"})[0].status for a in addresses}
        return {a: status for a, status in statuses.items() if status != 200}

    def half_written(self):
        """Whatever lies and stays where only whole things may lie. What texts are read in comes and goes beside the rest."""
        until = time.monotonic() + 60
        while any(path.name.startswith(".text-") for path in (self.data / "tmp").iterdir()) and time.monotonic() < until:
            time.sleep(0.05)
        return self.lying_about()

    def lying_about(self):
        db = sqlite3.connect(self.data / "clausebook.db")
        named = {row[0] for row in db.execute("SELECT name FROM report_file UNION SELECT name FROM pack")}
        hashes = {row[0] for row in db.execute("SELECT sha256 FROM evidence_file UNION SELECT key FROM checklist")}
        db.close()
        left = [str(p) for p in (self.data / "tmp").iterdir()]
        left += [str(p) for p in (self.data / "issued").iterdir() if p.name not in named]
        return left + [str(p) for p in (self.data / "vault").rglob("*") if p.is_file() and p.name not in hashes]

    def lost(self):
        db = sqlite3.connect(self.data / "clausebook.db")
        lost = []
        for question, kept in self.answers.items():
            row = db.execute("SELECT version, note FROM answer WHERE question = ? AND audit = ?", (question, AUDIT)).fetchone()
            if row != kept:
                lost.append(f"{question}: acknowledged version {kept[0]}, found {row and row[0]}")
        db.close()
        for number, digest in self.files.items():
            reply, content = self.manager.ask(self.server.port, "GET", f"/evidence/{number}/versions/1/files/1")
            if reply.status != 200 or hashlib.sha256(content).hexdigest() != digest:
                lost.append(f"{number}: {reply.status}")
        verdict = run(self.program, "verify", "--data", self.data)
        return lost + ([] if verdict.returncode == 0 else [verdict.stdout + verdict.stderr])

    def questions(self):
        db = sqlite3.connect(self.data / "clausebook.db")
        taken = {row[0] for row in db.execute("SELECT question FROM answer WHERE audit = ?", (AUDIT,))}
        clauses = db.execute("SELECT clauses FROM audit WHERE key = ?", (AUDIT,)).fetchone()[0].split()
        db.close()
        return [q for q in (f"{clause}-Q2" for clause in clauses) if q not in taken]

    def let_sessions_age(self):
        """So that the next page wants to note that somebody was there."""
        db = sqlite3.connect(self.data / "clausebook.db")
        db.execute("UPDATE session SET seen_at = strftime('%Y-%m-%dT%H:%M:%f000Z', 'now', '-3 minutes')")
        db.commit()
        db.close()


def wrong_unless(wrong, holds, what):
    if not holds:
        wrong.append(what)


def full(play):
    """A disk that gets full while people work, and room again."""
    wrong, questions = [], play.questions()
    first = questions[0]
    wrong_unless(wrong, play.answer(first)[0] == 200, "the first answer is not taken")
    wrong_unless(wrong, play.upload(50_000, "key-of-upload-1")[0] == 201, "the first upload is not taken")
    play.let_sessions_age()
    play.disk.fill()
    wrong_unless(wrong, not play.pages(), f"pages cannot be read: {play.pages()}")
    for _ in range(3000):  # the log that is there already takes some more
        status, sentence = play.answer(first, key=f"key-of-full-{play.count}")
        if status != 200:
            break
    wrong_unless(wrong, (status, sentence) == (507, FULL), f"an answer: {status} {sentence}")
    for what, (status, sentence) in {"an upload": play.upload(3_000_000, "key-of-upload-2"), "a pack": play.pack(),
                                     "an answer after it": play.answer(questions[1])}.items():
        wrong_unless(wrong, (status, sentence) == (507, FULL), f"{what}: {status} {sentence}")
    for what, (status, page) in {"an upload by form": play.upload_by_form(3_000_000), "a sign-in": play.sign_in()}.items():
        wrong_unless(wrong, status == 507 and FULL in page, f"{what}: {status} {page[-900:]}")
    wrong_unless(wrong, not play.pages(), f"pages cannot be read when it is full: {play.pages()}")
    left = play.half_written()
    wrong_unless(wrong, not left, f"left behind: {left}")
    wrong += play.lost()
    play.disk.make_room()
    wrong_unless(wrong, play.answer(questions[1])[0] == 200, "no answer is taken when there is room")
    wrong_unless(wrong, play.answer(first)[0] == 200, "the refused answer is not taken when there is room")
    wrong_unless(wrong, play.upload(3_000_000, "key-of-upload-2")[0] == 201, "the refused upload is not taken when there is room")
    wrong_unless(wrong, play.pack()[0] == "DONE", "no pack is made when there is room")
    wrong_unless(wrong, play.sign_in()[0] == 303, "nobody signs in when there is room")
    left = play.half_written()
    wrong_unless(wrong, not left, f"left behind: {left}")
    return wrong + play.lost()


def full_inside_a_pack(play):
    """Room for the job, none for what it makes."""
    wrong = []
    play.disk.fill(leave=300_000)
    status, sentence = play.pack()
    told_in_time = isinstance(play.disk, PlayedDisk) and (status, sentence) == (507, FULL)  # it has no room for the job either
    wrong_unless(wrong, told_in_time or (status == "FAILED" and "disk" in sentence), f"a pack: {status} {sentence}")
    left = play.half_written()
    wrong_unless(wrong, not left, f"left behind: {left}")
    play.disk.make_room()
    wrong_unless(wrong, play.pack()[0] == "DONE", "no pack is made when there is room")
    return wrong + play.lost()


def full_at_the_start(play):
    """Killed, and started again without room: it starts and shows what there is, or says in a sentence why not."""
    wrong = []
    play.answer(play.questions()[0])
    play.disk.fill()
    wrong += play.server.kill()
    wrong += started_or_told(play, 73, FULL)
    play.disk.make_room()
    play.restart()
    wrong_unless(wrong, play.answer(play.questions()[0])[0] == 200, "no answer is taken when there is room")
    return wrong + play.lost()


def started_or_told(play, code, sentence):
    told = subprocess.run(["timeout", "-s", "TERM", "3", play.program, "serve", "--data", play.data, "--port", "0"], text=True,
                          capture_output=True, env=play.disk.environment, check=False)
    if told.returncode == 124 and "http://" in told.stdout:
        return []
    if told.returncode == code and told.stderr.strip() == f"clausebook: {sentence}":
        return []
    return [f"started without room: exit {told.returncode}, {told.stdout!r} {told.stderr!r}"]


def unsure_answer(play):
    """The disk does not say that an answer has reached it."""
    return unsure(play, lambda: play.answer(play.questions()[0]))


def unsure_upload(play):
    """The disk does not say that a file has reached it."""
    return unsure(play, lambda: play.upload(10_000, "key-of-upload-9"))


def unsure(play, act):
    """Nothing is changed any more until a new start, even when the disk is well again: a retry could seem to succeed."""
    wrong = []
    play.answer(play.questions()[0])
    play.disk.be("unsure")
    status, sentence = act()
    wrong_unless(wrong, status == 503 and UNSURE in sentence, f"the first: {status} {sentence}")
    play.disk.make_room()
    for what, (status, sentence) in {"an answer": play.answer(play.questions()[-1]),
                                     "an upload": play.upload(10_000, "key-of-upload-8"), "a pack": play.pack()}.items():
        wrong_unless(wrong, status == 503 and UNSURE in sentence, f"{what} after it: {status} {sentence}")
    play.let_sessions_age()
    wrong_unless(wrong, not play.pages(), f"pages cannot be read: {play.pages()}")
    play.restart()
    wrong_unless(wrong, play.answer(play.questions()[-1])[0] == 200, "no answer is taken after a new start")
    wrong_unless(wrong, play.upload(10_000, "key-of-upload-8")[0] == 201, "no upload is taken after a new start")
    return wrong + play.lost()


def unsure_checkpoint(play):
    """The log has reached the disk, the database it is brought into has not: found, and nothing acknowledged is lost."""
    play.disk.be("database")
    question = play.questions()[0]
    for _ in range(600):
        status, sentence = play.answer(question)
        if status != 200:
            break
    play.disk.make_room()
    wrong = [] if status == 503 and UNSURE in sentence else [f"600 answers later: {status} {sentence}"]
    play.restart()
    wrong_unless(wrong, play.answer(question)[0] == 200, "no answer is taken after a new start")
    return wrong + play.lost()


def frozen(play):
    """A directory that cannot be written to is refused, by its name."""
    play.server.kill()
    play.disk.be("frozen")
    told = subprocess.run(["timeout", "5", play.program, "serve", "--data", play.data, "--port", "0"], text=True, capture_output=True,
                          env=play.disk.environment, check=False)
    play.disk.make_room()
    play.restart()
    right = told.returncode == 77 and told.stderr == f"clausebook: {play.data} cannot be written to.\n" and not told.stdout
    return ([] if right else [f"exit {told.returncode}: {told.stdout}{told.stderr}"]) + play.lost()


def tests(can_mount):
    small = SmallDisk if can_mount else PlayedDisk
    return [(full, small), (full, PlayedDisk), (full_inside_a_pack, small), (full_at_the_start, small),
            (full_at_the_start, PlayedDisk), (unsure_answer, PlayedDisk), (unsure_upload, PlayedDisk),
            (unsure_checkpoint, PlayedDisk), (frozen, PlayedDisk)]


def played(test, program, disk):
    play = Play(program, disk)
    try:
        wrong = test(play)
        if play.server.stop() != 0:
            wrong.append("the server did not end well")
        return wrong
    except Exception as broken:  # pylint: disable=broad-except
        play.server.kill()
        return [f"{type(broken).__name__} in line {broken.__traceback__.tb_next and broken.__traceback__.tb_next.tb_lineno}: {broken}"]


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--program", default=str(TOP / "build" / "dev" / "clausebook"))
    arguments.add_argument("--only")
    arguments.add_argument("--inside", action="store_true", help="for itself: mounting is allowed here")
    options = arguments.parse_args()
    if not options.inside:
        for words in (["unshare", "-m"], ["unshare", "-rm"]):
            if shutil.which("unshare") and subprocess.run(
                    [*words, "mount", "-t", "tmpfs", "tmpfs", tempfile.gettempdir()], capture_output=True, check=False).returncode == 0:
                os.execvp(words[0], [*words, sys.executable, *sys.argv, "--inside"])
        print("Mounting is not allowed here: disk.c plays the full disks too.")
    passed = failed = 0
    for test, kind in dict.fromkeys(tests(options.inside)):
        if options.only and test.__name__ != options.only:
            continue
        with tempfile.TemporaryDirectory(prefix="clausebook-disk-") as folder:
            disk = kind(Path(folder, "disk")) if Path(folder, "disk").mkdir(0o700) is None else None
            wrong = played(test, options.program, disk)
            disk.close()
        print(f"{'ok' if not wrong else 'FAILED'}: {test.__name__.replace('_', ' ')}, on {disk.name}", flush=True)
        for line in wrong:
            print(f"    {line}", flush=True)
        passed, failed = passed + (not wrong), failed + bool(wrong)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

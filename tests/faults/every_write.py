#!/usr/bin/env python3
"""Lets the disk fail at every single write, fsync, making or renaming of an answer, an upload, an issued report, a pack
and a backup, one after the other, and get full at each: a sentence, no lie, and everything clean afterwards.

  tests/faults/every_write.py [--program PATH] [--most N] [--only ACT,ACT] [--workers N]

For each way of failing and each n, a server of its own on a copy of the demo takes an answer and a file, then disk.c lets
the n-th call fail while the act is under way. The act is done, or it is refused with a sentence: 507, and then nothing has
changed and the same is taken when there is room; 503, and then nothing more is taken before a new start; or a job that
failed. After a kill the directory is opened as by a start and verified: all that was acknowledged is there, nothing is left
aside, and the act is taken. --most N: that many n of each, spread, instead of all. Ends with "N passed, N failed".
"""

import argparse
import concurrent.futures
import hashlib
import json
import multiprocessing
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from disk import FULL, UNSURE
from house import ENVIRONMENT, TOP, Server
from losses import Told, lost_on_disk
from power import Opener, left_behind
from power_scenarios import House

WAYS = {"write": "EIO of one write", "sync": "EIO of one fsync", "name": "EIO of one making or renaming",
        "room": "full from there on"}
ACTS = ["answer", "upload", "report", "pack", "backup"]


class Try:
    """One server on a copy of the demo, and an act of which the n-th call fails."""

    def __init__(self, program, house, library, folder):
        self.program, self.house, self.data, self.now = program, house, folder / "data", folder / "now"
        house.copy_to(self.data)
        self.server = Server(program, self.data, environment={
            **ENVIRONMENT, "LD_PRELOAD": str(library), "FAULTS_NOW": str(self.now), "FAULTS_BELOW": str(self.data)})
        self.auditor, self.manager = house.auditor, house.manager
        self.told, self.count = Told(house.audit), 0

    # Each act: (status, sentence); done is 200.

    def answer(self, question=0, key="answer"):
        question, note = self.house.questions[question], f"note of {key}"
        version = self.told.answers.get(question, (0, ""))[0]
        reply, content = self.auditor.answer(self.server.port, self.house.audit, question, version, {"note": note},
                                             f"key-of-{key}")
        if reply.status == 200:
            self.told.answers[question] = (json.loads(content)["version"], note)
        return reply.status, json.loads(content).get("sentence", "")

    def upload(self, key="upload"):
        content = random.Random(key).randbytes(70_000)
        reply, made = self.manager.upload(self.server.port, f"{key}.bin", content, f"key-of-{key}")
        made = json.loads(made)
        if reply.status != 201:
            return reply.status, made.get("sentence", "")
        self.told.files[made["number"]] = hashlib.sha256(content).hexdigest()
        return 200, ""

    def report(self):
        page = f"/audits/{self.house.reviewed}/report"
        view = self.manager.view(self.server.port, page)
        ended = self.job(f"{page}/issue", {"version": view["version"]})
        if ended[0] == 200:
            for language in ("en", "tr"):
                self.keep_report(page, language)
        return ended

    def keep_report(self, page, language):
        reply, content = self.manager.ask(self.server.port, "GET", f"{page}/1/{language}/pdf")
        digest = hashlib.sha256(content).hexdigest() if reply.status == 200 else f"status {reply.status}"
        self.told.reports[f"{self.house.reviewed}/r1/{language}.pdf"] = digest

    def pack(self):
        ended = self.job(f"/audits/{self.house.audit}/pack", {"language": "en"})
        if ended[0] == 200:
            rows = self.manager.view(self.server.port, "/packs")["rows"]
            self.told.packs.update({row["number"]: (row["name"], row["sha256"]) for row in rows})
        return ended

    def backup(self):
        ended = self.job("/backups", {})
        if ended[0] == 200:
            row = self.manager.view(self.server.port, "/backups")["rows"][0]
            self.told.backups[row["number"]] = (row["name"], row["sha256"])
        return ended

    def job(self, address, fields):
        reply, content = self.manager.form(self.server.port, "POST", address, {"password": self.house.password, **fields})
        if reply.status != 303:
            return reply.status, json.loads(content).get("sentence", "")
        for _ in range(15_000):
            view = self.manager.view(self.server.port, reply.getheader("Location"))
            if view["over"]:
                return (200, "") if view["code"] == "DONE" else ("FAILED", view["problem"])
            time.sleep(0.02)
        return "endless", ""

    def restart(self):
        self.server.kill()  # once more, which is nothing
        self.server = Server(self.program, self.data)


def rows(data):
    """How many records there are of what the acts make."""
    db = sqlite3.connect(data / "clausebook.db")
    found = [db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
             for table in ("answer", "evidence", "report", "pack", "backup", "journal_entry")]
    db.close()
    return found


def right_refusal(way, status, sentence):
    if status == 507:
        return way == "room" and FULL in sentence
    if status == 503:
        return way != "room" and UNSURE in sentence
    return status == "FAILED" and bool(sentence)


def tried(act, way, nth, folder):
    """Number of calls there were, how it ended, what is wrong."""
    wrong, one = [], Try(WORK["program"], WORK["house"], WORK["library"], folder)
    one.answer(1, "before")
    one.upload("before")
    before = rows(one.data)
    one.now.write_text(f"{way} {nth}")
    status, sentence = getattr(one, act)()
    one.now.unlink()
    calls = int(Path(f"{one.now}.count").read_text()) if Path(f"{one.now}.count").exists() else 0
    if status != 200 and not right_refusal(way, status, sentence):
        wrong.append(f"ended with {status} {sentence!r}")
    if status == 507 and rows(one.data) != before:
        wrong.append(f"nothing was changed, it said: {before}, now {rows(one.data)}")
    if not (one.manager.view(one.server.port, "/evidence") and one.auditor.view(one.server.port, f"/audits/{one.house.audit}")):
        wrong.append("pages cannot be read")
    after, _ = one.answer(2, "after")
    if after not in ((503,) if status == 503 else (200,) if status == 507 or way == "room" else (200, 503)):
        wrong.append(f"the next answer: {after}")
    wrong += one.server.kill()
    wrong += WORK["opener"].wrong(one.data) + left_behind(one.data) + lost_on_disk(one.data, one.told, one.told.files)
    if not wrong:
        wrong += again(one, act, status)
    return calls, status, wrong


def again(one, act, status):
    """After a new start the act is taken, or was done after all."""
    one.restart()
    if act == "report" and rows(one.data)[2] == 1:
        return []  # issued before or, after all, then
    ended = getattr(one, act)() if act != "answer" else one.answer(0, "answer" if status == 200 else "again")
    gone = one.server.kill()
    if ended[0] not in ((200, 412) if act == "answer" else (200,)):
        return [f"after a new start: {ended}"]
    return gone + WORK["opener"].wrong(one.data) + lost_on_disk(one.data, one.told, one.told.files)


WORK = {}


def begin_work(program):
    WORK["opener"] = Opener(program)


def try_one(act, way, nth):
    folder = Path(tempfile.mkdtemp(dir=WORK["folder"]))
    try:
        return act, way, nth, *tried(act, way, nth, folder)
    except Exception as broken:  # pylint: disable=broad-except
        return act, way, nth, 0, "", [f"{type(broken).__name__} in line {broken.__traceback__.tb_next.tb_lineno}: {broken}"]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def spread(calls, most):
    if not most or calls <= most:
        return range(1, calls + 1)
    return sorted({1 + round(step * (calls - 1) / max(most - 1, 1)) for step in range(most)})


def walk(pool, act, way, most):
    """One line for an act and a way of failing. Whether all was right."""
    *_, calls, status, found = pool.submit(try_one, act, way, 1_000_000_000).result()  # a disk that is well
    wrong = [f"none: {line}" for line in found + ([] if status == 200 else [str(status)])]
    ended = {}
    for *_, nth, _, status, found in pool.map(try_one, *zip(*((act, way, nth) for nth in spread(calls, most)))):
        ended[status] = ended.get(status, 0) + 1
        wrong += [f"{nth}: {line}" for line in found]
    told = ", ".join(f"{count} × {'done' if status == 200 else status}" for status, count in sorted(ended.items(), key=str))
    print(f"{'ok' if not wrong else 'FAILED'}: {act}, {WAYS[way]}: {sum(ended.values())} of {calls} places: {told}", flush=True)
    for line in wrong[:8]:
        print(f"    {line}", flush=True)
    return not wrong


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--program", default=str(TOP / "build" / "dev" / "clausebook"))
    arguments.add_argument("--most", type=int, default=0)
    arguments.add_argument("--only", default=",".join(ACTS))
    arguments.add_argument("--workers", type=int, default=2)
    options = arguments.parse_args()
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="clausebook-every-write-", dir=memory) as folder:
        library = Path(folder, "disk.so")
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", library, TOP / "tests/faults/disk.c", "-ldl"], check=True)
        house = House(options.program, Path(folder, "house"))
        WORK.update(program=options.program, house=house, library=library, folder=folder)
        for act in options.only.split(","):
            house.sign_in_again()
            with concurrent.futures.ProcessPoolExecutor(options.workers, multiprocessing.get_context("fork"), begin_work,
                                                        (Path(options.program).parent / "clausebook_states",)) as pool:
                for way in WAYS:
                    right = walk(pool, act, way, options.most)
                    passed, failed = passed + right, failed + (not right)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

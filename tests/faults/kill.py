#!/usr/bin/env python3
"""Kills the server (SIGKILL) while answers, uploads and packs are on their way, and looks whether anything it had
acknowledged is lost.

  tests/faults/kill.py [--program PATH] [--runs N] [--seed N]

Each run starts the server on the data left by the run before, asks it for what it had acknowledged, lets three clients
work, kills it at a moment of one of four kinds (see MOMENTS), runs `clausebook verify`, and compares database, vault
and issued/ with what the clients were told. At the end every file and pack is fetched and checked once more, and CONTROLS
takes acknowledged things away behind the server's back: each must be found, else the harness sees nothing.

A kill cannot show a missing fsync, because the kernel keeps what was written: that is another harness's work.
Prints the figures and one line "N passed, N failed"; exit 1 when something was lost or a control was not found.
"""

import argparse
import hashlib
import http.client
import json
import os
import random
import sqlite3
import sys
import tempfile
import threading
import time
from pathlib import Path

from house import TOP, Client, Server, make_demo
from losses import (CONTROLS, Told, lost_on_disk, lost_packs, lost_to_its_people, missed_controls, settle, unnamed,
                    verify)

PATIENCE = 20  # seconds for a moment to come; a run whose moment does not come is killed all the same


def answer_for_ever(client, port, questions, told, dice, stop):
    while not stop.wait(dice.uniform(0, 0.03)):
        question = dice.choice(questions)
        version = told.answers.get(question, (None, ""))[0]
        if version is None:
            version = client.versions.get(question, 0)
        note = f"note {dice.random()}"
        reply, content = client.answer(port, told.audit, question, version, {"note": note}, f"{dice.getrandbits(64):x}")
        told.requests += 1
        if reply.status == 200:
            told.answers[question] = (json.loads(content)["version"], note)
            told.touched.add(question)
            told.acknowledged_answers += 1
        elif reply.status == 412:  # an answer that was kept but not acknowledged before the kill
            client.versions[question] = json.loads(content)["version"]
            told.answers.pop(question, None)
        else:
            told.say("an answer", reply, content)
            return


def upload_for_ever(client, port, told, dice, stop):
    while not stop.wait(dice.uniform(0, 0.03)):
        content = dice.randbytes(dice.choice([10, 4_000, 4_000, 60_000, 300_000]))
        reply, made = client.upload(port, f"file-{dice.getrandbits(32):x}.bin", content, f"{dice.getrandbits(64):x}")
        told.requests += 1
        if reply.status != 201:
            told.say("an upload", reply, made)
            return
        number = json.loads(made)["number"]
        told.files[number] = hashlib.sha256(content).hexdigest()
        told.new_files.append(number)


def pack_for_ever(client, port, told, stop, password):
    while not stop.is_set():
        reply, content = client.form(port, "POST", f"/audits/{told.audit}/pack", {"language": "en", "password": password})
        told.requests += 1
        job = reply.getheader("Location", "")
        if reply.status != 303 or not job.startswith("/jobs/"):
            told.say("a pack", reply, content)
            return
        told.jobs[job] = None
        told.accepted_jobs += 1
        while not stop.is_set():
            view = client.view(port, job)
            told.requests += 1
            if view is None or view["over"]:
                break
            time.sleep(0.02)
        if job in told.jobs and not stop.is_set():
            settle(job, view, told)


def until_the_server_is_gone(work, *words):
    """What a client does until its connection breaks."""
    try:
        work(*words)
    except (OSError, http.client.HTTPException):
        pass



# ---- the moments at which the server is killed


def after_some_requests(told, dice, data):
    return wait_for(lambda wanted=told.requests + dice.randint(1, 15): told.requests >= wanted) and dice.uniform(0, 0.03)


def inside_a_pack(told, dice, data):
    """From the acceptance of a pack on, for about as long as one takes."""
    return wait_for(lambda before=told.accepted_jobs: told.accepted_jobs > before) and dice.uniform(0, 0.7)


def while_a_pack_is_zipped(told, dice, data):
    return wait_for(lambda: any((data / "tmp").glob("*.zip"))) and dice.uniform(0, 0.02)


def when_a_pack_is_put_in_place(told, dice, data):
    """Between the file's appearance among the issued ones and the row that names it, or just after."""
    before = set(os.listdir(data / "issued"))
    return wait_for(lambda: set(os.listdir(data / "issued")) - before, pause=0) and dice.choice([0, 0, 0.002, 0.01])


MOMENTS = [after_some_requests, inside_a_pack, inside_a_pack, while_a_pack_is_zipped, when_a_pack_is_put_in_place]


def wait_for(condition, pause=0.001):
    until = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > until:
            return 0
        if pause:
            time.sleep(pause)
    return 1


# ---- the runs


def work_until_killed(server, moment, told, auditor, manager, questions, password, dice, data):
    """Lets the clients work, and kills. What is wrong: that there was nothing to kill any more."""
    stop = threading.Event()
    port = server.port
    works = [(answer_for_ever, auditor, port, questions, told, random.Random(dice.random()), stop),
             (upload_for_ever, manager, port, told, random.Random(dice.random()), stop),
             (pack_for_ever, manager, port, told, stop, password)]
    threads = [threading.Thread(target=until_the_server_is_gone, args=work) for work in works]
    for thread in threads:
        thread.start()
    time.sleep(moment(told, dice, data))
    gone = server.kill()
    stop.set()
    for thread in threads:
        thread.join()
    return gone


def open_house(program, data):
    """The demo, two people signed in, and what they work on."""
    names, password = make_demo(program, data)
    db = sqlite3.connect(data / "clausebook.db")
    audit, clauses = db.execute("SELECT key, clauses FROM audit WHERE state = 'IN_PROGRESS'").fetchone()
    db.close()
    auditor, manager = Client(), Client()
    auditor.versions = {}
    server = Server(program, data)
    auditor.sign_in(server.port, names["Lead auditor"], password)
    manager.sign_in(server.port, names["Quality manager"], password)
    server.kill()
    return auditor, manager, password, audit, [f"{clause}-Q1" for clause in clauses.split()]


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--program", default=str(TOP / "build" / "dev" / "clausebook"))
    arguments.add_argument("--runs", type=int, default=200)
    arguments.add_argument("--seed", type=int, default=10002)
    options = arguments.parse_args()
    program, dice = options.program, random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="clausebook-kill-") as folder:
        failed = play(program, Path(folder) / "data", options.runs, dice)
    print(f"{options.runs + len(CONTROLS) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


def play(program, data, runs, dice):
    auditor, manager, password, audit, questions = open_house(program, data)
    told = Told(audit)
    began, failed, placed = time.monotonic(), 0, 0

    def lost_after_start(server, numbers):
        found = lost_to_its_people(server.port, told, auditor, manager, program, numbers)
        told.touched, told.new_files = set(), []
        return found

    for number in range(1, runs + 1):
        server = Server(program, data)
        lost = lost_after_start(server, told.new_files)
        lost += work_until_killed(server, MOMENTS[number % len(MOMENTS)], told, auditor, manager, questions, password, dice, data)
        placed += len(unnamed(data))
        lost += verify(program, data) + lost_on_disk(data, told, told.new_files) + told.wrong
        told.wrong = []
        for loss in lost:
            print(f"run {number}: {loss}", flush=True)
        failed += bool(lost)
        if number % 20 == 0:
            print(f"  {number} of {runs} kills, {told.requests} requests", flush=True)

    server = Server(program, data)
    told.touched = set(told.answers)
    lost = lost_after_start(server, list(told.files)) + told.wrong
    pack_for_ever(manager, server.port, told, OnceOver(told), password)  # takes away what no row names
    lost += lost_packs(server.port, told, manager, program) + [f"left in issued/: {name}" for name in unnamed(data)]
    if server.stop() != 0:
        lost.append("the server did not end well")
    lost += verify(program, data) + lost_on_disk(data, told, told.files)
    missed = missed_controls(data, told, auditor, manager, program)
    for line in lost + missed:
        print(f"at the end: {line}", flush=True)
    print(f"{runs} kills during {told.requests} requests in {time.monotonic() - began:.0f} s: acknowledged "
          f"{told.acknowledged_answers} answers, {len(told.files)} uploads and {told.accepted_jobs} packs, of which "
          f"{told.interrupted_jobs} were interrupted, {len(told.packs)} are offered and pass verify-pack; {placed} times a "
          f"pack lay in its place before its row; {runs + 1} verify runs; {failed} runs with losses; "
          f"{len(CONTROLS) - len(missed)} of {len(CONTROLS)} controls found", flush=True)
    return failed + bool(lost) + len(missed)


class OnceOver:
    """A stop that comes when one more job is over."""

    def __init__(self, told):
        self.told, self.before = told, len(told.done_jobs)

    def is_set(self):
        return len(self.told.done_jobs) > self.before or bool(self.told.wrong)


if __name__ == "__main__":
    main()

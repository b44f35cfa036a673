#!/usr/bin/env python3
"""Cuts the power: builds the states a disk may be left in, and looks whether anything that was acknowledged is lost.

  tests/faults/power.py [--program PATH] [--states N] [--seed N] [--only WORD] [--workers N] [--no-controls]

For each scenario (power_scenarios.py) the real server runs under recorder.c, which writes down what it does to its files
and when its answers go out. From that log power_log.py builds N different states for cuts at any place. Each is opened and
cleared up as by a start (states.cpp) and verified, and what was acknowledged before the cut is looked for in database, vault,
issued/ and backups/. Every sixteenth is also verified as it lies, served by `clausebook serve`, asked for all of it over the
pages, and verified again. The same server with one fsync taken out is the control: a loss must be found.

Prints a table and "N passed, N failed"; exit 1 when something was lost, or a control lost nothing.
"""

import argparse
import concurrent.futures
import hashlib
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

from house import TOP, Server
from losses import Told, lost_on_disk, lost_to_its_people, unnamed, verify
from power_log import Cut, Log, look
from power_scenarios import SCENARIOS, House, Play, may_come_in

MOODS = ["some"] * 6 + ["none", "none", "all", "names", "bytes"]
MOST_TRIES = 40  # times the states that are wanted
SERVED = 16  # every so many states are also served


class Recording:
    """One scenario, played once: its log and what its clients were told."""

    def __init__(self, program, house, scenario, folder, library, without=(), extent=1):
        self.scenario, self.root = scenario, Path(folder) / "disk"
        self.root.mkdir()
        data = scenario.data_in(self.root)
        if scenario.house:
            house.copy_to(data)
        self.play = Play(program, house, data, extent, {
            "LD_PRELOAD": str(library), "POWER_ROOT": str(self.root), "POWER_LOG": str(Path(folder) / "log"),
            "POWER_WITHOUT": " ".join(str(self.root / pattern) for pattern in without)})
        start = look(self.root)
        scenario.work(self.play)
        self.log = Log(self.root, start, Path(folder) / "log")
        self.check()
        self.told = sorted(((self.place_of(mark), note) for mark, note in self.play.notes), key=lambda pair: pair[0])
        self.places = self.places_of_interest()

    def check(self):
        """What the log says lies there must lie there: else the recorder has missed something."""
        def lasts(name):
            return "/tmp/" not in name and not name.endswith("-shm")

        meant = {name: content for name, (_, content) in self.log.final().items() if lasts(name)}
        there = {str(path.relative_to(self.root)): None if path.is_dir() else path.read_bytes()
                 for path in self.root.rglob("*") if lasts(str(path.relative_to(self.root)))}
        wrong = [name for name in meant.keys() | there.keys() if meant.get(name, 0) != there.get(name, 0)]
        if wrong:
            raise SystemExit(f"{self.scenario.name}: the recorder and the disk differ: {sorted(wrong)[:5]}")

    def place_of(self, mark):
        """Where in the log an answer went out; of no answer, its end."""
        if mark is None:
            return self.log.length - 1
        port, count = mark
        return self.log.marks[port][count]

    def places_of_interest(self):
        """Just after an answer went out; beside an fsync; just after names and lengths change; any."""
        kinds = [[place + 1 for place, _ in self.told], [place + more for place in self.log.syncs for more in (0, 1)],
                 [place + 1 for place in self.log.turns], range(self.log.length + 1)]
        return [places for places in kinds if places]

    def told_before(self, place):
        told = Told(self.play.house.audit)
        for when, note in self.told:
            if when < place:
                note(told)
        return told

    def cut(self, dice):
        place = dice.choice(dice.choice(self.places))
        kind = dice.choice(["loose", "loose", "loose", "ordered"])
        return Cut(self.log, place, kind, dice.choice(MOODS), dice)

    def states(self, count, dice):
        """Different ones: (cut, what lies there)."""
        seen = set()
        for _ in range(count * MOST_TRIES):
            cut = self.cut(dice)
            tree = cut.tree()
            key = print_of(tree, sum(when < cut.place for when, _ in self.told))
            if key not in seen:
                seen.add(key)
                yield cut, tree
                if len(seen) == count:
                    return


def print_of(tree, acknowledged):
    digest = hashlib.blake2b(str(acknowledged).encode())
    for name in sorted(tree):
        mode, content = tree[name]
        digest.update(f"\0{name}\0{mode}\0{content is None or len(content)}\0".encode())
        digest.update(content or b"")
    return digest.digest()


def lay_out(tree, folder, junk):
    """Writes a state. What shared memory holds after a cut is anything."""
    for name in sorted(tree):
        mode, content = tree[name]
        path = folder / name
        if content is None:
            path.mkdir(mode & 0o777)
        else:
            path.write_bytes(content)
            path.chmod(mode & 0o777)
        if junk and name.endswith(".db"):
            Path(f"{path}-shm").write_bytes(junk)


class Opener:
    """clausebook_states, waiting for directories."""

    def __init__(self, program):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                        text=True)

    def wrong(self, data):
        """What is said about a directory that is opened as a start does, and verified."""
        self.process.stdin.write(f"{data}\n")
        self.process.stdin.flush()
        told = []
        while (line := self.process.stdout.readline()) != "\n":
            if not line:
                raise RuntimeError("clausebook_states has ended")
            told.append(line.rstrip("\n"))
        return told


def left_behind(data):
    lost = [f"left in tmp/: {path.name}" for path in (data / "tmp").iterdir()]
    return lost + [f"left in issued/: {name}" for name in unnamed(data) if not name.endswith(".zip")]


def opened(opener, data, told):
    """What is lost or wrong when the directory was opened as a start does, a sentence each."""
    lost = opener.wrong(data)
    if lost and lost[0].startswith("does not start"):
        return lost
    return lost + left_behind(data) + lost_on_disk(data, told, told.files) + lost_jobs(data, told)


def lost_jobs(data, told):
    """Jobs that were done are done, others are over: interrupted, unless they were faster than the answer."""
    db = sqlite3.connect(data / "clausebook.db")
    states = dict(db.execute("SELECT key, state FROM job"))
    db.close()
    lost = [f"{job} was done, is {states.get(job[6:])}" for job in told.done_jobs if states.get(job[6:]) != "DONE"]
    return lost + [f"{job} is {states.get(job[6:])} after a start" for job in told.jobs if states.get(job[6:]) not in ("DONE", "FAILED")]


def sign_in_again(server, play):
    """Whose session is over: it lasts half an hour, and looking at all states on a busy machine longer."""
    for client, role in ((play.auditor, "Lead auditor"), (play.manager, "Quality manager")):
        if client.view(server.port, "/account") is None:
            client.sign_in(server.port, play.house.names[role], play.house.password)


def served(program, recording, data, told):
    """The same of a server, as its people see it; the directory is verified before and after."""
    play = recording.play
    lost = verify(program, data) if told.holds_anything() else []
    try:
        server = Server(program, data)
    except SystemExit as stopped:
        return lost + [str(stopped)]
    try:
        lost += may_come_in(server, told)
        if recording.scenario.house:  # else nobody is signed in
            sign_in_again(server, play)
            lost += lost_to_its_people(server.port, told, play.auditor, play.manager, program,
                                      [number for number in told.files if number not in told.leaving])
        # Reading the text inside a file goes on in tmp/ while the server runs.
        lost += verify(program, data) + [each for each in left_behind(data) if "left in tmp/: .text-" not in each]
    finally:
        lost += server.kill()
    return lost + told.wrong + lost_on_disk(data, told, told.files)


def judged(program, recording, place, tree, folder, dice, number):
    """What is lost or wrong in a state, a sentence each."""
    lost, junk = [], dice.choice([b"", bytes(32768), dice.randbytes(32768)])
    ways = [lambda data, told: opened(WORK["opener"], data, told)]
    if number % SERVED == 0:
        ways.append(lambda data, told: served(program, recording, data, told))
    for way in ways:
        folder.mkdir()
        lay_out(tree, folder, junk)
        lost += way(recording.scenario.data_in(folder), recording.told_before(place))
        shutil.rmtree(folder)
    return lost


# ---- many states at once: the recording is inherited by the workers


WORK = {}


def begin_work(program):
    WORK["opener"] = Opener(program)


def judge_one(number, place, kind, mood, tree):
    folder = Path(WORK["folder"]) / f"state-{os.getpid()}"
    try:
        lost = judged(WORK["program"], WORK["recording"], place, tree, folder, random.Random(number), number)
    except (Exception, SystemExit) as broken:  # pylint: disable=broad-except
        lost = [f"{type(broken).__name__}: {broken}"]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return number, kind, place, mood, lost


def judge_all(program, recording, count, dice, folder, workers, enough=None):
    """Results of that many states, or until `enough` of them have losses."""
    WORK.update(recording=recording, program=program, folder=folder)
    results, losses, waiting = [], 0, set()
    states = enumerate(recording.states(count, dice))
    with concurrent.futures.ProcessPoolExecutor(workers, multiprocessing.get_context("fork"), begin_work,
                                                (Path(program).parent / "clausebook_states",)) as pool:
        more = True
        while more or waiting:
            while more and len(waiting) < 2 * workers:
                number, state = next(states, (None, None))
                more = state is not None
                if more:
                    cut, tree = state
                    waiting.add(pool.submit(judge_one, number, cut.place, cut.kind, cut.mood, tree))
            done, waiting = concurrent.futures.wait(waiting, return_when=concurrent.futures.FIRST_COMPLETED)
            for result in (each.result() for each in done):
                results.append(result)
                losses += bool(result[4])
            more = more and (enough is None or losses < enough)
    return results


class Proof:
    """All of it: scenarios, then their controls."""

    def __init__(self, options, folder):
        self.options, self.folder = options, Path(folder)
        self.library = self.folder / "recorder.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", self.library, TOP / "tests/faults/recorder.c", "-ldl", "-lpthread"],
                       check=True)
        self.house = House(options.program, self.folder / "house")
        self.passed = self.failed = 0

    def note(self, right, text):
        print(f"{'ok' if right else 'FAILED'}: {text}", flush=True)
        self.passed, self.failed = self.passed + right, self.failed + (not right)

    def recorded(self, scenario, without=(), extent=1):
        place = tempfile.mkdtemp(dir=self.folder)
        self.house.sign_in_again()
        return Recording(self.options.program, self.house, scenario, place, self.library, without, extent), place

    def scenario(self, scenario):
        began = time.monotonic()
        recording, place = self.recorded(scenario, extent=3 if self.options.states > 100 else 1)
        dice = random.Random(f"{self.options.seed} {scenario.name}")
        results = judge_all(self.options.program, recording, self.options.states, dice, place, self.options.workers)
        bad = [result for result in results if result[4]]
        for number, kind, cut, mood, lost in bad[:10]:
            for line in lost[:5]:
                print(f"    state {number}, cut before {cut} of {recording.log.length}, {kind}, {mood}: {line}", flush=True)
        kinds = [sum(result[1] == kind for result in results) for kind in ("loose", "ordered")]
        self.note(not bad, f"{scenario.name}: {recording.log.length} calls, {len(recording.log.syncs)} of them fsyncs, "
                           f"{len(recording.told)} answers; {len(results)} states ({kinds[0]} loose, {kinds[1]} ordered) of "
                           f"{len({result[2] for result in results})} cuts; {len(bad)} with a loss; {time.monotonic() - began:.0f} s")
        shutil.rmtree(place)

    def control(self, scenario, what, without):
        began = time.monotonic()
        recording, place = self.recorded(scenario, without)
        dice = random.Random(f"{self.options.seed} {what}")
        results = judge_all(self.options.program, recording, 150, dice, place, self.options.workers, self.options.losses)
        bad = sorted(result for result in results if result[4])
        said = bad[0][4][0].replace("\n", " ")[:110] if bad else ""
        self.note(bool(bad), f"without {what}: {len(bad)} of {len(results)} states lose something; {time.monotonic() - began:.0f} s"
                             + (f" ({said})" if bad else ""))
        shutil.rmtree(place)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--program", default=str(TOP / "build" / "dev" / "clausebook"))
    arguments.add_argument("--states", type=int, default=600)
    arguments.add_argument("--seed", type=int, default=10002)
    arguments.add_argument("--only", default="")
    arguments.add_argument("--workers", type=int, default=2)
    arguments.add_argument("--losses", type=int, default=1, help="a control ends with so many states that lose something")
    arguments.add_argument("--no-controls", action="store_true")
    arguments.add_argument("--no-scenarios", action="store_true")
    options = arguments.parse_args()
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="clausebook-power-", dir=memory) as folder:
        proof = Proof(options, folder)
        for scenario in (each for each in SCENARIOS if options.only in each.name):
            if not options.no_scenarios:
                proof.scenario(scenario)
            for what, without in {} if options.no_controls else scenario.controls.items():
                proof.control(scenario, what, without)
    print(f"{proof.passed} passed, {proof.failed} failed")
    sys.exit(1 if proof.failed else 0)


if __name__ == "__main__":
    main()

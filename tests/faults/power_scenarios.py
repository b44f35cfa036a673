"""What people do while the power goes: each scenario is played once by power.py, under the recorder."""

import hashlib
import json
import random
import shutil
import sqlite3
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

from house import ENVIRONMENT, Client, Server, make_demo, run

ASIDE = "data/tmp/" + "?" * 32  # a file on its way into the vault
PASSWORD = "a long enough pass phrase"


class House:
    """The demo, made once, and its people, signed in anew for each recording."""

    def __init__(self, program, folder):
        self.program, self.folder = program, Path(folder)
        self.names, self.password = make_demo(program, self.folder)
        db = sqlite3.connect(self.folder / "clausebook.db")
        self.audit, clauses = db.execute("SELECT key, clauses FROM audit WHERE state = 'IN_PROGRESS'").fetchone()
        self.reviewed, = db.execute("SELECT key FROM audit WHERE state = 'REPORT_REVIEW'").fetchone()
        answered = {row[0] for row in db.execute("SELECT question FROM answer WHERE audit = ?", (self.audit,))}
        db.close()
        self.questions = [q for q in (f"{clause}-Q1" for clause in clauses.split()) if q not in answered]
        self.backup = None

    def sign_in_again(self):
        server = Server(self.program, self.folder)
        self.auditor, self.manager = Client(), Client()
        self.auditor.sign_in(server.port, self.names["Lead auditor"], self.password)
        self.manager.sign_in(server.port, self.names["Quality manager"], self.password)
        server.stop()

    def copy_to(self, data):
        shutil.copytree(self.folder, data)

    def backed_up(self):
        if not self.backup:
            self.backup = self.folder.with_suffix(".zip")
            made = run(self.program, "backup", "--data", self.folder, "--to", self.backup)
            if made.returncode:
                raise SystemExit(made.stderr)
        return self.backup


class Witness(Client):
    """A client that keeps which answer it was that told it something."""

    counts, guard = {}, threading.Lock()

    def __init__(self, play, client=None):
        super().__init__()
        self.play, self.mark = play, None
        if client:
            self.session, self.token = client.session, client.token

    def ask(self, port, method, target, body=b"", headers=None):
        reply = super().ask(port, method, target, body, headers)
        with self.guard:
            count = self.play.counts[self.own_port] = self.play.counts.get(self.own_port, -1) + 1
        self.mark = (self.own_port, count)
        return reply

    def told(self, note):
        """What the last answer acknowledged: a change of what is told."""
        self.play.notes.append((self.mark, note))


class Play:
    """The server of one recording, who works on it, and what they were told."""

    def __init__(self, program, house, data, extent, environment):
        self.program, self.house, self.data, self.extent = program, house, data, extent
        self.environment = {**ENVIRONMENT, **environment}
        self.counts, self.notes = {}, []
        self.auditor, self.manager = house.auditor, house.manager
        self.server = None

    def start(self, data=None):
        self.server = Server(self.program, data or self.data, environment=self.environment)
        return self.server.port

    def stop(self):
        if self.server.stop() != 0:
            raise SystemExit("the server did not end well")

    def side_by_side(self, *works):
        wrong = []

        def safely(work, *words):
            try:
                work(*words)
            except (Exception, SystemExit) as broken:  # pylint: disable=broad-except
                wrong.append(broken)

        threads = [threading.Thread(target=safely, args=work) for work in works]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if wrong:
            raise wrong[0]

    def expect(self, status, reply, content):
        if reply.status != status:
            raise SystemExit(f"{status} was expected, {reply.status} came: {content[:300]}")

    def job(self, who, port, address, fields):
        """Asks for a job and waits for its end."""
        reply, content = who.form(port, "POST", address, {"password": self.house.password, **fields})
        self.expect(303, reply, content)
        job = reply.getheader("Location")
        who.told(lambda told: told.jobs.update({job: None}))
        for _ in range(3000):
            view = who.view(port, job)
            if view["over"]:
                break
            time.sleep(0.02)
        if view["code"] != "DONE":
            raise SystemExit(f"{address}: {view}")

        def over(told):
            told.jobs.pop(job)
            told.done_jobs[job] = (view["code"], view["problem"])

        who.told(over)


# ---- answers


def answer_some(play, port, questions, dice):
    who, versions = Witness(play, play.auditor), {}
    for _ in range(9 * play.extent):
        question = dice.choice(questions)
        note = f"note {dice.random()}" + "x" * dice.choice([0, 300, 8_000, 19_000])
        reply, content = who.answer(port, play.house.audit, question, versions.get(question, 0), {"note": note},
                                    f"{dice.getrandbits(64):x}")
        play.expect(200, reply, content)
        versions[question] = json.loads(content)["version"]

        def kept(told, question=question, version=versions[question], note=note):
            told.answers[question] = (version, note)
            told.touched.add(question)

        who.told(kept)


def answers(play):
    """Two tablets answer at the same time, until the log has been brought into the database."""
    port, half = play.start(), play.house.questions[:6]
    play.side_by_side((answer_some, play, port, half[:3], random.Random(1)),
                      (answer_some, play, port, half[3:], random.Random(2)))
    play.stop()


# ---- uploads


def upload_one(who, port, content, dice, leaving=False):
    reply, made = who.upload(port, f"file-{dice.getrandbits(32):x}.bin", content, f"{dice.getrandbits(64):x}")
    who.play.expect(201, reply, made)
    number = json.loads(made)["number"]
    who.told(lambda told: told.files.update({number: hashlib.sha256(content).hexdigest()}))
    if leaving:
        who.told(lambda told: told.leaving.add(number))
    return number


def upload_some(play, port, dice):
    who, same = Witness(play, play.manager), dice.randbytes(9_000)
    for _ in range(2 * play.extent):
        upload_one(who, port, dice.randbytes(dice.choice([1, 10, 4_000, 60_000])), dice)
        upload_one(who, port, random.Random(7).randbytes(5_000), dice)  # what the other one hands in too
        number = upload_one(who, port, same, dice, leaving=True)
        reply, content = who.form(port, "POST", f"/evidence/{number}/remove", {"version": 1, "password": play.house.password})
        play.expect(303, reply, content)

        def gone(told, number=number):
            told.files.pop(number)
            told.removed.add(number)

        who.told(gone)
        upload_one(who, port, same, dice)
        same = dice.randbytes(9_000)


def uploads(play):
    """Two people hand files in: the same one too, and one that is taken away and handed in again."""
    port = play.start()
    play.side_by_side((upload_some, play, port, random.Random(1)), (upload_some, play, port, random.Random(2)))
    play.stop()


# ---- issuing


def hand_out_report(play, who, port, revision):
    for language in ("en", "tr"):
        for kind in ("html", "pdf"):
            reply, content = who.ask(port, "GET", f"/audits/{play.house.reviewed}/report/{revision}/{language}/{kind}")
            play.expect(200, reply, content)
            key = f"{play.house.reviewed}/r{revision}/{language}.{kind}"
            digest = hashlib.sha256(content).hexdigest()
            who.told(lambda told, key=key, digest=digest: told.reports.update({key: digest}))


def issuing(play):
    """The report is issued, and corrected, while somebody answers."""
    port, who = play.start(), Witness(play, play.manager)
    page = f"/audits/{play.house.reviewed}/report"

    def issue():
        play.job(who, port, f"{page}/issue", {"version": who.view(port, page)["version"]})
        hand_out_report(play, who, port, 1)
        if play.extent > 1:
            play.job(who, port, f"{page}/correct",
                     {"reason": "A name was misspelt.", "version": who.view(port, page)["version"]})
            hand_out_report(play, who, port, 2)

    play.side_by_side((issue,), (answer_some, play, port, play.house.questions[:3], random.Random(3)))
    play.stop()


# ---- packs


def packs(play):
    """Packs of both audits, while somebody answers."""
    port, who = play.start(), Witness(play, play.manager)

    def pack():
        for audit, language in [(play.house.audit, "en"), (play.house.reviewed, "tr"), (play.house.audit, "tr")][:play.extent]:
            play.job(who, port, f"/audits/{audit}/pack", {"language": language})
            rows = who.view(port, "/packs")["rows"]
            made = {row["number"]: (row["name"], row["sha256"]) for row in rows}
            who.told(lambda told, made=made: told.packs.update(made))

    play.side_by_side((pack,), (answer_some, play, port, play.house.questions[:3], random.Random(4)))
    play.stop()


# ---- backups


def backups(play):
    """Backups are made, downloaded and taken away, while somebody hands files in."""
    port, who = play.start(), Witness(play, play.manager)

    def back_up():
        rounds = max(2, play.extent)
        for number in range(rounds):
            play.job(who, port, "/backups", {})
            row = who.view(port, "/backups")["rows"][0]
            who.told(lambda told, row=row: told.backups.update({row["number"]: (row["name"], row["sha256"])}))
            reply, content = who.form(port, "POST", row["take"], {"password": play.house.password})
            play.expect(200, reply, content)
            if number == rounds - 1:
                who.told(lambda told, row=row: told.leaving.add(row["number"]))
            time.sleep(1)  # a backup is called by its second
        reply, content = who.form(port, "POST", row["remove"], {"password": play.house.password})
        play.expect(303, reply, content)
        who.told(lambda told, row=row: told.backups.pop(row["number"]))

    play.side_by_side((back_up,), (upload_some, play, port, random.Random(5)))
    play.stop()


# ---- beginnings


def setting_up(play):
    """The first start, in folders that are not there yet, and the first account."""
    port, who = play.start(), Witness(play)
    reply, content = who.form(port, "POST", "/setup", {
        "key": play.server.setup_key, "legal_name": "Anadolu", "address": "", "language": "tr", "time_zone": "Europe/Istanbul",
        "site_name": "Merkez", "person_name": "Selin Demir", "person_function": "QM", "login": "selin", "password": PASSWORD,
        "password_again": PASSWORD})
    play.expect(303, reply, content)
    who.told(lambda told: setattr(told, "set_up", ("selin", PASSWORD)))
    play.stop()


def may_come_in(server, told):
    """Whoever was set up or brought back can sign in."""
    if not told.set_up:
        return []
    reply, _ = Client().form(server.port, "POST", "/sign-in", dict(zip(("login", "password"), told.set_up)))
    return [] if reply.status == 303 else [f"{told.set_up[0]} was set up, and cannot sign in: {reply.status}"]


def restoring(play):
    """A backup is brought back on the set-up page of an empty directory."""
    port, who = play.start(), Witness(play)
    body = b"".join([b'--b\r\nContent-Disposition: form-data; name="key"\r\n\r\n', play.server.setup_key.encode(),
                     b'\r\n--b\r\nContent-Disposition: form-data; name="backup"; filename="a.zip"\r\n'
                     b"Content-Type: application/zip\r\n\r\n", play.house.backed_up().read_bytes(), b"\r\n--b--\r\n"])
    reply, content = who.ask(port, "POST", "/setup/restore", body, {"Content-Type": "multipart/form-data; boundary=b"})
    play.expect(201, reply, content)
    who.told(lambda told: setattr(told, "set_up", (play.house.names["Quality manager"], play.house.password)))
    evidence = who_has_what(play.house.folder)
    who.told(lambda told: told.files.update(evidence))
    play.stop()


def restoring_by_command(play):
    """The same by the command, into folders that are not there yet; that it ends well is the acknowledgement."""
    ended = subprocess.run([play.program, "restore", "--from", play.house.backed_up(), "--data", play.data], capture_output=True,
                           text=True, env=play.environment, check=False)
    if ended.returncode:
        raise SystemExit(ended.stderr)
    evidence = who_has_what(play.house.folder)

    def ended_well(told):
        told.set_up = (play.house.names["Quality manager"], play.house.password)
        told.files.update(evidence)

    play.notes.append((None, ended_well))


def who_has_what(data):
    db = sqlite3.connect(data / "clausebook.db")
    rows = db.execute("SELECT f.key, f.sha256 FROM evidence_file f JOIN evidence_version v ON v.key = f.evidence_version "
                      "WHERE f.key LIKE '%/1/1' AND v.state != 'DESTROYED'")
    found = {key.split("/")[0]: digest for key, digest in rows}
    db.close()
    return found


@dataclass
class Scenario:
    name: str
    work: Callable
    controls: dict = field(default_factory=dict)  # what is taken out -> of which files
    house: bool = True  # begins with the demo
    place: str = "data"

    def data_in(self, folder):
        return folder / self.place


VAULT_FOLDERS = ["data/vault", "data/vault/??", "data/vault/??/??"]

SCENARIOS = [
    Scenario("answers", answers, {"the log": ["data/clausebook.db-wal"], "the database at a checkpoint": ["data/clausebook.db"]}),
    Scenario("uploads", uploads, {"the vault's files": [ASIDE], "the vault's folders": VAULT_FOLDERS}),
    Scenario("issuing a report", issuing, {"the report's files": ["data/tmp/*"], "the folder of issued files": ["data/issued"]}),
    Scenario("packs", packs, {"the pack's file": ["data/tmp/.pack-*/*"], "the folder of packs": ["data/issued"]}),
    Scenario("backups", backups, {"the backup's file": ["data/tmp/.backup-*/backup.zip"], "the folder of backups": ["data/backups"]}),
    Scenario("setting up", setting_up, {"the data directory": ["new/folder/data"]}, house=False, place="new/folder/data"),
    Scenario("restoring", restoring, {"the restored files": ["data/tmp/.restore-*/vault/??/??/*"]}, house=False),
    Scenario("bringing back by command", restoring_by_command, {"the folder it is moved to": ["new/folder"]}, house=False,
             place="new/folder/data"),
]

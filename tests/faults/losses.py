"""What a server has said it keeps, and looking whether it does: on the disk, over its pages, and by `verify`. The CONTROLS
take acknowledged things away behind its back: each must be found."""

import hashlib
import shutil
import sqlite3
import tempfile
from pathlib import Path

from house import Server, run


class Told:
    """What the server has said it keeps, and what went wrong."""

    def __init__(self, audit):
        self.audit = audit
        self.answers = {}  # question -> (version, note)
        self.touched = set()  # questions answered since the last start
        self.files = {}  # evidence number -> hash
        self.new_files = []  # numbers acknowledged since the last start
        self.jobs = {}  # accepted and not known to be over: address of the job -> nothing more is known
        self.done_jobs = {}  # address -> state, problem
        self.packs = {}  # pack number -> (name, hash), once fetched and verified
        self.leaving = set()  # numbers of evidence and backups that somebody may be taking away
        self.removed = set()  # evidence numbers that were taken away
        self.reports = {}  # "IA-2026-01/r1/en.pdf" -> hash of what was handed out as issued
        self.backups = {}  # backup number -> (name, hash)
        self.set_up = None  # the sign-in name and password of the first account
        self.requests = self.acknowledged_answers = self.accepted_jobs = self.interrupted_jobs = 0
        self.wrong = []  # replies that must not be

    def holds_anything(self):
        return any((self.answers, self.files, self.jobs, self.done_jobs, self.packs, self.reports, self.backups, self.set_up))

    def say(self, what, reply, content):
        self.wrong.append(f"{what} got {reply.status}: {content[:300]}")


def settle(job, view, told):
    """A job that is over: done, or failed with a sentence."""
    del told.jobs[job]
    if view is None:
        told.wrong.append(f"job {job} has vanished")
    elif not view["over"]:
        told.wrong.append(f"job {job} is neither done nor failed after a restart: {view['code']}")
    elif view["failed"] and not view["problem"]:
        told.wrong.append(f"job {job} failed without a sentence")
    else:
        told.done_jobs[job] = (view["code"], view["problem"])


def lost_on_disk(data, told, numbers):
    """What was acknowledged and is not in database, vault or issued/. Files: the `numbers`."""
    lost = []
    db = sqlite3.connect(data / "clausebook.db")
    for question, (version, note) in told.answers.items():
        row = db.execute("SELECT version, note FROM answer WHERE question = ? AND audit = ?",
                         (question, told.audit)).fetchone()
        if not row or row[0] < version or (row[0] == version and row[1] != note):
            lost.append(f"answer {question}: acknowledged version {version} {note!r}, found {row}")
    for number in numbers:
        digest = told.files[number]
        row = db.execute("SELECT sha256 FROM evidence_file WHERE key LIKE ? || '/%'", (number,)).fetchone()
        if not row and number in told.leaving:
            continue
        if not row or row[0] != digest:
            lost.append(f"{number}: acknowledged {digest}, found {row}")
            continue
        if hash_at(data / "vault" / digest[:2] / digest[2:4] / digest) != digest:
            lost.append(f"{number}: its file is not what was sent")
    for job in [*told.jobs, *told.done_jobs]:
        if not db.execute("SELECT 1 FROM job WHERE key = ?", (job.removeprefix("/jobs/"),)).fetchone():
            lost.append(f"job {job}: accepted, and gone")
    for number, (name, digest) in told.packs.items():
        if hash_at(data / "issued" / name) != digest:
            lost.append(f"{number}: its file is not what was offered")
    for number in told.removed:
        if db.execute("SELECT 1 FROM evidence WHERE key = ?", (number,)).fetchone():
            lost.append(f"{number}: was taken away, and is there")
    for key, digest in told.reports.items():
        row = db.execute("SELECT sha256, name FROM report_file WHERE key = ?", (key,)).fetchone()
        if not row or row[0] != digest or hash_at(data / "issued" / row[1]) != digest:
            lost.append(f"{key}: issued as {digest}, found {row}")
    for number, (name, digest) in told.backups.items():
        row = db.execute("SELECT sha256, name FROM backup WHERE key = ?", (number,)).fetchone()
        found = hash_at(data / "backups" / name)
        if row != (digest, name) or (found != digest and (found or number not in told.leaving)):
            lost.append(f"{number}: made as {digest}, found {row} and a file {found}")
    if told.set_up and not db.execute("SELECT 1 FROM account WHERE login = ?", told.set_up[:1]).fetchone():
        lost.append(f"{told.set_up[0]} was set up, and is not there")
    db.close()
    return lost


def hash_at(path):
    """The hash of a file; nothing when it is not there."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else None


def unnamed(data):
    """Files in issued/ that no row names and that were not set aside for it."""
    db = sqlite3.connect(data / "clausebook.db")
    named = {row[0] for row in db.execute("SELECT name FROM report_file UNION SELECT name FROM pack")}
    db.close()
    return [path.name for path in (data / "issued").iterdir() if path.name not in named and path.suffix != ".unrecorded"]


def lost_to_its_people(port, told, auditor, manager, program, numbers):
    """What was acknowledged and the started server does not show: answers, files by their bytes, jobs, packs."""
    lost = []
    clauses = {}
    for question in told.touched:
        if question not in told.answers:
            continue  # overtaken by one that was kept but not acknowledged
        clause = question.rsplit("-", 1)[0]
        if clause not in clauses:
            page = auditor.view(port, f"/audits/{told.audit}/run/{clause}")
            clauses[clause] = {card["id"]: card for card in page["cards"]}
        card, (version, note) = clauses[clause][question], told.answers[question]
        if card["version"] < version or (card["version"] == version and card["note"] != note):
            lost.append(f"answer {question}: acknowledged {note!r}, shown {card['note']!r}")
    for number in numbers:
        reply, content = manager.ask(port, "GET", f"/evidence/{number}/versions/1/files/1")
        if reply.status != 200 or hashlib.sha256(content).hexdigest() != told.files[number]:
            lost.append(f"{number}: the file that is handed out is not what was sent ({reply.status})")
    for job in list(told.jobs):
        view = manager.view(port, job)
        settle(job, view, told)
        told.interrupted_jobs += bool(view and view["failed"])
    for job, before in told.done_jobs.items():
        view = manager.view(port, job)
        if view is None or (view["code"], view["problem"]) != before:
            lost.append(f"job {job} was {before}, is {view and view['code']}")
    return lost + lost_packs(port, told, manager, program)


def lost_packs(port, told, manager, program):
    """Every pack that is offered for the first time is fetched and checked; one known before must be on the list."""
    lost = []
    offered = {row["number"]: row for row in manager.view(port, "/packs")["rows"] or []}
    lost += [f"{number}: was offered, and is not any more" for number in told.packs if number not in offered]
    for number in offered.keys() - told.packs.keys():
        row = offered[number]
        reply, content = manager.ask(port, "GET", row["href"])
        digest = hashlib.sha256(content).hexdigest()
        if reply.status != 200 or digest != row["sha256"]:
            lost.append(f"{number}: what is handed out is not what is offered ({reply.status}, {len(content)} bytes)")
            continue
        with tempfile.NamedTemporaryFile(suffix=".zip") as file:
            file.write(content)
            file.flush()
            verdict = run(program, "verify-pack", file.name)
        if verdict.returncode:
            lost.append(f"{number}: verify-pack: {verdict.stdout}{verdict.stderr}")
        told.packs[number] = (row["name"], digest)
    return lost


def verify(program, data):
    verdict = run(program, "verify", "--data", data)
    return [] if verdict.returncode == 0 else ["verify: " + (verdict.stdout + verdict.stderr)[-500:]]


# ---- the control: what is taken away must be found


def change_row(sql):
    def harm(data, told):
        db = sqlite3.connect(data / "clausebook.db")
        thing = {"audit": told.audit, "answer": next(iter(told.answers), ""), "file": f"{next(iter(told.files), '')}/1/1",
                 "job": next(iter(told.done_jobs), "").removeprefix("/jobs/"), "pack": next(iter(told.packs), "")}
        db.execute("PRAGMA foreign_keys = OFF")
        changed = db.execute(sql, thing).rowcount
        db.commit()
        db.close()
        return changed == 1

    return harm


def cut(path_of):
    def harm(data, told):
        path = path_of(data, told)
        path.chmod(0o600)
        path.write_bytes(path.read_bytes()[:-1])
        return True

    return harm


def vault_file(data, told):
    digest = next(iter(told.files.values()))
    return data / "vault" / digest[:2] / digest[2:4] / digest


def ended_by_itself(program, data):
    """What is told of a server that ends before it is killed."""
    server = Server(program, data)
    server.stop()
    return server.kill()


CONTROLS = {
    "a server ended by itself": None,  # harms nothing
    "an answer is gone": change_row("DELETE FROM answer WHERE question = :answer AND audit = :audit"),
    "an answer is another": change_row("UPDATE answer SET version = 1, note = 'another' WHERE question = :answer AND audit = :audit"),
    "an upload's row is gone": change_row("DELETE FROM evidence_file WHERE key = :file"),
    "an upload's file is a byte short": cut(vault_file),
    "a job is gone": change_row("DELETE FROM job WHERE key = :job"),
    "a pack is gone": change_row("DELETE FROM pack WHERE key = :pack"),
    "a pack is a byte short": cut(lambda data, told: data / "issued" / next(iter(told.packs.values()))[0]),
}


def missed_controls(data, told, auditor, manager, program):
    """The controls that were not found, each tried on a copy of the data, by what the clients were told alone."""
    missed = []
    for what, harm in CONTROLS.items():
        with tempfile.TemporaryDirectory(prefix="clausebook-control-") as folder:
            copy = Path(folder) / "data"
            shutil.copytree(data, copy)
            if harm and not harm(copy, told):
                missed.append(f"{what}: there was nothing to take away")
                continue
            found = lost_on_disk(copy, told, told.files) if harm else ended_by_itself(program, copy)
            if what == "a pack is gone":
                server = Server(program, copy)
                found += lost_packs(server.port, told, manager, program)
                server.kill()
            if not found:
                missed.append(f"{what}: not found")
    return missed

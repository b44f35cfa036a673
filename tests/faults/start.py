#!/usr/bin/env python3
"""Directories and ports that cannot be had: each refused with its exit code and one sentence, the one who has them undisturbed.

  tests/faults/start.py [--program PATH]

The last line is "N passed, N failed". A read-only and a full directory: disk.py.
"""

import argparse
import hashlib
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from house import ENVIRONMENT, TOP, Client, Server, make_demo


class Door:
    """What is asked of the program, and how it must refuse."""

    def __init__(self, program):
        self.program, self.failed, self.passed = program, 0, 0

    def refuses(self, what, code, sentence, *words):
        told = subprocess.run(["timeout", "10", self.program, *map(str, words)], capture_output=True, text=True,
                              env=ENVIRONMENT, check=False)
        right = told.returncode == code and told.stderr == f"clausebook: {sentence}\n" and not told.stdout
        self.note(what, right, f"exit {told.returncode}, expected {code}\n    {told.stderr!r}, expected\n    {sentence!r} {told.stdout}")

    def note(self, what, right, why=""):
        print(f"{'ok' if right else 'FAILED'}: {what}" + ("" if right else f": {why}"), flush=True)
        self.passed, self.failed = self.passed + right, self.failed + (not right)


def stalled(door, program, data, manager):
    """Sockets that say nothing or half a head: pages come as if they were not there, and the server stops in time."""
    server = Server(program, data)
    for count in (16, 80):
        sockets = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(count)]
        for one in sockets[::2]:
            one.send(b"GET / HT")
        began = time.monotonic()
        shown = [manager.ask(server.port, "GET", "/evidence")[0].status for _ in range(5)]
        took = time.monotonic() - began
        door.note(f"{count} stalled sockets", shown == [200] * 5 and took < 5, f"{shown} in {took:.1f} s")
    door.note("a server with stalled clients ends well", server.stop() == 0)
    for one in sockets:
        one.close()


def print_of(folder):
    """A fingerprint of all files."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name not in ("lock", "clausebook.db-shm"):
            digest.update(str(path).encode() + path.read_bytes())
    return digest.hexdigest()


def play(door, folder):
    program, data = door.program, folder / "data"
    names, password = make_demo(program, data)
    clean = folder / "clean"
    shutil.copytree(data, clean)
    server, manager = Server(program, data), Client()
    manager.sign_in(server.port, names["Quality manager"], password)

    beside = [("a second server on the same directory", "serve", "--port", "0"),
              ("a person added beside a server", "user", "add", "Somebody New", "--login", "somebody", "--roles", "AU")]
    for what, *words in beside:
        told = subprocess.run(["timeout", "10", program, *words, "--data", data], capture_output=True, text=True, env=ENVIRONMENT, check=False)
        right = told.returncode == 75 and str(server.process.pid) in told.stderr and told.stderr.count("\n") == 1
        door.note(what, right, f"exit {told.returncode}: {told.stderr}")
    door.refuses("a second server on the same port", 69, f"Another program answers there already: 127.0.0.1:{server.port}. Stop it, or choose another port with --port.",
                 "serve", "--data", clean, "--port", server.port)
    door.note("the first server goes on", manager.view(server.port, "/evidence") is not None and server.process.poll() is None)
    server.kill()
    server = Server(program, data)
    door.note("the lock of a killed server holds nobody up", manager.view(server.port, "/evidence") is not None)
    door.note("a server that is told to stop ends well", server.stop() == 0)

    stalled(door, program, data, manager)

    clean.chmod(0o770)
    door.refuses("a directory that others may write to", 77, f"Others may write into {clean}. Take that right away (chmod 700) and start again.", "serve", "--data", clean, "--port", "0")
    clean.chmod(0o700)
    db = sqlite3.connect(clean / "clausebook.db")
    db.execute("PRAGMA user_version = 999")
    db.commit()
    db.close()
    before = print_of(clean)
    door.refuses("a directory of a newer program", 78, "The data were written by a newer version of the program (schema 999). Use that one.", "serve", "--data", clean, "--port", "0")
    door.note("it stays as it is", print_of(clean) == before)
    (clean / "clausebook.db").write_bytes(b"This is not a database." * 400)
    for left in clean.glob("clausebook.db-*"):
        left.unlink()
    door.refuses("a database that is none", 65, "The stored data are damaged: SQLite: file is not a database. Restore a backup.", "serve", "--data", clean, "--port", "0")
    (folder / "file").write_text("x")
    door.refuses("a file instead of a directory", 73, f"{folder / 'file'} is no directory.", "serve", "--data", folder / "file", "--port", "0")
    door.refuses("a directory that cannot be made", 73, "The data directory cannot be made: Not a directory.", "serve", "--data", folder / "file" / "deeper", "--port", "0")
    door.refuses("a port that is none", 2, "“80800” is no port number.", "serve", "--data", folder / "new", "--port", "80800")
    door.refuses("another machine's doors without a certificate", 78, "Other machines may reach that address, so it needs --cert FILE and --key FILE.", "serve", "--data", folder / "new", "--port", "0", "--listen", "0.0.0.0")
    door.refuses("verify without data", 2, f"There are no Clausebook data in {folder / 'nothing'}.", "verify", "--data", folder / "nothing")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--program", default=str(TOP / "build" / "dev" / "clausebook"))
    door = Door(arguments.parse_args().program)
    with tempfile.TemporaryDirectory(prefix="clausebook-start-") as folder:
        play(door, Path(folder))
    print(f"{door.passed} passed, {door.failed} failed")
    sys.exit(1 if door.failed else 0)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Sends malformed and odd requests from a grammar (grammar.py) to the demo's server, over sockets of its own.

  tests/faults/malformed.py [--requests 1500] [--seed 1] [--only NUMBER] [--program PATH]

As nobody, as the quality manager and as an auditor. Each must be answered, or its connection closed, in time; with whole
replies and nothing else; never with 5xx, but 501 and 505, which HTTP has for methods and versions nobody knows, and 503 with Retry-After for a draft
of the report as PDF while two are being printed; never with
a header or an element that the request smuggled in. The server must live, keep its memory within bounds, still answer
proper requests, and leave data that `verify` finds clean. What broke something is told by its seed and number:
--only NUMBER shows it and sends it alone.

Controls show that the harness can fail: a server that breaks each of these rules must be found. The last line is
"N passed, N failed".
"""

import argparse
import itertools
import re
import socket
import socketserver
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import grammar
from fields import NEVER, Person
from house import TOP, Client, Server, make_demo, run

PATIENCE = 25  # seconds for one request, on a machine that does other things too
PRINTING = re.compile(rb"[A-Z]+ /audits/[^ ]*/report/draft/")  # a page that runs another program, two at a time
KIB_OVER_START = 256 * 1024  # how much memory the server may have won over what it had after the first requests
ALLOWED_5XX = (501, 505)


def send(port, raw, patience=PATIENCE):
    """What came back until the server closed. Raises TimeoutError when it does not."""
    until, got = time.monotonic() + patience, b""
    with socket.create_connection(("127.0.0.1", port), timeout=patience) as connection:
        try:
            connection.sendall(raw)
            connection.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # the server has said what it thinks of it and closed
        while True:
            connection.settimeout(max(0.01, until - time.monotonic()))
            try:
                piece = connection.recv(1 << 16)
            except ConnectionError:
                return got
            if not piece:
                return got
            got += piece


def judge(raw, got):
    """(statuses, what is wrong with the replies to one connection)."""
    statuses, troubles, maybe_bare = [], [], b"HEAD " in raw
    while got:
        head, _, rest = got.partition(b"\r\n\r\n")
        first = re.match(rb"HTTP/1\.1 (\d{3}) [A-Z]", head)
        if not first:
            return statuses, troubles + [f"no reply, but {got[:60]!r}"]
        status = int(first[1])
        if status == 100:
            got = rest
            continue
        statuses.append(status)
        is_busy = status == 503 and PRINTING.match(raw) and b"\r\nRetry-After: " in head
        if status >= 500 and status not in ALLOWED_5XX and not is_busy:
            troubles.append(f"status {status}")
        if f"\r\n{grammar.FORGED.lower()}:".encode() in head.lower():
            troubles.append("a header that the request made")
        length = re.search(rb"\r\nContent-Length: (\d+)", head)
        bare = status in (204, 304) or maybe_bare and (not rest or rest.startswith(b"HTTP/1.1 "))
        size = 0 if bare else int(length[1]) if length else -1
        if size < 0 or len(rest) < size:
            return statuses, troubles + [f"status {status}: {len(rest)} bytes of {size}"]
        if b"\r\nContent-Type: text/html" in head and grammar.MARK.encode() in rest[:size]:
            troubles.append("an element that the request made")
        got = rest[size:]
        if got and b"\r\nConnection: close" in head:
            troubles.append(f"something after status {status}, which was the last")
    return statuses, troubles


class Tried:
    """Everything that was sent and what became of it."""

    def __init__(self, port, asked, seed):
        self.port, self.asked, self.seed, self.told, self.statuses, self.silent, self.unheard = port, asked, seed, [], {}, 0, []

    def one(self, number):
        if len(self.unheard) > 20:
            return  # nobody is there any more
        raw = grammar.Request(self.asked, self.seed, number).bytes()
        try:
            statuses, troubles = judge(raw, send(self.port, raw, PATIENCE * 8 if PRINTING.match(raw) else PATIENCE))
        except TimeoutError:
            statuses, troubles = [], ["no answer and no end"]
        except OSError as gone:
            statuses, troubles = [], [f"no connection: {gone}"]
            self.unheard.append(number)
        for status in statuses:
            self.statuses[status] = self.statuses.get(status, 0) + 1
        self.silent += not statuses
        self.told += [f"--seed {self.seed} --only {number}: {trouble}" for trouble in troubles]


def memory(pid, what):
    """In KiB; 0 for a process that has ended."""
    found = re.search(rf"{what}:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) if found else 0


def asked_of(program, server, clients):
    """The grammar's view of this server: its routes, real addresses for their parameters, its real forms."""
    routes = [line.split("\t")[:2] for line in run(program, "routes").stdout.splitlines()]
    routes = [(method, pattern) for method, pattern in routes if not NEVER.match(pattern) and not pattern.startswith("/setup/restore")]
    matchers = [(method, pattern, re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.sub(r"\\\{(\w+)\\\*\\\}", r"(?P<\1>.+)", re.escape(pattern))) + "$"))
                for method, pattern in routes]
    addresses, forms = {}, {}
    for client in clients[1:]:
        person = Person(server, client)
        for address, page in itertools.islice(person.walk(), 60):
            for path in [address, *page.links, *(form[0] for form in page.forms)]:
                for _, _, matcher in matchers:
                    for name, value in (found.groupdict() if (found := matcher.match(path.split("?")[0])) else {}).items():
                        addresses.setdefault(name, set()).add(value)
            for form in page.forms:
                for method, pattern, matcher in matchers:
                    if method == "POST" and form[1] == "post" and matcher.match(form[0]):
                        forms.setdefault(pattern, []).append(form[3])
    people = [[]] + [[f"Cookie: {client.cookie(server.port)}", f"X-Form-Token: {client.token}"] for client in clients[1:]]
    return grammar.Asked(server.port, routes, {name: sorted(values) for name, values in addresses.items()}, forms, people)


class Broken(socketserver.ThreadingTCPServer):
    """The control: a server that breaks one rule after the other."""

    daemon_threads = allow_reuse_address = True
    REPLIES = {
        "status 500": b"HTTP/1.1 500 Internal\r\nContent-Length: 0\r\n\r\n",
        "a header that": b"HTTP/1.1 200 OK\r\nX-Forged: yes\r\nContent-Length: 0\r\n\r\n",
        "an element that": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\n<qq>",
        "bytes of 9": b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf",
        "no reply, but": b"Segmentation fault",
        "something after": b"HTTP/1.1 400 Bad\r\nConnection: close\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        "no answer": None,
    }

    class RequestHandlerClass(socketserver.BaseRequestHandler):
        def handle(self):
            while self.request.recv(65536):
                pass
            if self.server.reply is None:
                time.sleep(3)
            else:
                self.request.sendall(self.server.reply)

    def __init__(self):
        super().__init__(("127.0.0.1", 0), self.RequestHandlerClass)
        self.reply = b""


def controls():
    """The names of broken rules that were not found."""
    server, missed = Broken(), []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for trouble, server.reply in Broken.REPLIES.items():
        try:
            _, troubles = judge(b"GET / HTTP/1.1\r\n\r\n", send(server.server_address[1], b"GET / HTTP/1.1\r\n\r\n", 1))
        except TimeoutError:
            troubles = ["no answer and no end"]
        if not any(trouble in one for one in troubles):
            missed.append(trouble)
    server.shutdown()
    return missed


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--program", default=str(TOP / "build" / "dev" / "clausebook"))
    arguments.add_argument("--requests", type=int, default=1500)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--only", type=int, help="send this request alone, and show it")
    options = arguments.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="clausebook-malformed-") as folder:
        data = Path(folder) / "data"
        names, password = make_demo(options.program, data)
        server, clients = Server(options.program, data), [Client(), Client(), Client()]
        for client, role in zip(clients[1:], ("Quality manager", "Lead auditor")):
            client.sign_in(server.port, names[role], password)
        tried = Tried(server.port, asked_of(options.program, server, clients), options.seed)
        if options.only is not None:
            raw = grammar.Request(tried.asked, options.seed, options.only).bytes()
            print(raw[:3000], send(server.port, raw)[:1500], sep="\n")
        numbers = [options.only] if options.only is not None else range(options.requests)
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(tried.one, numbers[:300]))
            first = memory(server.process.pid, "VmRSS")
            list(pool.map(tried.one, numbers[300:]))
        last, most = memory(server.process.pid, "VmRSS"), memory(server.process.pid, "VmHWM")
        if most > first + KIB_OVER_START:
            tried.told.append(f"the server needed {most} KiB, and had {first} after the first 300 requests")
        if server.process.poll() is None:
            for client in clients[1:]:
                if client.view(server.port, "/evidence") is None:
                    tried.told.append("a proper request is not answered any more")
            if server.stop() != 0:
                tried.told.append("the server did not end well")
        else:
            tried.told.insert(0, f"the server is gone ({server.process.returncode}), at the latest at number {min(tried.unheard)}")
        verdict = run(options.program, "verify", "--data", data)
        if verdict.returncode:
            tried.told.append("verify: " + verdict.stdout + verdict.stderr)
    missed = controls()
    for line in tried.told[:30] + [f"control not found: {one}" for one in missed]:
        print(line)
    print(f"seed {options.seed}: {len(numbers)} requests, replies {dict(sorted(tried.statuses.items()))}, closed without one {tried.silent}; "
          f"{first} KiB after 300, {last} at the end, {most} at most; {time.monotonic() - began:.0f} s; "
          f"controls found: {len(Broken.REPLIES) - len(missed)} of {len(Broken.REPLIES)}")
    failed = bool(tried.told) + len(missed)
    print(f"{1 + len(Broken.REPLIES) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

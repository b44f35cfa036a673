#!/usr/bin/env python3
"""Finds every form on every page of the demo, as each of its people, and sends it back with one field wrong at a time.

  tests/faults/fields.py [--program PATH] [--list]

What no text may hold (control bytes, NUL, bytes that are no UTF-8, more than a field takes) must be refused and change
nothing; the rest (at and over the limits of the rules, wrong types, right-to-left and combining characters, markup,
formulas, a field twice or not at all) may be taken or refused, but never breaks anything: no 5xx, no dropped connection, a
refusal has its sentence, and `verify` is clean afterwards. Where a value was taken and its form is gone with that (a step was
taken, a place filled), the demo is brought back as it was, so that the form gets the next value too. The last line is
"N passed, N failed", N forms.
"""

import argparse
import html.parser
import http.client
import re
import shutil
import sqlite3
import sys
import tempfile
import urllib.parse
from pathlib import Path

from house import TOP, Client, Server, make_demo, run

IMPOSSIBLE = {"a control byte": b"a\x01b", "NUL": b"a\0b", "no UTF-8": b"a\xff\xfeb", "half a character": b"\xc5",
              "over 64 KiB": b"x" * 70_000}
ODD = {
    "300 characters": "ş" * 300, "301 characters": "ş" * 301, "20,001 characters": "ş" * 20_001, "blanks": " \t ",
    "right to left": "abc\u202egnp.exe\u202c \u05e9\u05dc\u05d5\u05dd", "combining": "q" + "\u0323\u0307" * 100,
    "markup": "<script>alert(1)</script>\"'{{x}}{{{x}}}", "a formula": '=HYPERLINK("http://example.com","x")',
    "a path": "../../x", "a large number": "99999999999999999999", "a negative number": "-1", "no date": "2026-02-30",
}
KEPT = {"token"}  # without it nothing else would be looked at
NEVER = re.compile(r"^/(sign-out|account/sign-out-everywhere|account/password|language|account/language)")
DOWNLOAD = re.compile(r"/files/|/file$|/(pdf|html|xlsx)\b")
PAGES_OF_A_KIND = 3


class Page(html.parser.HTMLParser):
    """Links and forms of a page: each form as [action, method, enctype, [(name, value)]]."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.links, self.forms, self.by_id, self.controls, self.inside, self.open = [], [], {}, [], None, None
        self.feed(text)
        for owner, name, value in self.controls:
            form = self.by_id.get(owner) if isinstance(owner, str) else owner
            if form and name:
                form[3].append((name, value))

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        if tag == "a" and (a.get("href") or "").startswith("/"):
            self.links.append(a["href"].split("#")[0])
        if tag == "form":
            self.inside = [a.get("action") or "", a.get("method", "get").lower(), a.get("enctype"), []]
            self.forms.append(self.inside)
            self.by_id[a.get("id")] = self.inside
        control = [a.get("form") or self.inside, a.get("name"), a.get("value") or ""]
        if tag == "input" and a.get("type") not in ("file", "submit"):
            if a.get("type") not in ("checkbox", "radio") or "checked" in a:
                self.controls.append(control)
        elif tag == "button" and a.get("name"):
            self.controls.append(control)
        elif tag in ("textarea", "select"):
            self.open = control
            self.controls.append(control)
        elif tag == "option" and self.open and "selected" in a:
            self.open[2] = a.get("value") or ""

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = None
        if tag in ("textarea", "select"):
            self.open = None

    def handle_data(self, text):
        if self.open and self.lasttag == "textarea":
            self.open[2] += text


def kind_of(address, keep_audit=False):
    """The address without what is special about one record, but for its audit when `keep_audit`."""
    path, _, query = address.partition("?")
    path = re.sub(r"(?<=/)(IA-\d+-\d+)(?=/)", lambda audit: audit[1] if keep_audit else "*", path)
    return re.sub(r"(?<=/)(?!IA-)([A-Z]{1,2}-[\w-]+|[\w.]*\d[\w.-]*)", "*", path) + ("?" if query else "")


class Stage:
    """The demo on a server, and a state of it that can be brought back."""

    def __init__(self, program, data):
        self.program, self.data, self.kept, self.wrong, self.returns = program, data, data.with_name("kept"), [], 0
        self.server = Server(program, data)

    @property
    def port(self):
        return self.server.port

    def end(self):
        """What has come of it must be sound, whatever was sent."""
        if self.server.stop() != 0:
            self.wrong.append("the server did not end well")
        verdict = run(self.program, "verify", "--data", self.data)
        if verdict.returncode:
            self.wrong.append(verdict.stdout + verdict.stderr)

    def keep(self):
        self.end()
        shutil.rmtree(self.kept, ignore_errors=True)
        shutil.copytree(self.data, self.kept)
        self.server = Server(self.program, self.data)

    def bring_back(self):
        self.end()
        self.returns += 1
        shutil.rmtree(self.data)
        shutil.copytree(self.kept, self.data)
        self.server = Server(self.program, self.data)


class Person:
    """Somebody signed in to a Stage or a Server, on one connection that stays."""

    def __init__(self, stage, client, come_in=lambda: None):
        self.stage, self.client, self.come_in, self.connection = stage, client, come_in, None

    def connected(self):
        """To the server there is now."""
        port = self.stage.port
        if not self.connection or self.connection.port != port:
            self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        return self.connection

    def ask(self, method, target, body=b"", kind=None):
        connection, port = self.connected(), self.stage.port
        headers = {"Cookie": self.client.cookie(port), "Accept": "text/html", "Accept-Language": "en",
                   "Origin": f"http://127.0.0.1:{port}"}
        if kind:
            headers["Content-Type"] = kind
        for fresh in (False, True):
            try:
                connection.request(method, target, body or None, headers)
                reply = connection.getresponse()
                content, kind = reply.read(), reply.getheader("Content-Type", "")
                return reply.status, content.decode() if kind.startswith("text/html") else "", kind
            except (http.client.HTTPException, ConnectionError):
                connection.close()  # an idle connection may have ended; a fresh one must not
                if fresh:
                    raise
        return 0, "", ""

    def page(self, address):
        status, text, kind = self.ask("GET", address)
        return Page(text) if status == 200 and kind.startswith("text/html") else None

    def walk(self):
        """Addresses of pages with forms, a few of each kind."""
        seen, kinds, waiting = set(), {}, ["/", "/setup", "/sign-in"]
        while waiting:
            address = waiting.pop(0)
            kind = kind_of(address, keep_audit=True)
            if address in seen or kinds.get(kind, 0) >= PAGES_OF_A_KIND or DOWNLOAD.search(address):
                continue
            seen.add(address)
            kinds[kind] = kinds.get(kind, 0) + 1
            page = self.page(address)
            if page:
                waiting += page.links
                yield address, page


class Wrong:
    """Sends forms back, and keeps what must not be."""

    def __init__(self, data):
        self.data, self.sent, self.told, self.statuses = data, 0, [], {}

    def entries(self):
        """How much was changed by requests: a pack that was asked for is made whenever its job gets to it."""
        db = sqlite3.connect(self.data / "clausebook.db")
        count = db.execute("SELECT count(*) FROM journal_entry WHERE action <> 'pack.made'").fetchone()[0]
        db.close()
        return count

    def send(self, person, action, multipart, fields, what):
        """The status. `fields`: (name, bytes)."""
        if multipart:
            body = b"".join(b'--b\r\nContent-Disposition: form-data; name="' + name.encode() + b'"\r\n\r\n' + value + b"\r\n"
                            for name, value in fields) + b"--b--\r\n"
            kind = "multipart/form-data; boundary=b"
        else:
            body = b"&".join(urllib.parse.quote_plus(n).encode() + b"=" + urllib.parse.quote_plus(v).encode() for n, v in fields)
            kind = "application/x-www-form-urlencoded"
        self.sent += 1
        try:
            status, text, _ = person.ask("POST", action, body, kind)
        except (http.client.HTTPException, OSError) as gone:
            self.told.append(f"{action}: {what}: no answer ({gone})")
            return 0
        self.statuses[status] = self.statuses.get(status, 0) + 1
        if status >= 500:
            self.told.append(f"{action}: {what}: {status}")
        if status >= 400 and ("Incident" in text or "<h1" not in text):
            self.told.append(f"{action}: {what}: {status} without a sentence")
        return status


def spoilt(fields, name, value):
    return [(n, value if n == name else v.encode()) for n, v in fields]


def replaced(value):
    return lambda fields, name: spoilt(fields, name, value.encode())


def left_out(fields, name):
    return [(n, v.encode()) for n, v in fields if n != name]


def doubled(fields, name):
    return [(n, v.encode()) for n, v in fields] + [(name, b"x")]


def same_form(person, address, form):
    """The form as it stands on its page now; None when it is gone."""
    page, names = person.page(address), {n for n, _ in form[3]}
    there = [each for each in page.forms if each[0] == form[0] and each[1] == "post"] if page else []
    return next((each for each in there if {n for n, _ in each[3]} == names), next(iter(there), None))


def form_again(person, address, form):
    """The form on its page, if need be after bringing back the state in which it was found."""
    now = same_form(person, address, form)
    if not now:
        person.stage.bring_back()
        person.come_in()  # the session of then may be over
        now = same_form(person, address, form)
    if not now:
        raise SystemExit(f"{address}: {form[0]} does not come back")
    return now


def try_form(person, wrong, address, form):
    form = form_again(person, address, form)  # what was tried before may have changed what it is based on
    action, multipart = form[0], form[2] == "multipart/form-data"
    before = wrong.entries()
    for name in dict.fromkeys(n for n, _ in form[3]):
        for what, value in IMPOSSIBLE.items():
            status = wrong.send(person, action, multipart, spoilt(form[3], name, value), f"{name}: {what}")
            if not 400 <= status < 500:
                wrong.told.append(f"{action}: {name}: {what}: {status}, not refused")
    if wrong.entries() != before:
        wrong.told.append(f"{action}: something was changed by what was refused")
    for name in dict.fromkeys(n for n, _ in form[3] if n not in KEPT):
        for what, spoil in {**{what: replaced(value) for what, value in ODD.items()}, "not at all": left_out, "twice": doubled}.items():
            fields = spoil(form[3], name)
            if wrong.send(person, action, multipart, fields, f"{name}: {what}") == 303:
                form = form_again(person, address, form)  # it was taken: the next one is based on what stands now


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--program", default=str(TOP / "build" / "dev" / "clausebook"))
    arguments.add_argument("--list", action="store_true", help="name the forms")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="clausebook-fields-") as folder:
        data = Path(folder) / "data"
        names, password = make_demo(options.program, data)
        stage, wrong, known, failed = Stage(options.program, data), Wrong(data), set(), 0
        for role in ["Quality manager", "Administrator", "Lead auditor", "Auditor", "Auditee", None]:
            client = Client()

            def come_in(client=client, name=names.get(role)):
                if name:
                    client.sign_in(stage.port, name, password)

            come_in()
            stage.keep()
            person = Person(stage, client, come_in)
            for address, page in list(person.walk()):
                for form in page.forms:
                    key = (kind_of(form[0] or ""), tuple(sorted({re.sub(r"P-\d+", "*", n) for n, _ in form[3]})))
                    if form[1] != "post" or key in known or NEVER.match(form[0]):
                        continue
                    known.add(key)
                    before, returns = len(wrong.told), stage.returns
                    try_form(person, wrong, address, form)
                    failed += len(wrong.told) > before
                    if options.list:
                        print(f"  {role}: {form[0]} {' '.join(key[1])}: {wrong.statuses}, "
                              f"{stage.returns - returns} times brought back", flush=True)
                    wrong.statuses = {}
        stage.end()
        wrong.told += stage.wrong
        for line in wrong.told[:50]:
            print(line)
        print(f"{len(known)} forms, sent {wrong.sent} times with a field wrong; {len(wrong.told)} things that must not be; "
              f"a form was gone and brought back {stage.returns} times")
        failed = max(failed, bool(wrong.told))
    print(f"{len(known) - failed} passed, {failed} failed")
    sys.exit(1 if failed or len(known) < 35 else 0)


if __name__ == "__main__":
    main()

"""The demo organization on a real server, for the fault tests: started, asked, killed."""

import atexit
import http.client
import json
import os
import re
import signal
import subprocess
import urllib.parse
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent.parent
ENVIRONMENT = {**os.environ, "LC_ALL": "C"}


def run(program, *words):
    """One command, its output as text; its code is the caller's to look at."""
    return subprocess.run([program, *map(str, words)], capture_output=True, text=True, env=ENVIRONMENT, check=False)


def make_demo(program, data):
    """Builds the demo without its report. Gives the sign-in names by role, and their password."""
    told = run(program, "demo", "--no-report", "--data", data)
    if told.returncode:
        raise SystemExit(f"the demo was not built: {told.stderr}")
    names = {role: name for name, role in re.findall(r"^  (\S+)\s+.*, (.+)$", told.stdout, re.M)}
    return names, re.search(r"password (\S+):", told.stdout)[1]


class Server:
    """`clausebook serve` on a free port. `wrap`: words before the command (to change its world)."""

    def __init__(self, program, data, wrap=(), environment=None):
        self.process = subprocess.Popen([*wrap, program, "serve", "--data", str(data), "--port", "0"], text=True,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                        env=environment or ENVIRONMENT)
        atexit.register(self.process.kill)  # whatever becomes of the test; nothing for one that has ended
        self.setup_key = ""  # of a directory that is not set up yet
        for line in self.process.stdout:
            if found := re.search(r"http://127\.0\.0\.1:(\d+)/(?:setup/(\w+))?", line):
                self.port, self.setup_key = int(found[1]), found[2] or ""
            elif "Ctrl" in line:
                return
        raise SystemExit(f"the server did not start: exit code {self.process.wait()}")

    def kill(self):
        """Ends it by SIGKILL. What is wrong: that it had ended by itself."""
        self.process.kill()
        code = self.process.wait()
        self.process.stdout.close()
        return [] if code == -signal.SIGKILL else [f"the server had ended by itself: {code}"]

    def stop(self):
        """Ends it by SIGTERM; its exit code."""
        self.process.terminate()
        code = self.process.wait(timeout=12)
        self.process.stdout.close()
        return code


class Client:
    """One signed-in browser. Sessions are in the database, so they outlive the server."""

    def __init__(self):
        self.session = self.token = ""
        self.own_port = 0  # from which it asked last

    def cookie(self, port):
        """Named by the port (a browser sends cookies to every port of a host), and a server has another each start."""
        return f"clausebook-{port}={self.session}"

    def ask(self, port, method, target, body=b"", headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        own = {"Host": f"127.0.0.1:{port}", "Origin": f"http://127.0.0.1:{port}", "Cookie": self.cookie(port),
               "X-Form-Token": self.token, "Accept": "application/json", "Accept-Language": "en"}
        try:
            connection.request(method, target, body, {**own, **(headers or {})})
            self.own_port = connection.sock.getsockname()[1]
            reply = connection.getresponse()
            return reply, reply.read()
        finally:
            connection.close()

    def form(self, port, method, target, fields, headers=None):
        return self.ask(port, method, target, urllib.parse.urlencode(fields).encode(),
                        {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})})

    def view(self, port, target):
        """A page as JSON; None when it is not there."""
        reply, content = self.ask(port, "GET", target)
        return json.loads(content) if reply.status == 200 else None

    def answer(self, port, audit, question, version, fields, key):
        return self.form(port, "PATCH", f"/audits/{audit}/answers/{question}", fields,
                         {"If-Match": f'"{version}"', "Idempotency-Key": key})

    def upload(self, port, name, content, key):
        return self.ask(port, "PUT", f"/evidence/files?name={name}", content,
                        {"Content-Type": "application/octet-stream", "Idempotency-Key": key})

    def sign_in(self, port, login, password):
        reply, _ = self.form(port, "POST", "/sign-in", {"login": login, "password": password})
        if reply.status != 303:
            raise SystemExit(f"cannot sign in as {login}: {reply.status}")
        self.session = re.search(r"clausebook-\d+=([^;]+)", reply.getheader("Set-Cookie"))[1]
        _, page = self.ask(port, "GET", "/account", headers={"Accept": "text/html"})
        self.token = re.search(rb'name="token" value="([0-9a-f]+)"', page)[1].decode()

"""Requests that are wrong or odd in every part: what malformed.py sends.

Each is made from a seed and a number alone, so the one that broke something can be sent again.
"""

import random
import urllib.parse

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
MARK = "<qq"  # begins an element that no page of ours has
FORGED = "X-Forged"  # a header that no reply of ours has

ODD_METHODS = ["get", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "", " ", "G\0T", "GE T", "\r\n\r\nGET", "P" * 300, "GÉT", "POST\t", "PRI",
               "\x16\x03\x01\x02"]
VERSIONS = ["HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/9.9", "http/1.1", "HTTP/1.1 ", "HTTP/1.10", "HTTP/1,1", "HTTP", "", "FTP/1.1", "HTTP/1.\0"]
ODD_TARGETS = ["*", "", "//", "//evil.example/x", "http://evil.example/", "http://{host}/audits", "/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd",
               "/assets/../../etc/passwd", "/assets/%2e%2e%2fapp.css", "/%", "/%zz", "/%00", "/a%0d%0aX-Forged:%20yes", "/\\..\\x", "/#x", "/?", "?",
               "/audits/" + "9" * 400, "/" + "a/" * 300, "/" + "x" * 9000, "/%c3%28", "/%f0%9f%92%a9", "/ü", "/a b", "/.json", "/audits.json.json",
               "/evidence.xlsx?" + "&".join(f"f{i}=1" for i in range(300)), "/sign-in?next=//evil.example", "/sign-in?next=/%0d%0aX-Forged:yes",
               "/sign-in?next=javascript:alert(1)", "/;x=1", "/audits;x", "/%2faudits", "/audits%2f", "/./audits", "/audits/./", "/audits//", "/%61udits"]
ODD_SEGMENTS = ["0", "-1", "1", "99999999999999999999", "IA-2026-99", "IA-2026-01-00", "EV-0000", "EV-00001", "1e9", "0x10", "NaN", "%00", "%0a", "..%2f",
                "..", "%e2%80%ae", "a" * 500, "%ff", "'", "%27%20OR%201=1--", "{{x}}", "%7b%7bx%7d%7d", MARK + ">", "%3Cqq%3E", "tr", "html", "7.4-Q2",
                "7.4", "A.1", "P-0001", "null", "%20", "+", "ş", "%c5%9f", "~", "*"]
ODD_VALUES = ["", " ", "0", "-1", "1e99", "9" * 30, "2026-02-30", "2026-13-01", "0000-00-00", "9999-12-31", "C", "NC", "MAJOR", "true", "\t", "a\nb",
              "a\r\nX-Forged: yes", "\0", "\x01", "\x7f", MARK + " onload=alert(1)>", "{{x}}{{{x}}}{{#x}}{{/x}}", "=HYPERLINK(\"x\")", "../../x", "CON",
              "ş" * 301, "x" * 21_000, "x" * 70_000, "\u202egnp.exe", "q" + "\u0323" * 200, "%", "%s%n", "${jndi:x}", "'; DROP TABLE audit; --",
              "EV-0001", "IA-2026-01", "/audits", "//evil.example", "javascript:alert(1)", "tr", "en", "xx", "a@b", "12:60", "24:00", "-0", "١٢"]
ODD_LINES = [b"X", b": x", b"X : y", b" folded", b"X-A: a\r\n b", b"X-B: \0", b"X-C: \x01\x02", b"X-D: \xff\xfe", b"X\xe9: y", b"X-E: " + b"x" * 40_000,
             b"X" * 3000 + b": y", b"X-F: =?utf-8?q?a=0D=0AX-Forged:_yes?=", b"X-G:y\nX-H: z", b"X-I: y\rX-J: z", b"\tX: y", b"X(): y", b"", b":",
             b"Content-Length : 5", b"Transfer-Encoding\x0b: chunked", b"X-HTTP-Method-Override: DELETE", b"X-Forwarded-For: 10.0.0.1",
             b"X-Forwarded-Host: evil.example", b"Forwarded: for=x;host=evil.example", b"Upgrade: h2c", b"Range: bytes=0-0,-1,5-", b"Range: bytes=9-1",
             b"If-None-Match: *", b"If-None-Match: \"" + b"a\",\"" * 500, b"If-Modified-Since: yesterday", b"Accept-Encoding: gzip, *;q=0",
             b"Content-Encoding: gzip", b"TE: trailers", b"Expect: 100-continue", b"Expect: 200-maybe", b"Connection: close, Host, Cookie",
             b"Connection: keep-alive", b"Proxy-Connection: x", b"Accept-Language: " + b"tr," * 300, b"Accept-Language: \xff", b"Trailer: Host"]
HOSTS = ["localhost:{port}", "[::1]:{port}", "LOCALHOST:{port}", "127.0.0.1", "127.0.0.1:1", "evil.example", "evil.example:{port}", "", "127.0.0.1:{port} ",
         "127.0.0.1:{port}, evil.example", "user@127.0.0.1:{port}", "127.0.0.1.evil.example:{port}", "127.1:{port}", "0x7f.1:{port}", "a.localhost:{port}",
         ".localhost:{port}", "127.0.0.1:{port}/x", "[::1", "::1", "127.0.0.1:99999999", "127.0.0.1:{port}\0", "x" * 5000]
ORIGINS = ["null", "http://evil.example", "https://127.0.0.1:{port}", "http://127.0.0.1", "http://127.0.0.1:{port}.evil.example", "", "*",
           "http://127.0.0.1:{port} http://evil.example", "HTTP://127.0.0.1:{port}", "http://localhost:{port}", "file://"]
LENGTHS = ["0", "-1", "+{n}", "{n}, {n}", "{n} ", "0x{n}", "{more}", "{less}", "", "99999999999999999999", "9223372036854775807", "1e3", "{n};", "٣", "0{n}",
           "{n}.0"]
ENCODINGS = ["chunked", "identity", "chunked, identity", "xchunked", "gzip, chunked", " chunked", "chunked\x0b", "CHUNKED", "", "chunked;q=1"]
TYPES = ["application/json", "text/plain", "text/xml", "", "application/x-www-form-urlencoded; charset=utf-16", "multipart/form-data", "multipart/form-data; boundary=",
         "multipart/form-data; boundary=\"", "multipart/form-data; boundary=a; boundary=b", "multipart/mixed; boundary=b", "MULTIPART/FORM-DATA; BOUNDARY=b",
         "multipart/form-data; boundary=" + "b" * 71, "multipart/form-data; boundary=\"b b\"", "application/octet-stream", "application/x-www-form-urlencoded;;;",
         "multipart/form-data; boundary=b\\", ";"]
PART_HEADS = ['Content-Disposition: form-data; name="{name}"', "Content-Disposition: form-data", 'Content-Disposition: form-data; name="a"; name="b"',
              'Content-Disposition: form-data; name="{name}', 'Content-Disposition: attachment; name="{name}"', 'content-disposition:form-data;name={name}',
              'Content-Disposition: form-data; name="{name}"; filename="../../x"', 'Content-Disposition: form-data; name="files"; filename="CON"',
              'Content-Disposition: form-data; name="files"; filename="a\\"b%22.pdf"\r\nContent-Type: application/pdf',
              'Content-Disposition: form-data; name="files"; filename="<qq>.html"\r\nContent-Type: text/html', "no colon", "",
              'Content-Disposition: form-data; name="files"; filename*=utf-8\'\'%00', "X: " + "x" * 9000, 'Content-Disposition: form-data; name="\0"',
              'Content-Disposition: form-data; name="{name}"\r\n folded: x', 'Content-Disposition: form-data; =; name="{name}"']
BOUNDARY_SLIPS = [b"--b", b"--b--", b"\r\n--", b"\n--b\n", b"--b-", b"\r\n--bb\r\n", b"\r\n--b\r", b"--B\r\n"]


class Asked:
    """What the grammar knows of the server: its port, its table of pages, addresses and forms that are real, and the
    people who ask, each a list of header lines."""

    def __init__(self, port, routes, addresses, forms, people):
        self.port, self.routes, self.addresses, self.forms, self.people = port, routes, addresses, forms, people


class Request:
    """One request, made of parts that are mostly right: `slips` of them are not."""

    def __init__(self, asked, seed, number):
        self.asked, self.rng = asked, random.Random(f"{seed}:{number}")
        self.slips = self.rng.choice([0, 0, 1, 1, 1, 2, 3, 6])

    def slip(self, chance=0.15):
        """Whether this part is one of those that are wrong."""
        if self.slips and self.rng.random() < chance:
            self.slips -= 1
            return True
        return False

    def fill(self, text):
        return text.replace("{port}", str(self.asked.port)).replace("{host}", f"127.0.0.1:{self.asked.port}")

    def target(self, pattern):
        parts, rng = [], self.rng
        for part in pattern.split("/")[1:]:
            if not part.startswith("{"):
                parts.append(part)
            elif self.slip(0.3):
                parts.append(rng.choice(ODD_SEGMENTS))
            else:
                known = self.asked.addresses.get(part.strip("{}*"))
                parts.append(rng.choice(known or ODD_SEGMENTS))
        path = "/" + "/".join(parts)
        if rng.random() < 0.1:
            path += ".json"
        if rng.random() < 0.3:
            pairs = [(rng.choice(["q", "page", "after", "audit", "state", "from", "to", "sort", "next", "lang", "clause", "at", "tag", "name"]),
                      self.value()) for _ in range(rng.randint(1, 4))]
            path += "?" + (urllib.parse.urlencode(pairs) if rng.random() < 0.7 else "&".join(f"{a}={b}" for a, b in pairs))
        return path

    def value(self):
        return self.rng.choice(ODD_VALUES)

    def form(self, pattern):
        """Fields of a real form of that address, some of them wrong."""
        fields = list(self.rng.choice(self.asked.forms.get(pattern) or [[("name", "x"), ("version", "1"), ("reason", "x")]]))
        for at in range(len(fields)):
            if self.slip(0.4):
                fields[at] = (fields[at][0], self.value())
        if fields and self.slip(0.1):
            fields.pop(self.rng.randrange(len(fields)))
        if fields and self.slip(0.1):
            fields.append(self.rng.choice(fields))
        if self.slip(0.1):
            fields.append((self.value(), self.value()))
        return fields

    def body(self, pattern):
        """(content type, bytes)."""
        rng, fields = self.rng, self.form(pattern)
        kind = rng.choice(["form"] * 5 + ["multipart"] * 4 + ["json", "chunks", "noise", "empty"])
        if kind == "form":
            text = urllib.parse.urlencode(fields, errors="surrogatepass")
            if self.slip():
                text = rng.choice(["%", "&&&===", "a=%zz", "=", "a" * 70_000 + "=b", "&".join("a=1" for _ in range(3000)), "a=%ff%fe", "a=%00",
                                   text.replace("=", "%3d"), text[: len(text) // 2] + "%", text.replace("&", ";")])
            return "application/x-www-form-urlencoded", text.encode("utf-8", "replace")
        if kind == "multipart":
            return "multipart/form-data; boundary=b", self.multipart(fields)
        if kind == "json":
            return "application/json", rng.choice([b"{}", b"[" * 50_000, b'{"token":1}', b"nul", b"{\"a\":\"\\ud800\"}", b"\xff"])
        if kind == "chunks":
            return "application/x-www-form-urlencoded", rng.choice(
                [b"5\r\na=b&c\r\n0\r\n\r\n", b"ffffffffffffffff\r\nx", b"-1\r\n", b"5;x=y\r\nhello\r\n0\r\nX-Forged: yes\r\n\r\n", b"0\r\n\r\nGET / HTTP/1.1\r\n\r\n",
                 b"5\nhello\n0\n\n", b"0x5\r\nhello\r\n", b"\r\n0\r\n\r\n"])
        if kind == "noise":
            return rng.choice(["application/octet-stream", "multipart/form-data; boundary=b"]), rng.randbytes(rng.choice([1, 100, 5000, 200_000]))
        return "application/x-www-form-urlencoded", b""

    def multipart(self, fields):
        rng, parts = self.rng, []
        for name, value in fields + [("files", "content\n--")] * rng.randint(0, 2):
            head = rng.choice(PART_HEADS) if self.slip(0.3) else PART_HEADS[0] if name != "files" else PART_HEADS[8]
            parts.append(head.replace("{name}", name.replace('"', "%22")).encode("utf-8", "replace") + b"\r\n\r\n" + value.encode("utf-8", "replace"))
        if self.slip(0.05):
            parts *= 500
        body = b"--b\r\n" + b"\r\n--b\r\n".join(parts) + b"\r\n--b--\r\n"
        if self.slip():
            at = rng.randrange(len(body))
            body = rng.choice([body[:at], body[:at] + rng.choice(BOUNDARY_SLIPS) + body[at:], body + body, b"\r\n" + body, body.replace(b"\r\n", b"\n"),
                               body[:at] + rng.randbytes(50) + body[at + 50:], b"preamble\r\n" + body, body[:-4]])
        return body

    def length_lines(self, method, size):
        if method in ("GET", "HEAD", "DELETE") and not size and not self.slip(0.05):
            return []
        lines = [f"Content-Length: {size}"]
        if self.slip():
            odd = self.rng.choice(LENGTHS).replace("{n}", str(size)).replace("{more}", str(size + self.rng.randint(1, 500))).replace("{less}", str(max(0, size - 3)))
            lines = self.rng.choice([[], [f"Content-Length: {odd}"], lines + [f"Content-Length: {odd}"], lines * 2])
        if self.slip(0.1):
            lines.insert(self.rng.randint(0, len(lines)), "Transfer-Encoding: " + self.rng.choice(ENCODINGS))
        return lines

    def headers(self, method, kind, size):
        rng, own = self.rng, f"127.0.0.1:{self.asked.port}"
        lines = [f"Host: {self.fill(rng.choice(HOSTS)) if self.slip(0.1) else own}"]
        if self.slip(0.04):
            lines = rng.choice([[], lines * 2, lines + ["Host: evil.example"]])
        if method not in ("GET", "HEAD"):
            lines.append(f"Origin: {self.fill(rng.choice(ORIGINS)) if self.slip(0.06) else 'http://' + own}")
        if rng.random() < 0.2:
            lines.append("Sec-Fetch-Site: " + rng.choice(["same-origin", "cross-site", "none", "same-site", "same-origin", "x"]))
        lines += rng.choice(self.asked.people)
        if self.slip(0.05):
            lines.append("Cookie: " + rng.choice(["=", ";;;", "a", "language=xx", "language=tr", f"clausebook-{self.asked.port}=" + "0" * 64,
                                                  f"clausebook-{self.asked.port}=", "a=\"b;c\"", "x" * 5000, "\xff=\xfe", "clausebook=x; " * 300]))
        if rng.random() < 0.3:
            lines.append("Accept: " + rng.choice(["application/json", "text/html", "*/*", "application/json;q=0", "", "x" * 3000, "application/jsonx"]))
        if rng.random() < 0.3:
            lines.append("If-Match: " + rng.choice(['"1"', '"0"', "*", '"-1"', "1", '"99999999999999999999"', '"1", "2"', 'W/"1"', '"', "", '"1e1"']))
        if rng.random() < 0.2:
            lines.append("Idempotency-Key: " + rng.choice(["a", "b", "", "x" * 5000, "\x01", "ş", str(rng.random())]))
        if rng.random() < 0.2:
            lines.append("Accept-Language: " + rng.choice(["tr", "en", "tr-TR,tr;q=0.9,en;q=0.8", "*", "xx", ""]))
        if kind:
            lines.append("Content-Type: " + (rng.choice(TYPES) if self.slip(0.1) else kind))
        lines += self.length_lines(method, size)
        rng.shuffle(lines)
        made = [line.encode("utf-8", "replace") for line in lines]
        while self.slip(0.25):
            made.insert(rng.randint(0, len(made)), rng.choice(ODD_LINES))
        if self.slip(0.02):
            made += [b"X-%d: y" % i for i in range(rng.choice([98, 101, 3000]))]
        return made

    def bytes(self):
        rng = self.rng
        method, pattern = rng.choice(self.asked.routes)
        target = rng.choice(ODD_TARGETS) if self.slip(0.1) else self.target(pattern)
        kind, body = "", b""
        if method in ("POST", "PUT", "PATCH") or self.slip(0.03):
            kind, body = self.body(pattern)
        if self.slip(0.06):
            method = rng.choice(METHODS + ODD_METHODS)
        version = rng.choice(VERSIONS) if self.slip(0.05) else "HTTP/1.1"
        end = rng.choice([b"\n", b"\r", b"\r\r\n", b"\r\n "]) if self.slip(0.03) else b"\r\n"
        first = f"{method} {self.fill(target)} {version}".encode("utf-8", "replace")
        whole = end.join([first, *self.headers(method, kind, len(body))]) + end + end + body
        if self.slip(0.06):
            whole += rng.choice([b"\r\n", b"GET / HTTP/1.1\r\n", b"\0" * 100, whole, rng.randbytes(300), b"GET /about HTTP/1.1\r\nHost: evil.example\r\n\r\n"])
        if self.slip(0.06):
            at = rng.randrange(len(whole))
            whole = rng.choice([whole[:at], whole[:at] + rng.randbytes(rng.randint(1, 8)) + whole[at + 3:], rng.randbytes(20) + whole, b"\r\n" * 3 + whole])
        return whole

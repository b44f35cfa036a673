"""The ways in which tests/faults/packs.py changes an evidence pack.

Each way gives the changed bytes and, for what was changed, the names of which one must be said: of the entry whose bytes,
header or line in the directory differ, or of the end.
"""
# Longer than 400 lines: the ways to change a pack are one list.

import functools
import hashlib
import io
import random
import shutil
import subprocess
import tempfile
import types
import zipfile
import zlib
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
SOURCE = (TOP / "src/packs/verify.py").read_text(encoding="utf-8")
MOMENT = "2026-11-22T08:30:15.250000Z"
END = "(the end)"  # the name of what belongs to no entry
ALL = "(all)"


def module(source):
    """verify.py from its text; signatures are computed once for the same bytes, which changes nothing but the time."""
    made = types.ModuleType("verify")
    exec(compile(source, "verify.py", "exec"), made.__dict__)
    made.ed25519_verify = functools.lru_cache(maxsize=None)(made.ed25519_verify)
    return made


VERIFY = module(SOURCE)


# --- signing, for packs of the harness alone ---


class Key:
    def __init__(self, number):
        digest = hashlib.sha512(bytes([number]) * 32).digest()
        self.prefix = digest[32:]
        self.secret = int.from_bytes(digest[:32], "little") & ((1 << 254) - 8) | 1 << 254
        self.public = self.packed(VERIFY.point_times(self.secret, VERIFY.BASE))
        self.fingerprint = VERIFY.fingerprint_of(self.public)

    @staticmethod
    def packed(point):
        inverse = pow(point[2], VERIFY.P - 2, VERIFY.P)
        x, y = point[0] * inverse % VERIFY.P, point[1] * inverse % VERIFY.P
        return (y | (x & 1) << 255).to_bytes(32, "little")

    @functools.lru_cache(maxsize=None)
    def sign(self, message):
        r = int.from_bytes(hashlib.sha512(self.prefix + message).digest(), "little") % VERIFY.ORDER
        first = self.packed(VERIFY.point_times(r, VERIFY.BASE))
        k = int.from_bytes(hashlib.sha512(first + self.public + message).digest(), "little") % VERIFY.ORDER
        return first + ((r + k * self.secret) % VERIFY.ORDER).to_bytes(32, "little")


# --- packs, taken apart and put together again ---


class Item:
    """An entry with its content; `packed` are its bytes in the zip."""

    def __init__(self, name, content, method, packed=None):
        self.name, self.content, self.method = name, content, method
        if packed is None:
            packer = zlib.compressobj(-1, zlib.DEFLATED, -15)
            packed = packer.compress(content) + packer.flush() if method == 8 else content
        self.packed = packed
        self.fields = {}  # of both headers, changed
        self.local, self.central = {}, {}  # of one of them
        self.gap = b""  # before it

    def copy(self):
        other = Item(self.name, self.content, self.method, self.packed)
        other.fields, other.local, other.central = dict(self.fields), dict(self.local), dict(self.central)
        other.gap = self.gap
        return other


def entry_of(item, at, changes):
    entry = VERIFY.Entry()
    entry.name, entry.size, entry.packed_size = item.name, len(item.content), len(item.packed)
    entry.crc, entry.offset, entry.method = zlib.crc32(item.content), at, item.method
    entry.flags = 0
    entry.time, entry.date = VERIFY.zip_time(MOMENT)
    for name, value in {**item.fields, **changes}.items():
        setattr(entry, name, value)
    return entry


def put_together(items, directory_order=None, hidden=(), time=MOMENT):
    """The zip file of the items, written as Clausebook writes; `hidden` are not in its directory."""
    out, entries = b"", []
    for item in items:
        out += item.gap
        at = len(out)
        out += entry_of(item, at, item.local).local_header() + item.packed
        if item not in hidden:
            entries.append(entry_of(item, at, item.central))
    if directory_order:
        entries = [entries[i] for i in directory_order]
    directory = b"".join(entry.central_header() for entry in entries)
    return out + directory + VERIFY.end_records(len(entries), len(out), len(directory))


def manifest_of(files, key, number=42):
    listed = []
    for item in sorted(files, key=lambda each: each.name):
        row = {"path": item.name, "sha256": hashlib.sha256(item.content).hexdigest(), "size": len(item.content)}
        if item.method == 8:
            row["packed_sha256"] = hashlib.sha256(item.packed).hexdigest()
        if item.name.startswith("evidence/"):
            row["source"] = "EV-0001/1/1"
        listed.append(row)
    return {"about": {"audit": "IA-2026-01", "language": "tr", "organization": "Şirket"}, "files": listed,
            "format": VERIFY.FORMAT, "generated_at": MOMENT, "journal": {"hash": "a" * 64, "number": number},
            "key": {"fingerprint": key.fingerprint, "public": key.public.hex()}}


def own_items(manifest, key, signature=None):
    text = VERIFY.canonical(manifest).encode("utf-8")
    signature = (key.sign(text).hex() if signature is None else signature).encode("ascii") + b"\n"
    return [Item("manifest.json", text, 0), Item("manifest.sig", signature, 0),
            Item("SHA256SUMS", VERIFY.checksums(manifest, text, signature), 0)]


def small_pack(key):
    """The items of a small pack with everything a pack may have: stored, deflated, empty, nested, doubled content."""
    rows = "".join("%d;complaint received\n" % (i * 7919 % 10007) for i in range(60)).encode()
    noise = random.Random(7).randbytes(500)
    files = [Item("IA-2026-01_kanit-paketi_e42_tr.xlsx", b"PK\x03\x04" + noise, 0), Item("index.html", b"<p>" + rows, 8),
             Item("evidence/7.4/EV-0001_log.csv", rows, 8), Item("evidence/7.4/EV-0002_empty.txt", b"", 8),
             Item("evidence/8.1/EV-0003_photo.png", b"\x89PNG" + noise[::-1], 0), Item("evidence/8.1/EV-0004_photo.png", noise, 0),
             Item("report/report.pdf", b"%PDF" + noise[:99], 0), Item("verify.py", SOURCE.encode()[:3000], 8)]
    files.sort(key=lambda each: each.name)
    return files + own_items(manifest_of(files, key), key)


def taken_apart(path):
    with open(path, "rb") as file:
        archive = VERIFY.Archive(file)
        listed = archive.list_directory(*archive.find_directory())
        items = []
        for entry in listed:
            packed = archive.at(entry.offset + len(entry.local_header()), entry.packed_size)
            content = zlib.decompress(packed, -15) if entry.method == 8 else packed
            items.append(Item(entry.name, content, entry.method, packed))
    return items


# --- the changes: each gives the bytes and, for what was changed, the names of which one must be said ---


class Changes:
    def __init__(self, items, key, other, rng):
        self.items, self.key, self.other, self.rng = items, key, other, rng
        self.good = put_together(items)
        self.turn = 0  # the next kind where each kind must come
        self.places, at = [], 0  # (end, name) of every part of the file
        for item in items:
            at += len(entry_of(item, 0, {}).local_header()) + len(item.packed)
            self.places.append((at, item.name))
        for item in items:
            at += len(entry_of(item, 0, {}).central_header())
            self.places.append((at, item.name))
        self.places.append((at + 22, END))
        assert at + 22 == len(self.good)

    def name_at(self, offset):
        for end, name in self.places:
            if offset < end:
                return name
        return END

    def names(self, bad, first, last):
        """The parts that a change of those bytes touches; equal bytes may move where it is seen to begin."""
        differs = next((i for i, (a, b) in enumerate(zip(self.good, bad)) if a != b), min(len(self.good), len(bad)))
        return {self.name_at(at) for at in (first - 1, first, last, differs)}

    def flipped_bit(self):
        at = self.rng.randrange(len(self.good))
        bad = bytearray(self.good)
        bad[at] ^= 1 << self.rng.randrange(8)
        return bytes(bad), [{self.name_at(at)}]

    def changed_bytes(self):
        at = self.rng.randrange(len(self.good) - 4)
        count = self.rng.randrange(1, 5)
        new = self.rng.randbytes(count)
        bad = self.good[:at] + new + self.good[at + count:]
        changed = [i for i in range(count) if self.good[at + i] != new[i]]
        return bad, [{self.name_at(at + i)} for i in changed]

    def header_bit(self):
        """A bit of a header or of the directory, which random places in large files seldom meet."""
        spots = [self.good.index(b"PK\x03\x04" + entry_of(i, 0, {}).local_header()[4:]) for i in self.items]
        spots += [self.places[len(self.items) - 1][0]] * len(spots)
        start = self.rng.choice(spots)
        at = start + self.rng.randrange(46 if start in spots[:len(self.items)] else len(self.good) - start)
        bad = bytearray(self.good)
        bad[at] ^= 1 << self.rng.randrange(8)
        return bytes(bad), [{self.name_at(at)}]

    def inserted(self):
        at = self.rng.randrange(1, len(self.good))
        bad = self.good[:at] + self.rng.randbytes(self.rng.randrange(1, 9)) + self.good[at:]
        return bad, [self.names(bad, at, at)]

    def taken_out(self):
        at = self.rng.randrange(len(self.good) - 9)
        count = self.rng.randrange(1, 9)
        bad = self.good[:at] + self.good[at + count:]
        return bad, [self.names(bad, at, at + count)]

    def truncated(self):
        length = self.rng.randrange(len(self.good))
        return self.good[:length], [{self.name_at(length), self.name_at(length - 1), END}]

    def repeated_piece(self):
        at = self.rng.randrange(len(self.good) - 50)
        count = self.rng.randrange(1, 50)
        bad = self.good[:at + count] + self.good[at:]
        return bad, [self.names(bad, at, at + count)]

    def copies(self):
        return [item.copy() for item in self.items]

    def removed(self):
        items = self.copies()
        gone = items.pop(self.rng.randrange(len(items)))
        return put_together(items), [{gone.name}]

    def cut_out(self):
        """An entry's bytes cut out of the file, the directory as it was."""
        place = self.rng.randrange(len(self.items))
        begin = self.places[place - 1][0] if place else 0
        return self.good[:begin] + self.good[self.places[place][0]:], [{self.items[place].name}]

    def doubled(self):
        items = self.copies()
        twin = self.rng.choice(items).copy()
        if self.rng.random() < 0.5:
            twin.content = twin.packed = b"another"
            twin.method = 0
        items.insert(self.rng.randrange(len(items) + 1), twin)
        return put_together(items), [{twin.name}]

    def added(self):
        items = self.copies()
        name = self.rng.choice(["evidence/7.4/new.pdf", "extra.txt", "../evil", "/etc/passwd", "CON", "a b.txt", "EVIDENCE/x.txt",
                                "evidence/7.4/..", "x\x01y", "c:\\x", "index.HTML", "zzz.txt", "a.", ".hidden", "a--b", "a.-b",
                                "a" * 101, "com1.txt", "\xe7.txt", "manifest.json2"])
        items.insert(self.rng.randrange(len(items) + 1), Item(name, self.rng.randbytes(9), 0))
        return put_together(items), [{VERIFY.shown(name)}]

    def renamed(self):
        items = self.copies()
        item = self.rng.choice(items)
        old = item.name
        item.name = old.replace("e", "f", 1) if self.rng.random() < 0.5 else "renamed.txt"
        if old == "manifest.json":  # what is not in it cannot be known
            return put_together(items), [{old}]
        return put_together(items), [{old}, {item.name}]

    def reordered(self):
        items = self.copies()
        a, b = sorted(self.rng.sample(range(len(items)), 2))
        items[a], items[b] = items[b], items[a]
        return put_together(items), [{items[a].name, items[b].name}]

    def directory_reordered(self):
        order = list(range(len(self.items)))
        a, b = sorted(self.rng.sample(order, 2))
        order[a], order[b] = order[b], order[a]
        return put_together(self.items, order), [{self.items[a].name, self.items[b].name}]

    def changed_content(self):
        """Another content, its headers as they must be for it."""
        items = self.copies()
        place = self.rng.randrange(len(items) - 3)
        items[place] = Item(items[place].name, items[place].content + b"x", items[place].method)
        return put_together(items), [{items[place].name}]

    def swapped_contents(self):
        items = self.copies()
        a, b = self.rng.sample(range(len(items) - 3), 2)
        items[a], items[b] = (Item(items[a].name, items[b].content, items[a].method),
                              Item(items[b].name, items[a].content, items[b].method))
        return put_together(items), [{items[a].name}, {items[b].name}]

    def changed_with_checksums(self):
        """A content changed together with SHA256SUMS, the manifest left."""
        items = self.copies()
        place = self.rng.randrange(len(items) - 3)
        changed = items[place] = Item(items[place].name, items[place].content + b"x", items[place].method)
        old = hashlib.sha256(self.items[place].content).hexdigest().encode()
        new = hashlib.sha256(changed.content).hexdigest().encode()
        items[-1] = Item("SHA256SUMS", items[-1].content.replace(old, new), 0)
        return put_together(items), [{changed.name}, {"SHA256SUMS"}]

    def rebuilt(self):
        """A content changed with manifest and checksums to match; only the signature cannot be made."""
        items = self.copies()[:-3]
        place = self.rng.randrange(len(items))
        items[place] = Item(items[place].name, items[place].content + b"x", items[place].method)
        manifest = manifest_of(items, self.key)
        return put_together(items + own_items(manifest, self.key, self.items[-2].content[:-1].decode())), [{"manifest.sig"}]

    def signed_by_another(self):
        """Everything made anew, signed by somebody else's key: only the expected fingerprint tells."""
        items = self.copies()[:-3]
        place = self.rng.randrange(len(items))
        items[place] = Item(items[place].name, items[place].content + self.rng.randbytes(2), items[place].method)
        return put_together(items + own_items(manifest_of(items, self.other), self.other)), [{"(the key)"}]

    def other_fingerprint(self):
        """Signed by somebody else, who writes our fingerprint beside his key."""
        items = self.copies()[:-3]
        manifest = manifest_of(items, self.other)
        manifest["key"]["fingerprint"] = self.key.fingerprint
        return put_together(items + own_items(manifest, self.other)), [{"manifest.sig"}]

    def unsigned(self):
        """Made anew without a key and without a signature, as a backup is."""
        items = self.copies()[:-3]
        manifest = manifest_of(items, self.key)
        del manifest["key"]
        text = VERIFY.canonical(manifest).encode("utf-8")
        own = [Item("manifest.json", text, 0)]
        if self.rng.random() < 0.5:
            own.append(Item("manifest.sig", self.items[-2].content, 0))
        return put_together(items + own + [Item("SHA256SUMS", VERIFY.checksums(manifest, text, b""), 0)]), [
            {"manifest.json"}]

    def swapped_signature(self):
        """The signature of another pack by the same key."""
        items = self.copies()[:-3]
        text = VERIFY.canonical(manifest_of(items, self.key, 43 + self.rng.randrange(5))).encode()
        return put_together(items + own_items(manifest_of(items, self.key), self.key, self.key.sign(text).hex())), [
            {"manifest.sig"}]

    def broken_signature(self):
        """Signatures that are not this one: another number, s beyond the order, upper case, points of small order."""
        good = bytes.fromhex(self.items[-2].content[:-1].decode())
        s = int.from_bytes(good[32:], "little")
        self.turn += 1
        text = [(bytes([good[0] ^ 1 << self.rng.randrange(8)]) + good[1:]).hex(),
                (good[:32] + (s + VERIFY.ORDER).to_bytes(32, "little")).hex(), good.hex().upper(), good.hex()[:-2],
                ("01" + "00" * 31) + "00" * 32, (good[:63] + bytes([good[63] ^ 1 << self.rng.randrange(8)])).hex()][self.turn % 6]
        items = self.copies()[:-3]
        return put_together(items + own_items(manifest_of(items, self.key), self.key, text)), [{"manifest.sig"}]

    def other_manifest(self):
        """A manifest that says the same with other bytes, or something else, signed anew by nobody."""
        items = self.copies()
        text = items[-3].content
        self.turn += 1
        others = [
            text + b"\n", b" " + text, text.replace(b'"about"', b'"\\u0061bout"'), text.replace(b":42}", b":42.0}"),
            text.replace(b":42}", b":43}"), text.replace(b"IA-2026-01", b"IA-2026-02"), text.replace(b"2026-11-22T", b"2026-13-22T"),
            text.replace("Ş".encode(), b"\xc5x"), text.replace(b'"files"', b'"Files"'), text[:-1], b"{}", b"", b"null",
            text.replace(b'"size":', b'"size":0'), text.replace(b"{", b'{"x":1,', 1)]
        items[-3].content = items[-3].packed = others[self.turn % len(others)]
        return put_together(items), [{"manifest.json", "manifest.sig"}]

    def changed_field(self):
        """A field of one header or of both, the other bytes as they must be."""
        items = self.copies()
        item = self.rng.choice(items)
        where = self.rng.choice([item.fields, item.local, item.central])
        name = self.rng.choice(["time", "date", "crc", "size", "packed_size", "method"])
        old = getattr(entry_of(item, 0, {}), name)
        where[name] = {"method": 8 - old if old in (0, 8) else 0}.get(name, old ^ 1 << self.rng.randrange(15))
        return put_together(items), [{item.name}]

    def other_time(self):
        """One other time for all."""
        items = self.copies()
        for item in items:
            item.fields["time"] = entry_of(item, 0, {}).time + 1
        return put_together(items), [{ALL}]

    def other_record(self):
        """Bytes of one record that hold no content: versions, flags, attributes, disk numbers."""
        place = self.rng.randrange(len(self.items))
        name = self.items[place].name
        if self.rng.random() < 0.4:
            at = (self.places[place - 1][0] if place else 0) + self.rng.choice([4, 5, 6, 7])
        else:
            at = self.places[len(self.items) + place - 1][0] + self.rng.choice([4, 5, 6, 7, 8, 34, 36, 38, 39, 40, 41])
        bad = bytearray(self.good)
        bad[at] ^= 1 << self.rng.randrange(8)
        return bytes(bad), [{name}]

    def gap(self):
        """Bytes between entries that no header names, the offsets moved to fit."""
        items = self.copies()
        item = self.rng.choice(items)
        item.gap = self.rng.randbytes(self.rng.randrange(1, 30))
        return put_together(items), [{item.name}]

    def hidden(self):
        """An entry that stands in the file but not in its directory."""
        items = self.copies()
        hidden = Item("hidden.txt", b"hidden", 0)
        place = self.rng.randrange(len(items) - 1)
        items.insert(place, hidden)
        return put_together(items, hidden=(hidden,)), [{items[place + 1].name}]

    def comment(self):
        text = self.rng.choice([b"x", b"checked", self.rng.randbytes(40)])
        return self.good[:-2] + len(text).to_bytes(2, "little") + text, [{END}]

    def appended(self):
        return self.good + self.rng.choice([b"\0", b"x", b"PK", self.good, self.rng.randbytes(100), self.good[-22:]]), [
            {END} | {self.items[0].name}]

    def prepended(self):
        return self.rng.choice([b"\0", b"#!/bin/sh\n", self.rng.randbytes(100), self.good[:40]]) + self.good, [
            {END, self.items[0].name}]

    def entry_comment(self):
        place = self.rng.randrange(len(self.items))
        at = self.places[len(self.items) + place - 1][0]
        end = self.places[len(self.items) + place][0]
        bad = self.good[:at + 32] + b"\2\0" + self.good[at + 34:end] + b"hi" + self.good[end:-22]
        size = len(self.good) - 22 - self.places[len(self.items) - 1][0] + 2
        return bad + self.good[-22:-10] + size.to_bytes(4, "little") + self.good[-6:], [{self.items[place].name}]

    def zip64(self):
        """The records for very large packs, where there is no need of them."""
        directory = self.places[len(self.items) - 1][0]
        size, count = len(self.good) - 22 - directory, len(self.items)
        out = b"PK\x06\x06" + VERIFY.struct.pack("<QHHIIQQQQ", 44, 3 << 8 | 45, 45, 0, 0, count, count, size, directory)
        out += b"PK\x06\x07" + VERIFY.struct.pack("<IQI", 0, directory + size, 1)
        full = self.rng.choice([(0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF), (count, 0xFFFFFFFF, directory), (0xFFFF, size, directory)])
        out += b"PK\x05\x06" + VERIFY.struct.pack("<HHHHIIH", 0, 0, full[0], full[0], full[1], full[2], 0)
        return self.good[:-22] + out, [{END}]

    def packed_otherwise(self):
        """The same content, stored instead of deflated or deflated otherwise."""
        items = self.copies()
        place = self.rng.choice([i for i, item in enumerate(items) if item.method == 8 and item.content])
        item = items[place]
        if self.rng.random() < 0.5:
            items[place] = Item(item.name, item.content, 0)
        else:
            packer = zlib.compressobj(self.rng.choice([0, 1]), zlib.DEFLATED, -15)
            items[place] = Item(item.name, item.content, 8, packer.compress(item.content) + packer.flush())
        return put_together(items), [{item.name}]

    def after_deflate(self):
        """Bytes behind the end of a deflated stream, counted in the headers."""
        items = self.copies()
        item = self.rng.choice([each for each in items if each.method == 8])
        item.packed += self.rng.randbytes(self.rng.randrange(1, 4))
        return put_together(items), [{item.name}]

    def zipped_again(self):
        """By Python's own zipfile, or by Info-ZIP where it is installed."""
        if shutil.which("zip") and self.rng.random() < 0.3:
            with tempfile.TemporaryDirectory() as folder:
                for item in self.items:
                    file = Path(folder, "in", item.name)
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_bytes(item.content)
                subprocess.run(["zip", "-q", "-X", "-r", "../out.zip", "."], cwd=Path(folder, "in"), check=True)
                return Path(folder, "out.zip").read_bytes(), [{item.name} for item in self.items]
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", self.rng.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])) as archive:
            for item in self.items:
                archive.writestr(zipfile.ZipInfo(item.name, (2026, 11, 22, 8, 30, 14)), item.content)
        return out.getvalue(), [{item.name} for item in self.items]

    def zipped_again_changed(self):
        """Zipped again by another program with one file changed: that one is told from all the others."""
        items = [item for item in self.items if item.content and item.name not in VERIFY.OWN_NAMES]
        changed = self.rng.choice(items)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for item in self.items:
                archive.writestr(item.name, item.content + b" " if item is changed else item.content)
        return out.getvalue(), [{"content of " + changed.name}, {END}]

    def no_pack(self):
        return self.rng.choice([b"", b"PK", b"PK\x05\x06" + bytes(18), self.rng.randbytes(300), b"%PDF-1.4"]), [
            {END, "manifest.json"}]


KINDS = [(name, function) for name, function in vars(Changes).items()
         if not name.startswith("_") and name not in ("name_at", "names", "copies")]
# What meets random places is asked more often than what there are few ways to do.
WEIGHTS = {"flipped_bit": 12, "changed_bytes": 6, "header_bit": 10, "inserted": 6, "taken_out": 6, "truncated": 4,
           "other_record": 3, "changed_field": 3, "other_manifest": 3, "broken_signature": 4, "no_pack": 0.5}


def changed_packs(changes, rng, count):
    """(kind, bytes, truth): first one of each kind, then by weight."""
    names = [name for name, _ in KINDS]
    plan = names + rng.choices(names, [WEIGHTS.get(name, 1) for name in names], k=max(0, count - len(names)))
    made = []
    for name in plan[:count]:
        while True:
            bad, truth = getattr(changes, name)()
            if bad != changes.good:
                break
        made.append((name, bad, truth))
    return made

#!/usr/bin/env python3
"""Checks a Clausebook evidence pack, with Python's standard library alone (3.9 or newer).

    python3 verify.py PACK.zip [--key FINGERPRINT] [--json]

Reads every byte of the zip file and compares it with what Clausebook writes: headers, contents, directory, manifest,
checksums and the signature. Says what was changed, added, removed or doubled. Ends with 0 when the pack is whole,
1 when it is not, 2 when it was asked wrongly.

A program from inside a pack proves nothing about that pack when both may have been replaced: take it from a pack you
trust, or compare its SHA-256, and compare the fingerprint with the one the sender gave you by another way.
"""
# One file, however long: it travels alone, in each pack.

import argparse
import hashlib
import json
import os
import struct
import sys
import zlib

# The sentences for each fault by language, filled in when a pack is made.
SENTENCES = {}

FORMAT = "clausebook-pack/2"
MANIFEST, SIGNATURE, CHECKSUMS = "manifest.json", "manifest.sig", "SHA256SUMS"
OWN_NAMES = (MANIFEST, SIGNATURE, CHECKSUMS)

FULL16, FULL32 = 0xFFFF, 0xFFFFFFFF
FIRST_LARGE = 0xFF000000
PIECE = 256 * 1024
MOST_ENTRIES = 200_000
LONGEST_MANIFEST = 64 * 1024 * 1024


# --- Ed25519 (RFC 8032, 5.1): verification only, so that nothing here is secret and time does not matter ---

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def point_add(a, b):
    """Adds two points in extended coordinates (X, Y, Z, T)."""
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    g = 2 * a[3] * b[3] * D % P
    h = 2 * a[2] * b[2] % P
    x, y, z, t = f - e, h - g, h + g, f + e
    return x * y % P, z * t % P, y * z % P, x * t % P


def point_times(factor, point):
    total = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            total = point_add(total, point)
        point = point_add(point, point)
        factor >>= 1
    return total


def same_point(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def recover_x(y, sign):
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if square == 0:
        return None if sign else 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P:
        return None
    return P - x if x & 1 != sign else x


def point_from(text):
    number = int.from_bytes(text, "little")
    y = number & ((1 << 255) - 1)
    x = recover_x(y, number >> 255)
    return None if x is None else (x, y, 1, x * y % P)


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = (recover_x(BASE_Y, 0), BASE_Y, 1, recover_x(BASE_Y, 0) * BASE_Y % P)


def ed25519_verify(public, message, signature):
    """True when `signature` (64 bytes) is that of `message` by the key `public` (32 bytes)."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key = point_from(public)
    first = point_from(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if key is None or first is None or s >= ORDER:
        return False
    for point in (key, first):  # points of small order sign anything
        if same_point(point_times(8, point), (0, 1, 1, 0)):
            return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    return same_point(point_times(s, BASE), point_add(first, point_times(k, key)))


# --- names (as the packs of Clausebook have them) ---

PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
DEVICES = frozenset(["con", "prn", "aux", "nul"] + [d + n for d in ("com", "lpt") for n in "0123456789"])
LONGEST_NAME, LONGEST_PATH, LONGEST_EXTENSION = 100, 240, 16


def is_safe_name(name):
    if not name or len(name) > LONGEST_NAME or not set(name) <= PLAIN:
        return False
    if name[0] in ".-" or name[-1] in ".-" or ".." in name or "--" in name:
        return False
    dot = name.rfind(".")
    if dot > 0 and len(name) - dot <= LONGEST_EXTENSION:
        if name[dot - 1] in ".-" or name[dot + 1] not in LETTERS:
            return False
    return name.split(".")[0].lower() not in DEVICES


def is_safe_path(path):
    return 0 < len(path) <= LONGEST_PATH and all(is_safe_name(part) for part in path.split("/"))


def shown(name):
    return "".join(c if " " <= c <= "~" else "?" for c in name[:200])


# --- records of the zip format, byte for byte as Clausebook writes them ---


class Entry:
    __slots__ = ("name", "size", "packed_size", "crc", "offset", "method", "flags", "time", "date", "record", "sha256",
                 "packed_sha256")

    def common(self, large):
        return struct.pack("<HHHHHIIIHH", 45 if large else 20, 0, 8 if self.method == 8 else 0, self.time, self.date,
                           self.crc, FULL32 if self.size >= FIRST_LARGE else self.packed_size & FULL32,
                           FULL32 if self.size >= FIRST_LARGE else self.size, len(self.name), large)

    def local_header(self):
        extra = struct.pack("<HHQQ", 1, 16, self.size, self.packed_size) if self.size >= FIRST_LARGE else b""
        return b"PK\x03\x04" + self.common(len(extra)) + self.name.encode("latin-1") + extra

    def central_header(self):
        numbers = struct.pack("<QQ", self.size, self.packed_size) if self.size >= FIRST_LARGE else b""
        if self.offset >= FIRST_LARGE:
            numbers += struct.pack("<Q", self.offset)
        extra = struct.pack("<HH", 1, len(numbers)) + numbers if numbers else b""
        made_by = 3 << 8 | (45 if extra else 20)
        offset = FULL32 if self.offset >= FIRST_LARGE else self.offset
        return (b"PK\x01\x02" + struct.pack("<H", made_by) + self.common(len(extra))
                + struct.pack("<HHHII", 0, 0, 0, 0o100644 << 16, offset) + self.name.encode("latin-1") + extra)


def end_records(count, offset, size):
    large = count >= FULL16 or offset >= FIRST_LARGE or size >= FIRST_LARGE
    out = b""
    if large:
        out += b"PK\x06\x06" + struct.pack("<QHHIIQQQQ", 44, 3 << 8 | 45, 45, 0, 0, count, count, size, offset)
        out += b"PK\x06\x07" + struct.pack("<IQI", 0, offset + size, 1)
    short = FULL16 if large else count
    return out + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, short, short, FULL32 if large else size,
                                             FULL32 if large else offset, 0)


def zip_time(moment):
    """Time and date fields of "2026-11-22T08:30:15.250000Z"; packs of other years do not occur before 1980."""
    year, month, day = int(moment[0:4]), int(moment[5:7]), int(moment[8:10])
    hour, minute, second = int(moment[11:13]), int(moment[14:16]), int(moment[17:19])
    if year < 1980:
        return 0, 1 << 5 | 1
    if year > 2107:
        return 23 << 11 | 59 << 5 | 29, 127 << 9 | 12 << 5 | 31
    return hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day


def read_large_fields(extra, values):
    """Sizes and offset that did not fit the header stand in the extra field, in this order."""
    wanted = [i for i, value in enumerate(values) if value == FULL32]
    if not wanted:
        return values
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind == 1 and length >= 8 * len(wanted) and at + 4 + length <= len(extra):
            values = list(values)
            for i, place in enumerate(wanted):
                values[place] = struct.unpack_from("<Q", extra, at + 4 + 8 * i)[0]
            return values
        at += 4 + length
    return None


def usual_time(entries):
    """The time most entries carry, so that one changed time accuses its own entry; of two the one that comes first."""
    counts = {}
    for entry in entries:
        counts[entry.time, entry.date] = counts.get((entry.time, entry.date), 0) + 1
    return max(counts, key=counts.get) if counts else None


class Archive:
    """The zip file: every byte is read and compared; what differs is noted as (code, parameters)."""

    def __init__(self, file):
        self.file = file
        self.size = file.seek(0, os.SEEK_END)
        self.faults = []
        self.entries = []
        self.time = None
        self.texts = {name: b"" for name in OWN_NAMES}
        self.folded = set()
        self.shift = 0
        self.first_moved = ""

    def at(self, offset, count):
        if offset >= self.size:
            return b""
        self.file.seek(offset)
        return self.file.read(count)

    def fault(self, code, name="", count=0):
        parameters = {}
        if count:
            parameters["bytes"] = str(count)
        if name:
            parameters["name"] = shown(name)
        if (code, parameters) not in self.faults:
            self.faults.append((code, parameters))

    def read(self):
        directory = self.find_directory()
        if directory and directory[0] > MOST_ENTRIES:
            return self.fault("zip_too_many")
        listed = self.list_directory(*directory) if directory else None
        if listed is None:
            return self.read_without_directory()
        self.time = usual_time(listed)
        _, offset, end_offset, self.shift = directory
        for entry in listed:
            self.check(entry, offset)
        return self.check_layout(listed, offset, end_offset)

    def find_directory(self):
        """(entries, where it begins, where it ends, bytes too many before it) by the end record."""
        if self.size < 22:
            return None
        end_offset = self.size - 22
        end = self.at(end_offset, 22)
        if end[:4] != b"PK\x05\x06" or end[20:] != b"\0\0":
            return None
        count, size, offset = struct.unpack_from("<HII", end, 10)
        if count == FULL16 or offset == FULL32 or size == FULL32:
            end_offset -= 76
            if end_offset < 0:
                return None
            large = self.at(end_offset, 56)
            if large[:4] != b"PK\x06\x06":
                return None
            count, size, offset = struct.unpack_from("<QQQ", large, 32)
        if size > end_offset:
            return None
        return count, end_offset - size, end_offset, end_offset - size - offset

    def list_directory(self, count, at, end, _shift):
        listed = []
        for _ in range(count):
            if end - at < 46:
                return None
            fixed = self.at(at, 46)
            if fixed[:4] != b"PK\x01\x02":
                return None
            name, extra, comment = struct.unpack_from("<HHH", fixed, 28)
            whole = 46 + name + extra + comment
            if end - at < whole:
                return None
            entry = self.entry_of(self.at(at, whole), 8, 46, name, extra, struct.unpack_from("<I", fixed, 42)[0])
            if entry is None:
                return None
            listed.append(entry)
            at += whole
        return listed if at == end else None

    @staticmethod
    def entry_of(record, flags_at, name_at, name, extra, offset=None):
        """An entry from its header; `offset` of a central one. A local one is given its place later."""
        entry = Entry()
        entry.flags, entry.method, entry.time, entry.date, entry.crc, packed_size, size = struct.unpack_from(
            "<HHHHIII", record, flags_at)
        entry.name = record[name_at:name_at + name].decode("latin-1")
        values = [size, packed_size] + ([] if offset is None else [offset])
        values = read_large_fields(record[name_at + name:name_at + name + extra], values)
        if values is None:
            return None
        entry.size, entry.packed_size = values[0], values[1]
        entry.offset = values[2] if offset is not None else 0
        entry.record = record if offset is not None else b""
        entry.sha256 = entry.packed_sha256 = ""
        return entry

    def walk_headers(self):
        """The entries one after the other from the start, and where the last one ends."""
        entries, at = [], 0
        while len(entries) < MOST_ENTRIES and at < self.size:
            fixed = self.at(at, 30)
            if len(fixed) != 30 or fixed[:4] != b"PK\x03\x04":
                break
            name, extra = struct.unpack_from("<HH", fixed, 26)
            header = self.at(at, 30 + name + extra)
            if len(header) != 30 + name + extra:
                break
            entry = self.entry_of(header, 6, 30, name, extra)
            if entry is None:
                break
            entry.offset = at
            at += len(header) + entry.packed_size
            entries.append(entry)
        return entries, at

    def read_without_directory(self):
        """What a broken end or directory was in front of, and which of its records are wrong."""
        walked, end = self.walk_headers()
        self.time = usual_time(walked)
        for entry in walked:
            self.check(entry, self.size)
        if not walked or end > self.size:
            return self.fault("zip_end")
        expected, ends = b"", []
        for entry in walked:
            expected += entry.central_header()
            ends.append(len(expected))
        expected += end_records(len(walked), end, len(expected))
        there = self.at(end, len(expected))
        same = next((i for i, (a, b) in enumerate(zip(there, expected)) if a != b), len(there))
        if (same == len(there) or there.startswith(b"PK\x03")) and len(there) < len(expected):
            return self.fault("zip_end")
        if same == len(expected) and end + same < self.size:
            return self.fault("zip_after", count=self.size - end - same)
        # Each record that differs, when bytes were replaced; else all that follows has moved, and the first is told.
        begin, found = 0, False
        for entry, record_end in zip(walked, ends):
            if there[begin:record_end] != expected[begin:record_end]:
                self.fault("zip_listed", entry.name)
                found = True
                if end + len(expected) != self.size:
                    return None
            begin = record_end
        return self.fault("zip_end") if not found or there[begin:] != expected[begin:] else None

    def is_local_header(self, at, name):
        if at < 0:
            return False
        name = name.encode("latin-1")
        header = self.at(at, 30 + len(name))
        return len(header) == 30 + len(name) and header[:4] == b"PK\x03\x04" and header[30:] == name

    def place_of(self, entry):
        moved = entry.offset + self.shift
        if (self.shift == 0 or self.is_local_header(entry.offset, entry.name)
                or not self.is_local_header(moved, entry.name)):
            return entry.offset
        self.first_moved = self.first_moved or entry.name
        return moved

    def content_of(self, entry, end):
        place = self.place_of(entry)
        fixed = self.at(place, 30) if place < end else b""
        if len(fixed) != 30 or fixed[:4] != b"PK\x03\x04":
            return self.fault("zip_header", entry.name)
        name, extra = struct.unpack_from("<HH", fixed, 26)
        header = self.at(place, 30 + name + extra)
        content = place + len(header)
        if header != entry.local_header() or (entry.record and header[6:14] != entry.record[8:16]):
            self.fault("zip_header", entry.name)
        if content > end or end - content < entry.packed_size:
            return self.fault("zip_header" if content > end else "zip_content", entry.name)
        return content

    def check(self, entry, end):
        named = is_safe_path(entry.name)
        if not named:
            self.fault("zip_name", entry.name)
        folded = entry.name.lower() if entry.name.isascii() else entry.name
        if folded in self.folded:
            self.fault("zip_twice", entry.name)
            named = False
        self.folded.add(folded)
        if entry.method not in (0, 8) or entry.flags & 1:
            return self.fault("zip_method", entry.name)
        if entry.size > 2**63 - 1 - sum(e.size for e in self.entries):
            return self.fault("zip_too_large", entry.name)
        content = self.content_of(entry, end)
        if content is None:
            return None
        faults = len(self.faults)
        self.unpack(entry, content)
        if named and len(self.faults) == faults:
            self.entries.append(entry)
        return None

    def unpack(self, entry, content):
        """Measures the content against what the directory says of it, and stops as soon as it is larger."""
        sha256, packed_sha256 = hashlib.sha256(), hashlib.sha256()
        inflater = zlib.decompressobj(-15) if entry.method == 8 else None
        size, crc, sound, done = 0, 0, True, 0

        def take(piece):
            nonlocal size, crc
            size += len(piece)
            if size > entry.size:
                return False
            crc = zlib.crc32(piece, crc)
            sha256.update(piece)
            text = self.texts.get(entry.name)
            if text is not None and len(text) + len(piece) <= LONGEST_MANIFEST:
                self.texts[entry.name] = text + piece
            return True

        while sound and done < entry.packed_size:
            piece = self.at(content + done, min(PIECE, entry.packed_size - done))
            done += len(piece)
            if not piece:
                sound = False
            elif inflater is None:
                if not take(piece):
                    return self.fault("zip_size", entry.name)
            else:
                packed_sha256.update(piece)
                if inflater.eof:
                    sound = False
                while sound and piece:
                    try:
                        out = inflater.decompress(piece, 64 * 1024)
                    except zlib.error:
                        sound = False
                        break
                    if not take(out):
                        return self.fault("zip_size", entry.name)
                    piece = inflater.unconsumed_tail
                    if inflater.unused_data:
                        sound = False
        if sound and inflater is not None and not inflater.eof:
            try:
                if not take(inflater.flush()):
                    return self.fault("zip_size", entry.name)
            except zlib.error:
                sound = False
        whole = sound and (inflater is None or inflater.eof)
        if whole and size != entry.size:
            self.fault("zip_size", entry.name)
        elif not whole or crc != entry.crc:
            self.fault("zip_content", entry.name)
        entry.sha256 = sha256.hexdigest()
        entry.packed_sha256 = packed_sha256.hexdigest() if inflater is not None else entry.sha256
        return None

    def check_layout(self, listed, offset, end_offset):
        """No gap, no overlap and no byte that the content does not decide."""
        if self.shift:
            self.fault("zip_shift" if self.first_moved else "zip_shift_end", self.first_moved, abs(self.shift))
        at = 0
        for entry in listed:
            if entry.offset != at or (entry.time, entry.date) != self.time or entry.record != entry.central_header():
                self.fault("zip_header", entry.name)
            at = entry.offset + len(entry.local_header()) + entry.packed_size
        said = offset - self.shift
        if at != said:
            self.fault("zip_directory")
        end = end_records(len(listed), said, end_offset - offset)
        if self.at(end_offset, len(end) + 1) != end:
            self.fault("zip_end")


# --- manifest, signature, checksums ---


def canonical(value):
    """The JSON Clausebook writes: names sorted, no blanks, only control characters, quote and backslash escaped."""
    if isinstance(value, str):
        out = value.replace("\\", "\\\\").replace('"', '\\"')
        return '"' + "".join("\\u%04x" % ord(c) if c < " " else c for c in out) + '"'
    if isinstance(value, dict):
        return "{" + ",".join(canonical(k) + ":" + canonical(value[k]) for k in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(canonical(v) for v in value) + "]"
    return str(value)


def is_texts(value, names):
    return isinstance(value, dict) and set(value) == set(names) and all(isinstance(v, str) for v in value.values())


def is_count(value):
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63


def is_moment(text):
    if not isinstance(text, str) or len(text) != 27:
        return False
    shape = "0000-00-00T00:00:00.000000Z"
    if any((c not in "0123456789") if s == "0" else c != s for c, s in zip(text, shape)):
        return False
    import datetime
    try:
        datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ")
    except ValueError:
        return False
    return True


def parse_manifest(text):
    """The manifest, or None unless its bytes are those Clausebook writes."""
    try:
        manifest = json.loads(text.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        return None
    if not isinstance(manifest, dict) or set(manifest) - {"key"} != {"about", "files", "format", "generated_at", "journal"}:
        return None
    about, files, journal = manifest["about"], manifest["files"], manifest["journal"]
    if manifest["format"] != FORMAT or not is_moment(manifest["generated_at"]):
        return None
    if not isinstance(about, dict) or not all(isinstance(v, str) for v in about.values()):
        return None
    key = manifest.get("key", {"fingerprint": "", "public": "x"})
    if not is_texts(key, ("fingerprint", "public")) or key["public"] == "" or not isinstance(files, list):
        return None
    if not isinstance(journal, dict) or set(journal) != {"hash", "number"}:
        return None
    if not isinstance(journal["hash"], str) or not is_count(journal["number"]):
        return None
    for file in files:
        if not isinstance(file, dict) or not {"path", "sha256", "size"} <= set(file):
            return None
        texts = {name: value for name, value in file.items() if name != "size"}
        if not set(texts) <= {"path", "sha256", "packed_sha256", "source"} or not is_count(file["size"]):
            return None
        if not all(isinstance(v, str) for v in texts.values()):
            return None
        if texts.get("packed_sha256") == "" or texts.get("source") == "":
            return None
    try:
        return manifest if canonical(manifest).encode("utf-8") == text else None
    except UnicodeEncodeError:
        return None


def hex_bytes(text, count):
    if len(text) != 2 * count or not set(text) <= frozenset("0123456789abcdef"):
        return None
    return bytes.fromhex(text)


def fingerprint_of(public):
    digest = hashlib.sha256(public).hexdigest()
    return " ".join(digest[i:i + 4] for i in range(0, 32, 4))


def is_signed(manifest, text, signature):
    try:
        signature = signature.decode("ascii")
    except UnicodeDecodeError:
        return False
    if not signature.endswith("\n"):
        return False
    public, signed = hex_bytes(manifest["key"]["public"], 32), hex_bytes(signature[:-1], 64)
    return (public is not None and signed is not None and manifest["key"]["fingerprint"] == fingerprint_of(public)
            and ed25519_verify(public, text, signed))


def checksums(manifest, text, signature):
    sums = {MANIFEST: hashlib.sha256(text).hexdigest()}
    if "key" in manifest:
        sums[SIGNATURE] = hashlib.sha256(signature).hexdigest()
    for file in manifest["files"]:
        sums[file["path"]] = file["sha256"]
    lines = sorted((path.encode("utf-8"), digest) for path, digest in sums.items())
    return b"".join(digest.encode("utf-8") + b"  " + path + b"\n" for path, digest in lines)


def compare(archive, manifest):
    """Compares what the archive holds with what the manifest says."""
    faults = []
    text, signature = archive.texts[MANIFEST], archive.texts[SIGNATURE]
    broken = {parameters.get("name") for _, parameters in archive.faults}

    def fault(code, name):
        faults.append((code, {"name": name}))

    own = [name for name in OWN_NAMES if name != SIGNATURE or "key" in manifest]
    authentic = "key" in manifest and is_signed(manifest, text, signature)
    if not authentic:
        fault(*(("pack_signature", SIGNATURE) if "key" in manifest else ("pack_unsigned", MANIFEST)))
    if archive.texts[CHECKSUMS] != checksums(manifest, text, signature):
        fault("pack_checksums", CHECKSUMS)
    if archive.time != zip_time(manifest["generated_at"]):
        faults.append(("pack_time", {}))
    if not authentic and MANIFEST in broken:
        return faults  # it would accuse files that are sound
    entries = {entry.name: entry for entry in archive.entries}
    for file in manifest["files"]:
        entry = entries.pop(file["path"], None)
        if entry is None:
            if file["path"] not in broken:
                fault("pack_missing", file["path"])
        elif entry.size != file["size"] or entry.sha256 != file["sha256"]:
            fault("pack_content", file["path"])
        elif (file["path"] not in broken
              and (entry.packed_sha256 if entry.method == 8 else "") != file.get("packed_sha256", "")):
            fault("pack_packing", file["path"])
    for name in own:
        entry = entries.pop(name, None)
        if entry is None:
            if name not in broken:
                fault("pack_missing", name)
        elif entry.method != 0 and name not in broken:
            fault("pack_packing", name)
    for name in sorted(entries):
        fault("pack_foreign", name)
    reframed = {parameters.get("name") for code, parameters in archive.faults if code == "zip_header"}
    if authentic and MANIFEST in reframed and all(file["path"] in reframed for file in manifest["files"]):
        faults.insert(0, ("pack_packed_anew", {}))
    if not faults and not archive.faults:
        expected = [file["path"] for file in manifest["files"]]
        if expected != sorted(expected):
            fault("pack_order", MANIFEST)
        else:
            there = [entry.name for entry in archive.entries] + [None]
            for place, name in enumerate(expected + own):
                if there[min(place, len(there) - 1)] != name:
                    fault("pack_order", name)
                    break
    return faults


def bare(fingerprint):
    return "".join(c for c in fingerprint.lower() if c not in " :-")


def verify(path, key=None):
    """(faults, manifest): what is wrong with the pack, nothing when it is whole; the manifest when it can be read."""
    with open(path, "rb") as file:
        archive = Archive(file)
        archive.read()
    manifest = parse_manifest(archive.texts[MANIFEST])
    faults = list(archive.faults)
    if manifest is None:
        faults.append(("pack_manifest", {"name": MANIFEST}))
    else:
        faults += compare(archive, manifest)
        faults.sort(key=lambda fault: fault[0] != "pack_packed_anew")
    if key is not None:
        found = manifest["key"]["fingerprint"] if manifest and "key" in manifest else ""
        if len(bare(key)) != 32 or bare(key) != bare(found):
            faults.append(("pack_key", {"expected": key, "found": found}))
    return faults, manifest


# --- the command line ---


def sentence(language, code, parameters):
    text = SENTENCES.get(language, {}).get(code)
    if text is None:
        return code + "".join(" %s=%s" % pair for pair in sorted(parameters.items()))
    for name, value in parameters.items():
        text = text.replace("{" + name + "}", value)
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", metavar="PACK.zip")
    parser.add_argument("--key", metavar="FINGERPRINT", help="the fingerprint the sender's key must have")
    parser.add_argument("--json", action="store_true", help="the verdict as one line of JSON")
    asked = parser.parse_args()
    try:
        faults, manifest = verify(asked.pack, asked.key)
    except OSError as problem:
        print("verify.py: %s" % problem, file=sys.stderr)
        return 2
    about = manifest["about"] if manifest else {}
    if asked.json:
        told = {"sound": not faults, "faults": [{"code": c, "parameters": p} for c, p in faults]}
        if manifest:
            told.update(entry=manifest["journal"]["number"], hash=manifest["journal"]["hash"],
                        generated_at=manifest["generated_at"],
                        fingerprint=manifest.get("key", {}).get("fingerprint", ""))
        print(json.dumps(told, sort_keys=True))
        return 1 if faults else 0
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    language = about.get("language", "en")
    for code, parameters in faults:
        print(sentence(language, "pack_fault." + code, parameters))
    if faults:
        print(sentence(language, "cli.pack_altered", {"count": str(len(faults))}))
    else:
        print(sentence(language, "cli.pack_sound" if asked.key is None else "cli.pack_sound_key", {
            "number": str(manifest["journal"]["number"]), "hash": manifest["journal"]["hash"],
            "time": manifest["generated_at"], "fingerprint": manifest["key"]["fingerprint"]}))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

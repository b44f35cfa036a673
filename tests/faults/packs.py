#!/usr/bin/env python3
"""Changes evidence packs in every way there is and asks both verifiers.

    tests/faults/packs.py [--packs 2000] [--seed 1] [--program build/dev/clausebook] [--real]

Makes a small pack as the program writes it, changes it, and gives each changed pack to `clausebook verify-pack` and to
src/packs/verify.py. For every one

- both refuse it,
- both say the same: the same faults with the same names and numbers,
- what was changed is among the names: the entry whose bytes, header or line in the directory differ, or the end.

Then controls: verify.py with one check taken out must be caught, by a pack it accepts or by what it says differing.
--real takes the pack of the demo instead of the small one. Ends with "N passed, N failed".
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.dont_write_bytecode = True

from pack_changes import (ALL, END, SOURCE, TOP, VERIFY, Changes, Key, changed_packs, manifest_of, module, own_items,
                          small_pack, taken_apart)

# --- the verifiers ---


def by_python(verify, path, key):
    faults, _ = verify.verify(path, key)
    return sorted((code, tuple(sorted(parameters.items()))) for code, parameters in faults)


def by_program(program, paths, key):
    """The verdicts of the program, several packs a call."""
    told = []
    for start in range(0, len(paths), 250):
        run = subprocess.run([program, "verify-pack", "--json", "--key", key, *paths[start:start + 250]],
                             capture_output=True, text=True, check=False)
        if run.returncode not in (0, 1):
            raise SystemExit("verify-pack ended with %d: %s" % (run.returncode, run.stderr))
        for line in run.stdout.splitlines():
            verdict = json.loads(line)
            told.append(sorted((f["code"], tuple(sorted(f["parameters"].items()))) for f in verdict["faults"]))
    return told


def names_said(faults):
    said = set()
    for code, parameters in faults:
        name = dict(parameters).get("name")
        if code == "pack_content":
            said.add("content of " + name)
        said.add(name or {"pack_key": "(the key)", "pack_time": ALL}.get(code, END))
    return said


def judge(made, by_python_all, by_program_all):
    """What is wrong with the verdicts, a sentence each."""
    troubles = []
    for number, ((kind, _, truth), one, other) in enumerate(zip(made, by_python_all, by_program_all)):
        where = "pack %d (%s)" % (number, kind)
        if not one:
            troubles.append(where + ": verify.py accepts it")
        if not other:
            troubles.append(where + ": verify-pack accepts it")
        if one != other:
            troubles.append("%s: they differ: verify.py %s, verify-pack %s" % (where, one, other))
        for name in [truth_names for truth_names in truth if not truth_names & names_said(other)]:
            troubles.append("%s: none of %s is named: %s" % (where, sorted(name), other))
    return troubles


# Each is one check taken out of verify.py: text, what stands instead.
CONTROLS = {
    "headers of entries": ("if header != entry.local_header() or", "if"),
    "records of the directory": (" or entry.record != entry.central_header():", ":"),
    "no gaps": ("if entry.offset != at or", "if"),
    "records after the directory": ("if self.at(end_offset, len(end) + 1) != end:", "if False:"),
    "contents against their checksum": ("elif not whole or crc != entry.crc:", "elif False:"),
    "contents against the manifest": ('entry.size != file["size"] or entry.sha256 != file["sha256"]:', "False:"),
    "bytes of deflated files": ('(entry.packed_sha256 if entry.method == 8 else "") != file.get("packed_sha256", "")):', "False):"),
    "the signature": ("    if not authentic:\n", "    if False:\n"),
    "the range of the signature": (" or s >= ORDER:", ":"),
    "the fingerprint of the key": ('manifest["key"]["fingerprint"] == fingerprint_of(public)\n', "True\n"),
    "the expected key": ("if len(bare(key)) != 32 or bare(key) != bare(found):", "if False:"),
    "checksums": ("if archive.texts[CHECKSUMS] != checksums(manifest, text, signature):", "if False:"),
    "what does not stand in the manifest": ("for name in sorted(entries):", "for name in []:"),
    "what stands there twice": ("if folded in self.folded:", "if False:"),
    "missing files": ('if file["path"] not in broken:', "if False:"),
    "the order": ("if there[min(place, len(there) - 1)] != name:", "if False:"),
    "the time": ('if archive.time != zip_time(manifest["generated_at"]):', "if False:"),
    "canonical bytes of the manifest": ('canonical(manifest).encode("utf-8") == text', "True"),
}


def controls(made, paths, program_verdicts, key):
    """The controls that were not found."""
    missed = []
    for what, (old, new) in CONTROLS.items():
        if SOURCE.count(old) != 1:
            raise SystemExit("verify.py does not have once: " + old)
        weak = module(SOURCE.replace(old, new))
        found = any(by_python(weak, path, key) != verdict for path, verdict in zip(paths, program_verdicts))
        if not found:
            missed.append(what)
    return missed


def real_pack(program, folder):
    """The pack of the demo, and the fingerprint of its key."""
    data = os.path.join(folder, "data")
    subprocess.run([program, "demo", "--no-report", "--data", data], check=True, capture_output=True)
    audits = json.loads(subprocess.run([program, "audit", "list", "--json", "--data", data], check=True, capture_output=True,
                                       text=True).stdout)
    number = sorted(row["number"] for row in audits)[0]
    pack = os.path.join(folder, "demo.zip")
    subprocess.run([program, "pack", number, "--data", data, "--out", pack], check=True, capture_output=True)
    return pack


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packs", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--program", default=str(TOP / "build/dev/clausebook"))
    parser.add_argument("--real", action="store_true", help="change the demo's pack instead of a small one")
    asked = parser.parse_args()
    started = time.monotonic()
    rng = random.Random(asked.seed)
    key, other = Key(1), Key(2)
    folder = tempfile.mkdtemp(prefix="clausebook-packs-")
    troubles = []
    try:
        if asked.real:
            items = taken_apart(real_pack(asked.program, folder))
            items = items[:-3] + own_items(manifest_of(items[:-3], key), key)
        else:
            items = small_pack(key)
        changes = Changes(items, key, other, rng)
        good = os.path.join(folder, "good.zip")
        Path(good).write_bytes(changes.good)
        if by_python(VERIFY, good, key.fingerprint) or by_program(asked.program, [good], key.fingerprint) != [[]]:
            raise SystemExit("the pack that was not changed is refused: %s %s" % (
                by_python(VERIFY, good, key.fingerprint), by_program(asked.program, [good], key.fingerprint)))
        made = changed_packs(changes, rng, asked.packs)
        paths = []
        for number, (kind, bad, _) in enumerate(made):
            paths.append(os.path.join(folder, "%05d.zip" % number))
            Path(paths[-1]).write_bytes(bad)
        python_verdicts = [by_python(VERIFY, path, key.fingerprint) for path in paths]
        program_verdicts = by_program(asked.program, paths, key.fingerprint)
        troubles = judge(made, python_verdicts, program_verdicts)
        for trouble in troubles[:20]:
            print(trouble)
        missed = controls(made, paths, program_verdicts, key.fingerprint)
        for what in missed:
            print("control not found: verify.py without its check of " + what)
        print("%d packs changed in %d ways, %d faults named; both refuse each and say the same: %s; controls found: %d of %d; "
              "%.0f s" % (len(made), len({kind for kind, _, _ in made}), sum(map(len, program_verdicts)),
                          "yes" if not troubles else "NO, %d troubles" % len(troubles), len(CONTROLS) - len(missed), len(CONTROLS),
                          time.monotonic() - started))
    finally:
        shutil.rmtree(folder)
    failed = (1 if troubles else 0) + len(missed)
    print("%d passed, %d failed" % (1 + len(CONTROLS) - failed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

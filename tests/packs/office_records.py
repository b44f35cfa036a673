"""One audit as of a journal entry, and its figures, worked out anew: from the journal's bodies, the checklist's file and the
rules of the domain (F.2), with nothing of the program's own code.

A pack is of a journal entry: the records are those of the last body each subject has up to it.
"""

import datetime
import json
import sqlite3
import zoneinfo
from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree

TOP = Path(__file__).resolve().parent.parent.parent
XML = "{http://www.w3.org/XML/1998/namespace}lang"
NOT_LIVE, OVER = {"WITHDRAWN"}, {"WITHDRAWN", "CLOSED"}
RECORD_TYPES = set("LOG CAS KPI SAT CAP AUD MIN TRN CHG OBS INT".split())
WORST = ["NONE", "NA", "C", "NS", "OFI", "AOC", "NC", "MINOR", "MAJOR"]  # heaviest last
GRADES = ["MAJOR", "MINOR", "AOC", "OFI"]


def clause_order(number):
    return [(1, int(part)) if part.isdigit() else (2, part) for part in number.split(".")]


def question_order(question):
    clause, _, number = question.partition("-Q")
    return clause_order(clause), int(number or 0)


def clause_of(question):
    return question.partition("-Q")[0]


def day(text):
    return datetime.date.fromisoformat(text) if text else None


def percent(part, whole):
    """Rounded half up, never up to 100."""
    if part == whole:
        return 100
    return min(99, (200 * part + whole) // (2 * whole))


class Records:
    """All records as of a journal entry."""

    def __init__(self, data, entry=None):
        self.data = Path(data)
        self.db = sqlite3.connect(f"file:{self.data / 'clausebook.db'}?mode=ro", uri=True)
        self.entry = entry or self.db.execute("SELECT max(number) FROM journal_entry").fetchone()[0]
        self.tables = defaultdict(dict)
        for subject, body in self.db.execute(
                "SELECT c.subject, b.body FROM journal_change c JOIN journal_body b USING (entry, position) "
                "WHERE c.entry <= ? ORDER BY c.entry, c.position", (self.entry,)):
            table, _, key = subject.partition("/")
            record = json.loads(body)["record"]
            if record is None:
                self.tables[table].pop(key, None)
            else:
                self.tables[table][key] = record
        self.at, self.hash = self.db.execute("SELECT at, hash FROM journal_entry WHERE number = ?", (self.entry,)).fetchone()
        self.organization = self.tables["organization"]["organization"]
        self.zone = zoneinfo.ZoneInfo(self.organization["time_zone"])
        self.today = self.local(self.at).date()

    def local(self, instant):
        return datetime.datetime.fromisoformat(instant.replace("Z", "+00:00")).astimezone(self.zone)

    def of(self, table, **wanted):
        return [row for row in self.tables[table].values() if all(row[name] == value for name, value in wanted.items())]

    def name(self, person):
        return self.tables["person"][person]["name"] if person else ""


class Checklist:
    def __init__(self, records, key):
        root = ElementTree.fromstring((records.data / "vault" / key[:2] / key[2:4] / key).read_bytes())
        self.standard = f"{root.get('standard')}:{root.get('edition')}"
        self.is_home = self.standard == "ISO 10002:2018"
        self.clauses = list(root.iter("clause"))
        self.questions = [q for clause in self.clauses for q in clause.iter("question")]
        self.questions = {q.get("id"): q for q in [*self.questions, *root.iter("scheme-item")]}

    def text(self, element, tag, language):
        return " ".join(next(t.text for t in element.findall(tag) if t.get(XML) == language).split())


class Audit:
    """One audit and its figures."""

    def __init__(self, records, key):
        self.records, self.key = records, key
        r = records
        self.row = r.tables["audit"][key]
        self.checklist = Checklist(r, self.row["checklist"])
        scope = set(self.row["clauses"].split())
        tags = {"STAGE1": {"S1"}, "SURVEILLANCE": {"SV"}}.get(self.row["type"], {"S1", "S2", "SV"})
        self.planned = [q for q, element in self.checklist.questions.items() if clause_of(q) in scope
                        and (element.tag == "scheme-item" or tags & set(element.get("stages").split()))]
        self.scope = scope
        self.answers = sorted(r.of("answer", audit=key), key=lambda a: (question_order(a["question"]), a["site"]))
        live = [f for f in r.of("finding", audit=key) if f["state"] not in NOT_LIVE]
        self.findings = sorted(live, key=lambda f: (not f["number"], len(f["number"]), f["number"], f["serial"]))
        self.at = {f["key"]: sorted(r.of("finding_question", finding=f["key"]),
                                    key=lambda q: (question_order(q["question"]), q["site"])) for f in live}
        self.evidence = self.evidence_here()
        self.figures()

    def evidence_here(self):
        found = {link["evidence"] for link in self.records.of("evidence_link", audit=self.key)}
        shared = {action["key"] for action in self.actions()}
        found |= {link["evidence"] for link in self.records.of("evidence_link", kind="action") if link["target"] in shared}
        return sorted((self.records.tables["evidence"][e] for e in found), key=lambda e: e["serial"])

    def links(self, evidence, kind=None):
        return [link for link in self.records.of("evidence_link", evidence=evidence)
                if (link["audit"] == self.key or link["kind"] == "action") and kind in (None, link["kind"])]

    def standing(self, evidence):
        return self.records.tables["evidence_version"][f"{evidence['key']}/{evidence['current']}"]

    def files(self, version):
        return sorted(self.records.of("evidence_file", evidence_version=version["key"]), key=lambda f: f["serial"])

    def state(self, evidence):
        version = self.standing(evidence)
        until = day(version["valid_until"])
        return "EXPIRED" if version["state"] == "ACCEPTED" and until and until < self.records.today else version["state"]

    def is_valid(self, evidence):
        version, today = self.standing(evidence), self.records.today
        if self.state(evidence) != "ACCEPTED":
            return False
        if evidence["type"] not in RECORD_TYPES:
            return True
        ended = version["period_to"] or version["document_date"]
        return bool(ended) and ended >= f"{today.year - 1}{today.isoformat()[4:]}"

    def called(self, finding):
        return finding["number"] or f"f{finding['serial']}"

    def findings_at(self, site, question):
        return [f for f in self.findings if any((q["site"], q["question"]) == (site, question) for q in self.at[f["key"]])]

    def mark(self, answer):
        here = [f["grade"] for f in self.findings_at(answer["site"], answer["question"])]
        if answer["result"] == "NC" and here:
            return min(here, key=GRADES.index) if set(here) - {"OFI"} else "NC"
        return answer["result"] or "NONE"

    def figures(self):
        proven = {link["target"] for e in self.evidence if self.is_valid(e) for link in self.links(e["key"], "answer")}
        self.marks, self.stands, self.evidenced = {}, set(), set()
        for question in self.planned:
            given = [a for a in self.answers if a["question"] == question]
            mark = max([self.mark(a) for a in given], key=WORST.index, default="NONE")
            self.marks[question] = mark
            if mark in ("C", "OFI"):
                self.stands.add(question)
                if all(a["key"] in proven for a in given if a["result"] in ("C", "OFI")):
                    self.evidenced.add(question)
        self.seen = [q for q in self.planned if self.marks[q] not in ("NONE", "NS", "NA")]
        self.apply = [q for q in self.planned if self.marks[q] != "NA"]

    def status(self, clause):
        """Domain F.2, status_c."""
        on = [f for f in self.findings if f["state"] not in OVER
              and (f["clause"] == clause or not f["clause"] and any(clause_of(q["question"]) == clause for q in self.at[f["key"]]))]
        grades = {f["grade"] for f in on}
        here = [q for q in self.planned if clause_of(q) == clause]
        seen, apply = [q for q in here if q in self.seen], [q for q in here if q in self.apply]
        for grade in ("MAJOR", "MINOR"):
            if grade in grades:
                return grade
        if not apply or len(seen) / len(apply) < 0.8 or any(self.marks[q] in ("NC", "AOC") for q in here):
            return "NOT_ASSESSED"
        return "OFI" if "OFI" in grades or any(self.marks[q] == "OFI" for q in here) else "CONFORMING"

    def coverage(self, questions):
        seen, apply = [q for q in questions if q in self.seen], [q for q in questions if q in self.apply]
        return percent(len(seen), len(apply)) if apply else None

    def evidence_share(self, questions):
        stand = [q for q in questions if q in self.stands]
        return percent(len([q for q in stand if q in self.evidenced]), len(stand)) if stand else None

    def actions_of(self, finding):
        return [link["action"] for link in self.records.of("finding_action", finding=finding["key"])]

    def actions(self):
        found = {action for f in self.findings for action in self.actions_of(f)}
        return [self.records.tables["action"][key] for key in sorted(found, key=lambda k: (len(k), k))]

    def findings_of(self, evidence):
        """Those it is linked to, itself or through an action."""
        targets = {link["target"] for link in self.links(evidence["key"], "finding")}
        through = {link["target"] for link in self.links(evidence["key"], "action")}
        return [f for f in self.findings if f["key"] in targets or through & set(self.actions_of(f))]

    def personal(self):
        """Contents that some record of the house holds as personal and not masked."""
        return {file["sha256"] for version in self.records.tables["evidence_version"].values() if not version["masked"]
                and self.records.tables["evidence"][version["evidence"]]["confidentiality"] == "PERSONAL"
                for file in self.files(version)}

    def is_withheld(self, evidence):
        return evidence["confidentiality"] == "PERSONAL" and not self.standing(evidence)["masked"]

    def is_nameless(self, evidence):
        if self.is_withheld(evidence):
            return True
        own = {file["sha256"] for version in self.records.of("evidence_version", evidence=evidence["key"])
               for file in self.files(version)}
        return any(file["sha256"] in own & self.personal() for file in self.files(self.standing(evidence)))

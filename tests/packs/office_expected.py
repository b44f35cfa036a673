"""What the workbook of an evidence pack must say, cell by cell, in the words of the catalogues."""

import datetime
import hashlib
import json
import re
from collections import defaultdict

from office_records import GRADES, OVER, RECORD_TYPES, TOP, clause_of, clause_order, day, question_order

DAYS = {"MAJOR": (30, 30, 30), "MINOR": (60, 60, 60), "OFI": (0, 90, 0), "AOC": (0, 0, 0)}  # of an internal audit


def catalogue(language):
    words = {}
    for file in sorted((TOP / "templates/i18n").glob("*.json")):
        if file.stem == language or file.stem.endswith("." + language):
            words.update(json.loads(file.read_text()))
    return words


def sheets_of_fieldwork():
    """The sheets of fieldwork and their fields with their shapes, as the table in core has them; none that stays in the house."""
    table = (TOP / "src/core/audit/sheets.cpp").read_text()
    found = {}
    for part in re.split(r'\n        \{(?="\w+",\s)', table[table.index("common_sheets()"):])[1:]:
        key = re.match(r'"(\w+)"', part)[1]
        fields = re.findall(r'(need|may|choice)\("(\w+)"(?:, (\w+))?', part)
        found[key] = [(name, "Choice" if how == "choice" else shape or "Text") for how, name, shape in fields]
    return found


SHEETS = sheets_of_fieldwork()


def joined(parts):
    return "; ".join(parts)


def lines(text):
    return text.rstrip("\n")


class Workbook:
    """The rows each sheet must show, as text, in a language. `manifest`: of the pack, for where its files lie."""

    def __init__(self, audit, language, manifest, report_files):
        self.audit, self.records, self.language = audit, audit.records, language
        self.words, self.manifest, self.report_files = catalogue(language), manifest, report_files

    def w(self, key, **parameters):
        text = self.words[key]
        for name, value in parameters.items():
            text = text.replace("{" + name + "}", str(value))
        return text

    def none(self, text):
        return text or self.w("pack.none")

    def yes(self, is_so):
        return self.w("pack.yes" if is_so else "pack.no")

    def heads(self, *keys):
        return [self.w(key) for key in keys]

    def moment(self, instant):
        return self.records.local(instant).strftime("%Y-%m-%d %H:%M:%S")

    def entry_and_time(self, entry, at):
        return self.w("pack.entry_and_time", number=entry, at=self.records.local(at).strftime("%Y-%m-%d %H:%M"))

    def mark_word(self, mark):
        return self.w(("grade." if mark in ("MINOR", "MAJOR", "AOC") else "answer.") + mark)

    def site(self, key):
        return self.w("pack.all_sites") if key in (None, "", "all") else self.records.tables["site"][key]["name"]

    def version_name(self, evidence):
        label = "" if self.audit.is_nameless(evidence) else self.audit.standing(evidence)["version_label"].strip()
        return f"v{evidence['current']}" + (f" ({label})" if label else "")

    def sheets(self):
        guidance = self.records.organization["claim_profile"] == "GUIDANCE"
        named = [("alignment_matrix" if guidance else "clause_matrix", self.clause_matrix), ("evidence_index", self.evidence_index),
                 ("checklist", self.checklist), ("findings", self.findings), ("corrective_actions", self.corrective_actions),
                 ("records", self.written), ("earlier_findings", self.earlier_findings), ("journal_extract", self.journal_extract)]
        rest = {self.w("report." + name): list(rows()) for name, rows in named}
        return {self.w("report.cover"): list(self.cover(rest)), **rest}

    # --- the sheets

    def clause_matrix(self):
        a, r = self.audit, self.records
        yield [*self.heads("word.clause", "word.title", "pack.applicable", "pack.how_implemented", "word.owner",
                           "pack.evidence_nos"),
               self.w("pack.status_as_of", entry=self.entry_and_time(r.entry, r.at)),
               *self.heads("pack.maturity", "pack.open_findings", "pack.iso9001_ref", "pack.family_ref",
                           "pack.last_assessed_on", "pack.assessor", "pack.also_concerned")]
        for element in a.checklist.clauses:
            clause = element.get("number")
            given = [x for x in a.answers if clause_of(x["question"]) == clause and x["result"]]
            linked = [e for e in a.evidence if any(link["clause"] == clause for link in a.links(e["key"], "answer"))]
            documents = self.how(clause) or [f"{e['title']}, {self.version_name(e)}" for e in linked
                         if not a.is_nameless(e) and e["type"] and e["type"] not in RECORD_TYPES
                         and a.state(e) == "ACCEPTED"]
            owners = [p["name"] for _, p in sorted(r.tables["person"].items()) if p["active"] and a.checklist.is_home
                      and any(clause == own or clause.startswith(own + ".")
                              for own in p["owns"].split())]
            opened = [f for f in a.findings if f["state"] not in OVER]
            touching = [f for f in opened if f["clause"] and f["clause"] != clause
                        and (clause in f["secondary_clauses"].split()
                             or any(clause_of(q["question"]) == clause for q in a.at[f["key"]]))]
            in_figures = any(clause_of(q) == clause for q in a.planned)
            yield [clause, a.checklist.text(element, "title", self.language),
                   self.w("pack.yes") + ("" if clause in a.scope else "; " + self.w("pack.not_in_scope")),
                   self.none(joined(documents)), self.none(joined(owners)), self.none(joined(e["key"] for e in linked)),
                   self.w("clause_status." + (a.status(clause) if in_figures else "NOT_ASSESSED")), self.w("report.not_part"),
                   self.none(joined(a.called(f) for f in opened if f["clause"] == clause)),
                   self.none(self.references(element, True)), self.none(self.references(element, False)),
                   max((r.local(x["answered_at"]).date().isoformat() for x in given), default=""),
                   joined(sorted({r.name(x["answered_by"]) for x in given}, key=lambda n: n.encode())),
                   self.none(joined(self.w("finding.also_concerned", finding=a.called(f), clause=f["clause"])
                                    for f in touching if in_figures))]

    def how(self, clause):
        """What the auditor wrote of a clause: its lines, as one list."""
        rows = self.records.of("sheet_row", audit=self.audit.key, sheet="matrix", place=clause)
        text = json.loads(rows[0]["fields"]).get("how_implemented", "") if rows else ""
        return [line.strip() for line in text.split("\n") if line.strip()]

    def references(self, clause, iso9001):
        found = []
        for reference in clause.findall("reference"):
            standard = reference.get("standard")
            if standard.startswith("ISO 9001") != iso9001:
                continue
            places = []
            for place in (reference.get("at") or "").split():
                titled = f"annex.{standard.split()[1].split(':')[0]}.{place}"
                places.append(place if not re.fullmatch("[A-Z]", place)
                              else self.w("annex.titled", letter=place, title=self.w(titled)) if titled in self.words
                              else self.w("annex.letter", letter=place))
            found.append(standard + (" " + ", ".join(places) if places else ""))
        return joined(found)

    def evidence_index(self):
        a, r = self.audit, self.records
        yield self.heads("pack.evidence_no", "word.title", "pack.type", "word.owner", "pack.location", "pack.original_name",
                         "pack.sha256", "word.version", "pack.document_date", "pack.period_from", "pack.period_to",
                         "pack.valid_until", "pack.status", "pack.approved_by", "pack.approved_on", "pack.received_at",
                         "pack.confidentiality", "pack.masked", "pack.linked_clauses", "pack.linked_questions",
                         "pack.where_in_it", "pack.linked_findings")
        for e in a.evidence:
            version, nameless = a.standing(e), a.is_nameless(e)
            answers = sorted(a.links(e["key"], "answer"),
                             key=lambda link: (question_order(link["target"].split("/")[2]), link["target"]))
            questions = list(dict.fromkeys(link["target"].split("/")[2] for link in answers))
            findings = a.findings_of(e)
            clauses = {link["clause"] for link in answers} | {f["clause"] for f in findings if f["clause"]}
            places = [f"{link['target'].split('/')[2]}: {link['locator']}" for link in answers if link["locator"] and not nameless]
            for file in a.files(version) or [None]:
                yield [e["key"], self.w("pack.withheld_title") if nameless else e["title"],
                       self.none(self.w("evidence_type." + e["type"]) if e["type"] else ""), self.none(r.name(e["owner"])),
                       self.location(e, version, file), file["name"] if file and not nameless else "",
                       file["sha256"] if file else "", self.version_name(e), version["document_date"], version["period_from"],
                       version["period_to"], version["valid_until"], self.w("evidence_state." + a.state(e)),
                       self.none(r.name(version["approved_by"])), version["approved_on"], self.moment(version["received_at"]),
                       self.w("confidentiality." + e["confidentiality"]), self.yes(version["masked"]),
                       self.none(joined(sorted(clauses, key=clause_order))), self.none(joined(questions)), joined(places),
                       self.none(joined(a.called(f) for f in findings))]

    def location(self, evidence, version, file):
        a, nameless = self.audit, self.audit.is_nameless(evidence)
        if version["state"] == "DESTROYED":
            return self.w("pack.destroyed")
        if said := self.reference(evidence):
            return said
        if a.is_withheld(evidence) or file and nameless and file["sha256"] in a.personal():
            return self.w("pack.withheld")
        if not file:
            return version["location"]
        return next((path for path, digest in self.manifest.items()
                     if digest == file["sha256"] and path.startswith("evidence/")), "")

    def reference(self, evidence):
        version, r = self.audit.standing(evidence), self.records
        said = r.tables["evidence_reference"].get(version["key"])
        if not said:
            return ""
        parameters = {"who": r.name(said["seen_by"]) or "–", "day": said["seen_on"] or "–",
                      "how": self.w("seen_how." + said["seen_how"]) if said["seen_how"] else "–"}
        if self.audit.is_nameless(evidence):
            return self.w("reference.nameless", **parameters)
        place = ", ".join(part for part in (version["location"], said["number"]) if part)
        return self.w("reference.whole", **parameters, kept_by=said["kept_by"] or "–", place=place or "–")

    def checklist(self):
        a, r = self.audit, self.records
        yield self.heads("word.question", "word.clause", "pack.question_text", "pack.stage", "word.site", "word.answer",
                         "word.note", "word.method", "word.interviewee", "pack.evidence_nos", "report.findings", "pack.auditor",
                         "word.date")
        for question in a.planned:
            element = a.checklist.questions[question]
            head = [question, clause_of(question), a.checklist.text(element, "text", self.language), element.get("stages")]
            given = [x for x in a.answers if x["question"] == question]
            if not given:
                yield [*head, "", self.mark_word("NONE")]
            for x in given:
                if not x["result"]:
                    yield [*head, self.site(x["site"]), self.mark_word("NONE"), x["note"]]
                    continue
                linked = [e["key"] for e in a.evidence if any(link["target"] == x["key"] for link in a.links(e["key"], "answer"))]
                yield [*head, self.site(x["site"]), self.mark_word(a.mark(x)), x["note"],
                       self.w("answer_method." + x["method"].upper()) if x["method"] else "", x["interviewee"], joined(linked),
                       joined(a.called(f) for f in a.findings_at(x["site"], question)), r.name(x["answered_by"]),
                       r.local(x["answered_at"]).date().isoformat()]

    def due_dates(self, finding):
        held = [m["held_on"] for m in self.records.of("audit_meeting", audit=self.audit.key, kind="closing")]
        if not held or not held[0]:
            return self.w("report.not_part")
        told = []
        for what, days in zip(("correction", "plan", "implementation"), DAYS[finding["grade"]]):
            due = day(held[0]) + datetime.timedelta(days)
            due += datetime.timedelta({5: 2, 6: 1}.get(due.weekday(), 0))
            key = "decision" if finding["grade"] == "OFI" and what == "plan" else what
            if days:
                told.append(f"{self.w('finding.due.' + key)}: {due}")
        if len(told) == 3:
            told[0], told[1] = told[1], told[0]  # the plan stands first
        return "\n".join(told) or self.w("report.not_part")

    def findings(self):
        a, r = self.audit, self.records
        yield self.heads("word.number", "word.audit", "pack.grade", "word.clause", "pack.questions", "word.site", "word.criterion",
                         "word.requirement", "word.statement", "word.objective_evidence", "pack.auditor", "pack.found_on",
                         "pack.raised_on", "word.state", "pack.due_dates", "pack.closed")
        for f in a.findings:
            criterion = r.tables["criterion"].get(f["criterion"], {}).get("reference", "")
            if f["criterion"] not in a.row["criteria"].split():
                criterion = ""
            linked = joined(e["key"] for e in a.evidence
                            if any(link["target"] == f["key"] for link in a.links(e["key"], "finding")))
            closed = [s["taken_on"] for s in sorted(r.of("finding_step", finding=f["key"]), key=lambda s: s["serial"])
                      if s["state"] == "CLOSED"] if f["state"] == "CLOSED" else []
            yield [a.called(f), a.key, self.w("grade." + f["grade"]), f["clause"],
                   joined(dict.fromkeys(q["question"] for q in a.at[f["key"]])), self.site(f["site"]),
                   " ".join(part for part in (criterion, f["criterion_section"]) if part), f["requirement"], f["statement"],
                   "\n".join(part for part in (f["objective_evidence"], linked) if part), r.name(f["auditor"]), f["found_on"],
                   f["raised_on"], self.w("finding_state." + f["state"]), self.due_dates(f), closed[-1] if closed else ""]

    def corrective_actions(self):
        a, r = self.audit, self.records
        yield self.heads("word.number", "word.finding", "pack.action_kind", "word.action", "word.owner", "word.due", "pack.late",
                         "pack.done_on", "word.state", "pack.verified_by", "pack.verified_on", "pack.effect_check_on",
                         "pack.effective", "pack.effect_found", "pack.evidence_nos")
        for x in a.actions():
            is_late = x["state"] in ("PROPOSED", "APPROVED", "IN_WORK") and x["due"] and day(x["due"]) < r.today
            effect = {"EFFECTIVE": "pack.yes", "NOT_EFFECTIVE": "pack.no"}.get(x["state"], "pack.effect_not_yet")
            if x["kind"] == "CORRECTION" or x["state"] == "CANCELLED":
                effect = "pack.effect_not_asked"
            linked = [e["key"] for e in a.evidence if any(link["target"] == x["key"] for link in a.links(e["key"], "action"))]
            yield [x["key"], joined(a.called(f) for f in a.findings if x["key"] in a.actions_of(f)),
                   self.w("action_kind." + x["kind"]), x["text"], self.none(r.name(x["owner"])), x["due"], self.yes(is_late),
                   x["done_on"], self.w("action_state." + x["state"]), self.none(r.name(x["verified_by"])), x["verified_on"],
                   x["effect_check_on"], self.w(effect), x["effect"], self.none(joined(linked))]

    def written(self):
        """The rows of the sheets of the fieldwork, in the order of the table in core."""
        a, r = self.audit, self.records
        yield self.heads("pack.record", "pack.row", "pack.written", "pack.evidence_nos", "pack.who", "pack.at")
        for sheet, fields in SHEETS.items():
            rows = r.of("sheet_row", audit=a.key, sheet=sheet)
            for row in sorted(rows, key=lambda row: (len(row["place"]), row["place"]) if row["place"].isdigit()
                              else tuple(int(n) if n.isdigit() else n for n in row["place"].split("."))):
                given = json.loads(row["fields"])
                told, cited = [], []
                for name, shape in fields:
                    text = given.get(name, "")
                    if shape == "Evidence":
                        cited += text.split()
                    elif text:
                        text = (self.w("choice." + text) if shape == "Choice" else r.name(text) if shape == "Person"
                                else text.rstrip("\n"))
                        told.append(self.w(f"sheet.{sheet}.{name}") + ": " + text)
                place = "" if row["place"] == "one" else self.words.get(f"sheet_row.{sheet}.{row['place']}", row["place"])
                yield [self.w("sheet." + sheet), place, "\n".join(told), self.none(joined(sorted(set(cited), key=lambda n: (len(n), n)))),
                       r.name(row["written_by"]), self.moment(row["written_at"])]

    def earlier_findings(self):
        a, r = self.audit, self.records
        yield self.heads("word.number", "word.audit", "pack.grade", "word.clause", "word.statement", "word.state", "pack.outcome",
                         "pack.became", "pack.comment", "pack.looked_by", "pack.looked_on")
        numbers = {f["key"]: a.called(f) for f in a.findings}
        for one in sorted(r.of("followed_finding", audit=a.key), key=lambda f: f["finding"]):
            source = r.tables["finding"][one["finding"]]
            outcome = self.w("report.outcome." + one["outcome"]) if one["outcome"] else self.w("report.not_looked_at")
            yield [a.called(source), source["audit"], self.w("grade." + source["grade"]), source["clause"], source["statement"],
                   self.w("finding_state." + source["state"]), outcome, self.none(numbers.get(one["became"], "")),
                   self.none(one["comment"]), self.none(r.name(one["looked_by"])), one["looked_on"]]

    def journal_extract(self):
        a, r = self.audit, self.records
        yield self.heads("word.number", "pack.at", "pack.who", "word.action", "pack.record", "pack.entry_hash")
        mine = {"EV": {e["key"] for e in a.evidence}}
        of_audit = {"audit_member", "audit_meeting", "answer", "finding", "finding_question", "finding_step", "finding_response",
                    "finding_verification", "finding_action", "finding_concern", "followed_finding", "sheet_row", "report",
                    "report_file"}
        of_evidence = {"evidence", "evidence_version", "evidence_file", "evidence_archive", "evidence_reference"}
        changes = r.db.execute(
            "SELECT e.number, e.at, e.actor, e.action, c.subject, e.hash FROM journal_change c JOIN journal_entry e "
            "ON e.number = c.entry WHERE e.number <= ? ORDER BY e.number, c.position", (r.entry,)).fetchall()
        actions = {c[4].split("/")[3] for c in changes if c[4].startswith(f"finding_action/{a.key}/")}
        for number, at, actor, action, subject, digest in changes:
            table, *parts = subject.split("/")
            here = (table in ("audit", "audit_conclusion", "audit_basis", "plan_signature", *of_audit) and parts[0] == a.key
                    or table in of_evidence and parts[0] in mine["EV"]
                    or table in ("action", "action_step") and parts[0] in actions
                    or table == "evidence_link" and parts[0] in mine["EV"]
                    and (parts[1] in ("answer", "finding") and parts[2] == a.key or parts[1] == "action" and parts[2] in actions))
            if here:
                yield [str(number), self.moment(at), r.name(actor) if actor in r.tables["person"] else "Clausebook",
                       self.words.get("action." + action, action), subject, digest]

    # --- the cover

    def cover(self, sheets):
        a, r, o, w = self.audit, self.records, self.records.organization, self.w
        row = a.row
        demo = " · " + w("pack.demo") if o["demo"] else ""
        yield [w("report.evidence_pack")]
        yield [f"{a.key} · {o['legal_name']}{demo}"]
        claim = w("claim_sentence." + (o["claim_profile"] if a.checklist.is_home else "OTHER"), scheme=o["scheme_name"],
                  clauses=o["scheme_name"], standard=a.checklist.standard)
        yield from self.block("pack", [
            ("purpose", w("pack.cover.purpose_text")), ("claim", claim), ("generated_at", self.moment(r.at)),
            ("pack_version", w("pack.entry", number=r.entry)), ("journal_hash", r.hash),
            ("data_hash", self.about["data_hash"]), ("signing_key", self.fingerprint()),
            ("confidentiality", o["confidentiality_statement"])])
        role = f", {o['representative_role']}" if o["representative_role"] else ""
        contact = f"\n{o['representative_contact']}" if o["representative_contact"] else ""
        yield from self.block("organization", [
            ("legal_name", o["legal_name"]), ("trade_names", lines(o["trade_names"])), ("address", o["address"]),
            ("scope_statement", o["scope_statement"]), ("scope_exclusions", lines(o["scope_exclusions"])),
            ("channels", lines(o["channels"])), ("report_field.sites", self.sites()),
            ("contact", o["representative_name"] + role + contact)])
        criteria = [r.tables["criterion"][key] for key in row["criteria"].split()]
        conclusion = r.tables["audit_conclusion"].get(a.key, {})
        yield from self.block("audit", [
            ("audit_number", a.key), ("audit_type", w("audit_type." + row["type"])), ("audit_title", row["title"]),
            ("audit_state", w("audit_state." + row["state"])), ("standard", a.checklist.standard),
            ("criteria", "\n".join(" · ".join(x for x in (c["reference"], c["title"], c["edition"]) if x) for c in criteria)),
            ("audit_guidance", o["audit_guidance_edition"]), ("report_field.audit.objectives", lines(row["objectives"])),
            ("audit_scope", row["scope"]),
            ("report_field.audit.methods", ", ".join(w("method." + m.upper()) if "method." + m.upper() in self.words
                                                     else w("method." + m) for m in row["methods"].split())),
            ("report_field.audit.language", w("report.language." + row["language"])),
            ("report_field.audit.auditor_days", row["auditor_days"]), ("starts_on", row["starts_on"]),
            ("ends_on", row["ends_on"]), ("period_from", row["period_from"]), ("period_to", row["period_to"]),
            ("team", self.team()), ("report_field.auditee_participants", self.participants()),
            ("report_field.distribution", lines(conclusion.get("distribution", "")))])
        yield from self.figures()
        rows = [(name, w("pack.cover.rows", count=len(content) - 1)) for name, content in sheets.items()]
        yield from self.block("report.contents", rows + [("report", path) for path in self.report_files])
        yield from self.block("checks", self.checks() or [("no_warnings", w("pack.yes"))])

    def block(self, heading, rows):
        yield []
        yield [self.w(heading if "." in heading else "pack.cover." + heading)]
        for key, value in rows:
            text = self.words.get(key) or self.words.get("pack.cover." + key) or key
            yield [text, value]

    def fingerprint(self):
        digest = hashlib.sha256(bytes.fromhex(self.key["public"])).hexdigest()[:32]
        return " ".join(digest[i:i + 4] for i in range(0, 32, 4))

    def sites(self):
        told = []
        audited = self.audit.row["sites"].split()
        for site in sorted(self.records.tables["site"].values(), key=lambda s: s["name_sort"]):
            if site["active"] or site["key"] in audited:
                people = f"{self.w('report.headcount')}: {site['headcount']}" if site["headcount"] else ""
                told.append(" · ".join(x for x in (site["name"], site["address"], site["activities"], people,
                                                   f"{self.w('report.audited')}: {self.yes(site['key'] in audited)}") if x))
        return "\n".join(told)

    def team(self):
        r, told = self.records, []
        members = r.of("audit_member", audit=self.audit.key)
        order = ["LEAD", "AUDITOR", "EXPERT", "OBSERVER"]
        for m in sorted(members, key=lambda m: (order.index(m["role"]), r.tables["person"][m["person"]]["name_sort"])):
            person = r.tables["person"][m["person"]]
            declared = f"{self.w('report_field.team.independence_declared')}: {self.yes(m['independence_declared'])}"
            told.append(" · ".join(x for x in (
                person["name"], self.w("pack.member." + m["role"]), person["organization"] or r.organization["legal_name"],
                f"{self.w('report.competence')}: {person['competence']}" if person["competence"] else "",
                declared if m["role"] in ("LEAD", "AUDITOR", "EXPERT") else "", m["independence_note"]) if x))
        return "\n".join(told)

    def participants(self):
        r, met = self.records, defaultdict(list)
        team = {m["person"] for m in r.of("audit_member", audit=self.audit.key)}
        for kind in ("opening", "closing"):
            for meeting in r.of("audit_meeting", audit=self.audit.key, kind=kind):
                for person in meeting["people"].split():
                    if person not in team:
                        met[person].append(self.w("meeting." + kind.upper()))
        people = sorted(met, key=lambda p: r.tables["person"][p]["name_sort"])
        return "\n".join(" · ".join(x for x in (r.name(p), r.tables["person"][p]["function"], ", ".join(met[p])) if x) for p in people)

    def figures(self):
        a, r = self.audit, self.records
        shares = [("" if share is None else f"{share}%") for share in (a.coverage(a.planned), a.evidence_share(a.planned))]
        rows = [("figures_as_of", self.entry_and_time(r.entry, r.at)), ("questions", str(len(a.planned))),
                ("answered", str(sum(mark != "NONE" for mark in a.marks.values()))), ("coverage", shares[0]), ("evidenced", shares[1])]
        rows += [("grade." + grade, str(sum(f["grade"] == grade for f in a.findings))) for grade in GRADES]
        reports = sorted(r.of("report", audit=a.key), key=lambda x: x["revision"])
        if reports:
            last = reports[-1]
            entry = self.entry_and_time(last["checkpoint_number"], last["issued_at"])
            rows.append(("report_figures", self.w("pack.cover.report_figures_text", revision=last["revision"], entry=entry)))
        return self.block("figures", rows)

    def checks(self):
        a, r, o = self.audit, self.records, self.records.organization
        row = a.row

        def outside(e):
            v = a.standing(e)
            return (row["period_from"] and row["period_to"] and v["period_from"] and v["period_to"]
                    and (v["period_to"] < row["period_from"] or v["period_from"] > row["period_to"]))

        numbers = [
            ("conforms_without_evidence", [q for q in a.planned if q in a.stands - a.evidenced]),
            ("not_answered", [q for q in a.planned if not any(x["question"] == q and x["result"] for x in a.answers)]),
            ("evidence_expired", [e["key"] for e in a.evidence if a.state(e) == "EXPIRED"]),
            ("evidence_not_accepted", [e["key"] for e in a.evidence if a.state(e) not in ("ACCEPTED", "EXPIRED")]),
            ("evidence_outside_period", [e["key"] for e in a.evidence if outside(e)]),
            ("evidence_withheld", [e["key"] for e in a.evidence if a.is_withheld(e)]),
            ("evidence_kept_back", [e["key"] for e in a.evidence if a.is_nameless(e) and not a.is_withheld(e)]),
            ("findings_in_draft", [a.called(f) for f in a.findings if f["state"] == "DRAFT"])]
        told = [("pack_warning." + code, joined(subjects)) for code, subjects in numbers if subjects]
        if not o["representative_name"] or not o["representative_contact"]:
            told.append(("pack_warning.no_contact", self.w("pack.yes")))
        if row["state"] not in ("REPORT_ISSUED", "FOLLOW_UP", "COMPLETED"):
            told.append(("pack_warning.report_not_issued", self.w("pack.yes")))
        return told

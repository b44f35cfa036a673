#include "store/findings.h"

#include "core/audit/audit.h"
#include "core/base/mapped.h"
#include "core/base/text.h"
#include "store/finding_row.h"

#include <algorithm>
#include <tuple>

namespace clausebook::store {
namespace {

std::optional<ClauseNumber> clause_from(const std::string& text)
{
    return text.empty() ? std::nullopt : std::optional(ClauseNumber::parse(text).value());
}

std::vector<ClauseNumber> clauses_from(const std::string& text)
{
    std::vector<ClauseNumber> clauses;
    for (const auto& word : words(text)) clauses.push_back(ClauseNumber::parse(word).value());
    return clauses;
}

Finding finding_from(const Row& row)
{
    Finding f;
    f.key = Id<Finding>(row.text("key"));
    f.version = row.number("version");
    f.audit = Id<Audit>(row.text("audit"));
    f.serial = static_cast<int>(row.number("serial"));
    f.number = row.text("number");
    f.grade = parse_grade(row.text("grade")).value();
    f.state = parse_finding_state(row.text("state")).value();
    f.clause = clause_from(row.text("clause"));
    f.secondary_clauses = clauses_from(row.text("secondary_clauses"));
    f.site = Id<Site>(row.text("site"));
    f.process = row.text("process");
    f.criterion = Id<Criterion>(row.text("criterion"));
    f.criterion_section = row.text("criterion_section");
    f.auditor = Id<Person>(row.text("auditor"));
    f.auditee_contact = Id<Person>(row.text("auditee_contact"));
    f.found_on = row.date("found_on").value();
    f.requirement = row.text("requirement");
    f.objective_evidence = row.text("objective_evidence");
    f.statement = row.text("statement");
    f.grade_reason = row.text("grade_reason");
    f.repeat_of = row.text("repeat_of");
    f.raised_by = Id<Person>(row.text("raised_by"));
    f.raised_on = row.date("raised_on");
    f.withdrawn_by = Id<Person>(row.text("withdrawn_by"));
    f.withdrawn_on = row.date("withdrawn_on");
    f.withdrawn_reason = row.text("withdrawn_reason");
    return f;
}

std::vector<Finding> findings_from(const Rows& rows)
{
    std::vector<Finding> found;
    for (const auto& row : rows) found.push_back(finding_from(row));
    return found;
}

/// A text that sorts as the standard prints: "07.04", letters after numbers, no clause last.
std::string clause_sort_key(const std::optional<ClauseNumber>& clause)
{
    if (!clause) return "~";
    std::string key;
    std::string part;
    for (const char c : clause->str() + ".") {
        if (c != '.') {
            part += c;
            continue;
        }
        if (!key.empty()) key += '.';
        key += part.size() == 1 && part[0] <= '9' ? "0" + part : part;
        part.clear();
    }
    return key;
}

FindingFrame::Phase phase_of(const std::string& state)
{
    using enum FindingFrame::Phase;
    if (state == "IN_PROGRESS" || state == "FIELDWORK_DONE" || state == "REPORT_DRAFT") return Working;
    if (state == "REPORT_REVIEW") return UnderReview;
    if (state == "REPORT_ISSUED" || state == "FOLLOW_UP" || state == "COMPLETED") return Issued;
    return state == "CANCELLED" ? Cancelled : Before;
}

std::string question_key(const Id<Finding>& finding, const FindingQuestion& question)
{
    return finding.str() + "/" + question.site + "/" + question.question.str();
}

FindingQuestion question_from(const Row& row)
{
    return {row.text("site"), QuestionId::parse(row.text("question")).value()};
}

std::string joined_clauses(const std::vector<ClauseNumber>& clauses)
{
    return joined(mapped(clauses, &ClauseNumber::str));
}

Record record_of(const Finding& f)
{
    const auto date = [](const std::optional<Date>& day) {
        return date_text(day);
    };
    return {{"audit", f.audit.str()},
            {"serial", std::int64_t{f.serial}},
            {"number", f.number},
            {"grade", std::string(str(f.grade))},
            {"state", std::string(str(f.state))},
            {"clause", f.clause ? f.clause->str() : std::string()},
            {"clause_sort", clause_sort_key(f.clause)},
            {"secondary_clauses", joined_clauses(f.secondary_clauses)},
            {"site", optional_text(f.site.str())},
            {"process", f.process},
            {"criterion", optional_text(f.criterion.str())},
            {"criterion_section", f.criterion_section},
            {"requirement", f.requirement},
            {"objective_evidence", f.objective_evidence},
            {"statement", f.statement},
            {"grade_reason", f.grade_reason},
            {"repeat_of", f.repeat_of},
            {"auditor", f.auditor.str()},
            {"auditee_contact", optional_text(f.auditee_contact.str())},
            {"found_on", to_string(f.found_on)},
            {"raised_by", optional_text(f.raised_by.str())},
            {"raised_on", date(f.raised_on)},
            {"withdrawn_by", optional_text(f.withdrawn_by.str())},
            {"withdrawn_on", date(f.withdrawn_on)},
            {"withdrawn_reason", f.withdrawn_reason},
            {"text_fold",
             folded(joined({f.number, f.process, f.criterion_section, f.requirement, f.objective_evidence,
                            f.statement, f.grade_reason, f.repeat_of},
                           "\n"))}};
}

} // namespace

std::optional<FindingFrame> finding_frame(const Reading& db, const Id<Audit>& audit)
{
    const auto row =
        db.row("SELECT type, state, lead, sites, criteria, clauses FROM audit WHERE key = ?", {audit.str()});
    if (!row) return std::nullopt;
    FindingFrame frame;
    frame.audit = audit;
    frame.kind = kind_of(parse_audit_type(row->text("type")).value());
    frame.phase = phase_of(row->text("state"));
    frame.lead = Id<Person>(row->text("lead"));
    frame.auditors.insert(frame.lead);
    frame.team.insert(frame.lead);
    for (const auto& member :
         db.rows("SELECT person, role FROM audit_member WHERE audit = ?", {audit.str()})) {
        const Id<Person> person(member.text("person"));
        frame.team.insert(person);
        if (member.text("role") == "LEAD" || member.text("role") == "AUDITOR") frame.auditors.insert(person);
    }
    for (const auto& site : words(row->text("sites"))) frame.sites.emplace_back(site);
    for (const auto& criterion : words(row->text("criteria"))) frame.criteria.emplace_back(criterion);
    frame.clauses = clauses_from(row->text("clauses"));
    if (const auto closing =
            db.row("SELECT held_on FROM audit_meeting WHERE audit = ? AND kind = 'closing'", {audit.str()}))
        frame.closing_meeting = closing->date("held_on");
    return frame;
}

std::vector<Finding> findings_by(const Reading& db, std::string_view sql, const Params& params)
{
    return findings_from(db.rows(sql, params));
}

std::optional<Finding> finding(const Reading& db, const Id<Finding>& key)
{
    const auto row = db.row("SELECT * FROM finding WHERE key = ?", {key.str()});
    return row ? std::optional(finding_from(*row)) : std::nullopt;
}

std::optional<Finding> finding_of_number(const Reading& db, const std::string& number)
{
    if (number.empty()) return std::nullopt;
    const auto row = db.row("SELECT * FROM finding WHERE number = ? AND number <> ''", {number});
    return row ? std::optional(finding_from(*row)) : std::nullopt;
}

Id<Finding> save(Writing& verb, Finding finding)
{
    if (finding.key.empty()) {
        finding.serial = static_cast<int>(verb.next_number(finding.audit.str() + "/f"));
        finding.key = finding_key(finding.audit, finding.serial);
    }
    verb.put("finding", finding.key.str(), record_of(finding), finding.version);
    return finding.key;
}

std::string next_finding_number(Writing& verb, const Id<Audit>& audit)
{
    return finding_number(audit, verb.next_number(audit.str() + "/finding"));
}

bool attach(Writing& verb, const Finding& finding, const FindingQuestion& question)
{
    const auto key = question_key(finding.key, question);
    if (verb.row("SELECT key FROM finding_question WHERE key = ?", {key})) return false;
    verb.put("finding_question", key,
             {{"finding", finding.key.str()},
              {"audit", finding.audit.str()},
              {"site", question.site},
              {"question", question.question.str()}},
             0);
    return true;
}

bool detach(Writing& verb, const Finding& finding, const FindingQuestion& question)
{
    const auto key = question_key(finding.key, question);
    const auto row = verb.row("SELECT version FROM finding_question WHERE key = ?", {key});
    if (!row) return false;
    verb.remove("finding_question", key, row->number("version"));
    return true;
}

std::vector<FindingQuestion> questions_of(const Reading& db, const Id<Finding>& finding)
{
    std::vector<FindingQuestion> found;
    for (const auto& row :
         db.rows("SELECT site, question FROM finding_question WHERE finding = ?", {finding.str()}))
        found.push_back(question_from(row));
    std::sort(found.begin(), found.end(), [](const FindingQuestion& a, const FindingQuestion& b) {
        return std::tie(a.question, a.site) < std::tie(b.question, b.site);
    });
    return found;
}

std::vector<Finding> findings_of(const Reading& db, const Id<Audit>& audit, const FindingQuestion& question)
{
    return findings_from(db.rows("SELECT f.* FROM finding_question q JOIN finding f ON f.key = q.finding "
                                 "WHERE q.audit = ? AND q.site = ? AND q.question = ? ORDER BY f.serial",
                                 {audit.str(), question.site, question.question.str()}));
}

std::vector<Finding> findings_of(const Reading& db, const Id<Audit>& audit)
{
    return findings_from(db.rows("SELECT * FROM finding WHERE audit = ? ORDER BY serial", {audit.str()}));
}

std::vector<FindingOnQuestion> findings_by_question(const Reading& db, const Id<Audit>& audit)
{
    std::vector<FindingOnQuestion> found;
    for (const auto& row : db.rows("SELECT f.*, q.site AS question_site, q.question FROM finding_question q "
                                   "JOIN finding f ON f.key = q.finding WHERE q.audit = ? ORDER BY f.serial",
                                   {audit.str()}))
        found.push_back({{row.text("question_site"), QuestionId::parse(row.text("question")).value()},
                         finding_from(row)});
    return found;
}

bool has_live_finding(const Reading& db, const Id<Audit>& audit, const std::string& site,
                      const QuestionId& question)
{
    return db.number("SELECT count(*) FROM finding_question q JOIN finding f ON f.key = q.finding "
                     "WHERE q.audit = ? AND q.site = ? AND q.question = ? AND f.state <> 'WITHDRAWN'",
                     {audit.str(), site, question.str()})
        != 0;
}

std::string answered(const Reading& db, const Id<Audit>& audit, const FindingQuestion& question)
{
    const auto row = db.row("SELECT result FROM answer WHERE audit = ? AND site = ? AND question = ?",
                            {audit.str(), question.site, question.question.str()});
    return row ? row->text("result") : std::string();
}

std::vector<FindingEvidence> evidence_of(const Reading& db, const Id<Finding>& finding)
{
    std::vector<FindingEvidence> found;
    for (const auto& row : db.rows("SELECT e.key, e.title, e.state, e.confidentiality, l.locator, l.note "
                                   "FROM evidence_link l JOIN evidence e ON e.key = l.evidence "
                                   "WHERE l.kind = 'finding' AND l.target = ? ORDER BY e.serial",
                                   {finding.str()}))
        found.push_back({row.text("key"), row.text("title"), row.text("state"), row.text("confidentiality"),
                         row.text("locator"), row.text("note")});
    return found;
}

} // namespace clausebook::store

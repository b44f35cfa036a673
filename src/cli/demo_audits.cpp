#include "cli/demo_house.h"
#include "core/audit/lifecycle.h"
#include "store/answers.h"
#include "store/audits.h"
#include "store/findings.h"
#include "workspace/answers.h"
#include "workspace/evidence_links.h"
#include "workspace/findings.h"
#include "workspace/reports.h"

#include <algorithm>

namespace clausebook::cli {
namespace {

/// One of the two audits and what its steps need.
struct Course {
    DemoHouse& house;
    int number = 1;
    Id<Audit> audit{};

    std::string text(const std::string& name) const
    {
        return house.text("audit" + std::to_string(number) + "." + name);
    }
    Version version() const { return store::audit(house.workspace.read(), audit).value().version; }

    void step(AuditState to) const
    {
        house.work();
        advance(house.workspace, house.who("selin"), audit, version(), to);
    }
};

std::vector<ClauseNumber> clauses_from(const std::string& first, const std::string& last)
{
    std::vector<ClauseNumber> clauses;
    for (const auto& clause : current_checklist().clauses)
        if (first <= clause.group.str() && clause.group.str() <= last) clauses.push_back(clause.number);
    return clauses;
}

Audit frame_of(const Course& course, int starts, int ends)
{
    const auto& house = course.house;
    Audit audit;
    audit.title = course.text("title");
    audit.objectives = course.text("objectives");
    audit.scope = course.text("scope");
    audit.risk_basis = course.text("risk_basis");
    audit.methods = {AuditMethod::Interview, AuditMethod::Document, AuditMethod::Observation,
                     AuditMethod::TestContact};
    for (const auto& [reference, key] : house.criteria) audit.criteria.push_back(key);
    audit.starts_on = house.clock.working_day(starts);
    audit.ends_on = house.clock.working_day(ends);
    audit.lead = house.who("selin").person;
    return audit;
}

/// From the making of an audit to its opening meeting.
void prepare(Course& course, const Audit& frame, int made, int opened)
{
    auto& house = course.house;
    auto& workspace = house.workspace;
    const auto& selin = house.who("selin");
    house.clock.go_to(made);
    course.audit = create_audit(workspace, house.who("zeynep"), frame,
                                {{house.who("elif").person, MemberRole::Auditor}});
    for (const auto* login : {"selin", "elif"}) {
        house.work();
        declare_independence(workspace, house.who(login), course.audit, house.who(login).person, "");
    }
    course.step(AuditState::Preparing);
    issue_plan(workspace, selin, course.audit, course.version());
    house.clock.go_to(made - 2);
    accept_plan(workspace, house.who("murat"), course.audit, course.version());
    course.step(AuditState::Ready);
    house.clock.go_to(opened);
    std::vector<Id<Person>> there;
    for (const auto* login : {"selin", "elif", "murat", "burak"}) there.push_back(house.who(login).person);
    record_meeting(workspace, selin,
                   {course.audit, 0, MeetingKind::Opening, workspace.today(), there, course.text("opening")});
    course.step(AuditState::InProgress);
}

/// Who asks what: the lead guiding principles to planning, the auditor operation and improvement.
const Actor& auditor_of(const DemoHouse& house, const QuestionId& question)
{
    return house.who(question.clause().chapter() < "7" ? "selin" : "elif");
}

AnswerKey answer_key(const Course& course, const QuestionId& question)
{
    return {course.audit, question};
}

void give_answer(const Course& course, const DemoAnswer& row)
{
    course.house.work();
    answer(course.house.workspace, auditor_of(course.house, row.question), answer_key(course, row.question),
           row.change, 0);
}

void link_file(const Course& course, const std::string& file, const LinkTarget& target,
               const std::string& place)
{
    const auto& house = course.house;
    const auto key = house.evidence.at(file);
    const auto db = house.workspace.read();
    const auto record = evidence_dossier(db, house.who("zeynep"), key).evidence;
    const bool for_few = record.fields.confidentiality == Confidentiality::Confidential
        || record.fields.confidentiality == Confidentiality::Personal;
    const bool theirs = record.registered_by == house.who("elif").person;
    const auto& linker = theirs ? house.who("elif") : house.who(for_few ? "zeynep" : "selin");
    link_evidence(house.workspace, linker, key, target, place, "", 0);
}

/// Links each piece of evidence to the questions it answers, as far as the audit has answered them.
void link_evidence_of(const Course& course, const std::vector<DemoAnswer>& answers)
{
    for (const auto& piece : demo_evidence())
        for (const auto& [question, place] : piece.questions) {
            const auto same = [&, q = question](const DemoAnswer& row) {
                return row.question.str() == q;
            };
            const auto row = std::find_if(answers.begin(), answers.end(), same);
            if (row == answers.end()) continue;
            if (course.number == 2 && row->change.choice != Mark::Conforms) continue;
            course.house.clock.pass(std::chrono::seconds(20));
            link_file(course, piece.file, {LinkKind::Answer, answer_key(course, row->question).str()},
                      place.empty() ? piece.locator : place);
        }
}

Id<Finding> finding_on(const Course& course, const DemoFinding& row)
{
    const auto db = course.house.workspace.read();
    const auto there = store::findings_of(db, course.audit, {"all", row.question});
    if (!there.empty()) return there.front().key;
    return draft_finding(course.house.workspace, auditor_of(course.house, row.question),
                         {course.audit, row.grade, FindingQuestion{"all", row.question}, {}, {}});
}

/// Writes a finding the way its auditor does: text, questions it also hangs on, evidence. Returns its key.
Id<Finding> write_finding(const Course& course, const DemoFinding& row)
{
    auto& house = course.house;
    auto& workspace = house.workspace;
    const auto& auditor = auditor_of(house, row.question);
    house.work();
    auto key = finding_on(course, row);
    auto text = text_of(store::finding(workspace.read(), key).value());
    text.criterion = house.criteria.at(row.criterion);
    text.criterion_section = row.section;
    text.process = row.process;
    text.auditee_contact = house.who("murat").person;
    text.requirement = row.requirement;
    text.objective_evidence = row.objective_evidence;
    text.statement = row.statement;
    text.grade_reason = row.grade_reason;
    for (const auto& more : row.more) text.secondary_clauses.push_back(more.clause());
    change_finding(workspace, auditor, key, text);
    for (const auto& more : row.more) attach_question(workspace, auditor, key, {"all", more});
    for (const auto& [file, place] : row.evidence)
        link_file(course, file, {LinkKind::Finding, key.str()}, place);
    return key;
}

std::vector<DemoFinding> findings_of(int audit)
{
    auto rows = demo_findings();
    std::erase_if(rows, [&](const DemoFinding& row) { return row.audit != audit; });
    return rows;
}

/// Four days of questions, a chapter or two a day; the answers whose finding hangs elsewhere come after it.
void first_fieldwork(const Course& course)
{
    auto& house = course.house;
    const auto answers = demo_answers(1);
    const auto findings = findings_of(1);
    const auto later = [&](const DemoAnswer& row) {
        return std::any_of(findings.begin(), findings.end(), [&](const DemoFinding& finding) {
            return std::find(finding.more.begin(), finding.more.end(), row.question) != finding.more.end();
        });
    };
    for (const auto& row : answers) {
        house.clock.go_to(44 - (row.question.clause().chapter().front() - '0'));
        if (!later(row)) give_answer(course, row);
    }
    bring_evidence(house, "elif");
    for (const auto& row : findings) write_finding(course, row);
    for (const auto& row : answers)
        if (later(row)) give_answer(course, row);
    link_evidence_of(course, answers);
}

void approve_and_raise(const Course& course)
{
    auto& house = course.house;
    std::vector<AnswerRead> not_applicable;
    for (const auto& answer : store::answers(house.workspace.read(), course.audit))
        if (answer.result == Result::NA) not_applicable.push_back({answer.key, answer.version});
    approve_not_applicable(house.workspace, house.who("selin"), course.audit, not_applicable);
    for (const auto& finding : store::findings_of(house.workspace.read(), course.audit)) {
        house.work();
        raise(house.workspace, house.who("selin"), finding.key, finding.version);
    }
}

Conclusion conclusion_of(const Course& course)
{
    Conclusion conclusion = store::conclusion(course.house.workspace.read(), course.audit);
    for (const auto& field : conclusion_fields())
        conclusion.*field.text = course.text(std::string(field.name));
    return conclusion;
}

} // namespace

Id<Audit> tell_first_audit(DemoHouse& house)
{
    Course course{house};
    auto frame = frame_of(course, 40, 35);
    frame.clauses = clauses_from("4", "8");
    frame.sites = {house.sites.at("istanbul"), house.sites.at("kadikoy")};
    frame.period_from = house.clock.days_before(160);
    frame.period_to = house.clock.days_before(70);
    frame.auditor_days = "6";
    prepare(course, frame, 50, 40);
    first_fieldwork(course);

    const auto& selin = house.who("selin");
    house.clock.go_to(35);
    approve_and_raise(course);
    auto closing = store::meeting(house.workspace.read(), course.audit, MeetingKind::Opening).value();
    closing.version = 0;
    closing.kind = MeetingKind::Closing;
    closing.held_on = house.workspace.today();
    closing.note = course.text("closing");
    record_meeting(house.workspace, selin, closing);
    course.step(AuditState::FieldworkDone);
    house.clock.go_to(33);
    course.step(AuditState::ReportDraft);
    save_conclusion(house.workspace, selin, conclusion_of(course));
    house.clock.go_to(31);
    prepare_report(house.workspace, selin, course.audit, course.version());
    house.clock.go_to(29);
    return course.audit;
}

void tell_second_audit(DemoHouse& house, const Id<Audit>& first)
{
    Course course{house, 2};
    auto frame = frame_of(course, 2, -4);
    frame.clauses = clauses_from("6", "8");
    frame.sites = {house.sites.at("bursa")};
    frame.period_from = house.clock.days_before(69);
    frame.period_to = house.clock.days_before(10);
    frame.auditor_days = "3.5";
    prepare(course, frame, 12, 2);
    auto answers = demo_answers(2);
    answers.back().change.flag = Flag::Up;
    for (const auto& row : answers) give_answer(course, row);
    house.clock.go_to(1);
    link_evidence_of(course, answers);
    for (const auto& row : findings_of(2)) {
        const auto key = write_finding(course, row);
        auto text = text_of(store::finding(house.workspace.read(), key).value());
        text.repeat_of = finding_number(first, 1);
        change_finding(house.workspace, auditor_of(house, row.question), key, text);
    }
}

} // namespace clausebook::cli

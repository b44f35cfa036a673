// The demo's audits: last year's, this year's, the one under way and the next.

#include "cli/demo_house.h"
#include "core/audit/lifecycle.h"
#include "store/answers.h"
#include "store/audits.h"
#include "store/findings.h"
#include "workspace/answers.h"
#include "workspace/evidence.h"
#include "workspace/evidence_links.h"
#include "workspace/findings.h"
#include "workspace/reports.h"

#include <algorithm>

namespace clausebook::cli {
namespace {

/// One of the audits and what its steps need.
struct Course {
    DemoHouse& house;
    DemoAudit which;

    Id<Audit> audit() const { return house.audits.at(which); }
    std::string text(const std::string& name) const { return house.text(name_of(which) + "." + name); }
    Version version() const { return store::audit(house.workspace.read(), audit()).value().version; }
    int days(int this_year) const { return this_year + (which == DemoAudit::LastYear ? a_year_before : 0); }

    void step(AuditState to) const
    {
        house.work();
        advance(house.workspace, house.who("selin"), audit(), version(), to);
    }
};

/// The auditors beside the lead.
std::vector<std::string> auditors_of(DemoAudit which)
{
    if (which == DemoAudit::LastYear) return {"onur"};
    if (which == DemoAudit::UnderWay) return {"elif", "onur"};
    return {"elif"};
}

std::vector<ClauseNumber> clauses_from(const std::string& first, const std::string& last)
{
    std::vector<ClauseNumber> clauses;
    for (const auto& clause : current_checklist().clauses)
        if (first <= clause.group.str() && clause.group.str() <= last) clauses.push_back(clause.number);
    return clauses;
}

struct Period {
    int from;
    int to;
};

Audit frame_of(const Course& course, Period held)
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
    audit.starts_on = house.clock.working_day(held.from);
    audit.ends_on = house.clock.working_day(held.to);
    audit.lead = house.who("selin").person;
    return audit;
}

void make(const Course& course, const Audit& frame)
{
    auto& house = course.house;
    std::vector<TeamPlace> team;
    for (const auto& handle : auditors_of(course.which))
        team.push_back({house.who(handle).person, MemberRole::Auditor});
    house.audits[course.which] = create_audit(house.workspace, house.who("zeynep"), frame, team);
    auto judges = auditors_of(course.which);
    judges.insert(judges.begin(), "selin");
    for (const auto& handle : judges) {
        house.work();
        declare_independence(house.workspace, house.who(handle), course.audit(), house.who(handle).person,
                             "");
    }
    course.step(AuditState::Preparing);
    write_demo_plan(house, course.which);
    issue_plan(house.workspace, house.who("selin"), course.audit(), course.version());
}

void agree(const Course& course)
{
    accept_plan(course.house.workspace, course.house.who("murat"), course.audit(), course.version());
    course.step(AuditState::Ready);
}

void open(const Course& course)
{
    auto& house = course.house;
    std::vector<Id<Person>> there;
    for (const auto* handle : {"selin", "murat", "burak"}) there.push_back(house.who(handle).person);
    for (const auto& handle : auditors_of(course.which)) there.push_back(house.who(handle).person);
    record_meeting(
        house.workspace, house.who("selin"),
        {course.audit(), 0, MeetingKind::Opening, house.workspace.today(), there, course.text("opening")});
    course.step(AuditState::InProgress);
}

/// Who asks what: the lead guiding principles to planning, the last auditor improvement, the first the rest.
const Actor& auditor_of(const Course& course, const QuestionId& question)
{
    const auto auditors = auditors_of(course.which);
    const auto chapter = question.clause().chapter();
    if (chapter < "7") return course.house.who("selin");
    return course.house.who(chapter < "8" ? auditors.front() : auditors.back());
}

AnswerKey answer_key(const Course& course, const QuestionId& question)
{
    return {course.audit(), question};
}

void give_answer(const Course& course, const DemoAnswer& row)
{
    course.house.work();
    answer(course.house.workspace, auditor_of(course, row.question), answer_key(course, row.question),
           row.change, 0);
}

/// Who links a piece: the auditor who brought it; the quality manager what is for few; the lead the rest.
const Actor& linker(const Course& course, const DemoEvidence& piece)
{
    const auto auditors = auditors_of(course.which);
    if (std::find(auditors.begin(), auditors.end(), piece.brought_by) != auditors.end())
        return course.house.who(piece.brought_by);
    const bool for_few = piece.confidentiality == Confidentiality::Confidential
        || piece.confidentiality == Confidentiality::Personal;
    return course.house.who(for_few ? "zeynep" : "selin");
}

void link_piece(const Course& course, const DemoEvidence& piece, const LinkTarget& target,
                const std::string& place)
{
    course.house.clock.pass(std::chrono::seconds(20));
    link_evidence(course.house.workspace, linker(course, piece), course.house.evidence.at(piece.name), target,
                  {place, {}}, 0);
}

/// Links each piece of evidence to the questions it answers, as far as the audit has answered them.
void link_evidence_of(const Course& course, const std::vector<DemoAnswer>& answers)
{
    for (const auto& piece : course.house.pieces) {
        if (piece.audits.find(static_cast<char>(course.which)) == std::string::npos) continue;
        for (const auto& [question, place] : piece.questions) {
            const auto same = [&, q = question](const DemoAnswer& row) {
                return row.question.str() == q;
            };
            const auto row = std::find_if(answers.begin(), answers.end(), same);
            if (row == answers.end()) continue;
            if (course.which == DemoAudit::UnderWay && row->change.choice != Mark::Conforms) continue;
            link_piece(course, piece, {LinkKind::Answer, answer_key(course, row->question).str()},
                       place.empty() ? piece.locator : place);
        }
    }
}

Id<Finding> finding_on(const Course& course, const DemoFinding& row)
{
    const auto there =
        store::findings_of(course.house.workspace.read(), course.audit(), {"all", row.question});
    if (!there.empty()) return there.front().key;
    return draft_finding(course.house.workspace, auditor_of(course, row.question),
                         {course.audit(), row.grade, FindingQuestion{"all", row.question}, {}, {}});
}

std::string number_of(const DemoHouse& house, const std::string& name)
{
    return name.empty() ? "" : store::finding(house.workspace.read(), house.findings.at(name)).value().number;
}

FindingText text_of(const DemoHouse& house, const DemoFinding& row, const Finding& standing)
{
    auto text = clausebook::text_of(standing);
    text.criterion = house.criteria.at(row.criterion);
    text.criterion_section = row.section;
    text.process = row.process;
    text.auditee_contact = house.who(row.contact).person;
    if (!row.site.empty()) text.site = house.sites.at(row.site);
    text.requirement = row.requirement;
    text.objective_evidence = row.objective_evidence;
    text.statement = row.statement;
    text.grade_reason = row.grade_reason;
    text.repeat_of = number_of(house, row.repeats);
    for (const auto& more : row.more) text.secondary_clauses.push_back(more.clause());
    return text;
}

/// Writes a finding the way its auditor does: text, questions it also hangs on, evidence.
void write_finding(const Course& course, const DemoFinding& row)
{
    auto& house = course.house;
    const auto& auditor = auditor_of(course, row.question);
    house.work();
    const auto key = finding_on(course, row);
    house.findings[row.name] = key;
    change_finding(house.workspace, auditor, key,
                   text_of(house, row, store::finding(house.workspace.read(), key).value()));
    for (const auto& more : row.more) attach_question(house.workspace, auditor, key, {"all", more});
    for (const auto& [name, place] : row.evidence)
        link_piece(course, house.piece(name), {LinkKind::Finding, key.str()}, place);
}

std::vector<DemoFinding> findings_of(const Course& course)
{
    auto rows = course.house.deviations;
    std::erase_if(rows, [&](const DemoFinding& row) { return row.audit != course.which; });
    return rows;
}

/// True for an answer whose finding hangs on another question first: it is given after that.
bool waits_for_finding(const Course& course, const DemoAnswer& row)
{
    const auto findings = findings_of(course);
    return std::any_of(findings.begin(), findings.end(), [&](const DemoFinding& finding) {
        return std::find(finding.more.begin(), finding.more.end(), row.question) != finding.more.end();
    });
}

void answer_chapter(const Course& course, const std::string& chapter)
{
    for (const auto& row : demo_answers(course.which))
        if (row.question.clause().chapter() == chapter && !waits_for_finding(course, row))
            give_answer(course, row);
}

void write_up(const Course& course)
{
    const auto answers = demo_answers(course.which);
    for (const auto& row : findings_of(course)) write_finding(course, row);
    for (const auto& row : answers)
        if (waits_for_finding(course, row)) give_answer(course, row);
    link_evidence_of(course, answers);
}

/// The lead takes a finding back that a paper shown at the end of fieldwork has answered.
void take_back(const Course& course, const DemoFinding& row)
{
    auto& house = course.house;
    const auto key = house.findings.at(row.name);
    house.work();
    withdraw(house.workspace, house.who("selin"), key, house.text("withdrawn." + row.name + ".reason"),
             store::finding(house.workspace.read(), key).value().version);
    const auto at = answer_key(course, row.question);
    AnswerChange change;
    change.choice = Mark::Opportunity;
    change.note = house.text("withdrawn." + row.name + ".note");
    answer(house.workspace, auditor_of(course, row.question), at, change,
           store::answer(house.workspace.read(), at).value().version);
}

void approve_and_raise(const Course& course)
{
    auto& house = course.house;
    std::vector<AnswerRead> not_applicable;
    for (const auto& answer : store::answers(house.workspace.read(), course.audit()))
        if (answer.result == Result::NA) not_applicable.push_back({answer.key, answer.version});
    approve_not_applicable(house.workspace, house.who("selin"), course.audit(), not_applicable);
    for (const auto& row : findings_of(course)) {
        house.work();
        const auto key = house.findings.at(row.name);
        raise(house.workspace, house.who("selin"), key,
              store::finding(house.workspace.read(), key).value().version);
        if (house.texts.contains("withdrawn." + row.name + ".reason")) take_back(course, row);
    }
}

void close(const Course& course)
{
    auto& house = course.house;
    approve_and_raise(course);
    auto closing = store::meeting(house.workspace.read(), course.audit(), MeetingKind::Opening).value();
    closing.version = 0;
    closing.kind = MeetingKind::Closing;
    closing.held_on = house.workspace.today();
    closing.note = course.text("closing");
    record_meeting(house.workspace, house.who("selin"), closing);
    course.step(AuditState::FieldworkDone);
}

void conclude(const Course& course)
{
    course.step(AuditState::ReportDraft);
    auto conclusion = store::conclusion(course.house.workspace.read(), course.audit());
    for (const auto& field : conclusion_fields())
        conclusion.*field.text = course.text(std::string(field.name));
    save_conclusion(course.house.workspace, course.house.who("selin"), conclusion);
}

Audit whole_process(const Course& course)
{
    const auto& house = course.house;
    auto frame = frame_of(course, {course.days(40), course.days(35)});
    frame.clauses = clauses_from("4", "8");
    frame.sites = {house.sites.at("istanbul")};
    if (course.which == DemoAudit::ThisYear) frame.sites.push_back(house.sites.at("kadikoy"));
    frame.period_from = house.clock.days_before(course.days(160));
    frame.period_to = house.clock.days_before(course.days(70));
    frame.auditor_days = course.which == DemoAudit::ThisYear ? "6" : "4";
    return frame;
}

} // namespace

void plan_audit(DemoHouse& house, DemoAudit which)
{
    const Course course{house, which};
    const auto on = [&](int days, auto what) {
        house.timeline.on(course.days(days), [course, what] { what(course); });
    };
    on(50, [](const Course& c) { make(c, whole_process(c)); });
    on(48, agree);
    on(40, open);
    for (const auto* chapter : {"4", "5", "6", "7", "8"}) // a day each
        on(44 - (*chapter - '0'), [chapter](const Course& c) { answer_chapter(c, chapter); });
    on(36, write_up);
    on(35, close);
    on(33, conclude);
    on(31, [](const Course& c) {
        prepare_report(c.house.workspace, c.house.who("selin"), c.audit(), c.version());
    });
}

void plan_audit_under_way(DemoHouse& house)
{
    const Course course{house, DemoAudit::UnderWay};
    house.timeline.on(12, [course] {
        auto frame = frame_of(course, {2, -4});
        frame.clauses = clauses_from("6", "8");
        frame.sites = {course.house.sites.at("bursa")};
        frame.period_from = course.house.clock.days_before(69);
        frame.period_to = course.house.clock.days_before(10);
        frame.auditor_days = "3.5";
        make(course, frame);
    });
    house.timeline.on(10, [course] { agree(course); });
    house.timeline.on(2, [course] {
        open(course);
        auto answers = demo_answers(DemoAudit::UnderWay);
        answers.back().change.flag = Flag::Up;
        for (const auto& row : answers) give_answer(course, row);
    });
    house.timeline.on(1, [course] {
        link_evidence_of(course, demo_answers(DemoAudit::UnderWay));
        for (const auto& row : findings_of(course)) write_finding(course, row);
    });
}

void plan_next_audit(DemoHouse& house)
{
    const Course course{house, DemoAudit::Next};
    house.timeline.on(5, [course] {
        auto frame = frame_of(course, {-24, -26});
        frame.clauses = clauses_from("4", "5");
        frame.sites = {course.house.sites.at("kadikoy")};
        frame.period_from = course.house.clock.days_before(69);
        frame.period_to = course.house.clock.days_before(-20);
        frame.auditor_days = "2";
        make(course, frame);
    });
}

void complete_last_year(DemoHouse& house)
{
    Course{house, DemoAudit::LastYear}.step(AuditState::Completed);
}

} // namespace clausebook::cli

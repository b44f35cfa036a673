// One audit of a generated organization: planned, held, reported, followed up, as its verbs are meant.

#include "store/audits.h"

#include "core/audit/lifecycle.h"
#include "house.h"
#include "store/answers.h"
#include "store/findings.h"
#include "workspace/answers.h"
#include "workspace/audits.h"
#include "workspace/evidence_links.h"
#include "workspace/findings.h"
#include "workspace/plans.h"
#include "workspace/reports.h"
#include "workspace/sheets.h"

namespace clausebook::bench {
namespace {

/// An audit under way and who holds it.
struct Held {
    House& house;
    Course course;
    Id<Audit> key{};
    std::vector<Id<Finding>> findings{};
    int opportunities = 0; ///< of them

    std::size_t seed(std::size_t n) const { return static_cast<std::size_t>(course.number) * 1000 + n; }
    Version version() const { return store::audit(house.workspace.read(), key).value().version; }
    void step(AuditState to) const { advance(house.workspace, house.lead, key, version(), to); }
};

Audit frame_of(const Held& held)
{
    const auto& house = held.house;
    const auto today = house.workspace.today();
    Audit frame;
    frame.title = "Complaints handling, audit " + std::to_string(held.course.number + 1);
    frame.objectives = "Does it conform?\nDoes it work?";
    frame.scope = "All channels of all sites";
    frame.risk_basis = "Complaints rose";
    frame.methods = {AuditMethod::Interview, AuditMethod::Document};
    frame.criteria = {house.procedure};
    frame.sites = {Id<Site>("S-01")};
    for (const auto& clause : current_checklist().clauses) frame.clauses.push_back(clause.number);
    frame.period_from = plus_days(today, -365);
    frame.period_to = plus_days(today, -1);
    frame.starts_on = today;
    frame.ends_on = plus_days(today, 4);
    frame.auditor_days = "5";
    frame.lead = house.lead.person;
    return frame;
}

void plan(const Held& held)
{
    const auto& house = held.house;
    const auto write = [&](const char* sheet, std::map<std::string, std::string, std::less<>> fields) {
        SheetRow row{held.key, sheet, "one", 0, std::move(fields), {}, {}};
        save_row(house.workspace, house.lead, std::move(row));
    };
    write("basis", {{"programme_ref", "Programme"}});
    write("sampling",
          {{"population", "All"}, {"method", "JUDGEMENT"}, {"size_rule", "By risk"}, {"size", "25"}});
    write("logistics", {{"documents_needed", "Procedure"}});
    propose_timetable(house.workspace, house.lead, held.key,
                      {"Opening", "Files", "Team", "Closing", "Representative", "Head office"});
}

void open(Held& held)
{
    const auto& house = held.house;
    auto& workspace = house.workspace;
    held.key =
        create_audit(workspace, house.quality, frame_of(held), {{house.auditor.person, MemberRole::Auditor}});
    for (const auto* member : {&house.lead, &house.auditor})
        declare_independence(workspace, *member, held.key, member->person, "");
    held.step(AuditState::Preparing);
    plan(held);
    issue_plan(workspace, house.lead, held.key, held.version());
    accept_plan(workspace, house.auditee, held.key, held.version());
    held.step(AuditState::Ready);
    record_meeting(workspace, house.lead,
                   {held.key,
                    0,
                    MeetingKind::Opening,
                    workspace.today(),
                    {house.lead.person, house.auditee.person},
                    ""});
    held.step(AuditState::InProgress);
}

/// What the question at a place is answered with: of six one is nonconforming, one an opportunity, of 31 one
/// not applicable.
Mark mark_at(std::size_t place, const Held& held)
{
    constexpr std::size_t most_nonconforming = 6 * 30;
    if (place % 6 == 0 && place < most_nonconforming)
        return held.seed(place) % 7 == 0 ? Mark::Major : Mark::Minor;
    if (place % 6 == 3) return Mark::Opportunity;
    return place % 31 == 1 ? Mark::NotApplicable : Mark::Conforms;
}

void write_up(Held& held, const Id<Finding>& key, std::size_t n)
{
    const auto& house = held.house;
    auto text = text_of(store::finding(house.workspace.read(), key).value());
    text.criterion = house.procedure;
    text.criterion_section = "§3.2";
    text.process = "Receipt of complaints";
    text.auditee_contact = pick(house.auditees, n).person;
    text.requirement = "Each complaint is acknowledged within two working days.";
    text.objective_evidence =
        std::to_string(scattered(n) % 25) + " of 25 closed files of the period came late.";
    text.statement = "Acknowledgement does not reliably take place within the target of the procedure.";
    text.grade_reason = "A part of the sample; customers do not know that they were heard.";
    const auto version = change_finding(house.workspace, house.auditor, key, text);
    raise(house.workspace, house.lead, key, version);
    held.findings.push_back(key);
}

/// Nonconforming answers, thirty an audit, open their findings themselves; an opportunity gets one as long as
/// there is to be another.
void find(Held& held, const AnswerKey& answered, Mark mark, std::size_t n)
{
    const auto& house = held.house;
    if (mark == Mark::Minor || mark == Mark::Major) {
        const auto there =
            store::findings_of(house.workspace.read(), held.key, {answered.site, answered.question});
        return write_up(held, there.at(0).key, n);
    }
    if (mark != Mark::Opportunity || held.opportunities == house.size.opportunities_an_audit()) return;
    ++held.opportunities;
    const FindingDraft wish{held.key, Grade::OFI, FindingQuestion{answered.site, answered.question}, {}, {}};
    write_up(held, draft_finding(house.workspace, house.auditor, wish), n);
}

void answer_questions(Held& held)
{
    const auto& house = held.house;
    const auto audit = store::audit(house.workspace.read(), held.key).value();
    std::size_t place = 0;
    for (const auto* question : planned_questions(audit, checklist_of(house.workspace, audit))) {
        const auto n = held.seed(place);
        const AnswerKey answered{held.key, question->id};
        AnswerChange change;
        change.choice = mark_at(place, held);
        change.note =
            "Seen in " + std::to_string(scattered(n) % 30) + " of 30 files; talked it over with the agents.";
        change.method = AnswerMethod::Examine;
        answer(house.workspace, house.auditor, answered, change, 0);
        link_evidence(house.workspace, house.lead, pick(house.accepted, n),
                      {LinkKind::Answer, answered.str()}, {"p. 4", {}}, 0);
        find(held, answered, *change.choice, n);
        ++place;
    }
}

void close(const Held& held)
{
    const auto& house = held.house;
    std::vector<AnswerRead> not_applicable;
    for (const auto& answer : store::answers(house.workspace.read(), held.key))
        if (answer.result == Result::NA) not_applicable.push_back({answer.key, answer.version});
    approve_not_applicable(house.workspace, house.lead, held.key, not_applicable);
    record_meeting(house.workspace, house.lead,
                   {held.key,
                    0,
                    MeetingKind::Closing,
                    house.workspace.today(),
                    {house.lead.person, house.auditee.person},
                    ""});
    held.step(AuditState::FieldworkDone);
}

void conclude(const Held& held)
{
    const auto& house = held.house;
    held.step(AuditState::ReportDraft);
    auto conclusion = store::conclusion(house.workspace.read(), held.key);
    for (const auto& field : conclusion_fields())
        conclusion.*field.text = field.shape == ConclusionField::Shape::WhatAndWhy
            ? "none"
            : "Complaints are heard and answered; how soon, depends on who receives them.";
    save_conclusion(house.workspace, house.lead, conclusion);
}

void report(const Held& held)
{
    const auto& house = held.house;
    issue_report(house.workspace, house.quality, held.key, held.version(),
                 {house.renderer, house.catalogues});
}

/// Findings of an audit that is followed up stand at every step; of a completed one all are at their end.
void follow_up(const Held& held)
{
    constexpr int to_the_end = 100;
    for (std::size_t i = 0; i < held.findings.size(); ++i)
        follow_finding(held.house, held.findings[i], held.seed(i),
                       held.course.state == AuditState::Completed ? to_the_end : static_cast<int>(i) % 13);
}

} // namespace

void hold_audit(House& house, const Course& course)
{
    using enum AuditState;
    Held held{house, course};
    open(held);
    answer_questions(held);
    const auto wanted = course.state;
    if (wanted == InProgress) return;
    if (wanted == Cancelled) {
        advance(house.workspace, house.quality, held.key, held.version(), Cancelled,
                "The site was closed before the audit could end.");
        return;
    }
    close(held);
    if (wanted == FieldworkDone) return;
    conclude(held);
    if (wanted == ReportDraft) return;
    prepare_report(house.workspace, house.lead, held.key, held.version());
    if (wanted == ReportReview) return;
    report(held);
    follow_up(held);
    if (wanted == Completed) held.step(Completed);
}

} // namespace clausebook::bench

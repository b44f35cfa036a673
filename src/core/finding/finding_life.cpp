#include "core/finding/finding_life.h"

#include "core/audit/audit_kind.h"
#include "core/audit/basis.h"
#include "core/base/form_rules.h"

#include <algorithm>

namespace clausebook {
namespace {

using enum FindingState;

using enum StepGrades;

constexpr auto by_auditor = FindingStep::ByAuditor;
constexpr auto by_lead = FindingStep::ByLead;
constexpr auto by_auditee = FindingStep::ByAuditee;
constexpr auto by_later_lead = FindingStep::ByLaterLead;
constexpr auto gates = FindingGuard::Gates;
constexpr auto gates_reason = FindingGuard::GatesReason;

/// From each state the way forward first.
constexpr FindingTransition transitions[] = {
    {Draft, Raised, by_lead, FindingGuard::Complete, All},
    {Draft, Withdrawn, by_lead, FindingGuard::ReasonGiven, All},
    {Raised, Acknowledged, by_auditee, gates, All},
    {Raised, Withdrawn, by_lead, FindingGuard::BeforeIssue, All},
    {Acknowledged, ResponseSubmitted, by_auditee, gates, Nonconformities},
    {Acknowledged, Implemented, by_auditee, gates_reason, Concerns},
    {Acknowledged, Closed, by_auditee, gates_reason, Opportunities},
    {ResponseSubmitted, PlanAccepted, by_lead, gates, Nonconformities},
    {ResponseSubmitted, ResponseRejected, by_lead, gates_reason, Nonconformities},
    {ResponseRejected, ResponseSubmitted, by_auditee, gates, Nonconformities},
    {PlanAccepted, Implemented, by_auditee, gates, Nonconformities},
    {Implemented, Verified, by_auditor, gates, Nonconformities},
    {Implemented, Closed, by_lead, gates, Concerns},
    {Verified, Closed, by_lead, gates, Nonconformities},
    {Raised, Closed, by_later_lead, FindingGuard::LookedAt, Concerns},
    {Acknowledged, Closed, by_later_lead, FindingGuard::LookedAt, Concerns},
    {Implemented, Closed, by_later_lead, FindingGuard::LookedAt, Concerns},
};

int weight(Grade grade)
{
    switch (grade) {
    case Grade::MAJOR:
        return 3;
    case Grade::MINOR:
        return 2;
    case Grade::AOC:
        return 1;
    case Grade::OFI:
        return 0;
    }
    return 0;
}

void check_in_work(const FindingFrame& frame)
{
    if (frame.phase != FindingFrame::Phase::Working)
        throw Refusal::state("audit_not_in_work", {{"audit", frame.audit.str()}});
}

void check_guard(FindingGuard guard, const FindingFrame& frame, const std::vector<MissingPart>& missing,
                 std::string_view reason)
{
    using Phase = FindingFrame::Phase;
    if (guard == FindingGuard::Complete) {
        check_in_work(frame);
        if (!missing.empty())
            throw Refusal("finding_incomplete", missing.front().field,
                          {{"count", std::to_string(missing.size())}});
        return;
    }
    if (guard == FindingGuard::BeforeIssue && frame.phase == Phase::Issued)
        throw Refusal::state("report_issued", {{"audit", frame.audit.str()}});
    if (frame.phase == Phase::Cancelled) check_in_work(frame);
    check_given(reason, "reason");
    check_text(reason, "reason");
}

} // namespace

FindingFrame::Kind kind_of(AuditType type)
{
    return kind_for(type).findings;
}

std::span<const FindingTransition> finding_transitions()
{
    return transitions;
}

bool fits(StepGrades grades, Grade grade)
{
    switch (grades) {
    case All:
        return true;
    case Nonconformities:
        return is_nonconformity(grade);
    case Opportunities:
        return grade == Grade::OFI;
    case Concerns:
        return grade == Grade::AOC;
    }
    return false;
}

const FindingTransition* find_transition(FindingState from, FindingState to, Grade grade)
{
    const auto* row =
        std::find_if(std::begin(transitions), std::end(transitions), [&](const FindingTransition& t) {
            return t.from == from && t.to == to && fits(t.grades, grade);
        });
    return row == std::end(transitions) ? nullptr : row;
}

std::vector<std::pair<FindingState, Grade>> waiting_places(FindingStep who)
{
    std::vector<std::pair<FindingState, Grade>> waiting;
    for (const auto state : finding_states)
        for (const auto grade : all_grades)
            if (std::any_of(std::begin(transitions), std::end(transitions), [&](const FindingTransition& t) {
                    return t.from == state && t.from != Draft && t.to != Withdrawn && t.who == who
                        && fits(t.grades, grade);
                }))
                waiting.emplace_back(state, grade);
    return waiting;
}

std::vector<MissingPart> missing_parts(const Finding& finding, const Criterion* criterion,
                                       FindingFrame::Kind kind)
{
    std::vector<MissingPart> missing;
    const auto need = [&](bool there, const char* field) {
        if (!there) missing.push_back({"missing", field});
    };
    const auto need_text = [&](const std::string& text, const char* field) {
        need(!trimmed(text).empty(), field);
    };
    const bool guidance = criterion != nullptr && criterion->type == CriterionType::Guidance;

    need(finding.clause.has_value(), "clause");
    need(criterion != nullptr, "criterion");
    if (guidance && is_nonconformity(finding.grade) && kind != FindingFrame::Kind::Internal)
        missing.push_back({"guidance_not_enough", "criterion"});
    // The section of the guidance is the clause itself.
    if (criterion != nullptr && !guidance) need_text(finding.criterion_section, "criterion_section");
    if (finding.grade != Grade::OFI) need_text(finding.requirement, "requirement");
    need_text(finding.objective_evidence, "objective_evidence");
    need_text(finding.statement, "statement");
    if (finding.grade != Grade::OFI) need_text(finding.grade_reason, "grade_reason");
    return missing;
}

std::vector<MissingPart> missing_to_raise(const Finding& finding, const Criterion* criterion,
                                          const FindingFrame& frame)
{
    auto missing = missing_parts(finding, criterion, frame.kind);
    if (finding.auditee_contact.empty())
        missing.push_back({"missing", "auditee_contact"});
    else if (frame.team.contains(finding.auditee_contact))
        missing.push_back({"contact_in_team", "auditee_contact"});
    return missing;
}

void check_naming(const Finding& finding, const Actor& actor, const FindingFrame& frame)
{
    const bool theirs = actor.signed_in() && (frame.lead == actor.person || actor.is(Role::QualityManager));
    if (!theirs) throw Refusal("contact_not_yours");
    const bool open = !finding.number.empty() && is_open(finding.state);
    const bool still =
        frame.phase == FindingFrame::Phase::UnderReview || frame.phase == FindingFrame::Phase::Cancelled;
    if (!open || still) throw Refusal::state("finding_step");
}

void check_contact(const Id<Person>& contact, const FindingFrame& frame)
{
    check_given(contact.str(), "auditee_contact");
    if (frame.team.contains(contact)) throw Refusal("contact_in_team", "auditee_contact");
}

std::vector<MissingPart> missing_concern(const Finding& finding, const std::optional<Concern>& said)
{
    if (finding.grade != Grade::AOC || said) return {};
    return {{"concern_unsaid", "could_become"}};
}

std::optional<Grade> could_become(const std::map<Id<Finding>, Concern>& said,
                                  const std::vector<Finding>& findings)
{
    std::optional<Grade> worst;
    for (const auto& finding : findings)
        if (const auto one = said.find(finding.key); finding.grade == Grade::AOC && one != said.end())
            worst = worst ? worse(*worst, one->second.could_become) : one->second.could_become;
    return worst;
}

bool lacks(const std::vector<MissingPart>& missing, std::string_view field)
{
    return std::any_of(missing.begin(), missing.end(),
                       [&](const MissingPart& part) { return part.field == field; });
}

bool is_nonconformity(Grade grade)
{
    return grade == Grade::MAJOR || grade == Grade::MINOR;
}

void check_grade(Grade grade, FindingFrame::Kind kind)
{
    const bool stage_one = kind == FindingFrame::Kind::StageOne;
    if (stage_one ? is_nonconformity(grade) : grade == Grade::AOC) throw Refusal("grade_not_here", "grade");
}

Grade worse(Grade one, Grade other)
{
    return weight(one) >= weight(other) ? one : other;
}

std::optional<Grade> worst_live(const std::vector<Finding>& findings)
{
    std::optional<Grade> worst;
    for (const auto& finding : findings)
        if (is_live(finding.state)) worst = worst ? worse(*worst, finding.grade) : finding.grade;
    return worst;
}

bool may_see(const Actor& actor, const Finding& finding, const FindingFrame& frame,
             const std::set<Id<Person>>& owners)
{
    if (!actor.signed_in()) return false;
    if (actor.is(Role::QualityManager) || actor.is(Role::TopManagement)) return true;
    if (frame.lead == actor.person || frame.team.contains(actor.person)) return true;
    return !finding.number.empty()
        && (finding.auditee_contact == actor.person || owners.contains(actor.person));
}

bool may_write(const Actor& actor, const FindingFrame& frame)
{
    return actor.signed_in() && (frame.lead == actor.person || frame.auditors.contains(actor.person));
}

void check_begin(const Actor& actor, const FindingFrame& frame)
{
    if (!may_write(actor, frame)) throw Refusal("only_auditors");
    check_in_work(frame);
}

void check_change(const Finding& finding, const Actor& actor, const FindingFrame& frame)
{
    check_begin(actor, frame);
    if (finding.state != Draft) throw Refusal::state("finding_not_draft");
}

void check_step(const Finding& finding, FindingState to, const Actor& actor, const FindingFrame& frame,
                const std::vector<MissingPart>& missing, std::string_view reason)
{
    const auto* transition = find_transition(finding.state, to, finding.grade);
    const bool elsewhere = transition != nullptr
        && (transition->guard == FindingGuard::Gates || transition->guard == FindingGuard::GatesReason
            || transition->guard == FindingGuard::LookedAt);
    if (transition == nullptr || elsewhere) throw Refusal::state("finding_step");
    if (frame.lead != actor.person) throw Refusal("only_lead");
    check_guard(transition->guard, frame, missing, reason);
}

} // namespace clausebook

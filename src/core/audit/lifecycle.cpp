#include "core/audit/lifecycle.h"

#include "core/audit/audit_kind.h"
#include "core/base/form_rules.h"

#include <algorithm>
#include <set>

namespace clausebook {
namespace {

using List = std::vector<Missing>;

List nothing(const AuditAtHand& /*at*/)
{
    return {};
}

List team(const AuditAtHand& at)
{
    List list;
    const auto& members = at.members;
    const bool led = std::any_of(members.begin(), members.end(),
                                 [](const Member& m) { return m.role == MemberRole::Lead; });
    if (!led) list.push_back({"lead", Place::Team, {}, {}});
    for (const auto& member : members)
        if (declares_independence(member.role) && !member.independence_declared)
            list.push_back(
                {"independence", Place::Team, member.person.str(), {{"person", at.names.at(member.person)}}});
    for (const auto& conflict : at.conflicts)
        list.push_back({"owns_process",
                        Place::Team,
                        {},
                        {{"person", conflict.person}, {"clause", conflict.clause.str()}}});
    return list;
}

/// A plan that was issued was whole: what changes it withdraws it.
List agreed(const AuditAtHand& at)
{
    auto list = team(at);
    if (!at.audit.plan_issued_on) list.push_back({"plan_issued", Place::Plan, {}, {}});
    if (!at.audit.plan_accepted_on) list.push_back({"plan_accepted", Place::Plan, {}, {}});
    return list;
}

List plan(const AuditAtHand& at)
{
    auto list = at.missing_in_plan;
    const auto rest = agreed(at);
    list.insert(list.end(), rest.begin(), rest.end());
    return list;
}

List opening(const AuditAtHand& at)
{
    auto list = agreed(at);
    if (!at.opening) list.push_back({"opening_meeting", Place::Opening, {}, {}});
    return list;
}

List fieldwork(const AuditAtHand& at)
{
    auto list = team(at);
    for (const auto& question : unanswered(at))
        list.push_back({"unanswered", Place::Question, question, {{"question", question}}});
    const auto add = [&](const AnswerAtHand& answer, const char* code) {
        list.push_back(
            {code, Place::Question, answer.question, {{"question", answer.question}, {"site", answer.site}}});
    };
    for (const auto& answer : at.answers) {
        if (answer.result == "NS" && answer.reason == 0) add(answer, "not_seen_reason");
        if (answer.result == "NA" && answer.reason < not_applicable_reason)
            add(answer, "not_applicable_reason");
        if (answer.result == "NA" && answer.approval == AnswerAtHand::Approval::None)
            add(answer, "not_applicable_approval");
        if (answer.result == "NC" && answer.live_findings == 0) add(answer, "finding_for_answer");
    }
    const bool talk = kind_for(at.audit.type).end == AuditKind::End::ExitTalk;
    if (!at.closing) list.push_back({talk ? "exit_talk" : "closing_meeting", Place::Closing, {}, {}});
    return list;
}

List finding_parts(const AuditAtHand& at)
{
    List list;
    for (const auto& finding : at.findings)
        for (const auto& field : finding.lacks)
            list.push_back(
                {"finding_part",
                 Place::Finding,
                 finding.key,
                 {{"finding", finding.number.empty() ? finding.key : finding.number}, {"field", field}}});
    return list;
}

/// What the report of the findings is written from: their own parts, and a word about the earlier ones.
List finding_parts_and_looks(const AuditAtHand& at)
{
    auto list = finding_parts(at);
    for (const auto& earlier : at.not_looked_at)
        list.push_back({"earlier_not_looked", Place::Followed, earlier.key, {{"finding", earlier.number}}});
    return list;
}

List report_content(const AuditAtHand& at)
{
    return at.missing_in_report;
}

Missing about(const FindingAtHand& finding, const char* code)
{
    return {code,
            Place::Finding,
            finding.key,
            {{"finding", finding.number.empty() ? finding.key : finding.number}}};
}

List all_findings_closed(const AuditAtHand& at)
{
    List list;
    for (const auto& finding : at.findings)
        if (is_open(finding.state)) list.push_back(about(finding, "finding_closed"));
    return list;
}

/// A minor whose plan the body has accepted may be carried out after the audit. Source: domain G.1.
bool has_plan(FindingState state)
{
    using enum FindingState;
    return state == PlanAccepted || state == Implemented || state == Verified || !is_open(state);
}

List majors_closed_minors_planned(const AuditAtHand& at)
{
    List list;
    for (const auto& finding : at.findings) {
        if (finding.grade == Grade::MAJOR && is_open(finding.state))
            list.push_back(about(finding, "finding_closed"));
        if (finding.grade == Grade::MINOR && !has_plan(finding.state))
            list.push_back(about(finding, "minor_plan"));
    }
    return list;
}

List any_finding_open(const AuditAtHand& at)
{
    if (!all_findings_closed(at).empty()) return {};
    return {{"open_finding", Place::Finding, {}, {}}};
}

} // namespace

std::vector<const Question*> planned_questions(const Audit& audit, const Checklist& checklist)
{
    const auto& kind = kind_for(audit.type);
    const std::set<ClauseNumber> scope(audit.clauses.begin(), audit.clauses.end());
    const std::set<ClauseNumber> rotation(audit.rotation.begin(), audit.rotation.end());
    std::vector<const Question*> planned;
    for (const auto& clause : checklist.clauses)
        for (const auto& question : clause.questions) {
            const bool asked = scope.contains(clause.number) && question.stages.shares_with(kind.tags);
            const bool turn =
                rotation.contains(clause.number) && question.stages.shares_with(kind.rotation_tags);
            if (asked || turn) planned.push_back(&question);
        }
    for (const auto& item : checklist.scheme_items)
        if (scope.contains(item.id.clause())
            && (kind.side == AuditKind::Side::House || item.stages.shares_with(kind.tags)))
            planned.push_back(&item);
    return planned;
}

std::vector<std::string> unanswered(const AuditAtHand& at)
{
    std::set<std::string> answered;
    for (const auto& answer : at.answers)
        if (!answer.result.empty()) answered.insert(answer.question);
    std::vector<std::string> open;
    for (const auto& question : at.planned)
        if (!answered.contains(question)) open.push_back(question);
    return open;
}

const std::vector<Transition>& transitions()
{
    using enum AuditState;
    using enum Part;
    using enum Transition::Reason;
    using enum AuditKind::Side;
    static const std::vector<Transition> table = {
        {Planned, Preparing, {Lead}, team, None},
        {Preparing, Ready, {Lead}, plan, None},
        {Ready, InProgress, {Lead}, opening, None},
        {InProgress, FieldworkDone, {Lead}, fieldwork, None},
        {FieldworkDone, ReportDraft, {Lead}, finding_parts_and_looks, None},
        {ReportDraft, ReportReview, {Lead}, report_content, None},
        {ReportReview, ReportIssued, {QualityManager}, report_content, None, House},
        // A body's lead issues after the review. Nobody issues own work: who handed it in leaves it to the
        // quality manager, who keeps the body's papers here.
        {ReportReview, ReportIssued, {QualityManager, Lead}, report_content, None, Body},
        {ReportReview, ReportDraft, {QualityManager}, nothing, Needed, House},
        {ReportReview, ReportDraft, {QualityManager, Lead}, nothing, Needed, Body},
        {ReportIssued, FollowUp, {System, Lead}, any_finding_open, None},
        {ReportIssued, Completed, {Lead}, all_findings_closed, None, House},
        {ReportIssued, Completed, {Lead}, majors_closed_minors_planned, None, Body},
        {FollowUp, Completed, {Lead}, all_findings_closed, None, House},
        {FollowUp, Completed, {Lead}, majors_closed_minors_planned, None, Body},
        {Postponed, Planned, {QualityManager}, nothing, None},
        {Planned, Postponed, {QualityManager}, nothing, Needed},
        {Preparing, Postponed, {QualityManager}, nothing, Needed},
        {Ready, Postponed, {QualityManager}, nothing, Needed},
        {Planned, Cancelled, {QualityManager}, nothing, Needed},
        {Preparing, Cancelled, {QualityManager}, nothing, Needed},
        {Ready, Cancelled, {QualityManager}, nothing, Needed},
        {InProgress, Cancelled, {QualityManager}, nothing, Needed},
        {FieldworkDone, Cancelled, {QualityManager}, nothing, Needed},
        {ReportDraft, Cancelled, {QualityManager}, nothing, Needed},
        {ReportReview, Cancelled, {QualityManager}, nothing, Needed},
        {Postponed, Cancelled, {QualityManager}, nothing, Needed},
    };
    return table;
}

bool fits(const Transition& row, AuditType type)
{
    return !row.side || *row.side == kind_for(type).side;
}

const Transition* find_transition(AuditState from, AuditState to, AuditType type)
{
    for (const auto& row : transitions())
        if (row.from == from && row.to == to && fits(row, type)) return &row;
    return nullptr;
}

namespace {

bool shares(const Parts& parts, const Parts& who)
{
    return std::any_of(parts.begin(), parts.end(), [&](Part part) { return who.contains(part); });
}

/// The steps out of a review judge the work of the one who handed it in.
bool judges_work(const Transition& row)
{
    return row.from == AuditState::ReportReview && row.to != AuditState::Cancelled;
}

} // namespace

std::vector<Step> next_steps(const AuditAtHand& at, const Parts& parts)
{
    auto judging = parts;
    if (at.audit.prepared_by == at.audit.lead) judging.erase(Part::Lead);
    std::vector<Step> steps;
    for (const auto& row : transitions()) {
        if (row.from != at.audit.state || !fits(row, at.audit.type)) continue;
        const bool mine = shares(judges_work(row) ? judging : parts, row.who);
        steps.push_back({&row, mine ? Step::Taker::Me : Step::Taker::Others, row.guard(at)});
    }
    return steps;
}

void check_step(const AuditAtHand& at, AuditState to, const Actor& actor, const std::string& reason)
{
    const auto* row = find_transition(at.audit.state, to, at.audit.type);
    if (!row) throw Refusal::state("audit_step", {{"from", str(at.audit.state)}, {"to", str(to)}});
    if (!shares(parts_in(actor, at.members), row->who))
        throw Refusal::state("audit_step_not_yours", {{"to", str(to)}});
    if (judges_work(*row) && actor.person == at.audit.prepared_by) throw Refusal::state("audit_own_work");
    if (row->reason == Transition::Reason::Needed) check_given(reason, "reason");
    check_text(reason, "reason", 2000);
    const auto missing = row->guard(at);
    if (!missing.empty())
        throw Refusal::state("audit_step_incomplete", {{"count", std::to_string(missing.size())}});
}

bool before_fieldwork(AuditState state)
{
    using enum AuditState;
    return state == Planned || state == Preparing || state == Ready || state == Postponed;
}

bool can_be_cancelled(AuditState state)
{
    return std::any_of(transitions().begin(), transitions().end(), [&](const Transition& row) {
        return row.from == state && row.to == AuditState::Cancelled;
    });
}

} // namespace clausebook

#include "core/readiness/next_steps.h"

#include <algorithm>

namespace clausebook {
namespace {

void add_steps_of(std::vector<NextStep>& steps, const AuditAtWork& work, const Actor& actor, Date today)
{
    if (work.sight != Sight::Whole) return;
    const auto& audit = work.audit;
    const auto number = audit.key.str();
    const bool quality = actor.is(Role::QualityManager);
    const bool late = audit.ends_on && *audit.ends_on < today;
    switch (audit.state) {
    case AuditState::Planned:
    case AuditState::Preparing:
    case AuditState::Ready:
        if (quality || work.mine)
            steps.push_back({"audit_prepare", 0, number, audit.starts_on && *audit.starts_on < today});
        break;
    case AuditState::InProgress:
        if (work.mine && work.unanswered > 0)
            steps.push_back({"audit_answer", work.unanswered, number, late});
        if (work.mine && work.incomplete_drafts > 0)
            steps.push_back({"audit_drafts", work.incomplete_drafts, number, late});
        if (work.mine && work.unanswered == 0 && work.incomplete_drafts == 0)
            steps.push_back({"audit_close", 0, number, late});
        break;
    case AuditState::FieldworkDone:
    case AuditState::ReportDraft:
        if (work.mine && work.incomplete_drafts > 0)
            steps.push_back({"audit_drafts", work.incomplete_drafts, number, late});
        if (work.mine) steps.push_back({"audit_report", 0, number, false});
        break;
    case AuditState::ReportReview:
        if (quality) steps.push_back({"audit_issue", 0, number, false});
        break;
    case AuditState::Postponed:
        if (quality) steps.push_back({"audit_replan", 0, number, false});
        break;
    case AuditState::ReportIssued:
    case AuditState::FollowUp:
    case AuditState::Completed:
    case AuditState::Cancelled:
        break;
    }
}

void add_duties(std::vector<NextStep>& steps, const DutyCounts& duties)
{
    const auto add = [&](const char* code, std::int64_t count, std::int64_t late) {
        if (count > 0) steps.push_back({code, static_cast<int>(count), {}, late > 0, static_cast<int>(late)});
    };
    add("mine_do", duties.to_do, duties.late_to_do);
    add("mine_answer", duties.to_answer, duties.late_to_answer);
    add("mine_judge", duties.to_judge, duties.late_to_judge);
    add("mine_accept", duties.to_accept, 0);
}

/// What is late with others, for those who see to it.
void add_late(std::vector<NextStep>& steps, const Situation& situation, const Actor& actor)
{
    if (!actor.is(Role::QualityManager) && !actor.is(Role::LeadAuditor) && !actor.is(Role::TopManagement))
        return;
    if (situation.late_findings > 0)
        steps.push_back({"findings_late", static_cast<int>(situation.late_findings), {}, true});
    if (situation.late_actions > 0)
        steps.push_back({"actions_late", static_cast<int>(situation.late_actions), {}, true});
}

} // namespace

std::vector<NextStep> next_steps(const Situation& situation, const Actor& actor, Date today)
{
    std::vector<NextStep> steps;
    add_duties(steps, situation.duties);
    add_late(steps, situation, actor);
    if (may(actor, Permission::RegisterEvidence) && situation.evidence_expired > 0)
        steps.push_back({"evidence_expired", situation.evidence_expired, {}, true});
    for (const auto& work : situation.at_work) add_steps_of(steps, work, actor, today);
    if (may(actor, Permission::MakeBackup) && situation.backup_due) steps.push_back({"backup", 0, {}, false});
    if (may(actor, Permission::DecideEvidence) && situation.evidence_waiting > 0)
        steps.push_back({"evidence_waiting", situation.evidence_waiting, {}, false});
    if (may(actor, Permission::RegisterEvidence) && situation.evidence_expiring > 0)
        steps.push_back({"evidence_expiring", situation.evidence_expiring, {}, false});
    if (may(actor, Permission::EditOrganization) && !situation.scope_given)
        steps.push_back({"scope", 0, {}, false});
    if (may(actor, Permission::EditOrganization) && situation.criteria == 0)
        steps.push_back({"criteria", 0, {}, false});
    if (may(actor, Permission::ManagePeople) && situation.accounts < 2)
        steps.push_back({"people", 0, {}, false});
    if (actor.is(Role::QualityManager) && situation.audits == 0)
        steps.push_back({"audit_first", 0, {}, false});
    std::stable_partition(steps.begin(), steps.end(), [](const NextStep& step) { return step.late; });
    return steps;
}

} // namespace clausebook

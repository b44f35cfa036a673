// The verbs that take an audit forward: plan, meetings, steps, conclusion.

#include "core/base/form_rules.h"
#include "core/base/text.h"
#include "store/audits.h"
#include "store/basis.h"
#include "store/people.h"
#include "workspace/audit_access.h"
#include "workspace/plans.h"

#include <algorithm>

namespace clausebook {

Version issue_plan(Workspace& workspace, const Actor& actor, const Id<Audit>& key, Version based_on)
{
    auto verb = workspace.begin(actor, "audit.plan_issued");
    auto [audit, members, parts, sight] = opened(verb, actor, key, based_on);
    not_yours_unless(may_plan(parts));
    if (audit.state != AuditState::Preparing && audit.state != AuditState::Ready)
        throw Refusal::state("plan_not_now");
    const auto missing = missing_in_plan(workspace, verb, audit);
    if (!missing.empty())
        throw Refusal::state("plan_incomplete", {{"count", std::to_string(missing.size())}});
    withdraw_plan(audit);
    const auto today = date_of(workspace.local(verb.at()));
    audit.plan_issued_on = today;
    store::save(verb, audit);
    const auto version = store::plan_signature(verb, key).version;
    store::save(verb, PlanSignature{key, version, audit.lead, today, actor.person, today});
    verb.commit();
    return based_on + 1;
}

Version accept_plan(Workspace& workspace, const Actor& actor, const Id<Audit>& key, Version based_on)
{
    auto verb = workspace.begin(actor, "audit.plan_accepted");
    auto [audit, members, parts, sight] = opened(verb, actor, key, based_on, Sight::Plan);
    not_yours_unless(parts.contains(Part::QualityManager) || parts.contains(Part::Auditee));
    const auto me = [&](const Member& m) {
        return m.person == actor.person;
    };
    if (std::any_of(members.begin(), members.end(), me)) throw Refusal::state("audit_own_work");
    if (audit.state != AuditState::Preparing && audit.state != AuditState::Ready)
        throw Refusal::state("plan_not_now");
    if (!audit.plan_issued_on) throw Refusal::state("plan_not_issued");
    if (audit.plan_accepted_on) throw Refusal::state("plan_accepted_already");
    audit.plan_accepted_by = actor.person;
    audit.plan_accepted_on = date_of(workspace.local(verb.at()));
    store::save(verb, audit);
    verb.commit();
    return based_on + 1;
}

void record_meeting(Workspace& workspace, const Actor& actor, const Meeting& meeting)
{
    check(meeting);
    const bool opening = meeting.kind == MeetingKind::Opening;
    auto verb =
        workspace.begin(actor, opening ? "audit.opening_meeting_recorded" : "audit.closing_meeting_recorded");
    const auto seen = see_audit(verb, actor, meeting.audit);
    not_yours_unless(may_conduct(seen.parts));
    const auto state = seen.audit.state;
    if (!records_open(state) && !(opening && state == AuditState::Ready))
        throw Refusal::state("meeting_not_now");
    if (*meeting.held_on > date_of(workspace.local(verb.at()))) throw Refusal("meeting_in_future", "held_on");
    const auto start =
        opening ? meeting : store::meeting(verb, meeting.audit, MeetingKind::Opening).value_or(meeting);
    const auto end =
        opening ? store::meeting(verb, meeting.audit, MeetingKind::Closing).value_or(meeting) : meeting;
    if (*end.held_on < *start.held_on) throw Refusal("closing_before_opening", "held_on");
    for (const auto& person : meeting.people)
        if (!store::person(verb, person)) throw Refusal("audit_choice_unknown", "people");
    store::save(verb, meeting);
    verb.commit();
}

void take_step(Workspace& workspace, store::Writing& verb, const Actor& actor, Audit& audit, AuditState to,
               const std::string& reason, const Dossier* read)
{
    check_step(audit_at_hand(workspace, verb, audit, read), to, actor, reason);
    if (!reason.empty()) verb.because(reason);
    if (to == AuditState::Postponed) audit.state_before = audit.state;
    if (to == AuditState::ReportReview) {
        audit.prepared_by = actor.person;
        audit.prepared_on = date_of(workspace.local(verb.at()));
    }
    if (to == AuditState::ReportDraft && audit.state == AuditState::ReportReview) {
        audit.prepared_by = {};
        audit.prepared_on.reset();
    }
    audit.state = to;
    audit.state_reason = trimmed(reason);
    store::save(verb, audit);
    ++audit.version;
}

Version advance(Workspace& workspace, const Actor& actor, const Id<Audit>& key, Version based_on,
                AuditState to, const std::string& reason)
{
    if (to == AuditState::ReportIssued) throw Refusal::state("through_report");
    auto verb = workspace.begin(actor, "audit.step_taken");
    auto seen = opened(verb, actor, key, based_on);
    if (to == AuditState::Planned && seen.audit.state == AuditState::Postponed)
        throw Refusal::state("dates_needed");
    take_step(workspace, verb, actor, seen.audit, to, reason);
    verb.commit();
    return seen.audit.version;
}

void begin_follow_up(Workspace& workspace, const Id<Audit>& key)
{
    auto verb = workspace.begin(system_actor(), "audit.step_taken");
    auto audit = see_audit(verb, system_actor(), key).audit;
    const auto* row = find_transition(audit.state, AuditState::FollowUp, audit.type);
    if (!row || !row->guard(audit_at_hand(workspace, verb, audit)).empty()) return;
    take_step(workspace, verb, system_actor(), audit, AuditState::FollowUp);
    verb.commit();
}

Version replan(Workspace& workspace, const Actor& actor, const Id<Audit>& key, Version based_on,
               const std::optional<Date>& starts_on, const std::optional<Date>& ends_on)
{
    auto verb = workspace.begin(actor, "audit.replanned");
    auto seen = opened(verb, actor, key, based_on);
    seen.audit.starts_on = starts_on;
    seen.audit.ends_on = ends_on;
    check(seen.audit);
    withdraw_plan(seen.audit);
    seen.audit.state_before.reset();
    take_step(workspace, verb, actor, seen.audit, AuditState::Planned);
    verb.commit();
    return seen.audit.version;
}

Version save_conclusion(Workspace& workspace, const Actor& actor, const Conclusion& conclusion)
{
    check(conclusion);
    auto verb = workspace.begin(actor, "audit.conclusion_saved");
    const auto seen = see_audit(verb, actor, conclusion.audit);
    const auto state = seen.audit.state;
    not_yours_unless(is_issued(state) ? seen.parts.contains(Part::Lead) : may_conduct(seen.parts));
    if (!may_conclude(seen.parts, state)) throw Refusal::state("conclusion_not_now");
    const auto version = store::save(verb, conclusion);
    verb.commit();
    return version;
}

} // namespace clausebook

#pragma once
// Verbs on audits: plan, team, meetings, steps, conclusion (domain C.3, D.1, D.2, G.1). Who may do what is
// asked in each verb from the actor's parts in that audit; an audit that is not for the actor is NotFound.
//
// Verbs that change the audit's own row take the version it is based on and refuse "edit_conflict".

#include "core/audit/audit.h"
#include "core/audit/lifecycle.h"
#include "core/checklist/checklist.h"
#include "workspace/checklists.h"
#include "workspace/workspace.h"

#include <string>
#include <vector>

namespace clausebook {

struct Dossier;

/// An audit as one actor sees it.
struct SeenAudit {
    Audit audit;
    std::vector<Member> members;
    Parts parts;
    Sight sight = Sight::None;
};

/// Loads an audit for an actor. Throws NotFound when it does not exist or less than `needed` of it is for the
/// actor.
SeenAudit see_audit(const store::Reading& db, const Actor& actor, const Id<Audit>& key,
                    Sight needed = Sight::Whole);

/// Everything the guards of an audit's lifecycle look at, as of `db`. `read` is the audit's dossier as of
/// `db`, for those who have it already; else it is read where a guard asks for it.
AuditAtHand audit_at_hand(const Workspace& workspace, const store::Reading& db, const Audit& audit,
                          const Dossier* read = nullptr);

/// A person and what he or she does in an audit.
struct TeamPlace {
    Id<Person> person;
    MemberRole role = MemberRole::Auditor;
};

/// Plans an audit: pins the offered checklist whose key `audit.checklist` is ("": the first offered), names
/// `audit.lead` and the rest of the team. Only a quality manager may ("create_not_yours").
/// Refuses what check(Audit) refuses, "audit_choice_unknown" (sites, criteria, clauses, lead, team: something
/// that is not there or switched off), "lead_without_role" for a lead who is neither lead auditor nor quality
/// manager, "named_twice", and what check_standing, check_independence and pin_offered refuse.
///
/// What is named twice counts once. Asked again with the same `retry_key`, the audit is not made twice.
Id<Audit> create_audit(Workspace& workspace, const Actor& actor, Audit audit,
                       const std::vector<TeamPlace>& team = {}, const std::string& retry_key = {});

/// Changes title, objectives, scope, criteria, clauses, sites, period, dates, methods, language, risk basis,
/// days, the audit it follows and its rotation; everything else of `audit` is ignored but its type, which
/// never changes ("type_fixed", State). Quality manager or lead ("audit_not_yours"). From
/// IN_PROGRESS on only title and dates may change ("scope_locked"), from REPORT_REVIEW on nothing
/// ("audit_frame_closed"). A plan that was issued must be issued and accepted anew after any change but that
/// of the title. Refuses as create_audit does.
Version change_audit(Workspace& workspace, const Actor& actor, const Audit& audit);

/// Sets the whole team, with exactly one lead ("one_lead"). Quality manager or lead, before FIELDWORK_DONE
/// ("team_locked"). Who stays keeps the declaration of independence. A plan that was issued names the team:
/// it must be issued and accepted anew when that changes before fieldwork. Refuses as create_audit does, and
/// "member_has_answered" for taking out somebody who has answered questions.
Version set_team(Workspace& workspace, const Actor& actor, const Id<Audit>& key, Version based_on,
                 const std::vector<TeamPlace>& team);

/// Notes that a member has declared independence: the member, or for one without an account the lead or a
/// quality manager, who then says how it was declared ("required" on note). "audit_not_yours" for others.
void declare_independence(Workspace& workspace, const Actor& actor, const Id<Audit>& key,
                          const Id<Person>& person, const std::string& note);

/// Issues the plan, in PREPARING or READY: quality manager or lead. Refuses "plan_incomplete" (State;
/// parameter count; the list is missing_in_plan() of plans.h). Notes the lead as who prepared it and the
/// actor as who approved it. An acceptance of an earlier plan ends.
Version issue_plan(Workspace& workspace, const Actor& actor, const Id<Audit>& key, Version based_on);

/// Accepts the issued plan as the one audited: a quality manager or an auditee who is not on the team
/// ("audit_own_work"). Refuses "plan_not_issued", "plan_accepted_already" (State).
Version accept_plan(Workspace& workspace, const Actor& actor, const Id<Audit>& key, Version based_on);

/// Records the opening or closing meeting, or changes the record it is based on: lead and auditors, the
/// opening from READY, the closing from IN_PROGRESS, both until REPORT_DRAFT ("meeting_not_now"). Refuses
/// what check(Meeting) refuses, "meeting_in_future", "closing_before_opening", "audit_choice_unknown"
/// (people).
void record_meeting(Workspace& workspace, const Actor& actor, const Meeting& meeting);

/// Takes a step of the lifecycle; refuses what check_step refuses. Handing in for review notes who prepared
/// the report. REPORT_ISSUED is not reached this way but by issuing the report ("through_report"), PLANNED by
/// replan().
Version advance(Workspace& workspace, const Actor& actor, const Id<Audit>& key, Version based_on,
                AuditState to, const std::string& reason = {});

/// The same step inside another verb, such as issuing the report. Changes `audit` and saves it. `read` as for
/// audit_at_hand().
void take_step(Workspace& workspace, store::Writing& verb, const Actor& actor, Audit& audit, AuditState to,
               const std::string& reason = {}, const Dossier* read = nullptr);

/// After a report was issued: FOLLOW_UP when any finding is open. Does nothing otherwise.
void begin_follow_up(Workspace& workspace, const Id<Audit>& key);

/// Gives a postponed audit new dates and plans it again; its plan has to be issued and accepted anew.
Version replan(Workspace& workspace, const Actor& actor, const Id<Audit>& key, Version based_on,
               const std::optional<Date>& starts_on, const std::optional<Date>& ends_on);

/// Saves the conclusion over the version it carries: lead and auditors from IN_PROGRESS to REPORT_DRAFT, and
/// the lead once the report is issued, for a correction of it ("conclusion_not_now", "audit_not_yours"). What
/// was issued stays as it is. Refuses what check(Conclusion) refuses.
Version save_conclusion(Workspace& workspace, const Actor& actor, const Conclusion& conclusion);

} // namespace clausebook

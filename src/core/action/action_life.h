#pragma once
// What may happen to an action, who may do it, and what is missing before it (domain G.3, trust.md 4).

#include "core/action/action.h"
#include "core/base/refusal.h"
#include "core/finding/finding.h"

#include <set>
#include <span>
#include <string>
#include <vector>

namespace clausebook {

/// Everything the rules of an action look at.
struct ActionCase {
    Action action;
    std::vector<FindingState> findings; ///< of the findings it is for
    std::set<Id<Person>> contacts;      ///< of those findings at the audited side
    std::set<Id<Person>> auditors;      ///< leads and auditors of their audits
    enum class OwnerSigns { No, Yes } owner_signs = OwnerSigns::Yes; ///< whether the owner can take steps
    enum class Audits { GoOn, Cancelled } audits = Audits::GoOn;     ///< Cancelled: all it was raised in
    int evidence = 0;                                                ///< linked to it
    int accepted_evidence = 0;                                       ///< of it, accepted and not expired
    std::vector<ActionStepTaken> steps;                              ///< oldest first
};

/// Who takes a step with an action.
enum class ActionPart {
    WithPlan, ///< nobody by itself: it comes with the acceptance of the finding's plan
    Owner,    ///< its owner; for one who cannot sign in or has no right to it, the audited side
    Reviewer, ///< lead or auditor of an audit it is for, or the quality manager
};

enum class CommentRule { Optional, Needed };

/// One row of the life of an action.
struct ActionTransition {
    ActionState from;
    ActionState to;
    ActionPart who;
    CommentRule comment;
    enum class Kinds { All, Corrections, Others } kinds;
};

/// The steps there are. Looking at the effect, cancelling and moving the day come with the remaining paths.
std::span<const ActionTransition> action_transitions();

/// Something that stands against a step. Its sentence is "refusal.<code>".
struct ActionLack {
    std::string code;
    Refusal::Parameters parameters;
};

/// One condition before a step.
struct ActionGuard {
    ActionState from;
    ActionState to;
    std::string_view code;
    enum class About { Action, Actor } about; ///< what keeps only this actor from it is not "missing"
    bool (*holds)(const ActionCase& at, const Actor& actor);
};

std::span<const ActionGuard> action_guards();

/// A step an action could take next.
struct ActionStep {
    const ActionTransition* transition;
    enum class Taker { Me, Others } taker;
    std::vector<ActionLack> missing;
};

/// All steps from where the action stands, but those that come with the plan.
std::vector<ActionStep> action_steps(const ActionCase& at, const Actor& actor);

/// Refuses a step: "action_step" (State) that the table does not have, and every step while the audit is
/// cancelled; "only_owner", "only_reviewer"; "required" for a missing comment; the code of the first guard
/// that does not hold: "action_without_owner", "action_without_due", "action_needs_evidence",
/// "action_needs_accepted_evidence", "own_action" for who owns it or said that it is done.
void check_step(const ActionCase& at, ActionState to, const Actor& actor, std::string_view comment);

/// Refuses a change of what an action is: "action_not_proposed" (State) once its plan is accepted,
/// "response_not_open" (State) while its response is with the lead auditor or the audit is cancelled,
/// "only_auditee" for everybody but the audited side. A correction that is begun before its plan may change
/// while it is in work, and as long as it lacks owner or day.
void check_change(const ActionCase& at, const Actor& actor);

/// Refuses what a begun correction cannot become: "action_begun" on "kind", "action_without_owner" on
/// "owner", "action_without_due" on "due".
void check_begun(const ActionCase& at, const Action& after);

/// True for the contact of a finding of the action, and for the quality manager who is not an auditor there.
bool is_audited_side(const ActionCase& at, const Actor& actor);

} // namespace clausebook

#include "core/action/action_life.h"

#include "core/base/form_rules.h"

#include <algorithm>

namespace clausebook {
namespace {

using enum ActionState;
using Kinds = ActionTransition::Kinds;

constexpr ActionTransition transitions[] = {
    {Proposed, Approved, ActionPart::WithPlan, CommentRule::Optional, Kinds::All},
    {Proposed, InWork, ActionPart::Owner, CommentRule::Optional, Kinds::Corrections},
    {Approved, InWork, ActionPart::Owner, CommentRule::Optional, Kinds::All},
    {InWork, Done, ActionPart::Owner, CommentRule::Optional, Kinds::All},
    {Done, EffectCheck, ActionPart::Reviewer, CommentRule::Optional, Kinds::Others},
    {Done, Effective, ActionPart::Reviewer, CommentRule::Optional, Kinds::Corrections},
    {Done, InWork, ActionPart::Reviewer, CommentRule::Needed, Kinds::All},
};

bool has_owner(const ActionCase& at, const Actor&)
{
    return !at.action.owner.empty();
}

bool has_day(const ActionCase& at, const Actor&)
{
    return at.action.due.has_value();
}

bool has_evidence(const ActionCase& at, const Actor&)
{
    return at.evidence > 0;
}

bool has_accepted_evidence(const ActionCase& at, const Actor&)
{
    return at.accepted_evidence > 0;
}

/// Nobody accepts what he or she was to do, or said to be done.
bool is_another(const ActionCase& at, const Actor& actor)
{
    const auto done = std::find_if(at.steps.rbegin(), at.steps.rend(),
                                   [](const ActionStepTaken& step) { return step.state == Done; });
    return at.action.owner != actor.person && (done == at.steps.rend() || done->by != actor.person);
}

constexpr ActionGuard guards[] = {
    {Proposed, InWork, "action_without_owner", ActionGuard::About::Action, has_owner},
    {Proposed, InWork, "action_without_due", ActionGuard::About::Action, has_day},
    {InWork, Done, "action_needs_evidence", ActionGuard::About::Action, has_evidence},
    {Done, EffectCheck, "own_action", ActionGuard::About::Actor, is_another},
    {Done, EffectCheck, "action_needs_accepted_evidence", ActionGuard::About::Action, has_accepted_evidence},
    {Done, Effective, "own_action", ActionGuard::About::Actor, is_another},
    {Done, Effective, "action_needs_accepted_evidence", ActionGuard::About::Action, has_accepted_evidence},
    {Done, InWork, "own_action", ActionGuard::About::Actor, is_another},
};

bool fits(Kinds kinds, ActionKind kind)
{
    return kinds == Kinds::All || (kinds == Kinds::Corrections) == (kind == ActionKind::Correction);
}

bool is_part(const ActionCase& at, ActionPart part, const Actor& actor)
{
    if (!actor.signed_in()) return false;
    if (part == ActionPart::Reviewer)
        return at.auditors.contains(actor.person) || actor.is(Role::QualityManager);
    if (part == ActionPart::WithPlan) return false;
    if (at.action.owner == actor.person) return true;
    return at.owner_signs == ActionCase::OwnerSigns::No && is_audited_side(at, actor);
}

/// What was begun before its plan was handed in: it may still get the owner or the day it lacks.
bool is_begun_correction(const Action& action)
{
    if (action.kind != ActionKind::Correction) return false;
    return action.state == InWork || action.owner.empty() || !action.due;
}

Refusal::Parameters name_of(const ActionCase& at)
{
    return {{"action", at.action.key.str()}};
}

const ActionTransition* row(const ActionCase& at, ActionState to)
{
    if (at.audits == ActionCase::Audits::Cancelled) return nullptr;
    const auto* found =
        std::find_if(std::begin(transitions), std::end(transitions), [&](const ActionTransition& t) {
            return t.from == at.action.state && t.to == to && fits(t.kinds, at.action.kind);
        });
    return found == std::end(transitions) ? nullptr : found;
}

/// The guards of a step that do not hold.
std::vector<const ActionGuard*> standing_against(const ActionCase& at, ActionState to, const Actor& actor)
{
    std::vector<const ActionGuard*> found;
    for (const auto& guard : guards)
        if (guard.from == at.action.state && guard.to == to && !guard.holds(at, actor))
            found.push_back(&guard);
    return found;
}

} // namespace

std::span<const ActionTransition> action_transitions()
{
    return transitions;
}

std::span<const ActionGuard> action_guards()
{
    return guards;
}

std::vector<ActionStep> action_steps(const ActionCase& at, const Actor& actor)
{
    std::vector<ActionStep> steps;
    for (const auto& transition : transitions) {
        if (row(at, transition.to) != &transition || transition.who == ActionPart::WithPlan) continue;
        ActionStep step{&transition, ActionStep::Taker::Others, {}};
        if (is_part(at, transition.who, actor)) step.taker = ActionStep::Taker::Me;
        for (const auto* guard : standing_against(at, transition.to, actor)) {
            if (guard->about == ActionGuard::About::Actor)
                step.taker = ActionStep::Taker::Others;
            else
                step.missing.push_back({std::string(guard->code), name_of(at)});
        }
        steps.push_back(std::move(step));
    }
    return steps;
}

void check_step(const ActionCase& at, ActionState to, const Actor& actor, std::string_view comment)
{
    const auto* transition = row(at, to);
    if (transition == nullptr) throw Refusal::state("action_step");
    if (!is_part(at, transition->who, actor))
        throw Refusal(transition->who == ActionPart::Reviewer ? "only_reviewer" : "only_owner");
    const auto against = standing_against(at, to, actor);
    if (!against.empty()) throw Refusal(std::string(against.front()->code), {}, name_of(at));
    if (transition->comment == CommentRule::Needed) check_given(comment, "comment");
    check_text(comment, "comment");
}

void check_change(const ActionCase& at, const Actor& actor)
{
    if (!is_audited_side(at, actor)) throw Refusal("only_auditee");
    if (at.action.state != Proposed && !is_begun_correction(at.action))
        throw Refusal::state("action_not_proposed", name_of(at));
    const bool open = std::all_of(at.findings.begin(), at.findings.end(), [](FindingState state) {
        return state == FindingState::Acknowledged || state == FindingState::ResponseRejected;
    });
    if (!open || at.audits == ActionCase::Audits::Cancelled) throw Refusal::state("response_not_open");
}

void check_begun(const ActionCase& at, const Action& after)
{
    if (at.action.state == Proposed) return;
    if (after.kind != at.action.kind) throw Refusal("action_begun", "kind", name_of(at));
    if (after.owner.empty()) throw Refusal("action_without_owner", "owner", name_of(at));
    if (!after.due) throw Refusal("action_without_due", "due", name_of(at));
}

bool is_audited_side(const ActionCase& at, const Actor& actor)
{
    if (!actor.signed_in()) return false;
    if (at.contacts.contains(actor.person)) return true;
    return actor.is(Role::QualityManager) && !at.auditors.contains(actor.person);
}

} // namespace clausebook

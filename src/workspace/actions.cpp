#include "workspace/actions.h"

#include "core/base/text.h"
#include "store/actions.h"
#include "store/evidence.h"
#include "store/follow_up.h"
#include "store/people.h"
#include "workspace/follow_up.h"
#include "workspace/idempotency.h"

#include <algorithm>

namespace clausebook {
namespace {

ActionCase load(const Workspace& workspace, const store::Reading& db, const Actor& actor,
                const Id<Action>& key)
{
    auto at = store::action_case(db, key, workspace.today());
    if (!at) throw NotFound("action " + key.str());
    for (const auto& finding : store::findings_of(db, key)) {
        const auto frame = store::finding_frame(db, finding.audit).value();
        if (may_see(actor, finding, frame, store::owners_of(db, finding.key))) return *at;
    }
    throw NotFound("action " + key.str());
}

/// Refuses what cannot be; what stood before may stay.
void write(const Workspace& workspace, const store::Reading& db, Action& action, const ActionText& text)
{
    const auto before = action;
    action.version = text.version;
    action.kind = text.kind;
    action.text = trimmed(text.text);
    action.owner = text.owner;
    action.due = text.due;
    check(action);
    if (action.owner != before.owner && !action.owner.empty()) {
        const auto owner = store::person(db, action.owner);
        if (!owner || !owner->active) throw Refusal("unknown_person", "owner");
    }
    if (action.due != before.due && action.due && *action.due < workspace.today())
        throw Refusal("due_in_past", "due");
}

/// Where an action goes: to a state, or to what its kind ends in.
using Target = ActionState (*)(ActionKind kind);

template <ActionState state>
ActionState always(ActionKind)
{
    return state;
}

ActionState to_accepted(ActionKind kind)
{
    return kind == ActionKind::Correction ? ActionState::Effective : ActionState::EffectCheck;
}

void take(Workspace& workspace, const Actor& actor, const Id<Action>& key, const std::string& name,
          Target target, const std::string& comment, Version based_on)
{
    auto verb = workspace.begin(actor, name);
    const auto at = load(workspace, verb, actor, key);
    const auto to = target(at.action.kind);
    check_step(at, to, actor, comment);
    const auto today = workspace.today();
    auto action = at.action;
    action.version = based_on;
    action.state = to;
    if (to == ActionState::Done) action.done_on = today;
    if (to == ActionState::InWork) action.done_on.reset();
    if (is_accepted(to)) {
        action.verified_by = actor.person;
        action.verified_on = today;
        if (to == ActionState::EffectCheck && action.done_on)
            action.effect_check_on = plus_days(*action.done_on, effect_check_days);
    }
    if (!trimmed(comment).empty()) verb.because(trimmed(comment));
    store::save(verb, action);
    store::add_step(verb, key, {0, to, actor.person, today, trimmed(comment)});
    verb.commit();
}

} // namespace

ActionText text_of(const Action& action)
{
    return {action.version, action.kind, action.text, action.owner, action.due};
}

ActionCase seen_action(const Workspace& workspace, const store::Reading& db, const Actor& actor,
                       const Id<Action>& key)
{
    return load(workspace, db, actor, key);
}

Id<Action> propose_action(Workspace& workspace, const Actor& actor, const Id<Finding>& key,
                          const ActionText& text, const std::string& retry_key)
{
    const Retry retry{"action.proposed", retry_key};
    auto verb = workspace.begin(actor, retry.action);
    if (const auto before = reply_given(verb, actor, retry, verb.at())) return Id<Action>(before->text);
    const auto at = seen_follow_up(workspace, verb, actor, key);
    check_response_open(actor, at.finding, at.frame);
    Action action;
    write(workspace, verb, action, text);
    action.version = 0;
    const auto today = workspace.today();
    auto made = store::save(verb, action, key, static_cast<int>(today.year()));
    store::add_step(verb, made, {0, ActionState::Proposed, actor.person, today, {}});
    remember_reply(verb, actor, retry, {201, made.str()});
    verb.commit();
    return made;
}

Version change_action(Workspace& workspace, const Actor& actor, const Id<Action>& key, const ActionText& text)
{
    auto verb = workspace.begin(actor, "action.changed");
    const auto at = load(workspace, verb, actor, key);
    check_change(at, actor);
    auto action = at.action;
    write(workspace, verb, action, text);
    check_begun(at, action);
    if (text_of(action) == text_of(at.action)) return action.version;
    store::save(verb, action);
    verb.commit();
    return action.version + 1;
}

void remove_action(Workspace& workspace, const Actor& actor, const Id<Action>& key, Version based_on)
{
    auto verb = workspace.begin(actor, "action.removed");
    const auto at = load(workspace, verb, actor, key);
    check_change(at, actor);
    if (at.evidence > 0) throw Refusal::state("action_has_evidence", {{"action", key.str()}});
    auto action = at.action;
    action.version = based_on;
    store::remove_action(verb, action);
    verb.commit();
}

void start_action(Workspace& workspace, const Actor& actor, const Id<Action>& key, const std::string& comment,
                  Version based_on)
{
    take(workspace, actor, key, "action.started", always<ActionState::InWork>, comment, based_on);
}

void finish_action(Workspace& workspace, const Actor& actor, const Id<Action>& key,
                   const std::string& comment, Version based_on)
{
    take(workspace, actor, key, "action.done", always<ActionState::Done>, comment, based_on);
}

void accept_action(Workspace& workspace, const Actor& actor, const Id<Action>& key,
                   const std::string& comment, Version based_on)
{
    take(workspace, actor, key, "action.accepted", to_accepted, comment, based_on);
}

void send_back_action(Workspace& workspace, const Actor& actor, const Id<Action>& key,
                      const std::string& comment, Version based_on)
{
    take(workspace, actor, key, "action.sent_back", always<ActionState::InWork>, comment, based_on);
}

} // namespace clausebook

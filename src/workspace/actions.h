#pragma once
// Verbs on actions (domain G.3).

#include "core/action/action_life.h"
#include "workspace/workspace.h"

#include <string>

namespace clausebook {

/// What a person says about an action. The version is the one that was read, 0 for a new one.
struct ActionText {
    Version version = 0;
    ActionKind kind = ActionKind::Corrective;
    std::string text;
    Id<Person> owner;
    std::optional<Date> due;

    friend bool operator==(const ActionText&, const ActionText&) = default;
};

ActionText text_of(const Action& action);

/// Everything the rules of an action look at, as far as it is for the actor: it is seen by who sees a finding
/// it is for. Throws NotFound.
ActionCase seen_action(const Workspace& workspace, const store::Reading& db, const Actor& actor,
                       const Id<Action>& key);

/// Adds an action to the response of a finding. Refuses as check_response_open() and check() do,
/// "unknown_person" (owner), "due_in_past" (due). A request that comes twice with the same `retry_key` has
/// one effect. Returns its key.
Id<Action> propose_action(Workspace& workspace, const Actor& actor, const Id<Finding>& finding,
                          const ActionText& text, const std::string& retry_key = {});

/// Changes a proposed action. Refuses as check_change() and propose_action() do, "edit_conflict". Returns the
/// new version.
Version change_action(Workspace& workspace, const Actor& actor, const Id<Action>& key,
                      const ActionText& text);

/// Takes a proposed action out of a response; its number is not given again. Refuses as check_change() does,
/// "action_has_evidence" (State), "edit_conflict".
void remove_action(Workspace& workspace, const Actor& actor, const Id<Action>& key, Version based_on);

/// Refuses as check_step() does, "edit_conflict".
void start_action(Workspace& workspace, const Actor& actor, const Id<Action>& key, const std::string& comment,
                  Version based_on);
void finish_action(Workspace& workspace, const Actor& actor, const Id<Action>& key,
                   const std::string& comment, Version based_on);

/// Somebody else accepts what is done; the effect is looked at 90 days after it was done, but for a
/// correction, which ends here.
void accept_action(Workspace& workspace, const Actor& actor, const Id<Action>& key,
                   const std::string& comment, Version based_on);

/// Sends a done action back to its owner.
void send_back_action(Workspace& workspace, const Actor& actor, const Id<Action>& key,
                      const std::string& comment, Version based_on);

} // namespace clausebook

#pragma once
// What is done about a finding: one action, who does it, until when (domain D.7 part G, G.3).

#include "core/base/id.h"
#include "core/base/time.h"
#include "core/people/person.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook {

enum class ActionKind {
    Correction,  ///< repairs what was found
    Corrective,  ///< removes the cause, so that it does not return
    Preventive,  ///< keeps the same cause from working elsewhere
    Improvement, ///< makes better what is good already
};

inline constexpr std::array action_kinds{ActionKind::Correction, ActionKind::Corrective,
                                         ActionKind::Preventive, ActionKind::Improvement};

std::string_view str(ActionKind kind); ///< "CORRECTION", "CORRECTIVE", "PREVENTIVE", "IMPROVEMENT"
std::optional<ActionKind> parse_action_kind(std::string_view code);

/// The life of an action. Source: domain G.3.
enum class ActionState {
    Proposed,     ///< in a response that is not accepted yet
    Approved,     ///< the plan is accepted; not begun
    InWork,       ///< begun
    Done,         ///< its owner says so, with evidence
    EffectCheck,  ///< accepted by somebody else; its effect is looked at later
    Effective,    ///< the end; a correction comes here once it is accepted
    NotEffective, ///< the effect was looked at and was not there
    Cancelled,
};

inline constexpr std::array action_states{
    ActionState::Proposed,    ActionState::Approved,  ActionState::InWork,       ActionState::Done,
    ActionState::EffectCheck, ActionState::Effective, ActionState::NotEffective, ActionState::Cancelled};

std::string_view str(ActionState state); ///< "PROPOSED", "IN_WORK", "EFFECT_CHECK"
std::optional<ActionState> parse_action_state(std::string_view code);

/// Still to be done: proposed, approved or in work.
bool is_open(ActionState state);

/// Somebody else than its owner has accepted it.
bool is_accepted(ActionState state);

struct Action {
    Id<Action> key; ///< "CA-2026-0001"
    Version version = 0;
    ActionKind kind = ActionKind::Corrective;
    ActionState state = ActionState::Proposed;
    std::string text; ///< what is done, on one line or several
    Id<Person> owner; ///< who does it; none while it is not said
    std::optional<Date> due;
    std::optional<Date> done_on;
    std::optional<Date> effect_check_on; ///< from when its effect can be looked at
    Id<Person> verified_by;              ///< who accepted it
    std::optional<Date> verified_on;
    std::string effect; ///< what the look at its effect found
};

/// A step that was taken with an action.
struct ActionStepTaken {
    int serial = 0; ///< within the action: 1, 2, 3, ...
    ActionState state = ActionState::Proposed;
    Id<Person> by;
    Date on{};
    std::string comment;
};

/// Refuses what no action can be: "required", "too_long", "unclean" (text).
void check(const Action& action);

/// True when the day it was to be done on is over and it is not done. On its last day it is not late.
bool is_late(const Action& action, Date today);

/// What a look at the effect of an action found (domain D.9, "effective").
enum class Effect {
    NotAsked, ///< a correction repairs one case, and what was cancelled has no effect
    NotYet,   ///< not looked at so far
    Effective,
    NotEffective,
};

Effect effect_of(const Action& action);

/// Days after it is done on which the effect of an action is looked at. Source: domain G.3.
inline constexpr int effect_check_days = 90;

/// "CA-2026-0001": at least four digits, never given twice (rulings 2).
Id<Action> action_key(int year, long long number);

/// True for a text of that shape.
bool is_action_key(std::string_view text);

} // namespace clausebook

#include "core/action/action.h"

#include "core/base/form_rules.h"

#include <algorithm>

namespace clausebook {
namespace {

constexpr std::array<std::string_view, action_kinds.size()> kind_codes{"CORRECTION", "CORRECTIVE",
                                                                       "PREVENTIVE", "IMPROVEMENT"};
constexpr std::array<std::string_view, action_states.size()> state_codes{
    "PROPOSED", "APPROVED", "IN_WORK", "DONE", "EFFECT_CHECK", "EFFECTIVE", "NOT_EFFECTIVE", "CANCELLED"};

constexpr std::size_t number_digits = 4;

} // namespace

std::string_view str(ActionKind kind)
{
    return kind_codes.at(static_cast<std::size_t>(kind));
}

std::optional<ActionKind> parse_action_kind(std::string_view code)
{
    for (const auto kind : action_kinds)
        if (str(kind) == code) return kind;
    return std::nullopt;
}

std::string_view str(ActionState state)
{
    return state_codes.at(static_cast<std::size_t>(state));
}

std::optional<ActionState> parse_action_state(std::string_view code)
{
    for (const auto state : action_states)
        if (str(state) == code) return state;
    return std::nullopt;
}

bool is_open(ActionState state)
{
    return state == ActionState::Proposed || state == ActionState::Approved || state == ActionState::InWork;
}

bool is_accepted(ActionState state)
{
    return state == ActionState::EffectCheck || state == ActionState::Effective;
}

void check(const Action& action)
{
    check_given(action.text, "text");
    check_text(action.text, "text");
}

Effect effect_of(const Action& action)
{
    if (action.kind == ActionKind::Correction || action.state == ActionState::Cancelled)
        return Effect::NotAsked;
    if (action.state == ActionState::Effective) return Effect::Effective;
    return action.state == ActionState::NotEffective ? Effect::NotEffective : Effect::NotYet;
}

bool is_late(const Action& action, Date today)
{
    return is_open(action.state) && action.due && *action.due < today;
}

Id<Action> action_key(int year, long long number)
{
    auto digits = std::to_string(number);
    if (digits.size() < number_digits) digits.insert(0, number_digits - digits.size(), '0');
    return Id<Action>("CA-" + std::to_string(year) + "-" + digits);
}

bool is_action_key(std::string_view text)
{
    constexpr std::size_t before_number = 8; // "CA-2026-"
    constexpr std::size_t longest = before_number + 9;
    if (text.size() < before_number + number_digits || text.size() > longest) return false;
    if (!text.starts_with("CA-") || text[before_number - 1] != '-') return false;
    const auto digits = [](std::string_view part) {
        return std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    return digits(text.substr(3, 4)) && digits(text.substr(before_number));
}

} // namespace clausebook

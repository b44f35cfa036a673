#include "core/audit/basis.h"

namespace clausebook {
namespace {

constexpr std::string_view outcome_codes[] = {"",       "SOLVED",        "BECAME", "EFFECTIVE",
                                              "PARTLY", "NOT_EFFECTIVE", "NOT_DUE"};

} // namespace

std::string str(Outcome outcome)
{
    return std::string(outcome_codes[static_cast<std::size_t>(outcome)]);
}

std::optional<Outcome> parse_outcome(std::string_view code)
{
    for (const auto outcome : outcomes)
        if (outcome_codes[static_cast<std::size_t>(outcome)] == code) return outcome;
    return std::nullopt;
}

} // namespace clausebook

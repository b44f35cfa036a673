#include "core/checklist/question_id.h"

#include <algorithm>

namespace clausebook {

std::optional<QuestionId> QuestionId::parse(std::string_view text)
{
    const auto dash = text.find("-Q");
    const auto clause = ClauseNumber::parse(text.substr(0, dash));
    if (!clause) return std::nullopt;
    if (dash == std::string_view::npos) {
        const bool one_dot = std::count(text.begin(), text.end(), '.') == 1;
        if (clause->chapter() != "X" || !one_dot) return std::nullopt;
        return QuestionId(*clause, 0);
    }
    const auto digits = text.substr(dash + 2);
    if (clause->has_letter() || digits.empty() || digits.size() > 2 || digits[0] == '0') return std::nullopt;
    int number = 0;
    for (const char digit : digits) {
        if (digit < '0' || digit > '9') return std::nullopt;
        number = number * 10 + (digit - '0');
    }
    return QuestionId(*clause, number);
}

std::string QuestionId::str() const
{
    return is_scheme_item() ? clause_.str() : clause_.str() + "-Q" + std::to_string(number_);
}

} // namespace clausebook

#include "core/base/clause_number.h"

#include <algorithm>

namespace clausebook {

std::optional<ClauseNumber> ClauseNumber::parse(std::string_view text)
{
    std::vector<int> parts;
    while (true) {
        const auto dot = text.find('.');
        const auto part = text.substr(0, dot);
        if (parts.empty() && part.size() == 1 && part[0] >= 'A' && part[0] <= 'Z') {
            parts.push_back(first_letter + (part[0] - 'A'));
        } else {
            if (part.empty() || part.size() > 2 || part[0] == '0') return std::nullopt;
            int value = 0;
            for (const char c : part) {
                if (c < '0' || c > '9') return std::nullopt;
                value = value * 10 + (c - '0');
            }
            parts.push_back(value);
        }
        if (dot == std::string_view::npos) break;
        if (parts.size() == 4) return std::nullopt;
        text.remove_prefix(dot + 1);
    }
    return ClauseNumber(std::move(parts));
}

bool ClauseNumber::is_within(const ClauseNumber& parent) const
{
    return parts_.size() >= parent.parts_.size()
        && std::equal(parent.parts_.begin(), parent.parts_.end(), parts_.begin());
}

std::string ClauseNumber::chapter() const
{
    const int first = parts_.front();
    return first >= first_letter ? std::string(1, static_cast<char>('A' + (first - first_letter)))
                                 : std::to_string(first);
}

std::string ClauseNumber::str() const
{
    std::string text = chapter();
    for (std::size_t i = 1; i < parts_.size(); ++i) text += "." + std::to_string(parts_[i]);
    return text;
}

} // namespace clausebook

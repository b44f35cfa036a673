#include "core/evidence/tag.h"

#include "core/base/form_rules.h"
#include "core/base/text.h"

#include <algorithm>
#include <set>

namespace clausebook {

std::string checked_tag(const std::string& typed)
{
    check_line(typed, "tag", longest_tag);
    auto text = joined(words(typed));
    check_given(text, "tag");
    if (text.find(',') != std::string::npos) throw Refusal("tag_comma", "tag");
    return text;
}

std::vector<std::string> checked_tags(const std::string& typed)
{
    std::vector<std::string> tags;
    std::set<std::string> seen;
    for (std::size_t start = 0; start <= typed.size();) {
        const auto comma = std::min(typed.find(',', start), typed.size());
        const auto piece = trimmed(typed.substr(start, comma - start));
        start = comma + 1;
        if (piece.empty()) continue;
        auto tag = checked_tag(piece);
        if (seen.insert(folded(tag)).second) tags.push_back(std::move(tag));
    }
    if (tags.empty()) throw Refusal("required", "tag");
    return tags;
}

} // namespace clausebook

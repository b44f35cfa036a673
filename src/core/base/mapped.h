#pragma once

#include <functional>
#include <ranges>
#include <type_traits>
#include <vector>

namespace clausebook {

/// What `of` makes of each member, in their order.
///
///     joined(mapped(audit.clauses, &ClauseNumber::str))
template <std::ranges::sized_range Range, typename Of>
auto mapped(const Range& range, Of of)
{
    using Element = std::ranges::range_reference_t<const Range>;
    std::vector<std::remove_cvref_t<std::invoke_result_t<Of&, Element>>> made;
    made.reserve(std::ranges::size(range));
    for (const auto& member : range) made.push_back(std::invoke(of, member));
    return made;
}

} // namespace clausebook

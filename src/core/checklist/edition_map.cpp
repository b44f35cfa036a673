#include "core/checklist/edition_map.h"

#include <algorithm>

namespace clausebook {
namespace {

constexpr std::array<std::string_view, clause_changes.size()> words{"same",   "moved", "split",
                                                                    "merged", "new",   "removed"};

/// How many lines of the map have this clause on that side.
template <typename Side>
auto count(const EditionMap& map, Side side, const std::optional<ClauseNumber>& clause)
{
    return std::count_if(map.moves.begin(), map.moves.end(),
                         [&](const ClauseMove& move) { return clause && move.*side == clause; });
}

} // namespace

std::string_view str(ClauseChange change)
{
    return words.at(static_cast<std::size_t>(change));
}

std::optional<ClauseChange> parse_clause_change(std::string_view word)
{
    for (const auto change : clause_changes)
        if (str(change) == word) return change;
    return std::nullopt;
}

bool EditionMap::leads(const ChecklistIdentity& earlier, const ChecklistIdentity& later) const
{
    return earlier.standard == standard && later.standard == standard && later.edition == to
        && std::find(from.begin(), from.end(), earlier.edition) != from.end();
}

std::vector<const ClauseMove*> EditionMap::to_clause(const ClauseNumber& now) const
{
    std::vector<const ClauseMove*> found;
    for (const auto& move : moves)
        if (move.was && move.now == now) found.push_back(&move);
    return found;
}

std::vector<ClauseNumber> EditionMap::without_predecessor() const
{
    std::vector<ClauseNumber> found;
    for (const auto& move : moves)
        if (move.change == ClauseChange::New) found.push_back(move.now.value());
    std::sort(found.begin(), found.end());
    return found;
}

std::string fault_of(const EditionMap& map, const ClauseMove& move)
{
    using enum ClauseChange;
    if (move.change != New && !move.was) return "change_needs_was";
    if (move.change != Removed && !move.now) return "change_needs_now";
    if ((move.change == New && move.was) || (move.change == Removed && move.now)) return "change_has_both";
    if (move.change == Same && move.was != move.now) return "same_has_moved";
    if (move.change == Moved && move.was == move.now) return "moved_is_same";
    if (move.change == Split && count(map, &ClauseMove::was, move.was) < 2) return "split_alone";
    if (move.change == Merged && count(map, &ClauseMove::now, move.now) < 2) return "merged_alone";
    if (move.change == New && count(map, &ClauseMove::now, move.now) > 1) return "new_has_predecessor";
    const auto alike = std::count_if(map.moves.begin(), map.moves.end(), [&](const ClauseMove& other) {
        return other.was == move.was && other.now == move.now;
    });
    return alike > 1 ? "change_repeated" : "";
}

} // namespace clausebook

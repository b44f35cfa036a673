#pragma once
// Where the clauses of an earlier edition of a standard went in a later one.

#include "core/base/clause_number.h"
#include "core/checklist/checklist.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook {

/// What became of a clause.
enum class ClauseChange {
    Same,    ///< the same number, the same matter
    Moved,   ///< another number
    Split,   ///< into several
    Merged,  ///< with others into one
    New,     ///< not there before
    Removed, ///< not there any more
};
inline constexpr std::array clause_changes{ClauseChange::Same,   ClauseChange::Moved, ClauseChange::Split,
                                           ClauseChange::Merged, ClauseChange::New,   ClauseChange::Removed};
std::string_view str(ClauseChange change); ///< "same", "moved", ...
std::optional<ClauseChange> parse_clause_change(std::string_view word);

/// One line of the map: a clause of then, a clause of now, or one of them alone. A clause that was split has
/// a line for each part, clauses that were merged one for each of them.
struct ClauseMove {
    ClauseChange change = ClauseChange::Same;
    std::optional<ClauseNumber> was; ///< nothing for New
    std::optional<ClauseNumber> now; ///< nothing for Removed
    Localized title{};               ///< then, where it was another; empty else
    Localized remark{};              ///< what else changed, in our words; empty for nothing

    friend bool operator==(const ClauseMove&, const ClauseMove&) = default;
};

/// The way from earlier editions of a standard, all with the same clauses, to a later one.
struct EditionMap {
    std::string standard;  ///< "ISO 10002"
    std::vector<int> from; ///< 2004, 2014
    int to = 0;            ///< 2018
    Localized note{};      ///< what is known of it and what is not
    std::vector<ClauseMove> moves{};

    /// True when it leads from that checklist's edition to the other's.
    bool leads(const ChecklistIdentity& earlier, const ChecklistIdentity& later) const;

    /// The lines that lead to a clause of now: none for a new one and for one it does not know.
    std::vector<const ClauseMove*> to_clause(const ClauseNumber& now) const;

    /// The clauses of now that were not there before, by number.
    std::vector<ClauseNumber> without_predecessor() const;

    friend bool operator==(const EditionMap&, const EditionMap&) = default;
};

/// What is wrong with the lines of a map among themselves: "change_needs_was", "change_needs_now",
/// "change_has_both" (new or removed with both numbers), "same_has_moved" (same with two numbers),
/// "moved_is_same" (moved with one), "split_alone" (a clause split into one), "merged_alone",
/// "change_repeated" (two lines of the same numbers), "new_has_predecessor". "" for a sound line.
std::string fault_of(const EditionMap& map, const ClauseMove& move);

} // namespace clausebook

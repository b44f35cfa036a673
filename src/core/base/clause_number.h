#pragma once
// How the standard is numbered: clauses such as 7.4, and the scheme items X.1 to X.10 beside them.

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clausebook {

/// A clause number, such as 7.4, 8.1.2, X.1 or A.2: one to four parts. The first is 1 to 99 or one capital
/// letter, the others are 1 to 99.
///
/// Clauses sort as the standard prints them (7.9 before 7.10, 7 before 7.1, letters after numbers), which is
/// not how their text sorts; this is why a clause is never kept as a string inside the program.
///
/// Source: the numbering of ISO 10002:2018; letters: rulings 2. Numbers only, no wording of the standard.
class ClauseNumber {
public:
    /// Reads "7.4" or "X.1". Nothing for any other shape: "", "7.", "7.04", "x.1", "7.A", "1.2.3.4.5".
    static std::optional<ClauseNumber> parse(std::string_view text);

    /// True for the clause itself and everything printed under it: 7.4.1 and 7.4 are within 7.4.
    bool is_within(const ClauseNumber& parent) const;

    /// True for X.1 and A.2: an item with a letter instead of a chapter.
    bool has_letter() const { return parts_.front() >= first_letter; }

    /// The first part alone: "7" of 7.4, "X" of X.1.
    std::string chapter() const;

    std::string str() const;

    friend auto operator<=>(const ClauseNumber&, const ClauseNumber&) = default;

private:
    static constexpr int first_letter = 1000; ///< 'A'; letters sort after every number

    explicit ClauseNumber(std::vector<int> parts) : parts_(std::move(parts)) {}

    std::vector<int> parts_;
};

} // namespace clausebook

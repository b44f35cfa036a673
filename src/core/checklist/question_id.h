#pragma once
// The permanent name of a question in a checklist.

#include "core/base/clause_number.h"

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace clausebook {

/// The id of a question: "7.4-Q2" is the second question of clause 7.4, "X.3" is the third scheme item.
///
/// Ids never change meaning: a question that is dropped takes its id with it (docs/checklist-format.md). They
/// sort as printed: 7.4-Q2 before 7.4-Q10 before 7.5-Q1, scheme items last.
///
/// Source: domain B, rulings 2.
class QuestionId {
public:
    /// Reads "7.4-Q2" or "X.3". Nothing for any other shape: "", "7.4", "7.4-Q0", "7.4-Q02", "7.4-q2",
    /// "X.3-Q1", "X", "A.3". Question numbers go from 1 to 99.
    static std::optional<QuestionId> parse(std::string_view text);

    /// The clause the question stands under: 7.4 of 7.4-Q2. A scheme item is its own: X.3 of X.3.
    const ClauseNumber& clause() const { return clause_; }

    /// True for X.1, X.2, ...: items of the certification scheme, not of a clause.
    bool is_scheme_item() const { return number_ == 0; }

    std::string str() const;

    friend auto operator<=>(const QuestionId&, const QuestionId&) = default;

private:
    QuestionId(ClauseNumber clause, int number) : clause_(std::move(clause)), number_(number) {}

    ClauseNumber clause_;
    int number_; ///< within the clause; 0 for a scheme item
};

} // namespace clausebook

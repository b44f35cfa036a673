#pragma once
// What one checklist asks otherwise than another: what somebody wants to see before a new revision comes in.

#include "core/checklist/checklist.h"

#include <string>
#include <vector>

namespace clausebook {

/// One place where two checklists differ.
struct ChecklistDifference {
    enum class Kind { Added, Removed, Changed } kind = Kind::Changed;
    enum class Subject { Whole, Group, Clause, Question } subject = Subject::Question;
    std::string place; ///< "7.4-Q2", "X.1", "7.4", "7"; "" for the checklist itself
    /// Of a change, in the order of the format: "note", "labels"; "title"; "title_source", "weight", "key",
    /// "intent", "evidence_types", "examples", "interviewees", "findings", "references"; "text", "stages".
    std::vector<std::string> parts{};
    Localized before{}; ///< title or text as it was; empty when it was not there
    Localized after{};  ///< as it is now; empty when it is gone

    friend bool operator==(const ChecklistDifference&, const ChecklistDifference&) = default;
};

/// How many questions and scheme items differ.
struct DifferenceCount {
    int added = 0;
    int removed = 0;
    int changed = 0;
};

/// Everything that differs from `before` to `after`, in the order of the standard: the checklist itself, its
/// groups, then each clause with its questions, then the scheme items. Identity is not compared.
std::vector<ChecklistDifference> differences(const Checklist& before, const Checklist& after);

/// Of the questions among them.
DifferenceCount count_of(const std::vector<ChecklistDifference>& differences);

} // namespace clausebook

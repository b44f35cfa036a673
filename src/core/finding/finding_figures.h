#pragma once
// How many findings there are and how far they are: one value, which overview and list of findings print
// alike.

#include "core/finding/course.h"

#include <cstdint>
#include <map>
#include <vector>

namespace clausebook {

/// How many findings there are of a grade in a state.
struct FindingCount {
    Grade grade;
    FindingState state;
    std::int64_t count = 0;
};

struct FindingFigures {
    std::int64_t open = 0; ///< neither closed nor withdrawn: drafts and all steps before the last
    std::int64_t drafts = 0;
    std::int64_t closed = 0;
    std::map<Grade, std::int64_t> open_of;     ///< by grade; those there are
    std::map<Milestone, std::int64_t> at_step; ///< open ones by the last step they reached; those there are
};

FindingFigures finding_figures(const std::vector<FindingCount>& counts);

} // namespace clausebook

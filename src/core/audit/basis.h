#pragma once
// What an audit takes over from earlier ones: the findings it looks at again; what its own concerns could
// become, and who signed its plan (domain C.4, D.1, D.3 section 8, D.4 section 3, D.5).

#include "core/audit/audit.h"
#include "core/finding/finding.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook {

/// What came of an earlier finding.
enum class Outcome {
    NotLooked,    ///< nobody has looked yet
    Solved,       ///< a concern: nothing is left of it
    Became,       ///< a concern that became a nonconformity, or a finding that came again
    Effective,    ///< what was done has its effect
    Partly,       ///< some of it
    NotEffective, ///< none
    NotDue,       ///< too early to tell; why stands in the comment
};
inline constexpr std::array outcomes = {Outcome::NotLooked, Outcome::Solved, Outcome::Became,
                                        Outcome::Effective, Outcome::Partly, Outcome::NotEffective,
                                        Outcome::NotDue};
std::string
str(Outcome outcome); ///< "", "SOLVED", "BECAME", "EFFECTIVE", "PARTLY", "NOT_EFFECTIVE", "NOT_DUE"
std::optional<Outcome> parse_outcome(std::string_view code);

/// An earlier finding as an audit looks at it.
struct FollowedFinding {
    Id<Audit> audit;
    Id<Finding> finding;
    Version version = 0;
    Outcome outcome = Outcome::NotLooked;
    std::string comment;
    Id<Finding> became; ///< of this audit
    Id<Person> looked_by;
    std::optional<Date> looked_on;
};

/// What an area of concern could be at stage 2. Source: domain D.3 section 8.
struct Concern {
    Id<Finding> finding;
    Version version = 0;
    Grade could_become = Grade::MINOR;
    enum class Before2 { May, Must } must_fix = Before2::May; ///< whether it must be solved before stage 2
};

/// Who stands behind an issued plan. Source: domain D.1 section 7.
struct PlanSignature {
    Id<Audit> audit;
    Version version = 0;
    Id<Person> prepared_by;
    std::optional<Date> prepared_on;
    Id<Person> approved_by;
    std::optional<Date> approved_on;
};

} // namespace clausebook

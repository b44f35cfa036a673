#pragma once
// One deviation, one finding: what was found, against which rule, on which evidence (domain B, D.7 parts A to
// C).

#include "core/base/clause_number.h"
#include "core/base/id.h"
#include "core/base/time.h"
#include "core/checklist/question_id.h"
#include "core/finding/grade.h"
#include "core/organization/organization.h"
#include "core/people/person.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook {

struct Audit;

/// The life of a finding. Source: domain G.2.
enum class FindingState {
    Draft,
    Raised,
    Acknowledged,
    Disputed,
    ResponseSubmitted,
    PlanAccepted,
    ResponseRejected,
    Implemented,
    Verified,
    Closed,
    Withdrawn,
};

inline constexpr std::array finding_states{
    FindingState::Draft,
    FindingState::Raised,
    FindingState::Acknowledged,
    FindingState::Disputed,
    FindingState::ResponseSubmitted,
    FindingState::PlanAccepted,
    FindingState::ResponseRejected,
    FindingState::Implemented,
    FindingState::Verified,
    FindingState::Closed,
    FindingState::Withdrawn,
};

std::string_view str(FindingState state); ///< "DRAFT", "RESPONSE_SUBMITTED"
std::optional<FindingState> parse_finding_state(std::string_view code);

/// Neither closed nor withdrawn.
bool is_open(FindingState state);

/// Not withdrawn: it counts, is shown, and holds the answers it hangs on (rulings 1, 7).
bool is_live(FindingState state);

struct Finding {
    Id<Finding> key; ///< "IA-2026-01/f3"
    Version version = 0;
    Id<Audit> audit;
    int serial = 0;     ///< within the audit, from the first draft on: 1, 2, 3, ...
    std::string number; ///< "IA-2026-01-03", given when raised and never again; "" before
    Grade grade = Grade::MINOR;
    FindingState state = FindingState::Draft;

    // Part A: identification
    std::optional<ClauseNumber> clause; ///< the primary one; nothing while a finding stands before its clause
    std::vector<ClauseNumber> secondary_clauses;
    Id<Site> site; ///< none: all sites, or not tied to one
    std::string process;
    Id<Criterion> criterion;
    std::string criterion_section; ///< "§3.2"
    Id<Person> auditor;            ///< who found it
    Id<Person> auditee_contact;
    Date found_on{};

    // Part B: what was found
    std::string requirement;        ///< in own words
    std::string objective_evidence; ///< what, where, when, "x of n", record ids
    std::string statement;          ///< nature of the failure; for an OFI the observation

    // Part C: why this grade
    std::string grade_reason;
    std::string repeat_of; ///< number of an earlier finding; "" for none

    Id<Person> raised_by;
    std::optional<Date> raised_on;
    Id<Person> withdrawn_by;
    std::optional<Date> withdrawn_on;
    std::string withdrawn_reason; ///< "" for a draft taken back before anything was written
};

/// Refuses texts no finding can hold: "too_long", "unclean", and "secondary_is_primary" when the primary
/// clause is named again among the secondary ones. Whether a finding is complete is another question:
/// missing_parts().
void check(const Finding& finding);

/// True while nobody has written anything into a draft: what one click made, one click may take back.
bool is_untouched(const Finding& finding);

/// Where a finding hangs: a question of its audit, at one site or at all.
struct FindingQuestion {
    std::string site; ///< a site's key, or "all"
    QuestionId question;

    friend auto operator<=>(const FindingQuestion&, const FindingQuestion&) = default;
};

/// The number of a finding: that of its audit and its own, with two digits at least (rulings 2).
std::string finding_number(const Id<Audit>& audit, long long number);

/// Reads the serial of an address ("3"): 1 to 99,999 in digits without leading zeros.
std::optional<int> parse_serial(std::string_view text);

/// The key of a finding: "IA-2026-01/f3".
Id<Finding> finding_key(const Id<Audit>& audit, int serial);

} // namespace clausebook

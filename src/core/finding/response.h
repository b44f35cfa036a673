#pragma once
// What the audited side answers to a finding, and how its end is proven (domain D.7 parts E to I).

#include "core/base/id.h"
#include "core/base/time.h"
#include "core/finding/finding.h"
#include "core/people/person.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace clausebook {

/// How a cause was looked for.
enum class CauseMethod { FiveWhys, Fishbone, FaultTree, Other };

inline constexpr std::array cause_methods{CauseMethod::FiveWhys, CauseMethod::Fishbone,
                                          CauseMethod::FaultTree, CauseMethod::Other};

std::string_view str(CauseMethod method); ///< "FIVE_WHYS", "FISHBONE", "FAULT_TREE", "OTHER"
std::optional<CauseMethod> parse_cause_method(std::string_view code);

/// Parts E and F, and what of part G is not an action. One per finding.
struct Response {
    Version version = 0;
    std::string correction;   ///< what was done about the found failure
    std::string extent_check; ///< other cases, sites, periods that were looked at
    Id<Person> corrected_by;
    std::optional<Date> corrected_on;
    CauseMethod method = CauseMethod::FiveWhys;
    std::array<std::string, 5> whys; ///< the answers, from the failure down to its root
    std::string root_cause;
    std::string why_not_detected;
    std::string category;          ///< of the cause, in the organization's own words
    std::string side_effects;      ///< risks that the actions bring
    std::string similar_processes; ///< which were checked

    friend bool operator==(const Response&, const Response&) = default;
};

/// Refuses texts no response can hold: "too_long", "unclean".
void check(const Response& response);

enum class VerificationMethod { Document, Site, NextAudit };

inline constexpr std::array verification_methods{VerificationMethod::Document, VerificationMethod::Site,
                                                 VerificationMethod::NextAudit};

std::string_view str(VerificationMethod method); ///< "DOCUMENT", "SITE", "NEXT_AUDIT"
std::optional<VerificationMethod> parse_verification_method(std::string_view code);

enum class Effective { Yes, Partly, No };

inline constexpr std::array all_effective{Effective::Yes, Effective::Partly, Effective::No};

std::string_view str(Effective effective); ///< "YES", "PARTLY", "NO"
std::optional<Effective> parse_effective(std::string_view code);

/// Part I.
struct Verification {
    Version version = 0;
    std::optional<VerificationMethod> method;
    std::optional<Effective> effective;
    std::string effect_criterion; ///< what shows that it works, and how much of it is enough
    std::string observation;      ///< what was seen

    friend bool operator==(const Verification&, const Verification&) = default;
};

/// Refuses "too_long", "unclean".
void check(const Verification& verification);

/// What the audited side decides about an opportunity.
enum class Decision { None, Accepted, Declined };

std::string_view str(Decision decision); ///< "", "ACCEPTED", "DECLINED"
std::optional<Decision> parse_decision(std::string_view code);

/// A step that was taken with a finding after it was raised.
struct StepTaken {
    int serial = 0; ///< within the finding: 1, 2, 3, ...
    FindingState state = FindingState::Acknowledged;
    Id<Person> by;
    Date on{};
    std::string comment;
    Decision decision = Decision::None;
    std::string revision; ///< of response and actions at that moment: is_revision_of()
};

} // namespace clausebook

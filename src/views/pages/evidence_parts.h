#pragma once
// What the list of evidence and the page of a record have in common.

#include "views/pages/evidence.h"

namespace clausebook::views {

std::string name_of(const EvidenceScene& scene, const Id<Person>& person);

/// {icon, label, over}: a state as it is today.
Tree state_pill(const EvidenceScene& scene, EvidenceState state);

/// {date, over, soon}: the last day of something; date "" when it has none.
Tree last_day(const EvidenceScene& scene, const std::optional<Date>& valid_until);

/// Choices of a field: {code, label, chosen}.
Tree type_choices(const EvidenceScene& scene, const std::string& chosen);
Tree confidentiality_choices(const EvidenceScene& scene, const std::string& chosen);
Tree owner_choices(const EvidenceScene& scene, const std::string& chosen);

/// Where the card of an answer stands: "IA-2026-01/all/7.4-Q2".
std::string card_address(const std::string& answer);

} // namespace clausebook::views

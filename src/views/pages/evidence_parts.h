#pragma once
// What the list of evidence and the page of a record have in common.

#include "views/pages/evidence.h"

namespace clausebook::views {

std::string name_of(const EvidenceScene& scene, const Id<Person>& person);

/// A date as people read it, "" for none.
std::string spoken(const EvidenceScene& scene, const std::optional<Date>& date);

/// What was typed into a field of a form that was refused, else what is kept.
std::string typed_or(const EvidenceRecordPage& page, const std::string& name, const std::string& kept);

/// One version on its record's page, with what may be done to it.
Tree version_view(const EvidenceRecordPage& page, const EvidenceVersion& version, const EvidenceScene& scene);

/// {icon, label, over}: a state as it is today.
Tree state_pill(const EvidenceScene& scene, EvidenceState state);

/// {date, over, soon}: the last day of something; date "" when it has none.
Tree last_day(const EvidenceScene& scene, const std::optional<Date>& valid_until);

/// Choices of a field: {code, label, chosen}.
Tree type_choices(Language language, const Catalogues& catalogues, const std::string& chosen);
Tree type_choices(const EvidenceScene& scene, const std::string& chosen);
Tree confidentiality_choices(const EvidenceScene& scene, const std::string& chosen);
Tree owner_choices(const EvidenceScene& scene, const std::string& chosen);

/// What is said about a version that has no file, null for one that has a reference to nothing: {kept_by,
/// number, seen}.
Tree reference_view(const EvidenceScene& scene, const EvidenceVersionFields& fields);

/// Fields of a form about such a version, from what was typed or stands: {kept_by, number, hows, seen_on,
/// persons}, each with its problem.
using ReferenceText = std::map<std::string, std::string>;
Tree reference_fields(const EvidenceScene& scene, const ReferenceText& text, const Tree& problems);
ReferenceText text_of(const std::optional<EvidenceReference>& reference);

/// How a target of a link is named in a sentence: "7.4-Q2 (IA-2026-01)", "IA-2026-01 · 3", "CA-2026-0001",
/// "7.4".
std::string target_name(const std::string& target);

/// Where the card of an answer stands: "IA-2026-01/all/7.4-Q2".
std::string card_address(const std::string& answer);

/// The way on below a list, for partials/pager; null when all rows are on the page.
Tree list_pager(const EvidenceScene& scene, std::size_t rows, const std::string& first,
                const std::string& next);

} // namespace clausebook::views

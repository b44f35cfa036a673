#pragma once
// A new audit made from an earlier one: what it takes over, and what begins anew (domain C.4).

#include "core/audit/sheet.h"
#include "core/audit/standing.h"
#include "core/evidence/evidence.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace clausebook {

/// What is asked for; everything else comes from the source.
struct CopyWish {
    AuditType type = AuditType::Internal;
    std::string title;
    std::optional<Date> starts_on;
    std::optional<Date> ends_on;
    Id<Person> lead;
};

/// The frame of the copy, planned: title, type, dates and lead as wished; objectives, scope, risk basis,
/// criteria, sites, clauses, methods, language, days and checklist of the source. It follows the source where
/// its kind may, else what the source followed where its kind may that; the period sampled and the clauses of
/// a rotation begin anew. `before` is the audit the source follows, nullptr for none.
Audit copy_of(const Audit& source, const Audit* before, const CopyWish& wish);

/// The rows of the source's plan that the copy takes over, without days, without people who are not in
/// `team`, and without keys and versions: of the sheets its kind keeps, in their order. A row of which
/// nothing is left is not there.
SheetRows plan_rows_of(const SheetRows& source, const AuditKind& kind, const std::set<Id<Person>>& team);

/// The link of the copy that suggests the evidence of an answer of the source: the same question and place,
/// the same locator, and a note that begins with the source's number. Nothing for a link to something else
/// than an answer.
std::optional<EvidenceLink> suggested_link(const EvidenceLink& link, const Id<Audit>& source,
                                           const Id<Audit>& copy);

} // namespace clausebook

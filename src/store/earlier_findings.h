#pragma once
// Rows of the findings of earlier audits that an audit looks at again.

#include "core/audit/earlier.h"
#include "store/database.h"

#include <vector>

namespace clausebook::store {

inline constexpr std::size_t most_offered = 200;

/// The earlier findings an audit looks at again, with what it says of them so far: of the audits it stands
/// on, and of those that they stand on, the raised ones that are not withdrawn, as far as looks_at() has them
/// and no audit between has settled them; by audit and serial. An audit of the house that stands on none is
/// offered the latest that were raised before it, at most most_offered: EarlierFinding::Asked::May.
std::vector<EarlierFinding> findings_to_look_at(const Reading& db, const Audit& audit);

/// The audits that one of that kind may follow, the latest first; at most 100. `except` is not among them.
std::vector<Audit> audits_to_follow(const Reading& db, const AuditKind& kind, const Id<Audit>& except);

} // namespace clausebook::store

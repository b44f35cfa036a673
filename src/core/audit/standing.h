#pragma once
// What an audit stands on: which earlier audit it may follow, and the clauses a surveillance looks at in full
// (domain C.4, F.2).

#include "core/audit/audit_kind.h"

#include <optional>

namespace clausebook {

/// True when an audit of that kind may follow such an earlier one: one of a type its row names, not
/// cancelled; one that must follow waits for the report of the other.
bool may_follow(const AuditKind& kind, const Audit& earlier);

/// Refuses what an audit cannot stand on; `earlier` is the audit it follows, nullptr for none or one that is
/// not there. "follows_needed" (follows) for none where there must be one, "follows_wrong" (follows) for one
/// it may not follow, "starts_before_follows" (starts_on; parameter day) before the other has ended,
/// "rotation_not_here" (rotation) for a type that has none, "rotation_not_in_scope" (rotation; parameter
/// clause) for a clause the audit does not look at.
void check_standing(const Audit& audit, const Audit* earlier);

} // namespace clausebook

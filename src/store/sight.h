#pragma once
// Who sees which rows: the object rules of core as conditions, for lists and for search alike. Inside store
// only.

#include "core/people/person.h"
#include "store/findings.h"
#include "store/record.h"

#include <string>

namespace clausebook::store {

/// A condition on the rows of one table and its parameters; `sql` is "" where all rows are seen.
struct SeenRows {
    std::string sql;
    Params params;
};

/// may_see() of core/finding/finding_life.h, on `finding`.
SeenRows seen_findings(const FindingSight& sight);

/// As may_see() has it for the findings of an action, on `action a`.
SeenRows seen_actions(const FindingSight& sight);

/// may_see() of core/evidence/evidence_rules.h, on `evidence e`.
SeenRows seen_evidence(const Actor& actor);

/// sight_of() of core/audit/audit.h, on `audit`: those of which the actor sees the plan at least.
SeenRows seen_audits(const Actor& actor);

} // namespace clausebook::store

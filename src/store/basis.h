#pragma once
// Rows of what audits take over: the findings they look at again, what a concern could become, who signed a
// plan.

#include "core/audit/basis.h"
#include "store/database.h"

#include <map>
#include <optional>
#include <vector>

namespace clausebook::store {

/// The audits that stand on one, by key.
std::vector<Id<Audit>> audits_on(const Reading& db, const Id<Audit>& audit);

/// The earlier findings an audit looks at again, by their key.
std::vector<FollowedFinding> followed_findings(const Reading& db, const Id<Audit>& audit);
/// Those findings themselves, in the same order.
std::vector<Finding> followed_sources(const Reading& db, const Id<Audit>& audit);
/// The audits that looked at a finding again, by key of the audit.
std::vector<FollowedFinding> followed_in(const Reading& db, const Id<Finding>& finding);
/// The earlier findings of which one came.
std::vector<FollowedFinding> came_from(const Reading& db, const Id<Finding>& became);
Version save(Writing& verb, const FollowedFinding& followed);

/// What the concerns of an audit could become, by finding; those nobody has said it of are not there.
std::map<Id<Finding>, Concern> concerns(const Reading& db, const Id<Audit>& audit);
std::optional<Concern> concern(const Reading& db, const Id<Finding>& finding);
Version save(Writing& verb, const Concern& concern);

/// Who stands behind the plan; version 0 and nobody before it was issued.
PlanSignature plan_signature(const Reading& db, const Id<Audit>& audit);
Version save(Writing& verb, const PlanSignature& signature);

} // namespace clausebook::store

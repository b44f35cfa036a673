#pragma once
// Rows of what follows a finding: steps, response, verification; and everything its rules look at.

#include "core/finding/course.h"
#include "core/finding/follow_up.h"
#include "store/database.h"

#include <map>
#include <optional>
#include <vector>

namespace clausebook::store {

std::optional<Response> response(const Reading& db, const Id<Finding>& finding);
Version save(Writing& verb, const Id<Finding>& finding, const Response& response);

std::optional<Verification> verification(const Reading& db, const Id<Finding>& finding);
/// Method and effect must be said.
Version save(Writing& verb, const Id<Finding>& finding, const Verification& verification);

/// The steps of a finding after it was raised, oldest first.
std::vector<StepTaken> steps_of(const Reading& db, const Id<Finding>& finding);
/// The steps of all findings of an audit, by finding.
std::map<Id<Finding>, std::vector<StepTaken>> steps_in(const Reading& db, const Id<Audit>& audit);
/// Adds a step; its serial is the next one.
void add_step(Writing& verb, const Id<Finding>& finding, const StepTaken& step);

/// Everything the guards of a finding look at on a day. Throws NotFound when there is no such finding.
FollowUp follow_up(const Reading& db, const Id<Finding>& finding, Date today);

/// The owners of its actions, who may see it.
std::set<Id<Person>> owners_of(const Reading& db, const Id<Finding>& finding);

} // namespace clausebook::store

#pragma once
// Rows of jobs. They are not journalled (rulings 9): what a job makes is.

#include "core/job/job.h"
#include "store/database.h"

#include <optional>
#include <vector>

namespace clausebook::store {

std::optional<Job> job(const Reading& db, const Id<Job>& key);

/// Jobs that are not over, oldest first.
std::vector<Job> unfinished_jobs(const Reading& db);

/// Writes a job's row over the one that stands.
void keep(Writing& verb, const Job& job);

/// Takes away what was over before a moment.
void forget_jobs(Writing& verb, Instant before);

} // namespace clausebook::store

#pragma once
// Answers that say "conforms" while no evidence that counts hangs on them, a page at a time.

#include "core/audit/answer.h"
#include "core/people/person.h"
#include "store/database.h"

#include <optional>
#include <string>
#include <vector>

namespace clausebook::store {

/// The audits whose results count on a day (counts_on() of core) and that are, whole, for the actor; the
/// latest start first.
std::vector<Id<Audit>> counting_audits(const Reading& db, const Actor& actor, Date today);

struct UnprovenPage {
    std::vector<Answer> answers; ///< audit by audit as asked for, then by site and question
    std::string next;            ///< key of the answer the next page comes after; "" on the last
    std::int64_t count = 0;      ///< of all, up to 1,001 (rulings 24)
};

/// At most `limit` answers with the result C in `audits` that no linked evidence proves today, by the rule of
/// is_valid_evidence(), after the one with the key `after` ("": from the start).
UnprovenPage unproven_answers(const Reading& db, const std::vector<Id<Audit>>& audits,
                              const std::string& after, std::size_t limit, Date today);

/// How SQLite would go about it, for tests: the lines of EXPLAIN QUERY PLAN.
std::vector<std::string> unproven_plan(const Reading& db, const Id<Audit>& audit, Date today);

} // namespace clausebook::store

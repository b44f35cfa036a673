#pragma once
// What audits on an earlier edition of a standard said under one of its clauses.

#include "core/audit/answer.h"
#include "core/checklist/edition_map.h"
#include "store/database.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace clausebook::store {

/// The answers of one audit under one clause.
struct ClauseAnswers {
    Id<Audit> audit;
    std::string checklist; ///< key of the checklist the audit pinned
    std::optional<Date> starts_on;
    std::vector<Answer> answers; ///< with a result, by question and site
};

/// Says whether an audit is for the reader.
using IsShown = std::function<bool(const Id<Audit>&)>;

/// The answers under clause `was` of the latest audit that has any and is shown, among those on an edition
/// the map leads from which began no later than `audit` and were not cancelled; nothing when there is none.
std::optional<ClauseAnswers> answers_of_earlier_edition(const Reading& db, const Id<Audit>& audit,
                                                        const EditionMap& map, const ClauseNumber& was,
                                                        const IsShown& is_shown);

/// True when there is an audit on an edition the map leads from that began no later than `audit`.
bool has_earlier_edition(const Reading& db, const Id<Audit>& audit, const EditionMap& map);

} // namespace clausebook::store

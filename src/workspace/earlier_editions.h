#pragma once
// What an audit on an earlier edition said, carried over to a clause of the edition of now: to be verified.
// It is never an answer of the audit it is shown in, and no figure counts it (domain A.2).

#include "core/checklist/edition_map.h"
#include "store/earlier_editions.h"
#include "workspace/checklists.h"

#include <vector>

namespace clausebook {

/// The maps the program brings along.
const std::vector<EditionMap>& edition_maps();

/// What was said under one clause of then.
struct CarriedAnswers {
    const ClauseMove* move = nullptr;     ///< the way from there to here
    const Checklist* checklist = nullptr; ///< the one that was asked then
    store::ClauseAnswers said;
};

/// What is carried over to one clause of an audit.
struct CarriedClause {
    const EditionMap* map = nullptr; ///< nullptr when no map leads to the audit's edition
    std::vector<CarriedAnswers> answers;
    /// True when audits on an earlier edition are there and the clause has no predecessor in it.
    bool is_new = false;
};

/// Of each clause of then what the latest audit said that is shown to the reader.
CarriedClause carried_over(const Workspace& workspace, const store::Reading& db, const Audit& audit,
                           const ClauseNumber& clause, const store::IsShown& is_shown);

} // namespace clausebook

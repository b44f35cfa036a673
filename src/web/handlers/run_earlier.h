#pragma once
// What earlier audits said, beside the questions of the page an audit is carried out on.

#include "core/audit/audit.h"
#include "store/findings.h"
#include "views/pages/run.h"
#include "web/desk.h"

#include <map>
#include <vector>

namespace clausebook::web {

/// The live ones of an audit's findings that hang on a question.
std::vector<Finding> live_at(const std::vector<store::FindingOnQuestion>& findings, const AnswerKey& key);

/// What the last audit on the same edition said to each question.
std::map<QuestionId, views::RunEarlier> earlier_of(const Desk& desk, const Request& request,
                                                   const store::Reading& db, const Audit& audit,
                                                   const std::vector<QuestionId>& questions);

/// What the last audit on an earlier edition said under the clauses that this one came from, to be verified.
views::RunCarried carried_of(const Desk& desk, const Request& request, const store::Reading& db,
                             const Audit& audit, const ClauseNumber& clause);

} // namespace clausebook::web

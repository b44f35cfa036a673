#pragma once
// Rows of answers.

#include "core/audit/answer.h"
#include "core/audit/progress.h"
#include "store/database.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace clausebook::store {

std::optional<Answer> answer(const Reading& db, const AnswerKey& key);

/// All answers of an audit, by question and site.
std::vector<Answer> answers(const Reading& db, const Id<Audit>& audit);

/// Writes an answer over the version it carries. Returns the new version.
Version save(Writing& verb, const Answer& answer);

/// What an earlier audit said to a question.
struct EarlierAnswer {
    Id<Audit> audit;
    std::optional<Date> starts_on;
    Answer answer;
};

/// The latest answers to the questions of one clause, at any site, that audits of the same edition gave which
/// began no later than `audit` and were not cancelled; one a question, by question.
std::vector<EarlierAnswer> earlier_answers(const Reading& db, const Id<Audit>& audit,
                                           const std::vector<QuestionId>& questions);

/// The live findings of an audit as its figures need them.
std::vector<FindingOnClause> findings_on_clauses(const Reading& db, const Id<Audit>& audit);

} // namespace clausebook::store

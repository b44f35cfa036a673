#include "store/unproven.h"

#include "store/answer_row.h"
#include "store/evidence_row.h"
#include "store/sight.h"

namespace clausebook::store {

std::vector<Answer> answers_to(const Reading& db, const std::vector<AskedIn>& asked)
{
    std::vector<Answer> found;
    if (asked.empty()) return found;
    std::string marks;
    Params params;
    for (const auto& [question, audit] : asked) {
        marks += marks.empty() ? "(?, ?)" : ", (?, ?)";
        params.emplace_back(question.str());
        params.emplace_back(audit.str());
    }
    for (const auto& row :
         db.rows("WITH asked (question, audit) AS (VALUES " + marks
                     + ") SELECT a.* FROM asked JOIN answer a ON a.question = asked.question AND "
                       "a.audit = asked.audit WHERE a.result <> '' ORDER BY a.question, a.audit, a.site",
                 params))
        found.push_back(answer_from(row));
    return found;
}

std::vector<HangingEvidence> evidence_on(const Reading& db, const Actor& actor,
                                         const std::vector<Answer>& answers, Date today)
{
    std::vector<HangingEvidence> found;
    if (answers.empty()) return found;
    std::string marks;
    Params params;
    for (const auto& answer : answers) {
        marks += marks.empty() ? "?" : ", ?";
        params.emplace_back(answer.key.str());
    }
    const auto seen = seen_evidence(actor);
    params.insert(params.end(), seen.params.begin(), seen.params.end());
    for (const auto& row :
         db.rows("SELECT e.*, l.target AS target FROM evidence_link l JOIN evidence e ON e.key = l.evidence "
                 "WHERE l.kind = 'answer' AND l.target IN ("
                     + marks + ")" + (seen.sql.empty() ? "" : " AND " + seen.sql)
                     + " ORDER BY l.target, l.linked_at, l.key",
                 params)) {
        const auto evidence = evidence_from(row);
        found.push_back(
            {row.text("target"), evidence.key, state_on(evidence.state, evidence.valid_until, today)});
    }
    return found;
}

} // namespace clausebook::store

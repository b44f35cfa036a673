// Late findings, asked of all rows at once: core says until which closing meeting they are late.

#include "core/action/action.h"
#include "core/audit/audit.h"
#include "core/finding/course.h"
#include "store/finding_row.h"

#include <map>

namespace clausebook::store {
namespace {

/// The condition that all corrections of a finding are accepted and that it has some: correction_proof().
std::string is_corrected(const std::string& row)
{
    std::string accepted;
    for (const auto state : action_states) {
        if (!is_accepted(state)) continue;
        accepted.append(accepted.empty() ? "'" : ", '").append(str(state)).append("'");
    }
    const auto correction =
        "SELECT 1 FROM finding_action fa JOIN action a ON a.key = fa.action WHERE fa.finding = " + row
        + ".key AND a.kind = 'CORRECTION' AND a.state <> 'CANCELLED'";
    return "(EXISTS (" + correction + ") AND NOT EXISTS (" + correction + " AND a.state NOT IN (" + accepted
        + ")))";
}

std::string types_of(FindingFrame::Kind kind)
{
    std::string types;
    for (const auto type : audit_types)
        if (kind_of(type) == kind) types.append(types.empty() ? "'" : ", '").append(str(type)).append("'");
    return types;
}

/// The states of a grade that are late since the same days, before and after the correction is accepted.
using Since = std::pair<std::optional<Date>, std::optional<Date>>;

std::map<Since, std::string> states_by_day(Grade grade, FindingFrame::Kind kind, Date today)
{
    std::map<Since, std::string> states;
    for (const auto state : finding_states) {
        const Since since{late_since(grade, kind, state, CorrectionProof::Open, today),
                          late_since(grade, kind, state, CorrectionProof::Accepted, today)};
        if (!since.first && !since.second) continue;
        auto& codes = states[since];
        codes.append(codes.empty() ? "'" : ", '").append(str(state)).append("'");
    }
    return states;
}

std::string day_or_never(const std::optional<Date>& day)
{
    return day ? to_string(*day) : std::string();
}

/// The states in which anything has a date at all: what the index is asked for.
std::string states_with_dates()
{
    std::string states;
    for (const auto state : finding_states) {
        const auto at = reached(state);
        if (!at || *at >= Milestone::Implemented) continue;
        states.append(states.empty() ? "'" : ", '").append(str(state)).append("'");
    }
    return states;
}

} // namespace

Where late_finding(const std::string& row, Date today)
{
    Where any;
    any.sql.clear();
    for (const auto kind :
         {FindingFrame::Kind::Internal, FindingFrame::Kind::StageOne, FindingFrame::Kind::Certification})
        for (const auto grade : all_grades)
            for (const auto& [since, states] : states_by_day(grade, kind, today)) {
                any.sql.append(any.sql.empty() ? "(" : " OR (")
                    .append(row + ".grade = '")
                    .append(str(grade))
                    .append("' AND " + row + ".state IN (" + states + ") AND u.type IN (" + types_of(kind)
                            + ") AND m.held_on <= ");
                const auto& [open, accepted] = since;
                any.sql += open == accepted ? "?" : "CASE WHEN " + is_corrected(row) + " THEN ? ELSE ? END";
                if (open != accepted) any.params.emplace_back(day_or_never(accepted));
                any.params.emplace_back(day_or_never(open));
                any.sql += ")";
            }
    any.sql = row + ".state IN (" + states_with_dates()
        + ") AND EXISTS (SELECT 1 FROM audit u JOIN audit_meeting m ON m.audit = u.key AND m.kind = "
          "'closing' "
          "WHERE u.key = "
        + row + ".audit AND u.state <> 'CANCELLED' AND (" + any.sql + "))";
    return any;
}

} // namespace clausebook::store

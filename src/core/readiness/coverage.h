#pragma once
// What is known about conformity now: the newest result of each question over several audits (domain F.2,
// rulings 11), and the cells of the heat map made of it (rulings 23).

#include "core/audit/progress.h"

#include <optional>
#include <vector>

namespace clausebook {

/// What one audit contributes.
struct AuditResults {
    Id<Audit> audit;
    AuditState state = AuditState::Planned;
    std::optional<Date> starts_on;
    ProgressSource source;
};

/// True for an audit whose results still count on a day: not cancelled, begun within the 12 months before it.
bool counts_on(AuditState state, const std::optional<Date>& starts_on, Date day);

/// The figures of a full audit of `checklist` made of the newest results: for each question those of the
/// latest audit that has any, at all of its sites. Audits that do not count on `day` are left out; so is
/// their evidence. Findings of all counting audits stand on their clauses; on a question only those of the
/// audit its results come from.
AuditProgress newest_results(const Checklist& checklist, std::vector<AuditResults> audits, Date day);

/// One cell of the heat map: a clause with those printed under it (5.4 with 5.4.1 to 5.4.5).
struct HeatCell {
    ClauseNumber clause;
    Tally tally{};
    /// A finding at once, on a question or open on the clause; everything else when all is answered.
    Mark worst = Mark::NotYet;
};

/// The 38 cells of ISO 10002:2018 in the order of the standard; scheme items have none.
std::vector<HeatCell> heat_cells(const Checklist& checklist, const AuditProgress& progress);

} // namespace clausebook

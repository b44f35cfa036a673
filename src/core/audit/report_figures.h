#pragma once
// What the reports of certification audits compute: dates of the certification on the audit's last day, and
// findings of the cycle by year. Source: domain D.3 section 12, D.5, D.6, G.6.

#include "core/audit/dossier.h"

#include <map>
#include <optional>
#include <vector>

namespace clausebook {

/// True for the types whose report prints which clauses the cycle looks at: surveillance and recertification.
bool has_rotation(AuditType type);

/// The last day on which stage 2 may still follow this stage 1; nothing before the audit has a last day.
std::optional<Date> latest_stage2(const Dossier& dossier);

/// 1 in the first twelve months after the decision, then 2, ...; nothing without a decision.
std::optional<int> year_of_cycle(const Dossier& dossier);

/// The day by which this surveillance, or this recertification, has to take place; nothing without a
/// certificate. A surveillance that is recorded as done is held against its own day.
std::optional<Date> due_date(const Dossier& dossier);

/// True when the audit ended on its due date at the latest; nothing while one of them is unknown.
std::optional<bool> within_due(const Dossier& dossier);

/// Findings raised in earlier audits of this cycle, by the year they were found in.
struct FindingsOfYear {
    int year = 0;
    std::map<Grade, int> counts; ///< worst first
};
std::vector<FindingsOfYear> findings_by_year(const Dossier& dossier);

/// First and last day of the certificate that would follow a decision by the expiry of this one; nothing
/// where it is counted from the decision, or there is no certificate.
struct NewCycle {
    Date first;
    Date last;
};
std::optional<NewCycle> new_cycle(const Dossier& dossier);

} // namespace clausebook

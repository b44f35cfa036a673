#include "core/audit/report_figures.h"

#include "core/base/months.h"
#include "core/cycle/cycle_dates.h"

#include <algorithm>

namespace clausebook {
namespace {

constexpr int months_a_year = 12;

bool is_of(const CycleDate& date, CycleDateKind kind, Date audited)
{
    return date.kind == kind && (!date.done_on || *date.done_on >= audited);
}

} // namespace

bool has_rotation(AuditType type)
{
    return type == AuditType::Surveillance || type == AuditType::Recertification;
}

std::optional<Date> latest_stage2(const Dossier& dossier)
{
    if (!dossier.audit.ends_on) return std::nullopt;
    return plus_months(*dossier.audit.ends_on, dossier.cycle_rules.stage2_months);
}

std::optional<int> year_of_cycle(const Dossier& dossier)
{
    const auto& decided = dossier.cycle.decided_on;
    const auto& ends = dossier.audit.ends_on;
    if (!decided || !ends || *ends < *decided) return std::nullopt;
    int year = 1;
    while (plus_months(*decided, year * months_a_year) <= *ends) ++year;
    return year;
}

std::optional<Date> due_date(const Dossier& dossier)
{
    const auto kind = dossier.audit.type == AuditType::Recertification ? CycleDateKind::Recertification
                                                                       : CycleDateKind::Surveillance;
    const auto& audited = dossier.audit.ends_on;
    if (!audited || !dossier.cycle.expires_on) return std::nullopt;
    for (const auto& date : cycle_dates(dossier.cycle, dossier.cycle_rules))
        if (is_of(date, kind, *audited)) return date.last_on;
    return std::nullopt;
}

std::optional<bool> within_due(const Dossier& dossier)
{
    const auto due = due_date(dossier);
    if (!due || !dossier.audit.ends_on) return std::nullopt;
    return *dossier.audit.ends_on <= *due;
}

std::vector<FindingsOfYear> findings_by_year(const Dossier& dossier)
{
    std::map<int, FindingsOfYear> years;
    for (const auto& finding : dossier.earlier_findings) {
        if (dossier.cycle.decided_on && finding.found_on < *dossier.cycle.decided_on) continue;
        const auto number = static_cast<int>(finding.found_on.year());
        auto& year = years[number];
        year.year = number;
        ++year.counts[finding.grade];
    }
    std::vector<FindingsOfYear> found;
    found.reserve(years.size());
    for (auto& [number, year] : years) found.push_back(std::move(year));
    return found;
}

std::optional<NewCycle> new_cycle(const Dossier& dossier)
{
    const auto& expires = dossier.cycle.expires_on;
    if (!expires || dossier.cycle_rules.renewal_anchor != RenewalAnchor::OldExpiry) return std::nullopt;
    CycleEvent renewed;
    renewed.kind = CycleEventKind::Renewed;
    renewed.on = *expires;
    return NewCycle{plus_days(*expires, 1), counted_expiry(dossier.cycle, renewed, dossier.cycle_rules)};
}

} // namespace clausebook

#include "core/cycle/cycle_dates.h"

#include "core/base/months.h"

#include <algorithm>

namespace clausebook {
namespace {

constexpr std::array<std::string_view, cycle_date_kinds.size()> codes = {
    "STAGE2",     "MAJORS",      "SURVEILLANCE", "RECERTIFICATION", "EXPIRY",
    "SUSPENSION", "RESTORATION", "RETENTION",    "INTERNAL_AUDIT",  "MANAGEMENT_REVIEW"};

std::chrono::year next_year(Date date)
{
    return date.year() + std::chrono::years(1);
}

/// What surveillances are counted from. Source: domain C.4 (9.1.3.3).
Date anchor_of(const Cycle& cycle, const CycleRules& rules)
{
    const auto decided = cycle.decided_on.value();
    if (rules.surveillance_anchor == SurveillanceAnchor::Decision || !cycle.audited_on) return decided;
    return plus_months(*cycle.audited_on, rules.surveillance_months) > decided ? *cycle.audited_on : decided;
}

/// The surveillances of a running certificate. Source: domain G.6.
class Surveillances {
public:
    Surveillances(const Cycle& cycle, const CycleRules& rules)
        : cycle_(cycle), rules_(rules), expiry_(cycle.expires_on.value()), anchor_(anchor_of(cycle, rules)),
          before_(cycle.decided_on.value())
    {
    }

    std::vector<CycleDate> all()
    {
        std::vector<CycleDate> dates;
        while (is_another()) {
            ++number_;
            dates.push_back(next());
            before_ = dates.back().done_on.value_or(dates.back().last_on);
        }
        return dates;
    }

private:
    Date counted() const { return plus_months(anchor_, (number_ + 1) * rules_.surveillance_months); }

    /// One that took place is there in any case.
    bool is_another() const
    {
        if (static_cast<std::size_t>(number_) < cycle_.surveillances.size()) return true;
        const auto year = next_year(before_);
        if (number_ > 0 && year > expiry_.year()) return false;
        const bool asked_for = year < expiry_.year();
        return asked_for || counted() < plus_months(expiry_, -rules_.recertification_plan_months);
    }

    CycleDate next() const
    {
        const auto index = static_cast<std::size_t>(number_ - 1);
        const auto counted = plus_months(anchor_, number_ * rules_.surveillance_months);
        CycleDate date{CycleDateKind::Surveillance, number_, {}, {}, counted, {}, {}};
        if (number_ == 1) date.counted_from = anchor_;
        auto earliest = cycle_.decided_on.value();
        if (number_ > 1) {
            const auto year = next_year(before_);
            earliest = Date(year / std::chrono::January / 1);
            date.last_on = Date(year / std::chrono::December / 31);
        }
        date.last_on = std::min(date.last_on, expiry_);
        earliest = std::min(earliest, date.last_on);
        date.planned_on = std::clamp(counted, earliest, date.last_on);
        date.begins_on = std::clamp(plus_months(*date.planned_on, -rules_.surveillance_window_months),
                                    earliest, *date.planned_on);
        if (index < cycle_.surveillances.size()) date.done_on = cycle_.surveillances[index];
        return date;
    }

    const Cycle& cycle_;
    const CycleRules& rules_;
    Date expiry_;
    Date anchor_;
    Date before_; ///< the surveillance before, or the decision
    int number_ = 0;
};

CycleDate single(CycleDateKind kind, Date last_on)
{
    return {kind, 0, {}, {}, last_on, {}, {}};
}

/// A date so many months after another one.
CycleDate counted(CycleDateKind kind, Date from, int months)
{
    auto date = single(kind, plus_months(from, months));
    date.counted_from = from;
    return date;
}

CycleDate recertification(const Cycle& cycle, const CycleRules& rules)
{
    const auto expiry = cycle.expires_on.value();
    const auto earliest = std::min(cycle.decided_on.value(), expiry);
    auto date = single(CycleDateKind::Recertification, expiry);
    date.planned_on = std::max(earliest, plus_months(expiry, -rules.recertification_plan_months));
    date.begins_on = std::max(earliest, plus_months(expiry, -rules.recertification_months));
    date.done_on = cycle.recertified_on;
    return date;
}

/// Of a certificate that runs, is suspended, or has ended.
void add_certificate(std::vector<CycleDate>& dates, const Cycle& cycle, const CycleRules& rules)
{
    const auto expiry = cycle.expires_on.value();
    if (cycle.state != CycleState::Expired) {
        for (const auto& date : Surveillances(cycle, rules).all()) dates.push_back(date);
        dates.push_back(recertification(cycle, rules));
    }
    dates.push_back(single(CycleDateKind::Expiry, expiry));
    if (cycle.suspended_on)
        dates.push_back(
            counted(CycleDateKind::SuspensionReview, *cycle.suspended_on, rules.suspension_months));
    dates.push_back(counted(CycleDateKind::Restoration, expiry, rules.restoration_months));
    dates.push_back(counted(CycleDateKind::Retention, expiry, rules.validity_months));
}

} // namespace

std::string str(CycleDateKind kind)
{
    return std::string(codes.at(static_cast<std::size_t>(kind)));
}

Date counted_expiry(const Cycle& before, const CycleEvent& decision, const CycleRules& rules)
{
    const bool renewed = decision.kind == CycleEventKind::Renewed;
    const bool goes_on = decision.kind == CycleEventKind::Restored
        || (renewed && rules.renewal_anchor == RenewalAnchor::OldExpiry);
    if (goes_on && before.expires_on) return plus_months(*before.expires_on, rules.validity_months);
    return plus_days(plus_months(decision.on, rules.validity_months), -1);
}

std::optional<Date> major_limit(const Cycle& cycle, const CycleRules& rules)
{
    if (!cycle.stage2_on || cycle.majors == 0) return std::nullopt;
    return plus_months(*cycle.stage2_on, rules.major_months);
}

std::optional<Date> restoration_limit(const Cycle& cycle, const CycleRules& rules)
{
    if (!cycle.expires_on) return std::nullopt;
    return plus_months(*cycle.expires_on, rules.restoration_months);
}

std::vector<CycleDate> cycle_dates(const Cycle& cycle, const CycleRules& rules, const HouseDates& house)
{
    using enum CycleState;
    std::vector<CycleDate> dates;
    if (cycle.state == Stage1Done && cycle.stage1_on) {
        auto date = counted(CycleDateKind::Stage2, *cycle.stage1_on, rules.stage2_months);
        date.begins_on = cycle.stage1_on;
        date.planned_on = plus_months(*cycle.stage1_on, rules.stage2_plan_months);
        dates.push_back(date);
    }
    if (major_limit(cycle, rules) && cycle.state == Stage2Done)
        dates.push_back(counted(CycleDateKind::Majors, *cycle.stage2_on, rules.major_months));
    if (cycle.state == Certified || cycle.state == Suspended || cycle.state == Expired)
        add_certificate(dates, cycle, rules);
    if (house.internal_audit_on)
        dates.push_back(counted(CycleDateKind::InternalAudit, *house.internal_audit_on, house_months));
    if (house.management_review_on)
        dates.push_back(counted(CycleDateKind::ManagementReview, *house.management_review_on, house_months));
    std::stable_sort(dates.begin(), dates.end(),
                     [](const CycleDate& a, const CycleDate& b) { return a.last_on < b.last_on; });
    return dates;
}

std::vector<SurveillanceYear> surveillance_years(const Cycle& cycle)
{
    std::vector<SurveillanceYear> years;
    const bool runs = cycle.state == CycleState::Certified || cycle.state == CycleState::Suspended;
    if (!runs) return years;
    for (auto year = next_year(cycle.decided_on.value()); year < cycle.expires_on.value().year(); ++year) {
        const bool audited = std::any_of(cycle.surveillances.begin(), cycle.surveillances.end(),
                                         [&](Date date) { return date.year() == year; });
        years.push_back({static_cast<int>(year),
                         audited ? SurveillanceYear::Audited::Yes : SurveillanceYear::Audited::No});
    }
    return years;
}

Pressing pressing_on(const CycleDate& date, const CycleRules& rules, Date today)
{
    if (date.done_on) return Pressing::Done;
    if (date.kind == CycleDateKind::Retention) return Pressing::Later;
    if (today > date.last_on) return Pressing::Over;
    if (days_between(today, date.last_on) <= rules.warning_days) return Pressing::Soon;
    if (date.planned_on && today > *date.planned_on) return Pressing::Soon;
    return date.begins_on && today >= *date.begins_on ? Pressing::Now : Pressing::Later;
}

Certification certification_on(std::vector<CycleEvent> events, const CycleRules& rules, Date day,
                               const HouseDates& house)
{
    Certification seen{std::move(events), rules, day, {}, {}};
    seen.cycle = cycle_on(seen.events, rules, day);
    seen.dates = cycle_dates(seen.cycle, rules, house);
    return seen;
}

bool is_said_elsewhere(const CycleDate& date, const Cycle& cycle)
{
    const bool renewed_first = date.kind == CycleDateKind::Expiry && !cycle.recertified_on;
    const bool not_ended = date.kind == CycleDateKind::Restoration && cycle.state != CycleState::Expired;
    return renewed_first || not_ended;
}

const CycleDate* next_date(const Certification& seen)
{
    const CycleDate* passed = nullptr;
    for (const auto& date : seen.dates) {
        if (date.done_on || date.kind == CycleDateKind::Retention || is_said_elsewhere(date, seen.cycle))
            continue;
        if (date.last_on >= seen.day) return &date;
        passed = &date;
    }
    return passed;
}

} // namespace clausebook

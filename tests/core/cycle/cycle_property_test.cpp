// Ten thousand certifications at random, always the same ones: whatever happened, no date is out of order.

#include "core/cycle/cycle_dates.h"
#include "random_walk.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>

namespace clausebook {
namespace {

using testing::random_walk;

/// What is wrong with a date by itself, "" for nothing.
std::string out_of_order(const CycleDate& date, const Cycle& cycle)
{
    if (date.counted_from && *date.counted_from > date.last_on) return "before it is counted from";
    auto before = cycle.decided_on ? std::min(*cycle.decided_on, date.last_on)
                                   : cycle.stage1_on.value_or(date.counted_from.value_or(date.last_on));
    if (date.kind == CycleDateKind::InternalAudit || date.kind == CycleDateKind::ManagementReview)
        before = *date.counted_from;
    for (const auto& next : {date.begins_on, date.planned_on, std::optional(date.last_on)}) {
        if (!next) continue;
        if (*next < before) return to_string(*next) + " before " + to_string(before);
        before = *next;
    }
    return {};
}

void look_at(const Cycle& cycle, const std::vector<CycleDate>& dates)
{
    std::map<CycleDateKind, Date> last;
    int surveillances = 0;
    for (std::size_t i = 0; i < dates.size(); ++i) {
        const auto& date = dates[i];
        EXPECT_EQ(out_of_order(date, cycle), "") << str(date.kind) << date.number;
        EXPECT_LE(dates[i == 0 ? 0 : i - 1].last_on, date.last_on) << str(date.kind);
        if (date.kind == CycleDateKind::Surveillance) ++surveillances;
        EXPECT_EQ(date.number, date.kind == CycleDateKind::Surveillance ? surveillances : 0);
        last[date.kind] = date.last_on;
    }
    const auto in_order = [&](CycleDateKind a, CycleDateKind b) {
        if (!last.contains(a) || !last.contains(b)) return;
        EXPECT_LE(last[a], last[b]) << str(a) << " " << str(b);
    };
    in_order(CycleDateKind::Surveillance, CycleDateKind::Expiry);
    in_order(CycleDateKind::Recertification, CycleDateKind::Expiry);
    in_order(CycleDateKind::Expiry, CycleDateKind::Restoration);
    in_order(CycleDateKind::Restoration, CycleDateKind::Retention);
    EXPECT_EQ(cycle.expires_on.has_value(), cycle.decided_on.has_value());
    EXPECT_LE(cycle.decided_on.value_or(Date{}), cycle.expires_on.value_or(Date{}));
    if (cycle.state != CycleState::Certified && cycle.state != CycleState::Suspended) return;
    EXPECT_GE(static_cast<std::size_t>(surveillances), cycle.surveillances.size());
}

TEST(RandomCycles, have_no_date_out_of_order)
{
    std::map<CycleState, int> seen;
    std::map<CycleDateKind, int> dated;
    for (std::uint64_t seed = 1; seed <= 10'000; ++seed) {
        const auto walk = random_walk(seed);
        const auto cycle = cycle_on(walk.events, walk.rules, walk.today);
        ++seen[cycle.state];
        HouseDates house;
        if (seed % 3 == 0) house.internal_audit_on = plus_days(walk.today, -static_cast<int>(seed % 700));
        if (seed % 5 == 0) house.management_review_on = plus_days(walk.today, -static_cast<int>(seed % 500));
        const auto dates = cycle_dates(cycle, walk.rules, house);
        for (const auto& date : dates) ++dated[date.kind];
        look_at(cycle, dates);
        // Each calendar year after the last surveillance that needs one has one to be done in it.
        const auto last =
            cycle.surveillances.empty() ? 0 : static_cast<int>(cycle.surveillances.back().year());
        for (const auto& year : surveillance_years(cycle)) {
            if (year.year <= last) continue;
            const bool planned = std::any_of(dates.begin(), dates.end(), [&](const CycleDate& date) {
                return date.kind == CycleDateKind::Surveillance
                    && static_cast<int>(date.last_on.year()) == year.year;
            });
            EXPECT_TRUE(planned) << year.year;
        }
        if (HasFailure()) {
            for (const auto& each : walk.events)
                ADD_FAILURE() << seed << ": " << str(each.kind) << " " << to_string(each.on);
            break;
        }
    }
    EXPECT_EQ(seen.size(), cycle_states.size());
    EXPECT_EQ(dated.size(), cycle_date_kinds.size());
    for (const auto& [kind, count] : dated) EXPECT_GT(count, 100) << str(kind);
}

} // namespace
} // namespace clausebook

// Ten thousand certifications at random, always the same ones: whatever happened, no date is out of order.

#include "core/base/months.h"
#include "core/cycle/cycle_dates.h"
#include "course.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>

namespace clausebook {
namespace {

using testing::day;
using testing::event;

/// xorshift64: the same numbers on every machine.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ULL + 1) {}

    /// From `least` to `most`, both included.
    int roll(int least, int most)
    {
        state_ ^= state_ << 13;
        state_ ^= state_ >> 7;
        state_ ^= state_ << 17;
        return least + static_cast<int>(state_ % static_cast<std::uint64_t>(most - least + 1));
    }

private:
    std::uint64_t state_;
};

CycleRules random_rules(Dice& dice)
{
    CycleRules rules;
    if (dice.roll(0, 1) == 0) return rules;
    for (const auto& number : cycle_numbers) rules.*number.value = dice.roll(number.least, number.most);
    rules.stage2_plan_months = std::min(rules.stage2_plan_months, rules.stage2_months);
    rules.recertification_plan_months =
        std::min(rules.recertification_plan_months, rules.recertification_months);
    rules.surveillance_anchor = surveillance_anchors.at(static_cast<std::size_t>(dice.roll(0, 1)));
    rules.renewal_anchor = renewal_anchors.at(static_cast<std::size_t>(dice.roll(0, 1)));
    check(rules);
    return rules;
}

/// One that was let in.
struct Walk {
    std::vector<CycleEvent> events;
    CycleRules rules;
    Date today;
};

Walk random_walk(std::uint64_t seed)
{
    Dice dice(seed);
    Walk walk{{}, random_rules(dice), Date(std::chrono::year(2000 + dice.roll(0, 40)) / 1 / 1)};
    walk.today = plus_days(walk.today, dice.roll(0, 364));
    const int tries = dice.roll(1, 24);
    for (int i = 0; i < tries; ++i) {
        walk.today = plus_days(walk.today, dice.roll(0, 9) == 0 ? dice.roll(0, 1500) : dice.roll(0, 200));
        const auto next = next_events(cycle_on(walk.events, walk.rules, walk.today));
        auto kind = next.at(static_cast<std::size_t>(dice.roll(0, static_cast<int>(next.size()) - 1)));
        if (kind == CycleEventKind::Withdrawn && dice.roll(0, 3) != 0) kind = next.front();
        auto typed = event(kind, walk.today, dice.roll(0, 2));
        if (has_field(kind, CycleField::ValidUntil) && dice.roll(0, 2) == 0)
            typed.valid_until = plus_days(walk.today, dice.roll(1, 1200));
        auto with = walk.events;
        with.push_back(typed);
        try {
            check_course(with, walk.rules, walk.today, {});
        } catch (const Refusal&) {
            continue;
        }
        typed.key = Id<CycleEvent>("CE-" + std::to_string(i + 1));
        walk.events.push_back(typed);
    }
    walk.today = plus_days(walk.today, dice.roll(0, 400));
    return walk;
}

/// What is wrong with a date by itself, "" for nothing.
std::string out_of_order(const CycleDate& date, const Cycle& cycle)
{
    auto before = cycle.decided_on ? std::min(*cycle.decided_on, date.last_on) : *cycle.stage1_on;
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
        const auto dates = cycle_dates(cycle, walk.rules);
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

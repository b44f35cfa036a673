#pragma once
// Certifications at random, always the same ones.

#include "core/base/months.h"
#include "core/cycle/cycle_dates.h"
#include "course.h"

#include <algorithm>
#include <cstdint>

namespace clausebook::testing {

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

inline CycleRules random_rules(Dice& dice)
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

inline Walk random_walk(std::uint64_t seed)
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

} // namespace clausebook::testing

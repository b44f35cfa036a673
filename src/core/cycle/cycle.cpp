#include "core/cycle/cycle.h"

#include "core/base/months.h"
#include "core/base/refusal.h"
#include "core/cycle/cycle_dates.h"

#include <algorithm>

namespace clausebook {
namespace {

using enum CycleState;
using Kind = CycleEventKind;

constexpr std::array<std::string_view, cycle_states.size()> codes = {
    "NOT_STARTED", "APPLIED",   "STAGE1_DONE", "STAGE2_DONE", "DECISION_PENDING",
    "CERTIFIED",   "SUSPENDED", "EXPIRED",     "WITHDRAWN",   "REFUSED"};

constexpr CycleTransition transitions[] = {
    {NotStarted, Kind::Applied, Applied},
    {NotStarted, Kind::Held, Certified},
    {Applied, Kind::Stage1Done, Stage1Done},
    {Applied, Kind::Withdrawn, Withdrawn},
    {Stage1Done, Kind::Stage2Done, Stage2Done},
    {Stage1Done, Kind::Stage1Again, Applied},
    {Stage1Done, Kind::Withdrawn, Withdrawn},
    {Stage2Done, Kind::HandedIn, DecisionPending},
    {Stage2Done, Kind::Stage2Again, Stage1Done},
    {Stage2Done, Kind::Withdrawn, Withdrawn},
    {DecisionPending, Kind::Certified, Certified},
    {DecisionPending, Kind::Refused, Refused},
    {DecisionPending, Kind::Withdrawn, Withdrawn},
    {Certified, Kind::Surveillance, Certified},
    {Certified, Kind::RecertificationAudit, Certified},
    {Certified, Kind::Renewed, Certified},
    {Certified, Kind::Suspended, Suspended},
    {Certified, Kind::Withdrawn, Withdrawn},
    {Suspended, Kind::Lifted, Certified},
    {Suspended, Kind::Reduced, Certified},
    {Suspended, Kind::Surveillance, Suspended},
    {Suspended, Kind::RecertificationAudit, Suspended},
    {Suspended, Kind::Withdrawn, Withdrawn},
    {Expired, Kind::RecertificationAudit, Expired},
    {Expired, Kind::Restored, Certified},
    {Expired, Kind::Stage2Again, Stage1Done},
    {Expired, Kind::Applied, Applied},
    {Expired, Kind::Withdrawn, Withdrawn},
    {Withdrawn, Kind::Applied, Applied},
    {Refused, Kind::Applied, Applied},
};

// ---- guards

std::optional<Date> no_limit(const Cycle&, const CycleRules&)
{
    return std::nullopt;
}

std::optional<Date> last_day_of_majors(const Cycle& before, const CycleRules& rules)
{
    return major_limit(before, rules);
}

std::optional<Date> last_day_of_restoration(const Cycle& before, const CycleRules& rules)
{
    return restoration_limit(before, rules);
}

bool has_majors(const Cycle& before, const CycleEvent&, const CycleRules&)
{
    return before.majors > 0;
}

bool majors_in_time(const Cycle& before, const CycleEvent& event, const CycleRules& rules)
{
    const auto limit = major_limit(before, rules);
    return !limit || event.on <= *limit;
}

bool majors_late(const Cycle& before, const CycleEvent& event, const CycleRules& rules)
{
    return !majors_in_time(before, event, rules);
}

bool restorable(const Cycle& before, const CycleEvent& event, const CycleRules& rules)
{
    const auto limit = restoration_limit(before, rules);
    return limit && event.on <= *limit;
}

bool not_restorable(const Cycle& before, const CycleEvent& event, const CycleRules& rules)
{
    return !restorable(before, event, rules);
}

bool is_recertified(const Cycle& before, const CycleEvent&, const CycleRules&)
{
    return before.recertified_on.has_value();
}

bool ends_after_it_begins(const Cycle&, const CycleEvent& event, const CycleRules&)
{
    return !event.valid_until || *event.valid_until > event.on;
}

bool ends_in_time(const Cycle& before, const CycleEvent& event, const CycleRules& rules)
{
    return !event.valid_until || *event.valid_until <= counted_expiry(before, event, rules);
}

/// The body may print a later day where its own validity is longer than the rules say: then the rules change.
constexpr CycleGuard guards[] = {
    {Stage2Done, Kind::HandedIn, "cycle_majors_late", "on", majors_in_time, last_day_of_majors},
    {Stage2Done, Kind::Stage2Again, "cycle_no_open_majors", "on", has_majors, no_limit},
    {Stage2Done, Kind::Stage2Again, "cycle_majors_in_time", "on", majors_late, last_day_of_majors},
    {Expired, Kind::Stage2Again, "cycle_restorable", "on", not_restorable, last_day_of_restoration},
    {Expired, Kind::Restored, "cycle_restoration_over", "on", restorable, last_day_of_restoration},
    {Expired, Kind::Restored, "cycle_no_recertification", "on", is_recertified, no_limit},
    {Certified, Kind::Renewed, "cycle_no_recertification", "on", is_recertified, no_limit},
    {NotStarted, Kind::Held, "cycle_valid_before", "valid_until", ends_after_it_begins, no_limit},
    {NotStarted, Kind::Held, "cycle_valid_long", "valid_until", ends_in_time, no_limit},
    {DecisionPending, Kind::Certified, "cycle_valid_before", "valid_until", ends_after_it_begins, no_limit},
    {DecisionPending, Kind::Certified, "cycle_valid_long", "valid_until", ends_in_time, no_limit},
    {Certified, Kind::Renewed, "cycle_valid_before", "valid_until", ends_after_it_begins, no_limit},
    {Certified, Kind::Renewed, "cycle_valid_long", "valid_until", ends_in_time, no_limit},
    {Expired, Kind::Restored, "cycle_valid_before", "valid_until", ends_after_it_begins, no_limit},
    {Expired, Kind::Restored, "cycle_valid_long", "valid_until", ends_in_time, no_limit},
};

const CycleTransition* row(CycleState from, CycleEventKind event)
{
    const auto* found =
        std::find_if(std::begin(transitions), std::end(transitions),
                     [&](const CycleTransition& t) { return t.from == from && t.event == event; });
    return found == std::end(transitions) ? nullptr : found;
}

Refusal::Parameters day(const std::optional<Date>& date)
{
    return date ? Refusal::Parameters{{"day", to_string(*date)}} : Refusal::Parameters{};
}

// ---- the course

/// A decision: a new cycle begins with a certificate.
void begin_cycle(Cycle& cycle, const CycleEvent& event, const CycleRules& rules)
{
    if (event.kind == Kind::Held) cycle.body = event.body;
    if (event.kind != Kind::Certified) cycle.set_out_on.reset();
    const auto expires = event.valid_until.value_or(counted_expiry(cycle, event, rules));
    cycle.audited_on = event.kind == Kind::Certified ? cycle.stage2_on : cycle.recertified_on;
    cycle.expires_on = expires;
    cycle.decided_on = event.on;
    ++cycle.number;
    cycle.extent = Cycle::Extent::Whole;
    cycle.certificate = event.certificate;
    cycle.scope = event.scope;
    cycle.surveillances.clear();
    cycle.recertified_on.reset();
    cycle.suspended_on.reset();
}

/// What an event changes beside the state.
void take(Cycle& cycle, const CycleEvent& event, const CycleRules& rules)
{
    switch (event.kind) {
    case Kind::Applied: {
        const int begun = cycle.number;
        cycle = {};
        cycle.number = begun;
        cycle.body = event.body;
        cycle.set_out_on = event.on;
        break;
    }
    case Kind::Stage1Done:
        cycle.stage1_on = event.on;
        break;
    case Kind::Stage1Again:
    case Kind::Stage2Again:
        if (cycle.state == Expired) cycle.set_out_on = event.on;
        cycle.stage1_on.reset();
        cycle.stage2_on.reset();
        cycle.majors = 0;
        break;
    case Kind::Stage2Done:
        cycle.stage2_on = event.on;
        cycle.majors = event.majors;
        break;
    case Kind::Held:
    case Kind::Certified:
    case Kind::Renewed:
    case Kind::Restored:
        begin_cycle(cycle, event, rules);
        break;
    case Kind::Surveillance:
        cycle.surveillances.push_back(event.on);
        break;
    case Kind::RecertificationAudit:
        cycle.recertified_on = event.on;
        break;
    case Kind::Suspended:
        cycle.suspended_on = event.on;
        break;
    case Kind::Reduced:
        cycle.extent = Cycle::Extent::Reduced;
        cycle.scope = event.scope;
        cycle.suspended_on.reset();
        break;
    case Kind::HandedIn:
    case Kind::Refused:
    case Kind::Lifted:
    case Kind::Withdrawn:
        cycle.suspended_on.reset();
        break;
    }
}

/// A certificate that has run out by `day`.
void expire(Cycle& cycle, Date day)
{
    const bool runs = cycle.state == Certified || cycle.state == Suspended;
    if (!runs || day <= cycle.expires_on.value()) return;
    cycle.state = Expired;
    cycle.suspended_on.reset();
}

void step(Cycle& cycle, const CycleEvent& event, const CycleRules& rules)
{
    expire(cycle, event.on);
    const auto* transition = row(cycle.state, event.kind);
    if (transition == nullptr) throw Refusal("cycle_step", "on", {}, RefusalKind::State);
    for (const auto& guard : guards)
        if (guard.from == cycle.state && guard.event == event.kind && !guard.holds(cycle, event, rules))
            throw Refusal(std::string(guard.code), std::string(guard.field), day(guard.limit(cycle, rules)));
    take(cycle, event, rules);
    cycle.state = transition->to;
    cycle.last_on = event.on;
}

std::vector<CycleEvent> in_order(std::vector<CycleEvent> events)
{
    std::stable_sort(events.begin(), events.end(),
                     [](const CycleEvent& a, const CycleEvent& b) { return a.on < b.on; });
    return events;
}

/// The refusal of a typed event that has no row where its day puts it: of one recorded before, or one that
/// could come last, the day is wrong.
Refusal misplaced(std::vector<CycleEvent> events, const CycleEvent& typed, const CycleRules& rules)
{
    if (!typed.key.empty()) return Refusal("cycle_order", "on");
    std::erase_if(events, [](const CycleEvent& event) { return event.key.empty(); });
    const auto last = events.empty() ? typed.on : in_order(events).back().on;
    const bool could_come_last = row(cycle_on(events, rules, last).state, typed.kind) != nullptr;
    if (typed.on < last && could_come_last) return Refusal("cycle_order", "on");
    return Refusal("cycle_step", "on", {}, RefusalKind::State);
}

enum class Typed { One, None };

void check_all(const std::vector<CycleEvent>& events, const CycleRules& rules, Date today, Typed any,
               const Id<CycleEvent>& typed)
{
    Cycle cycle;
    for (const auto& event : in_order(events)) {
        const bool is_typed = any == Typed::One && event.key == typed;
        if (is_typed && event.on > today) throw Refusal("cycle_future", "on");
        try {
            step(cycle, event, rules);
        } catch (const Refusal& refusal) {
            if (!is_typed) throw Refusal("cycle_contradicts", any == Typed::One ? "on" : "", day(event.on));
            if (refusal.code() == "cycle_step") throw misplaced(events, event, rules);
            throw;
        }
    }
}

} // namespace

std::string str(CycleState state)
{
    return std::string(codes.at(static_cast<std::size_t>(state)));
}

std::span<const CycleTransition> cycle_transitions()
{
    return transitions;
}

std::span<const CycleGuard> cycle_guards()
{
    return guards;
}

std::vector<CycleEventKind> next_events(const Cycle& cycle)
{
    std::vector<CycleEventKind> kinds;
    for (const auto& transition : transitions)
        if (transition.from == cycle.state) kinds.push_back(transition.event);
    return kinds;
}

Cycle cycle_on(const std::vector<CycleEvent>& events, const CycleRules& rules, Date day)
{
    Cycle cycle;
    for (const auto& event : in_order(events))
        if (event.on <= day) step(cycle, event, rules);
    expire(cycle, day);
    return cycle;
}

void check_course(const std::vector<CycleEvent>& events, const CycleRules& rules, Date today,
                  const Id<CycleEvent>& typed)
{
    check_all(events, rules, today, Typed::One, typed);
}

void check_course(const std::vector<CycleEvent>& events, const CycleRules& rules, Date today)
{
    check_all(events, rules, today, Typed::None, {});
}

} // namespace clausebook

#include "core/cycle/road.h"

#include <algorithm>

namespace clausebook {
namespace {

/// How many of the first four stations lie behind.
int stations_behind(CycleState state)
{
    using enum CycleState;
    switch (state) {
    case Applied:
        return 1;
    case Stage1Done:
        return 2;
    case Stage2Done:
    case DecisionPending:
        return 3;
    case Certified:
    case Suspended:
        return 4;
    case NotStarted:
    case Expired:
    case Withdrawn:
    case Refused:
        break;
    }
    return 0;
}

std::optional<Date> last_day_of(CycleDateKind kind, const Certification& seen)
{
    const auto found = std::find_if(seen.dates.begin(), seen.dates.end(),
                                    [&](const CycleDate& date) { return date.kind == kind; });
    return found == seen.dates.end() ? std::nullopt : std::optional(found->last_on);
}

/// Up to the decision. Of one taken over with its certificate, or renewed, only the decision is known.
void add_first(std::vector<RoadStation>& road, const Certification& seen)
{
    const auto& cycle = seen.cycle;
    const int behind = stations_behind(cycle.state);
    const bool known = cycle.set_out_on || behind < 4;
    if (known) {
        const bool passed = behind > 0;
        road.push_back({"APPLICATION", RoadPlace::Ahead, passed ? cycle.set_out_on : std::nullopt, {}, 0});
        road.push_back({"STAGE1", RoadPlace::Ahead, passed ? cycle.stage1_on : std::nullopt, {}, 0});
        road.push_back({"STAGE2", RoadPlace::Ahead, passed ? cycle.stage2_on : std::nullopt,
                        last_day_of(CycleDateKind::Stage2, seen), 0});
    }
    road.push_back({"DECISION", RoadPlace::Ahead, behind == 4 ? cycle.decided_on : std::nullopt,
                    last_day_of(CycleDateKind::Majors, seen), 0});
    const auto done = known ? static_cast<std::size_t>(behind) : road.size();
    for (std::size_t i = 0; i < done; ++i) road[i].place = RoadPlace::Done;
}

void add_keeping(std::vector<RoadStation>& road, const Certification& seen)
{
    if (stations_behind(seen.cycle.state) < 4) return;
    for (const auto& date : seen.dates) {
        const bool surveillance = date.kind == CycleDateKind::Surveillance;
        if (!surveillance && date.kind != CycleDateKind::Recertification) continue;
        road.push_back({surveillance ? "SURVEILLANCE" : "RECERTIFICATION",
                        date.done_on ? RoadPlace::Done : RoadPlace::Ahead, date.done_on, date.last_on,
                        date.number});
    }
}

} // namespace

std::vector<RoadStation> road_of(const Certification& seen)
{
    std::vector<RoadStation> road;
    add_first(road, seen);
    add_keeping(road, seen);
    const auto next = std::find_if(road.begin(), road.end(), [](const RoadStation& station) {
        return station.place != RoadPlace::Done;
    });
    if (next != road.end()) next->place = RoadPlace::Next;
    return road;
}

} // namespace clausebook

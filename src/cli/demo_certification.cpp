// How far the demo's shop has come with its certification body: stage 1 is done, stage 2 comes next.

#include "cli/demo_house.h"
#include "workspace/cycle.h"

namespace clausebook::cli {
namespace {

/// Recorded by the quality manager the day it happened.
void plan(DemoHouse& house, int days_before, CycleEventKind kind, const std::string& note)
{
    house.timeline.on(days_before, [&house, days_before, kind, note] {
        house.work();
        CycleEvent event;
        event.kind = kind;
        event.on = house.clock.working_day(days_before);
        event.body = house.text("certification.body");
        event.note = house.text(note);
        record_event(house.workspace, house.who("zeynep"), event);
    });
}

} // namespace

void plan_certification(DemoHouse& house)
{
    plan(house, 110, CycleEventKind::Applied, "certification.applied");
    plan(house, 20, CycleEventKind::Stage1Done, "certification.stage1");
}

} // namespace clausebook::cli

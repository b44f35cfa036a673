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

/// Everything that the certification body asks for beside what the organization has recorded.
Application application_of(DemoHouse& house)
{
    Application application;
    for (const auto* name : {"languages", "shifts", "outsourced", "complaint_volume", "legal_duties",
                             "remote", "other_certificates", "previous_certificate", "consultant"})
        application.fields[name] = house.text("certification." + std::string(name));
    const auto today = house.workspace.today();
    application.fields["wished_stage1"] = to_string(plus_days(today, 85));
    application.fields["wished_stage2"] = to_string(plus_days(today, 150));
    application.fields["declared_by"] = house.who("zeynep").name;
    application.fields["declared_role"] = "Quality manager";
    application.fields["declared_on"] = to_string(today);
    return application;
}

/// Who certifies is known, and what is told to them written.
void plan_application(DemoHouse& house, int days_before)
{
    house.timeline.on(days_before, [&house] {
        house.work();
        CertificationBody body;
        body.name = house.text("certification.body");
        body.scheme = house.text("certification.scheme");
        body.contact = house.text("certification.contact");
        name_certification_body(house.workspace, house.who("zeynep"), body);
        write_application(house.workspace, house.who("zeynep"), application_of(house));
    });
}

} // namespace

void plan_certification(DemoHouse& house)
{
    plan_application(house, 112);
    plan(house, 110, CycleEventKind::Applied, "certification.applied");
    plan(house, 20, CycleEventKind::Stage1Done, "certification.stage1");
}

} // namespace clausebook::cli

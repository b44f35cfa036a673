#include "cli/demo_story.h"

#include "cli/demo_house.h"
#include "store/audits.h"
#include "views/renderer.h"
#include "workspace/reports.h"

namespace clausebook::cli {
namespace {

/// So many days before the demo is built the story begins; reports leave review; last year's audit is over.
constexpr int founded = 430;
constexpr int issued = 29;
constexpr int last_year_over = 262;

/// The quality manager issues the report; not without the program that prints.
bool issue(const DemoHouse& house, const Id<Audit>& audit, const views::Catalogues& catalogues)
{
    const views::Renderer renderer(catalogues);
    const auto version = store::audit(house.workspace.read(), audit).value().version;
    try {
        issue_report(house.workspace, house.who("zeynep"), audit, version, Press{renderer, catalogues});
    } catch (const Refusal& refusal) {
        if (refusal.code() != "printer_missing") throw;
        return false;
    }
    return true;
}

} // namespace

bool build_demo(const std::filesystem::path& directory, Date built_on, DemoReports reports,
                const views::Catalogues& catalogues, const std::function<void(const std::string& step)>& tell,
                const std::filesystem::path& keys)
{
    StoryClock clock(built_on);
    clock.go_to(founded);
    Workspace workspace(directory, store::Database::Access::ReadAndWrite, [&] { return clock.now(); });
    if (!keys.empty()) workspace.directory().keep_keys_in(std::filesystem::absolute(keys));
    Timeline timeline;
    DemoHouse house{workspace, clock, timeline};
    bool printed = reports == DemoReports::Printed;
    const auto say = [&](int days_before, const char* step) {
        timeline.on(days_before, [&tell, step] { tell(step); });
    };
    const auto issue_on = [&](int days_before, DemoAudit audit) {
        if (reports == DemoReports::Printed)
            timeline.on(days_before, [&, audit] {
                printed = printed && issue(house, house.audits.at(audit), catalogues);
            });
    };

    say(founded, "people");
    timeline.on(founded, [&] { set_up_demo(house); });
    say(founded - 1, "evidence");
    say(50 + a_year_before, "last_year");
    say(60, "this_year");
    say(issued - 1, "follow_up");
    say(12, "under_way");
    plan_evidence(house);
    plan_audit(house, DemoAudit::LastYear);
    issue_on(issued + a_year_before, DemoAudit::LastYear);
    plan_audit(house, DemoAudit::ThisYear);
    issue_on(issued, DemoAudit::ThisYear);
    plan_follow_up(house);
    plan_certification(house);
    timeline.on(last_year_over, [&] {
        if (printed) complete_last_year(house);
    });
    plan_audit_under_way(house);
    plan_next_audit(house);
    timeline.tell(clock);
    return printed;
}

} // namespace clausebook::cli

#include "cli/demo_story.h"

#include "cli/demo_house.h"
#include "store/audits.h"
#include "views/renderer.h"
#include "workspace/reports.h"

namespace clausebook::cli {
namespace {

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
    clock.go_to(60);
    Workspace workspace(directory, store::Database::Access::ReadAndWrite, [&] { return clock.now(); });
    if (!keys.empty()) workspace.directory().keep_keys_in(std::filesystem::absolute(keys));
    DemoHouse house{workspace, clock};
    tell("people");
    set_up_demo(house);
    clock.go_to(57);
    tell("evidence");
    bring_evidence(house, "murat");
    tell("first_audit");
    const auto first = tell_first_audit(house);
    bool issued = false;
    if (reports == DemoReports::Printed) {
        tell("report");
        issued = issue(house, first, catalogues);
    }
    tell("follow_up");
    tell_follow_up(house, first);
    tell("second_audit");
    tell_second_audit(house, first);
    return issued;
}

} // namespace clausebook::cli

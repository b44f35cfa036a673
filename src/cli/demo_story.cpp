#include "cli/demo_story.h"

#include "cli/demo_house.h"

namespace clausebook::cli {

bool build_demo(const std::filesystem::path& directory, Date built_on, DemoReports /*reports*/,
                const std::function<void(const std::string& step)>& tell)
{
    StoryClock clock(built_on);
    clock.go_to(60);
    Workspace workspace(directory, store::Database::Access::ReadAndWrite, [&] { return clock.now(); });
    DemoHouse house{workspace, clock};
    tell("people");
    set_up_demo(house);
    clock.go_to(57);
    tell("evidence");
    bring_evidence(house, "murat");
    tell("first_audit");
    const auto first = tell_first_audit(house);
    tell("second_audit");
    tell_second_audit(house, first);
    return false;
}

} // namespace clausebook::cli

// What the plans of the demo's audits say beside their frame.

#include "cli/demo_house.h"
#include "workspace/plans.h"
#include "workspace/sheets.h"

namespace clausebook::cli {
namespace {

/// A sheet of one row; a text of the audit's own stands before one of all plans.
void write(const DemoHouse& house, DemoAudit which, const std::string& sheet,
           const std::vector<std::string>& names)
{
    SheetRow row;
    row.audit = house.audits.at(which);
    row.sheet = sheet;
    row.place = "one";
    for (const auto& name : names) {
        const auto own = name_of(which) + "." + name;
        row.fields[name] = house.text(house.texts.contains(own) ? own : "plan." + name);
    }
    if (sheet == "sampling") row.fields["method"] = "JUDGEMENT";
    house.work();
    save_row(house.workspace, house.who("selin"), row);
}

} // namespace

void write_demo_plan(const DemoHouse& house, DemoAudit which)
{
    write(house, which, "basis", {"programme_ref", "changes_since_last"});
    write(house, which, "sampling", {"population", "size_rule", "size", "strata"});
    write(house, which, "logistics",
          {"documents_needed", "guides", "safety", "access", "language", "confidentiality"});
    const auto text = [&](const char* name) {
        return house.text(std::string("plan.") + name);
    };
    house.work();
    propose_timetable(house.workspace, house.who("selin"), house.audits.at(which),
                      {text("opening"), text("complaint_files"), text("team_discussion"), text("closing"),
                       text("auditee"), text("place")});
}

} // namespace clausebook::cli

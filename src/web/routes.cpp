// The whole program on one page: which noun has pages. The rows stand with their handlers.

#include "web/entrance.h"
#include "web/handlers/all.h"

namespace clausebook::web {

std::vector<Route> all_routes(Desk& desk)
{
    Routes routes(desk);
    entry_routes(routes);
    answer_routes(routes);
    evidence_routes(routes);
    finding_routes(routes);
    finding_list_routes(routes);
    follow_up_routes(routes);
    action_list_routes(routes);
    action_routes(routes);
    organization_routes(routes);
    audit_routes(routes);
    plan_routes(routes);
    sheet_routes(routes);
    cycle_routes(routes);
    application_routes(routes);
    calendar_routes(routes);
    people_routes(routes);
    report_routes(routes);
    journal_routes(routes);
    checklist_routes(routes);
    overview_routes(routes);
    due_routes(routes);
    pack_routes(routes);
    backup_routes(routes);
    job_routes(routes);
    search_routes(routes);
    saved_list_routes(routes);
    return std::move(routes).rows();
}

} // namespace clausebook::web

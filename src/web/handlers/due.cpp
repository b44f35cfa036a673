// What is late or falls due in the next 30 days.

#include "views/pages/due.h"

#include "web/desk.h"
#include "web/handlers/all.h"
#include "workspace/due_soon.h"

namespace clausebook::web {
namespace {

Reply due_page(Desk& desk, Request& request)
{
    const auto db = desk.workspace.read();
    auto soon = due_soon(desk.workspace, db, Desk::actor(request));
    views::DuePage page;
    page.today = soon.today;
    page.until = soon.until;
    page.findings = std::move(soon.findings.rows);
    page.findings_count = soon.findings.count;
    page.actions = std::move(soon.actions.rows);
    page.actions_count = soon.actions.count;
    page.checks = std::move(soon.checks.rows);
    page.checks_count = soon.checks.count;
    page.expired = std::move(soon.expired.rows);
    page.expired_count = soon.expired.count;
    page.expiring = std::move(soon.expiring);
    page.expiring_count = soon.expiring_count;
    for (auto& [audit, due] : soon.audits) page.audits.push_back({std::move(audit), due});
    page.names = std::move(soon.names);
    auto frame = desk.frame(request, desk.text(request, "due.heading"), "overview");
    frame.crumbs = {{desk.text(request, "nav.overview"), "/"}, {desk.text(request, "due.heading"), ""}};
    frame.styles = {"overview"};
    return desk.page(request, "pages/due", std::move(frame),
                     views::due_view(page, Desk::language(request), desk.catalogues));
}

} // namespace

void due_routes(Routes& routes)
{
    routes.get("/due", Permission::ReadContent, due_page);
}

} // namespace clausebook::web

// The first page.

#include "views/pages/overview.h"

#include "store/organization.h"
#include "web/desk.h"
#include "web/handlers/all.h"
#include "workspace/overview.h"

namespace clausebook::web {
namespace {

Reply overview_page(Desk& desk, Request& request)
{
    const auto db = desk.workspace.read();
    auto seen = overview(desk.workspace, db, Desk::actor(request));
    const views::OverviewPage page{store::organization(db).value().legal_name,
                                   seen.checklist,
                                   may(Desk::actor(request), Permission::ReadContent),
                                   std::move(seen.newest),
                                   std::move(seen.cells),
                                   seen.audits_counted,
                                   std::move(seen.at_work),
                                   std::move(seen.open_findings),
                                   seen.open_count,
                                   std::move(seen.at_step),
                                   std::move(seen.steps)};
    auto frame = desk.frame(request, desk.text(request, "nav.overview"), "overview");
    frame.crumbs = {{desk.text(request, "nav.overview"), ""}};
    frame.styles.emplace_back("overview");
    return desk.page(request, "pages/overview", std::move(frame),
                     views::overview_view(page, Desk::language(request), desk.catalogues));
}

} // namespace

void overview_routes(Routes& routes)
{
    routes.get("/", Permission::SignedIn, overview_page);
}

} // namespace clausebook::web

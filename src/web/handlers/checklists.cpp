// Checklists: the built-in one and those that audits have pinned.

#include "store/checklists.h"

#include "store/audits.h"
#include "views/pages/checklists.h"
#include "web/desk.h"
#include "web/handlers/all.h"
#include "workspace/audits.h"

namespace clausebook::web {
namespace {

constexpr const char* current_address = "iso-10002-2018";

/// A pinned checklist by its hash.
const Checklist& pinned(Desk& desk, const std::string& hash)
{
    if (!store::has_checklist(desk.workspace.read(), hash)) throw NotFound("checklist " + hash);
    Audit audit;
    audit.checklist = hash;
    return checklist_of(desk.workspace, audit);
}

Reply checklists_page(Desk& desk, Request& request)
{
    std::vector<views::ChecklistRow> rows = {{&current_checklist(), current_address, true}};
    for (const auto& hash : store::checklists(desk.workspace.read()))
        rows.push_back({&pinned(desk, hash), hash, false});
    auto frame = desk.frame(request, desk.text(request, "nav.checklists"), "checklists");
    frame.crumbs = {{desk.text(request, "nav.checklists"), ""}};
    return desk.page(request, "pages/list", std::move(frame),
                     views::checklists_view(rows, Desk::language(request), desk.catalogues));
}

Reply checklist_page(Desk& desk, Request& request)
{
    const auto& address = request.parameter("checklist");
    const auto& checklist = address == current_address ? current_checklist() : pinned(desk, address);
    const auto title = views::name_of(checklist.identity);
    auto frame = desk.frame(request, title, "checklists");
    frame.crumbs = {{desk.text(request, "nav.checklists"), "/checklists"}, {title, ""}};
    return desk.page(request, "pages/checklist", std::move(frame),
                     views::checklist_view(checklist, Desk::language(request), desk.catalogues));
}

} // namespace

void checklist_routes(Routes& routes)
{
    routes.get("/checklists", Permission::ReadContent, checklists_page);
    routes.get("/checklists/{checklist}", Permission::ReadContent, checklist_page);
}

} // namespace clausebook::web

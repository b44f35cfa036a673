// Evidence packs: the list, asking for one, handing one over.

#include "views/pages/packs.h"

#include "store/people.h"
#include "web/desk.h"
#include "web/handlers/all.h"
#include "workspace/packs.h"

namespace clausebook::web {
namespace {

Reply packs_page(Desk& desk, Request& request)
{
    const auto db = desk.workspace.read();
    views::PacksPage page;
    for (auto& pack : packs_for(db, Desk::actor(request))) {
        const auto person = store::person(db, pack.created_by);
        const auto at = desk.workspace.local(pack.created_at);
        page.lines.push_back({std::move(pack), person ? person->name : std::string(), at});
    }
    page.under_way = desk.jobs.under_way(Desk::actor(request), "pack");
    auto frame = desk.frame(request, desk.text(request, "packs.title"), "packs");
    frame.crumbs = {{desk.text(request, "packs.title"), ""}};
    return desk.page(request, "pages/packs", std::move(frame),
                     views::packs_view(page, Desk::language(request), desk.catalogues));
}

Reply pack_page(Desk& desk, const Request& request, const Id<Audit>& audit, Language wanted,
                const Tree& problems, int status)
{
    const auto preview = preview_pack(desk.workspace, {audit, wanted, 0});
    views::PackPage page;
    page.audit = audit;
    page.wanted = wanted;
    page.entry = preview.entry;
    page.evidence = preview.evidence;
    page.files = preview.files;
    page.bytes = preview.bytes;
    page.findings = preview.findings;
    page.questions = preview.questions;
    page.answered = preview.answered;
    page.report_files = preview.report_files;
    page.warnings = preview.warnings;
    const auto& who = Desk::visit(request).who;
    if (who && who->fresh_password) page.password = views::PackPage::Password::Fresh;
    page.problems = problems;
    auto frame =
        desk.frame(request, desk.text(request, "packs.make_for", {{"audit", audit.str()}}), "audits");
    frame.crumbs = {{desk.text(request, "nav.audits"), "/audits"},
                    {audit.str(), "/audits/" + audit.str()},
                    {desk.text(request, "packs.make"), ""}};
    return desk.page(request, "pages/pack", std::move(frame),
                     views::pack_view(page, Desk::language(request), desk.catalogues), status);
}

Reply pack_form(Desk& desk, Request& request)
{
    const Id<Audit> audit(request.parameter("audit"));
    check_may_pack(desk.workspace.read(), Desk::actor(request), audit);
    const auto wanted = parse_language(request.query["language"]).value_or(Desk::language(request));
    return pack_page(desk, request, audit, wanted, Tree::list(), 200);
}

Reply ask_for_pack(Desk& desk, Request& request)
{
    const auto actor = Desk::actor(request);
    const Id<Audit> audit(request.parameter("audit"));
    check_may_pack(desk.workspace.read(), actor, audit);
    const auto wanted = parse_language(Desk::field(request, "language")).value_or(Desk::language(request));
    return desk.attempt(
        request,
        [&] {
            desk.require_fresh_password(request);
            const auto entry = preview_pack(desk.workspace, {audit, wanted, 0}).entry;
            const PackWish wish{audit, wanted, entry};
            const auto job = desk.jobs.start(
                actor, "pack", audit.str() + " " + str(wanted) + " " + std::to_string(entry),
                [&desk, actor, wish](Progress& progress) {
                    return make_pack(desk.workspace, desk.catalogues, actor, wish, progress).str();
                });
            return Reply::see_other("/jobs/" + job.str());
        },
        [&](const Tree& problems, int status) {
            return pack_page(desk, request, audit, wanted, problems, status);
        });
}

Reply pack_file(Desk& desk, Request& request)
{
    const auto frozen =
        frozen_pack(desk.workspace, Desk::actor(request), Id<Pack>(request.parameter("pack")));
    return Reply::file(frozen.path, "application/zip", Disposition::Attachment, frozen.pack.name);
}

} // namespace

void pack_routes(Routes& routes)
{
    routes.get("/packs", Permission::MakePack, packs_page);
    routes.get("/packs/{pack}/file", Permission::MakePack, pack_file);
    routes.get("/audits/{audit}/pack", Permission::MakePack, pack_form);
    routes.post("/audits/{audit}/pack", Permission::MakePack, ask_for_pack);
}

} // namespace clausebook::web

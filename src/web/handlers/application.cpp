// The application to the certification body: its form, and the document on screen and on paper.

#include "views/pages/application.h"

#include "store/cycle.h"
#include "web/handlers/all.h"
#include "web/handlers/printing.h"
#include "web/handlers/record_form.h"
#include "workspace/application_document.h"
#include "workspace/cycle.h"

namespace clausebook::web {
namespace {

using views::FormState;
using views::FormValues;

constexpr const char* address = "/certification/application";

Reply application_page(Desk& desk, const Request& request, const FormState& state, int status)
{
    const auto summary = see_application(desk.workspace.read());
    const auto title = desk.text(request, "application.title");
    auto frame = desk.frame(request, title, "certification");
    frame.crumbs = {{desk.text(request, "cycle.title"), "/certification"}, {title, ""}};
    frame.styles = {"audits"};
    return desk.page(request, "pages/application", std::move(frame),
                     views::application_view(summary, state, Desk::language(request), desk.catalogues),
                     status);
}

Reply show(Desk& desk, Request& request)
{
    const auto application = store::application(desk.workspace.read());
    return application_page(desk, request,
                            {views::values_of(application), application.version, Tree::list(), {}, {}}, 200);
}

Reply save_now(Desk& desk, Request& request)
{
    const auto standing = [&] {
        const auto application = store::application(desk.workspace.read());
        return Standing{views::values_of(application), application.version};
    };
    const auto save = [&](const FormValues& values) {
        auto application = views::application_from(values, {});
        application.version = Desk::based_on(request);
        write_application(desk.workspace, Desk::actor(request), application);
        return desk.done(request, address, "saved");
    };
    return save_form(
        desk, request, "application/application", standing, save,
        [&](const FormState& state, int status) { return application_page(desk, request, state, status); });
}

Reply document(Desk& desk, Request& request)
{
    const auto language = parse_language(request.parameter("language"));
    const auto& kind = request.parameter("kind");
    if (!language || (kind != "html" && kind != "pdf"))
        throw NotFound("application as " + request.parameter("language") + "/" + kind);
    const auto& actor = Desk::actor(request);
    const auto name = "application_" + str(*language) + "." + kind;
    if (kind == "html")
        return document_reply(
            application_html(desk.workspace, actor, *language, {desk.renderer, desk.catalogues}), name);
    const PrinterPlace place;
    WhileOpen progress(desk.jobs);
    return paper_reply(
        application_pdf(desk.workspace, actor, *language, {desk.renderer, desk.catalogues, progress}), name);
}

} // namespace

void application_routes(Routes& routes)
{
    using enum Permission;
    routes.get(address, KeepCertification, show);
    routes.post(address, KeepCertification, save_now);
    routes.get("/certification/application/{language}/{kind}", KeepCertification, document);
}

} // namespace clausebook::web

// The organization, its sites and its criteria.

#include "store/organization.h"

#include "views/pages/organization.h"
#include "web/handlers/all.h"
#include "web/handlers/record_form.h"
#include "workspace/organization.h"

namespace clausebook::web {
namespace {

using views::FormState;
using views::FormValues;

views::Reader reader(const Request& request)
{
    return may(Desk::actor(request), Permission::EditOrganization) ? views::Reader::Edits
                                                                   : views::Reader::Looks;
}

/// The page of one record under its list: breadcrumbs "list > title". `below` is its address below the
/// list's.
views::Frame frame_under(Desk& desk, const Request& request, const std::string& list_key,
                         const std::string& list_href, const std::string& title, const std::string& below)
{
    auto frame = desk.frame(request, title, "organization");
    frame.crumbs = {{desk.text(request, list_key), list_href}, {title, ""}};
    if (is_unsafe(request.method)) frame.address = list_href + "/" + (below.empty() ? "new" : below);
    return frame;
}

views::Frame frame_of(Desk& desk, const Request& request, const std::string& key)
{
    auto frame = desk.frame(request, desk.text(request, key), "organization");
    frame.crumbs = {{desk.text(request, key), ""}};
    return frame;
}

// ---- the organization

Organization the_organization(Desk& desk)
{
    return store::organization(desk.workspace.read()).value(); // admitted only after set-up
}

Reply organization_page(Desk& desk, Request& request)
{
    return desk.page(request, "pages/record", frame_of(desk, request, "nav.organization"),
                     views::organization_view(the_organization(desk), reader(request),
                                              Desk::language(request), desk.catalogues));
}

Reply organization_form_page(Desk& desk, const Request& request, const FormState& state, int status)
{
    return desk.page(request, "pages/form",
                     frame_under(desk, request, "nav.organization", "/organization",
                                 desk.text(request, "organization.edit_title"), "edit"),
                     views::organization_form(state, Desk::language(request), desk.catalogues), status);
}

Reply edit_organization(Desk& desk, Request& request)
{
    const auto organization = the_organization(desk);
    return organization_form_page(
        desk, request, {views::values_of(organization), organization.version, Tree::list(), {}, {}}, 200);
}

Reply save_organization_now(Desk& desk, Request& request)
{
    const auto standing = [&] {
        const auto organization = the_organization(desk);
        return Standing{views::values_of(organization), organization.version};
    };
    const auto save = [&](const FormValues& values) {
        auto organization = views::organization_from(values, the_organization(desk));
        organization.version = Desk::based_on(request);
        save_organization(desk.workspace, Desk::actor(request), organization);
        return desk.done(request, "/organization", "saved");
    };
    return save_form(desk, request, "organization/organization", standing, save,
                     [&](const FormState& state, int status) {
                         return organization_form_page(desk, request, state, status);
                     });
}

// ---- sites

Site site_of(Desk& desk, const Request& request)
{
    const auto site = store::site(desk.workspace.read(), Id<Site>(request.parameter("site")));
    if (!site) throw NotFound("site " + request.parameter("site"));
    return *site;
}

Reply sites_page(Desk& desk, Request& request)
{
    return desk.page(request, "pages/list", frame_of(desk, request, "sites.heading"),
                     views::sites_view(store::sites(desk.workspace.read()), reader(request),
                                       Desk::language(request), desk.catalogues));
}

Reply site_form_page(Desk& desk, const Request& request, const Site& site, const FormState& state, int status)
{
    const auto title = site.key.empty() ? desk.text(request, "sites.new") : site.key.str();
    return desk.page(request, "pages/form",
                     frame_under(desk, request, "sites.heading", "/sites", title, site.key.str()),
                     views::site_form(site.key, state, Desk::language(request), desk.catalogues), status);
}

Reply new_site(Desk& desk, Request& request)
{
    return site_form_page(desk, request, {}, {}, 200);
}

Reply site_page(Desk& desk, Request& request)
{
    const auto site = site_of(desk, request);
    if (reader(request) == views::Reader::Edits)
        return site_form_page(desk, request, site,
                              {views::values_of(site), site.version, Tree::list(), {}, {}}, 200);
    return desk.page(request, "pages/record",
                     frame_under(desk, request, "sites.heading", "/sites", site.key.str(), site.key.str()),
                     views::site_view(site, Desk::language(request), desk.catalogues));
}

Reply save_site_over(Desk& desk, const Request& request, const Site& before)
{
    const auto subject = before.key.empty() ? std::string() : "site/" + before.key.str();
    const auto standing = [&] {
        const auto site = before.key.empty() ? before : site_of(desk, request);
        return Standing{views::values_of(site), site.version};
    };
    const auto save = [&](const FormValues& values) {
        auto site = views::site_from(values, before);
        if (site.key.empty())
            site.active = true;
        else
            site.version = Desk::based_on(request);
        save_site(desk.workspace, Desk::actor(request), site, Desk::retry_key(request));
        return desk.done(request, "/sites", "saved");
    };
    return save_form(desk, request, subject, standing, save, [&](const FormState& state, int status) {
        return site_form_page(desk, request, before, state, status);
    });
}

Reply create_site(Desk& desk, Request& request)
{
    return save_site_over(desk, request, {});
}
Reply change_site(Desk& desk, Request& request)
{
    return save_site_over(desk, request, site_of(desk, request));
}

// ---- criteria

Criterion criterion_of(Desk& desk, const Request& request)
{
    const auto criterion =
        store::criterion(desk.workspace.read(), Id<Criterion>(request.parameter("criterion")));
    if (!criterion) throw NotFound("criterion " + request.parameter("criterion"));
    return *criterion;
}

Reply criteria_page(Desk& desk, Request& request)
{
    return desk.page(request, "pages/list", frame_of(desk, request, "criteria.heading"),
                     views::criteria_view(store::criteria(desk.workspace.read()), reader(request),
                                          Desk::language(request), desk.catalogues));
}

Reply criterion_form_page(Desk& desk, const Request& request, const Criterion& criterion,
                          const FormState& state, int status)
{
    const auto title = criterion.key.empty() ? desk.text(request, "criteria.new") : criterion.key.str();
    return desk.page(request, "pages/form",
                     frame_under(desk, request, "criteria.heading", "/criteria", title, criterion.key.str()),
                     views::criterion_form(criterion.key, state, Desk::language(request), desk.catalogues),
                     status);
}

/// An empty form; ?type=GUIDANCE has the guidance filled in, which nearly every audit needs.
Reply new_criterion(Desk& desk, Request& request)
{
    Criterion criterion;
    criterion.type = parse_criterion_type(request.query["type"]).value_or(CriterionType::Own);
    if (criterion.type == CriterionType::Guidance) {
        criterion.reference = "ISO 10002:2018";
        criterion.edition = "2018";
    }
    return criterion_form_page(desk, request, {}, {views::values_of(criterion), 0, Tree::list(), {}, {}},
                               200);
}

Reply criterion_page(Desk& desk, Request& request)
{
    const auto criterion = criterion_of(desk, request);
    if (reader(request) == views::Reader::Edits)
        return criterion_form_page(desk, request, criterion,
                                   {views::values_of(criterion), criterion.version, Tree::list(), {}, {}},
                                   200);
    return desk.page(
        request, "pages/record",
        frame_under(desk, request, "criteria.heading", "/criteria", criterion.key.str(), criterion.key.str()),
        views::criterion_view(criterion, Desk::language(request), desk.catalogues));
}

Reply save_criterion_over(Desk& desk, const Request& request, const Criterion& before)
{
    const auto subject = before.key.empty() ? std::string() : "criterion/" + before.key.str();
    const auto standing = [&] {
        const auto criterion = before.key.empty() ? before : criterion_of(desk, request);
        return Standing{views::values_of(criterion), criterion.version};
    };
    const auto save = [&](const FormValues& values) {
        auto criterion = views::criterion_from(values, before);
        if (criterion.key.empty())
            criterion.active = true;
        else
            criterion.version = Desk::based_on(request);
        save_criterion(desk.workspace, Desk::actor(request), criterion, Desk::retry_key(request));
        return desk.done(request, "/criteria", "saved");
    };
    return save_form(desk, request, subject, standing, save, [&](const FormState& state, int status) {
        return criterion_form_page(desk, request, before, state, status);
    });
}

Reply create_criterion(Desk& desk, Request& request)
{
    return save_criterion_over(desk, request, {});
}
Reply change_criterion(Desk& desk, Request& request)
{
    return save_criterion_over(desk, request, criterion_of(desk, request));
}

} // namespace

void organization_routes(Routes& routes)
{
    using enum Permission;
    routes.get("/organization", ReadOrganization, organization_page);
    routes.get("/organization/edit", EditOrganization, edit_organization);
    routes.post("/organization", EditOrganization, save_organization_now);
    routes.get("/sites", ReadOrganization, sites_page);
    routes.get("/sites/new", EditOrganization, new_site);
    routes.post("/sites", EditOrganization, create_site);
    routes.get("/sites/{site}", ReadOrganization, site_page);
    routes.post("/sites/{site}", EditOrganization, change_site);
    routes.get("/criteria", ReadOrganization, criteria_page);
    routes.get("/criteria/new", EditOrganization, new_criterion);
    routes.post("/criteria", EditOrganization, create_criterion);
    routes.get("/criteria/{criterion}", ReadOrganization, criterion_page);
    routes.post("/criteria/{criterion}", EditOrganization, change_criterion);
}

} // namespace clausebook::web

// People, their roles and their accounts.

#include "store/people.h"

#include "core/base/text.h"
#include "views/format.h"
#include "views/pages/people.h"
#include "web/handlers/all.h"
#include "web/handlers/record_form.h"
#include "workspace/people.h"

namespace clausebook::web {
namespace {

using views::FormState;
using views::FormValues;

views::PeopleReader reader(const Request& request)
{
    return may(Desk::actor(request), Permission::ManagePeople) ? views::PeopleReader::Manages
                                                               : views::PeopleReader::Looks;
}

bool is_fresh_password(const Request& request)
{
    const auto& who = Desk::visit(request).who;
    return who && who->fresh_password;
}

/// `address` is the page's own.
views::Frame frame_of(Desk& desk, const Request& request, const std::string& title,
                      const std::string& address)
{
    auto frame = desk.frame(request, title, "people");
    if (is_unsafe(request.method)) frame.address = address;
    frame.crumbs = {{desk.text(request, "nav.people"), "/people"}, {title, ""}};
    return frame;
}

Person person_of(Desk& desk, const Request& request)
{
    const auto person = store::person(desk.workspace.read(), Id<Person>(request.parameter("person")));
    if (!person) throw NotFound("person " + request.parameter("person"));
    return *person;
}

// ---- the list

views::PeopleFilter filter_of(const Request& request)
{
    views::PeopleFilter filter;
    filter.text = request.query["text"].substr(0, 200);
    if (!is_clean(filter.text)) filter.text.clear();
    filter.role = parse_role(request.query["role"]);
    if (request.query["sort"] == "function") filter.sort = views::PeopleFilter::Sort::Function;
    return filter;
}

Reply people_page(Desk& desk, Request& request)
{
    const auto db = desk.workspace.read();
    std::map<Id<Person>, Account> accounts;
    for (auto& account : store::accounts(db)) accounts.emplace(account.person, account);
    std::vector<views::PersonRow> rows;
    for (auto& person : store::people(db)) {
        const auto account = accounts.find(person.key);
        rows.push_back({person, account == accounts.end() ? std::nullopt : std::optional(account->second)});
    }
    const auto filter = filter_of(request);
    auto frame = desk.frame(request, desk.text(request, "nav.people"), "people");
    frame.crumbs = {{desk.text(request, "nav.people"), ""}};
    return desk.page(request, "pages/list", std::move(frame),
                     views::people_view(views::narrowed(std::move(rows), filter), filter, reader(request),
                                        Desk::language(request), desk.catalogues));
}

// ---- one person

Reply person_page_with(Desk& desk, const Request& request, const Person& person, const std::string& login,
                       const Tree& problems, int status)
{
    const views::PersonPage page{{person, store::account(desk.workspace.read(), person.key)},
                                 reader(request),
                                 login,
                                 !is_fresh_password(request),
                                 problems};
    return desk.page(request, "pages/person",
                     frame_of(desk, request, person.name, "/people/" + person.key.str()),
                     views::person_view(page, Desk::language(request), desk.catalogues), status);
}

Reply person_page(Desk& desk, Request& request)
{
    return person_page_with(desk, request, person_of(desk, request), "", Tree::list(), 200);
}

Reply person_form_page(Desk& desk, const Request& request, const Person& person, const FormState& state,
                       int status)
{
    const auto ask = is_fresh_password(request) ? views::AskPassword::No : views::AskPassword::Yes;
    const auto title = person.key.empty() ? desk.text(request, "people.new") : person.name;
    const auto address = "/people/" + (person.key.empty() ? "new" : person.key.str() + "/edit");
    return desk.page(request, "pages/form", frame_of(desk, request, title, address),
                     views::person_form(person.key, state, ask, Desk::language(request), desk.catalogues),
                     status);
}

Reply new_person(Desk& desk, Request& request)
{
    return person_form_page(desk, request, {}, {}, 200);
}

Reply edit_person(Desk& desk, Request& request)
{
    const auto person = person_of(desk, request);
    return person_form_page(desk, request, person,
                            {views::values_of(person), person.version, Tree::list(), {}, {}}, 200);
}

Reply save_person_over(Desk& desk, const Request& request, const Person& before)
{
    const auto subject = before.key.empty() ? std::string() : "person/" + before.key.str();
    const auto standing = [&] {
        const auto person = before.key.empty() ? before : person_of(desk, request);
        return Standing{views::values_of(person), person.version};
    };
    const auto save = [&](const FormValues& values) {
        auto person = views::person_from(values, before);
        if (person.key.empty())
            person.active = true;
        else
            person.version = Desk::based_on(request);
        if (person.roles != before.roles) desk.require_fresh_password(request);
        const auto key = save_person(desk.workspace, Desk::actor(request), person, Desk::retry_key(request));
        return desk.done(request, "/people/" + key.str(), "saved");
    };
    return save_form(desk, request, subject, standing, save, [&](const FormState& state, int status) {
        return person_form_page(desk, request, before, state, status);
    });
}

Reply create_person(Desk& desk, Request& request)
{
    return save_person_over(desk, request, {});
}
Reply change_person(Desk& desk, Request& request)
{
    return save_person_over(desk, request, person_of(desk, request));
}

// ---- accounts

/// The link is in this reply and nowhere else: only its hash is stored.
Reply make_link(Desk& desk, Request& request)
{
    const auto person = person_of(desk, request);
    const auto login = Desk::field(request, "login");
    return desk.attempt(
        request,
        [&] {
            desk.require_fresh_password(request);
            const auto made = give_account(desk.workspace, Desk::actor(request), person.key, login);
            const auto path = "/welcome/" + made.token;
            const views::PersonLinkPage page{
                person, store::account(desk.workspace.read(), person.key).value().login,
                request.origin + path, path,
                views::shown(Desk::language(request), desk.workspace.local(made.ends_at))};
            return desk.page(request, "pages/person-link",
                             frame_of(desk, request, person.name, "/people/" + person.key.str()),
                             views::person_link_view(page));
        },
        [&](const Tree& problems, int status) {
            return person_page_with(desk, request, person, login, problems, status);
        });
}

Reply switch_account_now(Desk& desk, Request& request)
{
    const auto person = person_of(desk, request);
    const bool on = request.form["to"] == "on";
    if (!on && request.form["to"] != "off") throw Rejected(400, "bad_form");
    return desk.attempt(
        request,
        [&] {
            switch_account(desk.workspace, Desk::actor(request), person.key, Desk::based_on(request), on);
            return desk.done(request, "/people/" + person.key.str(), on ? "account_on" : "account_off");
        },
        [&](const Tree& problems, int status) {
            return person_page_with(desk, request, person, "", problems, status);
        });
}

} // namespace

void people_routes(Routes& routes)
{
    using enum Permission;
    routes.get("/people", ReadPeople, people_page);
    routes.get("/people/new", ManagePeople, new_person);
    routes.post("/people", ManagePeople, create_person);
    routes.get("/people/{person}", ReadPeople, person_page);
    routes.get("/people/{person}/edit", ManagePeople, edit_person);
    routes.post("/people/{person}", ManagePeople, change_person);
    routes.post("/people/{person}/link", ManagePeople, make_link);
    routes.post("/people/{person}/account", ManagePeople, switch_account_now);
}

} // namespace clausebook::web

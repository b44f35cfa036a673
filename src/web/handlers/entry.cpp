// Set-up, sign-in and out, one's own account, language, about, assets.

#include "core/base/text.h"
#include "core/base/version.h"
#include "store/people.h"
#include "views/assets.h"
#include "views/entry_pages.h"
#include "web/desk.h"
#include "web/entrance.h"
#include "web/handlers/all.h"
#include "web/handlers/setup.h"
#include "workspace/organization.h"
#include "workspace/people.h"

namespace clausebook::web {
namespace {

/// Where to go on to after a form: an address of ours, else the overview.
std::string next_address(const std::string& wanted)
{
    const bool ours = wanted.starts_with('/') && !wanted.starts_with("//")
        && wanted.find('\\') == std::string::npos && wanted.size() < 2000 && is_clean(wanted)
        && wanted.find('\n') == std::string::npos;
    return ours ? wanted : "/";
}

// ---- set-up

const char* const setup_fields[] = {"legal_name", "address",      "language",    "time_zone",       "edition",
                                    "site_name",  "site_address", "person_name", "person_function", "login"};

Reply setup_without_key(Desk& desk, Request& request)
{
    if (Desk::visit(request).set_up) return Reply::see_other("/");
    auto frame = desk.frame(request, desk.text(request, "setup.title"), "");
    return desk.page(request, "pages/setup-link", std::move(frame), Tree::object());
}

Reply setup_form(Desk& desk, Request& request)
{
    if (Desk::visit(request).set_up) return Reply::see_other("/");
    check_setup_key(desk, request.parameter("key"));
    return setup_page(desk, request, request.parameter("key"), Tree::list(), 200);
}

SetUp wish_of(const Request& request)
{
    SetUp wish;
    wish.organization.legal_name = Desk::field(request, "legal_name");
    wish.organization.address = Desk::field(request, "address");
    wish.organization.language =
        parse_language(Desk::field(request, "language")).value_or(Desk::language(request));
    wish.organization.time_zone = Desk::field(request, "time_zone");
    wish.site.name = Desk::field(request, "site_name");
    wish.site.address = Desk::field(request, "site_address");
    wish.person.name = Desk::field(request, "person_name");
    wish.person.function = Desk::field(request, "person_function");
    wish.login = Desk::field(request, "login");
    wish.password = request.form["password"];
    return wish;
}

Reply signed_in_reply(const Request& request, const Ticket& ticket, const std::string& location)
{
    return Reply::see_other(location).set_cookie(request, session_cookie(request), ticket.token);
}

Reply set_up_now(Desk& desk, Request& request)
{
    check_setup_key(desk, request.form["key"]);
    return desk.attempt(
        request,
        [&] {
            const auto wish = wish_of(request);
            if (wish.password != request.form["password_again"])
                throw Refusal("passwords_differ", "password_again");
            set_up(desk.workspace, wish);
            return signed_in_reply(request,
                                   sign_in(desk.workspace, wish.login, wish.password, request.remote), "/");
        },
        [&](const Tree& problems, int status) {
            return setup_page(desk, request, request.form["key"], problems, status);
        });
}

// ---- sign-in

Reply sign_in_page(Desk& desk, const Request& request, const views::SignInPage& page, int status)
{
    auto frame = desk.frame(request, desk.text(request, "sign_in.title"), "");
    return desk.page(request, "pages/sign-in", std::move(frame), views::sign_in_view(page), status);
}

Reply sign_in_form(Desk& desk, Request& request)
{
    if (!Desk::visit(request).set_up) return Reply::see_other("/setup");
    const auto next = next_address(request.query["next"]);
    if (Desk::visit(request).who) return Reply::see_other(next);
    return sign_in_page(desk, request, {"", next == "/" ? "" : next}, 200);
}

Reply sign_in_now(Desk& desk, Request& request)
{
    const auto next = next_address(request.form["next"]);
    return desk.attempt(
        request,
        [&] {
            const auto ticket =
                sign_in(desk.workspace, request.form["login"], request.form["password"], request.remote);
            if (const auto old = request.cookies.find(session_cookie(request)); old != request.cookies.end())
                sign_out(desk.workspace, old->second); // its cookie is overwritten
            return signed_in_reply(request, ticket, next);
        },
        [&](const Tree& problems, int status) {
            return sign_in_page(desk, request, {request.form["login"], next == "/" ? "" : next, problems},
                                status);
        });
}

Reply sign_out_now(Desk& desk, Request& request)
{
    if (const auto cookie = request.cookies.find(session_cookie(request)); cookie != request.cookies.end())
        sign_out(desk.workspace, cookie->second);
    auto reply = Reply::see_other("/sign-in");
    reply.set_cookie(request, session_cookie(request), "", std::chrono::seconds(0));
    reply.set("Clear-Site-Data", "\"cache\""); // the outbox stays: it holds what is not sent yet
    return reply;
}

// ---- one-time links

Reply link_page(Desk& desk, const Request& request, const std::string& token, const Tree& problems,
                int status)
{
    const auto person = person_of_link(desk.workspace, token);
    if (!person) throw NotFound("one-time link");
    const auto login = store::account(desk.workspace.read(), person->key).value().login;
    auto frame = desk.frame(request, desk.text(request, "welcome.title"), "");
    return desk.page(request, "pages/welcome", std::move(frame),
                     {{"name", person->name},
                      {"link", token},
                      {"login", login},
                      {"problems", problems},
                      {"password", views::field("password", "", problems)},
                      {"password_again", views::field("password_again", "", problems)}},
                     status);
}

Reply link_form(Desk& desk, Request& request)
{
    return link_page(desk, request, request.parameter("link"), Tree::list(), 200);
}

Reply set_password_now(Desk& desk, Request& request)
{
    const auto& token = request.parameter("link");
    return desk.attempt(
        request,
        [&] {
            if (request.form["password"] != request.form["password_again"])
                throw Refusal("passwords_differ", "password_again");
            set_password_by_link(desk.workspace, token, request.form["password"]);
            return desk.done(request, "/sign-in", "password_set");
        },
        [&](const Tree& problems, int status) { return link_page(desk, request, token, problems, status); });
}

// ---- one's own account

Reply account_page(Desk& desk, const Request& request, const Tree& problems, int status)
{
    const auto db = desk.workspace.read();
    const auto& actor = Desk::actor(request);
    const auto person = store::person(db, actor.person).value();
    Tree roles = Tree::list();
    for (const auto role : person.roles) roles.push_back(desk.text(request, "role." + str(role)));
    auto frame = desk.frame(request, desk.text(request, "account.title"), "account");
    frame.crumbs = {{desk.text(request, "account.title"), ""}};
    if (is_unsafe(request.method)) frame.address = "/account";
    const auto sessions = store::sessions_of(db, actor.person);
    return desk.page(request, "pages/account", std::move(frame),
                     {{"name", person.name},
                      {"function", person.function},
                      {"login", store::account(db, actor.person).value().login},
                      {"roles", std::move(roles)},
                      {"sessions", sessions.size()},
                      {"problems", problems},
                      {"old_password", views::field("old_password", "", problems)},
                      {"password", views::field("password", "", problems)},
                      {"password_again", views::field("password_again", "", problems)}},
                     status);
}

Reply account(Desk& desk, Request& request)
{
    return account_page(desk, request, Tree::list(), 200);
}

Reply change_password_now(Desk& desk, Request& request)
{
    return desk.attempt(
        request,
        [&] {
            if (request.form["password"] != request.form["password_again"])
                throw Refusal("passwords_differ", "password_again");
            change_password(desk.workspace, Desk::actor(request), request.form["old_password"],
                            request.form["password"], request.remote);
            return desk.done(request, "/sign-in", "password_set");
        },
        [&](const Tree& problems, int status) { return account_page(desk, request, problems, status); });
}

Reply sign_out_everywhere_now(Desk& desk, Request& request)
{
    sign_out_everywhere(desk.workspace, Desk::actor(request));
    return desk.done(request, "/sign-in", "signed_out_everywhere");
}

Reply choose_language_cookie(Desk&, Request& request)
{
    const auto language = parse_language(request.form["language"]);
    if (!language) throw Rejected(400, "language_unknown");
    return Reply::see_other(next_address(request.form["back"]))
        .set_cookie(request, "language", str(*language), std::chrono::hours(24 * 365));
}

Reply choose_own_language(Desk& desk, Request& request)
{
    const auto language = parse_language(request.form["language"]);
    if (!language) throw Rejected(400, "language_unknown");
    choose_language(desk.workspace, Desk::actor(request), *language);
    return choose_language_cookie(desk, request);
}

// ---- about and assets

Reply about(Desk& desk, Request& request)
{
    auto frame = desk.frame(request, desk.text(request, "about.title"), "about");
    return desk.page(request, "pages/about", std::move(frame),
                     views::about_view({version}, Desk::language(request), desk.catalogues));
}

/// Assets stand under an address that changes with them, so a browser may keep them for good.
Reply asset(Desk&, Request& request)
{
    const auto& path = request.parameter("path");
    const auto slash = path.find('/');
    if (slash == std::string::npos) throw NotFound("asset " + path);
    auto found = views::asset(path.substr(slash + 1));
    if (!found) throw NotFound("asset " + path);
    const bool current = "/assets/" + path.substr(0, slash) == views::asset_base();
    auto reply = Reply::bytes(std::move(found->content_type), std::move(found->bytes));
    if (current) reply.set("Cache-Control", "public, max-age=31536000, immutable");
    return reply;
}

/// What a page that stayed open needs after a new sign-in in another tab.
Reply session_now(Desk&, Request& request)
{
    const auto& who = Desk::visit(request).who.value();
    return Reply::json(200, {{"token", who.form_token}, {"person", who.actor.person.str()}});
}

} // namespace

Reply setup_page(Desk& desk, const Request& request, const std::string& key, const Tree& problems, int status)
{
    views::SetupPage page;
    page.key = key;
    page.problems = problems;
    for (const char* name : setup_fields)
        if (const auto* value = request.form.find(name)) page.values[name] = *value;
    auto frame = desk.frame(request, desk.text(request, "setup.title"), "");
    frame.scripts = {"restore"};
    return desk.page(request, "pages/setup", std::move(frame),
                     views::setup_view(page, Desk::language(request), desk.catalogues), status);
}

void check_setup_key(Desk& desk, const std::string& key)
{
    const auto wanted = desk.setup_key();
    if (wanted.empty() || key != wanted) throw NotFound("set-up link");
}

void entry_routes(Routes& routes)
{
    using enum Permission;
    routes.get("/setup", Public, setup_without_key);
    routes.get("/setup/{key}", Public, setup_form);
    routes.post("/setup", Public, set_up_now);
    routes.get("/sign-in", Public, sign_in_form);
    routes.post("/sign-in", Public, sign_in_now);
    routes.post("/sign-out", Public, sign_out_now);
    routes.get("/welcome/{link}", Public, link_form);
    routes.post("/welcome/{link}", Public, set_password_now);
    routes.get("/session", SignedIn, session_now);
    routes.get("/account", SignedIn, account);
    routes.post("/account/password", SignedIn, change_password_now);
    routes.post("/account/sign-out-everywhere", SignedIn, sign_out_everywhere_now);
    routes.post("/account/language", SignedIn, choose_own_language);
    routes.post("/language", Public, choose_language_cookie);
    routes.get("/about", Public, about);
    routes.get("/assets/{path*}", Public, asset);
}

} // namespace clausebook::web

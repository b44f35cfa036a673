// Filtered lists that people keep: the page of all of them, and the forms that keep, rename and take away.

#include "workspace/saved_lists.h"

#include "store/saved_lists.h"
#include "views/page.h"
#include "web/desk.h"
#include "web/guard.h"
#include "web/handlers/all.h"
#include "web/handlers/list_tools.h"

namespace clausebook::web {
namespace {

/// What was typed into the form of one list, or of a new one, and refused.
struct Typed {
    std::string key;
    std::string name;
    Tree problems = Tree::list();
    int status = 200;
};

/// The form that keeps a list, when that was refused; null else.
Tree keep_form(const Desk& desk, const Request& request, const Typed& typed)
{
    const auto kind = parse_list_kind(Desk::field(request, "list"));
    if (typed.status == 200 || !typed.key.empty() || !kind) return {};
    return {{"list", std::string(str(*kind))},
            {"title", desk.text(request, title_of(*kind))},
            {"query", Desk::field(request, "query")},
            {"name", typed.name},
            {"problem", views::problem_at(typed.problems, "name")}};
}

Reply lists_page(Desk& desk, const Request& request, const Typed& typed)
{
    auto rows = Tree::list();
    for (const auto& saved : store::saved_lists_of(desk.workspace.read(), Desk::actor(request).person)) {
        const auto key = saved.key.str();
        const bool refused = key == typed.key;
        rows.push_back({{"key", key},
                        {"title", desk.text(request, title_of(saved.list))},
                        {"name", saved.name},
                        {"typed", refused ? typed.name : saved.name},
                        {"problem", refused ? views::problem_at(typed.problems, "name") : std::string()},
                        {"href", list_address(saved.list, saved.query)},
                        {"version", saved.version}});
    }
    auto frame = desk.frame(request, desk.text(request, "list.heading"), "");
    frame.crumbs = {{desk.text(request, "list.heading"), ""}};
    if (is_unsafe(request.method)) frame.address = "/lists";
    return desk.page(
        request, "pages/saved-lists", std::move(frame),
        {{"rows", std::move(rows)}, {"keep", keep_form(desk, request, typed)}, {"problems", typed.problems}},
        typed.status);
}

Reply all_lists(Desk& desk, Request& request)
{
    return lists_page(desk, request, {});
}

Reply keep(Desk& desk, Request& request)
{
    const auto name = Desk::field(request, "name");
    return desk.attempt(
        request,
        [&] {
            const auto kind = parse_list_kind(Desk::field(request, "list"));
            if (!kind) throw Refusal("not_a_choice", "list");
            constexpr std::size_t most = 50;
            const auto asked = parse_urlencoded(Desk::field(request, "query"), 400, most);
            const auto value = [&](std::string_view filter) {
                return asked[filter];
            };
            keep_list(desk.workspace, Desk::actor(request), *kind, name, value);
            return desk.done(request, list_address(*kind, clausebook::list_query(*kind, value)), "list_kept");
        },
        [&](const Tree& problems, int status) {
            return lists_page(desk, request, {{}, name, problems, status});
        });
}

Id<SavedList> addressed(const Request& request)
{
    return Id<SavedList>(request.parameter("saved"));
}

Reply rename(Desk& desk, Request& request)
{
    const auto name = Desk::field(request, "name");
    return desk.attempt(
        request,
        [&] {
            rename_list(desk.workspace, Desk::actor(request), addressed(request), Desk::based_on(request),
                        name);
            return desk.done(request, "/lists", "list_renamed");
        },
        [&](const Tree& problems, int status) {
            return lists_page(desk, request, {addressed(request).str(), name, problems, status});
        });
}

Reply forget(Desk& desk, Request& request)
{
    return desk.attempt(
        request,
        [&] {
            forget_list(desk.workspace, Desk::actor(request), addressed(request), Desk::based_on(request));
            return desk.done(request, "/lists", "list_forgotten");
        },
        [&](const Tree& problems, int status) {
            return lists_page(desk, request, {"-", {}, problems, status});
        });
}

} // namespace

void saved_list_routes(Routes& routes)
{
    using enum Permission;
    routes.get("/lists", SignedIn, all_lists);
    routes.post("/lists", SignedIn, keep);
    routes.post("/lists/{saved}", SignedIn, rename);
    routes.post("/lists/{saved}/remove", SignedIn, forget);
}

} // namespace clausebook::web

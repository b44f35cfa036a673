// The list of actions, and what is assigned to the one who asks.

#include "core/base/text.h"
#include "core/readiness/due_soon.h"
#include "store/actions.h"
#include "store/follow_up.h"
#include "store/people.h"
#include "views/pages/actions.h"
#include "views/pages/follow_up.h"
#include "web/desk.h"
#include "web/handlers/all.h"
#include "web/handlers/list_tools.h"

#include <set>

namespace clausebook::web {
namespace {

// ---- the list

store::ActionFilter filter_of(const Request& request, Date today)
{
    store::ActionFilter filter;
    filter.sight = store::finding_sight(Desk::actor(request));
    filter.state = parse_action_state(request.query["state"]);
    filter.open_only = request.query["state"] == "OPEN";
    filter.late_only = request.query["state"] == "LATE";
    if (request.query["state"] == "DUE") filter.due_until = looks_until(today);
    if (request.query["state"] == "CHECK") filter.check_until = looks_until(today);
    filter.owner = Id<Person>(request.query["owner"]);
    if (request.query["sort"] == "newest") filter.sort = store::ActionSort::Newest;
    if (request.query["sort"] == "state") filter.sort = store::ActionSort::State;
    return filter;
}

Reply actions_list(Desk& desk, Request& request)
{
    constexpr int lines_a_page = 50;
    const auto db = desk.workspace.read();
    const auto today = desk.workspace.today();
    const auto filter = filter_of(request, today);
    const auto found = store::actions(db, filter, Id<Action>(request.query["after"]), lines_a_page, today);
    const auto owners = store::action_owners(db, filter.sight);
    std::set<Id<Person>> named(owners.begin(), owners.end());
    for (const auto& line : found.lines) named.insert(line.action.owner);
    auto names = store::names_of(db, named);

    views::ActionsPage page;
    for (const auto& line : found.lines)
        page.lines.push_back({line.action, line.finding, names[line.action.owner]});
    for (const auto* name : list_filters(ListKind::Actions))
        if (is_clean(request.query[name])) page.filter[name] = request.query[name];
    for (const auto& key : owners) {
        Person owner;
        owner.key = key;
        owner.name = names[key];
        page.owners.push_back(std::move(owner));
    }
    page.today = today;
    page.count = found.count;
    fill_list(page, desk, request, ListKind::Actions, found.next.str());

    auto frame = desk.frame(request, desk.text(request, "nav.actions"), "actions");
    frame.crumbs = {{desk.text(request, "nav.actions"), ""}};
    frame.styles = {"audit", "finding"};
    return desk.page(request, "pages/actions", std::move(frame),
                     views::actions_view(page, Desk::language(request), desk.catalogues));
}

Reply actions_as(Desk& desk, const Request& request, ListShape shape)
{
    return list_reply(
        action_file(list_press(desk, request, shape), filter_of(request, desk.workspace.today())));
}

Reply actions_xlsx(Desk& desk, Request& request)
{
    return actions_as(desk, request, ListShape::Xlsx);
}

Reply actions_csv(Desk& desk, Request& request)
{
    return actions_as(desk, request, ListShape::Csv);
}

// ---- what is assigned

Reply mine(Desk& desk, Request& request)
{
    const auto db = desk.workspace.read();
    const auto duties = store::duties_of(db, Desk::actor(request).person);
    std::set<Id<Person>> owners;
    for (const auto* all : {&duties.to_do, &duties.to_accept})
        for (const auto& action : *all) owners.insert(action.owner);
    auto names = store::names_of(db, owners);
    const auto actions = [&](const std::vector<Action>& all) {
        auto numbers = store::first_findings(db, all);
        std::vector<views::ActionLineView> lines;
        for (const auto& action : all) lines.push_back({action, numbers[action.key], names[action.owner]});
        return lines;
    };
    const auto findings = [&](const std::vector<Finding>& all) {
        std::vector<views::DutyLine> lines;
        for (auto& row : finding_rows(db, all)) lines.push_back({std::move(row.finding), row.due});
        return lines;
    };
    const views::MinePage page{actions(duties.to_do), findings(duties.to_answer), findings(duties.to_judge),
                               actions(duties.to_accept), desk.workspace.today()};
    auto frame = desk.frame(request, desk.text(request, "nav.mine"), "mine");
    frame.crumbs = {{desk.text(request, "nav.mine"), ""}};
    frame.styles = {"audit", "finding"};
    return desk.page(request, "pages/mine", std::move(frame),
                     views::mine_view(page, Desk::language(request), desk.catalogues));
}

} // namespace

void action_list_routes(Routes& routes)
{
    using enum Permission;
    routes.get("/mine", ReadFinding, mine);
    routes.get("/actions", ReadFinding, actions_list);
    routes.get("/actions.xlsx", ReadFinding, actions_xlsx);
    routes.get("/actions.csv", ReadFinding, actions_csv);
}

} // namespace clausebook::web

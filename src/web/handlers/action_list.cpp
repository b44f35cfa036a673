// The list of actions, and what is assigned to the one who asks.

#include "core/base/text.h"
#include "store/actions.h"
#include "store/follow_up.h"
#include "store/people.h"
#include "views/pages/actions.h"
#include "views/pages/follow_up.h"
#include "web/desk.h"
#include "web/handlers/all.h"
#include "web/handlers/list_tools.h"

#include <map>

namespace clausebook::web {
namespace {

std::map<Id<Person>, std::string> names_of(const std::vector<Person>& people)
{
    std::map<Id<Person>, std::string> names;
    for (const auto& person : people) names[person.key] = person.name;
    return names;
}

// ---- the list

store::ActionFilter filter_of(const Request& request)
{
    store::ActionFilter filter;
    filter.sight = store::finding_sight(Desk::actor(request));
    filter.state = parse_action_state(request.query["state"]);
    filter.open_only = request.query["state"] == "OPEN";
    filter.late_only = request.query["state"] == "LATE";
    filter.owner = Id<Person>(request.query["owner"]);
    if (request.query["sort"] == "newest") filter.sort = store::ActionSort::Newest;
    if (request.query["sort"] == "state") filter.sort = store::ActionSort::State;
    return filter;
}

Reply actions_list(Desk& desk, Request& request)
{
    constexpr int lines_a_page = 50;
    const auto db = desk.workspace.read();
    const auto filter = filter_of(request);
    const auto after = request.query["after"];
    const auto today = desk.workspace.today();
    const auto found = store::actions(db, filter, Id<Action>(after), lines_a_page, today);
    const auto people = store::people(db);
    auto names = names_of(people);

    views::ActionsPage page;
    for (const auto& line : found.lines)
        page.lines.push_back({line.action, line.finding, names[line.action.owner]});
    for (const auto* name : list_filters(ListKind::Actions))
        if (is_clean(request.query[name])) page.filter[name] = request.query[name];
    for (const auto& key : store::action_owners(db, filter.sight)) {
        Person owner;
        owner.key = key;
        owner.name = names[key];
        page.owners.push_back(std::move(owner));
    }
    page.today = today;
    page.count = found.count;
    const auto query = list_query(request, ListKind::Actions);
    if (!found.next.empty()) page.next = list_address(ListKind::Actions, query, found.next.str());
    if (!after.empty()) page.first = list_address(ListKind::Actions, query);
    page.files = list_files(ListKind::Actions, query);
    page.saved = saved_lists(desk, request, ListKind::Actions);

    auto frame = desk.frame(request, desk.text(request, "nav.actions"), "actions");
    frame.crumbs = {{desk.text(request, "nav.actions"), ""}};
    frame.styles = {"audit", "finding"};
    return desk.page(request, "pages/actions", std::move(frame),
                     views::actions_view(page, Desk::language(request), desk.catalogues));
}

Reply actions_as(Desk& desk, const Request& request, ListShape shape)
{
    return list_reply(action_file(list_press(desk, request, shape), filter_of(request)));
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
    auto names = names_of(store::people(db));
    const auto actions = [&](const std::vector<Action>& all) {
        std::vector<views::ActionLineView> lines;
        for (const auto& action : all) {
            const auto findings = store::findings_of(db, action.key);
            lines.push_back({action, findings.empty() ? "" : findings.front().number, names[action.owner]});
        }
        return lines;
    };
    std::map<Id<Audit>, FindingFrame> frames;
    const auto findings = [&](const std::vector<Finding>& all) {
        std::vector<views::DutyLine> lines;
        for (const auto& finding : all) {
            if (!frames.contains(finding.audit))
                frames.emplace(finding.audit, store::finding_frame(db, finding.audit).value());
            const auto& frame = frames.at(finding.audit);
            lines.push_back({finding,
                             due_next(finding.grade, finding.state,
                                      deadlines(finding.grade, frame.kind, frame.closing_meeting),
                                      store::correction_proof(db, finding.key))});
        }
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

// The list of actions, one action with its forms, and what is assigned to the one who asks.

#include "store/actions.h"

#include "core/base/text.h"
#include "store/evidence.h"
#include "store/follow_up.h"
#include "store/passwords.h"
#include "store/people.h"
#include "views/pages/actions.h"
#include "views/pages/follow_up.h"
#include "web/desk.h"
#include "web/handlers/action_forms.h"
#include "web/handlers/all.h"
#include "web/handlers/evidence_pages.h"
#include "web/handlers/list_tools.h"
#include "web/handlers/record_form.h"
#include "workspace/evidence_links.h"

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

// ---- one action

struct Typed {
    std::optional<views::FormState> form;
    std::optional<views::FormState> step;
    std::optional<views::FormState> link;
    int status = 200;
};

views::FormState stored_form(const Action& action)
{
    return {values_of(action), action.version, Tree::list(), std::nullopt, {}};
}

bool may_change(const ActionCase& at, const Actor& actor)
{
    try {
        check_change(at, actor);
        return true;
    } catch (const Refusal&) {
        return false;
    }
}

std::vector<views::ActionEvidence> evidence_of(const store::Reading& db, const Actor& actor,
                                               const Id<Action>& key, Date today)
{
    std::vector<views::ActionEvidence> found;
    for (const auto& [link, evidence] : store::evidence_linked_to(db, {LinkKind::Action, key.str()})) {
        const bool seen =
            may_see(evidence.fields.confidentiality, actor, store::ties_of(db, evidence, actor.person));
        const auto next =
            seen ? next_step(evidence.fields, store::standing_version(db, evidence)) : std::string_view();
        found.push_back({evidence.key.str(), seen ? evidence.fields.title : std::string(),
                         str(state_on(evidence.state, evidence.valid_until, today)), link.locator,
                         std::string(next)});
    }
    return found;
}

Id<Action> addressed(const Request& request)
{
    return Id<Action>(request.parameter("action"));
}

Reply action_page(Desk& desk, const Request& request, const Typed& typed)
{
    constexpr std::size_t key_length = 32;
    const auto db = desk.workspace.read();
    const auto& actor = Desk::actor(request);
    views::ActionPage page;
    page.at = seen_action(desk.workspace, db, actor, addressed(request));
    const auto& action = page.at.action;
    const bool acts = may(actor, Permission::FollowUp);
    if (acts) page.steps = action_steps(page.at, actor);
    page.findings = store::findings_of(db, action.key);
    std::erase_if(page.findings, [&](const Finding& finding) {
        return !may_see(actor, finding, store::finding_frame(db, finding.audit).value(),
                        store::owners_of(db, finding.key));
    });
    page.today = desk.workspace.today();
    page.evidence = evidence_of(db, actor, action.key, page.today);
    if (acts && may_change(page.at, actor)) page.edit = views::Access::Write;
    if (may_link_to(desk.workspace, db, actor, {LinkKind::Action, action.key.str()}))
        page.bring = views::Access::Write;
    page.form = typed.form ? *typed.form : stored_form(action);
    if (typed.step) page.step_form = *typed.step;
    if (typed.link) page.link_form = *typed.link;
    page.retry_key = store::new_token().substr(0, key_length);
    page.followers = store::followers(db);
    for (const auto& person : store::people(db)) {
        page.names[person.key.str()] = person.name;
        if (person.active) page.people.push_back(person);
    }
    auto frame = desk.frame(request, action.key.str(), "actions");
    frame.crumbs = {{desk.text(request, "nav.actions"), "/actions"}, {action.key.str(), ""}};
    frame.styles = {"audit", "finding"};
    if (is_unsafe(request.method)) frame.address = "/actions/" + action.key.str();
    return desk.page(request, "pages/action", std::move(frame),
                     views::action_view(page, Desk::language(request), desk.catalogues), typed.status);
}

Reply one_action(Desk& desk, Request& request)
{
    return action_page(desk, request, {});
}

std::string address_of(const Request& request)
{
    return "/actions/" + addressed(request).str();
}

Reply save_action(Desk& desk, Request& request)
{
    const auto key = addressed(request);
    const auto standing = [&] {
        const auto at = seen_action(desk.workspace, desk.workspace.read(), Desk::actor(request), key);
        return Standing{values_of(at.action), at.action.version};
    };
    return save_form(
        desk, request, "action/" + key.str(), standing,
        [&](const views::FormValues& values) {
            change_action(desk.workspace, Desk::actor(request), key,
                          action_from(values, Desk::based_on(request)));
            return desk.done(request, address_of(request), "action_changed");
        },
        [&](const views::FormState& state, int status) {
            Typed typed;
            typed.form = state;
            typed.status = status;
            return action_page(desk, request, typed);
        });
}

Reply take_out(Desk& desk, Request& request)
{
    const auto key = addressed(request);
    return desk.attempt(
        request,
        [&] {
            const auto findings = store::findings_of(desk.workspace.read(), key);
            remove_action(desk.workspace, Desk::actor(request), key, Desk::based_on(request));
            return desk.done(request, findings.empty() ? "/actions" : views::address_of(findings.front()),
                             "action_removed");
        },
        [&](const Tree& problems, int status) {
            Typed typed;
            typed.step.emplace();
            typed.step->problems = problems;
            typed.status = status;
            return action_page(desk, request, typed);
        });
}

using Verb = void (*)(Workspace&, const Actor&, const Id<Action>&, const std::string&, Version);

Reply step(Desk& desk, Request& request, Verb verb, const std::string& said)
{
    return desk.attempt(
        request,
        [&] {
            verb(desk.workspace, Desk::actor(request), addressed(request), Desk::field(request, "comment"),
                 Desk::based_on(request));
            return desk.done(request, address_of(request), said);
        },
        [&](const Tree& problems, int status) {
            Typed typed;
            typed.step = views::FormState{
                {{"comment", Desk::field(request, "comment")}}, 0, problems, std::nullopt, {}};
            typed.status = status;
            return action_page(desk, request, typed);
        });
}

Reply start(Desk& desk, Request& request)
{
    return step(desk, request, start_action, "action_started");
}

Reply finish(Desk& desk, Request& request)
{
    return step(desk, request, finish_action, "action_done");
}

Reply accept(Desk& desk, Request& request)
{
    return step(desk, request, accept_action, "action_accepted");
}

Reply send_back(Desk& desk, Request& request)
{
    return step(desk, request, send_back_action, "action_sent_back");
}

/// "EV-0007" of "ev-0007".
Id<Evidence> as_number(std::string text)
{
    for (auto& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return Id<Evidence>(std::move(text));
}

Reply link_evidence_here(Desk& desk, Request& request)
{
    const auto number = Desk::field(request, "evidence_number");
    const auto locator = Desk::field(request, "locator");
    return desk.attempt(
        request,
        [&] {
            const auto& actor = Desk::actor(request);
            const auto key =
                seen_action(desk.workspace, desk.workspace.read(), actor, addressed(request)).action.key;
            try {
                link_evidence(desk.workspace, actor, as_number(number), {LinkKind::Action, key.str()},
                              {locator, {}}, 0);
            } catch (const NotFound&) {
                throw Refusal("unknown_evidence", "evidence_number", {{"number", number}});
            }
            return desk.done(request, address_of(request), "action_linked");
        },
        [&](const Tree& problems, int status) {
            Typed typed;
            typed.link = views::FormState{
                {{"evidence_number", number}, {"locator", locator}}, 0, problems, std::nullopt, {}};
            typed.status = status;
            return action_page(desk, request, typed);
        });
}

} // namespace

ActionText action_from(const views::FormValues& values, Version based_on)
{
    ActionText text;
    text.version = based_on;
    const auto kind = parse_action_kind(views::value_in(values, "kind"));
    if (!kind) throw Refusal("not_a_choice", "kind");
    text.kind = *kind;
    text.text = views::value_in(values, "text");
    text.owner = Id<Person>(views::value_in(values, "owner"));
    if (const auto day = trimmed(views::value_in(values, "due")); !day.empty()) {
        text.due = parse_date(day);
        if (!text.due) throw Refusal("date_shape", "due");
    }
    return text;
}

views::FormValues values_of(const Action& action)
{
    return {{"text", action.text},
            {"kind", std::string(str(action.kind))},
            {"owner", action.owner.str()},
            {"due", action.due ? to_string(*action.due) : std::string()}};
}

void action_routes(Routes& routes)
{
    using enum Permission;
    routes.get("/mine", ReadFinding, mine);
    routes.get("/actions", ReadFinding, actions_list);
    routes.get("/actions.xlsx", ReadFinding, actions_xlsx);
    routes.get("/actions.csv", ReadFinding, actions_csv);
    routes.get("/actions/{action}", ReadFinding, one_action);
    routes.post("/actions/{action}", FollowUp, save_action);
    routes.post("/actions/{action}/remove", FollowUp, take_out);
    routes.post("/actions/{action}/start", FollowUp, start);
    routes.post("/actions/{action}/finish", FollowUp, finish);
    routes.post("/actions/{action}/accept", FollowUp, accept);
    routes.post("/actions/{action}/send-back", FollowUp, send_back);
    routes.post("/actions/{action}/evidence", FollowUp, link_evidence_here);
}

} // namespace clausebook::web

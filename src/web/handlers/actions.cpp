// One action with its forms.

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
#include "web/handlers/record_form.h"
#include "workspace/evidence_links.h"

#include <set>

namespace clausebook::web {
namespace {

struct Typed {
    std::optional<views::FormState> form;
    std::optional<views::FormState> step;
    std::optional<views::FormState> link;
    std::optional<views::FormState> files;
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

/// Whom the page names.
std::set<Id<Person>> people_on(const views::ActionPage& page)
{
    const auto& action = page.at.action;
    std::set<Id<Person>> people{action.owner, action.verified_by,
                                Id<Person>(views::value_in(page.form.values, "owner"))};
    for (const auto& step : page.at.steps) people.insert(step.by);
    return people;
}

Reply page_of(Desk& desk, const Request& request, const Id<Action>& key, const Typed& typed)
{
    constexpr std::size_t key_length = 32;
    const auto db = desk.workspace.read();
    const auto& actor = Desk::actor(request);
    views::ActionPage page;
    page.at = seen_action(desk.workspace, db, actor, key);
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
    page.files_form = typed.files;
    page.retry_key = store::new_token().substr(0, key_length);
    page.names = store::names_of(db, people_on(page));
    if (page.edit == views::Access::Write) {
        page.followers = store::followers(db);
        for (auto& person : store::people(db))
            if (person.active) page.people.push_back(std::move(person));
    }
    auto frame = desk.frame(request, action.key.str(), "actions");
    frame.crumbs = {{desk.text(request, "nav.actions"), "/actions"}, {action.key.str(), ""}};
    frame.styles = {"audit", "finding"};
    if (is_unsafe(request.method)) frame.address = "/actions/" + action.key.str();
    return desk.page(request, "pages/action", std::move(frame),
                     views::action_view(page, Desk::language(request), desk.catalogues), typed.status);
}

Reply action_page(Desk& desk, const Request& request, const Typed& typed)
{
    return page_of(desk, request, addressed(request), typed);
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

Reply action_with_refused_files(Desk& desk, const Request& request, const Id<Action>& key,
                                const Tree& problems, int status)
{
    Typed typed;
    typed.status = status;
    typed.files.emplace();
    typed.files->problems = problems;
    for (const auto* name : {"title", "type", "document_date", "hand_in"})
        typed.files->values[name] = Desk::field(request, name);
    return page_of(desk, request, key, typed);
}

void action_routes(Routes& routes)
{
    using enum Permission;
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

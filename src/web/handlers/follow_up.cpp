// The forms of a finding after it is raised.

#include "store/follow_up.h"

#include "core/base/text.h"
#include "views/pages/findings.h"
#include "web/desk.h"
#include "web/handlers/action_forms.h"
#include "web/handlers/all.h"
#include "web/handlers/finding_page.h"
#include "web/handlers/follow_up_page.h"
#include "web/handlers/record_form.h"
#include "workspace/actions.h"
#include "workspace/follow_up.h"

namespace clausebook::web {
namespace {

Reply again(Desk& desk, const Request& request, const FollowUpTyped& follow, const Tree& problems)
{
    Typed typed;
    typed.problems = problems;
    typed.status = follow.status;
    typed.follow = follow;
    return finding_page(desk, request, addressed(desk.workspace.read(), request), typed);
}

/// A step: the verb, and the page again with what was typed when it is refused.
Reply step(Desk& desk, Request& request, const std::string& said,
           const std::function<void(const Id<Finding>&, Version)>& verb)
{
    const auto before = addressed(desk.workspace.read(), request);
    const auto version = Desk::based_on(request);
    return desk.attempt(
        request,
        [&] {
            verb(before.finding.key, version);
            if (request.wants_json)
                return Reply::json(200, Tree{{"version", static_cast<long long>(version + 1)}});
            return desk.done(request, views::address_of(before.finding), said);
        },
        [&](const Tree& problems, int status) {
            FollowUpTyped follow;
            follow.status = status;
            follow.step.emplace();
            for (const auto* name : {"comment", "decision", "verification_method", "effective",
                                     "effect_criterion", "observation"})
                follow.step->values[name] = Desk::field(request, name);
            follow.step->problems = problems;
            return again(desk, request, follow, problems);
        });
}

Reply acknowledge_finding(Desk& desk, Request& request)
{
    return step(desk, request, "finding_acknowledged", [&](const Id<Finding>& key, Version version) {
        acknowledge(desk.workspace, Desk::actor(request), key, Desk::field(request, "comment"), version);
    });
}

Reply accept_response_plan(Desk& desk, Request& request)
{
    return step(desk, request, "finding_plan_accepted", [&](const Id<Finding>& key, Version version) {
        accept_response(desk.workspace, Desk::actor(request), key, Desk::field(request, "comment"), version);
    });
}

Reply send_back(Desk& desk, Request& request)
{
    return step(desk, request, "finding_response_sent_back", [&](const Id<Finding>& key, Version version) {
        send_back_response(desk.workspace, Desk::actor(request), key, Desk::field(request, "comment"),
                           version);
    });
}

Reply implemented(Desk& desk, Request& request)
{
    return step(desk, request, "finding_implemented", [&](const Id<Finding>& key, Version version) {
        report_implemented(desk.workspace, Desk::actor(request), key, Desk::field(request, "comment"),
                           version);
    });
}

Reply verify(Desk& desk, Request& request)
{
    return step(desk, request, "finding_verified", [&](const Id<Finding>& key, Version version) {
        Verification part;
        part.method = parse_verification_method(Desk::field(request, "verification_method"));
        part.effective = parse_effective(Desk::field(request, "effective"));
        part.effect_criterion = Desk::field(request, "effect_criterion");
        part.observation = Desk::field(request, "observation");
        verify_finding(desk.workspace, Desk::actor(request), key, part, version);
    });
}

Reply close(Desk& desk, Request& request)
{
    return step(desk, request, "finding_closed", [&](const Id<Finding>& key, Version version) {
        close_finding(desk.workspace, Desk::actor(request), key, Desk::field(request, "comment"), version);
    });
}

Reply decide(Desk& desk, Request& request)
{
    return step(desk, request, "finding_decided", [&](const Id<Finding>& key, Version version) {
        decide_opportunity(desk.workspace, Desk::actor(request), key,
                           parse_decision(Desk::field(request, "decision")).value_or(Decision::None),
                           Desk::field(request, "comment"), version);
    });
}

// ---- the response

Version finding_version(const Request& request, const Finding& finding)
{
    const auto text = Desk::field(request, "finding_version");
    return text.empty() || text.size() > 9 || text.find_first_not_of("0123456789") != std::string::npos
        ? finding.version
        : std::stoll(text);
}

enum class Then { Stay, Submit };

Reply on_response(Desk& desk, Request& request, Then then)
{
    const auto before = addressed(desk.workspace.read(), request);
    const auto key = before.finding.key;
    const auto standing = [&] {
        const auto stored = store::response(desk.workspace.read(), key);
        return Standing{views::values_of(stored ? *stored : Response()), stored ? stored->version : 0};
    };
    std::optional<Version> saved;
    return save_form(
        desk, request, "finding_response/" + key.str(), standing,
        [&](const views::FormValues& values) {
            const auto& actor = Desk::actor(request);
            // What was typed is saved first, so that a refused step never loses it.
            const auto version =
                save_response(desk.workspace, actor, key, response_from(values, Desk::based_on(request)));
            saved = version;
            if (then == Then::Submit)
                submit_response(desk.workspace, actor, key, finding_version(request, before.finding));
            if (request.wants_json)
                return Reply::json(200, Tree{{"version", static_cast<long long>(version)}});
            return desk.done(request, views::address_of(before.finding),
                             then == Then::Submit ? "finding_response_submitted" : "finding_response_saved");
        },
        [&](const views::FormState& state, int status) {
            FollowUpTyped follow;
            follow.status = status;
            follow.response = state;
            // Saved, but not handed in: the form goes on from what stands.
            if (saved) follow.response->version = *saved;
            return again(desk, request, follow, state.problems);
        });
}

Reply save_parts(Desk& desk, Request& request)
{
    return on_response(desk, request, Then::Stay);
}

Reply submit_parts(Desk& desk, Request& request)
{
    return on_response(desk, request, Then::Submit);
}

Reply add_action(Desk& desk, Request& request)
{
    const auto before = addressed(desk.workspace.read(), request);
    const Standing empty{{{"text", ""}, {"kind", ""}, {"owner", ""}, {"due", ""}}, 0};
    return save_form(
        desk, request, "", [&] { return empty; },
        [&](const views::FormValues& values) {
            const auto key = propose_action(desk.workspace, Desk::actor(request), before.finding.key,
                                            action_from(values, 0), request.form["retry_key"]);
            if (request.wants_json) return Reply::json(201, Tree{{"number", key.str()}});
            return desk.done(request, views::address_of(before.finding) + "#actions", "action_proposed");
        },
        [&](const views::FormState& state, int status) {
            FollowUpTyped follow;
            follow.status = status;
            follow.action = state;
            return again(desk, request, follow, state.problems);
        });
}

} // namespace

void follow_up_routes(Routes& routes)
{
    using enum Permission;
    const std::string finding = "/audits/{audit}/findings/{serial}";
    routes.post(finding + "/acknowledge", FollowUp, acknowledge_finding);
    routes.post(finding + "/response", FollowUp, save_parts);
    routes.post(finding + "/response/submit", FollowUp, submit_parts);
    routes.post(finding + "/actions", FollowUp, add_action);
    routes.post(finding + "/accept", FollowUp, accept_response_plan);
    routes.post(finding + "/send-back", FollowUp, send_back);
    routes.post(finding + "/implemented", FollowUp, implemented);
    routes.post(finding + "/verify", FollowUp, verify);
    routes.post(finding + "/close", FollowUp, close);
    routes.post(finding + "/decide", FollowUp, decide);
}

} // namespace clausebook::web

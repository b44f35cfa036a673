// The forms of a finding after it is raised.

#include "store/follow_up.h"

#include "core/base/text.h"
#include "store/errors.h"
#include "views/pages/findings.h"
#include "web/desk.h"
#include "web/handlers/action_forms.h"
#include "web/handlers/all.h"
#include "web/handlers/finding_page.h"
#include "web/handlers/follow_up_page.h"
#include "web/handlers/record_form.h"
#include "web/typed.h"
#include "workspace/actions.h"
#include "workspace/follow_up.h"

#include <algorithm>

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

enum class Then { Stay, Submit, AddAction };

const char* said_after(Then then, bool added)
{
    if (then == Then::Submit) return "finding_response_submitted";
    if (then == Then::AddAction) return "action_proposed";
    return added ? "finding_response_and_action_saved" : "finding_response_saved";
}

/// Response and new action stand in one form, so that no button throws away what was typed beside it.
class Parts {
public:
    Parts(Desk& desk, const Request& request, Then then)
        : desk_(desk), request_(request), then_(then), before_(addressed(desk.workspace.read(), request)),
          action_(typed_into(request, {{{"text", ""}, {"kind", ""}, {"owner", ""}, {"due", ""}}, 0}))
    {
    }

    bool bring_response() const
    {
        return then_ != Then::AddAction || request_.form.find("correction") != nullptr;
    }
    std::string subject() const
    {
        return bring_response() ? "finding_response/" + before_.finding.key.str() : std::string();
    }
    Standing standing() const
    {
        const auto stored = store::response(desk_.workspace.read(), before_.finding.key);
        return {views::values_of(stored ? *stored : Response()), stored ? stored->version : 0};
    }

    /// What was typed is saved first, so that a refused step never loses it.
    Reply save(const views::FormValues& values)
    {
        const auto before = standing().version;
        try {
            return save_one_by_one(values);
        } catch (const store::DiskFull&) {
            if (!added_ && saved_.value_or(before) == before) throw;
            return half_saved(values, Refusal::state("half_saved_disk_full"), 507);
        } catch (const store::ReadOnlyNow&) {
            if (!added_ && saved_.value_or(before) == before) throw;
            return half_saved(values, Refusal::state("half_saved_read_only"), 503);
        }
    }

    /// What is saved already is not shown as typed.
    FollowUpTyped typed(const views::FormState& state, int status) const
    {
        FollowUpTyped follow;
        follow.status = status;
        if (bring_response()) follow.response = state;
        if (saved_) follow.response->version = *saved_;
        if (!added_ && (names_action() || !bring_response()))
            follow.action = views::FormState{action_, 0, state.problems, std::nullopt, {}};
        return follow;
    }

private:
    Reply save_one_by_one(const views::FormValues& values)
    {
        const auto& actor = Desk::actor(request_);
        const auto& key = before_.finding.key;
        if (then_ != Then::AddAction || (bring_response() && values != standing().values))
            saved_ =
                save_response(desk_.workspace, actor, key, response_from(values, Desk::based_on(request_)));
        if (then_ == Then::AddAction || names_action())
            added_ = propose_action(desk_.workspace, actor, key, action_from(action_, 0), action_key());
        if (then_ == Then::Submit)
            submit_response(desk_.workspace, actor, key, finding_version(request_, before_.finding));
        if (request_.wants_json)
            return then_ == Then::AddAction ? Reply::json(201, Tree{{"number", added_->str()}})
                                            : Reply::json(200, Tree{{"version", saved_.value()}});
        return desk_.done(request_,
                          views::address_of(before_.finding) + (then_ == Then::AddAction ? "#actions" : ""),
                          said_after(then_, added_.has_value()));
    }

    /// The disk refused on the way: what was saved before stays, and the sentence says so.
    Reply half_saved(const views::FormValues& values, const Refusal& refusal, int status) const
    {
        auto problems = desk_.problems(request_, refusal);
        if (request_.wants_json)
            return Reply::json(status,
                               {{"code", refusal.code()},
                                {"problems", std::move(problems)},
                                {"version", saved_.value_or(0)}});
        const views::FormState state{values, saved_.value_or(0), problems, std::nullopt, {}};
        return again(desk_, request_, typed(state, status), problems);
    }

    /// More than the kind that stands in the form from the beginning.
    bool names_action() const
    {
        return std::any_of(action_.begin(), action_.end(), [](const auto& each) {
            return each.first != "kind" && !trimmed(each.second).empty();
        });
    }

    /// The response beside it may have changed when the same action comes twice.
    std::string action_key() const
    {
        std::string typed;
        for (const auto& [name, value] : action_) typed.append("\n").append(name).append("=").append(value);
        return retry_key_of(request_, typed);
    }

    Desk& desk_;
    const Request& request_;
    Then then_;
    Seen before_;
    views::FormValues action_;
    std::optional<Version> saved_;
    std::optional<Id<Action>> added_;
};

Reply on_parts(Desk& desk, Request& request, Then then)
{
    Parts parts(desk, request, then);
    return save_form(
        desk, request, parts.subject(), [&] { return parts.standing(); },
        [&](const views::FormValues& values) { return parts.save(values); },
        [&](const views::FormState& state, int status) {
            return again(desk, request, parts.typed(state, status), state.problems);
        });
}

Reply save_parts(Desk& desk, Request& request)
{
    return on_parts(desk, request, Then::Stay);
}

Reply submit_parts(Desk& desk, Request& request)
{
    return on_parts(desk, request, Then::Submit);
}

Reply add_action(Desk& desk, Request& request)
{
    return on_parts(desk, request, Then::AddAction);
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

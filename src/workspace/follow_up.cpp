#include "workspace/follow_up.h"

#include "core/base/text.h"
#include "store/actions.h"
#include "store/follow_up.h"
#include "store/people.h"

namespace clausebook {
namespace {

FollowUp load(const Workspace& workspace, const store::Reading& db, const Actor& actor,
              const Id<Finding>& key)
{
    auto at = store::follow_up(db, key, workspace.today());
    if (!may_see(actor, at.finding, at.frame, store::owners_of(db, key)))
        throw NotFound("finding " + key.str());
    return at;
}

/// A step that was allowed: the finding in its new state, and the line that says who and when.
void record_step(store::Writing& verb, const FollowUp& at, FindingState to, const Actor& actor,
                 const std::string& comment, Date today, Version based_on)
{
    auto finding = at.finding;
    finding.version = based_on;
    finding.state = to;
    if (!trimmed(comment).empty()) verb.because(trimmed(comment));
    store::save(verb, finding);
    store::add_step(verb, finding.key,
                    {0, to, actor.person, today, trimmed(comment), at.decision, revision_of(at)});
}

void take(Workspace& workspace, const Actor& actor, const Id<Finding>& key, const std::string& action,
          FindingState to, const std::string& comment, Version based_on)
{
    auto verb = workspace.begin(actor, action);
    const auto at = load(workspace, verb, actor, key);
    check_follow_up(at, to, actor, comment);
    record_step(verb, at, to, actor, comment, workspace.today(), based_on);
    verb.commit();
}

void approve_actions(store::Writing& verb, const FollowUp& at, const Actor& actor, Date today)
{
    for (const auto& one : at.actions) {
        if (one.action.state != ActionState::Proposed) continue;
        auto action = one.action;
        action.state = ActionState::Approved;
        store::save(verb, action);
        store::add_step(verb, action.key, {0, action.state, actor.person, today, {}});
    }
}

Response trimmed_response(Response response)
{
    for (auto* text :
         {&response.correction, &response.extent_check, &response.root_cause, &response.why_not_detected,
          &response.category, &response.side_effects, &response.similar_processes})
        *text = trimmed(*text);
    for (auto& why : response.whys) why = trimmed(why);
    return response;
}

} // namespace

FollowUp seen_follow_up(const Workspace& workspace, const store::Reading& db, const Actor& actor,
                        const Id<Finding>& key)
{
    return load(workspace, db, actor, key);
}

void acknowledge(Workspace& workspace, const Actor& actor, const Id<Finding>& key, const std::string& comment,
                 Version based_on)
{
    take(workspace, actor, key, "finding.acknowledged", FindingState::Acknowledged, comment, based_on);
}

Version save_response(Workspace& workspace, const Actor& actor, const Id<Finding>& key,
                      const Response& response)
{
    auto verb = workspace.begin(actor, "finding.response_saved");
    const auto at = load(workspace, verb, actor, key);
    check_response_open(actor, at.finding, at.frame);
    const auto text = trimmed_response(response);
    check(text);
    if (!text.corrected_by.empty() && !store::person(verb, text.corrected_by))
        throw Refusal("unknown_person", "corrected_by");
    if (at.response && *at.response == text) return text.version;
    const auto version = store::save(verb, key, text);
    verb.commit();
    return version;
}

void submit_response(Workspace& workspace, const Actor& actor, const Id<Finding>& key, Version based_on)
{
    take(workspace, actor, key, "finding.response_submitted", FindingState::ResponseSubmitted, {}, based_on);
}

void accept_response(Workspace& workspace, const Actor& actor, const Id<Finding>& key,
                     const std::string& comment, Version based_on)
{
    auto verb = workspace.begin(actor, "finding.plan_accepted");
    const auto at = load(workspace, verb, actor, key);
    check_follow_up(at, FindingState::PlanAccepted, actor, comment);
    record_step(verb, at, FindingState::PlanAccepted, actor, comment, workspace.today(), based_on);
    approve_actions(verb, at, actor, workspace.today());
    verb.commit();
}

void send_back_response(Workspace& workspace, const Actor& actor, const Id<Finding>& key,
                        const std::string& comment, Version based_on)
{
    take(workspace, actor, key, "finding.response_sent_back", FindingState::ResponseRejected, comment,
         based_on);
}

void report_implemented(Workspace& workspace, const Actor& actor, const Id<Finding>& key,
                        const std::string& comment, Version based_on)
{
    take(workspace, actor, key, "finding.implemented", FindingState::Implemented, comment, based_on);
}

void verify_finding(Workspace& workspace, const Actor& actor, const Id<Finding>& key,
                    const Verification& verification, Version based_on)
{
    auto verb = workspace.begin(actor, "finding.verified");
    auto at = load(workspace, verb, actor, key);
    auto given = verification;
    given.version = at.verification ? at.verification->version : 0;
    given.effect_criterion = trimmed(given.effect_criterion);
    given.observation = trimmed(given.observation);
    check(given);
    at.verification = given;
    check_follow_up(at, FindingState::Verified, actor, {});
    record_step(verb, at, FindingState::Verified, actor, {}, workspace.today(), based_on);
    store::save(verb, key, given);
    verb.commit();
}

void close_finding(Workspace& workspace, const Actor& actor, const Id<Finding>& key,
                   const std::string& comment, Version based_on)
{
    take(workspace, actor, key, "finding.closed", FindingState::Closed, comment, based_on);
}

void decide_opportunity(Workspace& workspace, const Actor& actor, const Id<Finding>& key, Decision decision,
                        const std::string& reason, Version based_on)
{
    auto verb = workspace.begin(actor, "finding.opportunity_decided");
    auto at = load(workspace, verb, actor, key);
    at.decision = decision;
    check_follow_up(at, FindingState::Closed, actor, reason);
    record_step(verb, at, FindingState::Closed, actor, reason, workspace.today(), based_on);
    verb.commit();
}

} // namespace clausebook

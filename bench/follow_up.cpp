// The way of a generated finding from its acknowledgement to its end.

#include "workspace/follow_up.h"

#include "house.h"
#include "store/actions.h"
#include "store/findings.h"
#include "workspace/actions.h"
#include "workspace/evidence_links.h"

#include <algorithm>
#include <array>
#include <span>

namespace clausebook::bench {
namespace {

/// A finding on its way, and the one action it is answered with.
struct Way {
    const House& house;
    Id<Finding> key;
    std::size_t n = 0;
    Actor contact;
    Id<Action> action{};

    Workspace& workspace() const { return house.workspace; }
    Version version() const { return store::finding(workspace().read(), key).value().version; }
    Version action_version() const { return store::action(workspace().read(), action).value().version; }
};

void see(Way& way)
{
    acknowledge(way.workspace(), way.contact, way.key, "", way.version());
}

void respond(Way& way)
{
    Response response;
    response.correction = "The late complaints were acknowledged.";
    response.extent_check = "The two months before were looked through: 3 of 180.";
    response.whys = {"Nobody saw them in time.", "The list shows the newest first.", "", "", ""};
    response.root_cause = "The list of open complaints is not sorted by what is due.";
    response.why_not_detected = "Late ones are counted at the end of a month.";
    response.corrected_by = way.contact.person;
    response.corrected_on = way.workspace().today();
    save_response(way.workspace(), way.contact, way.key, response);
}

void propose(Way& way)
{
    ActionText text;
    text.kind = ActionKind::Corrective;
    text.text = "Sort the list of open complaints by the day an acknowledgement is due.";
    text.owner = way.contact.person;
    text.due = plus_days(way.workspace().today(), 30);
    way.action = propose_action(way.workspace(), way.contact, way.key, text);
}

void hand_in(Way& way)
{
    submit_response(way.workspace(), way.contact, way.key, way.version());
}

void accept_plan(Way& way)
{
    accept_response(way.workspace(), way.house.lead, way.key, "", way.version());
}

void start(Way& way)
{
    start_action(way.workspace(), way.contact, way.action, "", way.action_version());
}

void prove(Way& way)
{
    link_evidence(way.workspace(), way.house.lead, pick(way.house.accepted, way.n),
                  {LinkKind::Action, way.action.str()}, {"p. 1", {}}, 0);
}

void finish(Way& way)
{
    finish_action(way.workspace(), way.contact, way.action, "", way.action_version());
}

void accept_done(Way& way)
{
    accept_action(way.workspace(), way.house.lead, way.action, "", way.action_version());
}

void implemented(Way& way)
{
    report_implemented(way.workspace(), way.contact, way.key, "", way.version());
}

void verify(Way& way)
{
    Verification part;
    part.method = VerificationMethod::Document;
    part.effective = Effective::Yes;
    part.effect_criterion = "Of 25 files drawn none is late.";
    part.observation = "25 files of the month after: none late.";
    verify_finding(way.workspace(), way.house.auditor, way.key, part, way.version());
}

void end(Way& way)
{
    close_finding(way.workspace(), way.house.lead, way.key, "", way.version());
}

void decide(Way& way)
{
    decide_opportunity(way.workspace(), way.contact, way.key, Decision::Accepted,
                       "Taken up with the plan of the next quarter.", way.version());
}

using Act = void (*)(Way&);
constexpr std::array<Act, 12> of_a_nonconformity = {
    see, respond, propose, hand_in, accept_plan, start, prove, finish, accept_done, implemented, verify, end};
constexpr std::array<Act, 2> of_an_opportunity = {see, decide};

} // namespace

void follow_finding(const House& house, const Id<Finding>& key, std::size_t n, int steps)
{
    const auto finding = store::finding(house.workspace.read(), key).value();
    const auto contact = std::find_if(house.auditees.begin(), house.auditees.end(), [&](const Actor& actor) {
        return actor.person == finding.auditee_contact;
    });
    Way way{house, key, n, *contact};
    const bool opportunity = finding.grade == Grade::OFI;
    const std::span<const Act> acts =
        opportunity ? std::span<const Act>(of_an_opportunity) : of_a_nonconformity;
    for (std::size_t i = 0; i < acts.size() && i < static_cast<std::size_t>(steps); ++i) acts[i](way);
}

} // namespace clausebook::bench

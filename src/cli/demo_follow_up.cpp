// What happened to the demo's findings: each line of evidence/follow-up.tsv is one step somebody took.

#include "cli/demo_house.h"
#include "store/actions.h"
#include "store/findings.h"
#include "store/follow_up.h"
#include "workspace/actions.h"
#include "workspace/follow_up.h"

#include <map>
#include <stdexcept>

namespace clausebook::cli {
namespace {

/// One step and what it needs.
struct Telling {
    DemoHouse& house;
    DemoStep step;

    Workspace& workspace() const { return house.workspace; }
    const Actor& by() const { return house.who(step.by); }
    Id<Finding> finding() const { return house.findings.at(step.finding); }
    Version version() const { return store::finding(house.workspace.read(), finding()).value().version; }
    Id<Action> action() const { return house.actions.at(step.finding + "." + step.action); }
    Version action_version() const { return store::action(house.workspace.read(), action()).value().version; }

    /// A text of the story, "" when it tells none.
    std::string text(const std::string& part) const
    {
        const auto found = house.texts.find("follow." + step.finding + "." + part);
        return found == house.texts.end() ? std::string() : found->second;
    }
    /// The text that the step's detail names, "" for none.
    std::string comment() const { return step.detail.empty() ? "" : text(step.detail); }
};

void see(const Telling& at)
{
    acknowledge(at.workspace(), at.by(), at.finding(), at.comment(), at.version());
}

void respond(const Telling& at)
{
    auto response = store::response(at.workspace().read(), at.finding()).value_or(Response{});
    response.correction = at.text("correction");
    response.extent_check = at.text("extent");
    for (std::size_t i = 0; i < response.whys.size(); ++i)
        response.whys[i] = at.text("why_" + std::to_string(i + 1));
    response.root_cause = at.text("root_cause");
    response.why_not_detected = at.text("why_not_detected");
    response.side_effects = at.text("side_effects");
    response.corrected_by = at.by().person;
    response.corrected_on = at.workspace().today();
    save_response(at.workspace(), at.by(), at.finding(), response);
}

void propose(const Telling& at)
{
    const auto wish = demo_action(at.step.detail);
    ActionText action;
    action.kind = wish.kind;
    action.text = at.text(at.step.action);
    action.owner = at.house.who(wish.owner).person;
    action.due = at.house.clock.days_before(wish.due_days_ago);
    at.house.actions[at.step.finding + "." + at.step.action] =
        propose_action(at.workspace(), at.by(), at.finding(), action);
}

void hand_in(const Telling& at)
{
    submit_response(at.workspace(), at.by(), at.finding(), at.version());
}

void accept_plan_of(const Telling& at)
{
    accept_response(at.workspace(), at.by(), at.finding(), at.comment(), at.version());
}

void send_back(const Telling& at)
{
    send_back_response(at.workspace(), at.by(), at.finding(), at.comment(), at.version());
}

void start(const Telling& at)
{
    start_action(at.workspace(), at.by(), at.action(), "", at.action_version());
}

void bring_for(const Telling& at)
{
    bring(at.house, at.house.piece(at.step.detail), LinkTarget{LinkKind::Action, at.action().str()});
}

void accept_piece(const Telling& at)
{
    accept(at.house, at.house.piece(at.step.detail), at.step.by);
}

void finish(const Telling& at)
{
    finish_action(at.workspace(), at.by(), at.action(), at.comment(), at.action_version());
}

void accept_done(const Telling& at)
{
    accept_action(at.workspace(), at.by(), at.action(), at.comment(), at.action_version());
}

void implemented(const Telling& at)
{
    report_implemented(at.workspace(), at.by(), at.finding(), at.comment(), at.version());
}

void verify(const Telling& at)
{
    Verification part;
    part.method = VerificationMethod::Document;
    part.effective = Effective::Yes;
    part.effect_criterion = at.text("criterion");
    part.observation = at.text("seen");
    verify_finding(at.workspace(), at.by(), at.finding(), part, at.version());
}

void end(const Telling& at)
{
    close_finding(at.workspace(), at.by(), at.finding(), at.comment(), at.version());
}

void take_up(const Telling& at)
{
    decide_opportunity(at.workspace(), at.by(), at.finding(), Decision::Accepted, at.comment(), at.version());
}

void decline(const Telling& at)
{
    decide_opportunity(at.workspace(), at.by(), at.finding(), Decision::Declined, at.comment(), at.version());
}

using Act = void (*)(const Telling&);

Act act_of(const std::string& name)
{
    static const std::map<std::string, Act> acts = {
        {"acknowledge", see},
        {"respond", respond},
        {"propose", propose},
        {"hand_in", hand_in},
        {"accept_plan", accept_plan_of},
        {"send_back", send_back},
        {"start", start},
        {"bring", bring_for},
        {"accept_evidence", accept_piece},
        {"finish", finish},
        {"accept_action", accept_done},
        {"implemented", implemented},
        {"verify", verify},
        {"close", end},
        {"take_up", take_up},
        {"decline", decline},
    };
    const auto found = acts.find(name);
    if (found == acts.end()) throw std::logic_error("demo: " + name);
    return found->second;
}

} // namespace

void plan_follow_up(DemoHouse& house)
{
    for (const auto& step : demo_steps())
        house.timeline.on(step.days_ago, [&house, step, act = act_of(step.act)] {
            house.work();
            act({house, step});
        });
}

} // namespace clausebook::cli

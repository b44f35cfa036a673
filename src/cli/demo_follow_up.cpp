// What happened to the findings of the demo's first audit: each stands at another step.

#include "cli/demo_house.h"
#include "store/actions.h"
#include "store/evidence.h"
#include "store/findings.h"
#include "store/follow_up.h"
#include "workspace/actions.h"
#include "workspace/evidence.h"
#include "workspace/follow_up.h"

namespace clausebook::cli {
namespace {

/// One finding and the beginning of its texts in the story.
struct Course {
    DemoHouse& house;
    Id<Finding> finding;
    std::string name;

    Workspace& workspace() const { return house.workspace; }
    Version version() const { return store::finding(house.workspace.read(), finding).value().version; }
    Version version(const Id<Action>& key) const
    {
        return store::action(house.workspace.read(), key).value().version;
    }

    /// A text of the story, "" when it tells none.
    std::string text(const std::string& part) const
    {
        const auto found = house.texts.find("follow." + name + "." + part);
        return found == house.texts.end() ? std::string() : found->second;
    }
};

Course course_on(DemoHouse& house, const Id<Audit>& audit, const char* question, const std::string& name)
{
    const auto found =
        store::findings_of(house.workspace.read(), audit, {"all", QuestionId::parse(question).value()});
    return {house, found.at(0).key, name};
}

void see(const Course& course)
{
    course.house.work();
    acknowledge(course.workspace(), course.house.who("murat"), course.finding,
                course.house.text("follow.acknowledged"), course.version());
}

void respond(const Course& course)
{
    course.house.work();
    Response response;
    response.correction = course.text("correction");
    response.extent_check = course.text("extent");
    for (std::size_t i = 0; i < response.whys.size(); ++i)
        response.whys[i] = course.text("why_" + std::to_string(i + 1));
    response.root_cause = course.text("root_cause");
    response.why_not_detected = course.text("why_not_detected");
    response.side_effects = course.text("side_effects");
    response.corrected_by = course.house.who("murat").person;
    response.corrected_on = course.workspace().today();
    save_response(course.workspace(), course.house.who("murat"), course.finding, response);
}

Id<Action> propose(const Course& course, const std::string& text, const std::string& owner,
                   int due_days_before, ActionKind kind = ActionKind::Corrective)
{
    course.house.work();
    ActionText action;
    action.kind = kind;
    action.text = course.text(text);
    action.owner = course.house.who(owner).person;
    action.due = course.house.clock.days_before(due_days_before);
    return propose_action(course.workspace(), course.house.who("murat"), course.finding, action);
}

void hand_in(const Course& course)
{
    course.house.work();
    submit_response(course.workspace(), course.house.who("murat"), course.finding, course.version());
}

void accept_plan_of(const Course& course, const std::string& comment)
{
    course.house.work();
    accept_response(course.workspace(), course.house.who("selin"), course.finding, comment, course.version());
}

void start(const Course& course, const Id<Action>& action, const std::string& owner)
{
    course.house.work();
    start_action(course.workspace(), course.house.who(owner), action, "", course.version(action));
}

/// The owner brings evidence and says it is done; the auditor accepts both.
void carry_out(const Course& course, const Id<Action>& action, const std::string& owner)
{
    auto& house = course.house;
    house.work();
    Registration wish;
    wish.fields.title = course.text("evidence");
    wish.fields.type = EvidenceType::OBS;
    wish.fields.owner = house.who(owner).person;
    wish.version.location = course.text("place");
    wish.version.document_date = house.workspace.today();
    wish.version.language = "en";
    wish.link = LinkTarget{LinkKind::Action, action.str()};
    const auto key = register_evidence(house.workspace, house.who(owner), {}, wish).at(0).evidence;
    const auto standing = [&] {
        return store::evidence(house.workspace.read(), key).value().version;
    };
    submit_evidence(house.workspace, house.who(owner), key, standing());
    finish_action(house.workspace, house.who(owner), action, "", course.version(action));
    house.work();
    accept_evidence(house.workspace, house.who("elif"), key, standing());
    accept_action(house.workspace, house.who("elif"), action, "", course.version(action));
}

void implemented(const Course& course)
{
    course.house.work();
    report_implemented(course.workspace(), course.house.who("murat"), course.finding, "", course.version());
}

void verify_and_close(const Course& course)
{
    course.house.work();
    Verification part;
    part.method = VerificationMethod::Document;
    part.effective = Effective::Yes;
    part.effect_criterion = course.text("criterion");
    part.observation = course.text("seen");
    verify_finding(course.workspace(), course.house.who("elif"), course.finding, part, course.version());
    course.house.work();
    close_finding(course.workspace(), course.house.who("selin"), course.finding, course.text("closing"),
                  course.version());
}

} // namespace

void tell_follow_up(DemoHouse& house, const Id<Audit>& audit)
{
    const auto major = course_on(house, audit, "7.4-Q2", "major");
    const auto files = course_on(house, audit, "7.6-Q2", "files");
    const auto severity = course_on(house, audit, "7.5-Q2", "severity");
    const auto training = course_on(house, audit, "4.14-Q2", "training");
    const auto analysis = course_on(house, audit, "8.2-Q2", "analysis");

    house.clock.go_to(28);
    for (const auto* course : {&major, &files, &severity, &training, &analysis}) see(*course);
    house.clock.go_to(26);
    for (const auto* course : {&major, &files, &training}) respond(*course);
    const auto automatic = propose(major, "action_1", "deniz", 10);
    const auto accounts = propose(major, "action_2", "murat", 4);
    propose(major, "action_3", "deniz", -8, ActionKind::Preventive);
    const auto field = propose(files, "action_1", "deniz", 18);
    const auto register_days = propose(training, "action_1", "murat", 15);
    for (const auto* course : {&major, &files, &training}) hand_in(*course);
    house.clock.go_to(24);
    accept_plan_of(major, house.text("follow.plan_accepted"));
    for (const auto* course : {&files, &training}) accept_plan_of(*course, "");
    house.clock.go_to(22);
    start(major, automatic, "deniz");
    start(major, accounts, "murat");
    start(files, field, "deniz");
    start(training, register_days, "murat");
    house.clock.go_to(19);
    carry_out(files, field, "deniz");
    carry_out(major, automatic, "deniz");
    carry_out(training, register_days, "murat");
    implemented(files);
    implemented(training);
    house.clock.go_to(15);
    verify_and_close(files);
    respond(severity);
    propose(severity, "action_1", "deniz", -20);
    hand_in(severity);
    respond(analysis);
}

} // namespace clausebook::cli

#include "core/finding/course.h"
#include "store/actions.h"
#include "store/evidence.h"
#include "store/follow_up.h"
#include "store/verify.h"
#include "support/follow_up_house.h"

namespace clausebook {
namespace {

class FollowUpVerbs : public testing::FollowUpHouse {};

TEST_F(FollowUpVerbs, lead_a_major_from_raised_to_closed_with_one_entry_a_step)
{
    const auto key = raised(Grade::MAJOR);
    EXPECT_EQ(one_entry([&] { acknowledge(workspace, contact, key, "Seen.", version(key)); }),
              "finding.acknowledged");
    EXPECT_EQ(one_entry([&] { save_response(workspace, contact, key, response()); }),
              "finding.response_saved");
    Id<Action> action;
    EXPECT_EQ(one_entry([&] { action = propose_action(workspace, contact, key, proposal()); }),
              "action.proposed");
    EXPECT_EQ(action.str(), "CA-2026-0001");
    EXPECT_EQ(one_entry([&] { submit_response(workspace, contact, key, version(key)); }),
              "finding.response_submitted");
    EXPECT_EQ(one_entry([&] { accept_response(workspace, lead, key, "Good.", version(key)); }),
              "finding.plan_accepted");
    EXPECT_EQ(state_of(action), ActionState::Approved);
    EXPECT_EQ(one_entry([&] { start_action(workspace, owner, action, "", version(action)); }),
              "action.started");
    const auto evidence = bring_evidence(action);
    EXPECT_EQ(
        one_entry([&] { finish_action(workspace, owner, action, "Live since today.", version(action)); }),
        "action.done");
    accept(evidence);
    EXPECT_EQ(one_entry([&] { accept_action(workspace, auditor, action, "", version(action)); }),
              "action.accepted");
    const auto accepted = store::action(workspace.read(), action).value();
    EXPECT_EQ(accepted.state, ActionState::EffectCheck);
    EXPECT_EQ(to_string(*accepted.effect_check_on), "2027-02-20");
    EXPECT_EQ(accepted.verified_by, auditor.person);
    EXPECT_EQ(one_entry([&] { report_implemented(workspace, contact, key, "", version(key)); }),
              "finding.implemented");
    EXPECT_EQ(one_entry([&] { verify_finding(workspace, auditor, key, effective(), version(key)); }),
              "finding.verified");
    EXPECT_EQ(one_entry([&] { close_finding(workspace, lead, key, "Works.", version(key)); }),
              "finding.closed");

    const auto db = workspace.read();
    EXPECT_EQ(stored(key).state, FindingState::Closed);
    const auto steps = store::steps_of(db, key);
    EXPECT_EQ(closed_on(stored(key), steps), parse_date("2026-11-22"));
    std::string way;
    for (const auto& step : steps) way += step.by.str() + " " + std::string(str(step.state)) + "\n";
    const auto line = [](const Actor& who, const char* state) {
        return who.person.str() + " " + state + "\n";
    };
    EXPECT_EQ(way,
              line(contact, "ACKNOWLEDGED") + line(contact, "RESPONSE_SUBMITTED")
                  + line(lead, "PLAN_ACCEPTED") + line(contact, "IMPLEMENTED") + line(auditor, "VERIFIED")
                  + line(lead, "CLOSED"));
    EXPECT_TRUE(store::verify(workspace.directory()).sound());
}

TEST_F(FollowUpVerbs, refuse_what_the_table_refuses_and_record_nothing)
{
    const auto key = raised(Grade::MAJOR);
    EXPECT_EQ(refused([&] { acknowledge(workspace, lead, key, "", version(key)); }), "only_auditee");
    EXPECT_EQ(refused([&] { submit_response(workspace, contact, key, version(key)); }), "finding_step");
    acknowledge(workspace, contact, key, "", version(key));
    EXPECT_EQ(refused([&] { submit_response(workspace, contact, key, version(key)); }), "correction_missing");
    save_response(workspace, contact, key, response());
    EXPECT_EQ(refused([&] { submit_response(workspace, contact, key, version(key)); }),
              "no_corrective_action");
    auto wish = proposal();
    wish.owner = {};
    const auto action = propose_action(workspace, contact, key, wish);
    EXPECT_EQ(refused([&] { submit_response(workspace, contact, key, version(key)); }),
              "action_without_owner");
    wish.version = version(action);
    wish.owner = owner.person;
    change_action(workspace, contact, action, wish);
    submit_response(workspace, contact, key, version(key));
    EXPECT_EQ(refused([&] { accept_response(workspace, auditor, key, "", version(key)); }), "only_lead");
    EXPECT_EQ(refused([&] { save_response(workspace, contact, key, response()); }), "response_not_open");
    accept_response(workspace, lead, key, "", version(key));
    EXPECT_EQ(refused([&] { report_implemented(workspace, contact, key, "", version(key)); }),
              "action_not_done");
    EXPECT_EQ(refused([&] { start_action(workspace, contact, action, "", version(action)); }), "only_owner");
    start_action(workspace, owner, action, "", version(action));
    EXPECT_EQ(refused([&] { finish_action(workspace, owner, action, "", version(action)); }),
              "action_needs_evidence");
    const auto evidence = bring_evidence(action);
    finish_action(workspace, owner, action, "", version(action));
    EXPECT_EQ(refused([&] { report_implemented(workspace, contact, key, "", version(key)); }),
              "action_evidence_not_accepted");
    EXPECT_EQ(refused([&] { accept_action(workspace, auditor, action, "", version(action)); }),
              "action_needs_accepted_evidence");
    EXPECT_EQ(refused([&] { accept_action(workspace, owner, action, "", version(action)); }),
              "only_reviewer");
    accept(evidence);
    EXPECT_EQ(refused([&] { report_implemented(workspace, contact, key, "", version(key)); }),
              "action_not_accepted");
    accept_action(workspace, lead, action, "", version(action));
    report_implemented(workspace, contact, key, "", version(key));
    auto partly = effective();
    partly.effective = Effective::Partly;
    EXPECT_EQ(refused([&] { verify_finding(workspace, auditor, key, partly, version(key)); }),
              "not_effective");
    EXPECT_EQ(refused([&] { close_finding(workspace, lead, key, "", version(key)); }), "finding_step");
}

TEST_F(FollowUpVerbs, of_a_response_that_was_sent_back_want_another_text)
{
    const auto key = submitted(Grade::MINOR);
    EXPECT_EQ(refused([&] { send_back_response(workspace, lead, key, " ", version(key)); }), "required");
    EXPECT_EQ(one_entry([&] { send_back_response(workspace, lead, key, "By whom?", version(key)); }),
              "finding.response_sent_back");
    EXPECT_EQ(refused([&] { submit_response(workspace, contact, key, version(key)); }), "response_unchanged");
    auto text = store::response(workspace.read(), key).value();
    text.root_cause += " The team lead decides.";
    save_response(workspace, contact, key, text);
    submit_response(workspace, contact, key, version(key));
    EXPECT_EQ(stored(key).state, FindingState::ResponseSubmitted);
    EXPECT_TRUE(store::verify(workspace.directory()).sound());
}

TEST_F(FollowUpVerbs, on_an_older_version_are_refused_and_nothing_is_recorded)
{
    const auto key = raised(Grade::MAJOR);
    const auto old = version(key);
    acknowledge(workspace, contact, key, "", old);
    EXPECT_EQ(refused([&] { acknowledge(workspace, contact, key, "", old); }), "finding_step");
    save_response(workspace, contact, key, response());
    EXPECT_EQ(refused([&] { save_response(workspace, contact, key, response()); }), "edit_conflict");
    auto text = store::response(workspace.read(), key).value();
    EXPECT_EQ(save_response(workspace, contact, key, text), 1) << "the same text changes nothing";
    const auto action = propose_action(workspace, contact, key, proposal());
    auto wish = text_of(store::action(workspace.read(), action).value());
    wish.text = "Another";
    change_action(workspace, contact, action, wish);
    EXPECT_EQ(refused([&] { change_action(workspace, contact, action, wish); }), "edit_conflict");
    EXPECT_EQ(refused([&] { submit_response(workspace, contact, key, old); }), "edit_conflict");
    EXPECT_EQ(refused([&] { remove_action(workspace, contact, action, 1); }), "edit_conflict");
    EXPECT_EQ(one_entry([&] { remove_action(workspace, contact, action, 2); }), "action.removed");
    EXPECT_TRUE(store::actions_of(workspace.read(), key).empty());
    EXPECT_TRUE(store::verify(workspace.directory()).sound());
}

TEST_F(FollowUpVerbs, that_come_twice_with_one_key_propose_one_action)
{
    const auto key = acknowledged(Grade::MAJOR);
    const auto first = propose_action(workspace, contact, key, proposal(), "key-of-this-form");
    EXPECT_EQ(propose_action(workspace, contact, key, proposal(), "key-of-this-form"), first);
    EXPECT_NE(propose_action(workspace, contact, key, proposal(), "key-of-another"), first);
    EXPECT_EQ(store::actions_of(workspace.read(), key).size(), 2U);
}

TEST_F(FollowUpVerbs, on_actions_refuse_what_cannot_be)
{
    const auto key = acknowledged(Grade::MAJOR);
    const auto with = [&](auto change) {
        auto wish = proposal();
        change(wish);
        return refused([&] { propose_action(workspace, contact, key, wish); });
    };
    EXPECT_EQ(with([](ActionText& wish) { wish.text = " "; }), "required");
    EXPECT_EQ(with([](ActionText& wish) { wish.owner = Id<Person>("P-9999"); }), "unknown_person");
    EXPECT_EQ(with([](ActionText& wish) { wish.due = parse_date("2026-11-21"); }), "due_in_past");
    EXPECT_EQ(with([](ActionText& wish) { wish.due = parse_date("2026-11-22"); }), "") << "today is not past";
    EXPECT_EQ(refused([&] { propose_action(workspace, lead, key, proposal()); }), "only_auditee");
    for (const auto& nobody : {stranger, administrator, Actor()})
        EXPECT_EQ(refused([&] { propose_action(workspace, nobody, key, proposal()); }), "not_found");
}

TEST_F(FollowUpVerbs, sent_back_to_its_owner_an_action_is_in_work_again)
{
    const auto key = submitted(Grade::MAJOR);
    accept_response(workspace, lead, key, "", version(key));
    const auto action = store::actions_of(workspace.read(), key).front().key;
    start_action(workspace, owner, action, "", version(action));
    bring_evidence(action);
    finish_action(workspace, owner, action, "", version(action));
    EXPECT_EQ(refused([&] { send_back_action(workspace, auditor, action, "", version(action)); }),
              "required");
    EXPECT_EQ(one_entry([&] {
                  send_back_action(workspace, auditor, action, "A picture is not enough.", version(action));
              }),
              "action.sent_back");
    EXPECT_EQ(state_of(action), ActionState::InWork);
    EXPECT_FALSE(store::action(workspace.read(), action)->done_on);
}

TEST_F(FollowUpVerbs, of_an_opportunity_are_to_see_it_and_to_decide)
{
    const auto key = raised(Grade::OFI);
    acknowledge(workspace, contact, key, "", version(key));
    EXPECT_EQ(
        refused([&] { decide_opportunity(workspace, contact, key, Decision::None, "So", version(key)); }),
        "decision_missing");
    EXPECT_EQ(
        refused([&] { decide_opportunity(workspace, contact, key, Decision::Declined, "", version(key)); }),
        "required");
    EXPECT_EQ(one_entry([&] {
                  decide_opportunity(workspace, contact, key, Decision::Declined, "Too few cases.",
                                     version(key));
              }),
              "finding.opportunity_decided");
    EXPECT_EQ(stored(key).state, FindingState::Closed);
    EXPECT_EQ(store::steps_of(workspace.read(), key).back().decision, Decision::Declined);
}

TEST_F(FollowUpVerbs, show_a_finding_to_its_contact_and_to_the_owners_of_its_actions_alone)
{
    const auto key = submitted(Grade::MAJOR);
    const auto action = store::actions_of(workspace.read(), key).front().key;
    const auto sees = [&](const Actor& who) {
        try {
            seen_follow_up(workspace, workspace.read(), who, key);
            seen_action(workspace, workspace.read(), who, action);
            return true;
        } catch (const NotFound&) {
            return false;
        }
    };
    for (const auto& who : {quality, lead, auditor, contact, owner}) EXPECT_TRUE(sees(who)) << who.name;
    for (const auto& who : {stranger, administrator, Actor()}) EXPECT_FALSE(sees(who)) << who.name;
    for (const auto& who : {quality, lead, contact, owner, stranger, administrator}) {
        store::FindingFilter findings;
        findings.sight = store::finding_sight(who);
        store::ActionFilter actions;
        actions.sight = findings.sight;
        const auto db = workspace.read();
        EXPECT_EQ(store::findings(db, findings, {}, 10).findings.size(), sees(who) ? 1U : 0U) << who.name;
        EXPECT_EQ(store::actions(db, actions, {}, 10, workspace.today()).lines.size(), sees(who) ? 1U : 0U)
            << who.name;
    }
}

TEST_F(FollowUpVerbs, let_evidence_of_an_action_come_from_its_people_until_it_is_accepted)
{
    const auto key = submitted(Grade::MAJOR);
    const auto action = store::actions_of(workspace.read(), key).front().key;
    const LinkTarget target{LinkKind::Action, action.str()};
    for (const auto& who : {quality, lead, auditor, contact, owner})
        EXPECT_TRUE(may_link_to(workspace, workspace.read(), who, target)) << who.name;
    for (const auto& who : {stranger, administrator, Actor()})
        EXPECT_FALSE(may_link_to(workspace, workspace.read(), who, target)) << who.name;
    accept_response(workspace, lead, key, "", version(key));
    start_action(workspace, owner, action, "", version(action));
    const auto evidence = bring_evidence(action);
    finish_action(workspace, owner, action, "", version(action));
    accept(evidence);
    accept_action(workspace, auditor, action, "", version(action));
    EXPECT_EQ(refused([&] { check_link_target(workspace, workspace.read(), owner, target); }),
              "action_closed");
}

TEST_F(FollowUpVerbs, count_what_waits_for_each_person)
{
    const auto count = [&](const Actor& who) {
        return store::duty_count(workspace.read(), who.person);
    };
    const auto key = raised(Grade::MAJOR);
    EXPECT_EQ(count(contact), 1);
    EXPECT_EQ(count(lead), 0);
    acknowledge(workspace, contact, key, "", version(key));
    save_response(workspace, contact, key, response());
    const auto action = propose_action(workspace, contact, key, proposal());
    submit_response(workspace, contact, key, version(key));
    EXPECT_EQ(count(contact), 0);
    EXPECT_EQ(count(lead), 1);
    EXPECT_EQ(count(auditor), 0);
    accept_response(workspace, lead, key, "", version(key));
    EXPECT_EQ(count(lead), 0);
    EXPECT_EQ(count(owner), 1);
    start_action(workspace, owner, action, "", version(action));
    const auto evidence = bring_evidence(action);
    finish_action(workspace, owner, action, "", version(action));
    EXPECT_EQ(count(owner), 0);
    EXPECT_EQ(count(auditor), 1) << "somebody has to accept it";
    accept(evidence);
    accept_action(workspace, auditor, action, "", version(action));
    report_implemented(workspace, contact, key, "", version(key));
    EXPECT_EQ(count(auditor), 1);
    const auto duties = store::duties_of(workspace.read(), auditor.person);
    ASSERT_EQ(duties.to_judge.size(), 1U);
    EXPECT_EQ(duties.to_judge.front().key, key);
    for (const auto& line : store::duty_plan(workspace.read(), auditor.person))
        EXPECT_EQ(line.find("SCAN "), std::string::npos) << line;
}

TEST_F(FollowUpVerbs, list_actions_a_page_at_a_time_in_every_order)
{
    const auto key = acknowledged(Grade::MAJOR);
    for (int i = 0; i < 7; ++i) {
        auto wish = proposal();
        wish.text = "Action " + std::to_string(i);
        wish.due = i == 3 ? std::nullopt : std::optional(plus_days(workspace.today(), 9 - i));
        wish.owner = i % 2 ? owner.person : contact.person;
        propose_action(workspace, contact, key, wish);
    }
    const auto db = workspace.read();
    for (const auto sort : {store::ActionSort::Due, store::ActionSort::Newest, store::ActionSort::State}) {
        store::ActionFilter filter;
        filter.sight = store::finding_sight(quality);
        filter.sort = sort;
        const auto whole = store::actions(db, filter, {}, 100, workspace.today());
        EXPECT_EQ(whole.count, 7);
        std::vector<Id<Action>> paged;
        Id<Action> after;
        do {
            const auto page = store::actions(db, filter, after, 2, workspace.today());
            for (const auto& line : page.lines) paged.push_back(line.action.key);
            after = page.next;
        } while (!after.empty());
        std::vector<Id<Action>> at_once;
        for (const auto& line : whole.lines) at_once.push_back(line.action.key);
        EXPECT_EQ(paged, at_once);
    }
    store::ActionFilter filter;
    filter.sight = store::finding_sight(quality);
    EXPECT_FALSE(store::actions(db, filter, {}, 100, workspace.today()).lines.back().action.due)
        << "no day comes last";
    filter.owner = owner.person;
    EXPECT_EQ(store::actions(db, filter, {}, 100, workspace.today()).lines.size(), 3U);
    filter.owner = {};
    filter.late_only = true;
    EXPECT_EQ(store::actions(db, filter, {}, 100, workspace.today()).count, 0);
    EXPECT_EQ(store::actions(db, filter, {}, 100, plus_days(workspace.today(), 5)).count, 2);
    EXPECT_EQ(store::action_owners(db, filter.sight).size(), 2U);
}

} // namespace
} // namespace clausebook

// What the verbs of the follow-up must not let through: a response that only seems another, a step nobody
// could take after it, work in an audit that was cancelled.

#include "store/actions.h"
#include "store/follow_up.h"
#include "support/follow_up_house.h"

#include <array>

namespace clausebook {
namespace {

class FollowUpLimits : public testing::FollowUpHouse {};

TEST_F(FollowUpLimits, of_a_response_that_was_sent_back_see_through_saving_without_a_change)
{
    const auto key = acknowledged(Grade::MINOR);
    save_response(workspace, contact, key, response());
    const auto action = propose_action(workspace, contact, key, proposal());
    auto wish = proposal();
    wish.kind = ActionKind::Correction;
    const auto correction = propose_action(workspace, contact, key, wish);
    submit_response(workspace, contact, key, version(key));
    send_back_response(workspace, lead, key, "By whom?", version(key));
    const auto same = text_of(store::action(workspace.read(), action).value());
    EXPECT_EQ(change_action(workspace, contact, action, same), same.version);
    start_action(workspace, owner, correction, "", version(correction));
    EXPECT_EQ(refused([&] { submit_response(workspace, contact, key, version(key)); }), "response_unchanged");
    auto later = same;
    later.due = plus_days(workspace.today(), 20);
    change_action(workspace, contact, action, later);
    submit_response(workspace, contact, key, version(key));
    EXPECT_EQ(stored(key).state, FindingState::ResponseSubmitted);
}

TEST_F(FollowUpLimits, hang_a_question_on_what_nobody_has_answered_yet_alone)
{
    const auto key = raised(Grade::MINOR);
    const auto attach = [&](const char* id) {
        return refused([&] { attach_question(workspace, auditor, key, {"all", *QuestionId::parse(id)}); });
    };
    for (const auto state : finding_states) {
        auto verb = workspace.begin(system_actor(), "test.state");
        auto finding = stored(key);
        finding.state = state;
        store::save(verb, finding);
        verb.commit();
        const bool open = state == FindingState::Draft || state == FindingState::Raised;
        EXPECT_EQ(attach(state == FindingState::Draft ? "4.15-Q1" : "4.15-Q2"),
                  open ? "" : "finding_answered")
            << str(state);
    }
}

TEST_F(FollowUpLimits, keep_their_reason_in_the_journal)
{
    const auto key = submitted(Grade::MINOR);
    send_back_response(workspace, lead, key, "By whom?", version(key));
    const auto body = workspace.read()
                          .row("SELECT b.body FROM journal_body b ORDER BY b.entry DESC, b.position LIMIT 1")
                          ->text("body");
    EXPECT_NE(body.find(R"("reason":"By whom?")"), std::string::npos) << body;
}

TEST_F(FollowUpLimits, let_a_correction_begin_with_owner_and_day_alone)
{
    const auto key = acknowledged(Grade::MAJOR);
    save_response(workspace, contact, key, response());
    auto wish = proposal();
    wish.kind = ActionKind::Correction;
    wish.owner = {};
    const auto action = propose_action(workspace, contact, key, wish);
    EXPECT_EQ(refused([&] { start_action(workspace, contact, action, "", version(action)); }),
              "action_without_owner");
    wish.version = version(action);
    wish.owner = owner.person;
    change_action(workspace, contact, action, wish);
    start_action(workspace, owner, action, "", version(action));
    wish.version = version(action);
    wish.owner = contact.person;
    change_action(workspace, contact, action, wish);
    EXPECT_EQ(store::action(workspace.read(), action)->owner, contact.person);
    wish.version = version(action);
    wish.owner = {};
    EXPECT_EQ(refused([&] { change_action(workspace, contact, action, wish); }), "action_without_owner");
    propose_action(workspace, contact, key, proposal());
    submit_response(workspace, contact, key, version(key));
    EXPECT_EQ(stored(key).state, FindingState::ResponseSubmitted);
}

TEST_F(FollowUpLimits, on_the_action_of_somebody_who_cannot_act_are_the_audited_sides)
{
    const auto key = submitted(Grade::MAJOR);
    accept_response(workspace, lead, key, "", version(key));
    const auto action = store::actions_of(workspace.read(), key).front().key;
    const auto start = [&] {
        return refused([&] { start_action(workspace, contact, action, "", version(action)); });
    };
    const auto owner_is = [&](Roles roles, bool active) {
        auto verb = workspace.begin(system_actor(), "test.owner");
        auto changed = store::person(verb, owner.person).value();
        changed.roles = std::move(roles);
        changed.active = active;
        store::save(verb, changed);
        verb.commit();
    };
    const auto waits_for = [&](const Actor& who) {
        const auto duties = store::duties_of(workspace.read(), who.person).to_do;
        return !duties.empty() && duties.front().key == action;
    };
    EXPECT_EQ(start(), "only_owner");
    EXPECT_TRUE(waits_for(owner));
    EXPECT_FALSE(waits_for(contact));
    owner_is({Role::Auditee}, false);
    EXPECT_TRUE(waits_for(contact));
    EXPECT_EQ(store::action_case(workspace.read(), action, {})->owner_signs, ActionCase::OwnerSigns::No);
    owner_is({Role::TopManagement}, true);
    EXPECT_TRUE(waits_for(contact));
    EXPECT_EQ(store::action_case(workspace.read(), action, {})->owner_signs, ActionCase::OwnerSigns::No);
    EXPECT_EQ(start(), "");
}

TEST_F(FollowUpLimits, rest_when_the_audit_is_cancelled)
{
    const auto key = acknowledged(Grade::MAJOR);
    auto wish = proposal();
    wish.kind = ActionKind::Correction;
    const auto action = propose_action(workspace, contact, key, wish);
    const auto waiting = [&](const Actor& who) {
        return store::duty_count(workspace.read(), who.person);
    };
    EXPECT_EQ(waiting(contact), 1) << "to respond";
    EXPECT_EQ(waiting(owner), 1) << "a correction waits for no plan";
    store::ActionFilter late;
    late.sight = store::finding_sight(quality);
    late.late_only = true;
    const auto some_day = plus_days(workspace.today(), 99);
    EXPECT_EQ(store::actions(workspace.read(), late, {}, 10, some_day).count, 1);
    audit_is("CANCELLED");
    for (const auto& who : {contact, owner, lead, auditor}) EXPECT_EQ(waiting(who), 0) << who.name;
    EXPECT_EQ(store::actions(workspace.read(), late, {}, 10, some_day).count, 0);
    EXPECT_EQ(refused([&] { save_response(workspace, contact, key, response()); }), "response_not_open");
    EXPECT_EQ(refused([&] { propose_action(workspace, contact, key, wish); }), "response_not_open");
    EXPECT_EQ(refused([&] { remove_action(workspace, contact, action, version(action)); }),
              "response_not_open");
    EXPECT_EQ(refused([&] { start_action(workspace, owner, action, "", version(action)); }), "action_step");
    EXPECT_EQ(refused([&] {
                  check_link_target(workspace, workspace.read(), owner, {LinkKind::Action, action.str()});
              }),
              "action_closed");
}

TEST_F(FollowUpLimits, list_actions_in_the_order_of_their_numbers_and_of_their_life)
{
    const auto finding = acknowledged(Grade::MAJOR);
    auto verb = workspace.begin(system_actor(), "test.actions");
    int state = 0;
    for (const auto* key : {"CA-2027-0001", "CA-2026-10000", "CA-2026-9999"}) {
        Action action;
        action.key = Id<Action>(key);
        action.text = "x";
        action.state =
            std::array{ActionState::Done, ActionState::Proposed, ActionState::Cancelled}.at(state++);
        store::save(verb, action);
        verb.put("finding_action", finding.str() + "/" + key, {{"finding", finding.str()}, {"action", key}},
                 0);
    }
    verb.commit();
    const auto order = [&](store::ActionSort sort) {
        store::ActionFilter filter;
        filter.sight = store::finding_sight(quality);
        filter.sort = sort;
        std::string keys;
        Id<Action> after;
        do {
            const auto page = store::actions(workspace.read(), filter, after, 1, workspace.today());
            for (const auto& line : page.lines) keys += line.action.key.str() + " ";
            after = page.next;
        } while (!after.empty());
        return keys;
    };
    EXPECT_EQ(order(store::ActionSort::Newest), "CA-2027-0001 CA-2026-10000 CA-2026-9999 ");
    EXPECT_EQ(order(store::ActionSort::State), "CA-2026-10000 CA-2027-0001 CA-2026-9999 ");
}

} // namespace
} // namespace clausebook

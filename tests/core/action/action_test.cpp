#include "core/action/action_life.h"
#include "core/base/form_rules.h"

#include <gtest/gtest.h>

#include <functional>

namespace clausebook {
namespace {

using enum ActionState;

const Id<Person> owner("P-0001");
const Id<Person> auditor("P-0002");
const Id<Person> contact("P-0003");
const Id<Person> quality("P-0004");
const Date day = *parse_date("2026-11-22");

Actor actor(const Id<Person>& person, Roles roles = {Role::Auditee})
{
    return {person, "A", std::move(roles)};
}

const Actor as_quality = actor(quality, {Role::QualityManager});

ActionCase at(ActionState state, ActionKind kind = ActionKind::Corrective)
{
    ActionCase at;
    at.action.key = Id<Action>("CA-2026-0001");
    at.action.kind = kind;
    at.action.state = state;
    at.action.text = "Acknowledge by the system";
    at.action.owner = owner;
    at.action.due = day;
    at.findings = {FindingState::PlanAccepted};
    at.contacts = {contact};
    at.auditors = {auditor};
    at.evidence = 2;
    at.accepted_evidence = 1;
    at.steps = {{1, Done, owner, day, {}}};
    return at;
}

std::string code_of(const std::function<void()>& act)
{
    try {
        act();
    } catch (const Refusal& refusal) {
        return refusal.code();
    }
    return "";
}

std::string refused(const ActionCase& at, ActionState to, const Actor& who, const std::string& comment = "So")
{
    return code_of([&] { check_step(at, to, who, comment); });
}

const Actor& taker(ActionPart who)
{
    static const Actor as_owner = actor(owner);
    static const Actor as_auditor = actor(auditor, {Role::Auditor});
    return who == ActionPart::Reviewer ? as_auditor : as_owner;
}

TEST(ActionNumber, has_four_digits_at_least)
{
    EXPECT_EQ(action_key(2026, 1).str(), "CA-2026-0001");
    EXPECT_EQ(action_key(2026, 12345).str(), "CA-2026-12345");
    for (const auto* text : {"CA-2026-0001", "CA-2026-12345"}) EXPECT_TRUE(is_action_key(text)) << text;
    for (const auto* text : {"", "CA-2026-001", "CA-26-0001", "ca-2026-0001", "CA-2026-000a", "CA-2026_0001",
                             "CA-2026-0001/x", "XA-2026-0001"})
        EXPECT_FALSE(is_action_key(text)) << text;
}

TEST(ActionCodes, read_what_they_write_and_nothing_else)
{
    for (const auto kind : action_kinds) EXPECT_EQ(parse_action_kind(str(kind)), kind);
    for (const auto state : action_states) EXPECT_EQ(parse_action_state(str(state)), state);
    EXPECT_FALSE(parse_action_kind("corrective"));
    EXPECT_FALSE(parse_action_state(""));
}

TEST(ActionLate, is_what_is_open_after_its_day)
{
    auto action = at(InWork).action;
    action.due = day;
    EXPECT_FALSE(is_late(action, day)) << "on its last day it is not late";
    EXPECT_TRUE(is_late(action, plus_days(day, 1)));
    for (const auto state : {Done, EffectCheck, Effective, NotEffective, Cancelled}) {
        action.state = state;
        EXPECT_FALSE(is_late(action, plus_days(day, 1))) << str(state);
    }
    action.state = Approved;
    action.due.reset();
    EXPECT_FALSE(is_late(action, day));
}

TEST(ActionSteps, are_those_of_the_table_and_no_others)
{
    for (const auto kind : action_kinds)
        for (const auto from : action_states)
            for (const auto to : action_states) {
                const auto rows = action_transitions();
                const auto row = std::find_if(rows.begin(), rows.end(), [&](const ActionTransition& t) {
                    const bool correction = kind == ActionKind::Correction;
                    return t.from == from && t.to == to && t.who != ActionPart::WithPlan
                        && (t.kinds == ActionTransition::Kinds::All
                            || correction == (t.kinds == ActionTransition::Kinds::Corrections));
                });
                const bool there = row != rows.end();
                const auto code = refused(at(from, kind), to, taker(there ? row->who : ActionPart::Owner));
                if (there)
                    EXPECT_EQ(code, "") << str(from) << " -> " << str(to);
                else // the acceptance of the plan is nobody's own step
                    EXPECT_TRUE(code == "action_step" || (to == Approved && code == "only_owner"))
                        << str(from) << " -> " << str(to) << ' ' << code;
            }
}

TEST(ActionSteps, belong_to_the_owner_or_to_those_who_judge)
{
    for (const auto& other : {actor(auditor, {Role::Auditor}), actor(contact), as_quality, Actor()})
        EXPECT_EQ(refused(at(Approved), InWork, other), "only_owner");
    for (const auto& other :
         {actor(owner), actor(contact), actor(Id<Person>("P-9"), {Role::LeadAuditor}), Actor()})
        EXPECT_EQ(refused(at(Done), EffectCheck, other), "only_reviewer");
    EXPECT_EQ(refused(at(Done), EffectCheck, as_quality), "");
}

TEST(ActionSteps, of_an_owner_without_an_account_are_taken_by_the_audited_side)
{
    auto one = at(InWork);
    one.owner_signs = ActionCase::OwnerSigns::No;
    EXPECT_EQ(refused(one, Done, actor(contact)), "");
    EXPECT_EQ(refused(one, Done, as_quality), "");
    EXPECT_EQ(refused(one, Done, actor(auditor, {Role::Auditor})), "only_owner");
}

struct Break {
    ActionState from;
    ActionState to;
    ActionKind kind;
    std::string code;
    std::function<void(ActionCase&)> spoil;
};

const std::vector<Break>& breaks()
{
    const auto own = [](ActionCase& one) {
        one.action.owner = auditor;
    };
    const auto unaccepted = [](ActionCase& one) {
        one.accepted_evidence = 0;
    };
    static const std::vector<Break> table = {
        {Proposed, InWork, ActionKind::Correction, "action_without_owner",
         [](ActionCase& one) {
             one.action.owner = {};
             one.owner_signs = ActionCase::OwnerSigns::No;
             one.contacts.insert(owner); // the audited side is who tries
         }},
        {Proposed, InWork, ActionKind::Correction, "action_without_due",
         [](ActionCase& one) {
             one.action.due.reset();
         }},
        {InWork, Done, ActionKind::Corrective, "action_needs_evidence",
         [](ActionCase& one) {
             one.evidence = 0;
         }},
        {Done, EffectCheck, ActionKind::Corrective, "own_action", own},
        {Done, EffectCheck, ActionKind::Corrective, "action_needs_accepted_evidence", unaccepted},
        {Done, Effective, ActionKind::Correction, "own_action",
         [](ActionCase& one) {
             one.steps.back().by = auditor;
         }},
        {Done, Effective, ActionKind::Correction, "action_needs_accepted_evidence", unaccepted},
        {Done, InWork, ActionKind::Corrective, "own_action", own},
    };
    return table;
}

TEST(ActionGuards, each_refuse_alone_with_their_own_code_and_are_shown_as_missing)
{
    ASSERT_EQ(action_guards().size(), breaks().size());
    for (std::size_t i = 0; i < breaks().size(); ++i) {
        const auto& row = breaks()[i];
        const auto& guard = action_guards()[i];
        EXPECT_EQ(guard.code, row.code);
        EXPECT_EQ(guard.from, row.from);
        EXPECT_EQ(guard.to, row.to);
        const bool owners = row.to == Done || row.from == Proposed;
        const auto& who = taker(owners ? ActionPart::Owner : ActionPart::Reviewer);
        auto one = at(row.from, row.kind);
        EXPECT_EQ(refused(one, row.to, who), "") << row.code;
        row.spoil(one);
        EXPECT_EQ(refused(one, row.to, who), row.code);
        for (const auto& step : action_steps(one, who)) {
            if (step.transition->to != row.to) continue;
            const bool about_actor = guard.about == ActionGuard::About::Actor;
            EXPECT_EQ(step.missing.size(), about_actor ? 0U : 1U) << row.code;
            EXPECT_EQ(step.taker, about_actor ? ActionStep::Taker::Others : ActionStep::Taker::Me)
                << row.code;
        }
    }
}

TEST(ActionSteps, back_to_work_asks_for_a_reason)
{
    EXPECT_EQ(refused(at(Done), InWork, taker(ActionPart::Reviewer), ""), "required");
    EXPECT_EQ(refused(at(Done), EffectCheck, taker(ActionPart::Reviewer), ""), "");
    EXPECT_EQ(refused(at(Done), EffectCheck, taker(ActionPart::Reviewer), std::string("a\x01")), "unclean");
}

TEST(ActionChange, is_for_the_audited_side_while_the_response_is_open)
{
    const auto changed = [](ActionState state, FindingState finding, const Actor& who) {
        auto one = at(state);
        one.findings = {finding};
        return code_of([&] { check_change(one, who); });
    };
    for (const auto open : {FindingState::Acknowledged, FindingState::ResponseRejected})
        EXPECT_EQ(changed(Proposed, open, actor(contact)), "");
    EXPECT_EQ(changed(Proposed, FindingState::Acknowledged, as_quality), "");
    EXPECT_EQ(changed(Proposed, FindingState::ResponseSubmitted, actor(contact)), "response_not_open");
    EXPECT_EQ(changed(Approved, FindingState::Acknowledged, actor(contact)), "action_not_proposed");
    for (const auto& other : {actor(owner), actor(auditor, {Role::Auditor}), Actor()})
        EXPECT_EQ(changed(Proposed, FindingState::Acknowledged, other), "only_auditee");
    auto one = at(Proposed);
    one.findings = {FindingState::Acknowledged};
    one.audits = ActionCase::Audits::Cancelled;
    EXPECT_EQ(code_of([&] { check_change(one, actor(contact)); }), "response_not_open");
    one = at(Proposed);
    one.auditors.insert(quality);
    EXPECT_EQ(code_of([&] { check_change(one, as_quality); }), "only_auditee");
}

TEST(ActionChange, reaches_a_correction_that_was_begun_before_its_plan)
{
    const auto changed = [](ActionState state, ActionKind kind, bool owned) {
        auto one = at(state, kind);
        one.findings = {FindingState::Acknowledged};
        if (!owned) one.action.owner = {};
        return code_of([&] { check_change(one, actor(contact)); });
    };
    EXPECT_EQ(changed(InWork, ActionKind::Correction, true), "");
    EXPECT_EQ(changed(InWork, ActionKind::Corrective, false), "action_not_proposed");
    EXPECT_EQ(changed(Done, ActionKind::Correction, true), "action_not_proposed");
    EXPECT_EQ(changed(Effective, ActionKind::Correction, false), "") << "or its finding could never go on";

    const auto begun = at(InWork, ActionKind::Correction);
    const auto becomes = [&](auto change) {
        auto after = begun.action;
        change(after);
        return code_of([&] { check_begun(begun, after); });
    };
    EXPECT_EQ(becomes([](Action& after) { after.text = "Another"; }), "");
    EXPECT_EQ(becomes([](Action& after) { after.kind = ActionKind::Corrective; }), "action_begun");
    EXPECT_EQ(becomes([](Action& after) { after.owner = {}; }), "action_without_owner");
    EXPECT_EQ(becomes([](Action& after) { after.due.reset(); }), "action_without_due");
    EXPECT_EQ(code_of([&] { check_begun(at(Proposed), Action()); }), "");
}

TEST(ActionSteps, rest_while_the_audit_is_cancelled)
{
    for (const auto& row : action_transitions()) {
        if (row.who == ActionPart::WithPlan) continue;
        const bool correction = row.kinds == ActionTransition::Kinds::Corrections;
        auto one = at(row.from, correction ? ActionKind::Correction : ActionKind::Corrective);
        EXPECT_EQ(refused(one, row.to, taker(row.who)), "") << str(row.from) << " -> " << str(row.to);
        one.audits = ActionCase::Audits::Cancelled;
        EXPECT_EQ(refused(one, row.to, taker(row.who)), "action_step");
        EXPECT_TRUE(action_steps(one, taker(row.who)).empty());
    }
}

TEST(Effects, are_known_once_somebody_looked_and_asked_of_what_removes_a_cause)
{
    const auto effect = [](ActionState state, ActionKind kind) {
        auto action = at(state).action;
        action.kind = kind;
        return effect_of(action);
    };
    EXPECT_EQ(effect(Effective, ActionKind::Corrective), Effect::Effective);
    EXPECT_EQ(effect(NotEffective, ActionKind::Preventive), Effect::NotEffective);
    for (const auto state : {Proposed, Approved, InWork, Done, EffectCheck})
        EXPECT_EQ(effect(state, ActionKind::Corrective), Effect::NotYet);
    EXPECT_EQ(effect(Cancelled, ActionKind::Corrective), Effect::NotAsked);
    EXPECT_EQ(effect(Effective, ActionKind::Correction), Effect::NotAsked);
}

TEST(ActionText, is_checked)
{
    auto action = at(Proposed).action;
    EXPECT_EQ(code_of([&] { check(action); }), "");
    action.text = " ";
    EXPECT_EQ(code_of([&] { check(action); }), "required");
    action.text = std::string(text_limit + 1, 'a');
    EXPECT_EQ(code_of([&] { check(action); }), "too_long");
    action.text = "a\x01";
    EXPECT_EQ(code_of([&] { check(action); }), "unclean");
}

} // namespace
} // namespace clausebook

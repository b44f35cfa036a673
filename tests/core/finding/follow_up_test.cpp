// Longer than 400 lines: every guard of the table is broken here once, side by side with the table.
// Every row of the table of guards fails alone, with its own code; every step of a finding is one of the
// table.

#include "core/finding/follow_up.h"

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <set>

namespace clausebook {
namespace {

using enum FindingState;

const Id<Person> lead("P-0001");
const Id<Person> auditor("P-0002");
const Id<Person> expert("P-0003");
const Id<Person> contact("P-0004");
const Id<Person> owner("P-0005");
const Id<Person> quality("P-0006");

const Date day = *parse_date("2026-11-22");

Actor actor(const Id<Person>& person, Roles roles = {Role::Auditor})
{
    return {person, "A", std::move(roles)};
}

const Actor as_lead = actor(lead, {Role::LeadAuditor});
const Actor as_auditor = actor(auditor);
const Actor as_contact = actor(contact, {Role::Auditee});
const Actor as_quality = actor(quality, {Role::QualityManager});

FindingFrame frame()
{
    FindingFrame frame;
    frame.audit = Id<Audit>("IA-2026-01");
    frame.phase = FindingFrame::Phase::Issued;
    frame.lead = lead;
    frame.auditors = {lead, auditor};
    frame.team = {lead, auditor, expert};
    return frame;
}

Response response()
{
    Response response;
    response.version = 3;
    response.correction = "All three were answered.";
    response.extent_check = "41 open complaints were looked at.";
    response.whys = {"They are sent by hand.", "The rule covers the web form only."};
    response.root_cause = "A new channel does not trigger a review.";
    response.corrected_by = owner;
    return response;
}

ActionAtHand done_action(const std::string& key, ActionKind kind = ActionKind::Corrective)
{
    Action action;
    action.key = Id<Action>(key);
    action.version = 2;
    action.kind = kind;
    action.state = ActionState::EffectCheck;
    action.text = "Acknowledge by the system";
    action.owner = owner;
    action.due = day;
    return {action, 2, 1};
}

Verification verification()
{
    Verification verification;
    verification.method = VerificationMethod::Document;
    verification.effective = Effective::Yes;
    verification.effect_criterion = "95 of 100 within two working days";
    return verification;
}

/// A case from which every step that its state allows may be taken.
FollowUp complete(FindingState from, Grade grade = Grade::MAJOR)
{
    FollowUp at;
    at.finding.key = Id<Finding>("IA-2026-01/f1");
    at.finding.number = "IA-2026-01-01";
    at.finding.grade = grade;
    at.finding.state = from;
    at.finding.auditee_contact = contact;
    at.frame = frame();
    at.response = response();
    at.actions = {done_action("CA-2026-0001"), done_action("CA-2026-0002", ActionKind::Correction)};
    at.verification = verification();
    at.decision = Decision::Accepted;
    if (from == ResponseRejected) at.steps.push_back({2, ResponseRejected, lead, day, "No", {}, "2"});
    return at;
}

const Actor& taker(FindingStep who)
{
    if (who == FindingStep::ByLead) return as_lead;
    return who == FindingStep::ByAuditor ? as_auditor : as_contact;
}

std::string refused(const FollowUp& at, FindingState to, const Actor& who, const std::string& comment = "So")
{
    try {
        check_follow_up(at, to, who, comment);
    } catch (const Refusal& refusal) {
        return refusal.code();
    }
    return "";
}

/// How one row of the table is broken, and nothing else.
struct Break {
    std::string code;
    std::function<void(FollowUp&)> spoil;
    std::string lack;                      ///< the refusal
    std::optional<FindingState> from = {}; ///< where the row is for one beginning only
};

const std::multimap<FindingState, Break>& breaks()
{
    const auto first = [](auto change) {
        return [change](FollowUp& at) {
            change(at.actions.front());
        };
    };
    static const std::multimap<FindingState, Break> table = {
        {ResponseSubmitted,
         {"correction", [](FollowUp& at) { at.response->correction = " "; }, "correction_missing"}},
        {ResponseSubmitted,
         {"extent", [](FollowUp& at) { at.response->extent_check = ""; }, "extent_missing"}},
        {ResponseSubmitted, {"whys", [](FollowUp& at) { at.response->whys = {}; }, "whys_missing"}},
        {ResponseSubmitted,
         {"root_cause", [](FollowUp& at) { at.response->root_cause = "\n"; }, "root_cause_missing"}},
        {ResponseSubmitted,
         {"corrective_action", first([](ActionAtHand& one) { one.action.kind = ActionKind::Preventive; }),
          "no_corrective_action"}},
        {ResponseSubmitted,
         {"owners", first([](ActionAtHand& one) { one.action.owner = {}; }), "action_without_owner"}},
        {ResponseSubmitted,
         {"due_dates", first([](ActionAtHand& one) { one.action.due.reset(); }), "action_without_due"}},
        {ResponseSubmitted,
         {"changed", [](FollowUp& at) { at.steps.back().revision = revision_of(at); }, "response_unchanged",
          ResponseRejected}},
        {PlanAccepted,
         {"another_than_responder",
          [](FollowUp& at) {
              at.steps.push_back({1, ResponseSubmitted, lead, day, {}, {}, {}});
          },
          "own_response"}},
        {PlanAccepted,
         {"another_than_owner", first([](ActionAtHand& one) { one.action.owner = lead; }), "own_action"}},
        {Implemented,
         {"done", first([](ActionAtHand& one) { one.action.state = ActionState::InWork; }),
          "action_not_done"}},
        {Implemented,
         {"evidence", first([](ActionAtHand& one) { one.evidence = 0; }), "action_without_evidence"}},
        {Implemented,
         {"evidence_accepted", first([](ActionAtHand& one) {
              one.action.state = ActionState::Done;
              one.accepted_evidence = 0;
          }),
          "action_evidence_not_accepted"}},
        {Implemented,
         {"accepted", first([](ActionAtHand& one) { one.action.state = ActionState::Done; }),
          "action_not_accepted"}},
        {Verified,
         {"another_than_responder",
          [](FollowUp& at) {
              at.steps.push_back({1, Implemented, auditor, day, {}, {}, {}});
          },
          "own_response"}},
        {Verified,
         {"another_than_owner", first([](ActionAtHand& one) { one.action.owner = auditor; }), "own_action"}},
        {Verified,
         {"method", [](FollowUp& at) { at.verification->method.reset(); }, "verification_method_missing"}},
        {Verified,
         {"effect_criterion", [](FollowUp& at) { at.verification->effect_criterion = ""; },
          "effect_criterion_missing"}},
        {Verified,
         {"effective", [](FollowUp& at) { at.verification->effective = Effective::Partly; },
          "not_effective"}},
        {Closed,
         {"decision", [](FollowUp& at) { at.decision = Decision::None; }, "decision_missing", Acknowledged}},
        {Closed,
         {"another_than_responder",
          [](FollowUp& at) {
              at.steps.push_back({1, Implemented, lead, day, {}, {}, {}});
          },
          "own_response"}},
        {Closed,
         {"another_than_owner", first([](ActionAtHand& one) { one.action.owner = lead; }), "own_action"}},
    };
    return table;
}

const FollowUpGuard* guard_of(FindingState to, const std::string& code)
{
    for (const auto& guard : follow_up_guards())
        if (guard.to == to && guard.code == code) return &guard;
    return nullptr;
}

/// The grade the steps of a guard are for.
Grade grade_for(const FollowUpGuard& guard)
{
    for (const auto grade : all_grades)
        if (fits(guard.grades, grade)) return grade;
    return Grade::MAJOR;
}

TEST(FollowUpSteps, are_those_of_the_domain_and_no_others)
{
    using Pair = std::pair<FindingState, FindingState>;
    const std::set<Pair> nonconformity = {{Raised, Acknowledged},
                                          {Acknowledged, ResponseSubmitted},
                                          {ResponseSubmitted, PlanAccepted},
                                          {ResponseSubmitted, ResponseRejected},
                                          {ResponseRejected, ResponseSubmitted},
                                          {PlanAccepted, Implemented},
                                          {Implemented, Verified},
                                          {Verified, Closed}};
    const std::map<Grade, std::set<Pair>> domain = {
        {Grade::MAJOR, nonconformity},
        {Grade::MINOR, nonconformity},
        {Grade::OFI, {{Raised, Acknowledged}, {Acknowledged, Closed}}},
        {Grade::AOC, {{Raised, Acknowledged}, {Acknowledged, Implemented}, {Implemented, Closed}}}};
    for (const auto grade : all_grades)
        for (const auto from : finding_states)
            for (const auto to : finding_states) {
                const auto* row = find_transition(from, to, grade);
                if (row != nullptr && row->who == FindingStep::ByLaterLead) row = nullptr; // with a look
                const bool there = domain.at(grade).contains({from, to});
                EXPECT_EQ(refused(complete(from, grade), to, row != nullptr ? taker(row->who) : as_lead),
                          there ? "" : "finding_step")
                    << str(grade) << ' ' << str(from) << " -> " << str(to);
            }
}

TEST(FollowUpSteps, lead_every_grade_from_raised_to_closed)
{
    const std::map<Grade, std::vector<FindingState>> ways = {
        {Grade::MAJOR,
         {Raised, Acknowledged, ResponseSubmitted, PlanAccepted, Implemented, Verified, Closed}},
        {Grade::MINOR,
         {Raised, Acknowledged, ResponseSubmitted, PlanAccepted, Implemented, Verified, Closed}},
        {Grade::OFI, {Raised, Acknowledged, Closed}},
        {Grade::AOC, {Raised, Acknowledged, Implemented, Closed}}};
    for (const auto& [grade, way] : ways)
        for (std::size_t i = 0; i + 1 < way.size(); ++i) {
            const auto steps = open_steps(complete(way[i], grade), as_lead);
            ASSERT_FALSE(steps.empty()) << str(grade) << ' ' << str(way[i]);
            EXPECT_EQ(steps.front().transition->to, way[i + 1]) << str(grade);
        }
}

TEST(FollowUpSteps, belong_to_one_side_alone)
{
    for (const auto& row : finding_transitions()) {
        if (row.guard != FindingGuard::Gates && row.guard != FindingGuard::GatesReason) continue;
        const auto grade = row.grades == StepGrades::Opportunities ? Grade::OFI
            : row.grades == StepGrades::Concerns                   ? Grade::AOC
                                                                   : Grade::MINOR;
        const auto at = complete(row.from, grade);
        std::map<std::string, std::vector<Actor>> others;
        others["only_auditee"] = {as_lead, as_auditor, actor(expert), actor(owner, {Role::Auditee}), Actor()};
        others["only_lead"] = {as_auditor, as_quality, as_contact,
                               actor(Id<Person>("P-9"), {Role::LeadAuditor}), Actor()};
        others["only_auditors"] = {actor(expert), as_quality, as_contact, Actor()};
        const auto* code = row.who == FindingStep::ByAuditee ? "only_auditee"
            : row.who == FindingStep::ByLead                 ? "only_lead"
                                                             : "only_auditors";
        for (const auto& other : others[code])
            EXPECT_EQ(refused(at, row.to, other), code) << str(row.from) << " -> " << str(row.to);
    }
}

TEST(FollowUpSteps, of_the_audited_side_may_be_the_quality_managers_unless_an_auditor_there)
{
    auto at = complete(Raised);
    EXPECT_EQ(refused(at, Acknowledged, as_quality), "");
    at.frame.auditors.insert(quality);
    EXPECT_EQ(refused(at, Acknowledged, as_quality), "only_auditee");
    at.finding.auditee_contact = {};
    EXPECT_EQ(refused(at, Acknowledged, as_contact), "only_auditee");
}

TEST(FollowUpSteps, that_send_back_or_decide_ask_for_a_reason)
{
    for (const auto& row : finding_transitions()) {
        if (row.guard != FindingGuard::GatesReason) continue;
        const auto grade = row.grades == StepGrades::Opportunities ? Grade::OFI
            : row.grades == StepGrades::Concerns                   ? Grade::AOC
                                                                   : Grade::MAJOR;
        EXPECT_EQ(refused(complete(row.from, grade), row.to, taker(row.who), " "), "required");
    }
    EXPECT_EQ(refused(complete(Raised), Acknowledged, as_contact, std::string("a\x01")), "unclean");
}

TEST(FollowUpSteps, rest_while_the_audit_is_cancelled)
{
    auto at = complete(Raised);
    at.frame.phase = FindingFrame::Phase::Cancelled;
    EXPECT_EQ(refused(at, Acknowledged, as_contact), "finding_step");
    EXPECT_TRUE(open_steps(at, as_contact).empty());
}

TEST(FollowUpGuards, are_each_broken_below)
{
    for (const auto& guard : follow_up_guards()) {
        const auto [begin, end] = breaks().equal_range(guard.to);
        EXPECT_TRUE(std::any_of(begin, end, [&](const auto& row) { return row.second.code == guard.code; }))
            << str(guard.to) << ' ' << guard.code;
    }
    EXPECT_EQ(follow_up_guards().size(), breaks().size());
}

TEST(FollowUpGuards, each_refuse_alone_with_their_own_code_and_are_shown_as_missing)
{
    for (const auto& [to, row] : breaks()) {
        const auto* guard = guard_of(to, row.code);
        ASSERT_NE(guard, nullptr) << row.code;
        const auto grade = grade_for(*guard);
        int tried = 0;
        for (const auto& transition : finding_transitions()) {
            if (transition.to != to || !fits(transition.grades, grade)) continue;
            if (transition.guard == FindingGuard::LookedAt) continue; // taken with a look: earlier_test.cpp
            if (row.from && transition.from != *row.from) continue;
            ++tried;
            auto at = complete(transition.from, grade);
            const auto& who = taker(transition.who);
            EXPECT_EQ(refused(at, to, who), "") << row.code;
            row.spoil(at);
            EXPECT_EQ(refused(at, to, who), row.lack) << row.code << " from " << str(transition.from);
            const auto steps = open_steps(at, who);
            const auto step = std::find_if(steps.begin(), steps.end(), [&, to = to](const OpenStep& one) {
                return one.transition->to == to;
            });
            ASSERT_NE(step, steps.end());
            if (guard->about == FollowUpGuard::About::Actor) {
                EXPECT_EQ(step->taker, OpenStep::Taker::KeptFromMe) << row.code;
                EXPECT_EQ(step->missing(), 0U);
                ASSERT_EQ(step->kept.size(), 1U) << row.code;
                EXPECT_EQ(step->kept.front().code, row.lack);
            } else {
                EXPECT_EQ(step->missing(), 1U) << row.code;
                for (const auto& gate : step->gates)
                    EXPECT_EQ(gate.lacks.empty(), gate.guard != guard) << gate.guard->code;
            }
        }
        EXPECT_GT(tried, 0) << row.code;
    }
}

TEST(FollowUpGuards, name_every_action_that_lacks_something_once)
{
    auto at = complete(PlanAccepted);
    at.actions = {done_action("CA-2026-0001"), done_action("CA-2026-0002"), done_action("CA-2026-0003")};
    at.actions[1].evidence = at.actions[1].accepted_evidence = 0;
    at.actions[2].action.state = ActionState::Approved;
    at.actions[2].evidence = at.actions[2].accepted_evidence = 0;
    const auto step = open_steps(at, as_contact).front();
    EXPECT_EQ(step.missing(), 2U);
    std::map<std::string, std::string> lacks;
    for (const auto& gate : step.gates)
        for (const auto& lack : gate.lacks) lacks[lack.action.str()] = lack.code;
    EXPECT_EQ(lacks,
              (std::map<std::string, std::string>{{"CA-2026-0002", "action_without_evidence"},
                                                  {"CA-2026-0003", "action_not_done"}}));
}

TEST(FollowUpGuards, hold_only_when_every_action_is_as_far)
{
    auto at = complete(PlanAccepted);
    at.actions = {done_action("CA-2026-0001"), done_action("CA-2026-0002")};
    const auto standing = [&] {
        std::string stands;
        const auto step = open_steps(at, as_contact).front();
        for (const auto& gate : step.gates) {
            using enum Gate::Stands;
            stands += gate.stands == Holds ? "holds " : gate.stands == Lacks ? "lacks " : "later ";
        }
        return stands;
    };
    EXPECT_EQ(standing(), "holds holds holds holds ");
    at.actions[1].action.state = ActionState::InWork;
    EXPECT_EQ(standing(), "lacks holds holds later ") << "its evidence is there, its acceptance comes later";
    at.actions[1].evidence = at.actions[1].accepted_evidence = 0;
    EXPECT_EQ(standing(), "lacks later later later ");
}

TEST(FollowUpGuards, do_not_ask_again_for_evidence_that_was_accepted)
{
    auto at = complete(PlanAccepted);
    at.actions.front().accepted_evidence = 0; // expired or archived since
    EXPECT_EQ(refused(at, Implemented, as_contact), "");
}

TEST(FollowUpRevision, is_of_the_texts_alone)
{
    const auto at = complete(Acknowledged);
    const auto other = [&](auto change) {
        auto changed = at;
        change(changed);
        return revision_of(changed) != revision_of(at);
    };
    EXPECT_FALSE(other([](FollowUp& one) { ++one.response->version; }));
    EXPECT_FALSE(other([](FollowUp& one) {
        ++one.actions.front().action.version;
        one.actions.front().action.state = ActionState::InWork;
        one.actions.front().evidence = 9;
    }));
    EXPECT_TRUE(other([](FollowUp& one) { one.response.reset(); }));
    EXPECT_TRUE(other([](FollowUp& one) { one.actions.pop_back(); }));
    EXPECT_TRUE(other([](FollowUp& one) { one.actions.front().action.due.reset(); }));
    EXPECT_TRUE(other([](FollowUp& one) { one.actions.front().action.owner = contact; }));
    EXPECT_TRUE(other([](FollowUp& one) { one.actions.front().action.kind = ActionKind::Preventive; }));
    EXPECT_TRUE(other([](FollowUp& one) { one.response->whys[4] = "Nobody asked."; }));
    EXPECT_TRUE(other([](FollowUp& one) { one.response->method = CauseMethod::Fishbone; }));
    EXPECT_TRUE(other([](FollowUp& one) { one.response->corrected_on = day; }));
    EXPECT_TRUE(other([](FollowUp& one) { // a text that moves to the next field is another
        one.response->similar_processes = one.response->side_effects = "";
        one.response->category = "x";
    }));
}

TEST(FollowUpRevision, of_an_earlier_program_is_known_by_its_versions)
{
    auto at = complete(ResponseRejected);
    at.response->version = 4;
    at.actions = {done_action("CA-2026-0001"), done_action("CA-2026-0002")};
    at.actions[0].action.version = 1;
    at.actions[1].action.version = 12;
    const std::string mark = "4 CA-2026-0001:1 CA-2026-0002:12";
    EXPECT_TRUE(is_revision_of(at, mark)) << "as schema 3 wrote it";
    EXPECT_TRUE(is_revision_of(at, revision_of(at)));
    at.steps = {{1, ResponseRejected, lead, day, "By whom?", {}, mark}};
    EXPECT_EQ(refused(at, ResponseSubmitted, as_contact), "response_unchanged");
    at.response->version = 5;
    EXPECT_FALSE(is_revision_of(at, mark));
    EXPECT_FALSE(is_revision_of(at, ""));
    EXPECT_EQ(refused(at, ResponseSubmitted, as_contact), "");
}

TEST(FollowUpGuards, want_no_whys_of_another_method)
{
    auto at = complete(Acknowledged);
    at.response->whys = {};
    at.response->method = CauseMethod::Fishbone;
    EXPECT_EQ(refused(at, ResponseSubmitted, as_contact), "");
}

TEST(FollowUpGuards, let_no_contact_judge_the_own_response)
{
    for (const auto to : {PlanAccepted, Verified}) {
        auto at = complete(to == PlanAccepted ? ResponseSubmitted : Implemented);
        at.finding.auditee_contact = lead;
        EXPECT_EQ(refused(at, to, as_lead), "own_response");
    }
    auto concern = complete(Implemented, Grade::AOC);
    concern.finding.auditee_contact = lead;
    EXPECT_EQ(refused(concern, Closed, as_lead), "own_response");
    auto at = complete(Implemented);
    at.response->corrected_by = auditor;
    EXPECT_EQ(refused(at, Verified, as_auditor), "own_response");
}

TEST(ResponseOpen, from_acknowledgement_until_it_is_handed_in)
{
    for (const auto state : finding_states) {
        const auto at = complete(state);
        const bool open = state == Acknowledged || state == ResponseRejected;
        std::string code;
        try {
            check_response_open(as_contact, at.finding, at.frame);
        } catch (const Refusal& refusal) {
            code = refusal.code();
        }
        EXPECT_EQ(code, open ? "" : "response_not_open") << str(state);
    }
    const auto refused_for = [](const FollowUp& at, const Actor& who) {
        try {
            check_response_open(who, at.finding, at.frame);
        } catch (const Refusal& refusal) {
            return refusal.code();
        }
        return std::string();
    };
    EXPECT_EQ(refused_for(complete(Acknowledged, Grade::OFI), as_contact), "no_response_owed");
    EXPECT_EQ(refused_for(complete(Acknowledged), as_lead), "only_auditee");
    auto cancelled = complete(Acknowledged);
    cancelled.frame.phase = FindingFrame::Phase::Cancelled;
    EXPECT_EQ(refused_for(cancelled, as_contact), "response_not_open");
}

TEST(Waiting, is_what_the_table_says_for_each_grade)
{
    using Places = std::vector<std::pair<FindingState, Grade>>;
    const auto of = [](FindingStep who, Grade grade) {
        auto places = waiting_places(who);
        std::erase_if(places, [&](const auto& place) { return place.second != grade; });
        return places;
    };
    for (const auto grade : {Grade::MAJOR, Grade::MINOR}) {
        EXPECT_EQ(
            of(FindingStep::ByAuditee, grade),
            (Places{
                {Raised, grade}, {Acknowledged, grade}, {PlanAccepted, grade}, {ResponseRejected, grade}}));
        EXPECT_EQ(of(FindingStep::ByLead, grade), (Places{{ResponseSubmitted, grade}, {Verified, grade}}));
        EXPECT_EQ(of(FindingStep::ByAuditor, grade), (Places{{Implemented, grade}}));
    }
    for (const auto grade : {Grade::OFI, Grade::AOC})
        EXPECT_EQ(of(FindingStep::ByAuditee, grade), (Places{{Raised, grade}, {Acknowledged, grade}}));
    EXPECT_EQ(of(FindingStep::ByLead, Grade::AOC), (Places{{Implemented, Grade::AOC}}));
    EXPECT_TRUE(of(FindingStep::ByLead, Grade::OFI).empty());
    EXPECT_TRUE(of(FindingStep::ByAuditor, Grade::AOC).empty());
}

} // namespace
} // namespace clausebook

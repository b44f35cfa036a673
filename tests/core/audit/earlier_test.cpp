#include "core/audit/earlier.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace clausebook {
namespace {

const Id<Person> lead("P-0001");
const Id<Person> auditor("P-0002");
const Id<Person> contact("P-0004");
const Id<Person> owner("P-0005");
const Date day = *parse_date("2026-11-22");

Actor actor(const Id<Person>& person)
{
    return {person, "A", {Role::LeadAuditor, Role::Auditor}};
}

FindingFrame here(FindingFrame::Kind kind = FindingFrame::Kind::Certification)
{
    FindingFrame frame;
    frame.audit = Id<Audit>("S2-2026-01");
    frame.kind = kind;
    frame.phase = FindingFrame::Phase::Working;
    frame.lead = lead;
    frame.auditors = {lead, auditor, owner, contact};
    frame.team = frame.auditors;
    frame.clauses = {*ClauseNumber::parse("7.4")};
    frame.criteria = {Id<Criterion>("CR-01")};
    frame.sites = {Id<Site>("S-01")};
    return frame;
}

EarlierFinding earlier(Grade grade)
{
    EarlierFinding one;
    one.finding.key = Id<Finding>("S1-2026-01/f1");
    one.finding.number = "S1-2026-01-01";
    one.finding.grade = grade;
    one.finding.state = FindingState::Acknowledged;
    one.finding.auditee_contact = contact;
    one.look.finding = one.finding.key;
    return one;
}

FollowUp follow_up(const EarlierFinding& one)
{
    FollowUp at;
    at.finding = one.finding;
    Action action;
    action.key = Id<Action>("CA-2026-0001");
    action.owner = owner;
    at.actions = {{action, 1, 1}};
    return at;
}

std::string refused(const EarlierFinding& one, const Look& look, const Actor& who = actor(lead),
                    const FindingFrame& frame = here())
{
    try {
        check_look(one, follow_up(one), frame, who, look);
        return "";
    } catch (const Refusal& refusal) {
        return refusal.code() + (refusal.field().empty() ? "" : " " + refusal.field());
    }
}

TEST(EarlierFindings, of_each_grade_have_their_own_outcomes_and_nothing_else_is_said)
{
    using enum Outcome;
    for (const auto grade : all_grades)
        for (const auto outcome : outcomes) {
            const bool concern = grade == Grade::AOC;
            const bool fits = outcome == Became || (concern && outcome == Solved)
                || (!concern && outcome != Solved && outcome != NotLooked);
            EXPECT_EQ(refused(earlier(grade), {outcome, Grade::MINOR, "Seen", 0}),
                      fits ? "" : "outcome_unknown outcome")
                << str(grade) << ' ' << str(outcome);
        }
}

TEST(EarlierFindings, become_what_the_later_audit_knows)
{
    using Kind = FindingFrame::Kind;
    for (const auto kind : {Kind::Internal, Kind::StageOne, Kind::Certification})
        for (const auto grade : all_grades) {
            const bool fits = kind == Kind::StageOne ? grade == Grade::AOC : is_nonconformity(grade);
            EXPECT_EQ(refused(earlier(Grade::AOC), {Outcome::Became, grade, "", 0}, actor(lead), here(kind)),
                      fits ? "" : "grade_needed grade");
        }
    EXPECT_EQ(refused(earlier(Grade::AOC), {Outcome::Became, std::nullopt, "", 0}), "grade_needed grade");
}

TEST(EarlierFindings, need_a_word_unless_another_finding_says_it)
{
    for (const auto outcome : outcomes_for(Grade::MINOR))
        EXPECT_EQ(refused(earlier(Grade::MINOR), {outcome, Grade::MINOR, " ", 0}),
                  outcome == Outcome::Became ? "" : "required comment")
            << str(outcome);
    EXPECT_EQ(refused(earlier(Grade::MINOR), {Outcome::Effective, {}, std::string("a\x01"), 0}),
              "unclean comment");
}

TEST(EarlierFindings, are_looked_at_by_auditors_at_work_and_concerns_by_their_lead_alone)
{
    const Look look{Outcome::Effective, {}, "Seen", 0};
    const Look solved{Outcome::Solved, {}, "Seen", 0};
    EXPECT_EQ(refused(earlier(Grade::MINOR), look, actor(auditor)), "");
    EXPECT_EQ(refused(earlier(Grade::AOC), solved, actor(auditor)), "only_lead");
    EXPECT_EQ(refused(earlier(Grade::MINOR), look, actor(Id<Person>("P-0009"))), "only_auditors");
    using Phase = FindingFrame::Phase;
    for (const auto phase : {Phase::Before, Phase::UnderReview, Phase::Issued, Phase::Cancelled}) {
        auto frame = here();
        frame.phase = phase;
        EXPECT_EQ(refused(earlier(Grade::MINOR), look, actor(lead), frame), "audit_not_in_work");
    }
}

TEST(EarlierFindings, are_not_judged_by_those_whose_work_they_were)
{
    const Look look{Outcome::Effective, {}, "Seen", 0};
    EXPECT_EQ(refused(earlier(Grade::MINOR), look, actor(owner)), "own_action");
    EXPECT_EQ(refused(earlier(Grade::MINOR), look, actor(contact)), "own_response");
}

TEST(EarlierFindings, that_became_another_are_said_anew_only_once_that_is_withdrawn)
{
    auto one = earlier(Grade::AOC);
    one.look.outcome = Outcome::Became;
    one.became = Finding();
    one.became->key = Id<Finding>("S2-2026-01/f1");
    EXPECT_TRUE(is_looked_at(one));
    EXPECT_EQ(refused(one, {Outcome::Solved, {}, "Seen", 0}), "became_stands");
    EXPECT_EQ(refused(one, {Outcome::Became, Grade::MAJOR, "", 0}), "");
    one.became->state = FindingState::Withdrawn;
    EXPECT_FALSE(is_looked_at(one));
    EXPECT_EQ(refused(one, {Outcome::Solved, {}, "Seen", 0}), "");
}

TEST(EarlierFindings, count_as_not_looked_at_only_where_they_must_be)
{
    auto must = earlier(Grade::MINOR);
    auto may = must;
    may.asked = EarlierFinding::Asked::May;
    EXPECT_EQ(not_looked_at({must, may}), 1U);
    must.look.outcome = Outcome::NotDue;
    EXPECT_EQ(not_looked_at({must, may}), 0U);
}

TEST(EarlierFindings, of_a_stage_are_concerns_and_of_every_other_audit_all)
{
    for (const auto& kind : audit_kinds())
        for (const auto grade : all_grades) {
            const bool stage = kind.type == AuditType::Stage1 || kind.type == AuditType::Stage2;
            EXPECT_EQ(looks_at(kind, grade), !stage || grade == Grade::AOC) << kind.code;
        }
}

TEST(EarlierFindings, settle_when_nothing_is_left_to_look_at)
{
    for (const auto outcome : outcomes)
        EXPECT_EQ(settles(outcome),
                  outcome == Outcome::Solved || outcome == Outcome::Became || outcome == Outcome::Effective);
}

TEST(EarlierFindings, begin_a_draft_with_what_the_audit_has_and_without_evidence)
{
    auto from = earlier(Grade::AOC).finding;
    from.clause = ClauseNumber::parse("7.4");
    from.secondary_clauses = {*ClauseNumber::parse("8.1")};
    from.site = Id<Site>("S-01");
    from.criterion = Id<Criterion>("CR-01");
    from.criterion_section = "§3.2";
    from.process = "Receipt";
    from.requirement = "Two working days.";
    from.objective_evidence = "9 of 25";
    from.statement = "Late";
    const auto draft = draft_from(from, here(), Grade::MINOR, auditor, day);
    EXPECT_EQ(draft.audit.str(), "S2-2026-01");
    EXPECT_EQ(draft.grade, Grade::MINOR);
    EXPECT_EQ(draft.state, FindingState::Draft);
    EXPECT_EQ(draft.clause->str(), "7.4");
    EXPECT_TRUE(draft.secondary_clauses.empty());
    EXPECT_EQ(draft.criterion_section, "§3.2");
    EXPECT_EQ(draft.process, "Receipt");
    EXPECT_EQ(draft.requirement, "Two working days.");
    EXPECT_EQ(draft.objective_evidence, "");
    EXPECT_EQ(draft.statement, "");
    EXPECT_EQ(draft.repeat_of, "") << "a concern was no nonconformity that came again";
    EXPECT_TRUE(draft.auditee_contact.empty()) << "one of the team answers no finding";
    from.grade = Grade::MAJOR;
    from.criterion = Id<Criterion>("CR-09");
    const auto again = draft_from(from, here(), Grade::MAJOR, auditor, day);
    EXPECT_EQ(again.repeat_of, "S1-2026-01-01");
    EXPECT_TRUE(again.criterion.empty());
    EXPECT_EQ(again.criterion_section, "");
}

TEST(EarlierFindings, end_a_concern_from_every_state_it_can_be_left_in)
{
    for (const auto state : finding_states)
        for (const auto grade : all_grades) {
            auto finding = earlier(grade).finding;
            finding.state = state;
            const bool ends = grade == Grade::AOC
                && (state == FindingState::Raised || state == FindingState::Acknowledged
                    || state == FindingState::Implemented);
            EXPECT_EQ(state_after_look(finding), ends ? FindingState::Closed : state)
                << str(grade) << ' ' << str(state);
        }
    EXPECT_EQ(step_comment(Id<Audit>("S2-2026-01"), {Outcome::Became, Grade::MINOR, " Still late ", 0}),
              "S2-2026-01 → MINOR\nStill late");
    EXPECT_EQ(step_comment(Id<Audit>("S2-2026-01"), {Outcome::Solved, {}, "", 0}), "S2-2026-01");
}

} // namespace
} // namespace clausebook

// What to do next, by what there is and who asks.

#include "core/readiness/next_steps.h"

#include <gtest/gtest.h>

namespace clausebook {
namespace {

const Date today = *parse_date("2026-11-22");
const Actor quality{Id<Person>("P-0001"), "Selin", {Role::QualityManager}};
const Actor auditor{Id<Person>("P-0002"), "Can", {Role::Auditor}};
const Actor management{Id<Person>("P-0003"), "Tuna", {Role::TopManagement}};

std::vector<std::string> codes(const Situation& situation, const Actor& actor)
{
    std::vector<std::string> found;
    for (const auto& step : next_steps(situation, actor, today)) found.push_back(step.code);
    return found;
}

AuditAtWork at(AuditState state, const char* ends_on)
{
    AuditAtWork work;
    work.audit.key = Id<Audit>("IA-2026-01");
    work.audit.state = state;
    work.audit.starts_on = parse_date("2026-11-01");
    work.audit.ends_on = parse_date(ends_on);
    work.questions = 180;
    work.mine = true;
    return work;
}

using Codes = std::vector<std::string>;

} // namespace

TEST(NextSteps, of_a_fresh_organization_are_scope_criteria_and_the_first_audit)
{
    EXPECT_EQ(codes({}, quality), (Codes{"scope", "criteria", "audit_first"}));
    EXPECT_EQ(codes({}, auditor), Codes());
    Situation begun;
    begun.scope_given = true;
    begun.criteria = 1;
    begun.audits = 1;
    EXPECT_EQ(codes(begun, quality), Codes());
}

TEST(NextSteps, of_an_audit_under_way_are_its_questions_then_its_drafts_then_its_end)
{
    Situation situation;
    situation.at_work = {at(AuditState::InProgress, "2026-11-30")};
    auto& work = situation.at_work.front();
    work.unanswered = 20;
    work.incomplete_drafts = 1;
    const auto steps = next_steps(situation, auditor, today);
    ASSERT_EQ(steps.size(), 2U);
    EXPECT_EQ(steps[0].code, "audit_answer");
    EXPECT_EQ(steps[0].count, 20);
    EXPECT_EQ(steps[0].audit, "IA-2026-01");
    EXPECT_FALSE(steps[0].late);
    work.unanswered = work.incomplete_drafts = 0;
    EXPECT_EQ(codes(situation, auditor), Codes{"audit_close"});
    work.mine = false;
    EXPECT_EQ(codes(situation, management), Codes());
}

TEST(NextSteps, put_first_what_is_late)
{
    Situation situation;
    situation.evidence_waiting = 2;
    situation.at_work = {at(AuditState::InProgress, "2026-11-21")};
    situation.at_work.front().unanswered = 3;
    situation.evidence_expiring = 1;
    const auto steps = next_steps(situation, auditor, today);
    ASSERT_EQ(steps.size(), 3U);
    EXPECT_EQ(steps[0].code, "audit_answer");
    EXPECT_TRUE(steps[0].late);
    situation.evidence_expired = 1;
    EXPECT_EQ(codes(situation, auditor).front(), "evidence_expired");
}

TEST(NextSteps, a_report_in_review_waits_for_the_quality_manager)
{
    Situation situation;
    situation.scope_given = true;
    situation.criteria = situation.audits = 1;
    situation.at_work = {at(AuditState::ReportReview, "2026-11-10")};
    EXPECT_EQ(codes(situation, quality), Codes{"audit_issue"});
    EXPECT_EQ(codes(situation, auditor), Codes());
}

TEST(NextSteps, name_what_is_assigned_and_how_much_of_it_is_late)
{
    Situation situation;
    situation.duties.to_do = 3;
    situation.duties.late_to_do = 2;
    situation.duties.to_judge = 1;
    situation.late_findings = 4;
    const Actor auditee{Id<Person>("P-0004"), "Murat", {Role::Auditee}};
    const auto steps = next_steps(situation, auditee, today);
    ASSERT_EQ(steps.size(), 2U);
    EXPECT_EQ(steps[0].code, "mine_do");
    EXPECT_EQ(steps[0].count, 3);
    EXPECT_EQ(steps[0].late_count, 2);
    EXPECT_TRUE(steps[0].late);
    EXPECT_EQ(steps[1].code, "mine_judge");
    EXPECT_FALSE(steps[1].late);
    EXPECT_EQ(codes(situation, management), (Codes{"mine_do", "findings_late", "mine_judge"}))
        << "who sees to the whole sees what is late with others";
}

TEST(NextSteps, of_an_audit_one_sees_the_plan_of_are_none)
{
    Situation situation;
    situation.at_work = {at(AuditState::Planned, "2026-11-10")};
    situation.at_work.front().sight = Sight::Plan;
    EXPECT_EQ(codes(situation, quality), (Codes{"scope", "criteria", "audit_first"}));
}

} // namespace clausebook

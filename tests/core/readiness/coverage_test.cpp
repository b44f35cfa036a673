// Coverage over several audits: domain F.2, rulings 11 and 23.

#include "core/readiness/coverage.h"

#include <gtest/gtest.h>

namespace clausebook {
namespace {

const Date today = *parse_date("2026-11-22");

Clause clause(const std::string& number, int questions)
{
    Clause made{*ClauseNumber::parse(number), *ClauseNumber::parse(number.substr(0, 1))};
    for (int i = 1; i <= questions; ++i)
        made.questions.push_back(
            {*QuestionId::parse(number + "-Q" + std::to_string(i)), {StageTag::S1}, {}, {}});
    return made;
}

Checklist small()
{
    Checklist checklist;
    checklist.clauses = {clause("5.3", 2), clause("5.4", 1), clause("5.4.1", 1), clause("5.4.2", 1),
                         clause("7.4", 5)};
    return checklist;
}

AuditResults audit(const std::string& key, const std::string& starts_on)
{
    return {Id<Audit>(key), AuditState::InProgress, parse_date(starts_on), {}};
}

void answer(AuditResults& results, const std::string& question, Result result,
            const std::string& site = "all")
{
    Answer given{{results.audit, *QuestionId::parse(question), site}};
    given.result = result;
    results.source.answers.push_back(given);
}

Mark mark_of(const AuditProgress& progress, const std::string& question)
{
    const auto id = *QuestionId::parse(question);
    for (const auto& each : progress.find(id.clause())->questions)
        if (each.question == id) return each.mark;
    return Mark::NotYet;
}

} // namespace

TEST(NewestResults, take_each_question_from_the_latest_audit_that_has_a_result)
{
    auto old = audit("IA-2026-01", "2026-02-01");
    answer(old, "5.3-Q1", Result::NC);
    answer(old, "5.3-Q2", Result::OFI);
    auto late = audit("IA-2026-02", "2026-09-01");
    answer(late, "5.3-Q1", Result::C);
    answer(late, "5.3-Q2", Result::None); // opened, not answered: takes nothing away
    for (const auto& order : {std::vector{old, late}, std::vector{late, old}}) {
        const auto checklist = small();
        const auto progress = newest_results(checklist, order, today);
        EXPECT_EQ(mark_of(progress, "5.3-Q1"), Mark::Conforms);
        EXPECT_EQ(mark_of(progress, "5.3-Q2"), Mark::Opportunity);
        EXPECT_EQ(progress.whole.questions, 10);
        EXPECT_EQ(progress.whole.seen, 2);
    }
}

TEST(NewestResults, leave_out_cancelled_audits_and_those_of_more_than_twelve_months_ago)
{
    EXPECT_TRUE(counts_on(AuditState::Completed, parse_date("2025-11-22"), today));
    EXPECT_FALSE(counts_on(AuditState::Completed, parse_date("2025-11-21"), today));
    EXPECT_FALSE(counts_on(AuditState::Cancelled, parse_date("2026-10-01"), today));
    EXPECT_FALSE(counts_on(AuditState::Planned, std::nullopt, today));
    EXPECT_TRUE(counts_on(AuditState::Completed, parse_date("2027-02-28"), *parse_date("2028-02-29")))
        << "29 February has no day a year earlier: its month's last does";
    auto cancelled = audit("IA-2026-01", "2026-10-01");
    cancelled.state = AuditState::Cancelled;
    answer(cancelled, "7.4-Q1", Result::NC);
    const auto checklist = small();
    EXPECT_EQ(mark_of(newest_results(checklist, {cancelled}, today), "7.4-Q1"), Mark::NotYet);
}

TEST(NewestResults, all_sites_of_that_audit_count_and_evidence_must_prove_each)
{
    auto one = audit("IA-2026-02", "2026-09-01");
    answer(one, "7.4-Q1", Result::C, "S-01");
    answer(one, "7.4-Q1", Result::OFI, "S-02");
    answer(one, "7.4-Q2", Result::C);
    one.source.evidenced = {"IA-2026-02/S-01/7.4-Q1", "IA-2026-02/all/7.4-Q2"};
    const auto checklist = small();
    const auto progress = newest_results(checklist, {one}, today);
    EXPECT_EQ(mark_of(progress, "7.4-Q1"), Mark::Opportunity);
    const auto& tally = progress.find(*ClauseNumber::parse("7.4"))->tally;
    EXPECT_EQ(tally.coverage().of, 2);
    EXPECT_EQ(tally.coverage().all, 5);
    EXPECT_EQ(tally.evidence().of, 1);
    EXPECT_EQ(tally.evidence().all, 2);
}

TEST(NewestResults, a_finding_grades_the_question_only_in_the_audit_the_result_comes_from)
{
    auto old = audit("IA-2026-01", "2026-02-01");
    answer(old, "7.4-Q1", Result::NC);
    old.source.findings.push_back({ClauseNumber::parse("7.4"),
                                   {{"all", *QuestionId::parse("7.4-Q1")}},
                                   Grade::MAJOR,
                                   FindingState::Raised});
    auto late = audit("IA-2026-02", "2026-09-01");
    answer(late, "7.4-Q1", Result::NC);
    const auto checklist = small();
    const auto progress = newest_results(checklist, {old, late}, today);
    EXPECT_EQ(mark_of(progress, "7.4-Q1"), Mark::Nonconforming);
    EXPECT_EQ(progress.find(*ClauseNumber::parse("7.4"))->status, ClauseStatus::Major)
        << "the open finding still stands on its clause";
    EXPECT_EQ(mark_of(newest_results(checklist, {old}, today), "7.4-Q1"), Mark::Major);
}

TEST(HeatCells, join_a_clause_with_those_under_it_and_show_the_worst)
{
    auto one = audit("IA-2026-02", "2026-09-01");
    answer(one, "5.4-Q1", Result::C);
    answer(one, "5.4.2-Q1", Result::OFI);
    answer(one, "5.3-Q1", Result::NC);
    const auto checklist = small();
    auto cells = heat_cells(checklist, newest_results(checklist, {one}, today));
    ASSERT_EQ(cells.size(), 3U);
    EXPECT_EQ(cells[0].worst, Mark::Nonconforming) << "a finding shows at once";
    EXPECT_EQ(cells[1].clause.str(), "5.4");
    EXPECT_EQ(cells[1].tally.questions, 3);
    EXPECT_EQ(cells[1].worst, Mark::NotYet) << "what is fine shows when all is answered";
    EXPECT_EQ(cells[2].worst, Mark::NotYet);
    answer(one, "5.4.1-Q1", Result::C);
    cells = heat_cells(checklist, newest_results(checklist, {one}, today));
    EXPECT_EQ(cells[1].worst, Mark::Opportunity);
}

TEST(HeatCells, keep_an_open_major_in_sight_when_a_newer_audit_sees_its_question_better)
{
    auto old = audit("IA-2026-01", "2026-02-01");
    answer(old, "7.4-Q1", Result::NC);
    old.source.findings.push_back({ClauseNumber::parse("7.4"),
                                   {{"all", *QuestionId::parse("7.4-Q1")}},
                                   Grade::MAJOR,
                                   FindingState::Raised});
    auto late = audit("IA-2026-02", "2026-09-01");
    answer(late, "7.4-Q1", Result::C);
    const auto checklist = small();
    EXPECT_EQ(heat_cells(checklist, newest_results(checklist, {old, late}, today)).back().worst, Mark::Major);
}

} // namespace clausebook

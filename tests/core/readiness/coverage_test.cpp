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

/// An audit of everything, with the rows its figures are made of.
struct Sample {
    Id<Audit> audit;
    AuditState state;
    std::optional<Date> starts_on;
    ProgressSource source;
};

Sample audit(const std::string& key, const std::string& starts_on)
{
    return {Id<Audit>(key), AuditState::InProgress, parse_date(starts_on), {}};
}

NewestResults newest_of(const Checklist& checklist, const std::vector<Sample>& samples)
{
    std::vector<KeptResults> results;
    for (auto sample : samples) {
        sample.source.planned = checklist.questions_with({StageTag::S1, StageTag::S2});
        results.push_back(
            std::make_shared<AuditResults>(AuditResults{sample.audit, sample.state, sample.starts_on,
                                                        progress_of(sample.source), sample.source.findings}));
    }
    return newest_results(checklist, results, today);
}

AuditProgress newest_progress(const Checklist& checklist, const std::vector<Sample>& samples)
{
    return newest_of(checklist, samples).progress;
}

void answer(Sample& results, const std::string& question, Result result, const std::string& site = "all")
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
        const auto progress = newest_progress(checklist, order);
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
    EXPECT_EQ(mark_of(newest_progress(checklist, {cancelled}), "7.4-Q1"), Mark::NotYet);
}

TEST(NewestResults, all_sites_of_that_audit_count_and_evidence_must_prove_each)
{
    auto one = audit("IA-2026-02", "2026-09-01");
    answer(one, "7.4-Q1", Result::C, "S-01");
    answer(one, "7.4-Q1", Result::OFI, "S-02");
    answer(one, "7.4-Q2", Result::C);
    one.source.evidenced = {"IA-2026-02/S-01/7.4-Q1", "IA-2026-02/all/7.4-Q2"};
    const auto checklist = small();
    const auto progress = newest_progress(checklist, {one});
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
    const auto progress = newest_progress(checklist, {old, late});
    EXPECT_EQ(mark_of(progress, "7.4-Q1"), Mark::Nonconforming);
    EXPECT_EQ(progress.find(*ClauseNumber::parse("7.4"))->status, ClauseStatus::Major)
        << "the open finding still stands on its clause";
    EXPECT_EQ(mark_of(newest_progress(checklist, {old}), "7.4-Q1"), Mark::Major);
}

TEST(NewestResults, say_which_audit_each_is_from_and_lists_show_as_many_as_the_figures_count)
{
    auto old = audit("IA-2026-01", "2026-02-01");
    answer(old, "5.3-Q1", Result::C);
    answer(old, "7.4-Q1", Result::NA);
    auto late = audit("IA-2026-02", "2026-09-01");
    answer(late, "7.4-Q1", Result::OFI);
    answer(late, "7.4-Q2", Result::NS);
    answer(late, "7.4-Q3", Result::C);
    late.source.evidenced = {"IA-2026-02/all/7.4-Q3"};
    const auto checklist = small();
    const auto newest = newest_of(checklist, {old, late});
    EXPECT_EQ(newest.from.at(*QuestionId::parse("5.3-Q1")).str(), "IA-2026-01");
    EXPECT_EQ(newest.from.at(*QuestionId::parse("7.4-Q1")).str(), "IA-2026-02");
    const auto& whole = newest.progress.whole;
    using enum ResultFilter::Show;
    const auto rows = [&](ResultFilter::Show show) {
        return static_cast<int>(shown(newest.progress, {std::nullopt, std::nullopt, show}).size());
    };
    EXPECT_EQ(rows(All), whole.questions);
    EXPECT_EQ(rows(Answered), whole.answered());
    EXPECT_EQ(rows(Seen), whole.coverage().of);
    EXPECT_EQ(rows(Unseen), whole.coverage().all - whole.coverage().of);
    EXPECT_EQ(rows(Proven), whole.evidence().of);
    EXPECT_EQ(rows(Unproven), whole.evidence().all - whole.evidence().of);
    EXPECT_EQ(rows(Unproven), 2) << "an opportunity without evidence as well";
    for (const auto mark : all_marks)
        EXPECT_EQ(static_cast<int>(shown(newest.progress, {std::nullopt, mark}).size()), whole.count(mark));
    EXPECT_EQ(shown(newest.progress, {ClauseNumber::parse("5.4"), std::nullopt}).size(), 3U)
        << "with what is under it";
    for (const auto show : {Answered, Seen, Unseen, Proven, Unproven}) EXPECT_EQ(parse_show(str(show)), show);
}

TEST(NewestResults, tell_beside_a_clause_which_finding_concerns_it_and_counts_elsewhere)
{
    auto one = audit("IA-2026-02", "2026-09-01");
    for (const auto* question : {"5.3-Q1", "5.3-Q2"}) answer(one, question, Result::C);
    answer(one, "5.3-Q2", Result::NC);
    FindingOnClause finding{ClauseNumber::parse("7.4"),
                            {{"all", *QuestionId::parse("5.3-Q2")}},
                            Grade::MAJOR,
                            FindingState::Raised};
    finding.key = Id<Finding>("IA-2026-02/f1");
    finding.number = "IA-2026-02-01";
    finding.secondary = {*ClauseNumber::parse("5.4")};
    one.source.findings = {finding};
    one.source.answers.erase(one.source.answers.begin() + 1);
    const auto checklist = small();
    const auto progress = newest_progress(checklist, {one});
    const auto& touched = *progress.find(*ClauseNumber::parse("5.3"));
    EXPECT_EQ(touched.worst, Mark::Major);
    EXPECT_EQ(touched.status, ClauseStatus::Conforming) << "it counts at its primary clause only";
    ASSERT_EQ(touched.also_concerned.size(), 1U);
    EXPECT_EQ(touched.also_concerned[0].number, "IA-2026-02-01");
    EXPECT_EQ(touched.also_concerned[0].primary.str(), "7.4");
    EXPECT_EQ(progress.find(*ClauseNumber::parse("5.4"))->also_concerned.size(), 1U) << "named as secondary";
    EXPECT_TRUE(progress.find(*ClauseNumber::parse("7.4"))->also_concerned.empty());
    EXPECT_EQ(progress.find(*ClauseNumber::parse("7.4"))->status, ClauseStatus::Major);
    one.source.findings[0].state = FindingState::Closed;
    EXPECT_TRUE(newest_progress(checklist, {one}).find(*ClauseNumber::parse("5.3"))->also_concerned.empty());
}

TEST(HeatCells, join_a_clause_with_those_under_it_and_show_the_worst)
{
    auto one = audit("IA-2026-02", "2026-09-01");
    answer(one, "5.4-Q1", Result::C);
    answer(one, "5.4.2-Q1", Result::OFI);
    answer(one, "5.3-Q1", Result::NC);
    const auto checklist = small();
    auto cells = heat_cells(checklist, newest_progress(checklist, {one}));
    ASSERT_EQ(cells.size(), 3U);
    EXPECT_EQ(cells[0].worst, Mark::Nonconforming) << "a finding shows at once";
    EXPECT_EQ(cells[1].clause.str(), "5.4");
    EXPECT_EQ(cells[1].tally.questions, 3);
    EXPECT_EQ(cells[1].worst, Mark::NotYet) << "what is fine shows when all is answered";
    EXPECT_EQ(cells[2].worst, Mark::NotYet);
    answer(one, "5.4.1-Q1", Result::C);
    cells = heat_cells(checklist, newest_progress(checklist, {one}));
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
    EXPECT_EQ(heat_cells(checklist, newest_progress(checklist, {old, late})).back().worst, Mark::Major);
}

} // namespace clausebook

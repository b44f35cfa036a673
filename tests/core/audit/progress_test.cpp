#include "core/audit/progress.h"

#include <gtest/gtest.h>

namespace clausebook {
namespace {

const Id<Audit> audit_key{"IA-2026-01"};

QuestionId id(const char* text)
{
    return *QuestionId::parse(text);
}

/// Five questions of 7.4, one of 8.1, one scheme item.
class Figures : public ::testing::Test {
protected:
    std::vector<Question> questions;
    ProgressSource source;

    void SetUp() override
    {
        for (const auto* text : {"7.4-Q1", "7.4-Q2", "7.4-Q3", "7.4-Q4", "7.4-Q5", "8.1-Q1", "X.3"})
            questions.push_back({id(text), {}, {}, {}});
        for (const auto& question : questions) source.planned.push_back(&question);
    }

    Answer& answer(const char* question, Result result, const std::string& site = "all")
    {
        Answer answer{{audit_key, id(question), site}};
        answer.result = result;
        source.answers.push_back(answer);
        return source.answers.back();
    }

    void finding(Grade grade, const char* question, FindingState state = FindingState::Draft)
    {
        source.findings.push_back({id(question).clause(), {{"all", id(question)}}, grade, state});
    }

    ClauseProgress clause(const char* number) const
    {
        return *progress_of(source).find(*ClauseNumber::parse(number));
    }
};

TEST_F(Figures, of_nothing_answered_are_all_not_yet)
{
    const auto progress = progress_of(source);
    EXPECT_EQ(progress.whole.questions, 7);
    EXPECT_EQ(progress.whole.answered(), 0);
    EXPECT_EQ(progress.whole.coverage().percent(), 0);
    ASSERT_EQ(progress.clauses.size(), 3U);
    EXPECT_EQ(progress.clauses[2].clause.str(), "X");
    EXPECT_EQ(clause("7.4").status, ClauseStatus::NotAssessed);
}

TEST_F(Figures, count_by_what_a_question_shows)
{
    answer("7.4-Q1", Result::C);
    answer("7.4-Q2", Result::NC);
    answer("7.4-Q3", Result::OFI);
    answer("7.4-Q4", Result::NA);
    answer("7.4-Q5", Result::NS);
    finding(Grade::MINOR, "7.4-Q2");
    finding(Grade::MAJOR, "7.4-Q2");
    const auto at = clause("7.4");
    EXPECT_EQ(at.tally.answered(), 5);
    EXPECT_EQ(at.tally.count(Mark::Major), 1);
    EXPECT_EQ(at.tally.count(Mark::Minor), 0);
    EXPECT_EQ(at.questions[1].mark, Mark::Major);
    EXPECT_EQ(at.questions[1].live_findings, 2);
    EXPECT_EQ(at.live_findings, 2);
    EXPECT_EQ(at.tally.seen, 3) << "neither not seen nor not applicable";
    EXPECT_EQ(at.tally.coverage().all, 4) << "not applicable is out";
    EXPECT_EQ(at.worst, Mark::Major);
}

TEST_F(Figures, count_evidence_of_what_stands_only)
{
    answer("7.4-Q1", Result::C);
    answer("7.4-Q2", Result::OFI);
    answer("7.4-Q3", Result::NC);
    source.evidenced = {"IA-2026-01/all/7.4-Q1", "IA-2026-01/all/7.4-Q3"};
    EXPECT_EQ(clause("7.4").tally.evidence().of, 1);
    EXPECT_EQ(clause("7.4").tally.evidence().all, 2);
    EXPECT_EQ(clause("8.1").tally.evidence().percent(), 0);
}

TEST_F(Figures, call_a_clause_assessed_from_four_fifths_on)
{
    for (const auto* question : {"7.4-Q1", "7.4-Q2", "7.4-Q3"}) answer(question, Result::C);
    EXPECT_EQ(clause("7.4").status, ClauseStatus::NotAssessed);
    answer("7.4-Q4", Result::C);
    EXPECT_EQ(clause("7.4").status, ClauseStatus::Conforming);
    source.answers.back().result = Result::OFI;
    EXPECT_EQ(clause("7.4").status, ClauseStatus::Opportunity);
}

TEST_F(Figures, give_a_clause_the_status_of_its_worst_open_finding)
{
    answer("7.4-Q1", Result::NC);
    EXPECT_EQ(clause("7.4").status, ClauseStatus::NotAssessed);
    finding(Grade::MINOR, "7.4-Q1");
    EXPECT_EQ(clause("7.4").status, ClauseStatus::Minor);
    finding(Grade::MAJOR, "7.4-Q1", FindingState::Closed);
    EXPECT_EQ(clause("7.4").status, ClauseStatus::Minor) << "a closed one is not open";
    source.findings.back().state = FindingState::Raised;
    EXPECT_EQ(clause("7.4").status, ClauseStatus::Major);
}

TEST_F(Figures, leave_a_clause_with_an_nc_without_finding_unassessed)
{
    for (const auto* question : {"7.4-Q1", "7.4-Q2", "7.4-Q3", "7.4-Q4"}) answer(question, Result::C);
    answer("7.4-Q5", Result::NC);
    EXPECT_EQ(clause("7.4").status, ClauseStatus::NotAssessed);
}

TEST_F(Figures, count_a_question_of_several_sites_once_with_its_worst)
{
    answer("8.1-Q1", Result::C, "S-01");
    answer("8.1-Q1", Result::NS, "S-02");
    EXPECT_EQ(clause("8.1").tally.answered(), 1);
    EXPECT_EQ(clause("8.1").questions[0].mark, Mark::NotSeen);
}

TEST_F(Figures, know_a_clause_without_a_question_that_applies)
{
    answer("8.1-Q1", Result::NA);
    EXPECT_EQ(clause("8.1").status, ClauseStatus::NotPlanned);
}

TEST_F(Figures, show_an_open_clause_as_open_unless_it_has_a_finding)
{
    answer("7.4-Q1", Result::C);
    EXPECT_EQ(clause("7.4").worst, Mark::NotYet);
    answer("8.1-Q1", Result::C);
    EXPECT_EQ(clause("8.1").worst, Mark::Conforms);
    answer("7.4-Q2", Result::NC);
    EXPECT_EQ(clause("7.4").worst, Mark::Nonconforming);
}

TEST_F(Figures, leave_out_answers_to_questions_that_are_not_planned)
{
    answer("5.3-Q1", Result::C);
    EXPECT_EQ(progress_of(source).whole.answered(), 0);
}

TEST(Share, is_never_rounded_up_to_all)
{
    EXPECT_EQ((Share{0, 0}.percent()), 0);
    EXPECT_EQ((Share{1, 3}.percent()), 33);
    EXPECT_EQ((Share{1, 2}.percent()), 50);
    EXPECT_EQ((Share{199, 200}.percent()), 99);
    EXPECT_EQ((Share{200, 200}.percent()), 100);
}

} // namespace
} // namespace clausebook

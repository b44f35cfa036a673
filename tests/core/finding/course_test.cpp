#include "core/finding/course.h"
#include "core/finding/finding_figures.h"

#include <gtest/gtest.h>

namespace clausebook {
namespace {

using Kind = FindingFrame::Kind;

Date date(const char* text)
{
    return *parse_date(text);
}

TEST(Deadlines, are_days_from_the_closing_meeting)
{
    struct Row {
        Grade grade;
        Kind kind;
        const char* correction;
        const char* plan;
        const char* implementation;
    };
    const Row rows[] = {
        {Grade::MAJOR, Kind::Internal, "2026-12-02", "2026-12-02", "2026-12-02"},
        {Grade::MINOR, Kind::Internal, "2027-01-01", "2027-01-01", "2027-01-01"},
        {Grade::OFI, Kind::Internal, "", "2027-02-01", ""}, // 31 January is a Sunday
        {Grade::MAJOR, Kind::Certification, "2026-12-02", "2026-12-02", "2027-02-01"},
        {Grade::MINOR, Kind::Certification, "2027-01-01", "2026-12-02", "2027-02-01"},
        {Grade::OFI, Kind::Certification, "", "", ""},
        {Grade::AOC, Kind::StageOne, "", "", ""},
    };
    const auto shown = [](const std::optional<Date>& day) {
        return day ? to_string(*day) : std::string();
    };
    for (const auto& row : rows) {
        const auto dates = deadlines(row.grade, row.kind, date("2026-11-02"));
        EXPECT_EQ(shown(dates.correction), row.correction) << str(row.grade);
        EXPECT_EQ(shown(dates.plan), row.plan) << str(row.grade);
        EXPECT_EQ(shown(dates.implementation), row.implementation) << str(row.grade);
        EXPECT_FALSE(deadlines(row.grade, row.kind, {}).plan) << "no meeting, no date";
    }
}

TEST(Deadlines, that_fall_on_a_week_end_move_to_monday)
{
    // The vector of domain G.6: closing 2026-04-10, 30 days are 2026-05-10, a Sunday.
    EXPECT_EQ(deadlines(Grade::MAJOR, Kind::Internal, date("2026-04-10")).plan, date("2026-05-11"));
    EXPECT_EQ(working_day_from(date("2026-05-09")), date("2026-05-11"));
    EXPECT_EQ(working_day_from(date("2026-05-08")), date("2026-05-08"));
}

TEST(Lateness, begins_the_day_after)
{
    const Due due{Due::What::Plan, date("2026-11-20")};
    EXPECT_FALSE(is_late(due, date("2026-11-20")));
    EXPECT_TRUE(is_late(due, date("2026-11-21")));
}

TEST(Lateness, is_of_what_is_due_next)
{
    const Deadlines dates{date("2026-11-01"), date("2026-11-02"), date("2026-11-03")};
    const auto until = [&](FindingState state, Grade grade = Grade::MAJOR) {
        const auto due = due_next(grade, state, dates, CorrectionProof::Accepted);
        return due ? to_string(due->until) : std::string();
    };
    for (const auto state :
         {FindingState::Raised, FindingState::Acknowledged, FindingState::ResponseRejected})
        EXPECT_EQ(until(state), "2026-11-02");
    for (const auto state : {FindingState::ResponseSubmitted, FindingState::PlanAccepted})
        EXPECT_EQ(until(state), "2026-11-03");
    for (const auto state : {FindingState::Draft, FindingState::Implemented, FindingState::Verified,
                             FindingState::Closed, FindingState::Withdrawn})
        EXPECT_EQ(until(state), "") << str(state);
}

TEST(Lateness, is_of_the_correction_until_it_is_proven)
{
    const Deadlines minor{date("2026-12-20"), date("2026-11-20"), date("2027-01-20")};
    const auto next = [&](FindingState state, CorrectionProof proof) {
        const auto due = due_next(Grade::MINOR, state, minor, proof);
        return due ? std::optional(due->what) : std::nullopt;
    };
    using enum CorrectionProof;
    EXPECT_EQ(next(FindingState::Acknowledged, Open), Due::What::Plan) << "the plan comes first";
    EXPECT_EQ(next(FindingState::PlanAccepted, Open), Due::What::Correction);
    EXPECT_EQ(next(FindingState::PlanAccepted, Accepted), Due::What::Implementation);
    EXPECT_EQ(next(FindingState::Implemented, Open), std::nullopt);
    const auto none = due_next(Grade::MINOR, FindingState::PlanAccepted, {}, Open);
    EXPECT_FALSE(none) << "no meeting, no date";
}

Finding raised(Grade grade, FindingState state)
{
    Finding finding;
    finding.number = "IA-2026-01-01";
    finding.grade = grade;
    finding.state = state;
    finding.raised_by = Id<Person>("P-0001");
    finding.raised_on = date("2026-11-01");
    return finding;
}

TEST(Course, says_who_and_when_for_what_is_passed_and_what_comes_next)
{
    const std::vector<StepTaken> steps = {
        {1, FindingState::Acknowledged, Id<Person>("P-0002"), date("2026-11-02"), {}, {}, {}},
        {2, FindingState::ResponseSubmitted, Id<Person>("P-0002"), date("2026-11-03"), {}, {}, {}},
        {3, FindingState::ResponseRejected, Id<Person>("P-0001"), date("2026-11-04"), "More", {}, {}},
        {4, FindingState::ResponseSubmitted, Id<Person>("P-0003"), date("2026-11-05"), {}, {}, {}}};
    const auto course = course_of(raised(Grade::MAJOR, FindingState::ResponseSubmitted), steps);
    ASSERT_EQ(course.size(), 7U);
    using Where = Passage::Where;
    const Where wheres[] = {Where::Passed, Where::Passed, Where::Passed, Where::Next,
                            Where::Ahead,  Where::Ahead,  Where::Ahead};
    for (std::size_t i = 0; i < course.size(); ++i) EXPECT_EQ(course[i].where, wheres[i]) << i;
    EXPECT_EQ(course[0].by.str(), "P-0001");
    EXPECT_EQ(course[2].by.str(), "P-0003") << "the response that stands, not the one sent back";
    EXPECT_EQ(course[2].on, date("2026-11-05"));
    const auto sent_back = course_of(raised(Grade::MAJOR, FindingState::ResponseRejected), steps);
    EXPECT_EQ(sent_back[2].where, Where::Next);
    EXPECT_TRUE(course_of(Finding(), {}).empty()) << "a draft has no course";
    for (const auto& passage : course_of(raised(Grade::MAJOR, FindingState::Withdrawn), {}))
        EXPECT_NE(passage.where, Where::Next);
}

TEST(Course, of_an_opportunity_and_of_a_concern_is_shorter)
{
    EXPECT_EQ(course_of(raised(Grade::OFI, FindingState::Raised), {}).size(), 3U);
    EXPECT_EQ(course_of(raised(Grade::AOC, FindingState::Raised), {}).size(), 4U);
}

TEST(Milestones, hold_every_state_that_counts_once)
{
    std::size_t states = 0;
    for (const auto milestone : milestones) states += states_at(milestone).size();
    EXPECT_EQ(states, finding_states.size() - 2) << "a draft and what is withdrawn have reached none";
}

TEST(ClosedOn, is_the_day_of_the_last_step)
{
    const std::vector<StepTaken> steps = {{1, FindingState::Closed, {}, date("2026-11-09"), {}, {}, {}}};
    EXPECT_EQ(closed_on(raised(Grade::OFI, FindingState::Closed), steps), date("2026-11-09"));
    EXPECT_FALSE(closed_on(raised(Grade::OFI, FindingState::Raised), steps));
}

} // namespace
TEST(LateSince, is_the_last_closing_meeting_after_which_core_calls_it_late)
{
    const auto now = *parse_date("2026-11-22");
    int late = 0;
    for (const auto kind :
         {FindingFrame::Kind::Internal, FindingFrame::Kind::StageOne, FindingFrame::Kind::Certification})
        for (const auto grade : all_grades)
            for (const auto state : finding_states)
                for (const auto proof : {CorrectionProof::Open, CorrectionProof::Accepted}) {
                    const auto since = late_since(grade, kind, state, proof, now);
                    for (int days = 0; days < 200; ++days) {
                        const auto closing = plus_days(now, -days);
                        const auto due = due_next(grade, state, deadlines(grade, kind, closing), proof);
                        const bool is = due && is_late(*due, now);
                        EXPECT_EQ(since && closing <= *since, is)
                            << str(grade) << " " << str(state) << " " << days;
                        late += is;
                    }
                }
    EXPECT_GT(late, 1000);
}

TEST(FindingFigures, count_what_is_open_by_step_and_grade_and_what_is_closed_apart)
{
    const auto figures = finding_figures({{Grade::MAJOR, FindingState::Raised, 2},
                                          {Grade::MAJOR, FindingState::Disputed, 1},
                                          {Grade::MINOR, FindingState::Closed, 4},
                                          {Grade::MINOR, FindingState::Verified, 1},
                                          {Grade::OFI, FindingState::Draft, 3},
                                          {Grade::OFI, FindingState::Withdrawn, 9}});
    EXPECT_EQ(figures.open, 7);
    EXPECT_EQ(figures.drafts, 3);
    EXPECT_EQ(figures.closed, 4);
    EXPECT_EQ(figures.at_step,
              (std::map<Milestone, std::int64_t>{{Milestone::Raised, 3}, {Milestone::Verified, 1}}));
    EXPECT_EQ(figures.open_of,
              (std::map<Grade, std::int64_t>{{Grade::MAJOR, 3}, {Grade::MINOR, 1}, {Grade::OFI, 3}}));
    std::int64_t steps = figures.drafts;
    for (const auto& [step, count] : figures.at_step) steps += count;
    EXPECT_EQ(steps, figures.open) << "closed ones are not among the open";
}

} // namespace clausebook

#include "core/audit/answer.h"
#include "core/base/form_rules.h"

#include <gtest/gtest.h>

namespace clausebook {
namespace {

const Id<Audit> audit_key{"IA-2026-01"};
const auto question = *QuestionId::parse("7.4-Q2");
const std::string reason = "No complaints come by post here.";

Answer fresh()
{
    return Answer{{audit_key, question}};
}

std::string refused(const Answer& before, const AnswerChange& change)
{
    try {
        changed(before, change);
    } catch (const Refusal& refusal) {
        return refusal.code() + "@" + refusal.field();
    }
    return "";
}

TEST(Answer, has_a_key_that_names_audit_site_and_question)
{
    EXPECT_EQ((AnswerKey{audit_key, question}.str()), "IA-2026-01/all/7.4-Q2");
    EXPECT_EQ((AnswerKey{audit_key, question, "S-01"}.str()), "IA-2026-01/S-01/7.4-Q2");
}

TEST(Answer, has_codes_that_are_read_as_they_are_written)
{
    for (const auto result : all_results) EXPECT_EQ(parse_result(str(result)), result);
    for (const auto method : all_answer_methods) EXPECT_EQ(parse_answer_method(str(method)), method);
    for (const auto mark : all_marks) EXPECT_EQ(parse_mark(str(mark)), mark);
    EXPECT_FALSE(parse_mark("PARTLY"));
    EXPECT_FALSE(parse_mark(""));
    EXPECT_FALSE(parse_answer_method("guess"));
}

TEST(Answer, stores_a_choice_as_a_result_and_leaves_the_grade_to_the_finding)
{
    struct {
        Mark choice;
        Result result;
        std::optional<Grade> grade;
    } const table[] = {
        {Mark::NotYet, Result::None, {}},        {Mark::Conforms, Result::C, {}},
        {Mark::Minor, Result::NC, Grade::MINOR}, {Mark::Major, Result::NC, Grade::MAJOR},
        {Mark::Opportunity, Result::OFI, {}},    {Mark::NotApplicable, Result::NA, {}},
        {Mark::NotSeen, Result::NS, {}},
    };
    for (const auto& row : table) {
        EXPECT_EQ(result_of(row.choice), row.result) << str(row.choice);
        EXPECT_EQ(grade_of(row.choice), row.grade) << str(row.choice);
        EXPECT_TRUE(is_choice(row.choice)) << str(row.choice);
    }
    EXPECT_FALSE(is_choice(Mark::Nonconforming));
    EXPECT_FALSE(is_choice(Mark::Concern));
}

TEST(Answer, shows_the_worst_finding_in_place_of_its_result)
{
    EXPECT_EQ(shown(Result::NC, Grade::MAJOR), Mark::Major);
    EXPECT_EQ(shown(Result::NC, Grade::MINOR), Mark::Minor);
    EXPECT_EQ(shown(Result::NC, Grade::AOC), Mark::Concern);
    EXPECT_EQ(shown(Result::NC, {}), Mark::Nonconforming);
    EXPECT_EQ(shown(Result::OFI, {}), Mark::Opportunity);
    EXPECT_EQ(shown(Result::OFI, Grade::OFI), Mark::Opportunity);
    EXPECT_EQ(shown(Result::OFI, Grade::MINOR), Mark::Minor);
    EXPECT_EQ(shown(Result::C, {}), Mark::Conforms);
    EXPECT_EQ(shown(Result::None, Grade::MAJOR), Mark::NotYet) << "a finding alone answers nothing";
}

TEST(Answer, changes_only_what_is_said)
{
    AnswerChange first;
    first.choice = Mark::Conforms;
    first.note = "  25 files seen  ";
    first.method = AnswerMethod::Examine;
    first.interviewee = "Team leader";
    first.flag = Flag::Up;
    const auto one = changed(fresh(), first);
    EXPECT_EQ(one.result, Result::C);
    EXPECT_EQ(one.note, "25 files seen");
    EXPECT_TRUE(one.flagged);

    AnswerChange second;
    second.choice = Mark::NotYet;
    const auto two = changed(one, second);
    EXPECT_EQ(two.result, Result::None);
    EXPECT_EQ(two.note, one.note) << "clearing a result keeps what was written";
    EXPECT_EQ(two.method, AnswerMethod::Examine);
    EXPECT_EQ(two.interviewee, "Team leader");
}

TEST(Answer, says_not_applicable_only_with_a_reason)
{
    AnswerChange change;
    change.choice = Mark::NotApplicable;
    EXPECT_EQ(refused(fresh(), change), "na_reason_short@note");
    change.note = "   nineteen characters   ";
    change.note = "1234567890123456789";
    EXPECT_EQ(refused(fresh(), change), "na_reason_short@note");
    change.note = "ığüşöçİĞÜŞÖÇ12345678";
    EXPECT_EQ(refused(fresh(), change), "") << "20 characters, more bytes";

    const auto na = changed(fresh(), change);
    AnswerChange shorter;
    shorter.note = "no";
    EXPECT_EQ(refused(na, shorter), "na_reason_short@note");
}

TEST(Answer, loses_the_approval_of_not_applicable_when_result_or_reason_change)
{
    AnswerChange change;
    change.choice = Mark::NotApplicable;
    change.note = reason;
    auto approved = changed(fresh(), change);
    approved.na_approved_by = Id<Person>("P-0002");
    approved.na_approved_on = parse_date("2026-11-22");

    AnswerChange flag;
    flag.flag = Flag::Up;
    EXPECT_FALSE(changed(approved, flag).na_approved_by.empty());
    AnswerChange note;
    note.note = reason + " Asked twice.";
    EXPECT_TRUE(changed(approved, note).na_approved_by.empty());
    EXPECT_FALSE(changed(approved, note).na_approved_on);
    AnswerChange result;
    result.choice = Mark::Conforms;
    EXPECT_TRUE(changed(approved, result).na_approved_by.empty());
}

TEST(Answer, refuses_texts_that_are_too_long_or_not_clean)
{
    AnswerChange change;
    change.note = std::string(text_limit, 'a');
    EXPECT_EQ(refused(fresh(), change), "");
    change.note = std::string(text_limit + 1, 'a');
    EXPECT_EQ(refused(fresh(), change), "too_long@note");
    change.note = std::string("a\x01", 2);
    EXPECT_EQ(refused(fresh(), change), "unclean@note");
    AnswerChange who;
    who.interviewee = "two\nlines";
    EXPECT_EQ(refused(fresh(), who), "unclean@interviewee");
    who.interviewee = std::string(line_limit + 1, 'a');
    EXPECT_EQ(refused(fresh(), who), "too_long@interviewee");
    AnswerChange choice;
    choice.choice = Mark::Nonconforming;
    EXPECT_EQ(refused(fresh(), choice), "choice_unknown@result");
}

TEST(Answer, is_written_by_lead_and_auditors_while_fieldwork_goes_on)
{
    const auto code = [](AuditState state, Part part) {
        Audit audit;
        audit.state = state;
        try {
            check_may_answer(audit, {part});
        } catch (const Refusal& refusal) {
            return refusal.code();
        }
        return std::string();
    };
    for (const auto state : audit_states)
        EXPECT_EQ(code(state, Part::Auditor), state == AuditState::InProgress ? "" : "answers_closed")
            << str(state);
    EXPECT_EQ(code(AuditState::InProgress, Part::Lead), "");
    for (const auto part :
         {Part::QualityManager, Part::TopManagement, Part::Expert, Part::Observer, Part::Auditee})
        EXPECT_EQ(code(AuditState::InProgress, part), "only_auditors");
}

TEST(Answer, may_be_corrected_after_fieldwork_by_the_lead_when_no_report_can_say_it)
{
    Audit audit;
    auto answer = fresh();
    answer.result = Result::NC;
    for (const auto state : audit_states) {
        audit.state = state;
        const bool between = state == AuditState::FieldworkDone || state == AuditState::ReportDraft;
        EXPECT_EQ(may_correct(audit, {Part::Lead}, answer, 0), between) << str(state);
        EXPECT_FALSE(may_correct(audit, {Part::Auditor, Part::QualityManager}, answer, 0)) << str(state);
        EXPECT_FALSE(may_correct(audit, {Part::Lead}, answer, 1)) << str(state);
    }
    audit.state = AuditState::ReportDraft;
    for (const auto result : all_results) {
        answer.result = result;
        EXPECT_EQ(may_correct(audit, {Part::Lead}, answer, 0), result == Result::NC);
    }
}

} // namespace
} // namespace clausebook

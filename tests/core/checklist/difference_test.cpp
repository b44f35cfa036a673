#include "checklist/reader.h"
#include "checklist/small_checklist.h"
#include "core/checklist/checklist_import.h"
#include "core/checklist/difference.h"

#include <gtest/gtest.h>

namespace clausebook {
namespace {

using Kind = ChecklistDifference::Kind;
using Subject = ChecklistDifference::Subject;

Checklist small()
{
    return checklist::read(small_checklist()).checklist.value();
}

std::string told(const std::vector<ChecklistDifference>& differences)
{
    std::string text;
    for (const auto& each : differences) {
        text += each.kind == Kind::Added ? "+" : each.kind == Kind::Removed ? "-" : "~";
        text += each.place;
        for (const auto& part : each.parts) text.append(" ").append(part);
        text += "; ";
    }
    return text;
}

TEST(ChecklistDifference, there_is_none_between_equal_checklists)
{
    auto other = small();
    other.identity.revision = 2;
    EXPECT_EQ(told(differences(small(), other)), "");
}

TEST(ChecklistDifference, names_every_part_that_differs_in_the_order_of_the_standard)
{
    auto after = small();
    after.note.tr = "Başka";
    after.stage_labels[StageTag::S1].en = "other";
    after.groups[0].title.en = "Other";
    auto& clause = after.clauses[0];
    clause.weight = 1;
    clause.key = false;
    clause.interviewees.pop_back();
    clause.references.pop_back();
    clause.questions[1].text.en = "Who else?";
    clause.questions[1].stages = {StageTag::S1};
    after.scheme_items[0].evidence_examples.clear();
    EXPECT_EQ(told(differences(small(), after)),
              "~ note labels; ~7 title; ~7.4 weight key interviewees references; ~7.4-Q2 text stages; "
              "~X.1 examples; ");
}

TEST(ChecklistDifference, names_what_is_new_and_what_is_gone_with_its_text)
{
    auto after = small();
    after.clauses.pop_back(); // 7.4.1 with its question
    auto fresh = after.clauses[0].questions[0];
    fresh.id = *QuestionId::parse("7.4-Q3");
    fresh.text = {"New?", "Yeni?"};
    after.clauses[0].questions.push_back(fresh);
    const auto found = differences(small(), after);
    EXPECT_EQ(told(found), "+7.4-Q3; -7.4.1; -7.4.1-Q1; ");
    EXPECT_EQ(found[0].before, Localized());
    EXPECT_EQ(found[0].after.tr, "Yeni?");
    EXPECT_EQ(found[1].subject, Subject::Clause);
    EXPECT_EQ(found[2].before.en, "Why?");
    const auto count = count_of(found);
    EXPECT_EQ(count.added, 1);
    EXPECT_EQ(count.removed, 1) << "clauses are not counted as questions";
    EXPECT_EQ(count.changed, 0);
}

TEST(ChecklistFile, is_called_after_standard_edition_and_revision)
{
    EXPECT_EQ(file_name_of({"ISO 10002", 2018, 1}), "iso-10002-2018-r1.xml");
    EXPECT_EQ(file_name_of({"../ISO / 9001 ", 2015, 12}), "iso-9001-2015-r12.xml");
    EXPECT_EQ(file_name_of({"規格", 2020, 1}), "checklist-2020-r1.xml");
    EXPECT_EQ(standard_of({"ISO 10002", 2018, 1}), "ISO 10002:2018");
}

TEST(ChecklistKey, is_a_hash_and_nothing_that_leads_elsewhere)
{
    EXPECT_TRUE(is_checklist_key(std::string(64, 'a')));
    for (const auto& text : {std::string(), std::string(63, 'a'), std::string(65, 'a'), std::string(64, 'A'),
                             std::string(64, '.'), "../" + std::string(61, 'a')})
        EXPECT_FALSE(is_checklist_key(text)) << text;
}

} // namespace
} // namespace clausebook

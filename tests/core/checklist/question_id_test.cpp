#include "core/checklist/question_id.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace clausebook {
namespace {

TEST(QuestionId, reads_questions_and_scheme_items_and_writes_them_back)
{
    for (const char* text : {"7.4-Q2", "5.4.1-Q1", "4.15-Q10", "8.7-Q99", "X.1", "X.10"}) {
        const auto id = QuestionId::parse(text);
        ASSERT_TRUE(id) << text;
        EXPECT_EQ(id->str(), text);
    }
}

TEST(QuestionId, refuses_every_other_shape)
{
    for (const char* text : {"",       "7.4",   "7.4-",    "7.4-Q",   "7.4-Q0",  "7.4-Q02",   "7.4-Q100",
                             "7.4-q2", "7.4Q2", "7.4-Q2 ", " 7.4-Q2", "7.4-Q-1", "7.4-Q2-Q2", "X",
                             "X.3-Q1", "X.3.1", "A.3",     "-Q1",     "7.-Q1",   "x.3"})
        EXPECT_FALSE(QuestionId::parse(text)) << text;
    EXPECT_FALSE(QuestionId::parse(std::string_view("7.4-Q\0", 6)));
}

TEST(QuestionId, knows_its_clause)
{
    EXPECT_EQ(QuestionId::parse("5.4.1-Q2")->clause().str(), "5.4.1");
    EXPECT_FALSE(QuestionId::parse("5.4.1-Q2")->is_scheme_item());
    EXPECT_EQ(QuestionId::parse("X.3")->clause().str(), "X.3");
    EXPECT_TRUE(QuestionId::parse("X.3")->is_scheme_item());
}

TEST(QuestionId, sorts_as_printed)
{
    const std::vector<std::string> printed = {"4.2-Q1",  "4.10-Q1", "5.4-Q1", "5.4.1-Q1", "7.4-Q2",
                                              "7.4-Q10", "7.5-Q1",  "X.2",    "X.10"};
    std::vector<QuestionId> ids;
    for (const auto& text : printed) ids.push_back(*QuestionId::parse(text));
    std::reverse(ids.begin(), ids.end());
    std::sort(ids.begin(), ids.end());
    std::vector<std::string> sorted;
    for (const auto& id : ids) sorted.push_back(id.str());
    EXPECT_EQ(sorted, printed);
}

} // namespace
} // namespace clausebook

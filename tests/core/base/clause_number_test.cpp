#include "core/base/clause_number.h"

#include <gtest/gtest.h>

namespace clausebook {
namespace {

TEST(ClauseNumber, reads_what_the_standard_prints_and_writes_it_back)
{
    for (const char* text : {"7", "7.4", "8.1.2", "4.15", "X.1", "X.10", "A.2"}) {
        const auto clause = ClauseNumber::parse(text);
        ASSERT_TRUE(clause) << text;
        EXPECT_EQ(clause->str(), text);
    }
}

TEST(ClauseNumber, refuses_every_other_shape)
{
    for (const char* text :
         {"", "7.", ".4", "7.04", "x.1", "7.A", "1.2.3.4.5", "100", "7 4", "XX.1", "7.4\n"})
        EXPECT_FALSE(ClauseNumber::parse(text)) << text;
}

TEST(ClauseNumber, sorts_as_printed_and_not_as_text)
{
    const auto c = [](const char* text) {
        return *ClauseNumber::parse(text);
    };
    EXPECT_LT(c("4.9"), c("4.10"));
    EXPECT_LT(c("7"), c("7.1"));
    EXPECT_LT(c("8.7"), c("X.1"));
    EXPECT_TRUE(c("7.4.1").is_within(c("7.4")));
    EXPECT_TRUE(c("7.4").is_within(c("7.4")));
    EXPECT_FALSE(c("7.10").is_within(c("7.1")));
    EXPECT_EQ(c("X.1").chapter(), "X");
}

} // namespace
} // namespace clausebook

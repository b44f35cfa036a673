#include "core/base/time.h"

#include <gtest/gtest.h>

namespace clausebook {
namespace {

TEST(Dates, are_read_and_written_as_iso_8601_and_impossible_days_are_refused)
{
    EXPECT_EQ(to_string(*parse_date("2028-02-29")), "2028-02-29");
    for (const char* text :
         {"", "2026-02-30", "2026-2-3", "2026-13-01", "26-01-01", "2026/01/01", "2026-01-01 "})
        EXPECT_FALSE(parse_date(text)) << text;
}

TEST(Dates, move_by_days_over_the_ends_of_months)
{
    EXPECT_EQ(to_string(plus_days(*parse_date("2026-02-28"), 1)), "2026-03-01");
    EXPECT_EQ(days_between(*parse_date("2026-11-22"), *parse_date("2027-01-01")), 40);
}

TEST(Instants, keep_their_microseconds)
{
    const std::string text = "2026-11-22T08:30:05.000123Z";
    EXPECT_EQ(to_string(*parse_instant(text)), text);
    for (const char* bad :
         {"2026-11-22T24:00:00.000000Z", "2026-11-22T08:30:05Z", "2026-11-22 08:30:05.000000Z"})
        EXPECT_FALSE(parse_instant(bad)) << bad;
}

} // namespace
} // namespace clausebook

#include "views/format.h"

#include <gtest/gtest.h>

namespace clausebook::views {

using namespace std::chrono_literals;

TEST(Format, writes_dates_and_times_in_both_languages)
{
    const Date day = std::chrono::year(2026) / 11 / 3;
    EXPECT_EQ(shown(Language::en, day), "3 Nov 2026");
    EXPECT_EQ(shown(Language::tr, day), "3 Kas 2026");
    const LocalTime time = std::chrono::local_days(day) + 4h + 7min + 59s + 999999us;
    EXPECT_EQ(shown(Language::en, time), "3 Nov 2026, 04:07");
    EXPECT_EQ(shown(Language::tr, time), "3 Kas 2026, 04:07");
}

TEST(Format, groups_digits_and_signs_decimals)
{
    EXPECT_EQ(shown(Language::en, 1234567LL), "1,234,567");
    EXPECT_EQ(shown(Language::tr, -1234LL), "-1.234");
    EXPECT_EQ(shown(Language::en, 999LL), "999");
    EXPECT_EQ(shown(Language::en, 6.5, 1), "6.5");
    EXPECT_EQ(shown(Language::tr, 1234.06, 1), "1.234,1");
    EXPECT_EQ(shown(Language::tr, -0.04, 1), "0,0");
    EXPECT_EQ(shown(Language::en, 0.05, 2), "0.05");
    EXPECT_EQ(shown_percent(Language::en, 86.6), "87%");
    EXPECT_EQ(shown_percent(Language::tr, 86.6, 1), "%86,6");
}

TEST(Format, writes_sizes_in_steps_of_a_thousand)
{
    EXPECT_EQ(shown_size(Language::en, 0), "0 B");
    EXPECT_EQ(shown_size(Language::en, 999), "999 B");
    EXPECT_EQ(shown_size(Language::en, 1000), "1.0 kB");
    EXPECT_EQ(shown_size(Language::tr, 37'600), "38 kB");
    EXPECT_EQ(shown_size(Language::tr, 1'234'567), "1,2 MB");
    EXPECT_EQ(shown_size(Language::en, 999'600), "1.0 MB");
    EXPECT_EQ(shown_size(Language::en, 2'147'483'648), "2.1 GB");
}

} // namespace clausebook::views

#include "packs/sheet_rules.h"
#include "packs/text.h"

#include <gtest/gtest.h>

#include <random>

namespace clausebook::packs {
namespace {

TEST(CellText, replaces_what_is_no_utf8_byte_by_byte)
{
    EXPECT_EQ(cell_text("a\x80z", ""), "a\uFFFDz");
    EXPECT_EQ(cell_text("\xC0\xAF", ""), "\uFFFD\uFFFD");                     // overlong
    EXPECT_EQ(cell_text("\xED\xA0\x80", ""), "\uFFFD\uFFFD\uFFFD");           // half of a pair
    EXPECT_EQ(cell_text("\xF4\x90\x80\x80", ""), "\uFFFD\uFFFD\uFFFD\uFFFD"); // beyond the last character
    EXPECT_EQ(cell_text("\xE2\x82", ""), "\uFFFD\uFFFD");                     // cut
    EXPECT_EQ(cell_text("\u20AC \U0010FFFD ş", ""), "\u20AC \U0010FFFD ş");
}

TEST(CellText, escapes_what_excel_would_read_as_an_escape)
{
    EXPECT_EQ(cell_text("_x0041_", ""), "_x005F_x0041_");
    EXPECT_EQ(cell_text("_x0041_x0042_", ""), "_x005F_x0041_x005F_x0042_");
    EXPECT_EQ(cell_text("_x041_ _X0041_ _xGGGG_ _x0041", ""), "_x041_ _X0041_ _xGGGG_ _x0041");
}

TEST(CellText, is_never_longer_than_a_cell_holds_and_always_clean)
{
    std::mt19937 random(32767);
    for (int round = 0; round < 30; ++round) {
        std::string text;
        while (text.size() < 60000)
            text += random() % 8 == 0 ? "_x0041_" : std::string(3, static_cast<char>(random()));
        const auto clean = cell_text(text, " […]");
        ASSERT_LE(utf16_length(clean), longest_cell_text);
        ASSERT_EQ(to_utf8(code_points(clean)), clean);
    }
}

TEST(ExcelSerials, are_days_as_excel_counts_them)
{
    EXPECT_EQ(excel_serial(*parse_date("1900-03-01")), 61);
    EXPECT_EQ(excel_serial(*parse_date("2026-11-22")), 46348);
    EXPECT_EQ(excel_serial(*parse_date("9999-12-31")), 2958465);
    EXPECT_EQ(excel_serial(*parse_date("1900-02-28")), std::nullopt);
    const auto noon = *parse_instant("2026-11-22T21:00:00.900000Z");
    EXPECT_EQ(excel_serial(Cell::Moment{noon, std::chrono::minutes(180)}), 46349);
    EXPECT_EQ(wall_clock({noon, std::chrono::minutes(-30)}), "2026-11-22 20:30:00");
}

TEST(Lines, of_a_text_are_counted_by_words)
{
    EXPECT_EQ(lines_in("", 10), 1);
    EXPECT_EQ(lines_in("short", 10), 1);
    EXPECT_EQ(lines_in("one\ntwo\nthree", 10), 3);
    EXPECT_EQ(lines_in("aaaaaa bbbbbb cccccc", 8), 3);
    EXPECT_GE(lines_in(std::string(100, 'x'), 10), 8);
}

TEST(MarginText, holds_no_command)
{
    EXPECT_EQ(margin_text("A & B\n&P"), "A && B &&P");
    EXPECT_LE(margin_text(std::string(300, '&')).size(), 180U);
}

} // namespace
} // namespace clausebook::packs

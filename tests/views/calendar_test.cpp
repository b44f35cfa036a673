#include "views/calendar.h"

#include <gtest/gtest.h>

#include <sstream>

namespace clausebook::views {
namespace {

const Instant stamp = *parse_instant("2026-11-22T08:00:00.000000Z");

CalendarDay named(const std::string& summary, const std::string& description = {})
{
    return {"cycle-1-surveillance-1@house", *parse_date("2028-02-29"), summary, description, 60};
}

TEST(Calendar, writes_whole_days_with_a_reminder)
{
    EXPECT_EQ(calendar("Certification", {named("Surveillance 1")}, stamp),
              "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Clausebook//Certification//EN\r\n"
              "CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\nREFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n"
              "X-WR-CALNAME:Certification\r\nBEGIN:VEVENT\r\nUID:cycle-1-surveillance-1@house\r\n"
              "DTSTAMP:20261122T080000Z\r\nDTSTART;VALUE=DATE:20280229\r\nDTEND;VALUE=DATE:20280301\r\n"
              "SUMMARY:Surveillance 1\r\nTRANSP:TRANSPARENT\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\n"
              "DESCRIPTION:Surveillance 1\r\nTRIGGER:-P60D\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
}

TEST(Calendar, keeps_what_means_something_to_it_as_text)
{
    const auto text = calendar("C", {named("a,b;c\\d", "one\r\ntwo\nEND:VEVENT")}, stamp);
    EXPECT_NE(text.find("SUMMARY:a\\,b\\;c\\\\d\r\n"), std::string::npos);
    EXPECT_NE(text.find("DESCRIPTION:one\\ntwo\\nEND:VEVENT\r\n"), std::string::npos);
}

TEST(Calendar, folds_long_lines_between_characters)
{
    std::string long_name;
    for (int i = 0; i < 300; ++i) long_name += i % 2 == 0 ? "ğ" : "x";
    const auto text = calendar("C", {named(long_name)}, stamp);
    std::string unfolded;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        ASSERT_FALSE(line.empty());
        EXPECT_EQ(line.back(), '\r');
        line.pop_back();
        EXPECT_LE(line.size(), 75U) << line;
        EXPECT_NE(static_cast<unsigned char>(line.size() > 1 ? line[1] : 'x') & 0xC0U, 0x80U)
            << "a cut character";
        unfolded += line.front() == ' ' ? line.substr(1) : "\n" + line;
    }
    EXPECT_NE(unfolded.find("\nSUMMARY:" + long_name + "\n"), std::string::npos);
}

TEST(Calendar, gives_the_same_bytes_for_the_same_days)
{
    EXPECT_EQ(calendar("C", {named("a")}, stamp), calendar("C", {named("a")}, stamp));
}

} // namespace
} // namespace clausebook::views

#include "views/calendar.h"

#include <algorithm>

namespace clausebook::views {
namespace {

constexpr std::size_t longest_line = 75;

/// A text as a value: commas, semicolons, backslashes and line ends are written with a backslash.
std::string value(const std::string& text)
{
    std::string out;
    for (const char c : text) {
        if (c == '\r') continue;
        if (c == '\n') {
            out += "\\n";
            continue;
        }
        if (c == ',' || c == ';' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

bool begins_character(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}

/// A line, folded: what is too long goes on after a line end and a blank.
void add(std::string& out, const std::string& line)
{
    std::size_t at = 0;
    std::size_t room = longest_line;
    while (line.size() - at > room) {
        auto end = at + room;
        while (!begins_character(line[end])) --end;
        out.append(line, at, end - at).append("\r\n ");
        at = end;
        room = longest_line - 1;
    }
    out.append(line, at).append("\r\n");
}

/// "20270315", "20270315T080000Z".
std::string compact(std::string text)
{
    std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
    return text;
}

std::string stamp_of(Instant stamp)
{
    return compact(to_string(stamp).substr(0, 19)) + "Z";
}

} // namespace

std::string calendar(const std::string& name, const std::vector<CalendarDay>& days, Instant stamp)
{
    std::string out;
    for (const auto* line : {"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Clausebook//Certification//EN",
                             "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "REFRESH-INTERVAL;VALUE=DURATION:PT12H"})
        add(out, line);
    add(out, "X-WR-CALNAME:" + value(name));
    for (const auto& day : days) {
        add(out, "BEGIN:VEVENT");
        add(out, "UID:" + value(day.uid));
        add(out, "DTSTAMP:" + stamp_of(stamp));
        add(out, "DTSTART;VALUE=DATE:" + compact(to_string(day.on)));
        add(out, "DTEND;VALUE=DATE:" + compact(to_string(plus_days(day.on, 1))));
        add(out, "SUMMARY:" + value(day.summary));
        if (!day.description.empty()) add(out, "DESCRIPTION:" + value(day.description));
        add(out, "TRANSP:TRANSPARENT");
        if (day.remind_days_before > 0) {
            add(out, "BEGIN:VALARM");
            add(out, "ACTION:DISPLAY");
            add(out, "DESCRIPTION:" + value(day.summary));
            add(out, "TRIGGER:-P" + std::to_string(day.remind_days_before) + "D");
            add(out, "END:VALARM");
        }
        add(out, "END:VEVENT");
    }
    add(out, "END:VCALENDAR");
    return out;
}

} // namespace clausebook::views

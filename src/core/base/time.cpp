#include "core/base/time.h"

#include <charconv>
#include <cstdio>

namespace clausebook {
namespace {

/// Reads exactly `count` digits at `at`; -1 for anything else.
int digits(std::string_view text, std::size_t at, std::size_t count)
{
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (i >= text.size() || text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

template <typename... Parts>
std::string formatted(const char* format, Parts... parts)
{
    char buffer[64];
    const int length = std::snprintf(buffer, sizeof buffer, format, parts...);
    return {buffer, static_cast<std::size_t>(length)};
}

} // namespace

std::optional<Date> parse_date(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const int year = digits(text, 0, 4);
    const int month = digits(text, 5, 2);
    const int day = digits(text, 8, 2);
    if (year < 1000 || month < 0 || day < 0) return std::nullopt;
    const Date date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                    std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok()) return std::nullopt;
    return date;
}

std::string to_string(Date date)
{
    return formatted("%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::optional<Instant> parse_instant(std::string_view text)
{
    if (text.size() != 27 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != '.'
        || text[26] != 'Z')
        return std::nullopt;
    const auto date = parse_date(text.substr(0, 10));
    const int hour = digits(text, 11, 2);
    const int minute = digits(text, 14, 2);
    const int second = digits(text, 17, 2);
    const int micro = digits(text, 20, 6);
    if (!date || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || micro < 0)
        return std::nullopt;
    return std::chrono::sys_days(*date) + std::chrono::hours(hour) + std::chrono::minutes(minute)
        + std::chrono::seconds(second) + std::chrono::microseconds(micro);
}

std::string to_string(Instant instant)
{
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    const auto in_day = (instant - day).count();
    const auto seconds = in_day / 1'000'000;
    return to_string(Date(day))
        + formatted("T%02lld:%02lld:%02lld.%06lldZ", static_cast<long long>(seconds / 3600),
                    static_cast<long long>(seconds / 60 % 60), static_cast<long long>(seconds % 60),
                    static_cast<long long>(in_day % 1'000'000));
}

Date plus_days(Date date, int days)
{
    return Date(std::chrono::sys_days(date) + std::chrono::days(days));
}

int days_between(Date from, Date to)
{
    return static_cast<int>((std::chrono::sys_days(to) - std::chrono::sys_days(from)).count());
}

} // namespace clausebook

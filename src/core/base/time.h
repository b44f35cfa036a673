#pragma once
// Civil dates and instants. Dates carry no zone; instants are UTC with microseconds. Time enters as a
// parameter: nothing in core asks a clock.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace clausebook {

/// A civil date.
using Date = std::chrono::year_month_day;

/// A moment, UTC, to the microsecond.
using Instant = std::chrono::sys_time<std::chrono::microseconds>;

/// A moment as the clocks of the organization show it: whoever makes one has applied its time zone (rulings
/// 10).
using LocalTime = std::chrono::local_time<std::chrono::microseconds>;

/// The day of such a moment.
inline Date date_of(LocalTime time)
{
    return Date(std::chrono::floor<std::chrono::days>(time));
}

/// Reads "2026-11-22". Nothing for any other shape and for days that do not exist (30 February).
std::optional<Date> parse_date(std::string_view text);

/// "2026-11-22".
std::string to_string(Date date);

/// Reads "2026-11-22T08:30:00.000000Z" as to_string writes it; nothing for any other shape.
std::optional<Instant> parse_instant(std::string_view text);

/// "2026-11-22T08:30:00.000000Z".
std::string to_string(Instant instant);

/// `date` moved by whole days, which may be negative.
Date plus_days(Date date, int days);

/// Days from `from` to `to`; negative when `to` is earlier.
int days_between(Date from, Date to);

} // namespace clausebook

#pragma once
// Days as a calendar program reads them (RFC 5545).

#include "core/base/time.h"

#include <string>
#include <vector>

namespace clausebook::views {

/// One whole day.
struct CalendarDay {
    std::string uid; ///< the same as long as it is the same thing, wherever it moves
    Date on;
    std::string summary;
    std::string description;
    int remind_days_before = 0;
};

/// A calendar as text/calendar: lines end in CR LF and are at most 75 bytes long, characters are never cut.
/// `stamp` says as of when; the same days and stamp give the same bytes.
std::string calendar(const std::string& name, const std::vector<CalendarDay>& days, Instant stamp);

} // namespace clausebook::views

#pragma once
// Dates, numbers and sizes as a person reads them, in either language.

#include "core/base/language.h"
#include "core/base/time.h"

#include <chrono>
#include <string>

namespace clausebook::views {

/// A moment on the organization's clock: whoever shows it has applied its time zone (rulings 10).
using LocalTime = std::chrono::local_time<std::chrono::microseconds>;

/// "23 Nov 2026", "23 Kas 2026".
std::string shown(Language language, Date date);

/// "22 Nov 2026, 14:32", "22 Kas 2026, 14:32".
std::string shown(Language language, LocalTime time);

/// "14:32".
std::string shown_clock(LocalTime time);

/// A whole number in groups of three: "1,234" and "1.234".
std::string shown(Language language, long long number);

/// A number with as many decimals: "6.5" and "6,5".
std::string shown(Language language, double number, int decimals);

/// "87%" and "%87". Decimals as in shown().
std::string shown_percent(Language language, double percent, int decimals = 0);

/// A size in bytes, in steps of 1000: "512 B", "38 kB", "1.2 MB" and "1,2 MB"; whole numbers from 10 on.
std::string shown_size(Language language, long long bytes);

} // namespace clausebook::views

#pragma once
// What earlier audits said, beside one another: the figures their issued reports carry, which do not change.

#include "core/audit/progress.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace clausebook {

/// The figures a report was issued with.
struct IssuedFigures {
    Tally whole;
    std::map<Grade, int> findings; ///< those it tells of, by grade
};

/// One issued audit.
struct TrendPoint {
    Id<Audit> audit;
    std::string title;
    std::optional<Date> starts_on;
    int revision = 1; ///< of the report
    Date issued_on{};
    std::optional<IssuedFigures> figures; ///< nothing when the frozen file cannot be read
};

/// Most audits a trend goes back.
inline constexpr int trend_length = 8;

} // namespace clausebook

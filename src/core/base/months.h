#pragma once

#include "core/base/time.h"

namespace clausebook {

/// `date` moved by whole months, which may be negative; a day the month does not have becomes its last one.
///
///     2024-08-31 and six months: 2025-02-28
///     2027-11-30 and three months: 2028-02-29
///
/// Source: domain G.6, month arithmetic.
inline Date plus_months(Date date, int months)
{
    const auto moved = date + std::chrono::months(months);
    return moved.ok() ? moved : moved.year() / moved.month() / std::chrono::last;
}

} // namespace clausebook

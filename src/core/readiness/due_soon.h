#pragma once
// What falls due soon: how far ahead is looked, and what of an audit has a day.

#include "core/audit/audit.h"
#include "core/base/time.h"

#include <optional>

namespace clausebook {

/// Days that are looked ahead: what would be late a month from now can be helped today.
inline constexpr int looks_ahead_days = 30;

/// The last day of them. What is late on the day after it is late today or falls due until then.
Date looks_until(Date today);

/// What an audit has to do next on a day of its plan.
struct AuditDue {
    enum class What { Begin, End } what; ///< of the audit on the spot
    Date on;
};

/// The first day of an audit that has not begun, the last of one that is under way; nothing once its
/// fieldwork is done, or when it was put off or cancelled: then no plan says when it goes on.
std::optional<AuditDue> due_next(const Audit& audit);

/// True when its day is over. On the day itself it is not late.
bool is_late(const AuditDue& due, Date today);

} // namespace clausebook

#include "core/readiness/due_soon.h"

namespace clausebook {

Date looks_until(Date today)
{
    return plus_days(today, looks_ahead_days);
}

std::optional<AuditDue> due_next(const Audit& audit)
{
    using enum AuditState;
    const bool ahead = audit.state == Planned || audit.state == Preparing || audit.state == Ready;
    if (ahead && audit.starts_on) return AuditDue{AuditDue::What::Begin, *audit.starts_on};
    if (audit.state == InProgress && audit.ends_on) return AuditDue{AuditDue::What::End, *audit.ends_on};
    return std::nullopt;
}

bool is_late(const AuditDue& due, Date today)
{
    return due.on < today;
}

} // namespace clausebook

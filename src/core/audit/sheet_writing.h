#pragma once
// Who writes on which sheet of an audit when, and how much of what it asks for is given (domain C.3, D.1,
// G.1).

#include "core/audit/audit.h"
#include "core/audit/sheet.h"

#include <cstddef>
#include <vector>

namespace clausebook {

/// True while a sheet can be written on at all: one of the plan before fieldwork, one of fieldwork while the
/// audit's records are open; what stage 1 reads in advance (documents, client) from PREPARING on.
bool is_open(const Sheet& sheet, AuditState state);

/// True for those who may write on a sheet now: the plan those who plan, fieldwork those who conduct, and the
/// lead alone once the report is issued, for a correction.
bool may_write(const Sheet& sheet, const Audit& audit, const Parts& parts);

/// Refuses who may not: "audit_not_yours", "only_auditors" (State), and (State) "sheet_plan_closed",
/// "sheet_not_now" for the time.
void check_may_write(const Sheet& sheet, const Audit& audit, const Parts& parts);

/// How much of what a sheet asks for is there.
struct SheetTally {
    std::size_t asked = 0; ///< required fields of the rows it has, and what else it cannot do without
    std::vector<SheetGap> gaps;

    std::size_t given() const { return asked - gaps.size(); }
};
SheetTally tally_of(const Sheet& sheet, const Audit& audit, const SheetRows& all);

/// The sheets an audit of that type keeps, in the order of its report.
std::vector<const Sheet*> sheets_of(AuditType type);

/// What is missing on the sheets that can be written on now; on all of them once none can be.
std::vector<SheetGap> gaps_now(const Audit& audit, const SheetRows& all);

} // namespace clausebook

#pragma once
// Everything that is late or falls due in the next 30 days, as far as it is for the one who asks.

#include "core/list/list_table.h"
#include "core/readiness/due_soon.h"
#include "workspace/workspace.h"

#include <cstdint>
#include <map>
#include <vector>

namespace clausebook {

/// Rows of one kind, at most due_rows of them, and how many there are.
template <typename Row>
struct DueRows {
    std::vector<Row> rows;
    std::int64_t count = 0; ///< up to 1,001 (rulings 24)
};

/// An audit whose plan has a day for it.
struct AuditListRow {
    Audit audit;
    AuditDue due;
};

/// Most rows of a kind on the page; the list behind it holds them all.
inline constexpr int due_rows = 50;

/// Each by its day, the earliest first; of more than due_rows findings those of the worst grades.
struct DueSoon {
    Date today{};
    Date until{}; ///< the last day that is looked at
    DueRows<FindingListRow> findings;
    DueRows<ActionListRow> actions; ///< to be carried out
    /// Whose effect is to be looked at; `owner` is who accepted them. What a look has found cannot be said
    /// yet, so a day that is over is not called late: nobody could put that right.
    DueRows<ActionListRow> checks;
    DueRows<Evidence> expired;        ///< accepted evidence whose last day is over
    std::vector<Evidence> expiring;   ///< accepted evidence whose last day comes until then, at most due_rows
    std::int64_t expiring_count = 0;  ///< within the 60 days of its own list
    std::vector<AuditListRow> audits; ///< of those at work that begin until then, the due_rows latest
    std::map<Id<Person>, std::string> names; ///< of contacts, owners and lead auditors

    bool nothing() const;
};

DueSoon due_soon(const Workspace& workspace, const store::Reading& db, const Actor& actor);

} // namespace clausebook

#pragma once
// The page of what is late or falls due in the next 30 days.

#include "core/base/tree.h"
#include "core/list/list_table.h"
#include "core/readiness/due_soon.h"
#include "views/catalogue.h"

#include <cstdint>
#include <map>
#include <vector>

namespace clausebook::views {

/// "pages/due". Rows by their day, the earliest first; counts up to 1,001.
struct DuePage {
    struct AuditLine {
        Audit audit;
        AuditDue due;
    };

    Date today{};
    Date until{};
    std::vector<FindingListRow> findings;
    std::int64_t findings_count = 0;
    std::vector<ActionListRow> actions;
    std::int64_t actions_count = 0;
    std::vector<ActionListRow> checks; ///< `owner` is who accepted the action
    std::int64_t checks_count = 0;
    std::vector<Evidence> expired;
    std::int64_t expired_count = 0;
    std::vector<Evidence> expiring;
    std::int64_t expiring_count = 0; ///< within 60 days
    std::vector<AuditLine> audits;
    std::map<Id<Person>, std::string> names;
};

/// {lead, sections {id, heading, late, rows {href, title, number, what, owner, due, late}, all {href, text}},
/// empty}. A section without rows is left out.
Tree due_view(const DuePage& page, Language language, const Catalogues& catalogues);

} // namespace clausebook::views

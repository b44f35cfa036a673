#pragma once
// Everything the first page shows, as of one moment and as far as it is for the one who asks.

#include "core/finding/finding_figures.h"
#include "core/list/list_table.h"
#include "core/readiness/coverage.h"
#include "core/readiness/next_steps.h"
#include "core/readiness/trend.h"
#include "store/findings.h"
#include "workspace/workspace.h"

#include <map>
#include <memory>

namespace clausebook {

/// The newest result of each question, over the audits of the same edition that count today and of which the
/// actor sees the whole (rulings 11). Overview, the list of results and that of what conforms without
/// evidence all show this.
struct ResultsInSight {
    const Checklist* checklist = nullptr; ///< of its edition, the latest revision
    /// What there are such results of, as standard_of() names it: the built-in edition first, with results or
    /// without, then those of checklists of one's own that count.
    std::vector<std::string> standards;
    std::string standard;          ///< the one of these results
    std::vector<Id<Audit>> audits; ///< that count, the latest start first
    std::shared_ptr<const NewestResults> newest;
};

/// `standard` is one of `standards`; for any other text the first.
ResultsInSight results_in_sight(const Workspace& workspace, const store::Reading& db, const Actor& actor,
                                const std::string& standard);

struct Overview {
    ResultsInSight results;
    /// Whether the figures are for this person: those who audit, lead or answer for the whole see them, an
    /// auditee what concerns him or her.
    enum class Sees { Share, Whole } sees = Sees::Share;
    std::vector<HeatCell> cells;
    std::vector<AuditAtWork> at_work; ///< audits that are not done, the latest start first; at most 12
    std::int64_t at_work_count = 0;   ///< of all, counted up to 1,001
    std::vector<TrendPoint> trend;    ///< the oldest first
    FindingFigures findings;          ///< in sight
    std::vector<FindingListRow> open_findings; ///< the worst first, at most 8
    std::vector<FindingListRow> late_findings; ///< the worst first, at most 5
    std::vector<ActionListRow> late_actions;   ///< the longest late first, at most 5
    std::vector<Evidence> expiring;            ///< within 60 days, the earliest first, at most 5
    std::map<Id<Person>, std::string> names;   ///< of the contacts of those findings
    Situation situation;
    std::vector<NextStep> steps;
    Date today{};
};

/// With the figures of `standard`, as results_in_sight() takes it; everything else is of all audits.
Overview overview(const Workspace& workspace, const store::Reading& db, const Actor& actor,
                  const std::string& standard);

} // namespace clausebook

#pragma once
// Everything the first page shows, as of one moment and as far as it is for the one who asks.

#include "core/finding/course.h"
#include "core/readiness/coverage.h"
#include "core/readiness/next_steps.h"
#include "store/findings.h"
#include "workspace/workspace.h"

#include <map>

namespace clausebook {

struct Overview {
    const Checklist* checklist = nullptr;
    AuditProgress newest; ///< newest result of each question (rulings 11)
    std::vector<HeatCell> cells;
    int audits_counted = 0;                    ///< whose results are in it
    std::vector<AuditAtWork> at_work;          ///< audits that are not done, the latest start first
    std::vector<Finding> open_findings;        ///< the worst first, at most 8
    std::int64_t open_count = 0;               ///< counted up to 1,001
    std::map<Milestone, std::int64_t> at_step; ///< findings in sight by the last step they reached
    Situation situation;
    std::vector<NextStep> steps;
};

Overview overview(const Workspace& workspace, const store::Reading& db, const Actor& actor);

} // namespace clausebook

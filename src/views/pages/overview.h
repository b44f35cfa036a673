#pragma once
// The first page: what is known, what is open, what to do next.

#include "core/base/tree.h"
#include "core/finding/course.h"
#include "core/readiness/coverage.h"
#include "core/readiness/next_steps.h"
#include "views/catalogue.h"

#include <map>

namespace clausebook::views {

struct OverviewPage {
    std::string organization;
    const Checklist* checklist = nullptr;
    bool content = true; ///< false for a person without rights on content: next steps only
    AuditProgress newest;
    std::vector<HeatCell> cells;
    int audits_counted = 0;
    std::vector<AuditAtWork> at_work;
    std::vector<Finding> findings;
    std::int64_t open_count = 0;
    std::map<Milestone, std::int64_t> at_step; ///< how many findings stand there
    std::vector<NextStep> steps;
};
Tree overview_view(const OverviewPage& page, Language language, const Catalogues& catalogues);

} // namespace clausebook::views

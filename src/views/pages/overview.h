#pragma once
// The first page: what is known, what is open, what is late, what to do next; and the list behind its
// figures.

#include "core/base/tree.h"
#include "core/cycle/road.h"
#include "core/finding/finding_figures.h"
#include "core/list/list_table.h"
#include "core/readiness/coverage.h"
#include "core/readiness/next_steps.h"
#include "core/readiness/trend.h"
#include "views/catalogue.h"
#include "views/pages/standards.h"

#include <map>
#include <optional>

namespace clausebook::views {

/// "pages/overview".
struct OverviewPage {
    std::string organization;
    const Checklist* checklist = nullptr;
    Standards standards; ///< of which one the figures are
    bool content = true; ///< false for a person without rights on content: next steps only
    bool whole = true;   ///< false for one whom only some findings and actions concern: no figures
    const AuditProgress* newest = nullptr; ///< not null when `whole`
    std::vector<HeatCell> cells;
    int audits_counted = 0; ///< whose results are in it
    std::vector<TrendPoint> trend;
    std::vector<AuditAtWork> at_work;
    std::int64_t at_work_count = 0;
    FindingFigures findings;
    std::vector<FindingListRow> open_findings;
    std::vector<FindingListRow> late_findings;
    std::vector<ActionListRow> late_actions;
    std::int64_t late_findings_count = 0; ///< up to 1,001, as are the two below
    std::int64_t late_actions_count = 0;
    std::int64_t expiring_count = 0;
    std::vector<Evidence> expiring;
    std::map<Id<Person>, std::string> names; ///< of the contacts of the findings
    std::vector<NextStep> steps;
    std::optional<Certification> certification; ///< for those who may see it
    std::string certification_body;             ///< its name, "" for none
    Date today{};
};
Tree overview_view(const OverviewPage& page, Language language, const Catalogues& catalogues);

/// "pages/results": the newest results a figure is made of.
struct ResultsPage {
    struct Line {
        const QuestionProgress* result = nullptr;
        std::string text; ///< of the question
        Id<Audit> audit;  ///< its result is from, none for one without a result
    };
    const Checklist* checklist = nullptr;
    Standards standards; ///< of which one the results are
    ResultFilter filter;
    std::vector<Line> lines;
};
Tree results_view(const ResultsPage& page, Language language, const Catalogues& catalogues);

} // namespace clausebook::views

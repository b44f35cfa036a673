// The first page, and the results its figures are made of.

#include "views/pages/overview.h"

#include "core/base/text.h"
#include "store/cycle.h"
#include "store/organization.h"
#include "web/desk.h"
#include "web/handlers/all.h"
#include "workspace/cycle.h"
#include "workspace/overview.h"

#include <set>

namespace clausebook::web {
namespace {

/// The audits results are taken from.
int audits_in(const NewestResults& newest)
{
    std::set<Id<Audit>> audits;
    for (const auto& [question, audit] : newest.from) audits.insert(audit);
    return static_cast<int>(audits.size());
}

Reply overview_page(Desk& desk, Request& request)
{
    const auto db = desk.workspace.read();
    auto seen = overview(desk.workspace, db, Desk::actor(request), trimmed(request.query["standard"]));
    views::OverviewPage page;
    page.organization = store::organization(db).value().legal_name;
    page.checklist = seen.results.checklist;
    page.standards = {std::move(seen.results.standards), seen.results.standard};
    page.content = may(Desk::actor(request), Permission::ReadContent);
    if (page.content) {
        page.certification = see_certification(db, seen.today, Desk::actor(request));
        page.certification_body = store::certification_body(db).name;
        if (page.certification_body.empty()) page.certification_body = page.certification->cycle.body;
    }
    page.whole = seen.sees == Overview::Sees::Whole;
    if (page.whole) {
        page.newest = &seen.results.newest->progress;
        page.audits_counted = audits_in(*seen.results.newest);
    }
    page.cells = std::move(seen.cells);
    page.trend = std::move(seen.trend);
    page.at_work = std::move(seen.at_work);
    page.at_work_count = seen.at_work_count;
    page.findings = std::move(seen.findings);
    page.open_findings = std::move(seen.open_findings);
    page.late_findings = std::move(seen.late_findings);
    page.late_actions = std::move(seen.late_actions);
    page.late_findings_count = seen.situation.late_findings;
    page.late_actions_count = seen.situation.late_actions;
    page.expiring_count = seen.situation.evidence_expiring;
    page.expiring = std::move(seen.expiring);
    page.names = std::move(seen.names);
    page.steps = std::move(seen.steps);
    page.today = seen.today;
    auto frame = desk.frame(request, desk.text(request, "nav.overview"), "overview");
    frame.crumbs = {{desk.text(request, "nav.overview"), ""}};
    frame.styles.emplace_back("overview");
    return desk.page(request, "pages/overview", std::move(frame),
                     views::overview_view(page, Desk::language(request), desk.catalogues));
}

/// GET /results: the questions behind a figure of the overview. As many as the checklist has at most.
Reply results_page(Desk& desk, Request& request)
{
    const auto db = desk.workspace.read();
    const auto seen =
        results_in_sight(desk.workspace, db, Desk::actor(request), trimmed(request.query["standard"]));
    views::ResultsPage page;
    page.checklist = seen.checklist;
    page.standards = {seen.standards, seen.standard};
    page.filter.clause = ClauseNumber::parse(trimmed(request.query["clause"]));
    page.filter.mark = parse_mark(request.query["mark"]);
    page.filter.show = parse_show(request.query["show"]);
    const bool finds_nothing = !trimmed(request.query["clause"]).empty() && !page.filter.clause;
    if (!finds_nothing)
        for (const auto* result : shown(seen.newest->progress, page.filter)) {
            const auto* question = seen.checklist->find_question(result->question);
            const auto from = seen.newest->from.find(result->question);
            page.lines.push_back({result, question ? question->text.in(Desk::language(request)) : "",
                                  from == seen.newest->from.end() ? Id<Audit>() : from->second});
        }
    auto frame = desk.frame(request, desk.text(request, "results.heading"), "overview");
    frame.crumbs = {{desk.text(request, "nav.overview"), "/"}, {desk.text(request, "results.heading"), ""}};
    frame.styles.emplace_back("overview");
    return desk.page(request, "pages/results", std::move(frame),
                     views::results_view(page, Desk::language(request), desk.catalogues));
}

} // namespace

void overview_routes(Routes& routes)
{
    routes.get("/", Permission::SignedIn, overview_page);
    routes.get("/results", Permission::ReadAudit, results_page);
}

} // namespace clausebook::web

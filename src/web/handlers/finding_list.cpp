// The list of findings.

#include "core/base/text.h"
#include "core/readiness/due_soon.h"
#include "store/findings.h"
#include "views/pages/findings.h"
#include "web/desk.h"
#include "web/handlers/all.h"
#include "web/handlers/list_tools.h"

namespace clausebook::web {
namespace {

store::FindingFilter filter_of(const Request& request, Date today)
{
    store::FindingFilter filter;
    filter.sight = store::finding_sight(Desk::actor(request));
    filter.audit = Id<Audit>(request.query["audit"]);
    filter.grade = parse_grade(request.query["grade"]);
    filter.state = parse_finding_state(request.query["state"]);
    for (const auto milestone : milestones)
        if (request.query["step"] == str(milestone)) filter.states = states_at(milestone);
    if (request.query["step"] == "draft") filter.states = {FindingState::Draft};
    filter.open_only = request.query["state"] == "OPEN";
    if (request.query["state"] == "LATE") filter.late_on = today;
    if (request.query["state"] == "DUE") filter.late_on = plus_days(looks_until(today), 1);
    filter.clause = ClauseNumber::parse(trimmed(request.query["clause"]));
    filter.text = request.query["text"];
    if (request.query["sort"] == "grade") filter.sort = store::FindingSort::Grade;
    if (request.query["sort"] == "clause") filter.sort = store::FindingSort::Clause;
    return filter;
}

/// A clause that is none finds nothing.
bool finds_nothing(const Request& request, const store::FindingFilter& filter)
{
    return !trimmed(request.query["clause"]).empty() && !filter.clause;
}

Reply findings_list(Desk& desk, Request& request)
{
    constexpr int lines_a_page = 50;
    const auto db = desk.workspace.read();
    const auto filter = filter_of(request, desk.workspace.today());
    const auto found = finds_nothing(request, filter)
        ? store::FindingPage()
        : store::findings(db, filter, Id<Finding>(request.query["after"]), lines_a_page);

    views::FindingsPage page;
    for (auto& row : finding_rows(db, found.findings))
        page.lines.push_back({std::move(row.finding), std::move(row.auditor), row.due});
    page.today = desk.workspace.today();
    for (const auto* name : list_filters(ListKind::Findings))
        if (is_clean(request.query[name])) page.filter[name] = request.query[name];
    for (const auto& audit : store::audits_with_findings(db, filter.sight))
        page.audits.push_back(audit.str());
    page.count = found.count;
    fill_list(page, desk, request, ListKind::Findings, found.next.str());
    page.figures = finding_figures(store::finding_counts(db, filter.sight));
    const auto frame_of = store::finding_frame(db, filter.audit);
    if (frame_of && may_write(Desk::actor(request), *frame_of)
        && frame_of->phase == FindingFrame::Phase::Working)
        page.new_action = "/audits/" + filter.audit.str() + "/findings";

    auto frame = desk.frame(request, desk.text(request, "nav.findings"), "findings");
    frame.crumbs = {{desk.text(request, "nav.findings"), ""}};
    frame.styles = {"audit", "finding"};
    return desk.page(request, "pages/findings", std::move(frame),
                     views::findings_view(page, Desk::language(request), desk.catalogues));
}

Reply findings_as(Desk& desk, const Request& request, ListShape shape)
{
    const auto filter = filter_of(request, desk.workspace.today());
    const auto press = list_press(desk, request, shape);
    return list_reply(finds_nothing(request, filter) ? empty_finding_file(press)
                                                     : finding_file(press, filter));
}

Reply findings_xlsx(Desk& desk, Request& request)
{
    return findings_as(desk, request, ListShape::Xlsx);
}

Reply findings_csv(Desk& desk, Request& request)
{
    return findings_as(desk, request, ListShape::Csv);
}

} // namespace

void finding_list_routes(Routes& routes)
{
    routes.get("/findings.xlsx", Permission::ReadFinding, findings_xlsx);
    routes.get("/findings.csv", Permission::ReadFinding, findings_csv);
    routes.get("/findings", Permission::ReadFinding, findings_list);
}

} // namespace clausebook::web

// The list of findings.

#include "core/base/text.h"
#include "store/actions.h"
#include "store/findings.h"
#include "store/people.h"
#include "views/pages/findings.h"
#include "web/desk.h"
#include "web/handlers/all.h"

namespace clausebook::web {
namespace {

store::FindingFilter filter_of(const Request& request)
{
    store::FindingFilter filter;
    filter.sight = store::finding_sight(Desk::actor(request));
    filter.audit = Id<Audit>(request.query["audit"]);
    filter.grade = parse_grade(request.query["grade"]);
    filter.state = parse_finding_state(request.query["state"]);
    for (const auto milestone : milestones)
        if (request.query["step"] == str(milestone)) filter.states = states_at(milestone);
    filter.open_only = request.query["state"] == "OPEN";
    filter.clause = ClauseNumber::parse(trimmed(request.query["clause"]));
    filter.text = request.query["text"];
    if (request.query["sort"] == "grade") filter.sort = store::FindingSort::Grade;
    if (request.query["sort"] == "clause") filter.sort = store::FindingSort::Clause;
    return filter;
}

constexpr const char* filter_fields[] = {"audit", "grade", "state", "step", "clause", "text", "sort"};

/// The address of the list with the filters of the request, from `after` on.
std::string list_address(const Request& request, const std::string& after)
{
    std::string address = "/findings";
    char joint = '?';
    const auto add = [&](const std::string& name, const std::string& value) {
        if (value.empty()) return;
        address += joint + name + "=" + encode_segment(value);
        joint = '&';
    };
    for (const auto* name : filter_fields) add(name, request.query[name]);
    add("after", after);
    return address;
}

void count_open(views::FindingsPage& page, const store::Reading& db, const store::FindingSight& sight)
{
    for (const auto& count : store::finding_counts(db, sight)) {
        if (const auto milestone = reached(count.state)) page.at_step[*milestone] += count.count;
        if (!is_open(count.state)) continue;
        if (count.grade == Grade::MAJOR) page.open_major += count.count;
        if (count.grade == Grade::MINOR) page.open_minor += count.count;
        if (count.grade == Grade::OFI) page.open_ofi += count.count;
    }
}

Reply findings_list(Desk& desk, Request& request)
{
    constexpr int lines_a_page = 50;
    const auto db = desk.workspace.read();
    const auto filter = filter_of(request);
    const auto after = request.query["after"];
    const bool no_clause = !trimmed(request.query["clause"]).empty() && !filter.clause;
    const auto found =
        no_clause ? store::FindingPage() : store::findings(db, filter, Id<Finding>(after), lines_a_page);

    views::FindingsPage page;
    std::map<Id<Person>, std::string> names;
    for (const auto& person : store::people(db)) names[person.key] = person.name;
    std::map<Id<Audit>, FindingFrame> frames;
    for (const auto& finding : found.findings) {
        if (!frames.contains(finding.audit))
            frames.emplace(finding.audit, store::finding_frame(db, finding.audit).value());
        const auto& frame = frames.at(finding.audit);
        page.lines.push_back({finding, names[finding.auditor],
                              due_next(finding.grade, finding.state,
                                       deadlines(finding.grade, frame.kind, frame.closing_meeting),
                                       store::correction_proof(db, finding.key))});
    }
    page.today = desk.workspace.today();
    for (const auto* name : filter_fields)
        if (is_clean(request.query[name])) page.filter[name] = request.query[name];
    for (const auto& audit : store::audits_with_findings(db, filter.sight))
        page.audits.push_back(audit.str());
    page.count = found.count;
    if (!found.next.empty()) page.next = list_address(request, found.next.str());
    if (!after.empty()) page.first = list_address(request, "");
    count_open(page, db, filter.sight);
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

} // namespace

void finding_list_routes(Routes& routes)
{
    routes.get("/findings", Permission::ReadFinding, findings_list);
}

} // namespace clausebook::web

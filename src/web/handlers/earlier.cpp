// What earlier audits found, looked at again.

#include "views/pages/earlier.h"

#include "store/findings.h"
#include "store/follow_up.h"
#include "views/pages/findings.h"
#include "web/handlers/audit_pages.h"
#include "workspace/audits.h"
#include "workspace/earlier_findings.h"

namespace clausebook::web {
namespace {

using Line = views::EarlierPage::Line;

Line::Form form_for(const Actor& actor, const FindingFrame& here, const FollowUp& at)
{
    if (!may_write(actor, here) || here.phase != FindingFrame::Phase::Working) return Line::Form::Reader;
    try {
        check_not_own_work(at, actor);
    } catch (const Refusal&) {
        return Line::Form::Own;
    }
    const bool concern = at.finding.grade == Grade::AOC;
    return concern && here.lead != actor.person ? Line::Form::Lead : Line::Form::Write;
}

/// Where somebody reads a finding; "" where it is not for them.
std::string href_for(const store::Reading& db, const Actor& actor, const Finding& finding)
{
    const auto frame = store::finding_frame(db, finding.audit).value();
    const bool seen = may_see(actor, finding, frame, store::owners_of(db, finding.key));
    return seen ? views::address_of(finding) : std::string();
}

Reply earlier_page(Desk& desk, const Request& request, views::EarlierPage page, int status)
{
    const auto db = desk.workspace.read();
    const auto& actor = Desk::actor(request);
    page.audit = see_audit(db, actor, audit_key(request)).audit;
    const auto here = store::finding_frame(db, page.audit.key).value();
    page.kind = here.kind;
    page.names = names_of(db);
    for (auto& read : earlier_to_read(desk.workspace, db, actor, page.audit.key)) {
        Line line{std::move(read.earlier), std::move(read.follow_up)};
        line.form = form_for(actor, here, line.follow_up);
        line.href = href_for(db, actor, line.earlier.finding);
        if (line.earlier.became) line.became_href = href_for(db, actor, *line.earlier.became);
        page.lines.push_back(std::move(line));
    }
    auto frame = audit_frame(desk, request, page.audit, desk.text(request, "earlier.heading"));
    frame.styles.emplace_back("finding");
    if (is_unsafe(request.method)) frame.address = "/audits/" + page.audit.key.str() + "/earlier";
    return desk.page(request, "pages/audit-earlier", std::move(frame),
                     views::earlier_view(page, Desk::language(request), desk.catalogues), status);
}

Reply show(Desk& desk, Request& request)
{
    return earlier_page(desk, request, {}, 200);
}

Look look_in(const Request& request)
{
    Look look;
    look.outcome = parse_outcome(Desk::field(request, "outcome")).value_or(Outcome::NotLooked);
    look.grade = parse_grade(Desk::field(request, "grade"));
    look.comment = Desk::field(request, "comment");
    return look;
}

Reply say(Desk& desk, Request& request)
{
    const auto serial = parse_serial(request.parameter("serial"));
    if (!serial) throw NotFound("finding " + request.parameter("serial"));
    const auto finding = finding_key(Id<Audit>(request.parameter("of")), *serial);
    auto look = look_in(request);
    look.version = Desk::based_on(request);
    return desk.attempt(
        request,
        [&] {
            look_again(desk.workspace, Desk::actor(request), audit_key(request), finding, look);
            auto anchor = "#e-" + finding.str();
            anchor.at(anchor.rfind('/')) = '-';
            return desk.done(request, "/audits/" + audit_key(request).str() + "/earlier" + anchor,
                             "earlier_said");
        },
        [&](const Tree& problems, int status) {
            views::EarlierPage page;
            page.typed_at = finding;
            page.typed = look;
            page.problems = problems;
            return earlier_page(desk, request, std::move(page), status);
        });
}

} // namespace

void earlier_routes(Routes& routes)
{
    using enum Permission;
    routes.get("/audits/{audit}/earlier", ReadAudit, show);
    routes.post("/audits/{audit}/earlier/{of}/{serial}", ConductAudit, say);
}

} // namespace clausebook::web

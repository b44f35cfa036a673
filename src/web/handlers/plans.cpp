// The plan of an audit: its page, its timetable, issuing, accepting, the plan as a document.

#include "workspace/plans.h"

#include "core/audit/plan.h"
#include "store/organization.h"
#include "views/pages/plan.h"
#include "views/reports/audit_report.h"
#include "web/handlers/all.h"
#include "web/handlers/audit_pages.h"
#include "web/handlers/printing.h"
#include "workspace/audits.h"

#include <algorithm>

namespace clausebook::web {
namespace {

views::PlanPage page_for(const Desk& desk, const Actor& actor, const Id<Audit>& key)
{
    const auto db = desk.workspace.read();
    const auto seen = see_audit(db, actor, key, Sight::Plan);
    const auto state = seen.audit.state;
    views::PlanPage page;
    page.audit = seen.audit;
    const bool outside = std::none_of(seen.members.begin(), seen.members.end(),
                                      [&](const Member& member) { return member.person == actor.person; });
    const bool may = seen.parts.contains(Part::QualityManager) || seen.parts.contains(Part::Auditee);
    const bool now = state == AuditState::Preparing || state == AuditState::Ready;
    if (now && may && outside && seen.audit.plan_issued_on && !seen.audit.plan_accepted_on)
        page.accept = views::PlanPage::Accept::Yes;
    if (seen.sight == Sight::Whole) page.sees = views::PlanPage::Sees::Whole;
    const bool before = now || state == AuditState::Planned || state == AuditState::Postponed;
    if (!before || !may_plan(seen.parts)) return page;
    page.plans = views::PlanPage::Plans::Yes;
    page.notice = short_notice(seen.audit, seen.audit.plan_issued_on.value_or(desk.workspace.today()));
    if (agenda_of(plan_at_hand(desk.workspace, db, seen.audit).sheets).empty())
        page.proposes = views::PlanPage::Proposes::Yes;
    if (!seen.audit.plan_issued_on) page.missing = missing_in_plan(desk.workspace, db, seen.audit);
    return page;
}

Reply plan_page(Desk& desk, const Request& request, const Tree& problems, int status)
{
    const auto& actor = Desk::actor(request);
    const auto key = audit_key(request);
    const auto language = Desk::language(request);
    auto page = page_for(desk, actor, key);
    page.body = views::report_body(
        plan_document(desk.workspace, actor, key, language, {desk.renderer, desk.catalogues}));
    page.problems = problems;
    auto frame = audit_frame(desk, request, page.audit, desk.text(request, "audits.plan"));
    frame.styles = {"audits", "report"};
    if (is_unsafe(request.method)) frame.address = "/audits/" + key.str() + "/plan";
    return desk.page(request, "pages/audit-plan", std::move(frame),
                     views::plan_view(page, language, desk.catalogues), status);
}

Reply show(Desk& desk, Request& request)
{
    return plan_page(desk, request, Tree::list(), 200);
}

/// A verb from a button of the plan: done goes to `next`, refused shows the plan with what stands against it.
Reply from_plan(Desk& desk, Request& request, const std::string& next, const std::string& done,
                const std::function<void()>& verb)
{
    return desk.attempt(
        request,
        [&] {
            verb();
            return desk.done(request, "/audits/" + audit_key(request).str() + next, done);
        },
        [&](const Tree& problems, int status) { return plan_page(desk, request, problems, status); });
}

Reply issue(Desk& desk, Request& request)
{
    const auto based_on = Desk::based_on(request);
    return from_plan(desk, request, "", "audit_plan_issued",
                     [&] { issue_plan(desk.workspace, Desk::actor(request), audit_key(request), based_on); });
}

Reply accept(Desk& desk, Request& request)
{
    const auto based_on = Desk::based_on(request);
    return from_plan(desk, request, "/plan", "audit_plan_accepted", [&] {
        accept_plan(desk.workspace, Desk::actor(request), audit_key(request), based_on);
    });
}

/// The words of a timetable in the language of the audit, which is that of its report.
AgendaWords words_for(const Desk& desk, const Request& request)
{
    const auto db = desk.workspace.read();
    const auto seen = see_audit(db, Desk::actor(request), audit_key(request));
    const auto organization = store::organization(db).value();
    const auto text = [&](const char* key) {
        return desk.catalogues.text(seen.audit.language, key);
    };
    const auto& role = organization.representative_role;
    const auto& name = organization.representative_name;
    return {text("choice.OPENING"),
            text("choice.COMPLAINT_FILES"),
            text("choice.TEAM_DISCUSSION"),
            text("choice.CLOSING"),
            !role.empty()       ? role
                : !name.empty() ? name
                                : text("plan.auditee"),
            text("plan.place")};
}

Reply propose(Desk& desk, Request& request)
{
    const auto words = words_for(desk, request);
    return from_plan(desk, request, "/plan", "plan_timetable_proposed", [&] {
        propose_timetable(desk.workspace, Desk::actor(request), audit_key(request), words);
    });
}

std::string file_name(const Request& request, const std::string& kind)
{
    return audit_key(request).str() + "_audit-plan_" + str(language_of(request)) + "." + kind;
}

Reply html(Desk& desk, Request& request)
{
    return document_reply(plan_document(desk.workspace, Desk::actor(request), audit_key(request),
                                        language_of(request), {desk.renderer, desk.catalogues}),
                          file_name(request, "html"));
}

Reply pdf(Desk& desk, Request& request)
{
    const auto language = language_of(request);
    const PrinterPlace place;
    WhileOpen progress(desk.jobs);
    return paper_reply(plan_pdf(desk.workspace, Desk::actor(request), audit_key(request), language,
                                {desk.renderer, desk.catalogues, progress}),
                       file_name(request, "pdf"));
}

} // namespace

void plan_routes(Routes& routes)
{
    using enum Permission;
    routes.get("/audits/{audit}/plan", ReadAudit, show);
    routes.get("/audits/{audit}/plan/{language}/html", ReadAudit, html);
    routes.get("/audits/{audit}/plan/{language}/pdf", ReadAudit, pdf);
    routes.post("/audits/{audit}/plan/timetable", PlanAudit, propose);
    routes.post("/audits/{audit}/plan/issue", PlanAudit, issue);
    routes.post("/audits/{audit}/plan/accept", AcceptPlan, accept);
}

} // namespace clausebook::web

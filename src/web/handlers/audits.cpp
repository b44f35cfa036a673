// Audits: the list, one audit, its steps. The forms stand in audit_forms.cpp.

#include "workspace/audits.h"

#include "core/audit/sheet_writing.h"
#include "store/answers.h"
#include "store/audits.h"
#include "store/cycle.h"
#include "store/earlier_findings.h"
#include "store/findings.h"
#include "store/organization.h"
#include "store/people.h"
#include "store/reports.h"
#include "store/sheets.h"
#include "views/pages/audits.h"
#include "web/handlers/all.h"
#include "web/handlers/audit_pages.h"
#include "web/handlers/list_tools.h"
#include "workspace/figures.h"
#include "workspace/packs.h"

#include <set>

namespace clausebook::web {

views::Names names_of(const store::Reading& db)
{
    return store::all_names(db);
}

Id<Audit> audit_key(const Request& request)
{
    return Id<Audit>(request.parameter("audit"));
}

views::Frame audit_frame(const Desk& desk, const Request& request, const Audit& audit,
                         const std::string& title)
{
    auto frame = desk.frame(request, title.empty() ? audit.title : title + " – " + audit.key.str(), "audits");
    frame.crumbs = {{desk.text(request, "nav.audits"), "/audits"}};
    frame.styles = {"audits"};
    if (title.empty()) {
        frame.crumbs.push_back({audit.key.str(), ""});
        if (is_unsafe(request.method)) frame.address = "/audits/" + audit.key.str();
    } else {
        frame.crumbs.push_back({audit.key.str(), "/audits/" + audit.key.str()});
        frame.crumbs.push_back({title, ""});
    }
    return frame;
}

namespace {

/// A place of the list as its address carries it: "2026-11-23~IA-2026-01".
std::optional<store::AuditPlace> place_of(const std::string& text)
{
    const auto mark = text.find('~');
    if (mark == std::string::npos || !parse_date(text.substr(0, mark))) return std::nullopt;
    return store::AuditPlace{text.substr(0, mark), text.substr(mark + 1)};
}

Reply list(Desk& desk, Request& request)
{
    const auto db = desk.workspace.read();
    const auto& actor = Desk::actor(request);
    views::AuditsPage page;
    auto filter = store::audits_listed_for(actor);
    filter.state = parse_audit_state(request.query["state"]);
    page.state = filter.state ? str(*filter.state) : "";
    if (request.query["state"] == "AT_WORK") filter.stage = store::AuditFilter::Stage::AtWork;
    if (request.query["state"] == "ISSUED") filter.stage = store::AuditFilter::Stage::Issued;
    if (filter.stage != store::AuditFilter::Stage::Any) page.state = request.query["state"];
    filter.type = parse_audit_type(request.query["type"]);
    page.type = filter.type ? str(*filter.type) : "";
    page.whose =
        request.query["mine"] == "1" ? views::AuditsPage::Whose::Mine : views::AuditsPage::Whose::All;
    page.may_plan =
        actor.is(Role::QualityManager) ? views::AuditsPage::MayPlan::Yes : views::AuditsPage::MayPlan::No;
    if (page.whose == views::AuditsPage::Whose::Mine) {
        filter.member = actor.person;
        filter.issued_plans = false;
    }
    const Figures figures(desk.workspace, db);
    const auto found = store::audits(db, filter, place_of(request.query["after"]));
    const auto teams = store::teams_of(db, found.audits);
    std::set<Id<Person>> leads;
    for (const auto& audit : found.audits) {
        views::Progress progress;
        const auto team = teams.find(audit.key);
        const auto parts = parts_in(actor, team == teams.end() ? std::vector<Member>() : team->second);
        if (!audit.clauses.empty() && audit.state != AuditState::Planned
            && audit.state != AuditState::Cancelled && sight_of(parts, audit) == Sight::Whole) {
            const auto whole = figures.of(audit)->progress.whole;
            progress = {static_cast<std::size_t>(whole.questions),
                        static_cast<std::size_t>(whole.answered())};
        }
        page.lines.push_back({audit, progress});
        leads.insert(audit.lead);
    }
    page.names = store::names_of(db, leads);
    page.count = found.count;
    page.saved = saved_lists(desk, request, ListKind::Audits);
    const auto query = list_query(request, ListKind::Audits);
    if (found.next)
        page.next = list_address(ListKind::Audits, query, found.next->starts_on + "~" + found.next->key);
    if (!request.query["after"].empty()) page.first = list_address(ListKind::Audits, query);
    auto frame = desk.frame(request, desk.text(request, "nav.audits"), "audits");
    frame.crumbs = {{desk.text(request, "nav.audits"), ""}};
    frame.styles = {"audits"};
    return desk.page(request, "pages/audits", std::move(frame),
                     views::audits_view(page, Desk::language(request), desk.catalogues));
}

/// The packs of one audit, for those who may have any.
std::vector<Pack> packs_of(const store::Reading& db, const Actor& actor, const Id<Audit>& audit)
{
    auto packs = packs_for(db, actor);
    std::erase_if(packs, [&](const Pack& pack) { return pack.audit != audit; });
    return packs;
}

/// What stood in the form of a step that was refused.
std::map<std::string, std::string> typed_in(const Request& request)
{
    std::map<std::string, std::string> typed;
    for (const auto* name : {"to", "reason", "starts_on", "ends_on", "person", "note"})
        if (const auto* value = request.form.find(name)) typed[name] = *value;
    return typed;
}

/// What the audit stands on, and whether there is something to look at again because of it.
void add_basis(views::AuditPage& page, const store::Reading& db, const Actor& actor, const Audit& audit)
{
    using Earlier = views::AuditPage::Earlier;
    if (audit.follows.empty()) {
        if (kind_for(audit.type).side == AuditKind::Side::House) page.earlier = Earlier::Offered;
        return;
    }
    page.follows = store::audit(db, audit.follows);
    if (page.follows
        && sight_of(parts_in(actor, store::members(db, audit.follows)), *page.follows) != Sight::Whole)
        page.follows->title.clear();
    const auto earlier = store::findings_to_look_at(db, audit);
    if (!earlier.empty()) page.earlier = Earlier::Asked;
    page.earlier_not_looked = not_looked_at(earlier);
}

Reply summary(Desk& desk, const Request& request, const Tree& problems, int status)
{
    const auto db = desk.workspace.read();
    const auto seen = see_audit(db, Desk::actor(request), audit_key(request), Sight::Plan);
    if (seen.sight == Sight::Plan) return Reply::see_other("/audits/" + seen.audit.key.str() + "/plan");
    views::AuditPage page;
    page.at = audit_at_hand(desk.workspace, db, seen.audit);
    page.parts = seen.parts;
    page.me = Desk::actor(request).person;
    page.names = names_of(db);
    for (const auto& member : seen.members)
        if (!store::account(db, member.person)) page.without_account.push_back(member.person);
    page.sites = store::sites(db);
    page.criteria = store::criteria(db);
    for (const auto& finding : store::findings_of(db, seen.audit.key))
        if (is_live(finding.state)) ++page.findings[std::string(str(finding.grade))];
    add_basis(page, db, Desk::actor(request), seen.audit);
    const auto figures = Figures(desk.workspace, db).of(seen.audit);
    for (const auto& clause : figures->progress.clauses)
        if (!clause.also_concerned.empty()) page.concerned.push_back(clause);
    page.reports = store::reports_of(db, seen.audit.key);
    page.sheet_gaps = gaps_now(seen.audit, store::sheet_rows(db, seen.audit.key)).size();
    if (may(Desk::actor(request), Permission::MakePack)) {
        page.packs = packs_of(db, Desk::actor(request), seen.audit.key);
        page.may_pack = may_pack(Desk::actor(request), seen) ? views::AuditPage::MayPack::Yes
                                                             : views::AuditPage::MayPack::No;
    }
    page.event = store::event_of(db, seen.audit.key);
    page.problems = problems;
    page.typed = typed_in(request);
    return desk.page(request, "pages/audit", audit_frame(desk, request, seen.audit, ""),
                     views::audit_view(page, Desk::language(request), desk.catalogues), status);
}

Reply show(Desk& desk, Request& request)
{
    return summary(desk, request, Tree::list(), 200);
}

/// A verb from a button of the summary: done goes back there, refused shows it with what stands against it.
Reply from_summary(Desk& desk, Request& request, const std::string& done, const std::function<void()>& verb)
{
    return desk.attempt(
        request,
        [&] {
            verb();
            return desk.done(request, "/audits/" + audit_key(request).str(), done);
        },
        [&](const Tree& problems, int status) { return summary(desk, request, problems, status); });
}

/// Handing in is signing: what is missing is told first, then the password is asked for.
void confirm_handing_in(const Desk& desk, const Request& request)
{
    {
        const auto db = desk.workspace.read();
        const auto seen = see_audit(db, Desk::actor(request), audit_key(request));
        check_step(audit_at_hand(desk.workspace, db, seen.audit), AuditState::ReportReview,
                   Desk::actor(request), {});
    }
    desk.require_fresh_password(request);
}

Reply step(Desk& desk, Request& request)
{
    const auto to = parse_audit_state(Desk::field(request, "to"));
    if (!to) throw NotFound("state " + Desk::field(request, "to"));
    const auto based_on = Desk::based_on(request);
    return from_summary(desk, request, "audit_step_taken", [&] {
        if (*to == AuditState::ReportReview) confirm_handing_in(desk, request);
        advance(desk.workspace, Desk::actor(request), audit_key(request), based_on, *to,
                Desk::field(request, "reason"));
    });
}

Reply new_dates(Desk& desk, Request& request)
{
    const auto based_on = Desk::based_on(request);
    return from_summary(desk, request, "audit_replanned", [&] {
        replan(desk.workspace, Desk::actor(request), audit_key(request), based_on,
               Desk::date_field(request, "starts_on"), Desk::date_field(request, "ends_on"));
    });
}

Reply declare(Desk& desk, Request& request)
{
    return from_summary(desk, request, "audit_independence", [&] {
        declare_independence(desk.workspace, Desk::actor(request), audit_key(request),
                             Id<Person>(Desk::field(request, "person")), Desk::field(request, "note"));
    });
}

Reply review(Desk& desk, Request& request)
{
    return review_page(desk, request, Tree::list(), 200);
}

} // namespace

Reply review_page(Desk& desk, const Request& request, const Tree& problems, int status)
{
    const auto db = desk.workspace.read();
    const auto seen = see_audit(db, Desk::actor(request), audit_key(request));
    views::ReviewPage page;
    page.at = audit_at_hand(desk.workspace, db, seen.audit);
    page.parts = seen.parts;
    page.problems = problems;
    if (seen.parts.contains(Part::Lead) && answers_open(seen.audit.state))
        for (auto& answer : store::answers(db, seen.audit.key))
            if (waits_for_approval(answer)) page.to_approve.push_back(std::move(answer));
    page.checklist = &checklist_of(desk.workspace, seen.audit);
    page.sites = store::sites(db);
    return desk.page(request, "pages/audit-review",
                     audit_frame(desk, request, seen.audit, desk.text(request, "audits.review")),
                     views::review_view(page, Desk::language(request), desk.catalogues), status);
}

void audit_routes(Routes& routes)
{
    using enum Permission;
    routes.get("/audits", ReadAudit, list);
    audit_form_routes(routes);
    routes.get("/audits/{audit}", ReadAudit, show);
    routes.get("/audits/{audit}/review", ReadAudit, review);
    routes.post("/audits/{audit}/step", ConductAudit, step);
    routes.post("/audits/{audit}/replan", PlanAudit, new_dates);
    routes.post("/audits/{audit}/independence", ReadAudit, declare);
    earlier_routes(routes);
}

} // namespace clausebook::web

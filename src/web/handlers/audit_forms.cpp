// The forms of audits: the team, the meetings, the conclusion. The frame stands in audit_frame_form.cpp.

#include "core/audit/audit_kind.h"
#include "core/base/text.h"
#include "store/audits.h"
#include "store/organization.h"
#include "store/people.h"
#include "views/pages/audits.h"
#include "web/handlers/audit_pages.h"
#include "workspace/audits.h"
#include "workspace/checklists.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace clausebook::web {
namespace {

std::string address(const Audit& audit, const std::string& page = {})
{
    return "/audits/" + audit.key.str() + page;
}

// ---- team

Reply team_page(Desk& desk, const Request& request, views::TeamPage page, int status)
{
    page.people = store::people(desk.workspace.read());
    return desk.page(request, "pages/audit-team",
                     audit_frame(desk, request, page.audit, desk.text(request, "audits.team")),
                     views::team_view(page, Desk::language(request), desk.catalogues), status);
}

Reply team_form(Desk& desk, Request& request)
{
    const auto seen = see_audit(desk.workspace.read(), Desk::actor(request), audit_key(request));
    views::TeamPage page;
    page.audit = seen.audit;
    for (const auto& member : seen.members) page.roles[member.person] = str(member.role);
    return team_page(desk, request, std::move(page), 200);
}

Reply save_team(Desk& desk, Request& request)
{
    const auto based_on = Desk::based_on(request);
    views::TeamPage page;
    page.audit = see_audit(desk.workspace.read(), Desk::actor(request), audit_key(request)).audit;
    std::vector<TeamPlace> team;
    for (const auto& [name, values] : request.form.by_name()) {
        if (!name.starts_with("role-")) continue;
        const Id<Person> person(name.substr(5));
        const auto role = parse_member_role(values.front());
        page.roles[person] = role ? str(*role) : "";
        if (role) team.push_back({person, *role});
    }
    return desk.attempt(
        request,
        [&] {
            set_team(desk.workspace, Desk::actor(request), page.audit.key, based_on, team);
            return desk.done(request, address(page.audit), "audit_team_set");
        },
        [&](const Tree& problems, int status) {
            page.problems = problems;
            if (status == 412) {
                const auto now = see_audit(desk.workspace.read(), Desk::actor(request), page.audit.key);
                page.audit = now.audit;
                page.theirs.emplace();
                for (const auto& member : now.members) (*page.theirs)[member.person] = str(member.role);
            } else {
                page.audit.version = based_on;
            }
            return team_page(desk, request, page, status);
        });
}

// ---- meetings

MeetingKind kind_of(const Request& request)
{
    const auto kind = parse_meeting_kind(request.parameter("kind"));
    if (!kind) throw NotFound("meeting " + request.parameter("kind"));
    return *kind;
}

Reply meeting_page(Desk& desk, const Request& request, views::MeetingPage page, int status)
{
    page.people = store::people(desk.workspace.read());
    return desk.page(
        request, "pages/audit-meeting",
        audit_frame(
            desk, request, page.audit,
            desk.text(request, "audits.meeting." + views::meeting_name(page.meeting.kind, page.audit.type))),
        views::meeting_view(page, Desk::language(request), desk.catalogues), status);
}

Reply meeting_form(Desk& desk, Request& request)
{
    const auto kind = kind_of(request);
    const auto db = desk.workspace.read();
    const auto seen = see_audit(db, Desk::actor(request), audit_key(request));
    views::MeetingPage page;
    page.audit = seen.audit;
    Meeting fresh{seen.audit.key, 0, kind, desk.workspace.today(), {}, {}};
    for (const auto& member : seen.members) fresh.people.push_back(member.person);
    page.meeting = store::meeting(db, seen.audit.key, kind).value_or(fresh);
    page.held_on = to_string(page.meeting.held_on.value());
    return meeting_page(desk, request, std::move(page), 200);
}

Reply save_meeting(Desk& desk, Request& request)
{
    views::MeetingPage page;
    page.audit = see_audit(desk.workspace.read(), Desk::actor(request), audit_key(request)).audit;
    page.held_on = Desk::field(request, "held_on");
    page.meeting = {
        page.audit.key, Desk::based_on(request), kind_of(request), {}, {}, Desk::field(request, "note")};
    for (const auto& key : request.form.all("people")) page.meeting.people.emplace_back(key);
    return desk.attempt(
        request,
        [&] {
            page.meeting.held_on = Desk::date_field(request, "held_on");
            record_meeting(desk.workspace, Desk::actor(request), page.meeting);
            return desk.done(request, address(page.audit), "audit_meeting_recorded");
        },
        [&](const Tree& problems, int status) {
            page.problems = problems;
            if (status == 412) {
                page.theirs = store::meeting(desk.workspace.read(), page.audit.key, page.meeting.kind);
                page.meeting.version = page.theirs ? page.theirs->version : 0;
            }
            return meeting_page(desk, request, page, status);
        });
}

// ---- conclusion

Reply conclusion_page(Desk& desk, const Request& request, views::ConclusionPage page, const Parts& parts,
                      int status)
{
    if (may_conclude(parts, page.audit.state)) page.access = views::ConclusionPage::Access::Write;
    return desk.page(request, "pages/audit-conclusion",
                     audit_frame(desk, request, page.audit, desk.text(request, "audits.conclusion")),
                     views::conclusion_view(page, Desk::language(request), desk.catalogues), status);
}

Reply conclusion_form(Desk& desk, Request& request)
{
    const auto db = desk.workspace.read();
    const auto seen = see_audit(db, Desk::actor(request), audit_key(request));
    views::ConclusionPage page;
    page.audit = seen.audit;
    page.conclusion = store::conclusion(db, seen.audit.key);
    return conclusion_page(desk, request, std::move(page), seen.parts, 200);
}

Reply save_conclusion_form(Desk& desk, Request& request)
{
    const auto seen = see_audit(desk.workspace.read(), Desk::actor(request), audit_key(request));
    views::ConclusionPage page;
    page.audit = seen.audit;
    page.conclusion = store::conclusion(desk.workspace.read(), seen.audit.key);
    page.conclusion.audit = seen.audit.key;
    page.conclusion.version = Desk::based_on(request);
    for (const auto& field : conclusion_fields())
        if (concludes(kind_for(seen.audit.type), field.name))
            page.conclusion.*field.text = Desk::field(request, field.name);
    return desk.attempt(
        request,
        [&] {
            save_conclusion(desk.workspace, Desk::actor(request), page.conclusion);
            return desk.done(request, address(page.audit, "/conclusion"), "audit_conclusion_saved");
        },
        [&](const Tree& problems, int status) {
            page.problems = problems;
            if (status == 412) page.theirs = store::conclusion(desk.workspace.read(), page.audit.key);
            return conclusion_page(desk, request, page, seen.parts, status);
        });
}

} // namespace

void audit_form_routes(Routes& routes)
{
    using enum Permission;
    audit_frame_routes(routes);
    routes.get("/audits/{audit}/team", PlanAudit, team_form);
    routes.post("/audits/{audit}/team", PlanAudit, save_team);
    routes.get("/audits/{audit}/meetings/{kind}", ConductAudit, meeting_form);
    routes.post("/audits/{audit}/meetings/{kind}", ConductAudit, save_meeting);
    routes.get("/audits/{audit}/conclusion", ReadAudit, conclusion_form);
    routes.post("/audits/{audit}/conclusion", ConductAudit, save_conclusion_form);
}

} // namespace clausebook::web

// The forms of audits: a new one and its frame, the team, the meetings, the conclusion.

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

// ---- frame

void add_choices(views::AuditForm& form, const store::Reading& db)
{
    form.sites = store::sites(db);
    form.criteria = store::criteria(db);
    for (auto& person : store::people(db)) {
        const auto& roles = person.roles;
        const bool audits = roles.contains(Role::LeadAuditor) || roles.contains(Role::Auditor)
            || roles.contains(Role::QualityManager);
        if (person.active && audits) form.people.push_back(std::move(person));
    }
}

Reply form_page(Desk& desk, const Request& request, views::AuditForm form, int status)
{
    add_choices(form, desk.workspace.read());
    const bool fresh = form.audit.key.empty();
    auto frame = fresh ? desk.frame(request, desk.text(request, "audits.new"), "audits")
                       : audit_frame(desk, request, form.audit, desk.text(request, "audits.frame"));
    if (fresh) {
        frame.crumbs = {{desk.text(request, "nav.audits"), "/audits"},
                        {desk.text(request, "audits.new"), ""}};
        frame.styles = {"audits"};
    }
    return desk.page(request, "pages/audit-form", std::move(frame),
                     views::audit_form_view(form, Desk::language(request), desk.catalogues), status);
}

/// The clauses of the ticked chapters and those ticked one by one, in the order of the standard.
std::vector<ClauseNumber> scope_of(const Request& request, const Checklist& checklist)
{
    std::set<ClauseNumber> scope;
    for (const auto& text : request.form.all("chapters"))
        if (const auto chapter = ClauseNumber::parse(text)) {
            for (const auto* clause : checklist.clauses_of(*chapter)) scope.insert(clause->number);
            if (chapter->has_letter())
                for (const auto& item : checklist.scheme_items) scope.insert(item.id.clause());
        }
    for (const auto& text : request.form.all("clauses"))
        if (const auto clause = ClauseNumber::parse(text)) scope.insert(*clause);
    return {scope.begin(), scope.end()};
}

/// Puts what was typed into the form; texts that are no date stay as typed.
void read_frame(views::AuditForm& form, const Request& request)
{
    auto& a = form.audit;
    a.title = Desk::field(request, "title");
    a.starts_on = parse_date(form.raw["starts_on"] = Desk::field(request, "starts_on"));
    a.ends_on = parse_date(form.raw["ends_on"] = Desk::field(request, "ends_on"));
    if (form.scope == views::AuditForm::Scope::Locked) return;
    a.objectives = Desk::field(request, "objectives");
    a.scope = Desk::field(request, "scope");
    a.risk_basis = Desk::field(request, "risk_basis");
    a.auditor_days = Desk::field(request, "auditor_days");
    std::replace(a.auditor_days.begin(), a.auditor_days.end(), ',', '.'); // as Turks write it
    a.language = parse_language(Desk::field(request, "language")).value_or(Desk::language(request));
    a.period_from = parse_date(form.raw["period_from"] = Desk::field(request, "period_from"));
    a.period_to = parse_date(form.raw["period_to"] = Desk::field(request, "period_to"));
    a.sites.clear();
    for (const auto& key : request.form.all("sites")) a.sites.emplace_back(key);
    a.criteria.clear();
    for (const auto& key : request.form.all("criteria")) a.criteria.emplace_back(key);
    a.methods.clear();
    for (const auto& code : request.form.all("methods"))
        if (const auto method = parse_audit_method(code)) a.methods.push_back(*method);
    a.clauses = scope_of(request, *form.checklist);
}

/// Refuses a text that is no date.
void check_dates(const views::AuditForm& form)
{
    for (const auto& [field, text] : form.raw)
        if (!text.empty() && !parse_date(text)) throw Refusal("date_shape", field);
}

/// Chooses among the offered checklists, "" the first. False for one that is not offered: then the first.
/// Throws NotFound where none is.
bool choose_checklist(views::AuditForm& form, const Desk& desk, const std::string& key)
{
    for (const auto& one : offered_checklists(desk.workspace, desk.workspace.read()))
        form.offered.emplace_back(one.key, one.checklist);
    if (form.offered.empty()) throw NotFound("checklist " + key);
    const auto found = std::find_if(form.offered.begin(), form.offered.end(),
                                    [&](const auto& one) { return one.first == key; });
    std::tie(form.audit.checklist, form.checklist) =
        found == form.offered.end() ? form.offered.front() : *found;
    return key.empty() || found != form.offered.end();
}

Reply new_form(Desk& desk, Request& request)
{
    views::AuditForm form;
    const auto& key = request.query["checklist"];
    if (!choose_checklist(form, desk, key)) throw NotFound("checklist " + key);
    for (const auto& clause : form.checklist->clauses) form.audit.clauses.push_back(clause.number);
    for (const auto& site : store::sites(desk.workspace.read()))
        if (site.active) form.audit.sites.push_back(site.key);
    form.audit.methods = {AuditMethod::Interview, AuditMethod::Document, AuditMethod::Observation};
    form.audit.language = Desk::language(request);
    const auto today = desk.workspace.today();
    form.audit.period_from = plus_days(today, -365);
    form.audit.period_to = today;
    return form_page(desk, request, std::move(form), 200);
}

/// The scope ticked under the checklist `before`, on the form's own: all of it where all of the other was
/// ticked, else what has the same number.
void take_over_scope(views::AuditForm& form, const Request& request, const std::string& before)
{
    const auto other = std::find_if(form.offered.begin(), form.offered.end(),
                                    [&](const auto& one) { return one.first == before; });
    if (other == form.offered.end()) return;
    const auto ticked = scope_of(request, *other->second);
    const auto& all = other->second->clauses;
    const bool whole = std::all_of(all.begin(), all.end(), [&](const Clause& clause) {
        return std::find(ticked.begin(), ticked.end(), clause.number) != ticked.end();
    });
    if (!whole) return;
    for (const auto& clause : form.checklist->clauses) form.audit.clauses.push_back(clause.number);
}

Reply create(Desk& desk, Request& request)
{
    const auto standing = Desk::field(request, "checklist");
    const auto wanted = request.form.find("wanted") ? Desk::field(request, "wanted") : standing;
    views::AuditForm form;
    const bool offered = choose_checklist(form, desk, wanted);
    read_frame(form, request);
    form.audit.lead = Id<Person>(Desk::field(request, "lead"));
    std::vector<TeamPlace> team;
    for (const auto& key : request.form.all("team")) {
        form.team.emplace_back(key);
        if (Id<Person>(key) != form.audit.lead) team.push_back({Id<Person>(key), MemberRole::Auditor});
    }
    return desk.attempt(
        request,
        [&] {
            if (!offered) throw Refusal("checklist_not_offered", "checklist");
            // What is ticked below belongs to the checklist that stood: nothing is planned with another
            // unseen.
            if (wanted != standing || !Desk::field(request, "choose").empty()) {
                if (wanted != standing) take_over_scope(form, request, standing);
                form.scope_of = views::AuditForm::ScopeOf::AnotherChecklist;
                return form_page(desk, request, form, 200);
            }
            check_dates(form);
            const auto key = create_audit(desk.workspace, Desk::actor(request), form.audit, team,
                                          Desk::retry_key(request));
            return desk.done(request, "/audits/" + key.str(), "audit_created");
        },
        [&](const Tree& problems, int status) {
            form.problems = problems;
            return form_page(desk, request, form, status);
        });
}

views::AuditForm stored_form(Desk& desk, const Request& request)
{
    const auto seen = see_audit(desk.workspace.read(), Desk::actor(request), audit_key(request));
    views::AuditForm form;
    form.audit = seen.audit;
    form.checklist = &checklist_of(desk.workspace, seen.audit);
    const auto state = seen.audit.state;
    const bool before = state == AuditState::Planned || state == AuditState::Preparing
        || state == AuditState::Ready || state == AuditState::Postponed;
    form.scope = before ? views::AuditForm::Scope::Open : views::AuditForm::Scope::Locked;
    return form;
}

Reply edit_form(Desk& desk, Request& request)
{
    return form_page(desk, request, stored_form(desk, request), 200);
}

Reply save_frame(Desk& desk, Request& request)
{
    auto form = stored_form(desk, request);
    form.audit.version = Desk::based_on(request);
    read_frame(form, request);
    return desk.attempt(
        request,
        [&] {
            check_dates(form);
            change_audit(desk.workspace, Desk::actor(request), form.audit);
            return desk.done(request, address(form.audit), "audit_saved");
        },
        [&](const Tree& problems, int status) {
            form.problems = problems;
            if (status == 412) {
                form.theirs = stored_form(desk, request).audit;
                form.audit.version =
                    form.theirs->version; // saved again, it goes over what it was shown beside
            }
            return form_page(desk, request, form, status);
        });
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
    return desk.page(request, "pages/audit-meeting",
                     audit_frame(desk, request, page.audit,
                                 desk.text(request, "audits.meeting." + str(page.meeting.kind))),
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
    routes.get("/audits/new", PlanAudit, new_form);
    routes.post("/audits/new", PlanAudit, create);
    routes.get("/audits/{audit}/edit", PlanAudit, edit_form);
    routes.post("/audits/{audit}/edit", PlanAudit, save_frame);
    routes.get("/audits/{audit}/team", PlanAudit, team_form);
    routes.post("/audits/{audit}/team", PlanAudit, save_team);
    routes.get("/audits/{audit}/meetings/{kind}", ConductAudit, meeting_form);
    routes.post("/audits/{audit}/meetings/{kind}", ConductAudit, save_meeting);
    routes.get("/audits/{audit}/conclusion", ReadAudit, conclusion_form);
    routes.post("/audits/{audit}/conclusion", ConductAudit, save_conclusion_form);
}

} // namespace clausebook::web

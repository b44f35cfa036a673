// The forms of an audit's frame: a new one, one that stands, and a new one from an earlier one.

#include "core/base/text.h"
#include "store/audits.h"
#include "store/earlier_findings.h"
#include "store/organization.h"
#include "store/people.h"
#include "views/pages/audits.h"
#include "web/handlers/audit_pages.h"
#include "workspace/audit_copy.h"
#include "workspace/audits.h"
#include "workspace/checklists.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace clausebook::web {
namespace {

/// Who may lead or audit.
std::vector<Person> who_audits(const store::Reading& db)
{
    std::vector<Person> found;
    for (auto& person : store::people(db)) {
        const auto& roles = person.roles;
        const bool audits = roles.contains(Role::LeadAuditor) || roles.contains(Role::Auditor)
            || roles.contains(Role::QualityManager);
        if (person.active && audits) found.push_back(std::move(person));
    }
    return found;
}

void add_choices(views::AuditForm& form, const store::Reading& db, const Actor& actor)
{
    form.sites = store::sites(db);
    form.criteria = store::criteria(db);
    form.people = who_audits(db);
    form.to_follow = store::audits_to_follow(db, kind_for(form.audit.type), form.audit.key);
    std::erase_if(form.to_follow, [&](const Audit& one) {
        return sight_of(parts_in(actor, store::members(db, one.key)), one) != Sight::Whole;
    });
}

Reply form_page(Desk& desk, const Request& request, views::AuditForm form, int status)
{
    add_choices(form, desk.workspace.read(), Desk::actor(request));
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
std::vector<ClauseNumber> scope_of(const Request& request, const Checklist& checklist,
                                   const char* chapters = "chapters", const char* clauses = "clauses")
{
    std::set<ClauseNumber> scope;
    for (const auto& text : request.form.all(chapters))
        if (const auto chapter = ClauseNumber::parse(text)) {
            for (const auto* clause : checklist.clauses_of(*chapter)) scope.insert(clause->number);
            if (chapter->has_letter())
                for (const auto& item : checklist.scheme_items) scope.insert(item.id.clause());
        }
    for (const auto& text : request.form.all(clauses))
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
    a.follows = Id<Audit>(Desk::field(request, "follows"));
    a.rotation = scope_of(request, *form.checklist, "rotation_chapters", "rotation");
}

/// The type a field names; nothing for an empty one. Refuses "audit_choice_unknown" (type).
std::optional<AuditType> type_in(const std::string& text)
{
    if (text.empty()) return std::nullopt;
    const auto type = parse_audit_type(text);
    if (!type) throw Refusal("audit_choice_unknown", "type");
    return type;
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
    form.audit.type = parse_audit_type(request.query["type"]).value_or(AuditType::Internal);
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

/// Takes over the type that is ticked. True when the form has to be looked at before anything is planned: it
/// asks for other things now.
bool choose_type(views::AuditForm& form, const Request& request)
{
    const auto wanted = type_in(Desk::field(request, "wanted_type")).value_or(form.audit.type);
    if (wanted == form.audit.type && Desk::field(request, "choose_type").empty()) return false;
    if (wanted != form.audit.type) form.audit.follows = {};
    if (kind_for(wanted).rotation_tags.empty()) form.audit.rotation.clear();
    form.audit.type = wanted;
    form.type_is = views::AuditForm::TypeIs::ChosenNow;
    return true;
}

Reply create(Desk& desk, Request& request)
{
    const auto standing = Desk::field(request, "checklist");
    const auto wanted = request.form.find("wanted") ? Desk::field(request, "wanted") : standing;
    views::AuditForm form;
    const bool offered = choose_checklist(form, desk, wanted);
    const auto standing_type = parse_audit_type(Desk::field(request, "type"));
    form.audit.type = standing_type.value_or(AuditType::Internal);
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
            type_in(Desk::field(request, "type"));
            if (choose_type(form, request)) return form_page(desk, request, form, 200);
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
            auto wish = form.audit;
            wish.type = type_in(Desk::field(request, "type")).value_or(wish.type);
            change_audit(desk.workspace, Desk::actor(request), wish);
            return desk.done(request, "/audits/" + form.audit.key.str(), "audit_saved");
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

// ---- a new one from an earlier one

Reply copy_page(Desk& desk, const Request& request, views::CopyPage page, int status)
{
    page.people = who_audits(desk.workspace.read());
    auto frame = audit_frame(desk, request, page.source, desk.text(request, "audits.copy"));
    return desk.page(request, "pages/audit-copy", std::move(frame),
                     views::copy_view(page, Desk::language(request), desk.catalogues), status);
}

views::CopyPage copy_from(Desk& desk, const Request& request)
{
    views::CopyPage page;
    page.source = see_audit(desk.workspace.read(), Desk::actor(request), audit_key(request)).audit;
    page.wish = {page.source.type, page.source.title, {}, {}, page.source.lead};
    return page;
}

Reply copy_form(Desk& desk, Request& request)
{
    return copy_page(desk, request, copy_from(desk, request), 200);
}

Reply make_copy(Desk& desk, Request& request)
{
    auto page = copy_from(desk, request);
    page.wish.title = Desk::field(request, "title");
    page.wish.lead = Id<Person>(Desk::field(request, "lead"));
    for (const auto* name : {"starts_on", "ends_on"}) page.raw[name] = Desk::field(request, name);
    return desk.attempt(
        request,
        [&] {
            page.wish.type = type_in(Desk::field(request, "type")).value_or(page.wish.type);
            page.wish.starts_on = Desk::date_field(request, "starts_on");
            page.wish.ends_on = Desk::date_field(request, "ends_on");
            const auto key = copy_audit(desk.workspace, Desk::actor(request), page.source.key, page.wish,
                                        Desk::retry_key(request));
            return desk.done(request, "/audits/" + key.str(), "audit_copied");
        },
        [&](const Tree& problems, int status) {
            page.problems = problems;
            return copy_page(desk, request, page, status);
        });
}

} // namespace

void audit_frame_routes(Routes& routes)
{
    using enum Permission;
    routes.get("/audits/new", PlanAudit, new_form);
    routes.post("/audits/new", PlanAudit, create);
    routes.get("/audits/{audit}/edit", PlanAudit, edit_form);
    routes.post("/audits/{audit}/edit", PlanAudit, save_frame);
    routes.get("/audits/{audit}/copy", PlanAudit, copy_form);
    routes.post("/audits/{audit}/copy", PlanAudit, make_copy);
}

} // namespace clausebook::web

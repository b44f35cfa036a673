// The certification: its page, the forms of its events, of how dates are counted and of who certifies.

#include "views/pages/certification.h"

#include "core/base/mapped.h"
#include "core/base/text.h"
#include "store/audits.h"
#include "store/cycle.h"
#include "store/people.h"
#include "web/handlers/all.h"
#include "web/handlers/record_form.h"
#include "workspace/checklists.h"
#include "workspace/cycle.h"

namespace clausebook::web {
namespace {

using views::FormState;
using views::FormValues;

constexpr const char* address = "/certification";

/// The audits of the events that the reader may open.
std::set<Id<Audit>> audits_to_open(const store::Reading& db, const Actor& actor, const Certification& seen)
{
    std::set<Id<Audit>> found;
    for (const auto& event : seen.events) {
        const auto audit = event.audit.empty() ? std::nullopt : store::audit(db, event.audit);
        if (audit && sight_of(parts_in(actor, store::members(db, audit->key)), *audit) == Sight::Whole)
            found.insert(audit->key);
    }
    return found;
}

Reply certification_page(Desk& desk, Request& request)
{
    const auto db = desk.workspace.read();
    const auto& actor = Desk::actor(request);
    const auto seen = see_certification(db, desk.workspace.today(), actor);
    std::map<std::string, std::string> names;
    for (const auto& event : seen.events)
        if (const auto person = store::person(db, event.recorded_by); person)
            names[event.recorded_by.str()] = person->name;
    views::CertificationPage page{seen, names};
    page.body = store::certification_body(db);
    page.audits = audits_to_open(db, actor, seen);
    std::optional<CycleAudits> audits;
    if (sees_all_audits(actor)) {
        audits = see_cycle_audits(db, seen, mapped(current_checklist().clauses, &Clause::number));
        page.rotation = &audits->rotation;
        page.checklist = &current_checklist();
    }
    if (may(actor, Permission::KeepCertification)) {
        page.reader = views::Reader::Edits;
        page.gaps = gaps_of(see_application(db));
        if (audits) page.proposals = audits->proposals;
    }
    auto frame = desk.frame(request, desk.text(request, "cycle.title"), "certification");
    frame.crumbs = {{desk.text(request, "cycle.title"), ""}};
    frame.styles = {"certification"};
    return desk.page(request, "pages/certification", std::move(frame),
                     views::certification_view(page, Desk::language(request), desk.catalogues));
}

/// The page of a form below the certification.
Reply form_page(Desk& desk, const Request& request, const std::string& title, const Tree& form, int status)
{
    auto frame = desk.frame(request, title, "certification");
    frame.crumbs = {{desk.text(request, "cycle.title"), address}, {title, ""}};
    return desk.page(request, "pages/form", std::move(frame), form, status);
}

/// The audits an event can be: of its type, their report issued, and no other event was them.
std::vector<views::OfferedAudit> offered_audits(Desk& desk, const CycleEvent& event)
{
    std::vector<views::OfferedAudit> offered;
    if (!audit_type_of(event.kind)) return offered;
    const auto db = desk.workspace.read();
    for (auto& can : audits_for(db, event)) offered.push_back({std::move(can.audit), can.majors});
    return offered;
}

Reply event_page(Desk& desk, const Request& request, const CycleEvent& event, const FormState& state,
                 int status)
{
    return form_page(desk, request, desk.text(request, "cycle.event." + str(event.kind)),
                     views::event_form(event, offered_audits(desk, event), state, Desk::language(request),
                                       desk.catalogues),
                     status);
}

// ---- recording

/// An empty event of the kind the address names.
CycleEvent event_of_kind(const Request& request)
{
    const auto kind = parse_cycle_event_kind(request.parameter("step"));
    if (!kind) throw NotFound("step " + request.parameter("step"));
    CycleEvent event;
    event.kind = *kind;
    return event;
}

/// What is known already stands in the form: body, certificate and scope as they are; of an audit that is
/// offered, the one that is asked for, else the newest, its last day and its majors.
FormValues values_to_begin_with(Desk& desk, const Request& request, CycleEvent event)
{
    {
        const auto db = desk.workspace.read();
        const auto cycle = see_certification(db, desk.workspace.today()).cycle;
        const auto body = store::certification_body(db);
        event.body = body.version > 0 ? body.name : cycle.body;
        event.certificate = cycle.certificate;
        event.scope = cycle.scope;
    }
    const auto wish = trimmed(request.query["audit"]);
    for (const auto& offered : offered_audits(desk, event)) {
        if (!wish.empty() && offered.audit.key.str() != wish) continue;
        event.audit = offered.audit.key;
        event.on = offered.audit.ends_on.value_or(Date{});
        event.majors = offered.majors;
        break;
    }
    return views::values_of(event);
}

Reply new_event(Desk& desk, Request& request)
{
    const auto event = event_of_kind(request);
    return event_page(desk, request, event,
                      {values_to_begin_with(desk, request, event), 0, Tree::list(), {}, {}}, 200);
}

Reply record_now(Desk& desk, Request& request)
{
    const auto event = event_of_kind(request);
    const auto save = [&](const FormValues& values) {
        record_event(desk.workspace, Desk::actor(request),
                     views::event_from(values, event, offered_audits(desk, event)), Desk::retry_key(request));
        return desk.done(request, address, "saved");
    };
    return save_form(
        desk, request, "",
        [&] {
            return Standing{views::values_of(event), 0};
        },
        save,
        [&](const FormState& state, int status) { return event_page(desk, request, event, state, status); });
}

// ---- correcting

CycleEvent event_of(Desk& desk, const Request& request)
{
    const Id<CycleEvent> key(request.parameter("event"));
    auto event = store::cycle_event(desk.workspace.read(), key);
    if (!event) throw NotFound("event " + key.str());
    return *event;
}

Reply recorded_event(Desk& desk, Request& request)
{
    const auto event = event_of(desk, request);
    return event_page(desk, request, event, {views::values_of(event), event.version, Tree::list(), {}, {}},
                      200);
}

Reply correct_now(Desk& desk, Request& request)
{
    const auto before = event_of(desk, request);
    const auto standing = [&] {
        const auto event = event_of(desk, request);
        return Standing{views::values_of(event), event.version};
    };
    const auto save = [&](const FormValues& values) {
        const auto& actor = Desk::actor(request);
        const auto why = values.at("why");
        if (values.at("change") == "REMOVE") {
            remove_event(desk.workspace, actor, before.key, Desk::based_on(request), why);
            return desk.done(request, address, "cycle_removed");
        }
        auto event = views::event_from(values, before, offered_audits(desk, before));
        event.version = Desk::based_on(request);
        correct_event(desk.workspace, actor, event, why);
        return desk.done(request, address, "saved");
    };
    return save_form(
        desk, request, "cycle_event/" + before.key.str(), standing, save,
        [&](const FormState& state, int status) { return event_page(desk, request, before, state, status); });
}

// ---- how dates are counted

Reply rules_page(Desk& desk, const Request& request, const FormState& state, int status)
{
    return form_page(desk, request, desk.text(request, "cycle.rules_title"),
                     views::rules_form(state, Desk::language(request), desk.catalogues), status);
}

Reply rules(Desk& desk, Request& request)
{
    const auto rules = store::cycle_rules(desk.workspace.read());
    return rules_page(desk, request, {views::values_of(rules), rules.version, Tree::list(), {}, {}}, 200);
}

Reply save_rules_now(Desk& desk, Request& request)
{
    const auto standing = [&] {
        const auto rules = store::cycle_rules(desk.workspace.read());
        return Standing{views::values_of(rules), rules.version};
    };
    const auto save = [&](const FormValues& values) {
        auto rules = views::rules_from(values, store::cycle_rules(desk.workspace.read()));
        rules.version = Desk::based_on(request);
        save_cycle_rules(desk.workspace, Desk::actor(request), rules);
        return desk.done(request, address, "saved");
    };
    return save_form(
        desk, request, "cycle_rules/cycle", standing, save,
        [&](const FormState& state, int status) { return rules_page(desk, request, state, status); });
}

// ---- who certifies

Reply body_page(Desk& desk, const Request& request, const FormState& state, int status)
{
    return form_page(desk, request, desk.text(request, "certification_body.title"),
                     views::body_form(state, Desk::language(request), desk.catalogues), status);
}

Reply certification_body(Desk& desk, Request& request)
{
    const auto body = store::certification_body(desk.workspace.read());
    return body_page(desk, request, {views::values_of(body), body.version, Tree::list(), {}, {}}, 200);
}

Reply name_body_now(Desk& desk, Request& request)
{
    const auto standing = [&] {
        const auto body = store::certification_body(desk.workspace.read());
        return Standing{views::values_of(body), body.version};
    };
    const auto save = [&](const FormValues& values) {
        auto body = views::body_from(values, store::certification_body(desk.workspace.read()));
        body.version = Desk::based_on(request);
        name_certification_body(desk.workspace, Desk::actor(request), body);
        return desk.done(request, address, "saved");
    };
    return save_form(
        desk, request, "certification_body/body", standing, save,
        [&](const FormState& state, int status) { return body_page(desk, request, state, status); });
}

} // namespace

void cycle_routes(Routes& routes)
{
    using enum Permission;
    routes.get("/certification", ReadContent, certification_page);
    routes.get("/certification/record/{step}", KeepCertification, new_event);
    routes.post("/certification/record/{step}", KeepCertification, record_now);
    routes.get("/certification/events/{event}", KeepCertification, recorded_event);
    routes.post("/certification/events/{event}", KeepCertification, correct_now);
    routes.get("/certification/body", KeepCertification, certification_body);
    routes.post("/certification/body", KeepCertification, name_body_now);
    routes.get("/certification/dates", KeepCertification, rules);
    routes.post("/certification/dates", KeepCertification, save_rules_now);
}

} // namespace clausebook::web

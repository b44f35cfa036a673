#include "workspace/cycle.h"

#include "core/base/form_rules.h"
#include "core/people/permission.h"
#include "store/audits.h"
#include "store/cycle.h"
#include "store/findings.h"
#include "store/organization.h"
#include "workspace/idempotency.h"

#include <algorithm>

namespace clausebook {
namespace {

/// More than any house holds in the cycles that matter.
constexpr int most_audits = 500;

/// What is kept of an event of a kind: its fields, without white space around them.
CycleEvent kept(const CycleEvent& typed, CycleEventKind kind)
{
    CycleEvent event;
    event.key = typed.key;
    event.version = typed.version;
    event.kind = kind;
    event.on = typed.on;
    event.note = trimmed(typed.note);
    const auto has = [&](CycleField field) {
        return has_field(kind, field);
    };
    if (has(CycleField::Body)) event.body = trimmed(typed.body);
    if (has(CycleField::Certificate)) event.certificate = trimmed(typed.certificate);
    if (has(CycleField::Scope)) event.scope = trimmed(typed.scope);
    if (has(CycleField::ValidUntil)) event.valid_until = typed.valid_until;
    if (has(CycleField::Majors)) event.majors = typed.majors;
    if (has(CycleField::Reason)) event.reason = trimmed(typed.reason);
    if (audit_type_of(kind)) event.audit = typed.audit;
    return event;
}

/// The audit an event names, when it may be that one. Of an event without a day it tells the day.
void take_from_audit(const store::Reading& db, CycleEvent& event)
{
    if (event.audit.empty()) return;
    const auto audit = store::audit(db, event.audit);
    if (!audit) throw Refusal("cycle_audit_unknown", "audit");
    check_audit(event, *audit, store::cycle_events(db));
    if (!event.on.ok() && audit->ends_on) event.on = *audit->ends_on;
}

/// One applies with an application that is complete.
void check_application(const store::Reading& db, const CycleEvent& event)
{
    if (event.kind != CycleEventKind::Applied) return;
    const auto gaps = gaps_of(see_application(db));
    if (!gaps.empty())
        throw Refusal("application_incomplete", "", {{"count", std::to_string(gaps.size())}},
                      RefusalKind::State);
}

CycleEvent standing(const store::Reading& db, const Id<CycleEvent>& key)
{
    auto event = store::cycle_event(db, key);
    if (!event) throw NotFound("event " + key.str());
    return *event;
}

/// All events with `event` in its place, or as the newest.
std::vector<CycleEvent> with(const store::Reading& db, const CycleEvent& event)
{
    auto events = store::cycle_events(db);
    const auto place = std::find_if(events.begin(), events.end(),
                                    [&](const CycleEvent& other) { return other.key == event.key; });
    if (place == events.end())
        events.push_back(event);
    else
        *place = event;
    return events;
}

void check_why(const std::string& why)
{
    check_given(why, "why");
    check_text(why, "why");
}

} // namespace

Id<CycleEvent> record_event(Workspace& workspace, const Actor& actor, const CycleEvent& typed,
                            const std::string& retry_key)
{
    check_may(actor, Permission::KeepCertification);
    auto event = kept(typed, typed.kind);
    const Retry retry{"cycle.event_recorded", retry_key};
    auto verb = workspace.begin(actor, retry.action);
    if (const auto given = reply_given(verb, actor, retry, verb.at())) return Id<CycleEvent>(given->text);
    event.key = {};
    event.version = 0;
    event.recorded_by = actor.person;
    event.recorded_at = verb.at();
    take_from_audit(verb, event);
    check(event);
    check_application(verb, event);
    check_course(with(verb, event), store::cycle_rules(verb), date_of(workspace.local(verb.at())), event.key);
    auto key = store::save(verb, event);
    remember_reply(verb, actor, retry, {200, key.str()});
    verb.commit();
    return key;
}

void correct_event(Workspace& workspace, const Actor& actor, const CycleEvent& typed, const std::string& why)
{
    check_may(actor, Permission::KeepCertification);
    check_why(why);
    auto verb = workspace.begin(actor, "cycle.event_corrected");
    const auto before = standing(verb, typed.key);
    auto event = kept(typed, before.kind);
    event.recorded_by = before.recorded_by;
    event.recorded_at = before.recorded_at;
    if (event.audit != before.audit) take_from_audit(verb, event);
    check(event);
    check_course(with(verb, event), store::cycle_rules(verb), date_of(workspace.local(verb.at())), event.key);
    verb.because(trimmed(why));
    store::save(verb, event);
    verb.commit();
}

void remove_event(Workspace& workspace, const Actor& actor, const Id<CycleEvent>& key, Version based_on,
                  const std::string& why)
{
    check_may(actor, Permission::KeepCertification);
    check_why(why);
    auto verb = workspace.begin(actor, "cycle.event_removed");
    auto event = standing(verb, key);
    event.version = based_on;
    auto events = store::cycle_events(verb);
    std::erase_if(events, [&](const CycleEvent& other) { return other.key == key; });
    check_course(events, store::cycle_rules(verb), date_of(workspace.local(verb.at())));
    verb.because(trimmed(why));
    store::remove(verb, event);
    verb.commit();
}

void save_cycle_rules(Workspace& workspace, const Actor& actor, const CycleRules& rules)
{
    check_may(actor, Permission::KeepCertification);
    check(rules);
    auto verb = workspace.begin(actor, "cycle.rules_saved");
    check_course(store::cycle_events(verb), rules, date_of(workspace.local(verb.at())));
    store::save(verb, rules);
    verb.commit();
}

void name_certification_body(Workspace& workspace, const Actor& actor, const CertificationBody& typed)
{
    check_may(actor, Permission::KeepCertification);
    auto body = typed;
    for (auto* text : {&body.name, &body.scheme, &body.accreditation_body, &body.contact})
        *text = trimmed(*text);
    check(body);
    auto verb = workspace.begin(actor, "certification.body_named");
    store::save(verb, body);
    verb.commit();
}

void write_application(Workspace& workspace, const Actor& actor, const Application& typed)
{
    check_may(actor, Permission::KeepCertification);
    auto application = typed;
    for (auto& [name, text] : application.fields) text = trimmed(text);
    auto verb = workspace.begin(actor, "certification.application_written");
    check(application, date_of(workspace.local(verb.at())));
    store::save(verb, application);
    verb.commit();
}

bool sees_all_audits(const Actor& actor)
{
    const auto parts = parts_in(actor, {});
    return parts.contains(Part::QualityManager) || parts.contains(Part::TopManagement);
}

Certification see_certification(const store::Reading& db, Date day, const Actor& actor)
{
    HouseDates house;
    if (sees_all_audits(actor)) {
        house.internal_audit_on = store::last_internal_audit(db, day);
        house.management_review_on = store::last_management_review(db, day);
    }
    return certification_on(store::cycle_events(db), store::cycle_rules(db), day, house);
}

ApplicationSummary see_application(const store::Reading& db)
{
    ApplicationSummary summary;
    summary.organization = store::organization(db).value_or(Organization{});
    for (auto& site : store::sites(db))
        if (site.active) summary.sites.push_back(std::move(site));
    summary.body = store::certification_body(db);
    summary.application = store::application(db);
    return summary;
}

CycleAudits see_cycle_audits(const store::Reading& db, const Certification& seen,
                             const std::vector<ClauseNumber>& clauses)
{
    const auto audits = store::audits(db, {}, {}, most_audits).audits;
    return {rotation_matrix(seen.cycle, audits, clauses), proposed_events(seen.cycle, seen.events, audits)};
}

std::vector<AuditForEvent> audits_for(const store::Reading& db, const CycleEvent& event)
{
    std::vector<AuditForEvent> found;
    const auto events = store::cycle_events(db);
    store::AuditFilter filter;
    filter.type = audit_type_of(event.kind);
    if (!filter.type) return found;
    filter.stage = store::AuditFilter::Stage::Issued;
    for (auto& audit : store::audits(db, filter, {}, most_audits).audits) {
        const bool taken = std::any_of(events.begin(), events.end(), [&](const CycleEvent& other) {
            return other.audit == audit.key && other.key != event.key;
        });
        if (taken) continue;
        const auto findings = store::findings_of(db, audit.key);
        const int majors = event_from(event.kind, audit, findings).majors;
        found.push_back({std::move(audit), majors});
    }
    return found;
}

} // namespace clausebook

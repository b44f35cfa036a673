#include "workspace/cycle.h"

#include "core/base/form_rules.h"
#include "core/people/permission.h"
#include "store/cycle.h"
#include "workspace/idempotency.h"

#include <algorithm>

namespace clausebook {
namespace {

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
    return event;
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
    check(event);
    const Retry retry{"cycle.event_recorded", retry_key};
    auto verb = workspace.begin(actor, retry.action);
    if (const auto given = reply_given(verb, actor, retry, verb.at())) return Id<CycleEvent>(given->text);
    event.key = {};
    event.version = 0;
    event.recorded_by = actor.person;
    event.recorded_at = verb.at();
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

Certification see_certification(const store::Reading& db, Date day)
{
    return certification_on(store::cycle_events(db), store::cycle_rules(db), day);
}

} // namespace clausebook

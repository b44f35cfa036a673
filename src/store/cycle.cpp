#include "store/cycle.h"

#include "store/errors.h"
#include "store/organization.h"
#include "store/texts.h"

namespace clausebook::store {
namespace {

constexpr const char* rules_key = "cycle";
constexpr const char* body_key = "body";
constexpr const char* application_key = "application";

CycleEvent event_from(const Row& row)
{
    const auto kind = parse_cycle_event_kind(row.text("kind"));
    const auto on = row.date("happened_on");
    if (!kind || !on) throw DamagedData("no event of a certification: " + row.text("key"));
    CycleEvent event;
    event.key = Id<CycleEvent>(row.text("key"));
    event.version = row.number("version");
    event.kind = *kind;
    event.on = *on;
    event.body = row.text("body");
    event.certificate = row.text("certificate");
    event.scope = row.text("scope");
    event.valid_until = row.date("valid_until");
    event.majors = static_cast<int>(row.number("majors"));
    event.reason = row.text("reason");
    event.note = row.text("note");
    event.recorded_by = Id<Person>(row.text("recorded_by"));
    event.recorded_at = row.instant("recorded_at");
    event.audit = Id<Audit>(row.text("audit"));
    return event;
}

/// Says which audit an event was, or that it was none of those kept here.
void save_audit(Writing& verb, const CycleEvent& event)
{
    const auto row =
        verb.row("SELECT version, audit FROM cycle_event_audit WHERE key = ?", {event.key.str()});
    const auto version = row ? row->number("version") : Version{0};
    if ((row ? row->text("audit") : std::string()) == event.audit.str()) return;
    if (event.audit.empty())
        verb.remove("cycle_event_audit", event.key.str(), version);
    else
        verb.put("cycle_event_audit", event.key.str(), {{"audit", event.audit.str()}}, version);
}

} // namespace

std::vector<CycleEvent> cycle_events(const Reading& db)
{
    std::vector<CycleEvent> events;
    for (const auto& row : db.rows("SELECT e.*, a.audit FROM cycle_event e LEFT JOIN cycle_event_audit a "
                                   "ON a.key = e.key ORDER BY e.happened_on, length(e.key), e.key"))
        events.push_back(event_from(row));
    return events;
}

std::optional<CycleEvent> cycle_event(const Reading& db, const Id<CycleEvent>& key)
{
    const auto row = db.row("SELECT e.*, a.audit FROM cycle_event e LEFT JOIN cycle_event_audit a "
                            "ON a.key = e.key WHERE e.key = ?",
                            {key.str()});
    return row ? std::optional(event_from(*row)) : std::nullopt;
}

std::optional<CycleEvent> event_of(const Reading& db, const Id<Audit>& audit)
{
    const auto row = db.row("SELECT e.*, a.audit FROM cycle_event e JOIN cycle_event_audit a "
                            "ON a.key = e.key WHERE a.audit = ?",
                            {audit.str()});
    return row ? std::optional(event_from(*row)) : std::nullopt;
}

Id<CycleEvent> save(Writing& verb, CycleEvent event)
{
    if (event.key.empty()) event.key = Id<CycleEvent>(numbered("CE", verb.next_number("CE"), 4));
    verb.put("cycle_event", event.key.str(),
             {{"kind", str(event.kind)},
              {"happened_on", to_string(event.on)},
              {"body", event.body},
              {"certificate", event.certificate},
              {"scope", event.scope},
              {"valid_until", date_text(event.valid_until)},
              {"majors", std::int64_t{event.majors}},
              {"reason", event.reason},
              {"note", event.note},
              {"recorded_by", event.recorded_by.str()},
              {"recorded_at", to_string(event.recorded_at)}},
             event.version);
    save_audit(verb, event);
    return event.key;
}

void remove(Writing& verb, const CycleEvent& event)
{
    auto without = event;
    without.audit = {};
    save_audit(verb, without);
    verb.remove("cycle_event", event.key.str(), event.version);
}

CycleRules cycle_rules(const Reading& db)
{
    CycleRules rules;
    const auto row = db.row("SELECT * FROM cycle_rules");
    if (!row) return rules;
    rules.version = row->number("version");
    for (const auto& number : cycle_numbers) rules.*number.value = static_cast<int>(row->number(number.name));
    rules.surveillance_anchor = parse_surveillance_anchor(row->text("surveillance_anchor")).value();
    rules.renewal_anchor = parse_renewal_anchor(row->text("renewal_anchor")).value();
    return rules;
}

Version save(Writing& verb, const CycleRules& rules)
{
    Record record = {{"surveillance_anchor", str(rules.surveillance_anchor)},
                     {"renewal_anchor", str(rules.renewal_anchor)}};
    for (const auto& number : cycle_numbers)
        record.emplace_back(number.name, std::int64_t{rules.*number.value});
    return verb.put("cycle_rules", rules_key, record, rules.version);
}

CertificationBody certification_body(const Reading& db)
{
    CertificationBody body;
    const auto row = db.row("SELECT * FROM certification_body");
    if (!row) return body;
    body.version = row->number("version");
    body.name = row->text("name");
    body.scheme = row->text("scheme");
    body.accreditation = parse_accreditation(row->text("accreditation")).value();
    body.accreditation_body = row->text("accreditation_body");
    body.contact = row->text("contact");
    return body;
}

Version save(Writing& verb, const CertificationBody& body)
{
    return verb.put("certification_body", body_key,
                    {{"name", body.name},
                     {"scheme", body.scheme},
                     {"accreditation", str(body.accreditation)},
                     {"accreditation_body", body.accreditation_body},
                     {"contact", body.contact}},
                    body.version);
}

std::optional<Date> last_internal_audit(const Reading& db, Date day)
{
    const auto row =
        db.row("SELECT max(ends_on) AS held_on FROM audit WHERE type = 'INTERNAL' AND ends_on <= ? "
               "AND state IN ('FIELDWORK_DONE', 'REPORT_DRAFT', 'REPORT_REVIEW', 'REPORT_ISSUED', "
               "'FOLLOW_UP', 'COMPLETED')",
               {to_string(day)});
    return row ? row->date("held_on") : std::nullopt;
}

std::optional<Date> last_management_review(const Reading& db, Date day)
{
    const auto row =
        db.row("SELECT max(v.document_date) AS held_on FROM evidence_link l "
               "JOIN evidence e ON e.key = l.evidence JOIN evidence_version v ON v.evidence = e.key "
               "WHERE l.clause = '8.6' AND e.type = 'MIN' AND v.document_date <= ? "
               "AND v.state IN ('ACCEPTED', 'SUPERSEDED', 'ARCHIVED')",
               {to_string(day)});
    return row ? row->date("held_on") : std::nullopt;
}

Application application(const Reading& db)
{
    Application application;
    const auto row = db.row("SELECT * FROM application");
    if (!row) return application;
    application.version = row->number("version");
    application.fields = texts_in(row->text("fields"), application_key);
    return application;
}

Version save(Writing& verb, const Application& application)
{
    return verb.put("application", application_key, {{"fields", texts_column(application.fields)}},
                    application.version);
}

} // namespace clausebook::store

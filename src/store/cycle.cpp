#include "store/cycle.h"

#include "store/errors.h"
#include "store/organization.h"

namespace clausebook::store {
namespace {

constexpr const char* rules_key = "cycle";
constexpr const char* body_key = "body";

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
    return event;
}

} // namespace

std::vector<CycleEvent> cycle_events(const Reading& db)
{
    std::vector<CycleEvent> events;
    for (const auto& row : db.rows("SELECT * FROM cycle_event ORDER BY happened_on, length(key), key"))
        events.push_back(event_from(row));
    return events;
}

std::optional<CycleEvent> cycle_event(const Reading& db, const Id<CycleEvent>& key)
{
    const auto row = db.row("SELECT * FROM cycle_event WHERE key = ?", {key.str()});
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
    return event.key;
}

void remove(Writing& verb, const CycleEvent& event)
{
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

} // namespace clausebook::store

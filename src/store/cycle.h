#pragma once
// Rows of the certification: its events, the rules its dates are counted by, the certification body and
// the application to it.

#include "core/cycle/application.h"
#include "core/cycle/cycle.h"
#include "store/database.h"

#include <optional>
#include <vector>

namespace clausebook::store {

/// All events by their days, those of one day as they were recorded.
std::vector<CycleEvent> cycle_events(const Reading& db);

std::optional<CycleEvent> cycle_event(const Reading& db, const Id<CycleEvent>& key);

/// The event that an audit was, or nothing.
std::optional<CycleEvent> event_of(const Reading& db, const Id<Audit>& audit);

/// Writes an event; one without a key gets the next. Returns its key.
Id<CycleEvent> save(Writing& verb, CycleEvent event);
void remove(Writing& verb, const CycleEvent& event);

/// The rules as they were changed last, else those of the program.
CycleRules cycle_rules(const Reading& db);
Version save(Writing& verb, const CycleRules& rules);

/// The certification body; an empty one of version 0 before anybody has named one.
CertificationBody certification_body(const Reading& db);
Version save(Writing& verb, const CertificationBody& body);

/// What is written of the application; an empty one of version 0 before anybody has.
Application application(const Reading& db);
Version save(Writing& verb, const Application& application);

/// The last day of the latest internal audit whose fieldwork was done by `day`.
std::optional<Date> last_internal_audit(const Reading& db, Date day);

/// The day of the latest minutes of a management review up to `day`: accepted evidence of type MIN under
/// clause 8.6.
std::optional<Date> last_management_review(const Reading& db, Date day);

} // namespace clausebook::store

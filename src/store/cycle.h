#pragma once
// Rows of the certification: its events, the rules its dates are counted by, the certification body.

#include "core/cycle/certification_body.h"
#include "core/cycle/cycle.h"
#include "store/database.h"

#include <optional>
#include <vector>

namespace clausebook::store {

/// All events by their days, those of one day as they were recorded.
std::vector<CycleEvent> cycle_events(const Reading& db);

std::optional<CycleEvent> cycle_event(const Reading& db, const Id<CycleEvent>& key);

/// Writes an event; one without a key gets the next. Returns its key.
Id<CycleEvent> save(Writing& verb, CycleEvent event);
void remove(Writing& verb, const CycleEvent& event);

/// The rules as they were changed last, else those of the program.
CycleRules cycle_rules(const Reading& db);
Version save(Writing& verb, const CycleRules& rules);

/// The certification body; an empty one of version 0 before anybody has named one.
CertificationBody certification_body(const Reading& db);
Version save(Writing& verb, const CertificationBody& body);

} // namespace clausebook::store

#pragma once
// Verbs on the certification: what happened with the certification body, and how dates are counted.

#include "core/cycle/cycle_dates.h"
#include "workspace/workspace.h"

#include <string>
#include <vector>

namespace clausebook {

/// The verbs below refuse "not_allowed" (State) to all but quality managers, and "edit_conflict".

/// Records an event; of the fields its kind does not have nothing is kept. Refuses what check() and
/// check_course() of core/cycle refuse. Asked again with the same `retry_key`, it is not recorded twice.
Id<CycleEvent> record_event(Workspace& workspace, const Actor& actor, const CycleEvent& event,
                            const std::string& retry_key = {});

/// Corrects an event over the version it carries; its kind stays. Refuses "required" on "why" without a
/// reason, and as record_event() does. Throws NotFound.
void correct_event(Workspace& workspace, const Actor& actor, const CycleEvent& event, const std::string& why);

/// Takes an event away that did not happen. Refuses "required" on "why", "cycle_contradicts" when what was
/// recorded after it does not fit without it. Throws NotFound.
void remove_event(Workspace& workspace, const Actor& actor, const Id<CycleEvent>& key, Version based_on,
                  const std::string& why);

/// Changes how dates are counted. Refuses what check() of the rules refuses, and "cycle_contradicts" where an
/// event does not fit any more.
void save_cycle_rules(Workspace& workspace, const Actor& actor, const CycleRules& rules);

/// The certification as it is seen on a day.
Certification see_certification(const store::Reading& db, Date day);

} // namespace clausebook

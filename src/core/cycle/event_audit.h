#pragma once
// Which audit an event of the certification was: what the audit says of it, and when the event can be
// recorded (domain G.5).

#include "core/cycle/cycle.h"
#include "core/finding/finding.h"

#include <span>
#include <vector>

namespace clausebook {

/// The majors that are open among findings.
int open_majors(std::span<const Finding> findings);

/// What an event of `kind` is, as the audit tells it: its last day and, of a stage 2, the majors open among
/// its findings. What the body says otherwise is typed over it.
CycleEvent event_from(CycleEventKind kind, const Audit& audit, std::span<const Finding> findings);

/// Refuses an audit that such an event cannot be, on "audit": "cycle_audit_type" for one of another type,
/// "cycle_audit_taken" for one that another event was already (parameter event), "cycle_report_open" (State)
/// for one whose report is not issued. Source: domain G.5.
void check_audit(const CycleEvent& event, const Audit& audit, const std::vector<CycleEvent>& events);

/// An event that nobody has recorded though the report of its audit is issued. Whether to record it is said
/// by people.
struct EventProposal {
    CycleEventKind kind;
    Id<Audit> audit;
};

/// Those that could come next, by the audits' last days: not of an audit that ended before the last event,
/// nor where an event of that kind is recorded for the audit's last day.
std::vector<EventProposal> proposed_events(const Cycle& cycle, const std::vector<CycleEvent>& events,
                                           std::span<const Audit> audits);

} // namespace clausebook

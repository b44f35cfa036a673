#include "core/cycle/event_audit.h"

#include "core/base/refusal.h"

#include <algorithm>

namespace clausebook {
namespace {

const CycleEvent* event_of(const Audit& audit, const std::vector<CycleEvent>& events)
{
    const auto found = std::find_if(events.begin(), events.end(),
                                    [&](const CycleEvent& event) { return event.audit == audit.key; });
    return found == events.end() ? nullptr : &*found;
}

/// True where it was recorded before anybody said which audit it was.
bool is_recorded(CycleEventKind kind, Date on, const std::vector<CycleEvent>& events)
{
    return std::any_of(events.begin(), events.end(),
                       [&](const CycleEvent& event) { return event.kind == kind && event.on == on; });
}

} // namespace

int open_majors(std::span<const Finding> findings)
{
    return static_cast<int>(std::count_if(findings.begin(), findings.end(), [](const Finding& finding) {
        return finding.grade == Grade::MAJOR && is_open(finding.state);
    }));
}

CycleEvent event_from(CycleEventKind kind, const Audit& audit, std::span<const Finding> findings)
{
    CycleEvent event;
    event.kind = kind;
    event.audit = audit.key;
    if (audit.ends_on) event.on = *audit.ends_on;
    if (has_field(kind, CycleField::Majors)) event.majors = open_majors(findings);
    return event;
}

void check_audit(const CycleEvent& event, const Audit& audit, const std::vector<CycleEvent>& events)
{
    if (audit_type_of(event.kind) != audit.type) throw Refusal("cycle_audit_type", "audit");
    const auto* other = event_of(audit, events);
    if (other != nullptr && other->key != event.key)
        throw Refusal("cycle_audit_taken", "audit", {{"event", other->key.str()}});
    if (!is_issued(audit.state)) throw Refusal("cycle_report_open", "audit", {}, RefusalKind::State);
}

std::vector<EventProposal> proposed_events(const Cycle& cycle, const std::vector<CycleEvent>& events,
                                           std::span<const Audit> audits)
{
    const auto next = next_events(cycle);
    std::vector<std::pair<Date, EventProposal>> found;
    for (const auto& audit : audits) {
        if (!is_issued(audit.state) || !audit.ends_on || event_of(audit, events) != nullptr) continue;
        if (cycle.last_on && *audit.ends_on < *cycle.last_on) continue;
        for (const auto kind : next)
            if (audit_type_of(kind) == audit.type && !is_recorded(kind, *audit.ends_on, events))
                found.emplace_back(*audit.ends_on, EventProposal{kind, audit.key});
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<EventProposal> proposals;
    for (const auto& [on, proposal] : found) proposals.push_back(proposal);
    return proposals;
}

} // namespace clausebook

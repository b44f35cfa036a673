#pragma once
// Verbs on the certification: what happened with the certification body, how dates are counted, who certifies
// and what is told to apply.

#include "core/cycle/application.h"
#include "core/cycle/cycle_dates.h"
#include "core/cycle/event_audit.h"
#include "core/cycle/rotation.h"
#include "workspace/workspace.h"

#include <string>
#include <vector>

namespace clausebook {

/// The verbs below refuse "not_allowed" (State) to all but quality managers, and "edit_conflict".

/// Records an event; of the fields its kind does not have nothing is kept. Where the day is not given, it is
/// the last day of its audit. Refuses what check() and check_course() of core/cycle refuse, what
/// check_audit() refuses of the audit it names ("cycle_audit_unknown" for none there is), and an application
/// that is not complete: "application_incomplete" (State; parameter count). Asked again with the same
/// `retry_key`, it is not recorded twice.
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

/// Names the certification body over the version it carries. Refuses what its check() refuses.
void name_certification_body(Workspace& workspace, const Actor& actor, const CertificationBody& body);

/// Writes the application over the version it carries. Refuses what its check() refuses.
void write_application(Workspace& workspace, const Actor& actor, const Application& application);

/// True for those who see every audit: quality managers and top management. To others nothing is told that
/// is made of audits.
bool sees_all_audits(const Actor& actor);

/// The certification as it is seen on a day; with the next internal audit and management review for those who
/// see all audits.
Certification see_certification(const store::Reading& db, Date day, const Actor& actor = {});

/// The application with all it is made of.
ApplicationSummary see_application(const store::Reading& db);

/// What the audits come to for the certification; for those who see all of them.
struct CycleAudits {
    RotationMatrix rotation;
    std::vector<EventProposal> proposals;
};
CycleAudits see_cycle_audits(const store::Reading& db, const Certification& seen,
                             const std::vector<ClauseNumber>& clauses);

/// An audit that an event can be.
struct AuditForEvent {
    Audit audit;
    int majors = 0; ///< open among its findings
};

/// Those whose report is issued and that no other event was, the latest first. For those who keep the
/// certification: they see all audits.
std::vector<AuditForEvent> audits_for(const store::Reading& db, const CycleEvent& event);

} // namespace clausebook

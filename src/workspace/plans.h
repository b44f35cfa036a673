#pragma once
// The plan of an audit: what it lacks, a timetable to begin with, the plan as a document (domain D.1).
// Issuing and accepting it stand in audits.h.

#include "core/audit/plan.h"
#include "workspace/reports.h"
#include "workspace/workspace.h"

#include <string>
#include <vector>

namespace clausebook {

/// What the plan of an audit is judged by, as of `db`.
PlanAtHand plan_at_hand(const Workspace& workspace, const store::Reading& db, const Audit& audit);

/// Everything that stands between the plan and being issued: what organization and sites lack for its header,
/// then plan_gaps(). `read` is the audit's dossier as of `db`, for those who have it already.
std::vector<Missing> missing_in_plan(const Workspace& workspace, const store::Reading& db, const Audit& audit,
                                     const Dossier* read = nullptr);

/// Fills an empty timetable with the proposed one, all lines at once; a plan that was issued is withdrawn.
/// Quality manager or lead ("audit_not_yours"), before fieldwork ("plan_not_now"). Refuses
/// "timetable_not_empty" and "timetable_not_possible" (State): there is nothing to make one of.
void propose_timetable(Workspace& workspace, const Actor& actor, const Id<Audit>& audit,
                       const AgendaWords& words);

/// The plan as one document, marked as a draft until it is issued. NotFound unless the actor sees the plan
/// (Sight::Plan).
std::string plan_document(const Workspace& workspace, const Actor& actor, const Id<Audit>& audit,
                          Language language, const Press& press);

/// The same on paper. Refuses "printer_missing" (State). Throws paper::PrintFailed, also once the progress is
/// cancelled.
std::string plan_pdf(const Workspace& workspace, const Actor& actor, const Id<Audit>& audit,
                     Language language, const Press& press);

} // namespace clausebook

#pragma once
// The verb on what earlier audits found: an auditor looks again (domain C.4, D.4 section 3, D.5, G.2).

#include "core/audit/earlier.h"
#include "workspace/workspace.h"

#include <vector>

namespace clausebook {

/// What an auditor reads before looking again: the finding, what was answered to it, what was said so far.
struct EarlierToRead {
    EarlierFinding earlier;
    FollowUp follow_up;
};

/// The earlier findings of an audit, for its page. Throws NotFound when the audit is not, whole, for the
/// actor.
std::vector<EarlierToRead> earlier_to_read(const Workspace& workspace, const store::Reading& db,
                                           const Actor& actor, const Id<Audit>& audit);

/// Says what became of an earlier finding. BECAME opens a draft of `look.grade` in this audit, or gives the
/// draft it had become the grade; a concern that is solved or became something is closed with a step that
/// says so. The same look again changes nothing; it may change while the audit's fieldwork and writing go on.
///
/// Throws NotFound when the audit does not exist for the actor or does not look at the finding; refuses what
/// check_look() refuses, "finding_is_raised" (State; finding) for another grade of what is raised already,
/// and "edit_conflict" (Conflict).
FollowedFinding look_again(Workspace& workspace, const Actor& actor, const Id<Audit>& audit,
                           const Id<Finding>& finding, const Look& look);

} // namespace clausebook

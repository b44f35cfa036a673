#pragma once
// The dossier of an audit, read at one moment. What a report or a pack prints comes from here and from
// nowhere else.

#include "core/audit/dossier.h"
#include "workspace/workspace.h"

namespace clausebook {

/// Everything of an audit as `db` sees it, in a fixed number of queries. Asks nobody's permission: verbs and
/// handlers do that before. `today` is the day of the workspace's clock where the organization is. Throws
/// NotFound when there is no such audit, std::logic_error before the organization is set up,
/// store::DamagedData when the checklist it pins is gone.
Dossier dossier(const Workspace& workspace, const store::Reading& db, const Id<Audit>& audit);

} // namespace clausebook

#pragma once
// The verb that makes a new audit from an earlier one.

#include "core/audit/copy.h"
#include "workspace/workspace.h"

#include <string>

namespace clausebook {

/// Plans an audit with scope, criteria, sites, methods, checklist and team of the source, the rows of its
/// plan without dates, and links that suggest the evidence of its answers, as far as that still holds: it is
/// not put away, rejected or expired on the first day. Every answer begins as not yet, every independence is
/// declared anew. Sites, criteria and people that are switched off stay behind.
///
/// Throws NotFound for a source that is not, whole, for the actor; refuses as create_audit() does. Asked
/// again with the same `retry_key`, the audit is not made twice. Returns its key.
Id<Audit> copy_audit(Workspace& workspace, const Actor& actor, const Id<Audit>& source, const CopyWish& wish,
                     const std::string& retry_key = {});

} // namespace clausebook

#pragma once
// Verbs on the tags of evidence.

#include "core/evidence/tag.h"
#include "workspace/evidence.h"
#include "workspace/evidence_bulk.h"

#include <string>
#include <vector>

namespace clausebook {

/// Hangs tags on a record, as typed ("Q3, call centre"); those it has already change nothing. Refuses as
/// why_not(Describe) and checked_tags() do, "too_many_tags" (over most_tags, parameter limit).
void tag_evidence(Workspace& workspace, const Actor& actor, const Id<Evidence>& key,
                  const std::string& typed);

/// Takes a tag off; nothing happens when the record does not have it. Refuses as why_not(Describe) does.
void untag_evidence(Workspace& workspace, const Actor& actor, const Id<Evidence>& key,
                    const std::string& tag);

/// The same for each of many records.
BulkResult tag_all(Workspace& workspace, const Actor& actor, const std::vector<EvidencePick>& picks,
                   const std::string& typed);
BulkResult untag_all(Workspace& workspace, const Actor& actor, const std::vector<EvidencePick>& picks,
                     const std::string& tag);

} // namespace clausebook

#pragma once
// What an actor may be told about where evidence is used.

#include "store/evidence_uses.h"
#include "workspace/workspace.h"

namespace clausebook {

/// A page of where it is used: reports of audits the actor sees whole, packs the actor may read. The record
/// itself must be visible; that is the caller's to ask.
store::EvidenceUsePage evidence_uses(const store::Reading& db, const Actor& actor, const Id<Evidence>& key,
                                     const std::optional<EvidenceUsePlace>& after, std::size_t limit);

} // namespace clausebook

#pragma once
// What an actor may be told about where evidence is used, and what is said to conform without any.

#include "core/audit/answer.h"
#include "store/evidence_uses.h"
#include "workspace/workspace.h"

#include <utility>
#include <vector>

namespace clausebook {

/// A page of where it is used: reports of audits the actor sees whole, packs the actor may read. The record
/// itself must be visible; that is the caller's to ask.
store::EvidenceUsePage evidence_uses(const store::Reading& db, const Actor& actor, const Id<Evidence>& key,
                                     const std::optional<EvidenceUsePlace>& after, std::size_t limit);

/// What evidence hangs on an answer, as far as the actor may see it, and its state on a day.
std::vector<std::pair<Id<Evidence>, EvidenceState>> hanging_on(const store::Reading& db, const Actor& actor,
                                                               const AnswerKey& answer, Date today);

} // namespace clausebook

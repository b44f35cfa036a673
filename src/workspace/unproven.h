#pragma once
// Questions that stand without evidence: the list on its page and as a file.

#include "core/audit/answer.h"
#include "core/evidence/evidence.h"
#include "workspace/workspace.h"

#include <utility>
#include <vector>

namespace clausebook {

/// A question answered as conforming, or as an opportunity, without evidence that counts today.
struct UnprovenQuestion {
    std::vector<Answer> answers;                                 ///< at least one, a site each
    std::vector<std::pair<Id<Evidence>, EvidenceState>> hanging; ///< on them, as far as the actor sees it
    std::string text;                                            ///< the question's, in the reader's language
};

struct Unproven {
    std::vector<std::string> standards; ///< to choose from; results_in_sight()
    std::string standard;               ///< the one chosen
    std::vector<Id<Audit>> audits;      ///< of it, to choose from
    std::vector<UnprovenQuestion> questions;
};

/// Of the newest results of all audits on `standard` that count and that the actor sees whole, or, with
/// `chosen`, of that audit's own, whose standard it then is; nothing when it is not among them. Source: rulings 11, domain F.2.
Unproven unproven_in(const Workspace& workspace, const store::Reading& db, const Actor& actor,
                     const std::string& standard, const Id<Audit>& chosen, Language language);

} // namespace clausebook

#pragma once
// One act on many records: each is a verb of its own, and one that is refused does not stop the others.

#include "core/base/refusal.h"
#include "core/evidence/evidence.h"
#include "workspace/workspace.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook {

/// A record that was ticked, and the version its reader saw.
struct EvidencePick {
    Id<Evidence> key;
    Version based_on = 0;

    /// Reads "EV-0001:3"; nothing for any other shape.
    static std::optional<EvidencePick> parse(std::string_view text);
};

/// What became of one record.
struct BulkOutcome {
    Id<Evidence> key;
    std::string title;              ///< "" for what is not there, or not for the actor
    std::optional<Refusal> refused; ///< nothing: it was done
};

/// Accepts the newest version of each, as accept_evidence() does: never one's own upload.
std::vector<BulkOutcome> accept_all(Workspace& workspace, const Actor& actor,
                                    const std::vector<EvidencePick>& picks);

/// Links each to one target. Refuses "evidence_linked_already" for what is linked to it; the link stays as it
/// is. What link_evidence() refuses is refused for each record.
std::vector<BulkOutcome> link_all(Workspace& workspace, const Actor& actor,
                                  const std::vector<EvidencePick>& picks, const LinkTarget& target,
                                  const std::string& locator);

} // namespace clausebook

#pragma once
// One act on many records: each is a verb of its own, and one that is refused does not stop the others. When
// the disk refuses, what was done stays done, and nothing more is tried.

#include "core/base/refusal.h"
#include "core/evidence/evidence.h"
#include "workspace/workspace.h"

#include <functional>
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
    enum class Fate { Done, Refused, NotTried };

    Id<Evidence> key;
    std::string title; ///< "" for what is not there, not for the actor, or was not looked at any more
    Fate fate = Fate::Done;
    std::optional<Refusal> refused; ///< why, when it was
};

struct BulkResult {
    /// What stopped it, with the record at which it did as the first that is NotTried.
    enum class Stopped { No, DiskFull, ReadOnly };

    std::vector<BulkOutcome> outcomes; ///< one a pick, in their order
    Stopped stopped = Stopped::No;
};

/// Runs a verb for each pick; what it refuses is that record's outcome.
BulkResult each_of(const Workspace& workspace, const Actor& actor, const std::vector<EvidencePick>& picks,
                   const std::function<void(const EvidencePick&)>& verb);

/// In all of these what the verb on one record refuses is refused for that record. Where the disk refuses
/// before anything was done, they throw what the verb throws: store::DiskFull, store::ReadOnlyNow.
///
/// Accepts the newest version of each, as accept_evidence() does: never one's own upload.
BulkResult accept_all(Workspace& workspace, const Actor& actor, const std::vector<EvidencePick>& picks);

/// Hands the newest version of each in, as submit_evidence() does.
BulkResult submit_all(Workspace& workspace, const Actor& actor, const std::vector<EvidencePick>& picks);

/// Links each to one target, as link_evidence() does: what is linked to it already is refused and stays as it
/// is.
BulkResult link_all(Workspace& workspace, const Actor& actor, const std::vector<EvidencePick>& picks,
                    const LinkTarget& target, const std::string& locator);

} // namespace clausebook

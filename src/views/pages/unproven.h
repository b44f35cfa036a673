#pragma once
// The page of answers that say "conforms" without evidence that counts.

#include "core/audit/answer.h"
#include "views/pages/evidence.h"

namespace clausebook::views {

/// Evidence that hangs on such an answer and does not count, as its state is today.
struct UnprovenEvidence {
    Id<Evidence> number;
    EvidenceState state = EvidenceState::Registered;
};

struct UnprovenLine {
    Answer answer;
    std::string question; ///< its text
    std::vector<UnprovenEvidence> evidence;
};

struct UnprovenPage {
    std::vector<UnprovenLine> lines;
    std::vector<Id<Audit>> audits; ///< that can be chosen
    Id<Audit> chosen;              ///< "" for all of them
    std::int64_t count = 0;        ///< up to 1,001
    bool first = true;             ///< the first page
    Tree files;                    ///< {xlsx, csv}: where the list is had as a file
    Tree saved;                    ///< partials/saved-lists
    std::string next;              ///< key of the answer the next page comes after, "" on the last
};

Tree unproven_view(const UnprovenPage& page, const EvidenceScene& scene);

} // namespace clausebook::views

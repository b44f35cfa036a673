#pragma once
// The page of questions that stand as conforming without evidence that counts.

#include "core/audit/answer.h"
#include "views/pages/evidence.h"
#include "views/pages/standards.h"

namespace clausebook::views {

/// Evidence that hangs on such an answer and does not count, as its state is today.
struct UnprovenEvidence {
    Id<Evidence> number;
    EvidenceState state = EvidenceState::Registered;
};

struct UnprovenLine {
    std::vector<Answer> answers; ///< to the question, one a site; never empty
    std::string question;        ///< its text
    std::string sites;           ///< names of the sites it was asked at
    std::vector<UnprovenEvidence> evidence;
};

struct UnprovenPage {
    std::vector<UnprovenLine> lines; ///< one page of them
    std::int64_t count = 0;          ///< of all
    std::string first;               ///< address of the first page, "" on it
    std::string next;                ///< of the next, "" on the last
    Standards standards;             ///< the one of the lines, and what else there is
    std::vector<Id<Audit>> audits;   ///< that can be chosen
    Id<Audit> chosen;                ///< "" for the newest results of all of them
    Tree files;                      ///< {xlsx, csv}: where the list is had as a file
    Tree saved;                      ///< partials/saved-lists
};

Tree unproven_view(const UnprovenPage& page, const EvidenceScene& scene);

} // namespace clausebook::views

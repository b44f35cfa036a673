#pragma once
// Questions that stand without evidence: the list on its page and as a file.

#include "core/audit/answer.h"
#include "core/evidence/evidence.h"
#include "workspace/workspace.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace clausebook {

/// A question answered as conforming, or as an opportunity, without evidence that counts today.
struct UnprovenQuestion {
    std::vector<Answer> answers;                                 ///< at least one, a site each
    std::vector<std::pair<Id<Evidence>, EvidenceState>> hanging; ///< on them, as far as the actor sees it
    std::string text;                                            ///< the question's, in the reader's language
    std::string sites; ///< names of those it was asked at, "" where it is asked once for all
};

/// Which of them are asked for.
struct UnprovenQuery {
    Id<Audit> audit;        ///< that audit's own; "" for the newest results of all that count
    std::string after{};    ///< the question the page comes after; "" and what is no question: from the start
    std::size_t limit = 50; ///< questions at most
    std::string standard{}; ///< results_in_sight(); that of `audit` where there is one
};

struct Unproven {
    std::vector<std::string> standards;      ///< to choose from; results_in_sight()
    std::string standard;                    ///< the one chosen
    std::vector<Id<Audit>> audits;           ///< of it, to choose from
    std::vector<UnprovenQuestion> questions; ///< a page, as the checklist prints them
    std::int64_t count = 0;                  ///< of all
    std::string next;                        ///< the question the next page comes after; "" on the last
};

/// A page of the newest results of all audits that count and that the actor sees whole, or of one audit's
/// own, whatever its standard and its age; nothing when the actor does not see the whole of that. What it
/// asks of the records does not grow with the page. Source: rulings 11, domain F.2.
Unproven unproven_in(const Workspace& workspace, const store::Reading& db, const Actor& actor,
                     const UnprovenQuery& query, Language language);

} // namespace clausebook

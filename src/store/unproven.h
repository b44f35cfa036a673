#pragma once
// What the list of questions without evidence tells of the questions of a page: each asked once for all of
// them.

#include "core/audit/answer.h"
#include "core/evidence/evidence.h"
#include "core/people/person.h"
#include "store/database.h"

#include <utility>
#include <vector>

namespace clausebook::store {

/// A question, and the audit in which it was answered.
using AskedIn = std::pair<QuestionId, Id<Audit>>;

/// The answers to these questions that have a result, by question, audit and site.
std::vector<Answer> answers_to(const Reading& db, const std::vector<AskedIn>& asked);

/// Evidence that hangs on an answer.
struct HangingEvidence {
    std::string answer; ///< its key: "IA-2026-01/all/7.4-Q2"
    Id<Evidence> evidence;
    EvidenceState state = EvidenceState::Registered; ///< of the version that stands, as of the day asked for
};

/// What hangs on these answers, as far as the actor may see it, by answer and in the order it was linked.
std::vector<HangingEvidence> evidence_on(const Reading& db, const Actor& actor,
                                         const std::vector<Answer>& answers, Date today);

} // namespace clausebook::store

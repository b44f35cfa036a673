#pragma once
// Where one piece of evidence is used, a page at a time: its links from the rows, the reports and packs that
// name it from the journal, for these name what was linked when they were made.

#include "core/evidence/evidence_use.h"
#include "store/database.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace clausebook::store {

struct EvidenceUsePage {
    std::vector<EvidenceUse> uses;        ///< by kind, then by key; reports and packs of an audit in time
    std::optional<EvidenceUsePlace> next; ///< where the next page begins; nothing on the last
};

/// Whether reports, or packs, of an audit may be told of.
struct UseSight {
    std::function<bool(const Id<Audit>&)> reports;
    std::function<bool(const Id<Audit>&)> packs;
};

/// At most `limit` uses that come after `after` (none: from the start).
EvidenceUsePage evidence_uses(const Reading& db, const Id<Evidence>& evidence, const UseSight& sight,
                              const std::optional<EvidenceUsePlace>& after, std::size_t limit);

/// How SQLite would go about each of its questions, for tests: the lines of EXPLAIN QUERY PLAN.
std::vector<std::string> evidence_uses_plan(const Reading& db, const Id<Evidence>& evidence);

} // namespace clausebook::store

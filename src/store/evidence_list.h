#pragma once
// The list of evidence, a page at a time: filtered, sorted, without ever counting or sorting the whole
// (rulings 24).

#include "core/evidence/evidence.h"
#include "store/database.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace clausebook::store {

enum class EvidenceSort { Number, Title, Type, Received, ValidUntil, State };
enum class Direction { Ascending, Descending };
enum class Expiry { Any, Expired, Soon, Valid, None }; ///< Soon: within 60 days of today

/// Days before its last day from which evidence counts as expiring soon.
inline constexpr int expires_soon_days = 60;

/// Most rows a count goes to: "1,000+".
inline constexpr std::int64_t count_limit = 1000;

struct EvidenceFilter {
    std::optional<EvidenceType> type;
    std::optional<EvidenceState>
        state;          ///< of the version that stands; Expired is asked of dates, Submitted of any version
    Id<Person> not_by;  ///< with Submitted: by somebody else than this person
    std::string clause; ///< linked to it or to what lies under it; "" for any
    Expiry expiry = Expiry::Any;
    std::string text; ///< folded here; every word must occur
    Id<Person> owner;
    bool mine = false; ///< owned or registered by the one who asks
    std::string tag{}; ///< folded here; "" for any
};

/// Where a page begins: after the row of these.
struct EvidencePlace {
    std::string sort_value; ///< of the column sorted by; "" when sorted by number
    std::int64_t serial = 0;
};

struct EvidenceQuery {
    EvidenceFilter filter;
    EvidenceSort sort = EvidenceSort::Number;
    Direction direction = Direction::Descending;
    std::optional<EvidencePlace> after;
    std::int64_t limit = 100;
};

struct EvidencePage {
    std::vector<Evidence> rows;
    std::optional<EvidencePlace> next; ///< where the next page begins; nothing on the last
};

/// One page of what `actor` may see, as of `today`.
EvidencePage evidence_page(const Reading& db, const EvidenceQuery& query, const Actor& actor, Date today);

/// How many rows the filter finds, at most count_limit + 1.
std::int64_t evidence_count(const Reading& db, const EvidenceFilter& filter, const Actor& actor, Date today);

/// The questions that rely on each of the rows ("7.4-Q2"), sorted, each once; for lists of what expires.
std::map<Id<Evidence>, std::vector<std::string>> answers_relying_on(const Reading& db,
                                                                    const std::vector<Evidence>& rows);

/// Tags that stand on evidence the actor may see, each word once, by their folds; at most `limit`.
std::vector<std::string> tags_in_use(const Reading& db, const Actor& actor, std::size_t limit);

/// Where the standing version of each of the rows opens in a tab; nothing for those that cannot be shown.
std::map<Id<Evidence>, std::string> previews_of(const Reading& db, const std::vector<Evidence>& rows);

/// How SQLite would go about a page, for tests: the lines of EXPLAIN QUERY PLAN.
std::vector<std::string> evidence_page_plan(const Reading& db, const EvidenceQuery& query, const Actor& actor,
                                            Date today);

} // namespace clausebook::store

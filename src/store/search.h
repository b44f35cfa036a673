#pragma once
// What a search finds, a page at a time, and never what the one who searches may not see (store/sight.h).

#include "core/people/person.h"
#include "core/search/search.h"
#include "store/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace clausebook::store {

/// Where a page begins: after this one.
struct SearchBookmark {
    SearchTier tier = SearchTier::ExactNumber;
    std::int64_t id = 0;
};

struct FoundPage {
    std::vector<std::string> keys; ///< of the records, the best first (SearchTier)
    std::optional<SearchBookmark> next;
};

/// Records of one kind that are in the index, as far as the actor sees them. Whether a role may open the kind
/// at all is not asked here.
FoundPage found(const Reading& db, SearchKind kind, const SearchQuery& query, const Actor& actor,
                const std::optional<SearchBookmark>& after, std::size_t limit);

/// How many there are, counted up to 1,001 (rulings 24).
std::int64_t found_count(const Reading& db, SearchKind kind, const SearchQuery& query, const Actor& actor);

} // namespace clausebook::store

#pragma once
// Whether the search index says of the records what they say: for verify.

#include "store/database.h"

#include <cstdint>

namespace clausebook::store {

/// What is wrong with the index. It is no record: all of it can be made again from the records.
struct SearchFaults {
    std::int64_t records = 0; ///< that are not in it as they stand, or stand in it and are gone
    /// Badly: a verb or a search has met damage, or it cannot be looked through to its end.
    enum class Reads { Well, Badly } reads = Reads::Well;

    bool any() const { return records > 0 || reads == Reads::Badly; }
};

/// Looks each record up by what it says now, its files apart: by its row in the index and by its words.
/// Nothing is wrong with an index that another version of the program made, or nobody yet: it will be made
/// anew. Reads only.
SearchFaults look_through_search_index(const Reading& db);

} // namespace clausebook::store

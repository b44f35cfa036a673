#pragma once
// What was answered to requests that may come again (rulings 15).

#include "store/database.h"

#include <optional>
#include <string>

namespace clausebook::store {

/// What a verb made, kept for an answer like the first.
struct StoredReply {
    int status = 200;
    std::string text; ///< as the verb wrote it, e.g. the numbers it gave
};

/// The reply kept under a key since `since`; nothing when there is none.
std::optional<StoredReply> stored_reply(const Reading& db, const std::string& key, Instant since);

/// Keeps a reply under a key, and lets go of those older than `since`.
void keep_reply(Writing& verb, const std::string& key, const StoredReply& reply, Instant since);

} // namespace clausebook::store

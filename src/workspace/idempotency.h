#pragma once
// Requests that may come twice, because the answer to the first was lost, have one effect (rulings 15).

#include "store/idempotency.h"
#include "workspace/workspace.h"

#include <optional>
#include <string>

namespace clausebook {

using store::StoredReply;

/// How long a reply is remembered.
inline constexpr auto replies_last = std::chrono::days(7);

/// Which request it is: the key its sender made up, within one action. An empty key is a request that does
/// not come twice, for which nothing is remembered.
struct Retry {
    std::string action; ///< the verb's name in the journal
    std::string key;
};

/// What was answered the first time; nothing when it is the first time. Refuses a key that is not 8 to 100
/// letters, digits and ._:- ("retry_key_shape"). Ask before the work, and again inside the verb: the Writing
/// decides between two that come at once.
std::optional<StoredReply> reply_given(const store::Reading& db, const Actor& actor, const Retry& retry,
                                       Instant now);

/// Remembers the answer together with what the verb changes: both last, or neither.
void remember_reply(store::Writing& verb, const Actor& actor, const Retry& retry, const StoredReply& reply);

} // namespace clausebook

#include "store/idempotency.h"

namespace clausebook::store {

std::optional<StoredReply> stored_reply(const Reading& db, const std::string& key, Instant since)
{
    const auto row =
        db.row("SELECT status, reply FROM idempotency WHERE key = ? AND at >= ?", {key, to_string(since)});
    if (!row) return std::nullopt;
    return StoredReply{static_cast<int>(row->number("status")), row->text("reply")};
}

void keep_reply(Writing& verb, const std::string& key, const StoredReply& reply, Instant since)
{
    verb.plain("DELETE FROM idempotency WHERE at < ?", {to_string(since)});
    verb.plain("INSERT INTO idempotency (key, at, status, reply) VALUES (?, ?, ?, ?)",
               {key, to_string(verb.at()), std::int64_t{reply.status}, reply.text});
}

} // namespace clausebook::store

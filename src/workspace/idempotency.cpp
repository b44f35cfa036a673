#include "workspace/idempotency.h"

#include "core/base/refusal.h"

#include <algorithm>

namespace clausebook {
namespace {

std::string row_key(const Actor& actor, const Retry& retry)
{
    return actor.person.str() + " " + retry.action + " " + retry.key;
}

void check_key(const std::string& key)
{
    const bool right =
        key.size() >= 8 && key.size() <= 100 && std::all_of(key.begin(), key.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                || std::string_view("._:-").find(c) != std::string_view::npos;
        });
    if (!right) throw Refusal("retry_key_shape");
}

} // namespace

std::optional<StoredReply> reply_given(const store::Reading& db, const Actor& actor, const Retry& retry,
                                       Instant now)
{
    if (retry.key.empty()) return std::nullopt;
    check_key(retry.key);
    return store::stored_reply(db, row_key(actor, retry), now - replies_last);
}

void remember_reply(store::Writing& verb, const Actor& actor, const Retry& retry, const StoredReply& reply)
{
    if (retry.key.empty()) return;
    store::keep_reply(verb, row_key(actor, retry), reply, verb.at() - replies_last);
}

} // namespace clausebook

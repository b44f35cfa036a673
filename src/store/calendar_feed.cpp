#include "store/calendar_feed.h"

namespace clausebook::store {
namespace {

std::optional<CalendarFeed> feed_from(const std::optional<Row>& row)
{
    if (!row) return std::nullopt;
    return CalendarFeed{Id<Person>(row->text("key")), row->number("version"), row->text("token_hash"),
                        parse_language(row->text("language")).value(), row->instant("made_at")};
}

} // namespace

std::optional<CalendarFeed> calendar_feed(const Reading& db, const Id<Person>& person)
{
    return feed_from(db.row("SELECT * FROM calendar_feed WHERE key = ?", {person.str()}));
}

std::optional<CalendarFeed> calendar_feed_of_token(const Reading& db, const std::string& token_hash)
{
    return feed_from(db.row("SELECT * FROM calendar_feed WHERE token_hash = ?", {token_hash}));
}

void save(Writing& verb, const CalendarFeed& feed)
{
    const auto before = calendar_feed(verb, feed.person);
    verb.put("calendar_feed", feed.person.str(),
             {{"token_hash", feed.token_hash},
              {"language", str(feed.language)},
              {"made_at", to_string(feed.made_at)}},
             before ? before->version : 0);
}

void remove(Writing& verb, const CalendarFeed& feed)
{
    verb.remove("calendar_feed", feed.person.str(), feed.version);
}

} // namespace clausebook::store

#pragma once
// Rows of the addresses at which calendar programs read.

#include "core/cycle/calendar_feed.h"
#include "store/database.h"

#include <optional>
#include <string>

namespace clausebook::store {

std::optional<CalendarFeed> calendar_feed(const Reading& db, const Id<Person>& person);
std::optional<CalendarFeed> calendar_feed_of_token(const Reading& db, const std::string& token_hash);

/// Writes a person's feed over the one before, whichever that is.
void save(Writing& verb, const CalendarFeed& feed);
void remove(Writing& verb, const CalendarFeed& feed);

} // namespace clausebook::store

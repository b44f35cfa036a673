#pragma once
// A private address at which a person's calendar program reads the dates of the certification.

#include "core/base/id.h"
#include "core/base/language.h"
#include "core/base/time.h"
#include "core/people/person.h"

#include <string>

namespace clausebook {

/// Each person has one at most; a new one ends the one before.
struct CalendarFeed {
    Id<Person> person;
    Version version = 0;
    std::string token_hash; ///< SHA-256 of what stands in the address; the token itself is kept nowhere
    Language language = Language::en;
    Instant made_at{};
};

} // namespace clausebook

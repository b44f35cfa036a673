#pragma once
// What the parts of a finding's follow-up share; inside views only.

#include "views/format.h"
#include "views/pages/follow_up.h"

namespace clausebook::views {

/// The page with its words.
struct FollowUpLook {
    const FollowUpPage& page;
    Language language;
    const Catalogues& catalogues;

    std::string text(const std::string& key) const { return catalogues.text(language, key); }
    std::string text(const std::string& key, const Catalogues::Parameters& parameters) const
    {
        return catalogues.text(language, key, parameters);
    }
    std::string name(const Id<Person>& person) const
    {
        const auto found = page.names.find(person);
        return found == page.names.end() ? person.str() : found->second;
    }
    std::string date(const std::optional<Date>& day) const
    {
        return day ? shown(language, *day) : std::string();
    }
};

/// The form around response and new action, null for who may not write them.
Tree parts_form(const FollowUpLook& look);

/// Part E to G as a form or as texts, null where no response is owed.
Tree response_part(const FollowUpLook& look);

/// The actions and the form for one more, null where no response is owed.
Tree actions_part(const FollowUpLook& look);

/// The form of what the reader may do now, null for nothing; the response has its own.
Tree step_part(const FollowUpLook& look);

/// A line for a date.
Tree as_date(Tree field);

} // namespace clausebook::views

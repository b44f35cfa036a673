#pragma once
// The pages of people and their accounts.

#include "core/base/time.h"
#include "core/people/person.h"
#include "views/form.h"
#include "views/record.h"

#include <optional>
#include <vector>

namespace clausebook::views {

/// Who looks at people: one who may change them sees the ways to do so.
enum class PeopleReader { Looks, Manages };

struct PersonRow {
    Person person;
    std::optional<Account> account;
};

/// What the list is narrowed to and sorted by.
struct PeopleFilter {
    std::string text; ///< found in name, function, organization, e-mail and login name, folded
    std::optional<Role> role;
    enum class Sort { Name, Function } sort = Sort::Name;
};

/// The rows that match, sorted. `rows` come by name.
std::vector<PersonRow> narrowed(std::vector<PersonRow> rows, const PeopleFilter& filter);

/// `rows` as narrowed() gives them.
Tree people_view(const std::vector<PersonRow>& rows, const PeopleFilter& filter, PeopleReader reader,
                 Language language, const Catalogues& catalogues);

/// "pages/person".
struct PersonPage {
    PersonRow row;
    PeopleReader reader = PeopleReader::Looks;
    std::string login;         ///< as typed into the form for an account
    bool ask_password = false; ///< the password given at sign-in is no longer fresh
    Tree problems = Tree::list();
};
Tree person_view(const PersonPage& page, Language language, const Catalogues& catalogues);

FormValues values_of(const Person& person);

/// A person from the values of a form, over `before`. Refuses "clause_shape" (parameter clause).
Person person_from(const FormValues& values, Person before);

enum class AskPassword { No, Yes };
Tree person_form(const Id<Person>& key, const FormState& state, AskPassword ask, Language language,
                 const Catalogues& catalogues);

/// "pages/person-link": shown once. `address` is the whole address, `path` the part after the host.
struct PersonLinkPage {
    Person person;
    std::string login;
    std::string address;
    std::string path;
    std::string ends_at; ///< as a person reads it
};
Tree person_link_view(const PersonLinkPage& page);

} // namespace clausebook::views

#pragma once
// What a raised finding shows of its way to the end: steps, what is missing, response, actions, the form of
// the next step. Inside "pages/finding".

#include "core/finding/course.h"
#include "core/finding/follow_up.h"
#include "views/form.h"
#include "views/pages/findings.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace clausebook::views {

struct FollowUpPage {
    FollowUp at;
    std::vector<OpenStep> steps; ///< core's, for the one who reads
    Deadlines deadlines;
    Date today{};
    Access response = Access::Read;          ///< parts E to G
    FormState response_form;                 ///< of the response, as stored or as typed
    FormState action_form;                   ///< of a new action
    FormState step_form;                     ///< of the next step, as typed
    std::string retry_key;                   ///< of a new action
    std::vector<Person> people;              ///< who may own an action
    std::set<Id<Person>> followers;          ///< who of them take steps themselves
    std::map<Id<Person>, std::string> names; ///< of whom the page names
};

/// The values of a response as its form has them.
FormValues values_of(const Response& response);

/// {course, gate, parts, response, actions, step, facts}; what is not there for this reader is null.
Tree follow_up_view(const FollowUpPage& page, Language language, const Catalogues& catalogues);

/// "2 Dec 2026", "2 Dec 2026 · 3 days late".
std::string due_text(Date due, Date today, bool late, Language language, const Catalogues& catalogues);

/// The state of an action as colour, shape and word, for partials/grade.
Tree action_pill(ActionState state, Language language, const Catalogues& catalogues);

/// Who can be chosen in a form.
struct PeopleToChoose {
    const std::vector<Person>& active;
    const std::map<Id<Person>, std::string>& names; ///< of who stands in the form, too
    const std::set<Id<Person>>& followers;          ///< who take steps themselves (store::followers)
};

/// People to choose from, `nobody` first. Who stands in the form stays a choice after having left.
std::vector<Choice> people_choices(const PeopleToChoose& people, const std::string& standing,
                                   const std::string& nobody);

/// The fields of an action: text, kind, owner, due; `owner` is who stands in the form.
std::vector<Tree> action_fields(const FormFields& fields, const PeopleToChoose& people,
                                const std::string& owner, Language language, const Catalogues& catalogues);

/// A value of a form, "" for none.
std::string value_in(const FormValues& values, const std::string& name);

} // namespace clausebook::views

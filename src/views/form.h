#pragma once
// Forms that edit one record: their fields with label, hint, problem and, after a conflict, the other text.

#include "core/base/id.h"
#include "core/base/language.h"
#include "core/base/tree.h"
#include "views/catalogue.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace clausebook::views {

/// The values of a form by field, as they are typed: "on" for a box that is checked, "" for one that is not;
/// several choices of one field are one text, separated by blanks.
using FormValues = std::map<std::string, std::string>;

/// A form as it is shown: fresh, refused, or after somebody else saved first.
struct FormState {
    FormValues values;                ///< as stored or as typed
    Version version = 0;              ///< what a save is based on; 0 for a new record
    Tree problems = Tree::list();     ///< views/page.h
    std::optional<FormValues> theirs; ///< after a conflict: what stands now
    std::string conflict;             ///< who saved that and when, "" without a conflict
};

/// A whole number that was typed. Refuses "number_out_of_range" for anything else and beyond 1,000,000,000.
std::int64_t number_in(const FormValues& values, const std::string& field);

struct Choice {
    std::string code;
    std::string label;
    std::string note;    ///< one more sentence under it, "" for none
    std::string warning; ///< a sentence that stands out, "" for none
};

enum class Need { Optional, Required };

/// Makes the fields partials/fields shows. Labels are the catalogue's "<labels>.<field>", hints
/// "<labels>.<field>_hint" where there is one.
class FormFields {
public:
    FormFields(const FormState& state, std::string labels, Language language, const Catalogues& catalogues);

    Tree line(const std::string& id, Need need = Need::Optional, int limit = 300) const;
    Tree number(const std::string& id, Need need = Need::Optional) const;
    Tree area(const std::string& id, Need need = Need::Optional, int rows = 3) const;
    Tree password(const std::string& id) const;
    Tree select(const std::string& id, const std::vector<Choice>& choices) const;
    Tree radios(const std::string& id, const std::vector<Choice>& choices) const;
    Tree checks(const std::string& id, const std::vector<Choice>& choices) const; ///< any number of them
    Tree check(const std::string& id) const;                                      ///< one box: yes or no

    /// A line with a list of suggestions.
    Tree line_with(const std::string& id, const std::vector<std::string>& suggestions, Need need) const;

    /// A card of fields under the heading "<labels>.<heading>".
    Tree group(const std::string& heading, std::vector<Tree> fields) const;

    /// The problems with the fields' labels in front of them.
    Tree problems() const;

private:
    Tree base(const std::string& id, const std::string& kind, Need need) const;
    Tree choices(const std::string& id, const std::vector<Choice>& choices) const;
    Tree conflict(const std::string& id) const;
    std::string value(const std::string& id) const;

    const FormState& state_;
    std::string labels_;
    Language language_;
    const Catalogues& catalogues_;
};

/// A field with another hint, "" for none.
Tree with_hint(Tree field, const std::string& hint);

/// What "pages/form" shows around the fields.
struct FormPage {
    std::string heading;
    std::string lead; ///< "" for none
    std::string action;
    std::string cancel; ///< where the way back leads
};
Tree form_view(const FormPage& page, const FormState& state, const FormFields& fields,
               std::vector<Tree> groups);

} // namespace clausebook::views

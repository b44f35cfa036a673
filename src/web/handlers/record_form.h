#pragma once
// Saving the form of one record: as typed when refused, both texts side by side when somebody saved first.

#include "views/form.h"
#include "web/desk.h"

#include <functional>
#include <string>

namespace clausebook::web {

/// What stands, by the fields of its form.
struct Standing {
    views::FormValues values;
    Version version = 0;
};

/// What was typed into the fields of `standing`; where the form says take_<field>=theirs, what stands.
views::FormValues typed_into(const Request& request, const Standing& standing);

/// Runs `save` with what was typed. Refused, `show` gets the form as typed with its problems; after a
/// conflict also what stands now and who saved it, so that both texts are seen. `subject` is the record's in
/// the journal, "" for a new record.
Reply save_form(Desk& desk, const Request& request, const std::string& subject,
                const std::function<Standing()>& standing,
                const std::function<Reply(const views::FormValues& values)>& save,
                const std::function<Reply(const views::FormState& state, int status)>& show);

} // namespace clausebook::web

#pragma once
// The form of an action, on its own page and in a finding's response.

#include "views/form.h"
#include "web/desk.h"
#include "workspace/actions.h"

namespace clausebook::web {

/// What a form says about an action. Refuses "not_a_choice" (kind), "date_shape" (due).
ActionText action_from(const views::FormValues& values, Version based_on);

views::FormValues values_of(const Action& action);

/// The page of an action whose form for new evidence was refused: with what was typed, and that the files
/// have to be chosen again. Throws NotFound for an action that is not for the reader.
Reply action_with_refused_files(Desk& desk, const Request& request, const Id<Action>& key,
                                const Tree& problems, int status);

} // namespace clausebook::web

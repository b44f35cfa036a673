#pragma once
// The form of an action, on its own page and in a finding's response.

#include "views/form.h"
#include "workspace/actions.h"

namespace clausebook::web {

/// What a form says about an action. Refuses "not_a_choice" (kind), "date_shape" (due).
ActionText action_from(const views::FormValues& values, Version based_on);

views::FormValues values_of(const Action& action);

} // namespace clausebook::web

#pragma once
// What a raised finding shows beyond its statement, as the finding's page asks for it.

#include "views/pages/follow_up.h"
#include "web/handlers/finding_page.h"

namespace clausebook::web {

/// The part `follow` of the page.
views::FollowUpPage follow_up_part(const Desk& desk, const Request& request, const store::Reading& db,
                                   const Finding& finding, const FollowUpTyped& typed);

/// The response of a form over the one that stands. Refuses "date_shape" (corrected_on), "not_a_choice"
/// (method).
Response response_from(const views::FormValues& values, Version based_on);

} // namespace clausebook::web

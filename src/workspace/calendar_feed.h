#pragma once
// The private address of a calendar: made, ended, opened without signing in.

#include "core/cycle/calendar_feed.h"
#include "workspace/workspace.h"

#include <string>

namespace clausebook {

/// Makes an address for the actor; the one before ends. Returns its token, which nobody can be told again.
/// Refuses "not_allowed" (State) to who may not read content.
std::string make_feed(Workspace& workspace, const Actor& actor, Language language);

/// Ends the actor's address. Throws NotFound when there is none.
void end_feed(Workspace& workspace, const Actor& actor);

/// Whose address a token is. Throws NotFound for a token that is none and for one whose person can no longer
/// sign in or read content; after five of those from one `address` in a row refuses "sign_in_wait" (parameter
/// seconds) as signing in does. What is right is let in even then: many programs call from one address.
CalendarFeed open_feed(Workspace& workspace, const std::string& token, const std::string& address);

} // namespace clausebook

#pragma once
// What the forms of the set-up page share: beginning anew (entry.cpp) and from a backup (backups.cpp).

#include "web/desk.h"

#include <string>

namespace clausebook::web {

/// The key must be the one printed at start: whoever reaches the port first is not thereby the owner. Throws
/// NotFound.
void check_setup_key(Desk& desk, const std::string& key);

/// The page, with what was typed and what is wrong with it.
Reply setup_page(Desk& desk, const Request& request, const std::string& key, const Tree& problems,
                 int status);

} // namespace clausebook::web

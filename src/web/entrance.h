#pragma once
// The web entrance put together: the table of pages, who is let in, what a failure looks like.

#include "web/application.h"
#include "web/desk.h"

namespace clausebook::web {

/// All pages of the product (web/routes.cpp).
std::vector<Route> all_routes(Desk& desk);

/// The application the server runs. `desk` outlives it.
Application application(Desk& desk);

inline constexpr const char* session_cookie = "clausebook";

} // namespace clausebook::web

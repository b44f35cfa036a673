#pragma once
// The web entrance put together: the table of pages, who is let in, what a failure looks like.

#include "web/application.h"
#include "web/desk.h"

namespace clausebook::web {

/// All pages of the product (web/routes.cpp).
std::vector<Route> all_routes(Desk& desk);

/// The application the server runs. `desk` outlives it.
Application application(Desk& desk);

/// The name of a cookie of ours: browsers share cookies among all ports of a host, and two programs of one
/// machine would sign each other out. "clausebook-8010" for "clausebook"; over TLS "__Host-" stands before
/// it.
std::string cookie_name(const Request& request, const std::string& name);

/// The cookie that carries the session.
std::string session_cookie(const Request& request);

} // namespace clausebook::web

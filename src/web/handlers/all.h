#pragma once
// One function a noun: adds its rows to the table of pages.

namespace clausebook::web {

class Routes;

void entry_routes(Routes& routes);        ///< set-up, sign-in, own account, about, assets, language
void organization_routes(Routes& routes); ///< organization, sites, criteria
void people_routes(Routes& routes);       ///< people and their accounts
void journal_routes(Routes& routes);      ///< who changed what, when

} // namespace clausebook::web

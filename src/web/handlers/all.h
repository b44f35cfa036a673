#pragma once
// One function a noun: adds its rows to the table of pages.

namespace clausebook::web {

class Routes;

void entry_routes(Routes& routes);        ///< set-up, sign-in, own account, about, assets, language
void finding_routes(Routes& routes);      ///< findings: list, one finding, its forms

} // namespace clausebook::web

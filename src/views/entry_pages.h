#pragma once
// The pages before and beside the work: set-up, sign-in, errors, about. Each function gives the whole view
// but `page`.

#include "core/base/language.h"
#include "core/base/tree.h"
#include "views/catalogue.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook::views {

/// Time zones offered while typing; any zone of the time zone database is accepted.
std::vector<std::string> common_time_zones();

/// One field of a form: {id, value, problem}. `id` is its name and its id in the page; `problem` is the
/// sentence of `problems` (views/page.h) that stands beside it, or "".
Tree field(std::string_view id, std::string_view value, const Tree& problems);

/// "pages/error".
struct ErrorPage {
    int status;            ///< of the reply; statuses without texts of their own show those of 400 or 500
    std::string detail;    ///< one more sentence, e.g. a refusal's; "" for none
    std::string incident;  ///< number of the log entry, "" for none
    std::string sign_in{}; ///< where to sign in and come back, "" when that is no way on
    std::map<Language, std::string> also{}; ///< languages it is said in too, with `detail` in each
};
Tree error_view(const ErrorPage& page, Language language, const Catalogues& catalogues);

/// "pages/sign-in".
struct SignInPage {
    std::string login; ///< as typed before
    std::string next;  ///< address to go on to, "" for the overview
    Tree problems = Tree::list();
};
Tree sign_in_view(const SignInPage& page);

/// "pages/setup". `values` by field: legal_name, address, language, time_zone, edition, site_name,
/// site_address, person_name,
/// person_function, login; passwords (password, password_again) never come back.
struct SetupPage {
    std::map<std::string, std::string> values; ///< as typed; what is absent has its default
    std::string key;                           ///< of the one-time link
    Tree problems = Tree::list();
};
Tree setup_view(const SetupPage& page, Language language, const Catalogues& catalogues);

/// "pages/about".
struct AboutPage {
    std::string version;
};
Tree about_view(const AboutPage& page, Language language, const Catalogues& catalogues);

} // namespace clausebook::views

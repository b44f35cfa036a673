#pragma once
// What a form brought: told apart from another, and shown where its page has no field for it any more.

#include "core/base/tree.h"
#include "views/catalogue.h"
#include "views/page.h"
#include "web/http.h"

#include <string_view>

namespace clausebook::web {

/// The texts of the request's form that stand nowhere on `page`, for partials/typed: {texts: a list of {id,
/// label, text}}, null for none. A text is labelled as its field is, where the catalogues know it. What is
/// quickly typed again, keys, choices and passwords are left out.
Tree typed_beside(const Request& request, std::string_view page, Language language,
                  const views::Catalogues& catalogues);

/// What Desk::retry_key() gives for a form of which only `typed` tells one thing made from another.
std::string retry_key_of(const Request& request, const std::string& typed);

/// Everything that was typed into a form.
std::string all_typed(const Request& request);

/// Where the form of an unsafe request stands: its field "back", else the address the handler gave the frame,
/// else its own when that has a page, else the last crumb's.
std::string page_behind(const Request& request, const views::Frame& frame);

} // namespace clausebook::web

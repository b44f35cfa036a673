#pragma once
// What a form brought that its page has no field for any more, so that it can be copied.

#include "core/base/tree.h"
#include "views/catalogue.h"
#include "web/http.h"

#include <string_view>

namespace clausebook::web {

/// The texts of the request's form that stand nowhere on `page`, for partials/typed: {texts: a list of {id,
/// label, text}}, null for none. A text is labelled as its field is, where the catalogues know it. What is
/// quickly typed again, keys, choices and passwords are left out.
Tree typed_beside(const Request& request, std::string_view page, Language language,
                  const views::Catalogues& catalogues);

} // namespace clausebook::web

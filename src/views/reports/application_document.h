#pragma once
// The application to the certification body as a document for screen, paper and PDF (domain D.11, D.12).

#include "core/cycle/application.h"
#include "views/renderer.h"

#include <string>

namespace clausebook::views {

/// One document that needs nothing beside it. What is required and missing prints as such, and as long as
/// anything is, it is marked as a draft. `printed_on` is the day it is made.
std::string application_document(const ApplicationSummary& summary, Date printed_on, Language language,
                                 const Renderer& renderer, const Catalogues& catalogues);

} // namespace clausebook::views

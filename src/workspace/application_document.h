#pragma once
// The application to the certification body, to be read, printed and handed in (domain D.11).

#include "workspace/reports.h"

#include <string>

namespace clausebook {

// Both refuse "not_allowed" (State) to all but quality managers.

/// The application as it stands, as one document.
std::string application_html(const Workspace& workspace, const Actor& actor, Language language,
                             const Press& press);

/// The same on paper. Refuses "printer_missing" (State). Throws paper::PrintFailed, also once the progress is
/// cancelled.
std::string application_pdf(const Workspace& workspace, const Actor& actor, Language language,
                            const Press& press);

} // namespace clausebook

#pragma once
// What of a file may be looked at in a tab of its own (trust.md 5). By its content, never by its name.

#include "core/evidence/evidence.h"

#include <string_view>

namespace clausebook {

enum class Preview { None, Image, Pdf, Text };

/// How a content type can be shown: PNG, JPEG, GIF and WebP, PDF, plain text with tables and JSON as such.
/// Nothing that could run: no HTML, no SVG.
Preview preview_of(std::string_view content_type);

/// True for a file that is larger than a browser shows with grace: it is offered as a download instead.
bool is_too_large_to_show(const EvidenceFile& file);

/// Where a file is had: "/evidence/EV-0001/versions/2/files/1".
std::string address_of(const Id<Evidence>& evidence, const EvidenceVersion& version,
                       const EvidenceFile& file);

/// Where the first file of a version that can be shown opens in a tab; "" when none can or the content was
/// destroyed.
std::string preview_address(const Id<Evidence>& evidence, const EvidenceVersion& version);

} // namespace clausebook

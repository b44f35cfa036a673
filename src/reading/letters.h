#pragma once
// Bytes of a text as clean UTF-8.

#include <string>
#include <string_view>

namespace clausebook::reading {

/// A text in the letters `encoding` names ("utf-8", "utf-16le", "utf-16be", "windows-1254") as UTF-8, without
/// what no text holds: control characters but tab and line feed, bytes of no character. Pages end in a line
/// feed. At most `most` bytes.
std::string clean_text(std::string_view bytes, std::string_view encoding, std::size_t most);

} // namespace clausebook::reading

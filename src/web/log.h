#pragma once
// What the one who runs the server can read.

#include <string_view>

namespace clausebook::web {

/// Writes one line to stderr, with the moment in front. Line ends and control characters in `line` are shown
/// as "?", so that a request cannot write lines of its own.
void log(std::string_view line);

} // namespace clausebook::web

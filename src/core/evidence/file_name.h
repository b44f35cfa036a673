#pragma once
// Names of files as people give them.

#include <string>
#include <string_view>

namespace clausebook {

/// A name as it is kept and shown: without the folders before it, on one line, without characters that change
/// the direction of what follows them, at most 200 characters with its extension. "file" when nothing is
/// left. A file is never turned away for its name, except for bytes that are no text: Refusal{"unclean",
/// "name"}.
std::string shown_name(std::string_view given);

/// A title made of a file's name: without its extension, blanks for underscores.
std::string title_from(std::string_view file_name);

} // namespace clausebook

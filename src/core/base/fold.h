#pragma once
// The folding of core/base/text.h one character at a time, for those who must know where each came from.

#include <optional>
#include <string>
#include <string_view>

namespace clausebook {

/// Takes the first character off `text` and returns it folded; U+0000 for a mark that is folded away. Nothing
/// when the text does not begin with valid UTF-8, and then nothing is taken.
std::optional<char32_t> take_folded(std::string_view& text);

/// Adds a character as UTF-8.
void append_utf8(std::string& out, char32_t character);

} // namespace clausebook

#pragma once
// Whether bytes are text.

#include <string_view>

namespace clausebook {

/// True when `bytes` is well-formed UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF, nothing
/// cut off. The empty text is well-formed; NUL and other control characters are too, who minds them looks for
/// them.
bool is_utf8(std::string_view bytes);

} // namespace clausebook

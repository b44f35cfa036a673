#pragma once

namespace clausebook {

/// As `clausebook version` and the about page say it.
inline constexpr const char* version = "0.1.0";

} // namespace clausebook

#pragma once
// Texts in addresses.

#include <string>
#include <string_view>

namespace clausebook {

/// Percent-encodes all but letters, digits and -._~ : one segment or value of an address.
std::string percent_encoded(std::string_view text);

} // namespace clausebook

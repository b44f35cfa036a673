#pragma once
// Texts in addresses.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clausebook {

/// Percent-encodes all but letters, digits and -._~ : one segment or value of an address.
std::string percent_encoded(std::string_view text);

/// Fields of an address and their values, in its order.
using AddressFields = std::vector<std::pair<std::string_view, std::string>>;

/// "/journal?record=EV-0001&before=12": the path, and those of the fields that are not empty.
std::string address_with(std::string_view path, const AddressFields& fields);

} // namespace clausebook

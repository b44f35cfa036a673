#pragma once
// What is looked at before the XML parser sees a byte.

#include "checklist/fault.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace clausebook::checklist {

/// The reason why `bytes` must not be parsed at all: too large, not UTF-8, another declared encoding, a
/// document type.
///
/// A document type can only stand before the first element, so looking there is enough; anywhere else the
/// parser calls it malformed.
std::optional<Fault> preflight(std::string_view bytes);

/// That a file has `size` bytes and a checklist must not.
Fault size_fault(std::uintmax_t size);

/// The offset of the first byte that is not part of a UTF-8 character, or nothing. Overlong forms, surrogates
/// and code points above U+10FFFF are not characters.
std::optional<std::size_t> first_not_utf8(std::string_view bytes);

} // namespace clausebook::checklist

#pragma once
// How a signing key is named to people (docs/decisions/0013).

#include <string>
#include <string_view>

namespace clausebook {

/// "ab12 cd34 ...": the first 128 bits of the SHA-256 of a public key (64 hexadecimal digits), eight groups
/// of four. Short enough to compare by eye, too long to be met by another key.
std::string fingerprint_text(std::string_view sha256);

/// True for a text that can name a key: 32 hexadecimal digits, however grouped and in whatever case.
bool is_fingerprint(std::string_view text);

/// True when both name the same key, however they are grouped and in whatever case.
bool is_same_fingerprint(std::string_view one, std::string_view other);

} // namespace clausebook

#pragma once
// Passwords and tokens. Source: trust.md 4.

#include <string>
#include <string_view>

namespace clausebook::store {

/// argon2id (t=3, 64 MiB), with its own salt. At most two at once; others wait.
std::string hash_password(std::string_view password);

/// True when the password is the one of the hash; takes as long for an empty hash as for any other.
bool is_password(std::string_view password, const std::string& hash);

/// 256 random bits, 64 hex digits.
std::string new_token();

} // namespace clausebook::store

#pragma once
// SHA-256 of what goes into a pack (hashing/sha256.h).

#include "hashing/sha256.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace clausebook::packs {

using hashing::Sha256;

/// Reads the file in pieces; `read` is told the bytes read so far. Throws std::system_error when it cannot be
/// read.
std::string sha256_of_file(const std::filesystem::path& file,
                           const std::function<void(std::uint64_t read)>& read = {});

} // namespace clausebook::packs

#pragma once
// In which letters a text file is written.

#include <filesystem>
#include <string>

namespace clausebook::store {

/// The encoding of a text file by its content, as browsers call it; "" when it is none a browser can show.
///
/// Eight-bit text is taken for windows-1254: Turkish Windows writes it, and it differs from Latin-1 only in
/// six letters that English and Turkish need.
std::string text_encoding(const std::filesystem::path& file);

} // namespace clausebook::store

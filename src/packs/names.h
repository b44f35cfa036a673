#pragma once
// Names for files in a pack that every system takes (trust 7). The original name stands in the evidence
// index.

#include <set>
#include <string>
#include <string_view>

namespace clausebook::packs {

/// The longest name of one file or folder, in bytes.
constexpr std::size_t longest_name = 100;

/// What says which kind of file a name is for: ".pdf"; nothing for more than five letters or digits.
std::string short_extension(std::string_view name);

/// A name of [A-Za-z0-9._-] made from any text, never empty. Turkish and other Latin letters lose their marks
/// (ş to s, ı to i, ß to ss), everything else becomes "-". No dot or "-" stands first, no dot last, no name
/// of a device (CON, NUL, COM1, with or without extension); a long name is cut before its extension.
std::string safe_name(std::string_view name);

/// True for a name that safe_name would leave as it is.
bool is_safe_name(std::string_view name);

/// True for "evidence/7.4/policy.pdf": safe names joined by "/", at most 240 bytes, not absolute.
bool is_safe_path(std::string_view path);

/// The names taken in one folder.
class NameSet {
public:
    /// Takes a safe form of `name` and returns it. When it is taken already, in whatever case, "-2", "-3",
    /// ... is put before its extension: the same names in the same order always give the same result.
    std::string take(std::string_view name);

private:
    std::set<std::string> taken_; ///< lower case
};

} // namespace clausebook::packs

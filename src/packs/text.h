#pragma once
// Text from people, made fit for a file format that others read.

#include <string>
#include <string_view>

namespace clausebook::packs {

/// Excel's limit for one cell, in UTF-16 units.
constexpr std::size_t longest_cell_text = 32767;

/// The characters of UTF-8 text. What is no valid UTF-8 becomes U+FFFD, one for each bad byte.
std::u32string code_points(std::string_view utf8);

std::string to_utf8(std::u32string_view text);

/// `text` as a workbook may hold it: valid UTF-8, line ends as \n, without control characters and the two
/// characters XML forbids (U+FFFE, U+FFFF). "_x0041_", which Excel would show as "A", is escaped so that it
/// is shown as typed. Longer text than a cell holds is cut and ends with `cut_mark`.
std::string cell_text(std::string_view text, std::string_view cut_mark);

/// UTF-16 units, which is how Excel counts.
std::size_t utf16_length(std::string_view utf8);

} // namespace clausebook::packs

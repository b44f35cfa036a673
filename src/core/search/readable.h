#pragma once
// Which files have text inside that can be searched.

#include <array>
#include <optional>
#include <string_view>

namespace clausebook {

enum class Readable { Pdf, Docx, Xlsx, Text };

inline constexpr std::array all_readables = {Readable::Pdf, Readable::Docx, Readable::Xlsx, Readable::Text};

std::string_view str(Readable readable); ///< "pdf", "docx", "xlsx", "text"
std::optional<Readable> parse_readable(std::string_view code);

/// What a file is to be read as: by its content, and by the ending of its name where the content says no more
/// than that it is bytes or a zip file. Nothing for pictures and everything else.
std::optional<Readable> readable_as(std::string_view content_type, std::string_view name);

/// Most bytes of text kept of one content; the rest is not searched.
inline constexpr std::size_t most_text_of_a_content = 1'048'576;

/// Most bytes of text indexed for one record, of its newest files first.
inline constexpr std::size_t most_text_of_a_record = 2'097'152;

} // namespace clausebook

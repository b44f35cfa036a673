#include "core/evidence/file_name.h"

#include "core/base/refusal.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace clausebook {
namespace {

constexpr std::size_t longest = 200;

/// LRE RLE PDF LRO RLO, LRI RLI FSI PDI, LRM RLM: they can make "exe.fdp" of "pdf.exe".
constexpr std::array<std::string_view, 11> direction_marks = {"\u202A", "\u202B", "\u202C", "\u202D",
                                                              "\u202E", "\u2066", "\u2067", "\u2068",
                                                              "\u2069", "\u200E", "\u200F"};

void erase_all(std::string& text, std::string_view piece)
{
    for (auto at = text.find(piece); at != std::string::npos; at = text.find(piece, at))
        text.erase(at, piece.size());
}

/// The first `most` characters.
std::string cut(std::string_view text, std::size_t most)
{
    std::size_t end = 0;
    std::size_t seen = 0;
    while (end < text.size()) {
        if (static_cast<unsigned char>(text[end]) >> 6 != 2 && seen++ == most) break;
        ++end;
    }
    return std::string(text.substr(0, end));
}

std::string_view extension_of(std::string_view name)
{
    const auto dot = name.rfind('.');
    if (dot == std::string_view::npos || dot == 0 || name.size() - dot > 12) return {};
    return name.substr(dot);
}

} // namespace

std::string shown_name(std::string_view given)
{
    std::string name(given);
    std::replace_if(
        name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; },
        ' ');
    if (!is_clean(name)) throw Refusal("unclean", "name");
    name.erase(0, name.find_last_of("/\\") + 1);
    for (const auto mark : direction_marks) erase_all(name, mark);
    name = trimmed(name);
    if (name.empty() || name.find_first_not_of('.') == std::string::npos) return "file";
    if (length(name) <= longest) return name;
    const std::string extension(extension_of(name));
    return trimmed(cut(name, longest - length(extension))) + extension;
}

std::string title_from(std::string_view file_name)
{
    auto title = shown_name(file_name);
    title.resize(title.size() - extension_of(title).size());
    std::replace(title.begin(), title.end(), '_', ' ');
    title = trimmed(title);
    return title.empty() ? shown_name(file_name) : title;
}

} // namespace clausebook

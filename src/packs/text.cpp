#include "packs/text.h"

namespace clausebook::packs {
namespace {

constexpr char32_t replacement = 0xFFFD;

std::size_t units(char32_t c)
{
    return c > 0xFFFF ? 2 : 1;
}

/// How many bytes the character at the front has; 0 when the front is not valid UTF-8.
std::size_t sequence_length(std::string_view text)
{
    const auto byte = [&](std::size_t i) {
        return static_cast<unsigned char>(text[i]);
    };
    const unsigned first = byte(0);
    if (first < 0x80) return 1;
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xC0) != 0x80) return 0;
    const unsigned second = byte(1);
    const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
    const bool surrogate = first == 0xED && second >= 0xA0;
    const bool beyond = first == 0xF4 && second >= 0x90;
    return overlong || surrogate || beyond ? 0 : length;
}

bool is_hex(char32_t c)
{
    return (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'f') || (c >= U'A' && c <= U'F');
}

/// True when `at` is the first character of "_xHHHH_".
bool is_escape(std::u32string_view text, std::size_t at)
{
    if (text.size() - at < 7 || text[at] != U'_' || text[at + 1] != U'x' || text[at + 6] != U'_')
        return false;
    for (std::size_t i = at + 2; i < at + 6; ++i)
        if (!is_hex(text[i])) return false;
    return true;
}

bool is_kept(char32_t c)
{
    if (c < 0x20) return c == U'\t' || c == U'\n';
    return (c < 0x7F || c > 0x9F) && c != 0xFFFE && c != 0xFFFF;
}

std::u32string cleaned(std::u32string_view text)
{
    std::u32string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == U'\r') {
            if (i + 1 == text.size() || text[i + 1] != U'\n') out += U'\n';
        } else if (is_kept(text[i])) {
            out += text[i];
        }
    }
    return out;
}

} // namespace

std::u32string code_points(std::string_view utf8)
{
    std::u32string out;
    while (!utf8.empty()) {
        const auto length = sequence_length(utf8);
        if (length <= 1) {
            out += length == 1 ? static_cast<char32_t>(utf8[0]) : replacement;
            utf8.remove_prefix(1);
            continue;
        }
        auto c = static_cast<char32_t>(static_cast<unsigned char>(utf8[0]) & (0xFFU >> (length + 1)));
        for (std::size_t i = 1; i < length; ++i) c = c << 6 | (static_cast<unsigned char>(utf8[i]) & 0x3FU);
        out += c;
        utf8.remove_prefix(length);
    }
    return out;
}

std::string to_utf8(std::u32string_view text)
{
    std::string out;
    for (const char32_t c : text) {
        if (c < 0x80) {
            out += static_cast<char>(c);
        } else if (c < 0x800) {
            out += static_cast<char>(0xC0 | c >> 6);
            out += static_cast<char>(0x80 | (c & 0x3F));
        } else if (c < 0x10000) {
            out += static_cast<char>(0xE0 | c >> 12);
            out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
            out += static_cast<char>(0x80 | (c & 0x3F));
        } else {
            out += static_cast<char>(0xF0 | c >> 18);
            out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
            out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
            out += static_cast<char>(0x80 | (c & 0x3F));
        }
    }
    return out;
}

std::string cell_text(std::string_view text, std::string_view cut_mark)
{
    const auto clean = cleaned(code_points(text));
    const auto mark_units = utf16_length(cut_mark);
    std::u32string out;
    std::size_t length = 0;
    std::size_t fits = 0; // how much of `out` leaves room for the mark
    for (std::size_t i = 0; i < clean.size(); ++i) {
        const std::u32string piece = is_escape(clean, i) ? U"_x005F_" : std::u32string(1, clean[i]);
        length += piece.size() == 1 ? units(clean[i]) : piece.size();
        if (length > longest_cell_text) return to_utf8(out.substr(0, fits)) + std::string(cut_mark);
        out += piece;
        if (length + mark_units <= longest_cell_text) fits = out.size();
    }
    return to_utf8(out);
}

std::size_t utf16_length(std::string_view utf8)
{
    std::size_t length = 0;
    for (const char32_t c : code_points(utf8)) length += units(c);
    return length;
}

} // namespace clausebook::packs

#include "core/base/text.h"

#include "core/base/fold.h"

#include <algorithm>
#include <map>
#include <optional>

namespace clausebook {
namespace {

/// Takes the first character off `text`; nothing when it is not valid UTF-8.
std::optional<char32_t> next_character(std::string_view& text)
{
    const auto byte = [&](std::size_t i) {
        return static_cast<unsigned char>(text[i]);
    };
    const unsigned char first = byte(0);
    const std::size_t size = first < 0x80 ? 1
        : first >> 5 == 6                 ? 2
        : first >> 4 == 14                ? 3
        : first >> 3 == 30                ? 4
                                          : 0;
    if (size == 0 || size > text.size()) return std::nullopt;
    char32_t character = size == 1 ? first : first & (0x7F >> size);
    for (std::size_t i = 1; i < size; ++i) {
        if (byte(i) >> 6 != 2) return std::nullopt;
        character = character << 6 | (byte(i) & 0x3F);
    }
    constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (character < smallest[size] || character > 0x10FFFF || (character >= 0xD800 && character < 0xE000))
        return std::nullopt;
    text.remove_prefix(size);
    return character;
}

/// Lower case of the letters Latin text has; I is i here, Turkish ı is kept apart by the callers that care.
char32_t lower(char32_t c)
{
    if (c >= U'A' && c <= U'Z') return c + 32;
    if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
    if (c == U'İ') return U'i';
    if (c >= 0x100 && c <= 0x177 && c != 0x130 && c != 0x131 && c % 2 == 0 && !(c >= 0x138 && c <= 0x148))
        return c + 1;
    return c;
}

/// The plain letter under a marked one; 0 for none of them.
char32_t plain(char32_t c)
{
    static const std::map<char32_t, char32_t> letters = [] {
        std::map<char32_t, char32_t> made;
        const std::pair<const char32_t*, char32_t> rows[] = {
            {U"àáâãäåāă", U'a'}, {U"çćč", U'c'},     {U"ď", U'd'},       {U"èéêëēęě", U'e'}, {U"ğǧ", U'g'},
            {U"ìíîïīı", U'i'},   {U"ñńň", U'n'},     {U"òóôõöøō", U'o'}, {U"řŕ", U'r'},      {U"şșśš", U's'},
            {U"ţțť", U't'},      {U"ùúûüūůű", U'u'}, {U"ýÿ", U'y'},      {U"źżž", U'z'}};
        for (const auto& [marked, letter] : rows)
            for (const auto* c32 = marked; *c32; ++c32) made[*c32] = letter;
        return made;
    }();
    const auto found = letters.find(c);
    return found == letters.end() ? 0 : found->second;
}

} // namespace

void append_utf8(std::string& out, char32_t c)
{
    const auto add = [&](char32_t byte) {
        out += static_cast<char>(byte);
    };
    if (c < 0x80) {
        add(c);
    } else if (c < 0x800) {
        add(0xC0 | c >> 6);
        add(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        add(0xE0 | c >> 12);
        add(0x80 | (c >> 6 & 0x3F));
        add(0x80 | (c & 0x3F));
    } else {
        add(0xF0 | c >> 18);
        add(0x80 | (c >> 12 & 0x3F));
        add(0x80 | (c >> 6 & 0x3F));
        add(0x80 | (c & 0x3F));
    }
}

std::optional<char32_t> take_folded(std::string_view& text)
{
    if (!text.empty() && static_cast<unsigned char>(text.front()) < 0x80) {
        const char32_t c = static_cast<unsigned char>(text.front());
        text.remove_prefix(1);
        return c >= U'A' && c <= U'Z' ? c + 32 : c;
    }
    const auto character = next_character(text);
    if (!character) return std::nullopt;
    const auto small = lower(*character);
    if (small >= 0x300 && small < 0x370) return U'\0'; // a combining mark
    const auto letter = plain(small);
    return letter ? letter : small;
}

bool is_clean(std::string_view text)
{
    while (!text.empty()) {
        const auto character = next_character(text);
        if (!character) return false;
        if ((*character < 0x20 && *character != U'\t' && *character != U'\n')
            || (*character >= 0x7F && *character < 0xA0))
            return false;
    }
    return true;
}

std::size_t length(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >> 6 != 2; }));
}

std::string trimmed(std::string_view text)
{
    constexpr std::string_view blank = " \t\r\n";
    const auto first = text.find_first_not_of(blank);
    if (first == std::string_view::npos) return {};
    text = text.substr(first, text.find_last_not_of(blank) - first + 1);
    std::string kept;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') kept += text[i];
    return kept;
}

std::vector<std::string> lines(std::string_view text)
{
    std::vector<std::string> found;
    while (!text.empty()) {
        const auto end = text.find('\n');
        if (auto line = trimmed(text.substr(0, end)); !line.empty()) found.push_back(std::move(line));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return found;
}

std::vector<std::string> words(std::string_view text)
{
    std::vector<std::string> found;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        if (end > 0) found.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return found;
}

std::string joined(const std::vector<std::string>& words, std::string_view between)
{
    std::string text;
    for (const auto& word : words) {
        if (!text.empty()) text += between;
        text += word;
    }
    return text;
}

std::string folded(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        const auto character = take_folded(text);
        if (!character) break; // only clean text is stored; the rest of anything else does not compare
        if (*character) append_utf8(out, *character);
    }
    return out;
}

std::string sort_key(std::string_view text)
{
    // Each letter becomes its plain letter and a rank, so that "ç" stands between "c" and "d".
    std::string out;
    while (!text.empty()) {
        const auto character = next_character(text);
        if (!character) break;
        // In Turkish I is the capital of ı, and ı stands before i.
        const auto small = *character == U'I' ? U'ı' : lower(*character);
        const auto letter = plain(small);
        const char32_t base = letter ? letter : small;
        append_utf8(out, base);
        if (base >= U'a' && base <= U'z') {
            const bool dotted_i = base == U'i' && small != U'ı';
            out += small == U'ı' ? '1' : dotted_i ? '2' : letter ? '2' : '1';
        }
    }
    return out;
}

} // namespace clausebook

#include "packs/names.h"

#include "packs/text.h"

#include <algorithm>
#include <array>
#include <map>

namespace clausebook::packs {
namespace {

constexpr std::size_t longest_path = 240;
constexpr std::size_t longest_extension = 16;

bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_plain(char c)
{
    return is_letter_or_digit(c) || c == '.' || c == '_' || c == '-';
}

std::string lower(std::string_view text)
{
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

/// Letters by what they look like without their marks.
struct Letters {
    const char* plain;
    std::u32string_view marked;
};

constexpr std::array letters = {
    Letters{"A", U"ÀÁÂÃÅĀĂĄ"},   Letters{"a", U"àáâãåāăą"},   Letters{"AE", U"Æ"},
    Letters{"ae", U"æ"},         Letters{"A", U"Ä"},          Letters{"a", U"ä"},
    Letters{"C", U"ÇĆĈĊČ"},      Letters{"c", U"çćĉċč"},      Letters{"D", U"ÐĎĐ"},
    Letters{"d", U"ðďđ"},        Letters{"E", U"ÈÉÊËĒĔĖĘĚ"},  Letters{"e", U"èéêëēĕėęěə"},
    Letters{"G", U"ĜĞĠĢ"},       Letters{"g", U"ĝğġģ"},       Letters{"H", U"ĤĦ"},
    Letters{"h", U"ĥħ"},         Letters{"I", U"ÌÍÎÏĨĪĬĮİ"},  Letters{"i", U"ìíîïĩīĭįı"},
    Letters{"J", U"Ĵ"},          Letters{"j", U"ĵ"},          Letters{"K", U"Ķ"},
    Letters{"k", U"ķĸ"},         Letters{"L", U"ĹĻĽĿŁ"},      Letters{"l", U"ĺļľŀł"},
    Letters{"N", U"ÑŃŅŇŊ"},      Letters{"n", U"ñńņňŋ"},      Letters{"O", U"ÒÓÔÕÖØŌŎŐ"},
    Letters{"o", U"òóôõöøōŏő"},  Letters{"OE", U"Œ"},         Letters{"oe", U"œ"},
    Letters{"R", U"ŔŖŘ"},        Letters{"r", U"ŕŗř"},        Letters{"S", U"ŚŜŞŠȘ"},
    Letters{"s", U"śŝşšș"},      Letters{"ss", U"ß"},         Letters{"T", U"ŢŤŦȚ"},
    Letters{"t", U"ţťŧț"},       Letters{"TH", U"Þ"},         Letters{"th", U"þ"},
    Letters{"U", U"ÙÚÛÜŨŪŬŮŰŲ"}, Letters{"u", U"ùúûüũūŭůűų"}, Letters{"W", U"Ŵ"},
    Letters{"w", U"ŵ"},          Letters{"Y", U"ÝŶŸ"},        Letters{"y", U"ýÿŷ"},
    Letters{"Z", U"ŹŻŽ"},        Letters{"z", U"źżž"},
};

std::string plain_letter(char32_t letter)
{
    static const auto table = [] {
        std::map<char32_t, const char*> by_letter;
        for (const auto& [plain, marked] : letters)
            for (const char32_t c : marked) by_letter[c] = plain;
        return by_letter;
    }();
    if (letter < 0x80 && is_plain(static_cast<char>(letter))) return {static_cast<char>(letter)};
    if (letter >= 0x300 && letter <= 0x36F) return {}; // a mark that stands apart from its letter
    const auto found = table.find(letter);
    return found == table.end() ? "-" : found->second;
}

/// Plain characters only, without a run of dots or dashes.
std::string plain_text(std::string_view name)
{
    std::string out;
    for (const char32_t letter : code_points(name))
        for (const char c : plain_letter(letter))
            if (out.empty() || c != out.back() || (c != '.' && c != '-')) out += c;
    return out;
}

void trim(std::string& text, std::string_view front, std::string_view back)
{
    text.erase(0, std::min(text.find_first_not_of(front), text.size()));
    text.erase(text.find_last_not_of(back) + 1);
}

bool is_device(std::string_view name)
{
    const std::string first = lower(name.substr(0, name.find('.')));
    if (first == "con" || first == "prn" || first == "aux" || first == "nul") return true;
    return first.size() == 4 && (first.starts_with("com") || first.starts_with("lpt")) && first[3] >= '0'
        && first[3] <= '9';
}

/// Where the extension begins (its dot), or the end when there is none worth keeping.
std::size_t extension_of(std::string_view name)
{
    const auto dot = name.rfind('.');
    if (dot == std::string_view::npos || dot == 0 || name.size() - dot > longest_extension)
        return name.size();
    return dot;
}

std::string shortened(std::string_view name, std::string_view before_extension)
{
    const auto dot = extension_of(name);
    const auto room = longest_name - before_extension.size() - (name.size() - dot);
    std::string stem(name.substr(0, std::min(dot, room)));
    trim(stem, "", ".-");
    return stem + std::string(before_extension) + std::string(name.substr(dot));
}

} // namespace

std::string short_extension(std::string_view name)
{
    const auto extension = name.substr(extension_of(name));
    const bool kind = extension.size() > 1 && extension.size() <= 6
        && std::all_of(extension.begin() + 1, extension.end(), is_letter_or_digit);
    return kind ? std::string(extension) : std::string();
}

std::string safe_name(std::string_view name)
{
    std::string out = plain_text(name);
    trim(out, ".-", ".-");
    const auto dot = extension_of(out);
    std::string stem = out.substr(0, dot);
    std::string extension = out.substr(dot);
    trim(stem, "", ".-");
    while (extension.size() > 1 && !is_letter_or_digit(extension[1])) extension.erase(1, 1);
    if (extension == ".") extension.clear();
    out = stem + extension;
    if (out.empty()) return "file";
    if (is_device(out)) out.insert(0, "_");
    out = shortened(out, "");
    return out == name ? out : safe_name(out); // a cut may bare another extension
}

bool is_safe_name(std::string_view name)
{
    return !name.empty() && safe_name(name) == name;
}

bool is_safe_path(std::string_view path)
{
    if (path.empty() || path.size() > longest_path) return false;
    while (true) {
        const auto slash = path.find('/');
        if (!is_safe_name(path.substr(0, slash))) return false;
        if (slash == std::string_view::npos) return true;
        path.remove_prefix(slash + 1);
    }
}

std::string NameSet::take(std::string_view name)
{
    const std::string first = safe_name(name);
    std::string free = first;
    for (int number = 2; !taken_.insert(lower(free)).second; ++number)
        free = shortened(first, "-" + std::to_string(number));
    return free;
}

} // namespace clausebook::packs

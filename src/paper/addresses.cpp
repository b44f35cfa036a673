// Which addresses a document of ours would make its reader fetch.

#include "paper/weasyprint.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace clausebook::paper {
namespace {

bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

bool is_harmless(std::string_view address)
{
    return address.empty() || address.front() == '#' || address.starts_with("data:");
}

/// What follows a place where an address may stand, without quotes and blanks.
std::string_view address_at(std::string_view text, std::size_t from)
{
    while (from < text.size() && (is_blank(text[from]) || text[from] == '"' || text[from] == '\'')) ++from;
    auto end = from;
    while (end < text.size() && !is_blank(text[end]) && text[end] != '"' && text[end] != '\''
           && text[end] != ')' && text[end] != '>' && text[end] != ';')
        ++end;
    return text.substr(from, end - from);
}

/// The first address behind url( and @import.
std::string in_style(std::string_view text)
{
    for (const std::string_view begin : {"url(", "@import"})
        for (auto at = text.find(begin); at != std::string_view::npos; at = text.find(begin, at + 1)) {
            const auto address = address_at(text, at + begin.size());
            if (begin == "@import" || !is_harmless(address)) return std::string(address);
        }
    return {};
}

/// The address an attribute makes its reader fetch: the value itself for some, what a style names for one;
/// every other value is words.
std::string in_attribute(std::string_view name, std::string_view value)
{
    constexpr std::array<std::string_view, 8> names{"href",   "src",    "srcset",     "data",
                                                    "action", "poster", "background", "archive"};
    const auto local = name.substr(name.rfind(':') + 1); // xlink:href
    constexpr std::array<std::string_view, 7> styles{"style", "fill",   "stroke",   "filter",
                                                     "mask",  "cursor", "clip-path"};
    if (std::find(styles.begin(), styles.end(), local) != styles.end()) return in_style(value);
    if (std::find(names.begin(), names.end(), local) == names.end()) return {};
    const auto address = address_at(value, 0);
    return is_harmless(address) ? std::string() : std::string(address);
}

/// What a tag holds from `at` on: the first address of its attributes. `at` is then behind its '>', so that
/// a '>' within a quoted value ends nothing.
std::string in_tag(std::string_view text, std::size_t& at)
{
    std::string found;
    const auto ends = [&](std::size_t place) {
        return place >= text.size() || text[place] == '>';
    };
    const auto skip_blanks = [&] {
        while (!ends(at) && is_blank(text[at])) ++at;
    };
    while (!ends(at)) {
        const auto name_from = at;
        while (!ends(at) && !is_blank(text[at]) && text[at] != '=' && text[at] != '/') ++at;
        const auto name = text.substr(name_from, at - name_from);
        skip_blanks();
        if (ends(at) || (text[at] != '=' && text[at] != '/')) continue;
        if (text[at++] == '/') continue;
        skip_blanks();
        if (ends(at)) break;
        const char quote = text[at] == '"' || text[at] == '\'' ? text[at] : '\0';
        const auto from = quote ? at + 1 : at;
        at = from;
        while (at < text.size() && (quote ? text[at] != quote : !ends(at) && !is_blank(text[at]))) ++at;
        if (found.empty()) found = in_attribute(name, text.substr(from, at - from));
        if (quote && at < text.size()) ++at;
    }
    return found;
}

} // namespace

std::string address_to_fetch(const std::string& html)
{
    const auto text = lower(html);
    const std::string_view all = text;
    for (auto open = all.find('<'); open != std::string_view::npos; open = all.find('<', open)) {
        const auto tag = open++;
        if (all.substr(tag).starts_with("<!--")) {
            open = std::min(all.find("-->", open), all.size());
            continue;
        }
        if (auto address = in_tag(all, open); !address.empty()) return address;
        if (!all.substr(tag).starts_with("<style")) continue;
        const auto end = std::min(all.find("</style", open), all.size());
        if (auto address = in_style(all.substr(open, end - open)); !address.empty()) return address;
    }
    return {};
}

} // namespace clausebook::paper

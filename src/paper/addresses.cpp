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

std::string in_tag(std::string_view tag)
{
    constexpr std::array names{"href", "src", "srcset", "data", "action", "poster", "background", "archive"};
    for (const std::string_view name : names)
        for (auto at = tag.find(name); at != std::string_view::npos; at = tag.find(name, at + 1)) {
            if (at == 0 || !is_blank(tag[at - 1])) continue;
            auto after = at + name.size();
            while (after < tag.size() && is_blank(tag[after])) ++after;
            if (after == tag.size() || tag[after] != '=') continue;
            const auto address = address_at(tag, after + 1);
            if (!is_harmless(address)) return std::string(address);
        }
    return in_style(tag);
}

} // namespace

std::string address_to_fetch(const std::string& html)
{
    const auto text = lower(html);
    const std::string_view all = text;
    for (auto open = all.find('<'); open != std::string_view::npos; open = all.find('<', open + 1)) {
        const auto close = std::min(all.find('>', open), all.size());
        const auto tag = all.substr(open, close - open);
        if (auto address = in_tag(tag); !address.empty()) return address;
        if (!tag.starts_with("<style")) continue;
        const auto end = std::min(all.find("</style", close), all.size());
        if (auto address = in_style(all.substr(close, end - close)); !address.empty()) return address;
    }
    return {};
}

} // namespace clausebook::paper

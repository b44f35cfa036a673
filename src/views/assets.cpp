#include "views/assets.h"

#include "core/base/fnv.h"
#include "resources/resources.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace clausebook::views {
namespace {

constexpr std::string_view folder = "assets/";

constexpr std::pair<std::string_view, std::string_view> content_types[] = {
    {".css", "text/css; charset=utf-8"},      {".js", "text/javascript; charset=utf-8"},
    {".svg", "image/svg+xml; charset=utf-8"}, {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
};

const std::vector<std::string>& paths()
{
    static const auto all = resources::list(folder);
    return all;
}

std::string digits_of_all()
{
    constexpr int digits = 8;
    auto hash = fnv_start;
    for (const auto& path : paths()) hash = fnv(resources::read(path), fnv(path, hash));
    return fnv_digits(hash, digits);
}

} // namespace

const std::string& asset_base()
{
    static const std::string base = "/" + std::string(folder) + digits_of_all();
    return base;
}

std::optional<Asset> asset(std::string_view path)
{
    const auto full = std::string(folder) + std::string(path);
    if (!std::binary_search(paths().begin(), paths().end(), full)) return std::nullopt;
    const auto* type = std::find_if(std::begin(content_types), std::end(content_types),
                                    [&](const auto& known) { return full.ends_with(known.first); });
    if (type == std::end(content_types)) return std::nullopt;
    return Asset{resources::read(full), std::string(type->second)};
}

std::string inline_icons(const std::vector<std::string>& names)
{
    if (names.empty()) return {};
    static const auto sprite = resources::read("assets/icons.svg");
    std::string svg = "<svg hidden>";
    for (const auto& name : names) {
        const auto begin = sprite.find("<symbol id=\"" + name + "\"");
        if (begin == std::string::npos) throw std::logic_error("no icon " + name);
        const auto body = begin + std::string_view("<symbol id=\"").size();
        const auto end = sprite.find("</symbol>", begin) + std::string_view("</symbol>").size();
        svg += "<symbol id=\"i-" + sprite.substr(body, end - body);
    }
    return svg + "</svg>";
}

} // namespace clausebook::views

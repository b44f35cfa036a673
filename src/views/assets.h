#pragma once
// Style sheets, scripts, icons and the font, as the browser asks for them.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook::views {

/// One file for the browser.
struct Asset {
    std::string bytes;
    std::string content_type; ///< e.g. "text/css; charset=utf-8"
};

/// Where all assets lie: "/assets/" and 8 hexadecimal digits that change with the bytes of any of them,
/// without a slash at the end. What is below it can be kept by browsers for ever.
///
/// The digits stand for "changed or not" alone and protect nothing.
const std::string& asset_base();

/// The asset at a path below the base, e.g. "css/app.css". Nothing for any other path: it may come from a
/// request.
std::optional<Asset> asset(std::string_view path);

/// An SVG that shows nothing and defines icons as "i-<name>", for those a script swaps: an icon in a file of
/// its own would be asked for again at the moment when the network is gone. Throws std::logic_error for an
/// unknown name.
std::string inline_icons(const std::vector<std::string>& names);

} // namespace clausebook::views

#include "resources/resources.h"
#include "views/assets.h"

#include <gtest/gtest.h>

#include <regex>
#include <stdexcept>

namespace clausebook::views {

TEST(Assets, lie_below_an_address_that_changes_with_them)
{
    EXPECT_TRUE(std::regex_match(asset_base(), std::regex("/assets/[0-9a-f]{8}"))) << asset_base();
}

TEST(Assets, every_file_has_a_content_type)
{
    for (const auto& path : resources::list("assets/")) {
        const auto found = asset(path.substr(7));
        ASSERT_TRUE(found) << path;
        EXPECT_EQ(found->bytes, resources::read(path));
    }
    EXPECT_EQ(asset("css/base.css")->content_type, "text/css; charset=utf-8");
    EXPECT_EQ(asset("fonts/inter.woff2")->content_type, "font/woff2");
}

TEST(Assets, nothing_else_is_given_out)
{
    for (const auto* path :
         {"", "css", "css/", "css/none.css", "../templates/i18n/en.json", "css/../css/base.css", "/"})
        EXPECT_FALSE(asset(path)) << path;
}

TEST(Assets, style_sheets_and_scripts_keep_to_the_content_policy)
{
    for (const auto& path : resources::list("assets/")) {
        if (!path.ends_with(".js") && !path.ends_with(".css")) continue;
        const auto source = resources::read(path);
        for (const auto* word : {".innerHTML", ".outerHTML", "insertAdjacentHTML", "document.write", "eval(",
                                 "new Function", "setAttribute('style'", "@import", "url(data:", "://"})
            EXPECT_EQ(source.find(word), std::string::npos) << path << " has " << word;
    }
}

TEST(Assets, inline_icons_are_taken_from_the_icons)
{
    const auto svg = inline_icons({"check", "refresh"});
    EXPECT_NE(svg.find("<symbol id=\"i-check\" viewBox=\"0 0 24 24\"><path"), std::string::npos) << svg;
    EXPECT_NE(svg.find("<symbol id=\"i-refresh\""), std::string::npos);
    EXPECT_EQ(inline_icons({}), "");
    EXPECT_THROW(inline_icons({"none-such"}), std::logic_error);
}

} // namespace clausebook::views

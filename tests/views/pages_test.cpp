// Every page of the shell with its fullest and its emptiest view, in both languages.

#include "views/assets.h"
#include "views/entry_pages.h"
#include "views/page.h"
#include "views/renderer.h"

#include <gtest/gtest.h>

#include <regex>
#include <stdexcept>

namespace clausebook::views {
namespace {

const Catalogues& words()
{
    static const Catalogues catalogues;
    return catalogues;
}

const Renderer& renderer()
{
    static const Renderer all(words());
    return all;
}

constexpr auto hostile = "<script>alert(1)</script>\"'&";

Frame full_frame(Language language)
{
    Frame frame;
    frame.language = language;
    frame.title = hostile;
    frame.crumbs = {{"Audits", "/audits"}, {hostile, ""}};
    frame.user = PageUser{hostile, "SD"};
    frame.organization = hostile;
    frame.demo = Demo::Yes;
    frame.current = "audits";
    frame.token = "token-1";
    frame.address = "/audits?state=open&x=\"";
    frame.nav = navigation();
    frame.keys = {{"keys.everywhere", {{{"J", "K"}, "keys.this_window"}}}};
    frame.styles = {"audit"};
    frame.scripts = {"outbox"};
    frame.live_icons = {"cloud-check"};
    frame.strings = {"sync.saved", "keys.on"};
    frame.flash = Flash{hostile, "/undo"};
    frame.sync = hostile;
    return frame;
}

Frame empty_frame(Language language)
{
    Frame frame;
    frame.language = language;
    return frame;
}

std::string rendered(const std::string& name, Tree view, const Frame& frame)
{
    view["page"] = page_frame(frame, words());
    return renderer().render(name, view);
}

struct Case {
    std::string name;
    Tree view;
};

std::vector<Case> cases(Language language)
{
    Tree wrong =
        problems({Refusal("required", "login"), Refusal("password_too_short", "password", {{"limit", "12"}}),
                  Refusal("edit_conflict")},
                 language, words(), "setup");
    const std::map<std::string, std::string> typed = {
        {"legal_name", hostile}, {"login", hostile}, {"language", "tr"}};
    return {
        {"pages/error",
         error_view({401, hostile, "7Q-12", "/sign-in?next=" + std::string(hostile)}, language, words())},
        {"pages/error", error_view({418, "", ""}, language, words())},
        {"pages/sign-in", sign_in_view({hostile, "/audits/IA-2026-01", wrong})},
        {"pages/sign-in", sign_in_view({})},
        {"pages/setup", setup_view({typed, "key-1", wrong}, language, words())},
        {"pages/setup", setup_view({}, language, words())},
        {"pages/about", about_view({"0.1.0"}, language, words())},
    };
}

} // namespace

TEST(Pages, render_with_the_fullest_and_the_emptiest_view_in_both_languages)
{
    for (const auto language : languages)
        for (const auto& [name, view] : cases(language))
            for (const auto& frame : {full_frame(language), empty_frame(language)}) {
                const auto html = rendered(name, view, frame);
                EXPECT_NE(html.find("<html lang=\"" + str(language) + "\">"), std::string::npos) << name;
                EXPECT_TRUE(html.ends_with("</html>\n")) << name;
                EXPECT_EQ(html.find("<script>"), std::string::npos) << name;
                EXPECT_EQ(html.find("{{"), std::string::npos) << name;
                EXPECT_EQ(html.find(" style=\""), std::string::npos) << name;
            }
}

TEST(Pages, every_page_of_the_shell_is_among_the_cases)
{
    std::set<std::string> covered;
    for (const auto& each : cases(Language::en)) covered.insert(each.name);
    for (const auto* name : {"pages/error", "pages/sign-in", "pages/setup", "pages/about"}) {
        EXPECT_TRUE(covered.contains(name)) << name;
        EXPECT_THROW(renderer().render(name, {{"page", page_frame(empty_frame(Language::en), words())}}),
                     std::logic_error)
            << name << " renders without its view";
    }
}

TEST(Pages, ids_are_unique_and_labels_point_to_them)
{
    for (const auto& [name, view] : cases(Language::tr)) {
        const auto html = rendered(name, view, full_frame(Language::tr));
        std::set<std::string> ids;
        const std::regex id(" id=\"([^\"]*)\"");
        const std::regex label(" for=\"([^\"]*)\"");
        for (std::sregex_iterator at(html.begin(), html.end(), id), end; at != end; ++at)
            EXPECT_TRUE(ids.insert((*at)[1]).second) << name << ": " << (*at)[1];
        for (std::sregex_iterator at(html.begin(), html.end(), label), end; at != end; ++at)
            EXPECT_TRUE(ids.contains((*at)[1])) << name << ": " << (*at)[1];
    }
}

TEST(Pages, a_form_that_was_refused_shows_each_problem_on_top_and_beside_its_field)
{
    const auto wrong = problems({Refusal("required", "login")}, Language::en, words(), "sign_in");
    const auto html = rendered("pages/sign-in", sign_in_view({"", "", wrong}), empty_frame(Language::en));
    EXPECT_NE(html.find("<a href=\"#login\">Login name: Please fill in this field.</a>"), std::string::npos);
    EXPECT_NE(html.find("aria-invalid=\"true\" aria-describedby=\"login-problem\""), std::string::npos);
    EXPECT_NE(html.find("id=\"login-problem\""), std::string::npos);
}

TEST(Pages, the_language_switch_is_a_form_to_the_account_or_to_the_browser)
{
    const auto view = about_view({"1"}, Language::en, words());
    const auto before = rendered("pages/about", view, empty_frame(Language::en));
    EXPECT_NE(before.find("action=\"/language\""), std::string::npos);
    const auto after = rendered("pages/about", view, full_frame(Language::en));
    EXPECT_NE(after.find("action=\"/account/language\""), std::string::npos);
    EXPECT_NE(after.find("name=\"back\" value=\"/audits?state=open&amp;x=&quot;\""), std::string::npos);
    EXPECT_NE(after.find("name=\"language\" value=\"tr\""), std::string::npos);
}

TEST(Pages, assets_named_by_the_head_exist)
{
    const auto html =
        rendered("pages/about", about_view({"1"}, Language::en, words()), full_frame(Language::en));
    const std::regex address(asset_base() + "/([^\"#]+)");
    std::size_t found = 0;
    for (std::sregex_iterator at(html.begin(), html.end(), address), end; at != end; ++at, ++found)
        EXPECT_TRUE(asset((*at)[1].str())) << (*at)[1];
    EXPECT_GT(found, 10U);
}

TEST(Pages, icons_named_by_pages_exist)
{
    const auto sprite = asset("icons.svg")->bytes;
    const std::regex icon("icons\\.svg#([a-z-]+)");
    for (const auto& [name, view] : cases(Language::en)) {
        const auto html = rendered(name, view, full_frame(Language::en));
        for (std::sregex_iterator at(html.begin(), html.end(), icon), end; at != end; ++at)
            EXPECT_NE(sprite.find("id=\"" + (*at)[1].str() + "\""), std::string::npos) << (*at)[1];
    }
}

TEST(Initials, are_the_first_letters_of_the_first_and_the_last_word)
{
    EXPECT_EQ(initials("Selin Demir"), "SD");
    EXPECT_EQ(initials("İpek Nur Çağlar"), "İÇ");
    EXPECT_EQ(initials("  Şule "), "Ş");
    EXPECT_EQ(initials(""), "");
    EXPECT_EQ(initials("   "), "");
}

} // namespace clausebook::views

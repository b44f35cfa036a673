// The catalogues as they are shipped: nothing missing in one language, no sentence missing for a refusal.

#include "views/catalogue.h"
#include "views/renderer.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

namespace clausebook::views {
namespace {

const Catalogues& shipped()
{
    static const Catalogues catalogues;
    return catalogues;
}

std::set<std::string> parameters_of(const std::string& text)
{
    std::set<std::string> names;
    fill(text, [&](const std::string& name) {
        names.insert(name);
        return std::string();
    });
    return names;
}

std::string contents_of(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return bytes.str();
}

} // namespace

TEST(Texts, both_languages_have_the_same_keys_and_parameters)
{
    const auto& english = shipped().texts(Language::en);
    const auto& turkish = shipped().texts(Language::tr);
    for (const auto& [key, text] : english) {
        const auto found = turkish.find(key);
        if (found == turkish.end())
            ADD_FAILURE() << key << " is missing in tr";
        else
            EXPECT_EQ(parameters_of(text), parameters_of(found->second)) << key;
    }
    for (const auto& [key, text] : turkish) EXPECT_TRUE(english.contains(key)) << key << " is missing in en";
    EXPECT_GT(english.size(), 400U);
}

TEST(Texts, a_form_for_one_stands_beside_a_form_for_others)
{
    for (const auto& [key, text] : shipped().texts(Language::en)) {
        if (!key.ends_with(".one")) continue;
        EXPECT_TRUE(shipped().has(Language::en, key.substr(0, key.size() - 3) + "other")) << key;
    }
}

TEST(Texts, every_text_a_template_names_exists)
{
    const Renderer renderer(shipped()); // throws with template and line
    EXPECT_FALSE(renderer.template_names().empty());
}

TEST(Texts, every_refusal_has_its_sentence)
{
    const std::regex code_in_source(R"re(Refusal(?:::state)?(?:\s+\w+)?\s*[({]\s*"([A-Za-z0-9_.]+)")re");
    std::size_t found = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(CLAUSEBOOK_SOURCE_DIR "/src")) {
        if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
        const auto source = contents_of(entry.path());
        for (std::sregex_iterator match(source.begin(), source.end(), code_in_source), end; match != end;
             ++match) {
            ++found;
            for (const auto language : languages)
                EXPECT_TRUE(shipped().has(language, "refusal." + (*match)[1].str()))
                    << "refusal." << (*match)[1] << " (" << entry.path().filename() << ") is missing in "
                    << str(language);
        }
    }
    RecordProperty("refusals", static_cast<int>(found));
}

} // namespace clausebook::views

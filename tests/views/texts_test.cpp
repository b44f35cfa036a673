// The catalogues as they are shipped: nothing missing in one language, no sentence missing for a refusal.

#include "core/audit/sheet.h"
#include "support/places.h"
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

/// Looks up a text for every code the sources below a folder name. Returns how many places name one.
int sentences_for(const std::string& folder, const std::string& code_in_source, const std::string& prefix)
{
    const std::regex code(code_in_source);
    int found = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(test::in_sources(folder))) {
        if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
        const auto source = contents_of(entry.path());
        for (std::sregex_iterator match(source.begin(), source.end(), code), end; match != end; ++match) {
            ++found;
            for (const auto language : languages)
                EXPECT_TRUE(shipped().has(language, prefix + (*match)[1].str()))
                    << prefix << (*match)[1] << " (" << entry.path().filename() << ") is missing in "
                    << str(language);
        }
    }
    return found;
}

/// Everything that may name a text: sources, templates, scripts.
std::string everything_that_names_texts()
{
    std::string all;
    for (const auto* folder : {"src", "templates", "assets/js"})
        for (const auto& entry : std::filesystem::recursive_directory_iterator(test::in_sources(folder))) {
            const auto ending = entry.path().extension();
            if (ending == ".cpp" || ending == ".h" || ending == ".mustache" || ending == ".js"
                || ending == ".py")
                all += contents_of(entry.path());
        }
    return all;
}

/// Named as a whole, or put together from a beginning: "finding.gate." + code, FormFields(state, "act").
bool is_named(const std::string& key, const std::string& sources)
{
    if (sources.find(key) != std::string::npos) return true;
    for (auto dot = key.find('.'); dot != std::string::npos; dot = key.find('.', dot + 1))
        for (const auto end : {dot, dot + 1})
            if (sources.find('"' + key.substr(0, end) + '"') != std::string::npos) return true;
    return false;
}

} // namespace

TEST(Texts, none_stands_there_that_nothing_names)
{
    const auto sources = everything_that_names_texts();
    const auto vocabulary =
        contents_of(test::in_sources("templates/i18n/terms.en.json")); // the field's, whole
    int looked_at = 0;
    for (const auto& [key, text] : shipped().texts(Language::en)) {
        if (vocabulary.find('"' + key + '"') != std::string::npos) continue;
        EXPECT_TRUE(is_named(key, sources)) << key;
        ++looked_at;
    }
    EXPECT_GT(looked_at, 1000);
}

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

TEST(Texts, one_turkish_word_stands_for_the_grade_of_a_finding)
{
    int grades = 0;
    for (const auto& [key, text] : shipped().texts(Language::tr)) {
        if (key.find("grad") == std::string::npos) continue;
        ++grades;
        EXPECT_EQ(text.find("erece"), std::string::npos) << key << ": " << text;
    }
    EXPECT_GT(grades, 10);
}

TEST(Texts, one_turkish_word_stands_for_one_thing)
{
    const std::set<std::string> others = {"ontrol listesi",  "rtibat",    "Nesnel", "Süreç", "rogram madde",
                                          "enetlenen taraf", "ana madde", "Cevap",  "cevap", "Filtrele"};
    for (const auto& [key, text] : shipped().texts(Language::tr)) {
        if (key.starts_with("annex.")) continue; // names of another's parts
        for (const auto& other : others)
            EXPECT_EQ(text.find(other), std::string::npos) << key << ": " << text;
    }
}

TEST(Texts, no_turkish_ending_hangs_on_what_is_filled_in)
{
    const std::regex ending(R"re(\}(?:'|’| d[ea] ))re");
    for (const auto& [key, text] : shipped().texts(Language::tr))
        EXPECT_FALSE(std::regex_search(text, ending)) << key << ": " << text;
}

TEST(Texts, every_text_a_template_names_exists)
{
    const Renderer renderer(shipped()); // throws with template and line
    EXPECT_FALSE(renderer.template_names().empty());
}

TEST(Texts, every_refusal_has_its_sentence)
{
    EXPECT_GT(
        sentences_for("src", R"re(Refusal(?:::state)?(?:\s+\w+)?\s*[({]\s*"([A-Za-z0-9_.]+)")re", "refusal."),
        30);
}

TEST(Texts, every_rejected_request_has_its_sentence)
{
    EXPECT_GT(sentences_for("src/web", R"re(Rejected\s*\(\s*\w+,\s*"([a-z_]+)")re", "problem."), 20);
}

TEST(Texts, every_action_of_the_journal_has_its_sentence)
{
    EXPECT_GT(
        sentences_for("src/workspace",
                      R"re("((?:organization|site|criterion|person|account|checklist|audit|answer|finding|)re"
                      R"re(action|evidence|report|pack|complaint|cycle|demo|sheet)\.[a-z_]+)")re",
                      "action."),
        10);
}

TEST(Texts, every_fault_of_a_pack_has_its_sentence)
{
    EXPECT_GT(sentences_for("src/packs", R"re(fault\(\s*"([a-z_0-9]+)")re", "pack_fault."), 20);
}

void has_words(const std::string& key)
{
    for (const auto language : languages)
        EXPECT_TRUE(shipped().has(language, key)) << key << " is missing in " << str(language);
}

TEST(Texts, every_sheet_field_row_and_choice_has_its_words)
{
    for (const auto& sheet : sheets()) {
        const auto key = std::string(sheet.key);
        has_words("sheet." + key);
        for (const auto place : sheet.places) has_words("sheet_row." + key + "." + std::string(place));
        for (const auto& field : sheet.fields) {
            has_words("sheet." + key + "." + std::string(field.name));
            for (const auto code : field.choices) has_words("choice." + std::string(code));
        }
    }
}

} // namespace clausebook::views

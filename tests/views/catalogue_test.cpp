#include "views/catalogue.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace clausebook::views {
namespace {

using Files = std::map<std::string, std::string>;

std::string error_of(const Files& files)
{
    try {
        Catalogues catalogues(files);
    } catch (const std::logic_error& error) {
        return error.what();
    }
    return "";
}

} // namespace

TEST(Catalogues, joins_the_files_of_a_language_and_fills_parameters)
{
    const Catalogues catalogues(
        {{"en.json", R"({"hello": "Hello {name}, {name}!"})"},
         {"terms.en.json", "{\n  \"a.b\": \"quote \\\" tab\\t \\u0130\\ud83d\\ude00\"\n}\n"},
         {"tr.json", "{}"}});
    EXPECT_EQ(catalogues.text(Language::en, "hello", {{"name", "Ayşe"}, {"unused", "x"}}),
              "Hello Ayşe, Ayşe!");
    EXPECT_EQ(catalogues.text(Language::en, "a.b"), "quote \" tab\t İ😀");
    EXPECT_FALSE(catalogues.has(Language::tr, "hello"));
    EXPECT_THROW(catalogues.text(Language::tr, "hello"), std::logic_error);
    EXPECT_THROW(catalogues.text(Language::en, "hello", {}), std::logic_error);
}

TEST(Catalogues, a_number_chooses_the_form)
{
    const Catalogues catalogues(
        Files{{"en.json", R"({"f.one": "{count} finding", "f.other": "{count} findings of {no}"})"}});
    EXPECT_EQ(catalogues.counted(Language::en, "f", 1), "1 finding");
    EXPECT_EQ(catalogues.counted(Language::en, "f", 0, {{"no", "IA-1"}}), "0 findings of IA-1");
}

TEST(Catalogues, refuses_files_that_are_not_flat_objects_of_texts)
{
    EXPECT_EQ(error_of({{"en.json", R"({"a": "x", "a": "y"})"}}), "en.json:1: a stands twice");
    EXPECT_EQ(error_of({{"en.json", R"({"a": "x"})"}, {"z.en.json", "{\n\"a\": \"y\"}"}}),
              "z.en.json:2: a stands twice");
    EXPECT_EQ(error_of({{"en.json", R"({"a": ""})"}}), "en.json:1: a has no text");
    EXPECT_EQ(error_of({{"en.json", R"({"a": "{ x"})"}}), "en.json:1: a has a { that begins no parameter");
    EXPECT_EQ(error_of({{"en.json", R"({"a": "{X}"})"}}), "en.json:1: a has a { that begins no parameter");
    EXPECT_EQ(error_of({{"de.json", "{}"}}),
              "de.json: a catalogue is named <language>.json or <area>.<language>.json");
    for (const auto* bad :
         {"", "[]", "{", "{\"a\"}", "{\"a\": 1}", "{\"a\": {\"b\": \"c\"}}", "{\"a\": \"b\",}", "{} x",
          "{\"a\": \"b", "{\"a\": \"\n\"}", "{\"a\": \"\\x\"}", "{\"a\": \"\\u12g4\"}",
          "{\"a\": \"\\ud800\"}", "{\"a\": \"\\ud800\\u0041\"}", "{\"a\": \"\\u12"})
        EXPECT_NE(error_of({{"en.json", bad}}), "") << bad;
}

} // namespace clausebook::views

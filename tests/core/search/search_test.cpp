#include "core/base/text.h"
#include "core/search/readable.h"
#include "core/search/search.h"

#include <gtest/gtest.h>

namespace clausebook {
namespace {

SearchQuery query(const std::string& typed)
{
    return SearchQuery::parse(typed).value();
}

/// A text with its hits in brackets.
std::string shown(const std::vector<TextPart>& parts)
{
    std::string text;
    for (const auto& part : parts) text += part.hit ? "[" + part.text + "]" : part.text;
    return text;
}

TEST(SearchWords, fold_turkish_letters_both_ways)
{
    for (const auto* text : {"ısrar", "ISRAR", "Israr", "isrâr"})
        EXPECT_EQ(search_words(text), "israr") << text;
    for (const auto* text : {"ışık", "IŞIK", "Işık", "isik"}) EXPECT_EQ(search_words(text), "isik") << text;
    for (const auto* text : {"KADIKÖY", "Kadıköy", "kadikoy"})
        EXPECT_EQ(search_words(text), "kadikoy") << text;
    for (const auto* text : {"İstanbul", "istanbul", "ISTANBUL", "ıstanbul", "I\u0307stanbul"})
        EXPECT_EQ(search_words(text), "istanbul") << text;
}

TEST(SearchWords, are_runs_of_letters_and_digits)
{
    EXPECT_EQ(search_words("EV-0007, IA-2026-01/f3"), "ev 0007 ia 2026 01 f3");
    EXPECT_EQ(search_words("  “Müşteri’nin” – e‑posta…\n(7.4-Q2)  "), "musteri nin e posta 7 4 q2");
    EXPECT_EQ(search_words("öz\u00ADgün"), "ozgun") << "a soft hyphen parts nothing";
    EXPECT_EQ(search_words("жалоба 苦情"), "жалоба 苦情");
    EXPECT_EQ(search_words("a\xFF"
                           "b"),
              "a b")
        << "a byte that is no character ends a word and nothing more";
    EXPECT_EQ(search_words("\uE000 \u2014 !"), "");
}

TEST(SearchWords, fold_a_text_as_lists_and_names_are_folded)
{
    for (const auto* text : {"Şikâyet ÇÖZÜMÜ", "Ünlü Ağaç", "İĞNE ılık", "Straße"}) {
        auto letters = folded(text);
        EXPECT_EQ(search_words(text), letters);
    }
}

TEST(SearchQuery, keeps_what_stands_together_and_leaves_out_what_is_none)
{
    EXPECT_EQ(query("EV-0007 şikâyet").phrases(), (std::vector<std::string>{"ev 0007", "sikayet"}));
    EXPECT_EQ(query("  7.4 ,  ! ").whole(), "7 4");
    EXPECT_FALSE(SearchQuery::parse("  -- ! "));
    EXPECT_FALSE(SearchQuery::parse(""));
    EXPECT_FALSE(SearchQuery::parse("\xFF\xFE"));
    EXPECT_EQ(query("a b c d e f g h i j").phrases().size(), SearchQuery::most_phrases);
    EXPECT_EQ(query(std::string(5000, 'x')).whole().size(), SearchQuery::most_characters);
}

TEST(SearchTier, puts_number_before_title_before_text_before_files)
{
    const std::vector<SearchField> fields = {{"number", SearchPlace::Number, "EV-0007", ""},
                                             {"title", SearchPlace::Title, "Şikâyet politikası", ""},
                                             {"note", SearchPlace::Text, "Kadıköy şubesi", ""},
                                             {"inside", SearchPlace::Inside, "Temsilci atanır", "a.pdf"}};
    EXPECT_EQ(tier_of(query("ev-0007"), fields), SearchTier::ExactNumber);
    EXPECT_EQ(tier_of(query("EV 0007"), fields), SearchTier::ExactNumber);
    EXPECT_EQ(tier_of(query("EV-00"), fields), SearchTier::NumberBegins);
    EXPECT_EQ(tier_of(query("POLİTİKA"), fields), SearchTier::Title);
    EXPECT_EQ(tier_of(query("0007 politikası"), fields), SearchTier::Title);
    EXPECT_EQ(tier_of(query("politika kadikoy"), fields), SearchTier::Text);
    EXPECT_EQ(tier_of(query("politika temsil"), fields), SearchTier::Inside);
    EXPECT_EQ(tier_of(query("litika"), fields), std::nullopt) << "a word is found by its beginning";
    EXPECT_EQ(tier_of(query("politika başka"), fields), std::nullopt) << "every word must occur";
    EXPECT_EQ(tier_of(query("t"), fields), std::nullopt) << "one letter is a whole word";
}

TEST(SearchTier, finds_the_questions_of_a_clause_and_not_of_another)
{
    const auto of = [](const std::string& number) {
        return tier_of(query("7.1"), {{"number", SearchPlace::Number, number, ""}});
    };
    EXPECT_EQ(of("7.1-Q2"), SearchTier::NumberBegins);
    EXPECT_EQ(of("7.10-Q2"), std::nullopt);
}

TEST(SearchExcerpt, marks_every_hit_and_keeps_the_letters_as_they_are)
{
    EXPECT_EQ(shown(with_hits(query("isik"), "IŞIK, ışıklar ve Işıl")), "[IŞIK], [ışıklar] ve Işıl");
    EXPECT_EQ(shown(with_hits(query("7.4"), "Clause 7.4 and 7.41")), "Clause [7.4] and 7.41");
    EXPECT_EQ(shown(with_hits(query("<b>"), "<b>a</b> & <i>")), "<[b]>a</[b]> & <i>");
}

TEST(SearchExcerpt, shows_the_surroundings_of_the_first_hit)
{
    const std::string text = "one two three four five six seven\neight nine ten eleven twelve";
    EXPECT_EQ(shown(excerpt(query("six"), text, 12)), "…four five [six] seven eight…");
    EXPECT_EQ(shown(excerpt(query("one"), text, 8)), "[one] two…");
    EXPECT_EQ(shown(excerpt(query("twelve"), text, 8)), "…eleven [twelve]");
    EXPECT_TRUE(excerpt(query("zero"), text).empty());
    const std::string solid = std::string(500, 'x') + "-ışık-" + std::string(500, 'y');
    EXPECT_EQ(shown(excerpt(query("ışık"), solid, 20)), "…[ışık]…") << "never cut within a character";
}

TEST(Readable, goes_by_content_and_by_name_where_content_says_little)
{
    EXPECT_EQ(readable_as("application/pdf", "a.docx"), Readable::Pdf);
    EXPECT_EQ(readable_as("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "a"),
              Readable::Docx);
    EXPECT_EQ(readable_as("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "a"),
              Readable::Xlsx);
    EXPECT_EQ(readable_as("application/zip", "List.XLSX"), Readable::Xlsx);
    EXPECT_EQ(readable_as("application/octet-stream", "list"), std::nullopt);
    EXPECT_EQ(readable_as("application/zip", "list.zip"), std::nullopt);
    EXPECT_EQ(readable_as("text/csv", "list.csv"), Readable::Text);
    EXPECT_EQ(readable_as("text/plain", "broken.pdf"), Readable::Pdf)
        << "and then it says that it cannot be read";
    EXPECT_EQ(readable_as("image/png", "a.pdf"), std::nullopt);
}

} // namespace
} // namespace clausebook

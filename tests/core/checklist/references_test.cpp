#include "core/checklist/references.h"

#include <gtest/gtest.h>

namespace clausebook {
namespace {

AnnexWords words()
{
    static const std::map<std::string, std::string> texts = {{"annex.10002.D", "objectivity"},
                                                             {"annex.titled", "Annex {letter} ({title})"},
                                                             {"annex.letter", "Annex {letter}"}};
    return {[](const std::string& key, const std::map<std::string, std::string>& parameters) {
                auto text = texts.at(key);
                for (const auto& [name, value] : parameters) {
                    const auto at = text.find("{" + name + "}");
                    if (at != std::string::npos) text.replace(at, name.size() + 2, value);
                }
                return text;
            },
            [](const std::string& key) {
                return texts.contains(key);
            }};
}

TEST(References, name_an_annex_with_its_title)
{
    EXPECT_EQ(references_text({{"ISO 10003:2018", {"4.9"}}, {"ISO 10002:2018", {"4.7", "D"}}}, words()),
              "ISO 10003:2018 4.9; ISO 10002:2018 4.7, Annex D (objectivity)");
}

TEST(References, say_at_least_that_a_letter_is_an_annex)
{
    EXPECT_EQ(references_text({{"ISO 10001:2018", {"4.5", "D"}}, {"ISO 19011", {}}}, words()),
              "ISO 10001:2018 4.5, Annex D; ISO 19011");
}

} // namespace
} // namespace clausebook

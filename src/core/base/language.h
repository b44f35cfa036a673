#pragma once
// The two languages of the interface and of documents.

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace clausebook {

enum class Language { en, tr }; // NOLINT(readability-identifier-naming): the codes as `lang` has them

inline constexpr std::array<Language, 2> languages = {Language::en, Language::tr};

/// "en" or "tr", as in `lang` attributes and `xml:lang`.
inline std::string str(Language language)
{
    return language == Language::tr ? "tr" : "en";
}

/// Reads "en" or "tr"; nothing for any other text.
inline std::optional<Language> parse_language(std::string_view text)
{
    if (text == "en") return Language::en;
    if (text == "tr") return Language::tr;
    return std::nullopt;
}

} // namespace clausebook

#pragma once
// Every sentence a person reads, in English and Turkish, by key (templates/i18n).

#include "core/base/language.h"

#include <array>
#include <map>
#include <string>
#include <string_view>

namespace clausebook::views {

/// The catalogues of all languages. Texts may hold parameters, "{name}"; a number chooses between "key.one"
/// and "key.other".
///
/// Files are flat JSON objects of text: "en.json", "tr.json" and one pair per area, "<area>.en.json" and
/// "<area>.tr.json"; all files of a language make one catalogue.
class Catalogues {
public:
    using Parameters = std::map<std::string, std::string>;
    using Texts = std::map<std::string, std::string, std::less<>>;

    /// Reads the catalogues of templates/i18n.
    Catalogues();

    /// Reads catalogues from file names and their contents. Throws std::logic_error that names the file and
    /// line for anything but a flat object of texts, for a key that stands twice in a language, for an empty
    /// text and for a
    /// "{" that begins no parameter.
    explicit Catalogues(const std::map<std::string, std::string>& files);

    /// The text of a key, as it stands in the catalogue. Throws std::logic_error when there is none: keys
    /// come from our own code.
    const std::string& text(Language language, std::string_view key) const;

    /// The text with its parameters filled in. Throws std::logic_error for a parameter that is not given;
    /// parameters the text does not name are not an error.
    std::string text(Language language, std::string_view key, const Parameters& parameters) const;

    /// "key.one" when `count` is 1, else "key.other", with "{count}" filled in.
    std::string counted(Language language, std::string_view key, long long count,
                        Parameters parameters = {}) const;

    bool has(Language language, std::string_view key) const;

    /// All texts of a language, sorted by key.
    const Texts& texts(Language language) const { return texts_.at(static_cast<std::size_t>(language)); }

private:
    void add(const std::string& file, const std::string& contents);

    std::array<Texts, languages.size()> texts_;
};

/// Fills "{name}" in a text by asking `value` for each name.
template <typename Value>
std::string fill(std::string_view text, Value value)
{
    std::string filled;
    while (!text.empty()) {
        const auto open = text.find('{');
        filled += text.substr(0, open);
        if (open == std::string_view::npos) break;
        const auto close = text.find('}', open);
        filled += value(std::string(text.substr(open + 1, close - open - 1)));
        text.remove_prefix(close + 1);
    }
    return filled;
}

} // namespace clausebook::views

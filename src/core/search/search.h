#pragma once
// Searching: what counts as a word, what a query asks for, what comes first, and why something was found.
//
// A word is a run of letters and digits, folded (rulings 25): "IŞIK" and "ışık" are one word, and "EV-0007"
// is the two words "ev" and "0007". What is typed between blanks stands together in this order; its last word
// may go on ("tem" finds "temsilci"). Everything that is typed must occur. The full-text index of the store
// holds the same words and asks for them in the same tiers; a test holds the two together.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook {

/// What can be found, in the order of the page.
enum class SearchKind { Question, Finding, Action, Evidence, Audit, Person };

inline constexpr std::array all_search_kinds = {SearchKind::Question, SearchKind::Finding,
                                                SearchKind::Action,   SearchKind::Evidence,
                                                SearchKind::Audit,    SearchKind::Person};

std::string_view str(SearchKind kind); ///< "question", "finding", "action", "evidence", "audit", "person"
std::optional<SearchKind> parse_search_kind(std::string_view code);

/// Where in a record a text stands; each comes before the next one.
enum class SearchPlace {
    Number,
    Title,
    Text,   ///< what is written in the record
    Inside, ///< what is written in its files
};

/// One text of a record that is searched in.
struct SearchField {
    std::string name; ///< catalogue key search.field.<name>
    SearchPlace place = SearchPlace::Text;
    std::string text;
    std::string source; ///< the name of the file, for what stands inside one
};

/// The words of a text, folded, one blank between them: what the index keeps.
std::string search_words(std::string_view text);

/// The order of what is found. Within a tier the newest comes first.
enum class SearchTier {
    ExactNumber,  ///< its number is what was typed
    NumberBegins, ///< its number begins with it: "7.4" finds 7.4-Q2
    Title,        ///< everything typed stands in number and title
    Text,         ///< or in what is written in the record
    Inside,       ///< or in its files
};

inline constexpr std::array all_search_tiers = {SearchTier::ExactNumber, SearchTier::NumberBegins,
                                                SearchTier::Title, SearchTier::Text, SearchTier::Inside};

/// What somebody looks for.
class SearchQuery {
public:
    static constexpr std::size_t most_phrases = 8;
    static constexpr std::size_t most_characters = 200;

    /// Reads what was typed; nothing when it holds no letter and no digit. More than most_phrases or
    /// most_characters is left out.
    static std::optional<SearchQuery> parse(std::string_view typed);

    /// Each of words that stand together: "ev 0007".
    const std::vector<std::string>& phrases() const { return phrases_; }

    /// All of it as one.
    const std::string& whole() const { return whole_; }

    /// True when the last word of a phrase may go on: one letter alone would find everything.
    static bool may_go_on(std::string_view phrase);

private:
    std::vector<std::string> phrases_;
    std::string whole_;
};

/// Where a record with these fields comes; nothing when it is not found.
std::optional<SearchTier> tier_of(const SearchQuery& query, const std::vector<SearchField>& fields);

/// How many of the phrases stand in a text.
std::size_t phrases_in(const SearchQuery& query, std::string_view text);

/// A piece of a text; a hit is what was looked for.
struct TextPart {
    std::string text;
    bool hit = false;

    friend bool operator==(const TextPart&, const TextPart&) = default;
};

/// The whole text with its hits, line feeds as blanks.
std::vector<TextPart> with_hits(const SearchQuery& query, std::string_view text);

/// The first hit with about `around` bytes before and behind it, cut between words, "…" where something is
/// left out; nothing when there is no hit.
std::vector<TextPart> excerpt(const SearchQuery& query, std::string_view text, std::size_t around = 90);

} // namespace clausebook

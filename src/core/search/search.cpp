#include "core/search/search.h"

#include "core/base/fold.h"
#include "core/base/text.h"

#include <algorithm>
#include <deque>

namespace clausebook {
namespace {

/// Letters and digits; what lies beyond ASCII is one, but for the signs of the blocks that texts have.
bool is_letter(char32_t c)
{
    struct Range {
        char32_t first, last;
    };
    constexpr Range signs[] = {{0x80, 0xA9},     {0xAB, 0xB4},     {0xB6, 0xB9},     {0xBB, 0xBF},
                               {0xD7, 0xD7},     {0xF7, 0xF7},     {0x2000, 0x206F}, {0x20A0, 0x20CF},
                               {0x2190, 0x2BFF}, {0x3000, 0x303F}, {0xE000, 0xF8FF}, {0xFE30, 0xFE6F},
                               {0xFFF0, 0xFFFF}};
    if (c < 0x80) return (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9');
    return std::none_of(std::begin(signs), std::end(signs),
                        [c](const Range& range) { return c >= range.first && c <= range.last; });
}

constexpr char32_t soft_hyphen = 0xAD;

struct Word {
    std::size_t begin = 0; ///< bytes of the text it came from
    std::size_t end = 0;
    std::string folded;
};

/// The words of a text, one after the other.
class Words {
public:
    explicit Words(std::string_view text) : text_(text), rest_(text) {}

    std::optional<Word> next()
    {
        Word word;
        while (!rest_.empty()) {
            const auto at = text_.size() - rest_.size();
            const auto character = take_folded(rest_);
            if (!character) {
                rest_.remove_prefix(1); // a byte of no character
                if (!word.folded.empty()) return word;
                continue;
            }
            if (*character == U'\0' || *character == soft_hyphen) continue;
            if (!is_letter(*character)) {
                if (!word.folded.empty()) return word;
                continue;
            }
            if (word.folded.empty()) word.begin = at;
            word.end = text_.size() - rest_.size();
            append_utf8(word.folded, *character);
        }
        return word.folded.empty() ? std::nullopt : std::optional(std::move(word));
    }

private:
    std::string_view text_;
    std::string_view rest_;
};

/// A phrase as its words.
struct Phrase {
    std::vector<std::string> words;
    bool goes_on = false;
};

std::vector<Phrase> phrases_of(const SearchQuery& query)
{
    std::vector<Phrase> all;
    for (const auto& phrase : query.phrases()) all.push_back({words(phrase), SearchQuery::may_go_on(phrase)});
    return all;
}

struct Hit {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t phrase = 0;
};

/// The hits of a text, one after the other.
class Hits {
public:
    Hits(const SearchQuery& query, std::string_view text) : phrases_(phrases_of(query)), words_(text)
    {
        for (const auto& phrase : phrases_) most_ = std::max(most_, phrase.words.size());
    }

    std::optional<Hit> next()
    {
        for (;;) {
            while (ahead_.size() < most_) {
                auto word = words_.next();
                if (!word) break;
                ahead_.push_back(std::move(*word));
            }
            if (ahead_.empty()) return std::nullopt;
            for (std::size_t i = 0; i < phrases_.size(); ++i) {
                if (!stands_here(phrases_[i])) continue;
                const auto length = phrases_[i].words.size();
                const Hit hit{ahead_.front().begin, ahead_[length - 1].end, i};
                ahead_.erase(ahead_.begin(), ahead_.begin() + static_cast<std::ptrdiff_t>(length));
                return hit;
            }
            ahead_.pop_front();
        }
    }

private:
    bool stands_here(const Phrase& phrase) const
    {
        if (ahead_.size() < phrase.words.size()) return false;
        for (std::size_t i = 0; i < phrase.words.size(); ++i) {
            const bool last = i + 1 == phrase.words.size();
            const auto& word = ahead_[i].folded;
            if (last && phrase.goes_on ? !word.starts_with(phrase.words[i]) : word != phrase.words[i])
                return false;
        }
        return true;
    }

    std::vector<Phrase> phrases_;
    Words words_;
    std::size_t most_ = 1;
    std::deque<Word> ahead_;
};

/// True when a phrase stands in words as search_words() makes them.
bool stands_in(const std::string& words, const std::string& phrase)
{
    const auto all = " " + words + " ";
    return all.find(" " + phrase + (SearchQuery::may_go_on(phrase) ? "" : " ")) != std::string::npos;
}

bool all_stand_in(const SearchQuery& query, const std::vector<SearchField>& fields, SearchPlace last)
{
    return std::all_of(query.phrases().begin(), query.phrases().end(), [&](const std::string& phrase) {
        return std::any_of(fields.begin(), fields.end(), [&](const SearchField& field) {
            return field.place <= last && stands_in(search_words(field.text), phrase);
        });
    });
}

void add_part(std::vector<TextPart>& parts, std::string_view text, bool hit)
{
    if (text.empty()) return;
    std::string flat(text);
    std::replace_if(
        flat.begin(), flat.end(), [](char c) { return c == '\n' || c == '\t' || c == '\r' || c == '\f'; },
        ' ');
    parts.push_back({std::move(flat), hit});
}

constexpr const char* left_out = "…";

} // namespace

std::string_view str(SearchKind kind)
{
    constexpr std::array names = {"question", "finding", "action", "evidence", "audit", "person"};
    return names.at(static_cast<std::size_t>(kind));
}

std::optional<SearchKind> parse_search_kind(std::string_view code)
{
    for (const auto kind : all_search_kinds)
        if (str(kind) == code) return kind;
    return std::nullopt;
}

std::string search_words(std::string_view text)
{
    std::string all;
    Words words(text);
    while (const auto word = words.next()) {
        if (!all.empty()) all += ' ';
        all += word->folded;
    }
    return all;
}

bool SearchQuery::may_go_on(std::string_view phrase)
{
    return length(phrase.substr(phrase.rfind(' ') + 1)) > 1;
}

std::optional<SearchQuery> SearchQuery::parse(std::string_view typed)
{
    auto rest = typed;
    std::size_t characters = 0;
    while (!rest.empty() && characters < most_characters && take_folded(rest)) ++characters;
    std::string text(typed.substr(0, typed.size() - rest.size()));
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\t' || c == '\r'; }, ' ');
    SearchQuery query;
    for (const auto& piece : words(text)) {
        auto phrase = search_words(piece);
        if (phrase.empty() || query.phrases_.size() == most_phrases) continue;
        query.phrases_.push_back(std::move(phrase));
    }
    if (query.phrases_.empty()) return std::nullopt;
    query.whole_ = joined(query.phrases_);
    return query;
}

std::optional<SearchTier> tier_of(const SearchQuery& query, const std::vector<SearchField>& fields)
{
    for (const auto& field : fields) {
        if (field.place != SearchPlace::Number) continue;
        const auto number = search_words(field.text);
        if (number == query.whole()) return SearchTier::ExactNumber;
        const bool goes_on = SearchQuery::may_go_on(query.whole());
        if ((number + " ").starts_with(query.whole() + (goes_on ? "" : " "))) return SearchTier::NumberBegins;
    }
    if (all_stand_in(query, fields, SearchPlace::Title)) return SearchTier::Title;
    if (all_stand_in(query, fields, SearchPlace::Text)) return SearchTier::Text;
    if (all_stand_in(query, fields, SearchPlace::Inside)) return SearchTier::Inside;
    return std::nullopt;
}

std::size_t phrases_in(const SearchQuery& query, std::string_view text)
{
    std::vector<bool> seen(query.phrases().size(), false);
    std::size_t count = 0;
    Hits hits(query, text);
    while (const auto hit = hits.next()) {
        if (seen[hit->phrase]) continue;
        seen[hit->phrase] = true;
        if (++count == seen.size()) break;
    }
    return count;
}

std::vector<TextPart> with_hits(const SearchQuery& query, std::string_view text)
{
    std::vector<TextPart> parts;
    std::size_t told = 0;
    Hits hits(query, text);
    while (const auto hit = hits.next()) {
        add_part(parts, text.substr(told, hit->begin - told), false);
        add_part(parts, text.substr(hit->begin, hit->end - hit->begin), true);
        told = hit->end;
    }
    add_part(parts, text.substr(told), false);
    return parts;
}

std::vector<TextPart> excerpt(const SearchQuery& query, std::string_view text, std::size_t around)
{
    const auto first = Hits(query, text).next();
    if (!first) return {};
    constexpr std::string_view blank = " \n\t\r\f";
    std::size_t begin = 0;
    if (first->begin > around) {
        const auto gap = text.find_first_of(blank, first->begin - around);
        begin = gap < first->begin ? gap + 1 : first->begin;
    }
    auto end = text.size();
    if (first->end + around < text.size()) {
        const auto gap = text.find_last_of(blank, first->end + around);
        end = gap != std::string_view::npos && gap >= first->end ? gap : first->end;
    }
    auto parts = with_hits(query, text.substr(begin, end - begin));
    if (begin > 0) parts.insert(parts.begin(), {left_out, false});
    if (end < text.size()) parts.push_back({left_out, false});
    return parts;
}

} // namespace clausebook

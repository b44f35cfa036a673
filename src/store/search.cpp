#include "store/search.h"

#include "store/search_index.h"
#include "store/sight.h"

#include <stdexcept>

namespace clausebook::store {
namespace {

constexpr const char* most = "1001";

/// A phrase as the index takes it. Its words are letters, digits and blanks: nothing in them ends the quotes.
std::string quoted(const std::string& phrase)
{
    return "\"" + phrase + "\"" + (SearchQuery::may_go_on(phrase) ? " *" : "");
}

/// All phrases within the columns ("" for all of them).
std::string all_in(const SearchQuery& query, const std::string& columns)
{
    std::string text;
    for (const auto& phrase : query.phrases()) {
        text += text.empty() ? "" : " AND ";
        text += quoted(phrase);
    }
    return columns.empty() ? "(" + text + ")" : "{" + columns + "} : (" + text + ")";
}

/// tier_of() of core, as the index is asked: what stands in a tier and in none before it.
std::string tier_match(const SearchQuery& query, SearchTier tier)
{
    auto exact = "(number : ^ \"" + query.whole() + " " + std::string(between_texts) + "\")";
    const auto begins = "(number : ^ " + quoted(query.whole()) + ")";
    const auto title = "(" + all_in(query, "number title") + ")";
    const auto text = "(" + all_in(query, "number title text") + ")";
    switch (tier) {
    case SearchTier::ExactNumber:
        return exact;
    case SearchTier::NumberBegins:
        return "(" + begins + " NOT " + exact + ")";
    case SearchTier::Title:
        return "(" + title + " NOT (" + begins + " OR " + exact + "))";
    case SearchTier::Text:
        return "(" + text + " NOT (" + title + " OR " + begins + " OR " + exact + "))";
    case SearchTier::Inside:
        return "(" + all_in(query, "") + " NOT (" + text + " OR " + begins + " OR " + exact + "))";
    }
    throw std::logic_error("no such tier");
}

/// The condition that the actor sees the record of document `d`; "" when every one of the kind is seen.
SeenRows seen(SearchKind kind, const Actor& actor)
{
    const auto within = [](const std::string& table, const std::string& key, SeenRows rows) {
        if (!rows.sql.empty())
            rows.sql = "EXISTS (SELECT 1 FROM " + table + " WHERE " + key + " = d.key AND " + rows.sql + ")";
        return rows;
    };
    switch (kind) {
    case SearchKind::Finding:
        return within("finding", "finding.key", seen_findings(finding_sight(actor)));
    case SearchKind::Action:
        return within("action a", "a.key", seen_actions(finding_sight(actor)));
    case SearchKind::Evidence:
        return within("evidence e", "e.key", seen_evidence(actor));
    case SearchKind::Audit:
        return within("audit", "audit.key", seen_audits(actor));
    case SearchKind::Person:
        return {};
    case SearchKind::Question:
        break;
    }
    throw std::logic_error("not in the index: " + std::string(str(kind)));
}

struct Statement {
    std::string sql;
    Params params;
};

/// From and where of one match within a kind, the ids from `first` to before `beyond`.
Statement matching(SearchKind kind, const Actor& actor, const std::string& match, std::int64_t beyond)
{
    Statement statement{"FROM search_text JOIN search_document d ON d.id = search_text.rowid "
                        "WHERE search_text MATCH ? AND search_text.rowid >= ? AND search_text.rowid < ?",
                        {match, search_ids(kind).first, beyond}};
    const auto condition = seen(kind, actor);
    if (!condition.sql.empty()) statement.sql += " AND " + condition.sql;
    statement.params.insert(statement.params.end(), condition.params.begin(), condition.params.end());
    return statement;
}

} // namespace

FoundPage found(const Reading& db, SearchKind kind, const SearchQuery& query, const Actor& actor,
                const std::optional<SearchBookmark>& after, std::size_t limit)
{
    FoundPage page;
    SearchBookmark last;
    for (const auto tier : all_search_tiers) {
        if (after && tier < after->tier) continue;
        const auto beyond = after && tier == after->tier ? after->id : search_ids(kind).second;
        auto statement = matching(kind, actor, tier_match(query, tier), beyond);
        statement.params.emplace_back(static_cast<std::int64_t>(limit - page.keys.size() + 1));
        for (const auto& row : db.rows("SELECT d.id AS id, d.key AS key " + statement.sql
                                           + " ORDER BY search_text.rowid DESC LIMIT ?",
                                       statement.params)) {
            if (page.keys.size() == limit) {
                page.next = last;
                return page;
            }
            page.keys.push_back(row.text("key"));
            last = {tier, row.number("id")};
        }
    }
    return page;
}

std::int64_t found_count(const Reading& db, SearchKind kind, const SearchQuery& query, const Actor& actor)
{
    const auto match = "(" + all_in(query, "") + " OR " + tier_match(query, SearchTier::NumberBegins) + " OR "
        + tier_match(query, SearchTier::ExactNumber) + ")";
    const auto statement = matching(kind, actor, match, search_ids(kind).second);
    return db.number("SELECT count(*) FROM (SELECT 1 " + statement.sql + " LIMIT " + most + ")",
                     statement.params);
}

} // namespace clausebook::store

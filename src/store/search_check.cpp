#include "store/search_check.h"

#include "core/base/text.h"
#include "store/errors.h"
#include "store/search_index.h"
#include "store/statements.h"

#include <set>

namespace clausebook::store {
namespace {

/// Asks for the first words of a record, all at once; "" for one without any.
std::string match_of(const IndexedText& text)
{
    constexpr std::size_t most_words = 8;
    std::set<std::string> chosen;
    for (const auto* column : {&text.number, &text.title, &text.text})
        for (auto& word : words(*column))
            if (word != between_texts && chosen.size() < most_words) chosen.insert(std::move(word));
    std::string match;
    for (const auto& word : chosen) {
        match += match.empty() ? "\"" : " AND \"";
        match += word;
        match += "\"";
    }
    return match;
}

bool is_as_it_should(const Reading& db, SearchKind kind, const std::string& key)
{
    const auto row = db.row("SELECT d.id AS id, t.number AS number, t.title AS title, t.text AS text FROM "
                            "search_document d JOIN search_text t ON t.rowid = d.id WHERE d.kind = ? AND "
                            "d.key = ?",
                            {std::string(str(kind)), key});
    const auto fields = written_fields(db, kind, key);
    if (!row || fields.empty()) return row.has_value() != fields.empty(); // without a word it is not indexed
    const auto text = indexed(fields);
    if (row->text("number") != text.number || row->text("title") != text.title
        || row->text("text") != text.text)
        return false;
    const auto match = match_of(text);
    return match.empty()
        || db.number("SELECT EXISTS (SELECT 1 FROM search_text WHERE search_text MATCH ? AND rowid = ?)",
                     {match, row->number("id")})
        != 0;
}

std::int64_t faults_of(const Reading& db, SearchKind kind)
{
    const std::string table(searched_table(kind));
    auto wrong = db.number("SELECT count(*) FROM search_document WHERE kind = ? AND key NOT IN (SELECT key "
                           "FROM "
                               + table + ")",
                           {std::string(str(kind))});
    for (const auto& row : db.rows("SELECT key FROM " + table))
        if (!is_as_it_should(db, kind, row.text("key"))) ++wrong;
    return wrong;
}

} // namespace

SearchFaults look_through_search_index(const Reading& db)
{
    SearchFaults faults;
    try {
        if (is_search_index_damaged(db))
            faults.reads = SearchFaults::Reads::Badly;
        else if (is_search_index_old(db))
            return faults;
        for (const auto kind : indexed_kinds) faults.records += faults_of(db, kind);
    } catch (const DamagedData&) {
        faults.reads = SearchFaults::Reads::Badly;
    } catch (const StatementFailed&) {
        faults.reads = SearchFaults::Reads::Badly;
    }
    return faults;
}

} // namespace clausebook::store

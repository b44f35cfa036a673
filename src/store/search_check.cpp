#include "store/search_check.h"

#include "core/base/text.h"
#include "store/errors.h"
#include "store/search_index.h"
#include "store/statements.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace clausebook::store {
namespace {

constexpr std::size_t records_at_once = 2000;

/// Words, each with the ids of the documents it is to be found in.
using Wanted = std::map<std::string, std::vector<std::int64_t>>;

/// The first words of a record.
std::set<std::string> first_words(const IndexedText& text)
{
    constexpr std::size_t most_words = 8;
    std::set<std::string> chosen;
    for (const auto* column : {&text.number, &text.title, &text.text})
        for (auto& word : words(*column))
            if (word != between_texts && chosen.size() < most_words) chosen.insert(std::move(word));
    return chosen;
}

/// Looks a record up by its row in the index. What it says is left to be looked up by its words.
bool is_as_it_should(const Reading& db, SearchKind kind, const std::string& key, Wanted& wanted)
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
    for (const auto& word : first_words(text)) wanted[word].push_back(row->number("id"));
    return true;
}

/// How many documents a search for one of their words does not find. Each word is asked for once: most stand
/// in many documents.
std::int64_t not_found(const Reading& db, Wanted& wanted)
{
    std::set<std::int64_t> missed;
    for (auto& [word, ids] : wanted) {
        std::sort(ids.begin(), ids.end());
        std::vector<std::int64_t> found;
        for (const auto& row : db.rows("SELECT rowid AS id FROM search_text WHERE search_text MATCH ? AND "
                                       "rowid BETWEEN ? AND ? ORDER BY rowid",
                                       {"\"" + word + "\"", ids.front(), ids.back()}))
            found.push_back(row.number("id"));
        std::set_difference(ids.begin(), ids.end(), found.begin(), found.end(),
                            std::inserter(missed, missed.end()));
    }
    wanted.clear();
    return static_cast<std::int64_t>(missed.size());
}

std::int64_t faults_of(const Reading& db, SearchKind kind)
{
    const std::string table(searched_table(kind));
    auto wrong = db.number("SELECT count(*) FROM search_document WHERE kind = ? AND key NOT IN (SELECT key "
                           "FROM "
                               + table + ")",
                           {std::string(str(kind))});
    Wanted wanted;
    std::size_t looked_up = 0;
    for (const auto& row : db.rows("SELECT key FROM " + table)) {
        if (!is_as_it_should(db, kind, row.text("key"), wanted)) ++wrong;
        if (++looked_up % records_at_once == 0) wrong += not_found(db, wanted);
    }
    return wrong + not_found(db, wanted);
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

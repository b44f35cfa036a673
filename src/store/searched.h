#pragma once
// What of each record is searched: its tables and columns, and the words of them that the index holds.

#include "core/search/search.h"
#include "store/database.h"

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clausebook::store {

/// Records whose rows a verb has changed.
using SearchedRecords = std::set<std::pair<SearchKind, std::string>>;

/// Notes the record to which the row of a table belongs, if it is searched.
void note_searched(SearchedRecords& records, std::string_view table, const std::string& key);

/// The kinds that are in the index; questions are read from the checklists.
inline constexpr std::array indexed_kinds = {SearchKind::Finding, SearchKind::Action, SearchKind::Evidence,
                                             SearchKind::Audit, SearchKind::Person};

/// The table of the records of a kind. Throws std::logic_error for one that is not in the index.
std::string_view searched_table(SearchKind kind);

/// What is written in a record itself, without its files, number first; none when it is gone.
std::vector<SearchField> written_fields(const Reading& db, SearchKind kind, const std::string& key);

/// Stands in the index between two texts and behind a number, so that it can be asked for whole. No text
/// holds it.
inline constexpr std::string_view between_texts = "\uE000";

/// The words of all fields of a place, as the index keeps them.
std::string indexed_words(const std::vector<SearchField>& fields, SearchPlace place);

/// The columns of the index but for what stands in files.
struct IndexedText {
    std::string number;
    std::string title;
    std::string text;
};
IndexedText indexed(const std::vector<SearchField>& fields);

} // namespace clausebook::store

#pragma once
// The full-text index: which records are in it, and how it follows them. Not journalled, and made again from
// the records whenever it is of another version than this program's.

#include "core/search/search.h"
#include "store/database.h"

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

/// Brings the index up to date with these records, in the transaction of the verb that changed them. Returns
/// whether there is something left to do that takes longer: contents to be read (store/search_content.h), a
/// sweep.
bool index_records(Writing& verb, const SearchedRecords& records);

/// Takes words that are deleted out of the index for good, a piece at a time: the index alone only marks
/// them. False when there is nothing to do any more.
bool sweep_search_index(Writing& verb);

/// True when words were deleted that still have to be swept out.
bool is_sweep_due(const Reading& db);

/// True when the index was made by another version of this program, or never.
bool is_search_index_old(const Reading& db);

/// Makes the index anew from all records; texts of contents that were read before stay.
void rebuild_search_index(Writing& verb);

/// All texts of a record that is indexed, number first; none when it is gone. Of evidence also what stands in
/// its files.
std::vector<SearchField> searched_fields(const Reading& db, SearchKind kind, const std::string& key);

/// The ids of a kind: the first and the one after the last.
std::pair<std::int64_t, std::int64_t> search_ids(SearchKind kind);

/// Stands in the index between two texts and behind a number, so that it can be asked for whole. No text
/// holds it.
inline constexpr std::string_view between_texts = "\uE000";

} // namespace clausebook::store

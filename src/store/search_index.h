#pragma once
// The full-text index: which records are in it, and how it follows them. Not journalled, and made again from
// the records whenever it is of another version than this program's.

#include "store/searched.h"

#include <string>
#include <utility>
#include <vector>

namespace clausebook::store {

/// Brings the index up to date with these records, in the transaction of the verb that changed them. Returns
/// whether there is something left to do that takes longer: contents to be read (store/search_content.h), a
/// sweep.
bool index_records(Writing& verb, const SearchedRecords& records);

/// The same for a verb that is about to last, whatever the index is like: where it is damaged nothing of it
/// changes, the damage is noted, and the verb lasts all the same, for the index is made of the records and
/// can be made anew. Throws DiskFull, ReadOnlyNow.
bool follow_with_index(Writing& verb, Session& session, const SearchedRecords& records);

/// Takes words that are deleted out of the index for good, a piece at a time: the index alone only marks
/// them. False when there is nothing to do any more.
bool sweep_search_index(Writing& verb);

/// True when words were deleted that still have to be swept out.
bool is_sweep_due(const Reading& db);

/// True when the index was made by another version of this program, or never, or is damaged.
bool is_search_index_old(const Reading& db);

/// True once something could not be indexed: records changed since then are not in it, and nothing is until
/// it is made anew.
bool is_search_index_damaged(const Reading& db);
void note_search_damage(Writing& verb);

/// Makes the index anew from all records, whatever its tables hold; texts of contents that were read before
/// stay, unless these cannot be read any more.
void rebuild_search_index(Writing& verb);

/// How many records are in it.
std::int64_t indexed_records(const Reading& db);

/// All texts of a record that is indexed, number first; none when it is gone. Of evidence also what stands in
/// its files.
std::vector<SearchField> searched_fields(const Reading& db, SearchKind kind, const std::string& key);

/// The ids of a kind: the first and the one after the last.
std::pair<std::int64_t, std::int64_t> search_ids(SearchKind kind);

} // namespace clausebook::store

#pragma once
// Rows of lists that people keep.

#include "core/list/saved_list.h"
#include "store/database.h"

#include <optional>
#include <vector>

namespace clausebook::store {

/// The lists of a person, kind by kind, each in the order of the Turkish alphabet.
std::vector<SavedList> saved_lists_of(const Reading& db, const Id<Person>& person);

std::optional<SavedList> saved_list(const Reading& db, const Id<SavedList>& key);

/// Writes a list; a new one (without a key) gets the next number.
void save(Writing& verb, SavedList list);
void remove(Writing& verb, const SavedList& list);

} // namespace clausebook::store

#pragma once
// A filtered list kept under a name, for the person who keeps it alone (issue 3 part 5).

#include "core/base/id.h"
#include "core/list/list_table.h"
#include "core/people/person.h"

#include <string>

namespace clausebook {

struct SavedList {
    Id<SavedList> key; ///< "SL-0001"
    Version version = 0;
    Id<Person> person; ///< whose it is
    ListKind list = ListKind::Evidence;
    std::string name;
    std::string query; ///< as list_query() writes it, never empty
};

inline constexpr std::size_t most_saved_lists = 60; ///< of one person
inline constexpr std::size_t longest_list_name = 80;

} // namespace clausebook

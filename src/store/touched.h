#pragma once
// Which audits the journal says were changed: how figures that are kept know that they are old.

#include "core/audit/audit.h"
#include "store/database.h"

#include <map>
#include <string_view>
#include <vector>

namespace clausebook::store {

/// The tables the figures of an audit are made of. A test holds this list beside what is really read.
const std::vector<std::string_view>& tables_of_figures();

/// What entries after `after`, up to `until`, changed of what figures are made of.
struct Touched {
    std::map<Id<Audit>, std::int64_t> audits; ///< the last entry that changed something of it
    bool more = false; ///< there were too many changes to look at: anything may be changed
};

Touched audits_touched(const Reading& db, std::int64_t after, std::int64_t until);

} // namespace clausebook::store

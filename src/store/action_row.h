#pragma once
// Rows of the table action as records. Inside store only.

#include "core/action/action.h"
#include "store/database.h"

#include <string_view>
#include <vector>

namespace clausebook::store {

/// The actions of a query that asks for all columns of `action`, in its order.
std::vector<Action> actions_by(const Reading& db, std::string_view sql, const Params& params);

} // namespace clausebook::store

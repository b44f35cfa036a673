#pragma once
// Rows of the table finding as records. Inside store only.

#include "core/finding/finding.h"
#include "store/database.h"

#include <string_view>
#include <vector>

namespace clausebook::store {

/// The findings of a query that asks for all columns of `finding`, in its order.
std::vector<Finding> findings_by(const Reading& db, std::string_view sql, const Params& params);

} // namespace clausebook::store

#pragma once
// A row of the table of answers as a record. Inside store only.

#include "core/audit/answer.h"
#include "store/record.h"

namespace clausebook::store {

/// Throws DamagedData for codes that are none.
Answer answer_from(const Row& row);

} // namespace clausebook::store

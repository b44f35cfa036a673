#pragma once
// A row of the table evidence as a record. Inside store only.

#include "core/evidence/evidence.h"
#include "store/record.h"

namespace clausebook::store {

/// Throws DamagedData for codes and dates that are none.
Evidence evidence_from(const Row& row);

} // namespace clausebook::store

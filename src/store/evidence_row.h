#pragma once
// Rows of the tables of evidence as records. Inside store only.

#include "core/evidence/evidence.h"
#include "store/record.h"

namespace clausebook::store {

/// Throws DamagedData for codes and dates that are none.
Evidence evidence_from(const Row& row);
EvidenceVersion version_from(const Row& row); ///< without its files
EvidenceFile file_from(const Row& row);
EvidenceLink link_from(const Row& row);

} // namespace clausebook::store

#pragma once
// Rows of evidence by reference: what stands in the place of files.

#include "core/evidence/evidence.h"
#include "store/database.h"

#include <map>
#include <optional>
#include <string>

namespace clausebook::store {

/// What is said about a version ("EV-0001/2"); nothing for one with files.
std::optional<EvidenceReference> evidence_reference(const Reading& db, const std::string& version_key);

/// The same for all versions of some evidence, by version. `evidence` is a query for their keys in brackets,
/// `params` what it takes.
std::map<std::string, EvidenceReference> references_in(const Reading& db, const std::string& evidence,
                                                       const Params& params);

/// Writes what is said about a version, or, with nothing, takes it away. What stands already is not written
/// again.
void save(Writing& verb, const std::string& version_key, const std::optional<EvidenceReference>& reference);

} // namespace clausebook::store

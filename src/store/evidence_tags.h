#pragma once
// Rows of the tags of evidence.

#include "core/evidence/evidence.h"
#include "core/evidence/tag.h"
#include "store/database.h"

#include <map>
#include <string>
#include <vector>

namespace clausebook::store {

/// The tags of a record, in the order of the Turkish alphabet.
std::vector<EvidenceTag> tags_of(const Reading& db, const Id<Evidence>& evidence);

/// The same for the rows of a list, in one look; nothing for records without any.
std::map<Id<Evidence>, std::vector<std::string>> tags_of(const Reading& db,
                                                         const std::vector<Evidence>& rows);

/// Writes a new tag; its key is made here.
void save(Writing& verb, const EvidenceTag& tag);
void remove_tag(Writing& verb, const EvidenceTag& tag);

} // namespace clausebook::store

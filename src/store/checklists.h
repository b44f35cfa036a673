#pragma once
// Which checklists audits have pinned. The bytes of each lie in the vault under its hash (rulings 4).

#include "core/checklist/checklist.h"
#include "store/database.h"
#include "store/vault.h"

#include <string>
#include <string_view>
#include <vector>

namespace clausebook::store {

/// Keeps the bytes of a checklist and its row, unless they are there already. Returns the hash that audits
/// name. Refuses "checklist_changed" (parameters standard, edition, revision) when the same identity is known
/// with other bytes: a published checklist is never edited. The vault is to be held from before the verb.
std::string pin(Writing& verb, const Vault& vault, const ChecklistIdentity& identity, std::string_view bytes);

/// True when that checklist was pinned.
bool has_checklist(const Reading& db, const std::string& hash);

/// The hashes of all that were pinned, by identity.
std::vector<std::string> checklists(const Reading& db);

} // namespace clausebook::store

#pragma once
// Which checklists the house knows: those that audits have pinned and those it brought in. The bytes of each
// lie in the vault under its hash (rulings 4).

#include "core/audit/audit.h"
#include "core/checklist/checklist_import.h"
#include "store/database.h"
#include "store/vault.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook::store {

/// Keeps the bytes of a checklist and its row, unless they are there already. Returns the hash that audits
/// name. Refuses "checklist_changed" (parameters standard, edition, revision) when the same identity is known
/// with other bytes: a published checklist is never edited. The vault is to be held from before the verb.
std::string pin(Writing& verb, const Vault& vault, const ChecklistIdentity& identity, std::string_view bytes);

/// True when that checklist was pinned or brought in.
bool has_checklist(const Reading& db, const std::string& hash);

/// The hash the house knows an identity by.
std::optional<std::string> checklist_of_identity(const Reading& db, const ChecklistIdentity& identity);

/// The hashes of all that are known, by identity.
std::vector<std::string> checklists(const Reading& db);

/// How a checklist was brought in; nothing for one that was only pinned.
std::optional<ChecklistImport> checklist_import(const Reading& db, const std::string& hash);
Version save(Writing& verb, const ChecklistImport& import);

/// The audits that have pinned a checklist, the latest start first, at most `limit` of them; with `member`
/// only those whose team has this person.
std::vector<Id<Audit>> audits_of_checklist(const Reading& db, const std::string& hash,
                                           const Id<Person>& member, int limit);

} // namespace clausebook::store

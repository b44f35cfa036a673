#pragma once
// The records as they stood after any entry of the journal, made again from its bodies (rulings 29).

#include "core/audit/audit.h"
#include "store/database.h"
#include "store/journal.h"
#include "store/vault.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace clausebook::store {

/// Makes `folder`, which must not be there yet, a data directory to be opened ReadOnly: every record as its
/// last body at or before entry `number` says, that entry as the journal's head (its entries before are not
/// copied), and the same vault; but no accounts, which nothing that leaves the house is made of. The same
/// number gives the same rows in the same order, whatever has happened since.
///
/// With `audit` it holds only what a dossier of that audit is made of (workspace/dossier.h): the audit's own
/// records, the evidence linked to it and whatever evidence holds the same contents, and of everything else
/// the tables whole; in the same order. So a pack costs what its audit costs, however much there is beside.
///
/// Every body is checked against its hash. Throws NotFound when there is no such entry, DamagedData that
/// names the record whose body is missing or altered, DiskFull. What is unfinished is the caller's to remove.
void rebuild_as_of(const Reading& db, std::int64_t number, const std::filesystem::path& folder,
                   const Vault& vault, const std::optional<Id<Audit>>& audit = std::nullopt);

/// A change of one record, with the entry it belongs to.
struct ChangeInEntry {
    JournalEntry entry; ///< without its changes
    std::string subject;
};

/// What entries up to `number` changed in an audit: its own records, answers, findings and reports, and the
/// records of `evidence` (their keys), oldest first.
std::vector<ChangeInEntry> changes_touching(const Reading& db, const std::string& audit,
                                            const std::set<std::string>& evidence, std::int64_t number);

} // namespace clausebook::store

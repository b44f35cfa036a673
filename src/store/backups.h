#pragma once
// Rows of backups, and the note that the command line leaves in backups/ since it records nothing.

#include "core/backup/backup.h"
#include "store/database.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace clausebook::store {

std::optional<Backup> backup(const Reading& db, const Id<Backup>& key);

/// All of them, newest first.
std::vector<Backup> backups(const Reading& db);

/// Writes a new backup under the next number; returns its key.
Id<Backup> save(Writing& verb, Backup backup);

/// Writes a backup over the version it names.
void update(Writing& verb, const Backup& backup);

/// Notes in the folder of backups when the command line made one. Nothing is told when that cannot be
/// written: the backup itself is whole.
void note_backup_by_command(const std::filesystem::path& folder, Instant at);

/// When the command line last made one, as far as the folder tells.
std::optional<Instant> backup_by_command(const std::filesystem::path& folder);

} // namespace clausebook::store

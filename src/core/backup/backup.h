#pragma once
// Backups of the whole data directory: which were made, and when the next one is due.

#include "core/base/id.h"
#include "core/base/time.h"
#include "core/people/person.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook {

/// A backup made on the page and recorded.
struct Backup {
    Id<Backup> key; ///< "BK-0001"
    Version version = 0;
    std::int64_t entry = 0; ///< the last journal entry it holds
    std::string name;       ///< of the file, in backups/
    std::string sha256;
    std::int64_t bytes = 0;
    Id<Person> made_by;
    Instant made_at;
    Id<Person> taken_by; ///< who carried it out of the house last; empty: nobody
    std::optional<Instant> taken_at;
    std::optional<Instant> removed_at; ///< its file was taken away
};

/// "clausebook-backup_2026-11-22T080000Z_e123.zip": when it was made (UTC) and the last entry in it.
std::string backup_name(Instant made_at, std::int64_t entry);

/// True for such a name, and so for no path that leads out of a folder.
bool is_backup_name(std::string_view name);

/// A backup is due when the last one is older than this.
inline constexpr std::chrono::days backup_due_after{7};

/// When something that can be restored was made last: of recorded backups those whose file was not taken
/// away, or was carried out before that. `by_command` is the last one of the command line.
std::optional<Instant> last_backup(const std::vector<Backup>& backups, std::optional<Instant> by_command);

/// True when there is none, or the last one is older than backup_due_after.
bool backup_due(std::optional<Instant> last, Instant now);

} // namespace clausebook

#pragma once
// Verbs on backups that are made on the page (issue part 3; rulings 30). The file itself:
// workspace/backup_file.h.

#include "core/backup/backup.h"
#include "workspace/jobs.h"
#include "workspace/workspace.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace clausebook {

/// Makes a backup aside, moves it to backups/ and records it ("backup.made"): the entry that says so comes
/// after the last one in it. Refuses "not_allowed" and as build_backup() does. Returns its key.
Id<Backup> make_backup(Workspace& workspace, const Actor& actor, Progress& progress);

/// A recorded backup with what a page shows beside it.
struct SeenBackup {
    Backup backup;
    bool here = false; ///< its file lies in backups/
};

struct SeenBackups {
    std::vector<SeenBackup> all;              ///< newest first
    std::optional<Instant> by_command;        ///< the last one the command line made
    std::optional<Instant> last;              ///< core's last_backup()
    enum class Due { No, Yes } due = Due::No; ///< core's backup_due()
};
SeenBackups see_backups(const Workspace& workspace);

/// Hands a backup out and records that ("backup.taken"); returns the path of its file. Refuses "not_allowed",
/// "backup_gone" (State) when the file is not here. Throws NotFound; store::DamagedData when its bytes are
/// not those any more, and then nothing is recorded.
struct TakenBackup {
    std::filesystem::path path;
    Backup backup;
};
TakenBackup take_backup(Workspace& workspace, const Actor& actor, const Id<Backup>& key);

/// Takes the file of a backup away to make room ("backup.removed"); that it was made stays recorded. Refuses
/// "not_allowed", "backup_gone" (State). Throws NotFound.
void remove_backup(Workspace& workspace, const Actor& actor, const Id<Backup>& key);

} // namespace clausebook

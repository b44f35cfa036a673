#pragma once
// A backup: one zip file with the database as it stood at one moment and every file its records name, a
// manifest and checksums (packs/pack.h). It holds no signing key (docs/decisions/0013).

#include "store/directory.h"
#include "workspace/jobs.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace clausebook {

/// A backup in a file, not recorded.
struct BuiltBackup {
    std::string name;       ///< the name it should have (core/backup/backup.h)
    std::int64_t entry = 0; ///< the last journal entry it holds
    std::string hash;       ///< of that entry
    std::string sha256;     ///< of the file
    std::int64_t bytes = 0;
    std::int64_t files = 0; ///< of vault and issued/ in it
};

/// Builds a backup of `directory` into `folder`, under `name` or its own name, which must not be there;
/// works while others write. The database is copied at one moment; the copy is opened and checked by the
/// rules of `verify`; every file must be what its record says; the finished file is read again, byte by byte,
/// and only then moved to its name. Memory does not grow with the sizes of files. Whatever goes wrong,
/// nothing is left.
///
/// Refuses (State) "backup_source_unsound" (difference: a code of store::Difference, and its parameters),
/// "backup_file_altered" and "backup_file_missing" (parameters file, record), "backup_unsound" (fault: the
/// code of a packs::Fault, and its parameters), "file_there" (file). Throws store::DamagedData,
/// std::system_error and store::DiskFull when the disk refuses.
BuiltBackup build_backup(const store::DataDirectory& directory, const std::filesystem::path& folder,
                         Instant made_at, Progress& progress, const std::string& name = {});

/// What came out of a backup.
struct Restored {
    std::int64_t entry = 0; ///< the last of its journal
    std::string hash;
    std::int64_t records = 0;
    std::int64_t files = 0;
    Instant made_at; ///< the backup
};

/// Makes a data directory of a backup: at `directory`, where nothing may be or an empty folder. The backup is
/// read whole before anything is written; what is unpacked beside is brought to the disk, its schema up to
/// this program's, and checked by the rules of `verify`; only then it gets its name. Whatever goes wrong,
/// nothing is left.
///
/// Refuses (State) "restore_not_empty" (directory, found), "no_backup" (file) for a sound pack that is none,
/// "backup_altered" (fault, and its parameters) when any byte is not what was written,
/// "backup_newer" (schema) for one of a newer program, "restore_unsound" (difference, and its parameters).
/// Throws std::system_error and store::DiskFull when the disk refuses.
Restored restore_backup(const std::filesystem::path& backup, const std::filesystem::path& directory,
                        Progress& progress);

/// The same into the open directory of a workspace in which nothing was ever recorded; refuses
/// "already_set_up" else. Afterwards the workspace is that of the backup.
Restored restore_here(class Workspace& workspace, const std::filesystem::path& backup, Progress& progress);

/// What a program left that ended within restore_here(): files whose records never came are put aside as
/// "vault.unrecorded" and "issued.unrecorded", so that the directory is empty again. Nothing is deleted; a
/// restore that had got to its end is left as it is.
void clear_up_restore(const class Workspace& workspace);

} // namespace clausebook

#pragma once
// The database as it stands at one moment, in a file of its own, and the files its records name: what a
// backup is made of.

#include "store/directory.h"

#include <filesystem>
#include <string>
#include <vector>

namespace clausebook::store {

class Session;

/// Copies the database behind `from` to `copy`, where nothing may be yet, page by page through SQLite's own
/// backup: as it stands at one moment, whoever writes meanwhile. On return the copy is whole and on the disk.
/// Throws DiskFull, DamagedData, ReadOnlyNow, and then nothing is left of it.
void copy_database(Session& from, const std::filesystem::path& copy);

/// The same for a backup of the database file `database`: what belongs to one running program only, its
/// sessions and jobs, is not in the copy.
void snapshot(const std::filesystem::path& database, const std::filesystem::path& copy);

/// A file that records name.
struct NamedFile {
    enum class Place { Vault, Issued } place;
    std::string name; ///< in its folder; in the vault its content's hash
    std::string sha256;
    std::string record; ///< the first that names it: "EV-0001/2/1", "PK-0001", "checklist ISO 10002:2018"
};

/// All of them, each file once; without contents that were destroyed on purpose.
std::vector<NamedFile> named_files(const Reading& db);

/// Where the file lies, whether it is there or not.
std::filesystem::path path_of(const DataDirectory& directory, const NamedFile& file);

} // namespace clausebook::store

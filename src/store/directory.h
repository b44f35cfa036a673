#pragma once
// The data directory: what lies where, and who holds it (trust.md 1).

#include "store/database.h"
#include "store/vault.h"

#include <filesystem>
#include <memory>

namespace clausebook::store {

/// Held while a process serves or writes; freed by the system when the process ends, however it ends.
class Lock {
public:
    /// Takes DIR/lock and notes this process in it. Throws Locked with the holder's pid.
    explicit Lock(const std::filesystem::path& file);
    ~Lock();
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;

private:
    int fd_ = -1;
};

/// An open data directory.
///
///     DIR/clausebook.db, DIR/vault/ab/cd/<sha256>, DIR/issued/, DIR/backups/, DIR/tmp/, DIR/lock
///     DIR.keys/signing.key beside it, at first need (store/signing_key.h)
class DataDirectory {
public:
    /// ReadAndWrite makes the directory (0700) when it is missing, takes its lock, empties tmp/ and brings
    /// the schema up to date. ReadOnly works beside a running server. Throws UnusableDirectory for one that
    /// is group- or world-writable, read-only, no directory, of a newer schema, or (ReadOnly) missing;
    /// Locked; DamagedData.
    DataDirectory(const std::filesystem::path& directory, Database::Access access);

    Database& database() { return *database_; }
    const Database& database() const { return *database_; }
    const Vault& vault() const { return vault_; }
    std::filesystem::path issued() const { return directory_ / "issued"; }
    std::filesystem::path aside() const { return directory_ / "tmp"; }
    std::filesystem::path backups() const { return directory_ / "backups"; }

    /// Where the signing key lies: beside the directory, however that was named, never inside it.
    const std::filesystem::path& keys() const { return keys_; }
    void keep_keys_in(std::filesystem::path folder) { keys_ = std::move(folder); }
    const std::filesystem::path& path() const { return directory_; }

private:
    std::filesystem::path directory_;
    std::unique_ptr<Lock> lock_;
    std::unique_ptr<Database> database_;
    Vault vault_;
    std::filesystem::path keys_;
};

} // namespace clausebook::store

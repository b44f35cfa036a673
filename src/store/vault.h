#pragma once
// The evidence files: one file a content, under its SHA-256, read-only once written (trust.md 1-2).

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook::store {

/// What the vault holds after a file came in.
struct StoredFile {
    std::string sha256;
    std::int64_t bytes = 0;
    std::string content_type; ///< by content (libmagic), e.g. "application/pdf"
};

/// A file on its way in: written aside while it is hashed. Nothing stays of it unless keep() was reached.
class Incoming {
public:
    explicit Incoming(const class Vault& vault);
    ~Incoming();
    Incoming(Incoming&&) noexcept;
    Incoming(const Incoming&) = delete;
    Incoming& operator=(const Incoming&) = delete;
    Incoming& operator=(Incoming&&) = delete;

    /// Takes more bytes. Throws DiskFull, ReadOnlyNow.
    void write(std::string_view bytes);

    std::int64_t bytes() const;

    /// Brings the file to its place, in the order that survives a power cut: file to disk, rename,
    /// directories to disk. Only after this may a row name it. `announced` is the length the sender promised.
    /// Throws std::length_error when the bytes are not as many, and then nothing stays.
    StoredFile keep(std::int64_t announced);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// The folder of evidence files and the folder where they are written first.
class Vault {
public:
    Vault(std::filesystem::path folder, std::filesystem::path aside);

    /// The file of a content, whether it is there or not.
    std::filesystem::path path_of(const std::string& sha256) const;

    bool has(const std::string& sha256) const;

    /// Its bytes, for small files such as checklists. Throws DamagedData when missing.
    std::string read(const std::string& sha256) const;

    /// Takes a content whole; keep() in one step.
    StoredFile add(std::string_view bytes) const;

    /// The hashes of all files, in no order.
    std::vector<std::string> contents() const;

    /// Takes a content away after its last row has gone. Missing is not an error.
    void forget(const std::string& sha256) const;

    /// To be held from before Incoming::keep() until the row that names the content is committed, so that
    /// nobody takes the content away in between.
    std::shared_lock<std::shared_mutex> hold() const { return std::shared_lock(keeping_); }

    /// Takes a content away unless `is_named` says that a row names it, asked while nobody holds.
    void forget_unless(const std::string& sha256, const std::function<bool()>& is_named) const;

    const std::filesystem::path& folder() const { return folder_; }
    const std::filesystem::path& aside() const { return aside_; }

private:
    std::filesystem::path folder_;
    std::filesystem::path aside_;
    mutable std::shared_mutex keeping_;
};

} // namespace clausebook::store

#pragma once
// How storage fails. The entrances give each its status and exit code (rulings 33).

#include <stdexcept>
#include <string>

namespace clausebook::store {

/// Stored data is not what was written: the database or a file is damaged (exit 65).
class DamagedData : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The disk is full; nothing was changed (507).
class DiskFull : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A write did not reach the disk for sure, so this process changes nothing any more (503): a retry could
/// seem to succeed over lost data. A restart clears it.
class ReadOnlyNow : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Another process holds the directory; carries its pid (exit 75).
class Locked : public std::runtime_error {
public:
    explicit Locked(const std::string& holder) : std::runtime_error("held by " + holder), holder_(holder) {}
    const std::string& holder() const { return holder_; }

private:
    std::string holder_;
};

/// The directory cannot be used as it is: `code` names the sentence ("world_writable", "read_only",
/// "newer_schema", "not_a_directory", "cannot_create", "not_clausebook").
class UnusableDirectory : public std::runtime_error {
public:
    UnusableDirectory(const std::string& code, const std::string& detail)
        : std::runtime_error(code + ": " + detail), code_(code), detail_(detail)
    {
    }
    const std::string& code() const { return code_; }
    const std::string& detail() const { return detail_; }

private:
    std::string code_;
    std::string detail_;
};

} // namespace clausebook::store

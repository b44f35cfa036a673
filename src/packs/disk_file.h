#pragma once
// A file read or written by position, whose errors are never overlooked: every failure of the system throws
// std::system_error with the file's name.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace clausebook::packs {

class DiskFile {
public:
    /// Opens for reading; only a regular file is accepted.
    static DiskFile open(const std::filesystem::path& file);

    /// Makes a new file for its owner alone. Throws when there is already one of that name.
    static DiskFile create(const std::filesystem::path& file);

    ~DiskFile();
    DiskFile(DiskFile&& other) noexcept;
    DiskFile& operator=(DiskFile&&) = delete;
    DiskFile(const DiskFile&) = delete;
    DiskFile& operator=(const DiskFile&) = delete;

    std::uint64_t size() const;

    /// Up to `count` bytes from `offset`; fewer only at the end of the file.
    std::string read(std::uint64_t offset, std::size_t count) const;

    /// The whole file from its start, in pieces of at most 256 KiB.
    void read_all(const std::function<void(std::string_view)>& piece) const;

    void write(std::uint64_t offset, std::string_view bytes);

    /// Returns when the bytes are on the disk.
    void sync();

private:
    DiskFile(int descriptor, std::filesystem::path file) : descriptor_(descriptor), file_(std::move(file)) {}

    int descriptor_;
    std::filesystem::path file_;
};

} // namespace clausebook::packs

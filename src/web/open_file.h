#pragma once
// A plain file open for reading.

#include <cstdint>
#include <fcntl.h>
#include <filesystem>
#include <stdexcept>
#include <sys/stat.h>
#include <unistd.h>

namespace clausebook::web {

/// Throws std::runtime_error when there is no plain file at the path.
class OpenFile {
public:
    explicit OpenFile(const std::filesystem::path& path)
        : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC))
    {
        struct stat facts = {};
        if (descriptor_ < 0 || ::fstat(descriptor_, &facts) != 0 || !S_ISREG(facts.st_mode)) {
            if (descriptor_ >= 0) ::close(descriptor_);
            throw std::runtime_error("cannot open the file of a reply: " + path.string());
        }
        size_ = static_cast<std::uint64_t>(facts.st_size);
    }
    ~OpenFile() { ::close(descriptor_); }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    int descriptor() const { return descriptor_; }
    std::uint64_t size() const { return size_; }

private:
    int descriptor_;
    std::uint64_t size_ = 0;
};

} // namespace clausebook::web

#include "packs/disk_file.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace clausebook::packs {
namespace {

constexpr std::size_t piece_bytes = std::size_t{256} * 1024;

[[noreturn]] void fail(const std::filesystem::path& file, int code = errno)
{
    throw std::system_error(code, std::generic_category(), file.string());
}

} // namespace

DiskFile DiskFile::open(const std::filesystem::path& file)
{
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK); // a pipe must not stop us
    if (descriptor < 0) fail(file);
    DiskFile opened(descriptor, file);
    struct stat status {};
    if (::fstat(descriptor, &status) != 0) fail(file);
    if (!S_ISREG(status.st_mode)) fail(file, EINVAL);
    return opened;
}

DiskFile DiskFile::create(const std::filesystem::path& file)
{
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) fail(file);
    return {descriptor, file};
}

DiskFile::~DiskFile()
{
    if (descriptor_ >= 0) ::close(descriptor_);
}

DiskFile::DiskFile(DiskFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), file_(std::move(other.file_))
{
}

std::uint64_t DiskFile::size() const
{
    struct stat status {};
    if (::fstat(descriptor_, &status) != 0) fail(file_);
    return static_cast<std::uint64_t>(status.st_size);
}

std::string DiskFile::read(std::uint64_t offset, std::size_t count) const
{
    std::string bytes(count, '\0');
    std::size_t done = 0;
    while (done < count) {
        const auto got =
            ::pread(descriptor_, bytes.data() + done, count - done, static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail(file_);
        if (got == 0) break;
        done += static_cast<std::size_t>(got);
    }
    bytes.resize(done);
    return bytes;
}

void DiskFile::read_all(const std::function<void(std::string_view)>& piece) const
{
    std::uint64_t offset = 0;
    for (auto bytes = read(0, piece_bytes); !bytes.empty(); bytes = read(offset, piece_bytes)) {
        piece(bytes);
        offset += bytes.size();
    }
}

void DiskFile::write(std::uint64_t offset, std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto put = ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) fail(file_);
        offset += static_cast<std::uint64_t>(put);
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
}

void DiskFile::sync()
{
    if (::fsync(descriptor_) != 0) fail(file_);
}

} // namespace clausebook::packs

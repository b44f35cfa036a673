#include "store/files.h"

#include "hashing/sha256.h"
#include "store/errors.h"

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <fstream>
#include <memory>
#include <sstream>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace clausebook::store {
namespace {

std::atomic<bool> unsure_write = false;

std::string told(const std::string& what, int code)
{
    return what + ": " + std::error_code(code, std::generic_category()).message();
}

/// Errors of a disk that is not to be trusted with what it has taken before.
bool means_broken_disk(int code)
{
    return code == EIO || code == EROFS || code == ENXIO || code == ENODEV || code == ESTALE;
}

/// For what has not been written: the disk takes no more or is not to be trusted, else a name, a right or
/// something of the process is in the way, and nothing is unsure.
[[noreturn]] void fail(const std::string& what)
{
    const int code = errno;
    if (means_no_room(code)) throw DiskFull(told(what, code));
    if (!means_broken_disk(code)) throw std::system_error(code, std::generic_category(), what);
    note_unsure_write();
    throw ReadOnlyNow(told(what, code));
}

/// For what has been written and may not be on the disk, whatever the error.
[[noreturn]] void fail_unsure(const std::string& what)
{
    const int code = errno;
    note_unsure_write();
    throw ReadOnlyNow(told(what, code));
}

} // namespace

bool means_no_room(int error_number)
{
    return error_number == ENOSPC || error_number == EDQUOT || error_number == EFBIG;
}

bool writes_are_unsure()
{
    return unsure_write;
}

void note_unsure_write()
{
    unsure_write = true;
}

NewFile::NewFile(std::filesystem::path path) : path_(std::move(path))
{
    fd_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd_ < 0) fail("cannot create " + path_.string());
}

NewFile::~NewFile()
{
    if (fd_ < 0) return;
    ::close(fd_);
    std::error_code ignored; // nothing more can be done for a file that is given up
    std::filesystem::remove(path_, ignored);
}

void NewFile::write(std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto written = ::write(fd_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail("cannot write " + path_.string());
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

void NewFile::close()
{
    if (::fsync(fd_) != 0) fail_unsure("cannot bring to the disk " + path_.string());
    const int fd = fd_;
    fd_ = -1;
    if (::close(fd) != 0) fail_unsure("cannot close " + path_.string());
}

void sync_directory(const std::filesystem::path& directory)
{
    const int fd = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) fail("cannot open " + directory.string());
    const int result = ::fsync(fd);
    ::close(fd);
    if (result != 0) fail_unsure("cannot bring to the disk " + directory.string());
}

void make_folder(const std::filesystem::path& folder)
{
    if (::mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST) fail("cannot make " + folder.string());
}

void sync_name_of(const std::filesystem::path& directory)
{
    const int fd = ::open((directory / "..").c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return;
    const int result = ::fsync(fd);
    const int code = errno;
    ::close(fd);
    errno = code;
    if (result != 0 && code != EINVAL && code != ENOTSUP)
        fail_unsure("cannot bring to the disk " + directory.string());
}

void make_folders_above(const std::filesystem::path& place)
{
    const auto whole = std::filesystem::absolute(place);
    const auto folder = (whole.has_filename() ? whole : whole.parent_path()).parent_path();
    if (std::filesystem::exists(folder)) return;
    make_folders_above(folder);
    std::filesystem::create_directory(folder);
    sync_name_of(folder);
}

void move_into_place(const std::filesystem::path& from, const std::filesystem::path& to)
{
    if (::rename(from.c_str(), to.c_str()) != 0) fail("cannot rename to " + to.string());
    sync_directory(to.parent_path());
}

Placing move_to_free_place(const std::filesystem::path& from, const std::filesystem::path& to)
{
    int result = ::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE);
    if (result != 0 && (errno == EINVAL || errno == ENOSYS)) { // a file system that cannot do it at once
        struct stat there {};
        if (::lstat(to.c_str(), &there) == 0) return Placing::Taken;
        result = ::rename(from.c_str(), to.c_str());
    }
    if (result != 0 && errno == EEXIST) return Placing::Taken;
    if (result != 0) fail("cannot rename to " + to.string());
    sync_directory(to.parent_path());
    return Placing::Done;
}

std::string sha256_of_file(const std::filesystem::path& path)
{
    std::ifstream in(path, std::ios::binary);
    hashing::Sha256 digest;
    constexpr std::size_t at_once = 1 << 16;
    const auto buffer = std::make_unique_for_overwrite<char[]>(at_once); // most files fill little of it
    while (in) {
        in.read(buffer.get(), at_once);
        if (in.gcount() > 0) digest.update({buffer.get(), static_cast<std::size_t>(in.gcount())});
    }
    if (!in.eof()) throw DamagedData("cannot read " + path.string());
    return digest.hex();
}

std::string read_file(const std::filesystem::path& path)
{
    std::ifstream in(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    if (!in) throw DamagedData("cannot read " + path.string());
    return bytes.str();
}

} // namespace clausebook::store

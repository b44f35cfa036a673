#include "store/directory.h"

#include "store/errors.h"
#include "store/files.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace clausebook::store {
namespace {

void refuse_unsafe(const std::filesystem::path& directory)
{
    struct stat status = {};
    if (::stat(directory.c_str(), &status) != 0)
        throw UnusableDirectory("cannot_create", std::error_code(errno, std::generic_category()).message());
    if (!S_ISDIR(status.st_mode)) throw UnusableDirectory("not_a_directory", directory.string());
    if (status.st_mode & (S_IWGRP | S_IWOTH)) throw UnusableDirectory("world_writable", directory.string());
}

void make(const std::filesystem::path& directory)
{
    if (std::filesystem::exists(directory)) return;
    try {
        make_folders_above(directory);
    } catch (const std::filesystem::filesystem_error& problem) {
        throw UnusableDirectory("cannot_create", problem.code().message());
    }
    if (::mkdir(directory.c_str(), 0700) != 0 && errno != EEXIST)
        throw UnusableDirectory("cannot_create", std::error_code(errno, std::generic_category()).message());
}

std::filesystem::path keys_beside(const std::filesystem::path& directory)
{
    std::error_code ignored; // what cannot be resolved is named as it was given
    auto place = std::filesystem::weakly_canonical(directory, ignored);
    if (ignored) place = directory.lexically_normal();
    if (!place.has_filename()) place = place.parent_path();
    return place += ".keys";
}

/// Throws what errno means for the file that is locked.
[[noreturn]] void cannot_lock(const std::filesystem::path& file)
{
    if (means_no_room(errno)) throw DiskFull(file.string());
    throw UnusableDirectory("read_only", file.parent_path().string());
}

} // namespace

Lock::Lock(const std::filesystem::path& file)
{
    fd_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd_ < 0) cannot_lock(file);
    if (::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
        char holder[32] = {};
        const auto length = ::pread(fd_, holder, sizeof holder - 1, 0);
        ::close(fd_);
        throw Locked(length > 0 ? std::string(holder, static_cast<std::size_t>(length)) : "another process");
    }
    const auto pid = std::to_string(::getpid());
    if (::ftruncate(fd_, 0) != 0 || ::pwrite(fd_, pid.data(), pid.size(), 0) < 0) {
        const int code = errno;
        ::close(fd_);
        errno = code;
        cannot_lock(file);
    }
}

Lock::~Lock()
{
    ::close(fd_);
}

DataDirectory::DataDirectory(const std::filesystem::path& directory, Database::Access access)
    : directory_(std::filesystem::absolute(directory)), vault_(directory_ / "vault", directory_ / "tmp"),
      keys_(keys_beside(directory_))
{
    const auto file = directory_ / "clausebook.db";
    if (access == Database::Access::ReadOnly) {
        if (!std::filesystem::exists(file)) throw UnusableDirectory("not_clausebook", directory_.string());
        database_ = std::make_unique<Database>(file, access);
        return;
    }
    make(directory_);
    refuse_unsafe(directory_);
    if (::access(directory_.c_str(), W_OK) != 0) throw UnusableDirectory("read_only", directory_.string());
    lock_ = std::make_unique<Lock>(directory_ / "lock");
    for (const char* folder : {"vault", "issued", "backups", "tmp"}) make(directory_ / folder);
    for (const auto& left : std::filesystem::directory_iterator(aside()))
        std::filesystem::remove_all(left.path());
    sync_directory(directory_);
    sync_name_of(directory_); // of an old one too: the start that made it may have ended before this
    database_ = std::make_unique<Database>(file, access);
}

} // namespace clausebook::store

#pragma once
// A disk that takes no more from SQLite, for as long as one of these lives. What other code writes is not
// touched.

#include <cerrno>
#include <sqlite3.h>
#include <sys/types.h>

namespace clausebook::testing {

class FailingDisk {
public:
    /// `error` is what each write ends with: ENOSPC for a full disk, EIO for a broken one.
    explicit FailingDisk(int error)
    {
        code() = error;
        put(reinterpret_cast<sqlite3_syscall_ptr>(&refuse),
            reinterpret_cast<sqlite3_syscall_ptr>(&refuse_at));
    }
    ~FailingDisk() { put(nullptr, nullptr); } // nullptr: as it was
    FailingDisk(const FailingDisk&) = delete;
    FailingDisk& operator=(const FailingDisk&) = delete;

private:
    static int& code()
    {
        static int error = 0;
        return error;
    }
    static ssize_t refuse(int, const void*, std::size_t)
    {
        errno = code();
        return -1;
    }
    static ssize_t refuse_at(int, const void*, std::size_t, off_t)
    {
        errno = code();
        return -1;
    }
    static void put(sqlite3_syscall_ptr write, sqlite3_syscall_ptr write_at)
    {
        auto* disk = sqlite3_vfs_find(nullptr);
        disk->xSetSystemCall(disk, "write", write);
        disk->xSetSystemCall(disk, "pwrite", write_at);
        disk->xSetSystemCall(disk, "pwrite64", write_at);
    }
};

} // namespace clausebook::testing

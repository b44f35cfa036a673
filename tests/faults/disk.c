/* Plays a bad disk to a program: loaded before its libraries, it refuses calls on files below $FAULTS_BELOW while the
   file $FAULTS_NOW says how. "full": writing ends with ENOSPC. "unsure": fsync ends with EIO; "database": that of the
   database file alone, which is what a checkpoint waits for. "frozen": opening for
   writing, making, renaming and removing end with EROFS. Built and used by disk.py. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* By system calls of its own, so that it does not meet itself. */
static int now_is(const char *word)
{
    const char *name = getenv("FAULTS_NOW");
    char said[16] = "";
    int file = name ? (int)syscall(SYS_openat, AT_FDCWD, name, O_RDONLY | O_CLOEXEC, 0) : -1;
    if (file < 0) return 0;
    if (syscall(SYS_read, file, said, sizeof said - 1) < 0) said[0] = 0;
    syscall(SYS_close, file);
    return strncmp(said, word, strlen(word)) == 0;
}

static int is_below(const char *path)
{
    const char *below = getenv("FAULTS_BELOW");
    return below && path && strncmp(path, below, strlen(below)) == 0;
}

/* The path of an open file; empty when it is none of ours. */
static const char *path_below(int file, char *path, size_t size)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, size - 1);
    path[length < 0 ? 0 : length] = 0;
    return is_below(path) ? path : "";
}

static int refuse(int code)
{
    errno = code;
    return -1;
}

static int is_full(int file)
{
    char path[4096];
    return *path_below(file, path, sizeof path) && now_is("full");
}

static int is_unsure(int file)
{
    char path[4096];
    if (!*path_below(file, path, sizeof path)) return 0;
    const char *name = strrchr(path, '/');
    return now_is("unsure") || (strcmp(name, "/clausebook.db") == 0 && now_is("database"));
}

static int is_frozen(const char *path) { return is_below(path) && now_is("frozen"); }

#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

ssize_t write(int f, const void *b, size_t n) { REAL(write); return is_full(f) ? refuse(ENOSPC) : real(f, b, n); }
ssize_t writev(int f, const struct iovec *v, int n) { REAL(writev); return is_full(f) ? refuse(ENOSPC) : real(f, v, n); }
ssize_t pwrite(int f, const void *b, size_t n, off_t o) { REAL(pwrite); return is_full(f) ? refuse(ENOSPC) : real(f, b, n, o); }
ssize_t pwrite64(int f, const void *b, size_t n, off64_t o) { REAL(pwrite64); return is_full(f) ? refuse(ENOSPC) : real(f, b, n, o); }
int fsync(int f) { REAL(fsync); return is_unsure(f) ? refuse(EIO) : real(f); }
int fdatasync(int f) { REAL(fdatasync); return is_unsure(f) ? refuse(EIO) : real(f); }
int mkdir(const char *p, mode_t m) { REAL(mkdir); return is_frozen(p) ? refuse(EROFS) : real(p, m); }
int unlink(const char *p) { REAL(unlink); return is_frozen(p) ? refuse(EROFS) : real(p); }
int rename(const char *a, const char *b) { REAL(rename); return is_frozen(b) ? refuse(EROFS) : real(a, b); }
int access(const char *p, int m) { REAL(access); return (m & W_OK) && is_frozen(p) ? refuse(EROFS) : real(p, m); }

#define OPEN(name)                                                          \
    int name(const char *p, int flags, ...)                                 \
    {                                                                       \
        REAL(name);                                                         \
        va_list more;                                                       \
        va_start(more, flags);                                              \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; \
        va_end(more);                                                       \
        if ((flags & (O_WRONLY | O_RDWR | O_CREAT)) && is_frozen(p)) return refuse(EROFS); \
        return real(p, flags, mode);                                        \
    }
OPEN(open)
OPEN(open64)

/* Plays a bad disk to a program: loaded before its libraries, it refuses calls on files below $FAULTS_BELOW while the
   file $FAULTS_NOW says how. "full": writing ends with ENOSPC. "unsure": fsync ends with EIO; "database": that of the
   database file alone, which is what a checkpoint waits for. "frozen": opening for
   writing, making, renaming and removing end with EROFS. "write 7", "sync 7", "name 7": the seventh write, fsync, or
   making or renaming from now on ends with EIO, that one alone; "room 7": they and writing end with ENOSPC from the
   seventh on. How many there were stands in $FAULTS_NOW.count. Built and used by disk.py and every_write.py. */

#define _GNU_SOURCE
#include "calls.h"

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

/* The first program alone counts; those that it starts do not. */
static int counts;
__attribute__((constructor)) static void begin(void)
{
    counts = !getenv("FAULTS_COUNTED");
    setenv("FAULTS_COUNTED", "1", 1);
}

/* Whether this call is the one that fails. The number of those before it is in a file, so that it can be asked for. */
static int is_turn(const char *word)
{
    static int calls;
    const char *name = getenv("FAULTS_NOW");
    char said[32] = "", path[4096];
    size_t length = strlen(word);
    int file = name && counts ? (int)syscall(SYS_openat, AT_FDCWD, name, O_RDONLY | O_CLOEXEC, 0) : -1;
    if (file < 0) return 0;
    if (syscall(SYS_read, file, said, sizeof said - 1) < 0) said[0] = 0;
    syscall(SYS_close, file);
    if (strncmp(said, word, length) != 0 || said[length] != ' ') return 0;
    int now = __atomic_add_fetch(&calls, 1, __ATOMIC_SEQ_CST), nth = atoi(said + length);
    snprintf(path, sizeof path, "%s.count", name);
    snprintf(said, sizeof said, "%d", now);
    file = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    syscall(SYS_write, file, said, strlen(said));
    syscall(SYS_close, file);
    return strcmp(word, "room") == 0 ? now >= nth : now == nth;
}

static int is_below(const char *path)
{
    const char *below = getenv("FAULTS_BELOW");
    return below && path && strncmp(path, below, strlen(below)) == 0;
}

/* The path of an open file; empty when it is none of ours. */
static const char *path_below(int file, char *path, size_t size)
{
    return path_of(file, path, size) && is_below(path) ? path : "";
}

static int refuse(int code)
{
    errno = code;
    return -1;
}

/* The error a write ends with; 0 when it may go on. */
static int write_error(int file)
{
    char path[4096];
    if (!*path_below(file, path, sizeof path)) return 0;
    if (now_is("full") || is_turn("room")) return ENOSPC;
    return is_turn("write") ? EIO : 0;
}

static int is_unsure(int file)
{
    char path[4096];
    if (!*path_below(file, path, sizeof path)) return 0;
    const char *name = strrchr(path, '/');
    return now_is("unsure") || is_turn("sync") || (strcmp(name, "/clausebook.db") == 0 && now_is("database"));
}

static int is_frozen(const char *path) { return is_below(path) && now_is("frozen"); }

/* The error that making or renaming ends with. */
static int name_error(const char *path)
{
    if (!is_below(path)) return 0;
    if (now_is("frozen")) return EROFS;
    if (is_turn("room")) return ENOSPC;
    return is_turn("name") ? EIO : 0;
}

#define WRITING(name, parameters, arguments)        \
    ssize_t name parameters                         \
    {                                               \
        REAL(name);                                 \
        int code = write_error(f);                  \
        return code ? refuse(code) : real arguments; \
    }
WRITING(write, (int f, const void *b, size_t n), (f, b, n))
WRITING(writev, (int f, const struct iovec *v, int n), (f, v, n))
WRITING(pwrite, (int f, const void *b, size_t n, off_t o), (f, b, n, o))
WRITING(pwrite64, (int f, const void *b, size_t n, off64_t o), (f, b, n, o))
int fsync(int f) { REAL(fsync); return is_unsure(f) ? refuse(EIO) : real(f); }
int fdatasync(int f) { REAL(fdatasync); return is_unsure(f) ? refuse(EIO) : real(f); }
#define NAMING(name, parameters, path, arguments)   \
    int name parameters                             \
    {                                               \
        REAL(name);                                 \
        int code = name_error(path);                \
        return code ? refuse(code) : real arguments; \
    }
NAMING(mkdir, (const char *p, mode_t m), p, (p, m))
NAMING(rename, (const char *a, const char *b), b, (a, b))
NAMING(renameat2, (int x, const char *a, int y, const char *b, unsigned f), b, (x, a, y, b, f))
int unlink(const char *p) { REAL(unlink); return is_frozen(p) ? refuse(EROFS) : real(p); }
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
        int code = (flags & O_CREAT) && (flags & O_EXCL) ? name_error(p) : 0;              \
        if (code) return refuse(code);                                                     \
        return real(p, flags, mode);                                        \
    }
OPEN(open)
OPEN(open64)

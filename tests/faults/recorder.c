/* Writes down what a program does to the files below $POWER_ROOT: loaded before its libraries, it passes every call on
   and appends it, with its bytes, to $POWER_LOG, one call at a time, so that the log's order is the order in which they
   took effect. The first bytes of what goes out on sockets are marks in the same log: whoever got that answer was told
   that everything before it lasts. An fsync of a file opened under a name that matches $POWER_WITHOUT (patterns
   with a blank between, `*` ends at a slash) is neither made nor written down: the program as if it had forgotten it.
   Children are not written down. Built by power.py, read by power_log.py, which checks that what the log says is what
   lies there at the end: what stdio writes is not seen here. */

#define _GNU_SOURCE
#include "calls.h"

#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST 65536

enum kind { OPEN = 1, CLOSE, WRITE, RESIZE, SYNC, RENAME, LINK, UNLINK, MKDIR, RMDIR, DUP, SEND, MAPPED, SYMLINK };

struct head {
    uint32_t kind;
    int32_t file;
    int64_t a, b;
    uint32_t first, second; /* lengths of what follows */
};

static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;
static char *names[MOST]; /* under which the watched files were opened; guarded by `one` */
static char *patterns[16];
static const char *root;
static int book = -1;
static pid_t owner;

__attribute__((constructor)) static void begin(void)
{
    const char *name = getenv("POWER_LOG");
    root = getenv("POWER_ROOT");
    if (!name || !root) return;
    char *list = strdup(getenv("POWER_WITHOUT") ? getenv("POWER_WITHOUT") : "");
    int count = 0;
    for (char *word = strtok(list, " "); word && count < 15; word = strtok(NULL, " ")) patterns[count++] = word;
    owner = getpid();
    unsetenv("LD_PRELOAD");
    book = fcntl((int)syscall(SYS_openat, AT_FDCWD, name, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600), F_DUPFD_CLOEXEC, 1000);
    if (book < 0) abort();
}

/* Held around each call and its line. */
static int enter(void)
{
    if (book < 0 || getpid() != owner) return 0;
    pthread_mutex_lock(&one);
    return 1;
}

static void leave(int entered)
{
    int code = errno;
    if (entered) pthread_mutex_unlock(&one);
    errno = code;
}

static void note(enum kind kind, int file, int64_t a, int64_t b, const void *first, size_t n, const void *second, size_t m)
{
    int code = errno;
    struct head head = {kind, file, a, b, (uint32_t)n, (uint32_t)m};
    struct iovec parts[3] = {{&head, sizeof head}, {(void *)first, n}, {(void *)second, m}};
    if (syscall(SYS_writev, book, parts, 3) != (long)(sizeof head + n + m)) abort();
    errno = code;
}

static void note_names(enum kind kind, int64_t a, const char *first, const char *second)
{
    note(kind, -1, a, 0, first, strlen(first), second, second ? strlen(second) : 0);
}

/* The whole of a name; empty when it is not below the root. */
static const char *whole(int at, const char *path, char *room)
{
    if (*path == '/') {
        snprintf(room, 4096, "%s", path);
    } else {
        char folder[2048];
        if (!path_of(at, folder, sizeof folder)) return "";
        snprintf(room, 4096, "%s/%s", folder, path);
    }
    return strncmp(room, root, strlen(root)) == 0 ? room : "";
}

static int watched(int file) { return file >= 0 && file < MOST && names[file]; }

static int forgotten(int file)
{
    for (int i = 0; patterns[i]; ++i)
        if (fnmatch(patterns[i], names[file], FNM_PATHNAME) == 0) return 1;
    return 0;
}

static void opened(int file, int at, const char *path, int flags)
{
    char room[4096];
    if (file < 0 || file >= MOST) return;
    const char *name = whole(at, path, room);
    free(names[file]);
    names[file] = NULL;
    if (!*name) return;
    struct stat there;
    fstat(file, &there);
    names[file] = strdup(name);
    note(OPEN, file, flags, there.st_mode, name, strlen(name), NULL, 0);
}

#define OPENED(name, parameters, at, call)                                    \
    int name parameters                                                       \
    {                                                                         \
        REAL(name);                                                           \
        va_list more;                                                         \
        va_start(more, flags);                                                \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; \
        va_end(more);                                                         \
        int in = enter(), file = call;                                        \
        if (in) opened(file, at, path, flags);                                \
        leave(in);                                                            \
        return file;                                                          \
    }
OPENED(open, (const char *path, int flags, ...), AT_FDCWD, real(path, flags, mode))
OPENED(open64, (const char *path, int flags, ...), AT_FDCWD, real(path, flags, mode))
OPENED(openat, (int at, const char *path, int flags, ...), at, real(at, path, flags, mode))
OPENED(openat64, (int at, const char *path, int flags, ...), at, real(at, path, flags, mode))
int creat(const char *path, mode_t mode) { return open(path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char *path, mode_t mode) { return open64(path, O_CREAT | O_WRONLY | O_TRUNC, mode); }

int close(int file)
{
    REAL(close);
    int in = enter();
    if (in && watched(file)) {
        note(CLOSE, file, 0, 0, NULL, 0, NULL, 0);
        free(names[file]);
        names[file] = NULL;
    }
    int result = real(file);
    leave(in);
    return result;
}

/* What was written last, up to where the file stands now. */
static void wrote(int file, const void *bytes, ssize_t count)
{
    if (count > 0 && watched(file))
        note(WRITE, file, lseek(file, 0, SEEK_CUR) - count, 0, bytes, (size_t)count, NULL, 0);
}

static void wrote_parts(int file, const struct iovec *parts, int n, ssize_t count, int64_t at)
{
    for (int i = 0; i < n && count > 0 && watched(file); ++i) {
        size_t length = parts[i].iov_len < (size_t)count ? parts[i].iov_len : (size_t)count;
        note(WRITE, file, at, 0, parts[i].iov_base, length, NULL, 0);
        at += (int64_t)length;
        count -= (ssize_t)length;
    }
}

#define LOCKED(type, name, parameters, call, then) \
    type name parameters                           \
    {                                              \
        REAL(name);                                \
        int in = enter();                          \
        type result = call;                        \
        if (in) { then; }                          \
        leave(in);                                 \
        return result;                             \
    }

LOCKED(ssize_t, write, (int f, const void *b, size_t n), real(f, b, n), wrote(f, b, result))
LOCKED(ssize_t, writev, (int f, const struct iovec *v, int n), real(f, v, n),
       if (result > 0 && watched(f)) wrote_parts(f, v, n, result, lseek(f, 0, SEEK_CUR) - result))
LOCKED(ssize_t, pwrite, (int f, const void *b, size_t n, off_t o), real(f, b, n, o),
       if (result > 0 && watched(f)) note(WRITE, f, o, 0, b, (size_t)result, NULL, 0))
LOCKED(ssize_t, pwrite64, (int f, const void *b, size_t n, off64_t o), real(f, b, n, o),
       if (result > 0 && watched(f)) note(WRITE, f, o, 0, b, (size_t)result, NULL, 0))
LOCKED(ssize_t, pwritev, (int f, const struct iovec *v, int n, off_t o), real(f, v, n, o), wrote_parts(f, v, n, result, o))
LOCKED(int, ftruncate, (int f, off_t n), real(f, n), if (!result && watched(f)) note(RESIZE, f, n, 0, NULL, 0, NULL, 0))
LOCKED(int, ftruncate64, (int f, off64_t n), real(f, n), if (!result && watched(f)) note(RESIZE, f, n, 0, NULL, 0, NULL, 0))

/* Room that is taken beforehand reads as zeros, as a file that was made longer does. */
static void grew(int file)
{
    struct stat there;
    if (watched(file) && fstat(file, &there) == 0) note(RESIZE, file, there.st_size, 0, NULL, 0, NULL, 0);
}
LOCKED(int, fallocate, (int f, int m, off_t o, off_t n), real(f, m, o, n), if (!result) grew(f))
LOCKED(int, posix_fallocate, (int f, off_t o, off_t n), real(f, o, n), if (!result) grew(f))
LOCKED(int, posix_fallocate64, (int f, off64_t o, off64_t n), real(f, o, n), if (!result) grew(f))

/* What the kernel copied from file to file, read once more. */
static void copied(int to, int from, int64_t at, ssize_t count)
{
    char bytes[65536];
    int64_t place = lseek(to, 0, SEEK_CUR) - count;
    while (count > 0 && watched(to)) {
        ssize_t got = pread(from, bytes, count < (ssize_t)sizeof bytes ? (size_t)count : sizeof bytes, at);
        if (got <= 0) abort();
        note(WRITE, to, place, 0, bytes, (size_t)got, NULL, 0);
        at += got, place += got, count -= got;
    }
}

ssize_t sendfile(int to, int from, off_t *at, size_t n)
{
    REAL(sendfile);
    int in = enter();
    int64_t place = at ? *at : lseek(from, 0, SEEK_CUR);
    ssize_t result = real(to, from, at, n);
    if (in && result > 0 && watched(to)) copied(to, from, place, result);
    leave(in);
    return result;
}

ssize_t copy_file_range(int from, off64_t *at, int to, off64_t *where, size_t n, unsigned flags)
{
    REAL(copy_file_range);
    if (where && enter()) abort(); /* nobody does */
    int in = enter();
    int64_t place = at ? *at : lseek(from, 0, SEEK_CUR);
    ssize_t result = real(from, at, to, where, n, flags);
    if (in && result > 0 && watched(to)) copied(to, from, place, result);
    leave(in);
    return result;
}

#define SYNCED(name)                                                                                       \
    int name(int f)                                                                                        \
    {                                                                                                      \
        REAL(name);                                                                                        \
        int in = enter();                                                                                  \
        int result = in && watched(f) && forgotten(f) ? 0 : real(f);                                       \
        if (in && !result && watched(f) && !forgotten(f)) note(SYNC, f, 0, 0, NULL, 0, NULL, 0);           \
        leave(in);                                                                                         \
        return result;                                                                                     \
    }
SYNCED(fsync)
SYNCED(fdatasync)
/* sync_file_range promises nothing about a power cut, so it is not written down. */

static void moved(int from_at, const char *from, int to_at, const char *to, unsigned flags)
{
    char one_room[4096], other_room[4096];
    const char *a = whole(from_at, from, one_room), *b = whole(to_at, to, other_room);
    if (*a || *b) note_names(RENAME, flags, a, b);
}
LOCKED(int, rename, (const char *a, const char *b), real(a, b), if (!result) moved(AT_FDCWD, a, AT_FDCWD, b, 0))
LOCKED(int, renameat, (int x, const char *a, int y, const char *b), real(x, a, y, b), if (!result) moved(x, a, y, b, 0))
LOCKED(int, renameat2, (int x, const char *a, int y, const char *b, unsigned f), real(x, a, y, b, f), if (!result) moved(x, a, y, b, f))

static void linked(int from_at, const char *from, int to_at, const char *to)
{
    char one_room[4096], other_room[4096];
    const char *a = whole(from_at, from, one_room), *b = whole(to_at, to, other_room);
    if (*b) note_names(LINK, 0, a, b);
}
LOCKED(int, link, (const char *a, const char *b), real(a, b), if (!result) linked(AT_FDCWD, a, AT_FDCWD, b))
LOCKED(int, linkat, (int x, const char *a, int y, const char *b, int f), real(x, a, y, b, f), if (!result) linked(x, a, y, b))

static void named(enum kind kind, int at, const char *path, int64_t a)
{
    char room[4096];
    const char *name = whole(at, path, room);
    if (*name) note_names(kind, a, name, NULL);
}
LOCKED(int, symlink, (const char *a, const char *b), real(a, b), if (!result) named(SYMLINK, AT_FDCWD, b, 0))
LOCKED(int, symlinkat, (const char *a, int x, const char *b), real(a, x, b), if (!result) named(SYMLINK, x, b, 0))
LOCKED(int, unlink, (const char *p), real(p), if (!result) named(UNLINK, AT_FDCWD, p, 0))
LOCKED(int, rmdir, (const char *p), real(p), if (!result) named(RMDIR, AT_FDCWD, p, 0))
LOCKED(int, remove, (const char *p), real(p), if (!result) named(UNLINK, AT_FDCWD, p, 0))
LOCKED(int, unlinkat, (int x, const char *p, int f), real(x, p, f),
       if (!result) named(f & AT_REMOVEDIR ? RMDIR : UNLINK, x, p, 0))
LOCKED(int, mkdir, (const char *p, mode_t m), real(p, m), if (!result) named(MKDIR, AT_FDCWD, p, m))
LOCKED(int, mkdirat, (int x, const char *p, mode_t m), real(x, p, m), if (!result) named(MKDIR, x, p, m))

static void doubled(int old, int new)
{
    if (new < 0 || new >= MOST || old == new) return;
    free(names[new]);
    names[new] = watched(old) ? strdup(names[old]) : NULL;
    if (watched(old)) note(DUP, old, new, 0, NULL, 0, NULL, 0);
}
LOCKED(int, dup, (int f), real(f), doubled(f, result))
LOCKED(int, dup2, (int f, int g), real(f, g), doubled(f, result))
LOCKED(int, dup3, (int f, int g, int h), real(f, g, h), doubled(f, result))

#define CONTROLLED(name)                                                              \
    int name(int f, int command, ...)                                                 \
    {                                                                                 \
        REAL(name);                                                                   \
        va_list more;                                                                 \
        va_start(more, command);                                                      \
        void *argument = va_arg(more, void *);                                        \
        va_end(more);                                                                 \
        int result = real(f, command, argument);                                      \
        if ((command == F_DUPFD || command == F_DUPFD_CLOEXEC) && book >= 0) {        \
            int in = enter();                                                         \
            if (in) doubled(f, result);                                               \
            leave(in);                                                                \
        }                                                                             \
        return result;                                                                \
    }
CONTROLLED(fcntl)
CONTROLLED(fcntl64)

static void mapped(int file, int protection, int flags)
{
    if ((flags & MAP_SHARED) && (protection & PROT_WRITE) && watched(file)) note(MAPPED, file, 0, 0, NULL, 0, NULL, 0);
}
LOCKED(void *, mmap, (void *a, size_t n, int p, int f, int d, off_t o), real(a, n, p, f, d, o), mapped(d, p, f))
LOCKED(void *, mmap64, (void *a, size_t n, int p, int f, int d, off64_t o), real(a, n, p, f, d, o), mapped(d, p, f))

/* Written down before it goes out: who reads it may cut the power. */
ssize_t send(int socket, const void *bytes, size_t n, int flags)
{
    REAL(send);
    int in = enter();
    if (in) {
        struct sockaddr_storage peer = {0};
        socklen_t length = sizeof peer;
        getpeername(socket, (struct sockaddr *)&peer, &length);
        int port = peer.ss_family == AF_INET ? ntohs(((struct sockaddr_in *)&peer)->sin_port)
                                             : ntohs(((struct sockaddr_in6 *)&peer)->sin6_port);
        note(SEND, socket, port, (int64_t)n, bytes, n < 16 ? n : 16, NULL, 0);
    }
    leave(in);
    return real(socket, bytes, n, flags);
}

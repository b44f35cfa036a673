/* What disk.c and recorder.c share: the call behind the one that is stood in for, and where an open file
 * lies. */

#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/types.h>
#include <unistd.h>

#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

/* The path of an open file, of AT_FDCWD that of the working directory; "" and 0 when it has none. */
static int path_of(int file, char* path, size_t size)
{
    char link[64];
    snprintf(link, sizeof link, file == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, size - 1);
    path[length < 0 ? 0 : length] = 0;
    return length > 0;
}

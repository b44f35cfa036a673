#pragma once
// A disk that takes no long file: work done in a process of its own, whose files may not grow over a limit.

#include <csignal>
#include <functional>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace clausebook::testing {

/// Returns what `work` returns; -1 when the process did not come to its end.
inline int with_a_full_disk(rlim_t limit_bytes, const std::function<int()>& work)
{
    const auto child = ::fork();
    if (child == 0) {
        ::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{limit_bytes, limit_bytes};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        ::_exit(work());
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace clausebook::testing

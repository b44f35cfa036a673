#include "programs/bounded.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <optional>
#include <spawn.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace clausebook::programs {
namespace {

constexpr const char* bounded_by = "/usr/bin/prlimit";
constexpr const char* without_network = "/usr/bin/unshare";

std::vector<char*> pointers(const std::vector<std::string>& words)
{
    std::vector<char*> list;
    list.reserve(words.size() + 1);
    for (const auto& word : words) list.push_back(const_cast<char*>(word.c_str())); // as exec declares it
    list.push_back(nullptr);
    return list;
}

/// What becomes of the three first files of a program, and where it works.
class FileActions {
public:
    explicit FileActions(const Run& run)
    {
        constexpr int to_write = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW;
        posix_spawn_file_actions_init(&actions_);
        posix_spawn_file_actions_addopen(&actions_, 0, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_addopen(&actions_, 1, run.said.c_str(), to_write, 0600);
        if (run.complained.empty())
            posix_spawn_file_actions_adddup2(&actions_, 1, 2);
        else
            posix_spawn_file_actions_addopen(&actions_, 2, run.complained.c_str(), to_write, 0600);
        posix_spawn_file_actions_addclosefrom_np(&actions_, 3);
        if (!run.folder.empty()) posix_spawn_file_actions_addchdir_np(&actions_, run.folder.c_str());
    }
    ~FileActions() { posix_spawn_file_actions_destroy(&actions_); }
    FileActions(const FileActions&) = delete;
    FileActions& operator=(const FileActions&) = delete;

    const posix_spawn_file_actions_t* get() const { return &actions_; }

private:
    posix_spawn_file_actions_t actions_{};
};

/// A process group of its own, so that whatever it starts ends with it; signals as a new program has them.
class Attributes {
public:
    Attributes()
    {
        sigset_t all;
        sigset_t none;
        sigfillset(&all);
        sigemptyset(&none);
        posix_spawnattr_init(&attributes_);
        posix_spawnattr_setsigdefault(&attributes_, &all);
        posix_spawnattr_setsigmask(&attributes_, &none);
        posix_spawnattr_setpgroup(&attributes_, 0);
        posix_spawnattr_setflags(&attributes_,
                                 POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    }
    ~Attributes() { posix_spawnattr_destroy(&attributes_); }
    Attributes(const Attributes&) = delete;
    Attributes& operator=(const Attributes&) = delete;

    const posix_spawnattr_t* get() const { return &attributes_; }

private:
    posix_spawnattr_t attributes_{};
};

pid_t start(const Run& run)
{
    const FileActions actions(run);
    const Attributes attributes;
    const auto argv = pointers(run.words);
    const auto envp = pointers(run.surroundings);
    pid_t child = -1;
    const int failed =
        posix_spawn(&child, argv.front(), actions.get(), attributes.get(), argv.data(), envp.data());
    if (failed != 0)
        throw CannotStart("cannot start " + run.words.front() + ": "
                          + std::generic_category().message(failed));
    return child;
}

/// True once the program has ended; it stays known to the system until it is reaped, its group with it.
bool has_ended(pid_t child)
{
    siginfo_t told{};
    return waitid(P_PID, static_cast<id_t>(child), &told, WEXITED | WNOHANG | WNOWAIT) != 0
        || told.si_pid != 0;
}

/// The system ends a program whose time on the processor is over by one of these two signals.
Ending ending_of(int status)
{
    if (status == 0) return Ending::Well;
    const bool out_of_time =
        WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL);
    return out_of_time ? Ending::TooLong : Ending::Badly;
}

Outcome wait_for(pid_t child, std::chrono::milliseconds limit, const std::function<bool()>& give_up)
{
    const auto end = std::chrono::steady_clock::now() + limit;
    std::optional<Ending> ended_by_us;
    auto pause = std::chrono::milliseconds(2);
    while (!has_ended(child)) {
        if (std::chrono::steady_clock::now() >= end)
            ended_by_us = Ending::TooLong;
        else if (give_up && give_up())
            ended_by_us = Ending::GivenUp;
        if (ended_by_us) break;
        std::this_thread::sleep_for(pause);
        pause = std::min(pause * 2, std::chrono::milliseconds(20));
    }
    kill(-child, SIGKILL); // with it whatever it started and left behind
    Outcome outcome;
    pid_t reaped = -1;
    while ((reaped = waitpid(child, &outcome.status, 0)) < 0 && errno == EINTR) {
    }
    // Where somebody else reaped it (SIGCHLD ignored) nobody can say that all was well.
    outcome.ending = ended_by_us ? *ended_by_us : reaped == child ? ending_of(outcome.status) : Ending::Badly;
    return outcome;
}

/// True when this system lets us start a program in a network that leads nowhere.
bool can_take_network_away()
{
    static const bool can = [] {
        if (!is_installed(without_network)) return false;
        const Run trial{
            {without_network, "--user", "--map-root-user", "--net", "/bin/true"}, {}, {}, "/dev/null", {}};
        return wait_for(start(trial), std::chrono::seconds(5), {}).ending == Ending::Well;
    }();
    return can;
}

} // namespace

bool is_installed(const std::string& program)
{
    return access(program.c_str(), X_OK) == 0;
}

Outcome run_bounded(const Run& run, const Bounds& bounds, const std::function<bool()>& give_up)
{
    auto whole = run;
    whole.words.clear();
    if (can_take_network_away())
        whole.words.insert(whole.words.end(), {without_network, "--user", "--map-root-user", "--net"});
    if (is_installed(bounded_by))
        whole.words.insert(whole.words.end(),
                           {bounded_by, "--as=" + std::to_string(bounds.memory_bytes),
                            "--fsize=" + std::to_string(bounds.file_bytes),
                            "--cpu=" + std::to_string(std::max<std::int64_t>(1, bounds.time.count())),
                            "--core=0"});
    whole.words.insert(whole.words.end(), run.words.begin(), run.words.end());
    return wait_for(start(whole), bounds.time, give_up);
}

} // namespace clausebook::programs

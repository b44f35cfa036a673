#include "paper/weasyprint.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <spawn.h>
#include <string_view>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <vector>

namespace clausebook::paper {
namespace {

constexpr const char* program = "/usr/bin/weasyprint";
constexpr const char* bounded_by = "/usr/bin/prlimit";
constexpr const char* without_network = "/usr/bin/unshare";
constexpr const char* no_room = "[Errno 28]"; // how it says that the disk is full

bool is_program(const char* path)
{
    return access(path, X_OK) == 0;
}

/// A new file of ours that goes when the object goes.
class Scratch {
public:
    Scratch(const std::filesystem::path& folder, const std::string& ending)
    {
        auto name = (folder / ("print-XXXXXX" + ending)).string();
        const int fd = mkstemps(name.data(), static_cast<int>(ending.size()));
        if (fd < 0) throw std::system_error(errno, std::generic_category(), folder.string());
        close(fd);
        path_ = name;
    }
    ~Scratch()
    {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    const std::filesystem::path& path() const { return path_; }

    void write(const std::string& bytes) const
    {
        errno = 0;
        std::ofstream out(path_, std::ios::binary | std::ios::trunc);
        out << bytes << std::flush;
        if (!out) throw std::system_error(errno ? errno : EIO, std::generic_category(), path_.string());
    }

    std::string read() const
    {
        std::ifstream in(path_, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    }

private:
    std::filesystem::path path_;
};

std::vector<char*> pointers(const std::vector<std::string>& words)
{
    std::vector<char*> list;
    list.reserve(words.size() + 1);
    for (const auto& word : words) list.push_back(const_cast<char*>(word.c_str())); // as exec declares it
    list.push_back(nullptr);
    return list;
}

/// Runs a program without a shell, its words into a file, nothing on its input. It leads a process group of
/// its own, so that whatever it starts ends with it.
pid_t start(const std::vector<std::string>& words, const std::vector<std::string>& surroundings,
            const std::filesystem::path& said)
{
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, said.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_adddup2(&actions, 1, 2);
    posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    sigset_t all;
    sigset_t none;
    sigfillset(&all);
    sigemptyset(&none);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes,
                             POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    pid_t child = -1;
    const auto argv = pointers(words);
    const auto envp = pointers(surroundings);
    const int failed = posix_spawn(&child, argv.front(), &actions, &attributes, argv.data(), envp.data());
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    if (failed != 0)
        throw PrintFailed("cannot start " + words.front() + ": " + std::generic_category().message(failed));
    return child;
}

enum class Ending { Itself, TooLong, GivenUp };

struct Outcome {
    Ending ending = Ending::Itself;
    int status = 0;
};

Outcome wait_for(pid_t child, std::chrono::milliseconds limit, const std::function<bool()>& give_up)
{
    const auto end = std::chrono::steady_clock::now() + limit;
    Outcome outcome;
    while (waitpid(child, &outcome.status, WNOHANG) == 0) {
        const bool late = std::chrono::steady_clock::now() >= end;
        if (late || (give_up && give_up())) {
            outcome.ending = late ? Ending::TooLong : Ending::GivenUp;
            kill(-child, SIGKILL);
            waitpid(child, &outcome.status, 0);
            break;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return outcome;
}

/// True when this system lets us start a program in a network that leads nowhere.
bool can_take_network_away(const std::filesystem::path& said)
{
    if (!is_program(without_network)) return false;
    const auto trial = start({without_network, "--user", "--map-root-user", "--net", "/bin/true"}, {}, said);
    const auto outcome = wait_for(trial, std::chrono::seconds(5), {});
    return outcome.ending == Ending::Itself && outcome.status == 0;
}

std::vector<std::string> before_program(const PrintBounds& bounds, const std::filesystem::path& said)
{
    std::vector<std::string> words;
    if (can_take_network_away(said))
        words.insert(words.end(), {without_network, "--user", "--map-root-user", "--net"});
    if (is_program(bounded_by))
        words.insert(words.end(),
                     {bounded_by, "--as=" + std::to_string(bounds.memory_bytes),
                      "--fsize=" + std::to_string(bounds.file_bytes),
                      "--cpu=" + std::to_string(std::max<std::int64_t>(1, bounds.time.count())), "--core=0"});
    return words;
}

bool is_identifier(const std::string& text)
{
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
            || c == '.';
    };
    return !text.empty() && text.front() != '-' && std::all_of(text.begin(), text.end(), fits);
}

} // namespace

bool can_print()
{
    return is_program(program);
}

std::string pdf_of(const std::string& html, const PrintStamp& stamp, const std::filesystem::path& aside,
                   const PrintBounds& bounds, const std::function<bool()>& give_up)
{
    if (const auto address = address_to_fetch(html); !address.empty())
        throw std::logic_error("a document to print names an address: " + address);
    if (!is_identifier(stamp.identifier))
        throw std::logic_error("no identifier of a PDF: " + stamp.identifier);
    if (!can_print()) throw NoPrinter();

    const Scratch page(aside, ".html");
    const Scratch pdf(aside, ".pdf");
    const Scratch said(aside, ".log");
    page.write(html);
    auto words = before_program(bounds, said.path());
    words.insert(words.end(),
                 {program, "--encoding", "utf-8", "--pdf-identifier", stamp.identifier, page.path().string(),
                  pdf.path().string()});
    const auto child =
        start(words,
              {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=" + aside.string(), "PYTHONDONTWRITEBYTECODE=1",
               "PYTHONHASHSEED=0", "TZ=UTC", "SOURCE_DATE_EPOCH=" + std::to_string(stamp.seconds)},
              said.path());
    const auto outcome = wait_for(child, bounds.time, give_up);
    if (outcome.ending == Ending::TooLong) throw PrintFailed("weasyprint took too long");
    if (outcome.ending == Ending::GivenUp) throw PrintFailed("given up");
    if (outcome.status != 0 && said.read().find(no_room) != std::string::npos)
        throw std::system_error(ENOSPC, std::generic_category(), aside.string());
    auto bytes = pdf.read();
    if (outcome.status != 0 || !bytes.starts_with("%PDF-"))
        throw PrintFailed("weasyprint ended with " + std::to_string(outcome.status) + ": "
                          + said.read().substr(0, 2000));
    return bytes;
}

} // namespace clausebook::paper

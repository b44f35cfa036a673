#pragma once
// Programs of others, run aside and bounded: no shell, no network where the system lets us take it away,
// limited time, memory and size of files, their own surroundings, ended with everything they start.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

namespace clausebook::programs {

/// What one run may cost.
struct Bounds {
    /// Of the clock; of the processor as well, so that it ends though we should be gone.
    std::chrono::seconds time{60};
    std::uint64_t memory_bytes = 512'000'000; ///< of address space
    std::uint64_t file_bytes = 8'000'000;     ///< of each file it writes, its words among them
};

struct Run {
    std::vector<std::string> words;        ///< the program by its whole path, and what it is told
    std::vector<std::string> surroundings; ///< "NAME=value"; nothing of ours is handed on
    std::filesystem::path folder;          ///< where it works
    std::filesystem::path said;            ///< takes what it says; not followed when it is a link
    std::filesystem::path complained;      ///< takes what it complains of; "" beside what it says
};

enum class Ending {
    Well,    ///< by itself, and said that all is well
    Badly,   ///< by itself or by a limit, or nobody knows how
    TooLong, ///< ended by us or by the system, its time of the clock or of the processor used up
    GivenUp, ///< `give_up` said so
};

struct Outcome {
    Ending ending = Ending::Well;
    int status = 0; ///< as waitpid() tells it
};

/// The program cannot be started.
class CannotStart : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// True when there is such a program.
bool is_installed(const std::string& program);

/// Runs a program to its end. `give_up` is asked now and then. Throws CannotStart.
Outcome run_bounded(const Run& run, const Bounds& bounds, const std::function<bool()>& give_up = {});

} // namespace clausebook::programs

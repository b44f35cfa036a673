#pragma once
// Long work of a command: how far it is, and the signals that end it.

#include "cli/commands.h"
#include "workspace/jobs.h"

#include <csignal>
#include <unistd.h>

namespace clausebook::cli {

/// Holds the signals that end the program until what is half-made is taken away: beside what is made lies a
/// copy of the records. A signal that came takes effect when this goes; the work ends with JobCancelled.
class UntilSignal : public Progress {
public:
    /// Aloud: on a terminal, the error stream shows how far the work is.
    enum class Counting { Quiet, Aloud };

    UntilSignal(const Terminal& terminal, Counting counting)
        : err_(terminal.err), counts_(counting == Counting::Aloud && isatty(STDERR_FILENO) == 1)
    {
        sigemptyset(&held_);
        for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&held_, signal);
        pthread_sigmask(SIG_BLOCK, &held_, &before_);
    }
    ~UntilSignal() override
    {
        if (percent_ >= 0) err_ << "\r      \r" << std::flush;
        pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }
    UntilSignal(const UntilSignal&) = delete;
    UntilSignal& operator=(const UntilSignal&) = delete;

    void at(std::int64_t done, std::int64_t total) override
    {
        if (cancelled()) throw JobCancelled();
        const auto percent = total > 0 ? static_cast<int>(done * 100 / total) : 0;
        if (!counts_ || percent == percent_) return;
        percent_ = percent;
        err_ << '\r' << percent << " %" << std::flush;
    }

    bool cancelled() const override
    {
        sigset_t waiting;
        sigpending(&waiting);
        for (const int signal : {SIGINT, SIGTERM, SIGHUP})
            if (sigismember(&waiting, signal) == 1) return true;
        return false;
    }

private:
    std::ostream& err_;
    bool counts_;
    int percent_ = -1;
    sigset_t held_{};
    sigset_t before_{};
};

} // namespace clausebook::cli

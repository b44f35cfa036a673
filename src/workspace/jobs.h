#pragma once
// Background work: asked for on a page, done on a thread of its own, found again by its key (core/job/job.h).

#include "core/job/job.h"
#include "workspace/workspace.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace clausebook {

/// Thrown out of a job's function when it was cancelled: let it pass, so that what is half-made is taken
/// away.
class JobCancelled {};

/// What a job's function tells about itself.
class Progress {
public:
    virtual ~Progress() = default;

    /// How far: `done` of `total` in whatever unit (bytes, pages). Cheap: call it as often as you like.
    /// Throws JobCancelled when somebody has cancelled or the program ends.
    virtual void at(std::int64_t done, std::int64_t total) = 0;

    /// For functions that wait for something else, such as another program: true when they should give up.
    virtual bool cancelled() const = 0;
};

/// The progress of work nobody watches: the command line, tests.
Progress& unwatched();

/// The jobs of one workspace: one thread works through them in order. Make it after the workspace and let it
/// go before it; on the way out the running job is cancelled and waited for.
class Jobs {
public:
    /// Returns what the job made ("PK-0001"). It runs on the jobs' own thread: take what it needs along by
    /// value. A Refusal becomes the job's problem as it is; NotFound, a full disk and anything else get a
    /// code of their own ("job_gone", "job_disk_full", "job_broken").
    using Work = std::function<std::string(Progress&)>;

    /// Told what broke, for the log of the one who runs the server.
    using Log = std::function<void(const std::string&)>;

    /// Jobs an earlier process left unfinished become FAILED with "job_interrupted"; those over for 30 days
    /// are forgotten.
    explicit Jobs(Workspace& workspace, Log log = {});
    ~Jobs();
    Jobs(const Jobs&) = delete;
    Jobs& operator=(const Jobs&) = delete;

    /// Queues work and returns at once with its key. The same work (kind and parameters) asked again by the
    /// same person while it is not over is the same job. Refuses (State) "jobs_full" when 20 are waiting and
    /// "jobs_closing" after close().
    Id<Job> start(const Actor& actor, const std::string& kind, const std::string& parameters, Work work);

    /// How it stands now. Throws NotFound when there is none or it is not for the actor.
    Job see(const Actor& actor, const Id<Job>& key) const;

    /// The job of a kind about a subject (the first word of its parameters) that is not over and is for the
    /// actor, if there is one.
    std::optional<Job> under_way(const Actor& actor, const std::string& kind,
                                 const std::string& subject) const;

    /// The jobs of a kind that are not over and are for the actor, oldest first.
    std::vector<Job> under_way(const Actor& actor, const std::string& kind) const;

    /// Asks a job to end; FAILED with "job_cancelled" once it has. Nothing happens to one that is over.
    void cancel(const Actor& actor, const Id<Job>& key);

    /// For the end of the program: cancels what runs and what waits, and starts nothing any more. Waits for
    /// nothing.
    void close();

    /// True after close(): what takes long on a page is to give up as well.
    bool closing() const;

    /// Waits until nothing is waiting or running (tests).
    void wait();

private:
    struct Shop;
    std::unique_ptr<Shop> shop_;
};

} // namespace clausebook

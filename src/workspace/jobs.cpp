#include "workspace/jobs.h"

#include "core/base/refusal.h"
#include "store/errors.h"
#include "store/files.h"
#include "store/jobs.h"
#include "store/passwords.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <system_error>
#include <thread>

namespace clausebook {
namespace {

constexpr std::size_t most_waiting = 20;
constexpr auto kept_for = std::chrono::days(30);

class Unwatched : public Progress {
public:
    void at(std::int64_t, std::int64_t) override {}
    bool cancelled() const override { return false; }
};

/// The problem of a job whose function threw, and what the log should say ("" for nothing).
std::pair<JobProblem, std::string> problem_now()
{
    try {
        throw;
    } catch (const JobCancelled&) {
        return {{"job_cancelled", {}}, {}};
    } catch (const Refusal& refusal) {
        return {{refusal.code(), refusal.parameters()}, {}};
    } catch (const NotFound& missing) {
        return {{"job_gone", {}}, missing.what()};
    } catch (const store::DiskFull& full) {
        return {{"job_disk_full", {}}, full.what()};
    } catch (const std::system_error& broken) {
        return {{store::means_no_room(broken.code().value()) ? "job_disk_full" : "job_broken", {}},
                broken.what()};
    } catch (const std::exception& broken) {
        return {{"job_broken", {}}, broken.what()};
    }
}

} // namespace

Progress& unwatched()
{
    static Unwatched none;
    return none;
}

struct Jobs::Shop {
    Shop(Workspace& of, Log told) : workspace(of), log(std::move(told)) {}

    struct Bench : Progress {
        Bench(Shop& in, Job of, Work done) : shop(in), job(std::move(of)), work(std::move(done)) {}

        void at(std::int64_t done, std::int64_t total) override
        {
            const std::scoped_lock lock(shop.mutex);
            if (stop) throw JobCancelled();
            job.done = done;
            job.total = total;
        }

        bool cancelled() const override
        {
            const std::scoped_lock lock(shop.mutex);
            return stop;
        }

        Shop& shop;
        Job job; ///< guarded by the shop's mutex; its row is written when it begins and when it ends
        Work work;
        bool kept = false; ///< its row is there
        bool stop = false;
    };

    /// The bench of the same work that is not over, if there is one. Called with the mutex held.
    std::shared_ptr<Bench> same_as(const Job& job) const
    {
        for (const auto& [key, other] : benches)
            if (other->job.kind == job.kind && other->job.parameters == job.parameters
                && other->job.person == job.person && !other->stop && !is_over(other->job.state))
                return other;
        return nullptr;
    }

    void keep(const Job& job)
    {
        auto verb = workspace.begin(system_actor(), "");
        store::keep(verb, job);
        verb.commit();
    }

    void tell(const Job& job, const std::string& what) const
    {
        if (log && !what.empty()) log("job " + job.key.str() + " (" + job.kind + "): " + what);
    }

    void clear_up()
    {
        const auto left = store::unfinished_jobs(workspace.read());
        auto verb = workspace.begin(system_actor(), "");
        for (auto job : left) {
            job.state = JobState::Failed;
            job.problem = {"job_interrupted", {}};
            job.updated_at = verb.at();
            store::keep(verb, job);
        }
        store::forget_jobs(verb, verb.at() - kept_for);
        verb.commit();
    }

    /// The row says how it stands after this; when the row cannot be written, the bench goes on saying it.
    void settle(Bench& bench, JobState state, const std::string& result, const JobProblem& problem)
    {
        Job job;
        {
            const std::scoped_lock lock(mutex);
            bench.job.state = state;
            bench.job.result = result;
            bench.job.problem = problem;
            bench.job.updated_at = workspace.now();
            job = bench.job;
        }
        try {
            keep(job);
        } catch (const std::exception& broken) {
            tell(job, broken.what());
            return;
        }
        if (!is_over(state)) return;
        const std::scoped_lock lock(mutex);
        benches.erase(job.key);
    }

    void work_on(const std::shared_ptr<Bench>& bench)
    {
        std::string result;
        JobProblem problem;
        std::string trouble;
        try {
            if (bench->cancelled()) throw JobCancelled();
            settle(*bench, JobState::Running, {}, {});
            result = bench->work(*bench);
        } catch (...) {
            std::tie(problem, trouble) = problem_now();
        }
        bench->work = {};
        tell(bench->job, trouble);
        settle(*bench, problem.code.empty() ? JobState::Done : JobState::Failed, result, problem);
    }

    void work_on_all()
    {
        for (;;) {
            std::shared_ptr<Bench> bench;
            {
                std::unique_lock lock(mutex);
                busy = false;
                changed.notify_all();
                changed.wait(lock, [&] { return closing || !waiting.empty(); });
                if (waiting.empty()) return;
                bench = std::move(waiting.front());
                waiting.pop_front();
                busy = true;
            }
            work_on(bench);
        }
    }

    Workspace& workspace;
    Log log;
    mutable std::mutex mutex;
    std::condition_variable changed;
    std::deque<std::shared_ptr<Bench>> waiting;
    std::map<Id<Job>, std::shared_ptr<Bench>> benches; ///< of jobs that are not over
    bool busy = false;
    bool closing = false;
    std::thread worker;
};

Jobs::Jobs(Workspace& workspace, Log log) : shop_(std::make_unique<Shop>(workspace, std::move(log)))
{
    shop_->clear_up();
    shop_->worker = std::thread([shop = shop_.get()] { shop->work_on_all(); });
}

Jobs::~Jobs()
{
    close();
    shop_->worker.join();
}

void Jobs::close()
{
    const std::scoped_lock lock(shop_->mutex);
    shop_->closing = true;
    for (const auto& [key, bench] : shop_->benches) bench->stop = true;
    shop_->changed.notify_all();
}

bool Jobs::closing() const
{
    const std::scoped_lock lock(shop_->mutex);
    return shop_->closing;
}

Id<Job> Jobs::start(const Actor& actor, const std::string& kind, const std::string& parameters, Work work)
{
    auto& shop = *shop_;
    Job job;
    job.key = Id<Job>("J-" + store::new_token().substr(0, 16));
    job.kind = kind;
    job.parameters = parameters;
    job.person = actor.person;
    job.created_at = job.updated_at = shop.workspace.now();
    const auto bench = std::make_shared<Shop::Bench>(shop, job, std::move(work));
    {
        std::unique_lock lock(shop.mutex);
        while (const auto same = shop.same_as(job)) {
            if (same->kept) return same->job.key;
            shop.changed.wait(lock);
        }
        if (shop.closing) throw Refusal::state("jobs_closing");
        if (shop.waiting.size() >= most_waiting) throw Refusal::state("jobs_full");
        shop.benches[job.key] = bench;
    }
    try {
        shop.keep(job); // first the row: an answer that names the job must survive whatever comes
    } catch (...) {
        const std::scoped_lock lock(shop.mutex);
        shop.benches.erase(job.key);
        shop.changed.notify_all();
        throw;
    }
    const std::scoped_lock lock(shop.mutex);
    bench->kept = true;
    shop.waiting.push_back(bench);
    shop.changed.notify_all();
    return job.key;
}

Job Jobs::see(const Actor& actor, const Id<Job>& key) const
{
    const auto found = [&]() -> std::optional<Job> {
        {
            const std::scoped_lock lock(shop_->mutex);
            const auto bench = shop_->benches.find(key);
            if (bench != shop_->benches.end()) return bench->second->job;
        }
        return store::job(shop_->workspace.read(), key);
    }();
    if (!found || !may_see(actor, *found)) throw NotFound("job " + key.str());
    return *found;
}

std::optional<Job> Jobs::under_way(const Actor& actor, const std::string& kind,
                                   const std::string& subject) const
{
    for (auto& job : under_way(actor, kind))
        if (job.parameters == subject || job.parameters.starts_with(subject + " ")) return std::move(job);
    return std::nullopt;
}

std::vector<Job> Jobs::under_way(const Actor& actor, const std::string& kind) const
{
    const std::scoped_lock lock(shop_->mutex);
    std::vector<Job> found;
    for (const auto& [key, bench] : shop_->benches)
        if (const auto& job = bench->job; job.kind == kind && !is_over(job.state) && may_see(actor, job))
            found.push_back(job);
    return found;
}

void Jobs::cancel(const Actor& actor, const Id<Job>& key)
{
    see(actor, key);
    const std::scoped_lock lock(shop_->mutex);
    const auto bench = shop_->benches.find(key);
    if (bench != shop_->benches.end()) bench->second->stop = true;
}

void Jobs::wait()
{
    std::unique_lock lock(shop_->mutex);
    shop_->changed.wait(lock, [&] { return !shop_->busy && shop_->waiting.empty(); });
}

} // namespace clausebook

#include "core/base/refusal.h"
#include "store/jobs.h"
#include "store/people.h"
#include "support/refused.h"
#include "support/temporary_directory.h"
#include "workspace/jobs.h"

#include <gtest/gtest.h>

#include <future>
#include <optional>
#include <system_error>
#include <thread>

namespace clausebook {
namespace {

class JobsTest : public ::testing::Test {
protected:
    testing::TemporaryDirectory folder;
    Instant clock = *parse_instant("2026-11-22T08:00:00.000000Z");
    Workspace workspace{folder.path() / "data", store::Database::Access::ReadAndWrite, [this] {
                            return clock;
                        }};
    Actor selin, elif, can;

    void SetUp() override
    {
        auto verb = workspace.begin(system_actor(), "test.set_up");
        selin = person(verb, "Selin Demir", {Role::QualityManager});
        elif = person(verb, "Elif Kaya", {Role::LeadAuditor});
        can = person(verb, "Can Öz", {Role::LeadAuditor});
        verb.commit();
    }

    static Actor person(store::Writing& verb, const std::string& name, Roles roles)
    {
        Person person;
        person.name = name;
        person.roles = roles;
        return {store::save(verb, person), name, std::move(roles)};
    }

    /// Work that waits for `go` and then tells its progress once more.
    static Jobs::Work held_up(const std::shared_future<void>& go, std::promise<void>* begun = nullptr)
    {
        return [go, begun](Progress& progress) {
            progress.at(3, 12);
            if (begun) begun->set_value();
            go.wait();
            progress.at(12, 12);
            return std::string("PK-0001");
        };
    }
};

TEST_F(JobsTest, a_job_runs_beside_the_page_and_keeps_its_result)
{
    Id<Job> key;
    {
        Jobs jobs(workspace);
        std::promise<void> go, begun;
        key = jobs.start(elif, "pack", "IA-2026-01 en", held_up(go.get_future().share(), &begun));
        begun.get_future().wait();
        const auto running = jobs.see(elif, key);
        EXPECT_EQ(running.state, JobState::Running);
        EXPECT_EQ(percent(running), 25);
        go.set_value();
        jobs.wait();
        EXPECT_EQ(jobs.see(elif, key).state, JobState::Done);
    }
    const auto later = Jobs(workspace).see(elif, key);
    EXPECT_EQ(later.state, JobState::Done);
    EXPECT_EQ(later.result, "PK-0001");
    EXPECT_EQ(percent(later), 100);
}

TEST_F(JobsTest, nobody_is_told_of_a_job_before_it_is_kept)
{
    Jobs jobs(workspace);
    const auto is_kept_when_told = [&] {
        const auto key = jobs.start(elif, "pack", "", [](Progress&) { return std::string("x"); });
        return store::job(workspace.read(), key).has_value();
    };
    std::optional<store::Writing> somebody_else(workspace.begin(system_actor(), ""));
    auto first = std::async(std::launch::async, is_kept_when_told);
    while (jobs.under_way(elif, "pack").empty()) std::this_thread::yield();
    auto second = std::async(std::launch::async, is_kept_when_told);
    second.wait_for(std::chrono::milliseconds(200)); // to be told too early, if it is
    somebody_else.reset();
    EXPECT_TRUE(first.get());
    EXPECT_TRUE(second.get());
}

TEST_F(JobsTest, a_job_is_seen_by_its_person_and_the_quality_manager_only)
{
    Jobs jobs(workspace);
    const auto key = jobs.start(elif, "pack", "", [](Progress&) { return std::string("x"); });
    jobs.wait();
    EXPECT_EQ(jobs.see(selin, key).result, "x");
    EXPECT_THROW(jobs.see(can, key), NotFound);
    EXPECT_THROW(jobs.see(Actor(), key), NotFound);
    EXPECT_THROW(jobs.cancel(can, key), NotFound);
    EXPECT_THROW(jobs.see(selin, Id<Job>("J-0")), NotFound);
}

TEST_F(JobsTest, a_refusal_keeps_its_code_and_parameters)
{
    Jobs jobs(workspace);
    const auto key = jobs.start(elif, "pack", "", [](Progress&) -> std::string {
        throw Refusal("pack_file_altered", {}, {{"file", "EV-0001/1/1"}, {"name", "a=b\nc.pdf"}});
    });
    jobs.wait();
    const auto job = jobs.see(elif, key);
    EXPECT_EQ(job.state, JobState::Failed);
    EXPECT_EQ(job.problem.code, "pack_file_altered");
    EXPECT_EQ(job.problem.parameters.at("file"), "EV-0001/1/1");
    EXPECT_EQ(job.problem.parameters.at("name"), "a=b c.pdf");
}

TEST_F(JobsTest, what_breaks_is_told_to_the_log_and_not_to_the_person)
{
    std::string log;
    Jobs jobs(workspace, [&](const std::string& line) { log = line; });
    const auto key = jobs.start(elif, "pack", "",
                                [](Progress&) -> std::string { throw std::runtime_error("secret/path"); });
    jobs.wait();
    EXPECT_EQ(jobs.see(elif, key).problem.code, "job_broken");
    EXPECT_TRUE(jobs.see(elif, key).problem.parameters.empty());
    EXPECT_NE(log.find("secret/path"), std::string::npos);
}

TEST_F(JobsTest, a_full_disk_is_told_as_one_whoever_met_it)
{
    Jobs jobs(workspace, [](const std::string&) {});
    const auto key = jobs.start(elif, "pack", "IA-2026-01 en", [](Progress&) -> std::string {
        throw std::system_error(ENOSPC, std::generic_category(), "pack.zip");
    });
    jobs.wait();
    EXPECT_EQ(jobs.see(elif, key).problem.code, "job_disk_full");
}

TEST_F(JobsTest, a_cancelled_job_ends_at_its_next_word_and_one_in_the_queue_never_begins)
{
    Jobs jobs(workspace);
    std::promise<void> go, begun;
    const auto first = jobs.start(elif, "pack", "1", held_up(go.get_future().share(), &begun));
    bool ran = false;
    const auto second = jobs.start(elif, "pack", "2", [&](Progress&) {
        ran = true;
        return std::string();
    });
    begun.get_future().wait();
    jobs.cancel(elif, first);
    jobs.cancel(selin, second);
    go.set_value();
    jobs.wait();
    EXPECT_EQ(jobs.see(elif, first).problem.code, "job_cancelled");
    EXPECT_EQ(jobs.see(elif, second).problem.code, "job_cancelled");
    EXPECT_FALSE(ran);
}

TEST_F(JobsTest, the_same_work_asked_twice_is_one_job)
{
    Jobs jobs(workspace);
    std::promise<void> go;
    const auto work = held_up(go.get_future().share());
    const auto key = jobs.start(elif, "pack", "IA-2026-01 en", work);
    EXPECT_EQ(jobs.start(elif, "pack", "IA-2026-01 en", work), key);
    EXPECT_NE(jobs.start(can, "pack", "IA-2026-01 en", work), key);
    EXPECT_NE(jobs.start(elif, "pack", "IA-2026-01 tr", work), key);
    go.set_value();
    jobs.wait();
    EXPECT_NE(jobs.start(elif, "pack", "IA-2026-01 en", work), key);
}

TEST_F(JobsTest, a_job_about_a_subject_is_found_until_it_is_over)
{
    Jobs jobs(workspace);
    std::promise<void> go;
    const auto key = jobs.start(elif, "report", "IA-2026-01 1", held_up(go.get_future().share()));
    ASSERT_TRUE(jobs.under_way(elif, "report", "IA-2026-01"));
    EXPECT_EQ(jobs.under_way(selin, "report", "IA-2026-01")->key, key);
    EXPECT_FALSE(jobs.under_way(can, "report", "IA-2026-01"));
    EXPECT_FALSE(jobs.under_way(elif, "pack", "IA-2026-01"));
    EXPECT_FALSE(jobs.under_way(elif, "report", "IA-2026-0"));
    go.set_value();
    jobs.wait();
    EXPECT_FALSE(jobs.under_way(elif, "report", "IA-2026-01"));
}

TEST_F(JobsTest, a_job_left_by_a_dead_process_is_failed_at_the_next_start)
{
    Job left;
    left.key = Id<Job>("J-0123456789abcdef");
    left.kind = "pack";
    left.state = JobState::Running;
    left.person = elif.person;
    left.created_at = left.updated_at = clock;
    auto verb = workspace.begin(system_actor(), "");
    store::keep(verb, left);
    verb.commit();

    Jobs jobs(workspace);
    EXPECT_EQ(jobs.see(elif, left.key).state, JobState::Failed);
    EXPECT_EQ(jobs.see(elif, left.key).problem.code, "job_interrupted");
}

TEST_F(JobsTest, what_was_over_a_month_ago_is_forgotten)
{
    Id<Job> key;
    {
        Jobs jobs(workspace);
        key = jobs.start(elif, "pack", "", [](Progress&) { return std::string(); });
        jobs.wait();
    }
    clock += std::chrono::days(29);
    EXPECT_EQ(Jobs(workspace).see(elif, key).state, JobState::Done);
    clock += std::chrono::days(2);
    EXPECT_THROW(Jobs(workspace).see(elif, key), NotFound);
}

TEST_F(JobsTest, the_queue_has_an_end)
{
    Jobs jobs(workspace);
    std::promise<void> go, begun;
    jobs.start(elif, "pack", "first", held_up(go.get_future().share(), &begun));
    begun.get_future().wait();
    const auto quick = [](Progress&) {
        return std::string();
    };
    for (int i = 0; i < 20; ++i) jobs.start(elif, "pack", std::to_string(i), quick);
    EXPECT_THROW(jobs.start(elif, "pack", "one more", quick), Refusal);
    go.set_value();
    jobs.wait();
}

TEST_F(JobsTest, closing_ends_what_runs_and_starts_nothing_any_more)
{
    std::promise<void> begun;
    Jobs jobs(workspace);
    const auto running = jobs.start(elif, "pack", "one", [&](Progress& progress) {
        begun.set_value();
        while (!progress.cancelled()) std::this_thread::yield();
        progress.at(1, 2);
        return std::string("PK-0001");
    });
    begun.get_future().wait();
    EXPECT_FALSE(jobs.closing());
    jobs.close();
    EXPECT_TRUE(jobs.closing());
    EXPECT_REFUSED(jobs.start(elif, "pack", "two", [](Progress&) { return std::string(); }), "jobs_closing");
    jobs.wait();
    EXPECT_EQ(jobs.see(elif, running).problem.code, "job_cancelled");
}

TEST_F(JobsTest, leaving_ends_what_runs)
{
    Id<Job> key;
    {
        Jobs jobs(workspace);
        std::promise<void> begun;
        key = jobs.start(elif, "pack", "", [&](Progress& progress) {
            begun.set_value();
            while (!progress.cancelled()) std::this_thread::yield();
            progress.at(1, 2);
            return std::string();
        });
        begun.get_future().wait();
    }
    EXPECT_EQ(Jobs(workspace).see(elif, key).problem.code, "job_cancelled");
}

} // namespace
} // namespace clausebook

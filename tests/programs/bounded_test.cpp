#include "programs/bounded.h"
#include "support/files.h"
#include "support/temporary_directory.h"

#include <gtest/gtest.h>

#include <fstream>
#include <thread>

namespace clausebook::programs {
namespace {

class Bounded : public ::testing::Test {
protected:
    testing::TemporaryDirectory folder;

    programs::Run run(const std::vector<std::string>& words) const
    {
        return {words,
                {"PATH=/usr/bin:/bin"},
                folder.path(),
                folder.path() / "said",
                folder.path() / "complained"};
    }

    static bool is_running(const std::string& process)
    {
        std::ifstream in("/proc/" + process + "/stat");
        std::string number;
        std::string name;
        std::string state;
        return in >> number >> name >> state && state != "Z";
    }

    std::string said() const { return testing::bytes_of(folder.path() / "said"); }
    std::string complained() const { return testing::bytes_of(folder.path() / "complained"); }
};

TEST_F(Bounded, gives_a_program_its_own_surroundings_and_folder_and_nothing_on_its_input)
{
    ::setenv("CLAUSEBOOK_SECRET", "x", 1); // NOLINT(concurrency-mt-unsafe)
    EXPECT_EQ(run_bounded(run({"/bin/sh", "-c", "pwd; env; cat"}), {}).ending, Ending::Well);
    EXPECT_EQ(said().find("CLAUSEBOOK_SECRET"), std::string::npos);
    EXPECT_EQ(said().substr(0, said().find('\n')), std::filesystem::canonical(folder.path()).string());
}

TEST_F(Bounded, ends_one_that_runs_for_ever_with_all_it_has_started)
{
    Bounds bounds;
    bounds.time = std::chrono::seconds(1);
    const auto begun = std::chrono::steady_clock::now();
    const auto outcome =
        run_bounded(run({"/bin/sh", "-c", "sleep 300 & echo $! ; while :; do :; done"}), bounds);
    EXPECT_EQ(outcome.ending, Ending::TooLong);
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(60));
    const auto left = said();
    ASSERT_FALSE(left.empty());
    // It has been told to end; when it does is the system's matter.
    const auto deadline = begun + std::chrono::seconds(60);
    while (is_running(left.substr(0, left.size() - 1)) && std::chrono::steady_clock::now() < deadline)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    EXPECT_FALSE(is_running(left.substr(0, left.size() - 1))) << "what it started goes too";
}

TEST_F(Bounded, lets_nothing_grow_beyond_its_size)
{
    Bounds bounds;
    bounds.file_bytes = 100'000;
    const auto outcome = run_bounded(run({"/usr/bin/yes"}), bounds);
    EXPECT_EQ(outcome.ending, Ending::Badly);
    EXPECT_EQ(std::filesystem::file_size(folder.path() / "said"), 100'000U);
}

TEST_F(Bounded, gives_no_more_memory_than_it_may_have)
{
    const auto takes_200_megabytes = run({"/bin/dd", "if=/dev/zero", "of=/dev/null", "bs=200M", "count=1"});
    Bounds bounds;
    bounds.memory_bytes = 400'000'000;
    EXPECT_EQ(run_bounded(takes_200_megabytes, bounds).ending, Ending::Well);
    bounds.memory_bytes = 100'000'000;
    EXPECT_EQ(run_bounded(takes_200_megabytes, bounds).ending, Ending::Badly);
    EXPECT_NE(complained().find("memory exhausted"), std::string::npos) << complained();
}

TEST_F(Bounded, gives_up_when_it_is_told_to)
{
    EXPECT_EQ(run_bounded(run({"/bin/sleep", "300"}), {}, [] { return true; }).ending, Ending::GivenUp);
}

TEST_F(Bounded, says_when_a_program_cannot_be_started_or_ends_badly)
{
    EXPECT_FALSE(is_installed("/usr/bin/no-such-program"));
    const auto ends_badly = [&](const std::vector<std::string>& words) {
        try {
            return run_bounded(run(words), {}).ending == Ending::Badly;
        } catch (const CannotStart&) {
            return true;
        }
    };
    EXPECT_TRUE(ends_badly({"/usr/bin/no-such-program"}));
    EXPECT_TRUE(ends_badly({"/bin/false"}));
}

} // namespace
} // namespace clausebook::programs

// The demo built on other days, and with its report printed.

#include "cli/demo_story.h"
#include "paper/weasyprint.h"
#include "store/audits.h"
#include "store/verify.h"
#include "support/temporary_directory.h"
#include "workspace/workspace.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace clausebook::cli {

TEST(DemoOnAnyDay, numbers_the_audits_of_two_years_apart)
{
    // What is fifty days ago lies before the turn of the year, what is twelve days ago after it.
    constexpr Date day{std::chrono::year(2028), std::chrono::month(1), std::chrono::day(30)};
    const testing::TemporaryDirectory folder;
    build_demo(folder.path() / "demo", day, DemoReports::Drafted, views::Catalogues(),
               [](const std::string&) {});
    const Workspace workspace(folder.path() / "demo", store::Database::Access::ReadOnly);
    std::set<std::string> numbers;
    for (const auto& audit : store::audits(workspace.read(), {}).audits) numbers.insert(audit.key.str());
    EXPECT_EQ(numbers, (std::set<std::string>{"IA-2026-01", "IA-2027-01", "IA-2028-01", "IA-2028-02"}));
    EXPECT_TRUE(store::verify(workspace.directory()).differences.empty());
}

TEST(DemoOnPaper, completes_last_year_and_follows_this_one_up)
{
    constexpr Date day{std::chrono::year(2026), std::chrono::month(11), std::chrono::day(23)};
    ASSERT_TRUE(paper::can_print());
    const testing::TemporaryDirectory folder;
    std::vector<std::string> told;
    EXPECT_TRUE(build_demo(folder.path() / "demo", day, DemoReports::Printed, views::Catalogues(),
                           [&](const std::string& step) { told.push_back(step); }));
    EXPECT_EQ(
        told,
        (std::vector<std::string>{"people", "evidence", "last_year", "this_year", "follow_up", "under_way"}));
    const Workspace workspace(folder.path() / "demo", store::Database::Access::ReadOnly);
    std::map<std::string, AuditState> states;
    for (const auto& audit : store::audits(workspace.read(), {}).audits)
        states.emplace(audit.key.str(), audit.state);
    EXPECT_EQ(states.at("IA-2025-01"), AuditState::Completed);
    EXPECT_EQ(states.at("IA-2026-01"), AuditState::FollowUp);
    EXPECT_TRUE(store::verify(workspace.directory()).differences.empty());
}

} // namespace clausebook::cli

#include "core/backup/backup.h"

#include <gtest/gtest.h>

namespace clausebook {
namespace {

const Instant noon = *parse_instant("2026-11-22T12:00:00.000000Z");

Backup made(Instant at)
{
    Backup backup;
    backup.made_at = at;
    return backup;
}

TEST(BackupName, says_when_it_was_made_and_up_to_which_entry)
{
    EXPECT_EQ(backup_name(*parse_instant("2026-11-22T08:05:09.123456Z"), 123),
              "clausebook-backup_2026-11-22T080509Z_e123.zip");
}

TEST(BackupName, is_no_path)
{
    EXPECT_TRUE(is_backup_name(backup_name(noon, 1)));
    for (const auto* name :
         {"", "clausebook.db", "../clausebook.db", "clausebook-backup_/../../clausebook.zip",
          "clausebook-backup_.zip", "clausebook-backup_..zip"})
        EXPECT_FALSE(is_backup_name(name)) << name;
}

TEST(BackupDue, without_any_and_after_more_than_seven_days)
{
    EXPECT_TRUE(backup_due(std::nullopt, noon));
    EXPECT_FALSE(backup_due(noon, noon + std::chrono::days(7)));
    EXPECT_TRUE(backup_due(noon, noon + std::chrono::days(7) + std::chrono::seconds(1)));
}

TEST(LastBackup, is_the_newest_that_can_be_restored)
{
    auto gone = made(noon + std::chrono::days(3));
    gone.removed_at = noon + std::chrono::days(4);
    const auto kept = made(noon);
    EXPECT_EQ(last_backup({gone, kept}, std::nullopt), noon) << "taken away before anybody had it";
    gone.taken_at = noon + std::chrono::days(3);
    EXPECT_EQ(last_backup({gone, kept}, std::nullopt), gone.made_at) << "somebody has it";
    EXPECT_EQ(last_backup({kept}, noon + std::chrono::days(1)), noon + std::chrono::days(1));
    EXPECT_EQ(last_backup({}, std::nullopt), std::nullopt);
}

} // namespace
} // namespace clausebook

// Directories that a released program wrote open with this one: copied, migrated, whole.

#include "resources/resources.h"
#include "store/actions.h"
#include "store/errors.h"
#include "store/evidence.h"
#include "store/migrations.h"
#include "store/session.h"
#include "store/verify.h"
#include "support/full_disk.h"
#include "support/temporary_directory.h"
#include "workspace/workspace.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace clausebook::store {
namespace {

std::string text_of(const std::filesystem::path& file)
{
    std::ifstream in(file);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

/// A data directory as the program of schema 1 left it.
std::filesystem::path released_first(const testing::TemporaryDirectory& folder)
{
    const auto directory = folder.path() / "data";
    {
        DataDirectory fresh(directory, Database::Access::ReadAndWrite);
        fresh.vault().add(resources::read("checklists/iso-10002-2018.xml"));
    }
    const auto file = directory / "clausebook.db";
    for (const auto* ending : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + ending);
    Session session(file, Session::Kind::Writer);
    session.script(resources::read("src/store/migrations/0001_foundation.sql"));
    session.script("PRAGMA foreign_keys=OFF");
    session.script(text_of(std::filesystem::path(CLAUSEBOOK_SOURCE_DIR) / "tests/store/released/v0001.sql"));
    session.script("PRAGMA user_version = 1");
    return directory;
}

std::int64_t rows_in(const Reading& db, const std::string& table)
{
    return db.number("SELECT count(*) FROM " + table);
}

TEST(ReleasedDirectory, of_schema_1_is_migrated_and_verifies)
{
    const testing::TemporaryDirectory folder;
    const auto directory = released_first(folder);
    const Workspace workspace(directory);
    const auto db = workspace.read();
    EXPECT_EQ(db.number("PRAGMA user_version"), newest_schema());
    EXPECT_TRUE(std::filesystem::exists(directory / "backups" / "before-0002.db")) << "a copy comes first";
    const auto verdict = verify(workspace.directory());
    EXPECT_TRUE(verdict.sound());
    EXPECT_EQ(verdict.entries, 11);
    for (const auto& difference : verdict.differences) ADD_FAILURE() << difference.code;

    const auto finding = finding_of_number(db, "IA-2026-01-01");
    ASSERT_TRUE(finding);
    EXPECT_EQ(finding->state, FindingState::Raised);
    std::string kinds;
    for (const auto& link : links_of(db, Id<Evidence>("EV-0001"))) kinds += str(link.target.kind) + " ";
    EXPECT_EQ(kinds, "answer clause finding ");
    for (const auto* table : {"finding_step", "finding_response", "finding_verification", "action_step"})
        EXPECT_EQ(rows_in(db, table), 0) << table;
}

TEST(ReleasedDirectory, is_copied_whole_before_it_is_migrated_and_three_copies_are_kept)
{
    const testing::TemporaryDirectory folder;
    const auto directory = released_first(folder);
    const auto backups = directory / "backups";
    const auto now = std::filesystem::file_time_type::clock::now();
    for (int age = 1; age <= 3; ++age) {
        const auto old = backups / ("before-000" + std::to_string(3 - age) + (age == 1 ? ".db" : "-2.db"));
        std::ofstream(old) << "old";
        std::filesystem::last_write_time(old, now - std::chrono::hours(age));
    }
    {
        const Workspace workspace(directory);
    }
    EXPECT_FALSE(std::filesystem::exists(backups / "before-0000-2.db")) << "the oldest of four";
    EXPECT_TRUE(std::filesystem::exists(backups / "before-0001-2.db"));
    EXPECT_EQ(text_of(backups / "before-0002.db"), "old") << "never over something";
    EXPECT_EQ(std::filesystem::status(backups / "before-0002-2.db").permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    Session copy(backups / "before-0002-2.db", Session::Kind::Reader);
    EXPECT_EQ(copy.rows("PRAGMA user_version").at(0).number("user_version"), 1);
    EXPECT_EQ(copy.rows("SELECT count(*) AS n FROM journal_entry").at(0).number("n"), 11);
}

TEST(ReleasedDirectory, without_a_copy_nothing_is_changed)
{
    const testing::TemporaryDirectory folder;
    const auto directory = released_first(folder);
    const auto is_refused = [&] {
        try {
            const Workspace workspace(directory);
            return false;
        } catch (const UnusableDirectory& refused) {
            return refused.code() == "not_copied";
        }
    };
    EXPECT_EQ(testing::with_a_full_disk(100'000, [&] { return is_refused() ? 0 : 1; }), 0);
    EXPECT_TRUE(std::filesystem::is_empty(directory / "backups"));
    std::filesystem::remove(directory / "backups");
    std::ofstream(directory / "backups") << "no folder";
    EXPECT_TRUE(is_refused());
    Session session(directory / "clausebook.db", Session::Kind::Reader);
    EXPECT_EQ(session.rows("PRAGMA user_version").at(0).number("user_version"), 1);
}

TEST(ReleasedDirectory, of_schema_1_that_was_altered_still_says_so_after_it_is_migrated)
{
    const testing::TemporaryDirectory folder;
    const auto directory = released_first(folder);
    {
        Session session(directory / "clausebook.db", Session::Kind::Writer);
        session.run("UPDATE evidence_link SET locator = 'sheet 2' WHERE kind = 'finding'");
    }
    const Workspace workspace(directory);
    EXPECT_FALSE(verify(workspace.directory()).sound());
}

} // namespace
} // namespace clausebook::store

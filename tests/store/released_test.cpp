// Directories that a released program wrote open with this one: copied, migrated, whole.

#include "resources/resources.h"
#include "store/actions.h"
#include "store/evidence.h"
#include "store/migrations.h"
#include "store/session.h"
#include "store/verify.h"
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
    EXPECT_TRUE(std::filesystem::exists(directory / "before-0002.db")) << "a copy comes first";
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

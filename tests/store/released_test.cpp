// Directories that a released program wrote open with this one: copied, migrated, whole.

#include "resources/resources.h"
#include "store/actions.h"
#include "store/errors.h"
#include "store/evidence.h"
#include "store/migrations.h"
#include "store/session.h"
#include "store/verify.h"
#include "support/full_disk.h"
#include "support/places.h"
#include "support/temporary_directory.h"
#include "workspace/cycle.h"
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

/// A data directory as the program of a schema left it: released/v0003.sql holds its rows.
std::filesystem::path released(const testing::TemporaryDirectory& folder, int schema)
{
    auto directory = folder.path() / "data";
    {
        DataDirectory fresh(directory, Database::Access::ReadAndWrite);
        fresh.vault().add(resources::read("checklists/iso-10002-2018.xml"));
    }
    const auto file = directory / "clausebook.db";
    for (const auto* ending : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + ending);
    Session session(file, Session::Kind::Writer);
    const auto scripts = resources::list("src/store/migrations/");
    for (int i = 0; i < schema; ++i) session.script(resources::read(scripts.at(static_cast<std::size_t>(i))));
    session.script("PRAGMA foreign_keys=OFF");
    const auto rows =
        "tests/store/released/v" + std::string(schema < 10 ? "000" : "00") + std::to_string(schema) + ".sql";
    session.script(text_of(test::in_sources(rows)));
    session.script("PRAGMA user_version = " + std::to_string(schema));
    return directory;
}

std::int64_t rows_in(const Reading& db, const std::string& table)
{
    return db.number("SELECT count(*) FROM " + table);
}

TEST(ReleasedDirectory, of_schema_1_is_migrated_and_verifies)
{
    const testing::TemporaryDirectory folder;
    const auto directory = released(folder, 1);
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
    for (const auto* table : {"finding_step", "finding_response", "finding_verification", "action_step",
                              "evidence_reference", "evidence_tag", "saved_list"})
        EXPECT_EQ(rows_in(db, table), 0) << table;
}

TEST(ReleasedDirectory, is_copied_whole_before_it_is_migrated_and_three_copies_are_kept)
{
    const testing::TemporaryDirectory folder;
    const auto directory = released(folder, 1);
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
    const auto directory = released(folder, 1);
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
    const auto directory = released(folder, 1);
    {
        Session session(directory / "clausebook.db", Session::Kind::Writer);
        session.run("UPDATE evidence_link SET locator = 'sheet 2' WHERE kind = 'finding'");
    }
    const Workspace workspace(directory);
    EXPECT_FALSE(verify(workspace.directory()).sound());
}

TEST(ReleasedDirectory, of_schema_3_is_migrated_and_verifies)
{
    const testing::TemporaryDirectory folder;
    const auto directory = released(folder, 3);
    const Workspace workspace(directory);
    const auto db = workspace.read();
    EXPECT_EQ(db.number("PRAGMA user_version"), newest_schema());
    EXPECT_TRUE(std::filesystem::exists(directory / "backups" / "before-0004.db")) << "a copy comes first";
    EXPECT_FALSE(std::filesystem::exists(directory / "backups" / "before-0003.db"));
    const auto verdict = verify(workspace.directory());
    EXPECT_TRUE(verdict.sound());
    for (const auto& difference : verdict.differences) ADD_FAILURE() << difference.code;
    for (const auto* table : {"finding_step", "finding_response", "action_step", "evidence_archive"})
        EXPECT_GT(rows_in(db, table), 0) << table;
    EXPECT_EQ(rows_in(db,
                      "sqlite_schema WHERE type = 'index' AND name IN ('journal_entry_by_actor', "
                      "'evidence_by_owner', 'evidence_by_registrar', 'evidence_version_by_uploader', "
                      "'finding_by_grade', 'pack_by_audit', 'pack_by_name')"),
              7);
}

TEST(ReleasedDirectory, of_schema_10_is_migrated_and_verifies)
{
    const testing::TemporaryDirectory folder;
    const auto directory = released(folder, 10);
    Workspace workspace(directory);
    EXPECT_EQ(workspace.read().number("PRAGMA user_version"), newest_schema());
    EXPECT_TRUE(std::filesystem::exists(directory / "backups" / "before-0011.db")) << "a copy comes first";
    const auto verdict = verify(workspace.directory());
    EXPECT_TRUE(verdict.sound());
    EXPECT_EQ(verdict.entries, 30);
    for (const auto& difference : verdict.differences) ADD_FAILURE() << difference.code;
    for (const auto* table : {"finding", "evidence_reference", "evidence_tag", "saved_list"})
        EXPECT_GT(rows_in(workspace.read(), table), 0) << table;
    EXPECT_EQ(rows_in(workspace.read(), "cycle_event"), 0);

    CycleEvent held;
    held.kind = CycleEventKind::Held;
    held.on = *parse_date("2026-11-02");
    held.body = "Marmara Belgelendirme";
    held.certificate = "MB-1001";
    held.scope = "Complaints of all shops";
    record_event(workspace, {Id<Person>("P-0001"), "Elif Kaya", {Role::QualityManager}}, held);
    EXPECT_EQ(rows_in(workspace.read(), "cycle_event"), 1);
    EXPECT_TRUE(verify(workspace.directory()).sound());
}

} // namespace
} // namespace clausebook::store

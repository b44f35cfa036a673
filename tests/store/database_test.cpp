#include "core/base/refusal.h"
#include "store/database.h"
#include "store/directory.h"
#include "store/errors.h"
#include "store/journal.h"
#include "store/verify.h"
#include "support/failing_disk.h"
#include "support/temporary_directory.h"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <string>
#include <thread>
#include <unistd.h>

namespace clausebook::store {
namespace {

const Instant at = *parse_instant("2026-11-22T08:00:00.000000Z");

Record site_named(const std::string& name)
{
    return {{"name", name},     {"name_sort", name}, {"address", ""},
            {"activities", ""}, {"headcount", 12},   {"active", 1}};
}

class DatabaseTest : public ::testing::Test {
protected:
    testing::TemporaryDirectory folder;
    DataDirectory directory{folder.path() / "data", Database::Access::ReadAndWrite};
    Database& database = directory.database();

    std::int64_t put_site(const std::string& key, const std::string& name, Version based_on)
    {
        auto verb = database.write("P-0001", "site.saved", at);
        verb.put("site", key, site_named(name), based_on);
        return verb.commit();
    }
};

TEST_F(DatabaseTest, a_verb_writes_its_row_and_one_journal_entry)
{
    EXPECT_EQ(put_site("S-01", "Kadıköy", 0), 1);
    const auto db = database.read();
    EXPECT_EQ(db.row("SELECT name, version FROM site WHERE key = ?", {"S-01"})->text("name"), "Kadıköy");
    const auto entries = store::entries(db, 1, 9);
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(entries[0].changes.at(0).subject, "site/S-01");
    EXPECT_EQ(entries[0].previous, no_hash);
    EXPECT_EQ(entries[0].hash, hash_of(entries[0]));
}

TEST_F(DatabaseTest, what_is_not_committed_leaves_nothing)
{
    {
        auto verb = database.write("P-0001", "site.saved", at);
        verb.put("site", "S-01", site_named("Bursa"), 0);
    }
    const auto db = database.read();
    EXPECT_EQ(db.number("SELECT count(*) FROM site"), 0);
    EXPECT_EQ(head(db).number, 0);
}

TEST_F(DatabaseTest, a_save_over_an_older_version_is_refused_and_nothing_is_recorded)
{
    put_site("S-01", "Bursa", 0);
    put_site("S-01", "Bursa Nilüfer", 1);
    for (const Version old : {0, 1}) {
        try {
            put_site("S-01", "Mine", old);
            FAIL() << "version " << old << " was accepted";
        } catch (const Refusal& refusal) {
            EXPECT_EQ(refusal.code(), "edit_conflict");
            EXPECT_EQ(refusal.kind(), RefusalKind::Conflict);
        }
    }
    const auto db = database.read();
    EXPECT_EQ(db.row("SELECT name FROM site")->text("name"), "Bursa Nilüfer");
    EXPECT_EQ(head(db).number, 2);
}

TEST_F(DatabaseTest, a_reading_sees_one_moment_whatever_is_written_meanwhile)
{
    put_site("S-01", "Bursa", 0);
    const auto before = database.read();
    EXPECT_EQ(before.number("SELECT count(*) FROM site"), 1);
    put_site("S-02", "Ankara", 0);
    EXPECT_EQ(before.number("SELECT count(*) FROM site"), 1);
    EXPECT_EQ(database.read().number("SELECT count(*) FROM site"), 2);
}

TEST_F(DatabaseTest, plain_statements_reach_only_tables_outside_the_journal)
{
    auto verb = database.write("system", "", at);
    EXPECT_THROW(verb.plain("UPDATE site SET name = 'x'"), std::logic_error);
    EXPECT_THROW(verb.plain("DELETE FROM journal_entry"), std::logic_error);
    verb.plain("INSERT INTO sign_in_failure (key, count, last) VALUES (?, 1, '')", {"login x"});
    EXPECT_EQ(verb.commit(), 0);
}

TEST_F(DatabaseTest, numbers_are_never_given_twice)
{
    for (std::int64_t expected = 1; expected <= 3; ++expected) {
        auto verb = database.write("system", "number.given", at);
        EXPECT_EQ(verb.next_number("EV"), expected);
        verb.commit();
    }
}

TEST_F(DatabaseTest, a_text_with_a_nul_is_refused)
{
    EXPECT_THROW(put_site("S-01", std::string("a\0b", 3), 0), std::invalid_argument);
    EXPECT_EQ(database.read().number("SELECT count(*) FROM site"), 0);
}

TEST_F(DatabaseTest, the_journal_refuses_changes)
{
    put_site("S-01", "Bursa", 0);
    EXPECT_TRUE(verify(directory).sound());
}

/// 'R' for a thread that runs, 'S' for one that waits, as Linux has it.
char state_of(pid_t thread)
{
    std::ifstream file("/proc/self/task/" + std::to_string(thread) + "/stat");
    std::string text;
    std::getline(file, text);
    const auto name_ends = text.rfind(") ");
    return name_ends == std::string::npos ? '?' : text[name_ends + 2];
}

TEST_F(DatabaseTest, a_verb_is_dated_when_its_turn_has_come)
{
    std::atomic<bool> dated = false;
    std::atomic<pid_t> thread = 0;
    auto first = database.write("P-0001", "site.saved", at);
    std::thread second([&] {
        thread = ::gettid();
        const auto verb = database.write("P-0002", "", [&] {
            dated = true;
            return at;
        });
    });
    while (thread == 0) std::this_thread::yield();
    while (state_of(thread) != 'S' && !dated) std::this_thread::yield(); // until it waits for its turn
    EXPECT_FALSE(dated) << "dated while it waited";
    first.commit();
    second.join();
    EXPECT_TRUE(dated);
}

TEST_F(DatabaseTest, nothing_is_written_after_the_end_of_a_verb)
{
    auto verb = database.write("P-0001", "site.saved", at);
    verb.put("site", "S-01", site_named("Bursa"), 0);
    verb.commit();
    EXPECT_THROW(verb.put("site", "S-02", site_named("Ankara"), 0), std::logic_error);
    EXPECT_THROW(verb.remove("site", "S-01", 1), std::logic_error);
    EXPECT_THROW(verb.plain("DELETE FROM session"), std::logic_error);
    EXPECT_THROW(verb.commit(), std::logic_error);
    EXPECT_EQ(database.read().number("SELECT count(*) FROM site"), 1);
    EXPECT_TRUE(verify(directory).sound());
}

TEST_F(DatabaseTest, a_database_that_is_open_for_reading_begins_no_verb)
{
    Database reader(folder.path() / "data" / "clausebook.db", Database::Access::ReadOnly);
    EXPECT_THROW(reader.write("P-0001", "site.saved", at), std::logic_error);
}

TEST_F(DatabaseTest, a_record_that_comes_again_counts_on_from_where_it_ended)
{
    put_site("S-01", "Bursa", 0);
    {
        auto verb = database.write("P-0001", "site.removed", at);
        verb.remove("site", "S-01", 1);
        verb.commit();
    }
    put_site("S-01", "Ankara", 0);
    EXPECT_EQ(database.read().number("SELECT version FROM site"), 3);
    EXPECT_THROW(put_site("S-01", "over the removed one", 1), Refusal);
    {
        auto verb = database.write("P-0001", "site.replaced", at);
        verb.remove("site", "S-01", 3);
        EXPECT_EQ(verb.put("site", "S-01", site_named("within one verb"), 0), 5);
        verb.commit();
    }
    EXPECT_TRUE(verify(directory).sound());
}

TEST_F(DatabaseTest, a_version_no_record_can_have_is_a_conflict)
{
    put_site("S-01", "Bursa", 0);
    for (const Version impossible : {Version(-1), std::numeric_limits<Version>::max()}) {
        EXPECT_THROW(put_site("S-01", "Mine", impossible), Refusal) << impossible;
        auto verb = database.write("P-0001", "site.removed", at);
        EXPECT_THROW(verb.remove("site", "S-01", impossible), Refusal) << impossible;
    }
}

TEST_F(DatabaseTest, a_disk_that_was_full_for_a_moment_is_written_to_again)
{
    {
        const testing::FailingDisk full(ENOSPC);
        EXPECT_THROW(put_site("S-01", "Bursa", 0), DiskFull);
    }
    EXPECT_FALSE(database.read_only_now());
    EXPECT_EQ(put_site("S-01", "Bursa", 0), 1);
    EXPECT_TRUE(verify(directory).sound());
}

TEST_F(DatabaseTest, nothing_is_written_any_more_after_a_write_nobody_knows_of)
{
    const auto is_refused = [&] {
        try {
            put_site("S-01", "Bursa", 0);
        } catch (const ReadOnlyNow&) {
            return true;
        }
        return false;
    };
    // In a process of its own: it changes nothing any more.
    EXPECT_EXIT(
        {
            bool unsure = false;
            {
                const testing::FailingDisk broken(EIO);
                unsure = is_refused();
            }
            ::_exit(unsure && database.read_only_now() && is_refused() ? 0 : 1);
        },
        ::testing::ExitedWithCode(0), "");
}

} // namespace
} // namespace clausebook::store

#include "store/session.h"
#include "store/verify.h"
#include "support/files.h"
#include "support/temporary_directory.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sys/stat.h>

namespace clausebook::store {
namespace {

const Instant at = *parse_instant("2026-11-22T08:00:00.000000Z");

/// A directory with two sites, a counter, a person and one evidence file.
class VerifyTest : public ::testing::Test {
protected:
    testing::TemporaryDirectory folder;
    DataDirectory directory{folder.path() / "data", Database::Access::ReadAndWrite};
    StoredFile file = directory.vault().add("content of a file");

    void SetUp() override
    {
        for (const char* name : {"Bursa", "Ankara"}) {
            auto verb = directory.database().write("system", "site.saved", at);
            const auto key = "S-0" + std::to_string(verb.next_number("S"));
            verb.put("site", key,
                     {{"name", name},
                      {"name_sort", name},
                      {"address", ""},
                      {"activities", ""},
                      {"headcount", 3},
                      {"active", 1}},
                     0);
            verb.commit();
        }
        auto verb = directory.database().write("system", "checklist.pinned", at);
        verb.put("checklist", file.sha256,
                 {{"standard", "ISO 10002"}, {"edition", "2018"}, {"revision", "1"}, {"bytes", file.bytes}},
                 0);
        verb.commit();
        ASSERT_TRUE(verify(directory).sound());
    }

    /// Somebody with the database file and a tool changes it.
    void tamper(const std::string& sql)
    {
        Session session(directory.path() / "clausebook.db", Session::Kind::Writer);
        session.script("PRAGMA foreign_keys=OFF; DROP TRIGGER journal_entry_is_append_only; "
                       "DROP TRIGGER journal_entry_is_kept; DROP TRIGGER journal_change_is_append_only; "
                       "DROP TRIGGER journal_change_is_kept; DROP TRIGGER journal_body_is_append_only; "
                       "DROP TRIGGER journal_body_is_kept;"
                       + sql);
    }

    /// What verify names: "code record field entry".
    std::vector<std::string> named()
    {
        std::vector<std::string> found;
        for (const auto& difference : verify(directory).differences) {
            auto line = difference.code;
            for (const char* name : {"record", "field", "entry"})
                if (const auto value = difference.parameters.find(name); value != difference.parameters.end())
                    line += " " + value->second;
            found.push_back(line);
        }
        std::sort(found.begin(), found.end());
        return found;
    }
};

using Names = std::vector<std::string>;

TEST_F(VerifyTest, names_record_and_field_of_a_row_changed_by_sql)
{
    tamper("UPDATE site SET name = 'Izmir' WHERE key = 'S-01'");
    EXPECT_EQ(named(), Names{"record_altered site/S-01 name"});
}

TEST_F(VerifyTest, names_a_row_that_was_taken_away_and_one_that_was_slipped_in)
{
    tamper("DELETE FROM site WHERE key = 'S-02'; INSERT INTO site SELECT 'S-09', version, name, name_sort, "
           "address, "
           "activities, headcount, active FROM site WHERE key = 'S-01'");
    EXPECT_EQ(named(), (Names{"record_missing site/S-02", "record_without_history site/S-09"}));
}

TEST_F(VerifyTest, names_the_journal_entry_that_was_changed)
{
    tamper("UPDATE journal_entry SET actor = 'P-0666' WHERE number = 2");
    EXPECT_EQ(named(), Names{"entry_altered 2"});
}

TEST_F(VerifyTest, names_a_changed_body_and_the_row_it_no_longer_agrees_with)
{
    tamper("UPDATE journal_body SET body = replace(body, 'Bursa', 'Izmir')");
    EXPECT_EQ(named(),
              (Names{"body_altered site/S-01 1", "record_altered site/S-01 name",
                     "record_altered site/S-01 name_sort"}));
}

TEST_F(VerifyTest, names_an_entry_cut_out_of_the_chain)
{
    tamper("DELETE FROM journal_body WHERE entry = 2; DELETE FROM journal_change WHERE entry = 2; "
           "DELETE FROM journal_entry WHERE number = 2");
    const auto found = named();
    EXPECT_TRUE(std::count(found.begin(), found.end(), "entry_missing 2"));
    EXPECT_TRUE(std::count(found.begin(), found.end(), "chain_broken 3"));
}

TEST_F(VerifyTest, notices_that_the_last_entries_were_cut_off_by_their_records)
{
    tamper("DELETE FROM journal_body WHERE entry = 3; DELETE FROM journal_change WHERE entry = 3; "
           "DELETE FROM journal_entry WHERE number = 3");
    EXPECT_EQ(named(), Names{"record_without_history checklist/" + file.sha256});
}

TEST_F(VerifyTest, names_a_file_in_which_one_byte_was_changed_and_one_that_is_gone)
{
    const auto path = directory.vault().path_of(file.sha256);
    std::filesystem::permissions(path, std::filesystem::perms(0600));
    std::fstream(path, std::ios::in | std::ios::out | std::ios::binary).seekp(3).put('!');
    EXPECT_EQ(named(), Names{"file_altered checklist ISO 10002:2018"});
    std::filesystem::remove(path);
    EXPECT_EQ(named(), Names{"file_missing checklist ISO 10002:2018"});
}

TEST_F(VerifyTest, tells_of_contents_nobody_names_without_calling_them_faults)
{
    directory.vault().add("left by a cut");
    const auto verdict = verify(directory);
    EXPECT_TRUE(verdict.sound());
    EXPECT_EQ(verdict.unreferenced.size(), 1U);
}

TEST_F(VerifyTest, tells_of_issued_files_nobody_names_without_calling_them_faults)
{
    testing::put_bytes(directory.issued() / "IA-2026-01_report_r1_en.pdf.unrecorded", "%PDF-");
    const auto verdict = verify(directory);
    EXPECT_TRUE(verdict.sound());
    EXPECT_EQ(verdict.unrecorded, Names{"IA-2026-01_report_r1_en.pdf.unrecorded"});
}

/// Every single row of every journalled table: any changed field is found.
TEST_F(VerifyTest, finds_any_changed_field_of_any_row)
{
    const auto db = directory.database().read();
    for (const char* column :
         {"version", "name", "name_sort", "address", "activities", "headcount", "active"}) {
        const auto before = named().size();
        EXPECT_EQ(before, 0U);
        Session session(directory.path() / "clausebook.db", Session::Kind::Writer);
        const std::string set = std::string("UPDATE site SET ") + column + " = ";
        session.script("SAVEPOINT s; " + set
                       + (std::string(column) == "active" ? "0"
                              : std::string(column) == "version" || std::string(column) == "headcount"
                              ? "77"
                              : "'other'")
                       + " WHERE key = 'S-01'; RELEASE s");
        EXPECT_EQ(named(), Names{std::string("record_altered site/S-01 ") + column});
        session.script(set
                       + (std::string(column) == "active"               ? "1"
                              : std::string(column) == "version"        ? "1"
                              : std::string(column) == "headcount"      ? "3"
                              : std::string(column).starts_with("name") ? "'Bursa'"
                                                                        : "''")
                       + " WHERE key = 'S-01'");
    }
}

} // namespace
} // namespace clausebook::store

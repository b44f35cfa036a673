#include "store/directory.h"
#include "store/errors.h"
#include "store/session.h"
#include "support/synced.h"
#include "support/temporary_directory.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace clausebook::store {
namespace {

using Access = Database::Access;

class DataDirectoryTest : public ::testing::Test {
protected:
    testing::TemporaryDirectory folder;
    std::filesystem::path path = folder.path() / "house" / "data";

    /// The code a directory is refused with, "" when it opens.
    std::string refusal_of(Access access = Access::ReadAndWrite)
    {
        try {
            const DataDirectory directory(path, access);
            return "";
        } catch (const UnusableDirectory& unusable) {
            return unusable.code();
        }
    }
};

TEST_F(DataDirectoryTest, brings_the_names_of_all_new_folders_to_the_disk)
{
    path = folder.path() / "new" / "house" / "data";
    const testing::Synced synced;
    EXPECT_EQ(refusal_of(), "");
    EXPECT_TRUE(synced.has(folder.path())) << "the name of new";
    EXPECT_TRUE(synced.has(folder.path() / "new")) << "the name of house";
    EXPECT_TRUE(synced.has(folder.path() / "new" / "house")) << "the name of data";
    EXPECT_TRUE(synced.has(path)) << "the names in data";
}

TEST_F(DataDirectoryTest, brings_its_name_to_the_disk_when_the_start_that_made_it_did_not)
{
    std::filesystem::create_directories(path);
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    const testing::Synced synced;
    EXPECT_EQ(refusal_of(), "");
    EXPECT_TRUE(synced.has(path.parent_path()));
}

TEST_F(DataDirectoryTest, opens_where_the_folder_above_may_not_be_read)
{
    EXPECT_EQ(refusal_of(), "");
    std::filesystem::permissions(path.parent_path(), std::filesystem::perms::owner_exec);
    EXPECT_EQ(refusal_of(), "");
    std::filesystem::permissions(path.parent_path(), std::filesystem::perms::owner_all);
}

TEST_F(DataDirectoryTest, is_made_for_its_owner_alone)
{
    EXPECT_EQ(refusal_of(), "");
    struct stat status = {};
    ASSERT_EQ(::stat(path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0700U);
}

TEST_F(DataDirectoryTest, is_refused_when_others_may_write_into_it)
{
    refusal_of();
    std::filesystem::permissions(path, std::filesystem::perms(0770));
    EXPECT_EQ(refusal_of(), "world_writable");
}

TEST_F(DataDirectoryTest, is_refused_when_it_is_a_file)
{
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << "x";
    EXPECT_EQ(refusal_of(), "not_a_directory");
}

TEST_F(DataDirectoryTest, is_refused_when_a_newer_program_wrote_it_and_stays_as_it_is)
{
    refusal_of();
    {
        Session session(path / "clausebook.db", Session::Kind::Writer);
        session.script("PRAGMA user_version = 999");
    }
    EXPECT_EQ(refusal_of(), "newer_schema");
    EXPECT_EQ(refusal_of(Access::ReadOnly), "newer_schema");
    Session session(path / "clausebook.db", Session::Kind::Reader);
    EXPECT_EQ(session.rows("PRAGMA user_version").at(0).number("user_version"), 999);
}

TEST_F(DataDirectoryTest, without_data_is_refused_to_those_who_only_read)
{
    EXPECT_EQ(refusal_of(Access::ReadOnly), "not_clausebook");
    EXPECT_FALSE(std::filesystem::exists(path));
}

TEST_F(DataDirectoryTest, held_by_another_process_names_its_number_and_lets_readers_in)
{
    int to_parent[2];
    int to_child[2];
    ASSERT_EQ(::pipe(to_parent) + ::pipe(to_child), 0);
    const auto child = ::fork();
    if (child == 0) {
        const DataDirectory held(path, Access::ReadAndWrite);
        char byte = 'x';
        if (::write(to_parent[1], &byte, 1) != 1 || ::read(to_child[0], &byte, 1) < 0) ::_exit(1);
        ::_exit(0);
    }
    char byte = 0;
    ASSERT_EQ(::read(to_parent[0], &byte, 1), 1);
    try {
        const DataDirectory second(path, Access::ReadAndWrite);
        ADD_FAILURE() << "two at once";
    } catch (const Locked& held) {
        EXPECT_EQ(held.holder(), std::to_string(child));
    }
    EXPECT_EQ(refusal_of(Access::ReadOnly), "");
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(refusal_of(), "") << "a lock left by a killed process blocks";
}

TEST_F(DataDirectoryTest, forgets_what_was_left_aside)
{
    refusal_of();
    std::ofstream(path / "tmp" / "half") << "half an upload";
    refusal_of();
    EXPECT_TRUE(std::filesystem::is_empty(path / "tmp"));
}

} // namespace
} // namespace clausebook::store

#include "store/database.h"
#include "store/directory.h"
#include "store/errors.h"
#include "store/files.h"
#include "store/vault.h"
#include "support/temporary_directory.h"

#include <gtest/gtest.h>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace clausebook::store {
namespace {

class VaultTest : public ::testing::Test {
protected:
    testing::TemporaryDirectory folder;
    DataDirectory directory{folder.path() / "data", Database::Access::ReadAndWrite};
    const Vault& vault = directory.vault();

    bool aside_is_empty() const { return std::filesystem::is_empty(directory.aside()); }
};

TEST_F(VaultTest, keeps_a_content_under_its_hash_for_reading_only)
{
    const auto stored = vault.add("%PDF-1.4\nsmall\n");
    EXPECT_EQ(stored.sha256, sha256("%PDF-1.4\nsmall\n"));
    EXPECT_EQ(stored.content_type, "application/pdf");
    EXPECT_EQ(vault.read(stored.sha256), "%PDF-1.4\nsmall\n");
    struct stat status = {};
    ASSERT_EQ(::stat(vault.path_of(stored.sha256).c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0400U);
    EXPECT_TRUE(aside_is_empty());
}

TEST_F(VaultTest, keeps_the_same_content_once)
{
    EXPECT_EQ(vault.add("twice").sha256, vault.add("twice").sha256);
    EXPECT_EQ(vault.contents().size(), 1U);
    EXPECT_TRUE(aside_is_empty());
}

TEST_F(VaultTest, keeps_nothing_of_a_file_that_ended_early_or_was_given_up)
{
    {
        Incoming incoming(vault);
        incoming.write("four");
        EXPECT_THROW(incoming.keep(100), std::length_error);
    }
    {
        Incoming incoming(vault);
        incoming.write("given up");
    }
    EXPECT_TRUE(vault.contents().empty());
    EXPECT_TRUE(aside_is_empty());
}

TEST_F(VaultTest, takes_an_empty_file)
{
    EXPECT_EQ(vault.read(vault.add("").sha256), "");
}

TEST_F(VaultTest, never_makes_a_path_of_what_is_no_hash)
{
    for (const char* name : {"", "../../etc/passwd", "ABCD"})
        EXPECT_THROW(vault.path_of(name), std::logic_error) << name;
}

TEST_F(VaultTest, is_as_sure_as_before_when_a_name_is_in_the_way)
{
    EXPECT_THROW(NewFile(folder.path() / "no folder" / "file"), std::system_error);
    {
        NewFile(folder.path() / "there").close();
    }
    EXPECT_THROW(NewFile(folder.path() / "there"), std::system_error);
    EXPECT_THROW(move_into_place(folder.path() / "not there", folder.path() / "x"), std::system_error);
    EXPECT_THROW(sync_directory(folder.path() / "no folder"), std::system_error);
    EXPECT_FALSE(writes_are_unsure());
}

/// In a process of its own, whose files may not grow over a limit: what a full disk looks like.
TEST_F(VaultTest, says_so_when_the_disk_takes_no_more_and_leaves_nothing)
{
    const auto child = ::fork();
    if (child == 0) {
        ::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{100'000, 100'000};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        try {
            vault.add(std::string(1'000'000, 'x'));
        } catch (const DiskFull&) {
            ::_exit(aside_is_empty() && vault.contents().empty() && !writes_are_unsure() ? 0 : 2);
        }
        ::_exit(1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(WEXITSTATUS(status), 0);
}

} // namespace
} // namespace clausebook::store

// clausebook backup and restore, as a command line says them.

#include "store/backups.h"
#include "store/signing_key.h"
#include "support/command_line.h"
#include "support/files.h"
#include "support/temporary_directory.h"
#include "workspace/workspace.h"

#include <gtest/gtest.h>

namespace clausebook::cli {
namespace {

namespace fs = std::filesystem;
using testing::said;

class BackupCommand : public ::testing::Test {
protected:
    BackupCommand() { const Workspace workspace(data); }

    static void SetUpTestSuite() { ::setenv("LC_ALL", "C", 1); } // NOLINT(concurrency-mt-unsafe)

    testing::TemporaryDirectory folder;
    const fs::path data = folder.path() / "data";
    const fs::path file = folder.path() / "backup.zip";
    const fs::path other = folder.path() / "other";

    testing::Said back_up() { return said({"backup", "--to", file.string(), "--data", data.string()}); }
    testing::Said restore() { return said({"restore", "--from", file.string(), "--data", other.string()}); }
};

TEST_F(BackupCommand, works_beside_a_running_program_which_is_told)
{
    const Workspace running(data);
    const auto backups = running.directory().backups();
    EXPECT_FALSE(store::backup_by_command(backups));
    const auto made = back_up();
    EXPECT_EQ(made.code, 0) << made.err;
    EXPECT_TRUE(store::backup_by_command(backups));
    EXPECT_EQ(restore().code, 0);
    EXPECT_EQ(said({"verify", "--data", other.string()}).code, 0);
}

TEST_F(BackupCommand, gives_it_its_own_name_in_a_folder)
{
    const auto made = said({"backup", "--json", "--to", folder.path().string(), "--data", data.string()});
    EXPECT_EQ(made.code, 0) << made.err;
    EXPECT_NE(made.out.find("clausebook-backup_"), std::string::npos) << made.out;
}

TEST_F(BackupCommand, replaces_nothing)
{
    EXPECT_EQ(back_up().code, 0);
    const auto again = back_up();
    EXPECT_EQ(again.code, 73);
    EXPECT_NE(again.err.find("is there already"), std::string::npos) << again.err;
    EXPECT_EQ(restore().code, 0);
    const auto over = restore();
    EXPECT_EQ(over.code, 73);
    EXPECT_NE(over.err.find("is not empty"), std::string::npos) << over.err;
}

TEST_F(BackupCommand, names_what_is_wrong_with_a_backup)
{
    back_up();
    auto bytes = testing::bytes_of(file);
    testing::put_bytes(file, bytes.substr(0, bytes.size() - 1));
    const auto cut = restore();
    EXPECT_EQ(cut.code, 1);
    EXPECT_NE(cut.err.find("its end is missing or changed. Nothing was restored."), std::string::npos)
        << cut.err;
    bytes[100] ^= 1;
    testing::put_bytes(file, bytes);
    const auto changed = restore();
    EXPECT_EQ(changed.code, 1);
    EXPECT_NE(changed.err.find("“clausebook.db”"), std::string::npos) << changed.err;
    EXPECT_FALSE(fs::exists(other));
}

TEST_F(BackupCommand, asks_for_what_it_needs)
{
    EXPECT_EQ(said({"backup", "--data", data.string()}).code, 2);
    EXPECT_EQ(said({"restore", "--data", other.string()}).code, 2);
    EXPECT_EQ(said({"restore", "--from", "none.zip", "--data", other.string()}).code, 2);
    EXPECT_EQ(said({"backup", "--to", file.string(), "--data", (folder.path() / "none").string()}).code, 2);
    EXPECT_EQ(
        said({"backup", "--to", (folder.path() / "none" / "b.zip").string(), "--data", data.string()}).code,
        73);
}

TEST_F(BackupCommand, keeps_the_key_apart_and_puts_it_back)
{
    const auto key_file = folder.path() / "kept.key";
    const std::vector<std::string> keep = {"backup", "--key-to", key_file.string(), "--data", data.string()};
    const auto none = said(keep);
    EXPECT_EQ(none.code, 2);
    EXPECT_NE(none.err.find("no signing key"), std::string::npos) << none.err;
    const auto key = store::SigningKey::load_or_make(data.string() + ".keys");
    const auto kept = said(keep);
    EXPECT_EQ(kept.code, 0) << kept.err;
    EXPECT_NE(kept.out.find(key.fingerprint()), std::string::npos) << kept.out;
    EXPECT_EQ(fs::status(key_file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(said(keep).code, 73) << "never over something";

    back_up();
    const std::vector<std::string> both = {"restore",         "--from", file.string(), "--key-from",
                                           key_file.string(), "--data", other.string()};
    const auto back = said(both);
    EXPECT_EQ(back.code, 0) << back.err;
    EXPECT_EQ(store::SigningKey::load(other.string() + ".keys")->public_key(), key.public_key());
    const std::vector<std::string> again = {"restore", "--key-from", key_file.string(), "--data",
                                            other.string()};
    EXPECT_EQ(said(again).code, 0) << "the same key is left as it is";
    fs::remove_all(other.string() + ".keys");
    store::SigningKey::load_or_make(other.string() + ".keys");
    EXPECT_EQ(said(again).code, 73) << "another key is not replaced";
}

} // namespace
} // namespace clausebook::cli

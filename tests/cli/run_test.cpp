#include "packs/pack.h"
#include "support/command_line.h"
#include "support/files.h"
#include "support/signer.h"
#include "support/temporary_directory.h"
#include "workspace/workspace.h"

#include <gtest/gtest.h>

namespace clausebook::cli {
namespace {

namespace fs = std::filesystem;

using testing::said;

class CommandLine : public ::testing::Test {
protected:
    testing::TemporaryDirectory folder;

    static void SetUpTestSuite() { ::setenv("LC_ALL", "C", 1); } // NOLINT(concurrency-mt-unsafe)

    std::string data() { return (folder.path() / "data").string(); }
    void make_data() { const Workspace workspace(folder.path() / "data"); }

    fs::path pack()
    {
        auto file = folder.path() / "pack.zip";
        packs::write_pack(file,
                          {Instant(std::chrono::sys_days(std::chrono::year(2026) / 11 / 22)),
                           {7, std::string(64, 'a')},
                           {},
                           testing::signer()},
                          {{"evidence/7.4/a.txt", std::string("words"), ""}});
        return file;
    }
};

TEST_F(CommandLine, a_word_too_many_is_wrong_use)
{
    EXPECT_EQ(said({"serve", "9000"}).code, 2);
    const auto pack = said({"pack", "IA-2026-01", "tr", "--data", data()});
    EXPECT_EQ(pack.code, 2);
    EXPECT_NE(pack.err.find("tr"), std::string::npos) << pack.err;
}

TEST_F(CommandLine, a_sound_pack_is_told_with_what_to_compare)
{
    const auto file = pack().string();
    const auto words = said({"verify-pack", file});
    EXPECT_EQ(words.code, 0) << words.err;
    for (const auto& part :
         {std::string("entry 7"), std::string(64, 'a'), std::string("2026-11-22T00:00:00")})
        EXPECT_NE(words.out.find(part), std::string::npos) << part << "\n" << words.out;
    const auto json = said({"verify-pack", file, "--json"}).out;
    EXPECT_NE(json.find("\"entry\":7"), std::string::npos) << json;
    EXPECT_NE(json.find("\"hash\":\"aaaa"), std::string::npos) << json;
    EXPECT_NE(json.find("\"generated_at\":\"2026-11-22T"), std::string::npos) << json;
}

TEST_F(CommandLine, a_pack_signed_with_another_key_than_was_told_is_exit_1)
{
    const auto file = pack().string();
    const auto fingerprint = packs::fingerprint_of(testing::signer().public_key);
    EXPECT_NE(said({"verify-pack", file}).out.find(fingerprint), std::string::npos);
    EXPECT_NE(said({"verify-pack", file, "--json"}).out.find("\"fingerprint\":\"" + fingerprint),
              std::string::npos);
    EXPECT_EQ(said({"verify-pack", file, "--key", fingerprint}).code, 0);
    const auto other = packs::fingerprint_of(testing::signer(2).public_key);
    const auto refused = said({"verify-pack", file, "--key", other});
    EXPECT_EQ(refused.code, 1);
    EXPECT_NE(refused.out.find(other), std::string::npos) << refused.out;
    EXPECT_EQ(said({"verify-pack", file, "--key", fingerprint.substr(0, 9)}).code, 2);
}

TEST_F(CommandLine, of_several_packs_one_that_was_changed_is_exit_1)
{
    const auto good = pack().string();
    const auto bad = (folder.path() / "bad.zip").string();
    testing::put_bytes(bad, testing::bytes_of(good) + "x");
    EXPECT_EQ(said({"verify-pack", good, good}).code, 0);
    const auto both = said({"verify-pack", good, bad});
    EXPECT_EQ(both.code, 1);
    EXPECT_NE(both.out.find("bad.zip"), std::string::npos) << both.out;
    const auto json = said({"verify-pack", good, bad, "--json"}).out;
    EXPECT_EQ(std::count(json.begin(), json.end(), '\n'), 2) << json;
}

TEST_F(CommandLine, a_pack_that_was_changed_is_exit_1_and_a_folder_is_none)
{
    const auto file = pack();
    auto bytes = testing::bytes_of(file);
    bytes[bytes.size() / 2] ^= 1;
    testing::put_bytes(file, bytes);
    EXPECT_EQ(said({"verify-pack", file.string()}).code, 1);
    EXPECT_EQ(said({"verify-pack", folder.path().string()}).code, 2);
}

TEST_F(CommandLine, a_place_that_cannot_be_written_is_no_damage)
{
    make_data();
    EXPECT_EQ(said({"pack", "IA-2026-01", "--data", data(), "--at", "999999"}).code, 2);
    const auto nowhere =
        said({"pack", "IA-2026-01", "--data", data(), "--out", (folder.path() / "no/such/x.zip").string()});
    EXPECT_EQ(nowhere.code, 73) << nowhere.err;
    EXPECT_NE(nowhere.err.find("A file cannot be read or written"), std::string::npos) << nowhere.err;
}

TEST_F(CommandLine, verify_counts_on_terminals_only)
{
    {
        constexpr int records = 450; // it tells how far it is every 200
        Workspace workspace(folder.path() / "data");
        auto verb = workspace.begin(system_actor(), "test.records");
        for (int i = 0; i < records; ++i) verb.next_number("EV-" + std::to_string(i));
        verb.commit();
    }
    EXPECT_EQ(said({"verify", "--data", data()}).err, "");
}

} // namespace
} // namespace clausebook::cli

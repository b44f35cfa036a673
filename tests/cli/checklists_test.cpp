// clausebook checklist import, export, list and validate, as a command line says them.

#include "store/database.h"
#include "support/command_line.h"
#include "support/files.h"
#include "support/own_checklist.h"
#include "support/temporary_directory.h"
#include "workspace/checklists.h"

#include <gtest/gtest.h>

namespace clausebook::cli {
namespace {

namespace fs = std::filesystem;
using testing::own_checklist_file;
using testing::said;

class ChecklistCommand : public ::testing::Test {
protected:
    ChecklistCommand() { testing::put_bytes(file, bytes); }

    static void SetUpTestSuite() { ::setenv("LC_ALL", "C", 1); } // NOLINT(concurrency-mt-unsafe)

    testing::Said import(const fs::path& from) const
    {
        return said({"checklist", "import", from.string(), "--data", data.string()});
    }
    testing::Said export_to(const std::string& id, const fs::path& to) const
    {
        return said({"checklist", "export", id, "--out", to.string(), "--data", data.string()});
    }

    testing::TemporaryDirectory folder;
    const fs::path data = folder.path() / "data";
    const fs::path file = folder.path() / "own.xml";
    const std::string bytes = own_checklist_file();
};

TEST_F(ChecklistCommand, what_is_brought_in_comes_out_again_byte_for_byte)
{
    const auto in = import(file);
    EXPECT_EQ(in.code, 0) << in.err;
    EXPECT_NE(in.out.find("House rules:2025 revision 1 is in: 4 clauses, 7 questions"), std::string::npos)
        << in.out;
    const auto out = folder.path() / "out.xml";
    EXPECT_EQ(export_to("house-rules-2025-r1", out).code, 0);
    EXPECT_EQ(testing::bytes_of(out), bytes);
    EXPECT_EQ(export_to(store::sha256(bytes).substr(0, 12), folder.path()).code, 0);
    EXPECT_EQ(testing::bytes_of(folder.path() / "house-rules-2025-r1.xml"), bytes);
    EXPECT_EQ(export_to("house-rules-2025-r1", out).code, 73) << "never over something";
    EXPECT_EQ(export_to("house", out).code, 2);
    EXPECT_EQ(said({"verify", "--data", data.string()}).code, 0);
}

TEST_F(ChecklistCommand, all_of_them_go_into_a_folder)
{
    import(file);
    const auto to = folder.path() / "all";
    fs::create_directory(to);
    const auto out =
        said({"checklist", "export", "--all", "--out", to.string(), "--data", data.string(), "--json"});
    EXPECT_EQ(out.code, 0) << out.err;
    EXPECT_EQ(testing::bytes_of(to / "house-rules-2025-r1.xml"), bytes);
    EXPECT_EQ(testing::bytes_of(to / "iso-10002-2018-r1.xml"), built_in_bytes());
    EXPECT_NE(out.out.find(built_in_key()), std::string::npos);
    EXPECT_EQ(said({"checklist", "export", "--all", "--out", file.string(), "--data", data.string()}).code,
              2);
    EXPECT_EQ(said({"checklist", "export", "--all", "x", "--data", data.string()}).code, 2);
}

TEST_F(ChecklistCommand, faults_are_named_with_their_place_and_nothing_is_stored)
{
    auto faulty = bytes;
    faulty.replace(faulty.find("weight=\"1\""), 10, "weight=\"7\"");
    testing::put_bytes(file, faulty);
    const auto in = import(file);
    EXPECT_EQ(in.code, 1);
    EXPECT_NE(in.out.find("own.xml:"), std::string::npos) << in.out;
    EXPECT_NE(in.out.find("4.1: “7” is not a weight"), std::string::npos) << in.out;
    EXPECT_EQ(said({"checklist", "list", "--data", data.string()}).out.find("House rules"),
              std::string::npos);
    EXPECT_EQ(said({"checklist", "validate", file.string()}).code, 1);
    fs::resize_file(file, std::uintmax_t{1} << 36); // sparse: not a byte of it may be read
    EXPECT_NE(import(file).out.find("a checklist has at most 4194304"), std::string::npos);
    EXPECT_EQ(said({"checklist", "validate", file.string()}).code, 1);
    EXPECT_EQ(import(folder.path() / "none.xml").code, 2);
}

TEST_F(ChecklistCommand, tells_an_import_that_changes_nothing_from_one_that_must_not_be)
{
    import(file);
    const auto again = import(file);
    EXPECT_EQ(again.code, 0);
    EXPECT_NE(again.out.find("byte for byte"), std::string::npos) << again.out;
    testing::put_bytes(file, bytes + "\n");
    const auto other = import(file);
    EXPECT_EQ(other.code, 73);
    EXPECT_NE(other.err.find("raise its revision"), std::string::npos) << other.err;
    testing::put_bytes(file, own_checklist_file("House rules", 2025, 2));
    const auto next = import(file);
    EXPECT_EQ(next.code, 0);
    EXPECT_NE(next.out.find("Questions against revision 1: 0 new, 0 changed, 0 gone."), std::string::npos)
        << next.out;
}

TEST_F(ChecklistCommand, imports_need_the_directory_for_themselves_and_exports_do_not)
{
    const Workspace running(data);
    const auto in = import(file);
    EXPECT_EQ(in.code, 75);
    EXPECT_NE(in.err.find("Checklists"), std::string::npos) << "names the page";
    EXPECT_EQ(export_to("iso-10002-2018-r1", folder.path()).code, 0);
    EXPECT_EQ(said({"checklist", "list", "--data", data.string()}).code, 0);
}

} // namespace
} // namespace clausebook::cli

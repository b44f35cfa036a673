#include "store/directory.h"
#include "store/issued.h"
#include "support/files.h"
#include "support/temporary_directory.h"

#include <gtest/gtest.h>

namespace clausebook::store {
namespace {

class Issued : public ::testing::Test {
protected:
    testing::TemporaryDirectory folder;
    DataDirectory directory{folder.path() / "data", Database::Access::ReadAndWrite};

    std::vector<std::string> names() const
    {
        return unrecorded(directory.database().read(), directory.issued());
    }
};

TEST_F(Issued, files_no_record_names_are_told)
{
    EXPECT_TRUE(names().empty());
    testing::put_bytes(directory.issued() / "b.pdf", "b");
    testing::put_bytes(directory.issued() / "a.zip", "a");
    EXPECT_EQ(names(), (std::vector<std::string>{"a.zip", "b.pdf"}));
    EXPECT_TRUE(unrecorded(directory.database().read(), folder.path() / "nowhere").empty());
}

TEST_F(Issued, files_set_aside_keep_their_bytes_under_names_of_their_own)
{
    const auto file = directory.issued() / "a.pdf";
    for (const auto* bytes : {"first", "second", "third"}) {
        testing::put_bytes(file, bytes);
        set_aside(file);
        EXPECT_FALSE(std::filesystem::exists(file));
    }
    EXPECT_EQ(testing::bytes_of(file.string() + ".unrecorded"), "first");
    EXPECT_EQ(testing::bytes_of(file.string() + ".unrecorded-2"), "second");
    EXPECT_EQ(testing::bytes_of(file.string() + ".unrecorded-3"), "third");
    EXPECT_NO_THROW(set_aside(directory.issued() / "not there"));
}

} // namespace
} // namespace clausebook::store

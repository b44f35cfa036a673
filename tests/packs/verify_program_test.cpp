#include "support/files.h"

#include <gtest/gtest.h>

namespace clausebook::packs {
namespace {

TEST(VerifyProgram, knows_ed25519_by_its_published_vectors)
{
    const std::string top = CLAUSEBOOK_SOURCE_DIR;
    EXPECT_EQ(testing::output_of("/usr/bin/python3 " + top + "/tests/packs/verify_program.py " + top
                                 + "/src/packs/verify.py 2>&1"),
              "sound\n");
}

} // namespace
} // namespace clausebook::packs

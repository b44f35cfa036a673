#include "support/files.h"
#include "support/places.h"

#include <gtest/gtest.h>

namespace clausebook::packs {
namespace {

TEST(VerifyProgram, knows_ed25519_by_its_published_vectors)
{
    EXPECT_EQ(testing::output_of(test::python("tests/packs/verify_program.py")
                                 + test::in_sources("src/packs/verify.py").string() + " 2>&1"),
              "sound\n");
}

} // namespace
} // namespace clausebook::packs

#include "core/pack/fingerprint.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace clausebook {
namespace {

TEST(Fingerprints, are_eight_groups_of_four_digits)
{
    EXPECT_EQ(fingerprint_text("00112233445566778899aabbccddeeff" + std::string(32, '0')),
              "0011 2233 4455 6677 8899 aabb ccdd eeff");
    EXPECT_THROW(fingerprint_text("0011"), std::logic_error);
}

TEST(Fingerprints, are_compared_however_they_were_typed_but_never_in_part)
{
    const std::string text = "0011 2233 4455 6677 8899 aabb ccdd eeff";
    for (const auto* same : {"00112233445566778899aabbccddeeff", "0011-2233-4455-6677-8899-AABB-CCDD-EEFF",
                             "00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff"})
        EXPECT_TRUE(is_same_fingerprint(text, same)) << same;
    for (const auto* other : {"", "0011", "0011 2233 4455 6677 8899 aabb ccdd eefe"})
        EXPECT_FALSE(is_same_fingerprint(text, other)) << other;
    EXPECT_FALSE(is_same_fingerprint("", ""));
    EXPECT_FALSE(is_same_fingerprint("0011", "0011"));
    EXPECT_FALSE(is_fingerprint("x0112233445566778899aabbccddeeff"));
    EXPECT_TRUE(is_fingerprint(text));
}

} // namespace
} // namespace clausebook

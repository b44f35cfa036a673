#include "hashing/sha256.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace clausebook::hashing {
namespace {

// Source: FIPS 180-4, the examples of its authors.
constexpr auto of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

TEST(Sha256, is_that_of_its_standard)
{
    EXPECT_EQ(sha256("abc"), of_abc);
    EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256(std::string(1'000'000, 'a')),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, of_pieces_is_that_of_the_whole_and_starts_anew)
{
    Sha256 pieces;
    for (const char* piece : {"a", "", "bc"}) pieces.update(piece);
    EXPECT_EQ(pieces.hex(), of_abc);
    pieces.update("abc");
    EXPECT_EQ(pieces.hex(), of_abc);
}

// The library counts its users: many that begin and end at once must not take it down under one another.
// Whether they meet at the wrong moment is a matter of luck; that nobody goes around hashing/ is held by the
// layering test.
TEST(Sha256, serves_many_threads_that_begin_and_end_at_once)
{
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 16; ++i)
        threads.emplace_back([&] {
            for (int k = 0; k < 2'000; ++k)
                if (sha256("abc") != of_abc) ++wrong;
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(wrong, 0);
}

} // namespace
} // namespace clausebook::hashing

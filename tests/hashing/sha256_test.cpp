#include "hashing/sha256.h"

#include <Poco/Crypto/OpenSSLInitializer.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <thread>

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

// How many use the library is counted in private; an explicit instantiation may name what is private.
Poco::AtomicCounter* uses_of_openssl();

template <Poco::AtomicCounter* counter>
struct Named {
    friend Poco::AtomicCounter* uses_of_openssl() { return counter; }
};

template struct Named<&Poco::Crypto::OpenSSLInitializer::_rc>;

TEST(Sha256, never_lets_go_of_what_two_threads_cannot_take_down)
{
    sha256("abc");
    EXPECT_GT(uses_of_openssl()->value(), 0);
}

TEST(Sha256, serves_threads_that_begin_and_end_at_once)
{
    std::array<int, 2> wrong = {};
    std::array<std::thread, 2> threads;
    for (std::size_t i = 0; i < threads.size(); ++i)
        threads.at(i) = std::thread([&wrong, i] {
            for (int n = 0; n < 50'000; ++n)
                if (sha256("abc") != of_abc) ++wrong.at(i);
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(wrong, (std::array<int, 2>{}));
}

} // namespace
} // namespace clausebook::hashing

#pragma once
// FNV-1a with 64 bits: tells apart what differs by accident. It keeps nobody from making two texts alike on
// purpose. http://www.isthe.com/chongo/tech/comp/fnv/

#include <cstdint>
#include <string>
#include <string_view>

namespace clausebook {

inline constexpr std::uint64_t fnv_start = 0xcbf29ce484222325;

/// Goes on from `begun`, so that several texts make one number.
constexpr std::uint64_t fnv(std::string_view bytes, std::uint64_t begun = fnv_start)
{
    for (const auto byte : bytes) begun = (begun ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
    return begun;
}

/// Its first hex digits, at most 16.
std::string fnv_digits(std::uint64_t number, int count = 16);

} // namespace clausebook

#include "core/base/fnv.h"

namespace clausebook {

std::string fnv_digits(std::uint64_t number, int count)
{
    constexpr int bits = 64;
    constexpr int bits_a_digit = 4;
    std::string digits;
    for (int shift = bits - bits_a_digit; shift > bits - bits_a_digit * (count + 1); shift -= bits_a_digit)
        digits += "0123456789abcdef"[(number >> shift) & 15];
    return digits;
}

} // namespace clausebook

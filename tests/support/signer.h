#pragma once
// A key for packs of tests, the same each time.

#include "packs/pack.h"

#include <array>
#include <sodium.h>

namespace clausebook::testing {

inline std::string hex_of(const unsigned char* bytes, std::size_t count)
{
    std::string hex(2 * count + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), bytes, count);
    hex.pop_back();
    return hex;
}

/// Another number, another key.
inline packs::PackSigner signer(unsigned char number = 1)
{
    std::array<unsigned char, crypto_sign_SEEDBYTES> seed{};
    seed.fill(number);
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> of_all{};
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};
    crypto_sign_seed_keypair(of_all.data(), secret.data(), seed.data());
    return {hex_of(of_all.data(), of_all.size()), [secret](std::string_view bytes) {
                std::array<unsigned char, crypto_sign_BYTES> signature{};
                crypto_sign_detached(signature.data(), nullptr,
                                     reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                                     secret.data());
                return hex_of(signature.data(), signature.size());
            }};
}

} // namespace clausebook::testing

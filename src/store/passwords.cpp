#include "store/passwords.h"

#include <new>
#include <semaphore>
#include <sodium.h>

namespace clausebook::store {
namespace {

constexpr unsigned long long passes = 3;
constexpr std::size_t memory_bytes = 64U << 20U;

/// 64 MiB each: two at once keep the process small whoever knocks.
std::counting_semaphore<2>& places()
{
    static std::counting_semaphore<2> semaphore(2);
    return semaphore;
}

class Place {
public:
    Place() { places().acquire(); }
    ~Place() { places().release(); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
};

} // namespace

std::string hash_password(std::string_view password)
{
    const Place place;
    char hash[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str_alg(hash, password.data(), password.size(), passes, memory_bytes,
                              crypto_pwhash_ALG_ARGON2ID13)
        != 0)
        throw std::bad_alloc();
    return hash;
}

bool is_password(std::string_view password, const std::string& hash)
{
    if (hash.empty()) {
        hash_password(password); // nobody learns from the time taken whether the name exists
        return false;
    }
    const Place place;
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

std::string new_token()
{
    unsigned char bytes[32];
    randombytes_buf(bytes, sizeof bytes);
    char hex[2 * sizeof bytes + 1];
    sodium_bin2hex(hex, sizeof hex, bytes, sizeof bytes);
    return hex;
}

} // namespace clausebook::store

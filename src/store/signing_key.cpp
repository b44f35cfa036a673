#include "store/signing_key.h"

#include "core/base/refusal.h"
#include "core/pack/fingerprint.h"
#include "store/database.h"
#include "store/errors.h"
#include "store/files.h"
#include "store/passwords.h"

#include <cerrno>
#include <sodium.h>
#include <stdexcept>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace clausebook::store {
namespace {

namespace fs = std::filesystem;

static_assert(crypto_sign_SEEDBYTES == 32);
constexpr std::string_view heading =
    "Clausebook signing key 1. Whoever has it signs in your name: keep it secret.\nseed ";
constexpr std::string_view middle = "\npublic ";
constexpr std::size_t seed_digits = std::size_t{2} * crypto_sign_SEEDBYTES;

std::string hex(const unsigned char* bytes, std::size_t count)
{
    std::string out(2 * count + 1, '\0');
    sodium_bin2hex(out.data(), out.size(), bytes, count);
    out.pop_back();
    return out;
}

Refusal refused(const std::string& code, const fs::path& place, const std::string& detail = {})
{
    return Refusal::state(code, {{"file", place.string()}, {"detail", detail}});
}

std::string last_error()
{
    return std::error_code(errno, std::generic_category()).message();
}

/// Throws when others than the owner may read or change what lies there.
void refuse_open(const fs::path& place)
{
    struct stat status = {};
    if (::stat(place.c_str(), &status) != 0) throw refused("key_unreadable", place, last_error());
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) throw refused("key_open_to_others", place);
}

void make_key_folder(const fs::path& folder)
{
    if (::mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST)
        throw refused("key_not_made", folder, last_error());
    sync_name_of(folder); // of an old one too: the program that made it may have ended before this
    refuse_open(folder);
    if (::access(folder.c_str(), W_OK | X_OK) != 0) throw refused("key_not_made", folder, last_error());
}

} // namespace

std::string fingerprint_of(std::string_view public_key_hex)
{
    std::string bytes(public_key_hex.size() / 2, '\0');
    std::size_t count = 0;
    if (sodium_hex2bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), public_key_hex.data(),
                       public_key_hex.size(), nullptr, &count, nullptr)
            != 0
        || count != crypto_sign_PUBLICKEYBYTES)
        throw std::logic_error("no public key");
    return fingerprint_text(sha256(bytes));
}

fs::path SigningKey::file_in(const fs::path& folder)
{
    return folder / "signing.key";
}

SigningKey::SigningKey(const Seed& seed) : seed_(seed)
{
    unsigned char of_all[crypto_sign_PUBLICKEYBYTES];
    unsigned char secret[crypto_sign_SECRETKEYBYTES];
    crypto_sign_seed_keypair(of_all, secret, seed_.data());
    sodium_memzero(secret, sizeof secret);
    public_key_ = hex(of_all, sizeof of_all);
    fingerprint_ = fingerprint_of(public_key_);
}

SigningKey::SigningKey(SigningKey&& other) noexcept
    : seed_(other.seed_), public_key_(std::move(other.public_key_)),
      fingerprint_(std::move(other.fingerprint_))
{
    sodium_memzero(other.seed_.data(), other.seed_.size());
}

SigningKey::~SigningKey()
{
    sodium_memzero(seed_.data(), seed_.size());
}

std::string SigningKey::text() const
{
    std::string out(heading);
    return out.append(hex(seed_.data(), seed_.size())).append(middle).append(public_key_).append("\n");
}

std::optional<SigningKey> SigningKey::parse(std::string_view text)
{
    if (!text.starts_with(heading) || text.size() < heading.size() + seed_digits) return std::nullopt;
    Seed seed{};
    std::size_t count = 0;
    if (sodium_hex2bin(seed.data(), seed.size(), text.data() + heading.size(), seed_digits, nullptr, &count,
                       nullptr)
            != 0
        || count != seed.size())
        return std::nullopt;
    SigningKey key(seed);
    sodium_memzero(seed.data(), seed.size());
    if (key.text() != text) return std::nullopt; // the public half tells a mistyped seed
    return key;
}

std::optional<SigningKey> SigningKey::load(const fs::path& folder)
{
    const auto file = file_in(folder);
    struct stat status = {};
    if (::stat(file.c_str(), &status) != 0) {
        if (errno == ENOENT) return std::nullopt;
        throw refused("key_unreadable", file, last_error());
    }
    refuse_open(folder);
    refuse_open(file);
    std::string text;
    try {
        text = read_file(file);
    } catch (const DamagedData& damaged) {
        throw refused("key_unreadable", file, damaged.what());
    }
    auto key = parse(text);
    sodium_memzero(text.data(), text.size());
    if (!key) throw refused("key_unreadable", file);
    return key;
}

/// Another program's key, put there meanwhile, stays.
void SigningKey::keep(const SigningKey& key, const fs::path& folder)
{
    make_key_folder(folder);
    const auto aside = folder / (".new-" + new_token().substr(0, 12));
    NewFile file(aside);
    file.write(key.text());
    file.close();
    if (move_to_free_place(aside, file_in(folder)) == Placing::Taken) fs::remove(aside);
}

SigningKey SigningKey::load_or_make(const fs::path& folder)
{
    if (auto key = load(folder)) return std::move(*key);
    Seed seed{};
    randombytes_buf(seed.data(), seed.size());
    keep(SigningKey(seed), folder);
    sodium_memzero(seed.data(), seed.size());
    auto key = load(folder);
    if (!key) throw refused("key_not_made", folder);
    return std::move(*key);
}

SigningKey SigningKey::put_back(const fs::path& folder, std::string_view text)
{
    const auto wanted = parse(text);
    if (!wanted) throw refused("key_unreadable", file_in(folder));
    if (!load(folder)) keep(*wanted, folder);
    auto there = load(folder);
    if (!there || there->public_key() != wanted->public_key()) throw refused("key_there", file_in(folder));
    return std::move(*there);
}

std::string SigningKey::sign(std::string_view bytes) const
{
    unsigned char of_all[crypto_sign_PUBLICKEYBYTES];
    unsigned char secret[crypto_sign_SECRETKEYBYTES];
    unsigned char signature[crypto_sign_BYTES];
    crypto_sign_seed_keypair(of_all, secret, seed_.data());
    crypto_sign_detached(signature, nullptr, reinterpret_cast<const unsigned char*>(bytes.data()),
                         bytes.size(), secret);
    sodium_memzero(secret, sizeof secret);
    return hex(signature, sizeof signature);
}

} // namespace clausebook::store

#pragma once
// The key a house signs its packs with: Ed25519, by libsodium (docs/decisions/0013).
//
// It lies beside the data directory, never inside it (DataDirectory::keys()), so that whoever gets a copy of
// the data cannot sign in its name: a backup of the data is no backup of the key (rulings 30).

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace clausebook::store {

/// The fingerprint (core/pack/fingerprint.h) of a public key of 64 hexadecimal digits.
std::string fingerprint_of(std::string_view public_key_hex);

/// A signing key in memory. Its secret half is wiped when it goes.
class SigningKey {
public:
    /// Where the key lies in a folder of keys.
    static std::filesystem::path file_in(const std::filesystem::path& folder);

    /// The key of the folder; nothing when there is none. Throws Refusal{"key_open_to_others"} for a file or
    /// folder that others may read or change, {"key_unreadable"} for one that cannot be read or holds no key.
    static std::optional<SigningKey> load(const std::filesystem::path& folder);

    /// The key of the folder, made at first need: the folder 0700, the file 0600, on the disk before this
    /// returns. Of two programs that make one at once both get the same. Throws as load(), and
    /// Refusal{"key_not_made"} when the folder cannot be made or written; DiskFull; ReadOnlyNow.
    static SigningKey load_or_make(const std::filesystem::path& folder);

    /// Puts a key back that was kept elsewhere, from the bytes of its file. Throws as load_or_make(), and
    /// Refusal{"key_there"} when another key lies there; the same one is left as it is.
    static SigningKey put_back(const std::filesystem::path& folder, std::string_view text);

    /// The bytes of the key's file: what a backup of keys holds.
    std::string text() const;

    const std::string& fingerprint() const { return fingerprint_; }

    /// 64 hexadecimal digits.
    const std::string& public_key() const { return public_key_; }

    /// The Ed25519 signature of the bytes, 128 hexadecimal digits; the same bytes have the same signature.
    std::string sign(std::string_view bytes) const;

    SigningKey(SigningKey&& other) noexcept;
    SigningKey& operator=(SigningKey&&) = delete;
    SigningKey(const SigningKey&) = delete;
    SigningKey& operator=(const SigningKey&) = delete;
    ~SigningKey();

private:
    using Seed = std::array<unsigned char, 32>;

    explicit SigningKey(const Seed& seed);
    static std::optional<SigningKey> parse(std::string_view text);
    static void keep(const SigningKey& key, const std::filesystem::path& folder);

    Seed seed_;
    std::string public_key_;
    std::string fingerprint_;
};

} // namespace clausebook::store

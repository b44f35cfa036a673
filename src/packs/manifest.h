#pragma once
// manifest.json, its signature and SHA256SUMS: what a pack holds, from which journal entry, with which
// hashes, signed with which key.

#include "core/base/time.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook::packs {

constexpr std::string_view manifest_name = "manifest.json";
constexpr std::string_view signature_name = "manifest.sig";
constexpr std::string_view checksums_name = "SHA256SUMS";
constexpr std::string_view manifest_format = "clausebook-pack/2";

/// A file of the pack. `packed_sha256` is over its bytes in the zip, "" when they are the content itself
/// (stored): deflate leaves bits that change no content, and these must not change unseen either (rulings
/// 30).
struct ManifestFile {
    std::string path;
    std::uint64_t size = 0;
    std::string sha256;
    std::string packed_sha256;
    std::string source; ///< where it comes from, e.g. "EV-0007/2"; "" for what was made for the pack

    friend bool operator==(const ManifestFile&, const ManifestFile&) = default;
};

/// The journal entry a pack is a function of (rulings 29).
struct JournalPoint {
    std::int64_t number = 0;
    std::string hash;

    friend bool operator==(const JournalPoint&, const JournalPoint&) = default;
};

/// The key that signed.
struct PackKey {
    std::string fingerprint; ///< core/pack/fingerprint.h
    std::string public_key;  ///< Ed25519, 64 hexadecimal digits

    friend bool operator==(const PackKey&, const PackKey&) = default;
};

struct Manifest {
    Instant generated_at; ///< the time of the journal entry
    JournalPoint journal;
    std::map<std::string, std::string> about; ///< e.g. {"audit", "IA-2026-01"}, {"language", "tr"}
    std::vector<ManifestFile> files;          ///< sorted by path; without manifest, signature and checksums
    PackKey key = {};                         ///< empty when nobody signed: of a backup

    bool names_key() const { return !key.public_key.empty(); }

    friend bool operator==(const Manifest&, const Manifest&) = default;
};

/// Canonical JSON (core/base/tree.h). The same manifest gives the same bytes.
std::string to_json(const Manifest& manifest);

/// Reads what to_json writes; nothing for any other bytes, be it one blank more.
std::optional<Manifest> parse_manifest(std::string_view text);

/// SHA256SUMS, as `sha256sum --check` reads it: every file, manifest.json and manifest.sig, sorted by path.
std::string checksums(const Manifest& manifest, std::string_view manifest_json, std::string_view signature);

/// The fingerprint of a public key; "" for what is none.
std::string fingerprint_of(std::string_view public_key);

/// True when `signature` (manifest.sig: 128 hexadecimal digits and a line end) is the signature of the
/// manifest's bytes by the manifest's own key, and the fingerprint is that key's.
bool is_signed(const Manifest& manifest, std::string_view manifest_json, std::string_view signature);

} // namespace clausebook::packs

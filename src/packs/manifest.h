#pragma once
// manifest.json and SHA256SUMS of a pack: what it holds, from which journal entry, with which hashes.

#include "core/base/time.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook::packs {

constexpr std::string_view manifest_name = "manifest.json";
constexpr std::string_view checksums_name = "SHA256SUMS";
constexpr std::string_view manifest_format = "clausebook-pack/1";

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

struct Manifest {
    Instant generated_at; ///< the time of the journal entry
    JournalPoint journal;
    std::map<std::string, std::string> about; ///< e.g. {"audit", "IA-2026-01"}, {"language", "tr"}
    std::vector<ManifestFile> files;          ///< sorted by path; neither manifest nor checksums among them

    friend bool operator==(const Manifest&, const Manifest&) = default;
};

/// Canonical JSON (core/base/tree.h). The same manifest gives the same bytes.
std::string to_json(const Manifest& manifest);

/// Reads what to_json writes; nothing for any other bytes, be it one blank more.
std::optional<Manifest> parse_manifest(std::string_view text);

/// SHA256SUMS, as `sha256sum --check` reads it: every file and manifest.json, sorted by path.
std::string checksums(const Manifest& manifest, std::string_view manifest_json);

} // namespace clausebook::packs

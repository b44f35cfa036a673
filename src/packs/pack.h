#pragma once
// A pack: a zip file of evidence, workbook and report, with a manifest and checksums that any change breaks.

#include "packs/archive.h"
#include "packs/fault.h"
#include "packs/manifest.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace clausebook::packs {

/// A file to be put into a pack: from the disk, or text made for it.
struct PackFile {
    std::string path; ///< in the pack; a safe path (packs/names.h)
    std::variant<std::filesystem::path, std::string> content;
    std::string source;                            ///< see ManifestFile
    std::optional<Packing> packing = std::nullopt; ///< nothing: as its name says (usual_packing)
};

/// Who signs the manifest.
struct PackSigner {
    std::string public_key;                                  ///< see PackKey
    std::function<std::string(std::string_view bytes)> sign; ///< Ed25519: 128 hexadecimal digits
};

struct PackHead {
    Instant generated_at; ///< the time of the journal entry
    JournalPoint journal;
    std::map<std::string, std::string> about;
    PackSigner signer = {}; ///< empty: nobody signs, as for a backup
};

/// Writes the pack: its files sorted by path, then manifest.json, manifest.sig and SHA256SUMS, and waits
/// until all is on the disk. The same head and files give the same bytes. `written` is told the bytes packed
/// so far, piece by piece; what it throws ends the work.
///
/// Throws std::invalid_argument for a path that is not safe or there twice in whatever case,
/// std::system_error when the disk refuses or `file` exists already. What is unfinished is removed. Verify it
/// before it is offered.
Manifest write_pack(const std::filesystem::path& file, const PackHead& head, std::vector<PackFile> files,
                    const std::function<void(std::uint64_t written)>& written = {});

/// Whether what nobody signed is refused.
enum class Signed { Required, NotAsked };

struct PackVerdict {
    Faults faults;                    ///< codes zip_... (packs/archive.h) and pack_...
    std::optional<Manifest> manifest; ///< when there is a readable one

    bool ok() const { return faults.empty(); }
};

/// Reads every byte of a pack and finds each that is not as write_pack wrote it: manifest, signature,
/// checksums and archive must agree with each other, entry by entry, header by header. Every fault about an
/// entry names it. Whoever changes everything consistently has to sign with another key: expect_key() finds
/// that. `read` is told the bytes read so far, piece by piece; what it throws ends the work.
///
/// Throws std::system_error when the file cannot be read; whatever stands in it is a fault, never an
/// exception.
PackVerdict verify_pack(const std::filesystem::path& file, const ArchiveLimits& limits = {},
                        const std::function<void(std::uint64_t read)>& read = {},
                        Signed signature = Signed::Required);

/// What the manifest of a pack says, and nothing else of the pack read or checked; nothing where none can be
/// read. Throws std::system_error when the file cannot be read.
std::optional<Manifest> manifest_of(const std::filesystem::path& file);

/// Adds the fault pack_key when the pack is not signed with the key of that fingerprint.
void expect_key(PackVerdict& verdict, std::string_view fingerprint);

} // namespace clausebook::packs

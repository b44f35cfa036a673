#pragma once
// The records of the zip format, byte for byte as our packs have them. The writer emits them; the reader
// makes them again from what it measured and compares, so that no byte of a pack can change unseen (rulings
// 30).
//
// Source: PKWARE APPNOTE 6.3.3, sections 4.3.7, 4.3.12, 4.3.14 to 4.3.16, 4.5.3.

#include "core/base/time.h"

#include <cstdint>
#include <string>

namespace clausebook::packs {

enum class Packing { Stored, Deflated };

/// A file in an archive.
struct ArchiveEntry {
    std::string name;       ///< path within the archive, "/" between folders
    std::uint64_t size = 0; ///< bytes
    std::string sha256;     ///< of the content
    Packing packing = Packing::Stored;
    std::uint64_t packed_size = 0; ///< bytes in the archive
    std::string packed_sha256;     ///< of the bytes in the archive; same as sha256 when stored
    std::uint32_t crc32 = 0;
    std::uint64_t offset = 0; ///< where its local header begins
};

/// Date and time as zip keeps them: UTC here, two seconds fine, from 1980 to 2107.
struct ZipTime {
    std::uint16_t time = 0;
    std::uint16_t date = 0;

    friend bool operator==(const ZipTime&, const ZipTime&) = default;
};

/// Earlier and later moments become the first and last that zip can tell.
ZipTime zip_time(Instant instant);

namespace zip {

constexpr std::uint32_t local_signature = 0x04034B50;
constexpr std::uint32_t central_signature = 0x02014B50;
constexpr std::uint32_t end_signature = 0x06054B50;
constexpr std::uint32_t end64_signature = 0x06064B50;
constexpr std::uint32_t locator64_signature = 0x07064B50;
constexpr std::size_t local_bytes = 30;
constexpr std::size_t central_bytes = 46;
constexpr std::size_t end_bytes = 22;
constexpr std::size_t end64_bytes = 56;
constexpr std::size_t locator64_bytes = 20;
constexpr std::uint16_t full16 = 0xFFFF;
constexpr std::uint32_t full32 = 0xFFFFFFFF;

/// From this size or offset on, 64-bit fields are used. Well under 4 GiB: a deflated file may be a little
/// larger than the file itself, and the size of the header must be known before its content is.
constexpr std::uint64_t first_large = 0xFF000000;

std::string local_header(const ArchiveEntry& entry, ZipTime time);
std::string central_header(const ArchiveEntry& entry, ZipTime time);

/// Everything after the central directory.
std::string end_records(std::uint64_t entries, std::uint64_t directory_offset, std::uint64_t directory_size);

/// Little-endian number of `bytes` bytes at `at`; the caller has checked that they are there.
std::uint64_t number(const std::string& record, std::size_t at, std::size_t bytes);

} // namespace zip
} // namespace clausebook::packs

#pragma once
// What a zip file says it holds: by the directory at its end, or, where that is broken, by the headers in
// front of each content. Nothing is believed yet; read_archive (packs/archive.h) checks it.

#include "packs/disk_file.h"
#include "packs/zip_records.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace clausebook::packs {

/// An entry as the file tells it.
struct Listed {
    ArchiveEntry entry;
    ZipTime time;
    std::string record; ///< its bytes in the directory; "" when it was found without one
    std::uint16_t method = 0;
    std::uint16_t flags = 0;
};

struct Directory {
    std::uint64_t entries = 0;
    std::uint64_t offset = 0;     ///< where it begins; for entries found without one, where the last one ends
    std::uint64_t end_offset = 0; ///< where the records after it begin
    std::int64_t shift = 0;       ///< bytes there are too many before it, by what it says itself
};

/// The directory by the end record. `longest_comment` bytes may stand after that.
std::optional<Directory> find_directory(const DiskFile& file, std::size_t longest_comment);

/// Its entries; nothing unless it has exactly as many as it says and no byte more.
std::optional<std::vector<Listed>> list_directory(const DiskFile& file, const Directory& directory);

struct Walk {
    std::vector<Listed> entries;
    std::uint64_t end = 0; ///< where the last one ends, by its own header; may lie beyond the file
};

/// The entries that stand one after the other from the start of the file, at most that many.
Walk walk_headers(const DiskFile& file, std::size_t most);

/// True when a local header with that name stands at that place.
bool is_local_header(const DiskFile& file, std::uint64_t at, const std::string& name);

} // namespace clausebook::packs

#pragma once
// Zip files: written so that the same content gives the same bytes, and read without believing what they say.

#include "core/base/time.h"
#include "packs/disk_file.h"
#include "packs/fault.h"
#include "packs/zip_records.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook::packs {

/// How a file of that name is kept: types that are compressed already are stored, others deflated.
Packing usual_packing(std::string_view name);

/// A zip file being written: no folders, no flags, one time for all, entries in the order they are added.
/// Files are streamed; a megabyte of memory is enough for any size.
///
/// Everything throws std::system_error when the disk refuses; the unfinished file is then the caller's to
/// remove.
class ArchiveWriter {
public:
    /// Throws std::system_error when `file` exists already. `time` is given to every entry.
    ArchiveWriter(const std::filesystem::path& file, Instant time);

    /// Throws std::invalid_argument for a name that is no safe path (packs/names.h) or was added before.
    /// `taken` is told how many bytes of the file are in, piece by piece.
    ArchiveEntry add_file(const std::string& name, const std::filesystem::path& source, Packing packing,
                          const std::function<void(std::uint64_t)>& taken = {});
    ArchiveEntry add_text(const std::string& name, std::string_view text, Packing packing);

    /// Writes the directory and waits until everything is on the disk. Call it once, last.
    void finish();

private:
    using Source = std::function<void(const std::function<void(std::string_view)>&)>;

    ArchiveEntry add(ArchiveEntry entry, const Source& source);

    DiskFile file_;
    ZipTime time_;
    std::uint64_t end_ = 0;
    std::vector<ArchiveEntry> entries_;
    std::set<std::string> names_;
};

enum class ArchiveOrigin {
    Ours,    ///< every byte outside the content must be what ArchiveWriter writes
    Foreign, ///< written by another program, such as a workbook: headers must agree with each other
};

/// What reading takes on at most. Content is counted while it is unpacked.
struct ArchiveLimits {
    std::size_t entries = 200'000;
    std::uint64_t entry_bytes = std::numeric_limits<std::int64_t>::max();
    std::uint64_t total_bytes = std::numeric_limits<std::int64_t>::max();
};

struct ArchiveReading {
    std::vector<ArchiveEntry> entries; ///< in the order of the directory; only those without a fault
    std::optional<ZipTime> time;       ///< of most entries
    Faults faults;                     ///< codes zip_...; empty when everything is sound
};

using EntryPiece = std::function<void(const std::string& name, std::string_view bytes)>;

/// Reads every byte: directory, local headers, content (size, CRC-32, SHA-256). Where the directory of one of
/// ours is broken, the local headers tell what there is, so that what is wrong can be named. `piece` is
/// called with the content, of entries with a fault too, since a fault may show only at their end.
///
/// Throws std::system_error when the file cannot be read; whatever stands in it is a fault, never an
/// exception.
ArchiveReading read_archive(const std::filesystem::path& file, ArchiveOrigin origin,
                            const ArchiveLimits& limits = {}, const EntryPiece& piece = {});

} // namespace clausebook::packs

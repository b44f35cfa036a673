#include "packs/archive.h"
#include "packs/archive_listing.h"
#include "packs/deflate.h"
#include "packs/digest.h"
#include "packs/names.h"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <utility>

namespace clausebook::packs {
namespace {

constexpr std::size_t piece_bytes = std::size_t{256} * 1024;
constexpr std::size_t longest_comment = 0xFFFF;
constexpr std::uint16_t flag_encrypted = 1;
constexpr std::uint16_t flag_sizes_follow = 8;

/// A name as it may be shown: names in a broken archive can be anything.
std::string shown(const std::string& name)
{
    std::string out = name.substr(0, 200);
    for (char& c : out)
        if (c < 0x20 || c > 0x7E) c = '?';
    return out;
}

/// The time most entries carry, so that one changed time accuses its own entry; of two the one that comes
/// first.
template <class Entries>
std::optional<ZipTime> usual_time(const Entries& entries)
{
    std::vector<std::pair<ZipTime, std::size_t>> times;
    for (const auto& entry : entries) {
        const auto known = std::find_if(times.begin(), times.end(),
                                        [&](const auto& counted) { return counted.first == entry.time; });
        if (known == times.end())
            times.emplace_back(entry.time, 1);
        else
            ++known->second;
    }
    if (times.empty()) return std::nullopt;
    return std::max_element(times.begin(), times.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
}

class Reader {
public:
    Reader(const std::filesystem::path& file, ArchiveOrigin origin, const ArchiveLimits& limits,
           const EntryPiece& piece)
        : file_(DiskFile::open(file)), size_(file_.size()), origin_(origin), limits_(limits), piece_(piece)
    {
    }

    ArchiveReading read()
    {
        const bool ours = origin_ == ArchiveOrigin::Ours;
        const auto directory = find_directory(file_, ours ? 0 : longest_comment);
        if (directory && directory->entries > limits_.entries) return fault("zip_too_many");
        const auto listed = directory ? list_directory(file_, *directory) : std::nullopt;
        if (!listed && ours) return read_without_directory();
        if (!directory || (!ours && directory->shift != 0)) return fault("zip_end");
        if (!listed) return fault("zip_directory");
        reading_.time = usual_time(*listed);
        shift_ = directory->shift;
        for (const auto& each : *listed) check(each, directory->offset);
        if (ours) check_layout(*listed, *directory);
        return std::move(reading_);
    }

private:
    ArchiveReading& fault(const std::string& code, const std::string& name = {}, std::uint64_t bytes = 0)
    {
        Fault found{code, {}};
        if (bytes != 0) found.parameters["bytes"] = std::to_string(bytes);
        if (!name.empty()) found.parameters["name"] = shown(name);
        if (std::find(reading_.faults.begin(), reading_.faults.end(), found) == reading_.faults.end())
            reading_.faults.push_back(std::move(found));
        return reading_;
    }

    /// What a broken end or directory was in front of, and which of its records are wrong.
    ArchiveReading read_without_directory()
    {
        const auto walk = walk_headers(file_, limits_.entries);
        reading_.time = usual_time(walk.entries);
        for (const auto& each : walk.entries) check(each, size_);
        if (walk.entries.empty() || walk.end > size_) return fault("zip_end");
        std::string expected;
        std::vector<std::size_t> ends; // of each entry's record
        for (const auto& each : walk.entries) {
            expected += zip::central_header(each.entry, each.time);
            ends.push_back(expected.size());
        }
        expected += zip::end_records(walk.entries.size(), walk.end, expected.size());
        const auto there = file_.read(walk.end, expected.size());
        const auto same = static_cast<std::size_t>(
            std::mismatch(there.begin(), there.end(), expected.begin()).first - there.begin());
        const bool cut_off = same == there.size() || there.starts_with("PK\x03");
        if (cut_off && there.size() < expected.size()) return fault("zip_end");
        if (same == expected.size() && walk.end + same < size_)
            return fault("zip_after", {}, size_ - walk.end - same);
        name_changed_records(walk, ends, expected, there);
        return std::move(reading_);
    }

    /// Each record that differs, when bytes were replaced; where some were put in or taken out all that
    /// follows has moved, and the first alone is told.
    void name_changed_records(const Walk& walk, const std::vector<std::size_t>& ends,
                              const std::string& expected, const std::string& there)
    {
        const bool replaced = walk.end + expected.size() == size_;
        std::size_t begin = 0;
        bool found = false;
        for (std::size_t i = 0; i < ends.size(); begin = ends[i++]) {
            const auto count = ends[i] - begin;
            if (there.compare(begin, count, expected, begin, count) == 0) continue;
            fault("zip_listed", walk.entries[i].entry.name);
            if (!replaced) return;
            found = true;
        }
        if (!found || there.compare(begin, std::string::npos, expected, begin) != 0) fault("zip_end");
    }

    /// Where the header of an entry stands: where the directory says, or moved by what was put in or taken
    /// out before.
    std::uint64_t place_of(const Listed& listed)
    {
        const auto place = listed.entry.offset;
        const auto moved = place + static_cast<std::uint64_t>(shift_);
        if (shift_ == 0 || is_local_header(file_, place, listed.entry.name)
            || !is_local_header(file_, moved, listed.entry.name))
            return place;
        if (first_moved_.empty()) first_moved_ = listed.entry.name;
        return moved;
    }

    /// Where the content begins, after a local header that agrees with the directory; nothing with a fault
    /// noted.
    std::optional<std::uint64_t> content_of(const Listed& listed, std::uint64_t end)
    {
        const auto& entry = listed.entry;
        const auto place = place_of(listed);
        const auto fixed = place < end ? file_.read(place, zip::local_bytes) : "";
        if (fixed.size() != zip::local_bytes || zip::number(fixed, 0, 4) != zip::local_signature) {
            fault("zip_header", entry.name);
            return std::nullopt;
        }
        const auto name = static_cast<std::size_t>(zip::number(fixed, 26, 2));
        const auto extra = static_cast<std::size_t>(zip::number(fixed, 28, 2));
        const auto header = file_.read(place, zip::local_bytes + name + extra);
        const auto content = place + header.size();
        const bool sizes_follow = (listed.flags & flag_sizes_follow) != 0;
        const bool sizes_agree = sizes_follow || zip::number(fixed, 22, 4) == zip::full32
            || (zip::number(fixed, 18, 4) == entry.packed_size && zip::number(fixed, 22, 4) == entry.size
                && zip::number(fixed, 14, 4) == entry.crc32);
        const bool agrees = header.size() == zip::local_bytes + name + extra
            && header.substr(zip::local_bytes, name) == entry.name
            && (listed.record.empty() || header.substr(6, 8) == listed.record.substr(8, 8)) && sizes_agree;
        const bool same =
            origin_ == ArchiveOrigin::Foreign || header == zip::local_header(entry, listed.time);
        if (!agrees || !same) fault("zip_header", entry.name);
        if (content > end || end - content < entry.packed_size) {
            fault(content > end ? "zip_header" : "zip_content", entry.name);
            return std::nullopt;
        }
        return content;
    }

    bool name_is_good(const std::string& name)
    {
        const bool safe = origin_ == ArchiveOrigin::Ours ? is_safe_path(name) : is_harmless(name);
        if (!safe) fault("zip_name", name);
        std::string folded = name;
        for (char& c : folded)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        const bool first = names_.insert(folded).second;
        if (!first) fault("zip_twice", name);
        return safe && first;
    }

    /// For foreign names: "_rels/.rels" is no name of ours, but leads nowhere else.
    static bool is_harmless(const std::string& name)
    {
        if (name.empty() || name.front() == '/' || name.find_first_of("\\:") != std::string::npos)
            return false;
        if (("/" + name + "/").find("/../") != std::string::npos) return false;
        return std::all_of(name.begin(), name.end(),
                           [](char c) { return static_cast<unsigned char>(c) >= 0x20; });
    }

    void check(const Listed& listed, std::uint64_t end)
    {
        auto entry = listed.entry;
        const bool named = name_is_good(entry.name);
        const bool known = listed.method == 0 || listed.method == 8;
        if (!known || (listed.flags & flag_encrypted) != 0) {
            fault("zip_method", entry.name);
            return;
        }
        if (entry.size > limits_.entry_bytes || entry.size > limits_.total_bytes - total_) {
            fault("zip_too_large", entry.name);
            return;
        }
        const auto content = content_of(listed, end);
        if (!content) return;
        total_ += entry.size;
        const auto faults = reading_.faults.size();
        unpack(entry, *content);
        if (named && reading_.faults.size() == faults) reading_.entries.push_back(std::move(entry));
    }

    /// Measures the content against what the directory says of it, and stops as soon as it is larger.
    void unpack(ArchiveEntry& entry, std::uint64_t content)
    {
        struct TooLarge {};
        Sha256 sha256;
        Sha256 packed;
        std::uint64_t size = 0;
        std::uint32_t crc = 0;
        const auto take = [&](std::string_view bytes) {
            size += bytes.size();
            if (size > entry.size) throw TooLarge();
            crc = crc32_of(bytes, crc);
            sha256.update(bytes);
            if (piece_) piece_(entry.name, bytes);
        };
        Inflater inflater(take);
        bool sound = true;
        try {
            for (std::uint64_t done = 0; sound && done < entry.packed_size;) {
                const auto count = std::min<std::uint64_t>(piece_bytes, entry.packed_size - done);
                const auto bytes = file_.read(content + done, static_cast<std::size_t>(count));
                done += bytes.size();
                if (bytes.empty()) sound = false;
                if (entry.packing == Packing::Stored) {
                    take(bytes);
                } else {
                    packed.update(bytes);
                    sound = sound && inflater.put(bytes);
                }
            }
        } catch (const TooLarge&) {
            fault("zip_size", entry.name);
            return;
        }
        const bool whole = sound && (entry.packing == Packing::Stored || inflater.finished());
        if (whole && size != entry.size)
            fault("zip_size", entry.name);
        else if (!whole || crc != entry.crc32)
            fault("zip_content", entry.name);
        entry.sha256 = sha256.hex();
        entry.packed_sha256 = entry.packing == Packing::Stored ? entry.sha256 : packed.hex();
    }

    /// Our archives have no gap, no overlap and no byte that their content does not decide.
    void check_layout(const std::vector<Listed>& listed, const Directory& directory)
    {
        if (shift_ != 0)
            fault(first_moved_.empty() ? "zip_shift_end" : "zip_shift", first_moved_,
                  static_cast<std::uint64_t>(std::abs(shift_)));
        std::uint64_t at = 0;
        for (const auto& [entry, time, record, method, flags] : listed) {
            if (entry.offset != at || time != *reading_.time || record != zip::central_header(entry, time))
                fault("zip_header", entry.name);
            at = entry.offset + zip::local_header(entry, time).size() + entry.packed_size;
        }
        const auto said = directory.offset - static_cast<std::uint64_t>(shift_);
        const auto end = zip::end_records(listed.size(), said, directory.end_offset - directory.offset);
        if (at != said) fault("zip_directory");
        if (file_.read(directory.end_offset, end.size() + 1) != end) fault("zip_end");
    }

    DiskFile file_;
    std::uint64_t size_;
    ArchiveOrigin origin_;
    const ArchiveLimits& limits_;
    const EntryPiece& piece_;
    std::uint64_t total_ = 0;
    std::int64_t shift_ = 0;
    std::string first_moved_;
    std::set<std::string> names_;
    ArchiveReading reading_;
};

} // namespace

ArchiveReading read_archive(const std::filesystem::path& file, ArchiveOrigin origin,
                            const ArchiveLimits& limits, const EntryPiece& piece)
{
    return Reader(file, origin, limits, piece).read();
}

} // namespace clausebook::packs

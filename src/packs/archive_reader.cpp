#include "packs/archive.h"
#include "packs/deflate.h"
#include "packs/digest.h"
#include "packs/names.h"

#include <algorithm>
#include <set>

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

/// An entry as the directory tells it.
struct Listed {
    ArchiveEntry entry;
    ZipTime time;
    std::string record; ///< its bytes in the directory
    std::uint16_t method = 0;
    std::uint16_t flags = 0;
};

struct Directory {
    std::uint64_t entries = 0;
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
    std::uint64_t end_offset = 0; ///< where the records after the directory begin
};

/// Sizes and offset that did not fit the header stand in the extra field, in this order.
bool read_large_fields(const std::string& extra, ArchiveEntry& entry)
{
    std::vector<std::uint64_t*> wanted;
    if (entry.size == zip::full32) wanted.push_back(&entry.size);
    if (entry.packed_size == zip::full32) wanted.push_back(&entry.packed_size);
    if (entry.offset == zip::full32) wanted.push_back(&entry.offset);
    if (wanted.empty()) return true;
    for (std::size_t at = 0; at + 4 <= extra.size();) {
        const auto id = zip::number(extra, at, 2);
        const auto length = static_cast<std::size_t>(zip::number(extra, at + 2, 2));
        if (id == 1 && length >= 8 * wanted.size() && at + 4 + length <= extra.size()) {
            for (std::size_t i = 0; i < wanted.size(); ++i)
                *wanted[i] = zip::number(extra, at + 4 + 8 * i, 8);
            return true;
        }
        at += 4 + length;
    }
    return false;
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
        const auto directory = find_directory();
        if (!directory) return fault("zip_end");
        if (directory->entries > limits_.entries) return fault("zip_too_many");
        const auto listed = list(*directory);
        if (!listed) return fault("zip_directory");
        if (!listed->empty()) reading_.time = listed->front().time;
        for (const auto& each : *listed) check(each, *directory);
        if (origin_ == ArchiveOrigin::Ours) check_layout(*listed, *directory);
        return std::move(reading_);
    }

private:
    ArchiveReading& fault(const std::string& code, const std::string& name = {})
    {
        Fault found{code, {}};
        if (!name.empty()) found.parameters["name"] = shown(name);
        if (std::find(reading_.faults.begin(), reading_.faults.end(), found) == reading_.faults.end())
            reading_.faults.push_back(std::move(found));
        return reading_;
    }

    /// The end record is the last thing in the file; only foreign archives may have a comment after it.
    std::optional<std::uint64_t> find_end() const
    {
        if (size_ < zip::end_bytes) return std::nullopt;
        const auto comment = origin_ == ArchiveOrigin::Ours ? 0 : longest_comment;
        const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(size_, zip::end_bytes + comment));
        const auto tail = file_.read(size_ - count, count);
        if (tail.size() != count) return std::nullopt;
        for (std::size_t at = count - zip::end_bytes + 1; at-- > 0;)
            if (zip::number(tail, at, 4) == zip::end_signature
                && zip::number(tail, at + 20, 2) == count - at - zip::end_bytes)
                return size_ - count + at;
        return std::nullopt;
    }

    std::optional<Directory> find_directory() const
    {
        const auto end = find_end();
        if (!end) return std::nullopt;
        const auto record = file_.read(*end, zip::end_bytes);
        Directory directory{zip::number(record, 10, 2), zip::number(record, 16, 4),
                            zip::number(record, 12, 4), *end};
        if (directory.entries == zip::full16 || directory.offset == zip::full32
            || directory.size == zip::full32) {
            const auto before = zip::end64_bytes + zip::locator64_bytes;
            if (*end < before) return std::nullopt;
            directory.end_offset = *end - before;
            const auto large = file_.read(directory.end_offset, zip::end64_bytes);
            if (zip::number(large, 0, 4) != zip::end64_signature) return std::nullopt;
            directory.entries = zip::number(large, 32, 8);
            directory.size = zip::number(large, 40, 8);
            directory.offset = zip::number(large, 48, 8);
        }
        if (directory.offset > directory.end_offset
            || directory.end_offset - directory.offset != directory.size)
            return std::nullopt;
        return directory;
    }

    std::optional<std::vector<Listed>> list(const Directory& directory) const
    {
        std::vector<Listed> out;
        auto at = directory.offset;
        for (std::uint64_t i = 0; i < directory.entries; ++i) {
            auto listed = list_one(at, directory.end_offset);
            if (!listed) return std::nullopt;
            at += listed->record.size();
            out.push_back(std::move(*listed));
        }
        if (at != directory.end_offset) return std::nullopt;
        return out;
    }

    std::optional<Listed> list_one(std::uint64_t at, std::uint64_t end) const
    {
        if (end - at < zip::central_bytes) return std::nullopt;
        const auto fixed = file_.read(at, zip::central_bytes);
        if (fixed.size() != zip::central_bytes || zip::number(fixed, 0, 4) != zip::central_signature)
            return std::nullopt;
        const auto name = static_cast<std::size_t>(zip::number(fixed, 28, 2));
        const auto extra = static_cast<std::size_t>(zip::number(fixed, 30, 2));
        const auto whole =
            zip::central_bytes + name + extra + static_cast<std::size_t>(zip::number(fixed, 32, 2));
        if (end - at < whole) return std::nullopt;

        Listed listed;
        listed.record = file_.read(at, whole);
        if (listed.record.size() != whole) return std::nullopt;
        listed.flags = static_cast<std::uint16_t>(zip::number(fixed, 8, 2));
        listed.method = static_cast<std::uint16_t>(zip::number(fixed, 10, 2));
        listed.time = {static_cast<std::uint16_t>(zip::number(fixed, 12, 2)),
                       static_cast<std::uint16_t>(zip::number(fixed, 14, 2))};
        auto& entry = listed.entry;
        entry.name = listed.record.substr(zip::central_bytes, name);
        entry.packing = listed.method == 8 ? Packing::Deflated : Packing::Stored;
        entry.crc32 = static_cast<std::uint32_t>(zip::number(fixed, 16, 4));
        entry.packed_size = zip::number(fixed, 20, 4);
        entry.size = zip::number(fixed, 24, 4);
        entry.offset = zip::number(fixed, 42, 4);
        if (!read_large_fields(listed.record.substr(zip::central_bytes + name, extra), entry))
            return std::nullopt;
        return listed;
    }

    /// Where the content begins, after a local header that agrees with the directory; nothing with a fault
    /// noted.
    std::optional<std::uint64_t> content_of(const Listed& listed, const Directory& directory)
    {
        const auto& entry = listed.entry;
        const auto fixed = entry.offset < directory.offset ? file_.read(entry.offset, zip::local_bytes) : "";
        if (fixed.size() != zip::local_bytes || zip::number(fixed, 0, 4) != zip::local_signature) {
            fault("zip_header", entry.name);
            return std::nullopt;
        }
        const auto name = static_cast<std::size_t>(zip::number(fixed, 26, 2));
        const auto extra = static_cast<std::size_t>(zip::number(fixed, 28, 2));
        const auto header = file_.read(entry.offset, zip::local_bytes + name + extra);
        const auto content = entry.offset + header.size();
        const bool sizes_follow = (listed.flags & flag_sizes_follow) != 0;
        const bool sizes_agree = sizes_follow || zip::number(fixed, 22, 4) == zip::full32
            || (zip::number(fixed, 18, 4) == entry.packed_size && zip::number(fixed, 22, 4) == entry.size
                && zip::number(fixed, 14, 4) == entry.crc32);
        const bool agrees = header.size() == zip::local_bytes + name + extra
            && header.substr(zip::local_bytes, name) == entry.name
            && header.substr(6, 8) == listed.record.substr(8, 8) && sizes_agree;
        const bool same =
            origin_ == ArchiveOrigin::Foreign || header == zip::local_header(entry, listed.time);
        if (!agrees || !same) fault("zip_header", entry.name);
        if (content > directory.offset || directory.offset - content < entry.packed_size) {
            fault("zip_header", entry.name);
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

    void check(const Listed& listed, const Directory& directory)
    {
        const auto faults = reading_.faults.size();
        auto entry = listed.entry;
        name_is_good(entry.name);
        const bool known = listed.method == 0 || listed.method == 8;
        if (!known || (listed.flags & flag_encrypted) != 0) {
            fault("zip_method", entry.name);
            return;
        }
        if (entry.size > limits_.entry_bytes || entry.size > limits_.total_bytes - total_) {
            fault("zip_too_large", entry.name);
            return;
        }
        const auto content = content_of(listed, directory);
        if (!content) return;
        total_ += entry.size;
        unpack(entry, *content);
        if (reading_.faults.size() == faults) reading_.entries.push_back(std::move(entry));
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
        std::uint64_t at = 0;
        for (const auto& [entry, time, record, method, flags] : listed) {
            if (entry.offset != at || time != *reading_.time || record != zip::central_header(entry, time))
                fault("zip_header", entry.name);
            at = entry.offset + zip::local_header(entry, time).size() + entry.packed_size;
        }
        const auto end = zip::end_records(listed.size(), directory.offset, directory.size);
        if (at != directory.offset) fault("zip_directory");
        if (file_.read(directory.end_offset, end.size() + 1) != end) fault("zip_end");
    }

    DiskFile file_;
    std::uint64_t size_;
    ArchiveOrigin origin_;
    const ArchiveLimits& limits_;
    const EntryPiece& piece_;
    std::uint64_t total_ = 0;
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

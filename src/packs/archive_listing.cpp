#include "packs/archive_listing.h"

#include <algorithm>

namespace clausebook::packs {
namespace {

/// Sizes and offset that did not fit the header stand in the extra field, in this order.
bool read_large_fields(const std::string& extra, std::vector<std::uint64_t*> wanted)
{
    std::erase_if(wanted, [](const std::uint64_t* field) { return *field != zip::full32; });
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

/// The end record is the last thing in the file but for its comment.
std::optional<std::uint64_t> find_end(const DiskFile& file, std::size_t longest_comment)
{
    const auto size = file.size();
    if (size < zip::end_bytes) return std::nullopt;
    const auto count =
        static_cast<std::size_t>(std::min<std::uint64_t>(size, zip::end_bytes + longest_comment));
    const auto tail = file.read(size - count, count);
    if (tail.size() != count) return std::nullopt;
    for (std::size_t at = count - zip::end_bytes + 1; at-- > 0;)
        if (zip::number(tail, at, 4) == zip::end_signature
            && zip::number(tail, at + 20, 2) == count - at - zip::end_bytes)
            return size - count + at;
    return std::nullopt;
}

/// What local and central header share, from the flags on: the first lies 2 bytes deeper in the central one.
Listed read_common(const std::string& record, std::size_t flags_at)
{
    const auto u16 = [&](std::size_t at) {
        return static_cast<std::uint16_t>(zip::number(record, flags_at + at, 2));
    };
    Listed listed;
    listed.flags = u16(0);
    listed.method = u16(2);
    listed.time = {u16(4), u16(6)};
    auto& entry = listed.entry;
    entry.packing = listed.method == 8 ? Packing::Deflated : Packing::Stored;
    entry.crc32 = static_cast<std::uint32_t>(zip::number(record, flags_at + 8, 4));
    entry.packed_size = zip::number(record, flags_at + 12, 4);
    entry.size = zip::number(record, flags_at + 16, 4);
    return listed;
}

std::optional<Listed> list_one(const DiskFile& file, std::uint64_t at, std::uint64_t end)
{
    if (end - at < zip::central_bytes) return std::nullopt;
    const auto fixed = file.read(at, zip::central_bytes);
    if (fixed.size() != zip::central_bytes || zip::number(fixed, 0, 4) != zip::central_signature)
        return std::nullopt;
    const auto name = static_cast<std::size_t>(zip::number(fixed, 28, 2));
    const auto extra = static_cast<std::size_t>(zip::number(fixed, 30, 2));
    const auto whole =
        zip::central_bytes + name + extra + static_cast<std::size_t>(zip::number(fixed, 32, 2));
    if (end - at < whole) return std::nullopt;
    const auto record = file.read(at, whole);
    if (record.size() != whole) return std::nullopt;

    auto listed = read_common(record, 8);
    auto& entry = listed.entry;
    entry.name = record.substr(zip::central_bytes, name);
    entry.offset = zip::number(fixed, 42, 4);
    const auto fields = record.substr(zip::central_bytes + name, extra);
    if (!read_large_fields(fields, {&entry.size, &entry.packed_size, &entry.offset})) return std::nullopt;
    listed.record = record;
    return listed;
}

} // namespace

std::optional<Directory> find_directory(const DiskFile& file, std::size_t longest_comment)
{
    const auto end = find_end(file, longest_comment);
    if (!end) return std::nullopt;
    const auto record = file.read(*end, zip::end_bytes);
    Directory directory{zip::number(record, 10, 2), zip::number(record, 16, 4), *end, 0};
    auto size = zip::number(record, 12, 4);
    if (directory.entries == zip::full16 || directory.offset == zip::full32 || size == zip::full32) {
        const auto before = zip::end64_bytes + zip::locator64_bytes;
        if (*end < before) return std::nullopt;
        directory.end_offset = *end - before;
        const auto large = file.read(directory.end_offset, zip::end64_bytes);
        if (zip::number(large, 0, 4) != zip::end64_signature) return std::nullopt;
        directory.entries = zip::number(large, 32, 8);
        size = zip::number(large, 40, 8);
        directory.offset = zip::number(large, 48, 8);
    }
    if (size > directory.end_offset) return std::nullopt;
    const auto said = directory.offset;
    directory.offset = directory.end_offset - size;
    directory.shift = static_cast<std::int64_t>(directory.offset - said); // wraps to what is missing
    return directory;
}

std::optional<std::vector<Listed>> list_directory(const DiskFile& file, const Directory& directory)
{
    std::vector<Listed> out;
    auto at = directory.offset;
    for (std::uint64_t i = 0; i < directory.entries; ++i) {
        auto listed = list_one(file, at, directory.end_offset);
        if (!listed) return std::nullopt;
        at += listed->record.size();
        out.push_back(std::move(*listed));
    }
    if (at != directory.end_offset) return std::nullopt;
    return out;
}

Walk walk_headers(const DiskFile& file, std::size_t most)
{
    Walk walk;
    const auto size = file.size();
    while (walk.entries.size() < most && walk.end < size) {
        const auto fixed = file.read(walk.end, zip::local_bytes);
        if (fixed.size() != zip::local_bytes || zip::number(fixed, 0, 4) != zip::local_signature) break;
        const auto name = static_cast<std::size_t>(zip::number(fixed, 26, 2));
        const auto extra = static_cast<std::size_t>(zip::number(fixed, 28, 2));
        const auto rest = file.read(walk.end + zip::local_bytes, name + extra);
        if (rest.size() != name + extra) break;
        auto listed = read_common(fixed, 6);
        auto& entry = listed.entry;
        entry.name = rest.substr(0, name);
        entry.offset = walk.end;
        if (!read_large_fields(rest.substr(name), {&entry.size, &entry.packed_size})) break;
        const auto content = walk.end + zip::local_bytes + name + extra;
        walk.end = content + std::min(entry.packed_size, UINT64_MAX - content);
        walk.entries.push_back(std::move(listed));
    }
    return walk;
}

bool is_local_header(const DiskFile& file, std::uint64_t at, const std::string& name)
{
    if (at >= file.size()) return false;
    const auto bytes = file.read(at, zip::local_bytes + name.size());
    return bytes.size() == zip::local_bytes + name.size() && zip::number(bytes, 0, 4) == zip::local_signature
        && bytes.substr(zip::local_bytes) == name;
}

} // namespace clausebook::packs

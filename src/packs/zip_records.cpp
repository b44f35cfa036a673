#include "packs/zip_records.h"

namespace clausebook::packs {
namespace {

constexpr std::uint16_t version_plain = 20;
constexpr std::uint16_t version_large = 45;
constexpr std::uint16_t made_on_unix = 3 << 8;
constexpr std::uint32_t plain_file_for_all_to_read = 0100644U << 16;
constexpr std::uint16_t large_fields = 1; // id of the extra field with 64-bit numbers

struct Bytes {
    std::string out;

    Bytes& put(std::uint64_t value, int count)
    {
        for (int i = 0; i < count; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
        return *this;
    }
    Bytes& u16(std::uint64_t value) { return put(value, 2); }
    Bytes& u32(std::uint64_t value) { return put(value, 4); }
    Bytes& u64(std::uint64_t value) { return put(value, 8); }
};

bool is_large(const ArchiveEntry& entry)
{
    return entry.size >= zip::first_large;
}

std::string local_extra(const ArchiveEntry& entry)
{
    if (!is_large(entry)) return {};
    return Bytes().u16(large_fields).u16(16).u64(entry.size).u64(entry.packed_size).out;
}

std::string central_extra(const ArchiveEntry& entry)
{
    Bytes numbers;
    if (is_large(entry)) numbers.u64(entry.size).u64(entry.packed_size);
    if (entry.offset >= zip::first_large) numbers.u64(entry.offset);
    if (numbers.out.empty()) return {};
    return Bytes().u16(large_fields).u16(numbers.out.size()).out + numbers.out;
}

/// What local and central header share, from "version needed" to the length of the extra field.
void put_common(Bytes& header, const ArchiveEntry& entry, ZipTime time, const std::string& extra)
{
    header.u16(extra.empty() ? version_plain : version_large)
        .u16(0) // no flags: names are ASCII, sizes stand in the header
        .u16(entry.packing == Packing::Deflated ? 8 : 0)
        .u16(time.time)
        .u16(time.date)
        .u32(entry.crc32)
        .u32(is_large(entry) ? zip::full32 : entry.packed_size)
        .u32(is_large(entry) ? zip::full32 : entry.size)
        .u16(entry.name.size())
        .u16(extra.size());
}

} // namespace

ZipTime zip_time(Instant instant)
{
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    const std::chrono::year_month_day date(day);
    const int year = static_cast<int>(date.year());
    if (year < 1980) return {0, 1 << 5 | 1};
    if (year > 2107) return {23 << 11 | 59 << 5 | 29, 127 << 9 | 12 << 5 | 31};
    const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(instant - day));
    return {static_cast<std::uint16_t>(time.hours().count() << 11 | time.minutes().count() << 5
                                       | time.seconds().count() / 2),
            static_cast<std::uint16_t>((year - 1980) << 9 | static_cast<int>(unsigned{date.month()}) << 5
                                       | static_cast<int>(unsigned{date.day()}))};
}

namespace zip {

std::string local_header(const ArchiveEntry& entry, ZipTime time)
{
    const auto extra = local_extra(entry);
    Bytes header;
    header.u32(local_signature);
    put_common(header, entry, time, extra);
    return header.out + entry.name + extra;
}

std::string central_header(const ArchiveEntry& entry, ZipTime time)
{
    const auto extra = central_extra(entry);
    Bytes header;
    header.u32(central_signature).u16(made_on_unix | (extra.empty() ? version_plain : version_large));
    put_common(header, entry, time, extra);
    header
        .u16(0) // no comment
        .u16(0) // first disk
        .u16(0) // no internal attributes
        .u32(plain_file_for_all_to_read)
        .u32(entry.offset >= first_large ? full32 : entry.offset);
    return header.out + entry.name + extra;
}

std::string end_records(std::uint64_t entries, std::uint64_t directory_offset, std::uint64_t directory_size)
{
    Bytes out;
    const bool large = entries >= full16 || directory_offset >= first_large || directory_size >= first_large;
    if (large) {
        out.u32(end64_signature).u64(end64_bytes - 12).u16(made_on_unix | version_large).u16(version_large);
        out.u32(0).u32(0).u64(entries).u64(entries).u64(directory_size).u64(directory_offset);
        out.u32(locator64_signature).u32(0).u64(directory_offset + directory_size).u32(1);
    }
    out.u32(end_signature).u16(0).u16(0);
    out.u16(large ? full16 : entries).u16(large ? full16 : entries);
    out.u32(large ? full32 : directory_size).u32(large ? full32 : directory_offset).u16(0);
    return out.out;
}

std::uint64_t number(const std::string& record, std::size_t at, std::size_t bytes)
{
    std::uint64_t value = 0;
    for (std::size_t i = bytes; i-- > 0;) value = value << 8 | static_cast<unsigned char>(record.at(at + i));
    return value;
}

} // namespace zip
} // namespace clausebook::packs

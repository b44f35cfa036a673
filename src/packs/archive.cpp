#include "packs/archive.h"

#include "packs/deflate.h"
#include "packs/digest.h"
#include "packs/names.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace clausebook::packs {
namespace {

constexpr std::array<std::string_view, 27> compressed_types = {
    "7z",  "bz2", "docx", "gif", "gz",  "heic", "jpeg", "jpg",  "m4a",  "mkv",  "mov", "mp3", "mp4", "odp",
    "ods", "odt", "ogg",  "pdf", "png", "pptx", "rar",  "webm", "webp", "xlsx", "xz",  "zip", "zst"};

} // namespace

Packing usual_packing(std::string_view name)
{
    const auto dot = name.rfind('.');
    if (dot == std::string_view::npos) return Packing::Deflated;
    std::string type(name.substr(dot + 1));
    for (char& c : type)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const bool compressed =
        std::find(compressed_types.begin(), compressed_types.end(), type) != compressed_types.end();
    return compressed ? Packing::Stored : Packing::Deflated;
}

ArchiveWriter::ArchiveWriter(const std::filesystem::path& file, Instant time)
    : file_(DiskFile::create(file)), time_(zip_time(time))
{
}

ArchiveEntry ArchiveWriter::add_file(const std::string& name, const std::filesystem::path& source,
                                     Packing packing, const std::function<void(std::uint64_t)>& taken)
{
    const auto opened = DiskFile::open(source);
    ArchiveEntry entry;
    entry.name = name;
    entry.size = opened.size();
    entry.packing = packing;
    return add(std::move(entry), [&](const auto& piece) {
        std::uint64_t sum = 0;
        opened.read_all([&](std::string_view bytes) {
            piece(bytes);
            sum += bytes.size();
            if (taken) taken(sum);
        });
    });
}

ArchiveEntry ArchiveWriter::add_text(const std::string& name, std::string_view text, Packing packing)
{
    ArchiveEntry entry;
    entry.name = name;
    entry.size = text.size();
    entry.packing = packing;
    return add(std::move(entry), [&](const auto& piece) { piece(text); });
}

ArchiveEntry ArchiveWriter::add(ArchiveEntry entry, const Source& source)
{
    if (!is_safe_path(entry.name)) throw std::invalid_argument("no name for a pack: " + entry.name);
    if (!names_.insert(entry.name).second) throw std::invalid_argument("twice in a pack: " + entry.name);

    entry.offset = end_;
    const auto content = end_ + zip::local_header(entry, time_).size();
    const auto announced = entry.size;
    entry.size = 0;
    Sha256 sha256;
    Sha256 packed_sha256;
    const auto keep = [&](std::string_view bytes) {
        file_.write(content + entry.packed_size, bytes);
        entry.packed_size += bytes.size();
        if (entry.packing == Packing::Deflated) packed_sha256.update(bytes);
    };
    Deflater deflater(keep);
    source([&](std::string_view bytes) {
        entry.size += bytes.size();
        entry.crc32 = crc32_of(bytes, entry.crc32);
        sha256.update(bytes);
        entry.packing == Packing::Deflated ? deflater.put(bytes) : keep(bytes);
    });
    if (entry.packing == Packing::Deflated) deflater.finish();
    if (entry.size != announced) throw std::runtime_error("changed while it was packed: " + entry.name);

    entry.sha256 = sha256.hex();
    entry.packed_sha256 = entry.packing == Packing::Stored ? entry.sha256 : packed_sha256.hex();
    file_.write(entry.offset, zip::local_header(entry, time_));
    end_ = content + entry.packed_size;
    entries_.push_back(entry);
    return entry;
}

void ArchiveWriter::finish()
{
    std::string directory;
    for (const auto& entry : entries_) directory += zip::central_header(entry, time_);
    file_.write(end_, directory + zip::end_records(entries_.size(), end_, directory.size()));
    file_.sync();
}

} // namespace clausebook::packs

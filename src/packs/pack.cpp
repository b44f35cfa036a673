#include "packs/pack.h"

#include "packs/names.h"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <system_error>

namespace clausebook::packs {
namespace {

constexpr std::size_t longest_manifest = std::size_t{64} * 1024 * 1024;

std::string lower(std::string text)
{
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

void refuse_bad_paths(const std::vector<PackFile>& files)
{
    std::set<std::string> taken{lower(std::string(manifest_name)), lower(std::string(checksums_name))};
    for (const auto& file : files)
        if (!is_safe_path(file.path) || !taken.insert(lower(file.path)).second)
            throw std::invalid_argument("no path for a pack, or there twice: " + file.path);
}

Manifest write_into(ArchiveWriter& archive, const PackHead& head, const std::vector<PackFile>& files,
                    const std::function<void(std::uint64_t)>& written)
{
    Manifest manifest{head.generated_at, head.journal, head.about, {}};
    std::uint64_t total = 0;
    for (const auto& file : files) {
        const auto taken = [&](std::uint64_t bytes) {
            if (written) written(total + bytes);
        };
        const auto* text = std::get_if<std::string>(&file.content);
        const auto how = file.packing.value_or(usual_packing(file.path));
        const auto entry = text
            ? archive.add_text(file.path, *text, how)
            : archive.add_file(file.path, std::get<std::filesystem::path>(file.content), how, taken);
        const auto packed = entry.packing == Packing::Stored ? std::string() : entry.packed_sha256;
        manifest.files.push_back({entry.name, entry.size, entry.sha256, packed, file.source});
        total += entry.size;
        if (written) written(total);
    }
    const auto json = to_json(manifest);
    archive.add_text(std::string(manifest_name), json, Packing::Stored);
    archive.add_text(std::string(checksums_name), checksums(manifest, json), Packing::Stored);
    archive.finish();
    return manifest;
}

/// Compares what the archive holds with what the manifest says.
class Comparison {
public:
    Comparison(const ArchiveReading& reading, PackVerdict& verdict) : reading_(reading), verdict_(verdict) {}

    void run(const std::string& manifest_json, const std::string& sums)
    {
        verdict_.manifest = parse_manifest(manifest_json);
        if (!verdict_.manifest) return fault("pack_manifest");
        const auto& manifest = *verdict_.manifest;
        if (sums != checksums(manifest, manifest_json)) fault("pack_checksums");
        if (reading_.time != zip_time(manifest.generated_at)) fault("pack_time");
        compare_files(manifest);
        if (verdict_.faults.empty()) compare_order(manifest);
    }

private:
    void fault(const std::string& code) { verdict_.faults.push_back({code, {}}); }
    void fault(const std::string& code, const std::string& name)
    {
        verdict_.faults.push_back({code, {{"name", name}}});
    }

    void compare_files(const Manifest& manifest)
    {
        std::map<std::string, const ArchiveEntry*> entries;
        for (const auto& entry : reading_.entries) entries[entry.name] = &entry;
        for (const auto& file : manifest.files) {
            const auto found = entries.find(file.path);
            if (found == entries.end()) {
                fault("pack_missing", file.path);
                continue;
            }
            const auto& entry = *found->second;
            const auto packed = entry.packing == Packing::Stored ? std::string() : entry.packed_sha256;
            if (entry.size != file.size || entry.sha256 != file.sha256)
                fault("pack_content", file.path);
            else if (packed != file.packed_sha256)
                fault("pack_packing", file.path);
            entries.erase(found);
        }
        for (const auto name : {manifest_name, checksums_name}) {
            const auto found = entries.find(std::string(name));
            if (found == entries.end()) continue;
            if (found->second->packing != Packing::Stored) fault("pack_packing", std::string(name));
            entries.erase(found);
        }
        for (const auto& [name, entry] : entries) fault("pack_foreign", name);
    }

    void compare_order(const Manifest& manifest)
    {
        std::vector<std::string> expected;
        for (const auto& file : manifest.files) expected.push_back(file.path);
        bool same = std::is_sorted(expected.begin(), expected.end());
        expected.emplace_back(manifest_name);
        expected.emplace_back(checksums_name);
        same = same && expected.size() == reading_.entries.size()
            && std::equal(expected.begin(), expected.end(), reading_.entries.begin(),
                          [](const auto& name, const auto& entry) { return name == entry.name; });
        if (!same) fault("pack_order");
    }

    const ArchiveReading& reading_;
    PackVerdict& verdict_;
};

} // namespace

Manifest write_pack(const std::filesystem::path& file, const PackHead& head, std::vector<PackFile> files,
                    const std::function<void(std::uint64_t)>& written)
{
    refuse_bad_paths(files);
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    ArchiveWriter archive(file, head.generated_at);
    try {
        return write_into(archive, head, files, written);
    } catch (...) {
        std::error_code none_left;
        std::filesystem::remove(file, none_left);
        throw;
    }
}

PackVerdict verify_pack(const std::filesystem::path& file, const ArchiveLimits& limits,
                        const std::function<void(std::uint64_t)>& read)
{
    std::map<std::string, std::string> texts{{std::string(manifest_name), {}},
                                             {std::string(checksums_name), {}}};
    std::uint64_t sum = 0;
    auto reading =
        read_archive(file, ArchiveOrigin::Ours, limits, [&](const std::string& name, std::string_view bytes) {
            sum += bytes.size();
            if (read) read(sum);
            const auto text = texts.find(name);
            if (text != texts.end() && text->second.size() + bytes.size() <= longest_manifest)
                text->second += bytes;
        });
    PackVerdict verdict;
    verdict.faults = std::move(reading.faults);
    Comparison(reading, verdict)
        .run(texts.at(std::string(manifest_name)), texts.at(std::string(checksums_name)));
    return verdict;
}

} // namespace clausebook::packs

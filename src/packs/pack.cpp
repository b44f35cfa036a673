#include "packs/pack.h"

#include "core/pack/fingerprint.h"
#include "packs/archive_listing.h"
#include "packs/names.h"

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>
#include <system_error>

namespace clausebook::packs {
namespace {

constexpr std::size_t longest_manifest = std::size_t{64} * 1024 * 1024;

/// What stands in a pack beside its files, in that order at its end.
constexpr std::array own_names = {manifest_name, signature_name, checksums_name};

std::string lower(std::string text)
{
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

void refuse_bad_paths(const std::vector<PackFile>& files)
{
    std::set<std::string> taken;
    for (const auto name : own_names) taken.insert(lower(std::string(name)));
    for (const auto& file : files)
        if (!is_safe_path(file.path) || !taken.insert(lower(file.path)).second)
            throw std::invalid_argument("no path for a pack, or there twice: " + file.path);
}

Manifest write_into(ArchiveWriter& archive, const PackHead& head, const std::vector<PackFile>& files,
                    const std::function<void(std::uint64_t)>& written)
{
    const auto& public_key = head.signer.public_key;
    Manifest manifest{
        head.generated_at, head.journal, head.about, {}, {fingerprint_of(public_key), public_key}};
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
    const auto signature = manifest.names_key() ? head.signer.sign(json) + "\n" : std::string();
    if (manifest.names_key()) archive.add_text(std::string(signature_name), signature, Packing::Stored);
    archive.add_text(std::string(checksums_name), checksums(manifest, json, signature), Packing::Stored);
    archive.finish();
    return manifest;
}

/// Compares what the archive holds with what the manifest says.
class Comparison {
public:
    Comparison(const ArchiveReading& reading, Signed asked, PackVerdict& verdict)
        : reading_(reading), asked_(asked), verdict_(verdict), own_(own_names.begin(), own_names.end())
    {
    }

    void run(const std::string& manifest_json, const std::string& signature, const std::string& sums)
    {
        verdict_.manifest = parse_manifest(manifest_json);
        if (!verdict_.manifest) return fault("pack_manifest", manifest_name);
        const auto& manifest = *verdict_.manifest;
        const bool authentic = is_authentic(manifest, manifest_json, signature);
        if (sums != checksums(manifest, manifest_json, signature)) fault("pack_checksums", checksums_name);
        if (reading_.time != zip_time(manifest.generated_at)) verdict_.faults.push_back({"pack_time", {}});
        if (!authentic && has_fault(std::string(manifest_name)))
            return; // it would accuse files that are sound
        compare_files(manifest);
        if (authentic && is_packed_anew(manifest))
            verdict_.faults.insert(verdict_.faults.begin(), {"pack_packed_anew", {}});
        if (verdict_.faults.empty()) compare_order(manifest);
    }

private:
    void fault(const std::string& code, std::string_view name)
    {
        verdict_.faults.push_back({code, {{"name", std::string(name)}}});
    }

    bool is_authentic(const Manifest& manifest, const std::string& json, const std::string& signature)
    {
        if (!manifest.names_key()) {
            std::erase(own_, signature_name);
            if (asked_ == Signed::Required) fault("pack_unsigned", manifest_name);
            return asked_ == Signed::NotAsked;
        }
        const bool authentic = is_signed(manifest, json, signature);
        if (!authentic) fault("pack_signature", signature_name);
        return authentic;
    }

    /// What is wrong with an entry is said once: it is not missing because it cannot be read.
    bool has_fault(const std::string& name) const
    {
        return std::any_of(reading_.faults.begin(), reading_.faults.end(), [&](const Fault& found) {
            const auto named = found.parameters.find("name");
            return named != found.parameters.end() && named->second == name;
        });
    }

    /// Another program wrote all of it: then the headers say nothing, and only contents tell what was
    /// changed.
    bool is_packed_anew(const Manifest& manifest) const
    {
        const auto reframed = [&](std::string_view name) {
            const Fault fault{"zip_header", {{"name", std::string(name)}}};
            return std::find(reading_.faults.begin(), reading_.faults.end(), fault) != reading_.faults.end();
        };
        return reframed(manifest_name)
            && std::all_of(manifest.files.begin(), manifest.files.end(),
                           [&](const ManifestFile& file) { return reframed(file.path); });
    }

    void compare_files(const Manifest& manifest)
    {
        std::map<std::string, const ArchiveEntry*> entries;
        for (const auto& entry : reading_.entries) entries[entry.name] = &entry;
        for (const auto& file : manifest.files) {
            const auto found = entries.find(file.path);
            if (found == entries.end()) {
                if (!has_fault(file.path)) fault("pack_missing", file.path);
                continue;
            }
            const auto& entry = *found->second;
            const auto packed = entry.packing == Packing::Stored ? std::string() : entry.packed_sha256;
            if (entry.size != file.size || entry.sha256 != file.sha256)
                fault("pack_content", file.path);
            else if (packed != file.packed_sha256 && !has_fault(file.path))
                fault("pack_packing", file.path);
            entries.erase(found);
        }
        for (const auto name : own_) {
            const auto found = entries.find(std::string(name));
            if (found == entries.end()) {
                if (!has_fault(std::string(name))) fault("pack_missing", name);
                continue;
            }
            if (found->second->packing != Packing::Stored && !has_fault(std::string(name)))
                fault("pack_packing", name);
            entries.erase(found);
        }
        for (const auto& [name, entry] : entries) fault("pack_foreign", name);
    }

    /// Names the first entry that stands where another one was written.
    void compare_order(const Manifest& manifest)
    {
        std::vector<std::string> expected;
        for (const auto& file : manifest.files) expected.push_back(file.path);
        if (!std::is_sorted(expected.begin(), expected.end())) return fault("pack_order", manifest_name);
        expected.insert(expected.end(), own_.begin(), own_.end());
        for (std::size_t i = 0; i < expected.size(); ++i)
            if (i >= reading_.entries.size() || expected[i] != reading_.entries[i].name)
                return fault("pack_order", expected[i]);
    }

    const ArchiveReading& reading_;
    Signed asked_;
    PackVerdict& verdict_;
    std::vector<std::string_view> own_;
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
                        const std::function<void(std::uint64_t)>& read, Signed signature)
{
    std::map<std::string, std::string> texts;
    for (const auto name : own_names) texts[std::string(name)];
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
    verdict.faults = reading.faults;
    const auto text = [&](std::string_view name) -> const std::string& {
        return texts.at(std::string(name));
    };
    Comparison(reading, signature, verdict)
        .run(text(manifest_name), text(signature_name), text(checksums_name));
    return verdict;
}

std::optional<Manifest> manifest_of(const std::filesystem::path& file)
{
    const auto pack = DiskFile::open(file);
    const auto directory = find_directory(pack, 0);
    const auto entries = directory ? list_directory(pack, *directory) : std::nullopt;
    if (!entries) return std::nullopt;
    const auto found = std::find_if(entries->begin(), entries->end(), [](const Listed& one) {
        return one.entry.name == manifest_name && one.entry.packing == Packing::Stored;
    });
    if (found == entries->end() || found->entry.size > longest_manifest) return std::nullopt;
    const auto begin = found->entry.offset + zip::local_header(found->entry, found->time).size();
    return parse_manifest(pack.read(begin, static_cast<std::size_t>(found->entry.size)));
}

void expect_key(PackVerdict& verdict, std::string_view fingerprint)
{
    const auto found = verdict.manifest ? verdict.manifest->key.fingerprint : std::string();
    if (is_same_fingerprint(fingerprint, found)) return;
    verdict.faults.push_back({"pack_key", {{"expected", std::string(fingerprint)}, {"found", found}}});
}

} // namespace clausebook::packs

// Back from a backup: read whole, unpacked aside, checked, then given its name.

#include "core/base/refusal.h"
#include "packs/pack.h"
#include "store/errors.h"
#include "store/evidence_archive.h"
#include "store/files.h"
#include "store/issued.h"
#include "store/journal.h"
#include "store/migrations.h"
#include "workspace/backup_file.h"
#include "workspace/backup_parts.h"
#include "workspace/bench.h"
#include "workspace/reports.h"
#include "workspace/workspace.h"

#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <sys/stat.h>

namespace clausebook {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void altered(const std::string& fault, const std::string& name)
{
    throw fault_refusal("backup_altered", {fault, {{"name", name}}});
}

/// Rounds of progress: the backup is read twice, then what came out of it is checked.
std::function<void(std::uint64_t)> step(Progress& progress, const fs::path& backup, int rounds_before)
{
    const auto size = static_cast<std::int64_t>(fs::file_size(backup));
    return [&progress, size, rounds_before](std::uint64_t bytes) {
        const auto now = std::min(static_cast<std::int64_t>(bytes), size);
        progress.at(rounds_before * size + now, 3 * size + 1);
    };
}

void refuse_newer(const packs::Manifest& manifest)
{
    const auto written = manifest.about.find("schema");
    if (written == manifest.about.end()) return; // its database tells when it is opened
    int schema = 0;
    std::from_chars(written->second.data(), written->second.data() + written->second.size(), schema);
    if (schema > store::newest_schema()) throw Refusal::state("backup_newer", {{"schema", written->second}});
}

packs::Manifest checked(const fs::path& backup, Progress& progress)
{
    auto verdict =
        packs::verify_pack(backup, backup_limits, step(progress, backup, 0), packs::Signed::NotAsked);
    if (!verdict.ok()) throw fault_refusal("backup_altered", verdict.faults.front());
    const auto kind = verdict.manifest->about.find("kind");
    if (kind == verdict.manifest->about.end() || kind->second != backup_kind)
        throw Refusal::state("no_backup", {{"file", backup.filename().string()}});
    refuse_newer(*verdict.manifest);
    return std::move(*verdict.manifest);
}

/// Only what a backup of ours holds is ever written, under the folder it belongs to.
bool belongs(const packs::ManifestFile& file)
{
    if (file.path == "clausebook.db") return true;
    if (file.path.starts_with("issued/")) return file.path.find('/', 7) == std::string::npos;
    return file.sha256.size() == 64
        && file.path
        == "vault/" + file.sha256.substr(0, 2) + "/" + file.sha256.substr(2, 2) + "/" + file.sha256;
}

/// Writes the files of a backup under a folder, each to the disk before the next.
class Unpacking {
public:
    Unpacking(const fs::path& folder, const packs::Manifest& manifest) : folder_(folder)
    {
        for (const auto& file : manifest.files) {
            if (!belongs(file)) altered("pack_foreign", file.path);
            expected_[file.path] = file.sha256;
        }
    }

    void run(const fs::path& backup, const std::function<void(std::uint64_t)>& read)
    {
        std::uint64_t sum = 0;
        const auto reading = packs::read_archive(backup, packs::ArchiveOrigin::Ours, backup_limits,
                                                 [&](const std::string& name, std::string_view bytes) {
                                                     take(name, bytes);
                                                     read(sum += bytes.size());
                                                 });
        close();
        if (!reading.faults.empty()) throw fault_refusal("backup_altered", reading.faults.front());
        for (const auto& entry : reading.entries)
            if (const auto meant = expected_.find(entry.name); meant != expected_.end()) {
                if (meant->second != entry.sha256) altered("pack_content", entry.name);
                if (entry.size == 0) take(entry.name, {}); // no byte of it came by
                close();
                expected_.erase(meant);
            }
        if (!expected_.empty()) altered("pack_missing", expected_.begin()->first);
        for (const auto& made : folders_) store::sync_directory(made);
        store::sync_directory(folder_);
    }

private:
    void take(const std::string& name, std::string_view bytes)
    {
        if (!expected_.contains(name)) return;
        if (name != name_) {
            close();
            const auto place = folder_ / name;
            make_folders(fs::path(name).parent_path());
            file_.emplace(place);
            name_ = name;
        }
        file_->write(bytes);
    }

    void close()
    {
        if (!file_) return;
        if (name_.starts_with("vault/")) ::chmod(file_->path().c_str(), S_IRUSR);
        file_->close();
        file_.reset();
        name_.clear();
    }

    void make_folders(const fs::path& relative)
    {
        if (relative.empty() || !folders_.insert(folder_ / relative).second) return;
        make_folders(relative.parent_path());
        fs::create_directory(folder_ / relative);
        fs::permissions(folder_ / relative, fs::perms::owner_all);
    }

    const fs::path& folder_;
    std::map<std::string, std::string> expected_; ///< hashes by name
    std::set<fs::path> folders_;
    std::optional<store::NewFile> file_;
    std::string name_; ///< of the open file
};

/// Unpacks into `folder`, brings it up to date and checks it. On return it is a closed data directory.
Restored unpack(const fs::path& backup, const fs::path& folder, Progress& progress)
{
    const auto manifest = checked(backup, progress);
    Unpacking(folder, manifest).run(backup, step(progress, backup, 1));
    const store::DataDirectory directory(folder, store::Database::Access::ReadAndWrite);
    const auto size = static_cast<std::int64_t>(fs::file_size(backup));
    const auto verdict = store::verify(directory, [&](std::int64_t done, std::int64_t total) {
        const auto share = static_cast<double>(done) / static_cast<double>(std::max<std::int64_t>(total, 1));
        progress.at(2 * size + static_cast<std::int64_t>(share * static_cast<double>(size)), 3 * size + 1);
    });
    if (!verdict.sound()) throw difference_refusal("restore_unsound", verdict.differences.front());
    const auto head = store::head(directory.database().read());
    if (head.number != manifest.journal.number || head.hash != manifest.journal.hash)
        altered("pack_content", "clausebook.db");
    return {head.number, head.hash, verdict.records, verdict.files, manifest.generated_at};
}

/// Refuses a directory with anything in it.
void refuse_used(const fs::path& directory)
{
    const auto status = fs::symlink_status(directory);
    if (!fs::exists(status)) return;
    std::string found;
    if (!fs::is_directory(status))
        found = directory.filename().string();
    else if (const fs::directory_iterator first(directory); first != fs::directory_iterator())
        found = first->path().filename().string();
    if (!found.empty())
        throw Refusal::state("restore_not_empty", {{"directory", directory.string()}, {"found", found}});
}

void rename_or_throw(const fs::path& from, const fs::path& to)
{
    if (::rename(from.c_str(), to.c_str()) == 0) return;
    const int code = errno;
    if (code == ENOTEMPTY || code == EEXIST || code == ENOTDIR)
        throw Refusal::state("restore_not_empty",
                             {{"directory", to.parent_path().string()}, {"found", to.filename().string()}});
    throw std::system_error(code, std::generic_category(), to.string());
}

constexpr const char* folders_of_files[] = {"vault", "issued"};

/// Stands while files are in their place and their records perhaps not.
fs::path mark_of(const fs::path& directory)
{
    return directory / "restoring";
}

void unmark(const fs::path& directory)
{
    fs::remove(mark_of(directory));
    store::sync_directory(directory);
}

/// The folders of files, moved over the empty ones of an open directory; moved back unless kept.
class MovedIn {
public:
    MovedIn(fs::path from, fs::path to) : from_(std::move(from)), to_(std::move(to)) {}
    ~MovedIn()
    {
        if (kept_) return;
        try {
            if (!fs::exists(mark_of(to_))) return;
            for (const auto& name : moved_) {
                fs::rename(to_ / name, from_ / name);
                store::make_folder(to_ / name);
            }
            unmark(to_);
        } catch (const std::exception&) { // the mark stays, and the next start puts them aside
            return;
        }
    }
    MovedIn(const MovedIn&) = delete;
    MovedIn& operator=(const MovedIn&) = delete;

    void move()
    {
        store::NewFile(mark_of(to_)).close();
        store::sync_directory(to_);
        for (const auto* name : folders_of_files) {
            rename_or_throw(from_ / name, to_ / name);
            moved_.push_back(name);
        }
        store::sync_directory(to_);
    }
    void keep() { kept_ = true; }

private:
    fs::path from_, to_;
    std::vector<std::string> moved_;
    bool kept_ = false;
};

} // namespace

Restored restore_backup(const fs::path& backup, const fs::path& directory, Progress& progress)
{
    auto target = fs::absolute(directory).lexically_normal();
    if (!target.has_filename()) target = target.parent_path();
    refuse_used(target);
    store::make_folders_above(target);
    const Bench bench(target.parent_path(), "restore");
    const auto made = bench.path() / target.filename();
    fs::create_directory(made);
    fs::permissions(made, fs::perms::owner_all);
    auto restored = unpack(backup, made, progress);
    store::sync_directory(bench.path());
    rename_or_throw(made, target); // an empty folder there gives way
    store::sync_directory(target.parent_path());
    return restored;
}

Restored restore_here(Workspace& workspace, const fs::path& backup, Progress& progress)
{
    if (store::head(workspace.read()).number != 0) throw Refusal::state("already_set_up");
    clear_up_restore(workspace);
    const Bench bench(workspace.directory().aside(), "restore");
    auto restored = unpack(backup, bench.path(), progress);
    MovedIn files(bench.path(), workspace.directory().path());
    try {
        workspace.take_over(bench.path() / "clausebook.db", [&] { files.move(); });
    } catch (const store::ReadOnlyNow&) {
        files.keep(); // whether the records lasted is known at the next start
        throw;
    }
    files.keep();
    unmark(workspace.directory().path());
    clear_up_reports(workspace);
    store::finish_destruction(workspace.read(), workspace.vault());
    return restored;
}

void clear_up_restore(const Workspace& workspace)
{
    const auto directory = workspace.directory().path();
    if (!fs::exists(mark_of(directory))) return;
    const bool without_records = store::head(workspace.read()).number == 0;
    for (const auto* name : folders_of_files) {
        const auto folder = directory / name;
        if (without_records && fs::exists(folder) && !fs::is_empty(folder)) store::set_aside(folder);
        if (!fs::exists(folder)) store::make_folder(folder);
    }
    unmark(directory);
}

} // namespace clausebook

#include "workspace/backup_file.h"

#include "core/backup/backup.h"
#include "core/base/refusal.h"
#include "core/base/version.h"
#include "packs/digest.h"
#include "packs/pack.h"
#include "store/errors.h"
#include "store/files.h"
#include "store/journal.h"
#include "store/migrations.h"
#include "store/snapshot.h"
#include "store/verify.h"
#include "workspace/backup_parts.h"
#include "workspace/bench.h"

#include <algorithm>
#include <map>
#include <optional>

namespace clausebook {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void is_there(const fs::path& place)
{
    throw Refusal::state("file_there", {{"file", place.string()}});
}

/// A file went between the snapshot and its turn: its record was taken away meanwhile.
class MovedOn {};

/// One attempt, from a snapshot of its own.
class Builder {
public:
    Builder(const store::DataDirectory& source, const fs::path& folder, Progress& progress)
        : source_(source), progress_(progress), bench_(folder, "backup")
    {
        progress_.at(0, 1);
        store::snapshot(source_.path() / "clausebook.db", bench_.path() / "clausebook.db");
        copy_.emplace(bench_.path(), store::Database::Access::ReadOnly);
        check_records();
        const auto db = copy_->database().read();
        head_ = store::head(db);
        take({"clausebook.db", bench_.path() / "clausebook.db", "", packs::Packing::Deflated}, "");
        for (const auto& file : store::named_files(db)) take_named(file);
    }

    BuiltBackup into(const fs::path& folder, Instant made_at, const std::string& name)
    {
        BuiltBackup built;
        built.name = name.empty() ? backup_name(made_at, head_.number) : name;
        built.entry = head_.number;
        built.hash = head_.hash;
        built.files = static_cast<std::int64_t>(files_.size()) - 1;
        const auto file = bench_.path() / "backup.zip";
        write(file, made_at);
        if (const auto verdict = packs::verify_pack(file, backup_limits, step(1), packs::Signed::NotAsked);
            !verdict.ok())
            throw fault_refusal("backup_unsound", verdict.faults.front());
        built.sha256 = packs::sha256_of_file(file, step(2));
        built.bytes = static_cast<std::int64_t>(fs::file_size(file));
        if (store::move_to_free_place(file, folder / built.name) == store::Placing::Taken)
            is_there(folder / built.name);
        return built;
    }

private:
    void check_records()
    {
        const auto verdict = store::verify(
            *copy_, [&](std::int64_t, std::int64_t) { progress_.at(0, 1); }, store::Extent::RecordsOnly);
        if (!verdict.sound()) throw difference_refusal("backup_source_unsound", verdict.differences.front());
    }

    void take(packs::PackFile file, const std::string& sha256)
    {
        bytes_ += static_cast<std::int64_t>(fs::file_size(std::get<fs::path>(file.content)));
        expected_[file.path] = sha256;
        files_.push_back(std::move(file));
    }

    void take_named(const store::NamedFile& file)
    {
        const auto from = store::path_of(source_, file);
        if (!fs::is_regular_file(from)) missing(file);
        take({place_in_backup(file), from, file.record, packs::Packing::Stored}, file.sha256);
    }

    /// A content whose record went after the snapshot is no loss: the next snapshot does not name it.
    [[noreturn]] void missing(const store::NamedFile& file) const
    {
        const auto now = store::named_files(source_.database().read());
        const bool still_named = std::any_of(now.begin(), now.end(), [&](const store::NamedFile& each) {
            return each.place == file.place && each.name == file.name;
        });
        if (!still_named) throw MovedOn();
        throw Refusal::state("backup_file_missing",
                             {{"file", place_in_backup(file)}, {"record", file.record}});
    }

    /// Every byte is written, read and hashed: three rounds.
    std::function<void(std::uint64_t)> step(int rounds_before)
    {
        return [this, rounds_before](std::uint64_t bytes) {
            const auto now = std::min<std::int64_t>(static_cast<std::int64_t>(bytes), bytes_);
            progress_.at(rounds_before * bytes_ + now, 3 * bytes_ + 1);
        };
    }

    void write(const fs::path& file, Instant made_at)
    {
        const packs::PackHead head{made_at,
                                   {head_.number, head_.hash},
                                   {{"kind", std::string(backup_kind)},
                                    {"program", version},
                                    {"schema", std::to_string(store::newest_schema())}}};
        packs::Manifest manifest;
        try {
            manifest = packs::write_pack(file, head, files_, step(0));
        } catch (const std::system_error& gone) {
            if (gone.code() == std::errc::no_such_file_or_directory) throw MovedOn();
            throw;
        }
        for (const auto& written : manifest.files)
            if (const auto& meant = expected_.at(written.path); !meant.empty() && meant != written.sha256)
                throw Refusal::state("backup_file_altered",
                                     {{"file", written.path}, {"record", written.source}});
    }

    const store::DataDirectory& source_;
    Progress& progress_;
    Bench bench_;
    std::optional<store::DataDirectory> copy_;
    store::Checkpoint head_;
    std::vector<packs::PackFile> files_;
    std::map<std::string, std::string> expected_;
    std::int64_t bytes_ = 0;
};

} // namespace

BuiltBackup build_backup(const store::DataDirectory& directory, const fs::path& folder, Instant made_at,
                         Progress& progress, const std::string& name)
{
    if (!name.empty() && fs::exists(fs::symlink_status(folder / name))) is_there(folder / name);
    constexpr int attempts = 3;
    for (int attempt = 1;; ++attempt) {
        try {
            return Builder(directory, folder, progress).into(folder, made_at, name);
        } catch (const MovedOn&) {
            if (attempt == attempts) throw Refusal::state("backup_moved_on");
        }
    }
}

} // namespace clausebook

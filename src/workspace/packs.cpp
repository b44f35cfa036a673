#include "workspace/packs.h"

#include "core/base/refusal.h"
#include "packs/digest.h"
#include "packs/names.h"
#include "packs/pack.h"
#include "packs/sheets/contents.h"
#include "packs/workbook_check.h"
#include "store/as_of.h"
#include "store/errors.h"
#include "store/evidence.h"
#include "store/evidence_archive.h"
#include "store/files.h"
#include "store/issued.h"
#include "store/packs.h"
#include "store/reports.h"
#include "store/signing_key.h"
#include "views/reports/pack_index.h"
#include "workspace/audits.h"
#include "workspace/bench.h"
#include "workspace/dossier.h"
#include "workspace/pack_parts.h"

#include <algorithm>
#include <set>

namespace clausebook {
namespace {

namespace fs = std::filesystem;

Refusal file_refusal(const std::string& code, const std::string& file, const std::string& name)
{
    return Refusal::state(code, {{"file", file}, {"name", name}});
}

[[noreturn]] void is_there(const fs::path& place)
{
    throw Refusal::state("file_there", {{"file", place.string()}});
}

/// One pack being built, step by step; the records are those of a workspace as of its entry.
class Builder {
public:
    Builder(const Workspace& now, const views::Catalogues& catalogues, const PackWish& wish,
            const fs::path& folder)
        : now_(now), wish_(wish), bench_(folder, "pack"), past_(rebuilt()), db_(past_.read()),
          dossier_(clausebook::dossier(past_, db_, wish.audit)), catalogues_(catalogues),
          key_(store::SigningKey::load_or_make(now.directory().keys())),
          words_(words_in(wish.language, catalogues)), contents_{
                                                           dossier_, words_,
                                                           packs::places_in_pack(evidence_index(dossier_)),
                                                           journal(), pack_warnings(dossier_)}
    {
        contents_.fingerprint = key_.fingerprint();
    }

    BuiltPack into(const fs::path& place, Progress& progress)
    {
        progress.at(0, 1);
        take_evidence();
        take_report();
        take_workbook();
        take_index();
        files_.push_back({"verify.py", verify_program(catalogues_), ""});
        const auto name = pack_name(wish_.audit, wish_.language, wish_.entry);
        const auto file = bench_.path() / name;
        const auto step = [&](int rounds_before) { // every byte is written, read and hashed
            return [&progress, rounds_before, this](std::uint64_t bytes) {
                const auto now = std::min<std::int64_t>(static_cast<std::int64_t>(bytes), bytes_);
                progress.at(rounds_before * bytes_ + now, 3 * bytes_ + 1);
            };
        };
        compare(packs::write_pack(file, head(), files_, step(0)));
        if (const auto verdict = packs::verify_pack(file, {}, step(1)); !verdict.ok())
            unsound(verdict.faults.front());
        const auto sha256 = packs::sha256_of_file(file, step(2));
        BuiltPack built{name, wish_.entry, sha256, static_cast<std::int64_t>(fs::file_size(file)),
                        contents_.warnings};
        if (store::move_to_free_place(file, place) == store::Placing::Taken) is_there(place);
        return built;
    }

private:
    Workspace rebuilt() const
    {
        const auto db = now_.read();
        if (wish_.entry < 1 || wish_.entry > store::head(db).number)
            throw Refusal("pack_entry_unknown", "entry", {{"entry", std::to_string(wish_.entry)}});
        const auto place = bench_.path() / "as-of";
        store::rebuild_as_of(db, wish_.entry, place, now_.vault(), wish_.audit);
        const auto at = store::checkpoint_at(db, wish_.entry).at;
        return Workspace(place, store::Database::Access::ReadOnly, [at] { return at; });
    }

    std::vector<packs::JournalLine> journal() const
    {
        std::set<std::string> evidence;
        for (const auto& one : dossier_.evidence) evidence.insert(one.evidence.key.str());
        std::vector<packs::JournalLine> lines;
        for (const auto& change :
             store::changes_touching(now_.read(), wish_.audit.str(), evidence, wish_.entry)) {
            const auto& entry = change.entry;
            const auto person = dossier_.people.find(Id<Person>(entry.actor));
            lines.push_back({entry.number, entry.at,
                             person == dossier_.people.end() ? "Clausebook" : person->second.name,
                             entry.action, change.subject, entry.hash});
        }
        return lines;
    }

    void add(const std::string& path, const fs::path& from, std::int64_t bytes, const std::string& sha256,
             const std::string& source, const std::string& name)
    {
        std::error_code ignored;
        if (!fs::is_regular_file(from, ignored)) throw file_refusal(why_gone(source), source, name);
        files_.push_back({path, from, source});
        expected_[path] = {sha256, source, name};
        bytes_ += bytes;
    }

    /// What became of a file after the entry of this pack. "EV-0001/2/1" is one of evidence.
    std::string why_gone(const std::string& file) const
    {
        const auto db = now_.read();
        const auto archive = store::evidence_archive(db, file.substr(0, file.rfind('/')));
        if (archive && archive->destroyed_on) return "pack_file_destroyed";
        const bool is_evidence = file.starts_with("EV-");
        const Id<Evidence> record(file.substr(0, file.find('/')));
        return is_evidence && !store::evidence(db, record) ? "pack_file_removed" : "pack_file_missing";
    }

    void take_evidence()
    {
        std::set<std::string> taken;
        for (const auto& packed : contents_.index)
            if (!packed.path.empty() && taken.insert(packed.path).second) {
                const auto& file = *packed.line.file;
                add(packed.path, now_.vault().path_of(file.sha256), file.bytes, file.sha256, file.key,
                    file.name);
            }
    }

    void take_report()
    {
        if (auto reports = store::reports_of(db_, wish_.audit); !reports.empty())
            contents_.report = std::move(reports.front());
        packs::NameSet names;
        for (const auto& file : store::issued_report(db_, wish_.audit, wish_.language)) {
            const auto path = "report/" + names.take(file.name);
            add(path, now_.directory().issued() / file.name, file.bytes, file.sha256, file.key, file.name);
            contents_.report_files.push_back(path);
        }
    }

    /// The library that writes workbooks does not say when the disk is full.
    void take_workbook()
    {
        try {
            write_workbook();
        } catch (const std::exception&) {
            constexpr std::uintmax_t hardly_room = std::uintmax_t{64} * 1024;
            if (fs::space(bench_.path()).available < hardly_room)
                throw store::DiskFull("no room for the workbook of a pack");
            throw;
        }
    }

    void write_workbook()
    {
        const auto file = bench_.path() / "workbook.xlsx";
        const auto written = packs::write_workbook(file, contents_);
        if (const auto faults = packs::check_workbook(file, written); !faults.empty())
            unsound(faults.front());
        files_.push_back({workbook_name(), file, ""});
        bytes_ += static_cast<std::int64_t>(fs::file_size(file));
    }

    std::string workbook_name() const
    {
        const auto name = pack_name(wish_.audit, wish_.language, wish_.entry);
        return name.substr(0, name.size() - std::string_view(".zip").size()) + ".xlsx";
    }

    void take_index()
    {
        auto page = views::pack_index_page(
            dossier_,
            {wish_.language, contents_.index, workbook_name(), contents_.report_files, contents_.fingerprint},
            catalogues_);
        bytes_ += static_cast<std::int64_t>(page.size());
        files_.push_back({"index.html", std::move(page), ""});
    }

    std::map<std::string, std::string> about() const
    {
        const auto& identity = dossier_.checklist->identity;
        std::map<std::string, std::string> about = {{"audit", wish_.audit.str()},
                                                    {"language", str(wish_.language)},
                                                    {"organization", dossier_.organization.legal_name},
                                                    {"checklist",
                                                     identity.standard + ":"
                                                         + std::to_string(identity.edition) + " r"
                                                         + std::to_string(identity.revision)},
                                                    {"data_hash", contents_.data_hash}};
        for (const auto& one : dossier_.evidence) {
            if (one.standing().state == EvidenceState::Destroyed) continue; // nobody keeps it any more
            if (auto said = packs::reference_said(words_, dossier_, one); !said.empty())
                about["evidence " + one.evidence.key.str()] = std::move(said);
        }
        return about;
    }

    packs::PackHead head() const
    {
        return {dossier_.journal.at,
                {dossier_.journal.number, dossier_.journal.hash},
                about(),
                {key_.public_key(), [this](std::string_view bytes) {
                     return key_.sign(bytes);
                 }}};
    }

    /// What went into the zip must be what was registered.
    void compare(const packs::Manifest& manifest) const
    {
        for (const auto& file : manifest.files) {
            const auto meant = expected_.find(file.path);
            if (meant != expected_.end() && meant->second.sha256 != file.sha256)
                throw file_refusal("pack_file_altered", meant->second.source, meant->second.name);
        }
    }

    [[noreturn]] static void unsound(const packs::Fault& fault)
    {
        auto parameters = fault.parameters;
        parameters["fault"] = fault.code;
        throw Refusal::state("pack_unsound", parameters);
    }

    struct Expected {
        std::string sha256, source, name;
    };

    const Workspace& now_;
    const PackWish& wish_;
    Bench bench_;
    Workspace past_;
    store::Reading db_;
    Dossier dossier_;
    const views::Catalogues& catalogues_;
    store::SigningKey key_;
    packs::Words words_;
    packs::Contents contents_;
    std::vector<packs::PackFile> files_;
    std::map<std::string, Expected> expected_;
    std::int64_t bytes_ = 0;
};

/// Packs a program that died left in issued/ before it could record them: their names are free again.
void set_unrecorded_aside(const Workspace& workspace)
{
    const auto issued = workspace.directory().issued();
    for (const auto& name : store::unrecorded(workspace.read(), issued))
        if (is_pack_name(name)) store::set_aside(issued / name);
}

PackWish settled(const Workspace& workspace, PackWish wish)
{
    if (wish.entry == 0) wish.entry = store::head(workspace.read()).number;
    return wish;
}

} // namespace

bool may_pack(const Actor& actor, const SeenAudit& seen)
{
    return actor.is(Role::QualityManager) || seen.parts.contains(Part::Lead);
}

void check_may_pack(const store::Reading& db, const Actor& actor, const Id<Audit>& audit)
{
    if (!may_pack(actor, see_audit(db, actor, audit))) throw Refusal::state("pack_not_yours");
}

PackPreview preview_pack(const Workspace& workspace, const PackWish& wish)
{
    const auto db = workspace.read();
    const auto all = dossier(workspace, db, wish.audit);
    PackPreview preview;
    preview.entry = all.journal.number;
    preview.evidence = static_cast<int>(all.evidence.size());
    std::set<std::string> paths;
    for (const auto& packed : packs::places_in_pack(evidence_index(all)))
        if (!packed.path.empty() && paths.insert(packed.path).second)
            preview.bytes += packed.line.file->bytes;
    preview.files = static_cast<int>(paths.size());
    preview.findings = static_cast<int>(all.findings.size());
    preview.questions = all.progress.whole.questions;
    preview.answered = all.progress.whole.answered();
    preview.report_files = static_cast<int>(store::issued_report(db, wish.audit, wish.language).size());
    preview.warnings = pack_warnings(all);
    return preview;
}

BuiltPack build_pack(const Workspace& workspace, const views::Catalogues& catalogues, const PackWish& wish,
                     const fs::path& folder, Progress& progress, const std::string& name)
{
    const auto whole = settled(workspace, wish);
    const auto place = folder / (name.empty() ? pack_name(whole.audit, whole.language, whole.entry) : name);
    if (fs::exists(fs::symlink_status(place))) is_there(place); // before all the work, and again after it
    return Builder(workspace, catalogues, whole, folder).into(place, progress);
}

Id<Pack> make_pack(Workspace& workspace, const views::Catalogues& catalogues, const Actor& actor,
                   const PackWish& wish, Progress& progress)
{
    check_may_pack(workspace.read(), actor, wish.audit);
    const auto whole = settled(workspace, wish);
    if (const auto made =
            store::pack_of_name(workspace.read(), pack_name(whole.audit, whole.language, whole.entry)))
        return made->key;
    set_unrecorded_aside(workspace);
    const auto aside = workspace.directory().aside();
    const auto built = build_pack(workspace, catalogues, whole, aside, progress);
    const auto place = workspace.directory().issued() / built.name;
    try {
        store::move_into_place(aside / built.name, place);
        auto verb = workspace.begin(actor, "pack.made");
        auto key = store::save(verb,
                               Pack{{},
                                    0,
                                    whole.audit,
                                    whole.entry,
                                    whole.language,
                                    built.name,
                                    built.sha256,
                                    built.bytes,
                                    actor.person,
                                    verb.at()});
        verb.commit();
        return key;
    } catch (...) {
        std::error_code ignored;
        fs::remove(aside / built.name, ignored);
        // A commit nobody knows of may last; a file that no row names does no harm.
        if (!workspace.directory().database().read_only_now()) fs::remove(place, ignored);
        throw;
    }
}

Pack see_pack(const store::Reading& db, const Actor& actor, const Id<Pack>& key)
{
    const auto found = store::pack(db, key);
    if (!found || !may_pack(actor, see_audit(db, actor, found->audit))) throw NotFound("pack " + key.str());
    return *found;
}

FrozenPack frozen_pack(const Workspace& workspace, const Actor& actor, const Id<Pack>& key)
{
    auto pack = see_pack(workspace.read(), actor, key);
    const auto path = workspace.directory().issued() / pack.name;
    if (store::sha256_of_file(path) != pack.sha256) throw store::DamagedData("issued file " + pack.name);
    return {path, std::move(pack)};
}

std::vector<Pack> packs_for(const store::Reading& db, const Actor& actor)
{
    std::map<Id<Audit>, bool> allowed;
    std::vector<Pack> found;
    for (auto& pack : store::packs(db)) {
        const auto [place, is_new] = allowed.try_emplace(pack.audit, false);
        if (is_new) {
            try {
                place->second = may_pack(actor, see_audit(db, actor, pack.audit));
            } catch (const NotFound&) {
                place->second = false;
            }
        }
        if (place->second) found.push_back(std::move(pack));
    }
    return found;
}

} // namespace clausebook

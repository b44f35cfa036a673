#pragma once
// Verbs on evidence packs (domain D.9; rulings 29, 31; issue part 10).

#include "core/pack/pack.h"
#include "views/catalogue.h"
#include "workspace/audits.h"
#include "workspace/jobs.h"
#include "workspace/workspace.h"

#include <filesystem>
#include <string>
#include <vector>

namespace clausebook {

/// What a pack is asked for.
struct PackWish {
    Id<Audit> audit;
    Language language = Language::en;
    std::int64_t entry = 0; ///< the journal entry it is a function of; 0: the last one
};

/// Who may make packs of an audit: its lead auditor and the quality manager.
bool may_pack(const Actor& actor, const SeenAudit& seen);

/// The same as a rule. Throws NotFound when the audit
/// is not for the actor; refuses "pack_not_yours" (State).
void check_may_pack(const store::Reading& db, const Actor& actor, const Id<Audit>& audit);

/// What a pack made now would hold, for the page that asks for one.
struct PackPreview {
    std::int64_t entry = 0;
    int evidence = 0;       ///< records
    int files = 0;          ///< that would lie in it, each content once
    std::int64_t bytes = 0; ///< of these files
    int findings = 0;
    int questions = 0;
    int answered = 0;
    int report_files = 0;
    std::vector<PackWarning> warnings;
};
PackPreview preview_pack(const Workspace& workspace, const PackWish& wish);

/// A pack in a file, not recorded.
struct BuiltPack {
    std::string name; ///< the name it should have
    std::int64_t entry = 0;
    std::string sha256;
    std::int64_t bytes = 0;
    std::vector<PackWarning> warnings;
};

/// Builds a pack into `folder`, under `name` or its own name, which must not be there: the records are
/// rebuilt as of the entry (store/as_of.h), the workbook is written and read again, everything is zipped and
/// every byte of the zip is read again. The same wish with the same entry gives the same bytes, whatever has
/// happened since. Whatever goes wrong, nothing is left.
///
/// Refuses (State) "pack_file_altered" and "pack_file_missing" (parameters file, name) for an evidence or
/// report file that is not what was registered, "pack_file_destroyed" and "pack_file_removed" (the same) for
/// one that was destroyed on purpose, or whose record was removed, after the entry, "pack_unsound" (fault:
/// the code of a packs::Fault, and its parameters), "file_there" (file); "pack_entry_unknown" (entry). Throws
/// NotFound when there was no such audit then, store::DamagedData, std::system_error and store::DiskFull when
/// the disk refuses.
BuiltPack build_pack(const Workspace& workspace, const views::Catalogues& catalogues, const PackWish& wish,
                     const std::filesystem::path& folder, Progress& progress, const std::string& name = {});

/// Builds a pack beside the frozen files, moves it there and records it ("pack.made"): the entry that says so
/// comes after the one it is made of. A pack of that entry and language that was made before is not made
/// again. Refuses as check_may_pack and build_pack do. Returns its key.
Id<Pack> make_pack(Workspace& workspace, const views::Catalogues& catalogues, const Actor& actor,
                   const PackWish& wish, Progress& progress);

/// A recorded pack, when the actor may read it: as check_may_pack. Throws NotFound else.
Pack see_pack(const store::Reading& db, const Actor& actor, const Id<Pack>& key);

/// A recorded pack and its file, when the actor may read it. Throws NotFound as see_pack does, and
/// store::DamagedData when its bytes are not those any more.
struct FrozenPack {
    std::filesystem::path path;
    Pack pack;
};
FrozenPack frozen_pack(const Workspace& workspace, const Actor& actor, const Id<Pack>& key);

/// The recorded packs the actor may read, newest first.
std::vector<Pack> packs_for(const store::Reading& db, const Actor& actor);

} // namespace clausebook

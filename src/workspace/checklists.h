#pragma once
// Checklists of the house: the built-in one, those brought in, those that audits have pinned. Bringing one
// in, taking it from the offer to new audits, putting it back.

#include "checklist/reader.h"
#include "core/audit/audit.h"
#include "core/checklist/checklist_import.h"
#include "core/checklist/difference.h"
#include "workspace/workspace.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook {

/// The checklist an audit has pinned, read from the vault once per content. Throws store::DamagedData when
/// its bytes are missing or are not what was pinned. The reference stays good while the program runs.
const Checklist& checklist_of(const Workspace& workspace, const Audit& audit);

/// The checklist built into the program.
const Checklist& current_checklist();

/// Its key: SHA-256 of its file, pinned already or not.
const std::string& built_in_key();

/// The bytes of that file.
const std::string& built_in_bytes();

/// A checklist that the house knows.
struct HouseChecklist {
    std::string key;
    const Checklist* checklist = nullptr;
    bool built_in = false;
    std::optional<ChecklistImport> import; ///< how it was brought in; nothing for one that only is pinned
    bool offered = false;                  ///< to new audits: built in, or brought in and not retired
};

/// All of them: those of the built-in one's standard first, then by standard; the newest edition, and of an
/// edition the newest revision, first. A built-in one whose identity the house gave to other bytes before the
/// program had it is known and not offered.
std::vector<HouseChecklist> house_checklists(const Workspace& workspace, const store::Reading& db);

/// The one of that key. Throws NotFound.
HouseChecklist house_checklist(const Workspace& workspace, const store::Reading& db, const std::string& key);

/// The ones a new audit may be made with, in the same order: the first is what it gets unless another is
/// chosen. Throws std::logic_error when there is none; the built-in one is not retired.
std::vector<HouseChecklist> offered_checklists(const Workspace& workspace, const store::Reading& db);

/// Pins the offered checklist of that key ("": the first offered) for a new audit; returns it. Refuses
/// "checklist_not_offered" (checklist). The vault is to be held from before the verb.
HouseChecklist pin_offered(const Workspace& workspace, store::Writing& verb, const std::string& key);

/// The very bytes a checklist came as.
std::string checklist_bytes(const Workspace& workspace, const HouseChecklist& checklist);

/// The audits with that checklist of which the actor sees the whole, the latest first, at most 20.
std::vector<Id<Audit>> audits_with(const store::Reading& db, const Actor& actor, const std::string& key);

/// What a file is, before it is brought in.
struct ChecklistPreview {
    std::string key;            ///< SHA-256 of the bytes looked at
    checklist::Reading reading; ///< the checklist, or everything that is wrong with the file
    /// Of its standard and edition the newest revision the house knows: what it is compared with.
    std::optional<HouseChecklist> stands;
    std::vector<ChecklistDifference> differences; ///< from there to here
    /// What import_checklist would refuse: "checklist_changed", "checklist_here", "checklist_built_in"; or
    /// "".
    std::string obstacle;
};

/// Looks at a file; stores nothing.
ChecklistPreview preview_checklist(const Workspace& workspace, const store::Reading& db,
                                   std::string_view bytes);

/// Brings a checklist in: its bytes into the vault, its identity and who did it into the records. Quality
/// managers and the command line may ("not_allowed"). Refuses a file with faults ("checklist_faulty",
/// parameter count), other bytes under an identity that is known ("checklist_changed"), a file that is here
/// already ("checklist_here", "checklist_built_in"). `file` is the name it came under. Returns its key.
std::string import_checklist(Workspace& workspace, const Actor& actor, std::string_view bytes,
                             const std::string& file);

/// No longer offers a checklist that was brought in to new audits; audits that have it keep it. Quality
/// managers may. Refuses "checklist_not_imported", "checklist_retired" and "edit_conflict".
void retire_checklist(Workspace& workspace, const Actor& actor, const std::string& key, Version based_on);

/// Offers a retired one again. Refuses "checklist_not_imported", "checklist_not_retired", "edit_conflict".
void offer_checklist(Workspace& workspace, const Actor& actor, const std::string& key, Version based_on);

// ---- between preview and import, on the page

/// Keeps the bytes that somebody previewed aside, in place of those the same person previewed before; they
/// are gone with the next start. Returns their SHA-256.
std::string keep_previewed(const Workspace& workspace, const Actor& actor, std::string_view bytes);

/// The bytes of that hash that this person previewed last. Refuses "preview_over" (State) when they are no
/// longer there.
std::string previewed(const Workspace& workspace, const Actor& actor, const std::string& key);

/// Takes them away.
void forget_previewed(const Workspace& workspace, const Actor& actor);

} // namespace clausebook

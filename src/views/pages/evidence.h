#pragma once
// The list of evidence and the page of one record.

#include "core/base/language.h"
#include "core/base/refusal.h"
#include "core/base/tree.h"
#include "core/evidence/evidence.h"
#include "core/evidence/evidence_rules.h"
#include "core/evidence/evidence_use.h"
#include "views/catalogue.h"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace clausebook::views {

/// What the pages of evidence need beside the records.
struct EvidenceScene {
    Language language = Language::en;
    const Catalogues& catalogues;
    Date today;
    std::function<std::string(Instant)> clock; ///< a moment as people read it
    std::map<Id<Person>, std::string> names;   ///< of whom the page names
    std::vector<Person> people;                ///< to choose from; empty where no form asks
};

/// A page of the list.
struct EvidenceListPage {
    std::vector<Evidence> rows;
    std::map<Id<Evidence>, std::vector<std::string>> tags{};
    std::vector<std::string> known_tags{}; ///< offered while one is typed
    std::map<Id<Evidence>, std::vector<std::string>>
        relied_on;                   ///< the questions that rely on a row, where the list tells them
    std::int64_t count = 0;          ///< up to count_limit + 1
    std::int64_t count_limit = 1000; ///< "1,000+"
    std::map<std::string, std::string>
        chosen;        ///< as in the address: type, state, clause, expiry, q, owner, mine, sort, dir
    std::string next;  ///< address of the next page, "" on the last
    std::string first; ///< address of the first page, "" on it
    bool may_register = false;
    std::int64_t limit_bytes = 0; ///< of one file
    std::string retry_key;
    std::map<std::string, std::string> typed; ///< of a form that was refused
    Tree problems = Tree::list();
    std::map<Id<Evidence>, std::string> previews; ///< where the standing version of a row opens in a tab
    Tree saved{};                                 ///< partials/saved-lists
    Tree files;                                   ///< {xlsx, csv}: where the list is had as a file
    bool may_decide = false;                      ///< accept others' uploads
    std::string query;                            ///< of the address, with the place of the page
    std::set<std::string> ticked; ///< numbers of the records that were, when an act on them was refused
};

Tree evidence_list_view(const EvidenceListPage& page, const EvidenceScene& scene);

/// What a person may do, or why not.
struct ActLine {
    EvidenceAct act;
    std::optional<Refusal> refused;
};

/// The same for one version.
struct VersionActLine {
    int serial = 0;
    VersionAct act;
    std::optional<Refusal> refused;
};

struct HistoryLine {
    Instant at;
    std::string who;                  ///< name
    std::string action;               ///< as the journal names it, e.g. "evidence.accepted"
    std::vector<std::string> targets; ///< of the links it is about, as LinkTarget writes them
};

/// The page of one record.
struct EvidenceRecordPage {
    Evidence evidence;
    std::vector<EvidenceVersion> versions; ///< oldest first
    std::vector<EvidenceUse> uses;         ///< one page of where it is used
    std::string uses_next;                 ///< place of the next page of them, "" on the last
    bool uses_first = true;                ///< it is the first
    std::vector<std::string> open_links;   ///< targets whose links the reader may take away
    std::vector<HistoryLine> history;      ///< newest first
    std::vector<ActLine> acts;
    bool may(EvidenceAct act) const;
    std::vector<std::string> tags;            ///< in the order of the alphabet
    std::vector<std::string> known_tags;      ///< offered while one is typed
    std::vector<VersionActLine> version_acts; ///< none for who may not archive
    /// Whether anybody but the reader can destroy what the reader archives.
    enum class Archivists { Several, ReaderAlone } archivists = Archivists::Several;
    bool fresh_password = false;              ///< given within the last minutes: not asked again
    std::vector<std::string> missing;         ///< hashes of contents that are not on the disk
    std::map<std::string, std::string> texts; ///< by hash: what search does not know of a content, and why
    std::vector<Id<Evidence>> same_content;   ///< other records with the same content
    /// Packs that still hold what was destroyed, by version ("EV-0001/2"): key and file name.
    std::map<std::string, std::vector<std::pair<std::string, std::string>>> in_packs;
    std::map<std::string, std::string> typed; ///< of a form that was refused
    int typed_version = 0;                    ///< the version whose form that was, 0 for the record's own
    enum class Conflict {
        No,
        Yes
    } conflict = Conflict::No; ///< somebody else saved before the form that was typed
    std::string retry_key;
    std::int64_t limit_bytes = 0;
    Tree problems = Tree::list();
};

Tree evidence_record_view(const EvidenceRecordPage& page, const EvidenceScene& scene);

} // namespace clausebook::views

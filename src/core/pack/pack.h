#pragma once
// An evidence pack: what it holds of an audit, where in it each file lies, and what a body would object to
// (domain D.9; rulings 29, 31).

#include "core/audit/dossier.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook {

/// A pack that was made and recorded.
struct Pack {
    Id<Pack> key; ///< "PK-0001"
    Version version = 0;
    Id<Audit> audit;
    std::int64_t entry = 0; ///< the journal entry it is a function of
    Language language = Language::en;
    std::string name; ///< of the file, in issued/
    std::string sha256;
    std::int64_t bytes = 0;
    Id<Person> created_by;
    Instant created_at;
};

/// The name of a pack's file: "IA-2026-01_evidence-pack_e123_en.zip", "..._kanit-paketi_e123_tr.zip".
std::string pack_name(const Id<Audit>& audit, Language language, std::int64_t entry);

/// True for a name of that shape.
bool is_pack_name(std::string_view name);

/// One line of the evidence index: a file, or a record without one.
struct IndexLine {
    const DossierEvidence* evidence = nullptr;
    const EvidenceFile* file = nullptr; ///< nullptr for a document that is kept elsewhere
    std::optional<ClauseNumber> folder; ///< the clause it lies under; nothing: under none
    bool withheld = false;              ///< personal data that is not masked: not in the pack
    /// The content is personal data under another record or version: the file is not in the pack.
    bool kept_back = false;

    bool destroyed() const; ///< its content is not kept any more
};

/// A line of the index with the place of its file in the pack, "" when it is not in it.
struct PackedLine {
    IndexLine line;
    std::string path;
};

/// All lines, by evidence number and file. The first clause is the first of the questions it is linked to,
/// else of its findings, else of its suggestions.
std::vector<IndexLine> evidence_index(const Dossier& dossier);

/// The clauses an evidence record is linked to by answers, and those of the findings it is linked to; sorted.
std::vector<ClauseNumber> linked_clauses(const Dossier& dossier, const DossierEvidence& evidence);

/// The findings it is linked to, itself or through an action for them; in the order of the dossier.
std::vector<const DossierFinding*> linked_findings(const Dossier& dossier, const DossierEvidence& evidence);

/// How a finding is called: its number, before it is raised "f3".
std::string called(const Finding& finding);

/// What a certification body would object to. It does not stop a pack: the pack says it on its cover. `code`
/// is the catalogue key "pack_warning.<code>", `subjects` what it is about: question ids, evidence numbers.
struct PackWarning {
    std::string code;
    std::vector<std::string> subjects;

    friend bool operator==(const PackWarning&, const PackWarning&) = default;
};

/// Source: domain D.9, "Rules checked by the tool". Codes, in this order, each at most once:
/// "conforms_without_evidence" (question ids), "not_answered" (question ids), "evidence_expired",
/// "evidence_not_accepted", "evidence_outside_period", "evidence_withheld", "evidence_kept_back" (numbers),
/// "findings_in_draft" (finding keys), "no_contact", "report_not_issued".
std::vector<PackWarning> pack_warnings(const Dossier& dossier);

} // namespace clausebook

#pragma once
// What the sheets of an evidence pack are made from, and the table of them (domain D.9; rulings 31).

#include "core/audit/dossier.h"
#include "core/audit/report.h"
#include "core/pack/pack.h"
#include "packs/workbook.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook::packs {

/// Texts in the language of the pack. `text` throws for a key there is none of.
struct Words {
    using Parameters = std::map<std::string, std::string>;

    Language language = Language::en;
    std::function<std::string(std::string_view key, const Parameters& parameters)> text;
    std::function<bool(std::string_view key)> has;

    std::string operator()(std::string_view key, const Parameters& parameters = {}) const
    {
        return text(key, parameters);
    }
};

/// One change of one record.
struct JournalLine {
    std::int64_t number = 0;
    Instant at;
    std::string who; ///< "" for the program itself
    std::string action;
    std::string record;
    std::string hash;
};

/// What stands on a sheet, for the list on the cover.
struct SheetCount {
    std::string name;
    std::uint32_t rows = 0; ///< without the heading
};

struct Contents {
    const Dossier& dossier;
    const Words& words;
    std::vector<PackedLine> index;
    std::vector<JournalLine> journal;
    std::vector<PackWarning> warnings;
    std::vector<std::string> report_files = {}; ///< paths in the pack
    std::vector<SheetCount> counts = {};        ///< of the sheets after the cover
    std::optional<Report> report = {};          ///< the issued one that lies in the pack
    std::string fingerprint = {};               ///< of the key the pack is signed with
    std::string data_hash = {};                 ///< SHA-256 over the contents of the sheets after the cover
};

/// One sheet: known by its key (rulings 31). Its name is the text "report.<key>".
struct SheetKind {
    std::string_view key;
    void (*write)(Workbook& book, const std::string& name, const Contents& contents);
};

/// All sheets in order, the cover first.
const std::vector<SheetKind>& sheet_kinds();

/// The name of a sheet. The clause matrix is an alignment matrix where the claim follows the guidance (domain
/// D.9c).
std::string sheet_name(const SheetKind& kind, const Contents& contents);

/// Writes the workbook. Two rounds: the cover states what the other sheets hold, so that they are written
/// before it. Throws as Workbook does. Returns what check_workbook compares.
Written write_workbook(const std::filesystem::path& file, Contents& contents);

// The sheets, each in a file of its own.
void cover_sheet(Workbook& book, const std::string& name, const Contents& contents);
void clause_matrix_sheet(Workbook& book, const std::string& name, const Contents& contents);
void evidence_index_sheet(Workbook& book, const std::string& name, const Contents& contents);
void checklist_sheet(Workbook& book, const std::string& name, const Contents& contents);
void findings_sheet(Workbook& book, const std::string& name, const Contents& contents);
void corrective_actions_sheet(Workbook& book, const std::string& name, const Contents& contents);
void records_sheet(Workbook& book, const std::string& name, const Contents& contents);
void earlier_findings_sheet(Workbook& book, const std::string& name, const Contents& contents);
void journal_extract_sheet(Workbook& book, const std::string& name, const Contents& contents);

/// What stands in the place of a file: "By reference: kept by ..., seen by ... on ..."; "" for evidence that
/// is not by reference. Of a nameless record without a word that somebody wrote.
std::string reference_said(const Words& words, const Dossier& dossier, const DossierEvidence& evidence);

/// Where files lie in a pack, in the order of `index`: "evidence/7.4/EV-0001_policy.pdf",
/// "evidence/00-unlinked/...". The same content lies once, under its first line. Nothing for what is withheld
/// or has no file.
std::vector<PackedLine> places_in_pack(const std::vector<IndexLine>& index);

} // namespace clausebook::packs

#include "packs/sheets/contents.h"

#include "core/audit/clause_matrix.h"
#include "packs/digest.h"
#include "packs/names.h"

#include <map>

namespace clausebook::packs {
namespace {

Properties properties_of(const Contents& contents)
{
    const auto& dossier = contents.dossier;
    const auto& words = contents.words;
    Properties properties;
    properties.title = dossier.audit.key.str() + " · " + words("report.evidence_pack");
    properties.subject = dossier.audit.title;
    properties.company = dossier.organization.legal_name;
    properties.footer = dossier.organization.legal_name + " · "
        + words("pack.entry", {{"number", std::to_string(dossier.journal.number)}});
    properties.cut_mark = words("pack.cut");
    properties.created = dossier.journal.at;
    return properties;
}

Written write_once(const std::filesystem::path& file, const Contents& contents)
{
    Workbook book(file, properties_of(contents));
    for (const auto& kind : sheet_kinds()) kind.write(book, sheet_name(kind, contents), contents);
    return book.save();
}

} // namespace

const std::vector<SheetKind>& sheet_kinds()
{
    static const std::vector<SheetKind> table = {
        {"cover", cover_sheet},
        {"clause_matrix", clause_matrix_sheet},
        {"evidence_index", evidence_index_sheet},
        {"checklist", checklist_sheet},
        {"findings", findings_sheet},
        {"corrective_actions", corrective_actions_sheet},
        {"records", records_sheet},
        {"earlier_findings", earlier_findings_sheet},
        {"journal_extract", journal_extract_sheet},
    };
    return table;
}

std::string sheet_name(const SheetKind& kind, const Contents& contents)
{
    if (kind.key == "clause_matrix")
        return contents.words(clause_matrix_title(contents.dossier.organization));
    return contents.words("report." + std::string(kind.key));
}

Written write_workbook(const std::filesystem::path& file, Contents& contents)
{
    contents.counts.clear();
    contents.data_hash.clear();
    for (const auto& kind : sheet_kinds()) // the cover links to the sheets, whose rows are not known yet
        if (kind.key != "cover") contents.counts.push_back({sheet_name(kind, contents), 0});
    const auto first = write_once(file, contents);
    Sha256 digest;
    for (std::size_t i = 1; i < first.size(); ++i) {
        contents.counts[i - 1].rows = first[i].rows - 1;
        digest.update(first[i].digest);
    }
    contents.data_hash = digest.hex();
    std::filesystem::remove(file);
    return write_once(file, contents);
}

namespace {

/// What a file is called in a pack, behind the number of its record: the name it came with, but of a nameless
/// record no word that somebody wrote.
std::string name_in_pack(const IndexLine& line)
{
    if (!line.evidence->is_nameless()) return line.file->name;
    return std::to_string(line.file->serial) + short_extension(line.file->name);
}

} // namespace

std::string reference_said(const Words& words, const Dossier& dossier, const DossierEvidence& evidence)
{
    const auto said = sentence_of(
        evidence.standing().fields,
        {[&](const Id<Person>& person) { return dossier.name(person); },
         [](Date day) { return to_string(day); }, [&](const std::string& key) { return words(key); },
         evidence.is_nameless() ? ReferencePrint::Named::No : ReferencePrint::Named::Yes});
    return said ? words(said->key, said->parameters) : std::string();
}

std::vector<PackedLine> places_in_pack(const std::vector<IndexLine>& index)
{
    std::map<std::string, std::string> by_content;
    std::map<std::string, NameSet> folders;
    std::vector<PackedLine> placed;
    for (const auto& line : index) {
        PackedLine packed{line, {}};
        if (line.file && !line.withheld && !line.kept_back && !line.destroyed()) {
            auto& path = by_content[line.file->sha256];
            if (path.empty()) {
                const auto folder = "evidence/" + (line.folder ? line.folder->str() : "00-unlinked");
                path = folder + "/"
                    + folders[folder].take(line.evidence->evidence.key.str() + "_" + name_in_pack(line));
            }
            packed.path = path;
        }
        placed.push_back(std::move(packed));
    }
    return placed;
}

} // namespace clausebook::packs

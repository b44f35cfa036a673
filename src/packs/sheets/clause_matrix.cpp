#include "core/audit/clause_matrix.h"

#include "core/base/mapped.h"
#include "core/checklist/references.h"
#include "packs/sheets/marks.h"

namespace clausebook::packs {
namespace {

std::string references(const Words& words, const std::vector<CrossReference>& found)
{
    return references_text(found, {words.text, words.has});
}

/// Findings that count at another clause, and at which.
std::string concerned_text(const Words& words, const ClauseMatrixRow& row)
{
    std::vector<std::string> found;
    for (const auto& one : row.also_concerned) {
        const auto& key = one.finding.str();
        found.push_back(words("finding.also_concerned",
                              {{"finding", one.number.empty() ? key.substr(key.rfind('/') + 1) : one.number},
                               {"clause", one.primary.str()}}));
    }
    return listed(found);
}

std::string applicable_text(const Words& words, const ClauseMatrixRow& row)
{
    const bool within = row.scope == ClauseMatrixRow::Scope::Within;
    return words("pack.yes") + (within ? "" : "; " + words("pack.not_in_scope"));
}

Colours status_colours(const Words& words)
{
    return {{words("clause_status.CONFORMING"), Colour::Green},
            {words("clause_status.OFI"), Colour::Blue},
            {words("clause_status.MINOR"), Colour::Amber},
            {words("clause_status.MAJOR"), Colour::Red},
            {words("clause_status.NOT_ASSESSED"), Colour::Grey}};
}

} // namespace

void clause_matrix_sheet(Workbook& book, const std::string& name, const Contents& contents)
{
    const auto& words = contents.words;
    const auto& dossier = contents.dossier;
    const auto yes = Column::Wrap::Yes;
    const auto no = Column::Wrap::No;
    book.sheet({name,
                {{words("word.clause"), 9},
                 {words("word.title"), 34, yes},
                 {words("pack.applicable"), 13, yes},
                 {words("pack.how_implemented"), 40, yes},
                 {words("word.owner"), 20, yes},
                 {words("pack.evidence_nos"), 26, yes},
                 {words("pack.status_as_of",
                        {{"entry", entry_and_time(contents, dossier.journal.number, dossier.journal.at)}}),
                  24, no, status_colours(words)},
                 {words("pack.maturity"), 15, yes},
                 {words("pack.open_findings"), 18, yes},
                 {words("pack.iso9001_ref"), 22, yes},
                 {words("pack.family_ref"), 24, yes},
                 {words("pack.last_assessed_on"), 15},
                 {words("pack.assessor"), 20, yes},
                 {words("pack.also_concerned"), 30, yes}},
                2});
    for (const auto& row : clause_matrix(dossier)) {
        const auto numbers =
            mapped(row.evidence, [](const DossierEvidence* one) { return one->evidence.key.str(); });
        const auto open = mapped(row.open_findings, [](const Finding* finding) { return called(*finding); });
        book.row({row.clause->number.str(), row.clause->title.in(words.language), applicable_text(words, row),
                  or_none(words, listed(row.how_implemented)), or_none(words, listed(row.owners)),
                  or_none(words, listed(numbers)), words("clause_status." + std::string(str(row.status))),
                  words("report.not_part"), or_none(words, listed(open)),
                  or_none(words, references(words, row.iso9001)),
                  or_none(words, references(words, row.family)), row.last_assessed_on,
                  listed({row.assessors.begin(), row.assessors.end()}),
                  or_none(words, concerned_text(words, row))});
    }
}

} // namespace clausebook::packs

// The sheets that the fieldwork was written on, and the earlier findings that were looked at again: of a
// stage 1 the documents that were reviewed, of a stage 2 trails and questions, of a surveillance topics and
// closures.

#include "core/base/text.h"
#include "packs/sheets/marks.h"

namespace clausebook::packs {
namespace {

std::string row_name(const Words& words, const clausebook::Sheet& sheet, const SheetRow& row)
{
    if (sheet.rows == clausebook::Sheet::Rows::One) return {};
    if (sheet.rows != clausebook::Sheet::Rows::Fixed) return row.place;
    return words("sheet_row." + std::string(sheet.key) + "." + row.place);
}

std::string field_text(const Words& words, const Dossier& dossier, const SheetField& field,
                       const std::string& text)
{
    switch (field.shape) {
    case SheetField::Shape::Choice:
        return words("choice." + text);
    case SheetField::Shape::Person:
        return dossier.name(Id<Person>(text));
    default:
        return lines_text(text);
    }
}

/// What was written in a row, one field a line; nothing that must stay in the house.
std::string row_text(const Words& words, const Dossier& dossier, const clausebook::Sheet& sheet,
                     const SheetRow& row)
{
    std::vector<std::string> written;
    for (const auto& field : sheet.fields) {
        const auto& text = row.text(field.name);
        if (text.empty() || field.told == SheetField::Told::InTheHouse
            || field.shape == SheetField::Shape::Evidence)
            continue;
        const auto label = words("sheet." + std::string(sheet.key) + "." + std::string(field.name));
        written.push_back(label + ": " + field_text(words, dossier, field, text));
    }
    return joined(written, "\n");
}

} // namespace

void records_sheet(Workbook& book, const std::string& name, const Contents& contents)
{
    const auto& words = contents.words;
    const auto& dossier = contents.dossier;
    const auto yes = Column::Wrap::Yes;
    book.sheet({name,
                {{words("pack.record"), 28, yes},
                 {words("pack.row"), 30, yes},
                 {words("pack.written"), 90, yes},
                 {words("pack.evidence_nos"), 22, yes},
                 {words("pack.who"), 20, yes},
                 {words("pack.at"), 20}},
                1});
    for (const auto& sheet : sheets()) {
        if (sheet.part != clausebook::Sheet::Part::Fieldwork) continue;
        for (const auto& row : rows_of(dossier.sheets, sheet))
            book.row({words("sheet." + std::string(sheet.key)), row_name(words, sheet, row),
                      row_text(words, dossier, sheet, row), or_none(words, listed(cited_evidence({row}))),
                      dossier.name(row.by), moment_here(dossier, row.at)});
    }
}

void earlier_findings_sheet(Workbook& book, const std::string& name, const Contents& contents)
{
    const auto& words = contents.words;
    const auto& dossier = contents.dossier;
    const auto yes = Column::Wrap::Yes;
    const auto no = Column::Wrap::No;
    book.sheet({name,
                {{words("word.number"), 16},
                 {words("word.audit"), 13},
                 {words("pack.grade"), 24, no, grade_colours(words)},
                 {words("word.clause"), 9},
                 {words("word.statement"), 44, yes},
                 {words("word.state"), 16},
                 {words("pack.outcome"), 24, yes},
                 {words("pack.became"), 16, yes},
                 {words("pack.comment"), 44, yes},
                 {words("pack.looked_by"), 20, yes},
                 {words("pack.looked_on"), 13}},
                1});
    for (const auto& one : dossier.followed)
        for (const auto& source : dossier.followed_sources) {
            if (source.key != one.finding) continue;
            std::string became;
            for (const auto& each : dossier.findings)
                if (each.finding.key == one.became) became = called(each.finding);
            const bool looked = one.outcome != Outcome::NotLooked;
            book.row({called(source), source.audit.str(), words("grade." + std::string(str(source.grade))),
                      source.clause ? source.clause->str() : "", source.statement,
                      words("finding_state." + std::string(str(source.state))),
                      looked ? words("report.outcome." + str(one.outcome)) : words("report.not_looked_at"),
                      or_none(words, became), or_none(words, one.comment),
                      or_none(words, dossier.name(one.looked_by)), one.looked_on});
        }
}

} // namespace clausebook::packs

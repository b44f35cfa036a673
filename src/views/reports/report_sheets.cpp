// Sheets as they are printed: one row as facts, more as a table. What must not leave the house is left out.

#include "core/base/text.h"
#include "views/format.h"
#include "views/reports/report_sections.h"

#include <algorithm>
#include <charconv>

namespace clausebook::views {
namespace {

using Shape = SheetField::Shape;

bool is_told(const SheetField& field)
{
    return field.told == SheetField::Told::Everywhere;
}

std::string label_of(const ReportText& r, const Sheet& sheet, const SheetField& field)
{
    return r.text("sheet." + std::string(sheet.key) + "." + std::string(field.name));
}

std::string number_of(const ReportText& r, const std::string& text)
{
    long long number = 0;
    const auto* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    return read.ec == std::errc() && read.ptr == end ? shown(r.language(), number) : text;
}

std::string choice_of(const ReportText& r, const std::string& code)
{
    const auto key = "choice." + code;
    return r.catalogues().has(r.language(), key) ? r.text(key) : code;
}

/// What was given, as it is printed.
std::vector<std::string> told(const ReportText& r, const SheetField& field, const std::string& text)
{
    if (trimmed(text).empty()) return {};
    switch (field.shape) {
    case Shape::Day: {
        const auto day = parse_date(text);
        return {day ? r.date(day) : text};
    }
    case Shape::Number:
    case Shape::Signed:
        return {number_of(r, text)};
    case Shape::Choice:
        return {choice_of(r, text)};
    case Shape::Clauses:
        return {joined(words(text), ", ")};
    case Shape::Evidence:
        return words(text);
    case Shape::Person:
        return {r.dossier.people.contains(Id<Person>(text)) ? r.dossier.name(Id<Person>(text)) : text};
    default:
        return lines(text);
    }
}

const char* width_of(const SheetField& field)
{
    switch (field.shape) {
    case Shape::Day:
    case Shape::Clauses:
    case Shape::Evidence:
        return "c-short";
    case Shape::Hour:
    case Shape::Number:
    case Shape::Signed:
        return "c-number";
    case Shape::Choice:
    case Shape::Person:
        return "c-choice";
    case Shape::Line:
        return "c-line";
    default:
        return "c-text";
    }
}

bool is_long(const SheetField& field)
{
    return field.shape == Shape::Text || field.shape == Shape::Lines;
}

/// Of a sheet with many fields long texts stand below their row, each over its whole width.
enum class Stand { InColumns, Below };

std::vector<const SheetField*> fields_in(const Sheet& sheet, Stand stand)
{
    constexpr std::ptrdiff_t most_columns = 5;
    const bool many = std::count_if(sheet.fields.begin(), sheet.fields.end(), is_told) > most_columns;
    std::vector<const SheetField*> found;
    for (const auto& field : sheet.fields)
        if (is_told(field) && (many && is_long(field)) == (stand == Stand::Below)) found.push_back(&field);
    return found;
}

Tree columns_of(const ReportText& r, const Sheet& sheet)
{
    auto columns = Tree::list();
    const bool numbered = sheet.rows == Sheet::Rows::Free;
    columns.push_back({{"label", r.text(numbered ? "report.row_number" : "report.row")},
                       {"width", numbered ? "c-no" : "c-head"}});
    const bool room = !fields_in(sheet, Stand::Below).empty(); // then lines share what is left
    for (const auto* field : fields_in(sheet, Stand::InColumns))
        columns.push_back({{"label", label_of(r, sheet, *field)},
                           {"width", room && field->shape == Shape::Line ? "c-text" : width_of(*field)}});
    return columns;
}

/// Evidence is named by its number, which leads to its row in the index where there is one.
Tree evidence_cell(const ReportText& r, const std::vector<std::string>& numbers)
{
    auto known = Tree::list();
    auto unknown = Tree::list();
    for (const auto& number : numbers) {
        const auto& all = r.dossier.evidence;
        const bool there = std::any_of(all.begin(), all.end(), [&](const DossierEvidence& one) {
            return one.evidence.key.str() == number;
        });
        if (there)
            known.push_back({{"number", number}});
        else
            unknown.push_back(number);
    }
    return {{"evidence", known}, {"lines", unknown}, {"missing", false}, {"none", false}};
}

Tree cell_of(const ReportText& r, const SheetField& field, const std::string& text)
{
    const auto said = told(r, field, text);
    const bool required = field.need == SheetField::Need::Required;
    if (!said.empty() && field.shape == Shape::Evidence) return evidence_cell(r, said);
    const bool nothing = said.size() == 1 && says_none(said.front());
    auto list = Tree::list();
    if (!nothing)
        for (const auto& line : said) list.push_back(line);
    return {{"lines", list},
            {"evidence", Tree::list()},
            {"missing", said.empty() && required},
            {"none", nothing}};
}

std::string head_of(const ReportText& r, const Sheet& sheet, const std::string& place)
{
    if (sheet.rows == Sheet::Rows::Fixed) return r.text("sheet_row." + std::string(sheet.key) + "." + place);
    if (sheet.rows != Sheet::Rows::EachClause) return place;
    const auto number = ClauseNumber::parse(place);
    const auto* clause = number ? r.dossier.checklist->find_clause(*number) : nullptr;
    return clause ? place + " " + clause->title.in(r.language()) : place;
}

/// What a sheet asks for beside its fields and does not have.
Tree lacks_of(const ReportText& r, const Sheet& sheet)
{
    auto lacks = Tree::list();
    for (const auto& gap : gaps_of(sheet, r.dossier.audit, r.dossier.sheets))
        if (gap.place.empty() && !gap.field.empty()) lacks.push_back(choice_of(r, gap.field));
    return lacks;
}

} // namespace

Tree sheet_facts(const ReportText& r, const Sheet& sheet)
{
    const auto& rows = r.dossier.sheets;
    const auto gaps = gaps_of(sheet, r.dossier.audit, rows);
    auto facts = Tree::list();
    for (const auto& field : sheet.fields) {
        if (!is_told(field)) continue;
        const bool asked = std::any_of(gaps.begin(), gaps.end(),
                                       [&](const SheetGap& gap) { return gap.field == field.name; });
        facts.push_back(r.fact_of(label_of(r, sheet, field),
                                  told(r, field, sheet_text(rows, sheet.key, field.name)),
                                  asked ? Given::Required : Given::Optional));
    }
    return facts;
}

Tree sheet_table(const ReportText& r, const Sheet& sheet, Given need)
{
    auto rows = Tree::list();
    for (const auto& place : places_of(sheet, r.dossier.audit, r.dossier.sheets)) {
        const auto* row = find_row(r.dossier.sheets, sheet.key, place);
        const auto cell = [&](const SheetField& field) {
            return cell_of(r, field, row ? row->text(field.name) : std::string());
        };
        const auto columns = fields_in(sheet, Stand::InColumns);
        auto cells = Tree::list();
        for (const auto* field : columns) cells.push_back(cell(*field));
        auto below = Tree::list();
        for (const auto* field : fields_in(sheet, Stand::Below)) {
            auto made = cell(*field);
            made["label"] = label_of(r, sheet, *field);
            made["columns"] = columns.size();
            below.push_back(std::move(made));
        }
        rows.push_back(
            {{"head", head_of(r, sheet, place)}, {"cells", std::move(cells)}, {"below", std::move(below)}});
    }
    const bool empty = rows.items()->empty();
    const bool required = need == Given::Required && sheet.least == Sheet::Least::AtLeastOne;
    return {{"columns", columns_of(r, sheet)},
            {"rows", std::move(rows)},
            {"missing", empty && required},
            {"nothing", empty && !required},
            {"lacks", need == Given::Required ? lacks_of(r, sheet) : Tree::list()}};
}

} // namespace clausebook::views

#include "views/pages/sheets.h"

#include "core/base/form_rules.h"
#include "core/base/text.h"
#include "views/format.h"
#include "views/page.h"
#include "views/pages/audit_parts.h"
#include "views/pages/sheet_parts.h"

#include <algorithm>

namespace clausebook::views {
namespace {

using Shape = SheetField::Shape;

constexpr const char* new_place = "new";

std::string label_of(const Sheet& sheet, std::string_view field, const Words& words)
{
    return words.text(title_key(sheet) + "." + std::string(field));
}

/// What stands over a row; "" on a sheet of one.
std::string heading_of(const Sheet& sheet, const std::string& place, const Checklist& checklist,
                       const Words& words)
{
    using enum Sheet::Rows;
    switch (sheet.rows) {
    case One:
        return {};
    case Fixed:
        return words.text("sheet_row." + std::string(sheet.key) + "." + place);
    case EachClause: {
        const auto number = ClauseNumber::parse(place);
        const auto* clause = number ? checklist.find_clause(*number) : nullptr;
        return clause ? place + " " + clause->title.in(words.language) : place;
    }
    case Free:
        return place == new_place ? words.text("records.new_row") : words.text("records.row", {{"n", place}});
    }
    return {};
}

std::string field_id(const std::string& place, std::string_view field)
{
    return "f-" + place + "-" + std::string(field);
}

/// A stored text as a person reads it.
std::string spoken(const SheetField& field, const std::string& text, const Names& names, const Words& words)
{
    if (text.empty()) return {};
    switch (field.shape) {
    case Shape::Choice:
        return words.hint("choice." + text);
    case Shape::Person:
        return name_of(names, Id<Person>(text));
    case Shape::Day: {
        const auto day = parse_date(text);
        return day ? shown(words.language, *day) : text;
    }
    default:
        return text;
    }
}

Tree options_of(const SheetField& field, const std::string& value, const SheetPage& page, const Words& words)
{
    std::vector<std::pair<std::string, std::string>> options = {{"", words.text("records.choose")}};
    for (const auto code : field.choices)
        options.emplace_back(code, words.text("choice." + std::string(code)));
    if (field.shape == Shape::Person)
        for (const auto& member : page.members)
            options.emplace_back(member.person.str(), name_of(page.names, member.person));
    const bool known = std::any_of(options.begin(), options.end(),
                                   [&](const auto& option) { return option.first == value; });
    if (!known) options.emplace_back(value, spoken(field, value, page.names, words)); // has left the team
    Tree rows = Tree::list();
    for (const auto& [code, label] : options)
        rows.push_back({{"code", code}, {"label", label.empty() ? code : label}, {"chosen", code == value}});
    return rows;
}

/// What kind of control a field is.
struct Control {
    const char* kind; ///< "area", "select", "input"
    const char* type = "text";
    const char* mode = "text"; ///< which keyboard a tablet shows
    std::size_t limit = line_limit;
    const char* list = ""; ///< id of the suggestions
    bool wide = false;
};

Control control_of(const SheetField& field)
{
    switch (field.shape) {
    case Shape::Line:
        return {"input"};
    case Shape::Text:
    case Shape::Lines:
        return {"area", "text", "text", text_limit, "", true};
    case Shape::Day:
        return {"input", "date"};
    case Shape::Hour:
        return {"input", "time"};
    case Shape::Number:
        return {"input", "text", "numeric", 8};
    case Shape::Signed:
        return {"input", "text", "text", 3}; // tablets' numeric keys have no minus
    case Shape::Choice:
    case Shape::Person:
        return {"select"};
    case Shape::Clauses:
        return {"input", "text", "text", text_limit, "clauses-known"};
    case Shape::Evidence:
        return {"input", "text", "text", text_limit, "evidence-known"};
    }
    return {"input"};
}

std::string hint_of(const Sheet& sheet, const SheetField& field, const Words& words)
{
    if (auto own = words.hint("sheet_hint." + std::string(sheet.key) + "." + std::string(field.name));
        !own.empty())
        return own;
    switch (field.shape) {
    case Shape::Lines:
        return words.text("records.hint.lines");
    case Shape::Clauses:
        return words.text("records.hint.clauses");
    case Shape::Evidence:
        return words.text("records.hint.evidence");
    default:
        return {};
    }
}

/// One row as the page shows it: what stands, or what was typed over it.
struct ShownRow {
    std::string place;
    SheetRow row;
    const SheetRow* theirs = nullptr; ///< what stands now, beside what was typed after a conflict
    Tree problems = Tree::list();
};

bool lacks(const std::vector<SheetGap>& gaps, const std::string& place, std::string_view field)
{
    return std::any_of(gaps.begin(), gaps.end(),
                       [&](const SheetGap& gap) { return gap.place == place && gap.field == field; });
}

Tree field_row(const SheetPage& page, const ShownRow& shown, const SheetField& field,
               const std::vector<SheetGap>& gaps, const Words& words)
{
    const auto& value = shown.row.text(field.name);
    const auto control = control_of(field);
    const std::string kind = control.kind;
    const auto id = field_id(shown.place, field.name);
    const bool in_house = field.told == SheetField::Told::InTheHouse; // which says more than its hint
    const auto hint = in_house ? std::string() : hint_of(*page.sheet, field, words);
    const auto problem = problem_at(shown.problems, field.name);
    const bool differs = shown.theirs && shown.theirs->text(field.name) != value;
    std::vector<std::string> described;
    if (!hint.empty()) described.push_back(id + "-hint");
    if (in_house) described.push_back(id + "-house");
    if (!problem.empty()) described.push_back(id + "-problem");
    const auto theirs = differs ? spoken(field, shown.theirs->text(field.name), page.names, words) : "";
    return {{"id", id},
            {"name", form_name(field.name)},
            {"at", shown.place + "/" + std::string(field.name)},
            {"label", label_of(*page.sheet, field.name, words)},
            {"optional", field.need == SheetField::Need::Optional},
            {"missing", lacks(gaps, shown.place, field.name)},
            {"hint", hint},
            {"in_house", in_house},
            {"value", value},
            {"spoken", spoken(field, value, page.names, words)},
            {"is_area", kind == "area"},
            {"is_select", kind == "select"},
            {"is_input", kind == "input"},
            {"type", control.type},
            {"mode", control.mode},
            {"limit", control.limit},
            {"list", control.list},
            {"wide", control.wide},
            {"options", kind == "select" ? options_of(field, value, page, words) : Tree::list()},
            {"described", joined(described)},
            {"problem", problem},
            {"theirs", differs && theirs.empty() ? std::string("—") : theirs}};
}

Tree row_view(const SheetPage& page, const ShownRow& shown, const std::vector<SheetGap>& gaps,
              const Words& words)
{
    const auto& place = shown.place;
    const bool fresh = place == new_place;
    const bool free = page.sheet->rows == Sheet::Rows::Free;
    const auto address = address_of(*page.sheet, page.audit.key) + "/" + place;
    const auto saved = page.saved.find(place);
    auto heading = heading_of(*page.sheet, place, *page.checklist, words);
    Tree fields = Tree::list();
    for (const auto& field : page.sheet->fields) fields.push_back(field_row(page, shown, field, gaps, words));
    return {{"place", place},
            {"address", address},
            {"version", shown.row.version},
            {"label", heading.empty() ? words.text(title_key(*page.sheet)) : heading},
            {"heading", std::move(heading)},
            {"saved", saved == page.saved.end() ? "" : saved->second},
            {"fields", std::move(fields)},
            {"problem", problem_at(shown.problems, "")},
            {"conflict", shown.theirs != nullptr},
            {"fresh", fresh},
            {"removable", free && !fresh}};
}

/// The rows that stand, with what was typed over one of them.
std::vector<ShownRow> rows_shown(const SheetPage& page)
{
    std::vector<ShownRow> rows;
    const std::string key(page.sheet->key);
    auto places = places_of(*page.sheet, page.audit, page.rows);
    const bool add = page.sheet->rows == Sheet::Rows::Free && page.access == SheetPage::Access::Write;
    if (add) places.emplace_back(new_place);
    for (const auto& place : places) {
        const auto* stands = find_row(page.rows, key, place);
        ShownRow row{place, stands ? *stands : SheetRow{}};
        if (page.typed && page.typed->row.place == place) {
            row.row.fields = page.typed->row.fields;
            row.row.version = page.typed->row.version;
            row.problems = page.typed->problems;
            if (page.typed->why == TypedRow::Why::Conflict) row.theirs = stands;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

/// Problems as partials/problems links them: to the field in its row.
Tree linked_problems(const SheetPage& page)
{
    Tree list = Tree::list();
    if (!page.typed) return list;
    for (auto problem : *page.typed->problems.items()) {
        const auto field = *problem.find("field")->text();
        if (!field.empty()) problem["field"] = field_id(page.typed->row.place, field);
        list.push_back(std::move(problem));
    }
    return list;
}

Tree suggestions(const SheetPage& page, Language language)
{
    Tree clauses = Tree::list();
    for (const auto& number : page.audit.clauses)
        if (const auto* clause = page.checklist->find_clause(number))
            clauses.push_back({{"code", number.str()}, {"label", clause->title.in(language)}});
    Tree evidence = Tree::list();
    for (const auto& [number, title] : page.evidence)
        evidence.push_back({{"code", number}, {"label", title}});
    Tree lists = Tree::list();
    lists.push_back({{"id", "clauses-known"}, {"options", std::move(clauses)}});
    lists.push_back({{"id", "evidence-known"}, {"options", std::move(evidence)}});
    return lists;
}

/// Why the sheet is as it is: closed, or what a change of it brings with it.
std::string note_of(const SheetPage& page, const Words& words)
{
    const bool plan = page.sheet->part == Sheet::Part::Plan;
    if (page.access == SheetPage::Access::Read)
        return words.text(is_open(*page.sheet, page.audit.state)            ? "records.read_only"
                              : plan && !before_fieldwork(page.audit.state) ? "records.plan_stands"
                                                                            : "records.not_open");
    if (plan && page.audit.plan_issued_on)
        return words.text("records.plan_issued",
                          {{"day", shown(words.language, *page.audit.plan_issued_on)}});
    if (is_issued(page.audit.state)) return words.text("audits.conclusion_correction");
    return {};
}

} // namespace

std::string form_name(std::string_view field)
{
    return "s_" + std::string(field);
}

std::string address_of(const Sheet& sheet, const Id<Audit>& audit)
{
    return "/audits/" + audit.str() + "/records/" + std::string(sheet.key);
}

Tree gap_rows(const std::vector<SheetGap>& gaps, const Sheet& sheet, const Checklist& checklist,
              Language language, const Catalogues& catalogues)
{
    const Words words{language, catalogues};
    Tree rows = Tree::list();
    for (const auto& gap : gaps) {
        std::string sentence;
        std::string href = "#row-" + (gap.place.empty() ? new_place : gap.place);
        if (gap.place.empty()) {
            sentence = gap.field.empty()
                ? words.text("records.gap.no_row")
                : words.text("records.gap.row_for", {{"what", words.text("choice." + gap.field)}});
        } else {
            const auto heading = heading_of(sheet, gap.place, checklist, words);
            const auto field = gap.field.empty() ? std::string() : label_of(sheet, gap.field, words);
            sentence = heading.empty() || field.empty() ? heading + field : heading + ": " + field;
            if (!gap.field.empty()) href = "#" + field_id(gap.place, gap.field);
        }
        rows.push_back({{"at", gap.place + "/" + gap.field}, {"sentence", sentence}, {"href", href}});
    }
    return rows;
}

Tree sheet_view(const SheetPage& page, Language language, const Catalogues& catalogues)
{
    const Words words{language, catalogues};
    const auto& sheet = *page.sheet;
    const auto gaps = gaps_of(sheet, page.audit, page.rows);
    auto view = audit_head(page.audit, language, catalogues);
    const bool write = page.access == SheetPage::Access::Write;
    view["heading"] = words.text(title_key(sheet));
    view["hint"] = words.hint("sheet_hint." + std::string(sheet.key));
    view["note"] = note_of(page, words);
    view["write"] = write;
    view["address"] = address_of(sheet, page.audit.key);
    view["missing"] = Tree::list();
    const auto missing = gap_rows(gaps, sheet, *page.checklist, language, catalogues);
    for (auto row : *missing.items()) {
        if (!write && *row.find("href")->text() == std::string("#row-") + new_place) row["href"] = "";
        view["missing"].push_back(std::move(row));
    }
    view["missing_count"] = missing_words(gaps.size(), language, catalogues);
    view["free"] = sheet.rows == Sheet::Rows::Free;
    view["rows"] = Tree::list();
    view["template"] = Tree();
    for (const auto& row : rows_shown(page)) view["rows"].push_back(row_view(page, row, gaps, words));
    if (sheet.rows == Sheet::Rows::Free && write)
        view["template"] = row_view(page, {new_place, {}}, gaps, words);
    view["none"] = sheet.rows == Sheet::Rows::Free && rows_of(page.rows, sheet).empty();
    view["suggestions"] = write ? suggestions(page, language) : Tree::list();
    view["actor"] = page.actor;
    view["zone"] = page.zone;
    view["problems"] = linked_problems(page);
    return view;
}

} // namespace clausebook::views

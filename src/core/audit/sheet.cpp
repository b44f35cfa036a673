#include "core/audit/sheet.h"

#include "core/audit/audit.h"
#include "core/base/form_rules.h"
#include "core/base/mapped.h"

#include <algorithm>
#include <array>
#include <set>

namespace clausebook {
namespace {

constexpr long most_number = 99'999'999;

bool digits(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_clock(std::string_view text)
{
    return text.size() == 5 && text[2] == ':' && digits(text.substr(0, 2)) && digits(text.substr(3))
        && text.substr(0, 2) < "24" && text.substr(3) < "60";
}

/// True for "EV-0001": a prefix and at least four digits.
bool is_evidence_number(std::string_view text)
{
    return text.starts_with("EV-") && text.size() >= 7 && text.size() <= 12 && digits(text.substr(3));
}

void check_number(std::string_view text, const std::string& name, SheetField::Shape shape)
{
    const bool below = shape == SheetField::Shape::Signed;
    const long most = below ? 99 : most_number;
    const bool minus = below && text.starts_with('-');
    const auto number = minus ? text.substr(1) : text;
    if (digits(number) && number.size() <= 8 && std::stol(std::string(number)) <= most) return;
    throw Refusal("number_out_of_range", name,
                  {{"least", below ? "-99" : "0"}, {"most", std::to_string(most)}});
}

void check_words(std::string_view text, const std::string& name, const char* code,
                 bool (*fits)(std::string_view))
{
    check_line(text, name, text_limit);
    for (const auto& word : words(text))
        if (!fits(word)) throw Refusal(code, name, {{"word", word}});
}

void check_field(const SheetField& field, const std::string& text)
{
    using enum SheetField::Shape;
    const std::string name(field.name);
    switch (field.shape) {
    case Line:
    case Person:
        return check_line(text, name);
    case Text:
    case Lines:
        return check_text(text, name);
    case Day:
        if (!parse_date(text)) throw Refusal("date_shape", name);
        return;
    case Hour:
        if (!is_clock(text)) throw Refusal("clock_shape", name);
        return;
    case Number:
    case Signed:
        return check_number(text, name, field.shape);
    case Choice:
        if (std::find(field.choices.begin(), field.choices.end(), text) == field.choices.end())
            throw Refusal("choice_unknown", name);
        return;
    case Clauses:
        return check_words(text, name, "clause_unknown",
                           [](std::string_view word) { return ClauseNumber::parse(word).has_value(); });
    case Evidence:
        return check_words(text, name, "evidence_number", is_evidence_number);
    }
}

bool has_place(const Sheet& sheet, const std::string& place)
{
    using enum Sheet::Rows;
    switch (sheet.rows) {
    case One:
        return place == "one";
    case Fixed:
        return std::find(sheet.places.begin(), sheet.places.end(), place) != sheet.places.end();
    case EachClause:
        return ClauseNumber::parse(place).has_value();
    case Free:
        return digits(place) && place.size() <= 9 && place.front() != '0';
    }
    return false;
}

bool given(const SheetRow* row, std::string_view name)
{
    return row && !trimmed(row->text(name)).empty();
}

const std::string nothing;

} // namespace

const std::string& SheetRow::text(std::string_view name) const
{
    const auto found = fields.find(name);
    return found == fields.end() ? nothing : found->second;
}

std::string SheetRow::key() const
{
    return audit.str() + "/" + sheet + "/" + place;
}

const SheetField* Sheet::field(std::string_view name) const
{
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const SheetField& each) { return each.name == name; });
    return found == fields.end() ? nullptr : &*found;
}

const Sheet* find_sheet(std::string_view key)
{
    const auto all = sheets();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Sheet& each) { return each.key == key; });
    return found == all.end() ? nullptr : &*found;
}

const SheetRow* find_row(const SheetRows& all, std::string_view sheet, std::string_view place)
{
    const auto found = std::find_if(all.begin(), all.end(), [&](const SheetRow& row) {
        return row.sheet == sheet && row.place == place;
    });
    return found == all.end() ? nullptr : &*found;
}

const std::string& sheet_text(const SheetRows& all, std::string_view sheet, std::string_view name)
{
    const auto* row = find_row(all, sheet, "one");
    return row ? row->text(name) : nothing;
}

SheetRows rows_of(const SheetRows& all, const Sheet& sheet)
{
    SheetRows rows;
    std::copy_if(all.begin(), all.end(), std::back_inserter(rows),
                 [&](const SheetRow& row) { return row.sheet == sheet.key; });
    const auto place_of = [&](const SheetRow& row) {
        return std::find(sheet.places.begin(), sheet.places.end(), row.place);
    };
    std::stable_sort(rows.begin(), rows.end(), [&](const SheetRow& a, const SheetRow& b) {
        if (sheet.rows == Sheet::Rows::Free)
            return std::pair(a.place.size(), a.place) < std::pair(b.place.size(), b.place);
        if (sheet.rows == Sheet::Rows::EachClause)
            return ClauseNumber::parse(a.place) < ClauseNumber::parse(b.place);
        return place_of(a) < place_of(b);
    });
    return rows;
}

std::vector<std::string> places_of(const Sheet& sheet, const Audit& audit, const SheetRows& all)
{
    using enum Sheet::Rows;
    switch (sheet.rows) {
    case One:
        return {"one"};
    case Fixed:
        return {sheet.places.begin(), sheet.places.end()};
    case EachClause: {
        std::vector<std::string> places;
        for (const auto& clause : audit.clauses)
            if (!clause.has_letter()) places.push_back(clause.str());
        return places;
    }
    case Free:
        return mapped(rows_of(all, sheet), &SheetRow::place);
    }
    return {};
}

void check(const SheetRow& row)
{
    const auto* sheet = find_sheet(row.sheet);
    if (!sheet || !has_place(*sheet, row.place)) throw Refusal("choice_unknown", "place");
    for (const auto& [name, text] : row.fields) {
        const auto* field = sheet->field(name);
        if (!field) throw Refusal("choice_unknown", name);
        if (!text.empty()) check_field(*field, text);
    }
}

std::vector<SheetGap> gaps_of(const Sheet& sheet, const Audit& audit, const SheetRows& all)
{
    const auto rows = rows_of(all, sheet);
    std::vector<SheetGap> gaps;
    const std::string key(sheet.key);
    if (sheet.least == Sheet::Least::AtLeastOne && rows.empty()) gaps.push_back({key, {}, {}});
    for (const auto& place : places_of(sheet, audit, rows)) {
        const auto* row = find_row(rows, key, place);
        for (const auto& field : sheet.fields)
            if (field.need == SheetField::Need::Required && !given(row, field.name))
                gaps.push_back({key, place, std::string(field.name)});
    }
    if (sheet.also) {
        const auto more = sheet.also(rows);
        gaps.insert(gaps.end(), more.begin(), more.end());
    }
    return gaps;
}

std::vector<std::string> cited_evidence(const SheetRows& all)
{
    std::set<std::pair<std::size_t, std::string>> numbers;
    for (const auto& row : all) {
        const auto* sheet = find_sheet(row.sheet);
        if (!sheet) continue;
        for (const auto& [name, text] : row.fields) {
            const auto* field = sheet->field(name);
            if (!field || field->shape != SheetField::Shape::Evidence) continue;
            for (auto& word : words(text)) numbers.emplace(word.size(), std::move(word));
        }
    }
    return mapped(numbers, [](const auto& each) { return each.second; });
}

} // namespace clausebook

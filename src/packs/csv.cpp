#include "packs/csv.h"

#include "packs/sheet_rules.h"
#include "packs/text.h"

#include <array>
#include <cstdio>

namespace clausebook::packs {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t pour_bytes = 65536;

bool begins_like_a_formula(std::string_view text)
{
    constexpr std::array<std::string_view, 11> beginnings = {
        "=", "+", "-", "@", "\t", "\r", "\n", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
    for (const auto beginning : beginnings)
        if (text.starts_with(beginning)) return true;
    return false;
}

std::string number_text(const Cell::Number& number)
{
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", number.decimals, number.value);
    return text;
}

std::string field_text(const Cell& cell)
{
    const auto& content = cell.content();
    if (const auto* text = std::get_if<std::string>(&content)) return without_formula(cell_text(*text, ""));
    if (const auto* number = std::get_if<Cell::Number>(&content)) return number_text(*number);
    if (const auto* date = std::get_if<Date>(&content)) return to_string(*date);
    if (const auto* moment = std::get_if<Cell::Moment>(&content)) return wall_clock(*moment);
    if (const auto* file = std::get_if<Cell::FileLink>(&content)) return without_formula(file->label);
    if (const auto* place = std::get_if<Cell::SheetLink>(&content)) return without_formula(place->label);
    return {};
}

} // namespace

std::string without_formula(std::string_view text)
{
    return (begins_like_a_formula(text) ? "'" : "") + std::string(text);
}

CsvFile::CsvFile(const std::filesystem::path& file, char separator)
    : file_(DiskFile::create(file)), separator_(separator), waiting_(byte_order_mark)
{
}

void CsvFile::row(const std::vector<Cell>& cells)
{
    const std::string to_quote = std::string("\"\r\n;,\t") + separator_;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) waiting_ += separator_;
        const auto text = field_text(cells[i]);
        if (text.find_first_of(to_quote) == std::string::npos) {
            waiting_ += text;
            continue;
        }
        waiting_ += '"';
        for (const char c : text) {
            if (c == '"') waiting_ += '"';
            waiting_ += c;
        }
        waiting_ += '"';
    }
    waiting_ += "\r\n";
    if (waiting_.size() > pour_bytes) pour();
}

void CsvFile::save()
{
    pour();
}

void CsvFile::pour()
{
    file_.write(written_, waiting_);
    written_ += waiting_.size();
    waiting_.clear();
}

} // namespace clausebook::packs

#include "packs/sheet_rules.h"

#include "packs/names.h"
#include "packs/text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

namespace clausebook::packs {
namespace {

using std::chrono::days;
using std::chrono::December;
using std::chrono::floor;
using std::chrono::March;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::sys_seconds;
using std::chrono::year;

constexpr sys_days first_day = sys_days(year{1899} / December / 30);
constexpr sys_days first_true_day = sys_days(year{1900} / March / 1);
constexpr sys_days last_day = sys_days(year{9999} / December / 31);
constexpr std::size_t longest_sheet_name = 31;
constexpr std::int64_t largest_whole = 999'999'999'999'999;
constexpr int most_decimals = 10;
constexpr double seconds_of_day = 86400;
constexpr double letters_a_digit = 1.15; // widths count digits; the usual letter is narrower

std::string lower(std::string text)
{
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

sys_seconds on_the_wall(const Cell::Moment& moment)
{
    return floor<seconds>(moment.instant + moment.utc_offset);
}

int checked_decimals(int decimals)
{
    if (decimals < 0 || decimals > most_decimals) throw std::invalid_argument("decimals of a cell");
    return decimals;
}

} // namespace

Cell Cell::whole(std::int64_t number)
{
    if (number > largest_whole || number < -largest_whole) return std::to_string(number);
    return Cell(Number{static_cast<double>(number), 0, Number::Unit::None});
}

Cell Cell::decimal(double number, int decimals)
{
    return Cell(Number{excel_number(number), checked_decimals(decimals), Number::Unit::None});
}

Cell Cell::percent(double ratio, int decimals)
{
    return Cell(Number{excel_number(ratio), checked_decimals(decimals), Number::Unit::Percent});
}

Cell Cell::moment(Instant instant, std::chrono::minutes utc_offset)
{
    return Cell(Moment{instant, utc_offset});
}

Cell Cell::file(std::string path, std::string label)
{
    if (!is_safe_path(path)) throw std::invalid_argument("no link out of a pack: " + path);
    return Cell(FileLink{std::move(path), std::move(label)});
}

Cell Cell::place(std::string sheet, std::uint32_t row, std::string label)
{
    return Cell(SheetLink{std::move(sheet), std::max<std::uint32_t>(row, 1), std::move(label)});
}

std::optional<double> excel_serial(Date date)
{
    if (!date.ok()) throw std::invalid_argument("no date");
    const sys_days day(date);
    if (day < first_true_day || day > last_day) return std::nullopt;
    return static_cast<double>((day - first_day).count());
}

std::optional<double> excel_serial(Cell::Moment moment)
{
    const auto wall = on_the_wall(moment);
    const auto day = floor<days>(wall);
    const auto serial = excel_serial(Date(day));
    if (!serial) return std::nullopt;
    return excel_number(*serial + static_cast<double>((wall - day).count()) / seconds_of_day);
}

std::string wall_clock(Cell::Moment moment)
{
    auto text = to_string(Instant(on_the_wall(moment))).substr(0, 19);
    text[10] = ' ';
    return text;
}

double excel_number(double number)
{
    if (!std::isfinite(number)) throw std::invalid_argument("no number for a cell");
    char text[32];
    std::snprintf(text, sizeof text, "%.15G", number);
    return std::strtod(text, nullptr);
}

void take_sheet_name(const std::string& name, std::set<std::string>& taken)
{
    const bool fits = !name.empty() && utf16_length(name) <= longest_sheet_name;
    const bool clean = name.find_first_of("[]:*?/\\") == std::string::npos && cell_text(name, "") == name
        && name.find_first_of("\t\n") == std::string::npos;
    const bool quoted = fits && (name.front() == '\'' || name.back() == '\'');
    if (!fits || !clean || quoted || lower(name) == "history" || !taken.insert(lower(name)).second)
        throw std::invalid_argument("no name for a sheet, or there twice: " + name);
}

double longest_line(std::string_view text)
{
    std::size_t longest = 0;
    std::size_t line = 0;
    for (const char c : text) {
        if (c == '\n')
            line = 0;
        else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80)
            longest = std::max(longest, ++line);
    }
    return static_cast<double>(longest);
}

int lines_in(std::string_view text, double width)
{
    const double room = std::max(width, 1.0) * letters_a_digit;
    double lines = 1;
    double used = 0;
    std::size_t word = 0;
    const auto end_word = [&] {
        const auto length = static_cast<double>(word);
        if (used > 0 && used + length > room) {
            ++lines;
            used = 0;
        }
        lines += std::floor(length / (room + 1)); // a word longer than a line is broken
        used += std::fmod(length, room + 1) + 1;
        word = 0;
    };
    for (const char c : text) {
        if (c == ' ' || c == '\n')
            end_word();
        else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80)
            ++word;
        if (c == '\n') {
            ++lines;
            used = 0;
        }
    }
    end_word();
    return static_cast<int>(lines);
}

std::string short_text(std::string_view text, std::size_t characters)
{
    return to_utf8(code_points(cell_text(text, "")).substr(0, characters));
}

std::string margin_text(std::string_view text)
{
    std::string out;
    for (const char c : short_text(text, 90)) { // "&" counts twice, and both sides share 255
        if (c == '&') out += '&';
        out += c == '\n' || c == '\t' ? ' ' : c;
    }
    return out;
}

} // namespace clausebook::packs

#include "views/format.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace clausebook::views {
namespace {

constexpr std::array<std::array<const char*, 12>, 2> months = {{
    {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
    {"Oca", "Şub", "Mar", "Nis", "May", "Haz", "Tem", "Ağu", "Eyl", "Eki", "Kas", "Ara"},
}};

char decimal_sign(Language language)
{
    return language == Language::tr ? ',' : '.';
}

char group_sign(Language language)
{
    return language == Language::tr ? '.' : ',';
}

std::string grouped(Language language, std::string digits)
{
    const std::size_t sign = digits.starts_with('-') ? 1 : 0;
    for (auto at = digits.size(); at > sign + 3;) digits.insert(at -= 3, 1, group_sign(language));
    return digits;
}

} // namespace

std::string shown(Language language, Date date)
{
    return std::to_string(static_cast<unsigned>(date.day())) + " "
        + months.at(static_cast<std::size_t>(language)).at(static_cast<unsigned>(date.month()) - 1) + " "
        + std::to_string(static_cast<int>(date.year()));
}

std::string shown_clock(LocalTime time)
{
    const std::chrono::hh_mm_ss clock(time - std::chrono::floor<std::chrono::days>(time));
    std::array<char, 8> text{};
    std::snprintf(text.data(), text.size(), "%02d:%02d", static_cast<int>(clock.hours().count()) % 24,
                  static_cast<int>(clock.minutes().count()) % 60);
    return text.data();
}

std::string shown(Language language, LocalTime time)
{
    return shown(language, Date(std::chrono::floor<std::chrono::days>(time))) + ", " + shown_clock(time);
}

std::string shown(Language language, long long number)
{
    return grouped(language, std::to_string(number));
}

std::string shown(Language language, double number, int decimals)
{
    const auto scale = std::pow(10.0, decimals);
    const auto scaled = std::llround(std::abs(number) * scale);
    auto digits = std::to_string(scaled);
    const auto wanted = static_cast<std::size_t>(decimals) + 1;
    if (digits.size() < wanted) digits.insert(0, wanted - digits.size(), '0');
    const auto whole =
        grouped(language, digits.substr(0, digits.size() - static_cast<std::size_t>(decimals)));
    const auto sign = number < 0 && scaled != 0 ? "-" : "";
    if (decimals == 0) return sign + whole;
    return sign + whole + decimal_sign(language)
        + digits.substr(digits.size() - static_cast<std::size_t>(decimals));
}

std::string shown_percent(Language language, double percent, int decimals)
{
    const auto number = shown(language, percent, decimals);
    return language == Language::tr ? "%" + number : number + "%";
}

std::string shown_size(Language language, long long bytes)
{
    constexpr std::array<const char*, 5> units = {"B", "kB", "MB", "GB", "TB"};
    auto size = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (size >= 999.5 && unit + 1 < units.size()) {
        size /= 1000;
        ++unit;
    }
    const int decimals = unit > 0 && size < 9.95 ? 1 : 0;
    return shown(language, size, decimals) + " " + units.at(unit);
}

} // namespace clausebook::views
